//! What the clock alone will change, and whether it has changed something since the last build.

use serde::Serialize;

use super::address;
use super::text::coming as words;
use crate::base::time::{Moment, Now};
use crate::derive::coming::{Coming, Event, coming};
use crate::model::StatusLedger;

/// What will change.
#[derive(Clone, Debug, Serialize)]
pub struct ComingView {
    /// The version of this form.
    pub version: u32,
    /// The moment from which it is looked ahead, in UTC.
    pub moment: String,
    /// When a build would make other pages.
    pub next: String,
    /// Whether one would have done so since the last build, if anybody asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<bool>,
    /// Soonest first.
    pub events: Vec<EventView>,
}

/// Something that will be so from a moment on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EventView {
    /// From when on, in UTC.
    pub at: String,
    /// What kind of change it is, for programs.
    pub kind: &'static str,
    /// Where it is seen.
    pub address: String,
    /// What it is, for people.
    pub words: String,
    /// Whether pages change with it.
    pub is_seen: bool,
}

/// Looks ahead from a moment, and back to the last build.
#[must_use]
pub fn view(ledger: &StatusLedger, now: Now, since: Option<Moment>) -> ComingView {
    let events = coming(ledger, now);
    let next = events
        .iter()
        .find(|one| one.event.is_seen())
        .map(|one| one.at.rfc3339());
    let due = since.map(|since| {
        let passed = coming(ledger, Now(since));
        passed
            .iter()
            .any(|one| one.at <= now.0 && one.event.is_seen())
    });
    ComingView {
        version: 1,
        moment: now.0.rfc3339(),
        next: next.unwrap_or_default(),
        due,
        events: events.iter().map(event).collect(),
    }
}

fn event(Coming { at, event }: &Coming) -> EventView {
    let (kind, address) = match event {
        Event::Appears(address) => ("appears", address.clone()),
        Event::Phase(one, _) => ("phase", address::maintenance(one.id.as_str())),
        Event::Overruns(one) => ("overruns", address::maintenance(one.id.as_str())),
        Event::Over(one) => ("over", address::incident(one.id.as_str())),
        Event::Promised(one) => ("promised", address::incident(one.id.as_str())),
        Event::PostmortemDue(one) => ("postmortem_due", address::incident(one.id.as_str())),
        Event::Unpinned(one) => ("unpinned", address::notice(one.id.as_str())),
        Event::Joins(one) => ("joins", address::component(one.id.as_str())),
        Event::Leaves(one) => ("leaves", address::component(one.id.as_str())),
        Event::Day(_) => ("day", String::new()),
    };
    EventView {
        at: at.rfc3339(),
        kind,
        address,
        words: words::event(event),
        is_seen: event.is_seen(),
    }
}
