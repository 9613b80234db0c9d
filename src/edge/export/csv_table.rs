//! CSV with a header; cells are separated by commas, semicolons or tabs.

use std::io::Read;

use anyhow::{Context, Result, bail};
use csv::{ByteRecord, ReaderBuilder};

use super::{RowCells, RowReader, is_ignored_cell};
use crate::base::diagnostic::{nearest, quoted};

/// Where the cells that are looked at stand in a row.
struct ColumnIndexes<'a> {
    count: usize,
    id: usize,
    created: usize,
    priority: Option<usize>,
    ignore: Vec<(usize, &'a [String])>,
}

/// Reads a table whose first line is `head`.
pub(super) fn read_csv(head: &[u8], input: impl Read, rows: &mut RowReader) -> Result<()> {
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
    let mut left_out = false;
    for (at, words) in &columns.ignore {
        left_out |= is_ignored_cell(cell(*at)?, words);
    }
    Ok(RowCells {
        id: cell(columns.id)?,
        created: cell(columns.created)?,
        priority: columns.priority.map(cell).transpose()?,
        is_ignored: left_out,
    })
}

/// The separator that the first line has most often outside of quotes.
fn detect_delimiter(head: &[u8]) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in head {
        quoted ^= *byte == b'"';
        counts
            .iter_mut()
            .filter(|(separator, _)| separator == byte && !quoted)
            .for_each(|(_, count)| *count += 1);
    }
    // Of equal counts the first is taken.
    counts
        .iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(b',', |(separator, _)| *separator)
}

fn find_columns<'a>(header: &ByteRecord, rows: &RowReader<'a>) -> Result<ColumnIndexes<'a>> {
    let names: Vec<String> = header
        .iter()
        .map(|cell| String::from_utf8_lossy(cell).trim().to_owned())
        .collect();
    let export = rows.options.export;
    let find = |wanted: &str| {
        let mut found = names
            .iter()
            .enumerate()
            .filter(|(_, name)| *name == wanted)
            .map(|(at, _)| at);
        match (found.next(), found.next()) {
            (Some(at), None) => Ok(at),
            (Some(_), Some(_)) => bail!("the export has two columns {}", quoted(wanted)),
            (None, _) => {
                let near = nearest(wanted, names.iter().map(String::as_str));
                let near = near
                    .map(|near| format!(" (did you mean {}?)", quoted(near)))
                    .unwrap_or_default();
                let all: Vec<String> = names.iter().take(30).map(|name| quoted(name)).collect();
                bail!(
                    "the export has no column {}{near}; its columns are {}",
                    quoted(wanted),
                    all.join(", ")
                )
            }
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
