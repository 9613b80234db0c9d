//! Incidents and maintenance.

use super::api::StatuspageApi;
use crate::base::prose::Prose;
use crate::base::time::{Moment, Precision};
use crate::base::vocabulary::Vocabulary;
use crate::derive::entry::{EntryFacts, EntryStatus};
use crate::derive::transitions::{StateTransition, transitions};
use crate::model::incident::IncidentStatus;
use crate::model::maintenance::MaintenanceStatus;
use crate::model::postmortem::Postmortem;
use crate::model::route;
use crate::model::site::Site;
use crate::view::public::site::summary;
use crate::view::statuspage::{StatuspageAffected, StatuspageIncident, StatuspageUpdate};

/// What the updates of an entry have in common.
struct EntryContext<'x> {
    site: &'x Site,
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
            id: self
                .site
                .short_id(&format!("update:{}#{key}", self.address)),
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

pub(super) fn entry(api: &StatuspageApi, entry: EntryFacts) -> StatuspageIncident {
    let (snapshot, address) = (&api.site.snapshot, entry.address());
    let id = snapshot.site.short_id(&format!("entry:{address}"));
    let context = EntryContext {
        site: snapshot.site,
        address: &address,
        id: &id,
    };
    let window = match entry {
        EntryFacts::Incident(_) => None,
        EntryFacts::Maintenance(facts) => Some(facts.window),
    };
    let postmortems = match entry {
        EntryFacts::Incident(facts) if !facts.is_open() => snapshot.postmortems_about(entry.id()),
        _ => &[],
    };
    let published = entry.updates().map(|update| update.published).min();
    let modified = postmortems
        .iter()
        .map(|one| one.published)
        .fold(entry.last_modified(snapshot.now), Moment::max);
    let last_monitoring = entry
        .updates()
        .rev()
        .find(|update| update.status == Some(EntryStatus::Incident(IncidentStatus::Monitoring)));
    let status = match entry {
        EntryFacts::Incident(facts) if facts.is_open() => {
            status_word(entry, facts.status.map(EntryStatus::Incident))
        }
        EntryFacts::Incident(_) if !postmortems.is_empty() => "postmortem",
        EntryFacts::Incident(_) => IncidentStatus::Resolved.word(),
        EntryFacts::Maintenance(facts) => {
            status_word(entry, Some(EntryStatus::Maintenance(facts.phase)))
        }
    };
    let is_end_known = match entry {
        EntryFacts::Incident(facts) => facts.end_precision == Precision::Exact,
        EntryFacts::Maintenance(facts) => facts.is_work_time_known,
    };
    let articles = postmortems
        .iter()
        .map(|one| postmortem_update(api, &context, one));
    StatuspageIncident {
        name: entry.title().to_owned(),
        status,
        created_at: published.unwrap_or(entry.start()).rfc3339_millis(),
        updated_at: modified.rfc3339_millis(),
        monitoring_at: last_monitoring.map(|update| update.at.rfc3339_millis()),
        resolved_at: entry
            .end()
            .filter(|_| is_end_known)
            .map(Moment::rfc3339_millis),
        impact: match entry {
            EntryFacts::Incident(facts) => facts.impact.word(),
            EntryFacts::Maintenance(_) => "maintenance",
        },
        shortlink: snapshot.site.url.join(&address),
        started_at: entry.start().rfc3339_millis(),
        page_id: api.page.clone(),
        incident_updates: articles.chain(updates(api, entry, &context)).collect(),
        components: api.components.named(entry.components().into_iter()),
        reminder_intervals: None,
        scheduled_for: window.map(|window| window.start.rfc3339_millis()),
        scheduled_until: window
            .and_then(|window| window.end)
            .map(Moment::rfc3339_millis),
        id,
    }
}

/// Statuspage has no open phase, and no word for maintenance that was called off: that is over, and its last update says why.
fn status_word(entry: EntryFacts, status: Option<EntryStatus>) -> &'static str {
    match (entry, status) {
        (_, Some(EntryStatus::Incident(status))) => status.word(),
        (_, Some(EntryStatus::Maintenance(MaintenanceStatus::Cancelled))) => {
            MaintenanceStatus::Completed.word()
        }
        (_, Some(EntryStatus::Maintenance(status))) => status.word(),
        (EntryFacts::Incident(_), None) => IncidentStatus::Investigating.word(),
        (EntryFacts::Maintenance(_), None) => MaintenanceStatus::Scheduled.word(),
    }
}

/// Newest first. An update that names no phase has the one before it; one that opens an incident again begins anew.
fn updates(
    api: &StatuspageApi,
    entry: EntryFacts,
    context: &EntryContext,
) -> Vec<StatuspageUpdate> {
    let resolved = EntryStatus::Incident(IncidentStatus::Resolved);
    let cancelled = EntryStatus::Maintenance(MaintenanceStatus::Cancelled);
    let mut status = None;
    let mut updates = Vec::new();
    for (update, moved) in entry.updates().zip(transitions(entry)) {
        let reopens = status == Some(resolved) && moved.iter().any(|one| one.after.is_trouble());
        if update.status.is_some() || reopens {
            status = update.status;
        }
        let mut text = body(api, update.text, context);
        if update.status == Some(cancelled) {
            let label = api.site.locale.update_label(&update);
            let values = [("label", label.into()), ("text", text.into())];
            text = api.site.locale.message_with("update-with-label", &values);
        }
        let word = status_word(entry, status);
        let one = context.update(update.id.as_str(), word, text, update.published);
        updates.push(finish(api, one, update.at, update.edited, &moved));
    }
    updates.reverse();
    updates
}

/// The post-mortem of an incident is its last update.
fn postmortem_update(
    api: &StatuspageApi,
    context: &EntryContext,
    one: &Postmortem,
) -> StatuspageUpdate {
    let address = route::POSTMORTEM.address(&one.id);
    let link = api.site.snapshot.site.url.join(&address);
    let body = format!(
        "{}\n\n{}\n\n{link}",
        api.site.postmortem_title(one),
        summary(&one.body.plain())
    );
    context.update(&address, "postmortem", body, one.published)
}

/// The text of an update with absolute URLs.
fn body(api: &StatuspageApi, prose: &Prose, context: &EntryContext) -> String {
    api.site.plain_text(prose, context.address)
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
