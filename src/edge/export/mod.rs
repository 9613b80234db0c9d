//! Reads ticket exports as they come: CSV with any header, or one JSON object on each line; row by row, so that their length does not matter.

mod objects;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Cursor, Read};

use anyhow::{Context, Result, bail};

use crate::base::diagnostic::quoted;
use crate::base::draw::id_problem;
use crate::base::export_time;
use crate::base::period::Period;
use crate::base::time::{Date, Interval, Resolved, Zone};
use crate::base::time_reader::Written;
use crate::base::words::Words;
use crate::derive::draw::{Frame, Row, RowKind};
use crate::model::report::{Export, Priority};

/// A first line is not longer than this, whatever the export holds.
const LONGEST_HEAD: u64 = 1 << 20;
/// Faults that are kept to be shown.
const MOST_FAULTS: usize = 50;
/// Words for priorities that are kept to be shown.
const MOST_WORDS: usize = 10;

/// How an export is read for one period.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
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
pub struct Found {
    /// Rows with a ticket.
    pub rows: u64,
    /// The first faults.
    pub faults: Vec<RowFault>,
    /// All faults.
    pub faulty: u64,
    /// Words for priorities that nobody explained.
    pub unknown_priorities: BTreeSet<String>,
    /// The first and the last day on which a ticket was created, on the export's own clock.
    pub days: Option<(Date, Date)>,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowFault {
    /// The line, from 1, in which the row begins.
    pub line: u64,
    /// What is wrong.
    pub message: String,
}

/// The cells of a row that are looked at.
struct Fields<'a> {
    id: &'a str,
    created: &'a str,
    priority: Option<&'a str>,
    left_out: bool,
}

/// Reads all rows into the frame.
///
/// # Errors
/// When the input cannot be read, or is no export with the columns that it should have.
pub fn read(input: impl Read, reading: Reading, frame: &mut Frame) -> Result<Found> {
    let mut input = BufReader::with_capacity(1 << 17, input);
    let mut head = Vec::new();
    input
        .by_ref()
        .take(LONGEST_HEAD)
        .read_until(b'\n', &mut head)
        .context("the export cannot be read")?;
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        bail!("the export is UTF-16; save it as UTF-8");
    }
    if head.starts_with(b"\xef\xbb\xbf") {
        head.drain(..3);
    }
    let mut rows = Rows::new(reading, frame)?;
    let first = head
        .iter()
        .copied()
        .find(|byte| !byte.is_ascii_whitespace());
    match first {
        Some(b'{') => objects::read(Cursor::new(head).chain(input), &mut rows)?,
        Some(b'[') => bail!(
            "the export is one list of JSON; write one object on each line, as `jq -c '.[]'` does"
        ),
        _ => table::read(&head.clone(), Cursor::new(head).chain(input), &mut rows)?,
    }
    Ok(rows.found)
}

/// The rows so far.
struct Rows<'a> {
    reading: Reading<'a>,
    interval: Interval,
    /// The zone of times that say none.
    zone: Zone,
    frame: &'a mut Frame,
    found: Found,
    /// What words for priorities mean.
    priorities: BTreeMap<String, Option<Priority>>,
}

