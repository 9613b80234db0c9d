//! Incidents and their updates.

use super::component::{State, States};
use crate::base::id::{ComponentId, EntryId, UpdateId};
use crate::base::prose::Prose;
use crate::base::time::{Duration, Moment};
use crate::base::vocabulary::words;

/// Something that went wrong.
#[derive(Clone, Debug)]
pub struct Incident {
    /// Its permanent id, from the file's name.
    pub id: EntryId,
    /// What customers noticed, in a few words.
    pub title: String,
    /// When customers began to feel it.
    pub started: Moment,
    /// When the team knew.
    pub detected: Option<Moment>,
    /// When it was over, if that was before the update that says so.
    pub ended: Option<Moment>,
    /// States of components from the start on.
    pub components: States,
    /// By time; updates of one minute in the order of the file. Never empty.
    pub updates: Vec<Update>,
    /// Said by the author; else it follows from the states.
    pub impact: Option<Impact>,
    /// Further reading.
    pub links: Vec<ExternalLink>,
    /// Other incidents or maintenance.
    pub related: Vec<EntryId>,
    /// Old addresses, from the root without slashes at the ends.
    pub aliases: Vec<String>,
}

impl Incident {
    /// The moment from which it is public: its first update.
    #[must_use]
    pub fn published(&self) -> Moment {
        self.updates
            .iter()
            .map(Update::published)
            .min()
            .unwrap_or(self.started)
    }
}

/// What was said at one moment.
#[derive(Clone, Debug)]
pub struct Update {
    /// Permanent, and unique in its file.
    pub id: UpdateId,
    /// The time that it speaks of.
    pub at: Moment,
    /// When it was published, if later than `at`.
    pub posted: Option<Moment>,
    /// The phase that it puts the incident in; `None` leaves it where it was.
    pub status: Option<IncidentStatus>,
    /// Words shown in place of the status.
    pub label: Option<String>,
    /// What it says.
    pub text: Prose,
    /// States that change with it.
    pub components: States,
    /// Promise: there will be another update within this time.
    pub next_update: Option<Duration>,
    /// When its words were last mended.
    pub edited: Option<Moment>,
}

impl Update {
    /// When it was there to be read.
    #[must_use]
    pub fn published(&self) -> Moment {
        self.posted.map_or(self.at, |posted| posted.max(self.at))
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
        /// Slow, or failing now and then.
        Minor = "minor",
        /// Out for some.
        Major = "major",
        /// Out.
        Critical = "critical",
    }
}

impl Impact {
    /// The impact that a component's worst state stands for; `None` when that state is no trouble.
    #[must_use]
    pub fn of(worst: State) -> Option<Impact> {
        match worst {
            State::Operational | State::UnderMaintenance => None,
            State::DegradedPerformance => Some(Impact::Minor),
            State::PartialOutage => Some(Impact::Major),
            State::MajorOutage => Some(Impact::Critical),
        }
    }
}

/// Something to read elsewhere.
#[derive(Clone, Debug)]
pub struct ExternalLink {
    /// A whole address.
    pub url: String,
    /// What is there.
    pub text: String,
}

/// The ids of the components that a set of states and updates names, each once.
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
