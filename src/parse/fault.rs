//! Every fault that reading a file can find: one constructor for each rule, so that a rule has one wording.
//!
//! A message is one sentence with the offending text; the help line says what to do.

use super::layout::PathError;
use crate::base::diagnostic::{Diagnostic, nearest, quoted};
use crate::base::source::Span;

/// The file is not UTF-8. The span is where the first bad bytes begin.
pub(super) fn not_utf8(span: Span, bytes: &[u8]) -> Diagnostic {
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let help = if wide {
        "the file looks like UTF-16: save it as UTF-8"
    } else {
        "save the file as UTF-8"
    };
    Diagnostic::error("not-utf8", span, "the file is not UTF-8 text").help(help)
}

/// The text breaks the grammar of YAML. The message and the help come from the reader, which knows what was meant.
pub(super) fn yaml_syntax(span: Span, message: String, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error("yaml-syntax", span, message).help(help)
}

/// The file is larger or deeper than any file of a site needs to be.
pub(super) fn yaml_limit(span: Span, what: &str, most: usize) -> Diagnostic {
    Diagnostic::error(
        "yaml-limit",
        span,
        format!("the file has more than {most} {what}"),
    )
    .help("content files are small and flat; divide the file, or mend what wrote it")
}

/// A part of YAML that content files do not have: its text `is an alias of YAML`, for instance.
pub(super) fn yaml_feature(span: Span, text: &str, what: &str, help: &str) -> Diagnostic {
    Diagnostic::error(
        "yaml-feature",
        span,
        format!("{} {what}, which content files do not have", quoted(text)),
    )
    .help(help)
}

/// A key that stands twice in one mapping.
pub(super) fn duplicate_key(span: Span, key: &str, first: Span) -> Diagnostic {
    Diagnostic::error(
        "duplicate-key",
        span,
        format!("the key {} is given twice", quoted(key)),
    )
    .also_at(first, "first given here")
    .help("delete one of the two")
}

/// A key that its mapping does not have.
pub(super) fn unknown_key(span: Span, key: &str, known: &[&str]) -> Diagnostic {
    Diagnostic::error("unknown-key", span, format!("unknown key {}", quoted(key)))
        .help(format!("known keys: {}", quoted_keys(known)))
        .suggest(nearest_key(key, known))
}

/// Words of a value that YAML takes for a comment. The span is theirs, from the `#` on.
pub(super) fn lost_words(span: Span, words: &str) -> Diagnostic {
    Diagnostic::warning(
        "lost-words",
        span,
        format!("{} is lost: ` #` begins a comment", quoted(words)),
    )
    .help(
        "put the whole value in quotes if this is part of it; a comment has a blank after its `#`",
    )
}

/// A key without a value; an empty `key` stands for an item of a list.
#[must_use]
pub fn empty_value(span: Span, key: &str) -> Diagnostic {
    let message = match key {
        "" => "this item of the list has no value".to_owned(),
        key => format!("{} has no value", quoted(key)),
    };
    Diagnostic::error("empty-value", span, message)
        .help("give it a value, or delete it if it is optional")
}

/// A key whose value reads as a comment.
pub(super) fn hidden_value(span: Span, key: &str, meant: &str) -> Diagnostic {
    let whole = format!(
        "{key}: \"{}\"",
        meant.replace('\\', "\\\\").replace('"', "\\\"")
    );
    empty_value(span, key).help(format!(
        "`#` after a space begins a comment; put the value in quotes: {}",
        quoted(&whole)
    ))
}

/// A value of another sort than its key needs: `expected text, found a list`.
pub(super) fn wrong_type(span: Span, key: &str, expected: &str, found: &str) -> Diagnostic {
    let place = if key.is_empty() {
        String::new()
    } else {
        format!(" for {}", quoted(key))
    };
    Diagnostic::error(
        "wrong-type",
        span,
        format!("expected {expected}{place}, found {found}"),
    )
}

/// The known word that was probably meant.
pub(super) fn nearest_key<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    nearest(word, known.iter().copied())
}

fn quoted_keys(words: &[&str]) -> String {
    words
        .iter()
        .map(|word| format!("`{word}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

/// A file where no part of the content format has a place for it.
pub(super) fn path_error(span: Span, path: &str, problem: &PathError) -> Diagnostic {
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
pub(super) fn old_on_call_folder(span: Span) -> Diagnostic {
    Diagnostic::error(
        "unexpected-file",
        span,
        "the folder `internal/pages` is now `internal/on-call`",
    )
    .help("git mv content/internal/pages content/internal/on-call")
}

/// A file with another extension than its folder's kind of file has.
fn wrong_extension(span: Span, path: &str, extension: &str) -> Diagnostic {
    Diagnostic::error(
        "wrong-extension",
        span,
        format!(
            "{} is not read: it must end with `.{extension}`",
            quoted(path)
        ),
    )
    .help("rename the file")
}

/// A name of a file or a folder that makes no address.
fn bad_file_name(span: Span, name: &str) -> Diagnostic {
    let better = crate::base::id::slug(name)
        .map(|slug| format!(": {}", quoted(&slug)))
        .unwrap_or_default();
    Diagnostic::error(
        "bad-file-name",
        span,
        format!("the name {} makes no address", quoted(name)),
    )
    .help(format!(
        "rename it to small letters, digits and hyphens{better}"
    ))
}

/// A file that nothing reads.
fn unexpected_file(span: Span, path: &str, meant: Option<&str>, help: &str) -> Diagnostic {
    let help = meant.map_or(help.to_owned(), |meant| {
        format!("did you mean {}?", quoted(meant))
    });
    Diagnostic::error(
        "unexpected-file",
        span,
        format!("nothing reads {}", quoted(path)),
    )
    .help(help)
}

/// A Markdown file without its head, or with one that never ends.
pub(super) fn no_front_matter(span: Span, is_open: bool) -> Diagnostic {
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
    Diagnostic::error("no-front-matter", span, message).help(help)
}

/// HTML in Markdown.
pub(super) fn raw_html(span: Span, html: &str) -> Diagnostic {
    Diagnostic::warning(
        "raw-html",
        span,
        format!("raw HTML is shown as text: {}", quoted(html)),
    )
    .help("write it in Markdown; comments (`<!-- ... -->`) are left out")
}

/// A link that must not be followed, or cannot be.
pub(super) fn unsafe_link(span: Span, address: &str) -> Diagnostic {
    let what = match address {
        "" => "a link without an address is left out".to_owned(),
        _ => format!("the link to {} is left out", quoted(address)),
    };
    Diagnostic::warning("unsafe-link", span, what)
        .help("link with `https:`, `http:`, `mailto:`, or from the site's root: `/incidents/...`")
}

/// An image that would be loaded from another host.
pub(super) fn external_image(span: Span, address: &str) -> Diagnostic {
    Diagnostic::warning(
        "outside-image",
        span,
        format!("the image {} becomes a link", quoted(address)),
    )
    .help("pages load nothing from other hosts; keep images in the site")
}
