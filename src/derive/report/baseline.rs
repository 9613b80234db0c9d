//! The periods that later ones are judged by: what is usual for the total of a product, and how much counts vary by themselves.

use std::ops::RangeInclusive;

use super::basis::ReportBasis;
use crate::base::period::Period;
use crate::base::time::Date;
use crate::derive::statistics::{
    self, Dispersion, Observation, ProcessChart, ProcessPoint, Scatter, WeeklyCount,
};
use crate::model::report::{Culprit, Product, Tally};

/// A week beside those before it.
#[derive(Clone, Debug)]
pub struct UsualRange {
    /// The week with its limits, in tickets per 1,000 of usage where that is measured.
    pub point: ProcessPoint,
    /// How many weeks the limits are made from.
    pub weeks: usize,
}

/// What varies from period to period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VaryingMeasure {
    /// Tickets per usage.
    Tickets,
    /// Shares of the tickets read, where nobody knows how many there were.
    Shares,
}

/// With fewer earlier periods nothing is known of how much counts vary, and no change is told from chance.
const MIN_PERIODS: usize = 2;

/// How much the counts of a product vary from period to period, from periods of the kind that is compared: weeks from weeks, months from
/// months.
#[derive(Clone, Debug)]
pub struct Variation<'a> {
    product: &'a Product,
    measure: VaryingMeasure,
    /// The last period that may be in the baseline; it says of what kind they are.
    pub last: Period,
    /// The periods of the baseline, oldest first, each with its number on a line without breaks.
    pub periods: Vec<(i64, ReportBasis<'a>)>,
    /// The scatter of all tickets; `None` if there are too few periods to measure it, and for shares.
    total: Option<Scatter>,
    /// Whether there are periods enough to measure it.
    is_measured: bool,
    /// The dispersion that every culprit is taken to have at least: that of all culprits on average, with an allowance for few periods.
    pub common: f64,
}

/// The number of the period of some kind that a day is in, on a line without breaks.
fn period_number(kind: Period, day: Date) -> i64 {
    let days = day.days_since(Date::EPOCH_MONDAY);
    let (year, month, _) = day.parts();
    match kind {
        Period::Week(_) => days.div_euclid(7),
        Period::Month(_) => i64::from(year) * 12 + i64::from(month),
        Period::Quarter(_) => i64::from(year) * 4 + i64::from(month - 1) / 3,
        Period::Days(first, _) => days.div_euclid(kind.day_after().days_since(first)),
    }
}

fn is_alike(one: Period, other: Period) -> bool {
    match (one, other) {
        (Period::Days(..), Period::Days(..)) => {
            let length = |period: Period| period.day_after().days_since(period.first());
            length(one) == length(other)
        }
        _ => std::mem::discriminant(&one) == std::mem::discriminant(&other),
    }
}

/// The periods of a kind up to the last of them: those that were sampled, or else months and quarters that weeks add up to.
fn periods_until<'a>(product: &Product, known: &[&'a Tally], last: Period) -> Vec<ReportBasis<'a>> {
    let alike = |tally: &&&'a Tally| is_alike(tally.period, last) && tally.period <= last;
    let sampled: Vec<ReportBasis> = known
        .iter()
        .filter(alike)
        .map(|tally| ReportBasis::from_sample(product, tally))
        .collect();
    let oldest = known.iter().map(|tally| tally.period.first()).min();
    let (Period::Month(_) | Period::Quarter(_), Some(oldest), true) =
        (last, oldest, sampled.is_empty())
    else {
        return sampled;
    };
    let mut summed = Vec::new();
    let mut period = last;
    while oldest <= period.last() {
        summed.extend(ReportBasis::find(product, known, period));
        period = period.previous();
    }
    summed.reverse();
    summed
}

