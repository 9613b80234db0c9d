//! The states that each update changed, and the time of the last change.
//!
//! The time of the build is not among these times, so what is printed from them stays the same until something changes.

use std::collections::BTreeMap;

use super::entry::EntryFacts;
use super::incident::IncidentFacts;
use super::maintenance::MaintenanceFacts;
use super::snapshot::Snapshot;
use crate::base::id::ComponentId;
use crate::base::time::Moment;
use crate::model::component::{State, States};
use crate::model::incident::IncidentStatus;
use crate::model::maintenance::MaintenanceStatus;

/// A component whose state an update changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateTransition<'a> {
    pub component: &'a ComponentId,
    /// The state before.
    pub before: State,
    /// The state after.
    pub after: State,
}

/// States while one update after the other is applied.
#[derive(Default)]
struct RunningStates<'a>(BTreeMap<&'a ComponentId, State>);

impl<'a> RunningStates<'a> {
    fn apply(
        &mut self,
        states: impl IntoIterator<Item = (&'a ComponentId, State)>,
    ) -> Vec<StateTransition<'a>> {
        let mut named = BTreeMap::new();
        named.extend(states);
        let changes = named.into_iter().map(|(component, after)| {
            let before = self.0.insert(component, after).unwrap_or_default();
            StateTransition {
                component,
                before,
                after,
            }
        });
        changes
            .filter(|change| change.before != change.after)
            .collect()
    }

    /// Everything named so far goes back to normal.
    fn restore_all(&mut self) -> Vec<StateTransition<'a>> {
        let named: Vec<&ComponentId> = self.0.keys().copied().collect();
        self.apply(
            named
                .into_iter()
                .map(|component| (component, State::Operational)),
        )
    }
}

fn pairs(states: &States) -> impl Iterator<Item = (&ComponentId, State)> {
    states.iter().map(|(component, state)| (component, *state))
}

/// The components that each published update of an entry changed, in order.
pub fn transitions<'a>(entry: EntryFacts<'_, 'a>) -> Vec<Vec<StateTransition<'a>>> {
    match entry {
        EntryFacts::Incident(facts) => incident_transitions(facts),
        EntryFacts::Maintenance(facts) => maintenance_transitions(facts),
    }
}

/// The components that each published update of an incident changed, in order. The first sets the states from the start on; `resolved` sets
/// all to operational.
fn incident_transitions<'a>(facts: &IncidentFacts<'a>) -> Vec<Vec<StateTransition<'a>>> {
    let mut running = RunningStates::default();
    let changes = facts.updates.iter().enumerate().map(|(at, update)| {
        let first = Some(&facts.incident.components).filter(|_| at == 0);
        let first = first.into_iter().flat_map(pairs);
        if update.status == Some(IncidentStatus::Resolved) {
            running.apply(first);
            running.restore_all()
        } else {
            running.apply(first.chain(pairs(&update.components)))
        }
    });
    changes.collect()
}

/// The components that each published update of a maintenance changed, in order. Changes that the clock makes belong to no update.
fn maintenance_transitions<'a>(facts: &MaintenanceFacts<'a>) -> Vec<Vec<StateTransition<'a>>> {
    use MaintenanceStatus::{Cancelled, Completed, InProgress, Scheduled, Verifying};
    let planned = &facts.maintenance.components;
    let (mut running, mut begun, mut window) = (
        RunningStates::default(),
        false,
        facts.maintenance.details.scheduled,
    );
    let changes = facts.updates.iter().map(|update| {
        window = update.new_window().unwrap_or(window);
        let posted = matches!(update.status, Some(InProgress | Verifying));
        let first = posted && !begun;
        if !begun && !posted && update.status != Some(Scheduled) && update.at >= window.start {
            running.apply(pairs(planned));
            begun = true;
        }
        begun |= posted;
        match update.status {
            Some(Completed | Cancelled | Scheduled) => {
                begun = false;
                running.restore_all()
            }
            _ if begun => {
                let first = Some(planned).filter(|_| first);
                running.apply(
                    first
                        .into_iter()
                        .flat_map(pairs)
                        .chain(pairs(&update.components)),
                )
            }
            _ => Vec::new(),
        }
    });
    changes.collect()
}

