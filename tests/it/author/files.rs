//! Updates in many real files: of the example and of what importers made, each as it is and in the ways that editors and people write.

use std::fs;
use std::path::Path;

use proptest::prelude::*;
use statuary::author::new_update::NewUpdate;
use statuary::author::update;
use statuary::base::source::{FileId, SourceFile, Sources};
use statuary::base::time::{Moment, Now, Zone};
use statuary::format::yaml::{YamlText, flow_scalar};
use statuary::import::{self, ImportOptions, SourceHistory, SourceTool};
use statuary::parse::yaml;
use statuary::parse::yaml::node::{Node, NodeValue};

use super::some_update;
use crate::site;

/// The example's incidents and maintenance, and the forty that an importer makes.
fn files() -> Vec<String> {
    let example = site::example_sources();
    let of_updates =
        |path: &str| path.starts_with("incidents/") || path.starts_with("maintenance/");
    let mut texts: Vec<String> = example
        .iter()
        .filter(|(_, file)| of_updates(&file.path))
        .map(|(_, file)| String::from_utf8(file.bytes.clone()).unwrap())
        .collect();
    let forty =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/import/forty.txt"))
            .unwrap();
    let foreign = site::files(&forty).into_iter();
    let foreign = foreign
        .map(|(path, text)| SourceFile {
            path,
            bytes: text.into_bytes(),
        })
        .collect();
    let made = import::import_files(
        SourceTool::Cstate,
        &Sources::new(foreign),
        &ImportOptions {
            history: &SourceHistory::default(),
            existing: &Sources::default(),
            zone: Some(Zone::UTC),
            site_id: "site",
            now: Now(Moment::from_unix(1_800_000_000).unwrap()),
        },
    );
    texts.extend(
        made.files
            .into_iter()
            .filter(|made| of_updates(&made.path))
            .map(|made| made.text),
    );
    texts
}

fn spaced(text: &str) -> String {
    text.replace("\n  - at:", "\n\n  - at:")
        .replace("updates:\n\n", "updates:\n")
}

fn without_indentation(text: &str) -> String {
    let (head, updates) = text.split_once("\nupdates:").unwrap();
    let (comment, updates) = updates.split_once('\n').unwrap();
    let inside = |line: &&str| line.is_empty() || line.starts_with("  ");
    let lines: Vec<&str> = updates.lines().collect();
    let count = lines.iter().take_while(|line| inside(line)).count();
    let moved = lines[..count]
        .iter()
        .map(|line| line.get(2..).unwrap_or_default());
    let lines: Vec<&str> = moved.chain(lines[count..].iter().copied()).collect();
    format!("{head}\nupdates:{comment}\n{}\n", lines.join("\n"))
}

#[test]
fn an_update_changes_nothing_but_its_lines() {
    let files = files();
    let ways: [fn(&str) -> String; 5] = [
        str::to_owned,
        |text| text.replace('\n', "\r\n"),
        |text| text.trim_end().to_owned(),
        spaced,
        without_indentation,
    ];
    let mut done = 0;
    for text in &files {
        for (way, change) in ways.iter().enumerate() {
            let text = change(text);
            let mut faults = Vec::new();
            yaml::parse_tree(FileId::FIRST, &text, 0..text.len(), &mut faults);
            assert!(faults.is_empty(), "{way}: {text}");
            let appended =
                update::append_update(&text, &some_update("2030-01-01T00:00Z"), Zone::UTC);
            let appended =
                appended.unwrap_or_else(|unplaced| panic!("{way}: {}: {text}", unplaced.reason));
            let rest = [
                &appended.text[..appended.added.start],
                &appended.text[appended.added.end..],
            ]
            .concat();
            assert_eq!(rest, text);
            // Only whole lines are new, but for the end of a last line that had none.
            let before = &appended.text[..appended.added.start];
            assert!(before.ends_with('\n') || before == text, "{way}: {text}");
            assert!(appended.text[appended.added.clone()].ends_with('\n'));
            done += 1;
        }
    }
    assert!(done >= 300, "{done} files are too few to tell");
}

/// The last byte of the last update is then inside a character.
#[test]
fn a_file_that_ends_in_a_letter_of_several_bytes_takes_an_update() {
    let new = NewUpdate {
        at: "2026-11-03T12:00Z".to_owned(),
        text: "Over.".to_owned(),
        ..NewUpdate::default()
    };
    for text in ["障害", "größer als ü", "|\n      㒐ü"] {
        let file = format!(
            "title: A\nstarted: 2026-11-03T10:00Z\nimpact: minor\nupdates:\n  - at: 2026-11-03T10:00Z\n    text: {text}"
        );
        let appended = update::append_update(&file, &new, Zone::UTC).unwrap();
        assert!(appended.text.starts_with(&file), "{}", appended.text);
        assert!(
            appended.text.ends_with("text: Over.\n"),
            "{}",
            appended.text
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    /// Whatever the writer makes of a text, our own parser reads the same characters, beside a key, in a list and between brackets.
    #[test]
    fn a_written_text_is_read_back(text in "(\\PC|[ \t\n#:'\"\\[\\]{},&*!|>%@`~-]){0,40}") {
        let mut yaml = YamlText::default();
        yaml.pair(0, "key", &text);
        yaml.line(0, "list:");
        yaml.item(2, &text);
        yaml.line(0, &format!("flow: {{ key: {}, last: end }}", flow_scalar(&text)));
        let yaml = yaml.finish();
        let mut faults = Vec::new();
        let root = yaml::parse_tree(FileId::FIRST, &yaml, 0..yaml.len(), &mut faults).unwrap();
        prop_assert_eq!(&faults, &Vec::new(), "{}", yaml);
        let NodeValue::Map { entries, .. } = root.value else { panic!("{yaml}") };
        let scalar = |node: &Node| match &node.value {
            NodeValue::Scalar { text, .. } => text.clone(),
            _ => String::new(),
        };
        prop_assert_eq!(&scalar(&entries[0].1), &text, "{}", yaml);
        let NodeValue::Seq(items) = &entries[1].1.value else { panic!("{yaml}") };
        prop_assert_eq!(&scalar(&items[0]), &text, "{}", yaml);
        let NodeValue::Map { entries: flow, .. } = &entries[2].1.value else { panic!("{yaml}") };
        prop_assert_eq!(&scalar(&flow[0].1), &text, "{}", yaml);
    }
}
