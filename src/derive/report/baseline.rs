//! What is usual for the total of a product: the weeks that later ones are judged by.

use std::ops::RangeInclusive;

use crate::base::period::Period;
use crate::base::time::Date;
use crate::derive::statistics::{self, ProcessChart, ProcessPoint, WeeklyCount};
use crate::model::report::{Product, Tally};

/// A week beside those before it.
#[derive(Clone, Debug)]
pub struct UsualRange {
    /// The week with its limits, in tickets per 1,000 of usage where that is measured.
    pub point: ProcessPoint,
    /// How many weeks the limits are made from.
    pub weeks: usize,
}

/// A period's number on a line of weeks without breaks.
fn week_number(period: Period) -> i64 {
    period.first().days_since(Date::EPOCH_MONDAY) / 7
}

fn is_week(tally: &&Tally) -> bool {
    matches!(tally.period, Period::Week(_))
}

/// How much more the weeks up to `last` scatter than chance alone would; 1 if there are too few to tell. Neither the period that is
/// judged nor anything before the last new start is among them.
pub fn dispersion(product: &Product, last: Period) -> f64 {
    let weeks = product
        .samples
        .values()
        .filter(|tally| is_week(tally) && tally.period <= last);
    let weeks = weekly_counts(product, weeks, |period| Some(week_number(period)));
    let chart = baseline_before(product, &weeks, week_number(last) + 1, &|day| {
        Some(week_number(Period::week_of(day)))
    })
    .and_then(|baseline| statistics::laney_u(&weeks, &baseline));
    chart.map_or(1.0, |chart| chart.dispersion)
}

/// A week of which all tickets are known, judged by the weeks before it; `None` if there are too few of those.
pub fn usual_range(product: &Product, period: Period) -> Option<UsualRange> {
    period.month_and_quarter()?;
    let samples = product
        .samples
        .values()
        .filter(|tally| is_week(tally) && tally.period <= period);
    let weeks = weekly_counts(product, samples, |period| Some(week_number(period)));
    let judged = week_number(period);
    let number = |day| Some(week_number(Period::week_of(day)));
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
