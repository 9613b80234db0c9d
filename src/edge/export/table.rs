//! Tables: CSV with a header, separated by commas, semicolons, tabs or bars, and the sheets of a workbook.

use std::borrow::Cow;
use std::io::{self, Read};
use std::str::Utf8Error;

use anyhow::{Result, bail};
use csv::{ByteRecord, ReaderBuilder};

use super::columns::ExportHead;
use super::rows::{RowReader, TicketFields, read_error};
use crate::base::diagnostic::{nearest, quoted};
use crate::base::export_time::visible_text;

/// The header is one of so many rows at the start: reports have titles above it.
const MAX_TITLE_ROWS: usize = 20;

/// A row that is added to the end of an export, to see whether it is read as one: after a quote that is not closed, it is part of a cell.
const END_ROW: &str = "\n\0end\n";

/// Whether a row has swallowed all that follows it.
fn has_open_quote(record: &ByteRecord) -> bool {
    let last = record.iter().next_back().unwrap_or_default();
    last.ends_with(END_ROW.as_bytes())
}

fn is_end(record: &ByteRecord) -> bool {
    record.len() == 1 && record[0] == *END_ROW.trim().as_bytes()
}

/// Reads a table that starts with `head`.
pub fn read_csv(head: &[u8], input: impl Read, rows: &mut RowReader) -> Result<()> {
    let export = rows.options.export;
    let columns = rows.columns();
    let second = columns.created.or(columns.label).unwrap_or_default();
    let is_header = |line: &str| line.contains(columns.id) && line.contains(second);
    let (delimiter, names_separator) = detect_delimiter(head, is_header);
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .escape(export.backslash_escapes.then_some(b'\\'))
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(1 << 17)
        .from_reader(CountableLines::new(input.chain(END_ROW.as_bytes())));
    let mut table = ExportTable::new(rows);
    let mut record = ByteRecord::new();
    while reader
        .read_byte_record(&mut record)
        .map_err(|error| read_error(error.into()))?
    {
        let line = record.position().map_or(0, csv::Position::line);
        if is_end(&record) {
            break;
        }
        if has_open_quote(&record) {
            const PROBLEM: &str = "is not closed, so all that follows would be part of it";
            if table.columns.is_none() {
                bail!("a quote above the tickets {PROBLEM}");
            }
            table
                .rows
                .add_error(line, format!("a quote in the row {PROBLEM}"));
            break;
        }
        if line > 1 || !names_separator {
            table.add(line, &record)?;
        }
    }
    table.finish()
}

/// The header of a table of which nothing is known, and the rows below it: the header is the first of the widest rows at the start.
pub fn read_csv_head(head: &[u8]) -> Result<ExportHead> {
    let widest_line = |line: &str| {
        [',', ';', '\t', '|']
            .iter()
            .any(|delimiter| line.matches(*delimiter).count() > 1)
    };
    let (delimiter, names_separator) = detect_delimiter(head, widest_line);
    // The last line may be cut.
    let end = head.iter().rposition(|byte| *byte == b'\n');
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(&head[..end.map_or(head.len(), |end| end + 1)]);
    let mut rows = Vec::new();
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).unwrap_or(false) {
        rows.push(record.clone());
    }
    rows.drain(..usize::from(names_separator).min(rows.len()));
    head_of_rows(&rows)
}

/// The header among the first rows, and the rows below it.
pub fn head_of_rows(rows: &[ByteRecord]) -> Result<ExportHead> {
    let width = |row: &ByteRecord| {
        row.iter()
            .filter(|cell| !cell.trim_ascii().is_empty())
            .count()
    };
    let first = rows.iter().take(MAX_TITLE_ROWS + 1).enumerate();
    let widest = first.max_by_key(|(at, row)| (width(row), std::cmp::Reverse(*at)));
    let Some((at, header)) = widest.filter(|(_, row)| width(row) > 0) else {
        bail!("the export is empty");
    };
    let texts = |row: &ByteRecord| -> Vec<String> {
        row.iter()
            .map(|cell| cell_name(&String::from_utf8_lossy(cell)))
            .collect()
    };
    Ok(ExportHead {
        columns: texts(header),
        rows: rows[at + 1..].iter().map(texts).collect(),
    })
}

