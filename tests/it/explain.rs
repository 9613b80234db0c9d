//! `explain`: why a page says what it says, with the lines that decide.
#![cfg(unix)]

use crate::compare::{assert_contains, assert_ends_with};
use std::process::Command;

use expect_test::expect;
use serde_json::Value;
use statuary::base::time::Duration;
use statuary::derive::explanation;
use statuary::derive::snapshot::Snapshot;
use statuary::model::component::State;

use crate::build::{Place, Run};
use crate::site::{self, example, now, page};

const NIGHT: &str = "2012-06-30T11:40Z";

/// Two incidents that say the same, one with an old id and updates out of order, one that says less, and a maintenance.
const TIES: &str = "\
//- components.yaml
groups:
  - id: front
    name: Front
    components:
      - { id: web, name: Web, aliases: [site] }
      - { id: api, name: API }
//- incidents/a.yaml
title: First
started: 2013-07-11T10:00Z
components: { site: degraded_performance }
updates:
  - at: 2013-07-11T10:30Z
    id: second
    status: identified
    components:
      site: partial_outage
    text: It is worse than we thought.
  - { at: 2013-07-11T10:05Z, status: investigating, text: We are looking into it. }
  - { at: 2013-07-11T10:30Z, components: { web: partial_outage }, text: It stays so. }
//- incidents/b.yaml
title: Second
started: 2013-07-11T10:20Z
ended: 2013-07-11T10:50Z
components: { web: partial_outage }
updates:
  - { at: 2013-07-11T10:25Z, status: investigating, text: We are looking into this too. }
  - { at: 2013-07-11T11:00Z, status: resolved, text: It is over. }
//- incidents/c.yaml
title: Third
started: 2013-07-11T10:20Z
components: { web: degraded_performance }
impact: critical
updates:
  - { at: 2013-07-11T10:25Z, status: investigating, text: And into this. }
//- maintenance/d.yaml
title: Work
scheduled: { start: 2013-07-11T09:00Z, end: 2013-07-11T12:00Z }
components: { web: under_maintenance, api: under_maintenance }
updates:
  - { at: 2013-07-01T09:00Z, status: scheduled, text: We shall work on it. }
";

fn ties() -> Place {
    let place = Place::new();
    for (path, text) in site::files(TIES) {
        place.write(&path, &text);
    }
    place
}

fn explain(place: &Place, arguments: &[&str]) -> Run {
    place.run(&[&["explain"], arguments].concat())
}

/// The answer without the folder that the site is in.
fn text(place: &Place, arguments: &[&str]) -> String {
    let run = explain(place, arguments);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let folder = std::fs::canonicalize(place.path("content")).unwrap();
    run.stdout.replace(&format!("{}/", folder.display()), "")
}

fn at_night(arguments: &[&str]) -> String {
    let mut program = Command::new(env!("CARGO_BIN_EXE_statuary"));
    let program = program
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["explain", "--now", NIGHT])
        .args(arguments);
    String::from_utf8(program.output().unwrap().stdout).unwrap()
}

