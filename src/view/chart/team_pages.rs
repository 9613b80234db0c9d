//! On-call alerts of teams.

use serde::Serialize;

use super::caption::{Caption, Digits};

/// Teams side by side over some periods, one panel each, all to the same scale: how often each was paged.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TeamPagesChart {
    pub caption: Caption,
    /// How the axis writes its numbers.
    pub digits: Digits,
    /// What the parts and marks mean.
    pub key: TeamPagesLegend,
    /// What the periods are called, oldest first; only the first and the last name are written.
    #[serde(skip)]
    pub periods: Vec<String>,
    /// In reading order.
    #[serde(skip)]
    pub panels: Vec<TeamPanel>,
}

/// What the parts and marks of [`TeamPagesChart`] mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TeamPagesLegend {
    /// The lower part of a column.
    pub after_hours: String,
    /// The upper part.
    pub in_hours: String,
    /// The dot over a column.
    pub outside: String,
    /// An outlined column.
    pub partial: String,
}

/// One team of [`TeamPagesChart`].
#[derive(Debug, Clone, PartialEq)]
pub struct TeamPanel {
    pub title: String,
    /// The newest period in words: `last week 10 pages, 7 after hours`.
    pub words: String,
    /// One for each period; where there is none, the zero line breaks.
    pub columns: Vec<Option<PageColumn>>,
    /// What is said of one column.
    pub note: Option<ColumnNote>,
}

/// The pages of one team in one period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageColumn {
    /// After hours.
    pub after_hours: u32,
    /// In working hours.
    pub in_hours: u32,
    /// Whether that is unlikely to be chance.
    pub outside: bool,
    /// Whether the period was not over: drawn as an outline.
    pub partial: bool,
}

/// A few words over a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnNote {
    /// The position of the period.
    pub at: usize,
    pub text: String,
}
