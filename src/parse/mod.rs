//! Text to documents as written: front matter, YAML with spans, Markdown to safe markup.
//!
//! Parsing never fails and never panics. It returns what could be read together with every fault that it met; a document with a
//! fault is still handed on, so that the rules of `check` can find the rest in the same run.

pub mod component;
pub mod decode;
pub mod fault;
pub mod front_matter;
pub mod given;
pub mod incident;
pub mod layout;
pub mod maintenance;
pub mod markdown;
pub mod notice;
pub mod page;
pub mod pager;
pub mod postmortem;
pub mod report;
pub mod service;
pub mod shape;
pub mod site;
pub mod team;
pub mod yaml;

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, SourceFile, Sources, Span, Spanned};
use layout::Kind;

/// A file as written.
#[derive(Debug)]
pub struct Document<T> {
    /// The file.
    pub file: FileId,
    /// Its name without folder and extension.
    pub stem: String,
    /// What the keys say, and where the keys are.
    pub content: Spanned<T>,
    /// The Markdown under the front matter; empty for YAML files.
    pub body: Body,
}

/// The Markdown under front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// As written.
    pub markdown: String,
    /// Where.
    pub span: Span,
}

impl<T> Document<T> {
    /// The start of the file: the place of a fault that has no better one.
    #[must_use]
    pub fn start(&self) -> Span {
        Span {
            file: self.file,
            start: 0,
            end: 0,
        }
    }
}

/// A document of a product's folder.
#[derive(Debug)]
pub struct OfProduct<T> {
    /// The folder's name.
    pub product: String,
    /// The document.
    pub document: Document<T>,
}

/// The documents of entries, in the order of the paths.
#[derive(Debug, Default)]
pub struct EntryDocuments {
    /// `incidents/`.
    pub incidents: Vec<Document<incident::IncidentDoc>>,
    /// `maintenance/`.
    pub maintenance: Vec<Document<maintenance::MaintenanceDoc>>,
    /// `postmortems/`.
    pub postmortems: Vec<Document<postmortem::PostmortemDoc>>,
    /// `notices/`.
    pub notices: Vec<Document<notice::NoticeDoc>>,
    /// `pages/`.
    pub pages: Vec<Document<page::PageDoc>>,
}

/// Every document of a content folder, in the order of the paths.
#[derive(Debug, Default)]
pub struct Documents {
    /// `site.yaml`.
    pub site: Vec<Document<site::SiteDoc>>,
    /// `components.yaml`.
    pub components: Vec<Document<component::BoardDoc>>,
    /// What has a page of its own.
    pub entries: EntryDocuments,
    /// `internal/reports/<product>/product.yaml`.
    pub products: Vec<OfProduct<report::ProductDoc>>,
    /// `internal/reports/<product>/<period>.yaml`.
    pub tallies: Vec<OfProduct<report::TallyDoc>>,
    /// The same, as worksheets.
    pub worksheets: Vec<OfProduct<report::WorksheetDoc>>,
    /// `internal/reports/<product>/usage.yaml`.
    pub usages: Vec<OfProduct<report::UsageDoc>>,
    /// `internal/reports/<product>/actions.yaml`.
    pub actions: Vec<OfProduct<report::ActionsDoc>>,
    /// `internal/teams.yaml`.
    pub teams: Vec<Document<team::TeamsDoc>>,
    /// `internal/pages/<period>.yaml`.
    pub pagers: Vec<Document<pager::PagerDoc>>,
    /// `internal/services.yaml`.
    pub services: Vec<Document<service::CatalogueDoc>>,
}

