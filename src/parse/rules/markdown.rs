//! Rules of Markdown.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::Span;

register! {
    "Texts, links and addresses": RAW_HTML, UNSAFE_LINK, EXTERNAL_IMAGE
}

rule! {
    /// HTML in Markdown is shown as text.
    ///
    /// Pages are the same for every reader and never contain code from a text, so HTML is not interpreted. Use Markdown instead.
    /// Comments (`<!-- ... -->`) are removed.
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
    ///       The API was <b>very</b> slow.
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
    ///       The API was **very** slow.
    /// ```
    RAW_HTML: Warning = "raw-html"
}

pub(crate) fn raw_html(span: Span, html: &str) -> Diagnostic {
    Diagnostic::new(
        &RAW_HTML,
        span,
        format!("raw HTML is shown as text: {}", quoted(html)),
    )
    .help("use Markdown instead; comments (`<!-- ... -->`) are removed")
}

rule! {
    /// A link has an unsafe scheme such as `javascript:`, or no URL, and is removed.
    ///
    /// A link that runs a script or hides its target must not appear on a page that customers trust. The text of the link stays.
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
        "" => "a link without a URL is removed".to_owned(),
        _ => format!("the unsafe link to {} is removed", quoted(address)),
    };
    Diagnostic::new(&UNSAFE_LINK, span, what).help(
        "use `https:`, `http:`, `mailto:`, or a path from the site's root such as `/incidents/...`",
    )
}

rule! {
    /// An image from another host is replaced by a link.
    ///
    /// A status page must work when everything else is down, and it must not reveal its readers to other hosts. Put the image into
    /// `content/static/` and write its path from the site's root.
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
    EXTERNAL_IMAGE: Warning = "external-image"
}

pub(crate) fn external_image(span: Span, address: &str) -> Diagnostic {
    Diagnostic::new(
        &EXTERNAL_IMAGE,
        span,
        format!(
            "the image {} from another host is replaced by a link",
            quoted(address)
        ),
    )
    .help("put the image into `content/static/`; pages load nothing from other hosts")
}
