//! The key tables of the README are what the content format says of itself. `UPDATE_DOCS=1 cargo test` writes them.

use std::fs;

use expect_test::expect;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::Error;
use serde::de::{Deserializer, Error as _, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;
use statuary::author::schema::SiteWords;
use statuary::base::diagnostic::quoted_alternatives;
use statuary::format::schema::schema_of;
use statuary::format::{
    announce, component, incident, maintenance, notice, on_call, page, postmortem, report, service,
    site, team,
};

const README: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");

/// The name of a key table in its marker, and the function that writes the table.
type Table = (&'static str, fn() -> String);

/// The tables by the names in their markers: `<!-- keys: incident -->`.
const TABLES: [Table; 56] = [
    ("site", table::<site::SiteDoc>),
    ("support", table::<site::SupportDoc>),
    ("subscribe", table::<site::SubscribeDoc>),
    ("subscribe: mail", table::<site::MailingListDoc>),
    ("policy", table::<site::PolicyDoc>),
    ("uptime", table::<site::UptimeDoc>),
    ("announce", table::<announce::AnnounceDoc>),
    ("announce: channels", table::<announce::ChannelDoc>),
    ("look", table::<site::LookDoc>),
    ("look: dark", table::<site::DarkColorsDoc>),
    ("look: logo", table::<site::LogoDoc>),
    ("components", table::<component::ComponentsDoc>),
    ("group", table::<component::GroupDoc>),
    ("component", table::<component::ComponentDoc>),
    ("incident", table::<incident::IncidentDoc>),
    ("incident update", table::<incident::UpdateDoc>),
    ("link", table::<incident::LinkDoc>),
    ("maintenance", table::<maintenance::MaintenanceDoc>),
    ("window", table::<maintenance::WindowDoc>),
    (
        "maintenance update",
        table::<maintenance::MaintenanceUpdateDoc>,
    ),
    ("post-mortem", table::<postmortem::PostmortemDoc>),
    ("action item", table::<postmortem::ActionItemDoc>),
    ("notice", table::<notice::NoticeDoc>),
    ("page", table::<page::PageDoc>),
    ("product", table::<report::ProductDoc>),
    ("usage unit", table::<report::UsageUnitDoc>),
    ("period pair", table::<report::PeriodPairDoc>),
    ("target", table::<report::TargetDoc>),
    ("export", table::<report::ExportDoc>),
    ("product labels", table::<report::LabelsDoc>),
    ("label counts", table::<report::LabelCountsDoc>),
    ("labeled tickets", table::<report::LabeledTicketsDoc>),
    ("culprit", table::<report::CulpritDoc>),
    ("worksheet", table::<report::WorksheetDoc>),
    ("ticket", table::<report::TicketDoc>),
    ("tally", table::<report::TallyDoc>),
    ("usage", table::<report::UsageDoc>),
    ("actions", table::<report::ActionDoc>),
    ("team", table::<team::TeamDoc>),
    ("working hours", table::<team::WorkingHoursDoc>),
    ("services", table::<service::ServicesDoc>),
    ("service", table::<service::ServiceDoc>),
    ("checklist item", table::<service::ChecklistItemDoc>),
    ("escalation", table::<service::EscalationDoc>),
    ("escalation step", table::<service::EscalationStepDoc>),
    ("on-call counts", table::<on_call::OnCallDoc>),
    ("read twice", table::<report::ReadTwiceDoc>),
    ("worksheet census", table::<report::CensusDoc>),
    ("ticket note", table::<report::TicketNoteDoc>),
    ("draw", table::<report::SampleDrawDoc>),
    ("tally census", table::<report::TallyCensusDoc>),
    ("actions file", table::<report::ActionsDoc>),
    ("teams", table::<team::TeamsDoc>),
    ("waiver", table::<service::WaiverDoc>),
    ("on-call count", table::<on_call::PageCountDoc>),
    ("on-call event", table::<on_call::PageEventDoc>),
];

/// The table of a document type: each key with its value and meaning, in the order of the type.
fn table<T: JsonSchema + for<'de> Deserialize<'de>>() -> String {
    let schema = schema_of::<T>();
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    let mut table = "| key | value | meaning |\n| --- | --- | --- |\n".to_owned();
    for key in keys::<T>() {
        let property = &schema["properties"][&key];
        let needed = if required.contains(&Value::from(key.as_str())) {
            "**required**, "
        } else {
            ""
        };
        let meaning = property["description"].as_str().unwrap_or_default();
        table += &format!(
            "| `{key}` | {needed}{} | {meaning} |\n",
            value_name(property)
        );
    }
    table
}

/// What the manual calls a value.
fn value_name(schema: &Value) -> String {
    let words = schema["x-words"]
        .as_str()
        .map(|list| SiteWords::default().words(list));
    let choices = words.as_ref().and_then(|words| words.get("enum"));
    if let Some(choices) = choices.or(schema.get("enum")).and_then(Value::as_array) {
        return quoted_alternatives(choices.iter().filter_map(Value::as_str));
    }
    if let Some(label) = schema["x-label"].as_str() {
        return label.to_owned();
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let names: Vec<String> = choices.iter().map(value_name).collect();
        let (list, others): (Vec<&String>, Vec<&String>) =
            names.iter().partition(|name| name.starts_with("list of "));
        let others = others.into_iter().cloned().collect::<Vec<_>>().join(" or ");
        return match list.as_slice() {
            [list] if **list == format!("list of {others}") => {
                format!("{others}, or a list of these")
            }
            _ => names.join(" or "),
        };
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds[0].as_str(),
        kind => kind.as_str(),
    };
    match kind {
        Some("array") => match value_name(&schema["items"]).as_str() {
            "mapping" => "list".to_owned(),
            item => format!("list of {item}"),
        },
        Some("object") if schema["properties"].is_object() => "mapping".to_owned(),
        Some("object") => {
            let value = value_name(&schema["additionalProperties"]);
            format!(
                "mapping of {} to {value}",
                value_name(&schema["propertyNames"])
            )
        }
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("integer") => "integer".to_owned(),
        Some("number") => "number".to_owned(),
        Some("null") => "nothing".to_owned(),
        _ => "text".to_owned(),
    }
}

/// The keys of a document type in the order of its fields, which a JSON Schema does not have.
fn keys<T: for<'de> Deserialize<'de>>() -> Vec<String> {
    let error = T::deserialize(KeyLister)
        .err()
        .expect("KeyLister lists the keys as an error");
    error.to_string().split(' ').map(str::to_owned).collect()
}

struct KeyLister;

impl<'de> Deserializer<'de> for KeyLister {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Error> {
        Err(Error::custom("not a struct"))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Error> {
        Err(Error::custom(fields.join(" ")))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf option unit unit_struct newtype_struct seq tuple
        tuple_struct map enum identifier ignored_any
    }
}

/// The manual with fresh tables. Panics where it lacks one, or has one that no document type is for.
fn with_fresh_tables(manual: &str) -> String {
    const END: &str = "<!-- end -->";
    let mut parts = manual.split("<!-- keys: ");
    let mut fresh = parts.next().unwrap_or_default().to_owned();
    let mut seen = Vec::new();
    for part in parts {
        let (name, rest) = part.split_once(" -->\n").expect("a marker ends its line");
        let (_, after) = rest
            .split_once(END)
            .unwrap_or_else(|| panic!("the table `{name}` has no end"));
        let (_, table) = TABLES
            .iter()
            .find(|(known, _)| *known == name)
            .unwrap_or_else(|| panic!("there is no document type for the table `{name}`"));
        seen.push(name);
        fresh += &format!("<!-- keys: {name} -->\n{}{END}{after}", table());
    }
    for (name, _) in TABLES {
        assert!(seen.contains(&name), "README.md has no table `{name}`");
    }
    fresh
}

#[test]
fn the_key_tables_of_the_manual_are_up_to_date() {
    let manual = fs::read_to_string(README).unwrap();
    let fresh = with_fresh_tables(&manual);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(README, fresh).unwrap();
        return;
    }
    let differing: Vec<String> = manual
        .lines()
        .zip(fresh.lines())
        .filter(|(old, new)| old != new)
        .map(|(old, new)| format!("- {old}\n+ {new}"))
        .take(5)
        .collect();
    assert!(
        manual == fresh,
        "README.md differs from src/format; run `UPDATE_DOCS=1 cargo test manual`\n{}",
        differing.join("\n")
    );
}

#[test]
fn a_table_has_what_the_type_says() {
    expect![[r#"
        | key | value | meaning |
        | --- | --- | --- |
        | `id` | **required**, ID | ID, used in URLs and feeds: lowercase letters, digits and hyphens. If you change it, list the old one in `aliases`. |
        | `name` | **required**, text | Name that customers see. It can change. |
        | `description` | text | What the component does for customers. |
        | `since` | date | First day with history. |
        | `retired` | date | Day from which the component is no longer on the status page. Its own page and history remain. |
        | `aliases` | list of ID | Former IDs. Files can still use them. |
    "#]].assert_eq(&table::<component::ComponentDoc>());
}

#[test]
fn every_type_of_the_content_format_has_a_table() {
    let tables = fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/it/author/manual.rs"
    ))
    .unwrap();
    let mut missing = Vec::new();
    for file in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/format")).unwrap() {
        let source = fs::read_to_string(file.unwrap().path()).unwrap();
        let types = source
            .lines()
            .filter_map(|line| line.strip_prefix("pub struct "));
        let names = types.filter_map(|line| line.strip_suffix("Doc {"));
        missing.extend(
            names
                .filter(|name| !tables.contains(&format!("::{name}Doc>")))
                .map(str::to_owned),
        );
    }
    assert_eq!(
        missing,
        Vec::<String>::new(),
        "types without a key table in README.md"
    );
}