/// One parsed file, before it finds its place among the others.
#[allow(
    clippy::large_enum_variant,
    reason = "one for each file, and each lives for a moment"
)]
enum Parsed {
    Site(Document<site::SiteDoc>),
    Components(Document<component::BoardDoc>),
    Incident(Document<incident::IncidentDoc>),
    Maintenance(Document<maintenance::MaintenanceDoc>),
    Postmortem(Document<postmortem::PostmortemDoc>),
    Notice(Document<notice::NoticeDoc>),
    Page(Document<page::PageDoc>),
    Product(OfProduct<report::ProductDoc>),
    Tally(OfProduct<report::TallyDoc>),
    Worksheet(OfProduct<report::WorksheetDoc>),
    Usage(OfProduct<report::UsageDoc>),
    Actions(OfProduct<report::ActionsDoc>),
    Teams(Document<team::TeamsDoc>),
    Pager(Document<pager::PagerDoc>),
    Services(Document<service::CatalogueDoc>),
    Nothing,
}

/// Reads every file, in parallel; the result does not depend on the number of threads.
#[must_use]
pub fn documents(sources: &Sources) -> (Documents, Vec<Diagnostic>) {
    documents_of(sources, |_| true)
}

/// The same for those files alone that are wanted.
#[must_use]
pub fn documents_of(
    sources: &Sources,
    wanted: impl Fn(FileId) -> bool,
) -> (Documents, Vec<Diagnostic>) {
    let files: Vec<FileId> = sources
        .iter()
        .map(|(file, _)| file)
        .filter(|file| wanted(*file))
        .collect();
    documents_in(sources, &files)
}

/// The same for some files, given in the order of their paths.
#[must_use]
pub fn documents_in(sources: &Sources, files: &[FileId]) -> (Documents, Vec<Diagnostic>) {
    let parsed: Vec<(Parsed, Vec<Diagnostic>)> = files
        .par_iter()
        .map(|file| {
            let mut faults = Vec::new();
            (parse_file(*file, sources.file(*file), &mut faults), faults)
        })
        .collect();
    let mut documents = Documents::default();
    let mut faults = Vec::new();
    for (parsed, found) in parsed {
        documents.add(parsed);
        faults.extend(found);
    }
    (documents, faults)
}

impl Documents {
    fn add(&mut self, parsed: Parsed) {
        match parsed {
            Parsed::Site(document) => self.site.push(document),
            Parsed::Components(document) => self.components.push(document),
            Parsed::Incident(document) => self.entries.incidents.push(document),
            Parsed::Maintenance(document) => self.entries.maintenance.push(document),
            Parsed::Postmortem(document) => self.entries.postmortems.push(document),
            Parsed::Notice(document) => self.entries.notices.push(document),
            Parsed::Page(document) => self.entries.pages.push(document),
            Parsed::Product(document) => self.products.push(document),
            Parsed::Tally(document) => self.tallies.push(document),
            Parsed::Worksheet(document) => self.worksheets.push(document),
            Parsed::Usage(document) => self.usages.push(document),
            Parsed::Actions(document) => self.actions.push(document),
            Parsed::Teams(document) => self.teams.push(document),
            Parsed::Pager(document) => self.pagers.push(document),
            Parsed::Services(document) => self.services.push(document),
            Parsed::Nothing => {}
        }
    }
}

