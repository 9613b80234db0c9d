//! A summary of the status page for a terminal.

use serde::Serialize;

use super::locale::Locale;
use super::public;
use super::public::site::{PublicSite, public_site};
use super::text::{StatusLabel, Time};
use crate::base::time::Now;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::snapshot::Snapshot;
use crate::model::StatusLedger;
use crate::model::route;

#[derive(Clone, Debug, Serialize)]
pub struct StatusSummary {
    /// The version of this form.
    pub version: u32,
    pub title: String,
    pub moment: Time,
    pub banner: StatusLabel,
    /// Whether no component is in trouble and no incident is open.
    pub is_fine: bool,
    /// Open incidents, newest first.
    pub incidents: Vec<SummaryIncident>,
    /// Maintenance that runs now.
    pub active: Vec<SummaryMaintenance>,
    /// Upcoming maintenance, soonest first.
    pub upcoming: Vec<SummaryMaintenance>,
    /// Components on the board.
    pub groups: Vec<SummaryGroup>,
}

/// An open incident.
#[derive(Clone, Debug, Serialize)]
pub struct SummaryIncident {
    pub id: String,
    pub title: String,
    /// Its page, as an absolute URL.
    pub link: String,
    pub phase: String,
    pub impact: StatusLabel,
    pub started: Time,
    /// The duration so far, if it is known.
    pub length: Option<String>,
    /// When something was said last.
    pub updated: Option<Time>,
    /// When the next update was promised.
    pub promised: Option<Time>,
    /// Whether that time has passed.
    pub is_late: bool,
    /// What it touches.
    pub components: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SummaryMaintenance {
    pub id: String,
    pub title: String,
    /// Its page, as an absolute URL.
    pub link: String,
    pub window: String,
    /// Under way beyond the end of the window.
    pub overrunning: bool,
}

/// A group of components.
#[derive(Clone, Debug, Serialize)]
pub struct SummaryGroup {
    pub name: String,
    pub components: Vec<SummaryComponent>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SummaryComponent {
    pub id: String,
    pub name: String,
    pub state: StatusLabel,
    /// Over the last days.
    pub uptime: Option<String>,
}

/// The summary at a moment.
pub fn status_summary(ledger: &StatusLedger, now: Now, locale: &Locale) -> StatusSummary {
    let site = public_site(Snapshot::of(ledger, now), locale);
    let snapshot = &site.snapshot;
    let work = |chosen: &dyn Fn(&MaintenanceFacts) -> bool| {
        snapshot
            .maintenance
            .iter()
            .rev()
            .filter(|facts| chosen(facts))
            .map(|facts| maintenance(&site, facts))
            .collect()
    };
    let incidents: Vec<SummaryIncident> = snapshot
        .open_incidents()
        .map(|facts| incident(&site, facts))
        .collect();
    StatusSummary {
        version: 1,
        title: snapshot.site.title.clone(),
        moment: site.time(snapshot.now),
        banner: public::status::banner(&site),
        is_fine: incidents.is_empty() && !snapshot.overall_state.is_trouble(),
        incidents,
        active: work(&|facts| facts.is_active()),
        upcoming: work(&|facts| facts.is_upcoming()),
        groups: groups(&site),
    }
}

fn incident(site: &PublicSite, facts: &IncidentFacts) -> SummaryIncident {
    let promised = facts.next_update_due();
    let named = site
        .snapshot
        .components
        .iter()
        .filter(|one| facts.state_intervals.contains_key(&one.component.id));
    SummaryIncident {
        id: facts.incident.id.to_string(),
        title: facts.incident.title.clone(),
        link: site
            .snapshot
            .site
            .url
            .join(&route::INCIDENT.address(&facts.incident.id)),
        phase: site.locale.incident_status(facts.status),
        impact: site.locale.impact(facts.impact),
        started: site.time_or_date(
            facts.incident.details.started,
            facts.incident.details.is_start_date_only,
        ),
        length: facts
            .duration(site.snapshot.now)
            .map(|length| site.locale.length(length)),
        updated: facts.latest_update().map(|update| {
            let is_date_only = update.is_date_only && update.posted.is_none();
            site.time_or_date(update.published(), is_date_only)
        }),
        promised: promised.map(|moment| site.time(moment)),
        is_late: promised.is_some_and(|moment| moment < site.snapshot.now),
        components: named.map(|one| one.component.name.clone()).collect(),
    }
}

fn maintenance(site: &PublicSite, facts: &MaintenanceFacts) -> SummaryMaintenance {
    SummaryMaintenance {
        id: facts.maintenance.id.to_string(),
        title: facts.maintenance.title.clone(),
        link: site
            .snapshot
            .site
            .url
            .join(&route::MAINTENANCE.address(&facts.maintenance.id)),
        window: site.locale.window(facts.window, site.snapshot.site.zone),
        overrunning: facts.overrunning,
    }
}

fn groups(site: &PublicSite) -> Vec<SummaryGroup> {
    let component = |at: &usize| {
        let facts = &site.snapshot.components[*at];
        SummaryComponent {
            id: facts.component.id.to_string(),
            name: facts.component.name.clone(),
            state: site.locale.state(facts.state),
            uptime: facts
                .uptime
                .as_ref()
                .map(|uptime| public::component::uptime_words(site, uptime)),
        }
    };
    let group = |group: &crate::derive::snapshot::GroupFacts| SummaryGroup {
        name: group.group.name.clone(),
        components: group.components.iter().map(component).collect(),
    };
    site.snapshot
        .groups
        .iter()
        .filter(|group| !group.components.is_empty())
        .map(group)
        .collect()
}
