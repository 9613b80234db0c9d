//! `incidents/*.yaml` as written.

use serde::Deserialize;

use super::given::{Entries, Given};

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IncidentDoc {
    /// What customers noticed.
    pub title: Given<String>,
    /// When they began to feel it.
    pub started: Given<String>,
    /// When the team knew.
    pub detected: Given<String>,
    /// When it was over, if before the `resolved` update.
    pub ended: Given<String>,
    /// States from `started` on.
    pub components: Given<Entries<String>>,
    /// What was said.
    pub updates: Given<Vec<Given<UpdateDoc>>>,
    /// `minor`, `major` or `critical`.
    pub impact: Given<String>,
    /// Further reading.
    pub links: Given<Vec<Given<LinkDoc>>>,
    /// Ids of other incidents or maintenance.
    pub related: Given<Vec<Given<String>>>,
    /// Old addresses.
    pub aliases: Given<Vec<Given<String>>>,
    /// Not to be published yet.
    pub draft: Given<bool>,
}

/// An update.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UpdateDoc {
    /// Permanent id, if not its minute.
    pub id: Given<String>,
    /// The time that it speaks of.
    pub at: Given<String>,
    /// When it was published.
    pub posted: Given<String>,
    /// The phase.
    pub status: Given<String>,
    /// Words in place of the status.
    pub label: Given<String>,
    /// Markdown.
    pub text: Given<String>,
    /// States that change.
    pub components: Given<Entries<String>>,
    /// Time within which there will be another.
    pub next_update: Given<String>,
    /// When its words were mended.
    pub edited: Given<String>,
}

/// A link.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LinkDoc {
    /// Whole address.
    pub url: Given<String>,
    /// What is there.
    pub text: Given<String>,
}
