//! Tables as CSV (RFC 4180). The one file that names the `csv` crate's writer.

use csv::{Terminator, WriterBuilder};

use crate::base::escape;
use crate::view::table::Table;

/// A table with its head, lines ending in CR LF. A cell that a spreadsheet would run as a formula is made text with an apostrophe.
pub fn write_csv(table: &Table) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in std::iter::once(&table.head).chain(&table.rows) {
        // Writing to memory does not fail.
        for cell in row {
            let _ = writer.write_field(escape::csv_cell(cell).as_ref());
        }
        let _ = writer.write_record(None::<&[u8]>);
    }
    writer.into_inner().unwrap_or_default()
}
