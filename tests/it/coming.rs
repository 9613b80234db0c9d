//! What the clock alone will change, and what the page says now.

use crate::compare::{assert_contains, assert_ends_with};
use expect_test::expect;
use statuary::base::time::{Duration, Now};
use statuary::render::console_report::render_terminal;
use statuary::view::status_summary::status_summary;
use statuary::view::text;
use statuary::view::upcoming::{UpcomingView, view};

use crate::site::{example, ledger, moment, now, public, theme};

const KINDS: &str = "\
//- components.yaml
groups:
  - id: front
    name: Front
    components:
      - { id: web, name: Web, since: 2013-07-20 }
      - { id: api, name: API, retired: 2013-07-21 }
      - { id: db, name: Database }
//- incidents/2013-07-10-web-slow.yaml
title: Web is slow
started: 2013-07-10T10:00Z
ended: 2013-07-10T14:00Z
components: { db: major_outage }
updates:
  - { at: 2013-07-10T10:05Z, status: investigating, next_update: 30m, text: We are looking. }
  - { at: 2013-07-10T13:00Z, status: monitoring, text: It looks better. }
//- maintenance/2013-07-11-disks.yaml
title: New disks
scheduled: { start: 2013-07-11T10:00Z, end: 2013-07-11T11:00Z }
updates:
  - { at: 2013-07-10T09:00Z, status: scheduled, text: The database is away. }
//- maintenance/2013-07-12-moved.yaml
title: Moved away
scheduled: { start: 2013-07-12T10:00Z, end: 2013-07-12T11:00Z }
updates:
  - { at: 2013-07-10T09:00Z, status: scheduled, text: Soon. }
  - { at: 2013-07-10T12:30Z, text: Later., scheduled: { start: 2013-07-13T10:00Z, end: 2013-07-13T11:00Z } }
  - { at: 2013-07-13T10:20Z, status: in_progress, text: It takes long. }
//- notices/2013-07-01-terms.md
---
title: New terms
published: 2013-07-01
until: 2013-07-15
pin: true
---
Read them.
";

fn plain(view: &UpcomingView) -> String {
    statuary::edge::terminal::strip_colors(&render_terminal(&text::upcoming::console_report(view)))
}

#[test]
fn everything_that_the_clock_does_is_foretold() {
    let ledger = ledger(KINDS);
    expect![[r#"
        Pages change at 2013-07-10T12:30:00Z
        as of 2013-07-10T12:00:00Z

          2013-07-10T12:30:00Z  appears  /maintenance/2013-07-12-moved/#2013-07-10T1230Z
          2013-07-10T13:00:00Z  appears  /incidents/2013-07-10-web-slow/#2013-07-10T1300Z
          2013-07-10T14:00:00Z  the incident ends: Web is slow  /incidents/2013-07-10-web-slow/
          2013-07-11T00:00:00Z  new day: every uptime chart moves forward by one day  /
          2013-07-11T10:00:00Z  the window begins: New disks  /maintenance/2013-07-11-disks/
          2013-07-11T11:00:00Z  the window ends: New disks  /maintenance/2013-07-11-disks/
          2013-07-13T10:00:00Z  the window begins: Moved away  /maintenance/2013-07-12-moved/
          2013-07-13T10:20:00Z  appears  /maintenance/2013-07-12-moved/#2013-07-13T1020Z
          2013-07-13T11:00:00Z  the window ends and the work goes on: Moved away  /maintenance/2013-07-12-moved/
          2013-07-15T00:00:00Z  the notice is no longer pinned: New terms  /notices/2013-07-01-terms/
          2013-07-15T14:00:00Z  the post-mortem is due: Web is slow  /incidents/2013-07-10-web-slow/
          2013-07-20T00:00:00Z  is added to the status page: Web  /components/web/
          2013-07-21T00:00:00Z  is removed from the status page: API  /components/api/
    "#]]
    .assert_eq(&plain(&view(&ledger.status, now("2013-07-10T12:00Z"), None)));
    let early = view(&ledger.status, now("2013-07-10T10:10Z"), None);
    let promise = early
        .events
        .iter()
        .find(|one| one.kind == "promised")
        .unwrap();
    assert_eq!(promise.at, "2013-07-10T10:35:00Z");
    assert_eq!(early.next, promise.at, "the page says then that it was due");
}

#[test]
fn a_workflow_learns_whether_a_build_would_differ() {
    let ledger = ledger(KINDS);
    let at = |now_: &str, since: &str| {
        text::upcoming::step_outputs(&view(&ledger.status, now(now_), Some(moment(since))))
    };
    let same = "next=2013-07-10T12:30:00Z\nwhat=appears /maintenance/2013-07-12-moved/#2013-07-10T1230Z\ndue=false\n";
    assert_eq!(at("2013-07-10T12:00Z", "2013-07-10T11:00Z"), same);
    assert_ends_with(at("2013-07-11T10:00Z", "2013-07-11T09:00Z"), "due=true\n");
    assert_ends_with(at("2013-07-11T10:00Z", "2013-07-11T10:00Z"), "due=false\n");
}

/// Pages that say nothing of the moment at which they are made.
const TIMELESS: [&str; 6] = [
    "feed.json",
    "history.atom",
    "calendar.ics",
    "api/v2/summary.json",
    "api/v4/current-status",
    "badge.svg",
];

#[test]
fn nothing_changes_before_the_next_moment_and_something_does_at_windows() {
    let ledger = example();
    let said = |at: Now| {
        let site = statuary::public_site(&ledger.status, at, theme());
        TIMELESS.map(|path| site.render(path).unwrap().unwrap())
    };
    let mut at = now("2013-06-17T06:00Z");
    let mut changed = 0;
    for _ in 0..24 {
        let next = view(&ledger.status, at, None);
        let next = moment(&next.next);
        let before = said(Now(next.plus(Duration::seconds(-1))));
        assert_eq!(said(at), before, "between {at:?} and {next:?}");
        at = Now(next);
        changed += usize::from(said(at) != before);
    }
    assert!(changed > 6, "{changed}");
}

#[test]
fn the_page_at_a_glance_says_what_the_page_says() {
    let words = theme().language();
    let night = status_summary(&example().status, now("2012-06-30T04:00Z"), words);
    let page = crate::site::page(&public(example(), "2012-06-30T04:00Z"), "index.html").to_owned();
    assert_contains(&page, &night.banner.text);
    assert!(!night.is_fine);
    assert_eq!(night.incidents.len(), 1);
    assert!(!night.incidents[0].is_late);
    assert!(
        status_summary(&example().status, now("2012-06-30T04:50Z"), words).incidents[0].is_late
    );
    assert!(status_summary(&example().status, now("2013-09-03T12:00Z"), words).is_fine);
    let shown = statuary::edge::terminal::strip_colors(&render_terminal(
        &text::status_summary::console_report(&night),
    ));
    assert_contains(
        &shown,
        "\n  Git access          Partial outage  99.991% over 90 days\n",
    );
}
