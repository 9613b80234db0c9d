//! `internal/teams.yaml` as written.

use serde::Deserialize;

use super::field::Field;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TeamsDoc {
    /// The teams.
    pub teams: Field<Vec<Field<TeamDoc>>>,
}

/// A team.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TeamDoc {
    /// Permanent id.
    pub id: Field<String>,
    /// Name.
    pub name: Field<String>,
    /// The zone of its working hours and holidays.
    pub time_zone: Field<String>,
    /// When it works.
    pub working_hours: Field<HoursDoc>,
    /// Days on which it does not.
    pub holidays: Field<Vec<Field<String>>>,
}

/// `working_hours:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HoursDoc {
    /// Days of the week.
    pub days: Field<Vec<Field<String>>>,
    /// The first time of day.
    pub from: Field<String>,
    /// The time of day after the last.
    pub to: Field<String>,
}
