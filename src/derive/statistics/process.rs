//! Whether a week is unusual: limits for a count per exposure that follow growth, bursts and missing weeks.

use std::ops::RangeInclusive;

use super::distribution::binomial_tail;
use super::estimate::{is_divisor, to_f64};

/// Limits are not computed from fewer weeks than this.
pub const MIN_BASELINE: usize = 8;

/// Older weeks than this many say little about the process as it is now.
pub const MAX_BASELINE: usize = 26;

/// The mean of the distance between two standard normal values, which turns moving ranges into a standard deviation.
const MOVING_RANGE_D2: f64 = 1.128;

/// A run of this many weeks on one side of the centre is a signal from its last week on.
const LONG_RUN: usize = 8;

/// What was counted in one complete week: tickets, or pages of one team.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WeeklyCount {
    /// The number of the week on a line without breaks, such as weeks since some Monday. Gaps are allowed.
    pub week: i64,
    /// The count.
    pub count: u64,
    /// What the count grows with, such as thousands of databases; 1 if there is nothing.
    pub exposure: f64,
}

/// The weeks of a process with the limits of what is usual.
#[derive(Debug, Clone, PartialEq)]
pub struct ProcessChart {
    /// Count per exposure over the baseline.
    pub centre: f64,
    /// The standard deviation between weeks, as a multiple of what Poisson counts would have.
    pub sigma_z: f64,
    /// The dispersion phi, max(1, `sigma_z`^2): what the tests of a change between periods take.
    pub dispersion: f64,
    /// One point for each week that was given, in order.
    pub points: Vec<ProcessPoint>,
}

/// One week of a [`ProcessChart`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProcessPoint {
    /// The number of the week.
    pub week: i64,
    /// Count per exposure.
    pub rate: f64,
    /// The lower limit of what is usual, in the unit of the rate; not below 0.
    pub lower: f64,
    /// The upper limit of what is usual, in the unit of the rate.
    pub upper: f64,
    /// Why the week is unusual, if it is.
    pub signal: Option<Signal>,
}

/// Why a week is unusual.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// The rate is outside its limits.
    Outside,
    /// The rate is inside, but this is the eighth or a later week in a row on the same side of the centre.
    Run,
}

/// How much some weeks vary, from the distances of adjacent ones: a trend or a step among them hardly counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scatter {
    /// Count per exposure over all of them.
    pub centre: f64,
    /// The standard deviation between weeks, as a multiple of what Poisson counts would have.
    pub sigma_z: f64,
    /// The dispersion phi, max(1, `sigma_z`^2).
    pub dispersion: f64,
}

/// The scatter of the weeks of a baseline: of all tickets, or of one culprit.
///
/// ```text
/// u = count/a    ubar = sum count / sum a    z = (u - ubar) / sqrt(ubar/a)
/// sigma_z = mean |z_i - z_(i-1)| / 1.128     over pairs of weeks that are really adjacent
/// phi = max(1, sigma_z^2)
/// ```
///
/// Source: Laney (2002), as [`laney_u`]. For one culprit the count is that of the tickets read, and the exposure the usage times the part of
/// the tickets that was read, so that sampling is in the scatter as it is in the estimates. `None` for fewer than [`MIN_BASELINE`] weeks, if
/// no two are adjacent, an exposure is not a finite number above zero, or nothing was counted (zero has no scatter to measure).
pub fn scatter(base: &[WeeklyCount]) -> Option<Scatter> {
    let counted: f64 = base.iter().map(|week| to_f64(week.count)).sum();
    let centre = counted / base.iter().map(|week| week.exposure).sum::<f64>();
    let possible = base.iter().all(|week| is_divisor(week.exposure));
    if base.len() < MIN_BASELINE || !possible || !is_divisor(centre) {
        return None;
    }
    let sigma_z = moving_range_deviation(base, centre)?;
    let dispersion = (sigma_z * sigma_z).max(1.0);
    dispersion.is_finite().then_some(Scatter {
        centre,
        sigma_z,
        dispersion,
    })
}

/// The weeks from which the limits for the week `reported` are computed, for [`laney_u`].
///
/// The latest weeks before it, at most [`MAX_BASELINE`] of those that were counted, and none from before or in the week
/// `rebased`, the last in which something was done that makes older weeks useless. `None` if there are fewer than
/// [`MIN_BASELINE`]. `weeks` are in order of their numbers.
pub fn baseline_weeks(
    weeks: &[WeeklyCount],
    reported: i64,
    rebased: Option<i64>,
) -> Option<RangeInclusive<i64>> {
    let usable = |week: &i64| *week < reported && rebased.is_none_or(|rebased| rebased < *week);
    let before: Vec<i64> = weeks.iter().map(|week| week.week).filter(usable).collect();
    if before.len() < MIN_BASELINE {
        return None;
    }
    Some(before[before.len().saturating_sub(MAX_BASELINE)]..=before[before.len() - 1])
}

