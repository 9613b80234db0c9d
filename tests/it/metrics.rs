//! How incidents were handled: first words, time to resolve, silences.

use crate::compare::assert_contains;
use statuary::base::time::Duration;
use statuary::base::vocabulary::Vocabulary;
use statuary::derive::metrics::{Metric, MetricsFacts};
use statuary::derive::snapshot::Snapshot;
use statuary::model::first_published::FirstPublished;

use crate::site::{example, internal, ledger, now, page};

const INCIDENTS: &str = "\
//- incidents/2013-05-01-one.yaml
title: One
started: 2013-05-01T10:00Z
declared: 2013-05-01T10:04Z
repaired: 2013-05-01T11:20Z
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
    let facts = MetricsFacts::of(&snapshot, &FirstPublished::default()).unwrap();
    let [two, one] = facts.incidents.as_slice() else {
        panic!("newest first")
    };
    assert_eq!(
        Metric::ALL
            .iter()
            .map(|metric| {
                let minutes = [one, two].map(|one| one.duration(*metric).map(Duration::as_minutes));
                (*metric, minutes)
            })
            .collect::<Vec<_>>(),
        [
            (Metric::Detect, [None, None]),
            (Metric::Declare, [Some(4), None]),
            (Metric::FirstUpdate, [Some(5), Some(20)]),
            (Metric::Repair, [Some(80), None]),
            (Metric::Resolve, [Some(120), None]),
            // From 10:05 to 11:30; and from 10:20 until now, because the incident is open.
            (Metric::UpdateGap, [Some(85), Some(180)]),
        ]
    );
    assert_eq!(
        facts
            .summaries
            .iter()
            .map(|summary| (summary.metric, summary.median.median, summary.missing))
            .collect::<Vec<_>>(),
        [
            (Metric::Declare, 4.0, 1),
            (Metric::FirstUpdate, 12.5, 0),
            (Metric::Repair, 80.0, 1),
            (Metric::Resolve, 120.0, 1),
            (Metric::UpdateGap, 132.5, 0),
        ],
        "a metric that no incident has is left out"
    );
    assert_eq!(
        facts.months.len(),
        3,
        "May, June without an incident, and July"
    );
    assert_eq!(
        facts.quarters.len(),
        1,
        "the quarter of the open incident has no median"
    );
}

#[test]
fn the_page_says_how_many_incidents_a_median_leaves_out() {
    let pages = internal(&ledger(INCIDENTS), "2013-07-02T13:20Z");
    let html = page(&pages, "incidents/index.html");
    assert_contains(
        html,
        "<li>Median time to declare: 4 min. 1 incident is not included, because the value is not known, or not known yet.</li>",
    );
    assert_contains(
        html,
        "<li>Median time to repair: 1 h 20 min. 1 incident is not included, because the value is not known, or not known yet.</li>",
    );
    assert_contains(html, "<th scope=\"col\">Time to declare</th>");
    let csv = page(&pages, "incidents/incidents.csv");
    assert_contains(
        csv,
        "incident,started,impact,detect,declare,first_update,repair,resolve,update_gap,first_update_claimed,update_gap_claimed,publication",
    );
    assert_contains(
        csv,
        "2013-05-01-one,2013-05-01T10:00:00Z,critical,,4,5,80,120,85,5,85,author",
    );
}

#[test]
fn without_incidents_there_is_nothing_to_measure() {
    let ledger = ledger("");
    let snapshot = Snapshot::of(&ledger.status, now("2013-07-02T13:20Z"));
    assert!(MetricsFacts::of(&snapshot, &FirstPublished::default()).is_none());
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

#[test]
fn the_scale_of_durations_goes_as_far_as_the_incidents() {
    let ticks = |ends: &[&str]| {
        let incident = |(at, end): (usize, &&str)| {
            format!(
                "//- incidents/2013-05-0{day}-i{day}.yaml\ntitle: I{day}\nstarted: 2013-05-0{day}T10:00Z\ncomponents: {{ web: major_outage }}\n\
                 updates:\n  - {{ at: 2013-05-0{day}T10:00Z, status: investigating, text: A. }}\n  - {{ at: {end}, status: resolved, text: B. }}\n",
                day = at + 1
            )
        };
        let files: String = ends.iter().enumerate().map(incident).collect();
        let pages = internal(&ledger(&files), "2013-07-02T13:20Z");
        let svg = page(&pages, "incidents/durations.svg");
        let all = [
            "1 min", "5 min", "30 min", "2 h", "8 h", "1 d", "3 d", "7 d",
        ];
        let drawn = all.iter().filter(|tick| svg.contains(&format!(">{tick}<")));
        drawn.map(|tick| (*tick).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        ticks(&["2013-05-01T10:40Z", "2013-05-02T11:00Z"]),
        ["30 min", "2 h"]
    );
    assert_eq!(
        ticks(&["2013-05-01T10:04Z", "2013-05-02T20:00Z"]),
        ["1 min", "5 min", "30 min", "2 h", "8 h", "1 d"]
    );
}
