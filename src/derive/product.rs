//! The trends of culprits and totals over many periods of a product.

use super::look_back;
use super::report::{ReportFacts, TicketSelector, baseline_before, stratum, weekly_counts};
use super::statistics::{
    self, ChangeVerdict, Estimate, ProcessChart, ProcessPoint, Trend, WeeklyCount, WeeklyShare,
};
use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::base::time::Date;
use crate::model::report::{Culprit, Product, ProductAction, Tally, Target};

/// Periods one after another, with what was sampled in them.
type Slots<'a> = [(Period, Option<&'a Tally>)];

/// Periods that a product's page looks back on.
pub const MAX_PERIODS: usize = 26;
/// Weeks of the longest look back.
const MAX_YEAR_PERIODS: usize = 52;
/// Culprits that get a panel of their own, besides those that were acted on.
const MAX_PANELS: usize = 8;

/// A product over many periods.
#[derive(Clone, Debug)]
pub struct ProductFacts<'a> {
    pub product: &'a Product,
    /// The periods, oldest first, with a tally where there is one. A missing one stays, as a gap.
    pub periods: Vec<(Period, Option<&'a Tally>)>,
    /// What the series are measured in.
    pub unit: SeriesUnit,
    /// Every culprit that was seen and not split, the most common over all periods first.
    pub series: Vec<CulpritSeries<'a>>,
    /// Culprits that were split in this time, and are drawn where their parts are.
    pub split_culprits: Vec<SplitCulprit<'a>>,
    /// All tickets, with the range in which they are usual; `None` if too few weeks are known.
    pub control_chart: Option<TotalsControlChart>,
    /// Actions in this time, oldest first.
    pub actions: Vec<&'a ProductAction>,
}

/// All tickets, with the range in which they are usual.
#[derive(Clone, Debug)]
pub struct TotalsControlChart {
    /// The first and the last slot from which the range is computed.
    pub baseline: (usize, usize),
    /// The weeks, numbered by their slots.
    pub chart: ProcessChart,
}

/// What a series is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeriesUnit {
    /// Tickets for each thousand of usage.
    PerThousand,
    /// Tickets.
    Tickets,
    /// Share of the tickets.
    Share,
}

/// One culprit over many periods.
#[derive(Clone, Debug)]
pub struct CulpritSeries<'a> {
    pub culprit: &'a Culprit,
    /// One reading for each slot; `None` where nothing can be said.
    pub points: Vec<Option<SeriesPoint>>,
    /// Whether it has a panel of its own: it is common, or was acted on.
    pub has_panel: bool,
    /// What it was a part of, by position in [`ProductFacts::split_culprits`].
    pub part_of: Option<usize>,
    /// Its rate, or its share, through the weeks, with what may be said of it beside all other culprits.
    pub trend: Option<TestedTrend>,
}

/// A trend, and what may be said of it beside those of all other culprits.
#[derive(Clone, Copy, Debug)]
pub struct TestedTrend {
    pub trend: Trend,
    /// Its p-value, adjusted for all culprits (Holm).
    pub adjusted_p: f64,
    pub verdict: ChangeVerdict,
}

impl TestedTrend {
    /// Whether the culprit clearly rises, or clearly falls; `None` if neither is clear.
    pub fn rises(&self) -> Option<bool> {
        (self.verdict == ChangeVerdict::Clear).then_some(self.trend.slope.value > 0.0)
    }
}

impl CulpritSeries<'_> {
    /// The estimate in each slot.
    pub fn values(&self) -> Vec<Option<f64>> {
        let values = self.points.iter();
        values
            .map(|point| Some(point.as_ref()?.estimate.value))
            .collect()
    }
}

/// A culprit that was split. Its history cannot be divided among its parts.
#[derive(Clone, Debug)]
pub struct SplitCulprit<'a> {
    pub culprit: &'a Culprit,
    /// The first period in which its parts were counted.
    pub until: Period,
    /// One reading for each slot before that.
    pub points: Vec<Option<SeriesPoint>>,
}

