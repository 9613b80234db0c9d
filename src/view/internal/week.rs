//! What the team has before it this week: incidents, maintenance, and post-mortems that are owed.

use serde::Serialize;

use super::Internal;
use crate::base::period::Period;
use crate::base::time::Moment;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::week::{Owed, WeekFacts};
use crate::model::incident::Incident;
use crate::view::address;
use crate::view::language::Language;
use crate::view::public::Link;
use crate::view::text::{self, Sign, Time};

/// The week of the team.
#[derive(Clone, Debug, Serialize)]
pub struct WeekView {
    /// Its days.
    pub dates: String,
    /// Incidents that began or went on in it, newest first.
    pub incidents: Vec<EventView>,
    /// Maintenance that was done in it, newest first, and what is to come, soonest first.
    pub maintenance: Vec<EventView>,
    /// Post-mortems that are owed, the longest due first.
    pub owed: Vec<OwedView>,
    /// That there are others, due for longer.
    pub owed_longer: Option<String>,
}

/// Something of the week.
#[derive(Clone, Debug, Serialize)]
pub struct EventView {
    /// Its page on the public site.
    pub link: Link,
    /// When it began or is to be.
    pub when: String,
    /// How bad it is, or how far.
    pub sign: Sign,
}

/// A post-mortem that is not there yet.
#[derive(Clone, Debug, Serialize)]
pub struct OwedView {
    /// The incident on the public site.
    pub link: Link,
    /// When it is due.
    pub due: Time,
    /// Whether that has passed.
    pub late: bool,
}

/// The week of the moment; none where its days cannot be told.
pub(super) fn view(site: &Internal) -> Option<WeekView> {
    let week = Period::week_of(site.snapshot.today);
    let facts = WeekFacts::of(&site.snapshot, &site.courses, week)?;
    let done = facts.maintenance.iter().chain(&facts.upcoming);
    Some(WeekView {
        dates: text::period(week),
        incidents: facts
            .incidents
            .iter()
            .map(|one| incident(site, one))
            .collect(),
        maintenance: done.map(|one| maintenance(site, one)).collect(),
        owed: facts.owed.iter().map(|one| owed(site, one)).collect(),
        owed_longer: text::digest::owed_longer(facts.owed_longer),
    })
}

fn incident_link(site: &Internal, incident: &Incident) -> Link {
    let address = address::incident(incident.id.as_str());
    Link {
        href: site.ledger.status.site.url.join(&address),
        text: incident.title.clone(),
    }
}

fn time(site: &Internal, moment: Moment) -> Time {
    text::time(moment, site.ledger.status.site.zone)
}

pub(super) fn incident(site: &Internal, facts: &IncidentFacts) -> EventView {
    EventView {
        link: incident_link(site, facts.incident),
        when: time(site, facts.incident.started).text,
        sign: text::impact(facts.impact),
    }
}

pub(super) fn maintenance(site: &Internal, facts: &MaintenanceFacts) -> EventView {
    let address = address::maintenance(facts.maintenance.id.as_str());
    EventView {
        link: Link {
            href: site.ledger.status.site.url.join(&address),
            text: facts.maintenance.title.clone(),
        },
        when: text::window(facts.window, site.ledger.status.site.zone),
        sign: Language::english().maintenance_phase(facts.phase),
    }
}

pub(super) fn owed(
    site: &Internal,
    Owed {
        incident,
        due,
        late,
    }: &Owed,
) -> OwedView {
    OwedView {
        link: incident_link(site, incident),
        due: time(site, *due),
        late: *late,
    }
}
