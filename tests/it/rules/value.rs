//! Keys, and what stands behind them.

use expect_test::expect;

use super::{check, incident};

#[test]
fn duplicate_key() {
    check(
        &incident("impact: minor\n"),
        expect![[r#"
            error[duplicate-key]: duplicate key `impact`
             --> content/incidents/2026-11-03-api.yaml:8:1
              |
            3 | impact: major
              | ------ first defined here
            ...
            8 | impact: minor
              | ^^^^^^
              |
            help: delete one of the two
        "#]],
    );
}

#[test]
fn unknown_key() {
    check(
        &incident("relates: []\ncolour: red\n"),
        expect![[r#"
            error[unknown-key]: unknown key `relates`
             --> content/incidents/2026-11-03-api.yaml:8:1
              |
            8 | relates: []
              | ^^^^^^^
              |
            help: did you mean `related`?

            error[unknown-key]: unknown key `colour`
             --> content/incidents/2026-11-03-api.yaml:9:1
              |
            9 | colour: red
              | ^^^^^^
              |
            help: use one of the known keys: `title`, `started`, `detected`, `declared`, `repaired`, `ended`, `impact`, `components`, `links`, `related`, `error_codes`, `aliases`, `draft`, `updates`
        "#]],
    );
}

#[test]
fn text_lost_in_comment() {
    check(
        "\
//- incidents/2026-11-03-api.yaml
title: Aufträge wie \t#12 scheitern
started: 2026-11-03T14:02Z # about
components: { api: degraded_performance } #all
updates:
  - at: 2026-11-03T14:09Z
    status: resolved #fixed
    text: \"Orders like #12 work again.\" #really
",
        expect![[r#"
            warning[text-lost-in-comment]: `#12 scheitern` is read as a comment and lost
             --> content/incidents/2026-11-03-api.yaml:1:22
              |
            1 | title: Aufträge wie     #12 scheitern
              |                         ^^^^^^^^^^^^^
              |
            help: put the whole value in quotes; if it is a comment, add a space after `#`

            warning[text-lost-in-comment]: `#fixed` is read as a comment and lost
             --> content/incidents/2026-11-03-api.yaml:6:22
              |
            6 |     status: resolved #fixed
              |                      ^^^^^^
              |
            help: put the whole value in quotes; if it is a comment, add a space after `#`
        "#]],
    );
}

#[test]
fn missing_key() {
    check(
        &incident("  - at: 2026-11-03T14:30Z\n"),
        expect![[r#"
            error[missing-key]: missing key `text`
             --> content/incidents/2026-11-03-api.yaml:8:5
              |
            8 |   - at: 2026-11-03T14:30Z
              |     ^
              |
            help: add `text: ...`
        "#]],
    );
}

#[test]
fn empty_value() {
    check(
        &incident("  - at: 2026-11-03T14:30Z\n    text: |\n\n    label: ' '\nlinks:\n"),
        expect![[r#"
            error[empty-value]: `text` has no value
             --> content/incidents/2026-11-03-api.yaml:9:5
              |
            9 |     text: |
              |     ^^^^
              |
            help: add a value, or delete the key if it is optional

            error[empty-value]: `label` has no value
              --> content/incidents/2026-11-03-api.yaml:11:12
               |
            11 |     label: ' '
               |            ^^^
               |
            help: add a value, or delete the key if it is optional

            error[empty-value]: `links` has no value
              --> content/incidents/2026-11-03-api.yaml:12:1
               |
            12 | links:
               | ^^^^^
               |
            help: add a value, or delete the key if it is optional
        "#]],
    );
}

#[test]
fn wrong_type() {
    check(
        &incident("components: [api]\ndraft: yes\n"),
        expect![[r#"
        error[wrong-type]: expected keys with values for `components`, found a list
         --> content/incidents/2026-11-03-api.yaml:8:13
          |
        8 | components: [api]
          |             ^^^^^
          |
        help: write `key: value`, without hyphen or brackets

        error[wrong-type]: expected `true` or `false` for `draft`, found `yes`
         --> content/incidents/2026-11-03-api.yaml:9:8
          |
        9 | draft: yes
          |        ^^^
          |
        help: write `true`
    "#]],
    );
}

#[test]
fn invalid_value() {
    check(
        &incident("  - { at: 2026-11-03T14:30Z, status: Resolvd, text: Over. }\n"),
        expect![[r#"
            error[invalid-value]: invalid incident status `Resolvd`: expected `investigating`, `identified`, `monitoring` or `resolved`
             --> content/incidents/2026-11-03-api.yaml:8:38
              |
            8 |   - { at: 2026-11-03T14:30Z, status: Resolvd, text: Over. }
              |                                      ^^^^^^^
              |
            help: did you mean `resolved`?
        "#]],
    );
}

#[test]
fn out_of_range() {
    check(
        "//- site.yaml\nversion: 1\ntitle: T\nurl: https://status.example.com/\nsite_id: example\ntime_zone: Etc/UTC\nhistory_days: 400\n",
        expect![[r#"
            error[out-of-range]: `history_days` is 400: expected a number from 1 to 366
             --> content/site.yaml:6:15
              |
            6 | history_days: 400
              |               ^^^
        "#]],
    );
}

#[test]
fn invalid_id() {
    check(
        &incident("  - { at: 2026-11-03T14:30Z, id: Second Post, text: Over. }\n"),
        expect![[r#"
            error[invalid-id]: invalid ID `Second Post`: expected lowercase letters, digits and hyphens
             --> content/incidents/2026-11-03-api.yaml:8:34
              |
            8 |   - { at: 2026-11-03T14:30Z, id: Second Post, text: Over. }
              |                                  ^^^^^^^^^^^
              |
            help: did you mean `second-post`?
        "#]],
    );
}

#[test]
fn duplicate_id() {
    check(
        &incident(
            "  - { at: 2026-11-03T14:30Z, id: a, text: One. }\n  - { at: 2026-11-03T14:40Z, id: a, text: Two. }\n",
        ),
        expect![[r#"
            error[duplicate-id]: duplicate update ID `a`
             --> content/incidents/2026-11-03-api.yaml:9:34
              |
            8 |   - { at: 2026-11-03T14:30Z, id: a, text: One. }
              |                                  - first use
            9 |   - { at: 2026-11-03T14:40Z, id: a, text: Two. }
              |                                  ^ second use
              |
            help: change one of the two IDs
        "#]],
    );
}

#[test]
fn duplicate_item() {
    check(
        "//- components.yaml\ngroups:\n  - id: front\n    name: Front\n    components:\n      - { id: api, name: API, aliases: [rest] }\n//- maintenance/2026-11-03-api.yaml\ntitle: Move\nscheduled: { start: 2026-11-03T14:02Z, end: 2026-11-03T15:02Z }\ncomponents:\n  api: under_maintenance\n  rest: degraded_performance\nupdates: [{ at: 2026-11-01T14:02Z, text: We move. }]\n",
        expect![[r#"
            error[duplicate-item]: duplicate component `api`: `rest` is an alias of it
             --> content/maintenance/2026-11-03-api.yaml:5:3
              |
            4 |   api: under_maintenance
              |   --- first named here
            5 |   rest: degraded_performance
              |   ^^^^
              |
            help: delete one of the two
        "#]],
    );
}

#[test]
fn control_character() {
    check(
        &incident("  - at: 2026-11-03T14:30Z\n    text: |\n      The log\u{fdd0} says so.\n"),
        expect![[r#"
            warning[control-character]: the character U+FDD0 cannot be printed and is removed
              --> content/incidents/2026-11-03-api.yaml:10:14
               |
            10 |       The log﷐ says so.
               |              ^
               |
            help: delete the character; it probably came from pasted text
        "#]],
    );
}
