//! Reads and writes a worksheet row by row, for the form of the preview and for `classify`.

use std::collections::BTreeSet;
use std::fs::File;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::atomic_write::LockedFile;
use super::diagnostics::text::{self, SourceLines};
use super::export::read_export;
use super::export::rows::{ExportOptions, RowTarget, TicketExcerpts};
use super::load::{ContentScope, SiteRoot, refuse_links, require_internal};
use super::{sample_file, terminal};
use crate::author::yaml_edit::{self, KeyChange};
use crate::base::diagnostic::{Diagnostic, Level, quoted};
use crate::base::digest;
use crate::base::id::slug_or_suffix;
use crate::base::period::Period;
use crate::base::source::Sources;
use crate::base::time::Zone;
use crate::check::rules::worksheet::SKIPPED_TICKETS;
use crate::derive::classification::{
    ClassificationProgress, ReaderRole, TicketReading, WorksheetReadings,
};
use crate::format::field::{Field, valid_items};
use crate::format::report::{TicketDoc, WorksheetDoc};
use crate::format::yaml;
use crate::model::report::Product;
use crate::model::{Ledger, route};
use crate::parse;
use crate::view::text::classification::other_findings;

const TICKETS: &str = "tickets";

/// A worksheet that people fill in.
pub struct OpenWorksheet {
    pub product: Product,
    pub period: Period,
    zone: Zone,
    /// From the content folder.
    pub path: String,
    /// The file as it was read.
    text: String,
    pub readings: WorksheetReadings,
}

/// What a reader says of one ticket.
#[derive(Clone, Debug)]
pub struct NewReading {
    pub ticket: String,
    pub role: ReaderRole,
    /// A culprit's ID or another finding; `None` to leave it as it is.
    pub finding: Option<String>,
    /// Empty for none.
    pub note: String,
    pub minutes: Option<u64>,
    pub is_doubtful: bool,
    /// The fingerprint of the row that the reader saw.
    pub seen: String,
}

/// Why a reading was not written.
#[derive(Debug)]
pub enum SaveError {
    /// Somebody else changed the row since the reader saw it.
    RowChanged,
    /// The reason.
    Refused(String),
    Failed(anyhow::Error),
}

impl From<anyhow::Error> for SaveError {
    fn from(error: anyhow::Error) -> SaveError {
        SaveError::Failed(error)
    }
}

impl OpenWorksheet {
    /// Reads the worksheet of a product and a period.
    ///
    /// # Errors
    /// When there is none, or it or the product has errors.
    pub fn open(root: &SiteRoot, product: &str, period: Period) -> Result<OpenWorksheet> {
        let path = sample_file::worksheet_path(product, period);
        OpenWorksheet::find(&product_files(root, product, &path)?, product, period)
    }

    fn find(sources: &Sources, product: &str, period: Period) -> Result<OpenWorksheet> {
        let path = sample_file::worksheet_path(product, period);
        let (known, ledger) = check(sources);
        let Some(ledger) = ledger else {
            let errors: Vec<Diagnostic> = known
                .into_iter()
                .filter(|fault| fault.level == Level::Error)
                .collect();
            let errors = text::render(&errors, sources, "content/", SourceLines::Hide);
            bail!(
                "the files of {product} have errors:\n{}",
                terminal::strip_colors(&errors)
            );
        };
        let product = sample_file::find_product(&ledger, product, sources)?;
        let Some(file) = sources.find(&path) else {
            bail!("there is no worksheet {path}; draw one with `statuary sample`");
        };
        let text = String::from_utf8_lossy(&sources.file(file).bytes).into_owned();
        let (documents, _) = parse::parse_matching(sources, |found| found == file);
        let Some(document) = documents.worksheets.into_iter().next() else {
            bail!("{path} contains counts and is not a worksheet");
        };
        Ok(OpenWorksheet {
            zone: product.zone.unwrap_or(ledger.status.site.zone),
            product: product.clone(),
            period,
            path,
            text,
            readings: readings(document.document.content.value),
        })
    }

