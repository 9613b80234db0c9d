//! Each test in `tests/it/rules` is named after the rule whose message it shows. That every rule has an example that breaks it is tested
//! in `registry.rs`.

use std::collections::{BTreeMap, BTreeSet};

use statuary::check::rules::registry;

use super::{File, assert_no_faults, assert_single_fault, files};

/// Test functions in files of rules, with how many have each name.
fn rule_tests(files: &[File]) -> BTreeMap<String, usize> {
    let mut tests = BTreeMap::new();
    for file in files
        .iter()
        .filter(|file| file.path.starts_with("tests/it/rules"))
    {
        for after in file.code().split("#[test]").skip(1) {
            let name = after
                .split_once("fn ")
                .and_then(|(_, name)| name.split('(').next());
            *tests
                .entry(name.unwrap_or_default().to_owned())
                .or_default() += 1;
        }
    }
    tests
}

fn misnamed(rules: &BTreeSet<String>, tests: &BTreeMap<String, usize>) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, count) in tests {
        if !rules.contains(name) {
            faults.push(format!(
                "the test `{name}` in tests/it/rules is named after no rule"
            ));
        } else if *count > 1 {
            faults.push(format!(
                "{count} tests in tests/it/rules are named `{name}`"
            ));
        }
    }
    faults
}

fn rule_names() -> BTreeSet<String> {
    registry::all()
        .map(|rule| rule.id.replace('-', "_"))
        .collect()
}

#[test]
fn each_test_of_a_rule_is_named_after_it() {
    let tests = rule_tests(&files("tests/it", ".rs"));
    assert!(tests.len() > 100, "the tests were not found");
    assert_no_faults(&misnamed(&rule_names(), &tests));
}

#[test]
fn no_two_rules_have_one_id() {
    assert_eq!(rule_names().len(), registry::all().count());
}

#[test]
fn a_misnamed_test_is_found() {
    let one = |text| rule_tests(&[File::new("tests/it/rules/site.rs", text)]);
    let rules = BTreeSet::from(["invalid_id".to_owned(), "too_long".to_owned()]);
    assert_single_fault(
        &misnamed(
            &rules,
            &one("#[test] fn too_long() {} #[test] fn too_long() {}"),
        ),
        "2 tests in tests/it/rules are named `too_long`",
    );
    assert_single_fault(
        &misnamed(
            &rules,
            &one("#[test]\nfn invalid_id() {}\n#[test]\nfn old() {}"),
        ),
        "the test `old` in tests/it/rules is named after no rule",
    );
}
