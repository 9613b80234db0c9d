//! Schemas for editors (JSON Schema, draft 7): the keys of each kind of file with what they mean, and this site's own ids.
//!
//! Which keys there are is read off the parser's types, so a schema cannot miss one; what a key means stands in `keys.rs`. Editors cannot
//! know everything that `check` knows, and a schema never calls wrong what `check` takes.

mod keys;
mod names;
mod sort;

use serde_json::{Map, Value, json};

pub use keys::{KEYS, Key};
pub use names::SiteNames;
pub use sort::Sort;

use crate::base::vocabulary::Vocabulary;
use crate::model::component::State;
use crate::model::incident::{Impact, IncidentStatus};
use crate::model::maintenance::MaintenanceStatus;
use crate::model::notice::NoticeKind;
use crate::model::report::{ActionKind, CulpritKind, Priority, SamplingMethod};
use crate::model::site::FeedPolicy;
use crate::model::team::Weekday;
use crate::parse::shape::{self, Shape};
use crate::parse::{
    component, incident, maintenance, notice, page, pager, postmortem, report, service, site, team,
};

/// A kind of file.
#[derive(Clone, Debug)]
pub struct SchemaKind {
    /// The name on the command line and of the schema's file.
    pub name: &'static str,
    /// Where its files are.
    pub files: &'static str,
    /// Its keys.
    pub shape: Shape,
}

/// Every kind of file that has keys, in Markdown those of the front matter.
#[must_use]
pub fn kinds() -> Vec<SchemaKind> {
    let kind = |name, files, shape| SchemaKind { name, files, shape };
    vec![
        kind("site", "content/site.yaml", shape::of::<site::SiteDoc>()),
        kind(
            "components",
            "content/components.yaml",
            shape::of::<component::BoardDoc>(),
        ),
        kind(
            "incident",
            "content/incidents/*.yaml",
            shape::of::<incident::IncidentDoc>(),
        ),
        kind(
            "maintenance",
            "content/maintenance/*.yaml",
            shape::of::<maintenance::MaintenanceDoc>(),
        ),
        kind(
            "postmortem",
            "content/postmortems/*.md",
            shape::of::<postmortem::PostmortemDoc>(),
        ),
        kind(
            "notice",
            "content/notices/*.md",
            shape::of::<notice::NoticeDoc>(),
        ),
        kind("page", "content/pages/*.md", shape::of::<page::PageDoc>()),
        kind(
            "product",
            "content/internal/reports/*/product.yaml",
            shape::of::<report::ProductDoc>(),
        ),
        kind(
            "worksheet",
            "content/internal/reports/*/<period>.yaml",
            shape::of::<report::WorksheetDoc>(),
        ),
        kind(
            "tally",
            "content/internal/reports/*/<period>.yaml",
            shape::of::<report::TallyDoc>(),
        ),
        kind(
            "usage",
            "content/internal/reports/*/usage.yaml",
            shape::of::<report::UsageDoc>(),
        ),
        kind(
            "actions",
            "content/internal/reports/*/actions.yaml",
            shape::of::<report::ActionsDoc>(),
        ),
        kind(
            "teams",
            "content/internal/teams.yaml",
            shape::of::<team::TeamsDoc>(),
        ),
        kind(
            "services",
            "content/internal/services.yaml",
            shape::of::<service::CatalogueDoc>(),
        ),
        kind(
            "pager",
            "content/internal/pages/<period>.yaml",
            shape::of::<pager::PagerDoc>(),
        ),
    ]
}

impl SchemaKind {
    /// The schema, with a line end.
    #[must_use]
    pub fn schema(&self, names: &SiteNames) -> String {
        let mut schema = Map::new();
        schema.insert(
            "$schema".to_owned(),
            json!("http://json-schema.org/draft-07/schema#"),
        );
        schema.insert(
            "title".to_owned(),
            json!(format!("{} ({})", self.name, self.files)),
        );
        if let Value::Object(keys) = names.place(&self.shape, Sort::Text) {
            schema.extend(keys);
        }
        format!("{:#}\n", Value::Object(schema))
    }
}