fn parse_file(id: FileId, file: &SourceFile, faults: &mut Vec<Diagnostic>) -> Parsed {
    let kind = match layout::kind(&file.path) {
        Ok(kind) => kind,
        Err(problem) => {
            faults.push(fault::misplaced(
                Span {
                    file: id,
                    start: 0,
                    end: 0,
                },
                &file.path,
                &problem,
            ));
            return Parsed::Nothing;
        }
    };
    match kind {
        Kind::Ignored | Kind::Static => Parsed::Nothing,
        Kind::Site => yaml_file(id, file, faults).map_or(Parsed::Nothing, Parsed::Site),
        Kind::Components => yaml_file(id, file, faults).map_or(Parsed::Nothing, Parsed::Components),
        Kind::Incident => yaml_file(id, file, faults).map_or(Parsed::Nothing, Parsed::Incident),
        Kind::Maintenance => {
            yaml_file(id, file, faults).map_or(Parsed::Nothing, Parsed::Maintenance)
        }
        Kind::Postmortem => {
            markdown_file(id, file, faults).map_or(Parsed::Nothing, Parsed::Postmortem)
        }
        Kind::Notice => markdown_file(id, file, faults).map_or(Parsed::Nothing, Parsed::Notice),
        Kind::Page => markdown_file(id, file, faults).map_or(Parsed::Nothing, Parsed::Page),
        Kind::Product(product) => of_product(product, yaml_file(id, file, faults), Parsed::Product),
        Kind::Tally(product) => sample_file(product, id, file, faults),
        Kind::Usage(product) => of_product(product, yaml_file(id, file, faults), Parsed::Usage),
        Kind::Actions(product) => of_product(product, yaml_file(id, file, faults), Parsed::Actions),
        Kind::Teams => yaml_file(id, file, faults).map_or(Parsed::Nothing, Parsed::Teams),
        Kind::Pager => yaml_file(id, file, faults).map_or(Parsed::Nothing, Parsed::Pager),
        Kind::Services => yaml_file(id, file, faults).map_or(Parsed::Nothing, Parsed::Services),
    }
}

fn of_product<T>(
    product: String,
    document: Option<Document<T>>,
    wrap: impl FnOnce(OfProduct<T>) -> Parsed,
) -> Parsed {
    document.map_or(Parsed::Nothing, |document| {
        wrap(OfProduct { product, document })
    })
}

/// A tally or a worksheet: the list of tickets tells which.
fn sample_file(
    product: String,
    id: FileId,
    file: &SourceFile,
    faults: &mut Vec<Diagnostic>,
) -> Parsed {
    let Some(text) = yaml::utf8(id, &file.bytes, faults) else {
        return Parsed::Nothing;
    };
    let Some(root) = yaml::tree(id, text, 0..text.len(), faults) else {
        return Parsed::Nothing;
    };
    if root.has_key("tickets") || root.has_key("planned") {
        let content = decode::decode(&root, faults);
        of_product(
            product,
            content.map(|content| whole_file(id, file, text, content)),
            Parsed::Worksheet,
        )
    } else {
        let content = decode::decode(&root, faults);
        of_product(
            product,
            content.map(|content| whole_file(id, file, text, content)),
            Parsed::Tally,
        )
    }
}

fn whole_file<T>(id: FileId, file: &SourceFile, text: &str, content: Spanned<T>) -> Document<T> {
    let body = Body {
        markdown: String::new(),
        span: Span {
            file: id,
            start: text.len(),
            end: text.len(),
        },
    };
    Document {
        file: id,
        stem: file.stem().to_owned(),
        content,
        body,
    }
}

fn yaml_file<T: DeserializeOwned>(
    id: FileId,
    file: &SourceFile,
    faults: &mut Vec<Diagnostic>,
) -> Option<Document<T>> {
    let text = yaml::utf8(id, &file.bytes, faults)?;
    let content = decode::document(id, text, 0..text.len(), faults)?;
    Some(whole_file(id, file, text, content))
}

fn markdown_file<T: DeserializeOwned>(
    id: FileId,
    file: &SourceFile,
    faults: &mut Vec<Diagnostic>,
) -> Option<Document<T>> {
    let text = yaml::utf8(id, &file.bytes, faults)?;
    let Some(parts) = front_matter::split(text) else {
        let line = text.lines().next().unwrap_or_default();
        let start = line.len() - line.trim_start_matches('\u{feff}').len();
        let is_open = front_matter::is_rule(&line[start..]);
        faults.push(fault::no_front_matter(
            Span {
                file: id,
                start,
                end: line.len(),
            },
            is_open,
        ));
        return None;
    };
    let content = decode::document(id, text, parts.head, faults)?;
    let span = Span {
        file: id,
        start: parts.body.start,
        end: parts.body.end,
    };
    let body = Body {
        markdown: text[parts.body].to_owned(),
        span,
    };
    Some(Document {
        file: id,
        stem: file.stem().to_owned(),
        content,
        body,
    })
}
