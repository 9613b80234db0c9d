//! Texts of explanations, for the people who write the content. They are colleagues, so this is English; titles and states that customers
//! see are in the language of the site.

use super::date;
use crate::base::id::ComponentId;
use crate::base::vocabulary::Vocabulary;
use crate::derive::component::ComponentFacts;
use crate::derive::state_change::StateChange;
use crate::model::component::State;
use crate::model::source_map::{FieldRef, UpdateField};

pub const OVERALL_STATUS: &str = "Overall status";
/// Above what is under way and does not decide.
pub const LESS_BAD: &str = "Also in progress, with a less severe status";
/// Above what is said about the board.
pub const BOARD: &str = "On the status page";
/// Above components that do not decide the sentence.
pub const BETTER: &str = "Components with a less severe status";
/// Above open incidents where all components are operational.
pub const OPEN: &str = "Every component is operational, but incidents are open";
/// Where nothing is wrong.
pub const ALL_FINE: &str = "Every component is operational, and no incident is open.";
/// Above the states of components.
pub const STATES: &str = "Current component states";
/// Where an incident opened again without a phase.
pub const NO_PHASE: &str = "It was reopened, and no update has set a status since then.";
/// In the place of an end that is not known.
pub const END_UNKNOWN: &str = "an unknown time";
/// Where no post says how far work is.
pub const CLOCK: &str =
    "Determined by the clock and the window, because no update has set a status.";
/// Where an update names the phase.
pub const NAMED_LAST: &str = "Set by the latest update that has a status.";
/// The window as announced.
pub const FIRST_WINDOW: &str = "No update has rescheduled it.";
/// The window after a move.
pub const MOVED: &str = "Set by the latest update that has `scheduled`.";
/// The impact where there is none.
pub const LEAST: &str =
    "No component is affected and `impact` is not set, so it is the lowest impact.";
/// Above the time that is counted.
pub const COUNTED: &str = "Measured period";
/// Above incidents.
pub const TOOK: &str = "Downtime from incidents";
/// Above maintenance.
pub const LEFT_OUT: &str = "Excluded as scheduled maintenance";
/// Above the formula.
pub const FORMULA: &str = "Formula";
/// Where no incident is in the time.
pub const NO_TROUBLE: &str = "No incident affected it.";

/// Above what decides.
pub fn deciding(number: usize) -> &'static str {
    if number == 1 {
        "Determined by"
    } else {
        "Determined by these together"
    }
}

/// Above the entry that was over last.
pub fn nothing(over: bool) -> &'static str {
    if over {
        "Nothing in progress affects it. Last affected by"
    } else {
        "Nothing in progress affects it"
    }
}

/// Above the components that decide the sentence.
pub fn worst(state: State) -> String {
    format!(
        "Determined by the most severe component state: {}",
        state.word()
    )
}

/// Why a component is not on the board.
pub fn board(facts: &ComponentFacts) -> Option<String> {
    if facts.present {
        return None;
    }
    let retired = facts.component.retired.filter(|_| facts.retired);
    let retired = retired.map(|day| {
        format!(
            "It is not on the status page: `retired` in components.yaml is {}.",
            date(day)
        )
    });
    let since = facts.component.since.map(|day| {
        format!(
            "It is not on the status page yet: `since` in components.yaml is {}.",
            date(day)
        )
    });
    retired.or(since)
}

/// The name of a place in a file.
pub fn key(field: FieldRef, update: Option<usize>) -> String {
    match (field, update) {
        (FieldRef::Update(_, UpdateField::Scheduled), Some(index)) => {
            format!("updates[{index}].scheduled")
        }
        (FieldRef::Update(..), Some(index)) => format!("updates[{index}]"),
        (FieldRef::Update(id, _), None) => format!("update {}", id.as_str()),
        (FieldRef::Started, _) => "started".to_owned(),
        (FieldRef::Ended, _) => "ended".to_owned(),
        (FieldRef::Impact, _) => "impact".to_owned(),
        (FieldRef::Scheduled, _) => "scheduled".to_owned(),
        (FieldRef::State(_), _) => "components".to_owned(),
    }
}

