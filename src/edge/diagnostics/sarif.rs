//! Diagnostics as SARIF 2.1.0, for code scanning.

use serde_json::{Value, json};

use super::common::{fingerprints, level_name, message_with_help, position};
use super::docs;
use crate::base::diagnostic::Diagnostic;
use crate::base::percent_encoding::encode_path;
use crate::base::rule::{Rule, RuleLevel};
use crate::base::source::{Sources, Span};

pub fn render(diagnostics: &[Diagnostic], sources: &Sources, folder: &str) -> String {
    let mut rules: Vec<&Rule> = diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rule)
        .collect();
    rules.sort_by_key(|rule| rule.id);
    rules.dedup();
    let mut results = Vec::new();
    for (diagnostic, fingerprint) in diagnostics.iter().zip(fingerprints(diagnostics, sources)) {
        let mut result = result(diagnostic, sources, folder);
        let index = rules.iter().position(|rule| *rule == diagnostic.rule);
        result["ruleIndex"] = json!(index.unwrap_or(0));
        result["partialFingerprints"] = json!({ "statuary/v1": fingerprint });
        results.push(result);
    }
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "statuary",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": rules.iter().map(|rule| reporting_descriptor(rule)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// A rule with its documentation.
fn reporting_descriptor(rule: &Rule) -> Value {
    let rule_docs = rule.docs();
    let level = match rule.level {
        RuleLevel::Error | RuleLevel::WorstOfFile => "error",
        RuleLevel::Warning | RuleLevel::ClockWarning => "warning",
    };
    json!({
        "id": rule.id,
        "shortDescription": { "text": rule_docs.title },
        "fullDescription": { "text": rule_docs.why },
        "help": { "text": docs::rule_text(rule), "markdown": docs::rule_markdown(rule) },
        "defaultConfiguration": { "level": level },
    })
}

fn result(diagnostic: &Diagnostic, sources: &Sources, folder: &str) -> Value {
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
        "ruleId": diagnostic.rule.id,
        "level": level_name(diagnostic.level),
        "message": { "text": message_with_help(diagnostic) },
        "locations": [{ "physicalLocation": location(diagnostic.primary.span) }],
        "relatedLocations": related.collect::<Vec<_>>(),
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

/// A relative path as a relative URI, an absolute one as a `file:` URI.
fn path_to_uri(path: &str) -> String {
    let scheme = if path.starts_with('/') { "file://" } else { "" };
    format!("{scheme}{}", encode_path(path))
}
