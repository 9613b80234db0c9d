//! The program itself, run on small sites in folders that last as long as the test.
#![cfg(unix)]

mod faults;
mod output;
mod skipped;
mod status;
mod twin;
mod world;

use crate::compare::{assert_contains, assert_excludes, assert_same_files, assert_starts_with};
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::site::{SMALL, files};

const ENTRIES: &str = "\
//- incidents/2013-07-10-web-slow.yaml
title: Web is slow
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
updates:
  - { at: 2013-07-10T10:05Z, status: investigating, text: We are looking into it. }
  - { at: 2013-07-10T11:00Z, status: resolved, text: It is fast again. }
//- pages/support.md
---
title: Support
---
Ask us.
//- internal/reports/store/product.yaml
name: Store
culprits: [ { id: backups, name: Backups } ]
//- internal/reports/store/2013-W27.yaml
product: store
period: 2013-W27
population: 40
sampled: 40
read: 40
culprits: { backups: 40 }
";
pub(crate) const INCIDENT: &str = "incidents/2013-07-10-web-slow.yaml";

/// A component that does not exist, and a month that does not.
pub(crate) const FAULTY: &str = "\
title: Wrong twice
started: 2013-13-10T10:00Z
components: { web: degraded_performance, wep: major_outage }
updates:
  - { at: 2013-07-10T10:05Z, text: We are looking into it. }
";

/// A folder with a site in it.
pub(crate) struct Place {
    folder: TempDir,
}

/// How a run ended.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

impl Place {
    pub(crate) fn new() -> Place {
        let place = Place {
            folder: TempDir::new().unwrap(),
        };
        for (path, text) in files(SMALL).into_iter().chain(files(ENTRIES)) {
            place.write(&path, &text);
        }
        place
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Writes a file of the content.
    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path("content").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Changes a file of the content.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) {
        let text = fs::read_to_string(self.path("content").join(path)).unwrap();
        assert_contains(&text, from);
        self.write(path, &text.replace(from, to));
    }

    /// The program, not run yet.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_statuary"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("XDG_CACHE_HOME", self.path(".cache"))
            .stdin(Stdio::null());
        for variable in [
            "SOURCE_DATE_EPOCH",
            "NO_COLOR",
            "CLICOLOR",
            "CLICOLOR_FORCE",
        ] {
            command.env_remove(variable);
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        ended(self.command(arguments))
    }

    /// A build at a moment after everything, with more arguments.
    #[track_caller]
    pub(crate) fn build(&self, more: &[&str]) -> Run {
        let run = self.run(&[&["build", "--now", "2013-08-01T00:00Z"], more].concat());
        assert_eq!(run.code, 0, "{}", run.stderr);
        run
    }

    pub(crate) fn public(&self) -> Tree {
        tree(&self.path("output/public"))
    }

    /// Both sites and the lock. The twins beside the sites are nobody's to read.
    fn output(&self) -> Tree {
        let mut all = tree(&self.path("output"));
        // What was built, where and when is in the lock file.
        all.remove(".statuary-lock");
        all.retain(|path, _| {
            !path.starts_with(".public.next/") && !path.starts_with(".internal.next/")
        });
        all
    }
}

pub(crate) fn ended(mut command: Command) -> Run {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Run {
        code: output.status.code().unwrap(),
        stdout: text(output.stdout),
        stderr: text(output.stderr),
    }
}

/// Every file below a folder with its bytes; empty folders by their names.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut tree = Tree::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        let name = next
            .strip_prefix(folder)
            .unwrap()
            .to_string_lossy()
            .into_owned();
        if next.is_dir() && !next.is_symlink() {
            let inside: Vec<_> = fs::read_dir(&next)
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .collect();
            if inside.is_empty() {
                tree.insert(format!("{name}/"), Vec::new());
            }
            open.extend(inside);
        } else {
            tree.insert(name, fs::read(&next).unwrap_or_default());
        }
    }
    tree
}

fn names(tree: &Tree) -> Vec<&str> {
    tree.keys().map(String::as_str).collect()
}

#[test]
fn a_good_build_ends_with_one_line() {
    let place = Place::new();
    let run = place.build(&[]);
    assert_eq!(
        (run.stdout.lines().count(), run.stderr.as_str()),
        (1, ""),
        "{}",
        run.stdout
    );
    let made = place.output().len() - 2; // Two lists.
    assert_starts_with(
        &run.stdout,
        format!("{made} files in output: {made} written, 0 unchanged, 0 removed; "),
    );
    assert_eq!(place.build(&["--quiet"]).stdout, "");
}

