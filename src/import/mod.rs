//! Another tool's files to files of our own: a function from texts to texts and a report. Nothing is read or written here.
//!
//! An importer reads what another tool keeps (`cstate`, `statuspage`, `upptime`, `postmortems`) into drafts of entries. What they share is
//! here too: times in prose, phases in any words, the timeline in a Markdown body, and components by their names.
//! Two rules hold for all of them. Nothing is lost: what has no place stands in the text or in a comment. Nothing is invented in silence:
//! what had to be guessed is in the report, and beside the value as a comment.

mod board;
mod body;
mod cstate;
mod draft;
mod front;
mod github;
mod head;
mod marker;
mod names;
mod phase;
mod postmortems;
mod record;
mod report;
mod severity;
mod site;
mod stamp;
mod statuspage;
mod timeline;
mod tree;
mod upptime;

pub use marker::{Standing, standing};
pub use report::{Report, What};

use crate::base::source::{SourceFile, Sources};
use crate::base::time::{Moment, Zone};
use board::Board;
use draft::{Incident, Maintenance};
use names::Names;

/// Which tool the files are from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// cState, and other tools that keep an incident as Markdown with front matter.
    Cstate,
    /// Answers of Statuspage's API, and files of the same shape.
    Statuspage,
    /// Upptime's repository, and an export of its issues.
    Upptime,
    /// Post-mortems in Markdown, one a file.
    Postmortems,
}

impl Tool {
    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Tool::Cstate => "cstate",
            Tool::Statuspage => "statuspage",
            Tool::Upptime => "upptime",
            Tool::Postmortems => "postmortems",
        }
    }
}

/// A file that was made: its path from the content folder and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// For example `incidents/2026-11-03-api-errors.yaml`.
    pub path: String,
    /// The whole text, with the line that says who made it.
    pub text: String,
}

/// What an import comes to.
#[derive(Debug)]
pub struct Import {
    /// Every file that belongs into the content folder, in the order of the paths.
    pub files: Vec<Made>,
    /// What was read, made, merged, guessed and left out.
    pub report: Report,
}

/// Imports the files of a tool into a site. Both are read only: the site's own files decide the zone, and which components and incidents
/// are there already.
#[must_use]
pub fn files(tool: Tool, from: &Sources, into: &Sources, zone: Option<Zone>) -> Import {
    let mut session = Session::new(tool, into, zone);
    for (_, file) in from.iter() {
        match str::from_utf8(&file.bytes) {
            Ok(_) => {}
            Err(_) => session.report.left_out(&file.path, "it is not UTF-8"),
        }
    }
    match tool {
        Tool::Cstate => cstate::import(from, &mut session),
        Tool::Statuspage => statuspage::import(from, &mut session),
        Tool::Upptime => upptime::import(from, &mut session),
        Tool::Postmortems => postmortems::import(from, &mut session),
    }
    session.finish(into)
}

/// What an import gathers on its way.
struct Session<'a> {
    tool: Tool,
    /// The site as it is.
    into: &'a Sources,
    /// Zone of times that say none.
    zone: Zone,
    /// Whether somebody chose that zone.
    zone_given: bool,
    site: site::Settings,
    /// When the last entry began.
    latest: Option<Moment>,
    board: Board,
    names: Names,
    report: Report,
    files: Vec<Made>,
}

impl<'a> Session<'a> {
    fn new(tool: Tool, into: &'a Sources, zone: Option<Zone>) -> Session<'a> {
        let of_site = site::zone(into);
        let chosen = zone.or(of_site);
        Session {
            tool,
            into,
            zone: chosen.unwrap_or(Zone::UTC),
            zone_given: chosen.is_some(),
            site: site::Settings::default(),
            latest: None,
            board: Board::read(into),
            names: Names::default(),
            report: Report::default(),
            files: Vec::new(),
        }
    }

    /// Takes a zone that the other tool's settings name, unless one was chosen.
    fn offer_zone(&mut self, name: &str) {
        if let Some(zone) = Zone::named(name).filter(|_| !self.zone_given) {
            (self.zone, self.zone_given) = (zone, true);
        }
    }

    /// Takes a finished file.
    fn made(&mut self, source: &str, path: String, text: &str) {
        self.report.made(source, &path);
        let text = marker::marked(self.tool.name(), source, text);
        self.files.push(Made { path, text });
    }

    /// Takes an incident.
    fn incident(&mut self, source: &str, id: &str, incident: &Incident) {
        self.latest = self.latest.max(Some(incident.started));
        self.made(source, format!("incidents/{id}.yaml"), &incident.text());
    }

    /// Takes a maintenance.
    fn maintenance(&mut self, source: &str, id: &str, maintenance: &Maintenance) {
        self.latest = self.latest.max(Some(maintenance.start));
        self.made(
            source,
            format!("maintenance/{id}.yaml"),
            &maintenance.text(),
        );
    }

    fn finish(mut self, into: &Sources) -> Import {
        if file(into, "site.yaml").is_none() {
            let text = self.site.text(self.zone, self.latest);
            self.made("", "site.yaml".to_owned(), &text);
        }
        if let Some(text) = self.board.text() {
            self.made("", "components.yaml".to_owned(), &text);
        }
        self.board
            .merged
            .iter()
            .for_each(|(source, text)| self.report.merged(source, text));
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        Import {
            files: self.files,
            report: self.report,
        }
    }
}

/// A file of a folder as text, if it is there and readable.
fn file<'a>(sources: &'a Sources, path: &str) -> Option<&'a str> {
    let found = sources.iter().find(|(_, file)| file.path == path);
    found.and_then(|(_, file)| text(file))
}

/// A file as text without a byte-order mark.
fn text(file: &SourceFile) -> Option<&str> {
    str::from_utf8(&file.bytes)
        .ok()
        .map(|text| text.trim_start_matches('\u{feff}'))
}
