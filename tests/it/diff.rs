//! What a change would change, with real git repositories.
#![cfg(unix)]

use crate::compare::{assert_contains, assert_includes, assert_lacks};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use crate::build::{INCIDENT, Place, Run, ended};
use crate::static_files::write_large;

const NOW: &str = "2013-07-10T12:00Z";

const OPEN: &str = "\
title: Web is slow
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
updates:
  - { at: 2013-07-10T10:05Z, status: investigating, text: We are looking into it. }
";

const RESOLVED: &str = "\
title: Web is slow
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
updates:
  - { at: 2013-07-10T10:05Z, status: investigating, text: We are looking hard into it. }
  - { at: 2013-07-10T11:00Z, status: resolved, text: It is fast again. }
";

const WORK: &str = "\
title: New disks for @all <b>#1</b>
scheduled: { start: 2013-07-11T10:00Z, end: 2013-07-11T11:00Z }
components: { db: partial_outage }
updates:
  - { at: 2013-07-10T11:30Z, status: scheduled, text: The database is away for a minute. }
";

/// git without the settings of whoever runs the test.
pub fn git(folder: &Path, arguments: &[&str]) {
    run_git(folder, None, arguments);
}

/// The same with a commit at a time.
pub fn git_at(folder: &Path, time: &str, arguments: &[&str]) {
    run_git(folder, Some(time), arguments);
}

fn run_git(folder: &Path, time: Option<&str>, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args([
        "-c",
        "user.name=Test",
        "-c",
        "user.email=test@example.com",
        "-c",
        "init.defaultBranch=main",
    ]);
    command
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    for variable in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"] {
        command.env_remove(variable);
    }
    for variable in ["GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"] {
        command.envs(time.map(|time| (variable, time)));
    }
    let output = command.output().unwrap();
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
}

/// A site with an open incident on its main branch, and a branch in work.
fn repository() -> Place {
    let place = Place::new();
    place.write(INCIDENT, OPEN);
    git(&place.path(""), &["init", "--quiet"]);
    commit(&place);
    git(&place.path(""), &["checkout", "--quiet", "-b", "work"]);
    place
}

fn commit(place: &Place) {
    git(&place.path(""), &["add", "content"]);
    git(
        &place.path(""),
        &["commit", "--quiet", "--message", "A change"],
    );
}

#[track_caller]
fn diff(place: &Place, more: &[&str]) -> String {
    let run = place.run(&[&["diff", "--now", NOW], more].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.stdout
}

#[track_caller]
fn json(place: &Place, more: &[&str]) -> Value {
    serde_json::from_str(&diff(place, &[&["--format", "json"], more].concat())).unwrap()
}

/// The identities in the main feed of a build.
fn guids(place: &Place) -> BTreeSet<String> {
    let run = place.run(&["build", "--now", NOW]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let feed: Value = serde_json::from_slice(&place.public()["feed.json"]).unwrap();
    feed["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap().to_owned())
        .collect()
}

fn texts(list: &Value, key: &str) -> BTreeSet<String> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|one| one[key].as_str().unwrap().to_owned())
        .collect()
}

fn list(list: &Value) -> Vec<&str> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|one| one.as_str().unwrap())
        .collect()
}

#[test]
fn a_branch_that_resolves_and_announces_lists_what_a_build_then_delivers() {
    let place = repository();
    let before = guids(&place);
    place.write(INCIDENT, RESOLVED);
    place.write("maintenance/2013-07-11-disks.yaml", WORK);
    commit(&place);
    let after = guids(&place);
    let found = json(&place, &[]);
    assert_eq!(texts(&found["items"], "guid"), &after - &before);
    assert_eq!((after.len(), before.len()), (3, 1));
    assert_eq!(found["banner"]["after"], "All systems operational");
    assert_eq!(
        found["components"][0]["before"]["text"],
        "Degraded performance"
    );
    assert_eq!(found["components"][0]["after"]["text"], "Operational");
    assert_eq!(
        list(&found["pages"]["appear"]),
        ["maintenance/2013-07-11-disks/"]
    );
    assert_includes(
        &list(&found["pages"]["change"]),
        &"incidents/2013-07-10-web-slow/",
    );
    assert_eq!(found["notice"][0]["short"], true);
    assert_eq!(found["again"], serde_json::json!([]));
    assert_eq!(found["revision"]["name"], "the merge base with main");
    let words = &found["texts"][0]["words"];
    assert_eq!(
        words[1],
        serde_json::json!({ "fate": "comes", "text": "hard " })
    );
}

