//! What the columns of an export probably mean, for a product that is new.

use std::collections::BTreeSet;

use crate::base::diagnostic::{quoted, quoted_alternatives, quoted_list};
use crate::base::export_time::{DateOrder, parse_export_time};
use crate::base::time::{Date, Zone};
use crate::base::time_parser::WrittenTime;
use crate::base::vocabulary::Vocabulary;
use crate::format::field::{Entries, Field, OneOrMany, Required};
use crate::format::leaf::{DateOrderWord, PriorityWord};
use crate::format::report::ExportDoc;
use crate::model::report::Priority;

/// The columns of an export and its first rows.
#[derive(Debug, Default)]
pub struct ExportHead {
    pub columns: Vec<String>,
    /// Cells in the order of the columns; cells at the end may be missing.
    pub rows: Vec<Vec<String>>,
}

/// Usual names of columns, the likeliest first, in small letters and with blanks between words.
const IDS: [&str; 18] = [
    "ticket id",
    "ticket number",
    "ticket",
    "issue key",
    "key",
    "case number",
    "case id",
    "caseid",
    "unique key",
    "conversation id",
    "id",
    "number",
    "issue id",
    "issue",
    "request id",
    "ticket no",
    "no",
    "#",
];
const TIMES: [&str; 17] = [
    "created at",
    "created",
    "created date",
    "creation date",
    "date created",
    "created on",
    "created time",
    "ticket created at",
    "created date time",
    "opened at",
    "opened",
    "open date",
    "submitted",
    "submitted at",
    "date",
    "timestamp",
    "created utc",
];
const PRIORITIES: [&str; 5] = ["priority", "ticket priority", "urgency", "severity", "prio"];
const SHOWN: [&str; 8] = [
    "subject",
    "summary",
    "title",
    "ticket subject",
    "short description",
    "tags",
    "labels",
    "tag",
];

/// Usual words for priorities, in small letters. Numbers are not among them: with some help desks 1 is the lowest.
const PRIORITY_WORDS: [(Priority, &[&str]); 4] = [
    (
        Priority::Urgent,
        &["p0", "p1", "blocker", "critical", "emergency", "highest"],
    ),
    (Priority::High, &["p2", "major", "important"]),
    (Priority::Normal, &["p3", "medium", "moderate", "default"]),
    (Priority::Low, &["p4", "p5", "minor", "trivial", "lowest"]),
];
/// A column with more words is no list of priorities.
const MAX_PRIORITIES: usize = 10;

/// What an export says of itself, and what only a person can say.
#[derive(Debug)]
pub struct ExportGuess {
    /// The settings; a column that was not recognized is `?`.
    pub export: ExportDoc,
    /// What has to be filled in or decided.
    pub missing: Vec<String>,
    /// The newest day of creation in the first rows.
    pub newest: Option<Date>,
}

