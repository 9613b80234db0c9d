//! Incidents as they stood at a moment.

use statuary::base::time::{Duration, Now};
use statuary::derive::snapshot::scheduled_publications;
use statuary::derive::uptime::Downtime;
use statuary::model::component::State;
use statuary::model::incident::{Impact, IncidentStatus};

use super::{COURSE, FINE, OUT, PART, SLOW, assert_states, at, incident, interval, only, pieces};
use crate::site::{ledger, moment};

#[test]
fn a_component_keeps_its_state_until_an_update_names_it() {
    let ledger = incident(COURSE);
    assert!(
        at(&ledger, "10:09").incidents.is_empty(),
        "nothing was published yet"
    );
    assert_states(&ledger, "10:10", [SLOW, FINE, FINE]);
    assert_states(&ledger, "10:20", [SLOW, OUT, FINE]);
    assert_states(&ledger, "10:39", [SLOW, OUT, FINE]);
    assert_states(&ledger, "10:40", [FINE, PART, FINE]);
    assert_states(&ledger, "11:00", [FINE, FINE, FINE]);
    let snapshot = at(&ledger, "12:00");
    assert_eq!(
        pieces(only(&snapshot), "web"),
        [
            (interval("10:00", "10:40"), SLOW),
            (interval("10:40", "11:00"), FINE)
        ]
    );
    let api = [
        (interval("10:00", "10:20"), FINE),
        (interval("10:20", "10:40"), OUT),
        (interval("10:40", "11:00"), PART),
    ];
    assert_eq!(pieces(only(&snapshot), "api"), api);
}

#[test]
fn the_phase_and_the_impact_are_those_known_so_far() {
    let ledger = incident(COURSE);
    let known = |clock| {
        let snapshot = at(&ledger, clock);
        let facts = only(&snapshot);
        (
            facts.updates.len(),
            facts.status,
            facts.impact,
            facts.end.is_some(),
        )
    };
    assert_eq!(
        known("10:10"),
        (1, Some(IncidentStatus::Investigating), Impact::Minor, false)
    );
    assert_eq!(
        known("10:25"),
        (
            2,
            Some(IncidentStatus::Investigating),
            Impact::Critical,
            false
        )
    );
    assert_eq!(
        known("10:59"),
        (4, Some(IncidentStatus::Identified), Impact::Critical, false)
    );
    assert_eq!(
        known("11:00"),
        (5, Some(IncidentStatus::Resolved), Impact::Critical, true)
    );
    let said = incident(&format!("impact: minor\n{COURSE}"));
    assert_eq!(
        only(&at(&said, "10:59")).impact,
        Impact::Minor,
        "the author's word counts"
    );
}

#[test]
fn the_whole_and_the_groups_take_the_worst() {
    let ledger = incident(COURSE);
    let snapshot = at(&ledger, "10:20");
    let groups: Vec<State> = snapshot.groups.iter().map(|group| group.state).collect();
    assert_eq!((snapshot.overall_state, groups), (OUT, vec![OUT, FINE]));
}

const REOPENED: &str = "\
started: 2013-07-10T10:00Z
components: { web: major_outage }
updates:
  - { at: 2013-07-10T10:05Z, status: investigating, text: One }
  - { at: 2013-07-10T10:30Z, status: resolved, text: Two }
  - { at: 2013-07-10T11:00Z, status: investigating, components: { web: partial_outage }, text: Three }
  - { at: 2013-07-10T11:30Z, status: resolved, text: Four }
";

#[test]
fn an_incident_opens_again_and_what_was_between_is_fine() {
    let ledger = incident(REOPENED);
    let open = |clock| only(&at(&ledger, clock)).is_open();
    assert_eq!(
        [open("10:29"), open("10:30"), open("11:00"), open("11:30")],
        [true, false, true, false]
    );
    let snapshot = at(&ledger, "12:00");
    let web = [
        (interval("10:00", "10:30"), OUT),
        (interval("10:30", "11:00"), FINE),
        (interval("11:00", "11:30"), PART),
    ];
    assert_eq!(pieces(only(&snapshot), "web"), web);
}

#[test]
fn a_remark_after_the_end_opens_nothing() {
    let ledger = incident(&format!(
        "{COURSE}  - {{ at: 2013-07-10T13:00Z, text: We are sorry. }}\n"
    ));
    let snapshot = at(&ledger, "14:00");
    let facts = only(&snapshot);
    assert_eq!(
        (facts.end, facts.updates.len()),
        (Some(moment("2013-07-10T11:00Z")), 6)
    );
    assert_eq!(facts.status, Some(IncidentStatus::Resolved));
    assert_states(&ledger, "14:00", [FINE, FINE, FINE]);
}