/// A state that an entry gave to a component.
pub fn state_source(
    key: &str,
    (id, change): (&ComponentId, &StateChange),
    since: &str,
    until: Option<&str>,
) -> String {
    let time = match until {
        None => format!("since {since}"),
        Some(until) => format!("from {since} until {until}"),
    };
    match change.source {
        FieldRef::Update(_, UpdateField::Status) => {
            format!(
                "`{key}` has the status `resolved`, which sets {id} to {} {time}",
                change.state.word()
            )
        }
        _ => format!("`{key}` sets {id} to {} {time}", change.state.word()),
    }
}

/// A state without its time.
pub fn sets(key: &str, id: &ComponentId, state: State) -> String {
    format!("`{key}` sets {id} to {}", state.word())
}

/// A state with its time and length.
pub fn interval_source(
    key: &str,
    (id, state): (&ComponentId, State),
    [from, to]: [&str; 2],
    minutes: i64,
) -> String {
    format!(
        "`{key}` sets {id} to {}: {minutes} min from {from} to {to}",
        state.word()
    )
}

/// What a key says.
pub fn says(key: &str, value: &str) -> String {
    format!("`{key}` is {value}")
}

/// A key that names it.
pub fn says_so(key: &str) -> String {
    format!("set by `{key}`")
}

/// Words that end an entry.
pub fn ends(key: &str) -> String {
    format!("ended by `{key}`")
}

/// Words that end an incident at a time.
pub fn end(key: &str, field: FieldRef, end: &str) -> String {
    match field {
        FieldRef::Ended if end == END_UNKNOWN => format!("`{key}` is unknown"),
        FieldRef::Ended => format!("`{key}` is {end}, earlier than the update that resolves it"),
        _ => format!("`{key}` resolves it at {end}"),
    }
}

/// An end that did not last, or what took it back.
pub fn turn(key: &str, closes: bool, time: &str) -> String {
    let what = if closes { "resolves it" } else { "reopens it" };
    format!("`{key}` {what} at {time}")
}

/// An entry that was over last.
pub fn over(worst: State, end: &str) -> String {
    format!("{} at its most severe, ended {end}", worst.word())
}

/// An open incident.
pub fn open_since(started: &str) -> String {
    format!("open since {started}")
}

/// The impact in the author's word.
pub fn author(by_states: Option<String>) -> String {
    match by_states {
        Some(other) => {
            format!("Set by the author; from the component states it would be: {other}.")
        }
        None => "Set by the author; no component is affected.".to_owned(),
    }
}

/// The impact by the states.
pub fn worst_so_far(state: State) -> String {
    format!(
        "Determined by the most severe state until now: {}.",
        state.word()
    )
}

/// The length of an incident.
pub fn length(length: &str) -> String {
    format!("Duration: {length}")
}

/// From when to when an incident went.
pub fn from_to(start: &str, end: Option<&str>) -> String {
    match end {
        Some(end) => format!("from {start} to {end}"),
        None => format!("from {start} until now (still open)"),
    }
}

/// The phase of an entry.
pub fn phase(phase: &str) -> String {
    format!("Status: {phase}")
}

/// The window of a maintenance.
pub fn window(window: &str) -> String {
    format!("Window: {window}")
}

/// Whose uptime.
pub fn uptime_of(name: &str) -> String {
    format!("Uptime of {name}")
}

/// The uptime of a month.
pub fn in_month(percent: &str, month: &str) -> String {
    format!("{percent} in {month}")
}

/// The uptime of a day.
pub fn on_day(percent: &str, day: &str) -> String {
    format!("{percent} on {day}")
}

/// The time that counts.
pub fn counted(from: &str, to: &str, minutes: i64) -> String {
    format!("{minutes} min from {from} to {to}")
}

/// Time that counts once.
pub fn shared(minutes: i64) -> String {
    format!(
        "{minutes} min are covered by several incidents; they count once, with the most severe state."
    )
}

/// Minutes by state; states without any are left out.
pub fn minutes(parts: &[(State, i64)]) -> String {
    let some = parts.iter().filter(|(_, minutes)| *minutes > 0);
    some.map(|(state, minutes)| format!("{minutes} min {}", state.word()))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The message for a question that has no answer.
pub fn no_history(name: &str, days: &str) -> String {
    format!("there is no history of {name} in {days}")
}