#[test]
fn what_is_not_committed_counts_and_a_text_names_it() {
    let place = repository();
    place.write(INCIDENT, RESOLVED);
    place.write("maintenance/2013-07-11-disks.yaml", WORK);
    let found = diff(&place, &["main"]);
    let commit = found.lines().nth(1).unwrap().to_owned();
    expect_test::expect_file!["diff/text.txt"]
        .assert_eq(&found.replace(&commit, "compared with COMMIT"));
    let found = diff(&place, &["main", "--format", "markdown"]);
    let last = found.lines().last().unwrap().to_owned();
    expect_test::expect_file!["diff/comment.md"].assert_eq(&found.replace(&last, "COMMIT"));
    assert_lacks(&found, "@all");
    assert_lacks(&found, "#1");
    assert_lacks(&found, "<b>#");
}

#[test]
fn nothing_to_see_is_said() {
    let place = repository();
    place.edit(INCIDENT, "title: Web", "title:   Web");
    assert_contains(
        diff(&place, &[]),
        "Nothing changes on the pages and in the feeds.",
    );
}

#[test]
fn an_update_with_another_minute_is_told_again_and_its_old_id_is_named() {
    let place = repository();
    place.edit(INCIDENT, "at: 2013-07-10T10:05Z", "at: 2013-07-10T10:07Z");
    let found = json(&place, &[]);
    assert_eq!(found["again"][0]["before"], "2013-07-10T1005Z");
    assert_eq!(found["again"][0]["after"], "2013-07-10T1007Z");
    assert_contains(
        diff(&place, &[]),
        "to avoid a second notification, write id: 2013-07-10T1005Z in the update",
    );
    place.edit(
        INCIDENT,
        "{ at: 2013-07-10T10:07Z",
        "{ id: 2013-07-10T1005Z, at: 2013-07-10T10:07Z",
    );
    let found = json(&place, &[]);
    assert_eq!(
        (&found["again"], &found["items"]),
        (&serde_json::json!([]), &serde_json::json!([]))
    );
}

#[test]
fn a_file_with_another_name_tells_everything_again() {
    let place = repository();
    git(
        &place.path(""),
        &[
            "mv",
            "content/incidents/2013-07-10-web-slow.yaml",
            "content/incidents/2013-07-10-slow.yaml",
        ],
    );
    let found = json(&place, &[]);
    assert_eq!(
        found["again"][0]["was_at"],
        "incidents/2013-07-10-web-slow/"
    );
    assert_eq!(found["withdrawn"], serde_json::json!([]));
    assert_eq!(
        list(&found["pages"]["go"]),
        ["incidents/2013-07-10-web-slow/"]
    );
}

#[test]
fn internal_content_is_named_only_if_it_is_asked_for() {
    let place = repository();
    place.write(
        "internal/reports/canary/product.yaml",
        "name: Canary\nculprits: [ { id: backups, name: Backups } ]\n",
    );
    place.edit(
        "internal/reports/store/product.yaml",
        "name: Store",
        "name: Canary",
    );
    for format in ["text", "markdown", "json"] {
        let found = diff(&place, &["--format", format]);
        assert_lacks(found.to_lowercase(), "canary");
        assert_lacks(&found, "internal");
    }
    assert_includes(
        &list(&json(&place, &["--internal"])["internal"]["appear"]),
        &"reports/canary/",
    );
}

#[test]
fn a_site_that_is_new_is_compared_with_nothing() {
    let place = Place::new();
    fs::write(place.path("other"), "").unwrap();
    git(&place.path(""), &["init", "--quiet"]);
    git(&place.path(""), &["add", "other"]);
    git(
        &place.path(""),
        &["commit", "--quiet", "--message", "No site"],
    );
    let found = json(&place, &["HEAD"]);
    assert_eq!(found["revision"]["is_site"], false);
    assert_eq!(texts(&found["items"], "guid"), guids(&place));
}

/// A run in a folder that is none of a [`Place`].
fn run_in(folder: &Path, more: &[&str]) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_statuary"));
    command
        .args(["diff", "--now", NOW])
        .args(more)
        .current_dir(folder)
        .env_remove("GIT_DIR");
    ended(command)
}

