//! Rules of files: their names, their place, their encoding and the grammar of YAML.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::id::slug;
use crate::base::rule::{register, rule};
use crate::base::source::Span;
use crate::parse::layout::PathError;

register! {
    "Files and YAML": WRONG_EXTENSION, BAD_FILE_NAME, UNEXPECTED_FILE, NO_FRONT_MATTER, NOT_UTF8, YAML_SYNTAX, YAML_FEATURE, YAML_LIMIT
}

rule! {
    /// A file is in the right folder with the wrong extension, so it is not read.
    ///
    /// One spelling for each folder, so that no file is passed over in silence: `.yaml` for incidents, maintenance and settings, `.md` for
    /// post-mortems, notices and pages. An incident that is not read looks to customers as if nothing had happened.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yml
    /// title: API errors
    /// ^
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    WRONG_EXTENSION: Error = "wrong-extension"
}

fn wrong_extension(span: Span, path: &str, extension: &str) -> Diagnostic {
    Diagnostic::new(
        &WRONG_EXTENSION,
        span,
        format!(
            "{} is not read: it must end with `.{extension}`",
            quoted(path)
        ),
    )
    .help("rename the file")
}

rule! {
    /// The name of a file or a product's folder makes no address: small letters, digits and hyphens do.
    ///
    /// The name of the file becomes the address of its page, which readers type, mail and bookmark. It stays the same forever, so it is worth
    /// a moment: the day and a few words.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// <!-- notices/2026 Price List.md -->
    /// ---
    /// ^
    /// title: Prices
    /// published: 2026-01-05
    /// ---
    /// Prices change on 1 February.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown
    /// <!-- notices/2026-01-05-prices.md -->
    /// ---
    /// title: Prices
    /// published: 2026-01-05
    /// ---
    /// Prices change on 1 February.
    /// ```
    BAD_FILE_NAME: Error = "bad-file-name"
}

fn bad_file_name(span: Span, name: &str) -> Diagnostic {
    let better = slug(name)
        .map(|slug| format!(": {}", quoted(&slug)))
        .unwrap_or_default();
    Diagnostic::new(
        &BAD_FILE_NAME,
        span,
        format!("the name {} makes no address", quoted(name)),
    )
    .help(format!(
        "rename it to small letters, digits and hyphens{better}"
    ))
}

rule! {
    /// A file stands where nothing reads it.
    ///
    /// A file in a folder that the program does not know is probably misspelt, and what it says would never be published. Files that are not
    /// for the site belong outside of `content/`; files that are published as they are belong into `content/static/`.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incident/2026-11-03-api.yaml
    /// title: API errors
    /// ^
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    UNEXPECTED_FILE: Error = "unexpected-file"
}

fn unexpected_file(span: Span, path: &str, meant: Option<&str>, help: &str) -> Diagnostic {
    let help = meant.map_or(help.to_owned(), |meant| {
        format!("did you mean {}?", quoted(meant))
    });
    Diagnostic::new(
        &UNEXPECTED_FILE,
        span,
        format!("nothing reads {}", quoted(path)),
    )
    .help(help)
}

rule! {
    /// A Markdown file does not begin with front matter, or never closes it.
    ///
    /// The keys between two lines of `---` give the page its title. Without the second line the program cannot tell where the text begins.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// <!-- pages/support.md -->
    /// # Support
    /// ^^^^^^^^^
    ///
    /// We answer on all days.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown
    /// <!-- pages/support.md -->
    /// ---
    /// title: Support
    /// ---
    /// We answer on all days.
    /// ```
    NO_FRONT_MATTER: Error = "no-front-matter"
}

pub(crate) fn no_front_matter(span: Span, is_open: bool) -> Diagnostic {
    let (message, help) = if is_open {
        (
            "the front matter is not closed",
            "write a line of `---` between the keys and the text",
        )
    } else {
        (
            "the file does not begin with front matter",
            "begin with the lines `---`, `title: ...` and `---`",
        )
    };
    Diagnostic::new(&NO_FRONT_MATTER, span, message).help(help)
}