/// A culprit in one period.
#[derive(Clone, Copy, Debug)]
pub struct SeriesPoint {
    /// With its interval, in the unit of the product.
    pub estimate: Estimate,
    /// The period is not over.
    pub partial: bool,
}

/// A goal beside what was reached.
#[derive(Clone, Debug)]
pub struct TargetFacts<'a> {
    pub target: &'a Target,
    pub culprit: &'a Culprit,
    /// The newest complete period up to the day of the goal, with its estimate.
    pub judged: Option<(Period, Estimate)>,
    /// Whether the periods up to that day are all over.
    pub is_due: bool,
    pub verdict: TargetVerdict,
}

/// What the interval of the judged period allows to be said of a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetVerdict {
    /// All of the interval is below it.
    Met,
    /// None of the interval is below it.
    NotMet,
    /// The goal is inside the interval, or nothing was counted.
    Unclear,
}

impl<'a> ProductFacts<'a> {
    /// Looks back from the newest of the known tallies, which are given oldest first. `None` if there is none.
    pub fn of(product: &'a Product, known: &[&'a Tally]) -> Option<ProductFacts<'a>> {
        ProductFacts::over(product, known, MAX_PERIODS)
    }

    /// The same up to a period, from the complete samples; `None` if there is none.
    pub fn until(product: &'a Product, last: Period) -> Option<ProductFacts<'a>> {
        let until = |tally: &&Tally| tally.complete && tally.period.last() <= last.last();
        let known: Vec<&Tally> = product.samples.values().filter(until).collect();
        ProductFacts::of(product, &known)
    }

    /// The same over 52 periods.
    pub fn of_year(product: &'a Product, known: &[&'a Tally]) -> Option<ProductFacts<'a>> {
        ProductFacts::over(product, known, MAX_YEAR_PERIODS)
    }

    fn over(
        product: &'a Product,
        known: &[&'a Tally],
        max_periods: usize,
    ) -> Option<ProductFacts<'a>> {
        let slots = look_back::last_periods(known, |tally| tally.period, max_periods);
        let (from, to) = (slots.first()?.0.first(), slots.last()?.0.last());
        let actions: Vec<&ProductAction> = product
            .actions
            .iter()
            .filter(|one| from <= one.date && one.date <= to)
            .collect();
        let unit = series_unit(product, &slots);
        let wholes = split_culprits(product, &slots, unit);
        let series = series(product, &slots, unit, (&actions, &wholes));
        let process = totals_control_chart(product, &slots);
        Some(ProductFacts {
            product,
            periods: slots,
            unit,
            series,
            split_culprits: wholes,
            control_chart: process,
            actions,
        })
    }

    /// Whether there are two periods, so that a line can be drawn.
    pub fn has_several_periods(&self) -> bool {
        self.periods.len() > 1
    }

    /// Tickets, and tickets per 1,000 of usage or just tickets; those that are known.
    // Counts of tickets are far below 2^53.
    pub fn tickets_and_rate(&self, tally: &Tally) -> (Option<f64>, Option<f64>) {
        let tickets = tally.population.map(|tickets| tickets as f64);
        let exposure = if self.product.usage.is_empty() {
            Some(1.0)
        } else {
            let usage = self.product.usage.get(&tally.period);
            usage.map(|usage| usage / 1000.0)
        };
        let rate = tickets
            .zip(exposure)
            .map(|(tickets, exposure)| tickets / exposure);
        (tickets, rate)
    }

    /// All tickets of the complete periods, in the unit of their expected range.
    pub fn total_rates(&self) -> Vec<Option<f64>> {
        let rate = |(_, tally): &(Period, Option<&Tally>)| {
            let tally = tally.filter(|tally| tally.complete)?;
            self.tickets_and_rate(tally).1
        };
        self.periods.iter().map(rate).collect()
    }

    /// The goals that are not over before these periods, by date. Shares have none: a goal is a number of tickets.
    pub fn targets(&self) -> Vec<TargetFacts<'a>> {
        if self.unit == SeriesUnit::Share {
            return Vec::new();
        }
        let mut facts = Vec::new();
        for target in &self.product.targets {
            let series = self
                .series
                .iter()
                .find(|one| one.culprit.id == target.culprit);
            let Some(series) = series.filter(|_| self.first_period().first() <= target.by) else {
                continue;
            };
            let points = self.periods.iter().zip(&series.points).rev();
            let mut whole = points.filter_map(|((period, _), point)| {
                let point = point.filter(|point| !point.partial)?;
                Some((*period, point.estimate))
            });
            let judged = whole.find(|(period, _)| period.first() <= target.by);
            let verdict = match &judged {
                Some((_, estimate)) if estimate.upper < target.below => TargetVerdict::Met,
                Some((_, estimate)) if estimate.lower >= target.below => TargetVerdict::NotMet,
                _ => TargetVerdict::Unclear,
            };
            let mut tallies = self.periods.iter().filter_map(|(_, tally)| *tally);
            facts.push(TargetFacts {
                target,
                culprit: series.culprit,
                judged,
                is_due: tallies.any(|tally| tally.complete && target.by <= tally.period.last()),
                verdict,
            });
        }
        facts
    }

    pub fn series_of(&self, culprit: &Culprit) -> Option<&CulpritSeries<'a>> {
        self.series.iter().find(|one| one.culprit.id == culprit.id)
    }

    /// The first period that is looked back on.
    pub fn first_period(&self) -> Period {
        self.periods[0].0
    }

    /// The newest period.
    pub fn last_period(&self) -> Period {
        self.periods[self.periods.len() - 1].0
    }

    /// The period at a position with its limits, where it has any.
    pub fn control_point(&self, at: usize) -> Option<&ProcessPoint> {
        let mut points = self.control_chart.as_ref()?.chart.points.iter();
        points.find(|point| usize::try_from(point.week) == Ok(at))
    }

    /// Whether all tickets were counted in two periods.
    pub fn has_totals(&self) -> bool {
        self.periods
            .iter()
            .filter(|(_, tally)| tally.is_some_and(|tally| tally.population.is_some()))
            .count()
            > 1
    }
}

