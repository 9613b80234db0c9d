//! Changes single values of a YAML file, and leaves every other byte as it is.
//!
//! The places are found by the spans of the parser. What comes out is parsed again: it must say what it said before and the change, or
//! nothing is changed.

use std::ops::Range;

use crate::base::source::FileId;
use crate::parse::yaml;
use crate::parse::yaml::node::{MapEntry, Node, NodeValue};

/// A key with its new value on one line; `None` to leave it blank.
pub type KeyChange<'a> = (&'a str, Option<String>);

/// The tree of a text without any fault.
pub(super) fn parse_valid(text: &str) -> Option<Node> {
    let mut faults = Vec::new();
    yaml::parse_tree(FileId::FIRST, text, 0..text.len(), &mut faults).filter(|_| faults.is_empty())
}

/// Whether two nodes say the same, wherever they stand.
pub(super) fn is_same_content(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (NodeValue::Seq(a), NodeValue::Seq(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same_content(a, b))
        }
        (NodeValue::Map { entries: a, .. }, NodeValue::Map { entries: b, .. }) => {
            a.len() == b.len()
                && a.iter()
                    .zip(b)
                    .all(|(a, b)| a.0.value == b.0.value && is_same_content(&a.1, &b.1))
        }
        (a, b) => a == b,
    }
}

fn entries(node: &Node) -> &[MapEntry] {
    match &node.value {
        NodeValue::Map { entries, .. } => entries,
        _ => &[],
    }
}

fn value_of<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let entry = entries(node).iter().find(|(found, _)| found.value == key);
    entry.map(|(_, value)| value)
}

fn items<'n>(root: &'n Node, list: &str) -> &'n [Node] {
    match value_of(root, list).map(|node| &node.value) {
        Some(NodeValue::Seq(items)) => items,
        _ => &[],
    }
}

fn text_of(node: &Node) -> Option<&str> {
    match &node.value {
        NodeValue::Scalar { text, .. } => Some(text),
        _ => None,
    }
}

/// The bytes of the item of a list that has an ID.
pub fn item_text<'t>(text: &'t str, list: &str, id: &str) -> Option<&'t str> {
    let root = parse_valid(text)?;
    let has_id = |item: &&Node| value_of(item, "id").and_then(text_of) == Some(id);
    let item = items(&root, list).iter().find(has_id)?;
    text.get(item.span.start..item.span.end).map(str::trim_end)
}

/// Changes keys of the item of a list that has an ID. Keys that are not there are added after the others.
///
/// # Errors
/// The reason why the text cannot be changed without a doubt.
pub fn change_item(
    text: &str,
    list: &str,
    id: &str,
    changes: &[KeyChange],
) -> Result<String, &'static str> {
    let root = parse_valid(text).ok_or("its YAML cannot be read")?;
    let has_id = |item: &Node| value_of(item, "id").and_then(text_of) == Some(id);
    let at = items(&root, list).iter().position(has_id);
    let at = at.ok_or("it has no such row")?;
    let item = &items(&root, list)[at];
    let is_in_braces = text[item.span.start..].starts_with('{');
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    let mut added = String::new();
    for (key, value) in changes {
        match entries(item).iter().find(|(found, _)| found.value == *key) {
            Some(entry) => edits.push(value_edit(text, entry, value.as_deref())),
            None => added.extend(value.iter().map(|value| {
                if is_in_braces {
                    return format!(", {key}: {value}");
                }
                let indent = item.span.start - line_start(text, item.span.start);
                format!("{:indent$}{key}: {value}\n", "")
            })),
        }
    }
    if let Some(last) = entries(item).last() {
        let (Range { end, .. }, _) = value_edit(text, last, None);
        edits.push(if is_in_braces {
            (end..end, added)
        } else {
            insert_line(text, end, &added)
        });
    }
    let new = apply(text, edits);
    let is_changed = |key: &str| changes.iter().any(|(changed, _)| *changed == key);
    let unchanged = |item: &Node| -> Vec<Node> {
        let others = entries(item).iter();
        let others = others.filter(|(key, _)| !is_changed(&key.value));
        others.map(|(_, value)| value.clone()).collect()
    };
    let is_right = |after: &Node| {
        let written = |(key, value): &KeyChange| {
            let found = value_of(after, key).and_then(text_of);
            match value {
                Some(value) => parse_valid(value).as_ref().and_then(text_of) == found,
                None => found.is_none(),
            }
        };
        let (before, after_others) = (unchanged(item), unchanged(after));
        changes.iter().all(written)
            && before.len() == after_others.len()
            && before
                .iter()
                .zip(&after_others)
                .all(|(a, b)| is_same_content(a, b))
    };
    let after = parse_valid(&new).filter(|after| {
        differs_only_in(&root, after, list, |before, after| {
            before.len() == after.len()
                && before.iter().zip(after).enumerate().all(|(other, (a, b))| {
                    if other == at {
                        is_right(b)
                    } else {
                        is_same_content(a, b)
                    }
                })
        })
    });
    after
        .map(|_| new)
        .ok_or("the way it is written leaves no safe place for the change")
}

