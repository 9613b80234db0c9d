//! Which field of an entry sets the state of a component, the end of an incident or the phase of a maintenance.
//!
//! Both the states over time and their explanations are computed from this, so they cannot differ.

use super::timeline::StateInterval;
use crate::base::time::{Interval, Moment};
use crate::model::component::State;
use crate::model::source_map::FieldRef;

/// A state that an entry gives to a component from a moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateChange<'a> {
    pub at: Moment,
    pub state: State,
    /// The field that sets it.
    pub source: FieldRef<'a>,
}

/// A state for as long as it applied, with the field that set it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourcedInterval<'a> {
    /// When, and which state.
    pub span: StateInterval,
    pub source: FieldRef<'a>,
}

/// The changes as consecutive intervals up to `until`. A later change never alters an earlier interval.
pub fn sourced_intervals<'a>(
    changes: &[StateChange<'a>],
    until: Moment,
) -> Vec<SourcedInterval<'a>> {
    let mut intervals = Vec::with_capacity(changes.len());
    let Some(first) = changes.first() else {
        return intervals;
    };
    let mut since = first.at;
    for (index, one) in changes.iter().enumerate() {
        since = since.max(one.at);
        let end = changes
            .get(index + 1)
            .map_or(until, |next| next.at.min(until));
        if let Some(interval) = Interval::new(since, end) {
            intervals.push(SourcedInterval {
                span: StateInterval {
                    interval,
                    state: one.state,
                },
                source: one.source,
            });
        }
    }
    intervals
}

/// The states alone, from `start` on: operational before the first change.
pub fn state_intervals(
    changes: &[StateChange],
    start: Moment,
    until: Moment,
) -> Vec<StateInterval> {
    let first = changes.first().map_or(until, |one| one.at.min(until));
    let before = Interval::new(start, first).map(|interval| StateInterval {
        interval,
        state: State::Operational,
    });
    before
        .into_iter()
        .chain(
            sourced_intervals(changes, until)
                .into_iter()
                .map(|sourced| sourced.span),
        )
        .collect()
}
