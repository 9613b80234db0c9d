//! Times, days, durations and periods.

use expect_test::expect;

use super::{check, incident, product};

const BERLIN: &str = "//- site.yaml\nversion: 1\ntitle: T\nurl: https://status.example.com/\nsite_id: example\ntime_zone: Europe/Berlin\n";

#[test]
fn invalid_time() {
    check(
        &incident("  - { at: 2026-11-31T14:30Z, text: Over. }\n"),
        expect![[r#"
            error[invalid-time]: invalid time `2026-11-31T14:30Z`: 2026-11 has no day 31
             --> content/incidents/2026-11-03-api.yaml:8:19
              |
            8 |   - { at: 2026-11-31T14:30Z, text: Over. }
              |                   ^^
              |
            help: use a date and time that exist, from 1970 to 9999
        "#]],
    );
    check(
        &incident("ended: 1969-12-31T14:02Z\ndetected: 2026-11-03T14.02Z\n")
            .replace("updates:", "related: []\nupdates:"),
        expect![[r#"
            error[invalid-time]: invalid time `1969-12-31T14:02Z`: year 1969 is before 1970
             --> content/incidents/2026-11-03-api.yaml:9:8
              |
            9 | ended: 1969-12-31T14:02Z
              |        ^^^^
              |
            help: use a date and time that exist, from 1970 to 9999

            error[invalid-time]: invalid time `2026-11-03T14.02Z`: expected `:` after the hour
              --> content/incidents/2026-11-03-api.yaml:10:24
               |
            10 | detected: 2026-11-03T14.02Z
               |                        ^
               |
            help: use the form `2026-11-03T14:02Z`
        "#]],
    );
    // A date alone would be midnight.
    check(
        &(incident("  - { at: 2026-11-03T14:30Z, posted: 2026-11-04, edited: 2026-11-04, text: Over. }\n")
            .replace("started: 2026-11-03T14:02Z", "started: 2026-11-03T14:02Z\ndetected: 2026-11-03\ndeclared: 2026-11-04\nrepaired: 2026-11-05")
            + "//- maintenance/2026-11-25-api.yaml\ntitle: The API moves\nscheduled: { start: 2026-11-25, end: 2026-11-26 }\nupdates:\n  - { at: 2026-11-03T14:30Z, text: Soon. }\n"),
        expect![[r#"
            error[invalid-time]: invalid time `2026-11-03`: the time of day is missing
             --> content/incidents/2026-11-03-api.yaml:3:11
              |
            3 | detected: 2026-11-03
              |           ^^^^^^^^^^
              |
            help: write the time of day too, such as `2026-11-03T14:02Z`; if nobody knows it, remove the key

            error[invalid-time]: invalid time `2026-11-04`: the time of day is missing
             --> content/incidents/2026-11-03-api.yaml:4:11
              |
            4 | declared: 2026-11-04
              |           ^^^^^^^^^^
              |
            help: write the time of day too, such as `2026-11-04T14:02Z`; if nobody knows it, remove the key

            error[invalid-time]: invalid time `2026-11-05`: the time of day is missing
             --> content/incidents/2026-11-03-api.yaml:5:11
              |
            5 | repaired: 2026-11-05
              |           ^^^^^^^^^^
              |
            help: write the time of day too, such as `2026-11-05T14:02Z`; if nobody knows it, remove the key

            error[invalid-time]: invalid time `2026-11-04`: the time of day is missing
              --> content/incidents/2026-11-03-api.yaml:11:38
               |
            11 |   - { at: 2026-11-03T14:30Z, posted: 2026-11-04, edited: 2026-11-04, text: Over. }
               |                                      ^^^^^^^^^^
               |
            help: write the time of day too, such as `2026-11-04T14:02Z`; if nobody knows it, write `unknown`

            error[invalid-time]: invalid time `2026-11-04`: the time of day is missing
              --> content/incidents/2026-11-03-api.yaml:11:58
               |
            11 |   - { at: 2026-11-03T14:30Z, posted: 2026-11-04, edited: 2026-11-04, text: Over. }
               |                                                          ^^^^^^^^^^
               |
            help: write the time of day too, such as `2026-11-04T14:02Z`; if nobody knows it, remove the key

            error[invalid-time]: invalid time `2026-11-25`: the time of day is missing
             --> content/maintenance/2026-11-25-api.yaml:2:21
              |
            2 | scheduled: { start: 2026-11-25, end: 2026-11-26 }
              |                     ^^^^^^^^^^
              |
            help: write the time of day too, such as `2026-11-25T14:02Z`; if nobody knows it, use the time that was announced

            error[invalid-time]: invalid time `2026-11-26`: the time of day is missing
             --> content/maintenance/2026-11-25-api.yaml:2:38
              |
            2 | scheduled: { start: 2026-11-25, end: 2026-11-26 }
              |                                      ^^^^^^^^^^
              |
            help: write the time of day too, such as `2026-11-26T14:02Z`; if nobody knows it, write `unknown`
        "#]],
    );
}

#[test]
fn invalid_date() {
    check(
        "//- components.yaml\ngroups:\n  - id: front\n    name: Front\n    components:\n      - { id: api, name: API, retired: 16.6.2015 }\n",
        expect![[r#"
            error[invalid-date]: invalid date `16.6.2015`: expected a date such as `2026-04-03`
             --> content/components.yaml:5:40
              |
            5 |       - { id: api, name: API, retired: 16.6.2015 }
              |                                        ^^
              |
            help: use the form `2026-11-03`
        "#]],
    );
    check(
        "//- notices/a.md\n---\ntitle: A\npublished: 2026-11-31T09:00Z\n---\nText.\n\
         //- components.yaml\ngroups:\n  - id: front\n    name: Front\n    components:\n\
         \x20     - { id: api, name: API, since: 2026-02-30, retired: 2026-11-03T14:02Z }\n",
        expect![[r#"
            error[invalid-date]: invalid date `2026-02-30`: 2026-02 has no day 30
             --> content/components.yaml:5:46
              |
            5 |       - { id: api, name: API, since: 2026-02-30, retired: 2026-11-03T14:02Z }
              |                                              ^^
              |
            help: use a date that exists, from 1970 to 9999

            error[invalid-date]: invalid date `2026-11-03T14:02Z`: it includes a time of day
             --> content/components.yaml:5:59
              |
            5 |       - { id: api, name: API, since: 2026-02-30, retired: 2026-11-03T14:02Z }
              |                                                           ^^^^^^^^^^^^^^^^^
              |
            help: remove the time of day

            error[invalid-time]: invalid time `2026-11-31T09:00Z`: 2026-11 has no day 31
             --> content/notices/a.md:3:20
              |
            3 | published: 2026-11-31T09:00Z
              |                    ^^
              |
            help: use a date and time that exist, from 1970 to 9999
        "#]],
    );
}

#[test]
fn missing_time_zone() {
    check(
        &(BERLIN.to_owned() + &incident("ended: 2026-11-03 15:05\n")),
        expect![[r#"
            warning[postmortem-overdue]: the post-mortem was due by 2026-11-08T14:05Z and is missing
             --> content/incidents/2026-11-03-api.yaml:2:10
              |
            2 | started: 2026-11-03T14:02Z
              |          ^^^^^^^^^^^^^^^^^
              |
            help: add `postmortems/2026-11-03-api.md`

            warning[missing-time-zone]: missing time zone in `2026-11-03 15:05`: it is read in Europe/Berlin
             --> content/incidents/2026-11-03-api.yaml:8:8
              |
            8 | ended: 2026-11-03 15:05
              |        ^^^^^^^^^^^^^^^^
              |
            help: use `2026-11-03T14:05Z` if this is the time you mean
        "#]],
    );
}

#[test]
fn nonexistent_time() {
    check(
        &(BERLIN.to_owned()
            + "//- notices/clocks.md\n---\ntitle: Clocks\npublished: 2026-03-29 02:30\n---\nForward.\n"),
        expect![[r#"
            error[nonexistent-time]: the local time `2026-03-29 02:30` does not exist in Europe/Berlin: clocks moved forward and skipped it
             --> content/notices/clocks.md:3:12
              |
            3 | published: 2026-03-29 02:30
              |            ^^^^^^^^^^^^^^^^
              |
            help: use `2026-03-29T00:30Z` or `2026-03-29T01:30Z`
        "#]],
    );
}

#[test]
fn ambiguous_time() {
    check(
        &(BERLIN.to_owned()
            + "//- notices/clocks.md\n---\ntitle: Clocks\npublished: 2026-10-25T02:30:15\n---\nBack.\n"),
        expect![[r#"
            error[ambiguous-time]: the local time `2026-10-25T02:30:15` is ambiguous in Europe/Berlin: clocks moved back, so it occurred twice
             --> content/notices/clocks.md:3:12
              |
            3 | published: 2026-10-25T02:30:15
              |            ^^^^^^^^^^^^^^^^^^^
              |
            help: use `2026-10-25T00:30:15Z` for the first or `2026-10-25T01:30:15Z` for the second
        "#]],
    );
}

#[test]
fn invalid_duration() {
    check(
        &incident("  - { at: 2026-11-03T14:30Z, text: More., next_update: 30 minutes }\n"),
        expect![[r#"
            error[invalid-duration]: invalid duration `30 minutes`: unknown unit `minutes`: expected `s`, `m`, `h` or `d`
             --> content/incidents/2026-11-03-api.yaml:8:58
              |
            8 |   - { at: 2026-11-03T14:30Z, text: More., next_update: 30 minutes }
              |                                                          ^^^^^^^^
              |
            help: use the form `30m`, `24h`, `5d` or `1h30m`
        "#]],
    );
}

#[test]
fn invalid_period() {
    check(
        &product(
            "//- internal/reports/db/usage.yaml\nmeasure: databases\nperiods: { 2013-W53: 12 }\n",
        ),
        expect![[r#"
            error[invalid-period]: invalid period `2013-W53`: 2013 has only 52 weeks
             --> content/internal/reports/db/usage.yaml:2:12
              |
            2 | periods: { 2013-W53: 12 }
              |            ^^^^^^^^
              |
            help: use `2013-W52` or `2014-W01`
        "#]],
    );
    check(
        &product(
            "//- internal/reports/db/usage.yaml\nmeasure: databases\nperiods:\n  2013-W60: 1\n  2013-13: 1\n  2013-06-31/2013-07-02: 1\n  2013-07-14/2013-07-01: 1\n",
        ),
        expect![[r#"
            error[invalid-period]: invalid period `2013-W60`: 2013 has only 52 weeks
             --> content/internal/reports/db/usage.yaml:3:3
              |
            3 |   2013-W60: 1
              |   ^^^^^^^^
              |
            help: use `2013-W52` or `2014-W01`

            error[invalid-period]: invalid period `2013-13`: month 13 does not exist
             --> content/internal/reports/db/usage.yaml:4:3
              |
            4 |   2013-13: 1
              |   ^^^^^^^
              |
            help: use months and days that exist, from 1970 to 9999

            error[invalid-period]: invalid period `2013-06-31/2013-07-02`: 2013-06 has no day 31
             --> content/internal/reports/db/usage.yaml:5:3
              |
            5 |   2013-06-31/2013-07-02: 1
              |   ^^^^^^^^^^^^^^^^^^^^^
              |
            help: use months and days that exist, from 1970 to 9999

            error[invalid-period]: invalid period `2013-07-14/2013-07-01`: the first day is after the last
             --> content/internal/reports/db/usage.yaml:6:3
              |
            6 |   2013-07-14/2013-07-01: 1
              |   ^^^^^^^^^^^^^^^^^^^^^
              |
            help: swap the two dates
        "#]],
    );
}

#[test]
fn end_before_start() {
    check(
        &incident("ended: 2026-11-03T13:59Z\n"),
        expect![[r#"
            error[end-before-start]: `ended` is `2026-11-03T13:59Z`, which is not after `started`
             --> content/incidents/2026-11-03-api.yaml:8:8
              |
            2 | started: 2026-11-03T14:02Z
              |          ----------------- the start
            ...
            8 | ended: 2026-11-03T13:59Z
              |        ^^^^^^^^^^^^^^^^^ the end
              |
            help: swap the two, or correct one of them
        "#]],
    );
}

#[test]
fn update_before_start() {
    check(
        &incident("  - { at: 2026-11-02T14:05Z, status: investigating, text: We look. }\n"),
        expect![[r#"
            error[update-before-start]: the update at `2026-11-02T14:05Z` is before the start
             --> content/incidents/2026-11-03-api.yaml:8:11
              |
            2 | started: 2026-11-03T14:02Z
              |          ----------------- the start
            ...
            8 |   - { at: 2026-11-02T14:05Z, status: investigating, text: We look. }
              |           ^^^^^^^^^^^^^^^^^ the update
              |
            help: correct the time, or move `started` to an earlier time
        "#]],
    );
}

#[test]
fn posted_before_update() {
    check(
        &incident("  - at: 2026-11-03T14:30Z\n    posted: 2026-11-03T14:03Z\n    text: We look.\n"),
        expect![[r#"
            error[posted-before-update]: `posted` is `2026-11-03T14:03Z`, which is before the update's `at`
             --> content/incidents/2026-11-03-api.yaml:9:13
              |
            8 |   - at: 2026-11-03T14:30Z
              |         ----------------- `at`
            9 |     posted: 2026-11-03T14:03Z
              |             ^^^^^^^^^^^^^^^^^
              |
            help: correct `posted`, or remove it: it is only for updates that are published later than their `at`
        "#]],
    );
}

#[test]
fn ended_after_resolved() {
    check(
        &incident("ended: 2026-11-03T16:10Z\n"),
        expect![[r#"
            error[ended-after-resolved]: `ended` is `2026-11-03T16:10Z`, which is after the last `resolved`
             --> content/incidents/2026-11-03-api.yaml:8:8
              |
            5 |   - at: 2026-11-03T14:09Z
              |         ----------------- resolved here
            ...
            8 | ended: 2026-11-03T16:10Z
              |        ^^^^^^^^^^^^^^^^^
              |
            help: remove `ended`, or correct one of the times
        "#]],
    );
}