impl<'a> Variation<'a> {
    /// From the periods up to `last` that are complete and wholly read. Neither the period that is judged nor anything before the last new
    /// start is among them.
    pub fn until(
        product: &'a Product,
        known: &[&'a Tally],
        last: Period,
        measure: VaryingMeasure,
    ) -> Variation<'a> {
        let number = |day| period_number(last, day);
        let mut periods: Vec<(i64, ReportBasis)> = periods_until(product, known, last)
            .into_iter()
            .filter(|basis| basis.complete && !basis.is_preliminary() && basis.is_census_complete())
            .map(|basis| (number(basis.period.first()), basis))
            .collect();
        let counted = periods.iter().filter_map(|(week, basis)| {
            let (count, exposure) = match measure {
                VaryingMeasure::Tickets => (basis.population?, basis.exposure(product)?),
                VaryingMeasure::Shares => (basis.read, 1.0),
            };
            Some(WeeklyCount {
                week: *week,
                count,
                exposure,
            })
        });
        let counted: Vec<WeeklyCount> = counted.collect();
        let judged = number(last.first()) + 1;
        let range = baseline_before(product, &counted, judged, &|day| Some(number(day)));
        let scatter = range.and_then(|range| {
            periods.retain(|(week, _)| range.contains(week));
            let base = counted.iter().filter(|week| range.contains(&week.week));
            statistics::scatter(&base.copied().collect::<Vec<_>>())
        });
        let mut variation = Variation {
            product,
            measure,
            last,
            periods,
            is_measured: scatter.is_some(),
            total: scatter.filter(|_| measure == VaryingMeasure::Tickets),
            common: 1.0,
        };
        variation.common = variation.common_dispersion();
        variation
    }

    /// The mean of the culprits' own dispersions, times 1 + 2/K for K periods.
    ///
    /// The factor replaces Student's t as in [`Variation::of_total`]: the moving ranges of two culprits tell twice the degrees of freedom of
    /// one, so 1 + 3.9/(2 K). It is cautious for more than two.
    ///
    /// Over a dozen periods the scatter of one culprit is known badly, and the changes that look clearest are those of the culprits whose
    /// scatter was measured too small by chance. With bursts of each culprit (dispersion 3 and 5) four weeks against four were called clear
    /// by mistake in 7 to 10% of weeks without this, and in 2 to 3% with it (`cargo bench --bench claims`).
    // A baseline has few periods, and a product few culprits.
    fn common_dispersion(&self) -> f64 {
        let culprits = self.product.culprits.iter();
        let measured: Vec<f64> = culprits
            .filter_map(|culprit| self.measured_dispersion(culprit))
            .collect();
        if measured.is_empty() {
            return 1.0;
        }
        let mean = measured.iter().sum::<f64>() / measured.len() as f64;
        mean.max(1.0) * (1.0 + 2.0 / self.periods.len() as f64)
    }

    /// Whether dispersions had to be assumed, because there are fewer than eight periods.
    pub fn is_assumed(&self) -> bool {
        !self.is_measured
    }

    /// Whether a change can be told from chance at all.
    pub fn allows_claims(&self) -> bool {
        self.periods.len() >= MIN_PERIODS
    }

    /// The dispersion of all tickets: what the product assumes, or measured and times 1 + 4/K for K periods.
    ///
    /// A measured dispersion asks for Student's t in place of the normal distribution. A moving range tells 0.62 degrees of freedom, and
    /// t^2 is about z^2 (1 + (z^2 + 1)/(2 * 0.62 K)), with z = 1.96: 1 + 3.9/K. Without it a culprit or the total was called clear in up
    /// to 6.5% of quiet weeks under bursts, and with it in 3.2 to 5.1% (`cargo bench --bench claims`).
    // A baseline has few periods.
    pub fn of_total(&self) -> f64 {
        let Some(total) = self.total else {
            return self.product.assumed_dispersion;
        };
        let allowance = 1.0 + 4.0 / self.periods.len() as f64;
        (total.sigma_z * total.sigma_z * allowance).max(1.0)
    }

    /// The dispersion of a culprit between two sides: its part of the bursts that all share, which leave shares as they are, and its own.
    pub fn of_culprit(
        &self,
        culprit: &Culprit,
        before: &[Observation],
        after: &[Observation],
    ) -> Dispersion {
        let shared = match self.measure {
            VaryingMeasure::Tickets => {
                statistics::shared_dispersion(before, after, self.of_total())
            }
            VaryingMeasure::Shares => 1.0,
        };
        let measured = self.measured_dispersion(culprit);
        let own = measured.unwrap_or(self.product.assumed_dispersion);
        Dispersion {
            shared,
            own: own.max(self.common),
        }
    }

