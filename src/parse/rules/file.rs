//! Rules of files: their names, their place, their encoding and the grammar of YAML.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::id::slug;
use crate::base::rule::{register, rule};
use crate::base::source::{Span, encryption_tool};
use crate::parse::layout::PathError;

register! {
    "Files and YAML": WRONG_EXTENSION, INVALID_FILE_NAME, UNEXPECTED_FILE, MISSING_FRONT_MATTER, INVALID_UTF8, YAML_SYNTAX, YAML_FEATURE, YAML_LIMIT
}

rule! {
    /// The file has an extension that is not read in its directory.
    ///
    /// Each directory has one file extension: `.yaml` for incidents, maintenance and settings, `.md` for post-mortems, notices and
    /// pages. A file with another extension would be ignored, and its incident would not appear on the status page.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    WRONG_EXTENSION: Error = "wrong-extension"
}

fn wrong_extension(span: Span, path: &str, extension: &str) -> Diagnostic {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, found) = match name.rsplit_once('.') {
        Some((stem, found)) => (stem, quoted(&format!(".{found}"))),
        None => (name, "none".to_owned()),
    };
    let message = format!("invalid file extension: expected `.{extension}`, found {found}");
    Diagnostic::new(&WRONG_EXTENSION, span, message).help(format!(
        "rename the file to {}",
        quoted(&format!("{stem}.{extension}"))
    ))
}

rule! {
    /// The name of a file or of a product's directory cannot be used in a URL.
    ///
    /// The file name becomes the URL of the page, which readers type, share and bookmark. Use lowercase letters, digits and hyphens,
    /// and choose a name that you will not want to change: the date and a few words.
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
    /// <!-- notices/2026-price-list.md -->
    /// ---
    /// title: Prices
    /// published: 2026-01-05
    /// ---
    /// Prices change on 1 February.
    /// ```
    INVALID_FILE_NAME: Error = "invalid-file-name"
}

fn invalid_file_name(span: Span, name: &str) -> Diagnostic {
    let better = slug(name)
        .map(|slug| format!(": {}", quoted(&slug)))
        .unwrap_or_default();
    Diagnostic::new(
        &INVALID_FILE_NAME,
        span,
        format!("file name {} cannot be used in a URL", quoted(name)),
    )
    .help(format!("use lowercase letters, digits and hyphens{better}"))
}

rule! {
    /// The file is in a place where no file is read.
    ///
    /// The directory is probably misspelled, so the file would never be published. Move files that are not part of the site out of
    /// `content/`. Files that are published unchanged belong in `content/static/`.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    UNEXPECTED_FILE: Error = "unexpected-file"
}

fn unexpected_file(span: Span, path: &str, suggestion: Option<&str>, help: &str) -> Diagnostic {
    let help = suggestion.map_or(help.to_owned(), |suggestion| {
        format!("did you mean {}?", quoted(suggestion))
    });
    Diagnostic::new(
        &UNEXPECTED_FILE,
        span,
        format!("unexpected file {}", quoted(path)),
    )
    .help(help)
}

rule! {
    /// A Markdown file has no front matter, or the front matter is not closed.
    ///
    /// The keys between two lines of `---` give the page its title. Without the second line it is unclear where the text begins.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// <!-- pages/support.md -->
    /// # Support
    /// ^^^^^^^^^
    ///
    /// We answer every day.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown
    /// <!-- pages/support.md -->
    /// ---
    /// title: Support
    /// ---
    /// We answer every day.
    /// ```
    MISSING_FRONT_MATTER: Error = "missing-front-matter"
}

pub(crate) fn missing_front_matter(span: Span, is_open: bool) -> Diagnostic {
    let (message, help) = if is_open {
        (
            "the front matter is not closed",
            "add a line of `---` between the keys and the text",
        )
    } else {
        (
            "the front matter is missing",
            "begin the file with the lines `---`, `title: ...` and `---`",
        )
    };
    Diagnostic::new(&MISSING_FRONT_MATTER, span, message).help(help)
}

rule! {
    /// The file is not UTF-8 text.
    ///
    /// Other encodings cannot be detected reliably, so customers could see wrong characters. Save the file as UTF-8, the default of
    /// current editors.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// <!-- pages/support.md, encoded in ISO 8859-1 -->
    /// ---
    /// title: Für Kunden
    ///         ^
    /// ---
    /// We answer every day.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown
    /// <!-- pages/support.md -->
    /// ---
    /// title: Für Kunden
    /// ---
    /// We answer every day.
    /// ```
    INVALID_UTF8: Error = "invalid-utf8"
}

