//! Text to documents as written: front matter, YAML with spans, Markdown to safe markup.
//!
//! Parsing never fails and never panics. It returns what could be read together with every fault that it found; a document with a fault is
//! still returned, so that the rules of `check` can find the rest in the same run.

pub mod decode;
pub mod front_matter;
pub mod layout;
pub mod markdown;
pub mod rules;
pub mod yaml;

use rayon::prelude::*;
use serde::de::DeserializeOwned;

use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, SourceFile, Sources, Span, Spanned};
use crate::format::{
    component, incident, maintenance, notice, on_call, page, postmortem, report, service, site,
    support, team,
};
use crate::parse::rules::file::{
    missing_front_matter, old_on_call_folder, path_error, text_too_long,
};
use layout::{FileKind, PathError};

/// A file as written.
#[derive(Debug)]
pub struct Document<T> {
    pub file: FileId,
    /// Its name without folder and extension.
    pub stem: String,
    /// What the keys say, and where the keys are.
    pub content: Spanned<T>,
    /// The Markdown under the front matter; empty for YAML files.
    pub body: MarkdownBody,
}

/// The Markdown under front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkdownBody {
    /// As written.
    pub text: String,
    pub span: Span,
}

impl<T> Document<T> {
    /// The start of the file: the place of a fault that has no better one.
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
pub struct ProductDocument<T> {
    /// The folder's name.
    pub product: String,
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
    pub components: Vec<Document<component::ComponentsDoc>>,
    /// `support.yaml`.
    pub support: Vec<Document<support::SupportGuideDoc>>,
    /// What has a page of its own.
    pub entries: EntryDocuments,
    /// `internal/reports/<product>/product.yaml`.
    pub products: Vec<ProductDocument<report::ProductDoc>>,
    /// `internal/reports/<product>/<period>.yaml`.
    pub tallies: Vec<ProductDocument<report::TallyDoc>>,
    /// The same, as worksheets.
    pub worksheets: Vec<ProductDocument<report::WorksheetDoc>>,
    /// `internal/reports/<product>/usage.yaml`.
    pub usages: Vec<ProductDocument<report::UsageDoc>>,
    /// `internal/reports/<product>/actions.yaml`.
    pub actions: Vec<ProductDocument<report::ActionsDoc>>,
    /// `internal/teams.yaml`.
    pub teams: Vec<Document<team::TeamsDoc>>,
    /// `internal/on-call/<period>.yaml`.
    pub on_call_counts: Vec<Document<on_call::OnCallDoc>>,
    /// `internal/services.yaml`.
    pub services: Vec<Document<service::ServicesDoc>>,
}

/// One parsed file.
#[allow(
    clippy::large_enum_variant,
    reason = "one for each file, and each lives for a moment"
)]
enum ParsedFile {
    Site(Document<site::SiteDoc>),
    Components(Document<component::ComponentsDoc>),
    Support(Document<support::SupportGuideDoc>),
    Incident(Document<incident::IncidentDoc>),
    Maintenance(Document<maintenance::MaintenanceDoc>),
    Postmortem(Document<postmortem::PostmortemDoc>),
    Notice(Document<notice::NoticeDoc>),
    Page(Document<page::PageDoc>),
    Product(ProductDocument<report::ProductDoc>),
    Tally(ProductDocument<report::TallyDoc>),
    Worksheet(ProductDocument<report::WorksheetDoc>),
    Usage(ProductDocument<report::UsageDoc>),
    Actions(ProductDocument<report::ActionsDoc>),
    Teams(Document<team::TeamsDoc>),
    OnCall(Document<on_call::OnCallDoc>),
    Services(Document<service::ServicesDoc>),
    Skipped,
}

/// Reads every file, in parallel; the result does not depend on the number of threads.
pub fn parse_all(sources: &Sources) -> (Documents, Vec<Diagnostic>) {
    parse_matching(sources, |_| true)
}

