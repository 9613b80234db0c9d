//! The explanations of the rules: each example says what it shows, and every place in them is right to the character.

use crate::compare::{assert_contains, assert_starts_with};
use std::collections::{BTreeMap, BTreeSet};

use expect_test::expect_file;
use statuary::base::diagnostic::Diagnostic;
use statuary::base::rule::{Example, Mark, Rule, RuleDocs};
use statuary::base::source::{SkipReason, SkippedFile, SourceFile, Sources, Span};
use statuary::check::rules::registry;
use statuary::edge::diagnostics::{self, docs};
use statuary::edge::load::{Themes, environment};
use statuary::model::first_published::{CommitFold, FirstPublished, PageChange};

use crate::site::{self, now};

/// The small site, with all its promises.
fn small() -> BTreeMap<String, String> {
    let lines = site::SMALL
        .lines()
        .filter(|line| !line.starts_with("rules:"));
    site::files(&lines.map(|line| format!("{line}\n")).collect::<String>())
}

/// The small site with the files of an example, each file changed by `change`.
fn sources(examples: &[Example], change: &Change) -> Sources {
    let bytes = |text: String| text.into_bytes();
    let mut files: BTreeMap<String, Vec<u8>> = small()
        .into_iter()
        .map(|(path, text)| (path, bytes(text)))
        .collect();
    let mut skipped = Vec::new();
    for Example {
        path, note, text, ..
    } in examples
    {
        let (path, mut text) = (path.clone(), text.clone());
        match note.as_str() {
            "does not exist" => {
                files.remove(&path);
                continue;
            }
            "a symbolic link" => {
                let reason = SkipReason::Link;
                skipped.push(SkippedFile { path, reason });
                continue;
            }
            "encoded in ISO 8859-1" => {
                files.insert(
                    path,
                    (change.file)(&text)
                        .chars()
                        .map(|c| u8::try_from(c).unwrap_or(b'?'))
                        .collect(),
                );
                continue;
            }
            "" | UNCOMMITTED => {}
            other => {
                let times = other.strip_prefix("with the last line repeated ");
                let times = times.and_then(|rest| rest.strip_suffix(" times")?.parse().ok());
                let times: usize =
                    times.unwrap_or_else(|| panic!("no test knows what to do with `{other}`"));
                let last = text.lines().last().unwrap().to_owned() + "\n";
                text.push_str(&last.repeat(times - 1));
            }
        }
        files.insert(path, bytes((change.file)(&text)));
    }
    Sources::new(
        files
            .into_iter()
            .map(|(path, bytes)| SourceFile { path, bytes })
            .collect(),
    )
    .with_skipped(skipped)
}

/// A change of the files that changes no fault.
struct Change {
    file: fn(&str) -> String,
    /// The same for a part of a line.
    part: fn(&str) -> String,
}

const NOTHING: Change = Change {
    file: str::to_owned,
    part: str::to_owned,
};

/// What all examples are about.
const WORD: &str = "API";
const WIDE: &str = "日本語😀";

fn wide(text: &str) -> String {
    text.replace(WORD, WIDE)
}

fn tabs(text: &str) -> String {
    text.replace(": ", ":\t")
}

/// A comment above all keys.
fn commented(text: &str) -> String {
    let text = wide(text);
    match text.strip_prefix("---\n") {
        Some(rest) => format!("---\n# {WIDE}\n{rest}"),
        None if text.starts_with(['#', '<']) => text,
        None => format!("# {WIDE}\n{text}"),
    }
}

