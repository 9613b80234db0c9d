//! Incidents and maintenance as they stood at a moment.

mod incident;
mod maintenance;
mod week;

use crate::compare::{assert_has_file, assert_no_file};
use statuary::base::time::{Interval, Now};
use statuary::derive::incident::IncidentFacts;
use statuary::derive::maintenance::MaintenanceFacts;
use statuary::derive::snapshot::{Snapshot, scheduled_publications};
use statuary::model::Ledger;
use statuary::model::component::State;

use crate::site::{ledger, moment, page, public};

/// The ledger of one incident, without its `title`.
#[track_caller]
fn incident(text: &str) -> Ledger {
    ledger(&format!(
        "//- incidents/2013-07-10-a.yaml\ntitle: Trouble\n{text}"
    ))
}

/// The ledger of one maintenance from 09:00 to 11:00, without its `title`.
#[track_caller]
fn maintenance(text: &str) -> Ledger {
    ledger(&format!(
        "//- maintenance/2013-07-10-a.yaml\ntitle: Work\n\
         scheduled: {{ start: 2013-07-10T09:00Z, end: 2013-07-10T11:00Z }}\ncomponents: {{ db: degraded_performance }}\n{text}"
    ))
}

/// What is known at a time of 10 July 2013.
#[track_caller]
fn at<'a>(ledger: &'a Ledger, clock: &str) -> Snapshot<'a> {
    Snapshot::of(&ledger.status, Now(moment(&format!("2013-07-10T{clock}Z"))))
}

/// The state of each component of the board.
fn states(snapshot: &Snapshot) -> Vec<(String, State)> {
    snapshot
        .components
        .iter()
        .map(|facts| (facts.component.id.to_string(), facts.state))
        .collect()
}

#[track_caller]
fn assert_states(ledger: &Ledger, clock: &str, [web, api, db]: [State; 3]) {
    let expected =
        [("web", web), ("api", api), ("db", db)].map(|(id, state)| (id.to_owned(), state));
    assert_eq!(states(&at(ledger, clock)), expected, "at {clock}");
}

#[track_caller]
fn only<'s, 'a>(snapshot: &'s Snapshot<'a>) -> &'s IncidentFacts<'a> {
    assert_eq!(snapshot.incidents.len(), 1);
    &snapshot.incidents[0]
}

#[track_caller]
fn work<'s, 'a>(snapshot: &'s Snapshot<'a>) -> &'s MaintenanceFacts<'a> {
    assert_eq!(snapshot.maintenance.len(), 1);
    &snapshot.maintenance[0]
}

/// Clock times from a start on 10 July 2013, as an interval.
fn interval(start: &str, end: &str) -> Interval {
    Interval::new(
        moment(&format!("2013-07-10T{start}Z")),
        moment(&format!("2013-07-10T{end}Z")),
    )
    .unwrap()
}

/// What a component went through in an incident.
fn pieces(facts: &IncidentFacts, component: &str) -> Vec<(Interval, State)> {
    let found = facts
        .state_intervals
        .iter()
        .find(|(id, _)| id.as_str() == component);
    found
        .into_iter()
        .flat_map(|(_, pieces)| pieces)
        .map(|piece| (piece.interval, piece.state))
        .collect()
}

/// An incident of an hour.
const COURSE: &str = "\
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
updates:
  - { at: 2013-07-10T10:10Z, status: investigating, text: One }
  - { at: 2013-07-10T10:20Z, components: { api: major_outage }, text: Two }
  - { at: 2013-07-10T10:30Z, status: identified, text: Three }
  - { at: 2013-07-10T10:40Z, components: { web: operational, api: partial_outage }, text: Four }
  - { at: 2013-07-10T11:00Z, status: resolved, text: Five }
";

const FINE: State = State::Operational;
const SLOW: State = State::DegradedPerformance;
const PART: State = State::PartialOutage;
const OUT: State = State::MajorOutage;
const WORK: State = State::UnderMaintenance;

