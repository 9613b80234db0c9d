//! The rows of a ticket export, whatever its format: their faults, and which of them are in the period.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use anyhow::{Context, Result};

use crate::base::diagnostic::quoted;
use crate::base::export_time;
use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::base::sample_draw::ticket_id_problem;
use crate::base::time::{Date, Interval, LocalResolution, Zone};
use crate::base::time_parser::WrittenTime;
use crate::base::vocabulary::Vocabulary;
use crate::derive::sampling::{ExportRow, LabelNumber, RowScope, SamplingFrame};
use crate::model::report::{CellRule, Export, LabelSource, Priority};

/// Errors that are kept; all are counted.
const MAX_ERRORS_KEPT: usize = 50;
/// Unknown priorities and labels that are kept.
const MAX_UNKNOWN_WORDS: usize = 10;
/// Priorities and labels whose meaning is kept. A column of free text has more.
const MAX_CACHED_WORDS: usize = 1000;

/// How an export is read for one period.
#[derive(Clone, Copy, Debug)]
pub struct ExportOptions<'a> {
    /// The names of its columns.
    pub export: &'a Export,
    pub period: Period,
    /// The zone of the period's days.
    pub zone: Zone,
    /// Whether the priority of every ticket must be known, because all tickets of some priorities are read.
    pub needs_priority: bool,
    /// Where labels of a machine are found.
    pub labels: Option<&'a LabelSource>,
}

/// What is read of each ticket: the names of the columns, their places or their cells.
#[derive(Clone, Copy, Debug)]
pub struct TicketFields<T> {
    pub id: T,
    /// None in a file with labels alone.
    pub created: Option<T>,
    pub priority: Option<T>,
    pub label: Option<T>,
    pub version: Option<T>,
}

impl<T> TicketFields<T> {
    /// The same with something else for each.
    ///
    /// # Errors
    /// The first that `change` makes.
    pub fn try_map<'f, U, E>(
        &'f self,
        mut change: impl FnMut(&'f T) -> Result<U, E>,
    ) -> Result<TicketFields<U>, E> {
        Ok(TicketFields {
            id: change(&self.id)?,
            created: self.created.as_ref().map(&mut change).transpose()?,
            priority: self.priority.as_ref().map(&mut change).transpose()?,
            label: self.label.as_ref().map(&mut change).transpose()?,
            version: self.version.as_ref().map(&mut change).transpose()?,
        })
    }
}

/// What was read from an export.
#[derive(Debug, Default)]
pub struct ExportSummary {
    /// Rows with a ticket.
    pub rows: u64,
    /// The first of the errors.
    pub errors: Vec<RowError>,
    /// The number of all errors.
    pub error_count: u64,
    /// The first of the priorities that neither the product's settings nor the program know.
    pub unknown_priorities: BTreeSet<String>,
    /// The labels that were seen, by their numbers from 1.
    pub labels: Vec<LabelKind>,
    /// The first of the labels that stand for no culprit that is known.
    pub unknown_labels: BTreeSet<String>,
    /// The first and the last day on which a ticket was created, in the time zone of the export.
    pub days: Option<(Date, Date)>,
    /// What the numbers of rows count.
    pub numbers: RowNumbers,
    /// Lines above the header of a table, and lines after its end: titles and footers of reports.
    pub lines_around: u64,
}

/// What a machine can say of a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelKind {
    /// None if it names no culprit.
    pub culprit: Option<CulpritId>,
    pub version: Option<String>,
}

/// What the numbers of rows count in an export, from 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowNumbers {
    /// Lines of the file.
    #[default]
    Lines,
    /// Rows of a spreadsheet.
    Rows,
    /// Objects of a JSON document.
    Objects,
}

impl RowNumbers {
    /// A row of a file, in the form of compilers where there are lines.
    pub fn name(self, file: &str, number: u64) -> String {
        match self {
            RowNumbers::Lines => format!("{file}:{number}"),
            RowNumbers::Rows => format!("{file}: row {number}"),
            RowNumbers::Objects => format!("{file}: object {number}"),
        }
    }
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// The line, row or object, from 1.
    pub line: u64,
    pub message: String,
}

/// The cells of a row by the names of their columns. A cell can have several values.
pub type CellLookup<'f, 'c> = &'f dyn Fn(&str) -> Vec<Cow<'c, str>>;

