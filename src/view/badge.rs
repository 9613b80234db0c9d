//! A badge: a label and a status side by side, for readmes and dashboards.

use serde::Serialize;

use crate::model::component::State;

/// A badge, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Badge {
    pub label: String,
    /// How that is.
    pub message: String,
    /// Six hexadecimal digits: a colour with enough contrast for white text.
    pub colour: &'static str,
}

/// The same for [shields.io](https://shields.io/badges/endpoint-badge), which draws it in any of its styles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ShieldsBadge {
    /// Always 1.
    pub schema_version: u8,
    pub label: String,
    /// How that is.
    pub message: String,
    /// Six hexadecimal digits.
    pub color: &'static str,
}

impl From<Badge> for ShieldsBadge {
    fn from(badge: Badge) -> ShieldsBadge {
        let Badge {
            label,
            message,
            colour,
        } = badge;
        ShieldsBadge {
            schema_version: 1,
            label,
            message,
            color: colour,
        }
    }
}

/// The colour of a retired component.
pub const RETIRED_COLOUR: &str = "57616c";

/// The colour of a state. White words on each have a contrast of 4.5 or more.
pub fn state_colour(state: State) -> &'static str {
    match state {
        State::Operational => "1a7a4e",
        State::UnderMaintenance => "2a64b0",
        State::DegradedPerformance => "8a5c00",
        State::PartialOutage => "b04a00",
        State::MajorOutage => "b3261e",
    }
}
