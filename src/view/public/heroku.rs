//! The file `api/v4/current-status`, which the command `heroku status` reads.

use std::sync::Arc;

use super::Public;
use crate::base::digest::short_id;
use crate::base::time::Moment;
use crate::derive::changes::{incident_changed, maintenance_changed};
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::model::component::State;
use crate::view::heroku::{CurrentStatus, Incident, System, Update};
use crate::view::json::Json;
use crate::view::{Outline, View, address};

/// Its address, without an extension: the command asks for it so.
pub(super) const ADDRESS: &str = "api/v4/current-status";

/// Adds the file.
pub(super) fn add<'a>(public: &Arc<Public<'a>>, outline: &mut Outline<'a>) {
    let site = Arc::clone(public);
    outline.add(ADDRESS, move || {
        View::Json(Json::Heroku(Box::new(current(&site))))
    });
}

fn current(site: &Public) -> CurrentStatus {
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
    CurrentStatus {
        status: groups
            .map(|group| System {
                system: group.group.name.clone(),
                status: colour(group.state),
            })
            .collect(),
        incidents: snapshot
            .open_incidents()
            .map(|facts| incident(site, facts))
            .collect(),
        scheduled: waiting.map(|facts| maintenance(site, facts)).collect(),
    }
}

fn colour(state: State) -> &'static str {
    match state {
        State::Operational => "green",
        State::UnderMaintenance => "blue",
        State::DegradedPerformance | State::PartialOutage => "yellow",
        State::MajorOutage => "red",
    }
}

fn incident(site: &Public, facts: &IncidentFacts) -> Incident {
    let address = address::incident(facts.incident.id.as_str());
    let updates = facts.updates.iter().rev().map(|update| Update {
        update_type: site.words.update_label(update),
        updated_at: update.published().rfc3339_millis(),
        contents: site.plain_text(&update.text, &address),
    });
    Incident {
        id: short_id(&format!("entry:{address}")),
        title: facts.incident.title.clone(),
        created_at: facts.incident.started.rfc3339_millis(),
        updated_at: incident_changed(facts, site.snapshot.now).rfc3339_millis(),
        full_url: site.snapshot.site.url.join(&address),
        scheduled_until: None,
        updates: updates.collect(),
    }
}

fn maintenance(site: &Public, facts: &MaintenanceFacts) -> Incident {
    let address = address::maintenance(facts.maintenance.id.as_str());
    let updates = facts.updates.iter().rev().map(|update| Update {
        update_type: site.words.maintenance_label(update),
        updated_at: update.published().rfc3339_millis(),
        contents: site.plain_text(&update.text, &address),
    });
    let began: Moment = facts.began.unwrap_or(facts.window.start());
    Incident {
        id: short_id(&format!("entry:{address}")),
        title: facts.maintenance.title.clone(),
        created_at: began.rfc3339_millis(),
        updated_at: maintenance_changed(facts, site.snapshot.now).rfc3339_millis(),
        full_url: site.snapshot.site.url.join(&address),
        scheduled_until: Some(facts.window.end().rfc3339_millis()),
        updates: updates.collect(),
    }
}
