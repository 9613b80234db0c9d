//! The generated parts of the manual are what the program says of itself. `UPDATE_DOCS=1 cargo test manual` writes them.

use std::fs;
use std::iter::repeat;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use clap::{Command, CommandFactory};
use expect_test::expect;
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::value::Error;
use serde::de::{Deserializer, Error as _, Visitor};
use serde::forward_to_deserialize_any;
use serde_json::Value;
use statuary::author::schema::SiteWords;
use statuary::base::diagnostic::quoted_alternatives;
use statuary::edge::cli::Cli;
use statuary::edge::diagnostics::docs;
use statuary::edge::manual::{Chapter, PARTS, chapters};
use statuary::format::schema::schema_of;
use statuary::format::{
    announce, component, incident, maintenance, notice, on_call, page, postmortem, report, service,
    site, support, team,
};
use statuary::model::route::{MOVED, ROUTES, Route};

/// The name of a key table in its marker, and the function that writes the table.
type Table = (&'static str, fn() -> String);

/// The tables by the names in their markers: `<!-- keys: incident -->`.
const TABLES: [Table; 60] = [
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
    ("support guide", table::<support::SupportGuideDoc>),
    ("support channel", table::<support::SupportChannelDoc>),
    ("support priority", table::<support::SupportPriorityDoc>),
    ("error code", table::<support::ErrorCodeDoc>),
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

/// The README and the chapters of the manual, with their paths.
pub fn documents() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let chapters = fs::read_dir(root.join("src/manual")).unwrap();
    let mut paths: Vec<PathBuf> = chapters.map(|file| file.unwrap().path()).collect();
    paths.push(root.join("README.md"));
    paths.sort();
    let read = |path: PathBuf| (fs::read_to_string(&path).unwrap(), path);
    paths
        .into_iter()
        .map(read)
        .map(|(text, path)| (path, text))
        .collect()
}

/// Fails unless the one part of the manual with this name is the given text. With `UPDATE_DOCS`, writes it.
#[track_caller]
pub fn assert_generated(name: &str, text: &str) {
    static WRITING: Mutex<()> = Mutex::new(());
    let _one_at_a_time = WRITING.lock().unwrap_or_else(PoisonError::into_inner);
    let mark = format!("<!-- generated: {name} -->\n");
    let documents = documents();
    let marked: Vec<_> = documents
        .iter()
        .filter(|(_, text)| text.contains(&mark))
        .collect();
    let [(path, document)] = marked.as_slice() else {
        panic!(
            "{} chapters have the mark `{}`",
            marked.len(),
            mark.trim_end()
        )
    };
    let (before, rest) = document.split_once(&mark).unwrap();
    let (old, after) = rest
        .split_once("<!-- end -->")
        .expect("a generated part has an end");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(path, format!("{before}{mark}{text}<!-- end -->{after}")).unwrap();
        return;
    }
    assert!(
        old == text,
        "the part `{name}` of {} is out of date; run `UPDATE_DOCS=1 cargo test`\n{}",
        path.display(),
        first_difference(old, text)
    );
}

fn first_difference(old: &str, new: &str) -> String {
    let lines = old
        .lines()
        .map(Some)
        .chain(repeat(None))
        .zip(new.lines().map(Some).chain(repeat(None)));
    let differing = lines
        .take(old.lines().count().max(new.lines().count()))
        .find(|(old, new)| old != new);
    differing.map_or_else(String::new, |(old, new)| {
        format!(
            "- {}\n+ {}",
            old.unwrap_or_default(),
            new.unwrap_or_default()
        )
    })
}

#[test]
fn the_key_tables_of_the_manual_are_up_to_date() {
    for (name, table) in TABLES {
        assert_generated(&format!("keys: {name}"), &table());
    }
    for (path, text) in documents() {
        for mark in text.split("<!-- generated: keys: ").skip(1) {
            let name = mark.split(" -->").next().unwrap();
            assert!(
                TABLES.iter().any(|(known, _)| *known == name),
                "{}: there is no document type for the table `{name}`",
                path.display()
            );
        }
    }
}

