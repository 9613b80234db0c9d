//! The files under `api/v2/`, which programs that were written for Statuspage read.

mod api;
mod component;
mod entry;
mod times;

use super::site::PublicSite;
use crate::derive::entry::EntryFacts;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::model::component::State;
use crate::view::statuspage::{StatuspageFile, StatuspageStatus};
pub(super) use api::StatuspageApi;
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

/// The state of the whole, as the status page has it, in the words of Statuspage. An incident that touches no component counts by its
/// impact; any other that is still open while everything works again counts as minor.
pub(super) fn overall_status(site: &PublicSite) -> StatuspageStatus {
    let snapshot = &site.snapshot;
    let open = snapshot.open_incidents().map(|facts| {
        if facts.state_intervals.is_empty() {
            entry::worst_of(facts.impact)
        } else {
            State::DegradedPerformance
        }
    });
    let open = open.max().unwrap_or_default();
    let (indicator, description) = match snapshot.overall_state.max(open) {
        State::Operational => ("none", "All Systems Operational"),
        State::UnderMaintenance => ("maintenance", "Service Under Maintenance"),
        State::DegradedPerformance if snapshot.overall_state == State::DegradedPerformance => {
            ("minor", "Partially Degraded Service")
        }
        State::DegradedPerformance => ("minor", "Minor Service Outage"),
        State::PartialOutage => ("major", "Partial System Outage"),
        State::MajorOutage => ("critical", "Major Service Outage"),
    };
    StatuspageStatus {
        indicator,
        description,
    }
}
