//! Lines that lack a sign of YAML, or the blank behind it.

use std::ops::Range;

use super::{SyntaxBreak, SyntaxFault, syntax_fault};
use crate::base::diagnostic::quoted;

impl SyntaxBreak<'_> {
    /// A line without a colon where a key is expected.
    pub(super) fn missing_colon(&self, line: Range<usize>, text: &str) -> SyntaxFault {
        if let Some(words) = hyphen_without_space(line.start, text) {
            return words;
        }
        let message = format!("expected `key: value`, found {}", quoted(text));
        let word = text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if word && self.text[line.end..].trim().is_empty() {
            let help = format!("write `{text}: ...`; perhaps the end of the file is missing");
            return syntax_fault(line, message, help);
        }
        syntax_fault(
            line,
            message,
            "indent a line that continues a text deeper than the key of the text",
        )
    }
}

/// An item such as `-text`.
pub(super) fn hyphen_without_space(at: usize, line: &str) -> Option<SyntaxFault> {
    let item = line
        .strip_prefix('-')
        .filter(|item| !item.starts_with([' ', '-']) && !item.is_empty())?;
    let help = format!("write {}", quoted(&format!("- {item}")));
    Some(syntax_fault(
        at..at + 1,
        "a space is missing after the hyphen",
        help,
    ))
}
