//! `maintenance/*.yaml` as written.

use serde::Deserialize;

use super::given::{Entries, Given};
use super::incident::LinkDoc;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MaintenanceDoc {
    /// What is done.
    pub title: Given<String>,
    /// The planned window.
    pub scheduled: Given<WindowDoc>,
    /// States during the window.
    pub components: Given<Entries<String>>,
    /// What was said.
    pub updates: Given<Vec<Given<MaintenanceUpdateDoc>>>,
    /// Why less notice is given than promised.
    pub urgent: Given<String>,
    /// Further reading.
    pub links: Given<Vec<Given<LinkDoc>>>,
    /// Ids of other incidents or maintenance.
    pub related: Given<Vec<Given<String>>>,
    /// Old addresses.
    pub aliases: Given<Vec<Given<String>>>,
    /// Not to be published yet.
    pub draft: Given<bool>,
}

/// A window.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WindowDoc {
    /// When it begins.
    pub start: Given<String>,
    /// When it ends.
    pub end: Given<String>,
}

/// An update.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MaintenanceUpdateDoc {
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
    /// The new window, if it moves.
    pub scheduled: Given<WindowDoc>,
    /// When its words were mended.
    pub edited: Given<String>,
}