/// A time, as precise as a pattern can be: which days a month has is left to `check`.
const TIME: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])([Tt ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]*)?)?( *([Zz]|UTC|utc|GMT|[+-][0-9]{2}:?[0-9]{2}))?)?$";
const DAY: &str = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$";
const DURATION: &str = "^([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?$";
const ID: &str = "^[a-z0-9][a-z0-9-]{0,99}$";
const PERIOD: &str =
    "^[0-9]{4}-(W[0-9]{2}|[0-9]{2}|Q[1-4]|[0-9]{2}-[0-9]{2}/[0-9]{4}-[0-9]{2}-[0-9]{2})$";

impl SiteNames {
    /// The schema of a place.
    fn place(&self, shape: &Shape, sort: Sort) -> Value {
        match shape {
            Shape::Text => self.text(sort),
            Shape::Truth => json!({ "type": "boolean" }),
            Shape::Whole { signed: true } => json!({ "type": "integer" }),
            Shape::Whole { signed: false } => json!({ "type": "integer", "minimum": 0 }),
            Shape::Number => json!({ "type": "number" }),
            Shape::Optional(inner) => {
                json!({ "anyOf": [self.place(inner, sort), { "type": "null" }] })
            }
            Shape::List(inner) => json!({ "type": "array", "items": self.place(inner, sort) }),
            Shape::OneOrMany(inner) => {
                let inner = self.place(inner, sort);
                json!({ "anyOf": [inner, { "type": "array", "items": inner }] })
            }
            Shape::TextOr(inner) => json!({ "anyOf": [self.text(sort), self.place(inner, sort)] }),
            Shape::Free(inner) => self.free(inner, sort),
            Shape::Keys { name, fields } => self.keys(name, fields),
        }
    }

