//! `internal/pages/<period>.yaml` as written.

use serde::Deserialize;

use super::given::{Entries, Given};

/// How often teams were paged in a period.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PagerDoc {
    /// The period.
    pub period: Given<String>,
    /// The zone of its days.
    pub time_zone: Given<String>,
    /// Where the numbers are from.
    pub source: Given<String>,
    /// Whether the period is over.
    pub complete: Given<bool>,
    /// Counts by team.
    pub teams: Given<Entries<CountDoc>>,
    /// Single pages, in place of counts.
    pub events: Given<Vec<Given<EventDoc>>>,
    /// What was behind the pages, by team.
    pub notes: Given<Entries<String>>,
}

/// The pages of a team.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CountDoc {
    /// Outside of its working hours.
    pub after_hours: Given<u64>,
    /// Inside.
    pub in_hours: Given<u64>,
}

/// A single page: when and which team, and never whom.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EventDoc {
    /// When.
    pub at: Given<String>,
    /// The team.
    pub team: Given<String>,
}
