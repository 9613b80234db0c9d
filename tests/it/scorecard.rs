//! How well customers were informed, by when things were published.

use statuary::base::id::UpdateId;
use statuary::derive::scorecard::{Figure, Scorecard};
use statuary::derive::snapshot::Snapshot;
use statuary::model::Ledger;
use statuary::model::first_published::{CommitFold, PageChange};

use crate::compare::assert_contains;
use crate::site::{internal, ledger, moment, now, page};

const CONTENT: &str = "\
//- site.yaml
version: 1
title: T
url: https://status.example.com/
site_id: example
time_zone: Etc/UTC
policy: { first_update: 15m, update_interval: 60m, maintenance_notice: 1d, postmortem_due: 7d }
rules: { first-update-late: off, next-update-missed: off, postmortem-overdue: off, short-notice: off }
//- incidents/2013-05-01-one.yaml
title: One
started: 2013-05-01T10:00Z
components: { web: major_outage }
updates:
  - { at: 2013-05-01T10:05Z, status: investigating, text: A., next_update: 30m }
  - { at: 2013-05-01T10:30Z, edited: 2013-05-01T13:00Z, status: identified, text: B. }
  - { at: 2013-05-01T12:00Z, status: resolved, text: C. }
//- incidents/2013-07-02-two.yaml
title: Two
started: 2013-07-02T10:00Z
components: { api: degraded_performance }
updates:
  - { at: 2013-07-02T10:05Z, status: investigating, text: A. }
  - { at: 2013-07-02T10:30Z, status: resolved, text: B. }
//- maintenance/2013-06-01-work.yaml
title: Work
scheduled: { start: 2013-06-01T10:00Z, end: 2013-06-01T11:00Z }
components: { db: partial_outage }
updates:
  - { at: 2013-05-30T10:00Z, status: scheduled, text: D. }
";

const NOW: &str = "2013-08-01T00:00Z";

/// The content with commits: the first update of one came after 40 minutes, its second 20 minutes later, and the work was announced two hours
/// before.
fn committed() -> Ledger {
    let mut ledger = ledger(CONTENT);
    let mut commits = CommitFold::default();
    let mut commit = |time: &str, address: &str, minutes: &[&str]| {
        let updates = minutes.iter().map(|minute| UpdateId::of_minute(minute, 1));
        let change = PageChange {
            address: address.to_owned(),
            updates: Some(updates.collect()),
        };
        commits.add_commit(moment(time), vec![change]);
    };
    let one = "incidents/2013-05-01-one";
    commit("2013-05-01T10:40Z", one, &["2013-05-01T1005Z"]);
    commit(
        "2013-05-01T11:00Z",
        one,
        &["2013-05-01T1005Z", "2013-05-01T1030Z"],
    );
    commit("2013-05-01T12:01Z", one, &["2013-05-01T1200Z"]);
    let work = "maintenance/2013-06-01-work";
    commit("2013-06-01T08:00Z", work, &["2013-05-30T1000Z"]);
    ledger.internal.first_published = commits.finish();
    ledger
}

#[test]
fn each_promise_is_judged_by_publication_and_keeps_what_was_claimed() {
    let ledger = committed();
    let snapshot = Snapshot::of(&ledger.status, now(NOW));
    let scorecard = Scorecard::of(&snapshot, &ledger.internal.first_published);
    let cases = scorecard.cases.iter();
    let cases = cases.filter(|case| case.figure != Figure::Correction);
    let found: Vec<_> = cases
        .map(|case| {
            let minutes = [case.time, case.claimed].map(|time| time.map(|time| time.as_minutes()));
            (case.figure, case.title.as_str(), minutes, case.is_kept)
        })
        .collect();
    assert_eq!(
        found,
        [
            // No commit tells of the second, so that the author is believed.
            (Figure::FirstUpdate, "Two", [Some(5), Some(5)], Some(true)),
            (Figure::FirstUpdate, "One", [Some(40), Some(5)], Some(false)),
            (Figure::UpdateGap, "Two", [Some(25), Some(25)], Some(true)),
            (Figure::UpdateGap, "One", [Some(60), Some(90)], Some(true)),
            (Figure::NextUpdate, "One", [Some(20), Some(25)], Some(true)),
            (Figure::Notice, "Work", [Some(120), Some(2880)], Some(false)),
            // It is due, and there is none.
            (Figure::Postmortem, "One", [None, None], Some(false)),
        ]
    );
}

