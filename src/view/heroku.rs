//! What the command `heroku status` reads: version 4 of the interface that Heroku Status had.

use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub struct HerokuStatus {
    /// Groups of components.
    pub status: Vec<HerokuSystem>,
    /// Open incidents, newest first.
    pub incidents: Vec<HerokuIncident>,
    /// Maintenance that runs or is to come, soonest first.
    pub scheduled: Vec<HerokuIncident>,
}

/// A group of components.
#[derive(Clone, Debug, Serialize)]
pub struct HerokuSystem {
    pub system: String,
    /// `green`, `yellow`, `red` or `blue`.
    pub status: &'static str,
}

/// An incident, or a maintenance.
#[derive(Clone, Debug, Serialize)]
pub struct HerokuIncident {
    pub id: String,
    pub title: String,
    /// When it began, or will begin.
    pub created_at: String,
    /// When it last changed.
    pub updated_at: String,
    pub full_url: String,
    /// The end of the window of a maintenance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_until: Option<String>,
    /// Newest first.
    pub updates: Vec<HerokuUpdate>,
}

#[derive(Clone, Debug, Serialize)]
pub struct HerokuUpdate {
    /// The author's label, or the phase.
    pub update_type: String,
    /// When it was published.
    pub updated_at: String,
    /// What it says, as plain text.
    pub contents: String,
}
