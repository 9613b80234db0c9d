//! Incidents and maintenance.

use super::StatuspageApi;
use crate::base::digest::short_id;
use crate::base::prose::Prose;
use crate::base::time::Moment;
use crate::base::vocabulary::Vocabulary;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::transitions::{
    self, StateTransition, incident_last_modified, maintenance_last_modified,
};
use crate::model::component::State;
use crate::model::incident::{Impact, IncidentStatus};
use crate::model::maintenance::MaintenanceStatus;
use crate::model::postmortem::Postmortem;
use crate::model::route;
use crate::view::public::site::summary;
use crate::view::statuspage::{StatuspageAffected, StatuspageIncident, StatuspageUpdate};

/// The state that an impact stands for.
pub(super) fn worst_of(impact: Impact) -> State {
    match impact {
        Impact::Minor => State::DegradedPerformance,
        Impact::Major => State::PartialOutage,
        Impact::Critical => State::MajorOutage,
    }
}

/// What the updates of an entry have in common.
struct EntryContext<'x> {
    /// The entry's address.
    address: &'x str,
    /// The entry's id.
    id: &'x str,
}

impl EntryContext<'_> {
    fn update(
        &self,
        key: &str,
        status: &'static str,
        body: String,
        published: Moment,
    ) -> StatuspageUpdate {
        let published = published.rfc3339_millis();
        StatuspageUpdate {
            id: short_id(&format!("update:{}#{key}", self.address)),
            status,
            body,
            incident_id: self.id.to_owned(),
            created_at: published.clone(),
            updated_at: published.clone(),
            display_at: published,
            affected_components: None,
            deliver_notifications: true,
            custom_tweet: None,
            tweet_id: None,
        }
    }
}

/// The id of an entry, from its address.
fn id(address: &str) -> String {
    short_id(&format!("entry:{address}"))
}

pub(super) fn incident(api: &StatuspageApi, facts: &IncidentFacts) -> StatuspageIncident {
    let snapshot = &api.site.snapshot;
    let address = route::INCIDENT.address(&facts.incident.id);
    let id = id(&address);
    let explained =
        Some(snapshot.postmortems_about(&facts.incident.id)).filter(|_| !facts.is_open());
    let explained = explained.unwrap_or_default();
    let watched = facts
        .updates
        .iter()
        .rev()
        .find(|update| update.status == Some(IncidentStatus::Monitoring));
    let changed = explained
        .iter()
        .map(|one| one.published)
        .fold(incident_last_modified(facts, snapshot.now), Moment::max);
    let status = match facts.end {
        Some(_) if !explained.is_empty() => "postmortem",
        Some(_) => IncidentStatus::Resolved.word(),
        None => incident_status(facts.status),
    };
    let said = EntryContext {
        address: &address,
        id: &id,
    };
    let articles = explained
        .iter()
        .map(|one| postmortem_update(api, &said, one));
    let published = facts.incident.published().rfc3339_millis();
    StatuspageIncident {
        name: facts.incident.title.clone(),
        status,
        created_at: published,
        updated_at: changed.rfc3339_millis(),
        monitoring_at: watched.map(|update| update.at.rfc3339_millis()),
        resolved_at: facts.end.map(Moment::rfc3339_millis),
        impact: facts.impact.word(),
        shortlink: snapshot.site.url.join(&address),
        started_at: facts.incident.details.started.rfc3339_millis(),
        page_id: api.page.clone(),
        incident_updates: articles
            .chain(incident_updates(api, facts, &said))
            .collect(),
        components: api.components.named(
            facts
                .state_intervals
                .keys()
                .copied()
                .chain(facts.states.keys()),
        ),
        reminder_intervals: None,
        scheduled_for: None,
        scheduled_until: None,
        id,
    }
}

/// A phase that nobody has named is the first.
fn incident_status(status: Option<IncidentStatus>) -> &'static str {
    status.unwrap_or(IncidentStatus::Investigating).word()
}

/// A remark has the phase that was reached before it; one that opens the incident again begins anew.
fn incident_updates(
    api: &StatuspageApi,
    facts: &IncidentFacts,
    said: &EntryContext,
) -> Vec<StatuspageUpdate> {
    let mut status = None;
    let updates = facts
        .updates
        .iter()
        .zip(transitions::incident_transitions(facts))
        .map(|(update, moved)| {
            let troubled = moved.iter().any(|change| change.after.is_trouble());
            status = update
                .status
                .or(status.filter(|reached| *reached != IncidentStatus::Resolved || !troubled));
            let made = said.update(
                update.id.as_str(),
                incident_status(status),
                body(api, &update.text, said),
                update.published(),
            );
            finish(api, made, update.at, update.edited, &moved)
        });
    let mut updates: Vec<StatuspageUpdate> = updates.collect();
    updates.reverse();
    updates
}

