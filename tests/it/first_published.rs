//! When entries and updates were first published, by the commits of real git repositories.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use statuary::base::id::UpdateId;
use statuary::base::time::{Moment, Zone};
use statuary::edge::first_published::read_first_published;
use statuary::edge::incremental::history_cache::HistoryCache;
use statuary::edge::load::SiteRoot;
use statuary::model::first_published::{FirstPublished, Publication};

use crate::build::{INCIDENT, Place};
use crate::compare::assert_contains;
use crate::diff::{git, git_at};
use crate::site::{moment, page};

const SLOW: &str = "incidents/2013-07-10-web-slow";

const FIRST: &str = "\
title: Web is slow
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
updates:
  - { at: 2013-07-10T10:05Z, status: investigating, text: We are looking into it. }
";

const SECOND: &str = "  - { at: 2013-07-10T11:00Z, status: resolved, text: It is fast again. }\n";

const WORK: &str = "\
title: New disks
scheduled: { start: 2013-07-11T10:00Z, end: 2013-07-11T11:00Z }
components: { db: partial_outage }
updates:
  - { at: 2013-07-09T10:00Z, status: scheduled, text: The database is away for a minute. }
";

/// A repository whose first commit has no entry.
fn repository() -> Place {
    let place = Place::new();
    fs::remove_file(place.path("content").join(INCIDENT)).unwrap();
    git(&place.path(""), &["init", "--quiet"]);
    commit(&place, "2013-07-01T00:00Z");
    place
}

fn commit(place: &Place, time: &str) {
    let seconds = format!("@{} +0000", moment(time).unix());
    git(&place.path(""), &["add", "--all", "content"]);
    git_at(
        &place.path(""),
        &seconds,
        &[
            "commit",
            "--quiet",
            "--allow-empty",
            "--message",
            "A change",
        ],
    );
}

fn read_with(folder: &Path, cache: Option<&Path>) -> FirstPublished {
    let root = SiteRoot::new(folder).unwrap();
    let cache = HistoryCache::at(cache.map(Path::to_owned));
    read_first_published(&root, Zone::UTC, None, &cache).unwrap()
}

fn read(place: &Place) -> FirstPublished {
    read_with(&place.path(""), None)
}

fn update(table: &FirstPublished, address: &str, id: &str) -> Option<Publication> {
    table.update(address, &[], &UpdateId::from_author(id).unwrap())
}

fn at(time: &str) -> Option<Publication> {
    Some(Publication::At(moment(time)))
}

#[test]
fn an_update_is_published_by_the_first_commit_that_has_it() {
    let place = repository();
    place.write(INCIDENT, FIRST);
    commit(&place, "2013-07-10T10:06Z");
    place.write(INCIDENT, &(FIRST.to_owned() + SECOND));
    commit(&place, "2013-07-10T14:00Z");
    place.edit(INCIDENT, "looking into it", "looking hard into it");
    commit(&place, "2013-07-10T15:00Z");
    let table = read(&place);
    assert_eq!(table.page(SLOW, &[]), at("2013-07-10T10:06Z"));
    assert_eq!(
        update(&table, SLOW, "2013-07-10T1005Z"),
        at("2013-07-10T10:06Z")
    );
    assert_eq!(
        update(&table, SLOW, "2013-07-10T1100Z"),
        at("2013-07-10T14:00Z")
    );
    assert_eq!(update(&table, SLOW, "2013-07-10T1200Z"), None);
}

#[test]
fn a_draft_and_a_file_that_cannot_be_read_are_not_published() {
    let place = repository();
    place.write(INCIDENT, &format!("draft: true\n{FIRST}"));
    commit(&place, "2013-07-10T10:06Z");
    place.write(INCIDENT, &FIRST.replace("title: Web", "title: [Web"));
    commit(&place, "2013-07-10T10:10Z");
    place.write(INCIDENT, FIRST);
    commit(&place, "2013-07-10T10:30Z");
    assert_eq!(read(&place).page(SLOW, &[]), at("2013-07-10T10:30Z"));
}

