//! Nothing internal and no draft reaches the public site: a word that stands in every field of them is looked for in every byte and path.

mod complete;
mod planted;
#[cfg(unix)]
mod printed;

use crate::compare::assert_same_files;
use std::collections::BTreeSet;

use crate::site::{Pages, internal, ledger, public};

/// No page says this by itself. Each field has it with a number, so that a find names the field.
const CANARY: &str = "zilpzalp";
const NOW: &str = "2013-08-01T00:00Z";

/// Public content that names what drafts and internal files could be mixed up with.
const OPEN: &str = "\
//- incidents/2013-07-10-web-slow.yaml
title: Web is slow
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
related: [2013-07-11-zilpzalp40]
updates:
  - { at: 2013-07-10T10:05Z, status: investigating, text: We are looking into it. }
  - { at: 2013-07-10T11:00Z, status: resolved, text: It is fast again. }
//- maintenance/2013-07-20-db.yaml
title: Database restarts
scheduled: { start: 2013-07-20T10:00Z, end: 2013-07-20T11:00Z }
components: { db: degraded_performance }
related: [2013-07-25-zilpzalp50]
updates:
  - { at: 2013-07-15T10:00Z, status: scheduled, text: A restart of a minute. }
//- postmortems/2013-07-10-web-slow.md
---
incident: 2013-07-10-web-slow
published: 2013-07-12
actions:
  - { what: Measure it, owner: zilpzalp70, due: 2013-07-22 }
---
## Summary
It was slow.
//- support.yaml
title: Support
error_codes: [{ code: E12, name: Timeout, meaning: No response., action: Wait. }]
//- pages/help.md
---
title: Help
menu: true
---
Ask us.
";

const INTERNAL: &str = "\
//- internal/reports/zilpzalp00/product.yaml
name: zilpzalp01
usage_unit: { one: zilpzalp02, many: zilpzalp03 }
owner: zilpzalp04
culprits:
  - { id: zilpzalp05, name: zilpzalp06, kind: docs, owner: zilpzalp07, aliases: [zilpzalp08], merged_from: [zilpzalp09] }
  - { id: zilpzalp10, name: zilpzalp11 }
//- internal/reports/zilpzalp00/2013-W28.yaml
product: zilpzalp00
period: 2013-W28
population: 400
sampled: 97
read: 97
culprits: { zilpzalp08: 40, zilpzalp10: 57 }
notes: { zilpzalp05: zilpzalp12 }
//- internal/reports/zilpzalp00/2013-W29.yaml
product: zilpzalp00
period: 2013-W29
population: 400
sampled: 97
read: 97
culprits: { zilpzalp05: 30, zilpzalp10: 67 }
notes: { zilpzalp05: zilpzalp13, zilpzalp10: zilpzalp14 }
//- internal/reports/zilpzalp00/2013-W30.yaml
product: zilpzalp00
period: 2013-W30
population: 1
seed: zilpzalp22
planned: 1
tickets:
  - id: \"zilpzalp23\"
    culprit: zilpzalp05
    note: zilpzalp24
//- internal/reports/zilpzalp00/usage.yaml
measure: zilpzalp15
periods: { 2013-W28: 100, 2013-W29: 110 }
//- internal/reports/zilpzalp00/actions.yaml
actions:
  - id: zilpzalp16
    date: 2013-07-16
    title: zilpzalp17
    kind: fix
    culprits: [zilpzalp05]
    link: https://example.com/zilpzalp18
  - { id: zilpzalp19, date: 2013-07-17, title: zilpzalp20, kind: policy }
