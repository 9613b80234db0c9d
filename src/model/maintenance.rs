//! Scheduled maintenance.

use super::entry::{Entry, EntryKind, Update, UpdateStatus};
use super::route::{self, Route};
use crate::base::time::Interval;
use crate::base::vocabulary::words;

pub type Maintenance = Entry<MaintenanceDetails>;

/// What only maintenance has.
#[derive(Clone, Debug)]
pub struct MaintenanceDetails {
    /// The window as first announced.
    pub scheduled: Interval,
    /// Why it could not be announced in time.
    pub urgent: Option<String>,
}

impl EntryKind for MaintenanceDetails {
    type Status = MaintenanceStatus;
    const ROUTE: Route = route::MAINTENANCE;
}

impl UpdateStatus for MaintenanceStatus {
    /// The new window, if the update moves it.
    type Announcement = Option<Interval>;
}

impl Update<MaintenanceStatus> {
    /// The new window, if the update moves it.
    pub fn new_window(&self) -> Option<Interval> {
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
