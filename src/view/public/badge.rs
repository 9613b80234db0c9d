//! The badges of the whole and of each component.

use std::sync::Arc;

use super::Public;
use crate::model::component::State;
use crate::view::badge::{Badge, RETIRED, colour};
use crate::view::json::Json;
use crate::view::{Outline, View, address};

/// Adds the badges, each as a picture and for shields.io.
pub(super) fn add<'a>(public: &Arc<Public<'a>>, outline: &mut Outline<'a>) {
    both(public, outline, "", whole);
    for (at, facts) in public
        .snapshot
        .components
        .iter()
        .enumerate()
        .filter(|(_, facts)| facts.is_known())
    {
        // A badge that stands in a readme by an old name of the component still works.
        for id in std::iter::once(&facts.component.id).chain(&facts.component.aliases) {
            both(
                public,
                outline,
                &address::component(id.as_str()),
                move |site| component(site, at),
            );
        }
    }
}

fn both<'a>(
    public: &Arc<Public<'a>>,
    outline: &mut Outline<'a>,
    folder: &str,
    make: impl Fn(&Public) -> Badge + Copy + Send + Sync + 'a,
) {
    let site = Arc::clone(public);
    outline.add(&format!("{folder}badge.svg"), move || {
        View::Badge(make(&site))
    });
    let site = Arc::clone(public);
    outline.add(&format!("{folder}badge.json"), move || {
        View::Json(Json::Badge(make(&site).into()))
    });
}

/// The worst state of the board; an open incident that touches no component is told too.
fn whole(site: &Public) -> Badge {
    let snapshot = &site.snapshot;
    let open = snapshot.open_incidents().next().is_some();
    let (message, colour) = match snapshot.whole {
        State::Operational if open => (
            site.words.say("badge-open-incident"),
            colour(State::DegradedPerformance),
        ),
        state => (site.words.state(state).text, colour(state)),
    };
    Badge {
        label: site.words.say("badge-status"),
        message,
        colour,
    }
}

fn component(site: &Public, at: usize) -> Badge {
    let facts = &site.snapshot.components[at];
    let label = facts.component.name.clone();
    if facts.retired {
        return Badge {
            label,
            message: site.words.say("badge-retired"),
            colour: RETIRED,
        };
    }
    Badge {
        label,
        message: site.words.state(facts.state).text,
        colour: colour(facts.state),
    }
}
