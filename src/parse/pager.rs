//! `internal/pages/<period>.yaml` as written.

use serde::Deserialize;

use super::field::{Entries, Field};

/// How often teams were paged in a period.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PagerDoc {
    /// The period.
    pub period: Field<String>,
    /// The zone of its days.
    pub time_zone: Field<String>,
    /// Where the numbers are from.
    pub source: Field<String>,
    /// Whether the period is over.
    pub complete: Field<bool>,
    /// Counts by team.
    pub teams: Field<Entries<CountDoc>>,
    /// Single pages, in place of counts.
    pub events: Field<Vec<Field<EventDoc>>>,
    /// What was behind the pages, by team.
    pub notes: Field<Entries<String>>,
}

/// The pages of a team.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CountDoc {
    /// Outside of its working hours.
    pub after_hours: Field<u64>,
    /// Inside.
    pub in_hours: Field<u64>,
}

/// A single page: when and which team, and never whom.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EventDoc {
    /// When.
    pub at: Field<String>,
    /// The team.
    pub team: Field<String>,
}