/// Adds an item with these keys at the end of a list, in braces where the last one is.
///
/// # Errors
/// As [`change_item`].
pub fn append_item(text: &str, list: &str, keys: &[(&str, &str)]) -> Result<String, &'static str> {
    const NO_PLACE: &str = "the way it is written leaves no safe place for a new item";
    let root = parse_valid(text).ok_or("its YAML cannot be read")?;
    let last = items(&root, list).last().ok_or(NO_PLACE)?;
    let mut line = line_start(text, last.span.start);
    while !text[line..].trim_start_matches(' ').starts_with('-') {
        line = line_start(text, line.checked_sub(1).ok_or(NO_PLACE)?);
    }
    let indent = text[line..].len() - text[line..].trim_start_matches(' ').len();
    let pairs: Vec<String> = keys
        .iter()
        .map(|(key, value)| format!("{key}: {value}"))
        .collect();
    let lines = if text[last.span.start..].starts_with('{') {
        format!("{:indent$}- {{ {} }}\n", "", pairs.join(", "))
    } else {
        let between = format!("\n{:indent$}  ", "");
        format!("{:indent$}- {}\n", "", pairs.join(&between))
    };
    let end = content_end(text, last.span.end);
    let new = apply(text, vec![insert_line(text, end, &lines)]);
    let is_right = |after: &Node| {
        differs_only_in(&root, after, list, |before, after| {
            after.len() == before.len() + 1
                && before.iter().zip(after).all(|(a, b)| is_same_content(a, b))
                && after
                    .last()
                    .is_some_and(|item| entries(item).len() == keys.len())
        })
    };
    let after = parse_valid(&new).filter(is_right);
    after.map(|_| new).ok_or(NO_PLACE)
}

/// Adds a key at the end of a file.
///
/// # Errors
/// As [`change_item`].
pub fn append_key(text: &str, key: &str, value: &str) -> Result<String, &'static str> {
    const NO_PLACE: &str = "the way it is written leaves no safe place for a new key";
    let root = parse_valid(text).ok_or("its YAML cannot be read")?;
    let edit = insert_line(text, text.trim_end().len(), &format!("{key}: {value}\n"));
    let new = apply(text, vec![edit]);
    let is_right = |after: &Node| {
        let (before, after) = (entries(&root), entries(after));
        after.len() == before.len() + 1
            && before
                .iter()
                .zip(after)
                .all(|(a, b)| is_same_content(&a.1, &b.1))
            && after.last().is_some_and(|(found, _)| found.value == key)
    };
    let after = parse_valid(&new).filter(is_right);
    after.map(|_| new).ok_or(NO_PLACE)
}

/// Whether two files differ in one list at most, and there as they may.
fn differs_only_in(
    before: &Node,
    after: &Node,
    list: &str,
    may_differ: impl Fn(&[Node], &[Node]) -> bool,
) -> bool {
    let (old, new) = (entries(before), entries(after));
    old.len() == new.len()
        && old.iter().zip(new).all(|(a, b)| {
            a.0.value == b.0.value && (a.0.value == list || is_same_content(&a.1, &b.1))
        })
        && may_differ(items(before, list), items(after, list))
}

/// Replaces a value beside its key. A comment after it stays.
fn value_edit(text: &str, (key, node): &MapEntry, value: Option<&str>) -> (Range<usize>, String) {
    let colon = text[key.span.end..].find(':').unwrap_or(0);
    let start = key.span.end + colon + 1;
    let end = content_end(text, node.span.end.max(start));
    (
        start..end,
        value.map_or_else(String::new, |value| format!(" {value}")),
    )
}

/// The end of what stands before a byte, without line ends and blanks.
fn content_end(text: &str, end: usize) -> usize {
    text[..end].trim_end().len()
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

/// Puts lines below the line in which a byte stands.
fn insert_line(text: &str, at: usize, lines: &str) -> (Range<usize>, String) {
    let end = text[at..].find('\n').map(|end| at + end + 1);
    let lines = match end {
        Some(_) => lines.to_owned(),
        None => format!("\n{}", lines.trim_end_matches('\n')),
    };
    let lines = if text.contains("\r\n") {
        lines.replace('\n', "\r\n")
    } else {
        lines
    };
    let end = end.unwrap_or(text.len());
    (end..end, lines)
}

fn apply(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(place, _)| place.start);
    let mut new = text.to_owned();
    for (place, replacement) in edits.into_iter().rev() {
        new.replace_range(place, &replacement);
    }
    new
}