#[test]
fn a_build_with_faults_names_them_all_and_leaves_the_old_site() {
    let place = Place::new();
    place.build(&[]);
    let before = place.output();
    place.write("incidents/2013-07-20-wrong.yaml", FAULTY);
    place.write("pages/broken.md", "no front matter\n");
    let run = place.run(&["build"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    for word in [
        "month 13 does not exist",
        "`wep`",
        "did you mean `web`?",
        "pages/broken.md",
        "nothing was built",
    ] {
        assert_contains(&run.stderr, word);
    }
    assert_same_files(&place.output(), &before);
}

#[test]
fn paths_are_shown_as_they_would_be_typed_here() {
    let place = Place::new();
    place.write("incidents/2013-07-20-wrong.yaml", FAULTY);
    let first = |folder: &str| {
        let mut command = place.command(&["check", "--format", "short"]);
        command.current_dir(place.path(folder));
        ended(command)
            .stdout
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    assert_starts_with(first(""), "content/incidents/2013-07-20-wrong.yaml:2:");
    assert_starts_with(first("content"), "incidents/2013-07-20-wrong.yaml:2:");
}

#[test]
fn a_warning_stops_a_strict_build_alone() {
    let place = Place::new();
    place.edit(INCIDENT, "2013-07-10T10:05Z", "2013-07-10 10:05");
    assert_contains(&place.build(&[]).stderr, "warning");
    let before = place.output();
    let run = place.run(&["build", "--strict"]);
    assert_eq!(run.code, 1);
    assert_same_files(&place.output(), &before);
    assert_eq!(
        (
            place.run(&["check"]).code,
            place.run(&["check", "--strict"]).code
        ),
        (0, 1)
    );
}

#[test]
fn what_cannot_be_carried_out_ends_with_2_and_the_reason() {
    let place = Place::new();
    let cases: [(&[&str], &str); 6] = [
        (
            &["build", "--theme", "nowhere"],
            "there is no theme `nowhere`",
        ),
        (
            &["build", "--base-url", "ftp://example.com"],
            "--base-url ftp://example.com: it must begin with",
        ),
        (
            &["build", "--now", "yesterday"],
            "--now: invalid time `yesterday`: ",
        ),
        (
            &["build", "--output", "content/new"],
            "is inside the content directory",
        ),
        (
            &["build", "--audience", "everyone"],
            "invalid value 'everyone'",
        ),
        (
            &["check", "nowhere/"],
            "nowhere/ is not in the content directory",
        ),
    ];
    for (arguments, reason) in cases {
        let run = place.run(arguments);
        assert_eq!(run.code, 2, "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(reason), "{arguments:?}: {}", run.stderr);
        assert!(
            !place.path("output").exists() && !place.path("content/new").exists(),
            "{arguments:?}"
        );
    }
}

#[test]
fn missing_content_is_never_an_empty_site() {
    let place = Place::new();
    place.build(&[]);
    let before = place.output();
    fs::rename(place.path("content"), place.path("elsewhere")).unwrap();
    let missing = place.run(&["build"]);
    fs::create_dir(place.path("content")).unwrap();
    let empty = place.run(&["build"]);
    symlink("../elsewhere/site.yaml", place.path("content/site.yaml")).unwrap();
    let linked = place.run(&["build"]);
    assert_eq!([missing.code, empty.code, linked.code], [2, 2, 2]);
    assert_contains(&missing.stderr, "there is no `content/site.yaml` in");
    assert_contains(&empty.stderr, "there is no `content/site.yaml` in");
    assert_contains(&linked.stderr, "site.yaml is a link");
    assert_same_files(&place.output(), &before);
}

#[test]
fn drafts_and_what_waits_are_said() {
    let place = Place::new();
    place.edit(INCIDENT, "2013-07-10T11:00Z", "2013-08-10T11:00Z");
    place.edit(
        "pages/support.md",
        "title: Support",
        "title: Support\ndraft: true",
    );
    let run = place.build(&[]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines[0], "1 left out as draft");
    assert_eq!(
        lines[1],
        "not yet published (dated 2013-08-10T11:00Z): /incidents/2013-07-10-web-slow/#2013-08-10T1100Z"
    );
    assert_excludes(&names(&place.public()), &"support/index.html");
}
