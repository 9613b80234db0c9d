//! An incident.

use serde::Serialize;

use super::axis::{Axis, axis};
use super::{ComponentState, Link, Public, UpdateView, summary};
use crate::base::id::EntryId;
use crate::base::time::{Duration, Interval, Moment};
use crate::derive::incident::{GroupMinutes, IncidentFacts};
use crate::derive::snapshot::Position;
use crate::derive::week::postmortem_due;
use crate::model::component::{State, States};
use crate::model::incident::{Incident, Update};
use crate::model::postmortem::Postmortem;
use crate::view::address::{self, Links};
use crate::view::frame::About;
use crate::view::text::{Sign, Time};
use crate::view::{Body, View};

/// The page of an incident.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentPage {
    /// Its title.
    pub title: String,
    /// Open, or over.
    pub state: Sign,
    /// How much it hurt.
    pub impact: Sign,
    /// When it began.
    pub started: Time,
    /// When the team knew.
    pub detected: Option<Time>,
    /// When it was over.
    pub ended: Option<Time>,
    /// How long it lasted, or goes on.
    pub length: String,
    /// What it touched, with the worst state of each.
    pub components: Vec<ComponentState>,
    /// What each group went through.
    pub groups: Vec<GroupView>,
    /// The times under it.
    pub axis: Axis,
    /// Newest first.
    pub updates: Vec<UpdateView>,
    /// When the next update was promised.
    pub promised: Option<Time>,
    /// Post-mortems about it.
    pub postmortems: Vec<Link>,
    /// When one is or was due, if there is none.
    pub postmortem_due: Option<Time>,
    /// Whether that time has passed.
    pub postmortem_overdue: bool,
    /// Other incidents and maintenance.
    pub related: Vec<Link>,
    /// Further reading.
    pub links: Vec<Link>,
}

/// What a group went through, drawn to scale.
#[derive(Clone, Debug, Serialize)]
pub struct GroupView {
    /// Its name.
    pub name: String,
    /// Time degraded and time out.
    pub trouble: String,
    /// The parts in one sentence.
    pub description: String,
    /// Parts of the whole length, in order.
    pub parts: Vec<PartView>,
}

/// A part of a timeline, in thousandths of its length.
#[derive(Clone, Debug, Serialize)]
pub struct PartView {
    /// Where it begins.
    pub x: i64,
    /// How long it is.
    pub width: i64,
    /// The state.
    pub state: Sign,
}

/// An incident on the status page.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentCard {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// How much it hurts.
    pub impact: Sign,
    /// When it began.
    pub started: Time,
    /// How long it goes on.
    pub length: String,
    /// What it touches, with the states of now.
    pub components: Vec<ComponentState>,
    /// The newest updates, newest first.
    pub updates: Vec<UpdateView>,
    /// How many older ones there are.
    pub older: usize,
    /// When the next update was promised.
    pub promised: Option<Time>,
}

pub(super) fn view(site: &Public, at: usize) -> View {
    let facts = &site.snapshot.incidents[at];
    let id = facts.incident.id.as_str();
    let address = address::incident(id);
    let links = Links::from_page(&address);
    let words = facts.latest().map(|update| {
        let label = site.words.update_label(update);
        site.words.with(
            "update-with-label",
            &[
                ("label", label.into()),
                ("text", update.text.plain().into()),
            ],
        )
    });
    let about = About {
        address: Some(&address),
        title: &facts.incident.title,
        description: &summary(&words.unwrap_or_default()),
        file: Some(format!("incidents/{id}.yaml")),
    };
    site.page(&about, Body::Incident(page(site, facts, &links, &address)))
}

fn page(site: &Public, facts: &IncidentFacts, links: &Links, here: &str) -> IncidentPage {
    let snapshot = &site.snapshot;
    let incident = facts.incident;
    let groups = facts.groups(
        snapshot.groups.iter().map(|group| group.group),
        snapshot.now,
    );
    let postmortems = postmortems(site, incident, links);
    let moments = facts.updates.iter().map(|update| update.at);
    let due = postmortem_due(facts, &site.snapshot.site.policy).filter(|_| postmortems.is_empty());
    IncidentPage {
        title: incident.title.clone(),
        state: status(site, facts),
        impact: site.words.impact(facts.impact),
        started: site.time(incident.started),
        detected: incident
            .detected
            .filter(|moment| *moment <= snapshot.now)
            .map(|moment| site.time(moment)),
        ended: facts.end.map(|moment| site.time(moment)),
        length: site.words.length(facts.duration(snapshot.now)),
        components: site.states(&worst_states(facts), links),
        groups: groups
            .iter()
            .map(|group| group_view(facts, group, site))
            .collect(),
        axis: whole(facts, snapshot.now)
            .map(|whole| axis(site, whole, moments))
            .unwrap_or_default(),
        updates: facts
            .updates
            .iter()
            .rev()
            .map(|update| update_view(site, update, links, here))
            .collect(),
        promised: facts.promised().map(|moment| site.time(moment)),
        postmortem_overdue: due.is_some_and(|due| due <= snapshot.now),
        postmortem_due: due.map(|due| site.time(due)),
        postmortems,
        related: related(site, &incident.related, links),
        links: incident
            .links
            .iter()
            .map(|link| Link {
                href: link.url.clone(),
                text: link.text.clone(),
            })
            .collect(),
    }
}

