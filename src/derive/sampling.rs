//! Draws a sample from the rows of an export, in one pass, whatever their order and however many rows a ticket has.
//!
//! Each ticket is remembered in sixteen bytes, so that tickets are counted and not rows: the first nine bytes of its key, what is known of
//! it, the label that a machine gave to it, and a line for messages. Two tickets of five million share nine bytes with a chance of 3 in 1,000 million. Only the tickets that may
//! be drawn keep their ids.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use super::statistics;
use crate::base::sample_draw::{DrawKey, SampleDraw};
use crate::model::report::Priority;

/// So many rows are collected before they are merged into the tickets.
const MAX_UNMERGED_ROWS: usize = 1 << 19;

/// Room for so many tickets is reserved at once. A list that grows is copied, so that it is in memory twice; what is reserved and never
/// written takes none.
const RESERVED_TICKETS: usize = 1 << 23;

/// Tickets that may be drawn are kept to this number, unless a larger sample is wanted.
const MIN_CANDIDATES: usize = 1 << 14;

/// A row of an export.
#[derive(Clone, Copy, Debug)]
pub struct ExportRow<'a> {
    pub id: &'a str,
    /// Its priority, if it is known.
    pub priority: Option<Priority>,
    /// What the row says of the ticket.
    pub scope: RowScope,
    /// The label of the ticket, if the row has one.
    pub label: Option<LabelNumber>,
    /// The line, from 1.
    pub line: u64,
}

/// The number of a label among those that were seen, from 1.
pub type LabelNumber = NonZeroU16;

/// What a row says of its ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowScope {
    /// It was created in the period.
    InPeriod,
    /// It was created before or after the period.
    OutsidePeriod,
    /// It is to be left out.
    Excluded,
}

/// A ticket that may be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnTicket {
    pub id: String,
    /// Its priority: the most urgent of its rows'.
    pub priority: Option<Priority>,
    /// Its label.
    pub label: Option<LabelNumber>,
}

/// All tickets of an export, while it is read.
#[derive(Debug)]
pub struct SamplingFrame {
    drawing: SampleDraw,
    census: Vec<Priority>,
    /// Whether every ticket that may be drawn at random must have one label.
    needs_labels: bool,
    max_candidates: usize,
    /// One for each ticket, sorted.
    tickets: Vec<PackedTicket>,
    /// One for each of the last rows.
    unmerged: Vec<PackedTicket>,
    /// Those with the smallest keys.
    sample_candidates: SmallestKeys,
    /// Those with the smallest keys among the priorities that are read in full.
    census_candidates: SmallestKeys,
}

/// The tickets of the smallest keys.
#[derive(Debug, Default)]
struct SmallestKeys {
    tickets: BTreeMap<DrawKey, DrawnTicket>,
    /// Whether one with a larger key was dropped.
    has_dropped: bool,
}

/// What an export holds, in the order of the drawing.
#[derive(Debug)]
pub struct Population {
    /// Tickets of the priorities that are read in full; all of them.
    pub census: Vec<DrawnTicket>,
    /// The others with the smallest keys.
    pub rest: Vec<DrawnTicket>,
    /// How many others there are.
    pub rest_size: u64,
    /// Tickets that were left out.
    pub excluded: u64,
    /// Tickets that were created at another time.
    pub outside: u64,
    /// How many of the tickets in `rest_size` have each label.
    pub labels: BTreeMap<LabelNumber, u64>,
}

/// Why nothing can be drawn.
#[derive(Debug, PartialEq, Eq)]
pub enum SamplingError {
    /// The first lines of tickets of which one row says that it was created in the period, and another that it was not.
    ContradictoryRows(Vec<u64>),
    /// The first lines of tickets that have two labels.
    ContradictoryLabels(Vec<u64>),
    /// The first lines of tickets that have no label.
    MissingLabels(Vec<u64>),
    /// So many tickets are of the priorities that are read in full.
    TooManyCensusTickets(u64),
}

