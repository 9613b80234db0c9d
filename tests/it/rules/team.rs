//! Teams and how often they were paged.

use expect_test::expect;

use super::check;

const TEAMS: &str = "\
//- internal/teams.yaml
teams:
  - id: data
    name: Data
    time_zone: Europe/Berlin
    working_hours: { days: [mon, tue, wed, thu, fri], from: \"09:00\", to: \"18:00\" }
";

fn pages(lines: &str) -> String {
    format!("{TEAMS}//- internal/on-call/2013-W28.yaml\nperiod: 2013-W28\n{lines}")
}

fn hours(from: &str, to: &str) -> String {
    TEAMS.replace(
        "from: \"09:00\", to: \"18:00\"",
        &format!("from: {from}, to: {to}"),
    )
}

#[test]
fn unknown_team() {
    check(
        &pages("teams: { date: { after_hours: 1, in_hours: 2 } }\n"),
        expect![[r#"
            error[unknown-team]: unknown team `date`
             --> content/internal/on-call/2013-W28.yaml:2:10
              |
            2 | teams: { date: { after_hours: 1, in_hours: 2 } }
              |          ^^^^
              |
            help: did you mean `data`?
        "#]],
    );
}

#[test]
fn invalid_time_of_day() {
    check(
        &hours("\"9:00\"", "\"25:00\""),
        expect![[r#"
            error[invalid-time-of-day]: invalid time of day `9:00`: the hour needs 2 digits
             --> content/internal/teams.yaml:5:62
              |
            5 |     working_hours: { days: [mon, tue, wed, thu, fri], from: "9:00", to: "25:00" }
              |                                                              ^
              |
            help: use the form `"09:00"`, from `"00:00"` to `"24:00"`

            error[invalid-time-of-day]: invalid time of day `25:00`: hour 25 does not exist
             --> content/internal/teams.yaml:5:74
              |
            5 |     working_hours: { days: [mon, tue, wed, thu, fri], from: "9:00", to: "25:00" }
              |                                                                          ^^
              |
            help: use the form `"09:00"`, from `"00:00"` to `"24:00"`
        "#]],
    );
}

#[test]
fn unquoted_clock() {
    check(
        &hours("09:30", "\"18:00\""),
        expect![[r#"
            warning[unquoted-clock]: `09:30` needs quotes: some YAML parsers read times such as `10:30` as numbers
             --> content/internal/teams.yaml:5:61
              |
            5 |     working_hours: { days: [mon, tue, wed, thu, fri], from: 09:30, to: "18:00" }
              |                                                             ^^^^^
              |
            help: write `"09:30"`
        "#]],
    );
}

#[test]
fn counts_or_events() {
    check(
        &(pages("source: pager\n")
            + "//- internal/on-call/2013-W29.yaml\nperiod: 2013-W29\nteams: {}\nevents: []\n"),
        expect![[r#"
            error[counts-or-events]: expected either `teams` or `events`, found neither `teams` nor `events`
             --> content/internal/on-call/2013-W28.yaml:1:1
              |
            1 | period: 2013-W28
              | ^
              |
            help: use `teams:` with counts, or `events:` with individual on-call alerts

            error[counts-or-events]: expected either `teams` or `events`, found both `teams` and `events`
             --> content/internal/on-call/2013-W29.yaml:3:9
              |
            3 | events: []
              |         ^^
              |
            help: use `teams:` with counts, or `events:` with individual on-call alerts
        "#]],
    );
}

#[test]
fn alert_outside_period() {
    check(
        &pages(
            "time_zone: Europe/Berlin\nevents:\n  - { at: 2013-07-07T21:59:59Z, team: data }\n  - { at: 2013-07-07T22:00Z, team: data }\n  - { at: 2013-07-14T22:00Z, team: data }\n",
        ),
        expect![[r#"
            error[alert-outside-period]: the alert at `2013-07-07T21:59:59Z` is outside 2013-W28 in Europe/Berlin
             --> content/internal/on-call/2013-W28.yaml:4:11
              |
            4 |   - { at: 2013-07-07T21:59:59Z, team: data }
              |           ^^^^^^^^^^^^^^^^^^^^
              |
            help: correct the time, or move the alert to the file of its period

            error[alert-outside-period]: the alert at `2013-07-14T22:00Z` is outside 2013-W28 in Europe/Berlin
             --> content/internal/on-call/2013-W28.yaml:6:11
              |
            6 |   - { at: 2013-07-14T22:00Z, team: data }
              |           ^^^^^^^^^^^^^^^^^
              |
            help: correct the time, or move the alert to the file of its period
        "#]],
    );
}
