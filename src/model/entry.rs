//! What incidents and maintenance have in common: entries with updates.

use std::fmt::Debug;

use super::component::States;
use super::route::Route;
use crate::base::id::{ComponentId, EntryId, UpdateId};
use crate::base::prose::Prose;
use crate::base::time::Moment;
use crate::base::vocabulary::Vocabulary;

/// An incident or a maintenance.
#[derive(Clone, Debug)]
pub struct Entry<K: EntryKind> {
    /// Permanent, from the file name.
    pub id: EntryId,
    pub title: String,
    /// States of components from the start of an incident, or during the window of a maintenance.
    pub components: States,
    /// By time; updates of the same minute are in the order of the file. Never empty.
    pub updates: Vec<Update<K::Status>>,
    pub links: Vec<ExternalLink>,
    /// Other incidents or maintenance.
    pub related: Vec<EntryId>,
    /// Old addresses, from the root without slashes at the ends.
    pub aliases: Vec<String>,
    /// What only this kind of entry has.
    pub details: K,
}

/// A kind of entry.
pub trait EntryKind: Clone + Debug {
    type Status: UpdateStatus;
    const ROUTE: Route;
}

/// The phase that an update of one kind of entry can name.
pub trait UpdateStatus: Vocabulary + Copy + Eq + Debug {
    /// What else only updates of this kind can announce.
    type Announcement: Clone + Debug;
}

/// A post about an entry.
#[derive(Clone, Debug)]
pub struct Update<S: UpdateStatus> {
    /// Permanent, and unique in its file.
    pub id: UpdateId,
    /// The time that the text is about.
    pub at: Moment,
    /// Whether the time of day is not known; then `at` only places it among the other updates of its day.
    pub is_date_only: bool,
    /// When it was published, if later than `at`.
    pub posted: Option<Moment>,
    /// Whether the author says that nobody knows when it was published.
    pub is_publication_unknown: bool,
    /// `None` leaves the phase as it was.
    pub status: Option<S>,
    /// Shown in place of the status.
    pub label: Option<String>,
    pub text: Prose,
    /// States that change with it.
    pub components: States,
    /// When the text was last corrected.
    pub edited: Option<Moment>,
    pub announcement: S::Announcement,
}

/// A link to another site.
#[derive(Clone, Debug)]
pub struct ExternalLink {
    /// With its scheme and host.
    pub url: String,
    pub text: String,
}

impl<K: EntryKind> Entry<K> {
    pub fn address(&self) -> String {
        K::ROUTE.address(&self.id)
    }

    /// The moment from which it is public: the publication of its first update.
    pub fn published(&self) -> Moment {
        let published = self.updates.iter().map(Update::published);
        published.min().unwrap_or(Moment::EPOCH)
    }
}

impl<S: UpdateStatus> Update<S> {
    pub fn published(&self) -> Moment {
        self.posted.map_or(self.at, |posted| posted.max(self.at))
    }

    /// The same where it is known to the minute, so that it can be measured.
    pub fn known_publication(&self) -> Option<Moment> {
        let is_known =
            !self.is_publication_unknown && (!self.is_date_only || self.posted.is_some());
        is_known.then(|| self.published())
    }
}

/// The components that a set of states and the updates after it name, each once.
pub fn named_components<'a>(
    first: &'a States,
    updates: impl Iterator<Item = &'a States>,
) -> Vec<&'a ComponentId> {
    let mut ids: Vec<&ComponentId> = first
        .keys()
        .chain(updates.flat_map(|states| states.keys()))
        .collect();
    ids.sort();
    ids.dedup();
    ids
}
