//! Comments that allow a warning at one place: `# statuary-allow RULE: reason` in YAML, `<!-- statuary-allow RULE: reason -->` in Markdown.
//!
//! At the end of a line it holds for that line. On a line of its own it holds for the next line and for everything that is indented
//! deeper under it, in Markdown for the paragraph.

use std::collections::BTreeMap;
use std::ops::Range;

use super::rule_overrides::{RuleOverride, RuleOverrides, find_adjustable};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{FileId, Sources, Span, Spanned};
use crate::check::rules::overrides::{allow_without_reason, unused_allow};
use crate::check::rules::publication::depends_on_commits;
use crate::parse::front_matter;
use crate::parse::yaml;
use crate::parse::yaml::node::{Node, NodeValue};

/// What a comment begins with.
const MARKER: &str = "statuary-allow";

/// One comment.
struct AllowComment {
    /// The rule, as written.
    rule: Spanned<String>,
    /// Whether it says why.
    has_reason: bool,
    /// The bytes of the file for which it holds.
    covers: Range<usize>,
    used: bool,
}

/// The comments of all files.
pub(super) struct AllowComments(BTreeMap<FileId, Vec<AllowComment>>);

impl AllowComments {
    pub(super) fn find_all(sources: &Sources) -> AllowComments {
        let texts = sources
            .iter()
            .filter_map(|(id, file)| Some((id, str::from_utf8(&file.bytes).ok()?)));
        let with = texts.filter(|(_, text)| text.contains(MARKER));
        AllowComments(
            with.map(|(id, text)| {
                let is_markdown = sources.file(id).path.ends_with(".md");
                (id, parse_comments(id, text, is_markdown))
            })
            .collect(),
        )
    }

    /// Whether a comment allows the fault, which marks the comment as used.
    pub(super) fn is_allowed(&mut self, fault: &Diagnostic) -> bool {
        let place = fault.primary.span;
        let comments = self
            .0
            .get_mut(&place.file)
            .map(Vec::as_mut_slice)
            .unwrap_or_default();
        let fitting = comments
            .iter_mut()
            .filter(|one| one.rule.value == fault.rule.id && one.covers.contains(&place.start));
        fitting.fold(false, |_, one| {
            one.used = true;
            true
        })
    }

    /// What is wrong with the comments themselves. One about a rule that is off, or that only commits may show, is not called needless.
    pub(super) fn faults(&self, settings: &RuleOverrides) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        for one in self.0.values().flatten() {
            let off = settings.get(one.rule.value.as_str()) == Some(&RuleOverride::Off);
            if find_adjustable(&one.rule, &mut faults).is_none() {
                continue;
            }
            if !one.has_reason {
                faults.push(allow_without_reason(&one.rule));
            } else if !one.used && !off && !depends_on_commits(&one.rule.value) {
                faults.push(unused_allow(&one.rule));
            }
        }
        faults
    }
}

fn parse_comments(file: FileId, text: &str, is_markdown: bool) -> Vec<AllowComment> {
    let texts = literal_texts(file, text, is_markdown);
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        found.extend(parse_comment(
            (file, text),
            start..start + line.len(),
            &texts,
        ));
        start += line.len();
    }
    found
}

/// The parts of a file in which `#` begins no comment: Markdown, and texts of YAML in quotes or blocks.
fn literal_texts(file: FileId, text: &str, is_markdown: bool) -> Vec<Range<usize>> {
    let (yaml, markdown) = match front_matter::split(text).filter(|_| is_markdown) {
        Some(parts) => (parts.yaml, parts.markdown),
        None if is_markdown => (0..0, 0..text.len()),
        None => (0..text.len(), text.len()..text.len()),
    };
    let mut texts = vec![markdown];
    // Its faults are reported where the file is read.
    if let Some(root) = yaml::parse_tree(file, text, yaml, &mut Vec::new()) {
        push_literal_texts(&root, &mut texts);
    }
    texts
}

fn push_literal_texts(node: &Node, texts: &mut Vec<Range<usize>>) {
    match &node.value {
        NodeValue::Scalar { plain: false, .. } => texts.push(node.span.start..node.span.end),
        NodeValue::Seq(items) => items
            .iter()
            .for_each(|item| push_literal_texts(item, texts)),
        NodeValue::Map { entries, .. } => entries
            .iter()
            .for_each(|(_, value)| push_literal_texts(value, texts)),
        NodeValue::Scalar { plain: true, .. } | NodeValue::Null { .. } | NodeValue::Invalid => {}
    }
}

/// The comment of a line, if it is one.
fn parse_comment(
    (file, text): (FileId, &str),
    line: Range<usize>,
    texts: &[Range<usize>],
) -> Option<AllowComment> {
    let line_text = &text[line.clone()];
    let opening = ["# ", "#", "<!-- ", "<!--"]
        .into_iter()
        .map(|mark| (mark, format!("{mark}{MARKER} ")));
    let (mark, at, length) = opening
        .into_iter()
        .find_map(|(mark, opening)| Some((mark, line_text.find(&opening)?, opening.len())))?;
    let is_text = |range: &Range<usize>| range.contains(&(line.start + at));
    if mark.starts_with('#') && texts.iter().any(is_text) {
        return None;
    }
    let content = line_text[at + length..].trim_end().trim_end_matches("-->");
    let (rule, reason) = content.split_once(':').unwrap_or((content, ""));
    let rule_at = line.start + at + length + (rule.len() - rule.trim_start().len());
    let rule = rule.trim();
    let alone = line_text[..at].trim().is_empty();
    let holds = match alone {
        false => line,
        true if mark.starts_with('<') => line.end..paragraph_end(text, line.end),
        true => line.end..block_end(text, line.end),
    };
    let span = Span {
        file,
        start: rule_at,
        end: rule_at + rule.len(),
    };
    let rule = Spanned {
        value: rule.to_owned(),
        span,
    };
    Some(AllowComment {
        rule,
        has_reason: !reason.trim().is_empty(),
        covers: holds,
        used: false,
    })
}

/// Where the line that begins at a place ends, with everything that is indented deeper under it.
fn block_end(text: &str, start: usize) -> usize {
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut lines = text[start..].split_inclusive('\n');
    let Some(first) = lines.next() else {
        return start;
    };
    let under = lines.take_while(|line| line.trim().is_empty() || indent(line) > indent(first));
    start + first.len() + under.map(str::len).sum::<usize>()
}

fn paragraph_end(text: &str, start: usize) -> usize {
    let lines = text[start..]
        .split_inclusive('\n')
        .take_while(|line| !line.trim().is_empty());
    start + lines.map(str::len).sum::<usize>()
}
