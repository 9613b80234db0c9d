//! Reads ticket exports: tables with any header (CSV, spreadsheets), or JSON objects in lines or lists. Rows of CSV and of JSON lines are read
//! one by one, so that long exports need no more memory.

pub mod columns;
mod json;
pub mod rows;
mod table;
mod workbook;

use std::io::{BufRead, BufReader, Cursor, Read};

use anyhow::{Context, Result};
use encoding_rs_io::DecodeReaderBytesBuilder;

use columns::ExportHead;
use rows::{ExportOptions, ExportSummary, RowReader, RowTarget};

/// How much of an export is looked at to find out how it is written.
const HEAD: u64 = 1 << 16;

/// The first bytes of spreadsheets: of archives, as `.xlsx` and `.ods` are, and of the older `.xls`.
const WORKBOOK_SIGNATURES: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

const UNREADABLE: &str = "the export cannot be read";

/// Reads all rows. Text may be UTF-8, or UTF-16 with a byte order mark.
///
/// # Errors
/// When the input cannot be read, or is no export with the columns that it should have.
pub fn read_export(
    input: impl Read,
    options: ExportOptions,
    target: RowTarget,
) -> Result<ExportSummary> {
    let mut rows = RowReader::new(options, target)?;
    match open(input)? {
        OpenExport::Workbook(file) => workbook::read_workbook(file, &mut rows)?,
        OpenExport::Json { head, all } => json::read_json(&head, all, &mut rows)?,
        OpenExport::Table { head, all } => table::read_csv(&head, all, &mut rows)?,
    }
    Ok(rows.summary)
}

/// Reads the columns of an export of which nothing is known yet, and its first rows.
///
/// # Errors
/// When the input cannot be read or has no rows.
pub fn read_head(input: impl Read) -> Result<ExportHead> {
    match open(input)? {
        OpenExport::Workbook(file) => workbook::read_workbook_head(file),
        OpenExport::Json { all, .. } => json::read_json_head(all),
        OpenExport::Table { head, .. } => table::read_csv_head(&head),
    }
}

/// An export by its format, with the first of its bytes and all of them.
enum OpenExport<R> {
    Workbook(Vec<u8>),
    Json { head: Vec<u8>, all: R },
    Table { head: Vec<u8>, all: R },
}

fn open<'r>(input: impl Read + 'r) -> Result<OpenExport<Box<dyn BufRead + 'r>>> {
    let mut input = BufReader::with_capacity(1 << 17, input);
    let mut start = Vec::new();
    input
        .by_ref()
        .take(4)
        .read_to_end(&mut start)
        .context(UNREADABLE)?;
    let mut input = Cursor::new(start.clone()).chain(input);
    if WORKBOOK_SIGNATURES.contains(&start.as_slice()) {
        let mut file = Vec::new();
        input.read_to_end(&mut file).context(UNREADABLE)?;
        return Ok(OpenExport::Workbook(file));
    }
    let mut text = DecodeReaderBytesBuilder::new()
        .utf8_passthru(true)
        .strip_bom(true)
        .build(input);
    let mut head = Vec::new();
    text.by_ref()
        .take(HEAD)
        .read_to_end(&mut head)
        .context(UNREADABLE)?;
    let first = head
        .iter()
        .find(|byte| !byte.is_ascii_whitespace())
        .copied();
    let all = Cursor::new(head.clone()).chain(text);
    let all = Box::new(BufReader::with_capacity(1 << 17, all));
    Ok(match first {
        Some(b'{' | b'[') => OpenExport::Json { head, all },
        _ => OpenExport::Table { head, all },
    })
}
