//! The pictures that chats show beside links to this site.

use super::{Public, incident, postmortem, status};
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::model::component::State;
use crate::model::postmortem::Postmortem;
use crate::view::card::{Card, plain};
use crate::view::text::Sign;

/// Lines that have room under a title.
const LINES: usize = 5;
/// Names of components in one line.
const NAMES: usize = 4;

/// The whole: the sentence of the status page, and what is affected.
pub(super) fn whole(site: &Public) -> Card {
    let snapshot = &site.snapshot;
    let present = snapshot
        .groups
        .iter()
        .flat_map(|group| &group.components)
        .map(|&at| &snapshot.components[at]);
    let affected: Vec<_> = present
        .filter(|facts| facts.state != State::Operational)
        .collect();
    let shown = if affected.len() > LINES {
        LINES - 1
    } else {
        LINES
    };
    let line = |name: &str, state: State| {
        let Sign { class, text } = site.words.state(state);
        let text = site.words.with(
            "component-in-state",
            &[("name", name.into()), ("state", text.into())],
        );
        Sign { class, text }
    };
    let mut lines: Vec<Sign> = affected
        .iter()
        .take(shown)
        .map(|facts| line(&facts.component.name, facts.state))
        .collect();
    if affected.len() > shown {
        lines.push(plain(
            site.words
                .with("card-more", &[("count", (affected.len() - shown).into())]),
        ));
    }
    if lines.is_empty() {
        lines.push(plain(snapshot.site.description.clone()));
    }
    card(site, status::banner(site), lines)
}

/// An incident.
pub(super) fn incident(site: &Public, facts: &IncidentFacts) -> Card {
    let impact = site.words.impact(facts.impact);
    let state = incident::status(site, facts);
    let when = site.time(facts.incident.started).text;
    let when = match facts.end {
        None => when,
        Some(end) => {
            let length = site.words.length(end.since(facts.incident.started));
            site.words.with(
                "entry-lasted",
                &[("when", when.into()), ("length", length.into())],
            )
        }
    };
    let class = if facts.is_open() {
        impact.class.clone()
    } else {
        state.class.clone()
    };
    let names = super::component::names(site, facts.pieces.keys().copied());
    let lines = vec![
        state,
        impact,
        plain(when),
        plain(site.words.short_list(&names, NAMES)),
    ];
    card(
        site,
        Sign {
            class,
            text: facts.incident.title.clone(),
        },
        lines,
    )
}

/// A maintenance.
pub(super) fn maintenance(site: &Public, facts: &MaintenanceFacts) -> Card {
    let phase = site.words.maintenance_entry(facts.phase);
    let window = site.words.window(facts.window, site.snapshot.site.zone);
    let names = super::component::names(site, facts.components());
    let title = Sign {
        class: phase.class.clone(),
        text: facts.maintenance.title.clone(),
    };
    card(
        site,
        title,
        vec![
            phase,
            plain(window),
            plain(site.words.short_list(&names, NAMES)),
        ],
    )
}

/// A post-mortem.
pub(super) fn postmortem(site: &Public, postmortem: &Postmortem) -> Card {
    let published = site.time(postmortem.published).day;
    let about = site
        .words
        .with("postmortem-published", &[("time", published.into())]);
    card(
        site,
        plain(postmortem::title(site, postmortem)),
        vec![plain(about)],
    )
}

fn card(site: &Public, title: Sign, mut lines: Vec<Sign>) -> Card {
    lines.retain(|line| !line.text.is_empty());
    Card {
        head: site.snapshot.site.title.clone(),
        title,
        lines,
        bars: Vec::new(),
    }
}
