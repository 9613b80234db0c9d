//! Files for programs.

use crate::view::json::JsonView;
use crate::view::page::PageView;

/// A file as JSON on one line, its keys in the order of the view.
pub fn write_json(file: &JsonView) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(file).expect("a view has no maps with keys other than text");
    bytes.push(b'\n');
    bytes
}

/// Indented, for reading in a terminal.
pub fn write_json_pretty(file: &JsonView) -> String {
    let text =
        serde_json::to_string_pretty(file).expect("a view has no maps with keys other than text");
    text + "\n"
}

/// The values of a page without its template, for comparisons.
pub fn page_json(page: &PageView) -> Vec<u8> {
    serde_json::to_vec(page).expect("a view has no maps with keys other than text")
}
