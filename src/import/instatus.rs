//! Answers of the Instatus API: lists of pages, components, incidents and maintenance.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::components::ListedComponent;
use super::json_file::{self, JsonFile};
use super::phase::ImportedPhase;
use super::session::{ImportSession, Importer};
use super::structured_entry::{
    self, AffectedComponent, PlannedWindow, StructuredEntry, StructuredUpdate, VendorWords,
};
use crate::base::source::Sources;

pub(super) const IMPORTER: Importer = Importer {
    name: "instatus",
    about: "JSON responses of the Instatus API: components, incidents and maintenance",
    import,
};

const WORDS: VendorWords = VendorWords {
    phases: &[
        ("INVESTIGATING", ImportedPhase::Investigating),
        ("IDENTIFIED", ImportedPhase::Identified),
        ("MONITORING", ImportedPhase::Monitoring),
        ("RESOLVED", ImportedPhase::Ended),
        ("NOTSTARTEDYET", ImportedPhase::Scheduled),
        ("INPROGRESS", ImportedPhase::InProgress),
        ("VERIFYING", ImportedPhase::Verifying),
        ("COMPLETED", ImportedPhase::Ended),
    ],
    states: &[],
    impacts: &[
        ("OPERATIONAL", "none"),
        ("UNDERMAINTENANCE", "minor"),
        ("DEGRADEDPERFORMANCE", "minor"),
        ("MINOROUTAGE", "minor"),
        ("PARTIALOUTAGE", "major"),
        ("MAJOROUTAGE", "critical"),
    ],
};

const EXPECTED: &str = "a list of pages, components, incidents or maintenance, or one of them";

/// Keys of an entry that say nothing of their own.
const IGNORED_KEYS: &str = "nameTranslationId translations notify createdAt updatedAt automated appId siteId importedFromStatuspage \
    notifyStart notifyEnd notifyEarly notifyMinutes autoStart autoEnd";
const IGNORED_UPDATE_KEYS: &str = "id messageHtml messageTranslationId messageHtmlTranslationId notify ended duration updatedAt incidentId \
    maintenanceId importedFromStatuspage translations";

enum InstatusAnswer {
    Pages(Vec<InstatusPage>),
    Components(Vec<InstatusComponent>),
    Incidents(Vec<InstatusIncident>),
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InstatusPage {
    name: String,
    subdomain: String,
    custom_domain: Option<String>,
    language: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InstatusComponent {
    id: String,
    name: String,
    description: Option<String>,
    is_parent: Option<bool>,
    group_id: Option<String>,
    group: Option<InstatusGroup>,
}

/// The group of a component is a component itself.
#[derive(Deserialize)]
struct InstatusGroup {
    id: String,
    name: String,
}

/// An incident, or a maintenance if it has a planned start.
#[derive(Deserialize)]
struct InstatusIncident {
    id: String,
    name: String,
    status: String,
    impact: Option<String>,
    started: Option<String>,
    resolved: Option<String>,
    start: Option<String>,
    end: Option<String>,
    duration: Option<i64>,
    #[serde(default)]
    updates: Vec<InstatusUpdate>,
    #[serde(default)]
    components: Vec<InstatusNamedComponent>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InstatusUpdate {
    message: Option<String>,
    status: Option<String>,
    started: Option<String>,
    created_at: Option<String>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

#[derive(Deserialize)]
struct InstatusNamedComponent {
    id: String,
    name: String,
}

fn import(from: &Sources, session: &mut ImportSession) {
    let answers = json_file::read_files(from, session, EXPECTED, read_answer);
    let (mut components, mut entries) = (Vec::new(), Vec::new());
    for (source, answer) in answers {
        match answer {
            InstatusAnswer::Pages(pages) => {
                if let Some(page) = pages.into_iter().next() {
                    page.read_settings(session);
                }
            }
            InstatusAnswer::Components(list) => {
                components.extend(
                    list.into_iter()
                        .map(|component| (source.clone(), component)),
                );
            }
            InstatusAnswer::Incidents(list) => {
                let list = list.into_iter().map(InstatusIncident::into_entry);
                entries.extend(list.map(|entry| (source.clone(), entry)));
            }
        }
    }
    declare_components(&components, session);
    session.report_missing_settings("");
    structured_entry::import_entries(entries, &WORDS, session);
}

fn read_answer(file: &JsonFile) -> Option<serde_json::Result<InstatusAnswer>> {
    Some(if file.has("subdomain") {
        file.read_list().map(InstatusAnswer::Pages)
    } else if file.has("updates") || file.has("started") || file.has("start") {
        file.read_list().map(InstatusAnswer::Incidents)
    } else if file.has("name") && (file.has("showUptime") || file.has("groupId")) {
        file.read_list().map(InstatusAnswer::Components)
    } else {
        return None;
    })
}

impl InstatusPage {
    fn read_settings(self, session: &mut ImportSession) {
        let own = self.custom_domain.filter(|domain| !domain.is_empty());
        let domain = own.unwrap_or_else(|| format!("{}.instatus.com", self.subdomain));
        session.settings.title = Some(self.name);
        session.settings.url = Some(format!("https://{domain}/"));
        session.settings.language = self.language;
    }
}

fn declare_components(components: &[(String, InstatusComponent)], session: &mut ImportSession) {
    let mut groups: BTreeMap<&str, (&str, Option<&str>)> = BTreeMap::new();
    for (_, component) in components {
        if let Some(group) = &component.group {
            groups.entry(&group.id).or_insert((&group.name, None));
        }
        if component.is_parent == Some(true) {
            let description = component.description.as_deref();
            groups.insert(&component.id, (&component.name, description));
        }
    }
    for (source, component) in components {
        if component.is_parent == Some(true) {
            continue;
        }
        let group = component.group.as_ref().map(|group| group.id.as_str());
        let group = component.group_id.as_deref().or(group);
        let listed = ListedComponent {
            key: Some(&component.id),
            name: &component.name,
            description: component.description.as_deref(),
            group: group.and_then(|id| groups.get(id).copied()),
        };
        session.components.declare(source, &listed);
    }
}

impl InstatusIncident {
    /// What a component says of its state is how it is today.
    fn into_entry(self) -> StructuredEntry {
        let is_planned = self.start.is_some();
        let components = self.components.into_iter();
        StructuredEntry {
            old_path: Some(self.id.clone()),
            key: Some(self.id),
            title: self.name,
            is_planned,
            started: self.started,
            ended: self.resolved,
            window: PlannedWindow {
                start: self.start,
                end: self.end,
                minutes: self.duration.filter(|_| is_planned),
            },
            status: Some(self.status),
            impact: self.impact,
            components: components
                .map(|component| AffectedComponent {
                    key: Some(component.id),
                    name: Some(component.name),
                    state: None,
                })
                .collect(),
            updates: self
                .updates
                .into_iter()
                .map(InstatusUpdate::into_update)
                .collect(),
            notes: json_file::other_keys(self.other, IGNORED_KEYS),
            ..StructuredEntry::default()
        }
    }
}

impl InstatusUpdate {
    fn into_update(self) -> StructuredUpdate {
        StructuredUpdate {
            at: self.started.or(self.created_at.clone()),
            published: self.created_at,
            status: self.status,
            text: self.message.unwrap_or_default(),
            notes: json_file::other_keys(self.other, IGNORED_UPDATE_KEYS),
            ..StructuredUpdate::default()
        }
    }
}
