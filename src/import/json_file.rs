//! JSON files of other services. Each has one of the shapes that the service documents, or is named and left out.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::session::ImportSession;
use super::source_text::file_text;
use super::value;
use crate::base::source::Sources;

pub(super) struct JsonFile<'a> {
    text: &'a str,
    value: Value,
}

impl JsonFile<'_> {
    pub fn is_list(&self) -> bool {
        self.value.is_array()
    }

    /// Whether the object, or the first one of the list, has a key.
    pub fn has(&self, key: &str) -> bool {
        self.first().and_then(|first| first.get(key)).is_some()
    }

    fn first(&self) -> Option<&Value> {
        match &self.value {
            Value::Array(items) => items.first(),
            one => Some(one),
        }
    }

    /// Reads the text again, so that a fault has its place.
    pub fn read<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        serde_json::from_str(self.text)
    }

    /// A list, or one object as a list of one.
    pub fn read_list<T: DeserializeOwned>(&self) -> serde_json::Result<Vec<T>> {
        if self.is_list() {
            self.read()
        } else {
            self.read().map(|one| vec![one])
        }
    }

    fn describe(&self) -> String {
        let keys = |object: &Map<String, Value>| {
            let names: Vec<String> = object.keys().map(|key| format!("`{key}`")).collect();
            match names.as_slice() {
                [] => "no keys".to_owned(),
                [first @ .., _] if names.len() > 6 => {
                    format!("the keys {} and others", first[..6].join(", "))
                }
                _ => format!("the keys {}", names.join(", ")),
            }
        };
        match (&self.value, self.first()) {
            (Value::Array(_), Some(Value::Object(first))) => {
                format!("a list of objects with {}", keys(first))
            }
            (Value::Object(object), _) => format!("an object with {}", keys(object)),
            (Value::Array(_), _) => "a list without objects".to_owned(),
            _ => "a single value".to_owned(),
        }
    }

    /// The page after this one, where an interface gives its entries in pages.
    fn next_page(&self) -> Option<String> {
        const PLACES: [&str; 4] = [
            "/pagination/next",
            "/links/next",
            "/meta/pagination/links/next_page",
            "/pagination_meta/after",
        ];
        let mut places = PLACES.iter().filter_map(|place| self.value.pointer(place));
        let text = places.find_map(Value::as_str)?;
        (!text.is_empty()).then(|| text.to_owned())
    }
}

/// Reads every JSON file. `read` returns nothing for a shape that it does not know; `expected` says which it knows.
pub(super) fn read_files<T>(
    from: &Sources,
    session: &mut ImportSession,
    expected: &str,
    read: fn(&JsonFile) -> Option<serde_json::Result<T>>,
) -> Vec<(String, T)> {
    let mut found = Vec::new();
    for (_, file) in from.iter() {
        let (Some(text), path) = (file_text(file), file.path.as_str()) else {
            continue;
        };
        if !path.to_ascii_lowercase().ends_with(".json") {
            session.report.skipped(path, "not a JSON file");
            continue;
        }
        let value = match serde_json::from_str(text) {
            Ok(value) => value,
            Err(error) => {
                let line = format!("invalid JSON: {error}");
                session.report.skipped(path, line);
                continue;
            }
        };
        let file = JsonFile { text, value };
        if file.value.as_array().is_some_and(Vec::is_empty) {
            session.report.read(path);
            session.report.skipped(path, "an empty list");
            continue;
        }
        match read(&file) {
            Some(Ok(value)) => {
                session.report.read(path);
                if let Some(next) = file.next_page() {
                    let line = format!(
                        "the list continues on the next page ({next}), which needs a file of its own"
                    );
                    session.report.assumed(path, line);
                }
                found.push((path.to_owned(), value));
            }
            Some(Err(error)) => session
                .report
                .skipped(path, format!("not in the documented form: {error}")),
            None => session.report.skipped(
                path,
                format!(
                    "unknown form: found {}; expected {expected}",
                    file.describe()
                ),
            ),
        }
    }
    found
}

/// An id or a code, which some services write as a number.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum IdOrCode {
    Text(String),
    Number(serde_json::Number),
    Flag(bool),
}

impl IdOrCode {
    pub fn into_text(self) -> String {
        match self {
            IdOrCode::Text(text) => text,
            IdOrCode::Number(number) => number.to_string(),
            IdOrCode::Flag(flag) => flag.to_string(),
        }
    }
}

/// The keys that are neither described nor among these, which are separated by spaces: one line each, for comments.
pub(super) fn other_keys(other: Map<String, Value>, ignored: &str) -> Vec<String> {
    value::from_json(Value::Object(other)).other_keys(ignored)
}

/// An answer in the form of JSON:API, in which entries refer to each other by type and id.
#[derive(Deserialize)]
pub(super) struct ApiDocument {
    data: ApiData<ApiResource>,
    #[serde(default)]
    included: Vec<ApiResource>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum ApiData<T> {
    Many(Vec<T>),
    One(Box<T>),
}

#[derive(Deserialize)]
pub(super) struct ApiResource {
    pub id: IdOrCode,
    #[serde(rename = "type")]
    pub kind: String,
    attributes: Value,
    relationships: Option<Map<String, Value>>,
}

impl ApiDocument {
    pub fn into_resources(self) -> Vec<ApiResource> {
        let mut all = match self.data {
            ApiData::Many(many) => many,
            ApiData::One(one) => vec![*one],
        };
        all.extend(self.included);
        all
    }
}

impl ApiResource {
    pub fn attributes<T: DeserializeOwned>(&self) -> serde_json::Result<T> {
        T::deserialize(&self.attributes)
    }

    /// The ids of what a relationship refers to.
    pub fn related(&self, relationship: &str) -> Vec<String> {
        let relationship = self
            .relationships
            .as_ref()
            .and_then(|all| all.get(relationship));
        let data = relationship.and_then(|relationship| relationship.get("data"));
        let ids = match data {
            Some(Value::Array(items)) => items.iter().filter_map(|item| item.get("id")).collect(),
            Some(one) => one.get("id").into_iter().collect(),
            None => Vec::new(),
        };
        let texts = ids
            .into_iter()
            .filter_map(|id| IdOrCode::deserialize(id).ok());
        texts.map(IdOrCode::into_text).collect()
    }
}
