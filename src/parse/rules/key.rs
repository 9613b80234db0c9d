//! Rules of keys and the types of their values.

use crate::base::diagnostic::{Diagnostic, nearest, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::Span;

register! {
    "Keys and values": UNKNOWN_KEY, DUPLICATE_KEY, EMPTY_VALUE, TEXT_LOST_IN_COMMENT, WRONG_TYPE
}

rule! {
    /// The key does not exist here.
    ///
    /// A misspelled key would be ignored: an incident with misspelled `components` would show all components as operational. The
    /// message suggests the nearest key, or lists the keys that are known here.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// impacts: minor
    /// ^^^^^^^
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// impact: minor
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    UNKNOWN_KEY: Error = "unknown-key"
}

pub(crate) fn unknown_key(span: Span, key: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::new(&UNKNOWN_KEY, span, format!("unknown key {}", quoted(key)))
        .help(format!("use one of the known keys: {}", quoted_keys(known)))
        .suggest(nearest_key(key, known))
}

rule! {
    /// A mapping has the same key twice.
    ///
    /// Some YAML parsers use the first value, others the last. Delete the one that is not meant.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    DUPLICATE_KEY: Error = "duplicate-key"
}

pub(crate) fn duplicate_key(span: Span, key: &str, first: Span) -> Diagnostic {
    Diagnostic::new(
        &DUPLICATE_KEY,
        span,
        format!("duplicate key {}", quoted(key)),
    )
    .also_at(first, "first defined here")
    .help("delete one of the two")
}

rule! {
    /// A key or a list item has no value.
    ///
    /// Fill in the value, or delete the key if it is optional. Text that begins with `#` is a comment unless it is in quotes: `accent:
    /// "#7a1fa2"`.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    EMPTY_VALUE: Error = "empty-value"
}

pub(crate) fn empty_value(span: Span, key: &str) -> Diagnostic {
    let message = match key {
        "" => "this list item has no value".to_owned(),
        key => format!("{} has no value", quoted(key)),
    };
    Diagnostic::new(&EMPTY_VALUE, span, message)
        .help("add a value, or delete the key if it is optional")
}

rule! {
    /// A `#` in an unquoted value begins a comment, so the text after it is lost.
    ///
    /// In YAML an unquoted value ends at a space followed by `#`: readers of `Ticket #12 fails` would see only `Ticket`. A comment with
    /// a space after the `#` is not reported.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    TEXT_LOST_IN_COMMENT: Warning = "text-lost-in-comment"
}

pub(crate) fn text_lost_in_comment(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(
        &TEXT_LOST_IN_COMMENT,
        span,
        format!("{} is read as a comment and lost", quoted(text)),
    )
    .help("put the whole value in quotes; if it is a comment, add a space after `#`")
}

rule! {
    /// The value has the wrong type, such as a list where text is expected.
    ///
    /// `components` is a mapping of components to states, `updates` is a list with hyphens, and the only booleans are `true` and
    /// `false`: YAML parsers disagree about `yes` and `no`.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
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
pub(crate) fn hidden_value(span: Span, key: &str, value: &str) -> Diagnostic {
    let whole = format!(
        "{key}: \"{}\"",
        value.replace('\\', "\\\\").replace('"', "\\\"")
    );
    empty_value(span, key).help(format!(
        "put the value in quotes, because `#` after a space begins a comment: {}",
        quoted(&whole)
    ))
}

/// The known word that was probably meant.
pub(crate) fn nearest_key<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    nearest(word, known.iter().copied())
}

fn quoted_keys(keys: &[&str]) -> String {
    keys.iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
