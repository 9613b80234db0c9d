//! An incident.

use serde::Serialize;

use super::axis::{TimelineAxis, timeline_axis};
use super::entry::{UpdateView, external_links, newest_updates, related, update_view};
use super::site::{ComponentStateView, PublicSite, summary};
use super::support::error_code_links;
use crate::base::time::{Duration, Interval, Moment, Precision};
use crate::derive::entry::{EntryFacts, PublishedUpdate};
use crate::derive::incident::{GroupImpact, IncidentFacts};
use crate::derive::week::postmortem_due;
use crate::model::component::{State, States};
use crate::model::incident::Incident;
use crate::model::postmortem::Postmortem;
use crate::model::route;
use crate::view::frame::PageMeta;
use crate::view::links::{LinkView, Links};
use crate::view::text::{Deadline, Length, StatusLabel, Time};

#[derive(Clone, Debug, Serialize)]
pub struct IncidentPage {
    pub title: String,
    /// Open, or over.
    pub state: StatusLabel,
    pub impact: StatusLabel,
    pub started: Time,
    /// When the team knew.
    pub detected: Option<Time>,
    pub is_over: bool,
    /// When it was over, if that is known.
    pub ended: Option<Time>,
    /// The duration, up to now while it is open; `None` if it is not known.
    pub length: Option<Length>,
    /// The end of the timeline: that of the incident, or the moment of the page.
    pub until: Time,
    /// The affected components with their worst states.
    pub components: Vec<ComponentStateView>,
    /// The states of each group.
    pub groups: Vec<IncidentGroupView>,
    /// The times under it.
    pub axis: TimelineAxis,
    /// Newest first.
    pub updates: Vec<UpdateView>,
    /// When the next update was promised.
    pub promised: Option<Deadline>,
    /// Post-mortems about it.
    pub postmortems: Vec<LinkView>,
    /// When one is or was due, if there is none.
    pub postmortem_due: Option<Deadline>,
    /// Codes that customers saw, with links to their explanations.
    pub error_codes: Vec<LinkView>,
    /// Other incidents and maintenance.
    pub related: Vec<LinkView>,
    /// Further reading.
    pub links: Vec<LinkView>,
}

/// The states of a group, drawn to scale.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentGroupView {
    pub name: String,
    /// Time in each state of trouble.
    pub trouble: Option<String>,
    /// The parts in one sentence.
    pub description: String,
    /// Parts of the whole length, in order.
    pub parts: Vec<TimelinePart>,
}

/// A part of a timeline, in thousandths of its length.
#[derive(Clone, Debug, Serialize)]
pub struct TimelinePart {
    /// Where it begins.
    pub x: i64,
    /// How long it is.
    pub width: i64,
    pub state: StatusLabel,
}

/// An incident on the status page.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentCard {
    pub title: String,
    pub href: String,
    pub impact: StatusLabel,
    pub started: Time,
    /// The duration so far, if it is known.
    pub length: Option<Length>,
    /// The affected components with their current states.
    pub components: Vec<ComponentStateView>,
    /// The newest updates, newest first.
    pub updates: Vec<UpdateView>,
    /// How many older ones there are.
    pub older: usize,
    /// When the next update was promised.
    pub promised: Option<Deadline>,
}

pub(in crate::view) fn page(site: &PublicSite, at: usize) -> (PageMeta, IncidentPage) {
    let facts = &site.snapshot.incidents[at];
    let id = facts.incident.id.as_str();
    let address = route::INCIDENT.address(id);
    let links = Links::from_page(&address);
    let text = facts.latest_update().map(|update| {
        let label = site
            .locale
            .update_label(&PublishedUpdate::of_incident(update));
        site.locale.message_with(
            "update-with-label",
            &[
                ("label", label.into()),
                ("text", update.text.plain().into()),
            ],
        )
    });
    let description = summary(&text.unwrap_or_default());
    let meta = PageMeta::new(&address, &facts.incident.title, description)
        .with_file(route::INCIDENT.source_file(id))
        .with_published(facts.incident.published());
    (meta, incident_page(site, facts, &links, &address))
}

fn incident_page(
    site: &PublicSite,
    facts: &IncidentFacts,
    links: &Links,
    here: &str,
) -> IncidentPage {
    let snapshot = &site.snapshot;
    let incident = facts.incident;
    let length = length(site, facts);
    // Drawing to scale needs a known length.
    let groups = snapshot.groups.iter().filter(|_| length.is_some());
    let groups = facts.group_impacts(groups.map(|group| group.group), snapshot.now);
    let postmortems = postmortems(site, incident, links);
    let moments = facts.updates.iter().map(|update| update.at);
    let due = postmortem_due(facts, &site.snapshot.site.policy).filter(|_| postmortems.is_empty());
    IncidentPage {
        title: incident.title.clone(),
        state: status(site, facts),
        impact: site.locale.impact(facts.impact),
        started: site.time_or_date(
            incident.details.started,
            incident.details.is_start_date_only,
        ),
        detected: incident
            .details
            .detected
            .filter(|moment| *moment <= snapshot.now)
            .map(|moment| site.time(moment)),
        is_over: !facts.is_open(),
        ended: facts
            .end
            .filter(|_| facts.end_precision != Precision::Unknown)
            .map(|end| site.time_or_date(end, facts.end_precision == Precision::Day)),
        length,
        until: site.time(facts.end.unwrap_or(snapshot.now)),
        components: site.states(&worst_states(facts), links),
        groups: groups
            .iter()
            .map(|group| group_view(facts, group, site))
            .collect(),
        axis: timeline_interval(facts, snapshot.now)
            .map(|whole| timeline_axis(site, whole, moments))
            .unwrap_or_default(),
        updates: newest_updates(site, EntryFacts::Incident(facts), links, here),
        promised: promised_update(site, facts),
        postmortem_due: due.map(|due| site.deadline(due)),
        postmortems,
        error_codes: error_code_links(snapshot.support, &incident.details.error_codes, links),
        related: related(site, &incident.related, links),
        links: external_links(&incident.links),
    }
}

