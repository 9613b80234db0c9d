//! The week of a team: incidents, maintenance and due post-mortems.

use serde::Serialize;

use super::site::InternalSite;
use crate::base::period::Period;
use crate::base::time::Now;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::on_call::{OnCallFacts, TeamPeriod};
use crate::derive::week::{DueAction, DuePostmortem, WeekFacts};
use crate::model::route;
use crate::view::label::{StatusLabel, Time};
use crate::view::links::{LinkView, Links};
use crate::view::locale::Locale;
use crate::view::text;
use crate::view::text::message::message;

/// The week of the team.
#[derive(Clone, Debug, Default, Serialize)]
pub struct WeekView {
    pub dates: String,
    /// Incidents that began or went on in it, newest first.
    pub incidents: Vec<WeekEventView>,
    /// Maintenance that was done in it, newest first.
    pub maintenance: Vec<WeekEventView>,
    /// Maintenance that was to come, soonest first.
    pub upcoming: Vec<WeekEventView>,
    /// Post-mortems that are due, the longest due first.
    pub owed: Vec<DuePostmortemView>,
    /// That there are others, due for longer.
    pub owed_longer: Option<String>,
    /// What else the team should know of the week; lists without items are left out.
    pub sections: Vec<WeekSection>,
}

#[derive(Clone, Debug, Serialize)]
pub struct WeekSection {
    pub title: String,
    pub items: Vec<WeekItem>,
}

#[derive(Clone, Debug, Serialize)]
pub struct WeekItem {
    pub link: LinkView,
    pub text: String,
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

/// A week in the site's zone.
pub(super) fn week_view(site: &InternalSite, week: Period, links: &Links) -> Option<WeekView> {
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
        sections: sections(site, &facts, links),
        owed_longer: (older > 0).then(|| message!("digest-older", count = older)),
    })
}

fn sections(site: &InternalSite, facts: &WeekFacts, links: &Links) -> Vec<WeekSection> {
    let actions = |overdue: bool| {
        let actions = facts.due_actions.iter();
        actions
            .filter(|one| one.is_overdue == overdue)
            .map(|one| due_action(site, one))
            .collect()
    };
    let mut sections: Vec<WeekSection> = [
        (message!("digest-actions-overdue"), actions(true)),
        (message!("digest-actions-due"), actions(false)),
        (
            message!("digest-on-call"),
            unusual_teams(site, facts, links),
        ),
        (message!("digest-stages"), stage_moves(site, facts, links)),
        (
            message!("digest-unread"),
            unread_samples(site, facts, links),
        ),
    ]
    .into_iter()
    .map(|(title, items)| WeekSection { title, items })
    .collect();
    sections.retain(|section| !section.items.is_empty());
    sections
}

fn due_action(site: &InternalSite, one: &DueAction) -> WeekItem {
    let time = text::date(one.due);
    let due = if one.is_overdue {
        message!("postmortem-overdue", time)
    } else {
        message!("postmortem-due", time)
    };
    let owner = one.action.owner.iter().cloned();
    WeekItem {
        link: LinkView {
            href: site
                .ledger
                .status
                .site
                .url
                .join(&route::POSTMORTEM.address(&one.postmortem.id)),
            text: one.action.what.clone(),
        },
        text: owner.chain([due]).collect::<Vec<_>>().join(", "),
    }
}

/// The teams whose pages were outside their usual range in a period that ended in the week.
fn unusual_teams(site: &InternalSite, facts: &WeekFacts, links: &Links) -> Vec<WeekItem> {
    let Some(on_call) = OnCallFacts::of(&site.ledger.internal, Now(facts.until)) else {
        return Vec::new();
    };
    let mut items = Vec::new();
    for (slot, (period, count)) in on_call.periods.iter().enumerate() {
        let is_complete = count.is_some_and(|count| count.complete);
        if !is_complete || Period::week_of(period.last()) != facts.week {
            continue;
        }
        for team in &on_call.teams {
            let found = team.periods[slot].filter(TeamPeriod::is_outside_usual_range);
            items.extend(found.map(|found| WeekItem {
                link: links.link(route::ON_CALL.pattern, &team.team.name),
                text: format!(
                    "{}: {}",
                    text::period(*period),
                    text::on_call::pages(found.pages)
                ),
            }));
        }
    }
    items
}

/// The services that came into another stage in the week.
fn stage_moves(site: &InternalSite, facts: &WeekFacts, links: &Links) -> Vec<WeekItem> {
    let today = site.snapshot.site.zone.date(facts.until);
    let services = site.ledger.internal.catalogue.iter();
    let services = services.flat_map(|catalogue| &catalogue.services);
    let moves = services.flat_map(|service| {
        let moves = service.stage_moves();
        moves.map(move |(stage, date)| (service, stage, date))
    });
    moves
        .filter(|(_, _, date)| Period::week_of(*date) == facts.week && *date <= today)
        .map(|(service, stage, date)| WeekItem {
            link: links.link(&route::SERVICE.address(&service.id), &service.name),
            text: text::service::stage_since(stage.as_str(), Some(date), today),
        })
        .collect()
}

/// The samples of periods that ended in the week, as far as they are not read.
fn unread_samples(site: &InternalSite, facts: &WeekFacts, links: &Links) -> Vec<WeekItem> {
    let mut items = Vec::new();
    for product in &site.ledger.internal.products {
        for tally in product.samples.values() {
            let ended = tally.complete && Period::week_of(tally.period.last()) == facts.week;
            if ended && tally.read < tally.sampled {
                items.push(WeekItem {
                    link: links.link(&route::PRODUCT.address(&product.id), &product.name),
                    text: message!(
                        "digest-unread-tickets",
                        period = text::period(tally.period),
                        read = tally.read,
                        sampled = tally.sampled
                    ),
                });
            }
        }
    }
    items
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