#[test]
fn a_component_in_an_outage() {
    expect![[r#"
        Platform API
        as of 30 June 2012, 11:40 UTC

          Major outage

        Determined by
          Widespread application outage: Major outage
            content/incidents/2012-06-30-widespread-application-outage.yaml:86: `updates[7]` sets api to major_outage since 30 June 2012, 11:25 UTC
            content/incidents/2012-06-30-widespread-application-outage.yaml:72: `updates[6]` sets api to degraded_performance from 30 June 2012, 10:25 UTC until 30 June 2012, 11:25 UTC
            content/incidents/2012-06-30-widespread-application-outage.yaml:26: `updates[1]` sets api to major_outage from 30 June 2012, 03:25 UTC until 30 June 2012, 10:25 UTC
            content/incidents/2012-06-30-widespread-application-outage.yaml:9: `components` sets api to degraded_performance from 30 June 2012, 03:18 UTC until 30 June 2012, 03:25 UTC
    "#]].assert_eq(&at_night(&["api"]));
}

#[test]
fn the_sentence_of_the_whole() {
    expect![[r#"
        Overall status
        as of 30 June 2012, 11:40 UTC

          Major outage: Platform API and Builds and deploys (2 of 10 components)

        Determined by the most severe component state: major_outage
          Platform API: Major outage
            content/incidents/2012-06-30-widespread-application-outage.yaml:86: `updates[7]` sets api to major_outage since 30 June 2012, 11:25 UTC
          Builds and deploys: Major outage
            content/incidents/2012-06-30-widespread-application-outage.yaml:87: `updates[7]` sets builds to major_outage since 30 June 2012, 11:25 UTC

        Components with a less severe status
          Applications: Partial outage
          HTTP routing: Degraded performance
          Postgres: Partial outage
          Log delivery: Degraded performance
          Classic routing: Partial outage
          Dashboard: Degraded performance
          Add-ons: Partial outage
    "#]].assert_eq(&at_night(&["banner"]));
    let fine = ties();
    let quiet = text(&fine, &["banner", "--now", "2013-07-09T10:00Z"]);
    assert_contains(&quiet, "no incident is open");
}

#[test]
fn the_uptime_of_a_month() {
    expect![[r#"
        Uptime of Platform API
        as of 30 June 2012, 11:40 UTC

          98.975% in June 2012

        Measured period
          42460 min from 1 June 2012, 00:00 UTC to 30 June 2012, 11:40 UTC

        Downtime from incidents
          Widespread application outage: 67 min degraded_performance, 435 min major_outage
            content/incidents/2012-06-30-widespread-application-outage.yaml:9: `components` sets api to degraded_performance: 7 min from 30 June 2012, 03:18 UTC to 30 June 2012, 03:25 UTC
            content/incidents/2012-06-30-widespread-application-outage.yaml:26: `updates[1]` sets api to major_outage: 420 min from 30 June 2012, 03:25 UTC to 30 June 2012, 10:25 UTC
            content/incidents/2012-06-30-widespread-application-outage.yaml:72: `updates[6]` sets api to degraded_performance: 60 min from 30 June 2012, 10:25 UTC to 30 June 2012, 11:25 UTC
            content/incidents/2012-06-30-widespread-application-outage.yaml:86: `updates[7]` sets api to major_outage: 15 min from 30 June 2012, 11:25 UTC to 30 June 2012, 11:40 UTC

        Formula
          Uptime is 100% minus downtime: major outage counts 100%, partial outage counts 30%, degraded performance does not count. Scheduled maintenance does not count as downtime.
          100 × (1 − (0 × 67 + 0.3 × 0 + 1 × 435) ÷ 42460) = 98.975
    "#]].assert_eq(&at_night(&["uptime", "api", "2012-06"]));
}

#[test]
fn entries_with_the_same_state_decide_together() {
    let place = ties();
    expect![[r#"
        Web
        as of 11 July 2013, 10:45 UTC

          Partial outage

        Determined by these together
          Second: Partial outage
            content/incidents/b.yaml:4: `components` sets web to partial_outage since 11 July 2013, 10:20 UTC
          First: Partial outage
            content/incidents/a.yaml:12: `updates[2]` sets web to partial_outage since 11 July 2013, 10:30 UTC
            content/incidents/a.yaml:9: `updates[0]` sets web to partial_outage from 11 July 2013, 10:30 UTC until 11 July 2013, 10:30 UTC
            content/incidents/a.yaml:3: `components` sets web to degraded_performance from 11 July 2013, 10:00 UTC until 11 July 2013, 10:30 UTC

        Also in progress, with a less severe status
          Third: Degraded performance
            content/incidents/c.yaml:3: `components` sets web to degraded_performance since 11 July 2013, 10:20 UTC
          Work: Under maintenance
            content/maintenance/d.yaml:3: `components` sets web to under_maintenance since 11 July 2013, 09:00 UTC
    "#]].assert_eq(&text(&place, &["web", "--now", "2013-07-11T10:45Z"]));
    expect![[r#"
        API
        as of 11 July 2013, 12:30 UTC

          Operational

        Nothing in progress affects it. Last affected by
          Work: under_maintenance at its most severe, ended 11 July 2013, 12:00 UTC
            content/maintenance/d.yaml:2: ended by `scheduled`
    "#]]
    .assert_eq(&text(&place, &["api", "--now", "2013-07-11T12:30Z"]));
}

#[test]
fn an_incident_tells_its_impact_length_and_phase() {
    let place = ties();
    expect![[r#"
        Second
        as of 11 July 2013, 11:30 UTC

          Major impact

        Major impact
          Determined by the most severe state until now: partial_outage.
            content/incidents/b.yaml:4: `components` sets web to partial_outage

        Duration: 30 min
          from 11 July 2013, 10:20 UTC to 11 July 2013, 10:50 UTC
            content/incidents/b.yaml:2: `started` is 11 July 2013, 10:20 UTC
            content/incidents/b.yaml:3: `ended` is 11 July 2013, 10:50 UTC, earlier than the update that resolves it

        Status: Resolved
          Set by the latest update that has a status.
            content/incidents/b.yaml:7: set by `updates[1]`

        Current component states
          Web: Operational
            content/incidents/b.yaml:7: `updates[1]` has the status `resolved`, which sets web to operational since 11 July 2013, 11:00 UTC
    "#]].assert_eq(&text(&place, &["b", "--now", "2013-07-11T11:30Z"]));
    let own = text(&place, &["c", "--now", "2013-07-11T11:30Z"]);
    assert_contains(&own, "from the component states it would be: Minor impact");
    assert_contains(&own, "incidents/c.yaml:4: set by `impact`");
    expect![[r#"
        Work
        as of 11 July 2013, 11:30 UTC

          In progress

        Status: In progress
          Determined by the clock and the window, because no update has set a status.

        Window: 11 July 2013, 09:00 – 12:00 UTC
          No update has rescheduled it.
            content/maintenance/d.yaml:2: `scheduled` is 11 July 2013, 09:00 – 12:00 UTC

        Current component states
          Web: Under maintenance
            content/maintenance/d.yaml:3: `components` sets web to under_maintenance since 11 July 2013, 09:00 UTC
          API: Under maintenance
            content/maintenance/d.yaml:3: `components` sets api to under_maintenance since 11 July 2013, 09:00 UTC
    "#]]
    .assert_eq(&text(&place, &["d", "--now", "2013-07-11T11:30Z"]));
}

#[test]
fn minutes_of_two_incidents_count_once_and_maintenance_does_not() {
    let place = ties();
    expect![[r#"
        Uptime of Web
        as of 11 July 2013, 12:00 UTC

          95.833% on 11 July 2013

        Measured period
          720 min from 11 July 2013, 00:00 UTC to 11 July 2013, 12:00 UTC

        Downtime from incidents
          Third: 100 min degraded_performance
            content/incidents/c.yaml:3: `components` sets web to degraded_performance: 100 min from 11 July 2013, 10:20 UTC to 11 July 2013, 12:00 UTC
          Second: 30 min partial_outage
            content/incidents/b.yaml:4: `components` sets web to partial_outage: 30 min from 11 July 2013, 10:20 UTC to 11 July 2013, 10:50 UTC
          First: 30 min degraded_performance, 90 min partial_outage
            content/incidents/a.yaml:3: `components` sets web to degraded_performance: 30 min from 11 July 2013, 10:00 UTC to 11 July 2013, 10:30 UTC
            content/incidents/a.yaml:12: `updates[2]` sets web to partial_outage: 90 min from 11 July 2013, 10:30 UTC to 11 July 2013, 12:00 UTC
          130 min are covered by several incidents; they count once, with the most severe state.

        Excluded as scheduled maintenance
          Work: 180 min under_maintenance
            content/maintenance/d.yaml:3: `components` sets web to under_maintenance: 180 min from 11 July 2013, 09:00 UTC to 11 July 2013, 12:00 UTC

        Formula
          Uptime is 100% minus downtime: major outage counts 100%, partial outage counts 30%, degraded performance does not count. Scheduled maintenance does not count as downtime.
          100 × (1 − (0 × 20 + 0.3 × 100 + 1 × 0) ÷ 720) = 95.833
    "#]].assert_eq(&text(&place, &["uptime", "web", "2013-07-11", "--now", "2013-07-11T12:00Z"]));
    let run = explain(
        &place,
        &[
            "uptime",
            "site",
            "2013-07",
            "--format",
            "json",
            "--now",
            "2013-07-11T12:00Z",
        ],
    );
    let answer: Value = serde_json::from_str(&run.stdout).unwrap();
    let minutes =
        ["degraded", "partial", "out", "shared"].map(|key| answer["uptime"][key].as_i64().unwrap());
    assert_eq!(
        minutes,
        [80, 100, 0, 130],
        "with the hour of the day before"
    );
    assert_eq!(answer["sections"][1]["reasons"][0]["grounds"][0]["line"], 3);
}

/// What is explained is what pages are made from, for every component at many moments.
#[test]
fn reasons_agree_with_the_pages() {
    let status = &example().status;
    for moment in [
        "2012-06-30T04:00Z",
        NIGHT,
        "2012-10-24T07:30Z",
        "2012-11-13T15:00Z",
        "2013-08-30T12:00Z",
    ] {
        let snapshot = Snapshot::of(status, now(moment));
        for facts in &snapshot.components {
            let claims = explanation::state_claims(&snapshot, facts);
            assert_eq!(
                claims
                    .first()
                    .map_or(State::Operational, |claim| claim.state),
                facts.state
            );
            for claim in &claims {
                assert_eq!(
                    claim.state_changes.last().unwrap().state,
                    claim.state,
                    "the last words hold"
                );
            }
            for month in facts.months(
                3,
                statuary::base::time::Date::EPOCH_MONDAY,
                snapshot.site,
                snapshot.now,
            ) {
                let found = explanation::uptime_reason(&snapshot, facts, month.uptime.window);
                assert_eq!(found.uptime, month.uptime);
                assert!(found.overlap >= Duration::default());
                let sum = |state: State| {
                    let all = found
                        .shares
                        .iter()
                        .map(|share| share.length(|one| one == state).as_seconds());
                    all.sum::<i64>()
                };
                if found.overlap == Duration::default() {
                    assert_eq!(
                        sum(State::MajorOutage),
                        month.uptime.downtime.major_outage.as_seconds()
                    );
                    assert_eq!(
                        sum(State::PartialOutage),
                        month.uptime.downtime.partial_outage.as_seconds()
                    );
                    assert_eq!(
                        sum(State::DegradedPerformance),
                        month.uptime.downtime.degraded_performance.as_seconds()
                    );
                }
            }
        }
    }
}

#[test]
fn figures_are_those_that_the_page_prints() {
    let pages = site::public(example(), NIGHT);
    for id in ["api", "postgres", "applications", "logs"] {
        let page = page(&pages, &format!("components/{id}/index.html"));
        for asked in [
            &["uptime", id][..],
            &["uptime", id, "2012-06"],
            &["uptime", id, "2012-05"],
        ] {
            let answer = at_night(asked);
            let figure = answer.lines().nth(3).unwrap().trim();
            let percent = figure.split(' ').next().unwrap();
            assert!(
                percent.ends_with('%') && page.contains(percent),
                "{asked:?}: {figure}"
            );
        }
    }
}

#[test]
fn what_is_not_known_gets_the_nearest_of_all() {
    let place = ties();
    let said = |arguments: &[&str]| {
        let run = explain(&place, arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        run.stderr
    };
    assert_contains(said(&["webb"]), "did you mean `web`?");
    assert_contains(said(&["short-notise"]), "did you mean `short-notice`?");
    assert_contains(said(&["baner"]), "did you mean `banner`?");
    assert_ends_with(
        said(&["nothing-like-it"]),
        "`nothing-like-it` is not the ID of a rule, component, incident or maintenance\n",
    );
    assert_contains(
        said(&["uptime"]),
        "the component is missing: use `statuary explain uptime COMPONENT`",
    );
    assert_contains(said(&["uptime", "wib"]), "did you mean `web`?");
    assert_contains(said(&["uptime", "web", "2013-W02"]), "invalid month or day");
    assert_contains(
        said(&["uptime", "web", "2033-01"]),
        "no history of web in 2033-01",
    );
    assert_contains(said(&["web", "2013-07"]), "only `uptime` takes");
    assert_contains(
        said(&["a", "--now", "2013-01-01"]),
        "a was not published yet",
    );
    assert_contains(said(&["short-notice", "--format", "json"]), "is a rule");
}