/// The same for some of the files.
pub fn parse_matching(
    sources: &Sources,
    wanted: impl Fn(FileId) -> bool,
) -> (Documents, Vec<Diagnostic>) {
    let files: Vec<FileId> = sources
        .iter()
        .map(|(file, _)| file)
        .filter(|file| wanted(*file))
        .collect();
    parse_files(sources, &files)
}

/// The same for some files, given in the order of their paths.
pub fn parse_files(sources: &Sources, files: &[FileId]) -> (Documents, Vec<Diagnostic>) {
    let parsed: Vec<(ParsedFile, Vec<Diagnostic>)> = files
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
    // One error for the whole folder: it is renamed in one step.
    let is_old = |file: &&FileId| {
        let kind = layout::file_kind(&sources.file(**file).path);
        kind == Err(PathError::OldOnCallFolder)
    };
    if let Some(first) = files.iter().find(is_old) {
        faults.push(old_on_call_folder(start_of(*first)));
    }
    (documents, faults)
}

impl Documents {
    fn add(&mut self, parsed: ParsedFile) {
        match parsed {
            ParsedFile::Site(document) => self.site.push(document),
            ParsedFile::Components(document) => self.components.push(document),
            ParsedFile::Support(document) => self.support.push(document),
            ParsedFile::Incident(document) => self.entries.incidents.push(document),
            ParsedFile::Maintenance(document) => self.entries.maintenance.push(document),
            ParsedFile::Postmortem(document) => self.entries.postmortems.push(document),
            ParsedFile::Notice(document) => self.entries.notices.push(document),
            ParsedFile::Page(document) => self.entries.pages.push(document),
            ParsedFile::Product(document) => self.products.push(document),
            ParsedFile::Tally(document) => self.tallies.push(document),
            ParsedFile::Worksheet(document) => self.worksheets.push(document),
            ParsedFile::Usage(document) => self.usages.push(document),
            ParsedFile::Actions(document) => self.actions.push(document),
            ParsedFile::Teams(document) => self.teams.push(document),
            ParsedFile::OnCall(document) => self.on_call_counts.push(document),
            ParsedFile::Services(document) => self.services.push(document),
            ParsedFile::Skipped => {}
        }
    }
}

fn start_of(file: FileId) -> Span {
    Span {
        file,
        start: 0,
        end: 0,
    }
}

fn parse_file(id: FileId, file: &SourceFile, faults: &mut Vec<Diagnostic>) -> ParsedFile {
    let kind = match layout::file_kind(&file.path) {
        Ok(kind) => kind,
        Err(PathError::OldOnCallFolder) => return ParsedFile::Skipped,
        Err(problem) => {
            faults.push(path_error(start_of(id), &file.path, &problem));
            return ParsedFile::Skipped;
        }
    };
    match kind {
        FileKind::Ignored | FileKind::Static => ParsedFile::Skipped,
        FileKind::Site => {
            parse_yaml(id, file, faults).map_or(ParsedFile::Skipped, ParsedFile::Site)
        }
        FileKind::Components => {
            parse_yaml(id, file, faults).map_or(ParsedFile::Skipped, ParsedFile::Components)
        }
        FileKind::Support => {
            parse_yaml(id, file, faults).map_or(ParsedFile::Skipped, ParsedFile::Support)
        }
        FileKind::Incident => {
            parse_yaml(id, file, faults).map_or(ParsedFile::Skipped, ParsedFile::Incident)
        }
        FileKind::Maintenance => {
            parse_yaml(id, file, faults).map_or(ParsedFile::Skipped, ParsedFile::Maintenance)
        }
        FileKind::Postmortem => {
            parse_markdown(id, file, faults).map_or(ParsedFile::Skipped, ParsedFile::Postmortem)
        }
        FileKind::Notice => {
            parse_markdown(id, file, faults).map_or(ParsedFile::Skipped, ParsedFile::Notice)
        }
        FileKind::Page => {
            parse_markdown(id, file, faults).map_or(ParsedFile::Skipped, ParsedFile::Page)
        }
        FileKind::Product(product) => {
            product_document(product, parse_yaml(id, file, faults), ParsedFile::Product)
        }
        FileKind::Sample(product) => parse_sample(product, id, file, faults),
        FileKind::Usage(product) => {
            product_document(product, parse_yaml(id, file, faults), ParsedFile::Usage)
        }
        FileKind::Actions(product) => {
            product_document(product, parse_yaml(id, file, faults), ParsedFile::Actions)
        }
        FileKind::Teams => {
            parse_yaml(id, file, faults).map_or(ParsedFile::Skipped, ParsedFile::Teams)
        }
        FileKind::OnCall => {
            parse_yaml(id, file, faults).map_or(ParsedFile::Skipped, ParsedFile::OnCall)
        }
        FileKind::Services => {
            parse_yaml(id, file, faults).map_or(ParsedFile::Skipped, ParsedFile::Services)
        }
    }
}

