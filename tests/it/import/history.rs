//! The commits of a source say when its texts were published.

use std::fs;
use std::path::Path;
use std::process::Command;

use statuary::base::time::Zone;
use statuary::import::{
    self, FileChange, ImportOptions, ImportOutput, SourceCommit, SourceHistory, SourceTool,
};

use super::{assert_sound, of, options, text_of};
use crate::compare::assert_contains;
use crate::site::moment;

const PATH: &str = "content/issues/2021-06-03-slow.md";

fn issue(title: &str, body: &str) -> String {
    format!(
        "---\ntitle: {title}\ndate: 2021-06-03 09:00\nresolved: true\nresolvedWhen: 2021-06-03 12:00\nseverity: disrupted\n---\n{body}"
    )
}

const FIRST: &str = "We look into slow requests of the shop.\n";
const SECOND: &str =
    "We look into slow requests of the shop.\n\n*Update* - The cause is a full disk.\n";
const THIRD: &str = "We look into slow requests of the shop.\n\n*Update* - The cause is a full disk.\n\n*Update* - It is over.\n";

fn commit(committed: &str, previous_path: Option<&str>, text: String) -> SourceCommit {
    SourceCommit {
        committed: moment(committed),
        changes: vec![FileChange {
            path: PATH.to_owned(),
            previous_path: previous_path.map(str::to_owned),
            text,
        }],
    }
}

fn import_with(history: &SourceHistory, text: String) -> ImportOutput {
    let from = of([(PATH.to_owned(), text)].into());
    let existing = statuary::base::source::Sources::default();
    let options = ImportOptions {
        history,
        ..options(&existing, Some(Zone::UTC))
    };
    let import = import::import_files(SourceTool::Cstate, &from, &options);
    assert_sound(&import);
    import
}

fn history_of(title: &str) -> SourceHistory {
    let mut history = SourceHistory::default();
    let old = "content/issues/slow.md";
    history.add_commit(SourceCommit {
        committed: moment("2021-06-03T09:10Z"),
        changes: vec![FileChange {
            path: old.to_owned(),
            previous_path: None,
            text: issue(title, FIRST),
        }],
    });
    history.add_commit(commit("2021-06-03T10:20Z", Some(old), issue(title, SECOND)));
    history.add_commit(commit("2021-06-03T12:30Z", Some(PATH), issue(title, THIRD)));
    history
}

