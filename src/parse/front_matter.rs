//! Front matter: the YAML between two lines of three hyphens at the head of a Markdown file.

use std::ops::Range;

/// The byte ranges of the two parts of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// The YAML, without the hyphens.
    pub head: Range<usize>,
    /// The Markdown.
    pub body: Range<usize>,
}

/// Finds the two parts. `None` if the file does not begin with front matter, or never ends it.
#[must_use]
pub fn split(text: &str) -> Option<Parts> {
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().filter(|line| is_rule(line))?;
    let head_start = start + first.len();
    let mut at = head_start;
    for line in lines {
        if is_rule(line) {
            return Some(Parts {
                head: head_start..at,
                body: at + line.len()..text.len(),
            });
        }
        at += line.len();
    }
    None
}

/// Whether a line is one of the two around the YAML.
#[must_use]
pub fn is_rule(line: &str) -> bool {
    line.trim_end() == "---"
}
