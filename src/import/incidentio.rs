//! Answers of the incident.io API: status pages, their structure, incidents and maintenance.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::components::ListedComponent;
use super::json_file::{self, JsonFile};
use super::phase::ImportedPhase;
use super::session::{ImportSession, Importer};
use super::settings::with_final_slash;
use super::structured_entry::{
    self, AffectedComponent, PlannedWindow, StructuredEntry, StructuredUpdate, VendorWords,
};
use crate::base::source::Sources;

pub(super) const IMPORTER: Importer = Importer {
    name: "incidentio",
    about: "JSON responses of the incident.io API about status pages",
    import,
};

const WORDS: VendorWords = VendorWords {
    phases: &[
        ("investigating", ImportedPhase::Investigating),
        ("identified", ImportedPhase::Identified),
        ("monitoring", ImportedPhase::Monitoring),
        ("resolved", ImportedPhase::Ended),
        ("maintenance_scheduled", ImportedPhase::Scheduled),
        ("maintenance_in_progress", ImportedPhase::InProgress),
        ("maintenance_complete", ImportedPhase::Ended),
    ],
    states: &[
        ("operational", "operational"),
        ("degraded_performance", "degraded_performance"),
        ("partial_outage", "partial_outage"),
        ("full_outage", "major_outage"),
        ("under_maintenance", "under_maintenance"),
    ],
    impacts: &[],
};

const EXPECTED: &str = "an object with `status_pages`, `current_structure`, `status_page_structure`, `status_page_incidents` or \
    `status_page_maintenances`, or with one incident or maintenance";

const ANSWER_KEYS: [&str; 8] = [
    "status_pages",
    "status_page",
    "current_structure",
    "status_page_structure",
    "status_page_incidents",
    "status_page_incident",
    "status_page_maintenances",
    "status_page_maintenance",
];

#[derive(Deserialize, Default)]
#[serde(default)]
struct IncidentIoAnswer {
    status_pages: Vec<IncidentIoPage>,
    status_page: Option<IncidentIoPage>,
    current_structure: Option<IncidentIoStructure>,
    status_page_structure: Option<IncidentIoWholeStructure>,
    status_page_incidents: Vec<IncidentIoIncident>,
    status_page_incident: Option<IncidentIoIncident>,
    status_page_maintenances: Vec<IncidentIoIncident>,
    status_page_maintenance: Option<IncidentIoIncident>,
}

#[derive(Deserialize)]
struct IncidentIoPage {
    name: Option<String>,
    #[serde(alias = "url")]
    public_url: Option<String>,
}

#[derive(Deserialize)]
struct IncidentIoWholeStructure {
    current_structure: Option<IncidentIoStructure>,
}

#[derive(Deserialize)]
struct IncidentIoStructure {
    #[serde(default)]
    items: Vec<IncidentIoStructureItem>,
}

/// A component, a group of components, or a page of its own.
#[derive(Deserialize)]
struct IncidentIoStructureItem {
    component: Option<IncidentIoComponent>,
    group: Option<IncidentIoGroup>,
    sub_page: Option<IncidentIoStructure>,
}

#[derive(Deserialize)]
struct IncidentIoGroup {
    name: String,
    #[serde(default)]
    components: Vec<IncidentIoComponent>,
}

#[derive(Deserialize)]
struct IncidentIoComponent {
    component_id: String,
    name: String,
    description: Option<String>,
}

