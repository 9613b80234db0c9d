//! Diagnostics as a person wants them: the line, a caret, the reason and the fix. The one file that names `annotate_snippets`.

use std::collections::BTreeMap;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use crate::base::diagnostic::{self, Diagnostic, escape_invisible};
use crate::base::source::{SourceFile, Sources, Span};

/// The most warnings of one rule that a terminal gets.
const MAX_WARNINGS_PER_RULE: usize = 20;

/// How much of the files may be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SourceLines {
    /// The lines of a fault.
    Show,
    /// Places alone: a quoted line may be internal.
    Hide,
}

/// Everything as one text with terminal colours, which the stream takes out where they are not wanted.
#[must_use]
pub fn render_all(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    folder: &str,
    quote: SourceLines,
) -> String {
    diagnostics
        .iter()
        .map(|diagnostic| render(diagnostic, sources, folder, quote) + "\n\n")
        .collect()
}

/// What a terminal has room for: every error, the first warnings of each rule, and a line for each rule that has more.
#[must_use]
pub fn limit_warnings(diagnostics: &[Diagnostic]) -> (Vec<Diagnostic>, String) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut fits = |fault: &&Diagnostic| {
        if fault.level == diagnostic::Level::Error {
            return true;
        }
        let count = counts.entry(fault.rule).or_default();
        *count += 1;
        *count <= MAX_WARNINGS_PER_RULE
    };
    let shown = diagnostics
        .iter()
        .filter(|fault| fits(fault))
        .cloned()
        .collect();
    let more = counts
        .iter()
        .filter(|(_, count)| **count > MAX_WARNINGS_PER_RULE)
        .map(|(rule, count)| {
            let left = format_number(count - MAX_WARNINGS_PER_RULE);
            format!(
                "and {left} more of `{rule}`; `statuary check --format short` has every one\n\n"
            )
        });
    (shown, more.collect())
}

fn render(diagnostic: &Diagnostic, sources: &Sources, folder: &str, quote: SourceLines) -> String {
    if quote == SourceLines::Hide {
        return short_with_help(diagnostic, sources, folder);
    }
    let level = match diagnostic.level {
        diagnostic::Level::Error => Level::ERROR,
        diagnostic::Level::Warning => Level::WARNING,
    };
    let primary = &diagnostic.primary;
    let mut places = vec![(AnnotationKind::Primary, primary.span, primary.text.as_str())];
    places.extend(
        diagnostic
            .related
            .iter()
            .map(|label| (AnnotationKind::Context, label.span, label.text.as_str())),
    );
    let mut group = level
        .primary_title(&diagnostic.message)
        .id(diagnostic.rule)
        .elements(Vec::<Snippet<Annotation>>::new());
    for (index, (_, span, _)) in places.iter().enumerate() {
        if places[..index]
            .iter()
            .any(|(_, earlier, _)| earlier.file == span.file)
        {
            continue;
        }
        let file = sources.file(span.file);
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        let mut snippet =
            Snippet::source(text.clone()).path(escape_invisible(&format!("{folder}{}", file.path)));
        for (kind, place, label) in places
            .iter()
            .filter(|(_, place, _)| place.file == span.file)
        {
            let annotation = kind.span(
                floor_char_boundary(&text, place.start)..floor_char_boundary(&text, place.end),
            );
            snippet = snippet.annotation(annotation.label((!label.is_empty()).then_some(*label)));
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

/// An offset inside a text, moved back to the start of a character. In a file that is not UTF-8 the text shown differs from the bytes.
fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn short_with_help(diagnostic: &Diagnostic, sources: &Sources, folder: &str) -> String {
    let help = diagnostic
        .help
        .as_ref()
        .map(|help| format!("\n  help: {help}"))
        .unwrap_or_default();
    format!("{}{help}", short_line(diagnostic, sources, folder))
}

/// `file:line:column: level: message`.
#[must_use]
pub fn short_line(diagnostic: &Diagnostic, sources: &Sources, folder: &str) -> String {
    let (file, place) = position(diagnostic.primary.span, sources);
    let level = level_name(diagnostic.level);
    format!(
        "{}:{}:{}: {level}: {} [{}]",
        escape_invisible(&format!("{folder}{}", file.path)),
        place.line,
        place.column,
        diagnostic.message,
        diagnostic.rule
    )
}

/// A number as it is read in a line of text: `3,121`.
#[must_use]
pub fn format_number(number: usize) -> String {
    let digits = number.to_string();
    let comma = |at: usize| {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            ","
        } else {
            ""
        }
    };
    digits
        .char_indices()
        .map(|(at, digit)| format!("{}{digit}", comma(at)))
        .collect()
}

/// The word for a level.
#[must_use]
pub fn level_name(level: diagnostic::Level) -> &'static str {
    match level {
        diagnostic::Level::Error => "error",
        diagnostic::Level::Warning => "warning",
    }
}

/// The file and the place of a span's start.
#[must_use]
pub fn position(span: Span, sources: &Sources) -> (&SourceFile, crate::base::source::Position) {
    let file = sources.file(span.file);
    (file, file.position(span.start))
}