pub(super) fn status(site: &Public, facts: &IncidentFacts) -> Sign {
    if facts.is_open() {
        let phase = facts
            .status
            .map(|status| site.words.incident_status(Some(status)));
        let phase = phase.unwrap_or_else(|| site.words.say("phase-open"));
        Sign {
            class: site.words.impact(facts.impact).class,
            text: phase,
        }
    } else {
        Sign {
            class: "fine".to_owned(),
            text: site.words.say("phase-resolved"),
        }
    }
}

/// The worst that each component went through.
fn worst_states(facts: &IncidentFacts) -> States {
    let worst = facts.pieces.iter().map(|(id, pieces)| {
        let worst = pieces
            .iter()
            .map(|piece| piece.state)
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
fn whole(facts: &IncidentFacts, now: Moment) -> Option<Interval> {
    Interval::new(facts.incident.started, facts.end.unwrap_or(now))
}

fn group_view(facts: &IncidentFacts, minutes: &GroupMinutes, site: &Public) -> GroupView {
    let parts: Vec<PartView> = whole(facts, site.snapshot.now).map_or_else(Vec::new, |whole| {
        minutes
            .timeline
            .within(whole)
            .map(|piece| part(site, whole, piece.interval, piece.state))
            .collect()
    });
    let name = &minutes.group.name;
    let states: Vec<&str> = parts.iter().map(|part| part.state.text.as_str()).collect();
    let values = [
        ("name", name.into()),
        ("parts", states.join(" \u{2192} ").into()),
    ];
    GroupView {
        name: name.clone(),
        trouble: super::component::trouble_words(site, minutes.degraded, minutes.out),
        description: site.words.with("timeline-of", &values),
        parts,
    }
}

fn part(site: &Public, whole: Interval, interval: Interval, state: State) -> PartView {
    let length = whole.length().as_seconds().max(1);
    let scale = |duration: Duration| duration.as_seconds() * 1000 / length;
    let x = scale(interval.start().since(whole.start()));
    let end = scale(interval.end().since(whole.start()));
    PartView {
        x,
        width: (end - x).max(2),
        state: site.words.state(state),
    }
}

pub(super) fn update_view(site: &Public, update: &Update, links: &Links, here: &str) -> UpdateView {
    UpdateView {
        id: update.id.as_str().to_owned(),
        label: site.words.update_label(update),
        time: site.time(update.at),
        posted: update
            .posted
            .filter(|posted| *posted != update.at)
            .map(|posted| site.time(posted)),
        edited: update
            .edited
            .filter(|edited| *edited <= site.snapshot.now)
            .map(|edited| site.time(edited)),
        html: site.html(&update.text, links, here),
        changes: site.states(&update.components, links),
        window: None,
    }
}

fn postmortems(site: &Public, incident: &Incident, links: &Links) -> Vec<Link> {
    let link = |one: &&Postmortem| Link {
        href: links.to(&address::postmortem(one.id.as_str())),
        text: super::postmortem::title(site, one),
    };
    site.snapshot
        .postmortems_about(&incident.id)
        .iter()
        .map(link)
        .collect()
}

pub(super) fn related(site: &Public, ids: &[EntryId], links: &Links) -> Vec<Link> {
    let known = ids.iter().filter_map(|id| site.snapshot.find(id));
    let link = |position: Position| match position {
        Position::Incident(at) => entry_link(&site.snapshot.incidents[at], links),
        Position::Maintenance(at) => {
            super::maintenance::entry_link(&site.snapshot.maintenance[at], links)
        }
    };
    known.map(link).collect()
}

pub(super) fn entry_link(facts: &IncidentFacts, links: &Links) -> Link {
    Link {
        href: links.to(&address::incident(facts.incident.id.as_str())),
        text: facts.incident.title.clone(),
    }
}

/// At most so many updates stand on the status page.
const SHOWN: usize = 5;

pub(super) fn card(site: &Public, facts: &IncidentFacts, links: &Links) -> IncidentCard {
    let here = address::incident(facts.incident.id.as_str());
    let newest = facts.updates.iter().rev().take(SHOWN);
    IncidentCard {
        title: facts.incident.title.clone(),
        href: links.to(&here),
        impact: site.words.impact(facts.impact),
        started: site.time(facts.incident.started),
        length: site.words.length(facts.duration(site.snapshot.now)),
        components: site.states(&facts.states, links),
        updates: newest
            .map(|update| update_view(site, update, links, &here))
            .collect(),
        older: facts.updates.len().saturating_sub(SHOWN),
        promised: facts.promised().map(|moment| site.time(moment)),
    }
}