/// The post-mortem of an incident is its last update.
fn postmortem_update(
    api: &StatuspageApi,
    said: &EntryContext,
    one: &Postmortem,
) -> StatuspageUpdate {
    let address = route::POSTMORTEM.address(&one.id);
    let link = api.site.snapshot.site.url.join(&address);
    let body = format!(
        "{}\n\n{}\n\n{link}",
        api.site.postmortem_title(one),
        summary(one.body.plain())
    );
    said.update(&address, "postmortem", body, one.published)
}

pub(super) fn maintenance(api: &StatuspageApi, facts: &MaintenanceFacts) -> StatuspageIncident {
    let snapshot = &api.site.snapshot;
    let address = route::MAINTENANCE.address(&facts.maintenance.id);
    let id = id(&address);
    let said = EntryContext {
        address: &address,
        id: &id,
    };
    let published = facts.maintenance.published().rfc3339_millis();
    StatuspageIncident {
        name: facts.maintenance.title.clone(),
        status: maintenance_status(facts.phase),
        created_at: published.clone(),
        updated_at: maintenance_last_modified(facts, snapshot.now).rfc3339_millis(),
        monitoring_at: None,
        resolved_at: facts.ended.map(Moment::rfc3339_millis),
        impact: "maintenance",
        shortlink: snapshot.site.url.join(&address),
        started_at: facts
            .started
            .unwrap_or(facts.window.start())
            .rfc3339_millis(),
        page_id: api.page.clone(),
        incident_updates: maintenance_updates(api, facts, &said),
        components: api.components.named(facts.components()),
        reminder_intervals: None,
        scheduled_for: Some(facts.window.start().rfc3339_millis()),
        scheduled_until: Some(facts.window.end().rfc3339_millis()),
        id,
    }
}

/// Statuspage has no word for work that was called off: it is over, and its last update says why.
fn maintenance_status(phase: MaintenanceStatus) -> &'static str {
    match phase {
        MaintenanceStatus::Cancelled => MaintenanceStatus::Completed.word(),
        other => other.word(),
    }
}

fn maintenance_updates(
    api: &StatuspageApi,
    facts: &MaintenanceFacts,
    said: &EntryContext,
) -> Vec<StatuspageUpdate> {
    let mut status = MaintenanceStatus::Scheduled;
    let updates = facts
        .updates
        .iter()
        .zip(transitions::maintenance_transitions(facts))
        .map(|(update, moved)| {
            status = update.status.unwrap_or(status);
            let words = body(api, &update.text, said);
            let words = match update.status {
                Some(MaintenanceStatus::Cancelled) => {
                    let label = api.site.locale.maintenance_label(update);
                    api.site.locale.message_with(
                        "update-with-label",
                        &[("label", label.into()), ("text", words.into())],
                    )
                }
                _ => words,
            };
            let made = said.update(
                update.id.as_str(),
                maintenance_status(status),
                words,
                update.published(),
            );
            finish(api, made, update.at, update.edited, &moved)
        });
    let mut updates: Vec<StatuspageUpdate> = updates.collect();
    updates.reverse();
    updates
}

/// The words of an update, with whole addresses.
fn body(api: &StatuspageApi, prose: &Prose, said: &EntryContext) -> String {
    api.site.plain_text(prose, said.address)
}

fn finish(
    api: &StatuspageApi,
    update: StatuspageUpdate,
    at: Moment,
    edited: Option<Moment>,
    moved: &[StateTransition],
) -> StatuspageUpdate {
    let edited = edited
        .filter(|edited| *edited <= api.site.snapshot.now)
        .map(Moment::rfc3339_millis);
    let board = api.site.snapshot.components.iter();
    let in_order = board.filter_map(|facts| {
        moved
            .iter()
            .find(|change| *change.component == facts.component.id)
    });
    let affected = in_order.map(|change| {
        let (code, name) = api.components.name(change.component);
        StatuspageAffected {
            code,
            name,
            old_status: change.before.word(),
            new_status: change.after.word(),
        }
    });
    let affected: Vec<StatuspageAffected> = affected.collect();
    StatuspageUpdate {
        updated_at: edited.unwrap_or_else(|| update.updated_at.clone()),
        display_at: at.rfc3339_millis(),
        affected_components: Some(affected).filter(|affected| !affected.is_empty()),
        ..update
    }
}
