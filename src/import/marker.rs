//! The line by which the importer knows its own files again. It holds a digest of the rest, so an edited file is somebody's own.

use crate::base::digest;

const MARK: &str = "# Imported by `statuary import ";

/// What stands in the place of a file that an import made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Free,
    /// The same bytes.
    Same,
    /// An older import of the same source, which nobody has edited.
    Ours,
    /// An import that was edited since.
    Edited,
    /// An import of another source.
    Other,
    /// Something that no import made.
    Foreign,
}

/// A text with the line that says where it is from. In a file with front matter it is the second line.
pub(super) fn marked(tool: &str, source: &str, text: &str) -> String {
    let (head, rest) = split(text);
    let of = if source.is_empty() {
        String::new()
    } else {
        format!(" from {}", one_line(source))
    };
    let mark = format!(
        "{MARK}{tool}`{of}; an edited file is never replaced [{}]",
        digest_of(text)
    );
    format!("{head}{mark}\n{rest}")
}

/// What a file that is there means for one that was made.
#[must_use]
pub fn standing(present: Option<&str>, made: &str) -> Standing {
    let Some(present) = present else {
        return Standing::Free;
    };
    if present == made {
        return Standing::Same;
    }
    let Some((line, text)) = unmarked(present) else {
        return Standing::Foreign;
    };
    let told = line
        .rsplit_once('[')
        .and_then(|(_, rest)| rest.strip_suffix(']'));
    if told != Some(digest_of(&text).as_str()) {
        return Standing::Edited;
    }
    let source = |line: &str| line.rsplit_once("; ").map(|(source, _)| source.to_owned());
    // The files of the whole site are made anew by every import, from what is there.
    let whole = |line: &str| !line.contains(" from ");
    match unmarked(made) {
        Some((new, _)) if source(new) == source(line) || (whole(new) && whole(line)) => {
            Standing::Ours
        }
        _ => Standing::Other,
    }
}

/// The line of the mark, and the text without it.
fn unmarked(text: &str) -> Option<(&str, String)> {
    let (head, rest) = split(text);
    let (line, after) = rest.split_once('\n')?;
    line.starts_with(MARK)
        .then(|| (line, format!("{head}{after}")))
}

fn split(text: &str) -> (&str, &str) {
    text.split_at(if text.starts_with("---\n") { 4 } else { 0 })
}

fn digest_of(text: &str) -> String {
    digest::hex(text).chars().take(16).collect()
}

fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
