//! Schemas for editors: they know every key that the parser knows, and say what each means.

use crate::compare::assert_includes;
use std::collections::BTreeSet;

use statuary::author::schema::{KEYS, SchemaKind, SiteNames, kinds};
use statuary::base::source::{SourceFile, Sources};
use statuary::check;
use statuary::check::rules::ADJUSTABLE;
use statuary::parse::shape::Shape;

use crate::site;

/// Every key of every document type below a shape.
fn keys(shape: &Shape, into: &mut BTreeSet<(&'static str, &'static str)>) {
    match shape {
        Shape::Text | Shape::Truth | Shape::Whole { .. } | Shape::Number => {}
        Shape::Optional(inner)
        | Shape::List(inner)
        | Shape::OneOrMany(inner)
        | Shape::Free(inner)
        | Shape::TextOr(inner) => keys(inner, into),
        Shape::Keys { name, fields } => {
            for (key, shape) in fields {
                into.insert((name, key));
                keys(shape, into);
            }
        }
    }
}

#[test]
fn every_key_of_the_parser_is_described_and_no_other() {
    let mut parsed = BTreeSet::new();
    kinds()
        .iter()
        .for_each(|kind| keys(&kind.shape, &mut parsed));
    assert_includes(&parsed, &("UpdateDoc", "next_update"));
    assert_includes(&parsed, &("TicketNoteDoc", "ticket"));
    let described: BTreeSet<_> = KEYS.iter().map(|key| (key.of, key.name)).collect();
    assert_eq!(described.len(), KEYS.len(), "a key is described twice");
    let missing: Vec<_> = parsed.difference(&described).collect();
    let spare: Vec<_> = described.difference(&parsed).collect();
    assert!(
        missing.is_empty() && spare.is_empty(),
        "not described: {missing:?}\nnot parsed: {spare:?}"
    );
}

fn kind(name: &str) -> SchemaKind {
    kinds().into_iter().find(|kind| kind.name == name).unwrap()
}

fn schema(name: &str) -> serde_json::Value {
    let names = SiteNames::of(&site::example_sources(), ADJUSTABLE);
    serde_json::from_str(&kind(name).schema(&names)).unwrap()
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
        serde_json::json!(["title", "started", "updates"])
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
        ("pager", "internal/pages/2013-W27.yaml"),
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
        let found = check::check_sources(&sources).diagnostics;
        let of_file = found.iter().filter(|fault| fault.primary.span.file == file);
        let lacks = |message: &str| {
            message
                .strip_prefix("the key `")?
                .strip_suffix("` is missing")
                .map(str::to_owned)
        };
        let mut needed: BTreeSet<String> = of_file
            .clone()
            .filter_map(|fault| lacks(&fault.message))
            .collect();
        // These two say more than that a key is missing.
        needed.extend(
            of_file
                .filter(|fault| fault.rule == "no-updates")
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

/// The table of the README and the shapes of the files that it is about. Keys of updates are in rows of their own.
#[test]
fn the_manual_names_every_key_of_the_content() {
    let manual =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/README.md")).unwrap();
    let table = manual
        .split("### Content files")
        .nth(1)
        .unwrap()
        .split("###")
        .next()
        .unwrap();
    let rows: Vec<&str> = table
        .lines()
        .filter(|line| line.starts_with("| "))
        .collect();
    let row = |what: &str| {
        let start = format!("| {what} |");
        rows.iter()
            .filter(|row| row.starts_with(&start))
            .copied()
            .collect::<String>()
    };
    let kinds = kinds();
    for (name, what) in [
        ("incident", "incident"),
        ("maintenance", "maintenance"),
        ("postmortem", "post-mortem"),
        ("notice", "notice"),
        ("page", "free page"),
        ("components", "components"),
        ("site", "settings"),
    ] {
        let mut found = BTreeSet::new();
        keys(
            &kinds.iter().find(|kind| kind.name == name).unwrap().shape,
            &mut found,
        );
        let elsewhere = |name: &str| {
            ["LookDoc", "LogoDoc", "ShadesDoc", "UptimeDoc", "LinkDoc"].contains(&name)
        };
        for (document, key) in found
            .into_iter()
            .filter(|(document, _)| !elsewhere(document))
        {
            let row = row(if document.ends_with("UpdateDoc") {
                "its updates"
            } else {
                what
            });
            let named = row
                .split('`')
                .skip(1)
                .step_by(2)
                .any(|code| code.split([' ', ',', ':']).any(|word| word == key));
            assert!(named, "{document}.{key} is not in: {row}");
        }
    }
}
