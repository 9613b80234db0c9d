//! Each rule that content must keep has one test, which shows its message, and one explanation.

use std::collections::{BTreeMap, BTreeSet};

use statuary::check::rules::{self, ADJUSTABLE};

use super::{File, assert_no_faults, assert_single_fault, files, source};

/// The codes given to diagnostics, and the places where one is given that is no literal.
fn diagnostic_codes(source: &[File]) -> (BTreeSet<String>, Vec<String>) {
    let (mut codes, mut faults) = (BTreeSet::new(), Vec::new());
    for file in source {
        let code = file.code();
        for call in ["Diagnostic::error(", "Diagnostic::warning("] {
            for (at, _) in code.match_indices(call) {
                let argument = file.text[at + call.len()..].trim_start();
                match argument
                    .strip_prefix('"')
                    .and_then(|text| text.split_once('"'))
                {
                    Some((rule, _)) => drop(codes.insert(rule.to_owned())),
                    None => faults.push(format!(
                        "{}:{}: the rule of a diagnostic is written out",
                        file.path,
                        code[..at].matches('\n').count() + 1
                    )),
                }
            }
        }
    }
    (codes, faults)
}

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

/// The rules whose diagnostics are warnings at first.
fn warnings(source: &[File]) -> BTreeSet<String> {
    let found = source.iter().flat_map(|file| {
        let calls = file.code();
        let places: Vec<usize> = calls
            .match_indices("Diagnostic::warning(")
            .map(|(at, call)| at + call.len())
            .collect();
        places
            .into_iter()
            .filter_map(|at| Some(file.text[at..].split('"').nth(1)?.to_owned()))
            .collect::<Vec<_>>()
    });
    found.collect()
}

#[test]
fn a_site_can_decide_on_every_warning() {
    let decided: BTreeSet<String> = ADJUSTABLE.iter().map(|rule| (*rule).to_owned()).collect();
    assert_eq!(
        warnings(&source()),
        decided,
        "ADJUSTABLE of src/check/rules.rs lists the warnings"
    );
}

fn untested(codes: &BTreeSet<String>, tests: &BTreeMap<String, usize>) -> Vec<String> {
    let names: BTreeMap<String, &String> = codes
        .iter()
        .map(|code| (code.replace('-', "_"), code))
        .collect();
    let count = |name: &String| tests.get(name).copied().unwrap_or(0);
    let wrong = names.iter().filter(|(name, _)| count(name) != 1);
    let wrong = wrong.map(|(name, code)| {
        format!(
            "`{code}` has {} tests `{name}` in tests/it/rules",
            count(name)
        )
    });
    let strange = tests.keys().filter(|name| !names.contains_key(*name));
    let strange =
        strange.map(|name| format!("the test `{name}` in tests/it/rules is named after no rule"));
    wrong.chain(strange).collect()
}

/// Rules without exactly one explanation, and explanations of what is no rule.
fn unexplained(codes: &BTreeSet<String>, explained: &[&str]) -> Vec<String> {
    let count = |code: &str| explained.iter().filter(|id| **id == code).count();
    let wrong = codes.iter().filter(|code| count(code) != 1);
    let wrong = wrong.map(|code| {
        format!(
            "`{code}` has {} explanations in src/check/rules",
            count(code)
        )
    });
    let strange = explained.iter().filter(|id| !codes.contains(**id));
    let strange = strange.map(|id| format!("src/check/rules explains `{id}`, which is no rule"));
    wrong.chain(strange).collect()
}

fn known_codes() -> BTreeSet<String> {
    let (codes, faults) = diagnostic_codes(&source());
    assert_no_faults(&faults);
    codes
}

#[test]
fn each_rule_has_one_test() {
    assert_no_faults(&untested(
        &known_codes(),
        &rule_tests(&files("tests/it", ".rs")),
    ));
}

#[test]
fn each_rule_is_explained() {
    let explained: Vec<&str> = rules::all().iter().map(|rule| rule.id).collect();
    assert_no_faults(&unexplained(&known_codes(), &explained));
}

fn planted_codes() -> BTreeSet<String> {
    let file = File::new(
        "src/check/fault.rs",
        "Diagnostic::error(\n    \"bad-id\", s); Diagnostic::warning(\"too-long\", s);",
    );
    let (codes, faults) = diagnostic_codes(&[file]);
    assert_no_faults(&faults);
    codes
}

#[test]
fn a_rule_without_a_test_is_found() {
    let one = |text| rule_tests(&[File::new("tests/it/rules/site.rs", text)]);
    let found = untested(
        &planted_codes(),
        &one("#[test]\nfn bad_id() {}\nfn too_long() {}"),
    );
    assert_single_fault(
        &found,
        "`too-long` has 0 tests `too_long` in tests/it/rules",
    );
    let found = untested(
        &planted_codes(),
        &one("#[test] fn bad_id() {} #[test] fn too_long() {} #[test] fn too_long() {}"),
    );
    assert_single_fault(
        &found,
        "`too-long` has 2 tests `too_long` in tests/it/rules",
    );
    let found = untested(
        &planted_codes(),
        &one("#[test] fn bad_id() {} #[test] fn too_long() {} #[test] fn old() {}"),
    );
    assert_single_fault(
        &found,
        "the test `old` in tests/it/rules is named after no rule",
    );
}

#[test]
fn a_rule_without_an_explanation_is_found() {
    assert_single_fault(
        &unexplained(&planted_codes(), &["bad-id"]),
        "`too-long` has 0 explanations in src/check/rules",
    );
    let found = unexplained(&planted_codes(), &["bad-id", "too-long", "old"]);
    assert_single_fault(&found, "src/check/rules explains `old`, which is no rule");
}

#[test]
fn a_rule_that_is_not_written_out_is_found() {
    let (_, faults) = diagnostic_codes(&[File::new(
        "src/check/fault.rs",
        "\nDiagnostic::error(rule, s)",
    )]);
    assert_single_fault(
        &faults,
        "src/check/fault.rs:2: the rule of a diagnostic is written out",
    );
}
