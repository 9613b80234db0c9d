//! What a team promises to its customers, and what a site makes of the rules.

use expect_test::expect;
use statuary::base::id::UpdateId;
use statuary::model::first_published::{CommitFold, PageChange};

use super::{check, check_at};
use crate::site;

const SITE: &str = "\
//- site.yaml
version: 1
title: T
url: https://status.example.com/
site_id: example
time_zone: Etc/UTC
policy: { postmortem_sections: [Summary, Impact] }
";

fn incident(lines: &str) -> String {
    format!(
        "{SITE}//- incidents/2026-11-03-api.yaml\ntitle: API errors\nstarted: 2026-11-03T14:02Z\nimpact: minor\n{lines}"
    )
}

#[test]
fn first_update_late() {
    check(
        &incident(
            "updates:\n  - { at: 2026-11-03T14:20Z, text: We look into it. }\n  - { at: 2026-11-03T14:40Z, status: resolved, text: It is over. }\n",
        ),
        expect![[r#"
            warning[first-update-late]: the first update came after 18 min, later than the promised 15 min
             --> content/incidents/2026-11-03-api.yaml:5:11
              |
            2 | started: 2026-11-03T14:02Z
              |          ----------------- started here
            ...
            5 |   - { at: 2026-11-03T14:20Z, text: We look into it. }
              |           ^^^^^^^^^^^^^^^^^
              |
            help: correct the times if they are wrong; if they are right, the alerting is what needs fixing, not this file: explain the delay in a comment `# statuary-allow first-update-late: <reason>`
        "#]],
    );
}

#[test]
fn next_update_missed() {
    check(
        &incident(
            "updates:\n  - at: 2026-11-03T14:10Z\n    text: We look into it.\n    next_update: 30m\n  - at: 2026-11-03T14:41Z\n    status: identified\n    text: It is the database.\n    next_update: 1h\n",
        )
        .replace("policy:", "rules: { open-for-long: off }\npolicy:"),
        expect![[r#"
            warning[next-update-missed]: the next update was promised by 2026-11-03T14:40Z and came later
             --> content/incidents/2026-11-03-api.yaml:7:18
              |
            7 |     next_update: 30m
              |                  ^^^
            8 |   - at: 2026-11-03T14:41Z
              |         ----------------- the next update
              |
            help: correct the times if they are wrong; otherwise explain the delay in a comment: `# statuary-allow next-update-missed: <reason>`

            warning[next-update-missed]: the next update was promised by 2026-11-03T15:41Z and is missing
              --> content/incidents/2026-11-03-api.yaml:11:18
               |
            11 |     next_update: 1h
               |                  ^^
               |
            help: add an update now, even if there is nothing new
        "#]],
    );
}

#[test]
fn open_for_long() {
    check(
        &incident(
            "updates:\n  - { at: 2026-11-03T14:10Z, status: monitoring, text: It looks better. }\n",
        ),
        expect![[r#"
            warning[open-for-long]: the incident is open, and its last update is more than 7 days old
             --> content/incidents/2026-11-03-api.yaml:2:10
              |
            2 | started: 2026-11-03T14:02Z
              |          ^^^^^^^^^^^^^^^^^
            ...
            5 |   - { at: 2026-11-03T14:10Z, status: monitoring, text: It looks better. }
              |           ----------------- the last update
              |
            help: add an update with `status: resolved`, or one that says that the problem continues
        "#]],
    );
    let content = incident(
        "updates:\n  - { at: 2026-11-03T14:10Z, status: monitoring, text: It looks better. }\n  - { at: 2026-11-12T14:10Z, text: It continues. }\n",
    );
    check_at(&content, "2026-11-19T14:09Z", expect!["\n\n"]);
    check_at(
        &content,
        "2026-11-19T14:11Z",
        expect![[r#"
        warning[open-for-long]: the incident is open, and its last update is more than 7 days old
         --> content/incidents/2026-11-03-api.yaml:2:10
          |
        2 | started: 2026-11-03T14:02Z
          |          ^^^^^^^^^^^^^^^^^
        ...
        6 |   - { at: 2026-11-12T14:10Z, text: It continues. }
          |           ----------------- the last update
          |
        help: add an update with `status: resolved`, or one that says that the problem continues
    "#]],
    );
}

#[test]
fn resolved_twice() {
    check(
        &incident(
            "updates:\n  - { at: 2026-11-03T14:10Z, status: resolved, text: It is over. }\n  - { at: 2026-11-03T14:11Z, text: Thank you for waiting. }\n  - { at: 2026-11-03T14:12Z, status: resolved, text: It is over. }\n",
        ),
        expect![[r#"
            warning[resolved-twice]: the incident is resolved twice without being reopened
             --> content/incidents/2026-11-03-api.yaml:7:11
              |
            5 |   - { at: 2026-11-03T14:10Z, status: resolved, text: It is over. }
              |           ----------------- resolved here
            6 |   - { at: 2026-11-03T14:11Z, text: Thank you for waiting. }
            7 |   - { at: 2026-11-03T14:12Z, status: resolved, text: It is over. }
              |           ^^^^^^^^^^^^^^^^^
              |
            help: remove `status` from an update that only adds information
        "#]],
    );
}

#[test]
fn updates_out_of_order() {
    check(
        &incident(
            "updates:\n  - { at: 2026-11-03T14:10Z, text: We look into it. }\n  - { at: 2026-12-03T14:30Z, status: identified, text: It is the database. }\n  - { at: 2026-11-03T15:00Z, text: We mend it. }\n  - { at: 2026-12-04T14:30Z, status: resolved, text: It is over. }\n",
        ),
        expect![[r#"
            warning[updates-out-of-order]: the updates at `2026-12-03T14:30Z` and `2026-11-03T15:00Z` are out of order by more than a day
             --> content/incidents/2026-11-03-api.yaml:7:11
              |
            6 |   - { at: 2026-12-03T14:30Z, status: identified, text: It is the database. }
              |           ----------------- the other one
            7 |   - { at: 2026-11-03T15:00Z, text: We mend it. }
              |           ^^^^^^^^^^^^^^^^^
              |
            help: correct the date of one of them, or swap them; readers see updates in chronological order
        "#]],
    );
}

#[test]
fn postmortem_overdue() {
    let resolved = "updates:\n  - { at: 2026-11-03T14:10Z, status: resolved, text: It is over. }\n";
    check(
        &incident(resolved).replace("impact: minor", "impact: major"),
        expect![[r#"
            warning[postmortem-overdue]: the post-mortem was due by 2026-11-08T14:10Z and is missing
             --> content/incidents/2026-11-03-api.yaml:2:10
              |
            2 | started: 2026-11-03T14:02Z
              |          ^^^^^^^^^^^^^^^^^
              |
            help: add `postmortems/2026-11-03-api.md`
        "#]],
    );
}

#[test]
fn action_overdue() {
    let resolved = "updates:\n  - { at: 2026-11-03T14:10Z, status: resolved, text: It is over. }\n";
    let actions = "  - { what: Alert sooner, due: 2026-11-20 }\n  - { what: Alert twice, due: 2026-11-20, done: 2026-11-19 }\n";
    let content = format!(
        "{}//- postmortems/2026-11-03-api.md\n---\nincident: 2026-11-03-api\npublished: 2026-11-05\nactions:\n{actions}---\n\
         ## Summary\n\nIt broke.\n\n## Impact\n\nNobody got in.\n\n## What we do\n\nMore.\n",
        incident(resolved)
    );
    // The whole day is time to do it.
    check_at(&content, "2026-11-20T23:59Z", expect!["\n\n"]);
    check_at(
        &content,
        "2026-11-21T00:00Z",
        expect![[r#"
            warning[action-overdue]: the action was due on 2026-11-20 and is not done
             --> content/postmortems/2026-11-03-api.md:5:32
              |
            5 |   - { what: Alert sooner, due: 2026-11-20 }
              |                                ^^^^^^^^^^
              |
            help: add `done:` with the day on which it was done, or a later `due:`
        "#]],
    );
    check_at(
        &content.replace("published:", "draft: true\npublished:"),
        "2026-11-21T00:00Z",
        expect!["\n\n"],
    );
}

#[test]
fn missing_section() {
    check(
        &format!(
            "{}//- postmortems/2026-11-03-api.md\n---\nincident: 2026-11-03-api\npublished: 2026-11-05\n---\n## Summary\n\nIt broke.\n\n## What we do\n\nMore.\n",
            incident(
                "updates:\n  - { at: 2026-11-03T14:10Z, status: resolved, text: It is over. }\n"
            )
        ),
        expect![[r#"
            warning[missing-section]: the post-mortem has no section `Impact`
             --> content/postmortems/2026-11-03-api.md:2:1
              |
            2 | incident: 2026-11-03-api
              | ^
              |
            help: add the heading `## Impact` and its text
        "#]],
    );
}

#[test]
fn retired_component() {
    let board = "//- components.yaml\ngroups:\n  - id: front\n    name: Front\n    components:\n      - { id: web, name: Web, retired: 2026-11-03 }\n      - { id: api, name: API, retired: 2026-11-04 }\n";
    check(
        &format!(
            "{}{board}",
            incident(
                "components: { web: degraded_performance, api: degraded_performance }\nupdates:\n  - { at: 2026-11-03T14:10Z, status: resolved, text: It is over. }\n"
            )
        ),
        expect![[r#"
            warning[retired-component]: the component `web` has been retired since 2026-11-03
             --> content/incidents/2026-11-03-api.yaml:4:15
              |
            4 | components: { web: degraded_performance, api: degraded_performance }
              |               ^^^
              |
            help: use the component that replaced it, or correct `retired` in `components.yaml`
        "#]],
    );
}

#[test]
fn short_notice() {
    let maintenance = |name: &str, at: &str, more: &str| {
        format!(
            "//- maintenance/{name}.yaml\ntitle: Failover\nscheduled: {{ start: 2026-11-25T09:00Z, end: 2026-11-25T11:00Z }}\n{more}updates:\n  - {{ at: {at}, text: We test it. }}\n"
        )
    };
    let files = [
        maintenance("a", "2026-11-24T10:30Z", ""),
        maintenance("b", "2026-11-24T10:30Z", "urgent: A security fix\n"),
        maintenance("c", "2026-11-24T09:00Z", ""),
        maintenance("d", "2026-11-25T09:05Z", ""),
    ];
    check(
        &format!("{SITE}{}", files.concat()),
        expect![[r#"
            warning[short-notice]: customers get 22 h 30 min of notice, less than the promised 1 d
             --> content/maintenance/a.yaml:2:12
              |
            2 | scheduled: { start: 2026-11-25T09:00Z, end: 2026-11-25T11:00Z }
              |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
            help: give the reason with `urgent: <the reason>`, or choose a later window

            warning[short-notice]: customers get no notice, less than the promised 1 d
             --> content/maintenance/d.yaml:2:12
              |
            2 | scheduled: { start: 2026-11-25T09:00Z, end: 2026-11-25T11:00Z }
              |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
            help: give the reason with `urgent: <the reason>`, or choose a later window
        "#]],
    );
}

#[test]
fn unknown_rule() {
    check(
        &SITE.replace(
            "policy:",
            "rules: { short-notise: off, unknown-component: off, missing-time-zone: never }\npolicy:",
        ),
        expect![[r#"
            error[unknown-rule]: unknown rule `short-notise`
             --> content/site.yaml:6:10
              |
            6 | rules: { short-notise: off, unknown-component: off, missing-time-zone: never }
              |          ^^^^^^^^^^^^
              |
            help: did you mean `short-notice`?

            error[unknown-rule]: the rule `unknown-component` is an error on every site
             --> content/site.yaml:6:29
              |
            6 | rules: { short-notise: off, unknown-component: off, missing-time-zone: never }
              |                             ^^^^^^^^^^^^^^^^^
              |
            help: delete it; only warnings can be changed or allowed

            error[invalid-value]: invalid level of a rule `never`: expected `off`, `warn` or `error`
             --> content/site.yaml:6:72
              |
            6 | rules: { short-notise: off, unknown-component: off, missing-time-zone: never }
              |                                                                        ^^^^^
        "#]],
    );
}

#[test]
fn clock_rule() {
    check(
        &SITE.replace(
            "policy:",
            "rules: { open-for-long: error, short-notice: error }\npolicy:",
        ),
        expect![[r#"
            error[clock-rule]: `open-for-long` depends on the clock and cannot be an error
             --> content/site.yaml:6:10
              |
            6 | rules: { open-for-long: error, short-notice: error }
              |          ^^^^^^^^^^^^^
              |
            help: use `warn` or `off`; a site that was valid yesterday must still build today
        "#]],
    );
}

#[test]
fn allow_without_reason() {
    check(
        &incident(
            "updates:\n  # statuary-allow first-update-late\n  - { at: 2026-11-03T14:20Z, status: resolved, text: It is over. }\n",
        ),
        expect![[r#"
            error[allow-without-reason]: `first-update-late` is allowed here without a reason
             --> content/incidents/2026-11-03-api.yaml:5:20
              |
            5 |   # statuary-allow first-update-late
              |                    ^^^^^^^^^^^^^^^^^
              |
            help: add the reason: `first-update-late: <reason>`
        "#]],
    );
}

#[test]
fn unused_allow() {
    check(
        &incident(
            "updates:\n  # statuary-allow next-update-missed: it was too early\n  - { at: 2026-11-03T14:10Z, text: We look into it. }\n  - { at: 2026-11-03T14:20Z, status: resolved, text: It is over. }\n",
        ),
        expect![[r#"
            warning[unused-allow]: `next-update-missed` is allowed here, but does not occur
             --> content/incidents/2026-11-03-api.yaml:5:20
              |
            5 |   # statuary-allow next-update-missed: it was too early
              |                    ^^^^^^^^^^^^^^^^^^
              |
            help: delete the comment, or put it directly above the line it is about
        "#]],
    );
}

#[test]
fn same_minute() {
    check(
        "//- incidents/a.yaml\ntitle: A\nstarted: 2026-11-03T14:02Z\nimpact: minor\nupdates:\n  - { at: 2026-11-03T14:05Z, text: One. }\n  - { at: 2026-11-03T14:05Z, id: two, text: Two. }\n  - { at: 2026-11-03T14:05:30Z, text: Three. }\n  - { at: 2026-11-03T14:30Z, status: resolved, text: Over. }\n",
        expect![[r#"
            warning[same-minute]: two updates without an `id` have the same time
             --> content/incidents/a.yaml:7:11
              |
            5 |   - { at: 2026-11-03T14:05Z, text: One. }
              |           ----------------- the first one
            6 |   - { at: 2026-11-03T14:05Z, id: two, text: Two. }
            7 |   - { at: 2026-11-03T14:05:30Z, text: Three. }
              |           ^^^^^^^^^^^^^^^^^^^^
              |
            help: add `id: 2026-11-03T1405Z-2`, its current ID in feeds; without it feeds confuse the two when their order changes
        "#]],
    );
}

const LATER: &str = "\
//- incidents/2026-11-03-api.yaml
title: API errors
started: 2026-11-03T14:02Z
impact: minor
updates:
  - { at: 2026-11-03T14:10Z, status: investigating, text: We look into it. }
  - { at: 2026-11-03T14:40Z, status: resolved, text: It is over. }
  - { at: 2027-11-03T15:00Z, status: investigating, text: It is back. }
//- maintenance/2027-11-10-db.yaml
title: Database restarts
scheduled: { start: 2027-11-10T22:00Z, end: 2027-11-10T23:00Z }
components: { db: degraded_performance }
updates:
  - { at: 2026-11-03T10:00Z, status: scheduled, text: A restart. }
  - { at: 2027-11-09T10:00Z, text: It is tomorrow. }
";

#[test]
fn update_in_future() {
    check_at(
        LATER,
        "2026-11-04T00:00Z",
        expect![[r#"
            warning[update-in-future]: the update is dated in the future; it reopens the incident automatically at 2027-11-03T15:00Z
             --> content/incidents/2026-11-03-api.yaml:7:11
              |
            7 |   - { at: 2027-11-03T15:00Z, status: investigating, text: It is back. }
              |           ^^^^^^^^^^^^^^^^^
              |
            help: correct the date, or remove the update and add it when it has happened
        "#]],
    );
    let sources = site::sources(LATER);
    let outcome = statuary::check_sources(&sources);
    for (case, at) in [
        ("the incident is not there yet", "2026-11-03T14:05Z"),
        ("the update is there", "2027-11-03T15:00Z"),
    ] {
        assert_eq!(outcome.diagnostics_at(site::now(at)), [], "{case}");
    }
}

#[test]
fn resolved_but_broken() {
    check(
        &(incident(
            "components: { api: major_outage }\nupdates:\n  - { at: 2026-11-03T14:10Z, status: resolved, components: { api: partial_outage }, text: Better. }\n",
        ) + "//- maintenance/2026-11-25-api.yaml\ntitle: The API moves\nscheduled: { start: 2026-11-25T09:00Z, end: 2026-11-25T10:00Z }\nupdates:\n  \
             - { at: 2026-11-03T14:30Z, status: scheduled, text: Soon. }\n  \
             - { at: 2026-11-25T10:00Z, status: completed, components: { api: degraded_performance, web: operational }, text: Nearly. }\n"),
        expect![[r#"
            error[resolved-but-broken]: the update resolves the incident and sets `api` to `partial_outage`
             --> content/incidents/2026-11-03-api.yaml:6:62
              |
            6 |   - { at: 2026-11-03T14:10Z, status: resolved, components: { api: partial_outage }, text: Better. }
              |                                                              ^^^
              |
            help: use `status: monitoring` while the component has problems, or remove its state

            error[resolved-but-broken]: the update completes the maintenance and sets `api` to `degraded_performance`
             --> content/maintenance/2026-11-25-api.yaml:5:63
              |
            5 |   - { at: 2026-11-25T10:00Z, status: completed, components: { api: degraded_performance, web: operational }, text: Nearly. }
              |                                                               ^^^
              |
            help: use `status: verifying` while the component has problems, or remove its state
        "#]],
    );
}

#[test]
fn missing_posted() {
    let sources = crate::site::sources(&incident(
        "updates:\n  - { at: 2026-11-03T14:10Z, text: We look into it. }\n  - { at: 2026-11-03T14:20Z, status: resolved, text: It is over. }\n",
    ));
    let mut commits = CommitFold::default();
    let updates = vec![UpdateId::of_minute("2026-11-03T1410Z", 1)];
    let page = PageChange {
        address: "incidents/2026-11-03-api".to_owned(),
        updates: Some(updates),
    };
    commits.add_commit(crate::site::moment("2026-11-03T14:11Z"), vec![page]);
    let at = crate::site::now("2026-11-03T16:00Z");
    let outcome =
        statuary::check_sources(&sources).check_publication(&sources, &commits.finish(), at);
    super::show(
        &outcome.diagnostics_at(at),
        &sources,
        expect![[r#"
        warning[missing-posted]: this update is not published yet, and `2026-11-03T14:20Z` is 1 h 40 min ago
         --> content/incidents/2026-11-03-api.yaml:6:11
          |
        6 |   - { at: 2026-11-03T14:20Z, status: resolved, text: It is over. }
          |           ^^^^^^^^^^^^^^^^^
          |
        help: add `posted: 2026-11-03T16:00Z`, or `posted: unknown` if it was published elsewhere
    "#]],
    );
}