/// The separator, and whether the first line only names it: Excel writes `sep=;`. It is the most frequent one in the line that
/// has the names of the columns, else in the first line; if several are, the first of comma, semicolon, tab and bar.
fn detect_delimiter(head: &[u8], is_header: impl Fn(&str) -> bool) -> (u8, bool) {
    let head = String::from_utf8_lossy(head);
    let first = head.lines().next().unwrap_or_default().trim();
    if let Some([delimiter]) = first.strip_prefix("sep=").map(str::as_bytes) {
        return (*delimiter, true);
    }
    let mut lines = head.lines().take(MAX_TITLE_ROWS);
    let header = lines.find(|line| is_header(&visible_text(line)));
    let header = header.unwrap_or(first);
    let mut best = (b',', 0);
    for delimiter in [b',', b';', b'\t', b'|'] {
        let mut in_quotes = false;
        let separators = header.bytes().filter(|byte| {
            in_quotes ^= *byte == b'"';
            *byte == delimiter && !in_quotes
        });
        let count = separators.count();
        if count > best.1 {
            best = (delimiter, count);
        }
    }
    (best.0, false)
}

/// Text whose line ends are all `\n`, with a blank in each empty line: the CSV reader counts no other lines.
struct CountableLines<R> {
    input: R,
    chunk: Vec<u8>,
    ready: Vec<u8>,
    taken: usize,
    /// Whether the last byte that was read is a carriage return.
    is_after_return: bool,
    /// Whether the last byte that is ready ends a line.
    is_line_start: bool,
}

impl<R: Read> CountableLines<R> {
    fn new(input: R) -> CountableLines<R> {
        CountableLines {
            input,
            chunk: vec![0; 1 << 16],
            ready: Vec::new(),
            taken: 0,
            is_after_return: false,
            is_line_start: true,
        }
    }

    /// Reads more, and tells whether there was any.
    fn prepare(&mut self) -> io::Result<bool> {
        self.ready.clear();
        self.taken = 0;
        let length = self.input.read(&mut self.chunk)?;
        for byte in &self.chunk[..length] {
            let is_second = self.is_after_return && *byte == b'\n';
            self.is_after_return = *byte == b'\r';
            if is_second {
                continue;
            }
            let ends_line = matches!(byte, b'\r' | b'\n');
            if ends_line && self.is_line_start {
                self.ready.push(b' ');
            }
            self.ready.push(if ends_line { b'\n' } else { *byte });
            self.is_line_start = ends_line;
        }
        Ok(length > 0)
    }
}

impl<R: Read> Read for CountableLines<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.ready.len() {
            if !self.prepare()? {
                return Ok(0);
            }
        }
        let count = target.len().min(self.ready.len() - self.taken);
        target[..count].copy_from_slice(&self.ready[self.taken..self.taken + count]);
        self.taken += count;
        Ok(count)
    }
}

/// A table while it is read.
pub struct ExportTable<'t, 'a> {
    rows: &'t mut RowReader<'a>,
    columns: Option<ColumnIndexes>,
    /// Rows above the header.
    titles: Vec<ByteRecord>,
    /// Numbers of the last rows that are sentences: a footer, if no ticket follows.
    footer: Vec<u64>,
}

/// The columns of the cells that are used.
struct ColumnIndexes {
    count: usize,
    fields: TicketFields<usize>,
    /// The columns of rules, by their names.
    others: Vec<(String, usize)>,
}

impl<'t, 'a> ExportTable<'t, 'a> {
    pub fn new(rows: &'t mut RowReader<'a>) -> ExportTable<'t, 'a> {
        ExportTable {
            rows,
            columns: None,
            titles: Vec::new(),
            footer: Vec::new(),
        }
    }

    /// Takes the next row.
    ///
    /// # Errors
    /// When none of the first rows is the header.
    pub fn add(&mut self, line: u64, record: &ByteRecord) -> Result<()> {
        let width = record
            .iter()
            .rposition(|cell| !cell.trim_ascii().is_empty())
            .map_or(0, |last| last + 1);
        if width == 0 {
            return Ok(());
        }
        let Some(columns) = &self.columns else {
            return self.find_header(record);
        };
        if width == 1 && record[0].trim_ascii().contains(&b' ') {
            self.footer.push(line);
            return Ok(());
        }
        let cells = if width > columns.count {
            Err(width_problem(width, columns.count, record))
        } else {
            columns
                .cells(record)
                .map_err(|_| "the row is not UTF-8 text".to_owned())
        };
        for line in self.footer.drain(..) {
            self.rows
                .add_error(line, "the row has 1 cell, which is no ticket");
        }
        match cells {
            Ok(cells) => {
                let others = |column: &str| columns.other(record, column);
                self.rows.add_row(line, &cells, &others);
            }
            Err(reason) => self.rows.add_error(line, reason),
        }
        Ok(())
    }