impl SamplingFrame {
    /// Begins to read an export. `census` are the priorities that are read in full, `size` is the largest sample that may be asked for.
    pub fn new(
        drawing: SampleDraw,
        census: &[Priority],
        size: u64,
        needs_labels: bool,
    ) -> SamplingFrame {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let most = size.saturating_mul(2).max(MIN_CANDIDATES);
        SamplingFrame {
            drawing,
            census: census.to_vec(),
            needs_labels,
            max_candidates: most,
            tickets: Vec::with_capacity(RESERVED_TICKETS),
            unmerged: Vec::new(),
            sample_candidates: SmallestKeys::default(),
            census_candidates: SmallestKeys::default(),
        }
    }

    /// Takes a row.
    pub fn add(&mut self, row: &ExportRow) {
        let key = self.drawing.key(row.id);
        self.push(PackedTicket::new(key, row));
        if row.scope == RowScope::InPeriod {
            let kept = if is_in(row.priority, &self.census) {
                &mut self.census_candidates
            } else {
                &mut self.sample_candidates
            };
            kept.add(key, row, self.max_candidates);
        }
    }

    /// Takes the label of a ticket from a file that has nothing else.
    pub fn add_label(&mut self, id: &str, label: LabelNumber) {
        self.push(PackedTicket::of_label(self.drawing.key(id), label));
    }

    fn push(&mut self, row: PackedTicket) {
        if self.unmerged.len() == MAX_UNMERGED_ROWS {
            merge_rows(&mut self.tickets, &mut self.unmerged);
        }
        self.unmerged.push(row);
    }

    /// The lines of tickets with some fault, in their order.
    fn lines(&self, has_fault: impl Fn(&PackedTicket) -> bool) -> Vec<u64> {
        let faulty = self.tickets.iter().filter(|entry| has_fault(entry));
        let mut lines: Vec<u64> = faulty.map(PackedTicket::line).collect();
        lines.sort_unstable();
        lines
    }

    /// Ends reading.
    ///
    /// # Errors
    /// When rows of one ticket contradict each other, or too many tickets are to be read in full.
    pub fn finish(mut self) -> Result<Population, SamplingError> {
        merge_rows(&mut self.tickets, &mut self.unmerged);
        // Contradictions of ignored tickets do not matter.
        let lines = self.lines(|entry| {
            entry.has_flag(INSIDE) && entry.has_flag(OUTSIDE) && !entry.has_flag(EXCLUDED)
        });
        if !lines.is_empty() {
            return Err(SamplingError::ContradictoryRows(lines));
        }
        let in_full = |entry: &PackedTicket| is_in(entry.priority(), &self.census);
        let inside = |entry: &&PackedTicket| !entry.has_flag(EXCLUDED) && entry.has_flag(INSIDE);
        let mut labels: BTreeMap<LabelNumber, u64> = BTreeMap::new();
        if self.needs_labels {
            let needs_label = |entry: &&PackedTicket| inside(entry) && !in_full(entry);
            let lines =
                self.lines(|entry| needs_label(&entry) && entry.has_flag(CONTRADICTORY_LABEL));
            if !lines.is_empty() {
                return Err(SamplingError::ContradictoryLabels(lines));
            }
            let lines = self.lines(|entry| needs_label(&entry) && entry.label().is_none());
            if !lines.is_empty() {
                return Err(SamplingError::MissingLabels(lines));
            }
            for entry in self.tickets.iter().filter(needs_label) {
                if let Some(label) = entry.label() {
                    *labels.entry(label).or_default() += 1;
                }
            }
        }
        let count = |wanted: &dyn Fn(&&PackedTicket) -> bool| {
            u64::try_from(self.tickets.iter().filter(|entry| wanted(entry)).count())
                .unwrap_or(u64::MAX)
        };
        let census_size = count(&|entry| inside(entry) && in_full(entry));
        let rest_size = count(&|entry| inside(entry) && !in_full(entry));
        let (left_out, outside) = (
            count(&|entry| entry.has_flag(EXCLUDED)),
            count(&|entry| !entry.has_flag(EXCLUDED) && entry.has_flag(OUTSIDE)),
        );
        if self.census_candidates.has_dropped {
            return Err(SamplingError::TooManyCensusTickets(census_size));
        }
        let (mut census, mut rest) = (Vec::new(), Vec::new());
        // Tickets with a larger key than the largest kept one may be missing.
        let last = self
            .sample_candidates
            .tickets
            .last_key_value()
            .map(|(key, _)| *key)
            .filter(|_| self.sample_candidates.has_dropped);
        let mut kept = self.sample_candidates.tickets;
        kept.extend(self.census_candidates.tickets);
        for (key, ticket) in kept {
            // What the rows say together: the most urgent priority, and whether one leaves the ticket out.
            let Ok(at) = self
                .tickets
                .binary_search_by(|entry| entry.key_prefix().cmp(key_prefix(&key)))
            else {
                continue;
            };
            let entry = &self.tickets[at];
            if inside(&entry) {
                let ticket = DrawnTicket {
                    priority: entry.priority(),
                    label: entry.label(),
                    ..ticket
                };
                match in_full(entry) {
                    true => census.push(ticket),
                    false if last.is_none_or(|last| key <= last) => rest.push(ticket),
                    false => {}
                }
            }
        }
        Ok(Population {
            census,
            rest,
            rest_size,
            excluded: left_out,
            outside,
            labels,
        })
    }
}

