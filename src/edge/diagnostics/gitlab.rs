//! Diagnostics as a Code Quality report of GitLab.

use serde_json::{Value, json};

use super::common::{fingerprints, message_with_help, position};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::Sources;

pub fn render(diagnostics: &[Diagnostic], sources: &Sources, folder: &str) -> String {
    let mut issues = Vec::new();
    for (diagnostic, fingerprint) in diagnostics.iter().zip(fingerprints(diagnostics, sources)) {
        let (file, start) = position(diagnostic.primary.span, sources);
        let end = file.position(diagnostic.primary.span.end);
        let severity = match diagnostic.level {
            Level::Error => "major",
            Level::Warning => "minor",
        };
        issues.push(json!({
            "description": message_with_help(diagnostic),
            "check_name": diagnostic.rule.id,
            "fingerprint": fingerprint,
            "severity": severity,
            "location": {
                "path": format!("{folder}{}", file.path),
                "lines": { "begin": start.line, "end": end.line },
            },
        }));
    }
    format!("{:#}\n", Value::Array(issues))
}
