//! Faults of content, for people and for programs.

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