    /// Known keys, each with its description.
    fn keys(&self, of: &str, fields: &[(&'static str, Shape)]) -> Value {
        let (mut properties, mut required) = (Map::new(), Vec::new());
        for (name, shape) in fields {
            let key = keys::find(of, name);
            let mut schema = self.place(shape, key.map_or(Sort::Text, |key| key.sort));
            if let (Some(key), Some(schema)) = (key, schema.as_object_mut()) {
                schema.insert("description".to_owned(), json!(key.says));
                required.extend(key.required.then_some(*name));
            }
            properties.insert((*name).to_owned(), schema);
        }
        let mut schema =
            json!({ "type": "object", "properties": properties, "additionalProperties": false });
        if !required.is_empty() {
            schema["required"] = json!(required);
        }
        schema
    }

    /// Keys that authors choose: this site's ids, where the sort says of what.
    fn free(&self, inner: &Shape, sort: Sort) -> Value {
        let (known, value, old): (&[(String, String)], _, _) = match sort {
            Sort::States => (&self.components, Sort::State, Some(&self.old_components)),
            Sort::ByCulprit => (&self.culprits, Sort::Text, None),
            Sort::ByTeam => (&self.teams, Sort::Text, None),
            Sort::Priorities => (&[], Sort::Priority, None),
            Sort::Rules => {
                let properties: Map<String, Value> = self
                    .rules
                    .iter()
                    .map(|rule| {
                        (
                            (*rule).to_owned(),
                            json!({ "enum": ["off", "warn", "error"] }),
                        )
                    })
                    .collect();
                return json!({ "type": "object", "properties": properties, "additionalProperties": false });
            }
            _ => (&[], sort, None),
        };
        let value = self.place(inner, value);
        if known.is_empty() {
            return json!({ "type": "object", "additionalProperties": value });
        }
        let described = |(id, name): &(String, String)| {
            let mut schema = value.clone();
            if let Some(schema) = schema.as_object_mut() {
                schema.insert("description".to_owned(), json!(name));
            }
            (id.clone(), schema)
        };
        let mut properties: Map<String, Value> = known.iter().map(described).collect();
        // A count of tickets may be of none of the culprits.
        if sort == Sort::ByCulprit {
            properties.insert("unclassified".to_owned(), value.clone());
            properties.insert("not-applicable".to_owned(), value.clone());
        }
        let mut schema =
            json!({ "type": "object", "properties": properties, "additionalProperties": false });
        if let Some(old) = old.filter(|old| !old.is_empty()) {
            schema["patternProperties"] = json!({ format!("^({})$", old.join("|")): value });
        }
        schema
    }

    fn text(&self, sort: Sort) -> Value {
        let pattern = |pattern: &str| json!({ "type": "string", "pattern": pattern });
        let shown = |pattern: &str, message: &str, examples: Value| json!({ "type": "string", "pattern": pattern, "patternErrorMessage": message, "examples": examples });
        match sort {
            // Numbers and truth values are texts too where a text belongs: only its reader says what they are.
            Sort::Text
            | Sort::States
            | Sort::ByCulprit
            | Sort::ByTeam
            | Sort::Priorities
            | Sort::Rules
            | Sort::Colours => {
                json!({ "type": ["string", "number", "boolean"] })
            }
            Sort::Id => json!({ "type": ["string", "integer"], "pattern": ID }),
            Sort::Time => shown(
                TIME,
                "A time with its zone is expected, such as 2026-11-03T14:02Z or 2026-11-03T15:02+01:00.",
                json!(["2026-11-03T14:02Z"]),
            ),
            Sort::Day => shown(
                DAY,
                "A day is expected, such as 2026-11-03.",
                json!(["2026-11-03"]),
            ),
            Sort::Duration => shown(
                DURATION,
                "A duration is expected, such as 30m, 24h or 5d.",
                json!(["30m", "24h", "5d"]),
            ),
            Sort::Period => pattern(PERIOD),
            Sort::Url => pattern("^https?://"),
            Sort::State => words::<State>(),
            Sort::IncidentStatus => words::<IncidentStatus>(),
            Sort::MaintenanceStatus => words::<MaintenanceStatus>(),
            Sort::Impact => words::<Impact>(),
            Sort::NoticeKind => words::<NoticeKind>(),
            Sort::CulpritKind => words::<CulpritKind>(),
            Sort::ActionKind => words::<ActionKind>(),
            Sort::Method => words::<SamplingMethod>(),
            Sort::Priority => words::<Priority>(),
            Sort::Feed => words::<FeedPolicy>(),
            Sort::Weekday => words::<Weekday>(),
            Sort::Component => one_of(
                self.components
                    .iter()
                    .map(|(id, _)| id)
                    .chain(&self.old_components),
            ),
            Sort::Culprit => one_of(self.culprits.iter().map(|(id, _)| id)),
            Sort::Reading => match one_of(self.culprits.iter().map(|(id, _)| id)) {
                Value::Object(mut known) => {
                    if let Some(Value::Array(words)) = known.get_mut("enum") {
                        words.extend([json!("unclassified"), json!("not-applicable")]);
                    }
                    Value::Object(known)
                }
                any => any,
            },
            Sort::Team => one_of(self.teams.iter().map(|(id, _)| id)),
            // Post-mortems may name teams that are not declared; those that are, are offered.
            Sort::AnyTeam => {
                json!({ "anyOf": [one_of(self.teams.iter().map(|(_, name)| name)), { "type": "string" }] })
            }
            Sort::Owner => one_of(self.teams.iter().flat_map(|(id, name)| [id, name])),
        }
    }
}

fn words<W: Vocabulary>() -> Value {
    json!({ "enum": W::ALL.iter().map(|word| word.word()).collect::<Vec<_>>() })
}

/// One of these words, or any where none is known.
fn one_of<'a>(words: impl Iterator<Item = &'a String>) -> Value {
    let mut known: Vec<&String> = Vec::new();
    words.for_each(|word| {
        if !known.contains(&word) {
            known.push(word);
        }
    });
    if known.is_empty() {
        json!({ "type": ["string", "number"] })
    } else {
        json!({ "enum": known })
    }
}
