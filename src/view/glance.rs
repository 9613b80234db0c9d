//! What the status page says, for a terminal.

use serde::Serialize;

use super::address;
use super::language::Language;
use super::public::{self, Public};
use super::text::{Sign, Time};
use crate::base::time::Now;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::snapshot::Snapshot;
use crate::model::StatusLedger;

/// The status page, shortly.
#[derive(Clone, Debug, Serialize)]
pub struct Glance {
    /// The version of this form.
    pub version: u32,
    /// The name of the site.
    pub title: String,
    /// The moment.
    pub moment: Time,
    /// The sentence of the whole.
    pub banner: Sign,
    /// Whether no component is in trouble and no incident is open.
    pub is_fine: bool,
    /// Open incidents, newest first.
    pub incidents: Vec<OpenIncident>,
    /// Maintenance that runs now.
    pub active: Vec<Work>,
    /// Maintenance to come, soonest first.
    pub upcoming: Vec<Work>,
    /// Components on the board.
    pub groups: Vec<GlanceGroup>,
}

/// An open incident.
#[derive(Clone, Debug, Serialize)]
pub struct OpenIncident {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page, as a whole address.
    pub link: String,
    /// How far it is.
    pub phase: String,
    /// How much it hurts.
    pub impact: Sign,
    /// When it began.
    pub started: Time,
    /// For how long it has been open.
    pub length: String,
    /// When something was said last.
    pub updated: Option<Time>,
    /// When the next update was promised.
    pub promised: Option<Time>,
    /// Whether that time has passed.
    pub is_late: bool,
    /// What it touches.
    pub components: Vec<String>,
}

/// A maintenance.
#[derive(Clone, Debug, Serialize)]
pub struct Work {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its page, as a whole address.
    pub link: String,
    /// Its window.
    pub window: String,
    /// Under way beyond the end of the window.
    pub overrunning: bool,
}

/// A group of components.
#[derive(Clone, Debug, Serialize)]
pub struct GlanceGroup {
    /// Its name.
    pub name: String,
    /// What is in it.
    pub components: Vec<GlanceComponent>,
}

/// A component.
#[derive(Clone, Debug, Serialize)]
pub struct GlanceComponent {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its state.
    pub state: Sign,
    /// Over the last days.
    pub uptime: Option<String>,
}

/// What the page says at a moment, in its words.
#[must_use]
pub fn glance(ledger: &StatusLedger, now: Now, words: &Language) -> Glance {
    let site = public::public(Snapshot::of(ledger, now), words);
    let snapshot = &site.snapshot;
    let work = |chosen: &dyn Fn(&MaintenanceFacts) -> bool| {
        snapshot
            .maintenance
            .iter()
            .rev()
            .filter(|facts| chosen(facts))
            .map(|facts| work(&site, facts))
            .collect()
    };
    let incidents: Vec<OpenIncident> = snapshot
        .open_incidents()
        .map(|facts| incident(&site, facts))
        .collect();
    Glance {
        version: 1,
        title: snapshot.site.title.clone(),
        moment: site.time(snapshot.now),
        banner: public::status::banner(&site),
        is_fine: incidents.is_empty() && !snapshot.whole.is_trouble(),
        incidents,
        active: work(&|facts| facts.is_active()),
        upcoming: work(&|facts| facts.is_upcoming()),
        groups: groups(&site),
    }
}

fn incident(site: &Public, facts: &IncidentFacts) -> OpenIncident {
    let promised = facts.promised();
    let named = site
        .snapshot
        .components
        .iter()
        .filter(|one| facts.pieces.contains_key(&one.component.id));
    OpenIncident {
        id: facts.incident.id.to_string(),
        title: facts.incident.title.clone(),
        link: site
            .snapshot
            .site
            .url
            .join(&address::incident(facts.incident.id.as_str())),
        phase: site.words.incident_status(facts.status),
        impact: site.words.impact(facts.impact),
        started: site.time(facts.incident.started),
        length: site.words.length(facts.duration(site.snapshot.now)),
        updated: facts.latest().map(|update| site.time(update.published())),
        promised: promised.map(|moment| site.time(moment)),
        is_late: promised.is_some_and(|moment| moment < site.snapshot.now),
        components: named.map(|one| one.component.name.clone()).collect(),
    }
}

fn work(site: &Public, facts: &MaintenanceFacts) -> Work {
    Work {
        id: facts.maintenance.id.to_string(),
        title: facts.maintenance.title.clone(),
        link: site
            .snapshot
            .site
            .url
            .join(&address::maintenance(facts.maintenance.id.as_str())),
        window: site.words.window(facts.window, site.snapshot.site.zone),
        overrunning: facts.overrunning,
    }
}

fn groups(site: &Public) -> Vec<GlanceGroup> {
    let component = |at: &usize| {
        let facts = &site.snapshot.components[*at];
        GlanceComponent {
            id: facts.component.id.to_string(),
            name: facts.component.name.clone(),
            state: site.words.state(facts.state),
            uptime: facts
                .uptime
                .as_ref()
                .map(|uptime| public::component::uptime_words(site, uptime)),
        }
    };
    let group = |group: &crate::derive::snapshot::GroupFacts| GlanceGroup {
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
