//! Answers of the Statuspage API: the public files, the lists of the management interface, and files with the same structure and fewer
//! fields.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::components::ListedComponent;
use super::json_file::{self, IdOrCode, JsonFile};
use super::phase::ImportedPhase;
use super::session::{ImportSession, Importer};
use super::settings::with_final_slash;
use super::structured_entry::{
    self, AffectedComponent, PlannedWindow, StructuredEntry, StructuredPostmortem,
    StructuredUpdate, VendorWords,
};
use crate::base::source::Sources;

pub(super) const IMPORTER: Importer = Importer {
    name: "statuspage",
    about: "JSON responses of the Statuspage API, from the public pages or the management API",
    import,
};

const WORDS: VendorWords = VendorWords {
    phases: &[
        ("investigating", ImportedPhase::Investigating),
        ("identified", ImportedPhase::Identified),
        ("monitoring", ImportedPhase::Monitoring),
        ("resolved", ImportedPhase::Ended),
        ("postmortem", ImportedPhase::Ended),
        ("scheduled", ImportedPhase::Scheduled),
        ("in_progress", ImportedPhase::InProgress),
        ("in-progress", ImportedPhase::InProgress),
        ("verifying", ImportedPhase::Verifying),
        ("completed", ImportedPhase::Ended),
    ],
    states: &[
        ("operational", "operational"),
        ("degraded_performance", "degraded_performance"),
        ("partial_outage", "partial_outage"),
        ("major_outage", "major_outage"),
        ("under_maintenance", "under_maintenance"),
    ],
    impacts: &[
        ("none", "none"),
        ("minor", "minor"),
        ("major", "major"),
        ("critical", "critical"),
    ],
};

const EXPECTED: &str = "an object with `page`, `components`, `incidents` or `scheduled_maintenances`, an incident, or a list of pages, \
    component groups, components or incidents";

/// The public interface lists no more entries than that.
const PUBLIC_LIMIT: usize = 50;

/// Keys of an incident that say nothing of their own.
const IGNORED_KEYS: &str = "page_id monitoring_at reminder_intervals impact_override metadata postmortem_body_last_updated_at \
    postmortem_body_draft_updated_at postmortem_body_draft postmortem_ignored postmortem_notified_subscribers \
    postmortem_notified_twitter scheduled_auto_completed scheduled_auto_in_progress scheduled_auto_transition \
    scheduled_remind_prior scheduled_reminded_at auto_transition_deliver_notifications_at_end \
    auto_transition_deliver_notifications_at_start auto_transition_to_maintenance_state \
    auto_transition_to_operational_state auto_tweet_at_beginning auto_tweet_on_completion auto_tweet_on_creation \
    auto_tweet_one_hour_before backfill_date backfilled";
/// Keys of an update that say nothing of their own.
const IGNORED_UPDATE_KEYS: &str = "id incident_id deliver_notifications tweet_id custom_tweet wants_twitter_update twitter_updated_at";

#[derive(Deserialize, Default)]
#[serde(default)]
struct ApiAnswer {
    page: Option<ApiPage>,
    components: Option<Vec<ApiComponent>>,
    #[serde(alias = "issues")]
    incidents: Option<Vec<ApiIncident>>,
    incident: Option<ApiIncident>,
    #[serde(alias = "maintenances")]
    scheduled_maintenances: Option<Vec<ApiIncident>>,
    scheduled_maintenance: Option<ApiIncident>,
    /// The lists of the management interface.
    #[serde(skip)]
    groups: Vec<ApiComponentGroup>,
    #[serde(skip)]
    managed_incidents: Vec<ApiIncident>,
}

#[derive(Deserialize)]
struct ApiPage {
    name: Option<String>,
    /// In the public interface the page itself, in the management interface the site of the company.
    url: Option<String>,
    domain: Option<String>,
    subdomain: Option<String>,
    page_description: Option<String>,
    time_zone: Option<String>,
}

