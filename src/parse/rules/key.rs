//! Rules of keys and the types of their values.

use crate::base::diagnostic::{Diagnostic, nearest, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::Span;

register! {
    "Keys and values": UNKNOWN_KEY, DUPLICATE_KEY, EMPTY_VALUE, LOST_WORDS, WRONG_TYPE
}

rule! {
    /// There is no such key here.
    ///
    /// A misspelt key would be lost in silence: an incident whose `components` are misspelt shows all parts of the product as fine. So every key
    /// must be one that the file can have; the message names them.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// relates: [2026-11-03-api]
    /// ^^^^^^^
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// related: [2026-11-03-api]
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    UNKNOWN_KEY: Error = "unknown-key"
}

pub(crate) fn unknown_key(span: Span, key: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_KEY, span, format!("unknown key {}", quoted(key)))
        .help(format!("known keys: {}", quoted_keys(known)))
        .suggest(nearest_key(key, known))
}

rule! {
    /// A key stands twice in one place.
    ///
    /// YAML readers take the first or the last of the two, whichever they like. Only one is meant.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// impact: minor
    /// impact: major
    /// ^^^^^^
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// impact: minor
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    DUPLICATE_KEY: Error = "duplicate-key"
}

pub(crate) fn duplicate_key(span: Span, key: &str, first: Span) -> Diagnostic {
    Diagnostic::new(
        &DUPLICATE_KEY,
        span,
        format!("the key {} is given twice", quoted(key)),
    )
    .also_at(first, "first given here")
    .help("delete one of the two")
}

rule! {
    /// A key or an item of a list has no value, or only blanks.
    ///
    /// Somebody meant to fill it in and was interrupted. Delete the key if it is optional; a page with an empty title helps nobody. Text that
    /// begins with `#` is a comment, unless it stands in quotes: `accent: "#7a1fa2"`.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title:
    /// ^^^^^
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    EMPTY_VALUE: Error = "empty-value"
}

pub(crate) fn empty_value(span: Span, key: &str) -> Diagnostic {
    let message = match key {
        "" => "this item of the list has no value".to_owned(),
        key => format!("{} has no value", quoted(key)),
    };
    Diagnostic::new(&EMPTY_VALUE, span, message)
        .help("give it a value, or delete it if it is optional")
}

rule! {
    /// A `#` in a value without quotes begins a comment, and the words after it are lost.
    ///
    /// YAML ends a value without quotes where a blank and `#` follow, so of `Ticket #12 fails` readers see `Ticket`. A comment that is meant as one
    /// has a blank after its `#`, and is not reported.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: Requests like #12 fail
    ///                      ^^^^^^^^
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: "Requests like #12 fail"
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    LOST_WORDS: Warning = "lost-words"
}

pub(crate) fn lost_words(span: Span, words: &str) -> Diagnostic {
    Diagnostic::new(
        &LOST_WORDS,
        span,
        format!("{} is lost: ` #` begins a comment", quoted(words)),
    )
    .help(
        "put the whole value in quotes if this is part of it; a comment has a blank after its `#`",
    )
}

rule! {
    /// A value is of another sort: a list where a text belongs, a text where a number does.
    ///
    /// Components are keys with states, updates are a list with hyphens, and only `true` and `false` are truth values: `yes` and `no` mean
    /// different things to different readers of YAML.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// impact: minor
    /// components: [api]
    ///             ^^^^^
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// impact: minor
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    WRONG_TYPE: Error = "wrong-type"
}

pub(crate) fn wrong_type(span: Span, key: &str, expected: &str, found: &str) -> Diagnostic {
    let place = if key.is_empty() {
        String::new()
    } else {
        format!(" for {}", quoted(key))
    };
    Diagnostic::new(
        &WRONG_TYPE,
        span,
        format!("expected {expected}{place}, found {found}"),
    )
}

/// A key whose value reads as a comment.
pub(crate) fn hidden_value(span: Span, key: &str, meant: &str) -> Diagnostic {
    let whole = format!(
        "{key}: \"{}\"",
        meant.replace('\\', "\\\\").replace('"', "\\\"")
    );
    empty_value(span, key).help(format!(
        "`#` after a space begins a comment; put the value in quotes: {}",
        quoted(&whole)
    ))
}

/// The known word that was probably meant.
pub(crate) fn nearest_key<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    nearest(word, known.iter().copied())
}

fn quoted_keys(words: &[&str]) -> String {
    words
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
