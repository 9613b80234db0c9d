//! What commands print that read the content for customers: the same with internal files and drafts as without, and never a name of what
//! is published later where logs are public.

use std::fs;

use super::complete::{open_content, secret_files};
use super::{CANARY, NOW};
use crate::build::Place;
use crate::compare::{assert_contains, assert_lacks};
use crate::diff::git;
use crate::site::{SMALL, files};

/// Commands with their options; `diff` compares with the commit that has nothing secret.
const COMMANDS: [&[&str]; 8] = [
    &["status"],
    &["status", "--format", "json"],
    &["next"],
    &["next", "--format", "json"],
    &["next", "--format", "github"],
    &["diff", "HEAD"],
    &["diff", "HEAD", "--format", "markdown"],
    &["diff", "HEAD", "--format", "json"],
];

/// A repository whose only commit has nothing secret.
fn repository() -> Place {
    let place = Place::new();
    // The support guide takes its address.
    fs::remove_file(place.path("content/pages/support.md")).unwrap();
    write(&place, &format!("{SMALL}{}", open_content()));
    let folder = place.path("");
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "content"]);
    git(&folder, &["commit", "--quiet", "--message", "Begin"]);
    place
}

fn write(place: &Place, content: &str) {
    for (path, text) in files(content) {
        place.write(&path, &text);
    }
}

/// What each command prints, on both outputs.
fn printed(place: &Place, more: &[&str]) -> Vec<(String, String)> {
    let run = |command: &&[&str]| {
        let run = place.run(&[*command, &["--now", NOW], more].concat());
        assert_eq!(run.code, 0, "{command:?}: {}", run.stderr);
        (run.stdout, run.stderr)
    };
    COMMANDS.iter().map(run).collect()
}

#[test]
fn internal_files_and_drafts_are_not_printed() {
    let place = repository();
    let before = printed(&place, &[]);
    write(
        &place,
        &secret_files(|path| path.starts_with("internal/") || path.contains("draft")),
    );
    for (((after, _), (before, _)), command) in
        printed(&place, &[]).iter().zip(&before).zip(COMMANDS)
    {
        assert_lacks(after, CANARY);
        assert_eq!(after, before, "{command:?}");
    }
}

#[test]
fn what_is_published_later_is_not_printed_into_public_logs() {
    let place = repository();
    write(&place, &secret_files(|path| path.contains("future")));
    // Authors see what they have planned.
    let shown = printed(&place, &[]);
    assert!(shown.iter().any(|(stdout, _)| stdout.contains(CANARY)));
    let hidden = printed(&place, &["--no-source-lines"]);
    for ((stdout, stderr), command) in hidden.iter().zip(COMMANDS) {
        crate::compare::note_case(&format!("{command:?}"));
        assert_lacks(stdout, CANARY);
        assert_lacks(stderr, CANARY);
    }
    assert_contains(&hidden[2].0, "something new appears");
}