#[test]
fn components_come_and_go_with_their_days() {
    let board = "//- components.yaml\ngroups:\n  - id: front\n    name: Front\n    components:\n      \
                 - { id: web, name: Web }\n      - { id: old, name: Old, retired: 2013-07-10 }\n      \
                 - { id: new, name: New, since: 2013-07-10 }\n";
    let old = "//- incidents/2013-07-01-a.yaml\ntitle: Old trouble\nstarted: 2013-07-01T10:00Z\n\
               components: { old: major_outage }\nupdates:\n  - { at: 2013-07-01T10:00Z, text: One }\n";
    let ledger = ledger(&format!("{board}{old}"));
    let board = |text| {
        let snapshot = Snapshot::of(&ledger.status, Now(moment(text)));
        let present = snapshot.groups[0]
            .components
            .iter()
            .map(|&at| snapshot.components[at].component.id.to_string());
        (present.collect::<Vec<_>>(), snapshot.overall_state)
    };
    assert_eq!(
        board("2013-07-09T23:59Z"),
        (vec!["web".to_owned(), "old".to_owned()], OUT)
    );
    assert_eq!(
        board("2013-07-10T00:00Z"),
        (vec!["web".to_owned(), "new".to_owned()], FINE)
    );
    let before = public(&ledger, "2013-07-09T12:00Z");
    assert_has_file(&before, "components/old/index.html");
    assert_no_file(&before, "components/new/index.html");
    assert!(
        public(&ledger, "2013-07-11").contains_key("components/old/index.html"),
        "what left keeps its page"
    );
}

#[test]
fn a_pinned_notice_stands_on_the_status_page_until_its_time() {
    let ledger = ledger(
        "//- notices/2013-07-10-a.md\n---\ntitle: Old clients stop\npublished: 2013-07-10T10:00Z\n\
         until: 2013-07-10T12:00Z\npin: true\n---\nUpdate them.\n",
    );
    let shown = |clock: &str| {
        let site = public(&ledger, &format!("2013-07-10T{clock}Z"));
        let pinned = page(&site, "index.html").contains("<h2>Notices</h2>");
        (pinned, site.contains_key("notices/2013-07-10-a/index.html"))
    };
    assert_eq!(shown("09:59"), (false, false));
    assert_eq!(shown("10:00"), (true, true));
    assert_eq!(shown("11:59"), (true, true));
    assert_eq!(shown("12:00"), (false, true), "its page stays");
}

#[test]
fn what_waits_is_named_with_its_time_soonest_first() {
    let article = "---\nincident: 2013-07-10-a\npublished: 2013-07-12\n---\n## Summary\nWords.\n";
    let notice = "---\ntitle: News\npublished: 2013-07-11T08:00Z\n---\nWords.\n";
    let ledger = incident(&format!(
        "{COURSE}//- postmortems/2013-07-10-a.md\n{article}//- notices/2013-07-11-b.md\n{notice}"
    ));
    let found = scheduled_publications(&ledger.status, Now(moment("2013-07-10T10:40Z")));
    let found: Vec<_> = found
        .iter()
        .map(|one| (one.at.to_the_minute(), one.address.as_str()))
        .collect();
    let expected = [
        (
            "2013-07-10T11:00Z",
            "incidents/2013-07-10-a/#2013-07-10T1100Z",
        ),
        ("2013-07-11T08:00Z", "notices/2013-07-11-b/"),
        ("2013-07-12T00:00Z", "postmortems/2013-07-10-a/"),
    ];
    assert_eq!(
        found,
        expected.map(|(until, address)| (until.to_owned(), address))
    );
    assert!(scheduled_publications(&ledger.status, Now(moment("2013-07-12"))).is_empty());
}

#[test]
fn everything_is_listed_newest_first() {
    let notice = |day: u32| {
        format!(
            "//- notices/2013-07-{day:02}-n.md\n---\ntitle: N\npublished: 2013-07-{day:02}\n---\nWords.\n"
        )
    };
    let work = |name: &str, day: u32| {
        format!(
            "//- maintenance/2013-07-{name}.yaml\ntitle: Work\n\
             scheduled: {{ start: 2013-07-{day:02}T09:00Z, end: 2013-07-{day:02}T10:00Z }}\n\
             updates:\n  - {{ at: 2013-06-01T09:00Z, text: Soon }}\n"
        )
    };
    let text = [
        notice(1),
        notice(3),
        notice(2),
        work("a", 2),
        work("b", 20),
        work("c", 1),
    ]
    .concat();
    let ledger = ledger(&text);
    let snapshot = at(&ledger, "12:00");
    let notices: Vec<&str> = snapshot
        .notices
        .iter()
        .map(|notice| notice.id.as_str())
        .collect();
    assert_eq!(notices, ["2013-07-03-n", "2013-07-02-n", "2013-07-01-n"]);
    let works: Vec<&str> = snapshot
        .maintenance
        .iter()
        .map(|facts| facts.maintenance.id.as_str())
        .collect();
    assert_eq!(works, ["2013-07-b", "2013-07-a", "2013-07-c"]);
}
