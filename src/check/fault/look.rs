//! The faults of `look:` in `site.yaml`.

use crate::base::colour::Rgb;
use crate::base::diagnostic::{Diagnostic, nearest, quoted, quoted_alternatives};
use crate::base::source::{Span, Spanned};

/// A colour that cannot be read.
pub(in crate::check) fn bad_color(text: &Spanned<String>) -> Diagnostic {
    let digits = text.value.trim_start_matches('#');
    let meant = Rgb::parse(&format!("#{digits}")).map(|colour| format!("\"{colour}\""));
    Diagnostic::error("bad-color", text.span, format!("{} is no colour", quoted(&text.value)))
        .help("write red, green and blue in quotes, such as `\"#0b5c94\"`; without quotes `#` begins a comment")
        .suggest(meant.as_deref())
}

/// A colour that hides what it is for.
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
    Diagnostic::warning("low-contrast", place, message)
        .suggest(Some(&format!("\"{better}\"")))
        .help(format!("the nearest that has enough is `\"{better}\"`"))
}

/// A theme that is neither inside the program nor in the site's folder.
pub(in crate::check) fn unknown_theme(theme: &Spanned<String>, known: &[String]) -> Diagnostic {
    let message = format!(
        "there is no theme {} inside the program or in `themes/`",
        quoted(&theme.value)
    );
    let known = || known.iter().map(String::as_str);
    Diagnostic::error("unknown-theme", theme.span, message)
        .help(format!(
            "write {}, or make a folder `themes/{}`",
            quoted_alternatives(known()),
            theme.value
        ))
        .suggest(nearest(&theme.value, known()))
}

/// A picture that is not among the files.
pub(in crate::check) fn unknown_file<'a>(
    path: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let message = format!("there is no file {} in `static/`", quoted(&path.value));
    Diagnostic::error("unknown-file", path.span, message)
        .help("put the picture into `content/static/`, and write its path from there")
        .suggest(nearest(&path.value, known))
}

/// A file that browsers do not show in this place.
pub(in crate::check) fn not_a_picture(path: &Spanned<String>, kinds: &str) -> Diagnostic {
    Diagnostic::error(
        "not-a-picture",
        path.span,
        format!("{} is no picture that can stand here", quoted(&path.value)),
    )
    .help(format!("use {kinds}"))
}

/// A logo that pages cannot carry.
pub(in crate::check) fn large_logo(
    path: &Spanned<String>,
    bytes: usize,
    most: usize,
) -> Diagnostic {
    let message = format!(
        "the logo has {bytes} bytes; pages carry at most {most} in themselves, so they ask for it"
    );
    Diagnostic::warning("large-logo", path.span, message)
        .help("make it smaller, best as SVG, so that a page is one request on a bad day")
}
