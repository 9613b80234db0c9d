//! What YAML and JSON have in common, with less: texts, lists and mappings. Numbers and truth values are the text that they were.

use serde_json::Value as Json;

use crate::base::source::{FileId, Sources};
use crate::parse::yaml::{self, Node, NodeValue};

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ImportedValue {
    Null,
    Text(String),
    List(Vec<ImportedValue>),
    Map(Vec<(String, ImportedValue)>),
}

impl ImportedValue {
    /// Reads YAML; what stood before a break is kept. The second value is what is wrong with it.
    pub fn parse_yaml(text: &str) -> (ImportedValue, Option<String>) {
        let mut faults = Vec::new();
        let node = yaml::parse_tree(placeholder_file_id(), text, 0..text.len(), &mut faults);
        (
            node.map_or(ImportedValue::Null, from_yaml_node),
            faults.first().map(|fault| fault.message.clone()),
        )
    }

    /// Reads JSON.
    pub fn parse_json(text: &str) -> Result<ImportedValue, String> {
        serde_json::from_str(text)
            .map(from_json)
            .map_err(|error| error.to_string())
    }

    /// The value of a key, whatever its case.
    pub fn get(&self, key: &str) -> Option<&ImportedValue> {
        let ImportedValue::Map(entries) = self else {
            return None;
        };
        let found = entries
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(key));
        found
            .map(|(_, value)| value)
            .filter(|value| **value != ImportedValue::Null)
    }

    /// The value of the first of these keys that has one.
    pub fn get_first(&self, keys: &[&str]) -> Option<&ImportedValue> {
        keys.iter().find_map(|key| self.get(key))
    }

    /// The text of a key, if it is one and says something.
    pub fn get_text(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| self.get(key)?.as_text())
    }

    /// The text that this is.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            ImportedValue::Text(text) => Some(text.as_str()).filter(|text| !text.trim().is_empty()),
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
        if let ImportedValue::Map(entries) = self {
            entries
        } else {
            &[]
        }
    }

    /// The items of a key.
    pub fn get_list(&self, keys: &[&str]) -> &[ImportedValue] {
        self.get_first(keys).map_or(&[], ImportedValue::items)
    }

    /// `true`, `yes`, `on` or `1` in any case. An absent key is neither true nor false.
    pub fn get_bool(&self, keys: &[&str]) -> Option<bool> {
        match self.get_text(keys)?.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some(true),
            "false" | "no" | "off" | "0" => Some(false),
            _ => None,
        }
    }

    /// The value on one line, for a comment.
    pub fn to_inline_text(&self) -> String {
        match self {
            ImportedValue::Null => String::new(),
            ImportedValue::Text(text) => text.clone(),
            ImportedValue::List(items) => format!(
                "[{}]",
                items
                    .iter()
                    .map(ImportedValue::to_inline_text)
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
            ImportedValue::Map(entries) => {
                let shown = entries
                    .iter()
                    .map(|(key, value)| format!("{key}: {}", value.to_inline_text()));
                format!("{{ {} }}", shown.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// The parser wants to know of which file its places are; nobody asks for them here.
fn placeholder_file_id() -> FileId {
    let one = crate::base::source::SourceFile {
        path: String::new(),
        bytes: Vec::new(),
    };
    Sources::new(vec![one])
        .iter()
        .next()
        .map(|(id, _)| id)
        .unwrap_or_else(|| unreachable!("one file is there"))
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

fn from_json(json: Json) -> ImportedValue {
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
