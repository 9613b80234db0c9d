//! Faults of content, for people and for programs.

use std::fs;

use crate::compare::{
    assert_contains, assert_ends_with, assert_includes, assert_lacks, assert_starts_with,
};
use serde_json::Value;

use super::{FAULTY, INCIDENT, Place, Run};

/// What `check` prints in a format about a file with two faults.
fn report(format: &str) -> String {
    let place = Place::new();
    place.write(INCIDENT, FAULTY);
    let run = place.run(&["check", "--format", format]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{format}");
    run.stdout
}

fn json(format: &str) -> Value {
    serde_json::from_str(&report(format)).unwrap()
}

#[test]
fn faults_as_json_have_their_places() {
    let report = json("json");
    let all = report["diagnostics"].as_array().unwrap();
    assert_eq!(all.len(), 2);
    let wep = all
        .iter()
        .find(|one| one["rule"] == "unknown-component")
        .unwrap();
    let place = &wep["place"];
    assert_eq!(place["file"], format!("content/{INCIDENT}"));
    assert_eq!(
        (&place["line"], &place["column"]),
        (&Value::from(3), &Value::from(42))
    );
    let (start, end) = (
        place["start_byte"].as_u64().unwrap(),
        place["end_byte"].as_u64().unwrap(),
    );
    assert_eq!(
        &FAULTY[start.try_into().unwrap()..end.try_into().unwrap()],
        "wep"
    );
    assert_eq!(wep["edit"]["text"], "web");
}

#[test]
fn faults_on_one_line_each() {
    let report = report("short");
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(
        lines[0].starts_with(&format!("content/{INCIDENT}:2:15: error: ")),
        "{report}"
    );
    assert!(
        lines[1].starts_with(&format!("content/{INCIDENT}:3:42: error: ")),
        "{report}"
    );
}

#[test]
fn faults_as_commands_of_github() {
    let report = report("github");
    let wep = report.lines().find(|line| line.contains("wep")).unwrap();
    let head = format!(
        "::error file=content/{INCIDENT},line=3,endLine=3,col=42,endColumn=45,title=unknown-component::"
    );
    assert_starts_with(wep, &head);
    assert_contains(wep, "%0Ahelp: did you mean `web`?");
}

#[test]
fn faults_for_gitlab() {
    let report = json("gitlab");
    let all = report.as_array().unwrap();
    assert_eq!(all.len(), 2);
    assert_ne!(all[0]["fingerprint"], all[1]["fingerprint"]);
    for one in all {
        assert_eq!(one["severity"], "major");
        assert_eq!(one["location"]["path"], format!("content/{INCIDENT}"));
        assert!(
            one["location"]["lines"]["begin"].is_u64()
                && one["description"].is_string()
                && one["check_name"].is_string()
        );
    }
}

#[test]
fn faults_as_sarif() {
    let report = json("sarif");
    assert_eq!(report["version"], "2.1.0");
    let run = &report["runs"][0];
    let rules: Vec<&Value> = run["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|rule| &rule["id"])
        .collect();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    for one in results {
        assert_includes(&rules, &&one["ruleId"]);
        assert_eq!(one["level"], "error");
        assert_eq!(
            one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            format!("content/{INCIDENT}")
        );
        assert!(one["partialFingerprints"]["statuary/v1"].is_string());
    }
}

#[test]
fn a_report_can_be_limited_to_a_folder() {
    let place = Place::new();
    place.write(INCIDENT, FAULTY);
    assert_eq!(place.run(&["check", "pages"]).code, 0);
    for typed in [
        "incidents",
        "content/incidents/",
        &format!("incidents/{}", INCIDENT.rsplit('/').next().unwrap()),
    ] {
        assert_eq!(place.run(&["check", typed]).code, 1, "{typed}");
    }
}

#[test]
fn a_quoted_line_can_be_kept_back() {
    let place = Place::new();
    place.write(
        INCIDENT,
        &FAULTY.replace("major_outage }", "major_outage } # hush"),
    );
    assert_contains(&place.run(&["check"]).stderr, "hush");
    let run = place.run(&["check", "--no-source-lines"]);
    assert_contains(&run.stderr, "`wep`");
    assert_lacks(&run.stderr, "hush");
}

#[test]
fn a_log_without_source_lines_has_no_word_and_no_name_that_is_secret() {
    let place = Place::new();
    place.write(
        "internal/reports/canary1/product.yaml",
        "name: Canary2\nculprits: [ { id: canary3, name: Canary3, kinds: canary4 } ]\n",
    );
    place.write(
        "internal/reports/canary1/2013-W27.yaml",
        "product: canary1\nperiod: 2013-W27\nsampled: 1\nread: 1\nculprits: { canary3: 1 }\nnotes: { canary3: ask jane@canary5.example }\n",
    );
    place.write(
        "maintenance/2099-01-01-canary6.yaml",
        "title: Canary7\nscheduled: { start: 2099-01-01T10:00Z, end: canary8 }\nupdates: []\n",
    );
    place.write(
        "notices/canary9.md",
        "---\ntitle: Canary10\npublished: 2098-12-01\ncolour: canary11\n---\n",
    );
    place.write(
        "incidents/2013-07-11-canary12.yaml",
        &format!("\"dr\\x61ft\": true\nalso: canary13\n{FAULTY}"),
    );
    place.write(
        "postmortems/2013-07-10-web-slow.md",
        "---\nincident: 2013-07-11-cnary12\npublished: 2013-07-12\nowner: Open\n---\n",
    );
    for format in ["text", "short", "json", "github", "gitlab", "sarif"] {
        let all = place.run(&["check", "--format", format]);
        let found = format!("{}{}", all.stdout, all.stderr).to_lowercase();
        for number in [1, 4, 5, 6, 8, 9, 12] {
            assert_contains(&found, format!("canary{number}"));
        }
        let run = place.run(&["check", "--format", format, "--no-source-lines"]);
        let shown = format!("{}{}", run.stdout, run.stderr);
        assert_lacks(shown.to_lowercase(), "canary");
        assert_contains(&shown, "unknown-key");
        assert_contains(&shown, "content/internal/...");
        assert_contains(&shown, "postmortems/2013-07-10-web-slow.md");
    }
    let run = place.run(&["build", "--no-source-lines"]);
    assert_eq!(run.code, 1);
    assert_lacks(run.stderr.to_lowercase(), "canary");
}

#[test]
fn a_log_without_source_lines_does_not_name_what_is_not_published_yet() {
    let place = Place::new();
    let notice = "---\ntitle: Survey\npublished: 2098-12-01\n---\nHow are we doing?\n";
    place.write("notices/canary.md", notice);
    assert_contains(&place.run(&["build"]).stdout, "/notices/canary/");
    place.write("pages/support.md", "---\ntitle: Help\n---\n");
    let run = place.run(&["build", "--no-source-lines"]);
    assert_lacks(&run.stdout, "canary");
    assert_contains(&run.stdout, "1 not yet published");
}

#[test]
fn no_text_of_an_author_is_a_command_to_the_service_that_runs_the_build() {
    let place = Place::new();
    let title = "'##[error]a ##vso[task.setvariable variable=b]c ::warning::d'";
    place.write(
        "incidents/2026-11-03-api.yaml",
        &format!(
            "title: {title}\nstarted: 2013-07-10T10:00Z\ncomponents: {{ web: major_outage, {title}: major_outage }}\nupdates:\n  - at: 2013-07-10T10:05Z\n    text: |\n      ##[group]x\n      <b>::stop-commands::y\n"
        ),
    );
    place.write("::set-output name=a::b.yaml", "");
    fs::create_dir_all(place.path("content/::set-output name=c::d")).unwrap();
    place.write("::set-output name=c::d/e.yaml", "");
    for format in ["text", "short", "github"] {
        let mut command = place.command(&["check", "--format", format]);
        let output = command.current_dir(place.path("content")).output().unwrap();
        let bytes = [output.stdout, output.stderr].concat();
        let text = String::from_utf8(bytes).unwrap();
        assert_contains(&text, "set-output name=a");
        for line in text.lines() {
            let is_ours = [
                "::error file=",
                "::warning file=",
                "::group::",
                "::endgroup::",
                "::notice title=",
            ]
            .iter()
            .any(|start| format == "github" && line.starts_with(start));
            assert!(!line.trim_start().starts_with("::") || is_ours, "{line}");
            let in_annotation = is_ours && line.starts_with("::");
            assert!(
                in_annotation || !line.contains("##[") && !line.contains("##vso["),
                "{line}"
            );
        }
    }
}

#[test]
fn many_warnings_of_one_rule_are_counted_and_every_error_is_shown() {
    let place = Place::new();
    let slow = "title: Slow\nstarted: 2013-07-10 10:00\ncomponents: { web: degraded_performance }\nupdates:\n  \
                - { at: 2013-07-10T11:00Z, status: resolved, text: It was slow. }\n";
    for number in 0..1021 {
        place.write(&format!("incidents/2013-07-10-slow-{number}.yaml"), slow);
    }
    let shown = |run: &Run, word: &str| run.stderr.matches(word).count();
    let run = place.run(&["check"]);
    assert_eq!(
        (run.code, shown(&run, "warning[missing-time-zone]")),
        (0, 20)
    );
    let more =
        "and 1,001 more of `missing-time-zone`; `statuary check --format short` has every one\n\n";
    assert_ends_with(&run.stderr, more);
    assert_starts_with(&run.stdout, "0 errors, 1021 warnings in ");
    assert_eq!(
        place
            .run(&["check", "--format", "short"])
            .stdout
            .lines()
            .count(),
        1021
    );
    for number in 0..30 {
        place.edit(
            &format!("incidents/2013-07-10-slow-{number}.yaml"),
            "resolved",
            "resolvd",
        );
    }
    let run = place.run(&["check"]);
    assert_eq!(
        (
            run.code,
            shown(&run, "error[invalid-value]"),
            shown(&run, " more of `")
        ),
        (1, 30, 1)
    );
}
