//! Rules of `look:` in `site.yaml`.

use crate::base::colour::Rgb;
use crate::base::diagnostic::{Diagnostic, nearest, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};

register! {
    "Settings and rules": INVALID_COLOR, LOW_CONTRAST, UNKNOWN_FILE, UNSUPPORTED_IMAGE, LARGE_LOGO, LARGE_FAVICON
}

rule! {
    /// A color is not of the form `"#0b5c94"` or `"#0a5"`.
    ///
    /// Write red, green and blue as hexadecimal digits, one or two each, in quotes: without quotes `#` begins a comment.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
    /// time_zone: Etc/UTC
    /// look: { accent: "blue" }
    ///                 ^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
    /// time_zone: Etc/UTC
    /// look: { accent: "#0b5c94" }
    /// ```
    INVALID_COLOR: Error = "invalid-color"
}

pub(crate) fn invalid_color(text: &Spanned<String>) -> Diagnostic {
    let digits = text.value.trim_start_matches('#');
    let meant = Rgb::parse(&format!("#{digits}")).map(|colour| format!("\"{colour}\""));
    Diagnostic::new(&INVALID_COLOR, text.span, format!("invalid color {}", quoted(&text.value)))
        .help("write red, green and blue as hexadecimal digits in quotes, such as `\"#0b5c94\"`; without quotes `#` begins a comment")
        .suggest(meant.as_deref())
}

rule! {
    /// A color in `look:` has too little contrast with its background: WCAG 2.2 requires 4.5:1 for text and 3:1 for shapes.
    ///
    /// Text with low contrast is hard to read in sunlight, on old screens and for many people. The suggested color is the nearest one
    /// with enough contrast.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
    /// time_zone: Etc/UTC
    /// look: { accent: "#9fc5e8" }
    ///                 ^^^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
    /// time_zone: Etc/UTC
    /// look: { accent: "#5f758a" }
    /// ```
    LOW_CONTRAST: Warning = "low-contrast"
}

pub(crate) fn low_contrast(
    place: Span,
    what: &str,
    (colour, ground): (Rgb, Rgb),
    (least, better): (f64, Rgb),
) -> Diagnostic {
    // Rounded down, for 4.499 is not enough where 4.5 is asked for.
    let ratio = (colour.contrast(ground) * 100.0).floor() / 100.0;
    let message = format!(
        "{what} `{colour}` has too little contrast with `{ground}`: {ratio:.2}:1, but WCAG 2.2 requires {least}:1"
    );
    Diagnostic::new(&LOW_CONTRAST, place, message)
        .suggest(Some(&format!("\"{better}\"")))
        .help(format!(
            "use `\"{better}\"`, the nearest color with enough contrast"
        ))
}

rule! {
    /// The file does not exist in `static/`.
    ///
    /// A header with a broken image looks worse than one without. Paths are relative to `content/static/`.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
    /// time_zone: Etc/UTC
    /// look: { logo: { file: logos.svg } }
    ///                       ^^^^^^^^^
    /// ```
    ///
    /// ```xml
    /// <!-- static/logo.svg -->
    /// <svg xmlns="http://www.w3.org/2000/svg"/>
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
    /// time_zone: Etc/UTC
    /// look: { logo: { file: logo.svg } }
    /// ```
    ///
    /// ```xml
    /// <!-- static/logo.svg -->
    /// <svg xmlns="http://www.w3.org/2000/svg"/>
    /// ```
    UNKNOWN_FILE: Error = "unknown-file"
}

pub(crate) fn unknown_file<'a>(
    path: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!("unknown file {} in `static/`", quoted(&path.value));
    Diagnostic::new(&UNKNOWN_FILE, path.span, message)
        .help("put the image into `content/static/`, and use its path from there")
        .suggest(nearest(&path.value, known))
}

rule! {
    /// A logo or favicon has an unsupported file type.
    ///
    /// Use SVG, PNG, WebP or JPEG for a logo. A favicon must be SVG, which fits every size.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
    /// time_zone: Etc/UTC
    /// look: { logo: { file: logo.pdf } }
    ///                       ^^^^^^^^
    /// ```
    ///
    /// ```xml
    /// <!-- static/logo.pdf -->
    /// <svg xmlns="http://www.w3.org/2000/svg"/>
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
    /// time_zone: Etc/UTC
    /// look: { logo: { file: logo.svg } }
    /// ```
    ///
    /// ```xml
    /// <!-- static/logo.svg -->
    /// <svg xmlns="http://www.w3.org/2000/svg"/>
    /// ```
    UNSUPPORTED_IMAGE: Error = "unsupported-image"
}

pub(crate) fn unsupported_image(path: &Spanned<String>, what: &str, kinds: &str) -> Diagnostic {
    let message = format!(
        "unsupported file type for a {what}: {}",
        quoted(&path.value)
    );
    Diagnostic::new(&UNSUPPORTED_IMAGE, path.span, message).help(format!("use {kinds}"))
}

rule! {
    /// A logo is larger than 4096 bytes, so it is not embedded in the pages.
    ///
    /// A small logo is embedded in each page and needs no second request, which matters during an outage. An SVG logo is usually small
    /// enough once editor metadata is removed.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
    /// time_zone: Etc/UTC
    /// look: { logo: { file: logo.svg } }
    ///                       ^^^^^^^^
    /// ```
    ///
    /// ```xml
    /// <!-- static/logo.svg, with the last line repeated 101 times -->
    /// <!-- A drawing with too many points to be embedded in a page. -->
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
    /// time_zone: Etc/UTC
    /// look: { logo: { file: logo.svg } }
    /// ```
    ///
    /// ```xml
    /// <!-- static/logo.svg -->
    /// <svg xmlns="http://www.w3.org/2000/svg"/>
    /// ```
    LARGE_LOGO: Warning = "large-logo"
}

pub(crate) fn large_logo(path: &Spanned<String>, bytes: u64, most: u64) -> Diagnostic {
    let message = format!("the logo is too large to embed: {bytes} bytes, expected at most {most}");
    Diagnostic::new(&LARGE_LOGO, path.span, message)
        .help("make it smaller, preferably as SVG, so that pages need no second request")
}

rule! {
    /// A favicon is larger than 65536 bytes.
    ///
    /// Each internal page embeds the favicon. An SVG icon is usually small enough once editor metadata is removed.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
    /// time_zone: Etc/UTC
    /// look: { favicon: icon.svg }
    ///                  ^^^^^^^^
    /// ```
    ///
    /// ```xml
    /// <!-- static/icon.svg, with the last line repeated 1001 times -->
    /// <!-- A drawing with too many points to be an icon in a tab of a browser. -->
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// site_id: example
    /// time_zone: Etc/UTC
    /// look: { favicon: icon.svg }
    /// ```
    ///
    /// ```xml
    /// <!-- static/icon.svg -->
    /// <svg xmlns="http://www.w3.org/2000/svg"/>
    /// ```
    LARGE_FAVICON: Error = "large-favicon"
}

pub(crate) fn large_favicon(path: &Spanned<String>, bytes: u64, most: u64) -> Diagnostic {
    let message = format!("the favicon is too large: {bytes} bytes, expected at most {most}");
    Diagnostic::new(&LARGE_FAVICON, path.span, message)
        .help("make it smaller: remove what the drawing program added to the file")
}
