//! The files under `api/v2/`, which programs that were written for Statuspage read.

mod component;
mod entry;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use super::Public;
use crate::base::digest::short_id;
use crate::base::id::ComponentId;
use crate::base::time::Moment;
use crate::derive::changes::{components_changed, site_began, site_changed};
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::snapshot::Snapshot;
use crate::model::component::State;
use crate::view::json::Json;
use crate::view::statuspage::{File, PageInfo, Status};
use crate::view::{Outline, View};
use component::Components;

/// Lists hold so many entries.
const MOST: usize = 50;

/// One of the files.
type Make = fn(&Api) -> File;

/// Every file by its address.
const FILES: [(&str, Make); 8] = [
    ("api/v2/summary.json", summary),
    ("api/v2/status.json", |api| File {
        status: Some(status(api.site)),
        ..api.file()
    }),
    ("api/v2/components.json", |api| File {
        components: Some(api.components.board()),
        ..api.file()
    }),
    ("api/v2/incidents.json", |api| incidents(api, |_| true)),
    ("api/v2/incidents/unresolved.json", |api| {
        incidents(api, |facts| facts.is_open())
    }),
    ("api/v2/scheduled-maintenances.json", |api| every(api)),
    ("api/v2/scheduled-maintenances/upcoming.json", |api| {
        waiting(api, |facts| facts.is_upcoming())
    }),
    ("api/v2/scheduled-maintenances/active.json", |api| {
        waiting(api, |facts| facts.is_active())
    }),
];

/// Adds all files.
pub(super) fn add<'a>(public: &Arc<Public<'a>>, outline: &mut Outline<'a>) {
    let times = Arc::new(OnceLock::new());
    for (address, make) in FILES {
        let (site, times) = (Arc::clone(public), Arc::clone(&times));
        let file = move || {
            make(&Api::new(
                &site,
                times.get_or_init(|| Times::of(&site.snapshot)),
            ))
        };
        outline.add(address, move || {
            View::Json(Json::Statuspage(Box::new(file())))
        });
    }
}

/// When things began and were different last. It takes a look at everything that ever happened, so all files share it.
struct Times<'a> {
    /// The start of what is known; clients take no missing time.
    began: Moment,
    changed: Moment,
    components: BTreeMap<&'a ComponentId, Moment>,
}

impl<'a> Times<'a> {
    fn of(snapshot: &Snapshot<'a>) -> Times<'a> {
        Times {
            began: site_began(snapshot).unwrap_or(Moment::EPOCH),
            changed: site_changed(snapshot).unwrap_or(Moment::EPOCH),
            components: components_changed(snapshot),
        }
    }
}

/// What every file looks at.
struct Api<'s, 'a> {
    site: &'s Public<'a>,
    page: String,
    times: &'s Times<'a>,
    components: Components<'s, 'a>,
}

impl<'s, 'a> Api<'s, 'a> {
    fn new(site: &'s Public<'a>, times: &'s Times<'a>) -> Api<'s, 'a> {
        let page = short_id(&format!("page:{}", site.snapshot.site.url));
        let components = Components::new(&site.snapshot, &page, times, site.words);
        Api {
            site,
            page,
            times,
            components,
        }
    }

    /// A file that says only what it is of.
    fn file(&self) -> File {
        let settings = self.site.snapshot.site;
        let page = PageInfo {
            id: self.page.clone(),
            name: settings.title.clone(),
            url: settings.url.join("").trim_end_matches('/').to_owned(),
            time_zone: settings.zone.name(),
            updated_at: self.times.changed.rfc3339_millis(),
        };
        File {
            page,
            status: None,
            components: None,
            incidents: None,
            scheduled_maintenances: None,
        }
    }
}

fn summary(api: &Api) -> File {
    let waiting = waiting(api, |facts| facts.is_active() || facts.is_upcoming());
    File {
        status: Some(status(api.site)),
        components: Some(api.components.board()),
        incidents: incidents(api, |facts| facts.is_open()).incidents,
        ..waiting
    }
}

fn incidents(api: &Api, chosen: impl Fn(&IncidentFacts) -> bool) -> File {
    let chosen = api
        .site
        .snapshot
        .incidents
        .iter()
        .filter(|facts| chosen(facts))
        .take(MOST);
    File {
        incidents: Some(chosen.map(|facts| entry::incident(api, facts)).collect()),
        ..api.file()
    }
}

/// All maintenance, newest first.
fn every(api: &Api) -> File {
    maintenance(api, api.site.snapshot.maintenance.iter())
}

/// Maintenance that is not over, soonest first.
fn waiting(api: &Api, chosen: impl Fn(&MaintenanceFacts) -> bool) -> File {
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
    api: &Api,
    chosen: impl Iterator<Item = &'m MaintenanceFacts<'a>>,
) -> File {
    let entries = chosen
        .take(MOST)
        .map(|facts| entry::maintenance(api, facts))
        .collect();
    File {
        scheduled_maintenances: Some(entries),
        ..api.file()
    }
}

/// The state of the whole, as the status page has it, in the words of Statuspage. An incident that touches no component counts by its
/// impact; any other that is still open while everything works again counts as minor.
pub(super) fn status(site: &Public) -> Status {
    let snapshot = &site.snapshot;
    let open = snapshot.open_incidents().map(|facts| {
        if facts.pieces.is_empty() {
            entry::worst_of(facts.impact)
        } else {
            State::DegradedPerformance
        }
    });
    let open = open.max().unwrap_or_default();
    let (indicator, description) = match snapshot.whole.max(open) {
        State::Operational => ("none", "All Systems Operational"),
        State::UnderMaintenance => ("maintenance", "Service Under Maintenance"),
        State::DegradedPerformance if snapshot.whole == State::DegradedPerformance => {
            ("minor", "Partially Degraded Service")
        }
        State::DegradedPerformance => ("minor", "Minor Service Outage"),
        State::PartialOutage => ("major", "Partial System Outage"),
        State::MajorOutage => ("critical", "Major Service Outage"),
    };
    Status {
        indicator,
        description,
    }
}