#[test]
fn a_merge_and_a_squash_publish_and_their_branch_does_not() {
    for squash in [false, true] {
        let place = repository();
        let folder = place.path("");
        git(&folder, &["checkout", "--quiet", "-b", "work"]);
        place.write(INCIDENT, FIRST);
        commit(&place, "2013-07-10T10:06Z");
        place.write(INCIDENT, &(FIRST.to_owned() + SECOND));
        commit(&place, "2013-07-10T11:06Z");
        assert!(
            read(&place).is_empty(),
            "nothing of it is on the main branch"
        );
        git(&folder, &["checkout", "--quiet", "main"]);
        let time = format!("@{} +0000", moment("2013-07-10T12:00Z").unix());
        let merge: &[&str] = match squash {
            true => &["merge", "--quiet", "--squash", "work"],
            false => &[
                "merge",
                "--quiet",
                "--no-ff",
                "--message",
                "A merge",
                "work",
            ],
        };
        git_at(&folder, &time, merge);
        if squash {
            commit(&place, "2013-07-10T12:00Z");
        }
        let table = read(&place);
        for id in ["2013-07-10T1005Z", "2013-07-10T1100Z"] {
            assert_eq!(
                update(&table, SLOW, id),
                at("2013-07-10T12:00Z"),
                "{squash}"
            );
        }
    }
}

#[test]
fn what_is_reverted_and_comes_back_was_published_the_first_time() {
    let place = repository();
    place.write(INCIDENT, FIRST);
    commit(&place, "2013-07-10T10:06Z");
    let revert = ["revert", "--no-edit", "HEAD"];
    for time in ["@1373451600 +0000", "@1373455200 +0000"] {
        git_at(&place.path(""), time, &revert);
    }
    assert!(place.path("content").join(INCIDENT).exists());
    assert_eq!(read(&place).page(SLOW, &[]), at("2013-07-10T10:06Z"));
}

#[test]
fn a_renamed_entry_was_published_under_its_old_name() {
    let place = repository();
    place.write(INCIDENT, FIRST);
    commit(&place, "2013-07-10T10:06Z");
    fs::remove_file(place.path("content").join(INCIDENT)).unwrap();
    place.write(
        "incidents/2013-07-10-slow.yaml",
        &(FIRST.to_owned() + SECOND),
    );
    commit(&place, "2013-07-10T12:00Z");
    let table = read(&place);
    let new = "incidents/2013-07-10-slow";
    assert_eq!(table.page(new, &[]), at("2013-07-10T10:06Z"));
    assert_eq!(
        update(&table, new, "2013-07-10T1005Z"),
        at("2013-07-10T10:06Z")
    );
    assert_eq!(
        update(&table, new, "2013-07-10T1100Z"),
        at("2013-07-10T12:00Z")
    );
    assert_eq!(table.page("incidents/other", &[]), None);
    assert_eq!(
        table.page("incidents/other", &[SLOW.to_owned()]),
        at("2013-07-10T10:06Z"),
        "an old address counts wherever the file was in between"
    );
}

#[test]
fn where_a_clone_begins_or_a_history_is_copied_the_time_is_not_known() {
    let place = repository();
    place.write(INCIDENT, FIRST);
    commit(&place, "2013-07-10T10:06Z");
    place.write(INCIDENT, &(FIRST.to_owned() + SECOND));
    commit(&place, "2013-07-10T11:06Z");
    place.write("maintenance/2013-07-11-disks.yaml", WORK);
    commit(&place, "2013-07-10T12:00Z");
    let clone = tempfile::TempDir::new().unwrap();
    let url = format!("file://{}", place.path("").display());
    let shallow = clone.path().join("shallow");
    let to = shallow.to_str().unwrap();
    git(clone.path(), &["clone", "--quiet", "--depth=2", &url, to]);
    let table = read_with(&shallow, None);
    let begins = moment("2013-07-10T11:06Z");
    assert_eq!(table.shallow_since(), Some(begins));
    assert_eq!(table.page(SLOW, &[]), Some(Publication::NotAfter(begins)));
    assert_eq!(
        table.page("maintenance/2013-07-11-disks", &[]),
        at("2013-07-10T12:00Z")
    );
    for number in 1..=10 {
        place.write(&format!("incidents/2013-01-{number:02}-old.yaml"), FIRST);
    }
    commit(&place, "2013-07-10T13:00Z");
    let copied = moment("2013-07-10T13:00Z");
    let table = read(&place);
    assert_eq!(
        table.page("incidents/2013-01-03-old", &[]),
        Some(Publication::NotAfter(copied))
    );
    assert_eq!(table.page(SLOW, &[]), at("2013-07-10T10:06Z"));
}

