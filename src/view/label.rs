//! Texts that need markup: states with a shape and colour, times, and phrases that contain times.

use std::collections::BTreeMap;

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

/// A length of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Length {
    /// `2 h 5 min`.
    pub text: String,
    /// Where it counts to the moment of the page: the moment that it counts from, for the script that lets it grow.
    pub since: Option<String>,
}

/// A message with its values. Pages print the times in it as elements, other texts print it plain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Phrase {
    pub key: &'static str,
    pub values: BTreeMap<&'static str, PhraseValue>,
    /// Whether its two times are the ends of a window, which readers want beside each other in their own time too.
    pub is_window: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum PhraseValue {
    Text(String),
    Time(Time),
    Length(Length),
    Phrase(Phrase),
}

/// A time before which something was promised, or until which it holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Deadline {
    pub time: Time,
    pub has_passed: bool,
}

impl Time {
    /// The same without the day, for places that name the day.
    #[must_use]
    pub fn without_day(self) -> Time {
        Time {
            text: self.clock.clone(),
            ..self
        }
    }
}

impl Phrase {
    pub fn new<const N: usize>(
        key: &'static str,
        values: [(&'static str, PhraseValue); N],
    ) -> Phrase {
        Phrase {
            key,
            values: BTreeMap::from(values),
            is_window: false,
        }
    }
}

impl From<String> for PhraseValue {
    fn from(text: String) -> PhraseValue {
        PhraseValue::Text(text)
    }
}

impl From<Time> for PhraseValue {
    fn from(time: Time) -> PhraseValue {
        PhraseValue::Time(time)
    }
}

impl From<Length> for PhraseValue {
    fn from(length: Length) -> PhraseValue {
        PhraseValue::Length(length)
    }
}

impl From<Phrase> for PhraseValue {
    fn from(phrase: Phrase) -> PhraseValue {
        PhraseValue::Phrase(phrase)
    }
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
    // A tiny amount is added because 99.97 may be stored as 99.96999.
    format!("{:.decimals$}", (value * scale + 1e-7).floor() / scale)
}
