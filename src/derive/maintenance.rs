//! A maintenance at a moment, by the clock and by its updates.

use std::collections::BTreeMap;

use super::state_change::{self, StateChange};
use super::timeline::StateInterval;
use crate::base::id::ComponentId;
use crate::base::time::{Duration, Moment};
use crate::model::component::States;
use crate::model::entry::{Update, named_components};
use crate::model::maintenance::{Maintenance, MaintenanceStatus, Window};
use crate::model::source_map::{FieldRef, UpdateField};

/// A maintenance as it stood at the moment of the build.
#[derive(Clone, Debug)]
pub struct MaintenanceFacts<'a> {
    /// The maintenance; look at `updates` for what was known.
    pub maintenance: &'a Maintenance,
    /// The updates that were published, oldest first. Never empty.
    pub updates: Vec<&'a Update<MaintenanceStatus>>,
    /// When the newest of them was published.
    pub last_published: Moment,
    /// The window as it is planned now.
    pub window: Window,
    /// The window as first announced, if it has moved since.
    pub original_window: Option<Window>,
    pub phase: MaintenanceStatus,
    /// The newest posted phase; `None` while the clock alone decides.
    pub posted_phase: Option<MaintenanceStatus>,
    /// Still in progress after the planned end.
    pub overrunning: bool,
    /// When work began, if it has.
    pub started: Option<Moment>,
    /// When it was over, if it is.
    pub ended: Option<Moment>,
    /// From the first update to the planned start; negative if announced late. `None` if the time of the announcement is not known.
    pub notice_period: Option<Duration>,
    /// Whether the times of day of the start and the end of the work are known.
    pub is_work_time_known: bool,
    /// The state of each component now.
    pub states: States,
    /// The states of each component, up to now.
    pub state_intervals: BTreeMap<&'a ComponentId, Vec<StateInterval>>,
}

/// The phase by the clock and the updates together.
struct MaintenancePhase {
    posted_phase: Option<MaintenanceStatus>,
    phase: MaintenanceStatus,
    started: Option<Moment>,
    ended: Option<Moment>,
}

impl<'a> MaintenanceFacts<'a> {
    /// What was known at a moment; `None` before the announcement.
    pub fn at(maintenance: &'a Maintenance, now: Moment) -> Option<MaintenanceFacts<'a>> {
        let updates: Vec<&Update<MaintenanceStatus>> = maintenance
            .updates
            .iter()
            .filter(|update| update.published() <= now)
            .collect();
        let first = updates.first()?;
        let last_published = updates.iter().map(|update| update.published()).max()?;
        let window = updates
            .iter()
            .rev()
            .find_map(|update| update.new_window())
            .unwrap_or(maintenance.details.scheduled);
        let MaintenancePhase {
            posted_phase: posted,
            phase,
            started: began,
            ended: over,
        } = phase_from(&updates, window, now);
        let notice = first
            .known_publication()
            .map(|published| maintenance.details.scheduled.start.since(published));
        let active = matches!(
            phase,
            MaintenanceStatus::InProgress | MaintenanceStatus::Verifying
        );
        let mut state_intervals = BTreeMap::new();
        if let Some(began) = began {
            for id in named_components(
                &maintenance.components,
                updates.iter().map(|update| &update.components),
            ) {
                let changes = component_state_changes(maintenance, &updates, began, id);
                state_intervals.insert(
                    id,
                    state_change::state_intervals(&changes, began, over.unwrap_or(now)),
                );
            }
        }
        let states = current_states(maintenance, &updates, active);
        Some(MaintenanceFacts {
            maintenance,
            window,
            original_window: Some(maintenance.details.scheduled).filter(|first| *first != window),
            phase,
            posted_phase: posted,
            overrunning: active && window.is_past(now),
            started: began,
            ended: over,
            notice_period: notice,
            is_work_time_known: !updates
                .iter()
                .any(|update| update.is_date_only && update.status.is_some()),
            states,
            state_intervals,
            updates,
            last_published,
        })
    }

    /// How long the work took. `None` while it lasts, and where its start or its end was not posted: then the window says how long it was
    /// planned to take, not how long it took.
    pub fn known_duration(&self) -> Option<Duration> {
        if self.posted_phase != Some(MaintenanceStatus::Completed) || !self.is_work_time_known {
            return None;
        }
        let started = self.started?;
        let is_posted = self.updates.iter().any(|update| {
            let works = [MaintenanceStatus::InProgress, MaintenanceStatus::Verifying];
            update.at == started && update.status.is_some_and(|status| works.contains(&status))
        });
        Some(self.ended?.since(started)).filter(|_| is_posted)
    }

    /// Under way.
    pub fn is_active(&self) -> bool {
        matches!(
            self.phase,
            MaintenanceStatus::InProgress | MaintenanceStatus::Verifying
        )
    }

    /// Still to come.
    pub fn is_upcoming(&self) -> bool {
        self.phase == MaintenanceStatus::Scheduled
    }

    /// The moment by which it is listed in the history: when work began, else when it was planned.
    pub fn history_date(&self) -> Moment {
        self.started.unwrap_or(self.window.start)
    }

    /// The positions of its turning points: the first update, each that moves the window, each that completes or cancels it, and each that
    /// reverses that.
    pub fn turning_points(&self) -> Vec<usize> {
        let (mut window, mut over) = (self.maintenance.details.scheduled, false);
        let turns = self.updates.iter().enumerate().filter(|(place, update)| {
            let moves = update.new_window().is_some_and(|new| new != window);
            window = update.new_window().unwrap_or(window);
            let now_over = match update.status {
                Some(MaintenanceStatus::Completed | MaintenanceStatus::Cancelled) => true,
                Some(_) => false,
                None => over && !moves,
            };
            let turns = moves || now_over != over;
            over = now_over;
            turns || *place == 0
        });
        turns.map(|(place, _)| place).collect()
    }

    /// What was said of a component for the time of the work, in order; nothing before work began.
    pub fn state_changes(&self, id: &ComponentId) -> Vec<StateChange<'a>> {
        self.started.map_or_else(Vec::new, |began| {
            component_state_changes(self.maintenance, &self.updates, began, id)
        })
    }