/// The last time that anything of the site was different; `None` if no time is known.
pub fn site_last_modified(snapshot: &Snapshot) -> Option<Moment> {
    let (now, zone) = (snapshot.now, snapshot.site.zone);
    let entries = snapshot.entries().map(|entry| entry.last_modified(now));
    let articles = snapshot.postmortems.iter().map(|one| one.published);
    let articles = articles.chain(snapshot.notices.iter().map(|one| one.published));
    let days = snapshot
        .components
        .iter()
        .flat_map(|facts| [facts.component.since, facts.component.retired]);
    let days = days
        .chain([snapshot.site.since])
        .flatten()
        .map(|day| day.start_in(zone))
        .filter(|day| *day <= now);
    entries.chain(articles).chain(days).max()
}

/// The first time that is known of the site; `None` if there is none.
pub fn history_start(snapshot: &Snapshot) -> Option<Moment> {
    let incidents = snapshot.incidents.iter().map(|facts| {
        facts
            .incident
            .details
            .started
            .min(facts.incident.published())
    });
    let maintenance = snapshot
        .maintenance
        .iter()
        .map(|facts| facts.maintenance.published());
    let articles = snapshot.postmortems.iter().map(|one| one.published);
    let articles = articles.chain(snapshot.notices.iter().map(|one| one.published));
    let days = snapshot
        .components
        .iter()
        .filter_map(|facts| facts.component.since);
    let days = days
        .chain(snapshot.site.since)
        .map(|day| day.start_in(snapshot.site.zone))
        .filter(|day| *day <= snapshot.now);
    incidents
        .chain(maintenance)
        .chain(articles)
        .chain(days)
        .min()
}

/// The start of the history for formats that need one: today, if no time is known before it.
pub fn history_start_or_today(snapshot: &Snapshot) -> Moment {
    history_start(snapshot).unwrap_or_else(|| snapshot.today.start_in(snapshot.site.zone))
}

/// For each component the last time that its state changed, if it ever did.
pub fn component_change_times<'a>(snapshot: &Snapshot<'a>) -> BTreeMap<&'a ComponentId, Moment> {
    let mut latest: BTreeMap<&ComponentId, Moment> = BTreeMap::new();
    for facts in &snapshot.incidents {
        // Most of a long history is older than what is known of all its components.
        let last = facts
            .updates
            .iter()
            .map(|update| update.at)
            .chain(facts.end)
            .max();
        let older = |component: &&ComponentId| latest.get(component).copied() >= last;
        if facts.state_intervals.keys().all(older) {
            continue;
        }
        for (update, changes) in facts.updates.iter().zip(incident_transitions(facts)) {
            changes
                .iter()
                .for_each(|change| record_latest(&mut latest, change.component, update.at));
        }
        for component in facts.state_intervals.keys() {
            facts
                .end
                .into_iter()
                .for_each(|end| record_latest(&mut latest, component, end));
        }
    }
    for facts in &snapshot.maintenance {
        for component in facts.components() {
            [facts.started, facts.ended]
                .into_iter()
                .flatten()
                .for_each(|at| record_latest(&mut latest, component, at));
        }
        for (update, changes) in facts.updates.iter().zip(maintenance_transitions(facts)) {
            changes
                .iter()
                .for_each(|change| record_latest(&mut latest, change.component, update.at));
        }
    }
    latest
}

fn record_latest<'a>(
    latest: &mut BTreeMap<&'a ComponentId, Moment>,
    component: &'a ComponentId,
    at: Moment,
) {
    let known = latest.entry(component).or_insert(at);
    *known = at.max(*known);
}
