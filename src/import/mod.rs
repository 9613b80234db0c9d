//! Another tool's files to files of our own: a function from texts to texts and a report. Nothing is read or written here.
//!
//! An importer reads what another tool keeps (`cstate`, `statuspage`, `upptime`, `postmortems`) into drafts of entries. What they share is
//! here too: times in prose, phases in any words, the timeline in a Markdown body, and components by their names.
//! Two rules hold for all of them. Nothing is lost: what has no place stands in the text or in a comment. Nothing is invented in silence:
//! what had to be guessed is in the report, and beside the value as a comment.

mod body;
mod components;
mod cstate;
mod entry;
mod front_matter;
mod github;
mod ids;
mod marker;
mod phase;
mod postmortems;
mod provenance;
mod report;
mod settings;
mod severity;
mod statuspage;
mod structured_entry;
mod timestamp;
mod update_blocks;
mod upptime;
mod value;

pub use provenance::{TargetState, target_state};
pub use report::{ImportAction, ImportReport};

use crate::base::source::{SourceFile, Sources};
use crate::base::time::{Moment, Zone};
use components::ImportedComponents;
use entry::{ImportedIncident, ImportedMaintenance};
use ids::ImportedIds;

/// Which tool the files are from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceTool {
    /// cState, and other tools that keep an incident as Markdown with front matter.
    Cstate,
    /// Answers of Statuspage's API, and files of the same shape.
    Statuspage,
    /// Upptime's repository, and an export of its issues.
    Upptime,
    /// Post-mortems in Markdown, one a file.
    Postmortems,
}

impl SourceTool {
    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SourceTool::Cstate => "cstate",
            SourceTool::Statuspage => "statuspage",
            SourceTool::Upptime => "upptime",
            SourceTool::Postmortems => "postmortems",
        }
    }
}

/// A file that was made: its path from the content folder and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedFile {
    /// For example `incidents/2026-11-03-api-errors.yaml`.
    pub path: String,
    /// The whole text, with the line that says who made it.
    pub text: String,
}

/// What an import comes to.
#[derive(Debug)]
pub struct ImportOutput {
    /// Every file that belongs into the content folder, in the order of the paths.
    pub files: Vec<ImportedFile>,
    /// What was read, made, merged, guessed and left out.
    pub report: ImportReport,
}

/// Imports the files of a tool into a site. Both are read only: the site's own files decide the zone, and which components and incidents
/// are there already.
#[must_use]
pub fn import_files(
    tool: SourceTool,
    from: &Sources,
    into: &Sources,
    zone: Option<Zone>,
) -> ImportOutput {
    let mut session = ImportSession::new(tool, into, zone);
    for (_, file) in from.iter() {
        match str::from_utf8(&file.bytes) {
            Ok(_) => {}
            Err(_) => session.report.skipped(&file.path, "it is not UTF-8"),
        }
    }
    match tool {
        SourceTool::Cstate => cstate::import(from, &mut session),
        SourceTool::Statuspage => statuspage::import(from, &mut session),
        SourceTool::Upptime => upptime::import(from, &mut session),
        SourceTool::Postmortems => postmortems::import(from, &mut session),
    }
    session.finish(into)
}

/// What an import gathers on its way.
struct ImportSession<'a> {
    tool: SourceTool,
    /// The site as it is.
    existing: &'a Sources,
    /// Zone of times that say none.
    zone: Zone,
    /// Whether somebody chose that zone.
    zone_is_explicit: bool,
    settings: settings::ImportedSettings,
    /// When the last entry began.
    latest_start: Option<Moment>,
    components: ImportedComponents,
    ids: ImportedIds,
    report: ImportReport,
    files: Vec<ImportedFile>,
}

impl<'a> ImportSession<'a> {
    fn new(tool: SourceTool, existing: &'a Sources, zone: Option<Zone>) -> ImportSession<'a> {
        let of_site = settings::configured_zone(existing);
        let chosen = zone.or(of_site);
        ImportSession {
            tool,
            existing,
            zone: chosen.unwrap_or(Zone::UTC),
            zone_is_explicit: chosen.is_some(),
            settings: settings::ImportedSettings::default(),
            latest_start: None,
            components: ImportedComponents::from_site(existing),
            ids: ImportedIds::default(),
            report: ImportReport::default(),
            files: Vec::new(),
        }
    }

    /// Takes a zone that the other tool's settings name, unless one was chosen.
    fn set_default_zone(&mut self, name: &str) {
        if let Some(zone) = Zone::from_name(name).filter(|_| !self.zone_is_explicit) {
            (self.zone, self.zone_is_explicit) = (zone, true);
        }
    }

    /// Takes a finished file.
    fn add_file(&mut self, source: &str, path: String, text: &str) {
        self.report.created(source, &path);
        let text = provenance::add_marker(self.tool.name(), source, text);
        self.files.push(ImportedFile { path, text });
    }

    /// Takes an incident.
    fn add_incident(&mut self, source: &str, id: &str, incident: &ImportedIncident) {
        self.latest_start = self.latest_start.max(Some(incident.started));
        self.add_file(source, format!("incidents/{id}.yaml"), &incident.to_yaml());
    }

    /// Takes a maintenance.
    fn add_maintenance(&mut self, source: &str, id: &str, maintenance: &ImportedMaintenance) {
        self.latest_start = self.latest_start.max(Some(maintenance.start));
        self.add_file(
            source,
            format!("maintenance/{id}.yaml"),
            &maintenance.to_yaml(),
        );
    }

    fn finish(mut self, into: &Sources) -> ImportOutput {
        if find_text(into, "site.yaml").is_none() {
            let text = self.settings.to_yaml(self.zone, self.latest_start);
            self.add_file("", "site.yaml".to_owned(), &text);
        }
        if let Some(text) = self.components.to_yaml() {
            self.add_file("", "components.yaml".to_owned(), &text);
        }
        self.components
            .merged
            .iter()
            .for_each(|(source, text)| self.report.merged(source, text));
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        ImportOutput {
            files: self.files,
            report: self.report,
        }
    }
}

/// A file of a folder as text, if it is there and readable.
fn find_text<'a>(sources: &'a Sources, path: &str) -> Option<&'a str> {
    let found = sources.iter().find(|(_, file)| file.path == path);
    found.and_then(|(_, file)| file_text(file))
}

/// A file as text without a byte-order mark.
fn file_text(file: &SourceFile) -> Option<&str> {
    str::from_utf8(&file.bytes)
        .ok()
        .map(|text| text.trim_start_matches('\u{feff}'))
}
