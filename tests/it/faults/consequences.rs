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
        components.yaml:2:40: error: `API` cannot be an id: ids are small letters, digits and hyphens [bad-id]
    "#]],
    );
    check(
        &names("groups:\n- { id: a, name: A, components: [{ name: API }] }\n"),
        expect![[r#"
        components.yaml:2:34: error: the key `id` is missing [missing-key]
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
        components.yaml:1:1: error: the key `groups` is missing [missing-key]
        components.yaml:1:1: error: unknown key `components` [unknown-key]
    "#]],
    );
}

#[test]
fn other_faults_of_components_hide_no_unknown_one() {
    check(
        &names("groups:\n- { id: a, components: [{ id: api, name: API, retired: soon }] }\n"),
        expect![[r#"
        components.yaml:2:3: error: the key `name` is missing [missing-key]
        components.yaml:2:56: error: `soon` is no date: the year needs 4 digits [bad-date]
        incidents/a.yaml:3:34: error: there is no component `web` [unknown-component]
        incidents/a.yaml:5:60: error: there is no component `db` [unknown-component]
        notices/n.md:4:19: error: there is no component `db` [unknown-component]
    "#]],
    );
    check(
        &names("groups: []\n"),
        expect![[r#"
        incidents/a.yaml:3:15: error: there is no component `api` [unknown-component]
        incidents/a.yaml:3:34: error: there is no component `web` [unknown-component]
        incidents/a.yaml:5:60: error: there is no component `db` [unknown-component]
        notices/n.md:4:14: error: there is no component `api` [unknown-component]
        notices/n.md:4:19: error: there is no component `db` [unknown-component]
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
            incidents/b.yml:1:1: error: `incidents/b.yml` is not read: it must end with `.yaml` [wrong-extension]
            incidents/c.yaml:1:1: error: expected keys with values, found `C` [wrong-type]
            incidents/d.yaml:1:1: error: this quote is not closed [yaml-syntax]
            maintenance/m.yaml:1:1: error: expected keys with values, found a list [wrong-type]
        "#]],
    );
}

#[test]
fn a_draft_with_faults_is_reported() {
    check(
        &incident("draft: true\nended: 2026-11-03\nrelated: [x]\n"),
        expect![[r#"
        incidents/2026-11-03-api.yaml:9:8: error: `ended` is `2026-11-03`, which is not after `started` [end-before-start]
        incidents/2026-11-03-api.yaml:10:11: error: there is no incident or maintenance `x` [unknown-entry]
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
        postmortems/p.md:2:28: error: the incident `2026-11-03-api` is named twice [named-twice]
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
    let berlin =
        "//- site.yaml\nversion: 1\nurl: https://status.example.com/\ntime_zone: Europe/Berlin\n";
    check(
        &(berlin.to_owned() + &incident("ended: 2026-10-25T02:30\n")),
        expect![[r#"
        incidents/2026-11-03-api.yaml:8:8: error: `2026-10-25T02:30` was twice in Europe/Berlin: clocks were set back over it [doubled-time]
        site.yaml:1:1: error: the key `title` is missing [missing-key]
    "#]],
    );
}

#[test]
fn without_a_zone_no_time_is_compared() {
    let nowhere = "//- site.yaml\nversion: 1\ntitle: T\nurl: https://status.example.com/\ntime_zone: Berlin\n";
    check(
        &(nowhere.to_owned() + &incident("ended: 2026-11-03\ndetected: 2026-03-29T02:30\n")),
        expect![[r#"
        incidents/2026-11-03-api.yaml:9:11: warning: `2026-03-29T02:30` says no zone [zoneless-time]
        site.yaml:4:12: error: `Berlin` is no time zone [unknown-zone]
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
        incidents/a.yaml:3:15: error: there is no component `apii` [unknown-component]
    "#]],
    );
    check(
        &with(&format!("components: {{ api: majr_outage }}\n{update}")),
        expect![[r#"
        incidents/a.yaml:3:20: error: `majr_outage` is no component state [unknown-word]
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
        incidents/a.yaml:4:9: error: `soon` is no time: the year needs 4 digits [bad-time]
    "#]],
    );
    check(
        &with("updates:\n- { at: 2026-11-03T14:05Z, components: { api: major_outage } }\n"),
        expect![[r#"
        incidents/a.yaml:4:3: error: the key `text` is missing [missing-key]
    "#]],
    );
    check(
        &with(""),
        expect![[r#"
        incidents/a.yaml:1:1: error: there is no update [no-updates]
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
            incidents/2026-11-03-api.yaml:9:11: warning: the incident is resolved again, but nothing opened it since [resolved-twice]
            incidents/2026-11-03-api.yaml:9:54: error: `text` has no value [empty-value]
        "#]],
    );
}

#[test]
fn addresses_are_claimed_by_files_with_faults_too() {
    check(
        "//- pages/support.md\n---\ntitel: S\n---\n//- incidents/a.yaml\naliases: [support, incidents/b, /Support/index.html, notices/n, incidents, history/2026-11]\n//- incidents/b.yaml\n]\n//- notices/n.md\n",
        expect![[r#"
            incidents/a.yaml:1:1: error: the key `title` is missing [missing-key]
            incidents/a.yaml:1:1: error: the key `started` is missing [missing-key]
            incidents/a.yaml:1:1: error: there is no update [no-updates]
            incidents/a.yaml:1:11: error: the address `/support/` is taken [address-taken]
            incidents/a.yaml:1:20: error: the address `/incidents/b/` is taken [address-taken]
            incidents/a.yaml:1:33: error: the address `/Support/` is taken [address-taken]
            incidents/a.yaml:1:54: error: the address `/notices/n/` is taken [address-taken]
            incidents/a.yaml:1:65: error: the address `/incidents/` is taken [address-taken]
            incidents/a.yaml:1:76: error: the address `/history/2026-11/` is taken [address-taken]
            incidents/b.yaml:1:1: error: `]` closes nothing [yaml-syntax]
            notices/n.md:1:1: error: the file does not begin with front matter [no-front-matter]
            pages/support.md:2:1: error: unknown key `titel` [unknown-key]
        "#]],
    );
}

#[test]
fn names_of_files() {
    check(
        "//- .hidden/a.yaml\nx\n//- incidents/.a.swp\nx\n//- incidents/README.md\nx\n//- incidents/API.yaml\nx\n//- incidents/a.YAML\nx\n//- incidents/2026/a.yaml\nx\n//- Site.yaml\nx\n//- pages/a.markdown\nx\n//- internal/service.yaml\nx\n//- notes.txt\nx\n//- internal/reports/db/Product.yaml\nx\n//- internal/reports/db/2013-W99.yaml\nx\n//- internal/reports/My DB/usage.yaml\nx\n//- internal/reports/product.yaml\nx\n",
        expect![[r#"
            Site.yaml:1:1: error: nothing reads `Site.yaml` [unexpected-file]
            incidents/2026/a.yaml:1:1: error: nothing reads `incidents/2026/a.yaml` [unexpected-file]
            incidents/API.yaml:1:1: error: the name `API` makes no address [bad-file-name]
            incidents/a.YAML:1:1: error: `incidents/a.YAML` is not read: it must end with `.yaml` [wrong-extension]
            internal/reports/My DB/usage.yaml:1:1: error: the name `My DB` makes no address [bad-file-name]
            internal/reports/db/2013-W99.yaml:1:1: error: nothing reads `internal/reports/db/2013-W99.yaml` [unexpected-file]
            internal/reports/db/Product.yaml:1:1: error: nothing reads `internal/reports/db/Product.yaml` [unexpected-file]
            internal/reports/product.yaml:1:1: error: nothing reads `internal/reports/product.yaml` [unexpected-file]
            internal/service.yaml:1:1: error: nothing reads `internal/service.yaml` [unexpected-file]
            notes.txt:1:1: error: nothing reads `notes.txt` [unexpected-file]
            pages/a.markdown:1:1: error: `pages/a.markdown` is not read: it must end with `.md` [wrong-extension]
        "#]],
    );
}

#[test]
fn empty_files() {
    check(
        "//- site.yaml\n//- components.yaml\n//- incidents/a.yaml\n//- maintenance/m.yaml\n//- postmortems/p.md\n//- notices/n.md\n---\n---\n//- pages/p.md\n---\n---\n//- internal/reports/db/product.yaml\n//- internal/reports/db/usage.yaml\n//- internal/reports/db/actions.yaml\n//- internal/reports/db/2013-W28.yaml\n//- internal/teams.yaml\n//- internal/services.yaml\n//- internal/on-call/2013-W28.yaml\n",
        expect![[r#"
            components.yaml:1:1: error: the key `groups` is missing [missing-key]
            incidents/a.yaml:1:1: error: the key `title` is missing [missing-key]
            incidents/a.yaml:1:1: error: the key `started` is missing [missing-key]
            incidents/a.yaml:1:1: error: there is no update [no-updates]
            internal/on-call/2013-W28.yaml:1:1: error: the key `period` is missing [missing-key]
            internal/on-call/2013-W28.yaml:1:1: error: pages are counted once, but neither `teams` nor `events` is given [counts-or-events]
            internal/reports/db/2013-W28.yaml:1:1: error: the key `product` is missing [missing-key]
            internal/reports/db/2013-W28.yaml:1:1: error: the key `period` is missing [missing-key]
            internal/reports/db/2013-W28.yaml:1:1: error: the key `sampled` is missing [missing-key]
            internal/reports/db/2013-W28.yaml:1:1: error: the key `read` is missing [missing-key]
            internal/reports/db/2013-W28.yaml:1:1: error: the key `culprits` is missing [missing-key]
            internal/reports/db/actions.yaml:1:1: error: the key `actions` is missing [missing-key]
            internal/reports/db/product.yaml:1:1: error: the key `name` is missing [missing-key]
            internal/reports/db/product.yaml:1:1: error: the key `culprits` is missing [missing-key]
            internal/reports/db/usage.yaml:1:1: error: the key `periods` is missing [missing-key]
            internal/services.yaml:1:1: error: the key `services` is missing [missing-key]
            internal/teams.yaml:1:1: error: the key `teams` is missing [missing-key]
            maintenance/m.yaml:1:1: error: the key `title` is missing [missing-key]
            maintenance/m.yaml:1:1: error: the key `scheduled` is missing [missing-key]
            maintenance/m.yaml:1:1: error: there is no update [no-updates]
            notices/n.md:2:1: error: the key `title` is missing [missing-key]
            notices/n.md:2:1: error: the key `published` is missing [missing-key]
            pages/p.md:2:1: error: the key `title` is missing [missing-key]
            postmortems/p.md:1:1: error: the file does not begin with front matter [no-front-matter]
            site.yaml:1:1: error: the key `version` is missing [missing-key]
            site.yaml:1:1: error: the key `title` is missing [missing-key]
            site.yaml:1:1: error: the key `url` is missing [missing-key]
            site.yaml:1:1: error: the key `time_zone` is missing [missing-key]
        "#]],
    );
}

#[test]
fn updates_that_say_nothing() {
    check(
        &incident("  - { at: 2026-11-03T14:30Z, text: '  ' }\n  -\n  - text\n  - {}\n"),
        expect![[r#"
        incidents/2026-11-03-api.yaml:8:36: error: `text` has no value [empty-value]
        incidents/2026-11-03-api.yaml:9:3: error: this item of the list has no value [empty-value]
        incidents/2026-11-03-api.yaml:10:5: error: expected keys with values, found `text` [wrong-type]
        incidents/2026-11-03-api.yaml:11:5: error: the key `at` is missing [missing-key]
        incidents/2026-11-03-api.yaml:11:5: error: the key `text` is missing [missing-key]
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
            components.yaml:2:66: error: there are two components with the id `api` [duplicate-id]
            components.yaml:3:9: error: there are two groups with the id `a` [duplicate-id]
            components.yaml:3:40: error: there are two components with the id `rest` [duplicate-id]
            components.yaml:3:66: error: there are two components with the id `api` [duplicate-id]
        "#]],
    );
    check(
        &incident(
            "  - { at: 2026-11-03T14:09Z, text: Same minute. }\n  - { at: 2026-11-03T14:09Z, id: 2026-11-03t1409z, text: Own id. }\n",
        ),
        expect![[r#"
            incidents/2026-11-03-api.yaml:8:11: warning: another update without an `id` has the same minute [same-minute]
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
            incidents/2026-11-03-api.yaml:14:50: warning: the link to `data:x` is left out [unsafe-link]
            incidents/2026-11-03-api.yaml:16:6: warning: raw HTML is shown as text: `<b>` [raw-html]
            incidents/2026-11-03-api.yaml:16:21: warning: the character U+0007 cannot be printed and is left out [control-character]
            incidents/2026-11-03-api.yaml:19:11: warning: raw HTML is shown as text: `<b>` [raw-html]
            incidents/2026-11-03-api.yaml:22:9: warning: raw HTML is shown as text: `<div>` [raw-html]
            incidents/2026-11-03-api.yaml:26:13: warning: the character U+FDD0 cannot be printed and is left out [control-character]
            incidents/2026-11-03-api.yaml:26:34: warning: raw HTML is shown as text: `<x>` [raw-html]
        "#]],
    );
}