fn series_unit(product: &Product, slots: &Slots) -> SeriesUnit {
    let has_population = |(_, tally): &(Period, Option<&Tally>)| {
        tally.is_some_and(|tally| tally.population.is_some())
    };
    if !product.usage.is_empty() {
        SeriesUnit::PerThousand
    } else if slots.iter().any(has_population) {
        SeriesUnit::Tickets
    } else {
        SeriesUnit::Share
    }
}

/// A number for each period that grows by one from period to period of the same kind.
fn period_index(slots: &Slots, period: Period) -> Option<i64> {
    slots
        .iter()
        .position(|(slot, _)| *slot == period)
        .and_then(|at| i64::try_from(at).ok())
}

fn count_in_periods(culprit: &Culprit, slots: &Slots) -> u64 {
    slots
        .iter()
        .filter_map(|(_, tally)| *tally)
        .map(|tally| tally.count(&culprit.id))
        .sum()
}

/// Culprits that were split while they were looked at, of which a part is seen afterwards.
fn split_culprits<'a>(
    product: &'a Product,
    slots: &Slots,
    unit: SeriesUnit,
) -> Vec<SplitCulprit<'a>> {
    let whole = |culprit: &'a Culprit| {
        let until = culprit
            .retired
            .filter(|_| count_in_periods(culprit, slots) > 0)?;
        let part = |one: &&Culprit| culprit.split_into.contains(&one.id) && one.id != culprit.id;
        let seen = product
            .culprits
            .iter()
            .filter(part)
            .any(|part| count_in_periods(part, slots) > 0);
        seen.then(|| SplitCulprit {
            culprit,
            until,
            points: series_points(product, slots, culprit, unit),
        })
    };
    product.culprits.iter().filter_map(whole).collect()
}

