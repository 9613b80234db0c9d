//! Incidents.

use super::component::State;
use super::entry::{Entry, EntryKind, Update, UpdateStatus};
use super::route::{self, Route};
use crate::base::time::{Duration, Moment, Precision};
use crate::base::vocabulary::words;

pub type Incident = Entry<IncidentDetails>;

/// What only incidents have.
#[derive(Clone, Debug)]
pub struct IncidentDetails {
    /// When customers began to notice.
    pub started: Moment,
    /// Whether the time of day is not known; then `started` is the start of that day.
    pub is_start_date_only: bool,
    /// When the team knew.
    pub detected: Option<Moment>,
    /// When the team called it an incident.
    pub declared: Option<Moment>,
    /// When the cause was repaired.
    pub repaired: Option<Moment>,
    /// When it was over, if that was before the update that reports it.
    pub ended: Option<Moment>,
    /// How exactly that is known.
    pub end_precision: Precision,
    /// The author's assessment; without it, the impact follows from the states.
    pub impact: Option<Impact>,
    /// Codes of the support guide that customers saw.
    pub error_codes: Vec<String>,
}

impl EntryKind for IncidentDetails {
    type Status = IncidentStatus;
    const ROUTE: Route = route::INCIDENT;
}

impl UpdateStatus for IncidentStatus {
    /// The promise of another update within this time.
    type Announcement = Option<Duration>;
}

impl Update<IncidentStatus> {
    /// There will be another update within this time.
    pub fn next_update(&self) -> Option<Duration> {
        self.announcement
    }
}

words! {
    "incident status";
    /// The phase of an incident.
    pub enum IncidentStatus {
        /// Looking for the cause.
        Investigating = "investigating",
        /// The cause is known.
        Identified = "identified",
        /// A fix is in place and watched.
        Monitoring = "monitoring",
        /// Over.
        Resolved = "resolved",
    }
}

words! {
    "impact";
    /// How much an incident hurt. The order is from least to most.
    pub enum Impact {
        /// Customers did not notice it.
        None = "none",
        /// Slow, or failing now and then.
        Minor = "minor",
        /// Out for some.
        Major = "major",
        /// Out.
        Critical = "critical",
    }
}

impl Impact {
    /// The state that an impact stands for where no component has one.
    pub fn worst_state(self) -> State {
        match self {
            Impact::None => State::Operational,
            Impact::Minor => State::DegradedPerformance,
            Impact::Major => State::PartialOutage,
            Impact::Critical => State::MajorOutage,
        }
    }

    /// The impact that a component's worst state stands for; `None` when that state is no trouble.
    pub fn of(worst: State) -> Option<Impact> {
        match worst {
            State::Operational | State::UnderMaintenance => None,
            State::DegradedPerformance => Some(Impact::Minor),
            State::PartialOutage => Some(Impact::Major),
            State::MajorOutage => Some(Impact::Critical),
        }
    }
}