#[test]
fn a_shallow_clone_works_with_what_it_has_and_says_what_to_fetch() {
    let place = repository();
    place.write("maintenance/2013-07-11-disks.yaml", WORK);
    commit(&place);
    place.write(INCIDENT, RESOLVED);
    commit(&place);
    git(&place.path(""), &["checkout", "--quiet", "main"]);
    let clones = TempDir::new().unwrap();
    let origin = format!("file://{}", place.path("").display());
    git(
        clones.path(),
        &[
            "clone",
            "--quiet",
            "--depth=1",
            "--branch",
            "work",
            &origin,
            "one",
        ],
    );
    let one = clones.path().join("one");
    let run = run_in(&one, &["origin/main"]);
    assert_eq!(run.code, 2);
    let fetch = "git fetch --depth=1 origin main:refs/remotes/origin/main";
    assert_contains(&run.stderr, fetch);
    let arguments: Vec<&str> = fetch.split(' ').skip(1).collect();
    git(&one, &arguments);
    let run = run_in(&one, &["origin/main"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_contains(&run.stdout, "Resolved: Web is slow");
    let run = run_in(&one, &[]);
    assert_contains(&run.stderr, "git fetch --deepen=100");
    assert_contains(&run.stderr, "statuary diff origin/main");
    let run = run_in(&one, &["HEAD^"]);
    assert_contains(&run.stderr, "git fetch --deepen=1");
}

#[test]
fn sites_in_folders_and_other_work_trees_are_found() {
    let place = repository();
    let trees = TempDir::new().unwrap();
    let tree = trees.path().join("tree");
    git(
        &place.path(""),
        &[
            "worktree",
            "add",
            "--quiet",
            &tree.display().to_string(),
            "-b",
            "tree",
        ],
    );
    fs::create_dir_all(tree.join("docs")).unwrap();
    git(&tree, &["mv", "content", "docs/content"]);
    git(&tree, &["commit", "--quiet", "--message", "Moved"]);
    fs::write(tree.join("docs/content").join(INCIDENT), RESOLVED).unwrap();
    let run = run_in(&tree.join("docs/content/incidents"), &["HEAD"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_contains(&run.stdout, "Resolved: Web is slow");
}

#[test]
fn a_repository_runs_nothing_of_its_own() {
    let place = repository();
    let ran = place.path("ran");
    let monitor = format!("touch {}; false", ran.display());
    git(&place.path(""), &["config", "core.fsmonitor", &monitor]);
    git(&place.path(""), &["config", "core.pager", &monitor]);
    git(&place.path(""), &["config", "filter.x.smudge", &monitor]);
    git(&place.path(""), &["config", "filter.x.clean", &monitor]);
    git(&place.path(""), &["config", "filter.x.required", "true"]);
    git(&place.path(""), &["config", "filter.y.process", &monitor]);
    // Attributes can be said in a file of git's folder too, which no option leaves out.
    for attributes in [".gitattributes", ".git/info/attributes"] {
        let all = "* filter=x diff=x\nsite.yaml filter=y\n";
        fs::write(place.path(attributes), all).unwrap();
        // As new as the index, so that git has to look into them.
        for file in [INCIDENT, "site.yaml"] {
            let path = place.path("content").join(file);
            let text = fs::read_to_string(&path).unwrap();
            fs::write(&path, text).unwrap();
        }
        diff(&place, &[]);
        assert!(!ran.exists(), "{attributes}");
    }
    place.write(INCIDENT, RESOLVED);
    diff(&place, &[]);
    assert!(!ran.exists());
}

#[test]
fn outside_of_git_and_with_bad_revisions_it_says_so() {
    let place = Place::new();
    let run = place.run(&["diff"]);
    assert_eq!(run.code, 2);
    assert_contains(&run.stderr, "the content is not in a git work tree");
    let place = repository();
    let run = place.run(&["diff", "--", "--output=x"]);
    assert_eq!(run.code, 2);
    assert_contains(&run.stderr, "there is no revision `--output=x` here");
}

#[test]
fn a_change_that_repairs_the_main_branch_can_be_reviewed() {
    let place = repository();
    place.write(INCIDENT, "title: Broken\n");
    place.write("internal/teams.yaml", "teams: nobody\n");
    commit(&place);
    place.write(INCIDENT, RESOLVED);
    let run = place.run(&["diff", "HEAD", "--now", NOW]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let error =
        format!("warning: left out of HEAD: content/{INCIDENT}:1:1: error: missing key `started`");
    assert_contains(&run.stderr, error);
    assert_contains(
        &run.stdout,
        format!("these files have errors\n  {INCIDENT}\n"),
    );
    assert_contains(&run.stdout, "Resolved: Web is slow");
    assert_lacks(&run.stdout, "internal");
    let run = place.run(&["diff", "HEAD", "--now", NOW, "--format", "json"]);
    let found: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(list(&found["revision"]["left_out"]), [INCIDENT]);

    place.edit("site.yaml", "title: ", "titel: ");
    commit(&place);
    place.edit("site.yaml", "titel: ", "title: ");
    let run = place.run(&["diff", "HEAD", "--now", NOW]);
    assert_eq!(run.code, 2);
    assert_contains(&run.stderr, "content/site.yaml:");
    assert_contains(&run.stderr, "this is the file in HEAD (");
}

/// Git for Windows checks out `\r\n`; the rest of a file that is only touched has to be compared.
#[test]
fn a_clean_checkout_with_other_line_ends_shows_no_change() {
    let place = repository();
    let logo = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'>\n</svg>\n";
    place.write("static/logo.svg", logo);
    let settings = fs::read_to_string(place.path("content/site.yaml")).unwrap();
    let look = "look:\n  logo: { file: logo.svg, alt: A }\n";
    place.write("site.yaml", &(settings + look));
    commit(&place);
    git(&place.path(""), &["config", "core.autocrlf", "true"]);
    fs::remove_dir_all(place.path("content")).unwrap();
    git(&place.path(""), &["checkout", "--quiet", "--", "content"]);
    let logo = fs::read(place.path("content/static/logo.svg")).unwrap();
    assert!(logo.ends_with(b">\r\n"), "{logo:?}");
    let nothing = "Nothing changes on the pages and in the feeds.";
    assert_contains(diff(&place, &["HEAD"]), nothing);
    git(&place.path(""), &["config", "core.autocrlf", "false"]);
    fs::write(place.path("content/static/logo.svg"), &logo).unwrap();
    assert_contains(diff(&place, &["HEAD"]), nothing);
    place.edit("static/logo.svg", "0 0 9 9", "0 0 8 8");
    assert_contains(diff(&place, &["HEAD"]), "Logo");
}

#[test]
fn content_in_a_submodule_or_behind_a_link_has_its_own_history() {
    let place = repository();
    let site = TempDir::new().unwrap();
    let whole = site.path().canonicalize().unwrap();
    fs::rename(place.path("content"), whole.join("real")).unwrap();
    std::os::unix::fs::symlink("real", whole.join("content")).unwrap();
    git(&whole, &["init", "--quiet"]);
    git(&whole, &["add", "."]);
    git(&whole, &["commit", "--quiet", "--message", "A link"]);
    fs::write(whole.join("content").join(INCIDENT), RESOLVED).unwrap();
    let run = run_in(&whole, &["HEAD"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_contains(&run.stdout, "Resolved: Web is slow");
    assert_lacks(&run.stdout, "there is no site yet");

    let outer = TempDir::new().unwrap();
    git(outer.path(), &["init", "--quiet"]);
    git(&whole.join("real"), &["init", "--quiet"]);
    git(&whole.join("real"), &["add", "."]);
    git(
        &whole.join("real"),
        &["commit", "--quiet", "--message", "Content"],
    );
    let from = whole.join("real").display().to_string();
    let add = [
        "-c",
        "protocol.file.allow=always",
        "submodule",
        "add",
        "--quiet",
        &from,
        "content",
    ];
    git(outer.path(), &add);
    git(
        outer.path(),
        &["commit", "--quiet", "--message", "A submodule"],
    );
    let inside = outer.path().join("content").join(INCIDENT);
    fs::write(inside, OPEN).unwrap();
    let run = run_in(outer.path(), &["HEAD"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_contains(&run.stdout, "Web is slow");
    assert_lacks(&run.stdout, "there is no site yet");
}

#[test]
fn a_submodule_inside_the_content_is_compared_with_the_commit_that_the_revision_names() {
    let place = repository();
    let incidents = TempDir::new().unwrap();
    git(incidents.path(), &["init", "--quiet"]);
    let file = INCIDENT.trim_start_matches("incidents/");
    fs::write(incidents.path().join(file), OPEN).unwrap();
    git(incidents.path(), &["add", "."]);
    git(
        incidents.path(),
        &["commit", "--quiet", "--message", "Incidents"],
    );
    git(
        &place.path(""),
        &["rm", "--quiet", "-r", "content/incidents"],
    );
    let from = incidents.path().display().to_string();
    let options = ["-c", "protocol.file.allow=always"];
    let add = ["submodule", "add", "--quiet", &from, "content/incidents"];
    git(&place.path(""), &[&options[..], &add].concat());
    commit(&place);
    let nothing = "Nothing changes on the pages and in the feeds.";
    assert_contains(diff(&place, &["HEAD"]), nothing);
    place.write(INCIDENT, RESOLVED);
    let changed = diff(&place, &["HEAD"]);
    assert_contains(&changed, "Resolved: Web is slow");
    assert_lacks(&changed, "Investigating: Web is slow");
    // What is committed inside and not yet named outside is a change too.
    let inside = place.path("content/incidents");
    git(
        &inside,
        &["commit", "--quiet", "-a", "--message", "Resolved"],
    );
    assert_eq!(diff(&place, &["HEAD"]), changed);
    commit(&place);
    assert_contains(diff(&place, &["HEAD"]), nothing);
    assert_contains(diff(&place, &["HEAD~1"]), "Resolved: Web is slow");
}

#[test]
fn a_revision_that_cannot_be_decrypted_is_compared_without_internal_content() {
    let place = repository();
    let encrypted = "\0GITCRYPT\0\u{1}\u{2}";
    place.write("internal/teams.yaml", encrypted);
    commit(&place);
    place.write("internal/teams.yaml", "teams: []\n");
    place.write(INCIDENT, RESOLVED);
    assert_contains(diff(&place, &["HEAD"]), "Resolved: Web is slow");
    let run = place.run(&["diff", "HEAD", "--now", NOW, "--internal"]);
    assert_eq!(run.code, 2);
    assert_contains(
        &run.stderr,
        "content/internal/teams.yaml is encrypted with git-crypt in HEAD",
    );
}

#[test]
fn theme_colours_and_pictures_that_change_are_said() {
    let place = repository();
    place.write(
        "static/logo.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
    );
    let settings = fs::read_to_string(place.path("content/site.yaml")).unwrap();
    let look = |look: &str| place.write("site.yaml", &format!("{settings}look:\n{look}"));
    look("  accent: \"#7a1fa2\"\n  logo: { file: logo.svg }\n");
    commit(&place);
    place.write(
        "static/logo.svg",
        "<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'/>",
    );
    look("  accent: \"#00588a\"\n  logo: { file: logo.svg }\n  favicon: logo.svg\n");
    let said = diff(&place, &["HEAD"]);
    let (_, said) = said.split_once("Branding of every page\n").unwrap();
    let look = said.split("\n\n").next().unwrap();
    expect_test::expect![[r#"
        look:
          ~ Colour of links: #7A1FA2 on light and #A465BF on dark screens → #00588A on light and #4585AA on dark screens
          ~ Logo: logo.svg (692b691) → logo.svg (c064503)
          ~ Icon: as the theme has it → logo.svg (c064503)"#]]
    .assert_eq(&format!("look:\n{look}"));
    commit(&place);
    assert_lacks(diff(&place, &["HEAD"]), "Branding of every page");
}

/// Of a file that no page embeds, only a digest is kept.
#[test]
fn a_large_static_file_is_compared_by_what_is_in_it() {
    let place = repository();
    let video = place.path("content/static/video.bin");
    write_large(&video, 2_000_000, "one");
    commit(&place);
    let nothing = "Nothing changes on the pages and in the feeds.";
    assert_contains(diff(&place, &["HEAD"]), nothing);
    write_large(&video, 2_000_000, "two");
    assert_contains(diff(&place, &["HEAD"]), "video.bin");
    // A faulty file of the base is left out, and the others are still compared.
    write_large(&video, 2_000_000, "one");
    place.write("pages/broken.md", "no front matter\n");
    commit(&place);
    fs::remove_file(place.path("content/pages/broken.md")).unwrap();
    let changed = || place.run(&["diff", "HEAD", "--now", NOW]).stdout;
    assert_lacks(changed(), "video.bin");
    write_large(&video, 2_000_000, "two");
    assert_contains(changed(), "video.bin");
}