#[test]
fn an_update_without_a_time_was_published_by_the_first_commit_that_has_it() {
    let import = import_with(&history_of("Slow"), issue("Slow", THIRD));
    expect_test::expect![[r#"
        # severity: disrupted
        title: Slow
        started: 2021-06-03T09:00Z
        impact: major
        aliases:
          - /issues/2021-06-03-slow/
        updates:
          - at: 2021-06-03T09:00Z
            posted: 2021-06-03T09:10Z
            text: We look into slow requests of the shop.
          # date not known; `posted` is the time of the commit that first had the text
          - at: 2021-06-03
            posted: 2021-06-03T10:20Z
            label: Update
            text: The cause is a full disk.
          # label: Update
          - at: 2021-06-03T12:00Z
            posted: 2021-06-03T12:30Z
            status: resolved
            text: It is over.
    "#]]
    .assert_eq(text_of(&import, "incidents/2021-06-03-slow.yaml"));
    assert_contains(
        import.report.text(),
        "publication times from the commits that first had the text: 3",
    );
}

#[test]
fn maintenance_was_announced_by_the_first_commit() {
    let text = issue(
        "Maintenance of disks",
        "We replace disks in the shop tomorrow.\n",
    );
    let mut history = SourceHistory::default();
    let earlier = text.replace("We replace", "There is a replacement of");
    history.add_commit(commit("2021-06-01T08:00Z", None, earlier));
    history.add_commit(commit("2021-06-02T08:00Z", Some(PATH), text.clone()));
    let import = import_with(&history, text);
    let maintenance = text_of(&import, "maintenance/2021-06-03-slow.yaml");
    assert_contains(maintenance, "  - at: 2021-06-01T08:00Z\n");
}

#[test]
fn commits_that_copy_a_history_say_nothing() {
    let mut copy = commit("2021-06-04T00:00Z", None, issue("Slow", FIRST));
    copy.changes.extend((0..9).map(|number| FileChange {
        path: format!("content/issues/{number}.md"),
        previous_path: None,
        text: "Old".to_owned(),
    }));
    let mut history = SourceHistory::default();
    history.add_commit(copy);
    let import = import_with(&history, issue("Slow", FIRST));
    assert_contains(
        text_of(&import, "incidents/2021-06-03-slow.yaml"),
        "posted: unknown",
    );
}

fn commit_at(folder: &Path, time: &str, text: &str) {
    let path = folder.join(PATH);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
    crate::diff::git(folder, &["add", "."]);
    crate::diff::git_at(folder, time, &["commit", "--quiet", "--message", "Words"]);
}

/// Imports a folder with the program, and returns its output and the incident.
fn run_import(source: &Path, arguments: &[&str]) -> (String, String) {
    run_import_with(source, arguments, &[])
}

/// The same with variables of the environment.
fn run_import_with(
    source: &Path,
    arguments: &[&str],
    environment: &[(&str, &str)],
) -> (String, String) {
    let into = tempfile::tempdir().unwrap();
    let content = into.path().join("content");
    let output = Command::new(env!("CARGO_BIN_EXE_statuary"))
        .args(["import", "cstate"])
        .arg(source)
        .arg("--into")
        .arg(&content)
        .args(arguments)
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let printed = [output.stdout, output.stderr].concat();
    let incident = fs::read_to_string(content.join("incidents/2021-06-03-slow.yaml"));
    (
        String::from_utf8(printed).unwrap(),
        incident.unwrap_or_default(),
    )
}

#[test]
fn a_clone_is_read_with_its_history_and_a_shallow_one_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let source = folder.path().join("old");
    fs::create_dir(&source).unwrap();
    crate::diff::git(&source, &["init", "--quiet"]);
    commit_at(&source, "2021-06-03T09:10:00Z", &issue("Slow", FIRST));
    crate::diff::git(&source, &["checkout", "--quiet", "-b", "work"]);
    commit_at(&source, "2021-06-03T10:00:00Z", &issue("Slow", SECOND));
    crate::diff::git(&source, &["checkout", "--quiet", "main"]);
    crate::diff::git_at(
        &source,
        "2021-06-03T10:20:00Z",
        &["merge", "--quiet", "--no-ff", "--no-edit", "work"],
    );
    let (_, incident) = run_import(&source, &[]);
    // What is merged is published by the merge.
    for posted in ["posted: 2021-06-03T09:10Z", "posted: 2021-06-03T10:20Z"] {
        assert_contains(&incident, posted);
    }
    let (_, incident) = run_import(&source, &["--no-history"]);
    assert_contains(&incident, "posted: unknown");
    let shallow = folder.path().join("shallow");
    let url = format!("file://{}", source.display());
    crate::diff::git(
        folder.path(),
        &["clone", "--quiet", "--depth=1", &url, "shallow"],
    );
    let (printed, incident) = run_import(&shallow, &[]);
    assert_contains(&incident, "posted: unknown");
    assert_contains(
        &printed,
        "the clone is shallow, so publication times before 2021-06-03 are not known",
    );
}

#[test]
fn a_history_that_is_wanted_and_not_there_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(PATH);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, issue("Slow", FIRST)).unwrap();
    let (printed, _) = run_import(folder.path(), &["--history"]);
    assert_contains(&printed, "is not in a git work tree");
    let (printed, _) = run_import(folder.path(), &[]);
    assert_contains(&printed, "files written");
}

/// Git reads no clone of another user without being told to.
#[test]
fn a_clone_that_git_refuses_is_named() {
    let folder = tempfile::tempdir().unwrap();
    crate::diff::git(folder.path(), &["init", "--quiet"]);
    commit_at(folder.path(), "2021-06-03T09:10:00Z", &issue("Slow", FIRST));
    let home = tempfile::tempdir().unwrap();
    let environment = [
        ("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1"),
        ("GIT_CONFIG_NOSYSTEM", "1"),
        ("HOME", home.path().to_str().unwrap()),
    ];
    let (printed, incident) = run_import_with(folder.path(), &[], &environment);
    assert_contains(
        &printed,
        "the git history was not read: git rev-parse: fatal: detected dubious ownership",
    );
    assert_contains(&incident, "posted: unknown");
    let (printed, incident) = run_import_with(folder.path(), &["--history"], &environment);
    assert_contains(
        &printed,
        "--history: git rev-parse: fatal: detected dubious ownership",
    );
    assert_eq!(incident, "");
}
