//! What is probably wrong with the words of a text: what nobody filled in, what is not for readers, and links that lead nowhere.

use crate::base::diagnostic::{Diagnostic, quoted, quoted_alternatives};
use crate::base::source::{Span, Spanned};

/// A piece of a template in a text for customers.
pub(in crate::check) fn template_left(place: Span, found: &str) -> Diagnostic {
    Diagnostic::warning(
        "template-left",
        place,
        format!("{} was left from a template", quoted(found)),
    )
    .help("fill it in or delete it; what is meant so stands between backticks")
}

/// A mail address or a secret in a text for customers.
pub(in crate::check) fn private_text(place: Span, found: &str, what: &str) -> Diagnostic {
    Diagnostic::warning("private-text", place, format!("{} looks like {what}", quoted(found))).help(
        "everybody can read this: leave out whose it is and what is secret; a mail address for readers is a link, `<mail@example.com>`",
    )
}

/// A link to an address of this site that nothing has.
pub(in crate::check) fn broken_link(place: Span, address: &str, reason: &str) -> Diagnostic {
    Diagnostic::warning(
        "broken-link",
        place,
        format!("the link to {} leads nowhere: {reason}", quoted(address)),
    )
    .help("write the address from the site's root, such as `/incidents/2026-11-03-api-errors/`")
}

/// An image that is not among the files of the site.
pub(in crate::check) fn missing_image(place: Span, address: &str) -> Diagnostic {
    Diagnostic::warning(
        "missing-image",
        place,
        format!("there is no image {}", quoted(address)),
    )
    .help("put it into `content/static/`: `static/img/graph.png` is `/img/graph.png`")
}

/// A language that neither the program nor a theme has words for.
pub(in crate::check) fn no_words(language: &Spanned<String>, known: &[String]) -> Diagnostic {
    let message = format!(
        "there are no words for the language {}",
        quoted(&language.value)
    );
    let plain = language.value.split('-').next().unwrap_or_default();
    let known = quoted_alternatives(known.iter().map(String::as_str));
    Diagnostic::error("language-without-words", language.span, message).help(format!(
        "write {known}, or the messages of your language in `themes/default/strings/{plain}.ftl`"
    ))
}
