//! `maintenance/*.yaml` as written.

use serde::Deserialize;

use super::field::{Entries, Field};
use super::incident::LinkDoc;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MaintenanceDoc {
    /// What is done.
    pub title: Field<String>,
    /// The planned window.
    pub scheduled: Field<WindowDoc>,
    /// States during the window.
    pub components: Field<Entries<String>>,
    /// What was said.
    pub updates: Field<Vec<Field<MaintenanceUpdateDoc>>>,
    /// Why less notice is given than promised.
    pub urgent: Field<String>,
    /// Further reading.
    pub links: Field<Vec<Field<LinkDoc>>>,
    /// Ids of other incidents or maintenance.
    pub related: Field<Vec<Field<String>>>,
    /// Old addresses.
    pub aliases: Field<Vec<Field<String>>>,
    /// Not to be published yet.
    pub draft: Field<bool>,
}

/// A window.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WindowDoc {
    /// When it begins.
    pub start: Field<String>,
    /// When it ends.
    pub end: Field<String>,
}

/// An update.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MaintenanceUpdateDoc {
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
    /// The new window, if it moves.
    pub scheduled: Field<WindowDoc>,
    /// When its words were mended.
    pub edited: Field<String>,
}
