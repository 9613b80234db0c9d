//! Files for programs.

use crate::view::json::Json;

/// A file as JSON on one line, its keys in the order of the view.
#[must_use]
pub fn json(file: &Json) -> Vec<u8> {
    let mut bytes = serde_json::to_vec(file).expect("a view has no maps with keys other than text");
    bytes.push(b'\n');
    bytes
}