fn product_document<T>(
    product: String,
    document: Option<Document<T>>,
    wrap: impl FnOnce(ProductDocument<T>) -> ParsedFile,
) -> ParsedFile {
    document.map_or(ParsedFile::Skipped, |document| {
        wrap(ProductDocument { product, document })
    })
}

/// A tally or a worksheet: the list of tickets tells which.
fn parse_sample(
    product: String,
    id: FileId,
    file: &SourceFile,
    faults: &mut Vec<Diagnostic>,
) -> ParsedFile {
    let Some(text) = yaml::decode_utf8(id, &file.bytes, faults) else {
        return ParsedFile::Skipped;
    };
    let Some(root) = yaml::parse_tree(id, text, 0..text.len(), faults) else {
        return ParsedFile::Skipped;
    };
    if root.has_key("tickets") || root.has_key("planned") {
        let content = decode::decode(&root, faults);
        product_document(
            product,
            content.map(|content| yaml_document(id, file, text, content)),
            ParsedFile::Worksheet,
        )
    } else {
        let content = decode::decode(&root, faults);
        product_document(
            product,
            content.map(|content| yaml_document(id, file, text, content)),
            ParsedFile::Tally,
        )
    }
}

fn yaml_document<T>(id: FileId, file: &SourceFile, text: &str, content: Spanned<T>) -> Document<T> {
    let body = MarkdownBody {
        text: String::new(),
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

fn parse_yaml<T: DeserializeOwned>(
    id: FileId,
    file: &SourceFile,
    faults: &mut Vec<Diagnostic>,
) -> Option<Document<T>> {
    let text = yaml::decode_utf8(id, &file.bytes, faults)?;
    let content = decode::decode_text(id, text, 0..text.len(), faults)?;
    Some(yaml_document(id, file, text, content))
}

fn parse_markdown<T: DeserializeOwned>(
    id: FileId,
    file: &SourceFile,
    faults: &mut Vec<Diagnostic>,
) -> Option<Document<T>> {
    let text = yaml::decode_utf8(id, &file.bytes, faults)?;
    let Some(parts) = front_matter::split(text) else {
        let line = text.lines().next().unwrap_or_default();
        let start = line.len() - line.trim_start_matches('\u{feff}').len();
        let is_open = front_matter::is_delimiter(&line[start..]);
        faults.push(missing_front_matter(
            Span {
                file: id,
                start,
                end: line.len(),
            },
            is_open,
        ));
        return None;
    };
    let content = decode::decode_text(id, text, parts.yaml, faults)?;
    let span = Span {
        file: id,
        start: parts.markdown.start,
        end: parts.markdown.end,
    };
    let length = parts.markdown.len();
    if length > yaml::MAX_TEXT {
        let start = span.subspan(0..0);
        faults.push(text_too_long(start, length, yaml::MAX_TEXT));
        return None;
    }
    let body = MarkdownBody {
        text: text[parts.markdown].to_owned(),
        span,
    };
    Some(Document {
        file: id,
        stem: file.stem().to_owned(),
        content,
        body,
    })
}
