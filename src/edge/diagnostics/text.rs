//! Diagnostics for a terminal, with the source line, carets and help. The one file that names `annotate_snippets`.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::common::short_line;
use crate::base::diagnostic::{self, Diagnostic};
use crate::base::escape::escape_invisible;
use crate::base::source::{FileId, Sources};
use crate::view::text::report::number;

/// The warnings of one rule that are shown.
const MAX_WARNINGS_PER_RULE: usize = 20;

/// Whether source lines are quoted. They may be internal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceLines {
    Show,
    Hide,
}

/// All diagnostics, with terminal colours, which the output stream removes where they are not wanted. `folder` precedes every path.
pub fn render(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    folder: &str,
    source_lines: SourceLines,
) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        text += &match source_lines {
            SourceLines::Show => render_with_source(diagnostic, sources, folder),
            SourceLines::Hide => render_without_source(diagnostic, sources, folder),
        };
        text += "\n\n";
    }
    text
}

/// Every error and the first warnings of each rule, and a line for each rule that has more warnings.
pub fn limit_warnings(diagnostics: &[Diagnostic]) -> (Vec<Diagnostic>, String) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut shown = Vec::new();
    for diagnostic in diagnostics {
        if diagnostic.level == diagnostic::Level::Warning {
            let count = counts.entry(diagnostic.rule.id).or_default();
            *count += 1;
            if *count > MAX_WARNINGS_PER_RULE {
                continue;
            }
        }
        shown.push(diagnostic.clone());
    }
    let mut omitted = String::new();
    for (rule, count) in counts {
        if count > MAX_WARNINGS_PER_RULE {
            let more = number((count - MAX_WARNINGS_PER_RULE) as u64);
            omitted += &format!(
                "and {more} more of `{rule}`; `statuary check --format short` has every one\n\n"
            );
        }
    }
    (shown, omitted)
}

/// The number of errors and of warnings.
pub fn summarize_counts(diagnostics: &[Diagnostic]) -> String {
    let count = |level: diagnostic::Level, name: &str| {
        let count = diagnostics.iter().filter(|one| one.level == level).count();
        format!("{count} {name}{}", if count == 1 { "" } else { "s" })
    };
    format!(
        "{}, {}",
        count(diagnostic::Level::Error, "error"),
        count(diagnostic::Level::Warning, "warning")
    )
}

fn render_with_source(diagnostic: &Diagnostic, sources: &Sources, folder: &str) -> String {
    let level = match diagnostic.level {
        diagnostic::Level::Error => Level::ERROR,
        diagnostic::Level::Warning => Level::WARNING,
    };
    let mut labels = vec![(AnnotationKind::Primary, &diagnostic.primary)];
    labels.extend(
        diagnostic
            .related
            .iter()
            .map(|label| (AnnotationKind::Context, label)),
    );
    let mut group = level
        .primary_title(&diagnostic.message)
        .id(diagnostic.rule.id)
        .elements(Vec::<Snippet<Annotation>>::new());
    // One snippet for each file, in the order in which the labels name them.
    let mut files: Vec<FileId> = Vec::new();
    for (_, label) in &labels {
        if !files.contains(&label.span.file) {
            files.push(label.span.file);
        }
    }
    for id in files {
        let file = sources.file(id);
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        let mut snippet =
            Snippet::source(text.clone()).path(escape_invisible(&format!("{folder}{}", file.path)));
        for (kind, label) in labels.iter().filter(|(_, label)| label.span.file == id) {
            let start = floor_char_boundary(&text, label.span.start);
            let end = floor_char_boundary(&text, label.span.end);
            let text = (!label.text.is_empty()).then_some(label.text.as_str());
            snippet = snippet.annotation(kind.span(start..end).label(text));
        }
        group = group.element(snippet);
    }
    let mut report: Vec<Group> = vec![group];
    if let Some(help) = &diagnostic.help {
        report.push(Group::with_title(Level::HELP.secondary_title(help)));
    }
    Renderer::styled()
        .decor_style(DecorStyle::Ascii)
        .render(&report)
}

fn render_without_source(diagnostic: &Diagnostic, sources: &Sources, folder: &str) -> String {
    let mut text = short_line(diagnostic, sources, folder);
    if let Some(help) = &diagnostic.help {
        text += &format!("\n  help: {help}");
    }
    text
}

/// Moves an offset back to the start of a character. In a file that is not UTF-8, the shown text differs from the bytes.
fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
