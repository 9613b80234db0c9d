//! Diagnostics as JSON, with their places, help and edits.

use serde_json::{Value, json};

use super::common::{level_name, position};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::{Sources, Span};

pub fn render(diagnostics: &[Diagnostic], sources: &Sources, folder: &str) -> String {
    let place = |span: Span| {
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
    };
    let diagnostic_value = |diagnostic: &Diagnostic| {
        let related: Vec<Value> = diagnostic
            .related
            .iter()
            .map(|label| json!({ "place": place(label.span), "text": label.text }))
            .collect();
        let edit = diagnostic
            .edit
            .as_ref()
            .map(|edit| json!({ "place": place(edit.span), "text": edit.replacement }));
        json!({
            "rule": diagnostic.rule.id,
            "level": level_name(diagnostic.level),
            "message": diagnostic.message,
            "place": place(diagnostic.primary.span),
            "related": related,
            "help": diagnostic.help,
            "edit": edit,
        })
    };
    let diagnostics: Vec<Value> = diagnostics.iter().map(diagnostic_value).collect();
    format!(
        "{:#}\n",
        json!({ "version": 1, "diagnostics": diagnostics })
    )
}