#[derive(Clone, Deserialize)]
struct ApiComponent {
    id: Option<IdOrCode>,
    name: String,
    description: Option<String>,
    group: Option<bool>,
    group_id: Option<IdOrCode>,
}

#[derive(Deserialize)]
struct ApiComponentGroup {
    id: IdOrCode,
    name: String,
    description: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ApiNamedComponent {
    Listed(ApiComponent),
    Name(String),
}

#[derive(Deserialize)]
struct ApiIncident {
    id: Option<IdOrCode>,
    #[serde(alias = "title")]
    name: String,
    status: Option<String>,
    impact: Option<String>,
    shortlink: Option<String>,
    started_at: Option<String>,
    #[serde(alias = "createdAt")]
    created_at: Option<String>,
    date: Option<String>,
    updated_at: Option<String>,
    resolved_at: Option<String>,
    #[serde(
        alias = "scheduledTime",
        alias = "scheduledFor",
        alias = "scheduled_start"
    )]
    scheduled_for: Option<String>,
    #[serde(alias = "scheduledUntil", alias = "scheduled_end")]
    scheduled_until: Option<String>,
    minutes: Option<IdOrCode>,
    #[serde(alias = "content", alias = "text", alias = "message")]
    body: Option<String>,
    #[serde(alias = "updates", alias = "messages")]
    incident_updates: Option<Vec<ApiUpdate>>,
    #[serde(alias = "affected_components")]
    components: Option<Vec<ApiNamedComponent>>,
    postmortem_body: Option<String>,
    postmortem_published_at: Option<String>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

