//! `internal/teams.yaml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::{Field, Required};
use super::leaf::{ClockTime, Day, Id, TimeZone, WeekdayWord};

/// Teams.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TeamsDoc {
    /// Teams.
    pub teams: Required<Vec<Field<TeamDoc>>>,
}

/// A team.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TeamDoc {
    /// Permanent ID: lowercase letters, digits and hyphens.
    pub id: Required<Id>,
    /// Name. It can change.
    pub name: Required<String>,
    /// IANA time zone of the working hours and holidays.
    pub time_zone: Required<TimeZone>,
    /// Working hours of the team.
    pub working_hours: Required<WorkingHoursDoc>,
    /// Days on which the team does not work.
    pub holidays: Field<Vec<Field<Day>>>,
}

/// `working_hours:`, the days and hours on which a team works.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WorkingHoursDoc {
    /// Days of the week.
    pub days: Required<Vec<Field<WeekdayWord>>>,
    /// Start of the working day, in quotes: `"09:00"`.
    pub from: Required<ClockTime>,
    /// End of the working day, in quotes: `"17:30"`.
    pub to: Required<ClockTime>,
}
