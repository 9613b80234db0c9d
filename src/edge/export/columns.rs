//! What the columns of an export probably mean, for a product that is new.

use crate::base::diagnostic::quoted;
use crate::base::export_time::{DateOrder, parse_export_time};
use crate::base::vocabulary::Vocabulary;
use crate::format::field::{Field, OneOrMany, Required};
use crate::format::leaf::DateOrderWord;
use crate::format::report::ExportDoc;

/// The columns of an export and its first rows.
#[derive(Debug, Default)]
pub struct ExportHead {
    pub columns: Vec<String>,
    /// Cells in the order of the columns; cells at the end may be missing.
    pub rows: Vec<Vec<String>>,
}

/// Usual names of columns, the likeliest first, in small letters and with blanks between words.
const IDS: [&str; 16] = [
    "ticket id",
    "ticket number",
    "ticket",
    "issue key",
    "key",
    "case number",
    "case id",
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

/// What an export says of itself, and what only a person can say.
#[derive(Debug)]
pub struct ExportGuess {
    /// The settings; a column that was not recognized is `?`.
    pub export: ExportDoc,
    /// What has to be filled in or decided.
    pub missing: Vec<String>,
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
        let columns: Vec<String> = self.columns.iter().map(|name| quoted(name)).collect();
        let columns = columns.join(", ");
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
        let priority = self.find(&PRIORITIES).map(name);
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
                show: Field::from_option((!shown.is_empty()).then_some(OneOrMany(shown))),
                ..ExportDoc::default()
            },
            missing,
        }
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