#[test]
fn the_page_and_its_files_have_every_period_with_intervals() {
    let pages = internal(&committed(), NOW);
    let html = page(&pages, "scorecard/index.html");
    assert_contains(html, "<h2>Time to first update</h2>");
    assert_contains(
        html,
        "<strong>40 min</strong></td><td>5 min</td><td>15 min</td>",
    );
    let csv = page(&pages, "scorecard/scorecard.csv");
    // Wilson for 0 of 1: the upper limit is z²/(1 + z²).
    assert_contains(
        csv,
        "first_update,2013-Q2,1,0,0.0000000000,0.0000000000,0.7934506856,40.0000000000,,,0",
    );
    assert_contains(
        csv,
        "first_update,2013-Q3,1,1,1.0000000000,0.2065493144,1.0000000000,",
    );
    assert_contains(csv, "correction,2013-05,4,3,0.7500000000,");
    let csv = page(&pages, "scorecard/cases.csv");
    assert_contains(
        csv,
        "notice,maintenance/2013-06-01-work/,,2013-06-01T10:00:00Z,120,2880,1440,false",
    );
    assert_contains(
        page(&pages, "incidents/index.html"),
        "href=\"../scorecard/\"",
    );
}

#[test]
fn incidents_are_summarized_by_year_quarter_and_month() {
    let pages = internal(&committed(), NOW);
    let csv = page(&pages, "incidents/statistics.csv");
    for line in [
        "2013,resolve,2,2,75.0000000000,,,75.0000000000,0,0",
        "2013-Q2,resolve,1,1,120.0000000000,,,120.0000000000,0,0",
        "2013-05,first_update,1,1,40.0000000000,,,40.0000000000,0,0",
        "2013,detect,2,0,,,,,0,2",
    ] {
        assert_contains(csv, line);
    }
    let open = internal(&committed(), "2013-07-02T10:15Z");
    assert_contains(
        page(&open, "incidents/statistics.csv"),
        "2013-Q3,resolve,1,0,,,,,1,0",
    );
    let html = page(&pages, "incidents/index.html");
    assert_contains(
        html,
        "1 h 15 min (2 of 2) <span class=\"about\">mean 1 h 15 min</span>",
    );
}

#[test]
fn it_is_only_on_the_internal_site() {
    let public = crate::site::public(&committed().to_owned(), NOW);
    assert!(!public.keys().any(|path| path.contains("scorecard")));
}

#[test]
fn silence_until_the_end_is_no_gap_of_zero() {
    let mut ledger = committed();
    let mut commits = CommitFold::default();
    let updates = ["2013-07-02T1005Z", "2013-07-02T1030Z"];
    let page = PageChange {
        address: "incidents/2013-07-02-two".to_owned(),
        updates: Some(updates.map(|id| UpdateId::of_minute(id, 1)).into()),
    };
    commits.add_commit(moment("2013-07-02T12:00Z"), vec![page]);
    ledger.internal.first_published = commits.finish();
    let snapshot = Snapshot::of(&ledger.status, now(NOW));
    let scorecard = Scorecard::of(&snapshot, &ledger.internal.first_published);
    let gap = scorecard
        .cases
        .iter()
        .find(|case| case.figure == Figure::UpdateGap && case.address.contains("two"));
    let gap = gap.unwrap();
    assert_eq!((gap.time, gap.is_kept), (None, None));
    let row = scorecard
        .rows
        .iter()
        .find(|row| row.figure == Figure::UpdateGap)
        .unwrap();
    assert_eq!((row.period.as_str(), row.left_out), ("2013-Q3", 1));
}
