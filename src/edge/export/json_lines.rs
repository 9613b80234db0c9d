//! One JSON object per line. A column name with dots is a path into nested objects, unless there is a key of exactly this name.

use std::borrow::Cow;
use std::io::{BufRead, Read};

use anyhow::Result;
use serde_json::{Map, Value};

use super::rows::{RowCells, RowReader, is_ignored_cell, read_error};
use crate::base::diagnostic::quoted;

/// The longest line: 64 MiB.
const MAX_LINE: u64 = 1 << 26;

/// Reads objects line by line.
pub fn read_json_lines(mut input: impl BufRead, rows: &mut RowReader) -> Result<()> {
    let (mut text, mut line) = (Vec::new(), 0);
    loop {
        text.clear();
        let length = input
            .by_ref()
            .take(MAX_LINE)
            .read_until(b'\n', &mut text)
            .map_err(read_error)?;
        if length == 0 {
            return Ok(());
        }
        line += 1;
        if text.trim_ascii().is_empty() {
            continue;
        }
        match serde_json::from_slice::<Map<String, Value>>(&text) {
            Ok(object) => add_object(&object, line, rows),
            Err(_) => rows.add_error(line, "the line is not a JSON object"),
        }
    }
}

fn add_object(object: &Map<String, Value>, line: u64, rows: &mut RowReader) {
    let export = rows.options.export;
    let ignored = |one: &crate::model::report::IgnoreRule| match find_value(object, &one.column) {
        Some(Value::Array(items)) => items
            .iter()
            .filter_map(scalar_text)
            .any(|item| is_ignored_cell(&item, &one.words)),
        value => value
            .and_then(scalar_text)
            .is_some_and(|cell| is_ignored_cell(&cell, &one.words)),
    };
    let is_ignored = export.ignore.iter().any(ignored);
    let mut cell = |column: &str| match find_value(object, column) {
        None | Some(Value::Null) => Some(Cow::Borrowed("")),
        Some(value) => {
            let text = scalar_text(value);
            if text.is_none() {
                rows.add_error(line, format!("{} is a list or an object", quoted(column)));
            }
            text
        }
    };
    let (id, created) = (cell(&export.id), cell(&export.created));
    let priority = export.priority.as_deref().map(&mut cell);
    if let (Some(id), Some(created)) = (id, created) {
        let priority = priority.flatten();
        rows.add_row(
            line,
            &RowCells {
                id: &id,
                created: &created,
                priority: priority.as_deref(),
                is_ignored,
            },
        );
    }
}

fn find_value<'o>(object: &'o Map<String, Value>, column: &str) -> Option<&'o Value> {
    if let Some(value) = object.get(column) {
        return Some(value);
    }
    let (outer, inner) = column.split_once('.')?;
    find_value(object.get(outer)?.as_object()?, inner)
}

/// A value that is neither empty nor a list nor an object, as text.
fn scalar_text(value: &Value) -> Option<Cow<'_, str>> {
    match value {
        Value::String(text) => Some(Cow::Borrowed(text)),
        Value::Number(number) => Some(Cow::Owned(number.to_string())),
        Value::Bool(truth) => Some(Cow::Borrowed(if *truth { "true" } else { "false" })),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
