//! How incidents were handled: first words, time to resolve, silences.

use crate::compare::assert_contains;
use statuary::base::time::Duration;
use statuary::derive::metrics::MetricsFacts;
use statuary::derive::snapshot::Snapshot;

use crate::site::{example, internal, ledger, now, page};

const INCIDENTS: &str = "\
//- incidents/2013-05-01-one.yaml
title: One
started: 2013-05-01T10:00Z
components: { web: major_outage }
updates:
  - { at: 2013-05-01T10:05Z, status: investigating, text: A. }
  - { at: 2013-05-01T11:30Z, status: identified, text: B. }
  - { at: 2013-05-01T12:00Z, status: resolved, text: C. }
//- incidents/2013-07-02-two.yaml
title: Two
started: 2013-07-02T10:00Z
components: { api: degraded_performance }
updates:
  - { at: 2013-07-02T10:20Z, status: investigating, text: A. }
";

#[test]
fn an_incident_is_measured_from_its_start() {
    let ledger = ledger(INCIDENTS);
    let snapshot = Snapshot::of(&ledger.status, now("2013-07-02T13:20Z"));
    let facts = MetricsFacts::of(&snapshot).unwrap();
    let [two, one] = facts.incidents.as_slice() else {
        panic!("newest first")
    };
    assert_eq!(
        (one.time_to_first_update, two.time_to_first_update),
        (Duration::minutes(5), Duration::minutes(20))
    );
    assert_eq!(
        (one.time_to_resolve, two.time_to_resolve),
        (Some(Duration::minutes(120)), None)
    );
    assert_eq!(
        one.longest_update_gap,
        Duration::minutes(85),
        "from 10:05 to 11:30"
    );
    assert_eq!(
        two.longest_update_gap,
        Duration::minutes(180),
        "an open incident is silent until now"
    );
    assert_eq!(facts.unresolved, 1);
    assert_eq!(
        facts.months.len(),
        3,
        "May, June without an incident, and July"
    );
    assert_eq!(facts.time_to_resolve.unwrap().median, 120.0);
    assert_eq!(
        facts.quarters.len(),
        1,
        "the quarter of the open incident has no median"
    );
}

#[test]
fn without_incidents_there_is_nothing_to_measure() {
    let ledger = ledger("");
    assert!(MetricsFacts::of(&Snapshot::of(&ledger.status, now("2013-07-02T13:20Z"))).is_none());
    let pages = internal(&ledger, "2013-07-02T13:20Z");
    assert_contains(
        page(&pages, "incidents/index.html"),
        "There have been no incidents yet.",
    );
}

#[test]
fn the_example_says_how_its_promises_were_kept() {
    let pages = internal(example(), "2013-09-12T12:00Z");
    let html = page(&pages, "incidents/index.html");
    assert_contains(html, "Widespread application outage");
    assert_contains(html, "13 h");
    assert_contains(
        html,
        "incidents had a first update within the promised 15 min.",
    );
    assert_contains(
        html,
        "https://status.example.com/incidents/2012-06-30-widespread-application-outage/",
    );
}