    pub fn progress(&self) -> ClassificationProgress {
        ClassificationProgress::of(&self.readings)
    }

    /// The address of its report on the internal site.
    pub fn report_address(&self) -> String {
        route::REPORT.address_of(&[&self.product.id, &self.period.slug()])
    }

    pub fn ticket(&self, id: &str) -> Option<&TicketReading> {
        self.readings.tickets.iter().find(|ticket| ticket.id == id)
    }

    /// What can be found in this period, as IDs and names: the culprits in the order of the vocabulary, then the other findings.
    pub fn findings(&self) -> Vec<(&str, String)> {
        let is_live = |retired: Option<Period>| {
            retired.is_none_or(|retired| self.period.first() < retired.first())
        };
        let culprits = self.product.culprits.iter();
        let live = culprits
            .filter(|culprit| is_live(culprit.retired))
            .map(|culprit| (culprit.id.as_str(), culprit.name.clone()));
        live.chain(other_findings()).collect()
    }

    /// The name of a finding.
    pub fn name_of(&self, finding: &str) -> String {
        let mut findings = self.findings().into_iter();
        let found = findings.find(|(id, _)| *id == finding);
        found.map_or_else(|| finding.to_owned(), |(_, name)| name)
    }

    /// Identifies what a row says, so that nobody overwrites what they have not seen.
    pub fn fingerprint(&self, ticket: &str) -> String {
        row_fingerprint(&self.text, ticket)
    }

    /// Cells of the tickets of this worksheet, from a local export.
    ///
    /// # Errors
    /// When the export cannot be read, or the product does not say how.
    pub fn read_excerpts(&self, export: &Path) -> Result<TicketExcerpts> {
        let mut excerpts =
            TicketExcerpts::of(self.readings.tickets.iter().map(|ticket| ticket.id.clone()));
        let Some(settings) = &self.product.export else {
            bail!("product.yaml does not say how the ticket export is written: add `export:`");
        };
        let reading = ExportOptions {
            export: settings,
            period: self.period,
            zone: self.zone,
            needs_priority: false,
            labels: None,
        };
        let name = || export.display().to_string();
        let file = File::open(export).with_context(name)?;
        read_export(file, reading, RowTarget::Excerpts(&mut excerpts)).with_context(name)?;
        Ok(excerpts)
    }
}

fn row_fingerprint(text: &str, ticket: &str) -> String {
    digest::hex(yaml_edit::item_text(text, TICKETS, ticket).unwrap_or_default())[..16].to_owned()
}

fn readings(doc: WorksheetDoc) -> WorksheetReadings {
    let WorksheetDoc {
        tickets,
        population,
        census,
        stopped,
        ..
    } = doc;
    let rows = tickets.0.optional().map(|list| valid_items(list.value));
    let rows = rows.unwrap_or_default().into_iter();
    let census = census.optional().map(|census| census.value);
    let (priorities, census_population) = census.map_or((None, None), |census| {
        (
            census.priorities.0.optional(),
            census.population.0.optional(),
        )
    });
    let priorities = priorities.map(|list| valid_items(list.value));
    let priorities = priorities.unwrap_or_default().into_iter();
    WorksheetReadings {
        tickets: rows.filter_map(|row| reading(row.value)).collect(),
        population: population.0.optional().map_or(0, |count| count.value),
        census_priorities: priorities.map(|word| word.value.into()).collect(),
        census_population: census_population.map_or(0, |count| count.value),
        is_stopped: stopped.optional().is_some_and(|stopped| stopped.value),
    }
}

fn reading(row: TicketDoc) -> Option<TicketReading> {
    let TicketDoc {
        id,
        priority,
        label: _,
        culprit,
        note,
        second_reader,
        second,
        first,
        minutes,
    } = row;
    let priority = priority.optional().and_then(|word| word.value);
    Some(TicketReading {
        id: id.0.optional()?.value,
        priority: priority.map(String::from),
        culprit: filled(culprit),
        note: filled(note),
        minutes: minutes.optional().and_then(|minutes| minutes.value),
        first: filled(first),
        second: filled(second),
        is_doubtful: second_reader.optional().is_some_and(|asked| asked.value),
    })
}

