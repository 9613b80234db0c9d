//! CSV with a header, separated by commas, semicolons or tabs.

use std::io::Read;

use anyhow::{Context, Result, bail};
use csv::{ByteRecord, ReaderBuilder};

use super::rows::{RowCells, RowReader, is_ignored_cell};
use crate::base::diagnostic::{nearest, quoted};

/// The columns of the cells that are used.
struct ColumnIndexes<'a> {
    count: usize,
    id: usize,
    created: usize,
    priority: Option<usize>,
    ignore: Vec<(usize, &'a [String])>,
}

/// Reads a table whose first line is `head`.
pub fn read_csv(head: &[u8], input: impl Read, rows: &mut RowReader) -> Result<()> {
    let mut reader = ReaderBuilder::new()
        .delimiter(detect_delimiter(head))
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(1 << 17)
        .from_reader(input);
    let mut record = ByteRecord::new();
    if !reader
        .read_byte_record(&mut record)
        .context("the export cannot be read")?
    {
        bail!("the export is empty");
    }
    let columns = find_columns(&record, rows)?;
    while reader
        .read_byte_record(&mut record)
        .context("the export cannot be read")?
    {
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().all(|cell| cell.trim_ascii().is_empty()) {
            continue;
        }
        if record.len() != columns.count {
            let cells = if record.len() == 1 {
                "1 cell".to_owned()
            } else {
                format!("{} cells", record.len())
            };
            let reason = format!(
                "the row has {cells}, and the header {}; perhaps a quote is not closed",
                columns.count
            );
            rows.add_error(line, reason);
            continue;
        }
        match row_cells(&record, &columns) {
            Ok(fields) => rows.add_row(line, &fields),
            Err(_) => rows.add_error(line, "the row is not UTF-8 text"),
        }
    }
    Ok(())
}

fn row_cells<'r>(
    record: &'r ByteRecord,
    columns: &ColumnIndexes,
) -> Result<RowCells<'r>, std::str::Utf8Error> {
    let cell = |at: usize| str::from_utf8(record.get(at).unwrap_or_default());
    let mut is_ignored = false;
    for (at, words) in &columns.ignore {
        is_ignored |= is_ignored_cell(cell(*at)?, words);
    }
    Ok(RowCells {
        id: cell(columns.id)?,
        created: cell(columns.created)?,
        priority: columns.priority.map(cell).transpose()?,
        is_ignored,
    })
}

/// The separator that is most frequent in the first line, outside quotes. If several are, it is the first of comma, semicolon and tab.
fn detect_delimiter(first_line: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut in_quotes = false;
    for byte in first_line {
        if *byte == b'"' {
            in_quotes = !in_quotes;
        }
        for (delimiter, count) in &mut counts {
            if byte == delimiter && !in_quotes {
                *count += 1;
            }
        }
    }
    let mut most = counts[0];
    for candidate in counts {
        if candidate.1 > most.1 {
            most = candidate;
        }
    }
    most.0
}

fn find_columns<'a>(header: &ByteRecord, rows: &RowReader<'a>) -> Result<ColumnIndexes<'a>> {
    let names: Vec<String> = header
        .iter()
        .map(|cell| String::from_utf8_lossy(cell).trim().to_owned())
        .collect();
    let export = rows.options.export;
    let find = |wanted: &str| {
        let indexes = names.iter().enumerate();
        let mut found = indexes.filter(|(_, name)| *name == wanted);
        match (found.next(), found.next()) {
            (Some((index, _)), None) => Ok(index),
            (Some(_), Some(_)) => bail!("the export has two columns {}", quoted(wanted)),
            (None, _) => bail!("{}", missing_column(wanted, &names)),
        }
    };
    let ignore = export
        .ignore
        .iter()
        .map(|one| Ok((find(&one.column)?, one.words.as_slice())));
    Ok(ColumnIndexes {
        count: names.len(),
        id: find(&export.id)?,
        created: find(&export.created)?,
        priority: export.priority.as_deref().map(find).transpose()?,
        ignore: ignore.collect::<Result<_>>()?,
    })
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
