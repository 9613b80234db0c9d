//! Markdown files with front matter, as other tools write them.

use super::timestamp::{self, ImportedTime};
use super::value::ImportedValue;
use super::{ImportSession, file_text};
use crate::base::source::SourceFile;
use crate::base::time::Moment;
use crate::parse::front_matter;

/// A file in its two parts.
#[derive(Debug)]
pub(super) struct ImportedMarkdown {
    pub front_matter: ImportedValue,
    /// Comments of the front matter.
    pub comments: Vec<String>,
    pub body: String,
}

/// Splits a file. The byte-order marks that browsers leave inside of words, and the line ends of other systems, are taken out.
pub(super) fn read_markdown(
    file: &SourceFile,
    session: &mut ImportSession,
) -> Option<ImportedMarkdown> {
    let source = &file.path;
    let raw = file_text(file)?;
    let marks = raw.matches('\u{feff}').count();
    if marks > 0 {
        session.report.skipped(
            source,
            &format!("{marks} invisible byte-order marks inside of the text"),
        );
    }
    let text = raw
        .replace('\u{feff}', "")
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    if text.starts_with("+++") {
        session.report.assumed(
            source,
            "its front matter is TOML, which is kept as text and not read",
        );
    }
    let Some(parts) = front_matter::split(&text) else {
        return Some(ImportedMarkdown {
            front_matter: ImportedValue::Null,
            comments: Vec::new(),
            body: text,
        });
    };
    let head = &text[parts.yaml];
    let (tree, fault) = ImportedValue::parse_yaml(head);
    let mut comments: Vec<String> = Vec::new();
    for line in head
        .lines()
        .filter(|line| line.trim_start().starts_with('#'))
    {
        comments.push(line.trim().trim_start_matches('#').trim().to_owned());
    }
    if let Some(fault) = fault {
        session.report.assumed(
            source,
            &format!("its front matter is broken: {fault}; all of it is kept as a comment"),
        );
        comments = head.lines().map(str::to_owned).collect();
    }
    Some(ImportedMarkdown {
        front_matter: tree,
        comments,
        body: text[parts.markdown].to_owned(),
    })
}

impl ImportedMarkdown {
    /// The keys that have no place, each as a line of a comment.
    pub fn unused_keys(&self, used: &[&str]) -> Vec<String> {
        let unused = |key: &String| !used.iter().any(|used| key.eq_ignore_ascii_case(used));
        let entries = self
            .front_matter
            .entries()
            .iter()
            .filter(|(key, value)| unused(key) && *value != ImportedValue::Null);
        let mut lines = self.comments.clone();
        lines.extend(entries.map(|(key, value)| format!("{key}: {}", value.to_inline_text())));
        lines
    }
}

impl ImportSession<'_> {
    /// A time of another tool in its own words; a time without a zone is read in the session's.
    pub fn parse_time(&self, text: &str) -> Option<ImportedTime> {
        let stamp =
            timestamp::parse_whole(text).filter(timestamp::PartialTimestamp::has_full_date)?;
        stamp.resolve(Moment::from_unix(0)?, self.zone)
    }
}
