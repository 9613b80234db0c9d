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
    /// Such characters come with pasted text: terminal control codes, or a byte-order mark in the middle of a word. They are invisible,
    /// break searches and are not allowed in feeds.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: "The API is we\uFEFFll again." }
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: "The API is well again." }
    /// ```
    CONTROL_CHARACTER: Warning = "control-character"
}

pub(crate) fn control_character(span: Span, c: char) -> Diagnostic {
    let message = format!(
        "the character U+{:04X} cannot be printed and is removed",
        u32::from(c)
    );
    Diagnostic::new(&CONTROL_CHARACTER, span, message)
        .help("delete the character; it probably came with pasted text")
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
    ///       The API was slow since $ISSUE_DATETIME. It is over.
    ///                              ^^^^^^^^^^^^^^^
    ///
    ///       API team: TODO say why.
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
    ///       The API was slow since 14:02 UTC. It is over. Set `$API_TIMEOUT` back to what it was.
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
    ///     text: The API failed for one customer. Tell <support@example.com> if it fails for you.
    /// ```
    PRIVATE_TEXT: Warning = "private-text"
}

pub(crate) fn private_text(place: Span, found: &str, what: &str) -> Diagnostic {
    Diagnostic::new(&PRIVATE_TEXT, place, format!("{} looks like {what}", quoted(found))).help(
        "remove personal data and secrets from public text; write an email address for readers as a link: `<mail@example.com>`",
    )
}