fn filled(field: Field<Option<impl Into<String>>>) -> Option<String> {
    let text: String = field.optional()?.value?.into();
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The files that a worksheet is checked with.
fn product_files(root: &SiteRoot, product: &str, path: &str) -> Result<Sources> {
    let sources = root.load_matching(ContentScope::All, |found| {
        found == path || sample_file::is_product_source(found, product)
    })?;
    require_internal(&sources)?;
    Ok(sources)
}

fn check(sources: &Sources) -> (Vec<Diagnostic>, Option<Ledger>) {
    let outcome = crate::check_sources(sources);
    (outcome.diagnostics, outcome.ledger)
}

/// A worksheet of the content, with what people have found so far.
pub struct ListedWorksheet {
    pub product: String,
    pub period: Period,
    pub readings: WorksheetReadings,
}

/// The products and periods that have a worksheet, the newest first.
///
/// # Errors
/// When the content cannot be read.
pub fn worksheets(root: &SiteRoot) -> Result<Vec<ListedWorksheet>> {
    // Without this file there is no site.
    let wanted = |path: &str| path.starts_with("internal/reports/") || path == "site.yaml";
    let sources = root.load_matching(ContentScope::All, wanted)?;
    require_internal(&sources)?;
    let (documents, _) = parse::parse_all(&sources);
    let sheets = documents.worksheets.into_iter();
    let mut found: Vec<ListedWorksheet> = sheets
        .filter_map(|sheet| {
            let period = sheet.document.stem.replace("--", "/");
            Some(ListedWorksheet {
                product: sheet.product,
                period: Period::parse(&period)?,
                readings: readings(sheet.document.content.value),
            })
        })
        .collect();
    found.sort_by_key(|sheet| {
        (
            std::cmp::Reverse(sheet.period.first()),
            sheet.product.clone(),
        )
    });
    Ok(found)
}

/// Writes what a reader says of one ticket, and returns the warnings about it.
///
/// # Errors
/// A [`SaveError`]; the file is then as it was.
pub fn save_reading(
    root: &SiteRoot,
    (product, period): (&str, Period),
    new: &NewReading,
) -> Result<Vec<String>, SaveError> {
    let path = sample_file::worksheet_path(product, period);
    edit_file(root, product, &path, |text, sources| {
        if row_fingerprint(text, &new.ticket) != new.seen {
            return Err(SaveError::RowChanged);
        }
        let old = OpenWorksheet::find(sources, product, period)?;
        let Some(before) = old.ticket(&new.ticket) else {
            return Err(SaveError::RowChanged);
        };
        let findings = old.findings();
        let is_unknown = |finding: &&String| !findings.iter().any(|(id, _)| id == finding);
        if let Some(finding) = new.finding.as_ref().filter(is_unknown) {
            let problem = format!("unknown culprit {}", quoted(finding));
            return Err(SaveError::Refused(problem));
        }
        yaml_edit::change_item(text, TICKETS, &new.ticket, &changes(before, new))
            .map_err(|reason| SaveError::Refused(format!("{path}: {reason}")))
    })
}

/// The keys of a row that a reading changes.
fn changes(before: &TicketReading, new: &NewReading) -> Vec<KeyChange<'static>> {
    let finding = |key| new.finding.clone().map(|finding| (key, Some(finding)));
    let note = new.note.split_whitespace().collect::<Vec<_>>().join(" ");
    let note = Some(note)
        .filter(|note| !note.is_empty())
        .map(|note| yaml::flow_scalar(&note));
    let minutes = new.minutes.map(|minutes| minutes.to_string());
    let own = finding("culprit")
        .into_iter()
        .chain([("note", note), ("minutes", minutes)]);
    match new.role {
        ReaderRole::Second => finding("second").into_iter().collect(),
        ReaderRole::First => {
            let doubt = (new.is_doubtful || before.is_doubtful)
                .then(|| ("second_reader", Some(new.is_doubtful.to_string())));
            own.chain(doubt).collect()
        }
        ReaderRole::Both => {
            let first = before.first_finding().map(str::to_owned);
            own.chain([("first", first)]).collect()
        }
    }
}

