//! Reads the texts of authors: on one line, or as Markdown, with the rules that every text keeps.

use std::ops::Range;

use super::checker::Checker;
use super::fault::{self, text as fault_of_text};
use super::suspect;
use super::text::Text;
use crate::base::prose::Prose;
use crate::base::source::{Span, Spanned};
use crate::parse::Body;
use crate::parse::given::Given;
use crate::parse::markdown::{self, Manner, Setting};

impl<'a> Checker<'a> {
    /// Text on one line, without characters that cannot be printed.
    pub fn text(&mut self, text: &Spanned<String>) -> String {
        let text = self.read(text);
        let printable = text.printable.as_str();
        self.words(&text, 0..printable.len(), Manner::Words);
        printable.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A text on one line that says something, or `None` and a fault.
    pub fn filled(&mut self, text: &Spanned<String>, key: &str) -> Option<String> {
        self.says_something(text, key).then(|| self.text(text))
    }

    fn says_something(&mut self, text: &Spanned<String>, key: &str) -> bool {
        let blank = text.value.trim().is_empty();
        if blank {
            self.push(crate::parse::fault::empty_value(text.span, key));
        }
        !blank
    }

    /// A required text on one line.
    pub fn required_text(
        &mut self,
        given: Given<String>,
        key: &'static str,
        parent: Span,
    ) -> Option<String> {
        let text = self.required(given, key, parent)?;
        self.filled(&text, key)
    }

    /// An optional text on one line.
    pub fn optional_text(&mut self, given: Given<String>, key: &str) -> Option<String> {
        given.optional().and_then(|text| self.filled(&text, key))
    }

    /// A text with its printable part; a warning for the first character that is left out.
    fn read<'t>(&mut self, text: &'t Spanned<String>) -> Text<'t>
    where
        'a: 't,
    {
        let text = Text::new(text, self.sources);
        if let Some((place, bad)) = text.unprintable {
            self.push(fault::control_character(place, bad));
        }
        text
    }

    /// The place of a part of a value.
    pub fn part(&self, text: &Spanned<String>, range: Range<usize>) -> Span {
        Text::new(text, self.sources).of_value(range)
    }

    /// The Markdown of an update.
    pub fn update_prose(&mut self, given: Given<String>, parent: Span) -> Option<Prose> {
        let text = self.required(given, "text", parent)?;
        self.says_something(&text, "text")
            .then(|| self.prose(&text, Setting::Update))
    }

    /// The Markdown under front matter.
    pub fn article(&mut self, body: Body) -> Prose {
        self.prose(
            &Spanned {
                value: body.markdown,
                span: body.span,
            },
            Setting::Article,
        )
    }

    fn prose(&mut self, text: &Spanned<String>, setting: Setting) -> Prose {
        let text = self.read(text);
        let place = |range| text.place(range);
        let read = markdown::prose(&text.printable, setting, &place, &mut self.faults);
        for run in read.runs {
            self.words(&text, run.range, run.manner);
        }
        self.links.extend(read.links);
        read.prose
    }

    /// The rules of words that customers read. Internal files have rules of their own.
    fn words(&mut self, text: &Text, range: Range<usize>, manner: Manner) {
        let Some(words) = text.printable.get(range.clone()) else {
            return;
        };
        let place =
            |part: &Range<usize>| text.place(range.start + part.start..range.start + part.end);
        let mut found = Vec::new();
        if manner != Manner::Code {
            let left = suspect::templates(words).into_iter();
            found.extend(left.map(|part| fault_of_text::template_left(place(&part), &words[part])));
        }
        let bad = suspect::of_public(words, manner);
        found.extend(
            bad.map(|(part, what)| fault_of_text::private_text(place(&part), &words[part], what)),
        );
        if !found.is_empty() && !text.is_internal() {
            self.faults.extend(found);
        }
    }
}
