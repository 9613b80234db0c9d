//! JSON: an object for each ticket, on a line of its own or in a list, which may be inside an object. A column name with dots is a path into
//! nested objects, unless there is a key of exactly this name.

use std::borrow::Cow;
use std::convert::Infallible;
use std::io::{BufRead, Read};

use anyhow::{Context, Result, bail};
use serde_json::{Deserializer, Map, Value};

use super::columns::{ExportHead, is_id_column};
use super::rows::{RowNumbers, RowReader, read_error};
use crate::base::diagnostic::{quoted, quoted_alternatives};

/// The longest line: 64 MiB.
const MAX_LINE: u64 = 1 << 26;

/// Values that are looked at to find out how an export is written.
const MAX_HEAD_VALUES: usize = 1000;

/// Reads objects line by line if the first line is a whole value, else a document.
pub fn read_json(head: &[u8], input: impl BufRead, rows: &mut RowReader) -> Result<()> {
    let mut lines = head.split(|byte| *byte == b'\n');
    let first = lines
        .find(|line| !line.trim_ascii().is_empty())
        .unwrap_or_default();
    let is_cut = match serde_json::from_slice::<Value>(first) {
        Ok(_) => false,
        // A line that is longer than the head is a line all the same.
        Err(error) => error.is_eof() && head.contains(&b'\n'),
    };
    if is_cut {
        read_document(input, rows)
    } else {
        read_lines(input, rows)
    }
}

/// The keys of tickets of which nothing is known; those of objects in a ticket have dots between them.
pub fn read_json_head(input: impl BufRead) -> Result<ExportHead> {
    let mut head = ExportHead::default();
    for value in Deserializer::from_reader(input)
        .into_iter::<Value>()
        .take(MAX_HEAD_VALUES)
    {
        let value = value.context("the export is not valid JSON")?;
        let tickets = match &value {
            Value::Array(items) => items.iter().collect(),
            Value::Object(object) => match object_lists(object).as_slice() {
                [only] if !keys(object).iter().any(|key| is_id_column(key)) => {
                    object[*only].as_array().into_iter().flatten().collect()
                }
                _ => vec![&value],
            },
            _ => Vec::new(),
        };
        for ticket in tickets.into_iter().filter_map(Value::as_object) {
            if head.columns.is_empty() {
                head.columns = keys(ticket);
            }
            let cell = |column: &String| {
                let text = find_value(ticket, column).and_then(scalar_text);
                text.unwrap_or_default().into_owned()
            };
            head.rows.push(head.columns.iter().map(cell).collect());
        }
    }
    if head.columns.is_empty() {
        bail!("the export has no tickets");
    }
    Ok(head)
}

fn keys(object: &Map<String, Value>) -> Vec<String> {
    let nested = object.iter().flat_map(|(key, value)| match value {
        Value::Object(inner) => keys(inner)
            .into_iter()
            .map(|name| format!("{key}.{name}"))
            .collect(),
        _ => vec![key.clone()],
    });
    nested.collect()
}

/// The keys of an object whose values are lists of objects.
fn object_lists(object: &Map<String, Value>) -> Vec<&String> {
    let is_list = |value: &Value| {
        value
            .as_array()
            .is_some_and(|items| items.iter().all(Value::is_object))
    };
    object
        .iter()
        .filter(|(_, value)| is_list(value))
        .map(|(key, _)| key)
        .collect()
}

fn read_lines(mut input: impl BufRead, rows: &mut RowReader) -> Result<()> {
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
        match serde_json::from_slice::<Value>(&text) {
            Ok(value) => {
                for ticket in find_tickets(&value, rows)? {
                    add_ticket(ticket, line, rows);
                }
            }
            Err(_) => rows.add_error(line, "the line is not JSON"),
        }
    }
}

fn read_document(input: impl BufRead, rows: &mut RowReader) -> Result<()> {
    rows.summary.numbers = RowNumbers::Objects;
    let mut number = 0;
    for value in Deserializer::from_reader(input).into_iter::<Value>() {
        let value = match value {
            Ok(value) => value,
            Err(error) => bail!("the export is not valid JSON: {error}"),
        };
        for ticket in find_tickets(&value, rows)? {
            number += 1;
            add_ticket(ticket, number, rows);
        }
    }
    Ok(())
}

/// The tickets of a value: the value itself, its items, or the list in it that `records:` names or that is the only one.
fn find_tickets<'v>(value: &'v Value, rows: &RowReader) -> Result<Vec<&'v Value>> {
    let export = rows.options.export;
    let Value::Object(object) = value else {
        return Ok(match value {
            Value::Array(items) => items.iter().collect(),
            _ => vec![value],
        });
    };
    let records = export.records.as_ref();
    if let Some(records) = records.filter(|_| !rows.is_label_file()) {
        let Some(Value::Array(items)) = find_value(object, records) else {
            bail!(
                "the export has no list {}; see `records:` in `export:`",
                quoted(records)
            );
        };
        return Ok(items.iter().collect());
    }
    if find_value(object, rows.columns().id).is_some() {
        return Ok(vec![value]);
    }
    match object_lists(object).as_slice() {
        [] => Ok(vec![value]),
        [only] => Ok(object[*only].as_array().into_iter().flatten().collect()),
        several => bail!(
            "the export has several lists; name the one with the tickets by `records:` in `export:`: {}",
            quoted_alternatives(several.iter().map(|key| key.as_str()))
        ),
    }
}

fn add_ticket(ticket: &Value, line: u64, rows: &mut RowReader) {
    let Value::Object(object) = ticket else {
        rows.add_error(line, "the ticket is not a JSON object");
        return;
    };
    let columns = rows.columns();
    let values = |column: &str| match find_value(object, column) {
        Some(Value::Array(items)) => items.iter().filter_map(scalar_text).collect(),
        value => value.and_then(scalar_text).into_iter().collect(),
    };
    let cells = columns.try_map(|column| match find_value(object, column) {
        None | Some(Value::Null) => Ok(Cow::Borrowed("")),
        Some(value) => scalar_text(value).ok_or(*column),
    });
    match &cells {
        Ok(cells) => {
            let Ok(cells) = cells.try_map(|cell| Ok::<_, Infallible>(cell.as_ref()));
            rows.add_row(line, &cells, &values);
        }
        Err(column) => {
            rows.add_error(line, format!("{} is a list or an object", quoted(column)));
        }
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