/// Cells of some tickets with their columns, for whoever reads these tickets. They are kept in memory only.
#[derive(Debug, Default)]
pub struct TicketExcerpts {
    pub tickets: BTreeMap<String, Vec<(String, String)>>,
}

impl TicketExcerpts {
    /// Of tickets with these IDs.
    pub fn of(ids: impl Iterator<Item = String>) -> TicketExcerpts {
        TicketExcerpts {
            tickets: ids.map(|id| (id, Vec::new())).collect(),
        }
    }

    fn add(&mut self, id: &str, columns: &[String], cells: CellLookup) {
        let Some(ticket) = self.tickets.get_mut(id.trim()) else {
            return;
        };
        for column in columns {
            let text = cells(column).join(", ");
            let pair = (column.clone(), text.trim().to_owned());
            if !pair.1.is_empty() && !ticket.contains(&pair) {
                ticket.push(pair);
            }
        }
    }
}

/// What a file is read for, and where its rows go.
pub enum RowTarget<'a> {
    /// The tickets of a period, to draw some of them.
    Frame(&'a mut SamplingFrame),
    /// The labels of tickets, from a second file.
    Labels(&'a mut SamplingFrame),
    /// Cells of some tickets, to show them. Rows with faults are passed over.
    Excerpts(&'a mut TicketExcerpts),
}

/// Adds rows to a frame, and counts them and their errors.
pub struct RowReader<'a> {
    pub options: ExportOptions<'a>,
    interval: Interval,
    /// The zone of times without one.
    zone: Zone,
    target: RowTarget<'a>,
    pub summary: ExportSummary,
    /// The priorities seen so far, so that each is looked up once.
    priorities: BTreeMap<String, Option<Priority>>,
    /// The labels seen so far: version and label with a line end between them.
    labels: BTreeMap<String, LabelNumber>,
    /// The key of the last label.
    label_key: String,
}

impl<'a> RowReader<'a> {
    /// # Errors
    /// When the period has no length.
    pub fn new(options: ExportOptions<'a>, target: RowTarget<'a>) -> Result<RowReader<'a>> {
        let interval = options.period.interval(options.zone);
        Ok(RowReader {
            options,
            interval: interval.with_context(|| format!("{} has no length", options.period))?,
            zone: options.export.zone.unwrap_or(options.zone),
            target,
            summary: ExportSummary::default(),
            priorities: BTreeMap::new(),
            labels: BTreeMap::new(),
            label_key: String::new(),
        })
    }

    pub fn add_error(&mut self, line: u64, message: impl Into<String>) {
        self.summary.error_count += 1;
        if self.summary.errors.len() < MAX_ERRORS_KEPT {
            self.summary.errors.push(RowError {
                line,
                message: message.into(),
            });
        }
    }

    pub fn is_label_file(&self) -> bool {
        matches!(self.target, RowTarget::Labels(_))
    }

    /// The names of the columns that are read.
    pub fn columns(&self) -> TicketFields<&'a str> {
        let (export, is_label_file) = (self.options.export, self.is_label_file());
        let labels = self.options.labels;
        let labels = labels.filter(|labels| is_label_file == labels.id.is_some());
        let id = labels.and_then(|labels| labels.id.as_deref());
        let priority = export.priority.as_deref();
        TicketFields {
            id: id.unwrap_or(&export.id),
            created: (!is_label_file).then_some(export.created.as_str()),
            priority: priority.filter(|_| !is_label_file),
            label: labels.map(|labels| labels.label.as_str()),
            version: labels.and_then(|labels| labels.version_column.as_deref()),
        }
    }

    /// The rules that tickets are left out by, and those that they are taken by.
    pub fn rules(&self) -> (&'a [CellRule], &'a [CellRule]) {
        if self.is_label_file() {
            (&[], &[])
        } else {
            (&self.options.export.ignore, &self.options.export.only)
        }
    }

    /// Columns that the export may have or not.
    pub fn optional_columns(&self) -> &'a [String] {
        match self.target {
            RowTarget::Frame(_) | RowTarget::Labels(_) => &[],
            RowTarget::Excerpts(_) => &self.options.export.show,
        }
    }

    pub fn add_row(&mut self, line: u64, cells: &TicketFields<&str>, others: CellLookup) {
        let added = match &mut self.target {
            RowTarget::Excerpts(excerpts) => {
                excerpts.add(cells.id, &self.options.export.show, others);
                return;
            }
            RowTarget::Labels(_) => self.add_label(cells),
            RowTarget::Frame(_) => self.add_ticket(line, cells, others),
        };
        match added {
            Ok(()) => self.summary.rows += 1,
            Err(message) => self.add_error(line, message),
        }
    }

    /// Adds the label of a ticket of any period.
    fn add_label(&mut self, cells: &TicketFields<&str>) -> Result<(), String> {
        let id = parse_id(cells.id, self.columns().id)?;
        let label = self.find_label(cells)?;
        if let (Some(label), RowTarget::Labels(frame)) = (label, &mut self.target) {
            frame.add_label(id, label);
        }
        Ok(())
    }

    fn add_ticket(
        &mut self,
        line: u64,
        cells: &TicketFields<&str>,
        others: CellLookup,
    ) -> Result<(), String> {
        let row = self.parse_row(line, cells, others)?;
        if let RowTarget::Frame(frame) = &mut self.target {
            frame.add(&row);
        }
        Ok(())
    }

    /// The number of the label of a row. An empty one, and one that is not known, is of no culprit.
    fn find_label(&mut self, cells: &TicketFields<&str>) -> Result<Option<LabelNumber>, String> {
        let (Some(source), Some(label)) = (self.options.labels, cells.label) else {
            return Ok(None);
        };
        let (label, version) = (label.trim(), cells.version.unwrap_or_default().trim());
        self.label_key.clear();
        self.label_key.extend([version, "\n", label]);
        if let Some(known) = self.labels.get(&self.label_key) {
            return Ok(Some(*known));
        }
        let word = label.to_lowercase();
        let culprit = source.words.get(&word).cloned();
        let unknown = &mut self.summary.unknown_labels;
        if culprit.is_none() && !label.is_empty() && unknown.len() < MAX_UNKNOWN_WORDS {
            unknown.insert(label.to_owned());
        }
        let kind = LabelKind {
            culprit: culprit.flatten(),
            version: match version {
                "" => source.version.clone(),
                version => Some(version.to_owned()),
            },
        };
        let kinds = &mut self.summary.labels;
        let at = kinds.iter().position(|known| *known == kind);
        let at = at.unwrap_or_else(|| {
            kinds.push(kind);
            kinds.len() - 1
        });
        let number = u16::try_from(at + 1).ok().and_then(LabelNumber::new);
        let number = number.ok_or("there are too many labels with versions")?;
        if self.labels.len() < MAX_CACHED_WORDS {
            self.labels.insert(self.label_key.clone(), number);
        }
        Ok(Some(number))
    }

    fn parse_row<'r>(
        &mut self,
        line: u64,
        cells: &TicketFields<&'r str>,
        others: CellLookup,
    ) -> Result<ExportRow<'r>, String> {
        let id = parse_id(cells.id, &self.options.export.id)?;
        let scope = if is_excluded(self.options.export, others) {
            RowScope::Excluded
        } else {
            self.classify(cells.created.unwrap_or_default())?
        };
        let priority = match self.parse_priority(cells.priority) {
            Ok(priority) => priority,
            // Tickets outside the period may have any priority.
            Err(_) if scope != RowScope::InPeriod => None,
            Err(problem) => return Err(problem),
        };
        Ok(ExportRow {
            id,
            priority,
            scope,
            label: self.find_label(cells)?,
            line,
        })
    }

    /// Whether a time of creation is in the period.
    fn classify(&mut self, created: &str) -> Result<RowScope, String> {
        let (text, export) = (created.trim(), self.options.export);
        let column = quoted(&export.created);
        if text.is_empty() {
            return Err(format!("the ticket has no time in {column}"));
        }
        let written = match &export.format {
            Some(format) => export_time::parse_export_time_as(text, format),
            None => export_time::parse_export_time(text, export.dates),
        };
        let written = written
            .map_err(|reason| format!("invalid time {} in {column}: {reason}", quoted(text)))?;
        let day = match written {
            WrittenTime::Zoned(moment) => self.options.zone.date(moment),
            WrittenTime::Local(wall) => wall.date,
            WrittenTime::Day(date) => date,
        };
        let (first, last) = self.summary.days.unwrap_or((day, day));
        self.summary.days = Some((first.min(day), last.max(day)));
        match self.is_inside(written) {
            Some(true) => Ok(RowScope::InPeriod),
            Some(false) => Ok(RowScope::OutsidePeriod),
            None => Err(format!(
                "{} was twice or never on the clocks of {}, once in the period and once not",
                quoted(text),
                self.zone.name()
            )),
        }
    }

    /// Whether a time is in the period; `None` if that is ambiguous because clocks were set forward or back.
    fn is_inside(&self, written: WrittenTime) -> Option<bool> {
        let period = self.options.period;
        match written {
            WrittenTime::Zoned(moment) => Some(self.interval.contains(moment)),
            // A day without a time has no time zone, so it is a day of the period's own calendar.
            WrittenTime::Day(date) => Some(period.first() <= date && date <= period.last()),
            WrittenTime::Local(wall) if self.zone == self.options.zone => {
                Some(period.first() <= wall.date && wall.date <= period.last())
            }
            WrittenTime::Local(wall) => match self.zone.resolve(wall) {
                LocalResolution::Unique(moment) => Some(self.interval.contains(moment)),
                LocalResolution::Ambiguous(one, other)
                | LocalResolution::Nonexistent(one, other) => {
                    let both = [one, other].map(|moment| self.interval.contains(moment));
                    (both[0] == both[1]).then_some(both[0])
                }
            },
        }
    }

    fn parse_priority(&mut self, text: Option<&str>) -> Result<Option<Priority>, String> {
        let text = text.unwrap_or_default().trim();
        let priority = self.find_priority(text);
        if priority.is_some() || !self.options.needs_priority {
            return Ok(priority);
        }
        if text.is_empty() {
            let column = self.options.export.priority.as_deref().unwrap_or_default();
            return Err(format!("the ticket has no priority in {}", quoted(column)));
        }
        Err(format!("unknown priority {}", quoted(text)))
    }

    fn find_priority(&mut self, text: &str) -> Option<Priority> {
        if let Some(known) = self.priorities.get(text) {
            return *known;
        }
        let word = text.to_lowercase();
        let configured = self.options.export.priorities.get(&word).copied();
        let priority = configured.or_else(|| Priority::from_word(&word));
        let unknown = &mut self.summary.unknown_priorities;
        if priority.is_none() && !text.is_empty() && unknown.len() < MAX_UNKNOWN_WORDS {
            unknown.insert(text.to_owned());
        }
        if self.priorities.len() < MAX_CACHED_WORDS {
            self.priorities.insert(text.to_owned(), priority);
        }
        priority
    }
}

