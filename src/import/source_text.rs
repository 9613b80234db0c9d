//! Source files as text.

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