#[test]
fn the_cache_holds_what_the_history_says_and_is_left_when_the_branch_is_written_anew() {
    let place = repository();
    let cache = place.path("cache");
    let same = |place: &Place| {
        let cached = read_with(&place.path(""), Some(&cache));
        assert_eq!(cached, read(place));
        cached
    };
    place.write(INCIDENT, FIRST);
    commit(&place, "2013-07-10T10:06Z");
    same(&place);
    let stored = fs::read_to_string(&cache).unwrap();
    assert_contains(&stored, " 2013-07-10T1005Z 1373450760\n");
    place.write(INCIDENT, &(FIRST.to_owned() + SECOND));
    commit(&place, "2013-07-10T11:06Z");
    same(&place);
    fs::write(&cache, stored.replace("1373450760", "1373450700")).unwrap();
    let table = read_with(&place.path(""), Some(&cache));
    assert_eq!(
        update(&table, SLOW, "2013-07-10T1005Z"),
        at("2013-07-10T10:05Z"),
        "only the commits after it are read"
    );
    git(&place.path(""), &["reset", "--quiet", "--hard", "HEAD~2"]);
    place.write(INCIDENT, &(FIRST.to_owned() + SECOND));
    commit(&place, "2013-07-10T12:00Z");
    assert_eq!(same(&place).page(SLOW, &[]), at("2013-07-10T12:00Z"));
    fs::write(&cache, "something else").unwrap();
    same(&place);
}

/// The first commit of each update, by asking git for every file of every commit of the first-parent line.
fn naive(folder: &Path) -> BTreeMap<(String, String), i64> {
    let ask = |arguments: &[&str]| {
        let output = Command::new("git")
            .args(arguments)
            .current_dir(folder)
            .output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    let mut first = BTreeMap::new();
    for line in ask(&["log", "--first-parent", "--reverse", "--format=%H %ct"]).lines() {
        let (commit, time) = line.split_once(' ').unwrap();
        let names = ask(&["ls-tree", "-r", "--name-only", commit, "content/incidents/"]);
        for name in names.lines() {
            let text = ask(&["show", &format!("{commit}:{name}")]);
            let page = name
                .trim_start_matches("content/")
                .trim_end_matches(".yaml");
            for update in text.split("{ at: ").skip(1) {
                let id = update.split(',').next().unwrap().replacen(':', "", 1);
                let time = time.parse().unwrap();
                first.entry((page.to_owned(), id)).or_insert(time);
            }
        }
    }
    first
}

#[test]
fn many_commits_equal_a_naive_computation() {
    let place = repository();
    let folder = place.path("");
    let mut random: u64 = 20130710;
    let mut next = |below: u64| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % below
    };
    let mut files: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
    let start = moment("2013-07-10T10:00Z").unix();
    for step in 1..=60_i64 {
        let number = next(6);
        match next(5) {
            0 => {
                files.remove(&number);
            }
            1 => {
                let updates = files.entry(number).or_default();
                let removed = next(4);
                updates.retain(|minute| *minute % 4 != removed);
            }
            _ => {
                let minute = next(50);
                let updates = files.entry(number).or_default();
                if !updates.contains(&minute) {
                    updates.push(minute);
                }
            }
        }
        for number in 0..6 {
            let path = format!("incidents/2013-07-10-number-{number}.yaml");
            match files.get(&number).filter(|updates| !updates.is_empty()) {
                Some(updates) => {
                    let updates = updates.iter().map(|minute| {
                        format!("  - {{ at: 2013-07-10T10:{minute:02}Z, status: investigating, text: A. }}\n")
                    });
                    let head = &FIRST[..FIRST.find("  - ").unwrap()];
                    place.write(&path, &(head.to_owned() + &updates.collect::<String>()));
                }
                None => {
                    let _ = fs::remove_file(place.path("content").join(&path));
                }
            }
        }
        let is_merge = next(4) == 0;
        let branch: &[&str] = &["checkout", "--quiet", "-b", "side"];
        if is_merge {
            git(&folder, branch);
        }
        let time = Moment::from_unix(start + step * 300).unwrap();
        commit(&place, &time.rfc3339());
        if is_merge {
            git(&folder, &["checkout", "--quiet", "main"]);
            let time = format!("@{} +0000", start + step * 300 + 60);
            let merge = [
                "merge",
                "--quiet",
                "--no-ff",
                "--message",
                "A merge",
                "side",
            ];
            git_at(&folder, &time, &merge);
            git(&folder, &["branch", "--quiet", "-D", "side"]);
        }
    }
    let table = read(&place);
    let expected = naive(&folder);
    assert!(expected.len() > 30, "{}", expected.len());
    for ((page, id), time) in expected {
        let known = Publication::At(Moment::from_unix(time).unwrap());
        assert_eq!(update(&table, &page, &id), Some(known), "{page} {id}");
    }
}

