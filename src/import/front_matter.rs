//! Markdown files with front matter, as other tools write them.

use std::ops::Range;

use super::session::ImportSession;
use super::source_text::file_text;
use super::value::ImportedValue;
use crate::base::source::SourceFile;
use crate::parse::front_matter;

#[derive(Debug)]
pub(super) struct ImportedMarkdown {
    /// `Null` if the file has none.
    pub front_matter: ImportedValue,
    /// Comments of the front matter.
    pub comments: Vec<String>,
    pub body: String,
    /// The number of the body's first line in the file.
    pub first_line: usize,
}

/// Splits a file. Removes byte-order marks, which browser forms leave inside of words, and normalizes line ends. A file whose front matter
/// cannot be read is left out and reported: as text, it would be published raw.
pub(super) fn read_markdown(
    file: &SourceFile,
    session: &mut ImportSession,
) -> Option<ImportedMarkdown> {
    let (source, raw) = (&file.path, file_text(file)?);
    let marks = raw.matches('\u{feff}').count();
    if marks > 0 {
        session.report.skipped(
            source,
            format!("{marks} invisible byte-order marks in the text"),
        );
    }
    match parse(raw) {
        Ok(markdown) => Some(markdown),
        Err(reason) => {
            session.report.skipped(
                source,
                format!("the file is left out: its front matter cannot be read: {reason}"),
            );
            None
        }
    }
}

pub(super) fn parse(raw: &str) -> Result<ImportedMarkdown, String> {
    let text = raw
        .replace('\u{feff}', "")
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    // Blank lines before the front matter are a slip that the other tools forgive.
    let start = text.len() - text.trim_start().len();
    let at_start = &text[start..];
    let (front_matter, comments, body) = if at_start.starts_with("---\n") {
        let parts = front_matter::split(at_start).ok_or("it has no end `---`")?;
        let yaml = &at_start[parts.yaml];
        (parse_yaml(yaml)?, collect_comments(yaml), parts.markdown)
    } else if at_start.starts_with("+++") {
        let (toml, body) = split_toml(at_start).ok_or("it has no end `+++`")?;
        let toml = &at_start[toml];
        let value = ImportedValue::parse_toml(toml)?;
        (value, collect_comments(toml), body)
    } else if at_start.starts_with("{\n") {
        let (value, end) = ImportedValue::parse_leading_json(at_start)?;
        (value, Vec::new(), end..at_start.len())
    } else {
        return Ok(ImportedMarkdown {
            front_matter: ImportedValue::Null,
            comments: Vec::new(),
            body: text,
            first_line: 1,
        });
    };
    let before = &text[..start + body.start];
    Ok(ImportedMarkdown {
        front_matter,
        comments,
        body: at_start[body].to_owned(),
        first_line: before.matches('\n').count() + 1,
    })
}

/// Our YAML, or any other.
fn parse_yaml(yaml: &str) -> Result<ImportedValue, String> {
    match ImportedValue::parse_yaml(yaml) {
        (value, None) => Ok(value),
        (_, Some(fault)) => ImportedValue::parse_foreign_yaml(yaml).map_err(|_| fault),
    }
}

/// The ranges of the TOML between two lines of three plus signs, and of the Markdown.
fn split_toml(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let start = text.find('\n')? + 1;
    let end = start + text[start..].find("\n+++")? + 1;
    let body = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    Some((start..end, body..text.len()))
}

fn collect_comments(text: &str) -> Vec<String> {
    let lines = text.lines().map(str::trim);
    let comments = lines.filter(|line| line.starts_with('#'));
    comments
        .map(|line| line.trim_start_matches('#').trim().to_owned())
        .collect()
}

impl ImportedMarkdown {
    /// The comments, and the keys that are not among these, which are separated by spaces: one line each.
    pub fn other_keys(&self, used: &str) -> Vec<String> {
        let mut lines = self.comments.clone();
        lines.extend(self.front_matter.other_keys(used));
        lines
    }
}
