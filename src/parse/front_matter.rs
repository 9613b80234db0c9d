//! Front matter: the YAML between two lines of three hyphens at the head of a Markdown file.

use std::ops::Range;

/// The byte ranges of the two parts of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterParts {
    /// The YAML, without the hyphens.
    pub yaml: Range<usize>,
    /// The Markdown.
    pub markdown: Range<usize>,
}

/// Finds the two parts. `None` if the file does not begin with front matter, or never ends it.
pub fn split(text: &str) -> Option<FrontMatterParts> {
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().filter(|line| is_delimiter(line))?;
    let head_start = start + first.len();
    let mut at = head_start;
    for line in lines {
        if is_delimiter(line) {
            return Some(FrontMatterParts {
                yaml: head_start..at,
                markdown: at + line.len()..text.len(),
            });
        }
        at += line.len();
    }
    None
}

/// Whether a line is one of the two around the YAML.
pub fn is_delimiter(line: &str) -> bool {
    line.trim_end() == "---"
}