fn length(site: &PublicSite, facts: &IncidentFacts) -> Option<Length> {
    let (started, now) = (facts.incident.details.started, site.snapshot.now);
    let is_known = facts.duration(now).is_some();
    is_known.then(|| site.locale.length_since(started, facts.end, now))
}

/// When the next update was promised. A time of today goes without the day.
fn promised_update(site: &PublicSite, facts: &IncidentFacts) -> Option<Deadline> {
    let due = facts.next_update_due()?;
    let deadline = site.deadline(due);
    let is_today = site.snapshot.site.zone.date(due) == site.snapshot.today;
    Some(Deadline {
        time: if is_today {
            deadline.time.without_day()
        } else {
            deadline.time
        },
        ..deadline
    })
}

pub(super) fn status(site: &PublicSite, facts: &IncidentFacts) -> StatusLabel {
    if facts.is_open() {
        let phase = facts
            .status
            .map(|status| site.locale.incident_status(Some(status)));
        let phase = phase.unwrap_or_else(|| site.locale.message("phase-open"));
        StatusLabel::new(site.locale.impact(facts.impact).class, phase)
    } else {
        StatusLabel::new("fine", site.locale.message("phase-resolved"))
    }
}

/// The worst state of each component.
pub(super) fn worst_states(facts: &IncidentFacts) -> States {
    let worst = facts.state_intervals.iter().map(|(id, pieces)| {
        let worst = pieces
            .iter()
            .map(|held| held.state)
            .max()
            .unwrap_or_default();
        (
            (*id).clone(),
            worst.max(facts.states.get(id).copied().unwrap_or_default()),
        )
    });
    worst.collect()
}

/// From its beginning to its end, or to now.
fn timeline_interval(facts: &IncidentFacts, now: Moment) -> Option<Interval> {
    Interval::new(facts.incident.details.started, facts.end.unwrap_or(now))
}

fn group_view(
    facts: &IncidentFacts,
    minutes: &GroupImpact,
    site: &PublicSite,
) -> IncidentGroupView {
    let parts: Vec<TimelinePart> =
        timeline_interval(facts, site.snapshot.now).map_or_else(Vec::new, |whole| {
            minutes
                .timeline
                .within(whole)
                .map(|held| part(site, whole, held.interval, held.state))
                .collect()
        });
    let name = &minutes.group.name;
    let states: Vec<&str> = parts.iter().map(|part| part.state.text.as_str()).collect();
    let values = [
        ("name", name.into()),
        ("parts", states.join(" \u{2192} ").into()),
    ];
    IncidentGroupView {
        name: name.clone(),
        trouble: super::bars::downtime_words(site, &minutes.downtime),
        description: site.locale.message_with("timeline-of", &values),
        parts,
    }
}

fn part(site: &PublicSite, whole: Interval, interval: Interval, state: State) -> TimelinePart {
    let length = whole.length().as_seconds().max(1);
    let scale = |duration: Duration| duration.as_seconds() * 1000 / length;
    let x = scale(interval.start().since(whole.start()));
    let end = scale(interval.end().since(whole.start()));
    TimelinePart {
        x,
        width: (end - x).max(2),
        state: site.locale.state(state),
    }
}

fn postmortems(site: &PublicSite, incident: &Incident, links: &Links) -> Vec<LinkView> {
    let link = |one: &&Postmortem| {
        links.link(
            &route::POSTMORTEM.address(&one.id),
            site.postmortem_title(one),
        )
    };
    site.snapshot
        .postmortems_about(&incident.id)
        .iter()
        .map(link)
        .collect()
}

/// At most so many updates stand on the status page.
const MAX_COMPONENTS: usize = 5;

pub(super) fn card(site: &PublicSite, facts: &IncidentFacts, links: &Links) -> IncidentCard {
    let here = route::INCIDENT.address(&facts.incident.id);
    let newest = facts.updates.iter().rev().take(MAX_COMPONENTS);
    IncidentCard {
        title: facts.incident.title.clone(),
        href: links.to(&here),
        impact: site.locale.impact(facts.impact),
        started: site.time_or_date(
            facts.incident.details.started,
            facts.incident.details.is_start_date_only,
        ),
        length: length(site, facts),
        components: site.states(&facts.states, links),
        updates: newest
            .map(|update| update_view(site, PublishedUpdate::of_incident(update), links, &here))
            .collect(),
        older: facts.updates.len().saturating_sub(MAX_COMPONENTS),
        promised: promised_update(site, facts),
    }
}
