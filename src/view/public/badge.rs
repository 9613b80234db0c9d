//! The badges of the whole and of each component.

use std::sync::Arc;

use super::PublicSite;
use crate::model::component::State;
use crate::view::badge::{Badge, RETIRED_COLOUR, state_colour};
use crate::view::json::JsonView;
use crate::view::{Outline, View, address};

/// Adds the badges, each as a picture and for shields.io.
pub(super) fn add<'a>(public: &Arc<PublicSite<'a>>, outline: &mut Outline<'a>) {
    add_badge(public, outline, "", whole);
    for (at, facts) in public
        .snapshot
        .components
        .iter()
        .enumerate()
        .filter(|(_, facts)| facts.is_known())
    {
        // A badge that stands in a readme by an old name of the component still works.
        for id in std::iter::once(&facts.component.id).chain(&facts.component.aliases) {
            add_badge(
                public,
                outline,
                &address::component(id.as_str()),
                move |site| component(site, at),
            );
        }
    }
}

fn add_badge<'a>(
    public: &Arc<PublicSite<'a>>,
    outline: &mut Outline<'a>,
    folder: &str,
    make: impl Fn(&PublicSite) -> Badge + Copy + Send + Sync + 'a,
) {
    let site = Arc::clone(public);
    outline.add(&format!("{folder}badge.svg"), move || {
        View::Badge(make(&site))
    });
    let site = Arc::clone(public);
    outline.add(&format!("{folder}badge.json"), move || {
        View::Json(JsonView::Badge(make(&site).into()))
    });
}

/// The worst state of the board; an open incident that touches no component is told too.
fn whole(site: &PublicSite) -> Badge {
    let snapshot = &site.snapshot;
    let open = snapshot.open_incidents().next().is_some();
    let (message, colour) = match snapshot.overall_state {
        State::Operational if open => (
            site.locale.message("badge-open-incident"),
            state_colour(State::DegradedPerformance),
        ),
        state => (site.locale.state(state).text, state_colour(state)),
    };
    Badge {
        label: site.locale.message("badge-status"),
        message,
        colour,
    }
}

fn component(site: &PublicSite, at: usize) -> Badge {
    let facts = &site.snapshot.components[at];
    let label = facts.component.name.clone();
    if facts.retired {
        return Badge {
            label,
            message: site.locale.message("badge-retired"),
            colour: RETIRED_COLOUR,
        };
    }
    Badge {
        label,
        message: site.locale.state(facts.state).text,
        colour: state_colour(facts.state),
    }
}