/// A fault as its reader finds it: the rule, and each place with its file, line, column and text.
type Found = (&'static str, Vec<(String, usize, usize, String)>);

fn found(fault: &Diagnostic, sources: &Sources) -> Found {
    let place = |span: Span| {
        let (file, at) = diagnostics::position(span, sources);
        let text = String::from_utf8_lossy(&file.bytes[span.start..span.end]).replace('\r', "");
        (file.path.clone(), at.line, at.column, text)
    };
    let places = std::iter::once(&fault.primary)
        .chain(&fault.related)
        .map(|label| place(label.span));
    (fault.rule.id, places.collect())
}

/// What a site without a theme of its own is told.
fn checked(sources: &Sources, examples: &[Example]) -> Vec<Diagnostic> {
    let at = now("2100-01-01T00:00Z");
    let outcome = statuary::check_sources(sources).check_environment(&environment(&Themes::new()));
    let outcome = match examples.iter().any(|one| one.note == UNCOMMITTED) {
        true => outcome.check_publication(sources, &other_history(), at),
        false => outcome,
    };
    outcome.diagnostics_at(at)
}

/// A file that no commit of the main branch has.
const UNCOMMITTED: &str = "not committed yet";

/// A history that has none of the files of examples.
fn other_history() -> FirstPublished {
    let mut commits = CommitFold::default();
    let page = PageChange {
        address: "notices/other".to_owned(),
        updates: Some(Vec::new()),
    };
    commits.add_commit(now("2026-11-01T00:00Z").0, vec![page]);
    commits.finish()
}

fn faults(examples: &[Example]) -> (Sources, Vec<Diagnostic>) {
    let sources = sources(examples, &NOTHING);
    let faults = checked(&sources, examples);
    (sources, faults)
}

fn said(rule: &Rule, sources: &Sources, faults: &[Diagnostic]) -> String {
    let lines = faults
        .iter()
        .map(|fault| format!("  {}\n", diagnostics::short_line(fault, sources, "")));
    format!("{}\n{}", rule.id, lines.collect::<String>())
}

#[test]
fn every_wrong_example_breaks_its_rule_alone() {
    let mut wrong = String::new();
    for rule in registry::all() {
        let (sources, faults) = faults(&rule.docs().wrong);
        let broken: BTreeSet<&str> = faults.iter().map(|fault| fault.rule.id).collect();
        // The rule that counts faults needs some.
        let expected = if rule.id == "too-many-problems" {
            vec!["invalid-alias", rule.id]
        } else {
            vec![rule.id]
        };
        if !broken.iter().eq(&expected) {
            wrong.push_str(&said(rule, &sources, &faults));
        }
    }
    assert_eq!(wrong, "");
}

type Places = BTreeSet<(String, Mark)>;

fn marked_places(examples: &[Example]) -> Places {
    let mut places = Places::new();
    for example in examples {
        for mark in &example.marks {
            places.insert((example.path.clone(), *mark));
        }
    }
    places
}

/// Where the diagnostics of a rule are in the files of its examples. A place with no character counts as one, and of a place with
/// several lines only the first counts.
fn reported_places(rule: &Rule, examples: &[Example]) -> Places {
    let (sources, faults) = faults(examples);
    let mut places = Places::new();
    for fault in faults.iter().filter(|fault| fault.rule == rule) {
        let (_, found) = found(fault, &sources);
        let (path, line, column, text) = found.into_iter().next().unwrap();
        let is_shown = |one: &Example| {
            one.path == path && one.note != "does not exist" && line <= one.text.lines().count()
        };
        if examples.iter().any(is_shown) {
            let width = text
                .lines()
                .next()
                .unwrap_or_default()
                .chars()
                .count()
                .max(1);
            places.insert((
                path,
                Mark {
                    line,
                    column,
                    width,
                },
            ));
        }
    }
    places
}

#[test]
fn every_wrong_example_is_reported_where_it_is_marked() {
    let mut wrong = String::new();
    for rule in registry::all() {
        let examples = rule.docs().wrong;
        let (marked, reported) = (marked_places(&examples), reported_places(rule, &examples));
        if marked != reported {
            wrong.push_str(&format!(
                "{}: marked {marked:?}, reported {reported:?}\n",
                rule.id
            ));
        }
    }
    assert_eq!(wrong, "");
}

#[test]
fn the_messages_of_the_wrong_examples() {
    let mut text = String::new();
    for rule in registry::all() {
        let (sources, faults) = faults(&rule.docs().wrong);
        let only = |fault: &Diagnostic| fault.rule == rule;
        let of_rule: Vec<Diagnostic> = faults.into_iter().filter(only).collect();
        text.push_str(&crate::rules::shown(&of_rule, &sources));
        text.push('\n');
    }
    expect_file!["rules/messages.txt"].assert_eq(&text);
}

#[test]
fn every_right_example_breaks_no_rule() {
    let mut wrong = String::new();
    for rule in registry::all() {
        let (sources, faults) = faults(&rule.docs().right);
        if !faults.is_empty() {
            wrong.push_str(&said(rule, &sources, &faults));
        }
    }
    assert_eq!(wrong, "");
}

#[test]
fn every_rule_is_told_whole() {
    for rule in registry::all() {
        let id = rule.id;
        let RuleDocs {
            title,
            why,
            wrong,
            right,
        } = rule.docs();
        assert!(
            title.ends_with('.') && !title.contains('\n'),
            "the title of {id} is one sentence on one line"
        );
        assert!(why.ends_with('.') && why.len() > 40, "{id} says why");
        assert!(!wrong.is_empty() && !right.is_empty(), "{id} has examples");
        assert_ne!(wrong, right, "the examples of {id}");
    }
}

/// Holds every place of every wrong example against what a change must make of it. Gives the number of places that stand behind
/// something that was changed on their own line.
fn places(change: &Change) -> usize {
    let mut behind = 0;
    for rule in registry::all().filter(|rule| rule.id != "invalid-utf8") {
        let wrong = rule.docs().wrong;
        let (before, as_written) = faults(&wrong);
        let after = sources(&wrong, change);
        let changed = checked(&after, &wrong);
        let touched: BTreeSet<&str> = wrong.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(
            as_written.len(),
            changed.len(),
            "{}\n{}",
            rule.id,
            said(rule, &after, &changed)
        );
        for (one, other) in as_written.iter().zip(&changed) {
            let ((_, places), (id, moved)) = (found(one, &before), found(other, &after));
            for ((path, line, column, text), moved) in places.into_iter().zip(moved) {
                if !touched.contains(path.as_str()) {
                    continue;
                }
                // A file that was not read has no text.
                let Some(file) = before.find(&path).map(|id| before.file(id)) else {
                    continue;
                };
                let whole = String::from_utf8_lossy(&file.bytes);
                let start = whole
                    .lines()
                    .nth(line - 1)
                    .unwrap_or_default()
                    .chars()
                    .take(column - 1)
                    .collect::<String>();
                let part = (change.part)(&start);
                behind += usize::from(part != start);
                // What is about a whole file stays at its start.
                let whole_file = (line, column, text.as_str()) == (1, 1, "") && moved.1 == 1;
                let in_head = whole.starts_with("---") && line == 1;
                let more = (change.file)(&whole).lines().count() - whole.lines().count();
                let line = if whole_file || in_head {
                    line
                } else {
                    line + more
                };
                let expected = (path, line, part.chars().count() + 1, (change.part)(&text));
                assert_eq!(moved, expected, "{id}");
            }
        }
    }
    behind
}

#[test]
fn places_are_right_in_files_of_windows() {
    places(&Change {
        file: |text| text.replace('\n', "\r\n"),
        ..NOTHING
    });
}

#[test]
fn places_are_right_behind_a_byte_order_mark() {
    places(&Change {
        file: |text| format!("\u{feff}{text}"),
        ..NOTHING
    });
}

#[test]
fn places_are_right_behind_tabs() {
    assert!(
        places(&Change {
            file: tabs,
            part: tabs
        }) > 50
    );
}

#[test]
fn places_are_right_behind_wide_characters() {
    assert!(
        places(&Change {
            file: commented,
            part: wide
        }) > 5
    );
}

#[test]
fn a_rule_is_printed_with_its_examples() {
    let text = docs::rule_text(registry::find("short-notice").unwrap());
    assert_starts_with(
        &text,
        "short-notice (warning)\n\nMaintenance is announced later than promised",
    );
    assert_contains(
        &text,
        "\nWrong: content/maintenance/2026-11-25-api.yaml\n\n  title: API migration\n",
    );
    assert_contains(&text, "\n  urgent: A security fix that cannot wait\n");
    assert_contains(&text, "# statuary-allow short-notice: the reason");
    // A file that is the same in both examples is no mistake, and what a text cannot show is no part of its path.
    let text = docs::rule_text(registry::find("unknown-culprit").unwrap());
    assert_contains(
        &text,
        "\nIn both examples: content/internal/reports/db/product.yaml\n",
    );
    assert_eq!(text.matches("/product.yaml\n").count(), 1, "{text}");
    let text = docs::rule_markdown(registry::find("missing-file").unwrap());
    assert_contains(
        &text,
        "\nWrong: `content/components.yaml` (does not exist)\n\nRight: ",
    );
    let page = docs::rules_page();
    for rule in registry::all() {
        let shown = docs::rule_text(rule);
        for label in ["\nWrong: ", "\nRight: "] {
            assert!(shown.contains(label), "{} has no {label:?}", rule.id);
        }
        assert_contains(
            &page,
            format!("\n### {}\n\n**{}**", rule.id, rule.docs().title),
        );
    }
}
