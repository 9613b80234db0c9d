//! A week of the team as it stood at its end, or as it stands now.

use statuary::base::period::Period;
use statuary::derive::snapshot::Snapshot;
use statuary::derive::week::{WeekFacts, WeekIndex};
use statuary::model::Ledger;

use crate::site::{ledger, now as now_at};

/// Three incidents, of which the first goes on over a week's end, and three windows.
const WEEKS: &str = "\
//- incidents/2013-07-05-long.yaml
title: Long
started: 2013-07-05T10:00Z
components: { db: major_outage }
updates:
  - { at: 2013-07-05T10:05Z, status: investigating, text: Seen }
  - { at: 2013-07-09T10:00Z, status: resolved, text: Over }
//- incidents/2013-07-10-slow.yaml
title: Slow
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
updates:
  - { at: 2013-07-10T10:05Z, status: investigating, text: Seen }
  - { at: 2013-07-10T12:00Z, status: resolved, text: Over }
//- incidents/2013-07-15-next.yaml
title: Next
started: 2013-07-15T00:00Z
components: { web: partial_outage }
updates:
  - { at: 2013-07-15T00:00Z, status: investigating, text: Seen }
  - { at: 2013-07-15T01:00Z, status: resolved, text: Over }
//- maintenance/2013-07-11-disks.yaml
title: Disks
scheduled: { start: 2013-07-11T09:00Z, end: 2013-07-11T10:00Z }
components: { db: under_maintenance }
updates:
  - { at: 2013-07-01T09:00Z, status: scheduled, text: Soon }
//- maintenance/2013-07-12-dropped.yaml
title: Dropped
scheduled: { start: 2013-07-12T09:00Z, end: 2013-07-12T10:00Z }
components: { db: under_maintenance }
updates:
  - { at: 2013-07-01T09:00Z, status: scheduled, text: Soon }
  - { at: 2013-07-02T09:00Z, status: cancelled, text: No }
//- maintenance/2013-07-16-routers.yaml
title: Routers
scheduled: { start: 2013-07-16T09:00Z, end: 2013-07-16T10:00Z }
components: { web: under_maintenance }
updates:
  - { at: 2013-07-12T09:00Z, status: scheduled, text: Soon }
//- postmortems/2013-07-15-next.md
---
incident: 2013-07-15-next
published: 2013-07-16T12:00Z
---
It broke.
";

fn week_of<'a>(snapshot: &Snapshot<'a>, week: &str) -> Option<WeekFacts<'a>> {
    WeekFacts::of(
        snapshot,
        &WeekIndex::of(snapshot),
        Period::parse(week).unwrap(),
    )
}

/// Incidents, maintenance, maintenance to come, and what is owed with an exclamation mark where it is late.
fn told(ledger: &Ledger, week: &str, now: &str) -> Option<[String; 4]> {
    let facts = week_of(&Snapshot::of(&ledger.status, now_at(now)), week)?;
    let titles = |titles: Vec<&str>| titles.join(", ");
    let owed = facts.due_postmortems.iter().map(|one| {
        format!(
            "{}{}",
            one.incident.title,
            if one.is_overdue { "!" } else { "" }
        )
    });
    Some([
        titles(
            facts
                .incidents
                .iter()
                .map(|one| one.incident.title.as_str())
                .collect(),
        ),
        titles(
            facts
                .maintenance
                .iter()
                .map(|one| one.maintenance.title.as_str())
                .collect(),
        ),
        titles(
            facts
                .upcoming
                .iter()
                .map(|one| one.maintenance.title.as_str())
                .collect(),
        ),
        owed.collect::<Vec<_>>().join(", "),
    ])
}

#[test]
fn a_week_that_is_over_stays_as_it_stood_at_its_end() {
    let ledger = ledger(WEEKS);
    let soon = Some(["Long", "", "Disks", ""].map(str::to_owned));
    assert_eq!(told(&ledger, "2013-W27", "2013-07-08"), soon);
    assert_eq!(
        told(&ledger, "2013-W27", "2013-09-01"),
        soon,
        "what came later is not in it"
    );
    let next = Some(["Slow, Long", "Dropped, Disks", "Routers", "Long!"].map(str::to_owned));
    assert_eq!(told(&ledger, "2013-W28", "2013-07-15"), next);
}

#[test]
fn a_week_that_goes_on_is_told_up_to_now() {
    let ledger = ledger(WEEKS);
    assert_eq!(told(&ledger, "2013-W28", "2013-07-07T23:59Z"), None);
    assert_eq!(
        told(&ledger, "2013-W28", "2013-07-08"),
        None,
        "nothing has passed of it"
    );
    let monday = Some(["Long", "", "Disks", ""].map(str::to_owned));
    assert_eq!(told(&ledger, "2013-W28", "2013-07-08T12:00Z"), monday);
    let tuesday = Some(["Long", "", "Disks", "Long"].map(str::to_owned));
    assert_eq!(
        told(&ledger, "2013-W28", "2013-07-09T12:00Z"),
        tuesday,
        "five days are left for its post-mortem"
    );
}

#[test]
fn a_postmortem_is_owed_until_it_is_published() {
    let ledger = ledger(WEEKS);
    assert_eq!(
        told(&ledger, "2013-W29", "2013-07-16T11:59Z").unwrap()[3],
        "Long!, Next"
    );
    assert_eq!(
        told(&ledger, "2013-W29", "2013-07-16T12:00Z").unwrap()[3],
        "Long!",
        "slow is no major incident"
    );
}

#[test]
fn of_many_that_are_owed_the_last_are_named_and_the_others_counted() {
    let one = |day: u32| {
        format!(
            "//- incidents/2013-06-{day:02}-down.yaml\ntitle: Day {day}\nstarted: 2013-06-{day:02}T10:00Z\ncomponents: {{ db: major_outage }}\nupdates:\n  - {{ at: 2013-06-{day:02}T10:05Z, status: investigating, text: Seen }}\n  - {{ at: 2013-06-{day:02}T11:00Z, status: resolved, text: Over }}\n"
        )
    };
    let ledger = ledger(&(1..=12).map(one).collect::<String>());
    let snapshot = Snapshot::of(&ledger.status, now_at("2013-07-10"));
    let facts = |week: &str| week_of(&snapshot, week).unwrap();
    let days = |facts: &WeekFacts| {
        facts
            .due_postmortems
            .iter()
            .map(|one| one.incident.title.clone())
            .collect::<Vec<_>>()
            .join(", ")
    };
    let later = facts("2013-W27");
    assert_eq!(
        days(&later),
        "Day 3, Day 4, Day 5, Day 6, Day 7, Day 8, Day 9, Day 10, Day 11, Day 12"
    );
    assert_eq!(later.older_due_count, 2);
    // At the end of Sunday, 9 June.
    let before = facts("2013-W23");
    assert_eq!(
        (days(&before).as_str(), before.older_due_count),
        (
            "Day 1, Day 2, Day 3, Day 4, Day 5, Day 6, Day 7, Day 8, Day 9",
            0
        )
    );
}
