//! Draws a sample from the rows of an export, in one pass, whatever their order and however many rows a ticket has.
//!
//! Each ticket is remembered in fourteen bytes, so that tickets are counted and not rows: the first nine bytes of its key, what is known of
//! it, and a line for messages. Two tickets of five million share nine bytes with a chance of 3 in 1,000 million. Only the tickets that may
//! be drawn keep their ids.

use std::collections::BTreeMap;

use super::statistics;
use crate::base::draw::{Drawing, Key};
use crate::model::report::Priority;

/// So many rows are collected before they are merged into the tickets.
const MOST_RECENT: usize = 1 << 19;

/// Tickets that may be drawn are kept to this number, unless a larger sample is wanted.
const FEWEST_KEPT: usize = 1 << 14;

/// A row of an export.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The ticket's id.
    pub id: &'a str,
    /// Its priority, if it is known.
    pub priority: Option<Priority>,
    /// What the row says of the ticket.
    pub kind: RowKind,
    /// The line, from 1.
    pub line: u64,
}

/// What a row says of its ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// It was created in the period.
    Inside,
    /// It was created before or after the period.
    Outside,
    /// It is to be left out.
    LeftOut,
}

/// A ticket that may be drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    /// Its id.
    pub id: String,
    /// Its priority: the most urgent of its rows'.
    pub priority: Option<Priority>,
}

/// All tickets of an export, while it is read.
#[derive(Debug)]
pub struct Frame {
    drawing: Drawing,
    census: Vec<Priority>,
    most: usize,
    /// One for each ticket, sorted.
    entries: Vec<Entry>,
    /// One for each of the last rows.
    recent: Vec<Entry>,
    /// Those with the smallest keys.
    sample: Kept,
    /// Those with the smallest keys among the priorities that are read in full.
    in_full: Kept,
}

/// The tickets of the smallest keys.
#[derive(Debug, Default)]
struct Kept {
    tickets: BTreeMap<Key, Ticket>,
    /// Whether one with a larger key was dropped.
    dropped: bool,
}

/// What an export holds, in the order of the drawing.
#[derive(Debug)]
pub struct Population {
    /// Tickets of the priorities that are read in full; all of them.
    pub census: Vec<Ticket>,
    /// The others with the smallest keys.
    pub rest: Vec<Ticket>,
    /// How many others there are.
    pub rest_size: u64,
    /// Tickets that were left out.
    pub left_out: u64,
    /// Tickets that were created at another time.
    pub outside: u64,
}

/// Why nothing can be drawn.
#[derive(Debug, PartialEq, Eq)]
pub enum Undrawn {
    /// The first lines of tickets of which one row says that it was created in the period, and another that it was not.
    Contradictions(Vec<u64>),
    /// So many tickets are of the priorities that are read in full.
    TooManyInFull(u64),
}

impl Frame {
    /// Begins to read an export. `census` are the priorities that are read in full, `size` is the largest sample that may be asked for.
    #[must_use]
    pub fn new(drawing: Drawing, census: &[Priority], size: u64) -> Frame {
        let size = usize::try_from(size).unwrap_or(usize::MAX);
        let most = size.saturating_mul(2).max(FEWEST_KEPT);
        Frame {
            drawing,
            census: census.to_vec(),
            most,
            entries: Vec::new(),
            recent: Vec::new(),
            sample: Kept::default(),
            in_full: Kept::default(),
        }
    }

    /// Takes a row.
    pub fn add(&mut self, row: &Row) {
        let key = self.drawing.key(row.id);
        if self.recent.len() == MOST_RECENT {
            merge(&mut self.entries, &mut self.recent);
        }
        self.recent.push(Entry::new(key, row));
        if row.kind == RowKind::Inside {
            let in_full = row
                .priority
                .is_some_and(|priority| self.census.contains(&priority));
            let kept = if in_full {
                &mut self.in_full
            } else {
                &mut self.sample
            };
            kept.add(key, row, self.most);
        }
    }

