//! One mistake gives one diagnostic, whatever hangs on it.

use expect_test::expect;

use super::{check, incident};

/// Names the components that [`site::SMALL`](crate::site::SMALL) has.
const NAMES: &str = "//- incidents/a.yaml
title: A
started: 2026-11-03T14:02Z
components: { api: major_outage, web: partial_outage }
updates:
  - { at: 2026-11-03T14:05Z, text: We look., components: { db: degraded_performance } }
//- notices/n.md
---
title: N
published: 2026-11-03
components: [api, db]
---
";

fn names(board: &str) -> String {
    format!("{NAMES}//- components.yaml\n{board}")
}

#[test]
fn components_that_could_not_be_read_are_not_unknown() {
    check(
        &names("groups: [\n"),
        expect![[r#"
        components.yaml:1:9: error: `[` is not closed [yaml-syntax]
    "#]],
    );
    check(
        &names("groups:\n- api\n"),
        expect![[r#"
        components.yaml:2:3: error: expected keys with values, found `api` [wrong-type]
    "#]],
    );
    check(
        &names("groups:\n- { id: a, name: A, components: api }\n"),
        expect![[r#"
        components.yaml:2:33: error: expected a list for `components`, found `api` [wrong-type]
    "#]],
    );
    check(
        &names("groups:\n- { id: a, name: A, components: [api, { id: db, name: Database }] }\n"),
        expect![[r#"
        components.yaml:2:34: error: expected keys with values, found `api` [wrong-type]
    "#]],
    );
    check(
        &names("groups:\n- { id: a, name: A, components: [{ id: API, name: API }] }\n"),
        expect![[r#"
            components.yaml:2:40: error: invalid ID `API`: expected lowercase letters, digits and hyphens [invalid-id]
        "#]],
    );
    check(
        &names("groups:\n- { id: a, name: A, components: [{ name: API }] }\n"),
        expect![[r#"
            components.yaml:2:34: error: missing key `id` [missing-key]
        "#]],
    );
    check(
        &names("groups:\n- { id: a, name: A, components: [{ id: x, name: API, aliases: api }] }\n"),
        expect![[r#"
        components.yaml:2:63: error: expected a list for `aliases`, found `api` [wrong-type]
    "#]],
    );
    check(
        &names("components: []\n"),
        expect![[r#"
            components.yaml:1:1: error: missing key `groups` [missing-key]
            components.yaml:1:1: error: unknown key `components` [unknown-key]
        "#]],
    );
}

#[test]
fn other_faults_of_components_hide_no_unknown_one() {
    check(
        &names("groups:\n- { id: a, components: [{ id: api, name: API, retired: soon }] }\n"),
        expect![[r#"
            components.yaml:2:3: error: missing key `name` [missing-key]
            components.yaml:2:56: error: invalid date `soon`: expected a date such as `2026-04-03` [invalid-date]
            incidents/a.yaml:3:34: error: unknown component `web` [unknown-component]
            incidents/a.yaml:5:60: error: unknown component `db` [unknown-component]
            notices/n.md:4:19: error: unknown component `db` [unknown-component]
        "#]],
    );
    check(
        &names("groups: []\n"),
        expect![[r#"
            incidents/a.yaml:3:15: error: unknown component `api` [unknown-component]
            incidents/a.yaml:3:34: error: unknown component `web` [unknown-component]
            incidents/a.yaml:5:60: error: unknown component `db` [unknown-component]
            notices/n.md:4:14: error: unknown component `api` [unknown-component]
            notices/n.md:4:19: error: unknown component `db` [unknown-component]
        "#]],
    );
}

#[test]
fn entries_that_could_not_be_read_are_not_unknown() {
    let named = "//- postmortems/p.md\n---\nincident: [a, b, c, d]\npublished: 2026-11-06\n---\n";
    check(
        &(incident("related: [a, m]\n")
            + named
            + "//- incidents/a.yaml\ntitle: [\n//- incidents/b.yml\ntitle: B\n//- incidents/c.yaml\nC\n//- incidents/d.yaml\n'\n"
            + "//- maintenance/m.yaml\n- a\n"),
        expect![[r#"
            incidents/a.yaml:1:8: error: `[` is not closed [yaml-syntax]
            incidents/b.yml:1:1: error: invalid file extension: expected `.yaml`, found `.yml` [wrong-extension]
            incidents/c.yaml:1:1: error: expected keys with values, found `C` [wrong-type]
            incidents/d.yaml:1:1: error: this quote is not closed [yaml-syntax]
            maintenance/m.yaml:1:1: error: expected keys with values, found a list [wrong-type]
        "#]],
    );
}

#[test]
fn a_draft_with_faults_is_reported() {
    check(
        &incident("draft: true\nended: 2026-11-02\nrelated: [x]\n"),
        expect![[r#"
            incidents/2026-11-03-api.yaml:9:8: error: `ended` is `2026-11-02`, which is not after `started` [end-before-start]
            incidents/2026-11-03-api.yaml:10:11: error: unknown incident or maintenance `x` [unknown-entry]
        "#]],
    );
}

#[test]
fn a_post_mortem_may_be_about_several_incidents() {
    let with = |incident: &str| {
        self::incident("")
            + &format!(
                "//- postmortems/p.md\n---\nincident: {incident}\npublished: 2026-11-06\n---\n"
            )
    };
    check(&with("[2026-11-03-api]"), expect![[""]]);
    check(
        &with("[]"),
        expect![[r#"
        postmortems/p.md:2:11: error: `incident` has no value [empty-value]
    "#]],
    );
    check(
        &with("[2026-11-03-api, 2026-11-03-api]"),
        expect![[r#"
            postmortems/p.md:2:28: error: duplicate incident `2026-11-03-api` [duplicate-item]
        "#]],
    );
    check(
        &with("[[]]"),
        expect![[r#"
        postmortems/p.md:2:12: error: expected text, found a list [wrong-type]
    "#]],
    );
}

#[test]
fn a_setting_that_is_wrong_leaves_the_zone() {
    let berlin = "//- site.yaml\nversion: 1\nurl: https://status.example.com/\nsite_id: example\ntime_zone: Europe/Berlin\n";
    check(
        &(berlin.to_owned() + &incident("ended: 2026-10-25T02:30\n")),
        expect![[r#"
            incidents/2026-11-03-api.yaml:8:8: error: the local time `2026-10-25T02:30` is ambiguous in Europe/Berlin: clocks moved back, so it occurred twice [ambiguous-time]
            site.yaml:1:1: error: missing key `title` [missing-key]
        "#]],
    );
}

#[test]
fn without_a_zone_no_time_is_compared() {
    let nowhere = "//- site.yaml\nversion: 1\ntitle: T\nurl: https://status.example.com/\nsite_id: example\ntime_zone: Berlin\n";
    check(
        &(nowhere.to_owned() + &incident("ended: 2026-11-03\ndetected: 2026-03-29T02:30\n")),
        expect![[r#"
            incidents/2026-11-03-api.yaml:9:11: warning: missing time zone in `2026-03-29T02:30` [missing-time-zone]
            site.yaml:5:12: error: unknown time zone `Berlin` [unknown-zone]
        "#]],
    );
}

#[test]
fn an_impact_may_be_in_what_could_not_be_read() {
    let with = |lines: &str| {
        format!("//- incidents/a.yaml\ntitle: A\nstarted: 2026-11-03T14:02Z\n{lines}")
    };
    let update = "updates: [{ at: 2026-11-03T14:05Z, text: We look. }]\n";
    check(
        &with(&format!("components: {{ apii: major_outage }}\n{update}")),
        expect![[r#"
            incidents/a.yaml:3:15: error: unknown component `apii` [unknown-component]
        "#]],
    );
    check(
        &with(&format!("components: {{ api: majr_outage }}\n{update}")),
        expect![[r#"
            incidents/a.yaml:3:20: error: invalid component state `majr_outage`: expected `operational`, `under_maintenance`, `degraded_performance`, `partial_outage` or `major_outage` [invalid-value]
        "#]],
    );
    check(
        &with(&format!("components: {{ api: }}\n{update}")),
        expect![[r#"
        incidents/a.yaml:3:15: error: `api` has no value [empty-value]
    "#]],
    );
    check(
        &with(&format!("components: api\n{update}")),
        expect![[r#"
        incidents/a.yaml:3:13: error: expected keys with values for `components`, found `api` [wrong-type]
    "#]],
    );
    check(
        &with("updates: [We look.]\n"),
        expect![[r#"
        incidents/a.yaml:3:11: error: expected keys with values, found `We look.` [wrong-type]
    "#]],
    );
    check(
        &with("updates:\n- { at: soon, text: We look., components: { api: major_outage } }\n"),
        expect![[r#"
            incidents/a.yaml:4:9: error: invalid time `soon`: expected a date such as `2026-04-03` [invalid-time]
        "#]],
    );
    check(
        &with("updates:\n- { at: 2026-11-03T14:05Z, components: { api: major_outage } }\n"),
        expect![[r#"
            incidents/a.yaml:4:3: error: missing key `text` [missing-key]
        "#]],
    );
    check(
        &with(""),
        expect![[r#"
            incidents/a.yaml:1:1: error: there is no update [missing-updates]
        "#]],
    );
}

#[test]
fn the_last_resolved_may_be_in_what_could_not_be_read() {
    check(
        &incident(
            "  - { at: 2026-11-03T15:00Z, text: Again. }\n  - { at: 2026-11-03T16:00Z, status: resolved, text: ' ' }\nended: 2026-11-03T15:50Z\n",
        ),
        expect![[r#"
            incidents/2026-11-03-api.yaml:9:11: warning: the incident is resolved twice without being reopened [resolved-twice]
            incidents/2026-11-03-api.yaml:9:54: error: `text` has no value [empty-value]
        "#]],
    );
}

#[test]
fn addresses_are_claimed_by_files_with_faults_too() {
    check(
        "//- pages/support.md\n---\ntitel: S\n---\n//- incidents/a.yaml\naliases: [support, incidents/b, /Support/index.html, notices/n, incidents, history/2026-11]\n//- incidents/b.yaml\n]\n//- notices/n.md\n",
        expect![[r#"
            incidents/a.yaml:1:1: error: missing key `title` [missing-key]
            incidents/a.yaml:1:1: error: missing key `started` [missing-key]
            incidents/a.yaml:1:1: error: there is no update [missing-updates]
            incidents/a.yaml:1:11: error: the URL `/support/` is already in use [address-taken]
            incidents/a.yaml:1:20: error: the URL `/incidents/b/` is already in use [address-taken]
            incidents/a.yaml:1:33: error: the URL `/Support/` is already in use [address-taken]
            incidents/a.yaml:1:54: error: the URL `/notices/n/` is already in use [address-taken]
            incidents/a.yaml:1:65: error: the URL `/incidents/` is already in use [address-taken]
            incidents/a.yaml:1:76: error: the URL `/history/2026-11/` is already in use [address-taken]
            incidents/b.yaml:1:1: error: unmatched `]` [yaml-syntax]
            notices/n.md:1:1: error: the front matter is missing [missing-front-matter]
            pages/support.md:2:1: error: unknown key `titel` [unknown-key]
        "#]],
    );
}

#[test]
fn names_of_files() {
    check(
        "//- .hidden/a.yaml\nx\n//- incidents/.a.swp\nx\n//- incidents/README.md\nx\n//- incidents/API.yaml\nx\n//- incidents/a.YAML\nx\n//- incidents/2026/a.yaml\nx\n//- Site.yaml\nx\n//- pages/a.markdown\nx\n//- internal/service.yaml\nx\n//- notes.txt\nx\n//- internal/reports/db/Product.yaml\nx\n//- internal/reports/db/2013-W99.yaml\nx\n//- internal/reports/My DB/usage.yaml\nx\n//- internal/reports/product.yaml\nx\n",
        expect![[r#"
            Site.yaml:1:1: error: unexpected file `Site.yaml` [unexpected-file]
            incidents/2026/a.yaml:1:1: error: unexpected file `incidents/2026/a.yaml` [unexpected-file]
            incidents/API.yaml:1:1: error: file name `API` cannot be used in a URL [invalid-file-name]
            incidents/a.YAML:1:1: error: invalid file extension: expected `.yaml`, found `.YAML` [wrong-extension]
            internal/reports/My DB/usage.yaml:1:1: error: file name `My DB` cannot be used in a URL [invalid-file-name]
            internal/reports/db/2013-W99.yaml:1:1: error: unexpected file `internal/reports/db/2013-W99.yaml` [unexpected-file]
            internal/reports/db/Product.yaml:1:1: error: unexpected file `internal/reports/db/Product.yaml` [unexpected-file]
            internal/reports/product.yaml:1:1: error: unexpected file `internal/reports/product.yaml` [unexpected-file]
            internal/service.yaml:1:1: error: unexpected file `internal/service.yaml` [unexpected-file]
            notes.txt:1:1: error: unexpected file `notes.txt` [unexpected-file]
            pages/a.markdown:1:1: error: invalid file extension: expected `.md`, found `.markdown` [wrong-extension]
        "#]],
    );
}

#[test]
fn empty_files() {
    check(
        "//- site.yaml\n//- components.yaml\n//- incidents/a.yaml\n//- maintenance/m.yaml\n//- postmortems/p.md\n//- notices/n.md\n---\n---\n//- pages/p.md\n---\n---\n//- internal/reports/db/product.yaml\n//- internal/reports/db/usage.yaml\n//- internal/reports/db/actions.yaml\n//- internal/reports/db/2013-W28.yaml\n//- internal/teams.yaml\n//- internal/services.yaml\n//- internal/on-call/2013-W28.yaml\n",
        expect![[r#"
            components.yaml:1:1: error: missing key `groups` [missing-key]
            incidents/a.yaml:1:1: error: missing key `title` [missing-key]
            incidents/a.yaml:1:1: error: missing key `started` [missing-key]
            incidents/a.yaml:1:1: error: there is no update [missing-updates]
            internal/on-call/2013-W28.yaml:1:1: error: missing key `period` [missing-key]
            internal/on-call/2013-W28.yaml:1:1: error: expected either `teams` or `events`, found neither `teams` nor `events` [counts-or-events]
            internal/reports/db/2013-W28.yaml:1:1: error: missing key `product` [missing-key]
            internal/reports/db/2013-W28.yaml:1:1: error: missing key `period` [missing-key]
            internal/reports/db/2013-W28.yaml:1:1: error: missing key `sampled` [missing-key]
            internal/reports/db/2013-W28.yaml:1:1: error: missing key `read` [missing-key]
            internal/reports/db/2013-W28.yaml:1:1: error: missing key `culprits` [missing-key]
            internal/reports/db/actions.yaml:1:1: error: missing key `actions` [missing-key]
            internal/reports/db/product.yaml:1:1: error: missing key `name` [missing-key]
            internal/reports/db/product.yaml:1:1: error: missing key `culprits` [missing-key]
            internal/reports/db/usage.yaml:1:1: error: missing key `periods` [missing-key]
            internal/services.yaml:1:1: error: missing key `services` [missing-key]
            internal/teams.yaml:1:1: error: missing key `teams` [missing-key]
            maintenance/m.yaml:1:1: error: missing key `title` [missing-key]
            maintenance/m.yaml:1:1: error: missing key `scheduled` [missing-key]
            maintenance/m.yaml:1:1: error: there is no update [missing-updates]
            notices/n.md:2:1: error: missing key `title` [missing-key]
            notices/n.md:2:1: error: missing key `published` [missing-key]
            pages/p.md:2:1: error: missing key `title` [missing-key]
            postmortems/p.md:1:1: error: the front matter is missing [missing-front-matter]
            site.yaml:1:1: error: missing key `version` [missing-key]
            site.yaml:1:1: error: missing key `title` [missing-key]
            site.yaml:1:1: error: missing key `url` [missing-key]
            site.yaml:1:1: error: missing key `time_zone` [missing-key]
        "#]],
    );
}

#[test]
fn updates_that_say_nothing() {
    check(
        &incident("  - { at: 2026-11-03T14:30Z, text: '  ' }\n  -\n  - text\n  - {}\n"),
        expect![[r#"
            incidents/2026-11-03-api.yaml:8:36: error: `text` has no value [empty-value]
            incidents/2026-11-03-api.yaml:9:3: error: this list item has no value [empty-value]
            incidents/2026-11-03-api.yaml:10:5: error: expected keys with values, found `text` [wrong-type]
            incidents/2026-11-03-api.yaml:11:5: error: missing key `at` [missing-key]
            incidents/2026-11-03-api.yaml:11:5: error: missing key `text` [missing-key]
        "#]],
    );
    check(
        "//- maintenance/m.yaml\ntitle: M\nscheduled: { start: 2026-11-03T15:00Z, end: 2026-11-03T14:00Z }\nupdates:\n",
        expect![[r#"
        maintenance/m.yaml:2:45: error: `end` is `2026-11-03T14:00Z`, which is not after `start` [end-before-start]
        maintenance/m.yaml:3:1: error: `updates` has no value [empty-value]
    "#]],
    );
}

#[test]
fn duplicate_ids() {
    check(
        "//- components.yaml\ngroups:\n- { id: a, name: A, components: [{ id: api, name: API, aliases: [api, rest] }] }\n- { id: a, name: B, components: [{ id: rest, name: Rest }, { id: api, name: API }] }\n",
        expect![[r#"
            components.yaml:2:66: error: duplicate component ID `api` [duplicate-id]
            components.yaml:3:9: error: duplicate group ID `a` [duplicate-id]
            components.yaml:3:40: error: duplicate component ID `rest` [duplicate-id]
            components.yaml:3:66: error: duplicate component ID `api` [duplicate-id]
        "#]],
    );
    check(
        &incident(
            "  - { at: 2026-11-03T14:09Z, text: Same minute. }\n  - { at: 2026-11-03T14:09Z, id: 2026-11-03t1409z, text: Own id. }\n",
        ),
        expect![[r#"
            incidents/2026-11-03-api.yaml:8:11: warning: two updates without an `id` have the same time [same-minute]
        "#]],
    );
}

#[test]
fn markdown_in_every_style_of_text() {
    check(
        &incident(
            "  - at: 2026-11-03T14:30Z\n    text: >\n      Folded\n      lines with <i>raw</i>\n\n        and `indented <b>` <u>\n  - { at: 2026-11-03T14:31Z, text: 'It''s [here](data:x)' }\n  - { at: 2026-11-03T14:32Z, text: \"An \\u00e9 and \\\"a\\\" \\\n     <b>tag</b> and \\x07 bell\" }\n  - at: 2026-11-03T14:33Z\n    text: plain words\n      and <b>a tag\n  - at: 2026-11-03T14:34Z\n    text: |2\n        <div>\n        a block\n        </div>\n\n      after ﷐ <br> <!-- note --> <x>\n",
        ),
        expect![[r#"
            incidents/2026-11-03-api.yaml:11:18: warning: raw HTML is shown as text: `<i>` [raw-html]
            incidents/2026-11-03-api.yaml:13:28: warning: raw HTML is shown as text: `<u>` [raw-html]
            incidents/2026-11-03-api.yaml:14:50: warning: the unsafe link to `data:x` is removed [unsafe-link]
            incidents/2026-11-03-api.yaml:16:6: warning: raw HTML is shown as text: `<b>` [raw-html]
            incidents/2026-11-03-api.yaml:16:21: warning: the character U+0007 cannot be printed and is removed [control-character]
            incidents/2026-11-03-api.yaml:19:11: warning: raw HTML is shown as text: `<b>` [raw-html]
            incidents/2026-11-03-api.yaml:22:9: warning: raw HTML is shown as text: `<div>` [raw-html]
            incidents/2026-11-03-api.yaml:26:13: warning: the character U+FDD0 cannot be printed and is removed [control-character]
            incidents/2026-11-03-api.yaml:26:34: warning: raw HTML is shown as text: `<x>` [raw-html]
        "#]],
    );
}
