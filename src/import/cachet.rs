//! Answers of the Cachet API, version 1 (Cachet 2) and JSON:API (Cachet 3): component groups, components, incidents and schedules.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::components::ListedComponent;
use super::json_file::{self, ApiDocument, ApiResource, IdOrCode, JsonFile};
use super::phase::ImportedPhase;
use super::session::{ImportSession, Importer};
use super::structured_entry::{
    self, AffectedComponent, PlannedWindow, StructuredEntry, StructuredUpdate, VendorWords,
};
use crate::base::source::Sources;

pub(super) const IMPORTER: Importer = Importer {
    name: "cachet",
    about: "JSON responses of the Cachet API: components, incidents and schedules",
    import,
};

/// Statuses are numbers; those of schedules overlap with them and are replaced by their names.
const WORDS: VendorWords = VendorWords {
    phases: &[
        ("1", ImportedPhase::Investigating),
        ("2", ImportedPhase::Identified),
        ("3", ImportedPhase::Monitoring),
        ("4", ImportedPhase::Ended),
        ("upcoming", ImportedPhase::Scheduled),
        ("in progress", ImportedPhase::InProgress),
        ("complete", ImportedPhase::Ended),
    ],
    states: &[],
    impacts: &[],
};

const SCHEDULE_STATUSES: [&str; 3] = ["upcoming", "in progress", "complete"];

const EXPECTED: &str =
    "an object with `data`, a list of component groups, components, incidents or schedules";

#[derive(Deserialize)]
struct CachetListDocument {
    data: Vec<Value>,
}

enum CachetAnswer {
    Plain(Vec<Value>),
    Api(Vec<ApiResource>),
}

#[derive(Deserialize)]
struct CachetComponent {
    id: IdOrCode,
    name: String,
    description: Option<String>,
    group_id: Option<IdOrCode>,
}

#[derive(Deserialize)]
struct CachetGroup {
    id: IdOrCode,
    name: String,
}

/// An incident, or a schedule.
#[derive(Deserialize)]
struct CachetEntry {
    id: IdOrCode,
    name: String,
    message: Option<String>,
    status: Option<CachetStatus>,
    /// Whether everybody may see it.
    visible: Option<IdOrCode>,
    component_id: Option<IdOrCode>,
    #[serde(alias = "occurred_at")]
    occurred: Option<CachetWrittenTime>,
    #[serde(alias = "scheduled_at")]
    scheduled: Option<CachetWrittenTime>,
    #[serde(alias = "completed_at")]
    completed: Option<CachetWrittenTime>,
    #[serde(alias = "created_at")]
    created: Option<CachetWrittenTime>,
    updates: Option<Vec<CachetUpdate>>,
    components: Option<Vec<CachetComponent>>,
}

