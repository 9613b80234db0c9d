//! The files of the public interface of Statuspage, version 2. Strict clients fail on a word that they do not know, so each is one of
//! those that Statuspage itself sends.
//!
//! Times are RFC 3339 with milliseconds, ids have twelve characters of `[a-z0-9]`, and texts are plain.

use serde::Serialize;

/// One file. Each has the page and some of the rest.
#[derive(Clone, Debug, Serialize)]
pub struct StatuspageFile {
    pub page: StatuspagePage,
    /// The overall status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<StatuspageStatus>,
    /// Groups, each followed by its components.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub components: Option<Vec<StatuspageComponent>>,
    /// Newest first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incidents: Option<Vec<StatuspageIncident>>,
    /// Newest first, or soonest first where they are still to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_maintenances: Option<Vec<StatuspageIncident>>,
}

#[derive(Clone, Debug, Serialize)]
pub struct StatuspagePage {
    pub id: String,
    pub name: String,
    /// Its address, without a slash at the end.
    pub url: String,
    /// IANA name of its zone.
    pub time_zone: &'static str,
    /// The last time that anything was different; no moment of a build.
    pub updated_at: String,
}

/// The overall status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct StatuspageStatus {
    /// `none`, `minor`, `major`, `critical` or `maintenance`.
    pub indicator: &'static str,
    /// One of the six sentences of Statuspage.
    pub description: &'static str,
}

/// A component, or a group of components.
#[derive(Clone, Debug, Serialize)]
pub struct StatuspageComponent {
    pub id: String,
    /// Its name, which no other has.
    pub name: String,
    /// The word of its state.
    pub status: &'static str,
    /// The start of its history, as far as is known.
    pub created_at: String,
    /// The last time that its state moved.
    pub updated_at: String,
    /// Its place among its neighbours, from 1.
    pub position: usize,
    pub description: Option<String>,
    /// Whether its uptime is shown.
    pub showcase: bool,
    /// The day from which there is history, as `2012-09-03`.
    pub start_date: Option<String>,
    /// The id of its group; none for a group.
    pub group_id: Option<String>,
    pub page_id: String,
    /// Whether it is a group.
    pub group: bool,
    /// Whether it is hidden while it is fine.
    pub only_show_if_degraded: bool,
    /// The ids of a group's components.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub components: Option<Vec<String>>,
}

/// An incident, or a maintenance.
#[derive(Clone, Debug, Serialize)]
pub struct StatuspageIncident {
    pub id: String,
    pub name: String,
    pub status: &'static str,
    /// When it was published.
    pub created_at: String,
    /// When it last changed.
    pub updated_at: String,
    /// When it was last said that a fix is being watched.
    pub monitoring_at: Option<String>,
    /// When it was over.
    pub resolved_at: Option<String>,
    /// `minor`, `major`, `critical` or `maintenance`.
    pub impact: &'static str,
    pub shortlink: String,
    pub started_at: String,
    pub page_id: String,
    /// Newest first.
    pub incident_updates: Vec<StatuspageUpdate>,
    /// The affected components with their current states.
    pub components: Vec<StatuspageComponent>,
    /// Not used; clients expect the key.
    pub reminder_intervals: Option<String>,
    /// The start of the window of a maintenance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_for: Option<String>,
    /// The end of the window of a maintenance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduled_until: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct StatuspageUpdate {
    pub id: String,
    /// The phase from then on.
    pub status: &'static str,
    /// What it says, as plain text.
    pub body: String,
    pub incident_id: String,
    /// When it was published.
    pub created_at: String,
    /// When its text was last corrected, else when it was published.
    pub updated_at: String,
    /// The time that it speaks of.
    pub display_at: String,
    /// What it moved; none if it moved nothing.
    pub affected_components: Option<Vec<StatuspageAffected>>,
    /// Whether subscribers were notified.
    pub deliver_notifications: bool,
    /// Not used; clients expect the key.
    pub custom_tweet: Option<String>,
    /// Not used; clients expect the key.
    pub tweet_id: Option<String>,
}

/// A component whose state moved.
#[derive(Clone, Debug, Serialize)]
pub struct StatuspageAffected {
    pub code: String,
    pub name: String,
    /// The word of the state before.
    pub old_status: &'static str,
    /// The word of the state after.
    pub new_status: &'static str,
}
