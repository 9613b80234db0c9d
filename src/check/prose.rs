//! Reads the texts of authors: on one line, or as Markdown, with the rules that every text keeps.

use std::ops::Range;

use super::checker::Checker;
use super::mapped_text::MappedText;
use super::sensitive_data;
use crate::base::prose::Prose;
use crate::base::source::{Span, Spanned};
use crate::check::rules::text::{control_character, private_text, unfilled_placeholder};
use crate::check::rules::worksheet::personal_note;
use crate::format::field::{Field, Required};
use crate::format::leaf::Markdown;
use crate::parse::MarkdownBody;
use crate::parse::markdown::{self, ProseContext, TextKind};
use crate::parse::rules::key::empty_value;

impl<'a> Checker<'a> {
    /// Text on one line, without characters that cannot be printed and without the backticks around code: it is printed as plain text, and
    /// in places where nothing else is possible, such as a calendar.
    pub fn single_line(&mut self, text: &Spanned<String>) -> String {
        let text = self.read_printable(text);
        let printable = text.printable.as_str();
        self.check_words(&text, 0..printable.len(), TextKind::Plain);
        let line = printable.split_whitespace().collect::<Vec<_>>().join(" ");
        without_code_marks(&line)
    }

    /// A text on one line that says something, or `None` and a fault.
    pub fn non_empty(&mut self, text: &Spanned<String>, key: &str) -> Option<String> {
        self.require_non_empty(text, key)
            .then(|| self.single_line(text))
    }

    fn require_non_empty(&mut self, text: &Spanned<String>, key: &str) -> bool {
        let blank = text.value.trim().is_empty();
        if blank {
            self.push(empty_value(text.span, key));
        }
        !blank
    }

    /// A required text on one line.
    pub fn required_text(
        &mut self,
        field: Required<impl Into<String>>,
        key: &'static str,
        parent: Span,
    ) -> Option<String> {
        let text = self.required_scalar(field, key, parent)?;
        self.non_empty(&text, key)
    }

    /// An optional text on one line.
    pub fn optional_text(&mut self, field: Field<impl Into<String>>, key: &str) -> Option<String> {
        field
            .text()
            .optional()
            .and_then(|text| self.non_empty(&text, key))
    }

    /// The note of an internal file, on one line; a warning for the first word that should not be in it.
    pub fn note(&mut self, text: &Spanned<String>, key: &str) -> Option<String> {
        if let Some((range, what)) = sensitive_data::find_in_note(&text.value) {
            let place = self.part_span(text, range.clone());
            self.push(personal_note(place, &text.value[range], what));
        }
        self.non_empty(text, key)
    }

    /// A text with its printable part; a warning for the first character that is left out.
    fn read_printable<'t>(&mut self, text: &'t Spanned<String>) -> MappedText<'t>
    where
        'a: 't,
    {
        let text = MappedText::new(text, self.sources);
        if let Some((place, bad)) = text.unprintable {
            self.push(control_character(place, bad));
        }
        text
    }

    /// The place of a part of a value.
    pub fn part_span(&self, text: &Spanned<String>, range: Range<usize>) -> Span {
        MappedText::new(text, self.sources).value_span(range)
    }

    /// The Markdown of an update.
    pub fn update_prose(&mut self, field: Required<Markdown>, parent: Span) -> Option<Prose> {
        let text = self.required_scalar(field, "text", parent)?;
        self.require_non_empty(&text, "text")
            .then(|| self.parse_prose(&text, ProseContext::Update))
    }

    /// The Markdown of a key whose text is a part of a page.
    pub fn page_prose(&mut self, text: &Spanned<String>) -> Prose {
        self.parse_prose(text, ProseContext::Article)
    }

    /// The Markdown under front matter.
    pub fn article(&mut self, body: MarkdownBody) -> Prose {
        self.parse_prose(
            &Spanned {
                value: body.text,
                span: body.span,
            },
            ProseContext::Article,
        )
    }

    fn parse_prose(&mut self, text: &Spanned<String>, setting: ProseContext) -> Prose {
        let text = self.read_printable(text);
        let place = |range| text.printable_span(range);
        let read = markdown::parse_markdown(&text.printable, setting, &place, &mut self.faults);
        for run in read.text_runs {
            self.check_words(&text, run.range, run.kind);
        }
        self.links.extend(read.links);
        read.prose
    }

    /// The rules of words that customers read. Internal files have rules of their own.
    fn check_words(&mut self, text: &MappedText, range: Range<usize>, manner: TextKind) {
        let Some(run_text) = text.printable.get(range.clone()) else {
            return;
        };
        let place = |part: &Range<usize>| {
            text.printable_span(range.start + part.start..range.start + part.end)
        };
        let mut found = Vec::new();
        if manner != TextKind::Code {
            let left = sensitive_data::find_placeholders(run_text).into_iter();
            found.extend(left.map(|part| unfilled_placeholder(place(&part), &run_text[part])));
        }
        let bad = sensitive_data::find_in_public_text(run_text, manner);
        found.extend(bad.map(|(part, what)| private_text(place(&part), &run_text[part], what)));
        if !found.is_empty() && !text.is_internal() {
            self.faults.extend(found);
        }
    }
}

/// A text without the pairs of backticks in it.
fn without_code_marks(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let pairs = parts.len() / 2;
    let mut out = parts.concat();
    if parts.len().is_multiple_of(2) {
        // The last one has no partner.
        let at: usize = parts[..pairs * 2 - 1].iter().map(|part| part.len()).sum();
        out.insert(at, '`');
    }
    out
}