#[derive(Deserialize)]
struct CachetUpdate {
    message: Option<String>,
    status: Option<CachetStatus>,
    #[serde(alias = "created_at")]
    created: Option<CachetWrittenTime>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum CachetStatus {
    Named { value: Option<IdOrCode> },
    Plain(IdOrCode),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum CachetWrittenTime {
    Described { string: Option<String> },
    Plain(String),
}

fn import(from: &Sources, session: &mut ImportSession) {
    let answers = json_file::read_files(from, session, EXPECTED, read_answer);
    let mut records = CachetRecords::default();
    for (source, answer) in answers {
        match answer {
            CachetAnswer::Plain(items) => {
                for item in items {
                    records.add_plain(&source, &item, session);
                }
            }
            CachetAnswer::Api(resources) => records.add_api(&source, &resources, session),
        }
    }
    records.declare_components(session);
    session.report_missing_settings("");
    let mut entries = Vec::new();
    for (source, entry, is_planned) in records.entries {
        let visible = entry.visible.clone().map(IdOrCode::into_text);
        if visible.is_some_and(|visible| !matches!(visible.as_str(), "1" | "true")) {
            let line = format!("`{}` is not visible to everybody", entry.name);
            session.report.skipped(&source, line);
            continue;
        }
        entries.push((source, entry.into_entry(is_planned)));
    }
    structured_entry::import_entries(entries, &WORDS, session);
}

fn read_answer(file: &JsonFile) -> Option<serde_json::Result<CachetAnswer>> {
    if file.is_list() || !file.has("data") {
        return None;
    }
    let list: CachetListDocument = match file.read() {
        Ok(list) => list,
        Err(error) => return Some(Err(error)),
    };
    let is_api = list
        .data
        .iter()
        .all(|item| item.get("attributes").is_some());
    let is_known = |item: &Value| item.get("name").is_some() && item.get("id").is_some();
    if is_api {
        return Some(
            file.read()
                .map(|document: ApiDocument| CachetAnswer::Api(document.into_resources())),
        );
    }
    let all_known = list.data.iter().all(is_known);
    all_known.then_some(Ok(CachetAnswer::Plain(list.data)))
}

/// What all files have, each with its file.
#[derive(Default)]
struct CachetRecords {
    groups: BTreeMap<String, CachetGroup>,
    components: Vec<(String, CachetComponent)>,
    /// And whether it is a schedule.
    entries: Vec<(String, CachetEntry, bool)>,
}

impl CachetRecords {
    /// In version 1 only the keys tell what an item is.
    fn add_plain(&mut self, source: &str, item: &Value, session: &mut ImportSession) {
        let has = |key: &str| item.get(key).is_some();
        let is_schedule = has("completed_at");
        let added = if is_schedule || has("message") {
            CachetEntry::deserialize(item)
                .map(|entry| self.entries.push((source.to_owned(), entry, is_schedule)))
        } else if has("enabled_components") || has("collapsed") {
            CachetGroup::deserialize(item).map(|group| self.add_group(group))
        } else {
            CachetComponent::deserialize(item)
                .map(|component| self.components.push((source.to_owned(), component)))
        };
        if let Err(error) = added {
            let line = format!("an item is not in the documented form: {error}");
            session.report.skipped(source, line);
        }
    }

    fn add_group(&mut self, group: CachetGroup) {
        self.groups.insert(group.id.clone().into_text(), group);
    }

    /// In JSON:API what belongs to an entry is beside it.
    fn add_api(&mut self, source: &str, resources: &[ApiResource], session: &mut ImportSession) {
        for resource in resources {
            let related = |name: &str, kind: &str| {
                let ids = resource.related(name);
                let all = resources.iter().filter(move |one| {
                    one.kind == kind && ids.contains(&one.id.clone().into_text())
                });
                all.collect::<Vec<&ApiResource>>()
            };
            let added = match resource.kind.as_str() {
                "incidents" | "schedules" => resource.attributes().map(|mut entry: CachetEntry| {
                    let updates = related("updates", "updates");
                    let updates = updates.iter().filter_map(|one| one.attributes().ok());
                    entry.updates = Some(updates.collect());
                    let components = related("components", "components");
                    let components = components.iter().filter_map(|one| one.attributes().ok());
                    entry.components = Some(components.collect());
                    let is_planned = resource.kind == "schedules";
                    self.entries.push((source.to_owned(), entry, is_planned));
                }),
                "components" => resource.attributes().map(|mut component: CachetComponent| {
                    let group = resource.related("group").into_iter().next();
                    component.group_id = group.map(IdOrCode::Text).or(component.group_id);
                    self.components.push((source.to_owned(), component));
                }),
                "componentGroups" | "component_groups" | "component-groups" => {
                    resource.attributes().map(|group| self.add_group(group))
                }
                _ => Ok(()),
            };
            if let Err(error) = added {
                let id = resource.id.clone().into_text();
                let kind = &resource.kind;
                let line = format!("{kind} {id} is not in the documented form: {error}");
                session.report.skipped(source, line);
            }
        }
    }

    fn declare_components(&self, session: &mut ImportSession) {
        for (source, component) in &self.components {
            let key = component.id.clone().into_text();
            let group = component.group_id.clone().map(IdOrCode::into_text);
            let group = group.and_then(|id| self.groups.get(&id));
            let listed = ListedComponent {
                key: Some(&key),
                name: &component.name,
                description: component.description.as_deref(),
                group: group.map(|group| (group.name.as_str(), None)),
            };
            session.components.declare(source, &listed);
        }
    }
}

impl CachetEntry {
    fn into_entry(self, is_planned: bool) -> StructuredEntry {
        let id = self.id.into_text();
        let updates = self.updates.unwrap_or_default();
        let status = self.status.and_then(CachetStatus::into_text);
        let status = status.map(|status| match status.parse::<usize>() {
            Ok(index) if is_planned => SCHEDULE_STATUSES
                .get(index)
                .map_or(status, |word| (*word).to_owned()),
            _ => status,
        });
        let created = self.created.and_then(CachetWrittenTime::into_text);
        let occurred = self.occurred.and_then(CachetWrittenTime::into_text);
        let component = self.component_id.map(IdOrCode::into_text);
        let single = component
            .filter(|id| id != "0")
            .map(|id| AffectedComponent {
                key: Some(id),
                ..AffectedComponent::default()
            });
        let listed = self.components.unwrap_or_default();
        let listed = listed.into_iter().map(|component| AffectedComponent {
            key: Some(component.id.into_text()),
            name: Some(component.name),
            state: None,
        });
        let kind = if is_planned { "schedules" } else { "incidents" };
        StructuredEntry {
            old_path: Some(format!("{kind}/{id}")),
            key: Some(format!("{kind}/{id}")),
            title: self.name,
            is_planned,
            started: if is_planned {
                created
            } else {
                occurred.or(created)
            },
            ended: self.completed.and_then(CachetWrittenTime::into_text),
            window: PlannedWindow {
                start: self
                    .scheduled
                    .filter(|_| is_planned)
                    .and_then(CachetWrittenTime::into_text),
                ..PlannedWindow::default()
            },
            status,
            text: self.message.filter(|text| !text.trim().is_empty()),
            components: single.into_iter().chain(listed).collect(),
            updates: updates.into_iter().map(CachetUpdate::into_update).collect(),
            ..StructuredEntry::default()
        }
    }
}

impl CachetUpdate {
    fn into_update(self) -> StructuredUpdate {
        StructuredUpdate {
            at: self.created.and_then(CachetWrittenTime::into_text),
            status: self.status.and_then(CachetStatus::into_text),
            text: self.message.unwrap_or_default(),
            ..StructuredUpdate::default()
        }
    }
}

impl CachetStatus {
    fn into_text(self) -> Option<String> {
        match self {
            CachetStatus::Named { value } => value.map(IdOrCode::into_text),
            CachetStatus::Plain(code) => Some(code.into_text()),
        }
    }
}

impl CachetWrittenTime {
    fn into_text(self) -> Option<String> {
        match self {
            CachetWrittenTime::Described { string } => string,
            CachetWrittenTime::Plain(text) => Some(text),
        }
    }
}
