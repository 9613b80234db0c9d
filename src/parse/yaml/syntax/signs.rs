//! Lines that lack a sign of YAML, or the blank behind it.

use std::ops::Range;

use super::{Break, Words, words};
use crate::base::diagnostic::quoted;

impl Break<'_> {
    /// A line without a colon where a key is expected.
    pub(super) fn no_colon(&self, line: Range<usize>, text: &str) -> Words {
        if let Some(words) = joined_hyphen(line.start, text) {
            return words;
        }
        let message = format!("expected `key: value`, found {}", quoted(text));
        let word = text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if word && self.text[line.end..].trim().is_empty() {
            let help = format!("write `{text}: ...`; perhaps the end of the file is missing");
            return words(line, message, help);
        }
        words(
            line,
            message,
            "indent a line that continues a text deeper than the key of the text",
        )
    }
}

/// An item such as `-text`.
pub(super) fn joined_hyphen(at: usize, line: &str) -> Option<Words> {
    let item = line
        .strip_prefix('-')
        .filter(|item| !item.starts_with([' ', '-']) && !item.is_empty())?;
    let help = format!("write {}", quoted(&format!("- {item}")));
    Some(words(
        at..at + 1,
        "a space is missing after the hyphen",
        help,
    ))
}