fn is_in(priority: Option<Priority>, census: &[Priority]) -> bool {
    priority.is_some_and(|priority| census.contains(&priority))
}

impl SmallestKeys {
    fn add(&mut self, key: DrawKey, row: &ExportRow, most: usize) {
        let is_small = self.tickets.len() < most
            || self
                .tickets
                .last_key_value()
                .is_some_and(|(last, _)| key <= *last);
        if !is_small {
            self.has_dropped = true;
            return;
        }
        self.tickets.entry(key).or_insert_with(|| DrawnTicket {
            id: row.id.to_owned(),
            priority: None,
            label: None,
        });
        if self.tickets.len() > most {
            self.tickets.pop_last();
            self.has_dropped = true;
        }
    }
}

/// How many tickets of a population are read: what was asked for, else all of at most thirty, else what Thompson's method says; and never
/// fewer than `least`.
pub fn sample_size(population: u64, requested: Option<u64>, margin: f64, minimum: u64) -> u64 {
    let planned = requested
        .or_else(|| statistics::planned_sample_size(population, margin))
        .unwrap_or(population);
    planned.max(minimum).min(population)
}

const INSIDE: u8 = 1;
const OUTSIDE: u8 = 2;
const EXCLUDED: u8 = 4;
/// The priority stands in three bits above, as 1 for the least urgent to 4; 0 is none.
const PRIORITY_SHIFT: u8 = 3;
const PRIORITY_MASK: u8 = 7 << PRIORITY_SHIFT;
/// Two rows of the ticket have two labels.
const CONTRADICTORY_LABEL: u8 = 64;
/// Bytes of the key that are kept.
const KEY_PREFIX_BYTES: usize = 9;
/// Where the label begins, after the byte of what is known.
const LABEL_AT: usize = KEY_PREFIX_BYTES + 1;
/// Where the line begins.
const LINE_AT: usize = LABEL_AT + 2;
const PACKED_BYTES: usize = LINE_AT + 4;

/// A ticket, or a row of one: the start of its key, what is known, its label (0 is none), and a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct PackedTicket([u8; PACKED_BYTES]);

fn key_prefix(key: &DrawKey) -> &[u8] {
    &key.0[..KEY_PREFIX_BYTES]
}

impl PackedTicket {
    fn new(key: DrawKey, row: &ExportRow) -> PackedTicket {
        let kind = match row.scope {
            RowScope::InPeriod => INSIDE,
            RowScope::OutsidePeriod => OUTSIDE,
            RowScope::Excluded => EXCLUDED,
        };
        let rank = match row.priority {
            None => 0,
            Some(Priority::Low) => 1,
            Some(Priority::Normal) => 2,
            Some(Priority::High) => 3,
            Some(Priority::Urgent) => 4,
        };
        let line = u32::try_from(row.line).unwrap_or(u32::MAX);
        PackedTicket::pack(key, kind | rank << PRIORITY_SHIFT, row.label, line)
    }

