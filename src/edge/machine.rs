//! Diagnostics as programs want them: JSON, GitHub workflow commands, GitLab Code Quality and SARIF. The one file that names
//! `serde_json`.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::human::{level_name, position, short_line};
use super::manual;
use super::terminal::summarize_counts;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::digest;
use crate::base::source::{Sources, Span};
use crate::check::rules::{self, RuleLevel};

/// GitHub shows at most so many annotations of each kind for a step.
const MAX_ANNOTATIONS: usize = 10;

fn location(span: Span, sources: &Sources, folder: &str) -> Value {
    let (file, start) = position(span, sources);
    let end = file.position(span.end);
    json!({
        "file": format!("{folder}{}", file.path),
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "start_byte": span.start,
        "end_byte": span.end,
    })
}

/// A list of all diagnostics with their places, helps and edits.
#[must_use]
pub fn json(diagnostics: &[Diagnostic], sources: &Sources, folder: &str) -> String {
    let one = |diagnostic: &Diagnostic| {
        let related = diagnostic.related.iter();
        let related = related.map(
            |label| json!({ "place": location(label.span, sources, folder), "text": label.text }),
        );
        let edit = diagnostic.edit.as_ref();
        json!({
            "rule": diagnostic.rule,
            "level": level_name(diagnostic.level),
            "message": diagnostic.message,
            "place": location(diagnostic.primary.span, sources, folder),
            "related": related.collect::<Vec<_>>(),
            "help": diagnostic.help,
            "edit": edit.map(|edit| json!({ "place": location(edit.span, sources, folder), "text": edit.replacement })),
        })
    };
    pretty_json(
        &json!({ "version": 1, "diagnostics": diagnostics.iter().map(one).collect::<Vec<_>>() }),
    )
}

/// Workflow commands, worst first, at most ten of each level. What is left out stands in the log as lines, and a notice counts all.
#[must_use]
pub fn github(diagnostics: &[Diagnostic], sources: &Sources, folder: &str) -> String {
    let (mut lines, mut rest) = (String::new(), String::new());
    for level in [Level::Error, Level::Warning] {
        let of_level: Vec<&Diagnostic> = diagnostics
            .iter()
            .filter(|diagnostic| diagnostic.level == level)
            .collect();
        let (first, others) = of_level.split_at(of_level.len().min(MAX_ANNOTATIONS));
        lines.extend(
            first
                .iter()
                .map(|diagnostic| annotation(diagnostic, sources, folder)),
        );
        rest.extend(
            others
                .iter()
                .map(|diagnostic| short_line(diagnostic, sources, folder) + "\n"),
        );
    }
    if !rest.is_empty() {
        let more = rest.lines().count();
        lines.push_str(&format!("::group::{more} more\n{rest}::endgroup::\n"));
        let all = escape_data(&summarize_counts(diagnostics));
        lines.push_str(&format!(
            "::notice title=statuary check::{all}; {more} of them stand in the log alone\n"
        ));
    }
    lines
}

/// One workflow command. GitHub takes columns only where a place begins and ends on one line.
fn annotation(diagnostic: &Diagnostic, sources: &Sources, folder: &str) -> String {
    let (file, start) = position(diagnostic.primary.span, sources);
    let end = file.position(diagnostic.primary.span.end);
    let columns = match start.line == end.line {
        true => format!(",col={},endColumn={}", start.column, end.column),
        false => String::new(),
    };
    let help = diagnostic
        .help
        .as_ref()
        .map(|help| format!("\nhelp: {help}"))
        .unwrap_or_default();
    format!(
        "::{} file={},line={},endLine={}{columns},title={}::{}\n",
        level_name(diagnostic.level),
        escape_property(&format!("{folder}{}", file.path)),
        start.line,
        end.line,
        escape_property(diagnostic.rule),
        escape_data(&format!("{}{help}", diagnostic.message)),
    )
}

fn escape_data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

/// GitLab's Code Quality report.
#[must_use]
pub fn gitlab(diagnostics: &[Diagnostic], sources: &Sources, folder: &str) -> String {
    let one = |(diagnostic, fingerprint): (&Diagnostic, String)| {
        let (file, start) = position(diagnostic.primary.span, sources);
        let end = file.position(diagnostic.primary.span.end);
        let severity = if diagnostic.level == Level::Error {
            "major"
        } else {
            "minor"
        };
        json!({
            "description": description(diagnostic),
            "check_name": diagnostic.rule,
            "fingerprint": fingerprint,
            "severity": severity,
            "location": {
                "path": format!("{folder}{}", file.path),
                "lines": { "begin": start.line, "end": end.line },
            },
        })
    };
    pretty_json(&Value::Array(
        diagnostics
            .iter()
            .zip(fingerprints(diagnostics, sources))
            .map(one)
            .collect(),
    ))
}

