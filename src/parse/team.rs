//! `internal/teams.yaml` as written.

use serde::Deserialize;

use super::given::Given;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TeamsDoc {
    /// The teams.
    pub teams: Given<Vec<Given<TeamDoc>>>,
}

/// A team.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TeamDoc {
    /// Permanent id.
    pub id: Given<String>,
    /// Name.
    pub name: Given<String>,
    /// The zone of its working hours and holidays.
    pub time_zone: Given<String>,
    /// When it works.
    pub working_hours: Given<HoursDoc>,
    /// Days on which it does not.
    pub holidays: Given<Vec<Given<String>>>,
}

/// `working_hours:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HoursDoc {
    /// Days of the week.
    pub days: Given<Vec<Given<String>>>,
    /// The first time of day.
    pub from: Given<String>,
    /// The time of day after the last.
    pub to: Given<String>,
}
