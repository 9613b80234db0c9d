//! The words about how incidents were handled.

use super::{count, length};
use crate::base::time::Duration;
use crate::derive::metrics::MetricsFacts;
use crate::derive::statistics::Median;

/// Minutes as people say them.
fn minutes_text(minutes: f64) -> String {
    #[allow(
        clippy::cast_possible_truncation,
        reason = "minutes of an incident are far below 2^53"
    )]
    length(Duration::seconds((minutes * 60.0).round() as i64))
}

/// A median with its interval, where there are enough incidents for one.
#[must_use]
pub fn median(what: &str, median: &Median) -> String {
    let range = median.interval.map(|(lower, upper)| {
        format!(
            " (95% interval {} to {})",
            minutes_text(lower),
            minutes_text(upper)
        )
    });
    format!(
        "Median {what}: {}{}.",
        minutes_text(median.median),
        range.unwrap_or_default()
    )
}

/// How often the first word came in time.
#[must_use]
pub fn first_updates_on_time(kept: usize, all: usize, promised: Duration) -> String {
    format!(
        "{kept} of {} had a first word within the promised {}.",
        count(all, "incident", "incidents"),
        length(promised)
    )
}

/// How often nobody had to wait too long for the next word.
#[must_use]
pub fn regular_updates(kept: usize, all: usize, promised: Duration) -> String {
    let incidents = count(all, "incident", "incidents");
    format!(
        "{kept} of {incidents} went without a silence longer than the promised {}.",
        length(promised)
    )
}

/// What the medians leave out.
#[must_use]
pub fn without_resolution(unresolved: usize) -> Option<String> {
    let words = count(unresolved, "incident is", "incidents are");
    (unresolved > 0).then(|| {
        format!("{words} open or ended as soon as it began, and not in the time to resolve.")
    })
}

/// The chart in words.
#[must_use]
pub fn description(facts: &MetricsFacts, when: &str) -> String {
    let all = count(facts.incidents.len(), "incident", "incidents");
    let middle = facts
        .time_to_resolve
        .as_ref()
        .map(|resolve| format!(" The median is {}.", minutes_text(resolve.median)));
    format!(
        "Dot chart of {all}, {when}, by time to resolve.{} The numbers are in the table below.",
        middle.unwrap_or_default()
    )
}
