//! What YAML and JSON have in common, with less: texts, lists and mappings. Numbers and truth values are the text that they were.

use serde_json::Value as Json;

use crate::base::source::{FileId, Sources};
use crate::parse::yaml::{self, Node, Value};

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    Nothing,
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

impl Tree {
    /// Reads YAML; what stood before a break is kept. The second value is what is wrong with it.
    pub fn yaml(text: &str) -> (Tree, Option<String>) {
        let mut faults = Vec::new();
        let node = yaml::tree(no_file(), text, 0..text.len(), &mut faults);
        (
            node.map_or(Tree::Nothing, of_node),
            faults.first().map(|fault| fault.message.clone()),
        )
    }

    /// Reads JSON.
    pub fn json(text: &str) -> Result<Tree, String> {
        serde_json::from_str(text)
            .map(of_json)
            .map_err(|error| error.to_string())
    }

    /// The value of a key, whatever its case.
    pub fn get(&self, key: &str) -> Option<&Tree> {
        let Tree::Map(entries) = self else {
            return None;
        };
        let found = entries
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(key));
        found
            .map(|(_, value)| value)
            .filter(|value| **value != Tree::Nothing)
    }

    /// The value of the first of these keys that has one.
    pub fn first(&self, keys: &[&str]) -> Option<&Tree> {
        keys.iter().find_map(|key| self.get(key))
    }

    /// The text of a key, if it is one and says something.
    pub fn text(&self, keys: &[&str]) -> Option<&str> {
        keys.iter().find_map(|key| self.get(key)?.as_text())
    }

    /// The text that this is.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Tree::Text(text) => Some(text.as_str()).filter(|text| !text.trim().is_empty()),
            _ => None,
        }
    }

    /// The items of a list, or one value as a list of one.
    pub fn items(&self) -> &[Tree] {
        match self {
            Tree::List(items) => items,
            Tree::Nothing => &[],
            one => std::slice::from_ref(one),
        }
    }

    /// The entries of a mapping.
    pub fn entries(&self) -> &[(String, Tree)] {
        if let Tree::Map(entries) = self {
            entries
        } else {
            &[]
        }
    }

    /// The items of a key.
    pub fn list(&self, keys: &[&str]) -> &[Tree] {
        self.first(keys).map_or(&[], Tree::items)
    }

    /// `true`, `yes`, `on` or `1` in any case. An absent key is neither true nor false.
    pub fn truth(&self, keys: &[&str]) -> Option<bool> {
        match self.text(keys)?.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" | "1" => Some(true),
            "false" | "no" | "off" | "0" => Some(false),
            _ => None,
        }
    }

    /// The value on one line, for a comment.
    pub fn shown(&self) -> String {
        match self {
            Tree::Nothing => String::new(),
            Tree::Text(text) => text.clone(),
            Tree::List(items) => format!(
                "[{}]",
                items.iter().map(Tree::shown).collect::<Vec<_>>().join(", ")
            ),
            Tree::Map(entries) => {
                let shown = entries
                    .iter()
                    .map(|(key, value)| format!("{key}: {}", value.shown()));
                format!("{{ {} }}", shown.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// The parser wants to know of which file its places are; nobody asks for them here.
fn no_file() -> FileId {
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

fn of_node(node: Node) -> Tree {
    match node.value {
        Value::Null { .. } | Value::Broken => Tree::Nothing,
        Value::Scalar { text, .. } => Tree::Text(text),
        Value::Seq(items) => Tree::List(items.into_iter().map(of_node).collect()),
        Value::Map { entries, .. } => Tree::Map(
            entries
                .into_iter()
                .map(|(key, node)| (key.value, of_node(node)))
                .collect(),
        ),
    }
}

fn of_json(json: Json) -> Tree {
    match json {
        Json::Null => Tree::Nothing,
        Json::Bool(truth) => Tree::Text(truth.to_string()),
        Json::Number(number) => Tree::Text(number.to_string()),
        Json::String(text) => Tree::Text(text),
        Json::Array(items) => Tree::List(items.into_iter().map(of_json).collect()),
        Json::Object(entries) => Tree::Map(
            entries
                .into_iter()
                .map(|(key, value)| (key, of_json(value)))
                .collect(),
        ),
    }
}