#[test]
fn the_metrics_measure_what_was_published_and_keep_what_was_written() {
    let place = repository();
    place.write(INCIDENT, FIRST);
    commit(&place, "2013-07-10T10:35Z");
    place.write(INCIDENT, &(FIRST.to_owned() + SECOND));
    commit(&place, "2013-07-10T11:01Z");
    place.build(&[]);
    let internal = crate::build::tree(&place.path("output/internal"));
    let csv = page(&internal, "incidents/incidents.csv");
    assert_contains(
        csv,
        "resolve,update_gap,first_update_claimed,update_gap_claimed,publication",
    );
    assert_contains(csv, ",35,,60,25,5,55,commits");
    assert_contains(
        page(&internal, "incidents/index.html"),
        "<li>1 of 1 incident is measured by when the updates were committed to the published branch",
    );
    let again = place.build(&[]);
    assert_contains(&again.stdout, "0 written");
    place.edit("pages/support.md", "Ask us", "Ask");
    commit(&place, "2013-07-10T12:01Z");
    place.build(&[]);
}

/// Promises of a small site.
const PROMISES: &str = "policy: { maintenance_notice: 1d, first_update: 15m }\n";

/// The repository of a site that keeps promises, with a branch in work.
fn promising() -> Place {
    let place = repository();
    place.write(INCIDENT, FIRST);
    commit(&place, "2013-07-10T10:06Z");
    let settings = fs::read_to_string(place.path("content/site.yaml")).unwrap();
    let settings = settings.lines().filter(|line| !line.starts_with("rules:"));
    let settings: String = settings.map(|line| format!("{line}\n")).collect();
    place.write("site.yaml", &(settings + PROMISES));
    commit(&place, "2013-07-10T10:07Z");
    git(&place.path(""), &["checkout", "--quiet", "-b", "work"]);
    place
}

#[track_caller]
fn assert_check(place: &Place, now: &str, expected: &[&str]) {
    let run = place.run(&["check", "--format", "short", "--now", now]);
    let lines: Vec<&str> = run.stdout.lines().collect();
    let lines: Vec<&str> = lines
        .into_iter()
        .filter(|line| line.contains("content/"))
        .collect();
    assert_eq!(lines, expected, "{}", run.stderr);
}

#[test]
fn maintenance_that_is_announced_as_of_earlier_is_short_notice_in_check_and_diff() {
    let place = promising();
    place.write("maintenance/2013-07-11-disks.yaml", WORK);
    let now = "2013-07-11T08:00Z";
    assert_check(
        &place,
        now,
        &[
            "content/maintenance/2013-07-11-disks.yaml:2:12: warning: customers get 2 h of notice, less than the promised 1 d [short-notice]",
            "content/maintenance/2013-07-11-disks.yaml:5:11: warning: this update is not published yet, and `2013-07-09T10:00Z` is 1 d 22 h ago [missing-posted]",
        ],
    );
    let run = place.run(&["diff", "--now", now]);
    assert_contains(
        &run.stdout,
        "New disks: 2 h (promised: at least 1 d); its updates claim 2 d\n",
    );
    git(&place.path(""), &["checkout", "--quiet", "main"]);
    commit(&place, "2013-07-11T08:10Z");
    let late = "content/maintenance/2013-07-11-disks.yaml:2:12: warning: customers get 1 h 50 min of notice, less than the promised 1 d [short-notice]";
    assert_check(&place, "2013-07-11T09:00Z", &[late]);
    place.edit(
        "maintenance/2013-07-11-disks.yaml",
        "updates:",
        "urgent: The disks fail.\nupdates:",
    );
    assert_check(&place, "2013-07-11T09:00Z", &[]);
}

