//! Answers of the Better Stack API, and the `index.json` of a Better Stack status page: reports with their updates.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::components::ListedComponent;
use super::json_file::{self, ApiDocument, ApiResource, IdOrCode, JsonFile};
use super::phase::ImportedPhase;
use super::session::{ImportSession, Importer};
use super::structured_entry::{
    self, AffectedComponent, PlannedWindow, StructuredEntry, StructuredUpdate, VendorWords,
};
use crate::base::source::Sources;

pub(super) const IMPORTER: Importer = Importer {
    name: "betterstack",
    about: "JSON responses of the Better Stack API about status pages, or the index.json of a page",
    import,
};

/// Reports have no phases; the state of the whole says whether one is over.
const WORDS: VendorWords = VendorWords {
    phases: &[
        ("operational", ImportedPhase::Ended),
        ("resolved", ImportedPhase::Ended),
        ("degraded", ImportedPhase::Update),
        ("downtime", ImportedPhase::Update),
        ("maintenance", ImportedPhase::Update),
    ],
    states: &[
        ("operational", "operational"),
        ("resolved", "operational"),
        ("degraded", "degraded_performance"),
        ("downtime", "major_outage"),
        ("maintenance", "under_maintenance"),
    ],
    impacts: &[],
};

const EXPECTED: &str = "an object with `data`, of the types `status_page`, `status_page_section`, `status_page_resource`, `status_report` \
    or `status_update`";

#[derive(Deserialize)]
struct BetterStackPage {
    company_name: Option<String>,
    subdomain: Option<String>,
    custom_domain: Option<String>,
    timezone: Option<String>,
}

#[derive(Deserialize)]
struct BetterStackSection {
    name: Option<String>,
}

#[derive(Deserialize)]
struct BetterStackResource {
    public_name: String,
    explanation: Option<String>,
    status_page_section_id: Option<IdOrCode>,
}

#[derive(Deserialize)]
struct BetterStackReport {
    title: String,
    report_type: Option<String>,
    starts_at: Option<String>,
    ends_at: Option<String>,
    aggregate_state: Option<String>,
    affected_resources: Option<Vec<BetterStackAffectedResource>>,
}

#[derive(Deserialize)]
struct BetterStackUpdate {
    message: Option<String>,
    published_at: Option<String>,
    status_report_id: Option<IdOrCode>,
    affected_resources: Option<Vec<BetterStackAffectedResource>>,
}

#[derive(Deserialize)]
struct BetterStackAffectedResource {
    status_page_resource_id: IdOrCode,
    status: Option<String>,
}

/// What the files have of one type: by id, with the file and the resource.
type ById<T> = BTreeMap<String, (String, T, ApiResource)>;

fn import(from: &Sources, session: &mut ImportSession) {
    let documents = json_file::read_files(from, session, EXPECTED, read_answer);
    let mut by_type: BTreeMap<String, Vec<(String, ApiResource)>> = BTreeMap::new();
    for (source, document) in documents {
        for resource in document.into_resources() {
            let kind = resource.kind.clone();
            by_type
                .entry(kind)
                .or_default()
                .push((source.clone(), resource));
        }
    }
    let pages: ById<BetterStackPage> = read_type(&mut by_type, "status_page", session);
    let sections: ById<BetterStackSection> =
        read_type(&mut by_type, "status_page_section", session);
    let resources: ById<BetterStackResource> =
        read_type(&mut by_type, "status_page_resource", session);
    let reports: ById<BetterStackReport> = read_type(&mut by_type, "status_report", session);
    let mut updates: ById<BetterStackUpdate> = read_type(&mut by_type, "status_update", session);
    for (kind, others) in by_type {
        let source = &others[0].0;
        session
            .report
            .skipped(source, format!("objects of the type `{kind}`"));
    }
    for (source, page, _) in pages.into_values() {
        page.read_settings(&source, session);
    }
    for (id, (source, resource, _)) in &resources {
        let section = resource
            .status_page_section_id
            .clone()
            .map(IdOrCode::into_text);
        let section = section.and_then(|id| sections.get(&id));
        let section = section.and_then(|(_, section, _)| section.name.as_deref());
        let listed = ListedComponent {
            key: Some(id),
            name: &resource.public_name,
            description: resource.explanation.as_deref(),
            group: section.map(|name| (name, None)),
        };
        session.components.declare(source, &listed);
    }
    session.report_missing_settings("");
    let mut entries = Vec::new();
    for (id, (source, report, resource)) in reports {
        let related = resource.related("status_updates");
        let is_own = |key: &String, update: &BetterStackUpdate| {
            let report = update.status_report_id.clone().map(IdOrCode::into_text);
            related.contains(key) || report.as_ref() == Some(&id)
        };
        let (own, rest) = updates
            .into_iter()
            .partition(|(key, (_, update, _))| is_own(key, update));
        updates = rest;
        let own: ById<BetterStackUpdate> = own;
        let own = own.into_values().map(|(_, update, _)| update.into_update());
        let mut own: Vec<StructuredUpdate> = own.collect();
        own.sort_by(|a, b| a.at.cmp(&b.at));
        entries.push((source, report.into_entry(id, own)));
    }
    for (source, update, _) in updates.into_values() {
        let text = update.message.unwrap_or_default();
        let line = format!("update without its report: {text}");
        session.report.skipped(&source, line);
    }
    structured_entry::import_entries(entries, &WORDS, session);
}

