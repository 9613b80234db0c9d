//! Rules of single values: words of a vocabulary, numbers and ids.

use crate::base::diagnostic::{Diagnostic, nearest, quoted, quoted_alternatives};
use crate::base::id::slug;
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};
use crate::base::vocabulary::Vocabulary;

register! {
    "Keys and values": INVALID_VALUE, OUT_OF_RANGE, TITLE_TOO_LONG, INVALID_ID, DUPLICATE_ID, DUPLICATE_ITEM
}

rule! {
    /// The value is not one of the allowed words.
    ///
    /// Only these values are allowed for states, statuses and kinds, because programs read them too. A misspelled state must never be shown
    /// as operational.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// impact: minor
    /// components: { api: degraded }
    ///                    ^^^^^^^^
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
    INVALID_VALUE: Error = "invalid-value"
}

pub(crate) fn invalid_value<W: Vocabulary>(word: &Spanned<String>) -> Diagnostic {
    let words = || W::ALL.iter().map(|known| known.word());
    Diagnostic::new(
        &INVALID_VALUE,
        word.span,
        format!(
            "invalid {} {}: expected {}",
            W::LABEL,
            quoted(&word.value),
            quoted_alternatives(words())
        ),
    )
    .suggest(nearest(&word.value, words()))
}

rule! {
    /// The value is outside the allowed range.
    ///
    /// The message shows the range. For example, an uptime weight is a fraction from 0 to 1, not a percentage.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
    /// time_zone: Etc/UTC
    /// uptime: { partial_outage: 30 }
    ///                           ^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
    /// time_zone: Etc/UTC
    /// uptime: { partial_outage: 0.3 }
    /// ```
    OUT_OF_RANGE: Error = "out-of-range"
}

/// The problem is a phrase such as `the weight 30 is out of range`.
pub(crate) fn out_of_range(span: Span, problem: &str, expected: &str) -> Diagnostic {
    Diagnostic::new(
        &OUT_OF_RANGE,
        span,
        format!("{problem}: expected {expected}"),
    )
}

rule! {
    /// The title of an action is too long for a chart.
    ///
    /// The title of an action is shown next to a bar in a chart, where a long line would cover the bars. Put details behind `link`.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: backups, name: Backups }
    /// ```
    ///
    /// ```yaml
    /// # internal/reports/db/actions.yaml
    /// actions:
    ///   - id: fix
    ///     date: 2013-07-08
    ///     kind: fix
    ///     title: A very long title that no chart of ours could ever show in full
    ///            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: backups, name: Backups }
    /// ```
    ///
    /// ```yaml
    /// # internal/reports/db/actions.yaml
    /// actions:
    ///   - id: fix
    ///     date: 2013-07-08
    ///     kind: fix
    ///     title: Backups retry by themselves
    /// ```
    TITLE_TOO_LONG: Error = "title-too-long"
}

pub(crate) fn too_long(span: Span, what: &str, length: usize, most: usize) -> Diagnostic {
    Diagnostic::new(
        &TITLE_TOO_LONG,
        span,
        format!("{what} is too long: {length} characters, expected at most {most}"),
    )
    .help("shorten it, and put details behind `link`")
}

rule! {
    /// An ID contains characters other than lowercase letters, digits and hyphens, or is longer than 100 characters.
    ///
    /// IDs become part of URLs and identify feed items, so they are simple and never change. The IDs that the program derives from
    /// times, such as `2026-11-03T1409Z-2`, are also allowed for updates.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, id: First Post, status: resolved, text: The problem is fixed. }
    ///                                  ^^^^^^^^^^
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
    ///   - { at: 2026-11-03T14:09Z, id: first-post, status: resolved, text: The problem is fixed. }
    /// ```
    INVALID_ID: Error = "invalid-id"
}

pub(crate) fn invalid_id(id: &Spanned<String>) -> Diagnostic {
    let text = quoted(&id.value);
    let (message, help) = if id.value.len() > LONGEST_ID {
        (
            format!("invalid ID {text}: it is too long"),
            format!("use at most {LONGEST_ID} characters"),
        )
    } else {
        let message = format!("invalid ID {text}: expected lowercase letters, digits and hyphens");
        (
            message,
            "start with a letter or a digit, and use only lowercase letters, digits and hyphens"
                .to_owned(),
        )
    };
    Diagnostic::new(&INVALID_ID, id.span, message)
        .help(help)
        .suggest(slug(&id.value).as_deref())
}

rule! {
    /// Two things have the same ID.
    ///
    /// References would be ambiguous, and feed readers would treat the two as one.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # components.yaml
    /// groups:
    ///   - id: front
    ///     name: Front
    ///     components:
    ///       - { id: api, name: API }
    ///       - { id: api, name: Partner API }
    ///               ^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # components.yaml
    /// groups:
    ///   - id: front
    ///     name: Front
    ///     components:
    ///       - { id: api, name: API }
    ///       - { id: partner-api, name: Partner API }
    /// ```
    DUPLICATE_ID: Error = "duplicate-id"
}

pub(crate) fn duplicate_id(id: &Spanned<String>, what: &str, first: Span) -> Diagnostic {
    Diagnostic::new(
        &DUPLICATE_ID,
        id.span,
        format!("duplicate {what} ID {}", quoted(&id.value)),
    )
    .label("second use")
    .also_at(first, "first use")
    .help("change one of the two IDs")
}

rule! {
    /// The same component, incident or merged culprit is listed twice, possibly by an alias.
    ///
    /// If a component has two states, only one can be right. An old ID (`aliases:`) counts as the component itself.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # components.yaml
    /// groups:
    ///   - id: front
    ///     name: Front
    ///     components:
    ///       - { id: api, name: API, aliases: [rest] }
    /// ```
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: operational, rest: degraded_performance }
    ///                                 ^^^^
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # components.yaml
    /// groups:
    ///   - id: front
    ///     name: Front
    ///     components:
    ///       - { id: api, name: API, aliases: [rest] }
    /// ```
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    DUPLICATE_ITEM: Error = "duplicate-item"
}

pub(crate) fn duplicate_item(
    text: &Spanned<String>,
    what: &str,
    id: &str,
    first: Span,
) -> Diagnostic {
    let message = if text.value == id {
        format!("duplicate {what} `{id}`")
    } else {
        let alias = quoted(&text.value);
        format!("duplicate {what} `{id}`: {alias} is an alias of it")
    };
    Diagnostic::new(&DUPLICATE_ITEM, text.span, message)
        .also_at(first, "first named here")
        .help("delete one of the two")
}

/// In characters.
const LONGEST_ID: usize = 100;