#[test]
fn an_update_in_work_asks_for_posted_once_its_time_is_long_ago() {
    let place = promising();
    place.write(INCIDENT, &(FIRST.to_owned() + SECOND));
    assert_check(&place, "2013-07-10T11:30Z", &[]);
    assert_check(
        &place,
        "2013-07-10T13:30Z",
        &[
            "content/incidents/2013-07-10-web-slow.yaml:6:11: warning: this update is not published yet, and `2013-07-10T11:00Z` is 2 h 30 min ago [missing-posted]",
        ],
    );
    commit(&place, "2013-07-10T13:20Z");
    let run = place.run(&["check", "--base", "HEAD", "--now", "2013-07-10T13:30Z"]);
    assert!(!run.stderr.contains("missing-posted"), "{}", run.stderr);
    place.edit(INCIDENT, "11:00Z,", "11:00Z, posted: 2013-07-10T13:30Z,");
    assert_check(&place, "2013-07-10T13:30Z", &[]);
    commit(&place, "2013-07-10T13:31Z");
    git(&place.path(""), &["checkout", "--quiet", "main"]);
    git(&place.path(""), &["merge", "--quiet", "work"]);
    assert_check(&place, "2013-08-01T00:00Z", &[]);
}

#[test]
fn a_first_update_that_was_committed_late_is_late_and_a_comment_allows_it() {
    let place = repository();
    place.edit(
        "site.yaml",
        "rules: { first-update-late: off, ",
        "rules: { ",
    );
    place.write(
        "site.yaml",
        &(fs::read_to_string(place.path("content/site.yaml")).unwrap() + PROMISES),
    );
    commit(&place, "2013-07-10T09:00Z");
    place.write(INCIDENT, &(FIRST.to_owned() + SECOND));
    commit(&place, "2013-07-10T11:30Z");
    assert_check(
        &place,
        "2013-07-10T12:00Z",
        &[
            "content/incidents/2013-07-10-web-slow.yaml:5:11: warning: the first update came after 1 h 30 min, later than the promised 15 min [first-update-late]",
        ],
    );
    place.edit(
        INCIDENT,
        "updates:\n",
        "updates:\n  # statuary-allow first-update-late: the repository was down\n",
    );
    assert_check(&place, "2013-07-10T12:00Z", &[]);
}

#[test]
fn an_import_is_not_asked_when_it_was_published() {
    let place = promising();
    for number in 1..=10 {
        place.write(&format!("incidents/2013-01-{number:02}-old.yaml"), FIRST);
    }
    let run = place.run(&["check", "--format", "short", "--now", "2013-08-01T00:00Z"]);
    assert!(!run.stdout.contains("missing-posted"), "{}", run.stdout);
}

#[test]
fn the_scorecard_of_a_build_is_verified_from_the_repository_alone() {
    let place = promising();
    let now = ["--now", "2013-07-20T00:00Z"];
    assert_eq!(place.run(&[&["build"], &now[..]].concat()).code, 0);
    let verify = |place: &Place| place.run(&[&["scorecard", "--verify"], &now[..]].concat());
    let run = verify(&place);
    assert_contains(
        &run.stdout,
        "the published scorecard is what the repository gives; ",
    );
    let file = place.path("output/internal/scorecard/cases.csv");
    let published = fs::read_to_string(&file).unwrap();
    assert_contains(
        &published,
        "first_update,incidents/2013-07-10-web-slow/,,2013-07-10T10:00:00Z,6,5,15,true",
    );
    fs::write(&file, published.replace(",6,5,15,true", ",5,5,15,true")).unwrap();
    let run = verify(&place);
    assert_eq!(run.code, 1);
    assert_contains(
        &run.stderr,
        "from the repository: first_update,incidents/2013-07-10-web-slow/,,2013-07-10T10:00:00Z,6,5,15,true\n",
    );
    assert_contains(&run.stderr, "1 line differs; ");
    let printed = place.run(&[&["scorecard", "--cases"], &now[..]].concat());
    assert_eq!(
        printed.stdout.replace('\r', ""),
        published.replace('\r', "")
    );
}