    /// Every component that it names.
    pub fn components(&self) -> impl Iterator<Item = &'a ComponentId> {
        named_components(
            &self.maintenance.components,
            self.updates.iter().map(|update| &update.components),
        )
        .into_iter()
    }
}

/// The clock moves a window from scheduled to in progress to completed, unless an update says otherwise: once an update says that work
/// continues, only an update ends it. After an update that schedules it again, or a new window after the end, the clock decides again.
fn phase_from(
    updates: &[&Update<MaintenanceStatus>],
    window: Window,
    now: Moment,
) -> MaintenancePhase {
    let mut posted: Option<MaintenanceStatus> = None;
    let (mut began, mut over) = (None, None);
    for update in updates {
        match update.status {
            Some(MaintenanceStatus::Scheduled) => (posted, began, over) = (None, None, None),
            Some(status @ (MaintenanceStatus::InProgress | MaintenanceStatus::Verifying)) => {
                (posted, began, over) = (Some(status), began.or(Some(update.at)), None);
            }
            Some(status @ (MaintenanceStatus::Completed | MaintenanceStatus::Cancelled)) => {
                (posted, over) = (Some(status), over.or(Some(update.at)));
            }
            None if over.is_some() && update.new_window().is_some() => {
                (posted, began, over) = (None, None, None)
            }
            None => {}
        }
    }
    let clock_began = Some(window.start).filter(|start| *start <= now);
    match posted {
        Some(MaintenanceStatus::Cancelled) => MaintenancePhase {
            posted_phase: posted,
            phase: MaintenanceStatus::Cancelled,
            started: began,
            ended: over,
        },
        Some(MaintenanceStatus::Completed) => {
            let began = began.or(clock_began.filter(|start| over.is_none_or(|over| *start < over)));
            MaintenancePhase {
                posted_phase: posted,
                phase: MaintenanceStatus::Completed,
                started: began,
                ended: over,
            }
        }
        Some(phase) => MaintenancePhase {
            posted_phase: posted,
            phase,
            started: began,
            ended: None,
        },
        None if window.is_past(now) => MaintenancePhase {
            posted_phase: posted,
            phase: MaintenanceStatus::Completed,
            started: clock_began,
            ended: window.end,
        },
        None if clock_began.is_some() => MaintenancePhase {
            posted_phase: posted,
            phase: MaintenanceStatus::InProgress,
            started: clock_began,
            ended: None,
        },
        None => MaintenancePhase {
            posted_phase: posted,
            phase: MaintenanceStatus::Scheduled,
            started: None,
            ended: None,
        },
    }
}

/// The states now: those of the window while it is open, as later posts have changed them.
fn current_states(
    maintenance: &Maintenance,
    updates: &[&Update<MaintenanceStatus>],
    active: bool,
) -> States {
    let mut states = if active {
        maintenance.components.clone()
    } else {
        States::new()
    };
    if active {
        for update in updates {
            states.extend(
                update
                    .components
                    .iter()
                    .map(|(id, state)| (id.clone(), *state)),
            );
        }
    }
    states
}

/// A component has the state of the window until an update names it.
fn component_state_changes<'a>(
    maintenance: &'a Maintenance,
    updates: &[&'a Update<MaintenanceStatus>],
    began: Moment,
    id: &ComponentId,
) -> Vec<StateChange<'a>> {
    let first = maintenance.components.get_key_value(id);
    let first = first.map(|(id, state)| StateChange {
        at: began,
        state: *state,
        source: FieldRef::State(id),
    });
    let later = updates.iter().filter_map(|update| {
        let (id, state) = update.components.get_key_value(id)?;
        Some(StateChange {
            at: update.at.max(began),
            state: *state,
            source: FieldRef::Update(&update.id, UpdateField::State(id)),
        })
    });
    first.into_iter().chain(later).collect()
}