/// An incident or a maintenance.
#[derive(Deserialize)]
struct IncidentIoIncident {
    id: String,
    name: String,
    #[serde(alias = "maintenance_status")]
    incident_status: String,
    published_at: String,
    #[serde(alias = "component_maintenance_periods", default)]
    component_impacts: Vec<IncidentIoImpactPeriod>,
    #[serde(default)]
    updates: Vec<IncidentIoUpdate>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

#[derive(Deserialize)]
struct IncidentIoImpactPeriod {
    component_id: String,
    start_at: Option<String>,
    end_at: Option<String>,
}

#[derive(Deserialize)]
struct IncidentIoUpdate {
    #[serde(alias = "maintenance_status")]
    incident_status: Option<String>,
    message: Option<String>,
    published_at: String,
    #[serde(default)]
    component_statuses: Vec<IncidentIoStateOfComponent>,
}

#[derive(Deserialize)]
struct IncidentIoStateOfComponent {
    component_id: String,
    component_status: String,
}

fn import(from: &Sources, session: &mut ImportSession) {
    let answers = json_file::read_files(from, session, EXPECTED, read_answer);
    let mut entries = Vec::new();
    for (source, answer) in answers {
        let pages = answer.status_pages.into_iter().chain(answer.status_page);
        if let Some(page) = pages.into_iter().next() {
            session.settings.title = page.name;
            session.settings.url = page.public_url.as_deref().map(with_final_slash);
        }
        let whole = answer.status_page_structure;
        let structure = whole.and_then(|whole| whole.current_structure);
        for structure in structure.into_iter().chain(answer.current_structure) {
            structure.declare_components(&source, session);
        }
        let incidents = answer.status_page_incidents.into_iter();
        let incidents = incidents.chain(answer.status_page_incident);
        let maintenance = answer.status_page_maintenances.into_iter();
        let maintenance = maintenance.chain(answer.status_page_maintenance);
        let incidents = incidents.map(|incident| incident.into_entry(false));
        let maintenance = maintenance.map(|incident| incident.into_entry(true));
        entries.extend(
            incidents
                .chain(maintenance)
                .map(|entry| (source.clone(), entry)),
        );
    }
    session.report_missing_settings("");
    structured_entry::import_entries(entries, &WORDS, session);
}

fn read_answer(file: &JsonFile) -> Option<serde_json::Result<IncidentIoAnswer>> {
    let is_known = !file.is_list() && ANSWER_KEYS.iter().any(|key| file.has(key));
    is_known.then(|| file.read())
}

impl IncidentIoStructure {
    fn declare_components(&self, source: &str, session: &mut ImportSession) {
        for item in &self.items {
            if let Some(component) = &item.component {
                component.declare(source, None, session);
            }
            if let Some(group) = &item.group {
                for component in &group.components {
                    component.declare(source, Some(&group.name), session);
                }
            }
            if let Some(page) = &item.sub_page {
                page.declare_components(source, session);
            }
        }
    }
}

impl IncidentIoComponent {
    fn declare(&self, source: &str, group: Option<&str>, session: &mut ImportSession) {
        let listed = ListedComponent {
            key: Some(&self.component_id),
            name: &self.name,
            description: self.description.as_deref(),
            group: group.map(|name| (name, None)),
        };
        session.components.declare(source, &listed);
    }
}

impl IncidentIoIncident {
    /// It began when it first affected a component, or when it was published.
    fn into_entry(self, is_planned: bool) -> StructuredEntry {
        let periods = &self.component_impacts;
        let start = periods.iter().filter_map(|period| period.start_at.clone());
        let start = start.min();
        let end = periods.iter().filter_map(|period| period.end_at.clone());
        let end = end.max();
        let published = self.published_at;
        let affected = periods.iter().map(|period| AffectedComponent {
            key: Some(period.component_id.clone()),
            ..AffectedComponent::default()
        });
        let window = PlannedWindow {
            start: start.clone(),
            end: end.clone(),
            minutes: None,
        };
        StructuredEntry {
            key: Some(self.id),
            title: self.name,
            is_planned,
            started: if is_planned {
                Some(published)
            } else {
                start.into_iter().chain([published]).min()
            },
            window: if is_planned {
                window
            } else {
                PlannedWindow::default()
            },
            // An update announces the end, or else the last component was well again.
            ended: end.filter(|_| !is_planned && self.incident_status == "resolved"),
            status: Some(self.incident_status),
            components: affected.filter(|_| is_planned).collect(),
            updates: self
                .updates
                .into_iter()
                .map(IncidentIoUpdate::into_update)
                .collect(),
            notes: json_file::other_keys(self.other, "status_page_id"),
            ..StructuredEntry::default()
        }
    }
}

impl IncidentIoUpdate {
    fn into_update(self) -> StructuredUpdate {
        let states = self.component_statuses.into_iter();
        StructuredUpdate {
            at: Some(self.published_at),
            status: self.incident_status,
            text: self.message.unwrap_or_default(),
            components: states
                .map(|state| AffectedComponent {
                    key: Some(state.component_id),
                    name: None,
                    state: Some(state.component_status),
                })
                .collect(),
            ..StructuredUpdate::default()
        }
    }
}
