//! What is wrong, or probably wrong, with content: a value with a place, a reason and help.
//!
//! A diagnostic is data. The stage that finds a fault makes one with a function of its `rules`; only `edge` prints.

use super::rule::{Rule, RuleLevel, TEMPLATE_ERROR};
use super::source::Span;
use super::time::Moment;
use crate::base::escape::{character_name, push_visible};

/// Longest piece of an author's text in a message, in characters.
const MAX_QUOTED_CHARS: usize = 40;

/// Longest word that is compared with known ones, in bytes. A longer one is not a typing mistake.
const MAX_NEAREST_BYTES: usize = 80;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Nothing is published until it is fixed.
    Error,
    /// Probably wrong: it is reported, and the site is published. `--strict` makes it count as an error.
    Warning,
}

/// A place with a short text about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub span: Span,
    /// What is there; may be empty.
    pub text: String,
}

/// A mechanical fix: replace the span by the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub replacement: String,
}

/// One fault of content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub rule: &'static Rule,
    pub level: Level,
    /// One sentence without a full stop: what is wrong, with the offending text.
    pub message: String,
    pub primary: Label,
    /// Other places that belong to it, for instance the first of two equal ids.
    pub related: Vec<Label>,
    pub help: Option<String>,
    /// The same as an edit, where it is mechanical.
    pub edit: Option<Edit>,
    /// It applies from this moment on; always if `None`. A promise is broken only once its time has passed.
    pub since: Option<Moment>,
    /// It applies before this moment: an update that is dated in the future is correct once that time has come.
    pub until: Option<Moment>,
}

impl Diagnostic {
    pub fn new(rule: &'static Rule, span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            rule,
            level: match rule.level {
                RuleLevel::Error | RuleLevel::WorstOfFile => Level::Error,
                RuleLevel::Warning | RuleLevel::ClockWarning => Level::Warning,
            },
            message: message.into(),
            primary: Label {
                span,
                text: String::new(),
            },
            related: Vec::new(),
            help: None,
            edit: None,
            since: None,
            until: None,
        }
    }

    /// A fault of a theme, which is code and not content.
    pub fn template(span: Span, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(&TEMPLATE_ERROR, span, message)
    }

    pub fn label(mut self, text: impl Into<String>) -> Diagnostic {
        self.primary.text = text.into();
        self
    }

    #[must_use]
    pub fn also_at(mut self, span: Span, text: impl Into<String>) -> Diagnostic {
        self.related.push(Label {
            span,
            text: text.into(),
        });
        self
    }

    pub fn since(mut self, moment: Moment) -> Diagnostic {
        self.since = Some(moment);
        self
    }

    pub fn until(mut self, moment: Moment) -> Diagnostic {
        self.until = Some(moment);
        self
    }

    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help = Some(text.into());
        self
    }

    /// Offers the replacement of the primary place, and says so as help: ``did you mean `x`?``.
    #[must_use]
    pub fn suggest(mut self, replacement: Option<&str>) -> Diagnostic {
        if let Some(text) = replacement {
            self.help = Some(format!("did you mean `{text}`?"));
            self.edit = Some(Edit {
                span: self.primary.span,
                replacement: text.to_owned(),
            });
        }
        self
    }
}

/// The known word nearest to an unknown one, if one is near enough to be what was meant.
///
/// The distance is Damerau and Levenshtein's, at most a third of the length (at least 1); ties go to the first.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if word.len() > MAX_NEAREST_BYTES {
        return None;
    }
    let folded = word.to_lowercase().replace([' ', '_'], "-");
    let most = (word.chars().count() / 3).max(1);
    let distance =
        |candidate: &str| strsim::damerau_levenshtein(&folded, &candidate.replace('_', "-"));
    let near = known
        .into_iter()
        .map(|candidate| (distance(candidate), candidate));
    near.filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A list of words for a help line: ``` `a`, `b` or `c` ```.
pub fn quoted_alternatives<'a>(alternatives: impl IntoIterator<Item = &'a str>) -> String {
    let mut quoted: Vec<String> = alternatives
        .into_iter()
        .map(|word| format!("`{word}`"))
        .collect();
    match quoted.pop() {
        None => String::new(),
        Some(last) if quoted.is_empty() => last,
        Some(last) => format!("{} or {last}", quoted.join(", ")),
    }
}

/// Texts in backticks with commas between them.
pub fn quoted_list<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = texts.into_iter().map(quoted).collect();
    quoted.join(", ")
}

/// An author's text in backticks (in quotation marks if it has a backtick itself), fit for a terminal: cut when long, and with the names of
/// characters that are invisible or look like a space: `10<U+00A0>m`.
pub fn quoted(text: &str) -> String {
    let quote = if text.contains('`') { '"' } else { '`' };
    let mut shown = String::from(quote);
    for (count, c) in text.chars().enumerate() {
        if count == MAX_QUOTED_CHARS {
            shown.push('…');
            break;
        }
        if c != ' ' && c.is_whitespace() && !c.is_control() {
            shown.push_str(&character_name(c));
        } else {
            push_visible(&mut shown, c);
        }
    }
    shown.push(quote);
    shown
}