/// Laney's u' chart: a centre and limits from the weeks of the `baseline`, applied to all weeks.
///
/// ```text
/// limits of a week = ubar -+ 3 max(1, sigma_z) sqrt(ubar/a), not below 0    ubar and sigma_z: scatter of the baseline
/// ```
///
/// Signals are points outside their limits, and the eighth and later of consecutive weeks on one side of the centre; a
/// missing week, or one on the centre, restarts the run. Source: Laney (2002), "Improved control charts for
/// attributes", Quality Engineering 14.
///
/// The week being judged must not be in the baseline: it would hide itself. `None` if the weeks are not in strictly
/// rising order or an exposure is not a finite number above zero, and if the baseline has fewer than [`MIN_BASELINE`]
/// weeks, no two that are adjacent, or no counts at all (zero has no scatter to measure).
pub fn laney_u(weeks: &[WeeklyCount], baseline: &RangeInclusive<i64>) -> Option<ProcessChart> {
    let rising = weeks.is_sorted_by(|earlier, later| earlier.week < later.week);
    if !rising || !weeks.iter().all(|week| is_divisor(week.exposure)) {
        return None;
    }
    let base: Vec<WeeklyCount> = weeks
        .iter()
        .copied()
        .filter(|week| baseline.contains(&week.week))
        .collect();
    let Scatter {
        centre,
        sigma_z,
        dispersion,
    } = scatter(&base)?;
    let points = long_runs(weeks, centre)
        .zip(weeks)
        .map(|(long_run, week)| point(*week, centre, sigma_z, long_run))
        .collect::<Option<Vec<_>>>()?;
    Some(ProcessChart {
        centre,
        sigma_z,
        dispersion,
        points,
    })
}

/// The chance of a normal value more than three standard deviations to one side.
const THREE_SIGMA_TAIL: f64 = 0.001_35;

/// Whether a week's count is as rare as three standard deviations are, against `earlier` in so many `weeks` before it.
///
/// ```text
/// without a change, x is Binomial(x + S, 1/(m + 1)) given x + S    for the count x and the sum S of m weeks
/// rare: P(X >= x) or P(X <= x) is at most 0.00135
/// ```
///
/// The limits of [`laney_u`] are those of a normal distribution, too narrow where a few come each week: after a year with one page, a
/// second would be outside. Such a signal needs this too. It also judges a week after weeks without any, which have no limits. Source:
/// Przyborowski and Wilenski (1940), "Homogeneity of results in testing samples from Poisson series", Biometrika 31. Limit: it takes
/// counts to be no more scattered than Poisson's, so it is of use beside [`laney_u`] and not in its place.
pub fn is_rare(count: u64, earlier: u64, weeks: u64) -> bool {
    let (all, chance) = (count.saturating_add(earlier), 1.0 / (to_f64(weeks) + 1.0));
    let (least, most) = (
        binomial_tail(count, all, chance),
        1.0 - binomial_tail(count.saturating_add(1), all, chance),
    );
    weeks > 0 && least.min(most) <= THREE_SIGMA_TAIL
}

/// The standard deviation of the weeks' z from the mean distance of adjacent ones; `None` if no two are adjacent.
fn moving_range_deviation(base: &[WeeklyCount], centre: f64) -> Option<f64> {
    let z = |week: &WeeklyCount| {
        (to_f64(week.count) / week.exposure - centre) / (centre / week.exposure).sqrt()
    };
    let ranges: Vec<f64> = base
        .windows(2)
        .filter(|pair| are_adjacent(&pair[0], &pair[1]))
        .map(|pair| (z(&pair[1]) - z(&pair[0])).abs())
        .collect();
    let deviation = ranges.iter().sum::<f64>() / to_f64(ranges.len() as u64) / MOVING_RANGE_D2;
    deviation.is_finite().then_some(deviation)
}

/// For each week, whether it is the eighth or a later one of consecutive weeks on the same side of the centre.
fn long_runs(weeks: &[WeeklyCount], centre: f64) -> impl Iterator<Item = bool> {
    let mut run = 0;
    let mut previous: Option<&WeeklyCount> = None;
    weeks.iter().map(move |week| {
        let side = |week: &WeeklyCount| (to_f64(week.count) / week.exposure).partial_cmp(&centre);
        let continues = previous
            .is_some_and(|previous| are_adjacent(previous, week) && side(previous) == side(week));
        run = match side(week) {
            Some(std::cmp::Ordering::Equal) | None => 0,
            Some(_) if continues => run + 1,
            Some(_) => 1,
        };
        previous = Some(week);
        run >= LONG_RUN
    })
}

/// The limits and the signal of one week; `None` if a limit is too large for a number.
fn point(week: WeeklyCount, centre: f64, sigma_z: f64, long_run: bool) -> Option<ProcessPoint> {
    let rate = to_f64(week.count) / week.exposure;
    let half = 3.0 * sigma_z.max(1.0) * (centre / week.exposure).sqrt();
    let (lower, upper) = ((centre - half).max(0.0), centre + half);
    let signal = if rate < lower || upper < rate {
        Some(Signal::Outside)
    } else {
        long_run.then_some(Signal::Run)
    };
    (rate.is_finite() && upper.is_finite()).then_some(ProcessPoint {
        week: week.week,
        rate,
        lower,
        upper,
        signal,
    })
}

/// Whether the second week follows the first without one missing between them.
fn are_adjacent(first: &WeeklyCount, second: &WeeklyCount) -> bool {
    first.week.checked_add(1) == Some(second.week)
}
