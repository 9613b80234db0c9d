//! The sentences about how incidents were handled.

use super::length;
use super::message::message;
use crate::base::time::Duration;
use crate::base::vocabulary::Vocabulary;
use crate::derive::metrics::{Metric, MetricSummary, MetricsFacts};
use crate::model::incident::Impact;

/// Minutes as people say them.
pub fn minutes_text(minutes: f64) -> String {
    // Minutes of an incident are far below 2^53.
    length(Duration::seconds((minutes * 60.0).round() as i64))
}

/// Such as `time to resolve`.
pub fn name(metric: Metric) -> String {
    message!("metric", metric = metric.word())
}

/// A median with its interval, where there are enough incidents for one, and what it leaves out.
pub fn summary(summary: &MetricSummary) -> String {
    let what = name(summary.metric);
    let median = minutes_text(summary.median.median);
    let sentence = match summary.median.interval {
        None => message!("median", what, median),
        Some((lower, upper)) => {
            let (lower, upper) = (minutes_text(lower), minutes_text(upper));
            message!("median-interval", what, median, lower, upper)
        }
    };
    if summary.missing == 0 {
        return sentence;
    }
    sentence + " " + &message!("median-missing", count = summary.missing)
}

/// Whether the times of updates are those of commits.
pub fn measured_by_commits(committed: usize, all: usize) -> String {
    message!("updates-committed", committed, count = all)
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

/// The chart in words.
pub fn description(facts: &MetricsFacts, when: &str) -> String {
    let resolve = facts.summary(Metric::Resolve);
    let median = resolve.map_or("none".to_owned(), |resolve| {
        minutes_text(resolve.median.median)
    });
    message!(
        "chart-durations",
        count = facts
            .incidents
            .iter()
            .filter(|one| one.facts.impact != Impact::None)
            .filter(|one| one.duration(Metric::Resolve).is_some())
            .count(),
        when,
        median
    )
}
