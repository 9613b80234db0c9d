//! Diagnostics as programs want them: JSON, GitHub workflow commands, GitLab Code Quality and SARIF. The one file that names
//! `serde_json`.

use serde_json::{Value, json};

use super::human::{level_word, position};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::digest;
use crate::base::source::{Sources, Span};

/// GitHub shows at most so many annotations of each kind for a step.
const MOST_ANNOTATIONS: usize = 10;

fn place(span: Span, sources: &Sources, folder: &str) -> Value {
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
        let related = related.map(|label| json!({ "place": place(label.span, sources, folder), "text": label.text }));
        let edit = diagnostic.edit.as_ref();
        json!({
            "rule": diagnostic.rule,
            "level": level_word(diagnostic.level),
            "message": diagnostic.message,
            "place": place(diagnostic.primary.span, sources, folder),
            "related": related.collect::<Vec<_>>(),
            "help": diagnostic.help,
            "edit": edit.map(|edit| json!({ "place": place(edit.span, sources, folder), "text": edit.replacement })),
        })
    };
    pretty(&json!({ "version": 1, "diagnostics": diagnostics.iter().map(one).collect::<Vec<_>>() }))
}

/// Workflow commands, worst first, at most ten of each level, then what was left out.
#[must_use]
pub fn github(diagnostics: &[Diagnostic], sources: &Sources, folder: &str) -> String {
    let mut lines = String::new();
    for level in [Level::Error, Level::Warning] {
        let of_level: Vec<&Diagnostic> = diagnostics.iter().filter(|diagnostic| diagnostic.level == level).collect();
        for diagnostic in of_level.iter().take(MOST_ANNOTATIONS) {
            let (file, start) = position(diagnostic.primary.span, sources);
            let end = file.position(diagnostic.primary.span.end);
            let help = diagnostic.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
            lines.push_str(&format!(
                "::{} file={},line={},endLine={},col={},endColumn={},title={}::{}\n",
                level_word(level),
                property(&format!("{folder}{}", file.path)),
                start.line,
                end.line,
                start.column,
                end.column,
                property(diagnostic.rule),
                data(&format!("{}{help}", diagnostic.message)),
            ));
        }
        let left = of_level.len().saturating_sub(MOST_ANNOTATIONS);
        if left > 0 {
            lines.push_str(&format!("::notice::{left} more of level {}; the log has them all\n", level_word(level)));
        }
    }
    lines
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// GitLab's Code Quality report.
#[must_use]
pub fn gitlab(diagnostics: &[Diagnostic], sources: &Sources, folder: &str) -> String {
    let one = |diagnostic: &Diagnostic| {
        let (file, start) = position(diagnostic.primary.span, sources);
        let end = file.position(diagnostic.primary.span.end);
        let severity = if diagnostic.level == Level::Error { "major" } else { "minor" };
        json!({
            "description": description(diagnostic),
            "check_name": diagnostic.rule,
            "fingerprint": fingerprint(diagnostic, sources),
            "severity": severity,
            "location": {
                "path": format!("{folder}{}", file.path),
                "lines": { "begin": start.line, "end": end.line },
            },
        })
    };
    pretty(&Value::Array(diagnostics.iter().map(one).collect()))
}

fn description(diagnostic: &Diagnostic) -> String {
    let help = diagnostic.help.as_ref().map(|help| format!(" (help: {help})")).unwrap_or_default();
    format!("{}{help}", diagnostic.message)
}

/// The same for a fault that only moves in its file: the rule, the file and the message.
fn fingerprint(diagnostic: &Diagnostic, sources: &Sources) -> String {
    let path = &sources.file(diagnostic.primary.span.file).path;
    digest::hex(&format!("{}\n{path}\n{}", diagnostic.rule, diagnostic.message))
}

/// SARIF 2.1.0.
#[must_use]
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources, folder: &str) -> String {
    let mut rules: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    let rule = |rule: &&str| {
        let help = diagnostics.iter().find(|diagnostic| diagnostic.rule == *rule).and_then(|one| one.help.clone());
        json!({ "id": rule, "help": { "text": help.unwrap_or_else(|| "See the message.".to_owned()) } })
    };
    pretty(&json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "statuary",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": diagnostics.iter().map(|one| sarif_result(one, sources, folder)).collect::<Vec<_>>(),
        }],
    }))
}

fn sarif_result(diagnostic: &Diagnostic, sources: &Sources, folder: &str) -> Value {
    let location = |span: Span| {
        let (file, start) = position(span, sources);
        let end = file.position(span.end);
        json!({
            "artifactLocation": { "uri": uri(&format!("{folder}{}", file.path)) },
            "region": {
                "startLine": start.line,
                "startColumn": start.column,
                "endLine": end.line,
                "endColumn": end.column,
            },
        })
    };
    let related = diagnostic.related.iter().enumerate();
    let related = related.map(|(index, label)| {
        json!({ "id": index + 1, "physicalLocation": location(label.span), "message": { "text": label.text } })
    });
    json!({
        "ruleId": diagnostic.rule,
        "level": level_word(diagnostic.level),
        "message": { "text": description(diagnostic) },
        "locations": [{ "physicalLocation": location(diagnostic.primary.span) }],
        "relatedLocations": related.collect::<Vec<_>>(),
        "partialFingerprints": { "statuary/v1": fingerprint(diagnostic, sources) },
    })
}

/// A path as a URI: relative as it is, absolute with its scheme; what a URI cannot hold is percent-encoded.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    let encoded =
        path.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") });
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    std::iter::once(scheme.to_owned()).chain(encoded).collect()
}

fn pretty(value: &Value) -> String {
    format!("{value:#}\n")
}
