//! Updates in many real files: of the example and of what importers made, each as it is and in the ways that editors and people write.

use std::fs;
use std::path::Path;

use statuary::author::update;
use statuary::base::source::{FileId, SourceFile, Sources};
use statuary::base::time::Zone;
use statuary::import::{self, SourceTool};
use statuary::parse::yaml;

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
        &Sources::default(),
        Some(Zone::UTC),
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
