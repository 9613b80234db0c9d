//! The pictures that chats show beside links to this site.

use super::entry::when_and_length;
use super::site::PublicSite;
use super::{incident, status};
use crate::base::id::EntryId;
use crate::derive::entry::EntryFacts;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::model::component::State;
use crate::model::postmortem::Postmortem;
use crate::view::card::{LinkCard, drawable_name, is_drawable, unmarked};
use crate::view::text::StatusLabel;

/// Lines that have room under a title.
const MAX_LINES: usize = 5;
/// Names of components in one line.
const MAX_NAMES: usize = 4;

/// The overall status: the sentence of the status page, and the affected components.
pub(super) fn site_card(site: &PublicSite) -> LinkCard {
    let snapshot = &site.snapshot;
    let affected: Vec<_> = snapshot
        .board()
        .filter(|facts| facts.state != State::Operational)
        .collect();
    let shown = if affected.len() > MAX_LINES {
        MAX_LINES - 1
    } else {
        MAX_LINES
    };
    let line = |name: &str, state: State| {
        let StatusLabel { class, text } = site.locale.state(state);
        let text = site.locale.component_in_state(name, &text);
        StatusLabel { class, text }
    };
    let mut lines: Vec<StatusLabel> = affected
        .iter()
        .take(shown)
        .map(|facts| line(&facts.component.name, facts.state))
        .collect();
    if affected.len() > shown {
        lines.push(unmarked(site.locale.message_with(
            "card-more",
            &[("count", (affected.len() - shown).into())],
        )));
    }
    if lines.is_empty() {
        lines.push(unmarked(snapshot.site.description.clone()));
    }
    card(site, status::banner(site), lines)
}

/// An incident or a maintenance; the card of the site if it is unknown at this moment.
pub(super) fn entry_card(site: &PublicSite, id: &EntryId) -> LinkCard {
    match site.snapshot.find_entry(id) {
        Some(EntryFacts::Incident(facts)) => incident_card(site, facts),
        Some(EntryFacts::Maintenance(facts)) => maintenance_card(site, facts),
        None => site_card(site),
    }
}

fn incident_card(site: &PublicSite, facts: &IncidentFacts) -> LinkCard {
    let impact = site.locale.impact(facts.impact);
    let state = incident::status(site, facts);
    let details = &facts.incident.details;
    let started = site.time_or_date(details.started, details.is_start_date_only);
    let when = if facts.is_open() {
        started.text
    } else {
        let words = when_and_length(site, facts, started.into());
        site.locale.phrase_text(&words)
    };
    let class = if facts.is_open() {
        impact.class.clone()
    } else {
        state.class.clone()
    };
    let names = super::component::component_names(site, facts.state_intervals.keys().copied());
    let lines = vec![
        state,
        impact,
        unmarked(when),
        unmarked(site.locale.short_list(&names, MAX_NAMES)),
    ];
    card(
        site,
        StatusLabel {
            class,
            text: facts.incident.title.clone(),
        },
        lines,
    )
}

fn maintenance_card(site: &PublicSite, facts: &MaintenanceFacts) -> LinkCard {
    let phase = site.locale.maintenance_entry(facts.phase);
    let window = site.locale.window(facts.window, site.snapshot.site.zone);
    let names = super::component::component_names(site, facts.components());
    let title = StatusLabel::new(phase.class.clone(), facts.maintenance.title.clone());
    card(
        site,
        title,
        vec![
            phase,
            unmarked(window),
            unmarked(site.locale.short_list(&names, MAX_NAMES)),
        ],
    )
}

pub(super) fn postmortem_card(site: &PublicSite, postmortem: &Postmortem) -> LinkCard {
    let published = site.time(postmortem.published).day;
    let about = site
        .locale
        .message_with("postmortem-published", &[("time", published.into())]);
    card(
        site,
        unmarked(site.postmortem_title(postmortem)),
        vec![unmarked(about)],
    )
}

fn card(site: &PublicSite, title: StatusLabel, lines: Vec<StatusLabel>) -> LinkCard {
    let settings = site.snapshot.site;
    let lines = lines.into_iter().map(|line| drawable(site, line));
    LinkCard {
        head: drawable_name(&settings.title, settings.url.host()),
        title: drawable(site, title),
        lines: lines.filter(|line| !line.text.is_empty()).collect(),
        bars: Vec::new(),
    }
}

/// A text in which components whose names have other letters than pictures have are named by their IDs; nothing of it if that is not enough.
fn drawable(site: &PublicSite, label: StatusLabel) -> StatusLabel {
    if is_drawable(&label.text) {
        return label;
    }
    let mut text = label.text;
    for component in site.snapshot.components.iter().map(|facts| facts.component) {
        if !is_drawable(&component.name) {
            let shown = drawable_name(&component.name, component.id.as_str());
            text = text.replace(&component.name, &shown);
        }
    }
    let text = drawable_name(&text, "");
    StatusLabel { text, ..label }
}
