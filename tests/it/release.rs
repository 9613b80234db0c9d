//! The version, the changelog and where installers look for archives agree. `.ci/release` compares the tag with them.

use std::fs;
use std::path::Path;

const VERSION: &str = env!("CARGO_PKG_VERSION");

fn read(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// What is wrong with a changelog for a version: it begins with the changes since a release or with those of the version, and names no later one.
fn faults_of_changelog(text: &str, version: &str) -> Vec<String> {
    let headings: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("## "))
        .map(|heading| heading.split(' ').next().unwrap_or_default())
        .collect();
    let (unreleased, released) = match headings.split_first() {
        Some((&"Unreleased", released)) => (true, released),
        _ => (false, headings.as_slice()),
    };
    let mut faults = Vec::new();
    match released.first() {
        Some(newest) if *newest != version => {
            faults.push(format!("the newest release is {newest}, not {version}"));
        }
        None if !unreleased => faults.push("no heading".to_owned()),
        _ => {}
    }
    if released.contains(&"Unreleased") {
        faults.push("a release is above the unreleased changes".to_owned());
    }
    faults
}

#[test]
fn the_changelog_agrees_with_the_version() {
    assert_eq!(
        faults_of_changelog(&read("CHANGELOG.md"), VERSION),
        Vec::<String>::new()
    );
}

#[test]
fn the_action_installs_this_version() {
    let action = read("action.yml");
    let (_, version) = action
        .split_once("description: Release to install\n    default: \"")
        .expect("the input `version` of action.yml has no default");
    assert_eq!(version.split('"').next(), Some(VERSION));
}

#[test]
fn a_changelog_of_another_version_is_found() {
    let faults = |text| faults_of_changelog(text, "1.2.0");
    assert_eq!(faults("## Unreleased\n\n## 1.2.0 (2026-01-05)\n"), [""; 0]);
    assert_eq!(faults("## 1.2.0 (2026-01-05)\n\n## 1.1.0\n"), [""; 0]);
    assert_eq!(
        faults("## 1.3.0\n"),
        ["the newest release is 1.3.0, not 1.2.0"]
    );
    assert_eq!(
        faults("## Unreleased\n## 1.1.0\n"),
        ["the newest release is 1.1.0, not 1.2.0"]
    );
    assert_eq!(
        faults("## 1.2.0\n## Unreleased\n"),
        ["a release is above the unreleased changes"]
    );
    assert_eq!(faults("# Changelog\n"), ["no heading"]);
}
