//! Uptime and days, against a naive count of every minute.

use proptest::prelude::*;
use statuary::base::id::ComponentId;
use statuary::base::time::{Date, Duration, Interval, Moment, Now, Zone};
use statuary::base::vocabulary::Vocabulary;
use statuary::derive::snapshot::Snapshot;
use statuary::derive::timeline::{StateInterval, Timeline};
use statuary::derive::uptime::{ComponentDay, Downtime, Uptime, history_window, recent_days};
use statuary::model::component::{Component, State};
use statuary::model::site::Weights;

use crate::site::{SMALL, files, ledger, moment, page, public};

const WEIGHTS: Weights = Weights {
    degraded_performance: 0.1,
    partial_outage: 0.3,
    major_outage: 1.0,
};

fn interval(start: &str, end: &str) -> Interval {
    Interval::new(moment(start), moment(end)).unwrap()
}

fn timeline(pieces: &[(&str, &str, State)]) -> Timeline {
    Timeline::worst_of(pieces.iter().map(|(start, end, state)| StateInterval {
        interval: interval(start, end),
        state: *state,
    }))
}

fn berlin() -> Zone {
    Zone::from_name("Europe/Berlin").unwrap()
}

fn date(year: i32, month: u32, day: u32) -> Date {
    Date::new(year, month, day).unwrap()
}

fn component(since: Option<Date>, retired: Option<Date>) -> Component {
    let id = ComponentId::new("web").unwrap();
    Component {
        id,
        name: "Web".to_owned(),
        description: None,
        since,
        retired,
        aliases: Vec::new(),
    }
}

