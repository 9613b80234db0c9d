//! Promises hold from the day that they name: an imported past broke none of them.

use crate::site::{ledger, page, public, sources};

const BROKEN: &str = "\
//- incidents/2026-11-03-api.yaml
title: API errors
started: 2026-11-03T14:02Z
impact: major
updates:
  - { at: 2026-11-03T14:20Z, text: We look into it. }
  - { at: 2026-11-03T14:40Z, status: resolved, text: It is over. }
//- incidents/2026-11-03-web.yaml
title: Web errors
started: 2026-11-03T15:00Z
impact: major
updates:
  - { at: 2026-11-03T15:05Z, text: We look into it. }
  - { at: 2026-11-03T15:40Z, status: resolved, text: It is over. }
//- maintenance/2026-11-03-disks.yaml
title: New disks
scheduled: { start: 2026-11-03T20:00Z, end: 2026-11-03T21:00Z }
components: {}
updates: [{ at: 2026-11-03T19:00Z, text: We change disks. }]
//- postmortems/2026-11-03-api.md
---
incident: 2026-11-03-api
published: 2026-11-03T18:00Z
---

It was a disk.
";

fn site(since: &str) -> String {
    let site = "version: 1\ntitle: T\nurl: https://status.example.com/\nsite_id: example\ntime_zone: Asia/Tokyo\n";
    format!(
        "//- site.yaml\n{site}policy: {{ since: {since}, postmortem_sections: [Summary] }}\n{BROKEN}"
    )
}

#[test]
fn what_was_before_breaks_no_rule() {
    let rules = |since: &str| -> Vec<&'static str> {
        let found = statuary::check_sources(&sources(&site(since)))
            .diagnostics_at(crate::site::now("2027-01-01T00:00Z"));
        found.iter().map(|fault| fault.rule.id).collect()
    };
    // The day begins in the zone of the site, at 15:00 UTC of the day before.
    assert_eq!(
        rules("2026-11-04"),
        ["postmortem-overdue", "short-notice", "missing-section"]
    );
    assert_eq!(rules("2026-11-05"), Vec::<&str>::new());
    let all = [
        "first-update-late",
        "postmortem-overdue",
        "short-notice",
        "missing-section",
    ];
    assert_eq!(rules("2026-11-03"), all);
}

#[test]
fn pages_speak_of_promises_that_were_made() {
    let said = |since: &str| {
        let site = public(&ledger(&site(since)), "2026-11-03T23:00Z");
        let owed = page(&site, "incidents/2026-11-03-web/index.html")
            .contains("A post-mortem will be published by");
        (
            owed,
            page(&site, "maintenance/2026-11-03-disks/index.html")
                .contains("less notice than we promise"),
        )
    };
    assert_eq!(said("2026-11-03"), (true, true));
    assert_eq!(said("2026-11-05"), (false, false));
}
