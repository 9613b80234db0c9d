//! Trends by culprit.

use serde::Serialize;

use super::caption::{Annotation, Caption, Digits};

/// Culprits side by side over some periods, one small panel each, all to the same scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SmallMultiples {
    pub caption: Caption,
    /// How the axis writes its numbers.
    pub digits: Digits,
    /// What the axis counts: `tickets per 1,000 databases`.
    pub unit: String,
    /// What the lines of goals are called.
    pub target_label: String,
    /// What the periods are called, oldest first; only the first and the last name are written.
    #[serde(skip)]
    pub periods: Vec<String>,
    /// In reading order.
    #[serde(skip)]
    pub panels: Vec<CulpritPanel>,
    /// Annotations. One that no panel names is not drawn.
    #[serde(skip)]
    pub annotations: Vec<Annotation>,
}

/// One culprit of [`SmallMultiples`].
#[derive(Debug, Clone, PartialEq)]
pub struct CulpritPanel {
    pub title: String,
    /// Whether it clearly changed or something was done about it.
    pub emphasis: bool,
    /// One for each period; where there is none, the line and its band break.
    pub points: Vec<Option<DataPoint>>,
    /// The last value in digits, beside its dot.
    pub end_text: String,
    /// What it was a part of before it was counted by itself, one for each period; drawn in grey.
    pub whole: Vec<Option<DataPoint>>,
    /// Where the way of counting changed: the line is interrupted and a mark is drawn. Places as those of [`Annotation::at`].
    pub breaks: Vec<f64>,
    /// Its goals, drawn as broken lines.
    pub targets: Vec<PanelTarget>,
    /// Which of [`SmallMultiples::annotations`] concern it, by position.
    pub annotations: Vec<usize>,
}

/// What a culprit is to be below.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PanelTarget {
    pub value: f64,
    /// Where its day is, as [`Annotation::at`]; `None` if that is after the last period.
    pub until: Option<f64>,
}

/// An estimate with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DataPoint {
    pub value: f64,
    /// Start of the interval; the same as `upper` if nothing is uncertain.
    pub lower: f64,
    /// End of the interval.
    pub upper: f64,
    /// Whether the period was not over or not wholly read: drawn hollow, and not joined to its neighbours.
    pub partial: bool,
}
