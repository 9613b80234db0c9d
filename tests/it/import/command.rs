//! The command itself, on folders that last as long as the test.

use crate::compare::assert_contains;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const ISSUE: &str = "---\ntitle: Slow\ndate: 2024-01-05 10:00\nresolved: true\nresolvedWhen: 2024-01-05 11:00\nseverity: down\n---\nAll is slow.\n";

/// Runs the program in a folder; returns its exit code and its output.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_statuary"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let bytes = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8(bytes).unwrap(),
    )
}

fn old_site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("old/content/issues")).unwrap();
    fs::write(
        folder.path().join("old/content/issues/2024-01-05-slow.md"),
        ISSUE,
    )
    .unwrap();
    folder
}

const IMPORT: [&str; 5] = ["import", "cstate", "old", "--time-zone", "Europe/Berlin"];
const INCIDENT: &str = "content/incidents/2024-01-05-slow.yaml";

#[test]
fn an_import_makes_a_site_that_can_be_built() {
    let folder = old_site();
    let (code, output) = run(folder.path(), &IMPORT);
    assert!(
        code == 0
            && output.contains("3 files written to ./content, 0 unchanged, 0 kept\n")
            && output.ends_with("statuary -C . serve\n"),
        "{output}"
    );
    assert_contains(
        fs::read_to_string(folder.path().join(INCIDENT)).unwrap(),
        "started: 2024-01-05T09:00Z",
    );
    let (code, output) = run(folder.path(), &["check"]);
    assert!(code == 0, "{output}");
    let (code, output) = run(folder.path(), &["build", "--now", "2024-02-01T00:00Z"]);
    assert!(
        code == 0
            && folder
                .path()
                .join("output/public/issues/2024-01-05-slow/index.html")
                .is_file(),
        "{output}"
    );
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = old_site();
    let (code, output) = run(folder.path(), &[&IMPORT[..], &["--dry-run"]].concat());
    assert!(
        code == 0 && output.contains("3 files would be written"),
        "{output}"
    );
    assert!(!folder.path().join("content").exists());
}

#[test]
fn files_that_were_edited_or_made_by_others_are_kept() {
    let folder = old_site();
    run(folder.path(), &IMPORT);
    let place = folder.path().join(INCIDENT);
    let edited = fs::read_to_string(&place)
        .unwrap()
        .replace("All is slow", "All was slow");
    fs::write(&place, &edited).unwrap();
    fs::write(
        folder.path().join("old/content/issues/2024-01-05-slow.md"),
        ISSUE.replace("All", "Much"),
    )
    .unwrap();
    let (code, output) = run(folder.path(), &IMPORT);
    assert!(
        code == 0
            && output.contains(
                "kept incidents/2024-01-05-slow.yaml: it was edited after it was imported"
            ),
        "{output}"
    );
    assert_eq!(fs::read_to_string(&place).unwrap(), edited);
    fs::write(&place, "title: Mine\n").unwrap();
    let (_, output) = run(folder.path(), &IMPORT);
    assert_contains(
        &output,
        "kept incidents/2024-01-05-slow.yaml: it was not imported",
    );
}

#[test]
fn what_cannot_be_carried_out_says_why() {
    let folder = old_site();
    let (code, output) = run(
        folder.path(),
        &["import", "cstate", "old", "--into", "old/content"],
    );
    assert!(code == 2 && output.contains("is inside"), "{output}");
    let (code, output) = run(
        folder.path(),
        &["import", "cstate", "old", "--time-zone", "Berlin"],
    );
    assert!(
        code == 2 && output.contains("--time-zone Berlin: there is no such zone"),
        "{output}"
    );
    let (code, output) = run(folder.path(), &["import", "statuspage", "nowhere"]);
    assert!(
        code == 2 && output.contains("there is no file or directory `nowhere`"),
        "{output}"
    );
    let (code, output) = run(folder.path(), &["import", "statuspage", "old"]);
    assert!(
        code == 2 && output.contains("old has no file that `import statuspage` reads"),
        "{output}"
    );
    assert!(!folder.path().join("content").exists());
}
