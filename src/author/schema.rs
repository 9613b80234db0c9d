//! Schemas for editors (JSON Schema, draft 7): those of the content format, with the vocabularies of the model and this site's own IDs.
//!
//! Editors cannot know everything that `check` knows, and a schema never rejects what `check` accepts.

mod site_words;

use serde_json::{Map, Value, json};

pub use site_words::SiteWords;

use crate::base::export_time::DateOrder;
use crate::base::vocabulary::Vocabulary;
use crate::format::DocumentKind;
use crate::model::announce::{AnnouncePolicy, AnnouncementKind, ChannelKind, WebhookFormat};
use crate::model::component::State;
use crate::model::incident::{Impact, IncidentStatus};
use crate::model::maintenance::MaintenanceStatus;
use crate::model::notice::NoticeKind;
use crate::model::report::{ActionKind, CulpritKind, Priority, SamplingMethod};
use crate::model::site::FeedPolicy;
use crate::model::team::Weekday;

/// Findings about a ticket that are no culprits.
const NO_CULPRIT: [&str; 2] = ["unclassified", "not-applicable"];

/// The label of a ticket for which the machine names no culprit.
const NO_LABEL: &str = "unknown";

/// The schema of a kind of file for a site, with a line end.
pub fn site_schema(kind: &DocumentKind, words: &SiteWords) -> String {
    let mut schema = (kind.schema)();
    schema["title"] = json!(format!("{} ({})", kind.name, kind.files));
    words.fill(&mut schema);
    format!("{schema:#}\n")
}

/// The limits that values of a type can have.
const LIMITS: [(&[&str], &[&str]); 4] = [
    (
        &["string"],
        &["pattern", "minLength", "maxLength", "format"],
    ),
    (&["integer", "number"], &["minimum", "maximum"]),
    (&["array"], &["items", "minItems"]),
    (
        &["object"],
        &[
            "properties",
            "additionalProperties",
            "required",
            "propertyNames",
        ],
    ),
];

/// Strict validators, such as ajv, accept neither several types in one schema nor a limit for another type than its own: each type becomes
/// a schema with the limits that apply to it.
fn split_types(map: &mut Map<String, Value>) {
    let Some(types) = map.get("type").and_then(Value::as_array).cloned() else {
        return;
    };
    map.remove("type");
    let mut schemas: Vec<Value> = types.iter().map(|one| json!({ "type": one })).collect();
    for (types, limits) in LIMITS {
        for limit in limits {
            let Some(value) = map.remove(*limit) else {
                continue;
            };
            for schema in &mut schemas {
                if types.contains(&schema["type"].as_str().unwrap_or_default()) {
                    schema[*limit] = value.clone();
                }
            }
        }
    }
    map.insert("anyOf".to_owned(), json!(schemas));
}

impl SiteWords {
    /// Puts words in the places of a schema that the format leaves open.
    fn fill(&self, schema: &mut Value) {
        match schema {
            Value::Array(schemas) => schemas.iter_mut().for_each(|schema| self.fill(schema)),
            Value::Object(map) => {
                map.remove("x-label");
                if let Some(list) = map.remove("x-words") {
                    let words = self.words(list.as_str().unwrap_or_default());
                    let kinds = map.remove("type");
                    let nullable = kinds.is_some_and(|kinds| {
                        kinds
                            .as_array()
                            .is_some_and(|kinds| kinds.contains(&json!("null")))
                    });
                    if nullable {
                        map.insert("anyOf".to_owned(), json!([words, { "type": "null" }]));
                    } else {
                        map.extend(words);
                    }
                }
                let list = map
                    .get("propertyNames")
                    .and_then(|names| names["x-words"].as_str().map(str::to_owned));
                if let Some(list) = list {
                    map.remove("propertyNames");
                    self.fill_keys(&list, map);
                } else if map
                    .get("propertyNames")
                    .is_some_and(|names| names.get("pattern").is_none())
                {
                    // Any key is allowed.
                    map.remove("propertyNames");
                }
                split_types(map);
                map.values_mut().for_each(|schema| self.fill(schema));
            }
            _ => {}
        }
    }

