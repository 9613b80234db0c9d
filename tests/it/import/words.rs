//! Nothing is lost: every word of every body is in what was made.

use std::collections::BTreeMap;

use super::{import_into_empty_site, source_files};
use statuary::base::source::Sources;
use statuary::import::SourceTool;

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

/// The line in the report for a file that is skipped completely.
const FOR_AUTHORS: &str = "template or documentation for authors";

/// The words of each source file that no imported file contains.
fn lost(tool: SourceTool, from: &Sources) -> Vec<String> {
    let import = import_into_empty_site(tool, from);
    let mut lost = Vec::new();
    for (_, file) in from.iter() {
        let text = String::from_utf8_lossy(&file.bytes);
        let body = match text
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"))
        {
            Some((_, body)) => body.to_owned(),
            None => text.into_owned(),
        };
        if import
            .report
            .lines
            .iter()
            .any(|line| line.source == file.path && line.text == FOR_AUTHORS)
        {
            continue;
        }
        let of_file = |path: &str| {
            import
                .report
                .lines
                .iter()
                .any(|line| line.source == file.path && line.text == path)
        };
        let out: String = import
            .files
            .iter()
            .filter(|made| of_file(&made.path))
            .map(|made| made.text.as_str())
            .collect();
        let have = words(&out);
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
