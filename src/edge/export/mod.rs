//! Reads ticket exports: CSV with any header, or one JSON object per line. Rows are read one by one, so that long exports need no more
//! memory.

mod csv_table;
mod json_lines;
pub mod rows;

use std::io::{BufRead, BufReader, Cursor, Read};

use anyhow::{Context, Result, bail};

use crate::derive::sampling::SamplingFrame;
use rows::{ExportOptions, ExportSummary, RowReader};

/// The longest first line.
const MAX_HEADER: u64 = 1 << 20;

/// Reads all rows into the frame.
///
/// # Errors
/// When the input cannot be read, or is no export with the columns that it should have.
pub fn read_export(
    input: impl Read,
    reading: ExportOptions,
    frame: &mut SamplingFrame,
) -> Result<ExportSummary> {
    let mut input = BufReader::with_capacity(1 << 17, input);
    let mut head = Vec::new();
    input
        .by_ref()
        .take(MAX_HEADER)
        .read_until(b'\n', &mut head)
        .context("the export cannot be read")?;
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        bail!("the export is UTF-16; save it as UTF-8");
    }
    if head.starts_with(b"\xef\xbb\xbf") {
        head.drain(..3);
    }
    let mut rows = RowReader::new(reading, frame)?;
    let first = head
        .iter()
        .copied()
        .find(|byte| !byte.is_ascii_whitespace());
    match first {
        Some(b'{') => json_lines::read_json_lines(Cursor::new(head).chain(input), &mut rows)?,
        Some(b'[') => bail!(
            "the export is one list of JSON; write one object on each line, as `jq -c '.[]'` does"
        ),
        _ => csv_table::read_csv(&head.clone(), Cursor::new(head).chain(input), &mut rows)?,
    }
    Ok(rows.summary)
}
