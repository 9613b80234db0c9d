//! Which words of an entry say what: the state of a component, the end of an incident, the phase of a maintenance.
//!
//! States through time are made from this, and so is the explanation of each of them; neither can differ from the other.

use super::timeline::StateInterval;
use crate::base::time::{Interval, Moment};
use crate::model::component::State;
use crate::model::source_map::FieldRef;

/// A state that an entry gives to a component from a moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateChange<'a> {
    /// From when.
    pub at: Moment,
    pub state: State,
    /// The words that say so.
    pub source: FieldRef<'a>,
}

/// A state for as long as it held, with the words that began it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourcedInterval<'a> {
    /// When, and which state.
    pub span: StateInterval,
    /// The words.
    pub source: FieldRef<'a>,
}

/// What was said in order, as spells that follow each other up to `until`. What is said later never changes what held before.
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

/// The states alone, from `start` on: operational until something was said.
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