fn read_answer(file: &JsonFile) -> Option<serde_json::Result<ApiDocument>> {
    file.has("data").then(|| file.read())
}

/// Takes the resources of a type. One that is in several files is taken once.
fn read_type<T: DeserializeOwned>(
    by_type: &mut BTreeMap<String, Vec<(String, ApiResource)>>,
    kind: &str,
    session: &mut ImportSession,
) -> ById<T> {
    let mut found = ById::new();
    for (source, resource) in by_type.remove(kind).unwrap_or_default() {
        let id = resource.id.clone().into_text();
        match resource.attributes() {
            Ok(attributes) => drop(found.insert(id, (source, attributes, resource))),
            Err(error) => {
                let line = format!("{kind} {id} is not in the documented form: {error}");
                session.report.skipped(&source, line);
            }
        }
    }
    found
}

impl BetterStackPage {
    fn read_settings(self, source: &str, session: &mut ImportSession) {
        let own = self.custom_domain.filter(|domain| !domain.is_empty());
        let hosted = self
            .subdomain
            .map(|name| format!("{name}.betteruptime.com"));
        session.settings.title = self.company_name;
        session.settings.url = own.or(hosted).map(|domain| format!("https://{domain}/"));
        if let Some(zone) = self.timezone {
            session.set_default_zone(source, &zone);
        }
    }
}

impl BetterStackReport {
    fn into_entry(self, id: String, updates: Vec<StructuredUpdate>) -> StructuredEntry {
        let is_planned = self.report_type.as_deref() == Some("maintenance");
        let window = PlannedWindow {
            start: self.starts_at.clone(),
            end: self.ends_at.clone(),
            minutes: None,
        };
        let affected = self.affected_resources.into_iter().flatten();
        StructuredEntry {
            old_path: Some(format!("incident/{id}")),
            key: Some(id),
            title: self.title,
            is_planned,
            started: self.starts_at.filter(|_| !is_planned),
            ended: self.ends_at.filter(|_| !is_planned),
            window: if is_planned {
                window
            } else {
                PlannedWindow::default()
            },
            status: self.aggregate_state.filter(|_| !is_planned),
            components: affected
                .map(BetterStackAffectedResource::at_start)
                .collect(),
            updates,
            ..StructuredEntry::default()
        }
    }
}

impl BetterStackUpdate {
    fn into_update(self) -> StructuredUpdate {
        let affected = self.affected_resources.into_iter().flatten();
        StructuredUpdate {
            at: self.published_at,
            text: self.message.unwrap_or_default(),
            components: affected
                .map(BetterStackAffectedResource::into_component)
                .collect(),
            ..StructuredUpdate::default()
        }
    }
}

impl BetterStackAffectedResource {
    fn into_component(self) -> AffectedComponent {
        AffectedComponent {
            key: Some(self.status_page_resource_id.into_text()),
            name: None,
            state: self.status,
        }
    }

    /// A report that is over has its resources as they are now, which says nothing about its start.
    fn at_start(self) -> AffectedComponent {
        let mut component = self.into_component();
        component.state = component
            .state
            .filter(|state| !matches!(state.as_str(), "resolved" | "operational"));
        component
    }
}
