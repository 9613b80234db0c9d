//! Rules of Markdown.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::Span;

register! {
    "Texts, links and addresses": RAW_HTML, UNSAFE_LINK, OUTSIDE_IMAGE
}

rule! {
    /// HTML in Markdown is shown as text.
    ///
    /// Pages are the same for every reader and carry nothing that could run, so HTML is shown as the text that it is. Markdown can say nearly
    /// all of it; comments (`<!-- ... -->`) are left out.
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
    ///       The API was <b>very</b> slow. It is over.
    ///                   ^^^
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
    ///       The API was **very** slow. It is over.
    /// ```
    RAW_HTML: Warning = "raw-html"
}

pub(crate) fn raw_html(span: Span, html: &str) -> Diagnostic {
    Diagnostic::new(
        &RAW_HTML,
        span,
        format!("raw HTML is shown as text: {}", quoted(html)),
    )
    .help("write it in Markdown; comments (`<!-- ... -->`) are left out")
}

rule! {
    /// A link with a scheme such as `javascript:`, or without an address, is left out.
    ///
    /// A link that runs a program or hides its target has no place on a page that customers trust, and one without an address leads nowhere. Its
    /// words stay, the link is left out.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// <!-- pages/support.md -->
    /// ---
    /// title: Support
    /// ---
    /// To try the API, press [here](javascript:alert(1)).
    ///                              ^^^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown
    /// <!-- pages/support.md -->
    /// ---
    /// title: Support
    /// ---
    /// To try the API, press [here](https://api.example.com/).
    /// ```
    UNSAFE_LINK: Warning = "unsafe-link"
}

pub(crate) fn unsafe_link(span: Span, address: &str) -> Diagnostic {
    let what = match address {
        "" => "a link without an address is left out".to_owned(),
        _ => format!("the link to {} is left out", quoted(address)),
    };
    Diagnostic::new(&UNSAFE_LINK, span, what)
        .help("link with `https:`, `http:`, `mailto:`, or from the site's root: `/incidents/...`")
}

rule! {
    /// An image of another site becomes a link, for pages load nothing from elsewhere.
    ///
    /// A status page must stand when everything else is down, and must not tell another host who reads it. Put the image into
    /// `content/static/` and name it from the site's root.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// <!-- pages/support.md -->
    /// ---
    /// title: Support
    /// ---
    /// The API in one picture: ![Boxes](https://pictures.example.com/api.png)
    ///                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
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
    OUTSIDE_IMAGE: Warning = "outside-image"
}

pub(crate) fn external_image(span: Span, address: &str) -> Diagnostic {
    Diagnostic::new(
        &OUTSIDE_IMAGE,
        span,
        format!("the image {} becomes a link", quoted(address)),
    )
    .help("pages load nothing from other hosts; keep images in the site")
}
