//! The service catalogue: owners, stages, the checklist, escalations, and what customers see.

use crate::compare::{assert_contains, assert_lacks, assert_starts_with};
use expect_test::{Expect, expect};
use statuary::edge::diagnostics;

use crate::site::{self, example, internal, ledger, page, plain, words};

const CATALOGUE: &str = "\
//- internal/teams.yaml
teams:
  - id: runtime
    name: Runtime
    time_zone: Etc/UTC
    working_hours: { days: [mon], from: \"09:00\", to: \"18:00\" }
//- internal/services.yaml
stages: [idea, production, gone]
checklist:
  - { id: alerts, text: It alerts a human }
  - { id: load, text: It was tested under load }
  - { id: staging, text: It runs in staging }
services:
  - id: router
    name: HTTP router
    owner: runtime
    stage: production
    since: 2011-04-01
    components: [web, api]
    repository: https://git.example.com/router
    runbook: https://git.example.com/router/runbook
    escalation: runtime
    checklist: { alerts: 2013-05-02, load: { waived: \"No, never\", until: 2013-07-20 }, staging: { waived: No state } }
  - { id: sketch, owner: Runtime, stage: idea }
  - { id: relic, owner: runtime, stage: gone, since: 2012-01-01, components: [db] }
escalations:
  - id: runtime
    steps: [ { notify: Runtime primary, after: 0m }, { notify: Incident commander, after: 10m } ]
//- incidents/2013-07-10-web-slow.yaml
title: Web is slow
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
updates:
  - { at: 2013-07-10T10:05Z, status: investigating, text: We are looking into it. }
  - { at: 2013-07-10T11:00Z, status: resolved, text: It is fast again. }
";

#[test]
fn the_board_has_every_stage_with_owners_and_gaps() {
    let pages = internal(&ledger(CATALOGUE), "2013-07-10T10:30Z");
    let html = page(&pages, "services/index.html");
    assert_eq!(
        words(html, "h2"),
        ["Idea", "Production", "Gone", "Production checklist"]
    );
    let text = plain(html.split("</style>").nth(1).unwrap());
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in [
        "3 services, 1 with an incomplete checklist.",
        "Idea sketch Runtime Idea · checklist: 0 of 3 done, 3 not done Not done It alerts a human It was tested under load It runs in staging",
        "HTTP router Runtime Production since 1 April 2011 · checklist: 1 of 3 done, 2 waived Gone",
        "relic Runtime Gone since 1 January 2012 Production checklist",
        "It alerts a human1 of 2sketch",
    ] {
        assert_contains(&text, line);
    }
}

#[test]
fn a_service_shows_its_road_from_owner_to_customers() {
    let pages = internal(&ledger(CATALOGUE), "2013-07-10T10:30Z");
    let html = page(&pages, "services/router/index.html");
    assert_eq!(
        words(html, "dd"),
        [
            "Runtime",
            "Production since 1 April 2011",
            "https://git.example.com/router",
            "https://git.example.com/router/runbook"
        ]
    );
    for part in [
        "href=\"../../on-call/#team-runtime\"",
        "href=\"https://status.example.com/components/web/\"",
        "href=\"https://status.example.com/incidents/2013-07-10-web-slow/\"",
        "Degraded performance",
        "until 20 July 2013: No, never",
        "Done</span> on 2 May 2013",
    ] {
        assert_contains(html, part);
    }
    let steps = html
        .split("<ol class=\"updates\">")
        .nth(1)
        .unwrap()
        .split("</ol>")
        .next()
        .unwrap();
    assert_eq!(
        words(steps, "p"),
        [
            "Immediately",
            "Runtime primary",
            "After 10 min",
            "Incident commander"
        ]
    );
    let later = internal(&ledger(CATALOGUE), "2013-07-10T12:00Z");
    // It is resolved.
    assert_lacks(page(&later, "services/router/index.html"), "Open incidents");
    assert_contains(
        page(&pages, "on-call/index.html"),
        "href=\"../services/router/\"",
    );
}

#[test]
fn a_waiver_holds_to_the_end_of_its_day_and_what_is_dated_later_is_not_done() {
    let signs = |at: &str| {
        let pages = internal(&ledger(CATALOGUE), at);
        let html = page(&pages, "services/router/index.html");
        let list = html
            .split("<ul class=\"actions\">")
            .nth(1)
            .unwrap()
            .split("</ul>")
            .next()
            .unwrap();
        plain(list).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_contains(
        signs("2013-07-20T23:59Z"),
        "under load Waived until 20 July 2013: No, never",
    );
    assert_contains(
        signs("2013-07-21"),
        "under load Waiver expired on 20 July 2013: No, never",
    );
    assert_starts_with(signs("2013-05-01"), "It alerts a human Not done");
    assert_starts_with(signs("2013-05-02"), "It alerts a human Done on 2 May 2013");
}

#[track_caller]
fn faults(fixture: &str, expect: Expect) {
    let sources = site::sources(fixture);
    let lines = statuary::check_sources(&sources)
        .diagnostics_at(site::now("2013-07-01"))
        .iter()
        .map(|fault| diagnostics::short_line(fault, &sources, "") + "\n")
        .collect::<String>();
    expect.assert_eq(&lines);
}

#[test]
fn other_rules_hold_here_too() {
    let wrong = CATALOGUE
        .replace("owner: runtime\n", "owner: runtme\n")
        .replace("components: [web, api]", "components: [web, ap]")
        .replace("{ waived: No state }", "{ until: 2014-01-01 }")
        .replace("id: relic", "id: sketch")
        .replace("stages: [idea", "stages: [idea, idea")
        .replace(
            "days: [mon], from: \"09:00\", to: \"18:00\"",
            "days: [mon, mo, mon], from: \"18:00\", to: \"09:00\"",
        );
    faults(
        &wrong,
        expect![[r#"
            internal/services.yaml:1:16: error: duplicate stage ID `idea` [duplicate-id]
            internal/services.yaml:9:12: error: unknown team `runtme` [unknown-team]
            internal/services.yaml:12:23: error: unknown component `ap` [unknown-component]
            internal/services.yaml:16:97: error: missing key `waived` [missing-key]
            internal/services.yaml:18:11: error: duplicate service ID `sketch` [duplicate-id]
            internal/teams.yaml:5:34: error: invalid day of the week `mo`: expected `mon`, `tue`, `wed`, `thu`, `fri`, `sat` or `sun` [invalid-value]
            internal/teams.yaml:5:38: error: duplicate day `mon` [duplicate-item]
            internal/teams.yaml:5:63: error: `to` is `09:00`, which is not after `from` [end-before-start]
        "#]],
    );
}

#[test]
fn a_team_that_may_only_be_unread_is_not_called_unknown() {
    faults(
        &CATALOGUE.replace("teams:\n", "teams: [\n"),
        expect![[r#"
            internal/teams.yaml:1:8: error: `[` is not closed [yaml-syntax]
        "#]],
    );
    faults(
        &CATALOGUE.replace("  - id: runtime\n    name", "  - id: Runtime\n    name"),
        expect![[r#"
            internal/teams.yaml:2:9: error: invalid ID `Runtime`: expected lowercase letters, digits and hyphens [invalid-id]
        "#]],
    );
}

#[test]
fn without_teams_any_owner_will_do_but_pages_need_them() {
    let parts = CATALOGUE
        .split_once("//- internal/services.yaml")
        .unwrap()
        .1;
    faults(&format!("//- internal/services.yaml{parts}"), expect![""]);
    faults(
        "//- internal/on-call/2013-W20.yaml\nperiod: 2013-W21\nteams: { data: { after_hours: 1 } }\nnotes: { data: Because }\n",
        expect![[r#"
            internal/on-call/2013-W20.yaml:1:9: error: the file's path says `2013-W20`, but the period is `2013-W21` [path-mismatch]
            internal/on-call/2013-W20.yaml:2:10: error: unknown team `data` [unknown-team]
            internal/on-call/2013-W20.yaml:2:16: error: missing key `in_hours` [missing-key]
            internal/on-call/2013-W20.yaml:3:10: error: unknown team `data` [unknown-team]
        "#]],
    );
    faults(
        "//- internal/on-call/juli.yaml\na: b\n//- internal/on-call/2013-W20.yml\na: b\n//- internal/team.yaml\na: b\n",
        expect![[r#"
            internal/on-call/2013-W20.yml:1:1: error: invalid file extension: expected `.yaml`, found `.yml` [wrong-extension]
            internal/on-call/juli.yaml:1:1: error: unexpected file `internal/on-call/juli.yaml` [unexpected-file]
            internal/team.yaml:1:1: error: unexpected file `internal/team.yaml` [unexpected-file]
        "#]],
    );
}

#[test]
fn the_old_folder_of_on_call_counts_is_named_once() {
    faults(
        "//- internal/pages/2013-W20.yaml\na: b\n//- internal/pages/2013-W21.yaml\na: b\n",
        expect![[r#"
            internal/pages/2013-W20.yaml:1:1: error: the directory `internal/pages` is now `internal/on-call` [unexpected-file]
        "#]],
    );
}

#[test]
fn every_service_of_the_example_has_a_page_and_what_it_carries_is_open_on_the_night() {
    let ledger = example();
    let pages = internal(ledger, "2012-06-30T04:00Z");
    for service in &ledger.internal.catalogue.as_ref().unwrap().services {
        assert!(
            pages.contains_key(&format!("services/{}/index.html", service.id)),
            "{}",
            service.id
        );
    }
    assert_contains(
        page(&pages, "services/platform-api/index.html"),
        "Widespread application outage",
    );
    assert_lacks(
        page(&pages, "services/edge-certificates/index.html"),
        "Open incidents",
    );
}

/// Stages of one's own, without the name `production`.
fn own_stages(lines: &str) -> String {
    let named = CATALOGUE.replace("[idea, production, gone]", "[idea, live, gone]");
    named.replace("stage: production", "stage: live").replace(
        "checklist:\n  - { id: alerts",
        &format!("{lines}checklist:\n  - {{ id: alerts"),
    )
}

#[test]
fn with_stages_of_its_own_a_catalogue_names_the_one_that_needs_the_checklist() {
    faults(
        own_stages("").split_once("//- incidents").unwrap().0,
        expect![[r#"
            internal/services.yaml:1:1: error: missing key `production_stage` [missing-key]
        "#]],
    );
    let pages = internal(
        &ledger(&own_stages("production_stage: live\n")),
        "2013-07-10T10:30Z",
    );
    let text = plain(page(&pages, "services/index.html"));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_contains(&text, "3 services, 1 with an incomplete checklist.");
    assert_contains(
        &text,
        "sketch Runtime Idea · checklist: 0 of 3 done, 3 not done",
    );
    // It is past the stage that needs the checklist.
    assert_contains(
        &text,
        "relic Runtime Gone since 1 January 2012 Production checklist",
    );
    faults(
        &own_stages("production_stage: lives\n"),
        expect![[r#"
        internal/services.yaml:2:19: error: unknown stage `lives` [unknown-stage]
    "#]],
    );
}

#[test]
fn an_escalation_that_no_service_uses_is_listed() {
    let unused = "  - id: night\n    steps: [ { notify: Night shift, after: 5m } ]\n//- incidents";
    let content = CATALOGUE.replacen("//- incidents", unused, 1);
    faults(
        &content,
        expect![[r#"
        internal/services.yaml:22:9: warning: no service uses the escalation policy `night` [unused-escalation]
    "#]],
    );
    let pages = internal(&ledger(&content), "2013-07-10T10:30Z");
    let text = plain(page(&pages, "services/index.html"));
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_contains(
        &text,
        "Escalation policies that no service uses nightAfter 5 min: Night shift",
    );
    let pages = internal(&ledger(CATALOGUE), "2013-07-10T10:30Z");
    assert_lacks(page(&pages, "services/index.html"), "Escalation policies");
}

#[test]
fn the_page_of_a_service_lists_the_stages_that_it_left() {
    let moved = CATALOGUE.replace(
        "since: 2011-04-01\n",
        "since: 2011-04-01\n    earlier_stages: { idea: 2010-02-03 }\n",
    );
    let pages = internal(&ledger(&moved), "2013-07-10T10:30Z");
    let stages = &words(page(&pages, "services/router/index.html"), "dd")[1];
    assert_eq!(
        stages,
        "Production since 1 April 2011Idea from 3 February 2010"
    );
    faults(
        &moved.replace("idea: 2010-02-03", "idae: 2010-02-03, idea: 2011-04-01"),
        expect![[r#"
            internal/services.yaml:12:23: error: unknown stage `idae` [unknown-stage]
            internal/services.yaml:12:47: error: the earlier stage `idea` begins on 2011-04-01, which is not before the current stage [stage-order]
        "#]],
    );
}