#[test]
fn trouble_after_the_end_opens_it_again_even_without_a_phase() {
    let again =
        "  - { at: 2013-07-10T13:00Z, components: { db: partial_outage }, text: It is back. }\n";
    let ledger = incident(&format!("{COURSE}{again}"));
    let snapshot = at(&ledger, "14:00");
    assert!(only(&snapshot).is_open());
    assert_eq!(
        only(&snapshot).status,
        None,
        "it is not called resolved while it is open"
    );
    assert_states(&ledger, "14:00", [FINE, FINE, PART]);
}

#[test]
fn a_repeated_resolved_moves_no_end() {
    let ledger = incident(&format!(
        "{COURSE}  - {{ at: 2013-07-10T13:00Z, status: resolved, text: Still fine. }}\n"
    ));
    assert_eq!(
        only(&at(&ledger, "14:00")).end,
        Some(moment("2013-07-10T11:00Z"))
    );
}

#[test]
fn an_end_before_the_resolved_update_shortens_it_and_is_unknown_until_then() {
    let ledger = incident(&format!("ended: 2013-07-10T10:50Z\n{COURSE}"));
    let before = at(&ledger, "10:55");
    assert!(only(&before).is_open());
    assert_eq!(
        pieces(only(&before), "api").last(),
        Some(&(interval("10:40", "10:55"), PART))
    );
    let after = at(&ledger, "11:00");
    assert_eq!(only(&after).end, Some(moment("2013-07-10T10:50Z")));
    assert_eq!(
        pieces(only(&after), "api").last(),
        Some(&(interval("10:40", "10:50"), PART))
    );
    assert_eq!(
        only(&after).duration(moment("2013-07-10T11:00Z")),
        Some(Duration::minutes(50))
    );
}

#[test]
fn an_end_that_nobody_posted_counts_from_its_time() {
    let ledger = incident(&format!(
        "ended: 2013-07-10T10:50Z\n{}",
        COURSE.split("  - { at: 2013-07-10T11").next().unwrap()
    ));
    assert!(only(&at(&ledger, "10:49")).is_open());
    assert_eq!(
        only(&at(&ledger, "10:50")).end,
        Some(moment("2013-07-10T10:50Z"))
    );
}

#[test]
fn an_end_belongs_to_the_stretch_that_it_is_in() {
    let last = incident(&format!("ended: 2013-07-10T11:20Z\n{REOPENED}"));
    assert_eq!(
        only(&at(&last, "10:45")).end,
        Some(moment("2013-07-10T10:30Z"))
    );
    assert_eq!(
        only(&at(&last, "12:00")).end,
        Some(moment("2013-07-10T11:20Z"))
    );
    let first = incident(&format!("ended: 2013-07-10T10:20Z\n{REOPENED}"));
    assert_eq!(
        only(&at(&first, "10:45")).end,
        Some(moment("2013-07-10T10:20Z"))
    );
    let snapshot = at(&first, "12:00");
    assert_eq!(only(&snapshot).end, Some(moment("2013-07-10T11:30Z")));
    assert_eq!(
        pieces(only(&snapshot), "web").last(),
        Some(&(interval("11:00", "11:30"), PART))
    );
}

#[test]
fn an_update_is_hidden_until_it_is_posted_and_then_tells_of_its_own_time() {
    let late = "{ at: 2013-07-10T10:40Z, posted: 2013-07-10T12:00Z, components: { web: operational";
    let ledger = incident(&COURSE.replace(
        "{ at: 2013-07-10T10:40Z, components: { web: operational",
        late,
    ));
    assert_states(&ledger, "10:45", [SLOW, OUT, FINE]);
    assert_eq!(only(&at(&ledger, "11:59")).updates.len(), 4);
    let snapshot = at(&ledger, "12:00");
    assert_eq!(only(&snapshot).updates.len(), 5);
    assert_eq!(
        pieces(only(&snapshot), "web")[0],
        (interval("10:00", "10:40"), SLOW)
    );
}

