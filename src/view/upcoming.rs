//! Upcoming changes without an edit, and whether there was one since the last build.

use serde::Serialize;

use crate::base::time::{Moment, Now};
use crate::derive::upcoming::{UpcomingChange, UpcomingEvent, upcoming_changes};
use crate::model::StatusLedger;
use crate::model::maintenance::MaintenanceStatus;
use crate::model::route;

/// What will change.
#[derive(Clone, Debug, Serialize)]
pub struct UpcomingView {
    /// The version of this form.
    pub version: u32,
    /// The moment from which it is looked ahead, in UTC.
    pub moment: String,
    /// When a build would make other pages.
    pub next: String,
    /// Whether the site has changed since the last build, if that was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<bool>,
    /// Soonest first.
    pub events: Vec<UpcomingEventView>,
}

/// A change at a moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UpcomingEventView {
    /// From when on, in UTC.
    pub at: String,
    /// What kind of change it is, for programs.
    pub kind: &'static str,
    /// Where it is seen.
    pub address: String,
    /// What it is, for people.
    pub words: String,
    /// Whether customers can read what changes before it does.
    #[serde(skip)]
    pub is_published: bool,
}

impl UpcomingView {
    /// Leaves out what names entries that are not published yet: their addresses are as secret as drafts.
    pub fn hide_unpublished(&mut self) {
        for event in self.events.iter_mut().filter(|one| !one.is_published) {
            let verb = if event.kind == "appears" {
                "appears"
            } else {
                "changes"
            };
            event.words = format!("something new {verb}");
            event.address.clear();
        }
    }
}

/// Looks ahead from a moment, and back to the last build.
pub fn view(ledger: &StatusLedger, now: Now, since: Option<Moment>) -> UpcomingView {
    let events = upcoming_changes(ledger, now);
    let next = events.first().map(|one| one.at.rfc3339());
    let due = since.map(|since| {
        let passed = upcoming_changes(ledger, Now(since));
        passed.iter().any(|one| one.at <= now.0)
    });
    UpcomingView {
        version: 1,
        moment: now.0.rfc3339(),
        next: next.unwrap_or_default(),
        due,
        events: events.iter().map(|one| event(one, now)).collect(),
    }
}

fn event(UpcomingChange { at, event }: &UpcomingChange, now: Now) -> UpcomingEventView {
    let (kind, address) = match event {
        UpcomingEvent::Appears(address) => ("appears", address.clone()),
        UpcomingEvent::Phase(one, _) => ("phase", route::MAINTENANCE.address(&one.id)),
        UpcomingEvent::Overrun(one) => ("overruns", route::MAINTENANCE.address(&one.id)),
        UpcomingEvent::IncidentEnd(one) => ("over", route::INCIDENT.address(&one.id)),
        UpcomingEvent::NextUpdateDue(one) => ("promised", route::INCIDENT.address(&one.id)),
        UpcomingEvent::PostmortemDue(one) => ("postmortem_due", route::INCIDENT.address(&one.id)),
        UpcomingEvent::Expires(one) => ("expires", route::NOTICE.address(&one.id)),
        UpcomingEvent::ComponentAdded(one) => ("joins", route::COMPONENT.address(&one.id)),
        UpcomingEvent::ComponentRetired(one) => ("leaves", route::COMPONENT.address(&one.id)),
        UpcomingEvent::NextDay(_) => ("day", String::new()),
    };
    UpcomingEventView {
        at: at.rfc3339(),
        kind,
        address,
        words: event_text(event),
        is_published: is_published(event, now),
    }
}

fn is_published(event: &UpcomingEvent, Now(now): Now) -> bool {
    match event {
        UpcomingEvent::Appears(_) => false,
        UpcomingEvent::Phase(one, _) | UpcomingEvent::Overrun(one) => {
            one.updates.iter().any(|update| update.published() <= now)
        }
        UpcomingEvent::IncidentEnd(one)
        | UpcomingEvent::NextUpdateDue(one)
        | UpcomingEvent::PostmortemDue(one) => {
            one.updates.iter().any(|update| update.published() <= now)
        }
        UpcomingEvent::Expires(one) => one.published <= now,
        UpcomingEvent::ComponentAdded(_)
        | UpcomingEvent::ComponentRetired(_)
        | UpcomingEvent::NextDay(_) => true,
    }
}

fn event_text(event: &UpcomingEvent) -> String {
    match event {
        UpcomingEvent::Appears(_) => "appears".to_owned(),
        UpcomingEvent::Phase(one, MaintenanceStatus::InProgress) => {
            format!("the window begins: {}", one.title)
        }
        UpcomingEvent::Phase(one, MaintenanceStatus::Completed) => {
            format!("the window ends: {}", one.title)
        }
        UpcomingEvent::Phase(one, _) => format!("maintenance changes its status: {}", one.title),
        UpcomingEvent::Overrun(one) => {
            format!("the window ends and the work goes on: {}", one.title)
        }
        UpcomingEvent::IncidentEnd(one) => format!("the incident ends: {}", one.title),
        UpcomingEvent::NextUpdateDue(one) => {
            format!("the promised update is due: {}", one.title)
        }
        UpcomingEvent::PostmortemDue(one) => format!("the post-mortem is due: {}", one.title),
        UpcomingEvent::Expires(one) if one.pin => {
            format!("the notice is no longer pinned: {}", one.title)
        }
        UpcomingEvent::Expires(one) => format!("the notice expires: {}", one.title),
        UpcomingEvent::ComponentAdded(one) => format!("is added to the status page: {}", one.name),
        UpcomingEvent::ComponentRetired(one) => {
            format!("is removed from the status page: {}", one.name)
        }
        UpcomingEvent::NextDay(_) => {
            "new day: every uptime chart moves forward by one day".to_owned()
        }
    }
}