    /// From what was read of a culprit; `None` while there are too few periods in which it was in use. It can be below 1.
    ///
    /// Shares vary by Laney's p' chart (2002), `z = (p - pbar) / sqrt(pbar (1 - pbar)/n)`: that of a count x with the exposure n, and divided
    /// by 1 - pbar.
    fn measured_dispersion(&self, culprit: &Culprit) -> Option<f64> {
        if self.is_assumed() {
            return None;
        }
        let counted = self.periods.iter().filter_map(|(week, basis)| {
            let count = basis.count(culprit);
            let came = culprit
                .since
                .is_none_or(|since| since.first() <= basis.period.first());
            let exposure = match self.measure {
                VaryingMeasure::Tickets => basis.read_exposure(self.product)?,
                VaryingMeasure::Shares => basis.read as f64,
            };
            (came || count > 0).then_some(WeeklyCount {
                week: *week,
                count,
                exposure,
            })
        });
        let scatter = statistics::scatter(&counted.collect::<Vec<_>>())?;
        let dispersion = scatter.sigma_z * scatter.sigma_z;
        match self.measure {
            VaryingMeasure::Tickets => Some(dispersion),
            VaryingMeasure::Shares if scatter.centre < 1.0 => {
                Some(dispersion / (1.0 - scatter.centre))
            }
            VaryingMeasure::Shares => None,
        }
    }
}

/// A week of which all tickets are known, judged by the weeks before it; `None` if there are too few of those.
pub fn usual_range(product: &Product, period: Period) -> Option<UsualRange> {
    period.month_and_quarter()?;
    let samples = product
        .samples
        .values()
        .filter(|tally| matches!(tally.period, Period::Week(_)) && tally.period <= period);
    let number = |day| Some(period_number(period, day));
    let weeks = weekly_counts(product, samples, |period| number(period.first()));
    let judged = period_number(period, period.first());
    let baseline = baseline_before(product, &weeks, judged, &number)?;
    let chart: ProcessChart = statistics::laney_u(&weeks, &baseline)?;
    let point = *chart.points.last().filter(|point| point.week == judged)?;
    Some(UsualRange {
        point,
        weeks: weeks
            .iter()
            .filter(|week| baseline.contains(&week.week))
            .count(),
    })
}
/// The weeks that tell what is usual for the week `reported`: those before it, after the last new start.
///
/// As long as there are too few of them, the weeks before that start go on to say what was usual, so that a change is seen against them
/// and the chart is not bare for eight weeks. Not across a change in counting: what was counted before it says nothing of what came after.
pub fn baseline_before(
    product: &Product,
    weeks: &[WeeklyCount],
    reported: i64,
    number: &dyn Fn(Date) -> Option<i64>,
) -> Option<RangeInclusive<i64>> {
    let starts = product
        .actions
        .iter()
        .filter(|action| action.resets_baseline());
    let starts =
        starts.filter_map(|action| Some((number(action.date)?, action.changes_measurement())));
    let last = starts.filter(|(week, _)| *week < reported).max();
    let own = statistics::baseline_weeks(weeks, reported, last.map(|(week, _)| week));
    match last {
        Some((start, false)) if own.is_none() => baseline_before(product, weeks, start, number),
        _ => own,
    }
}

/// All tickets of the complete periods, for the process limits: per thousand of usage, numbered by the caller. A period of which the
/// tickets or the usage are unknown is left out.
pub fn weekly_counts<'t>(
    product: &Product,
    tallies: impl Iterator<Item = &'t Tally>,
    number: impl Fn(Period) -> Option<i64>,
) -> Vec<WeeklyCount> {
    let unit = if product.usage.is_empty() {
        1.0
    } else {
        1000.0
    };
    let count = |tally: &Tally| {
        let exposure = product.exposure(tally.period)? / unit;
        Some(WeeklyCount {
            week: number(tally.period)?,
            count: tally.population?,
            exposure,
        })
    };
    tallies
        .filter(|tally| tally.complete)
        .filter_map(count)
        .collect()
}
