//! An incident or a maintenance at a moment.

use super::incident::IncidentFacts;
use super::maintenance::MaintenanceFacts;
use super::state_change::StateChange;
use crate::base::id::{ComponentId, EntryId, UpdateId};
use crate::base::prose::Prose;
use crate::base::time::Moment;
use crate::model::component::{State, States};
use crate::model::entry::{Update, UpdateStatus, named_components};
use crate::model::incident::IncidentStatus;
use crate::model::maintenance::{MaintenanceStatus, Window};

#[derive(Clone, Copy, Debug)]
pub enum EntryFacts<'s, 'a> {
    Incident(&'s IncidentFacts<'a>),
    Maintenance(&'s MaintenanceFacts<'a>),
}

/// An update of either kind.
#[derive(Clone, Copy, Debug)]
pub struct PublishedUpdate<'a> {
    pub id: &'a UpdateId,
    /// The time that the text is about.
    pub at: Moment,
    /// Whether the time of day is not known.
    pub is_date_only: bool,
    pub published: Moment,
    /// Whether `posted` is `unknown`.
    pub is_publication_unknown: bool,
    /// When it was published, where the author gives another time than `at`.
    pub posted: Option<Moment>,
    /// When the text was corrected, which can be later than the moment of the facts.
    pub edited: Option<Moment>,
    pub status: Option<EntryStatus>,
    /// Shown in place of the status.
    pub label: Option<&'a str>,
    pub text: &'a Prose,
    /// States that change with it.
    pub components: &'a States,
    /// The new window of a maintenance, if the update moves it.
    pub new_window: Option<Window>,
}

/// The phase that an update names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryStatus {
    Incident(IncidentStatus),
    Maintenance(MaintenanceStatus),
}

impl<'a> PublishedUpdate<'a> {
    fn of<S: UpdateStatus>(
        update: &'a Update<S>,
        status: fn(S) -> EntryStatus,
        new_window: Option<Window>,
    ) -> PublishedUpdate<'a> {
        PublishedUpdate {
            id: &update.id,
            at: update.at,
            is_date_only: update.is_date_only,
            published: update.published(),
            is_publication_unknown: update.is_publication_unknown,
            posted: update.posted.filter(|posted| *posted != update.at),
            edited: update.edited,
            status: update.status.map(status),
            label: update.label.as_deref(),
            text: &update.text,
            components: &update.components,
            new_window,
        }
    }

    pub fn of_incident(update: &'a Update<IncidentStatus>) -> PublishedUpdate<'a> {
        PublishedUpdate::of(update, EntryStatus::Incident, None)
    }

    pub fn of_maintenance(update: &'a Update<MaintenanceStatus>) -> PublishedUpdate<'a> {
        PublishedUpdate::of(update, EntryStatus::Maintenance, update.new_window())
    }

    /// When it was published or last corrected, as far as that was before a moment.
    pub fn last_modified(&self, now: Moment) -> Moment {
        let edited = self.edited.filter(|edited| *edited <= now);
        edited.map_or(self.published, |edited| edited.max(self.published))
    }
}

impl<'s, 'a> EntryFacts<'s, 'a> {
    pub fn id(self) -> &'a EntryId {
        match self {
            EntryFacts::Incident(facts) => &facts.incident.id,
            EntryFacts::Maintenance(facts) => &facts.maintenance.id,
        }
    }

    pub fn title(self) -> &'a str {
        match self {
            EntryFacts::Incident(facts) => &facts.incident.title,
            EntryFacts::Maintenance(facts) => &facts.maintenance.title,
        }
    }

    /// The address of its page.
    pub fn address(self) -> String {
        match self {
            EntryFacts::Incident(facts) => facts.incident.address(),
            EntryFacts::Maintenance(facts) => facts.maintenance.address(),
        }
    }

    pub fn aliases(self) -> &'a [String] {
        match self {
            EntryFacts::Incident(facts) => &facts.incident.aliases,
            EntryFacts::Maintenance(facts) => &facts.maintenance.aliases,
        }
    }

    /// The states from the start of an incident, or during the window of a maintenance, before any update.
    pub fn first_states(self) -> &'a States {
        match self {
            EntryFacts::Incident(facts) => &facts.incident.components,
            EntryFacts::Maintenance(facts) => &facts.maintenance.components,
        }
    }

    pub fn update_count(self) -> usize {
        match self {
            EntryFacts::Incident(facts) => facts.updates.len(),
            EntryFacts::Maintenance(facts) => facts.updates.len(),
        }
    }

    /// A published update by its index.
    ///
    /// # Panics
    /// If there are not so many.
    pub fn update(self, index: usize) -> PublishedUpdate<'a> {
        match self {
            EntryFacts::Incident(facts) => PublishedUpdate::of_incident(facts.updates[index]),
            EntryFacts::Maintenance(facts) => PublishedUpdate::of_maintenance(facts.updates[index]),
        }
    }

    /// The published updates, oldest first.
    pub fn updates(
        self,
    ) -> impl DoubleEndedIterator<Item = PublishedUpdate<'a>> + ExactSizeIterator {
        (0..self.update_count()).map(move |index| self.update(index))
    }

    /// Every component that it names.
    pub fn components(self) -> Vec<&'a ComponentId> {
        named_components(
            self.first_states(),
            self.updates().map(|update| update.components),
        )
    }

    /// When the newest update was published.
    pub fn last_published(self) -> Moment {
        match self {
            EntryFacts::Incident(facts) => facts.last_published,
            EntryFacts::Maintenance(facts) => facts.last_published,
        }
    }

    /// When it began, or is planned to begin.
    pub fn start(self) -> Moment {
        match self {
            EntryFacts::Incident(facts) => facts.incident.details.started,
            EntryFacts::Maintenance(facts) => facts.history_date(),
        }
    }

    /// When it was over, if it is.
    pub fn end(self) -> Option<Moment> {
        match self {
            EntryFacts::Incident(facts) => facts.end,
            EntryFacts::Maintenance(facts) => facts.ended,
        }
    }

    /// The state that it gives to a component now.
    pub fn state(self, id: &ComponentId) -> Option<State> {
        match self {
            EntryFacts::Incident(facts) => {
                facts.states.get(id).copied().filter(|_| facts.is_open())
            }
            EntryFacts::Maintenance(facts) => facts.states.get(id).copied(),
        }
    }

    /// The states that it gave to a component, in order.
    pub fn state_changes(self, id: &ComponentId) -> Vec<StateChange<'a>> {
        match self {
            EntryFacts::Incident(facts) => facts.state_changes(id),
            EntryFacts::Maintenance(facts) => facts.state_changes(id),
        }
    }

    /// The indices of the updates that start it, end it, take the end back, or move its window.
    pub fn turning_points(self) -> Vec<usize> {
        match self {
            EntryFacts::Incident(facts) => facts.turning_points(),
            EntryFacts::Maintenance(facts) => facts.turning_points(),
        }
    }

    /// When it last changed up to a moment: by an update, a correction, or the start or end of work.
    pub fn last_modified(self, now: Moment) -> Moment {
        let by_clock = match self {
            EntryFacts::Incident(facts) => [facts.end, None],
            EntryFacts::Maintenance(facts) => [facts.started, facts.ended],
        };
        let by_clock = by_clock.into_iter().flatten().filter(|at| *at <= now);
        let updates = self.updates().map(|update| update.last_modified(now));
        let latest = updates.filter(|at| *at <= now).chain(by_clock).max();
        latest.unwrap_or(self.start())
    }
}