fn series<'a>(
    product: &'a Product,
    slots: &Slots,
    unit: SeriesUnit,
    (actions, wholes): (&[&ProductAction], &[SplitCulprit]),
) -> Vec<CulpritSeries<'a>> {
    let mut culprits: Vec<(&Culprit, u64)> = product
        .culprits
        .iter()
        .map(|culprit| (culprit, count_in_periods(culprit, slots)))
        .collect();
    culprits.retain(|(culprit, total)| {
        *total > 0 && wholes.iter().all(|whole| whole.culprit.id != culprit.id)
    });
    culprits.sort_by(|(a, x), (b, y)| y.cmp(x).then_with(|| a.id.cmp(&b.id)));
    let acted_on = |culprit: &Culprit| {
        actions
            .iter()
            .any(|action| !action.is_neutral() && action.culprits.contains(&culprit.id))
    };
    let culprits = culprits.into_iter().enumerate();
    let chosen: Vec<(&Culprit, bool)> = culprits
        .map(|(at, (culprit, _))| (culprit, at < MAX_PANELS || acted_on(culprit)))
        .collect();
    let periods: Vec<TrendPeriod> = slots
        .iter()
        .map(|(_, tally)| tally.iter().copied().collect())
        .collect();
    let tested = chosen.iter().map(|(culprit, has_panel)| {
        if *has_panel {
            trend(product, &periods, culprit, unit)
        } else {
            None
        }
    });
    let series =
        chosen
            .iter()
            .zip(beside_others(tested.collect()))
            .map(|(&(culprit, has_panel), trend)| CulpritSeries {
                culprit,
                has_panel,
                points: series_points(product, slots, culprit, unit),
                part_of: wholes
                    .iter()
                    .position(|whole| whole.culprit.split_into.contains(&culprit.id)),
                trend,
            });
    series.collect()
}

fn series_points(
    product: &Product,
    slots: &Slots,
    culprit: &Culprit,
    unit: SeriesUnit,
) -> Vec<Option<SeriesPoint>> {
    slots
        .iter()
        .map(|(_, tally)| tally.and_then(|tally| series_point(product, tally, culprit, unit)))
        .collect()
}

/// Whether the vocabulary let a culprit be counted in a period. One that others were merged into carries their counts from before.
fn is_used(culprit: &Culprit, tally: &Tally) -> bool {
    let came = culprit
        .since
        .is_none_or(|since| since.first() <= tally.period.first());
    let stays = culprit
        .retired
        .is_none_or(|retired| tally.period.first() < retired.first());
    (came && stays) || tally.count(&culprit.id) > 0
}

fn series_point(
    product: &Product,
    tally: &Tally,
    culprit: &Culprit,
    unit: SeriesUnit,
) -> Option<SeriesPoint> {
    if !is_used(culprit, tally) || tally.read == 0 {
        return None;
    }
    let counted = TicketSelector::culprit(culprit);
    let strata = stratum::strata(tally, &counted);
    let value = match unit {
        SeriesUnit::PerThousand => {
            statistics::rate_of_strata(&strata, *product.usage.get(&tally.period)?)?
        }
        SeriesUnit::Tickets => statistics::rate_of_strata(&strata, 1000.0)?,
        SeriesUnit::Share => {
            statistics::share_of_strata(&stratum::strata_in_scope(tally, &counted)?)?
        }
    };
    Some(SeriesPoint {
        estimate: value,
        partial: !tally.complete,
    })
}

/// The samples of one period of a trend: one, none where it is missing, or the weeks of a month or quarter.
type TrendPeriod<'a> = Vec<&'a Tally>;

/// The trends of culprits over months or quarters one after another, each the sum of its weeks. A missing one is a gap.
pub fn rollup_trends(
    facts: &ProductFacts,
    rollups: &[&ReportFacts],
) -> Vec<(CulpritId, TestedTrend)> {
    let mut periods: Vec<TrendPeriod> = Vec::new();
    let mut next = rollups.first().map(|one| one.basis.period);
    for rollup in rollups {
        while next.is_some_and(|next| next < rollup.basis.period) {
            periods.push(Vec::new());
            next = next.map(Period::next);
        }
        periods.push(rollup.basis.tallies.clone());
        next = Some(rollup.basis.period.next());
    }
    let culprits = facts.series.iter().map(|series| series.culprit);
    let culprits: Vec<&Culprit> = culprits.collect();
    let trends = culprits.iter();
    let trends = trends.map(|culprit| trend(facts.product, &periods, culprit, facts.unit));
    let tested = beside_others(trends.collect());
    let tested = culprits.iter().zip(tested);
    tested
        .filter_map(|(culprit, trend)| Some((culprit.id.clone(), trend?)))
        .collect()
}