pub(crate) fn not_utf8(span: Span, bytes: &[u8]) -> Diagnostic {
    if let Some(tool) = encryption_tool(bytes) {
        let message = format!("the file is encrypted with {tool}");
        return Diagnostic::new(&INVALID_UTF8, span, message).help("decrypt it first");
    }
    let fault = Diagnostic::new(&INVALID_UTF8, span, "the file is not UTF-8 text");
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    fault.help(if wide {
        "save the file as UTF-8; it looks like UTF-16"
    } else {
        "save the file as UTF-8"
    })
}

rule! {
    /// The YAML cannot be parsed.
    ///
    /// The message points to the first character that cannot be parsed; the mistake is there or just before it. The usual causes are
    /// text that needs quotes, because it contains a colon and a space or begins with a special character, and indentation with tabs.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    YAML_SYNTAX: Error = "yaml-syntax"
}

pub(crate) fn yaml_syntax(span: Span, message: String, help: impl Into<String>) -> Diagnostic {
    Diagnostic::new(&YAML_SYNTAX, span, message).help(help)
}

rule! {
    /// The file uses anchors, aliases, tags, merge keys or several documents.
    ///
    /// With these features a file can mean something other than what a reviewer sees in a pull request. Write the value out. Put text
    /// that begins with `&`, `*` or `!` in quotes.
    ///
    /// Wrong:
    ///
    /// ```markdown
    /// <!-- pages/support.md -->
    /// ---
    /// title: &title Support
    ///        ^^^^^^
    /// ---
    /// We answer every day.
    /// ```
    ///
    /// Right:
    ///
    /// ```markdown
    /// <!-- pages/support.md -->
    /// ---
    /// title: Support
    /// ---
    /// We answer every day.
    /// ```
    YAML_FEATURE: Error = "yaml-feature"
}

pub(crate) fn yaml_feature(span: Span, text: &str, what: &str, help: &str) -> Diagnostic {
    Diagnostic::new(
        &YAML_FEATURE,
        span,
        format!(
            "{} {what}, which is not supported in content files",
            quoted(text)
        ),
    )
    .help(help)
}

rule! {
    /// The file is nested too deeply, has too many values or a text that is too long.
    ///
    /// No content file needs this, so it is a mistake or an attack: brackets that are never closed, or a generated file in the wrong
    /// place.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    YAML_LIMIT: Error = "yaml-limit"
}

pub(crate) fn too_many_values(span: Span, most: usize) -> Diagnostic {
    let message = format!("the file has more than {most} keys and values");
    Diagnostic::new(&YAML_LIMIT, span, message)
        .help("split the file, or fix the program that generated it")
}

pub(crate) fn too_deep(span: Span, most: usize) -> Diagnostic {
    let message = format!("the file has more than {most} levels of nesting");
    Diagnostic::new(&YAML_LIMIT, span, message)
        .help("use fewer levels, and check that every bracket is closed")
}

pub(crate) fn text_too_long(span: Span, length: usize, most: usize) -> Diagnostic {
    let message = format!("this text has {length} bytes: expected at most {most}");
    Diagnostic::new(&YAML_LIMIT, span, message)
        .help("shorten it; put long logs and data into a file in `static/` and link to it")
}

/// A file where no part of the content format has a place for it.
pub(crate) fn path_error(span: Span, path: &str, problem: &PathError) -> Diagnostic {
    match problem {
        PathError::WrongExtension(extension) => wrong_extension(span, path, extension),
        PathError::InvalidName(name) => invalid_file_name(span, name),
        PathError::UnknownPlace(suggestion) => {
            let help =
                "move it to the directory for its kind of file, or out of the content directory";
            unexpected_file(span, path, suggestion.as_deref(), help)
        }
        PathError::NotAPeriod => {
            let help = "on-call counts are named after their periods, such as `internal/on-call/2013-W27.yaml`";
            unexpected_file(span, path, None, help)
        }
        PathError::OldOnCallFolder => old_on_call_folder(span),
        PathError::UnknownProductFile(suggestion) => {
            let help = "expected `product.yaml`, `usage.yaml`, `actions.yaml`, or a sample such as `2013-W27.yaml`";
            unexpected_file(span, path, suggestion.as_deref(), help)
        }
    }
}

/// On-call counts in the folder that they were in before it was renamed.
pub(crate) fn old_on_call_folder(span: Span) -> Diagnostic {
    Diagnostic::new(
        &UNEXPECTED_FILE,
        span,
        "the directory `internal/pages` is now `internal/on-call`",
    )
    .help("git mv content/internal/pages content/internal/on-call")
}