fn description(diagnostic: &Diagnostic) -> String {
    let help = diagnostic
        .help
        .as_ref()
        .map(|help| format!(" (help: {help})"))
        .unwrap_or_default();
    format!("{}{help}", diagnostic.message)
}

/// The same for a fault that only moves in its file: made of the rule, the file, the message, and how many before it are equal in
/// all three, for programs take two with one fingerprint for one.
fn fingerprints(diagnostics: &[Diagnostic], sources: &Sources) -> Vec<String> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let one = |diagnostic: &Diagnostic| {
        let path = &sources.file(diagnostic.primary.span.file).path;
        let what = format!("{}\n{path}\n{}", diagnostic.rule, diagnostic.message);
        let before = seen
            .entry(what.clone())
            .and_modify(|count| *count += 1)
            .or_insert(0);
        digest::hex(&if *before == 0 {
            what
        } else {
            format!("{what}\n{before}")
        })
    };
    diagnostics.iter().map(one).collect()
}

/// SARIF 2.1.0.
#[must_use]
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources, folder: &str) -> String {
    let mut rules: Vec<&str> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rule)
        .collect();
    rules.sort_unstable();
    rules.dedup();
    let results = diagnostics.iter().zip(fingerprints(diagnostics, sources));
    let result = |(diagnostic, fingerprint): (&Diagnostic, String)| {
        let index = rules.binary_search(&diagnostic.rule).unwrap_or(0);
        sarif_result(diagnostic, (index, fingerprint), sources, folder)
    };
    pretty_json(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "statuary",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|rule| sarif_rule(rule)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results.map(result).collect::<Vec<_>>(),
        }],
    }))
}

/// A rule with its explanation.
fn sarif_rule(id: &str) -> Value {
    let Some(rule) = rules::find(id) else {
        return json!({ "id": id });
    };
    let level = match rule.level() {
        RuleLevel::Error | RuleLevel::WorstOfFile => "error",
        RuleLevel::Warning | RuleLevel::ClockWarning => "warning",
    };
    json!({
        "id": id,
        "shortDescription": { "text": rule.title },
        "fullDescription": { "text": rule.why },
        "help": { "text": manual::rule_text(rule), "markdown": manual::rule_markdown(rule) },
        "defaultConfiguration": { "level": level },
    })
}

fn sarif_result(
    diagnostic: &Diagnostic,
    (index, fingerprint): (usize, String),
    sources: &Sources,
    folder: &str,
) -> Value {
    let file = |span: Span| path_to_uri(&format!("{folder}{}", sources.file(span.file).path));
    let region = |span: Span| {
        let (file, start) = position(span, sources);
        let end = file.position(span.end);
        json!({
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        })
    };
    let location =
        |span| json!({ "artifactLocation": { "uri": file(span) }, "region": region(span) });
    let related = diagnostic.related.iter().enumerate();
    let related = related.map(|(index, label)| {
        let text = if label.text.is_empty() { "see also" } else { &label.text };
        json!({ "id": index + 1, "physicalLocation": location(label.span), "message": { "text": text } })
    });
    let mut result = json!({
        "ruleId": diagnostic.rule,
        "ruleIndex": index,
        "level": level_name(diagnostic.level),
        "message": { "text": description(diagnostic) },
        "locations": [{ "physicalLocation": location(diagnostic.primary.span) }],
        "relatedLocations": related.collect::<Vec<_>>(),
        "partialFingerprints": { "statuary/v1": fingerprint },
    });
    if let Some(edit) = &diagnostic.edit {
        let replacement = json!({ "deletedRegion": region(edit.span), "insertedContent": { "text": edit.replacement } });
        let change = json!({ "artifactLocation": { "uri": file(edit.span) }, "replacements": [replacement] });
        let words = diagnostic.help.as_deref().unwrap_or("the suggested edit");
        result["fixes"] =
            json!([{ "description": { "text": words }, "artifactChanges": [change] }]);
    }
    result
}

/// A path as a URI: relative as it is, absolute with its scheme; what a URI cannot hold is percent-encoded.
fn path_to_uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let encoded = path.bytes().map(|byte| {
        if plain(byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    });
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    std::iter::once(scheme.to_owned()).chain(encoded).collect()
}

fn pretty_json(value: &Value) -> String {
    format!("{value:#}\n")
}
