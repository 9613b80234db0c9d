//! Custom pages: support guide, terms, security contact.

use crate::base::id::EntryId;
use crate::base::prose::Prose;

/// A page that is only text.
#[derive(Clone, Debug)]
pub struct CustomPage {
    /// Its address, from the file's name.
    pub id: EntryId,
    pub title: String,
    /// Its place in the menu, smallest first.
    pub order: i64,
    /// Whether it is in the menu.
    pub menu: bool,
    /// What it says.
    pub body: Prose,
}
