//! JSON Schemas (draft 7) of the documents, derived from their types and doc comments.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::field::{Entries, Field, OneOrMany, Required, TextOrKeys};

/// Marks the schema of a key that every document must have, until the schema of the mapping lists it.
const REQUIRED: &str = "x-required";

/// The schema of a document type. Words that this layer does not know are named by `x-words`, see [`super::leaf`].
pub fn schema_of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    Tidy.transform(&mut schema);
    schema.to_value()
}

/// Makes of a generated schema what `check` accepts.
struct Tidy;

impl Transform for Tidy {
    fn transform(&mut self, schema: &mut Schema) {
        transform_subschemas(self, schema);
        let Some(schema) = schema.as_object_mut() else {
            return;
        };
        list_required(schema);
        accept_any_scalar(schema);
        // `uint64` and `double` are no formats of JSON Schema.
        schema.remove("format");
    }
}

/// Moves the marks of [`Required`] from the keys to the list of the mapping.
fn list_required(schema: &mut Map<String, Value>) {
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return;
    };
    let mut required = Vec::new();
    for (key, property) in properties {
        let mark = property
            .as_object_mut()
            .and_then(|map| map.remove(REQUIRED));
        if mark.is_some() {
            required.push(json!(key));
        }
    }
    if !required.is_empty() {
        schema.insert("required".to_owned(), Value::Array(required));
    }
}

/// For YAML in general `12` and `true` are no texts. Where the format has a text without a certain form, they are texts.
fn accept_any_scalar(schema: &mut Map<String, Value>) {
    let types = match schema.get("type") {
        Some(Value::String(name)) if name == "string" => json!(["string", "number", "boolean"]),
        Some(Value::Array(names)) if *names == [json!("string"), json!("null")] => {
            json!(["string", "number", "boolean", "null"])
        }
        _ => return,
    };
    if !schema.contains_key("pattern") {
        schema.insert("type".to_owned(), types);
    }
}

impl<T: JsonSchema> JsonSchema for Field<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl<T: JsonSchema> JsonSchema for Required<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = T::json_schema(generator);
        schema.insert(REQUIRED.to_owned(), Value::Bool(true));
        schema
    }
}

impl<K: JsonSchema, T: JsonSchema> JsonSchema for Entries<K, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{} by {}", T::schema_name(), K::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "propertyNames": K::json_schema(generator),
            "additionalProperties": T::json_schema(generator),
        })
    }
}

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = T::json_schema(generator);
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

impl<T: JsonSchema> JsonSchema for TextOrKeys<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "anyOf": [{ "type": "string" }, T::json_schema(generator)] })
    }
}
