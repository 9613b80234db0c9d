//! The file `api/v4/current-status`, which the command `heroku status` reads.

use super::site::PublicSite;
use crate::base::time::Moment;
use crate::derive::entry::EntryFacts;
use crate::model::component::State;
use crate::view::heroku::{HerokuIncident, HerokuStatus, HerokuSystem, HerokuUpdate};

pub(super) fn heroku_status(site: &PublicSite) -> HerokuStatus {
    let snapshot = &site.snapshot;
    let groups = snapshot
        .groups
        .iter()
        .filter(|group| !group.components.is_empty());
    let waiting = snapshot
        .maintenance
        .iter()
        .rev()
        .filter(|facts| facts.is_active() || facts.is_upcoming());
    HerokuStatus {
        status: groups
            .map(|group| HerokuSystem {
                system: group.group.name.clone(),
                status: system_colour(group.state),
            })
            .collect(),
        incidents: snapshot
            .open_incidents()
            .map(|facts| entry(site, EntryFacts::Incident(facts)))
            .collect(),
        scheduled: waiting
            .map(|facts| entry(site, EntryFacts::Maintenance(facts)))
            .collect(),
    }
}

fn system_colour(state: State) -> &'static str {
    match state {
        State::Operational => "green",
        State::UnderMaintenance => "blue",
        State::DegradedPerformance | State::PartialOutage => "yellow",
        State::MajorOutage => "red",
    }
}

fn entry(site: &PublicSite, entry: EntryFacts) -> HerokuIncident {
    let address = entry.address();
    let updates = entry.updates().rev().map(|update| HerokuUpdate {
        update_type: site.locale.update_label(&update),
        updated_at: update.published.rfc3339_millis(),
        contents: site.plain_text(update.text, &address),
    });
    let scheduled_until = match entry {
        EntryFacts::Incident(_) => None,
        EntryFacts::Maintenance(facts) => facts.window.end.map(Moment::rfc3339_millis),
    };
    HerokuIncident {
        id: site.snapshot.site.short_id(&format!("entry:{address}")),
        title: entry.title().to_owned(),
        created_at: entry.start().rfc3339_millis(),
        updated_at: entry.last_modified(site.snapshot.now).rfc3339_millis(),
        full_url: site.snapshot.site.url.join(&address),
        scheduled_until,
        updates: updates.collect(),
    }
}
