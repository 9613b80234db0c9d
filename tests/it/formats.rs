//! What programs read of a check: each format has every fault, once.

use crate::compare::{assert_contains, assert_excludes, assert_includes, assert_starts_with};
use std::collections::BTreeSet;
use std::fmt::Write as _;

use anstream::adapter::strip_str;
use serde_json::Value;
use statuary::base::diagnostic::{Diagnostic, quoted};
use statuary::base::source::Sources;
use statuary::edge::diagnostics::text::{self, SourceLines};
use statuary::edge::diagnostics::{self, github, gitlab, json, sarif};

use crate::site;

/// One line of an incident that is wrong, in place of the good one that it begins like.
const MISTAKES: [&str; 15] = [
    "title:",
    "titel: API errors",
    "started: 2026-11-31T14:02Z",
    "started: 3 November",
    "started: 2026-11-03 14:02",
    "components: { apii: degraded_performance }",
    "components: { api: degraded }",
    "components: [api]",
    "components: { api: degraded_performance, api: operational }",
    "ended: 2026-11-03T13:00Z",
    "related: [2026-11-03-nothing]",
    "aliases: [a//b]",
    "links: [{ url: example.com }]",
    "  - { at: 2026-11-03T14:09Z, status: resolvd, text: Over. }",
    "  - { at: 2026-11-03T14:09Z, status: resolved, text: 'See [this](/nothing/), %0A::error::50% off' }",
];

/// Thirty files, each with one mistake: the half of them as above, the others in front matter and texts.
fn planted() -> Sources {
    let mut text = String::new();
    for (at, mistake) in MISTAKES.iter().enumerate() {
        let mut lines = vec![
            "title: API errors".to_owned(),
            "started: 2026-11-03T14:02Z".to_owned(),
            "impact: minor".to_owned(),
            "updates:".to_owned(),
            "  - { at: 2026-11-03T14:09Z, status: resolved, text: Over. }".to_owned(),
        ];
        let head: String = mistake.chars().take(5).collect();
        match lines
            .iter()
            .position(|line| line.starts_with(head.trim_end_matches(':')))
        {
            Some(line) => lines[line] = (*mistake).to_owned(),
            None if *mistake == MISTAKES[1] => lines[0] = (*mistake).to_owned(),
            None => lines.insert(3, (*mistake).to_owned()),
        }
        writeln!(text, "//- incidents/i{at:02}.yaml\n{}", lines.join("\n")).unwrap();
    }
    for at in 0..15 {
        let body = match at % 5 {
            0 => "It is <b>bold</b>.",
            1 => "See [this](javascript:x).",
            2 => "Look: ![a](https://example.com/a.png)",
            3 => "TODO say more.",
            _ => "Ask jo@example.com today.",
        };
        writeln!(
            text,
            "//- pages/p{at:02}.md\n---\ntitle: Page {at}\n---\n日本語: {body}"
        )
        .unwrap();
    }
    site::sources(&text)
}

fn found() -> (Sources, Vec<Diagnostic>) {
    let sources = planted();
    let found = statuary::check_sources(&sources).diagnostics;
    let files: BTreeSet<_> = found.iter().map(|fault| fault.primary.span.file).collect();
    let lines: Vec<String> = found
        .iter()
        .map(|fault| diagnostics::short_line(fault, &sources, ""))
        .collect();
    assert_eq!((found.len(), files.len()), (30, 30), "{}", lines.join("\n"));
    (sources, found)
}

