//! Durations of incidents.

use serde::Serialize;

use super::caption::{Caption, Digits};
pub use crate::model::incident::Impact;

/// How long incidents took, one mark each, and how many there were.
///
/// Places on the axis of months are counted from the middle of the first month: `0.5` is its end.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct DurationsChart {
    pub caption: Caption,
    /// How the counts are written.
    pub digits: Digits,
    /// What the marks are called.
    pub key: DurationsLegend,
    /// Over the durations: `Time to resolve`.
    pub durations_title: String,
    /// Over the counts: `Incidents each month`.
    pub counts_title: String,
    /// The durations that get a grid line, from the shortest to the longest.
    #[serde(skip)]
    pub ticks: Vec<DurationTick>,
    /// What the months are called, oldest first.
    #[serde(skip)]
    pub months: Vec<String>,
    /// The incidents, in any order.
    #[serde(skip)]
    pub dots: Vec<Dot>,
    /// The typical durations, one for each span of time.
    #[serde(skip)]
    pub medians: Vec<MedianTick>,
    /// How many incidents began in each month: minor, major and critical.
    #[serde(skip)]
    pub counts: Vec<[u32; 3]>,
}

/// Labels of the key. An entry whose mark does not occur is not drawn.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct DurationsLegend {
    /// The circle, such as `minor`.
    pub minor: String,
    /// The square, such as `major`.
    pub major: String,
    /// The diamond, such as `critical`.
    pub critical: String,
    /// The line, such as `median of a quarter`.
    pub median: String,
    /// The area around the line, such as `95% interval`.
    pub interval: String,
}

/// A round duration.
#[derive(Debug, Clone, PartialEq)]
pub struct DurationTick {
    pub minutes: f64,
    /// In words: `30 min`.
    pub text: String,
}

/// One incident of [`DurationsChart`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dot {
    /// When it began, among the months.
    pub at: f64,
    /// How long it took.
    pub minutes: f64,
    pub severity: Impact,
}

/// The median duration in a span of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MedianTick {
    /// Where the span begins, among the months.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    pub minutes: f64,
    /// Its interval, if there are enough incidents for one.
    pub interval: Option<(f64, f64)>,
}

/// The place of an impact among the counts of a month; `None` for an incident without impact, which is not drawn.
pub fn severity_place(impact: Impact) -> Option<usize> {
    [Impact::Minor, Impact::Major, Impact::Critical]
        .iter()
        .position(|severity| *severity == impact)
}
