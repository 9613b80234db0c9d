//! The trend of all tickets.

use serde::Serialize;

use super::caption::{Annotation, Caption, Digits};

/// All tickets of a product over some periods, counted and per usage, and what was to be expected of them.
///
/// The expected range belongs to the rates; if there is no rate at all, only the counts are drawn, and it belongs to them.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TotalsChart {
    pub caption: Caption,
    /// How the axes write their numbers.
    pub digits: Digits,
    /// What the periods are called, oldest first.
    #[serde(skip)]
    pub periods: Vec<String>,
    /// Over the counts: `Tickets`.
    pub counts_title: String,
    /// One for each period; the line breaks where there is none.
    #[serde(skip)]
    pub counts: Vec<Option<TotalPoint>>,
    /// Beside the last count: `268 last week`, or nothing.
    pub counts_text: String,
    /// Over the rates: `Tickets per 1,000 databases`.
    pub rates_title: String,
    /// One for each period; the line breaks where there is none.
    #[serde(skip)]
    pub rates: Vec<Option<TotalPoint>>,
    /// Beside the last rate: `12.7 last week`, or nothing.
    pub rates_text: String,
    #[serde(skip)]
    pub mean: Option<f64>,
    /// The first and the last period of the baseline, by position.
    #[serde(skip)]
    pub baseline: Option<(usize, usize)>,
    /// The expected range of each period, from the baseline on.
    #[serde(skip)]
    pub limits: Vec<Option<(f64, f64)>>,
    /// Beside the range: `expected range 19–25, mean 22`, or nothing.
    pub limits_text: String,
    /// Where the way of counting changed: the line is interrupted and a mark is drawn. Places as those of [`Annotation::at`].
    #[serde(skip)]
    pub breaks: Vec<f64>,
    #[serde(skip)]
    pub annotations: Vec<Annotation>,
}

/// The tickets of one period, counted or per usage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TotalPoint {
    pub value: f64,
    /// Whether it is unlikely to be chance: drawn as a large dot.
    pub signal: bool,
    /// Whether the period was not over: drawn hollow, and not joined to its neighbours.
    pub partial: bool,
}
