//! Parses YAML text to a tree whose nodes have spans.
//!
//! The tree has fewer kinds of value than YAML: a scalar is text, and only the type that reads it makes a number or a truth value of it.
//! Anchors, aliases, tags, merge keys, directives and several documents in one file are faults. So a file means what a reader sees, and it
//! cannot expand to more than its size.
//!
//! When the syntax breaks, everything before the break is kept. The mappings around it are marked as incomplete, because a key that was not
//! read is not missing.

mod builder;
pub mod node;
mod syntax;

use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError};

use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Span, encryption_tool};
use crate::parse::rules::file::not_utf8;
pub use builder::MAX_TEXT;
use builder::{BuildResult, Builder, MAX_DEPTH, ParsingStopped, ScalarForm};
use node::Node;

/// The text of a file.
///
/// # Errors
/// A fault at the first bytes that are not UTF-8.
pub fn decode_utf8<'a>(
    file: FileId,
    bytes: &'a [u8],
    faults: &mut Vec<Diagnostic>,
) -> Option<&'a str> {
    match str::from_utf8(bytes) {
        Ok(text) if encryption_tool(bytes).is_none() => Some(text),
        Ok(_) => {
            faults.push(not_utf8(
                Span {
                    file,
                    start: 0,
                    end: 0,
                },
                bytes,
            ));
            None
        }
        Err(error) => {
            // Only the start, because printers replace invalid bytes by a character of another length.
            let start = error.valid_up_to();
            faults.push(not_utf8(
                Span {
                    file,
                    start,
                    end: start,
                },
                bytes,
            ));
            None
        }
    }
}

/// Reads a byte range of a file: all of it, or the front matter of a Markdown file. An empty range is [`node::NodeValue::NULL`].
///
/// # Errors
/// Pushes every fault of the syntax; `None` if it broke before anything was read.
pub fn parse_tree(
    file: FileId,
    text: &str,
    range: Range<usize>,
    faults: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let part = text.get(range.clone()).unwrap_or_default();
    let mark = if range.start == 0 && part.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let options = granit_parser::options! {
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        emit_comments: false,
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
    };
    let text = &part[mark..];
    let mut builder = Builder::new(file, range.start + mark, text, faults);
    let read = Parser::new_from_str_with_options(text, options).try_for_each(|event| match event {
        Ok((event, span)) => builder.event(event, &span),
        Err(error) => {
            builder.parse_error(&error);
            Err(ParsingStopped)
        }
    });
    builder.finish(read)
}

/// The part of the builder that handles the parser's events.
impl Builder<'_> {
    fn event(&mut self, event: Event, span: &granit_parser::Span) -> BuildResult {
        let range = self.range(span);
        if let Some(tag) = span.tag_span() {
            let tag = self.range(&tag);
            self.reject(
                tag,
                "is a YAML tag",
                "delete it; text that begins with `!` needs quotes",
            );
        }
        match event {
            Event::DocumentStart(..) => self.start_document(range)?,
            Event::Anchor(..) => {
                self.reject(
                    range,
                    "is a YAML anchor",
                    "delete it; text that begins with `&` needs quotes",
                );
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) => self.alias(range)?,
            Event::Scalar(text, style, ..) => {
                let style = match style {
                    ScalarStyle::Plain => ScalarForm::Plain,
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => ScalarForm::Quoted,
                    ScalarStyle::Literal | ScalarStyle::Folded => ScalarForm::Block,
                };
                self.scalar(text.into_owned(), style, range)?;
            }
            Event::SequenceStart(..) => self.start_list(range)?,
            Event::MappingStart(..) => self.start_mapping(range)?,
            Event::SequenceEnd | Event::MappingEnd => self.end_collection(range),
            _ => {}
        }
        Ok(())
    }

    /// The bytes of a span. A bug of the parser must not become a panic, so its offsets are checked.
    fn range(&self, span: &granit_parser::Span) -> Range<usize> {
        span.byte_range()
            .filter(|range| self.text.get(range.clone()).is_some())
            .unwrap_or(self.end..self.end)
    }

    /// Reports why the rest is not read.
    fn parse_error(&mut self, error: &ScanError) {
        let at = error
            .marker()
            .byte_offset()
            .filter(|at| self.text.is_char_boundary(*at))
            .unwrap_or(self.end);
        let Some(here) = self.syntax_break(at) else {
            return;
        };
        match error.kind() {
            ErrorKind::RecursionLimitExceeded => self.too_deep(at..at),
            kind => self.report_syntax(syntax::explain(kind, &here)),
        }
    }
}
