//! Twenty mistakes in one folder are twenty diagnostics of one run, each at its character.

use expect_test::expect;

use super::lines;
use crate::site;

/// A number stands after each mistake.
const PLANTED: &str = "\
//- site.yaml
\u{feff}version: 1
titel: Störungen 😀                # 1
url: https://status.example.com/
site_id: example
time_zone: Europe/Berlin
policy: { first_update: 15 min }   # 2
//- components.yaml
groups:\r
  - id: front\r
    name: 正面\r
    components:\r
      - { id: web, name: \"Web 🕸️\", since: 2026-02-30 }   # 3\r
      - { id: api, name: API }\r
      - { id: web, name: Again }   # 4\r
//- incidents/2026-11-03-api.yaml
title: Ошибки
started: 2026-11-03T14:02Z
components: { \"api\": major_outage, wbe: partial_outage }   # 5
updates:
  - at: 2026-11-03T13:09Z   # 6
    status: investigating
    text: |
      日本語 text, then <b>HTML</b>.   # 7
  - at: 2026-11-03 16:30   # 8
    status:\tresolvd   # 9
    text: '😀 it''s [over](javascript:x)'   # 10
ended: 2026-10-25T02:30   # 11
related: [2026-11-04-db, 2026-11-05-db]   # 12, for the second
//- incidents/2026-11-04-db.yml
title: Not read   # 13
//- maintenance/2026-11-25-move.yaml
title: Move
scheduled: { start: 2026-11-25T11:00Z, end: 2026-11-25T09:00Z }   # 14
components: { api: under_maintenance, api: operational }   # 15
updates: []   # 16
//- notices/2026-11-05-news.md
\u{feff}---\r
title: \"\"   # 17\r
published: 2026-11-05\r
---\r
News.\r
//- pages/history.md
---
title: The address is taken   # 18
---
//- internal/reports/db/product.yaml
name: Database
culprits: [{ id: backups, name: Backups }]
//- internal/reports/db/2013-W28.yaml
product: db
period: 2013-W28
sampled: 9
read: 9
culprits: { backups: 4, backup: 3 }   # 19
not_applicable: 02   # 20
";

#[test]
fn twenty_mistakes() {
    let sources = site::sources(PLANTED);
    let outcome = statuary::check_sources(&sources);
    assert!(outcome.ledger.is_none());
    assert_eq!(outcome.diagnostics.len(), 20);
    expect![[r#"
        components.yaml:5:51: error: invalid date `2026-02-30`: 2026-02 has no day 30 [invalid-date]
        components.yaml:7:15: error: duplicate component ID `web` [duplicate-id]
        incidents/2026-11-03-api.yaml:3:36: error: unknown component `wbe` [unknown-component]
        incidents/2026-11-03-api.yaml:5:9: error: the update at `2026-11-03T13:09Z` is before the start [update-before-start]
        incidents/2026-11-03-api.yaml:8:22: warning: raw HTML is shown as text: `<b>` [raw-html]
        incidents/2026-11-03-api.yaml:9:9: warning: missing time zone in `2026-11-03 16:30`: it is read in Europe/Berlin [missing-time-zone]
        incidents/2026-11-03-api.yaml:10:13: error: invalid incident status `resolvd`: expected `investigating`, `identified`, `monitoring` or `resolved` [invalid-value]
        incidents/2026-11-03-api.yaml:11:27: warning: the unsafe link to `javascript:x` is removed [unsafe-link]
        incidents/2026-11-03-api.yaml:12:8: error: the local time `2026-10-25T02:30` is ambiguous in Europe/Berlin: clocks moved back, so it occurred twice [ambiguous-time]
        incidents/2026-11-03-api.yaml:13:26: error: unknown incident or maintenance `2026-11-05-db` [unknown-entry]
        incidents/2026-11-04-db.yml:1:1: error: invalid file extension: expected `.yaml`, found `.yml` [wrong-extension]
        internal/reports/db/2013-W28.yaml:5:25: error: unknown culprit `backup` [unknown-culprit]
        internal/reports/db/2013-W28.yaml:6:17: error: expected a whole number for `not_applicable`, found `02` [wrong-type]
        maintenance/2026-11-25-move.yaml:2:45: error: `end` is `2026-11-25T09:00Z`, which is not after `start` [end-before-start]
        maintenance/2026-11-25-move.yaml:3:39: error: duplicate key `api` [duplicate-key]
        maintenance/2026-11-25-move.yaml:4:10: error: there is no update [missing-updates]
        notices/2026-11-05-news.md:2:8: error: `title` has no value [empty-value]
        pages/history.md:1:1: error: the URL `/history/` is already in use [address-taken]
        site.yaml:2:1: error: unknown key `titel` [unknown-key]
        site.yaml:6:27: error: invalid duration `15 min`: unknown unit `min`: expected `s`, `m`, `h` or `d` [invalid-duration]
    "#]].assert_eq(&lines(&sources));
}
