//! An incident at a moment.

use std::collections::BTreeMap;

use super::state_change::{self, StateChange};
use super::timeline::{StateInterval, Timeline};
use super::uptime::Downtime;
use crate::base::id::ComponentId;
use crate::base::time::{Duration, Interval, Moment, Precision};
use crate::model::component::{Group, State, States};
use crate::model::entry::{Update, named_components};
use crate::model::incident::{Impact, Incident, IncidentStatus};
use crate::model::source_map::{FieldRef, UpdateField};

/// An incident as it stood at the moment of the build.
#[derive(Clone, Debug)]
pub struct IncidentFacts<'a> {
    /// The incident; look at `updates` for what was known.
    pub incident: &'a Incident,
    /// The updates that were published, oldest first. Never empty.
    pub updates: Vec<&'a Update<IncidentStatus>>,
    /// When the newest of them was published.
    pub last_published: Moment,
    /// The newest phase; `None` if it was reopened without one.
    pub status: Option<IncidentStatus>,
    /// When it was over; `None` while it is open. If that is not known, the latest moment that it can have been.
    pub end: Option<Moment>,
    /// How exactly the end is known.
    pub end_precision: Precision,
    /// The field that ended it.
    pub end_source: Option<FieldRef<'a>>,
    /// Set by the author, or derived from the worst state so far.
    pub impact: Impact,
    /// The state of each component that it touched, now.
    pub states: States,
    /// The states of each component, up to the end or to now.
    pub state_intervals: BTreeMap<&'a ComponentId, Vec<StateInterval>>,
}

/// The downtime of a group by one incident.
#[derive(Clone, Debug)]
pub struct GroupImpact<'a> {
    pub group: &'a Group,
    /// The states of its worst component.
    pub timeline: Timeline,
    pub downtime: Downtime,
}

impl<'a> IncidentFacts<'a> {
    /// What was known at a moment; `None` if nothing had been published yet.
    pub fn at(incident: &'a Incident, now: Moment) -> Option<IncidentFacts<'a>> {
        let updates: Vec<&Update<IncidentStatus>> = incident
            .updates
            .iter()
            .filter(|update| update.published() <= now)
            .collect();
        let last_published = updates.iter().map(|update| update.published()).max()?;
        if incident.details.started > now {
            return None;
        }
        let ending = end_and_source(incident, &updates, now);
        let end = ending.map(|(end, _)| end);
        let end_precision = match ending {
            Some((end, source)) => end_precision(incident, &updates, end, source),
            None => Precision::Exact,
        };
        let until = end.unwrap_or(now);
        let (mut states, mut intervals) = (States::new(), BTreeMap::new());
        for id in named_components(
            &incident.components,
            updates.iter().map(|update| &update.components),
        ) {
            let changes = component_state_changes(incident, &updates, id);
            let state = changes
                .last()
                .filter(|_| end.is_none())
                .map_or(State::Operational, |last| last.state);
            states.insert(id.clone(), state);
            intervals.insert(
                id,
                state_change::state_intervals(&changes, incident.details.started, until),
            );
        }
        let named = incident
            .components
            .values()
            .chain(updates.iter().flat_map(|update| update.components.values()));
        let impact = incident
            .details
            .impact
            .or_else(|| Impact::of(named.copied().max().unwrap_or_default()));
        Some(IncidentFacts {
            incident,
            status: status(&updates, end),
            updates,
            last_published,
            end,
            end_precision,
            end_source: ending.map(|(_, source)| source),
            impact: impact.unwrap_or(Impact::Minor),
            states,
            state_intervals: intervals,
        })
    }

    pub fn is_open(&self) -> bool {
        self.end.is_none()
    }

    /// From the start to the end, or to now; `None` if one of them is not known to the minute.
    pub fn duration(&self, now: Moment) -> Option<Duration> {
        let details = &self.incident.details;
        let is_known = !details.is_start_date_only && self.end_precision == Precision::Exact;
        is_known.then(|| self.end.unwrap_or(now).since(details.started))
    }

    /// What was said of a component, in order. `resolved` returns each that was named before it.
    pub fn state_changes(&self, id: &ComponentId) -> Vec<StateChange<'a>> {
        component_state_changes(self.incident, &self.updates, id)
    }

