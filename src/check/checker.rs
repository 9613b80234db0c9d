//! Reads single values: texts, times, ids and words, each with its fault and its place.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fault;
use crate::base::diagnostic::Diagnostic;
use crate::base::id::{ComponentId, is_id};
use crate::base::period::Period;
use crate::base::prose::Prose;
use crate::base::source::{Span, Spanned};
use crate::base::time::{Date, Duration, Interval, Moment, Resolved, Zone};
use crate::base::time_reader::{self, Written};
use crate::base::words::Words;
use crate::model::component::{State, States};
use crate::model::incident::Link;
use crate::parse::Body;
use crate::parse::given::{Entries, Given};
use crate::parse::incident::LinkDoc;
use crate::parse::markdown::{self, Setting};

/// The component ids that files may name.
#[derive(Debug, Default)]
pub(super) struct KnownComponents {
    /// Present and old ids, each with the present one.
    pub ids: BTreeMap<String, ComponentId>,
    /// `components.yaml` could not be read whole, so an id that is missing here may only be unread.
    pub partial: bool,
}

/// What single values are read against, and the faults so far.
pub(super) struct Checker<'a> {
    pub zone: Zone,
    pub components: &'a KnownComponents,
    pub faults: Vec<Diagnostic>,
}

impl Checker<'_> {
    pub fn push(&mut self, fault: Diagnostic) {
        self.faults.push(fault);
    }

    /// A required value, or `None` and a fault.
    pub fn required<T>(&mut self, given: Given<T>, key: &'static str, parent: Span) -> Option<Spanned<T>> {
        given.required(key, parent, &mut self.faults)
    }

    /// Text on one line, without characters that cannot be printed.
    pub fn text(&mut self, text: Spanned<String>) -> String {
        let printable = self.printable(&text);
        printable.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A required text on one line.
    pub fn required_text(&mut self, given: Given<String>, key: &'static str, parent: Span) -> Option<String> {
        let text = self.required(given, key, parent)?;
        if text.value.trim().is_empty() {
            self.push(crate::parse::fault::empty_value(text.span, key));
            return None;
        }
        Some(self.text(text))
    }

    /// An optional text on one line.
    pub fn optional_text(&mut self, given: Given<String>) -> Option<String> {
        given.optional().map(|text| self.text(text))
    }

    /// Leaves out control characters and noncharacters, with a warning for the first.
    fn printable(&mut self, text: &Spanned<String>) -> String {
        if let Some(bad) = text.value.chars().find(|c| !is_printable(*c)) {
            let span = text.value.find(bad).map_or(text.span, |at| part(text, at..at + bad.len_utf8()));
            self.push(fault::control_character(span, bad));
        }
        text.value.chars().filter(|c| is_printable(*c)).collect()
    }

    /// The Markdown of an update.
    pub fn update_prose(&mut self, given: Given<String>, parent: Span) -> Option<Prose> {
        let text = self.required(given, "text", parent)?;
        if text.value.trim().is_empty() {
            self.push(crate::parse::fault::empty_value(text.span, "text"));
            return None;
        }
        let printable = self.printable(&text);
        let place = |range: Range<usize>| part(&text, range);
        Some(markdown::prose(&printable, Setting::Update, &place, &mut self.faults))
    }

    /// The Markdown under front matter.
    pub fn article(&mut self, body: Body) -> Prose {
        let text = Spanned { value: body.markdown, span: body.span };
        let printable = self.printable(&text);
        let place = |range: Range<usize>| part(&text, range);
        markdown::prose(&printable, Setting::Article, &place, &mut self.faults)
    }

    /// A moment, read in the site's zone if it says none.
    pub fn moment(&mut self, text: &Spanned<String>) -> Option<Moment> {
        let wall = match time_reader::time(&text.value) {
            Ok(Written::Zoned(moment)) => return Some(moment),
            Ok(Written::Day(date)) => return Some(date.start_in(self.zone)),
            Ok(Written::Local(wall)) => wall,
            Err(unreadable) => {
                self.push(fault::bad_time(part(text, unreadable.range), &text.value, &unreadable.reason));
                return None;
            }
        };
        match self.zone.resolve(wall) {
            Resolved::One(moment) => {
                self.push(fault::zoneless_time(text, self.zone.name(), moment));
                Some(moment)
            }
            Resolved::Twice(first, second) => {
                self.push(fault::doubled_time(text, self.zone.name(), first, second));
                None
            }
            Resolved::Never(before, after) => {
                self.push(fault::skipped_time(text, self.zone.name(), before, after));
                None
            }
        }
    }

    /// An optional moment; `None` also for one with a fault.
    pub fn optional_moment(&mut self, given: Given<String>) -> Option<(Moment, Spanned<String>)> {
        let text = given.optional()?;
        self.moment(&text).map(|moment| (moment, text))
    }

    /// A day.
    pub fn date(&mut self, text: &Spanned<String>) -> Option<Date> {
        match time_reader::time(&text.value) {
            Ok(Written::Day(date)) => Some(date),
            Ok(_) => {
                self.push(fault::bad_date(text.span, &text.value, "it says a time of day too"));
                None
            }
            Err(unreadable) => {
                self.push(fault::bad_date(part(text, unreadable.range), &text.value, &unreadable.reason));
                None
            }
        }
    }

    /// An optional day.
    pub fn optional_date(&mut self, given: Given<String>) -> Option<Date> {
        given.optional().and_then(|text| self.date(&text))
    }

    /// An optional duration.
    pub fn optional_duration(&mut self, given: Given<String>) -> Option<Duration> {
        let text = given.optional()?;
        match time_reader::duration(&text.value) {
            Ok(duration) => Some(duration),
            Err(unreadable) => {
                self.push(fault::bad_duration(part(&text, unreadable.range), &text.value, &unreadable.reason));
                None
            }
        }
    }

    /// A window with both its ends.
    pub fn window(&mut self, start: Given<String>, end: Given<String>, parent: Span) -> Option<Interval> {
        let start = self.required(start, "start", parent);
        let end = self.required(end, "end", parent);
        let start = start.and_then(|text| self.moment(&text).map(|moment| (moment, text)));
        let end = end.and_then(|text| self.moment(&text).map(|moment| (moment, text)));
        let ((start, start_text), (end, end_text)) = (start?, end?);
        let interval = Interval::new(start, end);
        if interval.is_none() {
            self.push(fault::end_before_start(&end_text, "window's end", start_text.span));
        }
        interval
    }

    /// A period.
    pub fn period(&mut self, text: &Spanned<String>) -> Option<Period> {
        let period = Period::parse(&text.value);
        if period.is_none() {
            self.push(fault::bad_period(text));
        }
        period
    }

    /// A word of a vocabulary.
    pub fn word<W: Words>(&mut self, text: &Spanned<String>) -> Option<W> {
        let word = W::from_word(&text.value);
        if word.is_none() {
            self.push(fault::unknown_word::<W>(text));
        }
        word
    }

    /// An optional word of a vocabulary.
    pub fn optional_word<W: Words>(&mut self, given: Given<String>) -> Option<W> {
        given.optional().and_then(|text| self.word(&text))
    }

    /// A text that is an id, made into one by `make`.
    pub fn id<T>(&mut self, text: &Spanned<String>, what: &str, make: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        if !is_id(&text.value) {
            self.push(fault::bad_id(text, what));
        }
        make(&text.value)
    }

    /// A declared component, by its present or an old id.
    pub fn component(&mut self, text: &Spanned<String>) -> Option<ComponentId> {
        let found = self.components.ids.get(&text.value).cloned();
        if found.is_none() && !self.components.partial {
            self.push(fault::unknown_component(text, self.components.ids.keys().map(String::as_str)));
        }
        found
    }

    /// States of components.
    pub fn states(&mut self, given: Given<Entries<String>>) -> States {
        let mut states = States::new();
        let Some(entries) = given.optional() else { return states };
        for (key, state) in entries.value.0 {
            let component = self.component(&key);
            let state: Option<State> = self.optional_word(state);
            if let (Some(component), Some(state)) = (component, state) {
                states.insert(component, state);
            }
        }
        states
    }

    /// A whole address of `http` or `https`.
    pub fn url(&mut self, text: Spanned<String>) -> Option<String> {
        let good =
            ["https://", "http://"].iter().any(|scheme| text.value.strip_prefix(scheme).is_some_and(|r| !r.is_empty()));
        let clean = !text.value.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"".contains(c));
        if good && clean {
            return Some(text.value);
        }
        let reason =
            if good { "it has a blank or a quote in it" } else { "it must begin with `https://` or `http://`" };
        self.push(fault::bad_url(&text, reason));
        None
    }

    /// Further reading.
    pub fn links(&mut self, given: Given<Vec<Given<LinkDoc>>>) -> Vec<Link> {
        let Some(list) = given.optional() else { return Vec::new() };
        let links = list.value.into_iter().filter_map(Given::optional);
        links.filter_map(|link| self.link(link)).collect()
    }

    fn link(&mut self, link: Spanned<LinkDoc>) -> Option<Link> {
        let LinkDoc { url, text } = link.value;
        let url = self.required(url, "url", link.span).and_then(|url| self.url(url))?;
        let text = self.optional_text(text).unwrap_or_else(|| url.clone());
        Some(Link { url, text })
    }

    /// Old addresses, each with its place, without slashes at the ends.
    pub fn aliases(&mut self, given: Given<Vec<Given<String>>>) -> Vec<Spanned<String>> {
        let Some(list) = given.optional() else { return Vec::new() };
        let mut aliases = Vec::new();
        for alias in list.value.into_iter().filter_map(Given::optional) {
            let path = alias.value.trim_matches('/').to_owned();
            let part_ok = |part: &str| {
                !part.is_empty()
                    && !part.starts_with('.')
                    && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b))
            };
            if path.split('/').all(part_ok) {
                aliases.push(Spanned { value: path, span: alias.span });
            } else {
                self.push(fault::bad_alias(&alias));
            }
        }
        aliases
    }
}

/// Whether XML 1.0 can carry the character, and a person can be meant to read it.
fn is_printable(c: char) -> bool {
    let control = (c.is_control() && !matches!(c, '\n' | '\t' | '\r')) || c == '\u{feff}';
    let noncharacter = matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff) || matches!(c, '\u{fdd0}'..='\u{fdef}');
    !control && !noncharacter
}

/// The place of a part of a value. Exact where the value stands in the file letter by letter, plain or between quotes; else the whole.
fn part(text: &Spanned<String>, range: Range<usize>) -> Span {
    let written = text.span.end - text.span.start;
    if written == text.value.len() {
        text.span.part(range)
    } else if written == text.value.len() + 2 && !text.value.contains('\n') {
        text.span.part(range.start + 1..range.end + 1)
    } else {
        text.span
    }
}