#[test]
fn thirty_mistakes_are_thirty_in_every_format() {
    let (sources, found) = found();
    let human = strip_str(&text::render(
        &found,
        &sources,
        "content/",
        SourceLines::Show,
    ))
    .to_string();
    let titles = human
        .lines()
        .filter(|line| line.starts_with("error[") || line.starts_with("warning["));
    assert_eq!(titles.count(), 30);
    let short: BTreeSet<String> = found
        .iter()
        .map(|fault| diagnostics::short_line(fault, &sources, "content/"))
        .collect();
    assert_eq!(short.len(), 30);
    let json: Value = serde_json::from_str(&json::render(&found, &sources, "content/")).unwrap();
    assert_eq!(json["diagnostics"].as_array().unwrap().len(), 30);
    let gitlab: Value =
        serde_json::from_str(&gitlab::render(&found, &sources, "content/")).unwrap();
    let prints: BTreeSet<&str> = gitlab
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["fingerprint"].as_str().unwrap())
        .collect();
    assert_eq!(prints.len(), 30);
    let sarif: Value = serde_json::from_str(&sarif::render(&found, &sources, "content/")).unwrap();
    let run = &sarif["runs"][0];
    let about = &run["tool"]["driver"]["informationUri"];
    assert_starts_with(about.as_str().unwrap(), "https://");
    assert_eq!(run["results"].as_array().unwrap().len(), 30);
    for result in run["results"].as_array().unwrap() {
        let rule = &run["tool"]["driver"]["rules"]
            [usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_contains(rule["help"]["markdown"].as_str().unwrap(), "Wrong:");
    }
    let github = github::render(&found, &sources, "content/");
    let shown = github
        .lines()
        .filter(|line| !line.starts_with("::") || commands(line) == Some("annotation"));
    assert_eq!(shown.count(), 30);
}

/// What GitHub makes of a line: an annotation, another command, or a line of the log.
fn commands(line: &str) -> Option<&'static str> {
    let (head, _) = line.strip_prefix("::")?.split_once("::")?;
    match head.split(' ').next()? {
        "error" | "warning" => Some("annotation"),
        "notice" | "group" | "endgroup" => Some("other"),
        _ => Some("unknown"),
    }
}

#[test]
fn github_shows_the_worst_ten_of_each_level_and_the_rest_in_the_log() {
    let (sources, found) = found();
    let github = github::render(&found, &sources, "content/");
    let lines: Vec<&str> = github.lines().collect();
    let (errors, rest) = lines.split_at(10);
    assert!(
        errors
            .iter()
            .all(|line| line.starts_with("::error file=content/incidents/")),
        "{github}"
    );
    assert!(
        rest[..10]
            .iter()
            .all(|line| line.starts_with("::warning file=content/")),
        "{github}"
    );
    assert_eq!(rest[10], "::group::10 more");
    assert!(
        rest[11..21].iter().all(|line| line.starts_with("content/")),
        "{github}"
    );
    assert_eq!(rest[21], "::endgroup::");
    assert_eq!(
        rest[22],
        "::notice title=statuary check::13 errors, 17 warnings; 10 of them are only in the log"
    );
    assert_eq!(rest.len(), 23);
    assert_excludes(&lines, &"::error::50% off");
}

#[test]
fn a_fault_that_moves_keeps_its_fingerprint_and_equal_ones_have_their_own() {
    let prints = |text: &str| {
        let sources = site::sources(&format!("//- pages/p.md\n---\ntitle: P\n---\n{text}\n"));
        let found = statuary::check_sources(&sources).diagnostics;
        let report: Value = serde_json::from_str(&gitlab::render(&found, &sources, "")).unwrap();
        let all = report
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["fingerprint"].as_str().unwrap().to_owned());
        all.collect::<Vec<_>>()
    };
    let before = prints("TODO and <b>this</b>");
    assert_eq!(
        prints("Something new.\n\nAnd then TODO and <b>this</b>"),
        before
    );
    let twice = prints("TODO and <b>this</b> and TODO");
    assert_eq!(twice.len(), 3);
    assert_eq!(twice.iter().collect::<BTreeSet<_>>().len(), 3);
    for print in &before {
        assert_includes(&twice, print);
    }
}

#[test]
fn a_character_that_cannot_be_seen_or_told_from_a_space_is_named() {
    assert_eq!(quoted("15 m\n"), "`15 m\\n`");
    assert_eq!(
        quoted("15\u{a0}m\u{200b}\u{1}"),
        "`15<U+00A0>m<U+200B><U+0001>`"
    );
    assert_eq!(quoted("日本語 é 🦆"), "`日本語 é 🦆`");
}