    /// The schema of a text that is one of a list of words, by the name of the list in `x-words`.
    pub fn words(&self, list: &str) -> Map<String, Value> {
        let ids = |list: &[(String, String)]| -> Vec<String> {
            list.iter().map(|(id, _)| id.clone()).collect()
        };
        match list {
            "component-state" => vocabulary::<State>(),
            "incident-status" => vocabulary::<IncidentStatus>(),
            "maintenance-status" => vocabulary::<MaintenanceStatus>(),
            "impact" => vocabulary::<Impact>(),
            "notice-kind" => vocabulary::<NoticeKind>(),
            "culprit-kind" => vocabulary::<CulpritKind>(),
            "action-kind" => vocabulary::<ActionKind>(),
            "method" => vocabulary::<SamplingMethod>(),
            "priority" => vocabulary::<Priority>(),
            "feed" => vocabulary::<FeedPolicy>(),
            "weekday" => vocabulary::<Weekday>(),
            "channel-kind" => vocabulary::<ChannelKind>(),
            "announcement-kind" => vocabulary::<AnnouncementKind>(),
            "announce-policy" => vocabulary::<AnnouncePolicy>(),
            "webhook-format" => vocabulary::<WebhookFormat>(),
            "date-order" => vocabulary::<DateOrder>(),
            "component" => one_of([ids(&self.components), self.old_components.clone()].concat()),
            "culprit" => one_of(ids(&self.culprits)),
            "error-code" => one_of(ids(&self.error_codes)),
            "finding" | "machine-label" if self.culprits.is_empty() => one_of(Vec::new()),
            "finding" => {
                let none = NO_CULPRIT.map(str::to_owned).to_vec();
                one_of([ids(&self.culprits), none].concat())
            }
            "machine-label" => one_of([ids(&self.culprits), vec![NO_LABEL.to_owned()]].concat()),
            "team" => one_of(ids(&self.teams)),
            "team-name" => one_of(self.teams.iter().map(|(_, name)| name.clone()).collect()),
            "owner" => {
                let both = self.teams.iter().flat_map(|(id, name)| [id, name]);
                one_of(both.cloned().collect())
            }
            _ => one_of(Vec::new()),
        }
    }

    /// Replaces the schema of any key by one schema for each known key, described by the name that people know it by.
    fn fill_keys(&self, list: &str, map: &mut Map<String, Value>) {
        let known: Vec<(String, String)> = match list {
            "component" => self.components.clone(),
            "culprit" => self.culprits.clone(),
            "team" => self.teams.clone(),
            "rule" => self
                .rules
                .iter()
                .map(|rule| ((*rule).to_owned(), String::new()))
                .collect(),
            _ => Vec::new(),
        };
        if known.is_empty() {
            return;
        }
        let value = map.insert("additionalProperties".to_owned(), json!(false));
        let value = value.unwrap_or_default();
        let mut properties = Map::new();
        for (id, name) in known {
            let mut property = value.clone();
            if let Some(property) = property.as_object_mut().filter(|_| !name.is_empty()) {
                property.insert("description".to_owned(), json!(name));
            }
            properties.insert(id, property);
        }
        if list == "culprit" {
            properties.extend(NO_CULPRIT.map(|word| (word.to_owned(), value.clone())));
        }
        map.insert("properties".to_owned(), Value::Object(properties));
        if list == "component" && !self.old_components.is_empty() {
            let old = format!("^({})$", self.old_components.join("|"));
            map.insert("patternProperties".to_owned(), json!({ old: value }));
        }
    }
}

fn vocabulary<V: Vocabulary>() -> Map<String, Value> {
    let words = V::ALL.iter().map(|word| word.word().to_owned());
    one_of(words.collect())
}

/// One of these words, each named once, or any where none is known.
fn one_of(words: Vec<String>) -> Map<String, Value> {
    let mut known: Vec<String> = Vec::new();
    for word in words {
        if !known.contains(&word) {
            known.push(word);
        }
    }
    let (key, value) = if known.is_empty() {
        ("type", json!(["string", "number"]))
    } else {
        ("enum", json!(known))
    };
    Map::from_iter([(key.to_owned(), value)])
}
