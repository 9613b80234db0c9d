//! Maintenance as it stood at a moment: by the clock, and by what was posted.

use crate::compare::assert_no_file;
use statuary::base::time::{Duration, Now};
use statuary::derive::history::{HistoryItem, history};
use statuary::derive::snapshot::Snapshot;
use statuary::model::Ledger;
use statuary::model::component::State;
use statuary::model::maintenance::{MaintenanceStatus, Window};

use super::{FINE, OUT, SLOW, WORK, assert_states, at, interval, maintenance, work};
use crate::site::{ledger, moment, public};

const ANNOUNCED: &str = "updates:\n  - { at: 2013-07-08T09:00Z, status: scheduled, text: Soon }\n";

fn window(from: &str, to: &str) -> Window {
    let times = interval(from, to);
    Window {
        start: times.start(),
        end: Some(times.end()),
    }
}

/// Phase, overrunning, and the state of the database.
#[track_caller]
fn phase(ledger: &Ledger, clock: &str) -> (MaintenanceStatus, bool, State) {
    let snapshot = at(ledger, clock);
    let facts = work(&snapshot);
    let db = snapshot.components.last().unwrap();
    assert_eq!(
        db.incident_timeline.intervals(),
        [],
        "announced work is no trouble"
    );
    (facts.phase, facts.overrunning, db.state)
}

#[test]
fn the_clock_begins_and_ends_a_window() {
    let ledger = maintenance(ANNOUNCED);
    assert!(
        Snapshot::of(&ledger.status, Now(moment("2013-07-08T08:59Z")))
            .maintenance
            .is_empty()
    );
    assert_eq!(
        phase(&ledger, "08:59"),
        (MaintenanceStatus::Scheduled, false, FINE)
    );
    assert_eq!(
        phase(&ledger, "09:00"),
        (MaintenanceStatus::InProgress, false, SLOW)
    );
    assert_eq!(
        phase(&ledger, "10:59"),
        (MaintenanceStatus::InProgress, false, SLOW)
    );
    assert_eq!(
        phase(&ledger, "11:00"),
        (MaintenanceStatus::Completed, false, FINE)
    );
    let snapshot = at(&ledger, "12:00");
    let facts = work(&snapshot);
    assert_eq!(
        facts.started.zip(facts.ended),
        Some((moment("2013-07-10T09:00Z"), moment("2013-07-10T11:00Z")))
    );
    assert_eq!(facts.notice_period, Some(Duration::days(2)));
}

#[test]
fn work_that_was_posted_as_begun_ends_with_a_post_alone() {
    let begun =
        format!("{ANNOUNCED}  - {{ at: 2013-07-10T09:05Z, status: in_progress, text: Begun }}\n");
    let ledger = maintenance(&begun);
    assert_eq!(
        phase(&ledger, "10:59"),
        (MaintenanceStatus::InProgress, false, SLOW)
    );
    assert_eq!(
        phase(&ledger, "11:00"),
        (MaintenanceStatus::InProgress, true, SLOW)
    );
    let ended = format!("{begun}  - {{ at: 2013-07-10T11:30Z, status: completed, text: Done }}\n");
    let ledger = maintenance(&ended);
    assert_eq!(
        phase(&ledger, "11:29"),
        (MaintenanceStatus::InProgress, true, SLOW)
    );
    assert_eq!(
        phase(&ledger, "11:30"),
        (MaintenanceStatus::Completed, false, FINE)
    );
    let snapshot = at(&ledger, "12:00");
    let db = work(&snapshot)
        .state_intervals
        .iter()
        .find(|(id, _)| id.as_str() == "db")
        .unwrap()
        .1;
    assert_eq!(
        db.iter()
            .map(|piece| (piece.interval, piece.state))
            .collect::<Vec<_>>(),
        [(interval("09:05", "11:30"), SLOW)]
    );
}

#[test]
fn work_can_begin_and_end_early() {
    let early = "  - { at: 2013-07-10T08:30Z, status: in_progress, text: Begun }\n  \
                 - { at: 2013-07-10T08:50Z, status: verifying, components: { db: under_maintenance }, text: Checking }\n  \
                 - { at: 2013-07-10T09:30Z, status: completed, text: Done }\n";
    let ledger = maintenance(&format!("{ANNOUNCED}{early}"));
    assert_eq!(
        phase(&ledger, "08:30"),
        (MaintenanceStatus::InProgress, false, SLOW)
    );
    assert_eq!(
        phase(&ledger, "08:50"),
        (MaintenanceStatus::Verifying, false, WORK)
    );
    assert_eq!(
        phase(&ledger, "09:30"),
        (MaintenanceStatus::Completed, false, FINE)
    );
}

#[test]
fn what_is_cancelled_never_begins() {
    let ledger = maintenance(&format!(
        "{ANNOUNCED}  - {{ at: 2013-07-09T09:00Z, status: cancelled, text: Not now }}\n"
    ));
    assert_eq!(
        phase(&ledger, "10:00"),
        (MaintenanceStatus::Cancelled, false, FINE)
    );
    let snapshot = at(&ledger, "12:00");
    assert_eq!(
        (
            work(&snapshot).started,
            work(&snapshot).state_intervals.len()
        ),
        (None, 0)
    );
    let stopped = "  - { at: 2013-07-10T09:10Z, status: in_progress, text: Begun }\n  \
                   - { at: 2013-07-10T09:20Z, status: cancelled, text: Stopped }\n";
    let ledger = maintenance(&format!("{ANNOUNCED}{stopped}"));
    assert_eq!(
        phase(&ledger, "09:30"),
        (MaintenanceStatus::Cancelled, false, FINE)
    );
    assert_eq!(
        work(&at(&ledger, "09:30")).ended,
        Some(moment("2013-07-10T09:20Z"))
    );
}

