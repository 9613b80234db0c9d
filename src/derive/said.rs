//! Which words of an entry say what: the state of a component, the end of an incident, the phase of a maintenance.
//!
//! States through time are made from this, and so is the explanation of each of them; neither can differ from the other.

use super::timeline::Piece;
use crate::base::id::{ComponentId, UpdateId};
use crate::base::time::{Interval, Moment};
use crate::model::component::State;

/// Where words stand in the file of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot<'a> {
    /// `started`.
    Started,
    /// `ended`.
    Ended,
    /// `impact`.
    Impact,
    /// `scheduled`.
    Scheduled,
    /// A component in `components`.
    State(&'a ComponentId),
    /// A part of an update.
    Update(&'a UpdateId, Part<'a>),
}

/// Where words stand in an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// `status`.
    Status,
    /// `scheduled`.
    Scheduled,
    /// A component in `components`.
    State(&'a ComponentId),
}

/// A state that an entry gives to a component from a moment on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// From when.
    pub at: Moment,
    /// The state.
    pub state: State,
    /// The words that say so.
    pub spot: Spot<'a>,
}

/// A state for as long as it held, with the words that began it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spell<'a> {
    /// When, and which state.
    pub piece: Piece,
    /// The words.
    pub spot: Spot<'a>,
}

/// What was said in order, as spells that follow each other up to `until`. What is said later never changes what held before.
#[must_use]
pub fn spells<'a>(said: &[Said<'a>], until: Moment) -> Vec<Spell<'a>> {
    let mut spells = Vec::with_capacity(said.len());
    let Some(first) = said.first() else {
        return spells;
    };
    let mut since = first.at;
    for (index, one) in said.iter().enumerate() {
        since = since.max(one.at);
        let end = said.get(index + 1).map_or(until, |next| next.at.min(until));
        if let Some(interval) = Interval::new(since, end) {
            spells.push(Spell {
                piece: Piece {
                    interval,
                    state: one.state,
                },
                spot: one.spot,
            });
        }
    }
    spells
}

/// The states alone, from `start` on: operational until something was said.
#[must_use]
pub fn pieces(said: &[Said], start: Moment, until: Moment) -> Vec<Piece> {
    let first = said.first().map_or(until, |one| one.at.min(until));
    let before = Interval::new(start, first).map(|interval| Piece {
        interval,
        state: State::Operational,
    });
    before
        .into_iter()
        .chain(spells(said, until).into_iter().map(|spell| spell.piece))
        .collect()
}
