//! States through time.

use crate::base::time::{Duration, Interval, Moment};
use crate::base::vocabulary::Vocabulary;
use crate::model::component::State;

/// A state that held for an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StateInterval {
    pub interval: Interval,
    pub state: State,
}

/// All states other than `operational` over time: intervals in order that do not overlap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    intervals: Vec<StateInterval>,
}

impl Timeline {
    /// Merges intervals that may overlap: at every moment the worst state counts. Sorting takes the most time.
    pub fn worst_of(intervals: impl IntoIterator<Item = StateInterval>) -> Timeline {
        let mut edges: Vec<(Moment, bool, State)> = Vec::new();
        for StateInterval { interval, state } in intervals {
            if state != State::Operational {
                edges.push((interval.start(), true, state));
                edges.push((interval.end(), false, state));
            }
        }
        edges.sort_unstable();
        let mut open = [0_u32; State::ALL.len()];
        let mut merged: Vec<StateInterval> = Vec::new();
        let mut from = None;
        for (at, begins, state) in edges {
            if let Some(interval) = from.and_then(|start| Interval::new(start, at)) {
                push_merged(
                    &mut merged,
                    StateInterval {
                        interval,
                        state: worst_open(&open),
                    },
                );
            }
            let count = &mut open[state as usize];
            *count = if begins { *count + 1 } else { *count - 1 };
            from = Some(at);
        }
        Timeline { intervals: merged }
    }

    pub fn intervals(&self) -> &[StateInterval] {
        &self.intervals
    }

    /// The state at a moment.
    pub fn state_at(&self, moment: Moment) -> State {
        let after = self
            .intervals
            .partition_point(|held| held.interval.start() <= moment);
        let held = after.checked_sub(1).map(|index| self.intervals[index]);
        held.filter(|held| held.interval.contains(moment))
            .map_or(State::Operational, |held| held.state)
    }

    /// The intervals inside a window, cut at its ends.
    pub fn within(&self, window: Interval) -> impl Iterator<Item = StateInterval> + '_ {
        let first = self
            .intervals
            .partition_point(|held| held.interval.end() <= window.start());
        let inside = self.intervals[first..]
            .iter()
            .take_while(move |held| held.interval.start() < window.end());
        inside.filter_map(move |held| {
            held.interval
                .intersection(window)
                .map(|interval| StateInterval { interval, ..*held })
        })
    }

    /// How long the state was one of those that `chosen` names, inside a window.
    pub fn time_in(&self, window: Interval, chosen: impl Fn(State) -> bool) -> Duration {
        let chosen = self.within(window).filter(|held| chosen(held.state));
        chosen.fold(Duration::default(), |sum, held| {
            sum.plus(held.interval.length())
        })
    }
}

fn worst_open(open: &[u32]) -> State {
    State::ALL
        .iter()
        .copied()
        .rev()
        .find(|state| open[*state as usize] > 0)
        .unwrap_or(State::Operational)
}

/// Adds an interval, joined to the last one if that has the same state and ends where this begins.
fn push_merged(merged: &mut Vec<StateInterval>, held: StateInterval) {
    if held.state == State::Operational {
        return;
    }
    if let Some(last) = merged.last_mut()
        && last.state == held.state
        && last.interval.end() == held.interval.start()
        && let Some(joined) = Interval::new(last.interval.start(), held.interval.end())
    {
        last.interval = joined;
        return;
    }
    merged.push(held);
}
