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
    /// the headings of a text and the IDs of updates.
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
    /// For help with the API, see our [hours](#our-hours) and [this page](/suport/).
    ///                                        ^^^^^^^^^^
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
    /// For help with the API, see our [hours](#hours) and [this page](/support/).
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
    /// Readers would see a broken image. Files in `content/static/` are published unchanged: `static/img/api.svg` is linked as
    /// `/img/api.svg`, without `static/`.
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

/// `published` is the address of the file if the link names its path in the content directory.
pub(crate) fn path_of_static_file(fault: Diagnostic, published: &str) -> Diagnostic {
    fault.help(format!(
        "write {}: the path in a link does not include `static/`",
        quoted(published)
    ))
}

pub(crate) fn missing_image(place: Span, address: &str) -> Diagnostic {
    Diagnostic::new(
        &MISSING_IMAGE,
        place,
        format!("missing image {}", quoted(address)),
    )
    .help("put the image into `content/static/`; a file `static/img/api.svg` is linked as `/img/api.svg`")
}
