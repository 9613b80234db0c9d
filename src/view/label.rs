//! Pieces of text that are printed with more than their letters: a state with its shape and colour, a time that programs read too.

use serde::Serialize;

use crate::model::component::State;

/// A word with the class that gives it shape and colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatusLabel {
    /// For the stylesheet.
    pub class: String,
    /// For people.
    pub text: String,
}

impl StatusLabel {
    pub fn new(class: impl Into<String>, text: impl Into<String>) -> StatusLabel {
        let (class, text) = (class.into(), text.into());
        StatusLabel { class, text }
    }
}

/// A time for programs and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Time {
    /// RFC 3339 in UTC; a date alone where the time of day is not known.
    pub machine: String,
    /// `30 June 2012, 03:18 UTC`.
    pub text: String,
    /// `03:18 UTC`.
    pub clock: String,
    /// `30 June 2012`.
    pub day: String,
}

/// The class of a state: `fine`, `maintenance`, `degraded`, `partial` or `outage`.
pub fn state_class(state: State) -> String {
    let class = match state {
        State::Operational => "fine",
        State::UnderMaintenance => "maintenance",
        State::DegradedPerformance => "degraded",
        State::PartialOutage => "partial",
        State::MajorOutage => "outage",
    };
    class.to_owned()
}

/// A number with so many decimals, rounded down: 99.996 is never called 100.
pub fn rounded_down(value: f64, decimals: usize) -> String {
    let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    // A hair is added because 99.97 may be stored as 99.96999.
    format!("{:.decimals$}", (value * scale + 1e-7).floor() / scale)
}
