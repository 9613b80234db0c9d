//! Every page, feed and picture, with texts that are much longer than any real one.

use super::assert_linear;
use crate::site::{SMALL, internal, ledger, public};

const FILES: &str = "\
//- incidents/2013-07-10-web-slow.yaml
title: TITLE
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
links: [ { url: https://example.com/, text: LINK } ]
updates:
  - { at: 2013-07-10T10:05Z, status: investigating, label: LABEL, text: UPDATE }
  - { at: 2013-07-10T11:00Z, status: resolved, text: It is fast again. }
//- maintenance/2013-07-20-db.yaml
title: MAINTENANCE
scheduled: { start: 2013-07-20T10:00Z, end: 2013-07-20T11:00Z }
components: { db: degraded_performance }
updates:
  - { at: 2013-07-15T10:00Z, status: scheduled, text: A restart of a minute. }
//- postmortems/2013-07-10-web-slow.md
---
incident: 2013-07-10-web-slow
published: 2013-07-12
actions:
  - { what: ACTION, owner: Storage, due: 2013-07-22 }
---
## Summary
SUMMARY
//- notices/2013-07-12-survey.md
---
title: NOTICE
published: 2013-07-12
---
How are we doing?
//- internal/reports/store/product.yaml
name: PRODUCT
owner: Storage
culprits:
  - { id: disks, name: CULPRIT, kind: docs, owner: Storage }
  - { id: backups, name: Backups }
//- internal/reports/store/2013-W28.yaml
product: store
period: 2013-W28
population: 400
sampled: 97
read: 97
culprits: { disks: 40, backups: 57 }
notes: { disks: NOTE }
//- internal/reports/store/2013-W29.yaml
product: store
period: 2013-W29
population: 400
sampled: 97
read: 97
culprits: { disks: 30, backups: 67 }
//- internal/reports/store/actions.yaml
actions:
  - { id: fix, date: 2013-07-16, title: FIX, kind: fix, culprits: [disks] }
//- internal/services.yaml
services:
  - { id: store, name: SERVICE, description: What it does, owner: Storage, stage: production, since: 2013-01-01, components: [web] }
";

/// Each becomes long in its turn.
const TEXTS: [&str; 14] = [
    "TITLE",
    "LINK",
    "LABEL",
    "UPDATE",
    "MAINTENANCE",
    "ACTION",
    "SUMMARY",
    "NOTICE",
    "PRODUCT",
    "CULPRIT",
    "NOTE",
    "SERVICE",
    "Database",
    "Small Status",
];

#[test]
fn sites_take_time_in_proportion_to_a_text() {
    for piece in ["word ", "W"] {
        let make = |text: &str, size: usize| {
            let long = piece.repeat(size / 5 / piece.len());
            let files = format!("{SMALL}{FILES}");
            assert_eq!(files.matches(text).count(), 1, "{text}");
            ledger(&files.replace(text, long.trim()))
        };
        assert_linear(TEXTS, make, |ledger| {
            drop(public(ledger, "2013-08-01"));
            drop(internal(ledger, "2013-08-01"));
        });
    }
}
