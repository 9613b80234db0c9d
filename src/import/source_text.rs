//! Source files as text, and what their Markdown emphasises.

use crate::base::source::{SourceFile, Sources};

/// The text of the file with this path; `None` if there is none or it is not UTF-8.
pub(super) fn find_text<'a>(sources: &'a Sources, path: &str) -> Option<&'a str> {
    let (_, file) = sources.iter().find(|(_, file)| file.path == path)?;
    file_text(file)
}

/// The text of a file without a byte-order mark; `None` if it is not UTF-8.
pub(super) fn file_text(file: &SourceFile) -> Option<&str> {
    let text = str::from_utf8(&file.bytes).ok()?;
    Some(text.trim_start_matches('\u{feff}'))
}

/// The name of a file without its directories.
pub(super) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

const EMPHASIS: [&str; 9] = ["\\*\\*", "***", "**", "___", "__", "\\*", "*", "_", "<b>"];

/// The emphasised text at the start of a line, and what follows it.
pub(super) fn split_emphasis(text: &str) -> Option<(&str, &str)> {
    let delimiter = EMPHASIS.into_iter().find(|one| text.starts_with(one))?;
    let after = &text[delimiter.len()..];
    let end = if delimiter == "<b>" {
        "</b>"
    } else {
        delimiter
    };
    match after.split_once(end) {
        Some(found) => Some(found),
        None if delimiter.len() > 1 => Some((after, "")),
        None => None,
    }
}