#[test]
fn a_window_that_moved_says_from_where() {
    let moved = "  - { at: 2013-07-09T09:00Z, text: Later, \
                 scheduled: { start: 2013-07-10T12:00Z, end: 2013-07-10T13:00Z } }\n";
    let ledger = maintenance(&format!("{ANNOUNCED}{moved}"));
    let before = Snapshot::of(&ledger.status, Now(moment("2013-07-09T08:59Z")));
    assert_eq!(
        (work(&before).window, work(&before).original_window),
        (window("09:00", "11:00"), None)
    );
    assert_eq!(
        phase(&ledger, "10:00"),
        (MaintenanceStatus::Scheduled, false, FINE)
    );
    assert_eq!(
        phase(&ledger, "12:30"),
        (MaintenanceStatus::InProgress, false, SLOW)
    );
    let snapshot = at(&ledger, "10:00");
    assert_eq!(work(&snapshot).window, window("12:00", "13:00"));
    assert_eq!(
        work(&snapshot).original_window,
        Some(window("09:00", "11:00"))
    );
}

#[test]
fn a_new_window_after_the_end_gives_the_clock_its_say_again() {
    for status in ["", "status: scheduled, "] {
        let again = format!(
            "  - {{ at: 2013-07-10T08:00Z, status: cancelled, text: Not now }}\n  \
             - {{ at: 2013-07-10T08:30Z, {status}text: After all, \
             scheduled: {{ start: 2013-07-10T12:00Z, end: 2013-07-10T13:00Z }} }}\n"
        );
        let ledger = maintenance(&format!("{ANNOUNCED}{again}"));
        assert_eq!(
            phase(&ledger, "08:10"),
            (MaintenanceStatus::Cancelled, false, FINE)
        );
        assert_eq!(
            phase(&ledger, "09:30"),
            (MaintenanceStatus::Scheduled, false, FINE)
        );
        assert_eq!(
            phase(&ledger, "12:30"),
            (MaintenanceStatus::InProgress, false, SLOW)
        );
        assert_eq!(
            phase(&ledger, "13:00"),
            (MaintenanceStatus::Completed, false, FINE)
        );
    }
}

#[test]
fn a_longer_window_does_not_end_work_that_was_posted_as_begun() {
    let longer = "  - { at: 2013-07-10T09:05Z, status: in_progress, text: Begun }\n  \
                  - { at: 2013-07-10T10:30Z, text: Longer, \
                  scheduled: { start: 2013-07-10T09:00Z, end: 2013-07-10T12:00Z } }\n";
    let ledger = maintenance(&format!("{ANNOUNCED}{longer}"));
    assert_eq!(
        phase(&ledger, "11:30"),
        (MaintenanceStatus::InProgress, false, SLOW)
    );
    assert_eq!(
        phase(&ledger, "12:30"),
        (MaintenanceStatus::InProgress, true, SLOW)
    );
}

#[test]
fn work_announced_late_has_negative_notice() {
    let ledger = maintenance(
        "updates:\n  - { at: 2013-07-10T09:30Z, status: in_progress, text: We had to }\n",
    );
    assert!(at(&ledger, "09:29").maintenance.is_empty());
    assert_eq!(
        work(&at(&ledger, "09:30")).notice_period,
        Some(Duration::minutes(-30))
    );
    assert_eq!(
        work(&at(&ledger, "09:30")).started,
        Some(moment("2013-07-10T09:30Z"))
    );
}

#[test]
fn an_incident_during_maintenance_is_worse_where_it_is_worse() {
    let trouble = "//- incidents/2013-07-10-b.yaml\ntitle: Trouble\nstarted: 2013-07-10T10:00Z\n\
                   components: { db: major_outage, web: degraded_performance }\nupdates:\n  \
                   - { at: 2013-07-10T10:00Z, status: investigating, text: One }\n  \
                   - { at: 2013-07-10T10:10Z, status: resolved, text: Two }\n";
    let window = "//- maintenance/2013-07-10-a.yaml\ntitle: Work\n\
                  scheduled: { start: 2013-07-10T09:00Z, end: 2013-07-10T11:00Z }\n\
                  components: { db: under_maintenance }\nupdates:\n  - { at: 2013-07-08T09:00Z, text: Soon }\n";
    let ledger = ledger(&format!("{trouble}{window}"));
    assert_states(&ledger, "09:30", [FINE, FINE, WORK]);
    assert_states(&ledger, "10:05", [SLOW, FINE, OUT]);
    assert_states(&ledger, "10:15", [FINE, FINE, WORK]);
}

#[test]
fn work_that_is_still_to_come_is_no_history() {
    let ledger = maintenance(ANNOUNCED);
    let days = |clock: &str| {
        history(&at(&ledger, clock))
            .into_values()
            .flatten()
            .collect::<Vec<_>>()
    };
    assert_eq!(days("08:59"), []);
    assert_eq!(days("09:00"), [HistoryItem::Maintenance(0)]);
    assert_no_file(
        &public(&ledger, "2013-07-10T08:59Z"),
        "history/2013-07/index.html",
    );
}
