//! Every text comes back from our own YAML as the same characters, and hostile sources make no crash.

use std::collections::BTreeMap;

use proptest::prelude::*;
use statuary::import::SourceTool;

use super::{assert_sound, content, import_into_empty_site, of, source_files};
use crate::site;

/// An incident whose one update says a text, by way of JSON, which can say anything.
fn said(text: &str) -> String {
    let text = serde_json::to_string(text).unwrap();
    let source = format!(
        "{{\"name\": {text}, \"updates\": [{{\"date\": \"2024-01-05T10:00:00Z\", \"body\": {text}}}]}}\n"
    );
    let from = of(BTreeMap::from([("a.json".to_owned(), source)]));
    let import = import_into_empty_site(SourceTool::Statuspage, &from);
    let sources = content(&import);
    let file = sources
        .iter()
        .find(|(_, file)| file.path.starts_with("incidents/"))
        .unwrap()
        .1;
    let tree: serde_yaml::Value = serde_yaml::from_slice(&file.bytes).unwrap();
    tree["updates"][0]["text"].as_str().unwrap().to_owned()
}

#[test]
fn texts_that_yaml_could_misread_come_back() {
    for text in [
        "yes",
        "12",
        "1e3",
        "0x1f",
        "~",
        "- a",
        "a: b",
        "a #b",
        "#a",
        "'a'",
        "\"a\"",
        "a\\b",
        "{a}",
        "[a]",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a`",
        "|",
        ">",
        "a:",
        "---",
        "...",
        "line\nline",
        "line\n\n\nline",
        "tab\tinside",
        "\u{7f}x",
        "nbsp\u{a0}x",
        "x\u{2028}y",
        "Grüße 你好 🙂",
        "a\n  indented\n    more",
        "```\n  code\n```",
        "=",
        "null",
        "2024-01-05",
    ] {
        assert_eq!(said(text).trim(), text, "{text:?}");
    }
}

#[test]
fn a_text_without_words_or_a_file_of_nothing_makes_no_crash() {
    for source in [
        "//- content/issues/a.md\n",
        "//- content/issues/a.md\n---\n",
        "//- content/issues/a.md\n---\ndate: 2024-01-01\n---\n",
        "//- content/issues/a.md\n---\ntitle: [a]\ndate: {b: c}\n---\nx\n",
        "//- a.md\n---\ntitle: 'broken\ndate: 2024-01-01\n---\nx\n",
        "//- content/issues/2024-01-01 ünï: cödé 🙂.md\n---\ntitle: '🙂'\ndate: 2024-13-45\n---\n[[[\n",
        "//- a.md\n---\ndate: 2024-01-01\ndate: 2024-01-02\n---\n**\n",
        "//- a.md\n+++\ntitle = 'a'\n+++\nx\n",
        "//- content/issues/.md\n---\nsection: issue\n---\nText.\n",
        "//- content/issues/ .md\n---\ntitle: '  '\ndate: 2024-01-01\n---\nText.\n",
        "//- pages/.md\nText.\n",
        "//- config.yml\n\t- {\n//- b.md\n---\ndate: 2024-01-01\nseverity: 7\nresolvedWhen: never\n---\n*Update*\n",
    ] {
        assert_sound(&import_into_empty_site(
            SourceTool::Cstate,
            &source_files(source),
        ));
        assert_sound(&import_into_empty_site(
            SourceTool::Postmortems,
            &source_files(source),
        ));
    }
}

#[test]
fn an_entry_without_a_name_is_untitled() {
    let source = r#"{"page": {"id": "x", "name": "X", "time_zone": "Etc/UTC"}, "incidents": [{"id": "a", "name": " ",
        "status": "resolved", "impact": "minor", "created_at": "2026-11-01T10:00:00Z", "resolved_at": "2026-11-01T11:00:00Z",
        "incident_updates": [{"id": "b", "status": "resolved", "body": "Over.", "created_at": "2026-11-01T11:00:00Z"}]}]}"#;
    let from = of(BTreeMap::from([(
        "incidents.json".to_owned(),
        source.to_owned(),
    )]));
    let import = import_into_empty_site(SourceTool::Statuspage, &from);
    assert_sound(&import);
    let titles: Vec<&str> = import
        .files
        .iter()
        .filter(|file| file.path.starts_with("incidents/"))
        .flat_map(|file| file.text.lines())
        .filter(|line| line.starts_with("title:"))
        .collect();
    assert_eq!(titles, ["title: Untitled"]);
}

#[test]
fn an_end_before_the_start_is_not_used() {
    let source = r#"{"page": {"id": "x", "name": "X", "time_zone": "Etc/UTC"}, "incidents": [{"id": "a", "name": "Slow",
        "status": "resolved", "impact": "minor", "created_at": "2026-11-01T10:00:00Z", "resolved_at": "2025-11-01T11:00:00Z",
        "incident_updates": [{"id": "b", "status": "other", "body": "Over.", "created_at": "2026-11-01T11:00:00Z"}]}]}"#;
    let from = of(BTreeMap::from([(
        "incidents.json".to_owned(),
        source.to_owned(),
    )]));
    let import = import_into_empty_site(SourceTool::Statuspage, &from);
    assert_sound(&import);
    let at_wrong_time = import
        .files
        .iter()
        .find(|file| file.text.contains("at: 2025-"));
    assert!(at_wrong_time.is_none(), "{at_wrong_time:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_comes_back(text in "\\PC{1,60}(\n[ -~äß\t]{0,30}){0,4}") {
        // A Statuspage text may be HTML, whose tags become Markdown; all other characters come back.
        let begins_tag = |c: char| c.is_ascii_alphabetic() || "/!?".contains(c);
        prop_assume!(!text.split('<').skip(1).any(|after| after.starts_with(begins_tag)));
        let wanted = text.trim();
        // Tags are markup there, and not characters.
        let begins_tag = |after: &str| after.starts_with(|c: char| c.is_ascii_alphabetic() || "/!".contains(c));
        prop_assume!(!wanted.is_empty() && !wanted.split('<').skip(1).any(begins_tag));
        prop_assert_eq!(said(&text).trim().to_owned(), wanted.to_owned());
    }

    #[test]
    fn any_body_is_imported_sound(body in "([\\[\\]*#_<>{}=\\- 0-9:TZa-z\n\\\\é]|Update|Resolved|12:30|2024-01-05|```|<!--|-->){0,80}") {
        let head = "---\ntitle: A\ndate: 2024-01-05 10:00\nresolved: true\nresolvedWhen: 2024-01-05 12:00\nseverity: down\n---\n";
        let import = import_into_empty_site(SourceTool::Cstate, &source_files(&format!("//- content/issues/a.md\n{head}{body}")));
        assert_sound(&import);
        let _ = site::read(&content(&import));
    }
}
