//! Spreadsheets: `.xlsx`, `.xls` and `.ods`.

use std::io::Cursor;

use anyhow::{Context, Result, bail};
use calamine::{Data, Range, Reader, open_workbook_auto_from_rs};
use csv::ByteRecord;

use super::columns::ExportHead;
use super::rows::{RowNumbers, RowReader};
use super::table::{ExportTable, head_of_rows};

/// From here on, a number of a spreadsheet has more digits than it can keep: 2^53.
const MAX_EXACT: f64 = 9_007_199_254_740_992.0;

/// Reads the only sheet that has cells.
pub fn read_workbook(file: Vec<u8>, rows: &mut RowReader) -> Result<()> {
    rows.summary.numbers = RowNumbers::Rows;
    read_sheet(&open_sheet(file)?, rows)
}

/// The header and the rows of a sheet of which nothing is known.
pub fn read_workbook_head(file: Vec<u8>) -> Result<ExportHead> {
    let cells = open_sheet(file)?;
    let rows = cells.rows().map(|row| row.iter().map(cell_text).collect());
    head_of_rows(&rows.collect::<Vec<ByteRecord>>())
}

fn open_sheet(file: Vec<u8>) -> Result<Range<Data>> {
    let mut workbook = open_workbook_auto_from_rs(Cursor::new(file))
        .context("the export is an archive and no spreadsheet; save it as CSV or .xlsx")?;
    let sheets = workbook.worksheets();
    let names: Vec<String> = sheets.iter().map(|(name, _)| name.clone()).collect();
    let mut filled = sheets.into_iter().filter(|(_, cells)| !cells.is_empty());
    let (Some((_, cells)), rest) = (filled.next(), filled.next()) else {
        bail!("the export is empty");
    };
    if rest.is_some() {
        bail!(
            "the spreadsheet has several sheets: {}; save the one with the tickets as CSV",
            names.join(", ")
        );
    }
    Ok(cells)
}

fn read_sheet(cells: &Range<Data>, rows: &mut RowReader) -> Result<()> {
    let first = cells.start().map_or(0, |(row, _)| u64::from(row));
    let mut table = ExportTable::new(rows);
    for (row, number) in cells.rows().zip(first + 1..) {
        let texts: Vec<String> = row.iter().map(cell_text).collect();
        table.add(number, &ByteRecord::from(texts))?;
    }
    table.finish()
}

/// A cell as text. Times are serial numbers, as the spreadsheet itself keeps them.
fn cell_text(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.abs() >= MAX_EXACT => format!("{number:e}"),
        Data::Float(number) => number.to_string(),
        Data::DateTime(time) => time.as_f64().to_string(),
        Data::Empty => String::new(),
        other => other.to_string(),
    }
}
