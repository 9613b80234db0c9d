//! What the team has before it in a week: incidents, maintenance, and post-mortems that are owed.

use serde::Serialize;

use super::site::InternalSite;
use crate::base::period::Period;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::week::{DuePostmortem, WeekFacts};
use crate::model::route;
use crate::view::label::{StatusLabel, Time};
use crate::view::links::LinkView;
use crate::view::locale::Locale;
use crate::view::text;
use crate::view::text::message::message;

/// The week of the team.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WeekView {
    /// Its days.
    pub dates: String,
    /// Incidents that began or went on in it, newest first.
    pub incidents: Vec<WeekEventView>,
    /// Maintenance that was done in it, newest first.
    pub maintenance: Vec<WeekEventView>,
    /// Maintenance that was to come, soonest first.
    pub upcoming: Vec<WeekEventView>,
    /// Post-mortems that are owed, the longest due first.
    pub owed: Vec<DuePostmortemView>,
    /// That there are others, due for longer.
    pub owed_longer: Option<String>,
}

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

impl DuePostmortemView {
    /// `was due 3 July 2012, 12:00 UTC`.
    pub fn due_text(&self) -> String {
        let time = &self.due.text;
        if self.late {
            message!("postmortem-overdue", time)
        } else {
            message!("postmortem-due", time)
        }
    }
}

/// A week of the site's zone; `None` where its days cannot be told.
pub(super) fn week_view(site: &InternalSite, week: Period) -> Option<WeekView> {
    let facts = WeekFacts::of(&site.snapshot, &site.week_index, week)?;
    let incidents = |all: &[IncidentFacts]| all.iter().map(|one| incident(site, one)).collect();
    let maintenance =
        |all: &[MaintenanceFacts]| all.iter().map(|one| maintenance(site, one)).collect();
    let due = facts.due_postmortems.iter();
    let older = facts.older_due_count;
    Some(WeekView {
        dates: text::period(week),
        incidents: incidents(&facts.incidents),
        maintenance: maintenance(&facts.maintenance),
        upcoming: maintenance(&facts.upcoming),
        owed: due.map(|one| due_postmortem(site, one)).collect(),
        owed_longer: (older > 0).then(|| message!("digest-older", count = older)),
    })
}

fn incident(site: &InternalSite, facts: &IncidentFacts) -> WeekEventView {
    WeekEventView {
        link: site.incident_link(facts.incident),
        when: site.time(facts.incident.details.started).text,
        sign: text::impact(facts.impact),
    }
}

fn maintenance(site: &InternalSite, facts: &MaintenanceFacts) -> WeekEventView {
    let public = &site.ledger.status.site;
    let address = route::MAINTENANCE.address(&facts.maintenance.id);
    WeekEventView {
        link: LinkView {
            href: public.url.join(&address),
            text: facts.maintenance.title.clone(),
        },
        when: text::window(facts.window, public.zone),
        sign: Locale::english().maintenance_phase(facts.phase),
    }
}

fn due_postmortem(site: &InternalSite, postmortem: &DuePostmortem) -> DuePostmortemView {
    DuePostmortemView {
        link: site.incident_link(postmortem.incident),
        due: site.time(postmortem.due),
        late: postmortem.is_overdue,
    }
}