#[test]
fn updates_of_one_minute_keep_the_order_of_the_file_and_others_go_by_time() {
    let ledger = incident(
        "started: 2013-07-10T10:00Z\ncomponents: { web: major_outage }\nupdates:\n\
         \x20 - { at: 2013-07-10T10:30Z, components: { web: partial_outage }, text: Third }\n\
         \x20 - { at: 2013-07-10T10:30Z, components: { web: degraded_performance }, text: Fourth }\n\
         \x20 - { at: 2013-07-10T10:20Z, text: Second }\n\
         \x20 - { at: 2013-07-10T10:10Z, text: First }\n",
    );
    let snapshot = at(&ledger, "10:30");
    let said: Vec<String> = only(&snapshot)
        .updates
        .iter()
        .map(|update| update.text.plain())
        .collect();
    assert_eq!(said, ["First", "Second", "Third", "Fourth"]);
    let ids: Vec<&str> = only(&snapshot)
        .updates
        .iter()
        .map(|update| update.id.as_str())
        .collect();
    assert_eq!(ids[2..], ["2013-07-10T1030Z", "2013-07-10T1030Z-2"]);
    assert_states(&ledger, "10:30", [SLOW, FINE, FINE]);
}

#[test]
fn a_promise_counts_while_the_incident_is_open() {
    let promised = COURSE.replace(
        "status: investigating",
        "status: investigating, next_update: 30m",
    );
    let ledger = incident(&promised);
    assert_eq!(
        only(&at(&ledger, "10:15")).next_update_due(),
        Some(moment("2013-07-10T10:40Z"))
    );
    assert_eq!(
        only(&at(&ledger, "10:25")).next_update_due(),
        None,
        "the update that came promised nothing"
    );
}

const OVERLAP: &str = "\
//- incidents/2013-07-10-one.yaml
title: One
started: 2013-07-10T10:00Z
components: { web: degraded_performance, api: major_outage }
updates:
  - { at: 2013-07-10T10:00Z, status: investigating, text: One }
  - { at: 2013-07-10T10:30Z, status: resolved, text: Two }
//- incidents/2013-07-10-two.yaml
title: Two
started: 2013-07-10T10:20Z
components: { web: partial_outage }
updates:
  - { at: 2013-07-10T10:20Z, status: investigating, text: One }
  - { at: 2013-07-10T10:40Z, status: resolved, text: Two }
";

#[test]
fn overlapping_incidents_merge_by_the_worst() {
    let ledger = ledger(OVERLAP);
    assert_states(&ledger, "10:10", [SLOW, OUT, FINE]);
    assert_states(&ledger, "10:25", [PART, OUT, FINE]);
    assert_states(&ledger, "10:35", [PART, FINE, FINE]);
    let snapshot = at(&ledger, "11:00");
    let found: Vec<_> = snapshot.components[0]
        .incident_timeline
        .intervals()
        .iter()
        .map(|piece| (piece.interval, piece.state))
        .collect();
    assert_eq!(
        found,
        [
            (interval("10:00", "10:20"), SLOW),
            (interval("10:20", "10:40"), PART)
        ]
    );
    assert_eq!(snapshot.components[0].incidents.len(), 2);
    let titles: Vec<&str> = snapshot
        .incidents
        .iter()
        .map(|facts| facts.incident.title.as_str())
        .collect();
    assert_eq!(titles, ["Two", "One"], "newest first");
}

#[test]
fn a_group_counts_each_minute_once_by_its_worst_component() {
    let ledger = incident(COURSE);
    let snapshot = at(&ledger, "12:00");
    let groups = only(&snapshot).group_impacts(
        snapshot.groups.iter().map(|group| group.group),
        snapshot.now,
    );
    let found: Vec<_> = groups
        .iter()
        .map(|one| (one.group.id.as_str(), one.downtime))
        .collect();
    let downtime = |degraded, partial, major| Downtime {
        degraded_performance: Duration::minutes(degraded),
        partial_outage: Duration::minutes(partial),
        major_outage: Duration::minutes(major),
    };
    // 10:00 to 10:20 slow, 10:20 to 10:40 out, 10:40 to 11:00 partly out; nothing touched the other group.
    assert_eq!(found, [("front", downtime(20, 20, 20))]);
    let early = at(&ledger, "10:30");
    let groups =
        only(&early).group_impacts(early.groups.iter().map(|group| group.group), early.now);
    assert_eq!(groups[0].downtime, downtime(20, 0, 10));
}

#[test]
fn a_draft_is_not_there_and_changes_nothing() {
    let ledger = incident(&format!("draft: true\n{COURSE}"));
    assert!(at(&ledger, "10:30").incidents.is_empty());
    assert_states(&ledger, "10:30", [FINE, FINE, FINE]);
    assert!(scheduled_publications(&ledger.status, Now(moment("2013-07-10T10:30Z"))).is_empty());
}
