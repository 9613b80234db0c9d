//! `incidents/*.yaml` as written.

use serde::Deserialize;

use super::field::{Entries, Field};

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct IncidentDoc {
    /// What customers noticed.
    pub title: Field<String>,
    /// When they began to feel it.
    pub started: Field<String>,
    /// When the team knew.
    pub detected: Field<String>,
    /// When it was over, if before the `resolved` update.
    pub ended: Field<String>,
    /// States from `started` on.
    pub components: Field<Entries<String>>,
    /// What was said.
    pub updates: Field<Vec<Field<UpdateDoc>>>,
    /// `minor`, `major` or `critical`.
    pub impact: Field<String>,
    /// Further reading.
    pub links: Field<Vec<Field<LinkDoc>>>,
    /// Ids of other incidents or maintenance.
    pub related: Field<Vec<Field<String>>>,
    /// Old addresses.
    pub aliases: Field<Vec<Field<String>>>,
    /// Not to be published yet.
    pub draft: Field<bool>,
}

/// An update.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UpdateDoc {
    /// Permanent id, if not its minute.
    pub id: Field<String>,
    /// The time that it speaks of.
    pub at: Field<String>,
    /// When it was published.
    pub posted: Field<String>,
    /// The phase.
    pub status: Field<String>,
    /// Words in place of the status.
    pub label: Field<String>,
    /// Markdown.
    pub text: Field<String>,
    /// States that change.
    pub components: Field<Entries<String>>,
    /// Time within which there will be another.
    pub next_update: Field<String>,
    /// When its words were mended.
    pub edited: Field<String>,
}

/// A link.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LinkDoc {
    /// Whole address.
    pub url: Field<String>,
    /// What is there.
    pub text: Field<String>,
}
