//! Why a component, the overall status, an uptime or an incident has its value: which keys of which entry decide.

use super::component::ComponentFacts;
use super::entry::EntryFacts;
use super::incident::IncidentFacts;
use super::maintenance::MaintenanceFacts;
use super::snapshot::Snapshot;
use super::state_change::{SourcedInterval, StateChange, sourced_intervals};
use super::uptime::Uptime;
use crate::base::id::ComponentId;
use crate::base::time::{Duration, Interval};
use crate::model::component::State;
use crate::model::entry::named_components;
use crate::model::incident::Impact;
use crate::model::source_map::{FieldRef, UpdateField};

/// The state that an ongoing entry gives to a component.
#[derive(Clone, Debug)]
pub struct StateClaim<'s, 'a> {
    pub entry: EntryFacts<'s, 'a>,
    pub state: State,
    /// All its changes; the last one applies.
    pub state_changes: Vec<StateChange<'a>>,
}

/// The part of a window that an entry affected.
#[derive(Clone, Debug)]
pub struct UptimeShare<'s, 'a> {
    pub entry: EntryFacts<'s, 'a>,
    /// The states that it gave to the component, cut at the ends of the window.
    pub intervals: Vec<SourcedInterval<'a>>,
}

/// What an uptime is computed from.
#[derive(Clone, Debug)]
pub struct UptimeReason<'s, 'a> {
    pub uptime: Uptime,
    /// The part of each incident, newest first.
    pub shares: Vec<UptimeShare<'s, 'a>>,
    /// Maintenance in the window, which is left out.
    pub excluded: Vec<UptimeShare<'s, 'a>>,
    /// Time in trouble that two incidents share; it counts once, by the worse of them.
    pub overlap: Duration,
}

/// Why the impact of an incident is what it is.
#[derive(Clone, Debug)]
pub enum ImpactReason<'a> {
    /// The author set it; without the key it would be different or missing.
    Explicit(Option<Impact>),
    /// The worst state of all; each component that had it, from when on.
    WorstState(State, Vec<(&'a ComponentId, FieldRef<'a>)>),
    /// No component is or was in trouble, and the author set none.
    NoImpact,
}

/// All ongoing entries that affect a component, the worst first. The first decides, together with those that have the same state.
pub fn state_claims<'s, 'a>(
    snapshot: &'s Snapshot<'a>,
    facts: &ComponentFacts<'a>,
) -> Vec<StateClaim<'s, 'a>> {
    let id = &facts.component.id;
    let claim = |entry: EntryFacts<'s, 'a>| {
        Some(StateClaim {
            entry,
            state: entry.state(id)?,
            state_changes: entry.state_changes(id),
        })
    };
    let mut claims: Vec<StateClaim> = snapshot.entries_of(facts).filter_map(claim).collect();
    claims.sort_by_key(|claim| std::cmp::Reverse(claim.state));
    claims
}

/// The entry about a component that was over last.
pub fn last_ended<'s, 'a>(
    snapshot: &'s Snapshot<'a>,
    facts: &ComponentFacts<'a>,
) -> Option<EntryFacts<'s, 'a>> {
    snapshot
        .entries_of(facts)
        .filter(|entry| entry.end().is_some())
        .max_by_key(|entry| entry.end())
}