impl<'a> Rows<'a> {
    fn new(reading: Reading<'a>, frame: &'a mut Frame) -> Result<Rows<'a>> {
        let interval = reading.period.interval(reading.zone);
        Ok(Rows {
            reading,
            interval: interval.with_context(|| format!("{} has no length", reading.period))?,
            zone: reading.export.zone.unwrap_or(reading.zone),
            frame,
            found: Found::default(),
            priorities: BTreeMap::new(),
        })
    }

    fn fault(&mut self, line: u64, message: impl Into<String>) {
        self.found.faulty += 1;
        if self.found.faults.len() < MOST_FAULTS {
            self.found.faults.push(RowFault {
                line,
                message: message.into(),
            });
        }
    }

    /// Takes one row.
    fn take(&mut self, line: u64, fields: &Fields) {
        let id = fields.id.trim();
        if id.is_empty() {
            self.fault(
                line,
                format!(
                    "the ticket has no id in {}",
                    quoted(&self.reading.export.id)
                ),
            );
        } else if let Some(problem) = id_problem(id) {
            self.fault(line, format!("{} is no ticket id: {problem}", quoted(id)));
        } else {
            match self.kind(fields) {
                Err(problem) => self.fault(line, problem),
                Ok(kind) => match self.priority(fields.priority) {
                    Err(problem) if kind == RowKind::Inside => self.fault(line, problem),
                    priority => {
                        self.found.rows += 1;
                        self.frame.add(&Row {
                            id,
                            priority: priority.unwrap_or(None),
                            kind,
                            line,
                        });
                    }
                },
            }
        }
    }

    fn kind(&mut self, fields: &Fields) -> Result<RowKind, String> {
        if fields.left_out {
            return Ok(RowKind::LeftOut);
        }
        let (text, export) = (fields.created.trim(), self.reading.export);
        if text.is_empty() {
            return Err(format!(
                "the ticket has no time in {}",
                quoted(&export.created)
            ));
        }
        let written = export_time::time(text, export.dates);
        let written = written.map_err(|reason| {
            format!(
                "{} in {} is no time: {reason}",
                quoted(text),
                quoted(&export.created)
            )
        })?;
        let day = match written {
            Written::Zoned(moment) => self.reading.zone.date(moment),
            Written::Local(wall) => wall.date,
            Written::Day(date) => date,
        };
        let (first, last) = self.found.days.unwrap_or((day, day));
        self.found.days = Some((first.min(day), last.max(day)));
        let inside = self.is_inside(written);
        inside
            .map(|inside| {
                if inside {
                    RowKind::Inside
                } else {
                    RowKind::Outside
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
    fn is_inside(&self, written: Written) -> Option<bool> {
        let period = self.reading.period;
        match written {
            Written::Zoned(moment) => Some(self.interval.contains(moment)),
            // A day alone has no clock, so it is a day of the period's own calendar.
            Written::Day(date) => Some(period.first() <= date && date <= period.last()),
            Written::Local(wall) if self.zone == self.reading.zone => {
                Some(period.first() <= wall.date && wall.date <= period.last())
            }
            Written::Local(wall) => match self.zone.resolve(wall) {
                Resolved::One(moment) => Some(self.interval.contains(moment)),
                Resolved::Twice(one, other) | Resolved::Never(one, other) => {
                    let both = [one, other].map(|moment| self.interval.contains(moment));
                    (both[0] == both[1]).then_some(both[0])
                }
            },
        }
    }

    fn priority(&mut self, text: Option<&str>) -> Result<Option<Priority>, String> {
        let text = text.unwrap_or_default().trim();
        let known = match self.priorities.get(text) {
            Some(known) => *known,
            None => {
                let word = text.to_lowercase();
                let known = self
                    .reading
                    .export
                    .priorities
                    .get(&word)
                    .copied()
                    .or_else(|| Priority::from_word(&word));
                if known.is_none()
                    && !text.is_empty()
                    && self.found.unknown_priorities.len() < MOST_WORDS
                {
                    self.found.unknown_priorities.insert(text.to_owned());
                }
                if self.priorities.len() < 1000 {
                    self.priorities.insert(text.to_owned(), known);
                }
                known
            }
        };
        if text.is_empty() && self.reading.needs_priority {
            let column = self.reading.export.priority.as_deref().unwrap_or_default();
            return Err(format!("the ticket has no priority in {}", quoted(column)));
        }
        if known.is_none() && self.reading.needs_priority {
            return Err(format!("{} is no priority that is known", quoted(text)));
        }
        Ok(known)
    }
}

/// Whether a cell has one of the words for which its ticket is left out.
fn is_ignored(cell: &str, words: &[String]) -> bool {
    let cell = cell.trim();
    !cell.is_empty()
        && words
            .iter()
            .any(|word| word == "*" || *word == cell.to_lowercase())
}

/// The failure of a read, in words.
fn unreadable(error: io::Error) -> anyhow::Error {
    anyhow::Error::new(error).context("the export cannot be read")
}
