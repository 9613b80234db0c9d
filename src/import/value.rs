//! A value of a YAML or JSON file of another tool. Numbers and booleans are kept as the text that they were.

use serde_json::Value as Json;

use crate::base::source::{FileId, SourceFile, Sources};
use crate::format::yaml;
use crate::parse::yaml::node::{Node, NodeValue};
use crate::parse::yaml::parse_tree;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ImportedValue {
    Null,
    Text(String),
    List(Vec<ImportedValue>),
    Map(Vec<(String, ImportedValue)>),
}

impl ImportedValue {
    /// Parses YAML. Of invalid YAML, everything before the first error is kept, and the error is returned too.
    pub fn parse_yaml(text: &str) -> (ImportedValue, Option<String>) {
        let mut faults = Vec::new();
        let node = parse_tree(placeholder_file_id(), text, 0..text.len(), &mut faults);
        let value = node.map_or(ImportedValue::Null, from_yaml_node);
        let fault = faults.into_iter().next().map(|fault| fault.message);
        (value, fault)
    }

    /// Parses valid YAML with any feature.
    pub fn parse_foreign_yaml(text: &str) -> Result<ImportedValue, String> {
        yaml::parse_foreign(text).map(from_json)
    }

    pub fn parse_toml(text: &str) -> Result<ImportedValue, String> {
        let table: toml::Table = text
            .parse()
            .map_err(|error: toml::de::Error| error.message().to_owned())?;
        Ok(from_toml(toml::Value::Table(table)))
    }

    /// Parses the JSON at the start of a text, and returns where it ends.
    pub fn parse_leading_json(text: &str) -> Result<(ImportedValue, usize), String> {
        let mut values = serde_json::Deserializer::from_str(text).into_iter::<Json>();
        let value = values.next().ok_or("no value")?;
        let value = value.map_err(|error| error.to_string())?;
        Ok((from_json(value), values.byte_offset()))
    }

    pub fn parse_json(text: &str) -> serde_json::Result<ImportedValue> {
        serde_json::from_str(text).map(from_json)
    }

    /// The value of a key in any case. `null` counts as missing.
    pub fn get(&self, key: &str) -> Option<&ImportedValue> {
        let (_, value) = self
            .entries()
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(key))?;
        (*value != ImportedValue::Null).then_some(value)
    }

    /// The value of the first of these keys that exists.
    pub fn get_first(&self, keys: &[&str]) -> Option<&ImportedValue> {
        keys.iter().find_map(|key| self.get(key))
    }

    /// The text of the first of these keys that has one which is not blank.
    pub fn get_text(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| self.get(key)?.as_text())
    }

    pub fn get_string(&self, keys: &[&str]) -> Option<String> {
        self.get_text(keys).map(str::to_owned)
    }

    pub fn as_text(&self) -> Option<&str> {
        match self {
            ImportedValue::Text(text) if !text.trim().is_empty() => Some(text),
            _ => None,
        }
    }

    /// The items of a list, or one value as a list of one.
    pub fn items(&self) -> &[ImportedValue] {
        match self {
            ImportedValue::List(items) => items,
            ImportedValue::Null => &[],
            one => std::slice::from_ref(one),
        }
    }

    /// The entries of a mapping.
    pub fn entries(&self) -> &[(String, ImportedValue)] {
        match self {
            ImportedValue::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of the first of these keys that exists.
    pub fn get_list(&self, keys: &[&str]) -> &[ImportedValue] {
        self.get_first(keys).map_or(&[], ImportedValue::items)
    }

    /// The items of a list that are texts.
    pub fn get_strings(&self, keys: &[&str]) -> Vec<String> {
        let texts = self
            .get_list(keys)
            .iter()
            .filter_map(ImportedValue::as_text);
        texts.map(str::to_owned).collect()
    }

    /// `true`, `yes`, `on` and `1` are true in any case.
    pub fn get_bool(&self, keys: &[&str]) -> Option<bool> {
        match self.get_text(keys)?.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some(true),
            "false" | "no" | "off" | "0" => Some(false),
            _ => None,
        }
    }

    /// The entries whose keys are not among these, which are separated by spaces: one line each, for comments.
    pub fn other_keys(&self, used: &str) -> Vec<String> {
        self.entries()
            .iter()
            .filter(|(key, value)| {
                *value != ImportedValue::Null
                    && !used.split(' ').any(|used| key.eq_ignore_ascii_case(used))
            })
            .map(|(key, value)| format!("{key}: {}", value.to_inline_text()))
            .collect()
    }

    /// The value on one line, for a comment.
    pub fn to_inline_text(&self) -> String {
        match self {
            ImportedValue::Null => String::new(),
            ImportedValue::Text(text) => text.clone(),
            ImportedValue::List(items) => {
                let items: Vec<String> = items.iter().map(ImportedValue::to_inline_text).collect();
                format!("[{}]", items.join(", "))
            }
            ImportedValue::Map(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(key, value)| format!("{key}: {}", value.to_inline_text()))
                    .collect();
                format!("{{ {} }}", entries.join(", "))
            }
        }
    }
}

/// The parser records the file of every position, but positions are not used here.
fn placeholder_file_id() -> FileId {
    let file = SourceFile {
        path: String::new(),
        bytes: Vec::new(),
    };
    let sources = Sources::new(vec![file]);
    let first = sources.iter().next();
    first.map_or_else(|| unreachable!("the file was just added"), |(id, _)| id)
}

fn from_yaml_node(node: Node) -> ImportedValue {
    match node.value {
        NodeValue::Null { .. } | NodeValue::Invalid => ImportedValue::Null,
        NodeValue::Scalar { text, .. } => ImportedValue::Text(text),
        NodeValue::Seq(items) => {
            ImportedValue::List(items.into_iter().map(from_yaml_node).collect())
        }
        NodeValue::Map { entries, .. } => ImportedValue::Map(
            entries
                .into_iter()
                .map(|(key, node)| (key.value, from_yaml_node(node)))
                .collect(),
        ),
    }
}

pub(super) fn from_json(json: Json) -> ImportedValue {
    match json {
        Json::Null => ImportedValue::Null,
        Json::Bool(truth) => ImportedValue::Text(truth.to_string()),
        Json::Number(number) => ImportedValue::Text(number.to_string()),
        Json::String(text) => ImportedValue::Text(text),
        Json::Array(items) => ImportedValue::List(items.into_iter().map(from_json).collect()),
        Json::Object(entries) => ImportedValue::Map(
            entries
                .into_iter()
                .map(|(key, value)| (key, from_json(value)))
                .collect(),
        ),
    }
}

fn from_toml(value: toml::Value) -> ImportedValue {
    match value {
        toml::Value::String(text) => ImportedValue::Text(text),
        toml::Value::Array(items) => {
            ImportedValue::List(items.into_iter().map(from_toml).collect())
        }
        toml::Value::Table(entries) => ImportedValue::Map(
            entries
                .into_iter()
                .map(|(key, value)| (key, from_toml(value)))
                .collect(),
        ),
        toml::Value::Integer(number) => ImportedValue::Text(number.to_string()),
        toml::Value::Float(number) => ImportedValue::Text(number.to_string()),
        toml::Value::Boolean(truth) => ImportedValue::Text(truth.to_string()),
        toml::Value::Datetime(time) => ImportedValue::Text(time.to_string()),
    }
}