    /// Ends reading.
    ///
    /// # Errors
    /// When rows of one ticket contradict each other, or more tickets are to be read in full than anybody can.
    pub fn finish(mut self) -> Result<Population, Undrawn> {
        merge(&mut self.entries, &mut self.recent);
        // A ticket that is left out may say what it wants.
        let says_both =
            |entry: &&Entry| entry.has(INSIDE) && entry.has(OUTSIDE) && !entry.has(LEFT_OUT);
        let mut lines: Vec<u64> = self
            .entries
            .iter()
            .filter(says_both)
            .map(Entry::line)
            .collect();
        if !lines.is_empty() {
            lines.sort_unstable();
            return Err(Undrawn::Contradictions(lines));
        }
        let in_full = |entry: &Entry| {
            entry
                .priority()
                .is_some_and(|priority| self.census.contains(&priority))
        };
        let inside = |entry: &&Entry| !entry.has(LEFT_OUT) && entry.has(INSIDE);
        let count = |wanted: &dyn Fn(&&Entry) -> bool| {
            u64::try_from(self.entries.iter().filter(|entry| wanted(entry)).count())
                .unwrap_or(u64::MAX)
        };
        let census_size = count(&|entry| inside(entry) && in_full(entry));
        let rest_size = count(&|entry| inside(entry) && !in_full(entry));
        let (left_out, outside) = (
            count(&|entry| entry.has(LEFT_OUT)),
            count(&|entry| !entry.has(LEFT_OUT) && entry.has(OUTSIDE)),
        );
        if self.in_full.dropped {
            return Err(Undrawn::TooManyInFull(census_size));
        }
        let (mut census, mut rest) = (Vec::new(), Vec::new());
        // Beyond the largest key that was kept of the sample, tickets may be missing.
        let last = self
            .sample
            .tickets
            .last_key_value()
            .map(|(key, _)| *key)
            .filter(|_| self.sample.dropped);
        let mut kept = self.sample.tickets;
        kept.extend(self.in_full.tickets);
        for (key, ticket) in kept {
            // What the rows say together: the most urgent priority, and whether one leaves the ticket out.
            let Ok(at) = self
                .entries
                .binary_search_by(|entry| entry.start().cmp(start_of(&key)))
            else {
                continue;
            };
            let entry = &self.entries[at];
            if inside(&entry) {
                let ticket = Ticket {
                    priority: entry.priority(),
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
            left_out,
            outside,
        })
    }
}

impl Kept {
    fn add(&mut self, key: Key, row: &Row, most: usize) {
        let is_small = self.tickets.len() < most
            || self
                .tickets
                .last_key_value()
                .is_some_and(|(last, _)| key <= *last);
        if !is_small {
            self.dropped = true;
            return;
        }
        self.tickets.entry(key).or_insert_with(|| Ticket {
            id: row.id.to_owned(),
            priority: None,
        });
        if self.tickets.len() > most {
            self.tickets.pop_last();
            self.dropped = true;
        }
    }
}

/// How many tickets of a population are read: what was asked for, else all of at most thirty, else what Thompson's method says; and never
/// fewer than `least`.
#[must_use]
pub fn size(population: u64, asked: Option<u64>, margin: f64, least: u64) -> u64 {
    let planned = asked
        .or_else(|| statistics::planned_reading(population, margin))
        .unwrap_or(population);
    planned.max(least).min(population)
}

const INSIDE: u8 = 1;
const OUTSIDE: u8 = 2;
const LEFT_OUT: u8 = 4;
/// The priority stands in the bits above, as 1 for the least urgent to 4; 0 is none.
const PRIORITY: u8 = 3;
/// Bytes of the key that are kept.
const START: usize = 9;

/// A ticket, or a row of one: the start of its key, what is known, and a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Entry([u8; START + 5]);

fn start_of(key: &Key) -> &[u8] {
    &key.0[..START]
}

impl Entry {
    fn new(key: Key, row: &Row) -> Entry {
        let kind = match row.kind {
            RowKind::Inside => INSIDE,
            RowKind::Outside => OUTSIDE,
            RowKind::LeftOut => LEFT_OUT,
        };
        let rank = match row.priority {
            None => 0,
            Some(Priority::Low) => 1,
            Some(Priority::Normal) => 2,
            Some(Priority::High) => 3,
            Some(Priority::Urgent) => 4,
        };
        let mut bytes = [0; START + 5];
        bytes[..START].copy_from_slice(start_of(&key));
        bytes[START] = kind | rank << PRIORITY;
        bytes[START + 1..]
            .copy_from_slice(&u32::try_from(row.line).unwrap_or(u32::MAX).to_be_bytes());
        Entry(bytes)
    }

    fn start(&self) -> &[u8] {
        &self.0[..START]
    }

    fn has(&self, kind: u8) -> bool {
        self.0[START] & kind != 0
    }

    fn priority(&self) -> Option<Priority> {
        match self.0[START] >> PRIORITY {
            1 => Some(Priority::Low),
            2 => Some(Priority::Normal),
            3 => Some(Priority::High),
            4 => Some(Priority::Urgent),
            _ => None,
        }
    }

    fn line(&self) -> u64 {
        let line = self.0[START + 1..]
            .iter()
            .fold(0_u32, |line, byte| line << 8 | u32::from(*byte));
        u64::from(line)
    }

    /// Makes one of two entries of one ticket: together they say what each of them says, and the first line is kept.
    fn absorb(&mut self, other: &Entry) {
        let (one, two) = (self.0[START], other.0[START]);
        let kinds = (one | two) & (INSIDE | OUTSIDE | LEFT_OUT);
        self.0[START] = kinds | (one >> PRIORITY).max(two >> PRIORITY) << PRIORITY;
        if other.line() < self.line() {
            self.0[START + 1..].copy_from_slice(&other.0[START + 1..]);
        }
    }
}

/// Merges rows into the sorted tickets, in place: beside them there is never more than the rows.
fn merge(tickets: &mut Vec<Entry>, rows: &mut Vec<Entry>) {
    rows.sort_unstable();
    rows.dedup_by(|next, first| {
        let same = first.start() == next.start();
        if same {
            first.absorb(next);
        }
        same
    });
    let mut at = 0;
    rows.retain(|row| {
        while tickets
            .get(at)
            .is_some_and(|ticket| ticket.start() < row.start())
        {
            at += 1;
        }
        let known = tickets
            .get_mut(at)
            .filter(|ticket| ticket.start() == row.start());
        let is_new = known.is_none();
        known.into_iter().for_each(|ticket| ticket.absorb(row));
        is_new
    });
    let (mut left, mut to) = (tickets.len(), tickets.len() + rows.len());
    tickets.resize(to, Entry([0; START + 5]));
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