/// Whether a cell has one of the words of a rule: as a whole, or in a list with commas or semicolons.
fn has_word(cell: &str, words: &[String]) -> bool {
    let cell = cell.trim().to_lowercase();
    let is_named = |part: &str| words.iter().any(|word| word == part);
    !cell.is_empty()
        && (is_named("*")
            || is_named(&cell)
            || cell.split([',', ';']).any(|part| is_named(part.trim())))
}

/// Whether the cells of a ticket exclude it.
fn is_excluded(export: &Export, cells: CellLookup) -> bool {
    let holds = |rule: &CellRule| {
        let cells = cells(&rule.column);
        cells.iter().any(|cell| has_word(cell, &rule.words))
    };
    export.ignore.iter().any(holds) || !export.only.iter().all(holds)
}

fn parse_id<'r>(cell: &'r str, column: &str) -> Result<&'r str, String> {
    let id = cell.trim();
    if id.is_empty() {
        return Err(format!("the ticket has no ID in {}", quoted(column)));
    }
    if is_scientific(id) {
        let id = quoted(id);
        return Err(format!(
            "{id} was a ticket ID of many digits, of which a spreadsheet or JSON kept the first: export IDs as text"
        ));
    }
    match ticket_id_problem(id) {
        Some(problem) => Err(format!("invalid ticket ID {}: {problem}", quoted(id))),
        None => Ok(id),
    }
}

/// Whether an ID is a number in scientific notation, such as `2.15E+14`, which has lost its last digits.
fn is_scientific(id: &str) -> bool {
    let Some((digits, exponent)) = id.split_once(['e', 'E']) else {
        return false;
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_signed = exponent.starts_with('+');
    is_number(whole)
        && is_number(exponent.trim_start_matches('+'))
        && (is_number(fraction) || fraction.is_empty() && is_signed)
}

pub fn read_error(error: io::Error) -> anyhow::Error {
    anyhow::Error::new(error).context("the export cannot be read")
}
