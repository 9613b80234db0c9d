//! Rules of `look:` in `site.yaml`.

use crate::base::colour::Rgb;
use crate::base::diagnostic::{Diagnostic, nearest, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};

register! {
    "Settings and rules": BAD_COLOR, LOW_CONTRAST, UNKNOWN_FILE, NOT_A_PICTURE, LARGE_LOGO
}

rule! {
    /// A colour is not of the form `"#0b5c94"`.
    ///
    /// Red, green and blue as two digits each, in quotes: without quotes `#` begins a comment, and the colour would be lost.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
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
    /// time_zone: Etc/UTC
    /// look: { accent: "#0b5c94" }
    /// ```
    BAD_COLOR: Error = "bad-color"
}

pub(in crate::check) fn bad_color(text: &Spanned<String>) -> Diagnostic {
    let digits = text.value.trim_start_matches('#');
    let meant = Rgb::parse(&format!("#{digits}")).map(|colour| format!("\"{colour}\""));
    Diagnostic::new(&BAD_COLOR, text.span, format!("{} is no colour", quoted(&text.value)))
        .help("write red, green and blue in quotes, such as `\"#0b5c94\"`; without quotes `#` begins a comment")
        .suggest(meant.as_deref())
}

rule! {
    /// A colour of `look:` cannot be told from what it stands on, by WCAG 2.2: 4.5:1 for words, 3:1 for shapes.
    ///
    /// Readers in the sun, on old screens and with tired eyes lose what is too pale. The suggested colour is the nearest that can be read.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
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
    /// time_zone: Etc/UTC
    /// look: { accent: "#0b5c94" }
    /// ```
    LOW_CONTRAST: Warning = "low-contrast"
}

pub(in crate::check) fn low_contrast(
    place: Span,
    what: &str,
    (colour, ground): (Rgb, Rgb),
    (least, better): (f64, Rgb),
) -> Diagnostic {
    // Rounded down, for 4.499 is not enough where 4.5 is asked for.
    let ratio = (colour.contrast(ground) * 100.0).floor() / 100.0;
    let message = format!(
        "{what} in {colour} has a contrast of {ratio:.2}:1 on {ground}; WCAG 2.2 asks for {least}:1"
    );
    Diagnostic::new(&LOW_CONTRAST, place, message)
        .suggest(Some(&format!("\"{better}\"")))
        .help(format!("the nearest that has enough is `\"{better}\"`"))
}

rule! {
    /// There is no such file in `static/`.
    ///
    /// A title with a broken picture says less than one without. Paths begin in `content/static/`.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
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

pub(in crate::check) fn unknown_file<'a>(
    path: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!("there is no file {} in `static/`", quoted(&path.value));
    Diagnostic::new(&UNKNOWN_FILE, path.span, message)
        .help("put the picture into `content/static/`, and write its path from there")
        .suggest(nearest(&path.value, known))
}

rule! {
    /// A logo or a favicon is no file that browsers show there.
    ///
    /// Browsers show SVG, PNG, WebP and JPEG; a favicon is SVG, which fits every size.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
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
    /// time_zone: Etc/UTC
    /// look: { logo: { file: logo.svg } }
    /// ```
    ///
    /// ```xml
    /// <!-- static/logo.svg -->
    /// <svg xmlns="http://www.w3.org/2000/svg"/>
    /// ```
    NOT_A_PICTURE: Error = "not-a-picture"
}

pub(in crate::check) fn not_a_picture(path: &Spanned<String>, kinds: &str) -> Diagnostic {
    Diagnostic::new(
        &NOT_A_PICTURE,
        path.span,
        format!("{} is no picture that can stand here", quoted(&path.value)),
    )
    .help(format!("use {kinds}"))
}

rule! {
    /// A logo has more than 4096 bytes, so pages do not carry it in themselves.
    ///
    /// On a bad day every request counts, so a page carries a small logo in itself and needs no second one. Logos as SVG are small when they
    /// were saved without what the drawing program adds.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
    /// time_zone: Etc/UTC
    /// look: { logo: { file: logo.svg } }
    ///                       ^^^^^^^^
    /// ```
    ///
    /// ```xml
    /// <!-- static/logo.svg, whose last line stands 101 times -->
    /// <!-- A drawing with so many points that no page carries it. -->
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # site.yaml
    /// version: 1
    /// title: Status
    /// url: https://status.example.com/
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

pub(in crate::check) fn large_logo(
    path: &Spanned<String>,
    bytes: usize,
    most: usize,
) -> Diagnostic {
    let message = format!(
        "the logo has {bytes} bytes; pages carry at most {most} in themselves, so they ask for it"
    );
    Diagnostic::new(&LARGE_LOGO, path.span, message)
        .help("make it smaller, best as SVG, so that a page is one request on a bad day")
}
