//! Shared by several formats.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::digest;
use crate::base::escape::escape_invisible;
use crate::base::source::{Position, SourceFile, Sources, Span};

/// The file of a span and the position of its start.
pub fn position(span: Span, sources: &Sources) -> (&SourceFile, Position) {
    let file = sources.file(span.file);
    (file, file.position(span.start))
}

pub fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
    }
}

/// `file:line:column: level: message [rule]`.
pub fn short_line(diagnostic: &Diagnostic, sources: &Sources, folder: &str) -> String {
    let (file, place) = position(diagnostic.primary.span, sources);
    format!(
        "{}:{}:{}: {}: {} [{}]",
        escape_invisible(&format!("{folder}{}", file.path)),
        place.line,
        place.column,
        level_name(diagnostic.level),
        diagnostic.message,
        diagnostic.rule.id
    )
}

/// The message and the help on one line.
pub fn message_with_help(diagnostic: &Diagnostic) -> String {
    match &diagnostic.help {
        Some(help) => format!("{} (help: {help})", diagnostic.message),
        None => diagnostic.message.clone(),
    }
}

/// Identifies each diagnostic by its rule, file and message, so that it stays the same when its line moves. Equal ones are numbered,
/// because consumers merge results that have the same fingerprint.
pub fn fingerprints(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<String> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut fingerprints = Vec::new();
    for diagnostic in diagnostics {
        let path = &sources.file(diagnostic.primary.span.file).path;
        let identity = format!("{}\n{path}\n{}", diagnostic.rule.id, diagnostic.message);
        let count = counts.entry(identity.clone()).or_default();
        fingerprints.push(match *count {
            0 => digest::hex(&identity),
            earlier => digest::hex(&format!("{identity}\n{earlier}")),
        });
        *count += 1;
    }
    fingerprints
}
