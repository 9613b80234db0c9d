//! What the team has before it this week: incidents, maintenance, and post-mortems that are owed.

use serde::Serialize;

use super::InternalSite;
use crate::base::period::Period;
use crate::base::time::Moment;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::week::{DuePostmortem, WeekFacts};
use crate::model::incident::Incident;
use crate::model::route;
use crate::view::links::LinkView;
use crate::view::locale::Locale;
use crate::view::text::{self, StatusLabel, Time};

/// The week of the team.
#[derive(Clone, Debug, Serialize)]
pub struct WeekView {
    /// Its days.
    pub dates: String,
    /// Incidents that began or went on in it, newest first.
    pub incidents: Vec<WeekEventView>,
    /// Maintenance that was done in it, newest first, and what is to come, soonest first.
    pub maintenance: Vec<WeekEventView>,
    /// Post-mortems that are owed, the longest due first.
    pub owed: Vec<DuePostmortemView>,
    /// That there are others, due for longer.
    pub owed_longer: Option<String>,
}

/// Something of the week.
#[derive(Clone, Debug, Serialize)]
pub struct WeekEventView {
    /// Its page on the public site.
    pub link: LinkView,
    /// When it began or is to be.
    pub when: String,
    /// How bad it is, or how far.
    pub sign: StatusLabel,
}

/// A post-mortem that is not there yet.
#[derive(Clone, Debug, Serialize)]
pub struct DuePostmortemView {
    /// The incident on the public site.
    pub link: LinkView,
    /// When it is due.
    pub due: Time,
    /// Whether that has passed.
    pub late: bool,
}

/// The week of the moment; none where its days cannot be told.
pub(super) fn view(site: &InternalSite) -> Option<WeekView> {
    let week = Period::week_of(site.snapshot.today);
    let facts = WeekFacts::of(&site.snapshot, &site.week_index, week)?;
    let done = facts.maintenance.iter().chain(&facts.upcoming);
    Some(WeekView {
        dates: text::period(week),
        incidents: facts
            .incidents
            .iter()
            .map(|one| incident(site, one))
            .collect(),
        maintenance: done.map(|one| maintenance(site, one)).collect(),
        owed: facts
            .due_postmortems
            .iter()
            .map(|one| due_postmortem(site, one))
            .collect(),
        owed_longer: text::digest::older_due(facts.older_due_count),
    })
}

fn incident_link(site: &InternalSite, incident: &Incident) -> LinkView {
    let address = route::INCIDENT.address(&incident.id);
    LinkView {
        href: site.ledger.status.site.url.join(&address),
        text: incident.title.clone(),
    }
}

fn time(site: &InternalSite, moment: Moment) -> Time {
    text::time(moment, site.ledger.status.site.zone)
}

pub(super) fn incident(site: &InternalSite, facts: &IncidentFacts) -> WeekEventView {
    WeekEventView {
        link: incident_link(site, facts.incident),
        when: time(site, facts.incident.started).text,
        sign: text::impact(facts.impact),
    }
}

pub(super) fn maintenance(site: &InternalSite, facts: &MaintenanceFacts) -> WeekEventView {
    let address = route::MAINTENANCE.address(&facts.maintenance.id);
    WeekEventView {
        link: LinkView {
            href: site.ledger.status.site.url.join(&address),
            text: facts.maintenance.title.clone(),
        },
        when: text::window(facts.window, site.ledger.status.site.zone),
        sign: Locale::english().maintenance_phase(facts.phase),
    }
}

pub(super) fn due_postmortem(
    site: &InternalSite,
    DuePostmortem {
        incident,
        due,
        is_overdue: late,
    }: &DuePostmortem,
) -> DuePostmortemView {
    DuePostmortemView {
        link: incident_link(site, incident),
        due: time(site, *due),
        late: *late,
    }
}
