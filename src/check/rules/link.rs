//! Rules of links between pages.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::Span;

register! {
    "Texts, links and addresses": BROKEN_LINK, MISSING_IMAGE
}

rule! {
    /// A link leads to no page or file of this site, or to a place that its page does not have.
    ///
    /// Customers who follow it stand before "not found" in the middle of an outage. Addresses begin at the site's root and never change, so a
    /// link that is right once stays right. Places on a page are the headings of its text and the ids of updates.
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

pub(in crate::check) fn broken_link(place: Span, address: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(
        &BROKEN_LINK,
        place,
        format!("the link to {} leads nowhere: {reason}", quoted(address)),
    )
    .help("write the address from the site's root, such as `/incidents/2026-11-03-api-errors/`")
}

rule! {
    /// An image is not among the files of the site.
    ///
    /// Readers would see its description and a broken frame. Files in `content/static/` are published as they are: `static/img/graph.png` is
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

pub(in crate::check) fn missing_image(place: Span, address: &str) -> Diagnostic {
    Diagnostic::new(
        &MISSING_IMAGE,
        place,
        format!("there is no image {}", quoted(address)),
    )
    .help("put it into `content/static/`: `static/img/graph.png` is `/img/graph.png`")
}