#[track_caller]
fn assert_percent(uptime: &Uptime, expected: f64) {
    assert!(
        (uptime.percent - expected).abs() < 1e-9,
        "{} instead of {expected}",
        uptime.percent
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    /// Three days around the night in which the clocks of Berlin are set back, in pieces of whole minutes.
    #[test]
    fn uptime_and_days_are_what_counting_minutes_gives(
        pieces in prop::collection::vec((0..4500_i64, 1..600_i64, 1..State::ALL.len()), 0..8),
        length in 1..4500_i64,
    ) {
        let start = date(2013, 10, 26).start_in(berlin());
        let minute = |number: i64| start.plus(Duration::minutes(number));
        let pieces: Vec<StateInterval> = pieces.into_iter().map(|(from, length, state)| {
            let interval = Interval::new(minute(from - 100), minute(from - 100 + length)).unwrap();
            StateInterval { interval, state: State::ALL[state] }
        }).collect();
        let state = |at: Moment| pieces.iter().filter(|piece| piece.interval.contains(at)).map(|piece| piece.state).max().unwrap_or_default();
        let now = minute(length);
        let minutes: Vec<(Date, State)> = (0..length).map(|number| (berlin().date(minute(number)), state(minute(number)))).collect();
        let count = |chosen: &dyn Fn(&(Date, State)) -> bool| minutes.iter().filter(|one| chosen(one)).count();
        let long = |minutes: usize| Duration::minutes(i64::try_from(minutes).unwrap());

        let timeline = Timeline::worst_of(pieces.clone());
        let uptime = Uptime::of(&timeline, Interval::new(start, now).unwrap(), berlin(), &WEIGHTS);
        prop_assert_eq!(uptime.downtime.degraded_performance, long(count(&|(_, state)| *state == State::DegradedPerformance)));
        prop_assert_eq!(uptime.downtime.partial_outage, long(count(&|(_, state)| *state == State::PartialOutage)));
        prop_assert_eq!(uptime.downtime.major_outage, long(count(&|(_, state)| *state == State::MajorOutage)));
        let lost: f64 = minutes.iter().map(|(_, state)| WEIGHTS.of(*state)).sum();
        prop_assert!((uptime.percent - 100.0 * (1.0 - lost / minutes.len() as f64)).abs() < 1e-9);

        let trouble = Timeline::worst_of(pieces.iter().copied().filter(|piece| piece.state.is_trouble()));
        for day in recent_days(&trouble, &component(None, None), 4, now, berlin()).into_iter().filter(|day| day.date >= berlin().date(start)) {
            let mine = |(date, _): &(Date, State)| *date == day.date;
            let time_in = |state: State| long(count(&|one| mine(one) && one.1 == state));
            let downtime = Downtime {
                degraded_performance: time_in(State::DegradedPerformance),
                partial_outage: time_in(State::PartialOutage),
                major_outage: time_in(State::MajorOutage),
            };
            let worst = minutes.iter().filter(|one| mine(one) && one.1.is_trouble()).map(|one| one.1).max();
            let expected = ComponentDay { date: day.date, worst: Some(worst.unwrap_or_default()), downtime };
            prop_assert_eq!(day, expected);
        }
    }
}

#[test]
fn two_outages_that_overlap_count_once() {
    let all = timeline(&[
        ("2013-07-10T10:00Z", "2013-07-10T10:30Z", State::MajorOutage),
        ("2013-07-10T10:20Z", "2013-07-10T10:40Z", State::MajorOutage),
    ]);
    let uptime = Uptime::of(
        &all,
        interval("2013-07-10", "2013-07-11"),
        Zone::UTC,
        &WEIGHTS,
    );
    assert_eq!(
        (uptime.downtime.major_outage, uptime.days),
        (Duration::minutes(40), 1)
    );
    assert_percent(&uptime, 100.0 * (1.0 - 40.0 / 1440.0));
    assert_eq!(format!("{:.3}", uptime.percent), "97.222");
}

#[test]
fn the_same_from_content_files() {
    let incident = |name: &str, start: &str, end: &str| {
        format!(
            "//- incidents/2013-07-10-{name}.yaml\ntitle: Out\nstarted: 2013-07-10T{start}Z\ncomponents: {{ web: major_outage }}\n\
             updates:\n  - {{ at: 2013-07-10T{start}Z, text: Out. }}\n  - {{ at: 2013-07-10T{end}Z, status: resolved, text: Over. }}\n"
        )
    };
    let site = files(SMALL)["site.yaml"].replace("history_days: 30", "history_days: 2");
    let both = format!(
        "//- site.yaml\n{site}{}{}",
        incident("a", "10:00", "10:30"),
        incident("b", "10:20", "10:40")
    );
    let ledger = ledger(&both);
    // At midnight the day that begins has no length yet.
    let snapshot = Snapshot::of(&ledger.status, Now(moment("2013-07-11T00:00Z")));
    let uptime = snapshot.components[0].uptime.unwrap();
    assert_eq!(
        (uptime.downtime.major_outage, uptime.days, uptime.window),
        (
            Duration::minutes(40),
            1,
            interval("2013-07-10", "2013-07-11")
        )
    );
    assert_eq!(format!("{:.3}", uptime.percent), "97.222");
    assert_eq!(
        snapshot.components[1].uptime.unwrap().percent,
        100.0,
        "the other component was up"
    );
}

#[test]
fn each_state_has_its_weight() {
    let hour = |state| timeline(&[("2013-07-10T10:00Z", "2013-07-10T11:00Z", state)]);
    let percent = |state| {
        Uptime::of(
            &hour(state),
            interval("2013-07-10", "2013-07-11"),
            Zone::UTC,
            &WEIGHTS,
        )
        .percent
    };
    let lost = State::ALL
        .iter()
        .map(|state| 24.0 * (1.0 - percent(*state) / 100.0));
    for (lost, expected) in lost.zip([0.0, 0.0, 0.1, 0.3, 1.0]) {
        assert!(
            (lost - expected).abs() < 1e-9,
            "{lost} hours instead of {expected}"
        );
    }
}

#[test]
fn what_is_outside_the_window_does_not_count() {
    let all = timeline(&[
        ("2013-07-09T23:00Z", "2013-07-10T01:00Z", State::MajorOutage),
        (
            "2013-07-10T23:30Z",
            "2013-07-11T05:00Z",
            State::PartialOutage,
        ),
    ]);
    let uptime = Uptime::of(
        &all,
        interval("2013-07-10", "2013-07-11"),
        Zone::UTC,
        &WEIGHTS,
    );
    assert_eq!(
        (uptime.downtime.major_outage, uptime.downtime.partial_outage),
        (Duration::minutes(60), Duration::minutes(30))
    );
    assert_percent(&uptime, 100.0 * (1.0 - (60.0 + 0.3 * 30.0) / 1440.0));
}

#[test]
fn days_of_23_and_25_hours_are_whole_days() {
    for (day, hours) in [(date(2013, 3, 31), 23), (date(2013, 10, 27), 25)] {
        let whole =
            Interval::new(day.start_in(berlin()), day.plus_days(1).start_in(berlin())).unwrap();
        assert_eq!(whole.length(), Duration::minutes(60 * hours));
        let out = Timeline::worst_of([StateInterval {
            interval: whole,
            state: State::MajorOutage,
        }]);
        let found = recent_days(
            &out,
            &component(None, None),
            3,
            whole.end().plus(Duration::days(1)),
            berlin(),
        );
        let length = |day: &ComponentDay| (day.worst, day.downtime.major_outage);
        let fine = (Some(State::Operational), Duration::default());
        assert_eq!(
            found.iter().map(length).collect::<Vec<_>>(),
            [
                (Some(State::MajorOutage), Duration::minutes(60 * hours)),
                fine,
                fine
            ]
        );

        let first =
            Interval::new(whole.start(), whole.start().plus(Duration::minutes(60))).unwrap();
        let out = Timeline::worst_of([StateInterval {
            interval: first,
            state: State::MajorOutage,
        }]);
        let uptime = Uptime::of(&out, whole, berlin(), &WEIGHTS);
        assert_eq!(uptime.days, 1);
        assert_percent(&uptime, 100.0 * (1.0 - 1.0 / hours as f64));
    }
}

#[test]
fn days_without_the_component_have_no_history() {
    let out = timeline(&[("2013-07-01T00:00Z", "2013-07-31T00:00Z", State::MajorOutage)]);
    let short = component(Some(date(2013, 7, 4)), Some(date(2013, 7, 6)));
    let found = recent_days(&out, &short, 5, moment("2013-07-07T12:00Z"), Zone::UTC);
    let out_all_day = Some(State::MajorOutage);
    assert_eq!(
        found.iter().map(|day| day.worst).collect::<Vec<_>>(),
        [None, out_all_day, out_all_day, None, None]
    );
    assert!(
        found
            .iter()
            .all(|day| day.worst.is_some() || day.downtime.major_outage == Duration::default())
    );
    assert_eq!(
        history_window(&short, 5, moment("2013-07-07T12:00Z"), Zone::UTC),
        Some(interval("2013-07-04", "2013-07-06"))
    );
    assert_eq!(
        history_window(&short, 1, moment("2013-07-07T12:00Z"), Zone::UTC),
        None,
        "it had left before the window"
    );
    assert_eq!(
        history_window(&short, 5, moment("2013-07-03T12:00Z"), Zone::UTC),
        None,
        "it was not there yet"
    );
}

#[test]
fn today_counts_up_to_now() {
    let out = timeline(&[("2013-07-10T10:00Z", "2013-07-10T20:00Z", State::MajorOutage)]);
    let found = recent_days(
        &out,
        &component(None, None),
        1,
        moment("2013-07-10T12:00Z"),
        Zone::UTC,
    );
    assert_eq!(found[0].downtime.major_outage, Duration::minutes(120));
    let until = history_window(
        &component(None, None),
        1,
        moment("2013-07-10T12:00Z"),
        Zone::UTC,
    )
    .unwrap();
    assert_eq!(until, interval("2013-07-10T00:00Z", "2013-07-10T12:00Z"));
    assert_percent(
        &Uptime::of(&out, until, Zone::UTC, &WEIGHTS),
        100.0 * (1.0 - 2.0 / 12.0),
    );
}

#[test]
fn maintenance_that_was_announced_costs_no_uptime() {
    let ledger = ledger(
        "//- maintenance/2013-07-10-a.yaml\ntitle: Work\nscheduled: { start: 2013-07-10T09:00Z, end: 2013-07-10T11:00Z }\n\
         components: { web: major_outage }\nupdates:\n  - { at: 2013-07-08T09:00Z, text: Soon }\n",
    );
    let during = Snapshot::of(&ledger.status, Now(moment("2013-07-10T10:00Z")));
    assert_eq!(during.components[0].state, State::MajorOutage);
    let after = Snapshot::of(&ledger.status, Now(moment("2013-07-10T12:00Z")));
    assert_eq!(after.components[0].uptime.unwrap().percent, 100.0);
    assert!(
        after.components[0]
            .days
            .iter()
            .all(|day| day.worst == Some(State::Operational))
    );
}

#[test]
fn months_go_back_to_the_first_day() {
    let incident = "//- incidents/2013-06-30-a.yaml\ntitle: Out\nstarted: 2013-06-30T23:00Z\ncomponents: { web: major_outage }\nupdates:\n  \
                    - { at: 2013-06-30T23:00Z, text: Out. }\n  - { at: 2013-07-01T02:00Z, status: resolved, text: Over. }\n";
    let board =
        files(SMALL)["components.yaml"].replace("name: Web }", "name: Web, since: 2013-05-22 }");
    let ledger = ledger(&format!("{incident}//- components.yaml\n{board}"));
    let snapshot = Snapshot::of(&ledger.status, Now(moment("2013-07-02T00:00Z")));
    let months = snapshot.components[0].months(12, Date::EPOCH_MONDAY, snapshot.site, snapshot.now);
    let found: Vec<_> = months
        .iter()
        .map(|month| {
            (
                month.first,
                month.uptime.days,
                month.uptime.downtime.major_outage,
            )
        })
        .collect();
    let expected = [
        (date(2013, 7, 1), 1, Duration::minutes(120)),
        (date(2013, 6, 1), 30, Duration::minutes(60)),
        (date(2013, 5, 1), 10, Duration::default()),
    ];
    assert_eq!(found, expected);
}

#[test]
fn bars_of_bad_days_lead_to_their_place_in_the_list() {
    let night = |day: &str, component: &str| {
        format!(
            "//- incidents/{day}-{component}.yaml\ntitle: {component} is out\nstarted: {day}T10:00Z\n\
             components: {{ {component}: major_outage }}\nupdates:\n  - {{ at: {day}T10:00Z, text: Out. }}\n  \
             - {{ at: {day}T11:00Z, status: resolved, text: Over. }}\n"
        )
    };
    let content = night("2013-06-30", "web") + &night("2013-06-11", "web");
    let site = public(&ledger(&content), "2013-07-02T00:00Z");
    for path in ["index.html", "components/web/index.html"] {
        let html = page(&site, path);
        let targets = |before: &str| -> Vec<String> {
            let parts = html.split(before).skip(1);
            parts
                .map(|part| part.split('"').next().unwrap().to_owned())
                .filter(|target| target.starts_with("2013-"))
                .collect()
        };
        assert_eq!(
            targets("<a href=\"#"),
            ["2013-06-11", "2013-06-30"],
            "{path}"
        );
        assert_eq!(
            targets("<div id=\""),
            ["2013-06-30", "2013-06-11"],
            "{path}"
        );
        assert!(
            html.contains("aria-label=\"30 June 2013: Major outage\""),
            "{path}"
        );
        assert!(html.contains("<details open>"), "{path}: two days are few");
    }
}