    /// Of a file with labels alone. Messages name the line of the export.
    fn of_label(key: DrawKey, label: LabelNumber) -> PackedTicket {
        PackedTicket::pack(key, 0, Some(label), u32::MAX)
    }

    fn pack(key: DrawKey, known: u8, label: Option<LabelNumber>, line: u32) -> PackedTicket {
        let mut bytes = [0; PACKED_BYTES];
        bytes[..KEY_PREFIX_BYTES].copy_from_slice(key_prefix(&key));
        bytes[KEY_PREFIX_BYTES] = known;
        let label = label.map_or(0, LabelNumber::get);
        bytes[LABEL_AT..LINE_AT].copy_from_slice(&label.to_be_bytes());
        bytes[LINE_AT..].copy_from_slice(&line.to_be_bytes());
        PackedTicket(bytes)
    }

    fn label(&self) -> Option<LabelNumber> {
        LabelNumber::new(u16::from_be_bytes([self.0[LABEL_AT], self.0[LABEL_AT + 1]]))
    }

    fn key_prefix(&self) -> &[u8] {
        &self.0[..KEY_PREFIX_BYTES]
    }

    fn has_flag(&self, kind: u8) -> bool {
        self.0[KEY_PREFIX_BYTES] & kind != 0
    }

    fn priority(&self) -> Option<Priority> {
        match (self.0[KEY_PREFIX_BYTES] & PRIORITY_MASK) >> PRIORITY_SHIFT {
            1 => Some(Priority::Low),
            2 => Some(Priority::Normal),
            3 => Some(Priority::High),
            4 => Some(Priority::Urgent),
            _ => None,
        }
    }

    fn line(&self) -> u64 {
        let line = self.0[LINE_AT..]
            .iter()
            .fold(0_u32, |line, byte| line << 8 | u32::from(*byte));
        u64::from(line)
    }

    /// Makes one of two entries of one ticket: together they say what each of them says, and the first line is kept.
    fn merge_with(&mut self, other: &PackedTicket) {
        let (one, two) = (self.0[KEY_PREFIX_BYTES], other.0[KEY_PREFIX_BYTES]);
        let mut known = (one | two) & !PRIORITY_MASK;
        known |= (one & PRIORITY_MASK).max(two & PRIORITY_MASK);
        match (self.label(), other.label()) {
            (None, Some(_)) => {
                self.0[LABEL_AT..LINE_AT].copy_from_slice(&other.0[LABEL_AT..LINE_AT]);
            }
            (Some(own), Some(other)) if own != other => known |= CONTRADICTORY_LABEL,
            _ => {}
        }
        self.0[KEY_PREFIX_BYTES] = known;
        if other.line() < self.line() {
            self.0[LINE_AT..].copy_from_slice(&other.0[LINE_AT..]);
        }
    }
}

/// Merges rows into the sorted tickets, in place: beside them there is never more than the rows.
fn merge_rows(tickets: &mut Vec<PackedTicket>, rows: &mut Vec<PackedTicket>) {
    rows.sort_unstable();
    rows.dedup_by(|next, first| {
        let same = first.key_prefix() == next.key_prefix();
        if same {
            first.merge_with(next);
        }
        same
    });
    let mut at = 0;
    rows.retain(|row| {
        while tickets
            .get(at)
            .is_some_and(|ticket| ticket.key_prefix() < row.key_prefix())
        {
            at += 1;
        }
        let known = tickets
            .get_mut(at)
            .filter(|ticket| ticket.key_prefix() == row.key_prefix());
        let is_new = known.is_none();
        known.into_iter().for_each(|ticket| ticket.merge_with(row));
        is_new
    });
    let (mut left, mut to) = (tickets.len(), tickets.len() + rows.len());
    tickets.resize(to, PackedTicket([0; PACKED_BYTES]));
    while let Some(row) = rows.last() {
        to -= 1;
        if left > 0 && tickets[left - 1] > *row {
            left -= 1;
            tickets[to] = tickets[left];
        } else {
            tickets[to] = *row;
            rows.pop();
        }
    }
}
