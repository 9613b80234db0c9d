//! The ranking of culprits.

use serde::Serialize;

use super::caption::{Caption, Digits};
use super::sparkline::Sparkline;

/// Culprits ranked by their tickets in one period, beside the period before.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RankingChart {
    pub caption: Caption,
    /// What the marks are called.
    pub key: RankingLegend,
    /// What the columns to the right of the bars are called.
    pub columns: RankingColumns,
    /// Whether the period was not over: its bars are drawn hollow.
    pub partial: bool,
    /// What the axis counts, such as `tickets`.
    pub unit: String,
    /// How the axis writes its numbers.
    pub digits: Digits,
    /// From the top down, in the order of drawing.
    #[serde(skip)]
    pub rows: Vec<RankingRow>,
}

/// Labels of the key. An entry whose mark occurs in no row is not drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RankingLegend {
    /// The thick bar, such as `this week`.
    pub current: String,
    /// The thin grey bar, such as `week before`.
    pub previous: String,
    /// The line through the bar, such as `95% interval`.
    pub interval: String,
    /// The thick bar in color, such as `significant change or trend`.
    pub clear: String,
}

/// Heads of the columns. A column that is empty in every row is not drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RankingColumns {
    /// Over [`RankingRow::tickets_text`].
    pub tickets: String,
    /// Over [`RankingRow::interval_text`].
    pub interval: String,
    /// Over [`RankingRow::rate_text`].
    pub rate: String,
    /// Over [`RankingRow::line`].
    pub line: String,
    /// Over [`RankingRow::change`].
    pub change: String,
}

/// One culprit of a [`RankingChart`].
#[derive(Debug, Clone, PartialEq)]
pub struct RankingRow {
    pub label: String,
    /// Whether the title speaks of it.
    pub emphasis: bool,
    /// Whether it is ranked.
    pub kind: RankingKind,
    /// Length of the bar.
    pub value: f64,
    /// Start of the interval; the same as `upper` if nothing is uncertain.
    pub lower: f64,
    /// End of the interval.
    pub upper: f64,
    /// Length of the bar for the period before, if that was measured.
    pub previous: Option<f64>,
    /// The value in digits.
    pub tickets_text: String,
    /// The interval in digits, or nothing.
    pub interval_text: String,
    /// Tickets for each 1,000 of usage in digits, or nothing.
    pub rate_text: String,
    /// How it came to be, in the wide layout.
    pub line: Sparkline,
    /// What to conclude from the two periods, if they were compared.
    pub change: Option<ChangeLabel>,
}

/// Whether a row competes for a rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankingKind {
    /// A culprit in its rank.
    Culprit,
    /// What is left: folded culprits and tickets without a clear cause.
    Rest,
}

/// The verdict on a difference between two periods.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeLabel {
    /// In words, with the arrow if there is one: `▼ 77% fewer`.
    pub text: String,
    /// Which way it goes.
    pub direction: Direction,
    /// Whether it is unlikely to be chance; only then it is drawn in bold and colour.
    pub clear: bool,
}

/// Which way a change goes, judged by what people want.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Fewer tickets.
    Better,
    /// More tickets.
    Worse,
    /// Perhaps a change, perhaps chance.
    Unclear,
}

impl Direction {
    /// Its name in the stylesheet.
    pub fn class(self) -> &'static str {
        match self {
            Direction::Better => "better",
            Direction::Worse => "worse",
            Direction::Unclear => "unclear",
        }
    }
}
