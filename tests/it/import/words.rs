//! Nothing is lost: every word of every body is in what was made.

use std::collections::BTreeMap;

use super::{import_into_empty_site, source_files};
use statuary::base::source::Sources;
use statuary::import::{ImportAction, SourceTool};

/// How often each word stands in a text, in small letters.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for word in text
        .replace('\u{feff}', "")
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        *words.entry(word.to_lowercase()).or_insert(0) += 1;
    }
    words
}

/// The prose of a file: what is below its front matter, or the values of a JSON file that have more than one word.
fn prose(path: &str, text: &str) -> String {
    if path.ends_with(".json") {
        let mut prose = String::new();
        collect_prose(&serde_json::from_str(text).unwrap(), &mut prose);
        return prose;
    }
    if path.ends_with(".atom") {
        return feed_prose(text);
    }
    let front_matter = text.strip_prefix("---\n");
    match front_matter.and_then(|rest| rest.split_once("\n---\n")) {
        Some((_, body)) => body.to_owned(),
        None => text.to_owned(),
    }
}

/// Titles and texts of a feed, without the times and the phases of updates, which are not words of the text there.
fn feed_prose(text: &str) -> String {
    let document = roxmltree::Document::parse(text).unwrap();
    let entries = document
        .descendants()
        .filter(|node| node.has_tag_name("entry"));
    let parts = entries.flat_map(|entry| entry.children());
    let parts = parts.filter(|part| part.has_tag_name("title") || part.has_tag_name("content"));
    let html: String = parts
        .filter_map(|part| part.text())
        .flat_map(|text| [text, "\n"])
        .collect();
    let mut prose = String::new();
    for (index, piece) in html.split('<').enumerate() {
        let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
        let is_marker = ["small", "strong", "var", "/var"]
            .iter()
            .any(|name| tag.starts_with(name));
        if index == 0 || !is_marker {
            prose.push_str(words);
            prose.push(' ');
        }
    }
    prose
}

fn collect_prose(value: &serde_json::Value, prose: &mut String) {
    match value {
        serde_json::Value::String(text) if text.contains(' ') => {
            // Of a link, the address stays.
            prose.push_str(&text.replace("<a href=", "").replace("</a>", ""));
            prose.push('\n');
        }
        serde_json::Value::Array(list) => list.iter().for_each(|value| collect_prose(value, prose)),
        // `status` of a page says what its components add up to.
        serde_json::Value::Object(keys) => keys
            .iter()
            .filter(|(key, _)| *key != "status")
            .for_each(|(_, value)| collect_prose(value, prose)),
        _ => {}
    }
}

/// The words of each source file that no imported file contains. A file that is skipped completely is named in the report.
pub fn lost(tool: SourceTool, from: &Sources) -> Vec<String> {
    let import = import_into_empty_site(tool, from);
    let mut lost = Vec::new();
    for (_, file) in from.iter() {
        let text = String::from_utf8_lossy(&file.bytes);
        let lines = || {
            import
                .report
                .lines
                .iter()
                .filter(|line| line.source == file.path)
        };
        let is_skipped = lines().any(|line| line.action == ImportAction::Skipped)
            && !lines().any(|line| line.action == ImportAction::Created);
        if is_skipped {
            continue;
        }
        let body = prose(&file.path, &text);
        // What belongs to no single file, such as the names of components, is in these.
        // What a file has in common with another one is in what was made from that one.
        let is_shared = lines().any(|line| line.action == ImportAction::Merged);
        let of_file = |path: &str| {
            is_shared
                || matches!(path, "site.yaml" | "components.yaml")
                || lines().any(|line| line.text == path)
        };
        let out: String = import
            .files
            .iter()
            .filter(|made| of_file(&made.path))
            .map(|made| made.text.as_str())
            .collect();
        // A text in quotes has `\\n` for a new line.
        let have = words(&out.replace("\\n", "\n"));
        let missing = words(&body)
            .into_iter()
            .filter(|(word, count)| have.get(word).copied().unwrap_or(0) < *count);
        let missing: Vec<String> = missing.map(|(word, _)| word).collect();
        if !missing.is_empty() {
            lost.push(format!("{}: {}", file.path, missing.join(" ")));
        }
    }
    lost
}

#[track_caller]
fn none_lost(tool: SourceTool, text: &str) {
    let lost = lost(tool, &source_files(text));
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn no_word_of_the_forty_is_lost() {
    none_lost(SourceTool::Cstate, include_str!("forty.txt"));
}

#[test]
fn no_word_of_any_notation_is_lost() {
    none_lost(SourceTool::Cstate, super::notations::ALL);
}

#[test]
fn no_word_of_a_post_mortem_is_lost() {
    none_lost(SourceTool::Postmortems, super::tools::POSTMORTEMS);
}
