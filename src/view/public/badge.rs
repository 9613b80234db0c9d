//! The badges of the overall status and of each component.

use super::site::PublicSite;
use crate::model::component::State;
use crate::view::badge::{Badge, RETIRED_COLOUR, state_colour};

/// The worst state of the board and how many components have it; an open incident that affects no component is included too.
pub(super) fn whole(site: &PublicSite) -> Badge {
    let snapshot = &site.snapshot;
    let open = snapshot.open_incidents().next().is_some();
    let (message, colour) = match snapshot.overall_state {
        State::Operational if open => (
            site.locale.message("badge-open-incident"),
            state_colour(State::DegradedPerformance),
        ),
        State::Operational => (
            site.locale.state(State::Operational).text,
            state_colour(State::Operational),
        ),
        state => {
            let count = snapshot.board().filter(|facts| facts.state == state);
            let values = [
                ("state", site.locale.state(state).text.into()),
                ("count", count.count().into()),
                ("total", snapshot.board().count().into()),
            ];
            let message = site.locale.message_with("badge-state", &values);
            (message, state_colour(state))
        }
    };
    Badge {
        label: site.locale.message("badge-status"),
        message,
        colour,
    }
}

pub(super) fn component(site: &PublicSite, at: usize) -> Badge {
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
