//! The last days of a component.

use serde::Serialize;

use super::caption::Caption;
use crate::model::component::State;

/// The last days as bars whose height carries the state as well as the colour.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DaysChart {
    pub caption: Caption,
    /// How each day went, oldest first.
    pub days: Vec<DayState>,
    /// What the first and the last day are called.
    pub ends: [String; 2],
    /// The uptime with the number of days that it covers: `99.967% over 86 days`, or empty.
    pub uptime: String,
    /// Names of the states that occur.
    pub key: Vec<(DayState, String)>,
}

/// The worst state of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DayState {
    /// Nothing is known of it.
    Nothing,
    /// No trouble.
    Fine,
    Degraded,
    Partial,
    Outage,
}

impl DayState {
    /// From the best to the worst.
    pub const ALL: [DayState; 5] = [
        DayState::Nothing,
        DayState::Fine,
        DayState::Degraded,
        DayState::Partial,
        DayState::Outage,
    ];

    /// The worst state of a day, if it has history.
    pub fn of(worst: Option<State>) -> DayState {
        match worst {
            None => DayState::Nothing,
            Some(State::Operational | State::UnderMaintenance) => DayState::Fine,
            Some(State::DegradedPerformance) => DayState::Degraded,
            Some(State::PartialOutage) => DayState::Partial,
            Some(State::MajorOutage) => DayState::Outage,
        }
    }

    /// The height of its bar, of 30.
    pub fn height(self) -> u32 {
        match self {
            DayState::Nothing => 2,
            DayState::Fine => 9,
            DayState::Degraded => 18,
            DayState::Partial => 24,
            DayState::Outage => 30,
        }
    }

    /// Its name in the stylesheet.
    pub fn class(self) -> &'static str {
        match self {
            DayState::Nothing => "nothing",
            DayState::Fine => "fine",
            DayState::Degraded => "degraded",
            DayState::Partial => "partial",
            DayState::Outage => "outage",
        }
    }
}
