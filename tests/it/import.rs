//! Other tools' histories become content of ours: every notation is found, nothing is lost, and what is made is sound.

mod cases;
mod command;
mod corpora;
pub(crate) mod feeds;
mod forty;
mod history;
mod notations;
mod paging;
pub(crate) mod postmortems;
mod replay;
mod statuspage;
pub(crate) mod tools;
mod truth;
pub(crate) mod vendors;
mod words;
mod writing;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use statuary::base::source::{SourceFile, Sources};
use statuary::base::time::{Now, Zone};
use statuary::edge::diagnostics;
use statuary::import::{self, ImportOptions, ImportOutput, SourceHistory, SourceTool};

use crate::site::{self, moment};

/// Files of another tool: several in one text.
pub(crate) fn source_files(text: &str) -> Sources {
    of(site::files(text))
}

fn of(files: BTreeMap<String, String>) -> Sources {
    Sources::new(
        files
            .into_iter()
            .map(|(path, text)| SourceFile {
                path,
                bytes: text.into_bytes(),
            })
            .collect(),
    )
}

/// Imports in December 2026, whatever day it is, from a source without a history.
fn options(existing: &Sources, zone: Option<Zone>) -> ImportOptions<'_> {
    static NO_HISTORY: LazyLock<SourceHistory> = LazyLock::new(SourceHistory::default);
    ImportOptions {
        history: &NO_HISTORY,
        existing,
        zone,
        site_id: "site",
        now: Now(moment("2026-12-01T00:00Z")),
    }
}

/// Imports into an empty site.
pub(crate) fn import_into_empty_site(tool: SourceTool, from: &Sources) -> ImportOutput {
    import::import_files(tool, from, &options(&Sources::default(), Some(Zone::UTC)))
}

/// The content folder that an import makes.
fn content(import: &ImportOutput) -> Sources {
    let files = import.files.iter();
    Sources::new(
        files
            .map(|made| SourceFile {
                path: made.path.clone(),
                bytes: made.text.clone().into_bytes(),
            })
            .collect(),
    )
}

/// Stops with every error that the content has.
#[track_caller]
fn assert_sound(import: &ImportOutput) {
    let sources = content(import);
    let outcome = statuary::check_sources(&sources);
    let faults = outcome
        .diagnostics
        .iter()
        .map(|fault| diagnostics::short_line(fault, &sources, ""));
    assert!(
        outcome.ledger.is_some(),
        "{}",
        faults.collect::<Vec<_>>().join("\n")
    );
}

/// The text of one file, without the line of the mark.
#[track_caller]
fn text_of<'a>(import: &'a ImportOutput, path: &str) -> &'a str {
    let paths = || {
        import
            .files
            .iter()
            .map(|made| made.path.as_str())
            .collect::<Vec<_>>()
    };
    let found = import.files.iter().find(|made| made.path == path);
    let text = &found
        .unwrap_or_else(|| panic!("no {path} among {:?}", paths()))
        .text;
    let start = if text.starts_with("---\n") { 4 } else { 0 };
    text[start..].split_once('\n').unwrap().1
}
