//! Post-mortems.

use crate::base::id::EntryId;
use crate::base::prose::Prose;
use crate::base::time::{Date, Moment};

/// What was learned from one incident or several.
#[derive(Clone, Debug)]
pub struct Postmortem {
    /// Its permanent id, from the file's name.
    pub id: EntryId,
    /// The incidents that it explains. Never empty.
    pub incidents: Vec<EntryId>,
    /// Its own title, if it has one.
    pub title: Option<String>,
    /// When it was published; for a date alone, a moment of that day after the updates of its incidents.
    pub published: Moment,
    /// Whether the time of day is not known.
    pub is_date_only: bool,
    /// What is done so that it does not happen again.
    pub actions: Vec<ActionItem>,
    /// The article.
    pub body: Prose,
}

/// One thing that is done about it.
#[derive(Clone, Debug)]
pub struct ActionItem {
    pub what: String,
    /// By which team.
    pub owner: Option<String>,
    /// By when.
    pub due: Option<Date>,
    /// Since when it is done.
    pub done: Option<Date>,
    /// Where it can be followed.
    pub link: Option<String>,
}
