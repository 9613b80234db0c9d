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
    pub fn worst_of(pieces: impl IntoIterator<Item = StateInterval>) -> Timeline {
        let mut edges: Vec<(Moment, bool, State)> = Vec::new();
        for StateInterval { interval, state } in pieces {
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
            .partition_point(|piece| piece.interval.start() <= moment);
        let piece = after.checked_sub(1).map(|index| self.intervals[index]);
        piece
            .filter(|piece| piece.interval.contains(moment))
            .map_or(State::Operational, |piece| piece.state)
    }

    /// The intervals inside a window, cut at its ends.
    pub fn within(&self, window: Interval) -> impl Iterator<Item = StateInterval> + '_ {
        let first = self
            .intervals
            .partition_point(|piece| piece.interval.end() <= window.start());
        let inside = self.intervals[first..]
            .iter()
            .take_while(move |piece| piece.interval.start() < window.end());
        inside.filter_map(move |piece| {
            piece
                .interval
                .intersection(window)
                .map(|interval| StateInterval { interval, ..*piece })
        })
    }

    /// How long the state was one of those that `chosen` names, inside a window.
    pub fn time_in(&self, window: Interval, chosen: impl Fn(State) -> bool) -> Duration {
        let chosen = self.within(window).filter(|piece| chosen(piece.state));
        chosen.fold(Duration::default(), |sum, piece| {
            sum.plus(piece.interval.length())
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
fn push_merged(merged: &mut Vec<StateInterval>, piece: StateInterval) {
    if piece.state == State::Operational {
        return;
    }
    if let Some(last) = merged.last_mut()
        && last.state == piece.state
        && last.interval.end() == piece.interval.start()
        && let Some(joined) = Interval::new(last.interval.start(), piece.interval.end())
    {
        last.interval = joined;
        return;
    }
    merged.push(piece);
}