#[derive(Deserialize)]
struct ApiUpdate {
    status: Option<String>,
    #[serde(alias = "content", alias = "text", alias = "message")]
    body: Option<String>,
    display_at: Option<String>,
    #[serde(alias = "createdAt", alias = "date", alias = "at")]
    created_at: Option<String>,
    updated_at: Option<String>,
    affected_components: Option<Vec<ApiStateOfComponent>>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

#[derive(Deserialize)]
struct ApiStateOfComponent {
    code: Option<IdOrCode>,
    name: Option<String>,
    #[serde(alias = "status")]
    new_status: Option<String>,
}

fn import(from: &Sources, session: &mut ImportSession) {
    let answers = json_file::read_files(from, session, EXPECTED, read_answer);
    for (source, answer) in &answers {
        if let Some(page) = &answer.page {
            page.read_settings(source, session);
        }
    }
    // Components come first, because entries in any file may name them.
    declare_components(&answers, session);
    session.report_missing_settings("");
    report_limits(&answers, session);
    let mut entries = Vec::new();
    for (source, answer) in answers {
        let is_maintenance_file = source.contains("maintenance");
        let ApiAnswer {
            incidents,
            incident,
            scheduled_maintenances,
            scheduled_maintenance,
            managed_incidents,
            ..
        } = answer;
        let planned = scheduled_maintenances.into_iter().flatten();
        let planned = planned.chain(scheduled_maintenance);
        let planned = planned.map(|incident| (true, incident));
        let listed = incidents.into_iter().flatten().chain(incident);
        let listed = listed.map(|incident| (false, incident));
        let managed = managed_incidents.into_iter();
        let managed = managed.map(|incident| (is_maintenance_file, incident));
        for (is_planned, incident) in planned.chain(listed).chain(managed) {
            entries.push((source.clone(), incident.into_entry(is_planned)));
        }
    }
    structured_entry::import_entries(entries, &WORDS, session);
}

fn read_answer(file: &JsonFile) -> Option<serde_json::Result<ApiAnswer>> {
    let is_entry = file.has("name") || file.has("title");
    let has_updates = ["incident_updates", "updates", "messages"]
        .iter()
        .any(|key| file.has(key));
    let is_answer = [
        "incidents",
        "issues",
        "incident",
        "page",
        "scheduled_maintenances",
    ]
    .iter()
    .chain(&["maintenances", "scheduled_maintenance", "components"])
    .any(|key| file.has(key));
    Some(if is_entry && has_updates {
        file.read_list().map(|managed_incidents| ApiAnswer {
            managed_incidents,
            ..ApiAnswer::default()
        })
    } else if is_entry && file.has("subdomain") {
        file.read_list().map(|pages| ApiAnswer {
            page: pages.into_iter().next(),
            ..ApiAnswer::default()
        })
    } else if !file.is_list() && is_answer {
        file.read()
    } else if is_entry && file.has("components") && !file.has("status") {
        file.read_list().map(|groups| ApiAnswer {
            groups,
            ..ApiAnswer::default()
        })
    } else if is_entry && file.has("group_id") {
        file.read_list().map(|components| ApiAnswer {
            components: Some(components),
            ..ApiAnswer::default()
        })
    } else if is_entry && file.is_list() {
        file.read().map(|managed_incidents| ApiAnswer {
            managed_incidents,
            ..ApiAnswer::default()
        })
    } else {
        return None;
    })
}

impl ApiPage {
    fn read_settings(&self, source: &str, session: &mut ImportSession) {
        let settings = &mut session.settings;
        let own = self.domain.as_ref().filter(|domain| !domain.is_empty());
        let own = own.map(|domain| format!("https://{domain}/"));
        let hosted = self.subdomain.as_ref();
        let hosted = hosted.map(|name| format!("https://{name}.statuspage.io/"));
        let url = self.url.as_deref().map(with_final_slash);
        settings.title = settings.title.take().or(self.name.clone());
        settings.url = settings.url.take().or(own).or(hosted).or(url);
        let description = self.page_description.clone();
        let description = description.filter(|text| !text.trim().is_empty());
        settings.description = settings.description.take().or(description);
        if let Some(zone) = &self.time_zone {
            session.set_default_zone(source, zone);
        }
    }
}

/// Declares the components of all files in their groups. Those of entries are taken only if no file lists components.
fn declare_components(answers: &[(String, ApiAnswer)], session: &mut ImportSession) {
    let mut listed: Vec<(&str, &ApiComponent)> = Vec::new();
    let mut named: Vec<(&str, &ApiComponent)> = Vec::new();
    let mut groups: BTreeMap<String, (&str, Option<&str>)> = BTreeMap::new();
    for (source, answer) in answers {
        for group in &answer.groups {
            let description = group.description.as_deref();
            groups.insert(group.id.clone().into_text(), (&group.name, description));
        }
        let all = answer.components.iter().flatten();
        listed.extend(all.map(|component| (source.as_str(), component)));
        let entries = answer
            .incidents
            .iter()
            .chain(&answer.scheduled_maintenances);
        let entries = entries.flatten().chain(&answer.managed_incidents);
        let single = answer.incident.iter().chain(&answer.scheduled_maintenance);
        for entry in entries.chain(single) {
            for one in entry.components.iter().flatten() {
                if let ApiNamedComponent::Listed(component) = one {
                    named.push((source, component));
                }
            }
        }
    }
    for (_, component) in &listed {
        if let (Some(id), Some(true)) = (&component.id, component.group) {
            let description = component.description.as_deref();
            groups.insert(id.clone().into_text(), (&component.name, description));
        }
    }
    let (all, others) = if listed.is_empty() {
        (named, Vec::new())
    } else {
        (listed, named)
    };
    for (source, component) in all {
        if component.group == Some(true) {
            continue;
        }
        let key = component.id.clone().map(IdOrCode::into_text);
        let group = component.group_id.clone().map(IdOrCode::into_text);
        let component = ListedComponent {
            key: key.as_deref(),
            name: &component.name,
            description: component.description.as_deref(),
            group: group.and_then(|id| groups.get(&id).copied()),
        };
        session.components.declare(source, &component);
    }
    for (_, component) in others {
        if let (Some(id), Some(description)) = (&component.id, &component.description) {
            let key = id.clone().into_text();
            session.components.describe(&key, description);
        }
    }
}

/// A public file with as many entries as it can have is probably not all of the history.
fn report_limits(answers: &[(String, ApiAnswer)], session: &mut ImportSession) {
    if answers
        .iter()
        .any(|(_, answer)| answer.managed_incidents.len() > 1)
    {
        return;
    }
    for (source, answer) in answers {
        let lists = [&answer.incidents, &answer.scheduled_maintenances];
        if lists
            .into_iter()
            .flatten()
            .any(|list| list.len() == PUBLIC_LIMIT)
        {
            let line = format!(
                "exactly {PUBLIC_LIMIT} incidents or maintenances: the public API does not list older ones; the manual explains how to fetch all of them"
            );
            session.report.assumed(source, line);
        }
    }
}

impl ApiIncident {
    fn into_entry(self, is_planned: bool) -> StructuredEntry {
        let key = self.id.map(IdOrCode::into_text);
        let is_planned = is_planned
            || self.scheduled_for.is_some()
            || self.impact.as_deref() == Some("maintenance");
        let is_postmortem = |update: &&ApiUpdate| update.status.as_deref() == Some("postmortem");
        let updates = self.incident_updates.unwrap_or_default();
        let published = updates.iter().find(is_postmortem);
        let published = published.and_then(|update| {
            Some(StructuredPostmortem {
                body: update.body.clone()?,
                published: update.display_at.clone().or(update.created_at.clone()),
            })
        });
        let is_out = self.status.as_deref() == Some("postmortem");
        let postmortem = match (self.postmortem_body, published) {
            (Some(body), said) => Some(StructuredPostmortem {
                body,
                published: self
                    .postmortem_published_at
                    .or(said.and_then(|said| said.published))
                    .or(self.updated_at.filter(|_| is_out)),
            }),
            (None, said) => said,
        };
        let is_kept = |update: &ApiUpdate| {
            let body = update.body.as_deref().map(str::trim);
            !is_postmortem(&update)
                || postmortem
                    .as_ref()
                    .is_none_or(|postmortem| body != Some(postmortem.body.trim()))
        };
        let updates = updates.into_iter().filter(is_kept);
        StructuredEntry {
            old_path: key.as_ref().map(|id| format!("incidents/{id}")),
            key,
            title: self.name,
            is_planned,
            started: self.started_at.or(self.created_at).or(self.date),
            ended: self.resolved_at,
            window: PlannedWindow {
                start: self.scheduled_for,
                end: self.scheduled_until,
                minutes: self
                    .minutes
                    .and_then(|minutes| minutes.into_text().trim().parse().ok()),
            },
            status: self.status,
            impact: self.impact,
            text: self.body,
            components: self
                .components
                .into_iter()
                .flatten()
                .map(ApiNamedComponent::into_affected)
                .collect(),
            updates: updates.map(ApiUpdate::into_update).collect(),
            postmortem,
            link: self.shortlink,
            end_label: None,
            notes: json_file::other_keys(self.other, IGNORED_KEYS),
        }
    }
}

impl ApiNamedComponent {
    /// What a component of an incident says of its state is how it is today.
    fn into_affected(self) -> AffectedComponent {
        match self {
            ApiNamedComponent::Name(name) => AffectedComponent {
                name: Some(name),
                ..AffectedComponent::default()
            },
            ApiNamedComponent::Listed(component) => AffectedComponent {
                key: component.id.map(IdOrCode::into_text),
                name: Some(component.name),
                state: None,
            },
        }
    }
}

impl ApiUpdate {
    fn into_update(self) -> StructuredUpdate {
        let changes = self.affected_components.into_iter().flatten();
        StructuredUpdate {
            at: self.display_at.or(self.created_at.clone()),
            published: self.created_at,
            edited: self.updated_at,
            status: self.status,
            text: self.body.unwrap_or_default(),
            components: changes
                .map(|change| AffectedComponent {
                    key: change.code.map(IdOrCode::into_text),
                    name: change.name,
                    state: change.new_status,
                })
                .collect(),
            notes: json_file::other_keys(self.other, IGNORED_UPDATE_KEYS),
        }
    }
}
