//! What a Markdown text says, and where in the Markdown it says it: for rules that look at words.

use std::ops::Range;

use super::{Event, Tag, TagEnd};

/// How words are said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// As words.
    Plain,
    /// As words that link to somewhere.
    LinkText,
    /// As code.
    Code,
}

/// Words that stand together in the Markdown, on one line or on several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextRun {
    /// How they are said.
    pub kind: TextKind,
    /// Where, in bytes of the Markdown.
    pub range: Range<usize>,
}

/// The runs of a text, in order. Comments, raw HTML and addresses are in none.
pub(super) fn collect_text_runs(events: &[(Event, Range<usize>)]) -> Vec<TextRun> {
    let mut runs: Vec<TextRun> = Vec::new();
    let (mut links, mut code) = (0_usize, false);
    for (event, range) in events {
        match event {
            Event::Start(Tag::Link { .. }) => links += 1,
            Event::End(TagEnd::Link) => links -= 1,
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Code(_) => runs.push(TextRun {
                kind: TextKind::Code,
                range: range.clone(),
            }),
            Event::Text(_) => {
                let said = if links > 0 {
                    TextKind::LinkText
                } else {
                    TextKind::Plain
                };
                let manner = if code { TextKind::Code } else { said };
                match runs
                    .last_mut()
                    .filter(|last| last.kind == manner && last.range.end == range.start)
                {
                    Some(last) => last.range.end = range.end,
                    None => runs.push(TextRun {
                        kind: manner,
                        range: range.clone(),
                    }),
                }
            }
            _ => {}
        }
    }
    runs
}
