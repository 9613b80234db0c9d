//! Reads ticket exports: tables with any header (CSV, spreadsheets), or JSON objects in lines or lists. Rows of CSV and of JSON lines are read
//! one by one, so that long exports need no more memory.

mod json;
pub mod rows;
mod table;
mod workbook;

use std::io::{BufReader, Cursor, Read};

use anyhow::{Context, Result};
use encoding_rs_io::DecodeReaderBytesBuilder;

use crate::derive::sampling::SamplingFrame;
use rows::{ExportOptions, ExportSummary, RowReader};

/// How much of an export is looked at to find out how it is written.
const HEAD: u64 = 1 << 16;

/// The first bytes of spreadsheets: of archives, as `.xlsx` and `.ods` are, and of the older `.xls`.
const WORKBOOK_SIGNATURES: [&[u8]; 2] = [b"PK\x03\x04", b"\xd0\xcf\x11\xe0"];

/// Reads all rows into the frame. Text may be UTF-8, or UTF-16 with a byte order mark.
///
/// # Errors
/// When the input cannot be read, or is no export with the columns that it should have.
pub fn read_export(
    input: impl Read,
    reading: ExportOptions,
    frame: &mut SamplingFrame,
) -> Result<ExportSummary> {
    const UNREADABLE: &str = "the export cannot be read";
    let mut input = BufReader::with_capacity(1 << 17, input);
    let mut rows = RowReader::new(reading, frame)?;
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
        workbook::read_workbook(file, &mut rows)?;
        return Ok(rows.summary);
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
    let first = head.iter().find(|byte| !byte.is_ascii_whitespace());
    let all = BufReader::with_capacity(1 << 17, Cursor::new(head.clone()).chain(text));
    match first {
        Some(b'{' | b'[') => json::read_json(&head, all, &mut rows)?,
        _ => table::read_csv(&head, all, &mut rows)?,
    }
    Ok(rows.summary)
}
