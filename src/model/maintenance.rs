//! Scheduled maintenance.

use super::component::States;
use super::incident::ExternalLink;
use crate::base::id::{EntryId, UpdateId};
use crate::base::prose::Prose;
use crate::base::time::{Interval, Moment};
use crate::base::vocabulary::words;

/// Work that was announced.
#[derive(Clone, Debug)]
pub struct Maintenance {
    /// Its permanent id, from the file's name.
    pub id: EntryId,
    /// What is done, in a few words.
    pub title: String,
    /// The window as first announced.
    pub scheduled: Interval,
    /// States of components during the window.
    pub components: States,
    /// By time; updates of one minute in the order of the file. Never empty.
    pub updates: Vec<MaintenanceUpdate>,
    /// Why it could not be announced in time.
    pub urgent: Option<String>,
    /// Further reading.
    pub links: Vec<ExternalLink>,
    /// Other incidents or maintenance.
    pub related: Vec<EntryId>,
    /// Old addresses, from the root without slashes at the ends.
    pub aliases: Vec<String>,
}

impl Maintenance {
    /// The moment from which it is announced: its first update.
    #[must_use]
    pub fn published(&self) -> Moment {
        self.updates
            .iter()
            .map(MaintenanceUpdate::published)
            .min()
            .unwrap_or(self.scheduled.start())
    }
}

/// What was said at one moment.
#[derive(Clone, Debug)]
pub struct MaintenanceUpdate {
    /// Permanent, and unique in its file.
    pub id: UpdateId,
    /// The time that it speaks of.
    pub at: Moment,
    /// When it was published, if later than `at`.
    pub posted: Option<Moment>,
    /// The phase that it puts the work in; `None` leaves it where it was.
    pub status: Option<MaintenanceStatus>,
    /// Words shown in place of the status.
    pub label: Option<String>,
    /// What it says.
    pub text: Prose,
    /// States that change with it.
    pub components: States,
    /// The new window, if it moves.
    pub scheduled: Option<Interval>,
    /// When its words were last mended.
    pub edited: Option<Moment>,
}

impl MaintenanceUpdate {
    /// When it was there to be read.
    #[must_use]
    pub fn published(&self) -> Moment {
        self.posted.map_or(self.at, |posted| posted.max(self.at))
    }
}

words! {
    "maintenance status";
    /// The phase of a maintenance.
    pub enum MaintenanceStatus {
        /// Announced.
        Scheduled = "scheduled",
        /// Under way.
        InProgress = "in_progress",
        /// Done, being checked.
        Verifying = "verifying",
        /// Over.
        Completed = "completed",
        /// Called off.
        Cancelled = "cancelled",
    }
}
