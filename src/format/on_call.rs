//! On-call counts of a period.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::{Entries, Field, Required};
use super::leaf::{Period, TeamRef, Time, TimeZone};

/// How often teams were paged in a period.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct OnCallDoc {
    /// Period: the name of the file.
    pub period: Required<Period>,
    /// IANA time zone of the days in the period.
    pub time_zone: Field<TimeZone>,
    /// Source of the numbers.
    pub source: Field<String>,
    /// Whether the period is over.
    pub complete: Field<bool>,
    /// Number of on-call alerts for each team. Never count by person.
    pub teams: Field<Entries<TeamRef, PageCountDoc>>,
    /// Individual alerts, instead of counts.
    pub events: Field<Vec<Field<PageEventDoc>>>,
    /// What caused the alerts, for each team.
    pub notes: Field<Entries<TeamRef, String>>,
}

/// Number of pages of a team.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PageCountDoc {
    /// Number of alerts outside the working hours of the team.
    pub after_hours: Required<u64>,
    /// Number of alerts during the working hours of the team.
    pub in_hours: Required<u64>,
}

/// A page: its time and team, never a person.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PageEventDoc {
    /// When the alert reached the team.
    pub at: Required<Time>,
    /// ID of the team.
    pub team: Required<TeamRef>,
}
