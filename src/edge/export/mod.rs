//! Reads ticket exports as they come: CSV with any header, or one JSON object on each line; row by row, so that their length does not matter.

mod csv_table;
mod json_lines;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Cursor, Read};

use anyhow::{Context, Result, bail};

use crate::base::diagnostic::quoted;
use crate::base::export_time;
use crate::base::period::Period;
use crate::base::sample_draw::ticket_id_problem;
use crate::base::time::{Date, Interval, LocalResolution, Zone};
use crate::base::time_parser::WrittenTime;
use crate::base::vocabulary::Vocabulary;
use crate::derive::sampling::{ExportRow, RowScope, SamplingFrame};
use crate::model::report::{Export, Priority};

/// A first line is not longer than this, whatever the export holds.
const MAX_HEADER: u64 = 1 << 20;
/// Faults that are kept to be shown.
const MAX_ERRORS_KEPT: usize = 50;
/// Words for priorities that are kept to be shown.
const MAX_UNKNOWN_PRIORITIES: usize = 10;

/// How an export is read for one period.
#[derive(Clone, Copy, Debug)]
pub struct ExportOptions<'a> {
    /// What its columns are called.
    pub export: &'a Export,
    /// The period.
    pub period: Period,
    /// The zone of the period's days.
    pub zone: Zone,
    /// Whether the priority of each ticket must be known, because those of some are read in full.
    pub needs_priority: bool,
}

/// What was read.
#[derive(Debug, Default)]
pub struct ExportSummary {
    /// Rows with a ticket.
    pub rows: u64,
    /// The first faults.
    pub errors: Vec<RowError>,
    /// All faults.
    pub error_count: u64,
    /// Words for priorities that nobody explained.
    pub unknown_priorities: BTreeSet<String>,
    /// The first and the last day on which a ticket was created, on the export's own clock.
    pub days: Option<(Date, Date)>,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// The line, from 1, in which the row begins.
    pub line: u64,
    /// What is wrong.
    pub message: String,
}

/// The cells of a row that are looked at.
struct RowCells<'a> {
    id: &'a str,
    created: &'a str,
    priority: Option<&'a str>,
    is_ignored: bool,
}

/// Reads all rows into the frame.
///
/// # Errors
/// When the input cannot be read, or is no export with the columns that it should have.
pub fn read_export(
    input: impl Read,
    reading: ExportOptions,
    frame: &mut SamplingFrame,
) -> Result<ExportSummary> {
    let mut input = BufReader::with_capacity(1 << 17, input);
    let mut head = Vec::new();
    input
        .by_ref()
        .take(MAX_HEADER)
        .read_until(b'\n', &mut head)
        .context("the export cannot be read")?;
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        bail!("the export is UTF-16; save it as UTF-8");
    }
    if head.starts_with(b"\xef\xbb\xbf") {
        head.drain(..3);
    }
    let mut rows = RowReader::new(reading, frame)?;
    let first = head
        .iter()
        .copied()
        .find(|byte| !byte.is_ascii_whitespace());
    match first {
        Some(b'{') => json_lines::read_json_lines(Cursor::new(head).chain(input), &mut rows)?,
        Some(b'[') => bail!(
            "the export is one list of JSON; write one object on each line, as `jq -c '.[]'` does"
        ),
        _ => csv_table::read_csv(&head.clone(), Cursor::new(head).chain(input), &mut rows)?,
    }
    Ok(rows.summary)
}

/// The rows so far.
struct RowReader<'a> {
    options: ExportOptions<'a>,
    interval: Interval,
    /// The zone of times that say none.
    zone: Zone,
    frame: &'a mut SamplingFrame,
    summary: ExportSummary,
    /// What words for priorities mean.
    priorities: BTreeMap<String, Option<Priority>>,
}

