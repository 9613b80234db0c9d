//! The last periods of something that is counted period by period.

use std::mem::discriminant;

use crate::base::period::Period;
use crate::base::time::{Moment, Zone};

/// Whether counts of a period are known at a moment: the period is over, or it has begun and is still counted.
pub fn is_known(period: Period, is_complete: bool, zone: Zone, now: Moment) -> bool {
    let from = if is_complete {
        period.day_after()
    } else {
        period.first()
    };
    from.start_in(zone) <= now
}

/// The last periods as long as the newest of the known ones, at most so many, oldest first. One that was not counted stays, as a gap.
/// Empty if nothing is known.
pub fn last_periods<'a, T>(
    known: &[&'a T],
    period_of: impl Fn(&T) -> Period,
    max: usize,
) -> Vec<(Period, Option<&'a T>)> {
    let Some(newest) = known.last().map(|one| period_of(one)) else {
        return Vec::new();
    };
    let is_alike = |one: &&&T| discriminant(&period_of(one)) == discriminant(&newest);
    let alike: Vec<&T> = known.iter().filter(is_alike).copied().collect();
    let oldest = alike.first().map_or(newest, |one| period_of(one)).first();
    let mut periods = Vec::new();
    let mut period = newest;
    while periods.len() < max && period.first() >= oldest {
        let counted = alike.iter().find(|one| period_of(one) == period);
        periods.push((period, counted.copied()));
        period = period.previous();
    }
    periods.reverse();
    periods
}
