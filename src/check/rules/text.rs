//! Rules of the texts of authors.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::Span;

register! {
    "Texts, links and addresses": CONTROL_CHARACTER, TEMPLATE_LEFT, PRIVATE_TEXT
}

rule! {
    /// A text has a character that cannot be printed; it is left out.
    ///
    /// Such characters come with pasted text: the bell of a terminal, a byte-order mark in the middle of a word. They show nothing, break searches,
    /// and are not allowed in feeds, so they are left out.
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

pub(in crate::check) fn control_character(span: Span, c: char) -> Diagnostic {
    let message = format!(
        "the character U+{:04X} cannot be printed and is left out",
        u32::from(c)
    );
    Diagnostic::new(&CONTROL_CHARACTER, span, message)
        .help("delete it; it probably came with pasted text")
}

rule! {
    /// A text for customers has a piece of a template that nobody filled in.
    ///
    /// At three in the morning a template saves time, and `$ISSUE_DATETIME` goes out to every subscriber. What is meant so, such as the name of a
    /// variable, stands between backticks. A draft may have as many as it likes.
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
    TEMPLATE_LEFT: Warning = "template-left"
}

pub(in crate::check) fn template_left(place: Span, found: &str) -> Diagnostic {
    Diagnostic::new(
        &TEMPLATE_LEFT,
        place,
        format!("{} was left from a template", quoted(found)),
    )
    .help("fill it in or delete it; what is meant so stands between backticks")
}

rule! {
    /// A text for customers has a word that looks like a mail address, a connection string or a token.
    ///
    /// What is published is read by everybody, delivered to subscribers, and kept by archives; deleting it later does not take it back. A mail
    /// address that readers are to use is a link: `<support@example.com>`. A secret that went out must be made worthless at its service.
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

pub(in crate::check) fn private_text(place: Span, found: &str, what: &str) -> Diagnostic {
    Diagnostic::new(&PRIVATE_TEXT, place, format!("{} looks like {what}", quoted(found))).help(
        "everybody can read this: leave out whose it is and what is secret; a mail address for readers is a link, `<mail@example.com>`",
    )
}
