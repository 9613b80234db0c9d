//! The comment in an imported file that names its source. It contains a digest of the rest, so that an edited file is recognised and kept.

use crate::base::digest;

const MARKER_PREFIX: &str = "# Imported by `statuary import ";

/// What is at the path of an imported file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetState {
    Missing,
    /// The same bytes.
    Unchanged,
    /// An older import of the same source without edits.
    Replaceable,
    /// An import that was edited.
    Edited,
    /// An import of another source.
    OtherSource,
    /// A file that no import created.
    NotImported,
}

/// Adds the comment. In a file with front matter it is the second line.
pub(super) fn add_marker(tool: &str, source: &str, text: &str) -> String {
    let (delimiter, rest) = split_front_matter_delimiter(text);
    let from = if source.is_empty() {
        String::new()
    } else {
        format!(" from {}", replace_control_characters(source))
    };
    let digest = short_digest(text);
    format!(
        "{delimiter}{MARKER_PREFIX}{tool}`{from}; an edited file is never replaced [{digest}]\n{rest}"
    )
}

/// Compares the existing file at a path with the imported one.
pub fn target_state(existing: Option<&str>, imported: &str) -> TargetState {
    let Some(existing) = existing else {
        return TargetState::Missing;
    };
    if existing == imported {
        return TargetState::Unchanged;
    }
    let Some((marker, text)) = split_marker(existing) else {
        return TargetState::NotImported;
    };
    let digest = marker
        .rsplit_once('[')
        .and_then(|(_, rest)| rest.strip_suffix(']'));
    if digest != Some(short_digest(&text).as_str()) {
        return TargetState::Edited;
    }
    let source = |marker: &str| {
        marker
            .rsplit_once("; ")
            .map(|(source, _)| source.to_owned())
    };
    // Every import creates `site.yaml` and `components.yaml` again, from the existing ones and from what it adds.
    let has_no_source = |marker: &str| !marker.contains(" from ");
    match split_marker(imported) {
        Some((new, _))
            if source(new) == source(marker) || (has_no_source(new) && has_no_source(marker)) =>
        {
            TargetState::Replaceable
        }
        _ => TargetState::OtherSource,
    }
}

/// The comment, and the text without it.
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
