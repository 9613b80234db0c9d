//! The line by which the importer knows its own files again. It holds a digest of the rest, so an edited file is somebody's own.

use crate::base::digest;

const MARKER_PREFIX: &str = "# Imported by `statuary import ";

/// What stands in the place of a file that an import made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetState {
    /// Nothing.
    Missing,
    /// The same bytes.
    Unchanged,
    /// An older import of the same source, which nobody has edited.
    Replaceable,
    /// An import that was edited since.
    Edited,
    /// An import of another source.
    OtherSource,
    /// Something that no import made.
    NotImported,
}

/// A text with the line that says where it is from. In a file with front matter it is the second line.
pub(super) fn add_marker(tool: &str, source: &str, text: &str) -> String {
    let (head, rest) = split_front_matter_delimiter(text);
    let of = if source.is_empty() {
        String::new()
    } else {
        format!(" from {}", replace_control_characters(source))
    };
    let mark = format!(
        "{MARKER_PREFIX}{tool}`{of}; an edited file is never replaced [{}]",
        short_digest(text)
    );
    format!("{head}{mark}\n{rest}")
}

/// What a file that is there means for one that was made.
#[must_use]
pub fn target_state(present: Option<&str>, made: &str) -> TargetState {
    let Some(present) = present else {
        return TargetState::Missing;
    };
    if present == made {
        return TargetState::Unchanged;
    }
    let Some((line, text)) = split_marker(present) else {
        return TargetState::NotImported;
    };
    let told = line
        .rsplit_once('[')
        .and_then(|(_, rest)| rest.strip_suffix(']'));
    if told != Some(short_digest(&text).as_str()) {
        return TargetState::Edited;
    }
    let source = |line: &str| line.rsplit_once("; ").map(|(source, _)| source.to_owned());
    // The files of the whole site are made anew by every import, from what is there.
    let whole = |line: &str| !line.contains(" from ");
    match split_marker(made) {
        Some((new, _)) if source(new) == source(line) || (whole(new) && whole(line)) => {
            TargetState::Replaceable
        }
        _ => TargetState::OtherSource,
    }
}

/// The line of the mark, and the text without it.
fn split_marker(text: &str) -> Option<(&str, String)> {
    let (head, rest) = split_front_matter_delimiter(text);
    let (line, after) = rest.split_once('\n')?;
    line.starts_with(MARKER_PREFIX)
        .then(|| (line, format!("{head}{after}")))
}

fn split_front_matter_delimiter(text: &str) -> (&str, &str) {
    text.split_at(if text.starts_with("---\n") { 4 } else { 0 })
}

fn short_digest(text: &str) -> String {
    digest::hex(text).chars().take(16).collect()
}

fn replace_control_characters(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
