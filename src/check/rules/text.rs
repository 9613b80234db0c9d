//! Rules of the texts of authors.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::Span;

register! {
    "Texts, links and addresses": CONTROL_CHARACTER, UNFILLED_PLACEHOLDER, PRIVATE_TEXT
}

rule! {
    /// The text contains a character that cannot be printed; it is removed.
    ///
    /// Such characters come from pasted text: terminal control codes, or a byte-order mark in the middle of a text. They are invisible and
    /// break searches, and control codes make a feed invalid.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: "The API works\uFEFF again." }
    ///                                                                    ^^^^^^
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: "The API works again." }
    /// ```
    CONTROL_CHARACTER: Warning = "control-character"
}

pub(crate) fn control_character(span: Span, c: char) -> Diagnostic {
    let message = format!(
        "the character U+{:04X} cannot be printed and is removed",
        u32::from(c)
    );
    Diagnostic::new(&CONTROL_CHARACTER, span, message)
        .help("delete the character; it probably came from pasted text")
}

rule! {
    /// A text for customers contains a template placeholder that was not filled in.
    ///
    /// A forgotten `$ISSUE_DATETIME` would be sent to every subscriber. If a placeholder is meant literally, such as the name of a
    /// variable, put it between backticks. Drafts may contain placeholders.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - at: 2026-11-03T14:09Z
    ///     status: resolved
    ///     text: |
    ///       The API was slow from $ISSUE_DATETIME to 14:09 UTC.
    ///                             ^^^^^^^^^^^^^^^
    ///
    ///       API team: TODO add the cause.
    ///                 ^^^^
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
    ///   - at: 2026-11-03T14:09Z
    ///     status: resolved
    ///     text: |
    ///       The API was slow from 14:02 to 14:09 UTC.
    ///
    ///       API team: set `$API_TIMEOUT` back to 30 seconds.
    /// ```
    UNFILLED_PLACEHOLDER: Warning = "unfilled-placeholder"
}

pub(crate) fn unfilled_placeholder(place: Span, found: &str) -> Diagnostic {
    Diagnostic::new(
        &UNFILLED_PLACEHOLDER,
        place,
        format!("the placeholder {} is not filled in", quoted(found)),
    )
    .help("fill it in or delete it; if it is meant literally, put it between backticks")
}

rule! {
    /// A text for customers contains something that looks like an email address, a connection string or a token.
    ///
    /// Published text is read by everybody, sent to subscribers and archived; deleting it later does not take it back. Write an email
    /// address for readers as a link: `<support@example.com>`. Revoke a secret that was published.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - at: 2026-11-03T14:09Z
    ///     status: resolved
    ///     text: The API failed for jo@example.com, who had set password=hunter2 in a link.
    ///                              ^^^^^^^^^^^^^^
    ///                                                          ^^^^^^^^^^^^^^^^
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
    ///   - at: 2026-11-03T14:09Z
    ///     status: resolved
    ///     text: The API failed for one customer. Write to <support@example.com> if it fails for you.
    /// ```
    PRIVATE_TEXT: Warning = "private-text"
}

pub(crate) fn private_text(place: Span, found: &str, what: &str) -> Diagnostic {
    Diagnostic::new(&PRIVATE_TEXT, place, format!("{} looks like {what}", quoted(found))).help(
        "remove personal data and secrets from public text; write an email address for readers as a link: `<mail@example.com>`",
    )
}
