//! Markdown files with front matter, as other tools write them.

use super::stamp::{self, When};
use super::tree::Tree;
use super::{Session, text};
use crate::base::source::SourceFile;
use crate::base::time::Moment;
use crate::parse::front_matter;

/// A file in its two parts.
#[derive(Debug)]
pub(super) struct Front {
    pub head: Tree,
    /// Comments of the front matter.
    pub comments: Vec<String>,
    pub body: String,
}

/// Splits a file. The byte-order marks that browsers leave inside of words, and the line ends of other systems, are taken out.
pub(super) fn read(file: &SourceFile, session: &mut Session) -> Option<Front> {
    let source = &file.path;
    let raw = text(file)?;
    let marks = raw.matches('\u{feff}').count();
    if marks > 0 {
        session.report.left_out(
            source,
            &format!("{marks} invisible byte-order marks inside of the text"),
        );
    }
    let text = raw
        .replace('\u{feff}', "")
        .replace("\r\n", "\n")
        .replace('\r', "\n");
    if text.starts_with("+++") {
        session.report.guessed(
            source,
            "its front matter is TOML, which is kept as text and not read",
        );
    }
    let Some(parts) = front_matter::split(&text) else {
        return Some(Front {
            head: Tree::Nothing,
            comments: Vec::new(),
            body: text,
        });
    };
    let head = &text[parts.head];
    let (tree, fault) = Tree::yaml(head);
    let mut comments: Vec<String> = Vec::new();
    for line in head
        .lines()
        .filter(|line| line.trim_start().starts_with('#'))
    {
        comments.push(line.trim().trim_start_matches('#').trim().to_owned());
    }
    if let Some(fault) = fault {
        session.report.guessed(
            source,
            &format!("its front matter is broken: {fault}; all of it is kept as a comment"),
        );
        comments = head.lines().map(str::to_owned).collect();
    }
    Some(Front {
        head: tree,
        comments,
        body: text[parts.body].to_owned(),
    })
}

impl Front {
    /// The keys that have no place, each as a line of a comment.
    pub fn rest(&self, used: &[&str]) -> Vec<String> {
        let unused = |key: &String| !used.iter().any(|used| key.eq_ignore_ascii_case(used));
        let entries = self
            .head
            .entries()
            .iter()
            .filter(|(key, value)| unused(key) && *value != Tree::Nothing);
        let mut lines = self.comments.clone();
        lines.extend(entries.map(|(key, value)| format!("{key}: {}", value.shown())));
        lines
    }
}

impl Session<'_> {
    /// A time of another tool in its own words; a time without a zone is read in the session's.
    pub fn when(&self, text: &str) -> Option<When> {
        let stamp = stamp::whole(text).filter(stamp::Stamp::is_dated)?;
        stamp.resolve(Moment::from_unix(0)?, self.zone)
    }
}