#[test]
fn the_manual_lists_all_commands() {
    let row = |command: &Command| {
        format!(
            "| `statuary {}` | {} |\n",
            command.get_name(),
            command.get_about().unwrap()
        )
    };
    let rows: String = Cli::command().get_subcommands().map(row).collect();
    assert_generated(
        "commands",
        &format!("| command | what it does |\n| --- | --- |\n{rows}"),
    );
}

#[test]
fn the_manual_lists_all_rules() {
    assert_generated("rules", &docs::rule_table());
}

#[test]
fn the_manual_lists_all_addresses() {
    for (site, is_internal) in [("public", false), ("internal", true)] {
        let mut routes: Vec<&Route> = ROUTES
            .iter()
            .filter(|route| route.is_internal == is_internal && **route != MOVED)
            .collect();
        routes.sort_by_key(|route| route.pattern);
        let row = |route: &Route| {
            let source = route.source.map(|source| format!("`content/{source}`"));
            let row = format!(
                "| `/{}` | {} |\n",
                route.pattern,
                source.unwrap_or_default()
            );
            row.replace("{}", "NAME")
        };
        let rows: String = routes.into_iter().map(row).collect();
        assert_generated(
            &format!("addresses {site}"),
            &format!("| address | content file |\n| --- | --- |\n{rows}"),
        );
    }
}

#[test]
fn the_readme_lists_all_chapters_of_the_manual() {
    let row = |chapter: &Chapter| format!("[{}](src/manual/{}.md)", chapter.title(), chapter.name);
    let rows: String = PARTS
        .iter()
        .map(|part| {
            format!(
                "| {} | {} |\n",
                part.title,
                part.chapters
                    .iter()
                    .map(row)
                    .collect::<Vec<_>>()
                    .join(" · ")
            )
        })
        .collect();
    assert_generated("chapters", &format!("| | |\n| --- | --- |\n{rows}"));
}

#[test]
fn every_chapter_is_in_the_program() {
    let mut names: Vec<String> = chapters()
        .map(|chapter| format!("{}.md", chapter.name))
        .collect();
    names.push("README.md".to_owned());
    names.sort();
    let mut files: Vec<String> = documents()
        .iter()
        .map(|(path, _)| path.file_name().unwrap().to_str().unwrap().to_owned())
        .collect();
    files.sort();
    assert_eq!(files, names);
    for chapter in chapters() {
        assert!(
            chapter.markdown.starts_with("# "),
            "{} has no title",
            chapter.name
        );
        assert!(
            Cli::command().find_subcommand(chapter.name).is_none(),
            "`statuary help {}` is both a chapter and a command",
            chapter.name
        );
    }
}

/// Links from one chapter to another, to a heading, and to files of the repository.
#[test]
fn links_of_the_manual_lead_to_files_that_exist() {
    let mut checked = 0;
    for (path, text) in documents() {
        for link in text.split("](").skip(1) {
            let link = link.split(')').next().unwrap();
            if link.contains(':') {
                continue;
            }
            assert!(
                !link.contains('#'),
                "{}: link to a chapter, not to a heading: {link}",
                path.display()
            );
            assert!(
                path.parent().unwrap().join(link).exists(),
                "{}: there is no {link}",
                path.display()
            );
            checked += 1;
        }
    }
    assert!(checked > 40, "only {checked} links were found");
}

#[test]
fn the_readme_takes_two_minutes_to_read() {
    let (_, readme) = documents()
        .into_iter()
        .find(|(path, _)| path.ends_with("README.md"))
        .unwrap();
    assert!(readme.len() <= 12_000, "{} bytes", readme.len());
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
        "types without a key table in the manual"
    );
}