    fn find_header(&mut self, record: &ByteRecord) -> Result<()> {
        match ColumnIndexes::find(record, self.rows) {
            Ok(columns) => {
                self.columns = Some(columns);
                self.rows.summary.lines_around += self.titles.len() as u64;
                self.titles.clear();
            }
            Err(problem) if self.titles.len() >= MAX_TITLE_ROWS => {
                bail!(self.header_problem(problem))
            }
            Err(_) => self.titles.push(record.clone()),
        }
        Ok(())
    }

    /// What is missing in the row that is the header most probably: the one with most cells.
    fn header_problem(&self, otherwise: String) -> String {
        let widest = self.titles.iter().rev().max_by_key(|row| row.len());
        let problem = widest.map(|row| ColumnIndexes::find(row, self.rows).err());
        problem.flatten().unwrap_or(otherwise)
    }

    /// Ends the table.
    ///
    /// # Errors
    /// When it had no header.
    pub fn finish(self) -> Result<()> {
        if self.columns.is_none() {
            bail!(self.header_problem("the export is empty".to_owned()));
        }
        self.rows.summary.lines_around += self.footer.len() as u64;
        Ok(())
    }
}

fn width_problem(width: usize, columns: usize, record: &ByteRecord) -> String {
    let has_backslash = record
        .as_slice()
        .windows(2)
        .any(|two| two == b"\\\"" || two[0] == b'\\');
    let reason = if has_backslash {
        "if the export writes quotation marks as `\\\"`, set `backslash_escapes: true` in `export:`"
    } else {
        "perhaps a quote is not closed"
    };
    let cells = if width == 1 {
        "1 cell".to_owned()
    } else {
        format!("{width} cells")
    };
    format!("the row has {cells}, and the header {columns}; {reason}")
}

impl ColumnIndexes {
    /// The columns of a header, or what is missing in it.
    fn find(header: &ByteRecord, rows: &RowReader) -> Result<ColumnIndexes, String> {
        let columns = rows.columns();
        let names: Vec<String> = header
            .iter()
            .map(|cell| cell_name(&String::from_utf8_lossy(cell)).to_owned())
            .collect();
        let find = |wanted: &str| {
            let indexes = names.iter().enumerate();
            let mut found = indexes.filter(|(_, name)| **name == cell_name(wanted));
            match (found.next(), found.next()) {
                (Some((index, _)), None) => Ok(index),
                (Some(_), Some(_)) => Err(format!("the export has two columns {}", quoted(wanted))),
                (None, _) => Err(missing_column(wanted, &names)),
            }
        };
        let (ignore, only) = rows.rules();
        let others = ignore.iter().chain(only);
        let others = others.map(|rule| Ok((rule.column.clone(), find(&rule.column)?)));
        let others = others.collect::<Result<Vec<_>, String>>()?;
        let shown = rows.optional_columns().iter();
        let shown = shown.filter_map(|column| Some((column.clone(), find(column).ok()?)));
        Ok(ColumnIndexes {
            count: names.len(),
            fields: columns.try_map(|name| find(name))?,
            others: others.into_iter().chain(shown).collect(),
        })
    }

    /// The cells of a row. Empty cells at the end of a row may be left out.
    fn cells<'r>(&self, record: &'r ByteRecord) -> Result<TicketFields<&'r str>, Utf8Error> {
        for (_, at) in &self.others {
            cell_text(record, *at)?;
        }
        self.fields.try_map(|at| cell_text(record, *at))
    }

    /// The cell of a further column.
    fn other<'r>(&self, record: &'r ByteRecord, column: &str) -> Vec<Cow<'r, str>> {
        let at = self.others.iter().find(|(name, _)| name == column);
        let text = at.and_then(|(_, at)| cell_text(record, *at).ok());
        text.map(Cow::Borrowed).into_iter().collect()
    }
}

fn cell_text(record: &ByteRecord, at: usize) -> Result<&str, Utf8Error> {
    str::from_utf8(record.get(at).unwrap_or_default()).map(unquoted)
}

/// The name of a column as it is compared: without characters that cannot be seen.
fn cell_name(text: &str) -> String {
    unquoted(&visible_text(text)).to_owned()
}

/// A cell without blanks around it, and without the quotes that have a blank before them.
fn unquoted(cell: &str) -> &str {
    let cell = cell.trim();
    let inner = cell
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    inner.unwrap_or(cell)
}

fn missing_column(wanted: &str, names: &[String]) -> String {
    let suggestion = match nearest(wanted, names.iter().map(String::as_str)) {
        Some(near) => format!(" (did you mean {}?)", quoted(near)),
        None => String::new(),
    };
    let first: Vec<String> = names.iter().take(30).map(|name| quoted(name)).collect();
    format!(
        "the export has no column {}{suggestion}; its columns are {}",
        quoted(wanted),
        first.join(", ")
    )
}
