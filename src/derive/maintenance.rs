//! What is known of a maintenance at a moment: by the clock, and by what was posted.

use std::collections::BTreeMap;

use super::said::{self, Part, Said, Spot};
use super::timeline::Piece;
use crate::base::id::ComponentId;
use crate::base::time::{Duration, Interval, Moment};
use crate::model::component::States;
use crate::model::incident::named;
use crate::model::maintenance::{Maintenance, MaintenanceStatus, MaintenanceUpdate};

/// A maintenance as it stood at the moment of the build.
#[derive(Clone, Debug)]
pub struct MaintenanceFacts<'a> {
    /// The maintenance; look at `updates` for what was known.
    pub maintenance: &'a Maintenance,
    /// The updates that were published, oldest first. Never empty.
    pub updates: Vec<&'a MaintenanceUpdate>,
    /// When the newest of them was published.
    pub spoken: Moment,
    /// The window as it is planned now.
    pub window: Interval,
    /// The window as first announced, if it has moved since.
    pub moved_from: Option<Interval>,
    /// The phase.
    pub phase: MaintenanceStatus,
    /// The phase as it was posted last; none while only the clock speaks.
    pub posted: Option<MaintenanceStatus>,
    /// Under way beyond the planned end.
    pub overrunning: bool,
    /// When work began, if it has.
    pub began: Option<Moment>,
    /// When it was over, if it is.
    pub over: Option<Moment>,
    /// From the first update to the planned start; negative if announced late.
    pub notice: Duration,
    /// The state of each component now.
    pub states: States,
    /// What each component went through, up to now.
    pub pieces: BTreeMap<&'a ComponentId, Vec<Piece>>,
}

/// What the clock and the posts say together.
struct Course {
    posted: Option<MaintenanceStatus>,
    phase: MaintenanceStatus,
    began: Option<Moment>,
    over: Option<Moment>,
}

impl<'a> MaintenanceFacts<'a> {
    /// What was known at a moment; `None` before the announcement.
    #[must_use]
    pub fn at(maintenance: &'a Maintenance, now: Moment) -> Option<MaintenanceFacts<'a>> {
        let updates: Vec<&MaintenanceUpdate> = maintenance
            .updates
            .iter()
            .filter(|update| update.published() <= now)
            .collect();
        let first = updates.first()?;
        let spoken = updates.iter().map(|update| update.published()).max()?;
        let window = updates
            .iter()
            .rev()
            .find_map(|update| update.scheduled)
            .unwrap_or(maintenance.scheduled);
        let Course {
            posted,
            phase,
            began,
            over,
        } = course(&updates, window, now);
        let notice = maintenance.scheduled.start().since(first.at);
        let active = matches!(
            phase,
            MaintenanceStatus::InProgress | MaintenanceStatus::Verifying
        );
        let mut pieces = BTreeMap::new();
        if let Some(began) = began {
            for id in named(
                &maintenance.components,
                updates.iter().map(|update| &update.components),
            ) {
                let said = said(maintenance, &updates, began, id);
                pieces.insert(id, said::pieces(&said, began, over.unwrap_or(now)));
            }
        }
        let states = states(maintenance, &updates, active);
        Some(MaintenanceFacts {
            maintenance,
            window,
            moved_from: Some(maintenance.scheduled).filter(|first| *first != window),
            phase,
            posted,
            overrunning: active && now >= window.end(),
            began,
            over,
            notice,
            states,
            pieces,
            updates,
            spoken,
        })
    }

    /// Under way.
    #[must_use]
    pub fn is_active(&self) -> bool {
        matches!(
            self.phase,
            MaintenanceStatus::InProgress | MaintenanceStatus::Verifying
        )
    }

    /// Still to come.
    #[must_use]
    pub fn is_upcoming(&self) -> bool {
        self.phase == MaintenanceStatus::Scheduled
    }

    /// The moment that places it in the history: when work began, else when it is or was planned.
    #[must_use]
    pub fn date(&self) -> Moment {
        self.began.unwrap_or(self.window.start())
    }

    /// The places of the updates at which its course turns: the first, each that moves the window, each that says that it is over or
    /// called off, and each that takes that back.
    #[must_use]
    pub fn turns(&self) -> Vec<usize> {
        let (mut window, mut over) = (self.maintenance.scheduled, false);
        let turns = self.updates.iter().enumerate().filter(|(place, update)| {
            let moves = update.scheduled.is_some_and(|new| new != window);
            window = update.scheduled.unwrap_or(window);
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
    #[must_use]
    pub fn said(&self, id: &ComponentId) -> Vec<Said<'a>> {
        self.began.map_or_else(Vec::new, |began| {
            said(self.maintenance, &self.updates, began, id)
        })
    }

    /// Every component that it names.
    pub fn components(&self) -> impl Iterator<Item = &'a ComponentId> {
        named(
            &self.maintenance.components,
            self.updates.iter().map(|update| &update.components),
        )
        .into_iter()
    }
}

/// The clock moves a window from scheduled to in progress to completed, unless a post says otherwise: once someone has posted that work
/// goes on, only a posted end ends it. A post that schedules it anew gives the clock its say again, and so does a new window after the end.
fn course(updates: &[&MaintenanceUpdate], window: Interval, now: Moment) -> Course {
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
            None if over.is_some() && update.scheduled.is_some() => {
                (posted, began, over) = (None, None, None)
            }
            None => {}
        }
    }
    let clock_began = Some(window.start()).filter(|start| *start <= now);
    match posted {
        Some(MaintenanceStatus::Cancelled) => Course {
            posted,
            phase: MaintenanceStatus::Cancelled,
            began,
            over,
        },
        Some(MaintenanceStatus::Completed) => {
            let began = began.or(clock_began.filter(|start| over.is_none_or(|over| *start < over)));
            Course {
                posted,
                phase: MaintenanceStatus::Completed,
                began,
                over,
            }
        }
        Some(phase) => Course {
            posted,
            phase,
            began,
            over: None,
        },
        None if now >= window.end() => Course {
            posted,
            phase: MaintenanceStatus::Completed,
            began: clock_began,
            over: Some(window.end()),
        },
        None if clock_began.is_some() => Course {
            posted,
            phase: MaintenanceStatus::InProgress,
            began: clock_began,
            over: None,
        },
        None => Course {
            posted,
            phase: MaintenanceStatus::Scheduled,
            began: None,
            over: None,
        },
    }
}

/// The states now: those of the window while it is open, as later posts have changed them.
fn states(maintenance: &Maintenance, updates: &[&MaintenanceUpdate], active: bool) -> States {
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
fn said<'a>(
    maintenance: &'a Maintenance,
    updates: &[&'a MaintenanceUpdate],
    began: Moment,
    id: &ComponentId,
) -> Vec<Said<'a>> {
    let first = maintenance.components.get_key_value(id);
    let first = first.map(|(id, state)| Said {
        at: began,
        state: *state,
        spot: Spot::State(id),
    });
    let later = updates.iter().filter_map(|update| {
        let (id, state) = update.components.get_key_value(id)?;
        Some(Said {
            at: update.at.max(began),
            state: *state,
            spot: Spot::Update(&update.id, Part::State(id)),
        })
    });
    first.into_iter().chain(later).collect()
}
