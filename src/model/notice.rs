//! Announcements that are neither incident nor maintenance.

use crate::base::id::{ComponentId, EntryId};
use crate::base::prose::Prose;
use crate::base::time::Moment;
use crate::base::vocabulary::words;

/// An announcement.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Its permanent id, from the file's name.
    pub id: EntryId,
    pub title: String,
    /// When it was published.
    pub published: Moment,
    /// Whether the time of day is not known.
    pub is_date_only: bool,
    /// Until when it matters.
    pub until: Option<Moment>,
    /// Whether it stands on the status page.
    pub pin: bool,
    /// What it is about.
    pub components: Vec<ComponentId>,
    /// What kind it is.
    pub kind: NoticeKind,
    /// Old addresses, from the root without slashes at the ends.
    pub aliases: Vec<String>,
    /// What it says.
    pub body: Prose,
}

words! {
    "kind of notice";
    pub enum NoticeKind {
        /// Something new.
        Feature = "feature",
        /// A change of terms or limits.
        Policy = "policy",
        /// A request for opinions.
        Survey = "survey",
        /// A matter of security.
        Security = "security",
        /// Anything else.
        Other = "other",
    }
}