/// One family of tests, adjusted by Holm.
fn beside_others(trends: Vec<Option<Trend>>) -> Vec<Option<TestedTrend>> {
    let p_values = trends.iter().flatten().map(|trend| trend.p_value);
    let mut adjusted = statistics::holm(&p_values.collect::<Vec<_>>()).into_iter();
    let mut test = |trend: Trend| {
        let adjusted_p = adjusted.next()?;
        Some(TestedTrend {
            verdict: ChangeVerdict::of(adjusted_p, trend.slope, 0.0),
            trend,
            adjusted_p,
        })
    };
    trends.into_iter().map(|trend| test(trend?)).collect()
}

/// The course of a culprit since counting changed last, and as long as it was in use: of its tickets per usage, or of its share where the
/// chart shows shares. The sums of the weeks of a period tell all that its weeks tell of its rate, if the rate is the same in each of them;
/// how far it is not is in the dispersion.
fn trend(
    product: &Product,
    periods: &[TrendPeriod],
    culprit: &Culprit,
    unit: SeriesUnit,
) -> Option<Trend> {
    let counted = TicketSelector::culprit(culprit);
    let recounted = product
        .actions
        .iter()
        .filter(|one| one.changes_measurement());
    let last = periods.iter().flatten().next_back()?.period.last();
    let from = recounted
        .map(|one| one.date)
        .filter(|day| *day <= last)
        .max();
    let is_alike = |tally: &&Tally| {
        tally.complete
            && is_used(culprit, tally)
            && from.is_none_or(|day| day <= tally.period.first())
    };
    let alike = (0..)
        .zip(periods)
        .filter(|(_, tallies)| !tallies.is_empty() && tallies.iter().all(&is_alike));
    if unit == SeriesUnit::Share {
        let periods = alike.filter_map(|(week, tallies)| {
            let parts = tallies.iter();
            let parts = parts.map(|tally| stratum::random_part_counts(tally, &counted));
            let (mut count, mut read) = (0, 0);
            for part in parts {
                let (part_count, part_read) = part?;
                count += part_count;
                read += part_read;
            }
            (read > 0).then_some(WeeklyShare { week, count, read })
        });
        return statistics::cochran_armitage(&periods.collect::<Vec<_>>());
    }
    let periods = alike.filter_map(|(week, tallies)| {
        let parts = tallies.iter();
        let parts = parts.map(|tally| stratum::random_part_exposure(product, tally, &counted));
        let (mut count, mut exposure) = (0, 0.0);
        for part in parts {
            let (part_count, part_exposure) = part?;
            count += part_count;
            exposure += part_exposure;
        }
        Some(WeeklyCount {
            week,
            count,
            exposure,
        })
    });
    statistics::rate_trend(&periods.collect::<Vec<_>>())
}

/// All tickets, judged by the complete periods before the newest, after the last new start.
fn totals_control_chart(product: &Product, slots: &Slots) -> Option<TotalsControlChart> {
    let tallies = slots.iter().filter_map(|(_, tally)| *tally);
    let weeks = weekly_counts(product, tallies, |period| period_index(slots, period));
    let reported = weeks.last()?.week;
    let baseline = baseline_before(product, &weeks, reported, &|day| {
        period_index_of_day(slots, day)
    })?;
    let chart = statistics::laney_u(&weeks, &baseline)?;
    let slot = |week: &i64| usize::try_from(*week).ok();
    Some(TotalsControlChart {
        baseline: (slot(baseline.start())?, slot(baseline.end())?),
        chart,
    })
}

/// The position of the period that a day is in.
fn period_index_of_day(slots: &Slots, day: Date) -> Option<i64> {
    let at = slots
        .iter()
        .position(|(period, _)| period.first() <= day && day <= period.last());
    at.and_then(|at| i64::try_from(at).ok())
}