    /// The newest update.
    pub fn latest_update(&self) -> Option<&'a Update<IncidentStatus>> {
        self.updates.last().copied()
    }

    /// The positions of its turning points: the first update, each that resolves it, and each that reopens it.
    pub fn turning_points(&self) -> Vec<usize> {
        let mut over = false;
        let turns = self.updates.iter().enumerate().filter(|(place, update)| {
            let turns = if over {
                reopens(update)
            } else {
                resolves(update)
            };
            over ^= turns;
            turns || *place == 0
        });
        turns.map(|(place, _)| place).collect()
    }

    /// The moment before which another update was promised, while it is open.
    pub fn next_update_due(&self) -> Option<Moment> {
        let latest = self.latest_update().filter(|_| self.is_open())?;
        latest
            .next_update()
            .map(|within| latest.published().plus(within))
    }

    /// The downtime of each group that it touched, in the order of the board: overlapping components count once, by the worst.
    pub fn group_impacts(
        &self,
        groups: impl Iterator<Item = &'a Group>,
        now: Moment,
    ) -> Vec<GroupImpact<'a>> {
        let Some(whole) = Interval::new(self.incident.details.started, self.end.unwrap_or(now))
        else {
            return Vec::new();
        };
        let mut touched = Vec::new();
        for group in groups {
            let intervals = group
                .components
                .iter()
                .filter_map(|component| self.state_intervals.get(&component.id))
                .flatten();
            let timeline = Timeline::worst_of(intervals.copied());
            let downtime = Downtime::of(&timeline, whole);
            if downtime != Downtime::default() {
                touched.push(GroupImpact {
                    group,
                    timeline,
                    downtime,
                });
            }
        }
        touched
    }
}

/// Whether an update says that something is wrong again: it has a phase before `resolved`, or puts a component in trouble. A remark after
/// the end, without either, does not reopen the incident.
fn reopens(update: &Update<IncidentStatus>) -> bool {
    update
        .status
        .is_some_and(|status| status != IncidentStatus::Resolved)
        || (update.status.is_none() && update.components.values().any(|state| state.is_trouble()))
}

fn resolves(update: &Update<IncidentStatus>) -> bool {
    update.status == Some(IncidentStatus::Resolved)
}

/// When the incident was over, and which words say so: the `resolved` update that closed it, if nothing opened it again, or `ended` where
/// that is before it and not about an earlier end. Without a `resolved` update, `ended` alone decides.
fn end_and_source<'a>(
    incident: &'a Incident,
    updates: &[&'a Update<IncidentStatus>],
    now: Moment,
) -> Option<(Moment, FieldRef<'a>)> {
    let (mut opened, mut closed) = (incident.details.started, None);
    for update in updates {
        if resolves(update) {
            closed = closed.or(Some((
                update.at,
                FieldRef::Update(&update.id, UpdateField::Status),
            )));
        } else if reopens(update) && closed.take().is_some() {
            opened = update.at;
        }
    }
    let ended = incident.details.ended.map(|ended| (ended, FieldRef::Ended));
    let is_end_unknown = incident.details.end_precision == Precision::Unknown;
    match closed {
        Some((resolved, _)) => ended
            .filter(|(ended, _)| opened <= *ended && *ended < resolved)
            .or(closed),
        None if incident.updates.iter().any(resolves) => None,
        None if is_end_unknown => {
            let last = updates.last()?;
            Some((last.at, FieldRef::Ended))
        }
        None => ended.filter(|(ended, _)| *ended <= now),
    }
}

/// How exactly the end of an incident that is over is known. An end at the very start comes from a report without an end, not from an
/// incident without a length.
fn end_precision(
    incident: &Incident,
    updates: &[&Update<IncidentStatus>],
    end: Moment,
    source: FieldRef,
) -> Precision {
    let details = &incident.details;
    let is_unknown = details.end_precision == Precision::Unknown || end <= details.started;
    match source {
        _ if is_unknown => Precision::Unknown,
        FieldRef::Update(id, _) => {
            let update = updates.iter().find(|update| update.id == *id);
            if update.is_some_and(|update| update.is_date_only) {
                Precision::Day
            } else {
                Precision::Exact
            }
        }
        _ => details.end_precision,
    }
}

fn status(updates: &[&Update<IncidentStatus>], end: Option<Moment>) -> Option<IncidentStatus> {
    let named = updates.iter().rev().find_map(|update| update.status);
    named.filter(|status| end.is_some() || *status != IncidentStatus::Resolved)
}

/// A component keeps its state until an update names it; `resolved` returns all.
fn component_state_changes<'a>(
    incident: &'a Incident,
    updates: &[&'a Update<IncidentStatus>],
    id: &ComponentId,
) -> Vec<StateChange<'a>> {
    let first = incident.components.get_key_value(id);
    let first = first.map(|(id, state)| StateChange {
        at: incident.details.started,
        state: *state,
        source: FieldRef::State(id),
    });
    let mut changes: Vec<StateChange> = first.into_iter().collect();
    for update in updates {
        if let Some((id, state)) = update.components.get_key_value(id) {
            let source = FieldRef::Update(&update.id, UpdateField::State(id));
            changes.push(StateChange {
                at: update.at,
                state: *state,
                source,
            });
        }
        if resolves(update) && !changes.is_empty() {
            let source = FieldRef::Update(&update.id, UpdateField::Status);
            changes.push(StateChange {
                at: update.at,
                state: State::Operational,
                source,
            });
        }
    }
    changes
}
