//! Schemas for editors: they know every key that the parser knows, and say what each means.

use crate::compare::assert_includes;
use std::collections::BTreeSet;

use serde_json::Value;
use statuary::author::schema::{SiteWords, site_schema};
use statuary::base::source::{SourceFile, Sources};
use statuary::check::rules::registry;
use statuary::format::{DocumentKind, KINDS};

use crate::site;

/// The paths of properties below a schema that have no description.
fn undescribed(schema: &Value, path: &str, into: &mut Vec<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(properties)) = map.get("properties") {
                let names = properties.iter();
                into.extend(
                    names
                        .filter(|(_, property)| property["description"].as_str().is_none())
                        .map(|(name, _)| format!("{path}.{name}")),
                );
            }
            for (key, inner) in map {
                undescribed(inner, &format!("{path}.{key}"), into);
            }
        }
        Value::Array(list) => list.iter().for_each(|inner| undescribed(inner, path, into)),
        _ => {}
    }
}

#[test]
fn every_key_is_described() {
    let mut found = Vec::new();
    for kind in &KINDS {
        undescribed(&(kind.schema)(), kind.name, &mut found);
    }
    assert_eq!(found, Vec::<String>::new());
    let update = &schema("incident")["properties"]["updates"]["items"]["properties"];
    assert!(update["next_update"]["description"].is_string(), "{update}");
}

#[test]
fn no_schema_has_marks_of_the_program() {
    for kind in &KINDS {
        let words = SiteWords::of(&site::example_sources(), &registry::adjustable_ids());
        let text = site_schema(kind, &words);
        assert!(!text.contains("\"x-"), "{}: {text}", kind.name);
    }
}

fn kind(name: &str) -> &'static DocumentKind {
    KINDS.iter().find(|kind| kind.name == name).unwrap()
}

fn schema(name: &str) -> serde_json::Value {
    let names = SiteWords::of(&site::example_sources(), &registry::adjustable_ids());
    serde_json::from_str(&site_schema(kind(name), &names)).unwrap()
}

#[test]
fn a_schema_knows_the_sites_own_words() {
    let incident = schema("incident");
    assert_eq!(
        incident["$schema"],
        "http://json-schema.org/draft-07/schema#"
    );
    assert_eq!(incident["additionalProperties"], false);
    assert_eq!(
        incident["required"],
        serde_json::json!(["started", "title", "updates"])
    );
    let components = &incident["properties"]["components"];
    assert_eq!(
        components["properties"]["api"]["description"],
        "Platform API"
    );
    let states = [
        "operational",
        "under_maintenance",
        "degraded_performance",
        "partial_outage",
        "major_outage",
    ];
    assert_eq!(
        components["properties"]["api"]["enum"],
        serde_json::json!(states)
    );
    let update = &incident["properties"]["updates"]["items"]["properties"];
    assert_eq!(
        update["status"]["enum"],
        serde_json::json!(["investigating", "identified", "monitoring", "resolved"])
    );
    let rules = &schema("site")["properties"]["rules"]["properties"];
    assert_eq!(
        rules["short-notice"]["enum"],
        serde_json::json!(["off", "warn", "error"])
    );
    let worksheet = &schema("worksheet")["properties"]["tickets"]["items"]["properties"];
    let culprits = worksheet["culprit"]["anyOf"][0]["enum"].as_array().unwrap();
    assert!(
        culprits.contains(&"pgbackups".into()) && culprits.contains(&"pg-backups".into()),
        "{culprits:?}"
    );
    let owners = schema("product")["properties"]["owner"]["enum"].clone();
    assert_includes(owners.as_array().unwrap(), &serde_json::Value::from("data"));
}

/// What a schema needs is what `check` needs: a document without any key lacks the same ones.
#[test]
fn what_a_schema_needs_is_what_the_check_needs() {
    for (name, path) in [
        ("site", "site.yaml"),
        ("components", "components.yaml"),
        ("incident", "incidents/a.yaml"),
        ("maintenance", "maintenance/a.yaml"),
        ("postmortem", "postmortems/a.md"),
        ("notice", "notices/a.md"),
        ("page", "pages/a.md"),
        ("product", "internal/reports/pg/product.yaml"),
        ("usage", "internal/reports/pg/usage.yaml"),
        ("actions", "internal/reports/pg/actions.yaml"),
        ("tally", "internal/reports/pg/2013-W27.yaml"),
        ("teams", "internal/teams.yaml"),
        ("services", "internal/services.yaml"),
        ("on-call", "internal/on-call/2013-W27.yaml"),
    ] {
        let text = if path.ends_with(".md") {
            "---\n---\n"
        } else {
            "{}\n"
        };
        let mut files: Vec<SourceFile> = site::sources("")
            .iter()
            .map(|(_, file)| file.clone())
            .filter(|file| file.path != path)
            .collect();
        files.push(SourceFile {
            path: path.to_owned(),
            bytes: text.as_bytes().to_vec(),
        });
        let sources = Sources::new(files);
        let file = sources.find(path).unwrap();
        let found = statuary::check_sources(&sources).diagnostics;
        let of_file = found.iter().filter(|fault| fault.primary.span.file == file);
        let lacks = |message: &str| {
            message
                .strip_prefix("missing key `")?
                .strip_suffix('`')
                .map(str::to_owned)
        };
        let mut needed: BTreeSet<String> = of_file
            .clone()
            .filter_map(|fault| lacks(&fault.message))
            .collect();
        // These two say more than that a key is missing.
        needed.extend(
            of_file
                .filter(|fault| fault.rule.id == "missing-updates")
                .map(|_| "updates".to_owned()),
        );
        let schema = schema(name);
        let required = schema["required"].as_array().cloned().unwrap_or_default();
        let required: BTreeSet<String> = required
            .iter()
            .map(|key| key.as_str().unwrap().to_owned())
            .collect();
        assert_eq!(required, needed, "{name}");
    }
}
