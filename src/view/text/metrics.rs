//! The sentences about how incidents were handled.

use super::length;
use super::message::message;
use crate::base::time::Duration;
use crate::derive::metrics::MetricsFacts;
use crate::derive::statistics::Median;

/// Minutes as people say them.
fn minutes_text(minutes: f64) -> String {
    // Minutes of an incident are far below 2^53.
    length(Duration::seconds((minutes * 60.0).round() as i64))
}

/// A median with its interval, where there are enough incidents for one.
pub fn median(what: &str, one: &Median) -> String {
    let median = minutes_text(one.median);
    match one.interval {
        None => message!("median", what, median),
        Some((lower, upper)) => {
            let (lower, upper) = (minutes_text(lower), minutes_text(upper));
            message!("median-interval", what, median, lower, upper)
        }
    }
}

/// How often the first update came in time.
pub fn first_updates_on_time(kept: usize, all: usize, promised: Duration) -> String {
    message!(
        "updates-first",
        kept,
        count = all,
        promised = length(promised)
    )
}

/// How often nobody had to wait too long for the next update.
pub fn regular_updates(kept: usize, all: usize, promised: Duration) -> String {
    message!(
        "updates-regular",
        kept,
        count = all,
        promised = length(promised)
    )
}

/// What the medians leave out.
pub fn without_resolution(unresolved: usize) -> Option<String> {
    (unresolved > 0).then(|| message!("without-resolution", count = unresolved))
}

/// The chart in words.
pub fn description(facts: &MetricsFacts, when: &str) -> String {
    let median = facts.time_to_resolve.as_ref();
    let median = median.map_or("none".to_owned(), |median| minutes_text(median.median));
    message!(
        "chart-durations",
        count = facts.incidents.len(),
        when,
        median
    )
}
