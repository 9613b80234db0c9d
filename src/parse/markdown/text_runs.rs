//! The positions of text in Markdown, for rules that check text.

use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    Plain,
    LinkText,
    Code,
}

/// Adjacent text of one kind, on one line or on several. Comments, raw HTML and addresses are in no run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextRun {
    pub kind: TextKind,
    /// In bytes of the Markdown.
    pub range: Range<usize>,
}

/// Adds text, to the last run if it follows directly.
pub(super) fn push_text(runs: &mut Vec<TextRun>, kind: TextKind, range: Range<usize>) {
    match runs.last_mut() {
        Some(last) if last.kind == kind && last.range.end == range.start => {
            last.range.end = range.end;
        }
        _ => runs.push(TextRun { kind, range }),
    }
}