impl<'a> RowReader<'a> {
    fn new(reading: ExportOptions<'a>, frame: &'a mut SamplingFrame) -> Result<RowReader<'a>> {
        let interval = reading.period.interval(reading.zone);
        Ok(RowReader {
            options: reading,
            interval: interval.with_context(|| format!("{} has no length", reading.period))?,
            zone: reading.export.zone.unwrap_or(reading.zone),
            frame,
            summary: ExportSummary::default(),
            priorities: BTreeMap::new(),
        })
    }

    fn add_error(&mut self, line: u64, message: impl Into<String>) {
        self.summary.error_count += 1;
        if self.summary.errors.len() < MAX_ERRORS_KEPT {
            self.summary.errors.push(RowError {
                line,
                message: message.into(),
            });
        }
    }

    /// Takes one row.
    fn add_row(&mut self, line: u64, fields: &RowCells) {
        let id = fields.id.trim();
        if id.is_empty() {
            self.add_error(
                line,
                format!(
                    "the ticket has no id in {}",
                    quoted(&self.options.export.id)
                ),
            );
        } else if let Some(problem) = ticket_id_problem(id) {
            self.add_error(line, format!("{} is no ticket id: {problem}", quoted(id)));
        } else {
            match self.classify(fields) {
                Err(problem) => self.add_error(line, problem),
                Ok(kind) => match self.parse_priority(fields.priority) {
                    Err(problem) if kind == RowScope::InPeriod => self.add_error(line, problem),
                    priority => {
                        self.summary.rows += 1;
                        self.frame.add(&ExportRow {
                            id,
                            priority: priority.unwrap_or(None),
                            scope: kind,
                            line,
                        });
                    }
                },
            }
        }
    }

    fn classify(&mut self, fields: &RowCells) -> Result<RowScope, String> {
        if fields.is_ignored {
            return Ok(RowScope::Excluded);
        }
        let (text, export) = (fields.created.trim(), self.options.export);
        if text.is_empty() {
            return Err(format!(
                "the ticket has no time in {}",
                quoted(&export.created)
            ));
        }
        let written = export_time::parse_export_time(text, export.dates);
        let written = written.map_err(|reason| {
            format!(
                "{} in {} is no time: {reason}",
                quoted(text),
                quoted(&export.created)
            )
        })?;
        let day = match written {
            WrittenTime::Zoned(moment) => self.options.zone.date(moment),
            WrittenTime::Local(wall) => wall.date,
            WrittenTime::Day(date) => date,
        };
        let (first, last) = self.summary.days.unwrap_or((day, day));
        self.summary.days = Some((first.min(day), last.max(day)));
        let inside = self.is_inside(written);
        inside
            .map(|inside| {
                if inside {
                    RowScope::InPeriod
                } else {
                    RowScope::OutsidePeriod
                }
            })
            .ok_or_else(|| {
                format!(
                    "{} was twice or never on the clocks of {}, once in the period and once not",
                    quoted(text),
                    self.zone.name()
                )
            })
    }

    /// Whether a time is in the period; `None` if a clock that was set forward or back leaves it open.
    fn is_inside(&self, written: WrittenTime) -> Option<bool> {
        let period = self.options.period;
        match written {
            WrittenTime::Zoned(moment) => Some(self.interval.contains(moment)),
            // A day alone has no clock, so it is a day of the period's own calendar.
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
        let known = match self.priorities.get(text) {
            Some(known) => *known,
            None => {
                let word = text.to_lowercase();
                let known = self
                    .options
                    .export
                    .priorities
                    .get(&word)
                    .copied()
                    .or_else(|| Priority::from_word(&word));
                if known.is_none()
                    && !text.is_empty()
                    && self.summary.unknown_priorities.len() < MAX_UNKNOWN_PRIORITIES
                {
                    self.summary.unknown_priorities.insert(text.to_owned());
                }
                if self.priorities.len() < 1000 {
                    self.priorities.insert(text.to_owned(), known);
                }
                known
            }
        };
        if text.is_empty() && self.options.needs_priority {
            let column = self.options.export.priority.as_deref().unwrap_or_default();
            return Err(format!("the ticket has no priority in {}", quoted(column)));
        }
        if known.is_none() && self.options.needs_priority {
            return Err(format!("{} is no priority that is known", quoted(text)));
        }
        Ok(known)
    }
}

/// Whether a cell has one of the words for which its ticket is left out.
fn is_ignored_cell(cell: &str, words: &[String]) -> bool {
    let cell = cell.trim();
    !cell.is_empty()
        && words
            .iter()
            .any(|word| word == "*" || *word == cell.to_lowercase())
}

/// The failure of a read, in words.
fn read_error(error: io::Error) -> anyhow::Error {
    anyhow::Error::new(error).context("the export cannot be read")
}
