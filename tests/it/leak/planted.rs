//! Leaks that somebody could write by mistake, and the test that finds each.
//!
//! `cargo test -- --ignored planted_leaks` writes all of them into a copy of the program and runs the tests of this folder there. In every
//! run it is only looked whether the places of the leaks are still there.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::compare::assert_contains;

/// A file, what to replace in it and by what, and the test that then fails.
const LEAKS: [(&str, &str, &str, &str); 7] = [
    (
        "src/check/mod.rs",
        "    let published = entries.values().filter(|entry| !entry.is_draft);\n    published.filter_map(|entry| entry.entry.clone())",
        "    let published = entries.values();\n    published.filter_map(|entry| entry.entry.clone())",
        "no_draft_is_public",
    ),
    (
        "src/derive/incident.rs",
        ".filter(|update| update.published() <= now)",
        ".filter(|update| update.published() > incident.details.started)",
        "no_future_update_is_public",
    ),
    (
        "src/derive/maintenance.rs",
        ".filter(|update| update.published() <= now)",
        ".filter(|update| update.published() <= now || now <= update.published())",
        "no_future_entry_is_public",
    ),
    (
        "src/derive/snapshot.rs",
        ".filter(|one| date(one) <= now)",
        ".filter(|one| date(one) <= now || date(one) > now)",
        "no_future_notice_is_public",
    ),
    (
        "src/view/public/postmortem.rs",
        "owner: owner.clone().filter(|_| public)",
        "owner: owner.clone()",
        "owners_and_due_dates_of_actions_are_public_where_the_site_says_so_alone",
    ),
    (
        "src/check/site.rs",
        "description.unwrap_or_else(|| title.clone())",
        "sample_seed.clone().or(description).unwrap_or_else(|| title.clone())",
        "no_setting_of_the_internal_site_is_public",
    ),
    (
        "src/check/mod.rs",
        "teams: self.teams.teams.clone(),",
        "teams: {\n                let name = self.teams.teams.first().map(|team| team.name.clone());\n                self.site.iter_mut().zip(name).for_each(|(site, name)| site.description = name);\n                self.teams.teams.clone()\n            },",
        "nothing_internal_is_public",
    ),
];

/// The text of a file with a leak in it.
#[track_caller]
fn plant(text: &str, (path, from, to, _): (&str, &str, &str, &str)) -> String {
    assert_eq!(text.matches(from).count(), 1, "{path}: {from}");
    text.replace(from, to)
}

#[test]
fn the_places_of_planted_leaks_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tests = include_str!("complete.rs");
    for leak in LEAKS {
        plant(&fs::read_to_string(root.join(leak.0)).unwrap(), leak);
        assert_contains(tests, format!("fn {}()", leak.3));
    }
}

#[test]
#[ignore = "compiles the program once more"]
fn planted_leaks_are_found() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copy = tempfile::tempdir().unwrap();
    let copied = Command::new("cp")
        .args([
            "-a",
            "Cargo.toml",
            "Cargo.lock",
            "README.md",
            "src",
            "tests",
            "themes",
            "benches",
        ])
        .arg(copy.path())
        .current_dir(root)
        .status();
    assert!(copied.unwrap().success());
    for leak in LEAKS {
        let path = copy.path().join(leak.0);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, plant(&text, leak)).unwrap();
    }
    let target =
        std::env::var("STATUARY_LEAK_TARGET").map_or(root.join("target/leaks"), Into::into);
    let output = Command::new(env!("CARGO"))
        .args(["test", "--test", "it", "--no-fail-fast", "leak::complete"])
        .current_dir(copy.path())
        .env("CARGO_TARGET_DIR", target)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    for (path, _, to, test) in LEAKS {
        let line = format!("test leak::complete::{test} ... FAILED");
        assert!(said.contains(&line), "{path}: {to}\n{said}\n{errors}");
    }
}
