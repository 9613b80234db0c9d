//! What helps authors write: new files, updates in place, times as they are typed, schemas.

mod clock;
mod command;
mod files;
mod help;
pub mod manual;
mod schema;
mod update;
mod yaml_edit;

use std::fs;
use std::path::Path;
use std::process::Command;

use statuary::author::new_update::NewUpdate;
use tempfile::TempDir;

/// Runs the program in a folder at a moment; its exit code and what it said, results before diagnostics.
fn run(folder: &Path, now: &str, arguments: &[&str]) -> (i32, String) {
    run_as_typed(folder, &[arguments, &["--now", now]].concat())
}

fn run_as_typed(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_statuary"));
    let output = command
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8(said).unwrap(),
    )
}

/// A new site, as the command makes it.
fn new_site(arguments: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (code, said) = run(
        folder.path(),
        "2026-11-03T14:00Z",
        &[&["new", "site", "."], arguments].concat(),
    );
    assert!(code == 0, "{said}");
    folder
}

fn text(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// An update that says a little of everything.
fn some_update(at: &str) -> NewUpdate {
    NewUpdate {
        at: at.to_owned(),
        status: Some("monitoring".to_owned()),
        components: vec![("api".to_owned(), "operational".to_owned())],
        text: "A fix is deployed: latency is still raised.".to_owned(),
        next_update: Some("30m".to_owned()),
        ..NewUpdate::default()
    }
}
