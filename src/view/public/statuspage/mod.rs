//! The files under `api/v2/`, which programs that were written for Statuspage read.

mod api;
mod component;
mod entry;
mod indicator;
mod times;

use super::feed::event::FeedEvent;
use crate::base::time::Moment;
use crate::derive::entry::EntryFacts;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::view::announcement::StatuspageEvent;
use crate::view::statuspage::{StatuspageFile, StatuspageIncident};
pub(super) use api::StatuspageApi;
use indicator::overall_status;
pub(super) use times::ChangeTimes;

/// Lists hold so many entries.
const MAX_ENTRIES: usize = 50;

/// One of the files.
pub(super) type MakeFile = fn(&StatuspageApi) -> StatuspageFile;

/// Every file by its address.
pub(super) const FILES: [(&str, MakeFile); 8] = [
    ("api/v2/summary.json", summary),
    ("api/v2/status.json", |api| StatuspageFile {
        status: Some(overall_status(api.site)),
        ..api.file()
    }),
    ("api/v2/components.json", |api| StatuspageFile {
        components: Some(api.components.board()),
        ..api.file()
    }),
    ("api/v2/incidents.json", |api| incidents(api, |_| true)),
    ("api/v2/incidents/unresolved.json", |api| {
        incidents(api, |facts| facts.is_open())
    }),
    ("api/v2/scheduled-maintenances.json", |api| {
        all_maintenance(api)
    }),
    ("api/v2/scheduled-maintenances/upcoming.json", |api| {
        unfinished_maintenance(api, |facts| facts.is_upcoming())
    }),
    ("api/v2/scheduled-maintenances/active.json", |api| {
        unfinished_maintenance(api, |facts| facts.is_active())
    }),
];

/// What a webhook sends of an event; `None` for events that Statuspage does not have.
pub(super) fn statuspage_event(api: &StatuspageApi, event: FeedEvent) -> Option<StatuspageEvent> {
    let incident = match event {
        FeedEvent::Update(entry, index) => entry_at(api, entry, entry.update(index).published),
        FeedEvent::Postmortem(one) => {
            let mut incidents = one.incidents.iter();
            let facts = incidents.find_map(|id| api.site.snapshot.find_entry(id))?;
            entry::entry(api, facts)
        }
        FeedEvent::Notice(_) => return None,
    };
    Some(StatuspageEvent {
        page: api.file().page,
        status: overall_status(api.site),
        incident,
    })
}

/// An entry as it was when one of its updates was published, without later updates.
fn entry_at(api: &StatuspageApi, entry: EntryFacts, published: Moment) -> StatuspageIncident {
    match entry {
        EntryFacts::Incident(facts) => {
            let then = IncidentFacts::at(facts.incident, published);
            entry::entry(api, EntryFacts::Incident(then.as_ref().unwrap_or(facts)))
        }
        EntryFacts::Maintenance(facts) => {
            let then = MaintenanceFacts::at(facts.maintenance, published);
            entry::entry(api, EntryFacts::Maintenance(then.as_ref().unwrap_or(facts)))
        }
    }
}

fn summary(api: &StatuspageApi) -> StatuspageFile {
    let waiting = unfinished_maintenance(api, |facts| facts.is_active() || facts.is_upcoming());
    StatuspageFile {
        status: Some(overall_status(api.site)),
        components: Some(api.components.board()),
        incidents: incidents(api, |facts| facts.is_open()).incidents,
        ..waiting
    }
}

fn incidents(api: &StatuspageApi, chosen: impl Fn(&IncidentFacts) -> bool) -> StatuspageFile {
    let chosen = api
        .site
        .snapshot
        .incidents
        .iter()
        .filter(|facts| chosen(facts))
        .take(MAX_ENTRIES);
    StatuspageFile {
        incidents: Some(
            chosen
                .map(|facts| entry::entry(api, EntryFacts::Incident(facts)))
                .collect(),
        ),
        ..api.file()
    }
}

/// All maintenance, newest first.
fn all_maintenance(api: &StatuspageApi) -> StatuspageFile {
    maintenance(api, api.site.snapshot.maintenance.iter())
}

/// Maintenance that is not over, soonest first.
fn unfinished_maintenance(
    api: &StatuspageApi,
    chosen: impl Fn(&MaintenanceFacts) -> bool,
) -> StatuspageFile {
    maintenance(
        api,
        api.site
            .snapshot
            .maintenance
            .iter()
            .rev()
            .filter(|facts| chosen(facts)),
    )
}

fn maintenance<'m, 'a: 'm>(
    api: &StatuspageApi,
    chosen: impl Iterator<Item = &'m MaintenanceFacts<'a>>,
) -> StatuspageFile {
    let entries = chosen
        .take(MAX_ENTRIES)
        .map(|facts| entry::entry(api, EntryFacts::Maintenance(facts)))
        .collect();
    StatuspageFile {
        scheduled_maintenances: Some(entries),
        ..api.file()
    }
}