/// The name of a column in small letters, with blanks between words.
fn normalized(name: &str) -> String {
    let words = name.trim().to_lowercase();
    let words = words.split(|c: char| c.is_whitespace() || "_-.".contains(c));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

pub fn is_id_column(name: &str) -> bool {
    IDS.contains(&normalized(name).as_str())
}

impl ExportHead {
    fn find(&self, names: &[&str]) -> Option<usize> {
        let columns: Vec<String> = self.columns.iter().map(|name| normalized(name)).collect();
        let mut found = names
            .iter()
            .filter_map(|name| columns.iter().position(|column| column == name));
        found.next()
    }

    fn cells(&self, column: usize) -> impl Iterator<Item = &str> {
        let cells = self.rows.iter().filter_map(move |row| row.get(column));
        cells
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
    }

    /// The settings for an export like this.
    pub fn guess(&self) -> ExportGuess {
        let mut missing = Vec::new();
        let columns = quoted_list(self.columns.iter().map(String::as_str));
        let mut required = |names: &[&str], key: &str, what: &str| {
            let found = self.find(names);
            if found.is_none() {
                missing.push(format!("`{key}:` the column with {what}, one of {columns}"));
            }
            found
        };
        let id = required(&IDS, "id", "the ticket ID");
        let created = required(&TIMES, "created", "the time of creation");
        let name = |at: usize| self.columns[at].trim().to_owned();
        let named = |at: Option<usize>| Required::new(at.map_or_else(|| "?".to_owned(), name));
        let dates = created.and_then(|column| self.date_order(column, &mut missing));
        let newest = created.and_then(|column| self.newest_day(column, dates));
        let priority = self.find(&PRIORITIES);
        let priorities = priority.and_then(|column| self.priorities(column, &mut missing));
        let priority = priority.map(name);
        let shown = SHOWN.iter().filter_map(|one| self.find(&[one])).map(name);
        let shown: Vec<Field<String>> = shown.map(Field::new).collect();
        ExportGuess {
            export: ExportDoc {
                id: named(id),
                created: named(created),
                priority: Field::from_option(priority),
                dates: Field::from_option(
                    dates.map(|order| DateOrderWord(order.word().to_owned())),
                ),
                priorities: Field::from_option(priorities),
                show: Field::from_option((!shown.is_empty()).then_some(OneOrMany(shown))),
                ..ExportDoc::default()
            },
            missing,
            newest,
        }
    }

    fn newest_day(&self, column: usize, order: Option<DateOrder>) -> Option<Date> {
        let order = order.unwrap_or(DateOrder::YearFirst);
        let times = self.cells(column);
        let times = times.filter_map(|cell| parse_export_time(cell, order).ok());
        let days = times.map(|time| match time {
            WrittenTime::Zoned(moment) => Zone::UTC.date(moment),
            WrittenTime::Local(wall) => wall.date,
            WrittenTime::Day(date) => date,
        });
        days.max()
    }

    /// What the priorities of a column stand for, where the program does not know them anyway.
    fn priorities(
        &self,
        column: usize,
        missing: &mut Vec<String>,
    ) -> Option<Entries<String, PriorityWord>> {
        let words: BTreeSet<&str> = self.cells(column).collect();
        let (mut guessed, mut unknown) = (Vec::new(), Vec::new());
        for word in words {
            let lower = word.to_lowercase();
            let usual = PRIORITY_WORDS
                .iter()
                .find(|(_, words)| words.contains(&lower.as_str()));
            match usual {
                _ if Priority::from_word(&lower).is_some() => {}
                Some((priority, _)) => guessed.push((word, *priority)),
                None => unknown.push(word),
            }
        }
        if guessed.len() + unknown.len() > MAX_PRIORITIES {
            return None;
        }
        if !guessed.is_empty() {
            let words = quoted_list(guessed.iter().map(|(word, _)| *word));
            missing.push(format!("`priorities:` check the meaning of {words}"));
        }
        if !unknown.is_empty() {
            let known = Priority::ALL.iter().map(|priority| priority.word());
            missing.push(format!(
                "`priorities:` the meaning of {}: {}",
                quoted_list(unknown),
                quoted_alternatives(known)
            ));
        }
        let entries = guessed.into_iter();
        let entries = entries.map(|(word, priority)| (word.to_owned(), priority.word().into()));
        let entries: Entries<_, _> = entries.collect();
        (!entries.list.is_empty()).then_some(entries)
    }

    /// The order of day and month in a column, if it is not the usual one.
    fn date_order(&self, column: usize, missing: &mut Vec<String>) -> Option<DateOrder> {
        let read = |order: &DateOrder| {
            let cells = self.cells(column);
            let times: Result<Vec<_>, _> =
                cells.map(|cell| parse_export_time(cell, *order)).collect();
            times.ok()
        };
        let fits = |order: &DateOrder| read(order).is_some();
        let orders: Vec<DateOrder> = DateOrder::ALL.iter().copied().filter(fits).collect();
        let example = quoted(self.cells(column).next().unwrap_or_default());
        match orders.as_slice() {
            [] => missing.push(format!(
                "`format:` of times such as {example}, as for `strptime`"
            )),
            [only] if *only != DateOrder::YearFirst => return Some(*only),
            [DateOrder::YearFirst, ..] => {}
            // Months have names.
            [first, others @ ..] if others.iter().all(|other| read(other) == read(first)) => {
                return Some(*first);
            }
            _ => missing.push(format!(
                "`dates:` whether dates such as {example} are `day-first` or `month-first`"
            )),
        }
        None
    }
}