rule! {
    /// A file is not UTF-8 text.
    ///
    /// Other encodings cannot be told apart for sure, so customers could read wrong letters. Save the file as UTF-8; every editor of today does
    /// so unless it was told otherwise.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// <!-- pages/support.md, in ISO 8859-1 -->
    /// ---
    /// title: Für Kunden
    ///         ^
    /// ---
    /// We answer on all days.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown
    /// <!-- pages/support.md -->
    /// ---
    /// title: Für Kunden
    /// ---
    /// We answer on all days.
    /// ```
    NOT_UTF8: Error = "not-utf8"
}

pub(crate) fn not_utf8(span: Span, bytes: &[u8]) -> Diagnostic {
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let help = if wide {
        "the file looks like UTF-16: save it as UTF-8"
    } else {
        "save the file as UTF-8"
    };
    Diagnostic::new(&NOT_UTF8, span, "the file is not UTF-8 text").help(help)
}

rule! {
    /// The YAML cannot be read.
    ///
    /// The message points at the first place that cannot be understood; the mistake is there or just above. Most often a text needs quotes,
    /// because it has a colon and a blank, or begins with a sign that means something in YAML, or a line is indented by a tab.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API: many errors
    ///           ^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: "API: many errors"
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    YAML_SYNTAX: Error = "yaml-syntax"
}

pub(crate) fn yaml_syntax(span: Span, message: String, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&YAML_SYNTAX, span, message).help(help)
}

rule! {
    /// Anchors, aliases, tags, merge keys or several documents, which content files do not have.
    ///
    /// These features let a file say something else than it seems to say to the reviewer of a pull request. Write the value out. A text that
    /// begins with `&`, `*` or `!` needs quotes.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// <!-- pages/support.md -->
    /// ---
    /// title: &title Support
    ///        ^^^^^^
    /// ---
    /// We answer on all days.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown
    /// <!-- pages/support.md -->
    /// ---
    /// title: Support
    /// ---
    /// We answer on all days.
    /// ```
    YAML_FEATURE: Error = "yaml-feature"
}

pub(crate) fn yaml_feature(span: Span, text: &str, what: &str, help: &str) -> Diagnostic {
    Diagnostic::new(
        &YAML_FEATURE,
        span,
        format!("{} {what}, which content files do not have", quoted(text)),
    )
    .help(help)
}

rule! {
    /// A file is nested deeper or has more values than any content needs.
    ///
    /// No incident needs it, so it is a mistake or an attack: brackets that are opened and never closed, or a generated file in the wrong place.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[
    ///                                                                        ^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: "[["
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    YAML_LIMIT: Error = "yaml-limit"
}

pub(crate) fn yaml_limit(span: Span, what: &str, most: usize) -> Diagnostic {
    Diagnostic::new(
        &YAML_LIMIT,
        span,
        format!("the file has more than {most} {what}"),
    )
    .help("content files are small and flat; divide the file, or mend what wrote it")
}

/// A file where no part of the content format has a place for it.
pub(crate) fn path_error(span: Span, path: &str, problem: &PathError) -> Diagnostic {
    match problem {
        PathError::WrongExtension(extension) => wrong_extension(span, path, extension),
        PathError::InvalidName(name) => bad_file_name(span, name),
        PathError::UnknownPlace(meant) => {
            let help = "move it to the folder of its kind, or out of the content folder";
            unexpected_file(span, path, meant.as_deref(), help)
        }
        PathError::NotAPeriod => {
            let help = "on-call counts are named after their periods, such as `internal/on-call/2013-W27.yaml`";
            unexpected_file(span, path, None, help)
        }
        PathError::OldOnCallFolder => old_on_call_folder(span),
        PathError::UnknownProductFile(meant) => {
            let help = "a product has `product.yaml`, `usage.yaml`, `actions.yaml`, and samples such as `2013-W27.yaml`";
            unexpected_file(span, path, meant.as_deref(), help)
        }
    }
}

/// On-call counts in the folder that they were in before it was renamed.
pub(crate) fn old_on_call_folder(span: Span) -> Diagnostic {
    Diagnostic::new(
        &UNEXPECTED_FILE,
        span,
        "the folder `internal/pages` is now `internal/on-call`",
    )
    .help("git mv content/internal/pages content/internal/on-call")
}
