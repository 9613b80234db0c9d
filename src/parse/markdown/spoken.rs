//! What a Markdown text says, and where in the Markdown it says it: for rules that look at words.

use std::ops::Range;

use super::{Event, Tag, TagEnd};

/// How words are said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// As words.
    Words,
    /// As words that link to somewhere.
    Linked,
    /// As code.
    Code,
}

/// Words that stand together in the Markdown, on one line or on several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// How they are said.
    pub manner: Manner,
    /// Where, in bytes of the Markdown.
    pub range: Range<usize>,
}

/// The runs of a text, in order. Comments, raw HTML and addresses are in none.
pub(super) fn runs(events: &[(Event, Range<usize>)]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let (mut links, mut code) = (0_usize, false);
    for (event, range) in events {
        match event {
            Event::Start(Tag::Link { .. }) => links += 1,
            Event::End(TagEnd::Link) => links -= 1,
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Code(_) => runs.push(Run {
                manner: Manner::Code,
                range: range.clone(),
            }),
            Event::Text(_) => {
                let said = if links > 0 {
                    Manner::Linked
                } else {
                    Manner::Words
                };
                let manner = if code { Manner::Code } else { said };
                match runs
                    .last_mut()
                    .filter(|last| last.manner == manner && last.range.end == range.start)
                {
                    Some(last) => last.range.end = range.end,
                    None => runs.push(Run {
                        manner,
                        range: range.clone(),
                    }),
                }
            }
            _ => {}
        }
    }
    runs
}
