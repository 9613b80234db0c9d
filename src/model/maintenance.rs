//! Scheduled maintenance.

use super::entry::{Entry, EntryKind, Update, UpdateStatus};
use super::route::{self, Route};
use crate::base::time::Moment;
use crate::base::vocabulary::words;

/// When work is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    pub start: Moment,
    /// After the start. `None` if nobody knows it: then work ends when an update says so, and not by the clock.
    pub end: Option<Moment>,
}

impl Window {
    /// Whether a moment is at or after its end, if that is known.
    pub fn is_past(self, moment: Moment) -> bool {
        self.end.is_some_and(|end| moment >= end)
    }
}

pub type Maintenance = Entry<MaintenanceDetails>;

/// What only maintenance has.
#[derive(Clone, Debug)]
pub struct MaintenanceDetails {
    /// The window as first announced.
    pub scheduled: Window,
    /// Why it could not be announced in time.
    pub urgent: Option<String>,
}

impl EntryKind for MaintenanceDetails {
    type Status = MaintenanceStatus;
    const ROUTE: Route = route::MAINTENANCE;
}

impl UpdateStatus for MaintenanceStatus {
    /// The new window, if the update moves it.
    type Announcement = Option<Window>;
}

impl Update<MaintenanceStatus> {
    /// The new window, if the update moves it.
    pub fn new_window(&self) -> Option<Window> {
        self.announcement
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
