//! Rules of single values: words of a vocabulary, numbers and ids.

use crate::base::diagnostic::{Diagnostic, nearest, quoted, quoted_alternatives};
use crate::base::id::slug;
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};
use crate::base::vocabulary::Vocabulary;

register! {
    "Keys and values": UNKNOWN_WORD, OUT_OF_RANGE, TOO_LONG, BAD_ID, DUPLICATE_ID, NAMED_TWICE
}

rule! {
    /// A word is none of the few that are possible here.
    ///
    /// States, phases and kinds are closed lists, because programs read them too. A misspelt state must never turn into "operational".
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
    UNKNOWN_WORD: Error = "unknown-word"
}

pub(in crate::check) fn unknown_word<W: Vocabulary>(word: &Spanned<String>) -> Diagnostic {
    let words = || W::ALL.iter().map(|known| known.word());
    Diagnostic::new(
        &UNKNOWN_WORD,
        word.span,
        format!("{} is no {}", quoted(&word.value), W::LABEL),
    )
    .help(format!("write {}", quoted_alternatives(words())))
    .suggest(nearest(&word.value, words()))
}

rule! {
    /// A value is outside what it can be.
    ///
    /// The message says from where to where a value can be. A weight of uptime, for instance, is a share from 0 to 1, not a percentage.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
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
    /// time_zone: Etc/UTC
    /// uptime: { partial_outage: 0.3 }
    /// ```
    OUT_OF_RANGE: Error = "out-of-range"
}

pub(in crate::check) fn out_of_range(span: Span, what: &str, range: &str) -> Diagnostic {
    Diagnostic::new(&OUT_OF_RANGE, span, format!("{what} must be {range}"))
}

rule! {
    /// The title of an action has more characters than a chart has room for.
    ///
    /// The title of an action stands beside a bar of a chart, where long lines would hide the bars. Details belong behind `link`.
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
    TOO_LONG: Error = "too-long"
}

pub(in crate::check) fn too_long(span: Span, what: &str, length: usize, most: usize) -> Diagnostic {
    Diagnostic::new(
        &TOO_LONG,
        span,
        format!("{what} has {length} characters, at most {most} fit"),
    )
    .help("shorten it; details belong behind `link`")
}

rule! {
    /// An id has other characters than small letters, digits and hyphens, or more than 100.
    ///
    /// Ids become parts of addresses and of the identities of feed entries, so they are as plain as possible and never change.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, id: First Post, status: resolved, text: It is over. }
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
    ///   - { at: 2026-11-03T14:09Z, id: first-post, status: resolved, text: It is over. }
    /// ```
    BAD_ID: Error = "bad-id"
}

pub(in crate::check) fn bad_id(id: &Spanned<String>) -> Diagnostic {
    let text = quoted(&id.value);
    let (message, help) = if id.value.len() > LONGEST_ID {
        (
            format!("{text} is too long for an id"),
            format!("at most {LONGEST_ID} characters fit"),
        )
    } else {
        let message = format!("{text} cannot be an id: ids are small letters, digits and hyphens");
        (message, "begin it with a letter or a digit".to_owned())
    };
    Diagnostic::new(&BAD_ID, id.span, message)
        .help(help)
        .suggest(slug(&id.value).as_deref())
}

rule! {
    /// Two things have one id.
    ///
    /// Nobody could say which of the two is meant, and a feed would take one for the other.
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
    ///       - { id: api, name: API of partners }
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
    ///       - { id: partner-api, name: API of partners }
    /// ```
    DUPLICATE_ID: Error = "duplicate-id"
}

pub(in crate::check) fn duplicate_id(id: &Spanned<String>, what: &str, first: Span) -> Diagnostic {
    Diagnostic::new(
        &DUPLICATE_ID,
        id.span,
        format!("there are two {what} with the id {}", quoted(&id.value)),
    )
    .label("again")
    .also_at(first, "first here")
    .help("give one of them another id")
}

rule! {
    /// A list names one component, incident or merged culprit twice, perhaps by an old name.
    ///
    /// With two states for one component only one can be true. An old name (`aliases:`) counts as the component itself.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    NAMED_TWICE: Error = "named-twice"
}

pub(in crate::check) fn named_twice(
    text: &Spanned<String>,
    what: &str,
    id: &str,
    first: Span,
) -> Diagnostic {
    Diagnostic::new(
        &NAMED_TWICE,
        text.span,
        format!("the {what} `{id}` is named twice"),
    )
    .also_at(first, "first named here")
    .help("delete one of the two")
}

/// The most characters that an id has.
const LONGEST_ID: usize = 100;
