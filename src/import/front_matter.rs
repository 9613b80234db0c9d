//! Markdown files with front matter, as other tools write them.

use super::session::ImportSession;
use super::source_text::file_text;
use super::value::ImportedValue;
use crate::base::source::SourceFile;
use crate::parse::front_matter;

#[derive(Debug)]
pub(super) struct ImportedMarkdown {
    pub front_matter: ImportedValue,
    /// Comments of the front matter.
    pub comments: Vec<String>,
    pub body: String,
}

/// Splits a file. Removes byte-order marks, which browser forms leave inside of words, and normalizes line ends.
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
    let text = raw
        .replace('\u{feff}', "")
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    if text.starts_with("+++") {
        session
            .report
            .assumed(source, "TOML front matter is not supported; kept as text");
    }
    let Some(parts) = front_matter::split(&text) else {
        return Some(ImportedMarkdown {
            front_matter: ImportedValue::Null,
            comments: Vec::new(),
            body: text,
        });
    };
    let yaml = &text[parts.yaml];
    let (front_matter, fault) = ImportedValue::parse_yaml(yaml);
    let comments = if let Some(fault) = fault {
        session.report.assumed(
            source,
            format!("invalid front matter: {fault}; all of it is kept as a comment"),
        );
        yaml.lines().map(str::to_owned).collect()
    } else {
        let comments = yaml
            .lines()
            .map(str::trim)
            .filter(|line| line.starts_with('#'));
        comments
            .map(|line| line.trim_start_matches('#').trim().to_owned())
            .collect()
    };
    Some(ImportedMarkdown {
        front_matter,
        comments,
        body: text[parts.markdown].to_owned(),
    })
}

impl ImportedMarkdown {
    /// The comments, and the keys that are not among these, which are separated by spaces: one line each.
    pub fn other_keys(&self, used: &str) -> Vec<String> {
        let mut lines = self.comments.clone();
        lines.extend(self.front_matter.other_keys(used));
        lines
    }
}
