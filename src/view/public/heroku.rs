//! The file `api/v4/current-status`, which the command `heroku status` reads.

use super::site::PublicSite;
use crate::base::digest::short_id;
use crate::base::time::Moment;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::transitions::{incident_last_modified, maintenance_last_modified};
use crate::model::component::State;
use crate::model::route;
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
            .map(|facts| incident(site, facts))
            .collect(),
        scheduled: waiting.map(|facts| maintenance(site, facts)).collect(),
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

fn incident(site: &PublicSite, facts: &IncidentFacts) -> HerokuIncident {
    let address = route::INCIDENT.address(&facts.incident.id);
    let updates = facts.updates.iter().rev().map(|update| HerokuUpdate {
        update_type: site.locale.update_label(update),
        updated_at: update.published().rfc3339_millis(),
        contents: site.plain_text(&update.text, &address),
    });
    HerokuIncident {
        id: short_id(&format!("entry:{address}")),
        title: facts.incident.title.clone(),
        created_at: facts.incident.details.started.rfc3339_millis(),
        updated_at: incident_last_modified(facts, site.snapshot.now).rfc3339_millis(),
        full_url: site.snapshot.site.url.join(&address),
        scheduled_until: None,
        updates: updates.collect(),
    }
}

fn maintenance(site: &PublicSite, facts: &MaintenanceFacts) -> HerokuIncident {
    let address = route::MAINTENANCE.address(&facts.maintenance.id);
    let updates = facts.updates.iter().rev().map(|update| HerokuUpdate {
        update_type: site.locale.maintenance_label(update),
        updated_at: update.published().rfc3339_millis(),
        contents: site.plain_text(&update.text, &address),
    });
    let began: Moment = facts.started.unwrap_or(facts.window.start());
    HerokuIncident {
        id: short_id(&format!("entry:{address}")),
        title: facts.maintenance.title.clone(),
        created_at: began.rfc3339_millis(),
        updated_at: maintenance_last_modified(facts, site.snapshot.now).rfc3339_millis(),
        full_url: site.snapshot.site.url.join(&address),
        scheduled_until: Some(facts.window.end().rfc3339_millis()),
        updates: updates.collect(),
    }
}