/// Minutes of effort as a person typed them; `None` for an empty text.
///
/// # Errors
/// [`SaveError::Refused`] if it is no whole number.
pub fn parse_minutes(text: &str) -> Result<Option<u64>, SaveError> {
    let text = text.trim();
    let parse = || match text.parse() {
        Ok(minutes) => Ok(minutes),
        Err(_) => {
            let problem = format!("invalid minutes {}: expected a whole number", quoted(text));
            Err(SaveError::Refused(problem))
        }
    };
    (!text.is_empty()).then(parse).transpose()
}

/// Adds a culprit at the end of the vocabulary, and returns its ID.
///
/// # Errors
/// A [`SaveError`]; the file is then as it was.
pub fn add_culprit(
    root: &SiteRoot,
    (product, period): (&str, Period),
    name: &str,
) -> Result<String, SaveError> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(SaveError::Refused("the culprit has no name".to_owned()));
    }
    let id = slug_or_suffix(&name);
    let path = format!("internal/reports/{product}/product.yaml");
    edit_file(root, product, &path, |text, _| {
        let (since, name) = (period.to_string(), yaml::flow_scalar(&name));
        let keys = [("id", id.as_str()), ("name", &name), ("since", &since)];
        yaml_edit::append_item(text, "culprits", &keys)
            .map_err(|reason| SaveError::Refused(format!("{path}: {reason}")))
    })?;
    Ok(id)
}

/// Changes a file of a product while no other command writes it. What comes out must have no new error; the new warnings are returned.
fn edit_file(
    root: &SiteRoot,
    product: &str,
    path: &str,
    edit: impl FnOnce(&str, &Sources) -> Result<String, SaveError>,
) -> Result<Vec<String>, SaveError> {
    refuse_links(&root.content, path)?;
    let locked = LockedFile::open(&root.content.join(path))?;
    let before = locked.bytes().unwrap_or_default().to_vec();
    let text = String::from_utf8(before).context("the file is not UTF-8 text")?;
    let mut sources = product_files(root, product, path)?;
    let new = edit(&text, &sources)?;
    let Some(file) = sources.find(path).filter(|_| new != text) else {
        return Ok(Vec::new());
    };
    let (known, _) = check(&sources);
    sources.replace(file, new.clone().into_bytes());
    let (found, ledger) = check(&sources);
    let known: BTreeSet<&str> = known.iter().map(|fault| fault.message.as_str()).collect();
    let mut fresh = found
        .iter()
        .filter(|fault| !known.contains(fault.message.as_str()));
    if ledger.is_none() {
        let error = fresh.find(|fault| fault.level == Level::Error);
        let reason = error.map_or("the file has errors", |error| &error.message);
        return Err(SaveError::Refused(reason.to_owned()));
    }
    // The form says itself which tickets were skipped.
    let warnings = fresh.filter(|fault| fault.rule.id != SKIPPED_TICKETS.id);
    let warnings = warnings.map(|fault| fault.message.clone()).collect();
    locked.replace(&new)?;
    Ok(warnings)
}

/// The keys by which findings are chosen; a blank where there are more than keys. `b`, `m`, `n`, `q` and `s` do something else.
pub fn finding_keys(findings: &[(&str, String)]) -> Vec<char> {
    let mut free = "123456789acdefghijkloprtvwyz0".chars();
    let key = |(id, _): &(&str, String)| match *id {
        "unclassified" => 'u',
        "not-applicable" => 'x',
        _ => free.next().unwrap_or(' '),
    };
    findings.iter().map(key).collect()
}