//- internal/README.md
zilpzalp21
//- internal/teams.yaml
teams:
  - id: zilpzalp04
    name: zilpzalp39
    time_zone: Pacific/Chatham
    working_hours: { days: [tue], from: \"03:33\", to: \"21:21\" }
    holidays: [2013-12-24]
  - id: zilpzalp07
    name: zilpzalp07
    time_zone: Etc/UTC
    working_hours: { days: [mon], from: \"09:00\", to: \"18:00\" }
//- internal/on-call/2013-W28.yaml
period: 2013-W28
source: zilpzalp16
teams: { zilpzalp04: { after_hours: 7654321, in_hours: 1234567 } }
notes: { zilpzalp04: zilpzalp25 }
//- internal/services.yaml
stages: [zilpzalp26, production]
checklist: [ { id: zilpzalp27, text: zilpzalp28 }, { id: zilpzalp29, text: zilpzalp30 } ]
services:
  - id: zilpzalp31
    name: zilpzalp32
    description: zilpzalp33
    owner: zilpzalp39
    stage: zilpzalp26
    since: 2013-01-01
    components: [web]
    repository: https://example.com/zilpzalp34
    runbook: https://example.com/zilpzalp35
    escalation: zilpzalp36
    checklist: { zilpzalp27: { waived: zilpzalp37, until: 2013-12-24 }, zilpzalp29: 2013-05-02 }
escalations:
  - { id: zilpzalp36, steps: [ { notify: zilpzalp38, after: 12m } ] }
";

const DRAFTS: &str = "\
//- incidents/2013-07-11-zilpzalp40.yaml
title: zilpzalp41
started: 2013-07-11T10:00Z
components: { api: major_outage }
related: [2013-07-10-web-slow]
aliases: [old/zilpzalp42]
links: [ { url: https://example.com/zilpzalp43, text: zilpzalp44 } ]
updates:
  - { id: zilpzalp45, at: 2013-07-11T10:05Z, status: investigating, label: zilpzalp46, text: zilpzalp47 }
draft: true
//- maintenance/2013-07-25-zilpzalp50.yaml
title: zilpzalp51
scheduled: { start: 2013-07-25T10:00Z, end: 2013-08-25T11:00Z }
components: { api: major_outage }
urgent: zilpzalp52
aliases: [old/zilpzalp53]
links: [ { url: https://example.com/zilpzalp54, text: zilpzalp55 } ]
updates:
  - { id: zilpzalp56, at: 2013-07-25T10:00Z, status: in_progress, label: zilpzalp57, text: zilpzalp58 }
draft: true
//- postmortems/2013-07-11-zilpzalp60.md
---
incident: [2013-07-11-zilpzalp40, 2013-07-10-web-slow]
title: zilpzalp61
published: 2013-07-12
actions:
  - { what: zilpzalp62, owner: zilpzalp63, link: https://example.com/zilpzalp64, done: 2013-07-13 }
draft: true
---
## zilpzalp65
zilpzalp66
//- notices/2013-07-12-zilpzalp80.md
---
title: zilpzalp81
published: 2013-07-12
pin: true
components: [web]
draft: true
---
zilpzalp82
//- pages/zilpzalp90.md
---
title: zilpzalp91
menu: true
draft: true
---
## zilpzalp92
zilpzalp93
";

/// Every numbered canary in the paths and bytes of a site, without regard to case.
fn canaries(site: &Pages) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, bytes) in site {
        let text = format!("{path}\n{}", String::from_utf8_lossy(bytes)).to_lowercase();
        for (at, _) in text.match_indices(CANARY) {
            found.insert(text[at..].chars().take(CANARY.len() + 2).collect());
        }
    }
    found
}

fn numbered(numbers: impl IntoIterator<Item = u32>) -> BTreeSet<String> {
    numbers
        .into_iter()
        .map(|number| format!("{CANARY}{number:02}"))
        .collect()
}

#[test]
fn no_internal_word_and_no_draft_reaches_the_public_site() {
    let ledger = ledger(&format!("{OPEN}{INTERNAL}{DRAFTS}"));
    let site = public(&ledger, NOW);
    assert!(
        site.contains_key("postmortems/2013-07-10-web-slow/index.html"),
        "the rest is there"
    );
    assert!(
        site.contains_key("incidents/2013-07-10-web-slow/index.md"),
        "the rest is there as Markdown"
    );
    assert_eq!(canaries(&site), numbered([]));
}

#[test]
fn the_public_site_is_the_same_without_internal_files_and_drafts() {
    let with = ledger(&format!("{OPEN}{INTERNAL}{DRAFTS}"));
    let without = ledger(
        &OPEN
            .replace("related: [2013-07-11-zilpzalp40]\n", "")
            .replace("related: [2013-07-25-zilpzalp50]\n", ""),
    );
    assert_same_files(&public(&with, NOW), &public(&without, NOW));
}

#[test]
fn the_internal_site_holds_the_internal_words_and_no_draft() {
    let found = canaries(&internal(
        &ledger(&format!("{OPEN}{INTERNAL}{DRAFTS}")),
        NOW,
    ));
    // The product, its unit, culprits, notes and their tickets, a seed, usage and actions; teams with their names and what was behind their
    // pages; the catalogue with its escalations; the owner of an overdue action. Old ids, ids of items and of escalations and the README are not printed.
    let printed = [
        0, 1, 2, 4, 5, 6, 7, 10, 11, 12, 13, 14, 15, 16, 17, 18, 22, 23, 24, 25, 26, 28,
    ];
    let printed = numbered(
        printed
            .into_iter()
            .chain(30..=35)
            .chain(37..=39)
            .chain([70]),
    );
    assert!(
        found.is_superset(&printed),
        "missing: {:?}",
        printed.difference(&found)
    );
    let drafts = numbered((40..=69).chain(71..=99));
    assert!(found.is_disjoint(&drafts), "{found:?}");
}

#[test]
fn a_word_that_is_let_through_is_found() {
    let places = [
        ("title: Web is slow", "title: Web is ZilpZalp98"),
        ("text: It is fast again.", "text: It is **zilpzalp98**."),
        (
            "components: { web: degraded_performance }",
            "components: { web: degraded_performance }\naliases: [old/zilpzalp98]",
        ),
        ("title: Database restarts", "title: zilpzalp98"),
        ("what: Measure it", "what: zilpzalp98"),
        ("## Summary", "## zilpzalp98"),
        ("title: Support", "title: zilpzalp98"),
        ("pages/help.md", "pages/zilpzalp98.md"),
    ];
    for (from, to) in places {
        let mutated = OPEN.replace(from, to);
        assert_ne!(mutated, OPEN);
        let site = public(&ledger(&format!("{mutated}{INTERNAL}{DRAFTS}")), NOW);
        assert_eq!(canaries(&site), numbered([98]), "{to}");
    }
}

#[test]
fn how_often_a_team_was_paged_is_on_the_internal_site_alone() {
    let ledger = ledger(&format!("{OPEN}{INTERNAL}{DRAFTS}"));
    let holds = |site: &Pages, number: &str| {
        site.values()
            .any(|bytes| String::from_utf8_lossy(bytes).contains(number))
    };
    let (open, inside) = (public(&ledger, NOW), internal(&ledger, NOW));
    for number in [
        "7654321",
        "1234567",
        "8888888",
        "Pacific/Chatham",
        "03:33",
        "after hours",
        "12 min",
    ] {
        assert!(!holds(&open, number), "{number}");
        assert!(holds(&inside, number), "{number}");
    }
}