/// What the uptime of a component over a window is made from.
pub fn uptime_reason<'s, 'a>(
    snapshot: &'s Snapshot<'a>,
    facts: &ComponentFacts<'a>,
    window: Interval,
) -> UptimeReason<'s, 'a> {
    let uptime = Uptime::of(
        &facts.incident_timeline,
        window,
        snapshot.site.zone,
        &snapshot.site.weights,
    );
    let share = |entry: EntryFacts<'s, 'a>| {
        let until = entry.end().unwrap_or(snapshot.now);
        let all = sourced_intervals(&entry.state_changes(&facts.component.id), until).into_iter();
        let cut = all.filter_map(|mut sourced| {
            sourced.span.interval = sourced.span.interval.intersection(window)?;
            (sourced.span.state != State::Operational).then_some(sourced)
        });
        Some(UptimeShare {
            entry,
            intervals: cut.collect(),
        })
        .filter(|share| !share.intervals.is_empty())
    };
    let all = snapshot.entries_of(facts).filter_map(share);
    let (shares, left_out): (Vec<_>, Vec<_>) =
        all.partition(|share| matches!(share.entry, EntryFacts::Incident(_)));
    let (shares, others): (Vec<UptimeShare>, Vec<UptimeShare>) =
        shares.into_iter().partition(|share| {
            share
                .intervals
                .iter()
                .any(|sourced| sourced.span.state.is_trouble())
        });
    let sum = shares.iter().fold(Duration::default(), |sum, share| {
        sum.plus(share.length(State::is_trouble))
    });
    let counted = uptime.downtime.total();
    let shared = Duration::seconds(sum.as_seconds() - counted.as_seconds());
    UptimeReason {
        uptime,
        shares,
        excluded: others.into_iter().chain(left_out).collect(),
        overlap: shared,
    }
}

impl UptimeShare<'_, '_> {
    /// How long the component was in one of the states that `chosen` names.
    pub fn length(&self, chosen: impl Fn(State) -> bool) -> Duration {
        let chosen = self
            .intervals
            .iter()
            .filter(|sourced| chosen(sourced.span.state));
        chosen.fold(Duration::default(), |sum, sourced| {
            sum.plus(sourced.span.interval.length())
        })
    }
}

/// Why the impact of an incident is what it is.
pub fn impact_reason<'a>(facts: &IncidentFacts<'a>) -> ImpactReason<'a> {
    let named = named_components(
        &facts.incident.components,
        facts.updates.iter().map(|update| &update.components),
    );
    let all: Vec<(&ComponentId, Vec<StateChange>)> = named
        .into_iter()
        .map(|id| (id, facts.state_changes(id)))
        .collect();
    let worst = all
        .iter()
        .flat_map(|(_, changes)| changes)
        .map(|one| one.state)
        .max()
        .unwrap_or_default();
    match (facts.incident.details.impact, Impact::of(worst)) {
        (Some(_), by_states) => ImpactReason::Explicit(by_states),
        (None, None) => ImpactReason::NoImpact,
        (None, Some(_)) => {
            let first = |(id, changes): (&'a ComponentId, Vec<StateChange<'a>>)| {
                Some((
                    id,
                    changes.into_iter().find(|one| one.state == worst)?.source,
                ))
            };
            ImpactReason::WorstState(worst, all.into_iter().filter_map(first).collect())
        }
    }
}

/// The field that names the phase of an incident; `None` if there was no phase since it was reopened.
pub fn incident_phase_source<'a>(facts: &IncidentFacts<'a>) -> Option<FieldRef<'a>> {
    let named = facts
        .updates
        .iter()
        .rev()
        .find(|update| update.status == facts.status);
    named
        .filter(|_| facts.status.is_some())
        .map(|update| FieldRef::Update(&update.id, UpdateField::Status))
}

/// The field that names the phase of a maintenance; `None` if the time alone decides.
pub fn maintenance_phase_source<'a>(facts: &MaintenanceFacts<'a>) -> Option<FieldRef<'a>> {
    let named = facts
        .updates
        .iter()
        .rev()
        .find(|update| update.status == facts.posted_phase);
    named
        .filter(|_| facts.posted_phase.is_some())
        .map(|update| FieldRef::Update(&update.id, UpdateField::Status))
}

/// The field that names the window of a maintenance.
pub fn window_source<'a>(facts: &MaintenanceFacts<'a>) -> FieldRef<'a> {
    let moved = facts
        .updates
        .iter()
        .rev()
        .find(|update| update.new_window().is_some());
    moved.map_or(FieldRef::Scheduled, |update| {
        FieldRef::Update(&update.id, UpdateField::Scheduled)
    })
}
