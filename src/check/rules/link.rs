//! Rules of links between pages.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::Span;

register! {
    "Texts, links and addresses": BROKEN_LINK, MISSING_IMAGE
}

rule! {
    /// A link points to a page, a file or an anchor that does not exist on this site.
    ///
    /// Customers who follow the link would get "not found" in the middle of an outage. Write the path from the site's root. Anchors are
    /// the headings of a text and the ids of updates.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// <!-- pages/support.md -->
    /// ---
    /// title: Support
    /// ---
    /// ## Hours
    ///
    /// The API team answers in its [hours](#our-hours) and on [this page](/suport/).
    ///                                     ^^^^^^^^^^
    ///                                                                    ^^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown
    /// <!-- pages/support.md -->
    /// ---
    /// title: Support
    /// ---
    /// ## Hours
    ///
    /// The API team answers in its [hours](#hours) and on [this page](/support/).
    /// ```
    BROKEN_LINK: Warning = "broken-link"
}

pub(crate) fn broken_link(place: Span, address: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(
        &BROKEN_LINK,
        place,
        format!("broken link to {}: {reason}", quoted(address)),
    )
    .help("use a path from the site's root, such as `/incidents/2026-11-03-api-errors/`")
}

rule! {
    /// The image is not among the files of the site.
    ///
    /// Readers would see a broken image. Files in `content/static/` are published unchanged: `static/img/graph.png` becomes
    /// `/img/graph.png`.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// <!-- pages/support.md -->
    /// ---
    /// title: Support
    /// ---
    /// The API in one picture: ![Boxes](/static/img/api.svg)
    ///                                  ^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// ```xml
    /// <!-- static/img/api.svg -->
    /// <svg xmlns="http://www.w3.org/2000/svg"/>
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown
    /// <!-- pages/support.md -->
    /// ---
    /// title: Support
    /// ---
    /// The API in one picture: ![Boxes](/img/api.svg)
    /// ```
    ///
    /// ```xml
    /// <!-- static/img/api.svg -->
    /// <svg xmlns="http://www.w3.org/2000/svg"/>
    /// ```
    MISSING_IMAGE: Warning = "missing-image"
}

pub(crate) fn missing_image(place: Span, address: &str) -> Diagnostic {
    Diagnostic::new(
        &MISSING_IMAGE,
        place,
        format!("missing image {}", quoted(address)),
    )
    .help("put the image into `content/static/`: `static/img/graph.png` becomes `/img/graph.png`")
}
