//! Periods of reports: weeks, months, quarters and ranges, in the zone that counts.

use statuary::base::period::Period;
use statuary::base::time::{Date, Duration, Zone};

use crate::site::moment;

#[track_caller]
fn period(label: &str) -> Period {
    Period::parse(label).unwrap_or_else(|| panic!("{label} is no period"))
}

#[track_caller]
fn span(label: &str, zone: &str) -> (String, String, i64) {
    let interval = period(label)
        .interval(Zone::from_name(zone).unwrap())
        .unwrap();
    let hours = interval.length().as_seconds() / 3600;
    (
        interval.start().to_the_minute(),
        interval.end().to_the_minute(),
        hours,
    )
}

#[test]
fn a_week_with_a_clock_change_is_an_hour_shorter_or_longer() {
    let los_angeles = "America/Los_Angeles";
    let week = |label: &str, start: &str, end: &str, hours: i64| {
        assert_eq!(
            span(label, los_angeles),
            (start.to_owned(), end.to_owned(), hours),
            "{label}"
        );
    };
    week("2013-W10", "2013-03-04T08:00Z", "2013-03-11T07:00Z", 167);
    week("2013-W27", "2013-07-01T07:00Z", "2013-07-08T07:00Z", 168);
    week("2013-W44", "2013-10-28T07:00Z", "2013-11-04T08:00Z", 169);
}

#[test]
fn a_moment_is_in_the_week_of_its_local_date() {
    let reference = include_str!("../reference/statistics.csv");
    let mut reader = csv::Reader::from_reader(reference.as_bytes());
    let row = reader
        .records()
        .map(Result::unwrap)
        .find(|row| &row[0] == "S19")
        .unwrap();
    let (times, zone) = row[4]
        .strip_prefix("ts=")
        .unwrap()
        .split_once(";tz=")
        .unwrap();
    let zone = Zone::from_name(zone).unwrap();
    let weeks = times
        .split('|')
        .map(|time| Period::week_of(zone.date(moment(time))).to_string());
    assert_eq!(
        weeks.collect::<Vec<_>>().join("|"),
        row[5].strip_prefix("weeks=").unwrap()
    );
}

#[test]
fn the_period_before_is_found_through_the_calendar() {
    let neighbours = [
        ("2013-W01", "2012-W52"),
        ("2021-W01", "2020-W53"),
        ("2020-W53", "2020-W52"),
        ("2013-W28", "2013-W27"),
        ("2013-01", "2012-12"),
        ("2013-03", "2013-02"),
        ("2013-Q1", "2012-Q4"),
        ("2013-Q3", "2013-Q2"),
        ("2013-07-01/2013-07-14", "2013-06-17/2013-06-30"),
        ("2012-03-01/2012-03-01", "2012-02-29/2012-02-29"),
    ];
    for (label, before) in neighbours {
        assert_eq!(
            period(label).previous().to_string(),
            before,
            "before {label}"
        );
        assert_eq!(
            period(label).previous().day_after(),
            period(label).first(),
            "no day is between them"
        );
    }
}

#[test]
fn a_period_has_its_days() {
    let days = |label: &str| {
        (
            period(label).first().to_string(),
            period(label).last().to_string(),
        )
    };
    let both = |first: &str, last: &str| (first.to_owned(), last.to_owned());
    assert_eq!(days("2013-W01"), both("2012-12-31", "2013-01-06"));
    assert_eq!(days("2012-02"), both("2012-02-01", "2012-02-29"));
    assert_eq!(days("2013-Q4"), both("2013-10-01", "2013-12-31"));
    assert_eq!(
        days("2013-07-01/2013-07-14"),
        both("2013-07-01", "2013-07-14")
    );
}

/// Every day from 1970 to 2070.
fn century() -> impl Iterator<Item = Date> {
    (0..36_525).map(|day| Date::new(1970, 1, 5).unwrap().plus_days(day))
}

#[test]
fn every_week_has_one_label_and_seven_days() {
    for day in century() {
        let week = Period::week_of(day);
        assert_eq!(Period::parse(&week.to_string()), Some(week));
        assert!(week.first() <= day && day <= week.last());
        assert_eq!(
            (week.first().weekday(), week.last().days_since(week.first())),
            (0, 6)
        );
        assert_eq!(Period::week_of(day.plus_days(-7)), week.previous());
    }
}

#[test]
fn labels_and_slugs_lead_back() {
    for label in [
        "2013-W27",
        "2020-W53",
        "2013-07",
        "2013-Q3",
        "2013-07-01/2013-07-14",
    ] {
        assert_eq!(period(label).to_string(), label);
        let slug = period(label).slug();
        assert!(!slug.contains('/'), "{slug} is a part of an address");
        assert_eq!(period(&slug.replace("--", "/")), period(label));
    }
    let all = ["2013-W27", "2013-07", "2013-Q3", "2013-07-01/2013-07-07"]
        .map(|label| period(label).slug());
    assert!(
        (1..all.len()).all(|at| !all[..at].contains(&all[at])),
        "periods of one day have slugs of their own: {all:?}"
    );
}

#[test]
fn what_is_no_period_is_refused() {
    let wrong = [
        "",
        "2013",
        "2013-",
        "2013-W",
        "2013-W0",
        "2013-W00",
        "2013-W53",
        "2013-W54",
        "2013-W1",
        "2013-W001",
        "2013-w27",
        "2013W27",
        "13-W27",
        "2013-0",
        "2013-00",
        "2013-13",
        "2013-7",
        "2013-Q0",
        "2013-Q5",
        "2013-Q01",
        "2013-Q",
        "2013-07-01",
        "2013-07-14/2013-07-01",
        "2013-07-01/",
        "/2013-07-01",
        "2013-07-01/2013-07-32",
        "2013-07-01--2013-07-14",
        "1969-W27",
        "10000-07",
        " 2013-07",
        "2013-07 ",
        "2013-+7",
        "+013-07",
        "2013-W+1",
        "２０１３-07",
    ];
    let accepted: Vec<&str> = wrong
        .into_iter()
        .filter(|label| Period::parse(label).is_some())
        .collect();
    assert!(accepted.is_empty(), "{accepted:?}");
}

#[test]
fn periods_are_in_the_order_of_their_days_and_longer_ones_come_first() {
    let mut all = [
        "2013-W29",
        "2013-07-01/2013-07-07",
        "2013-W27",
        "2013-07",
        "2013-Q3",
        "2013-W28",
    ]
    .map(period);
    all.sort();
    let labels = all.map(|period| period.to_string());
    assert_eq!(
        labels,
        [
            "2013-Q3",
            "2013-07",
            "2013-07-01/2013-07-07",
            "2013-W27",
            "2013-W28",
            "2013-W29"
        ]
    );
}

#[test]
fn a_day_that_begins_after_midnight_begins_where_the_clock_jumps() {
    // In São Paulo the clock went from 23:59 to 01:00 in the night to 21 October 2012.
    let zone = "America/Sao_Paulo";
    assert_eq!(
        span("2012-10-21/2012-10-21", zone),
        (
            "2012-10-21T03:00Z".to_owned(),
            "2012-10-22T02:00Z".to_owned(),
            23
        )
    );
    let day = Date::new(2012, 10, 21).unwrap();
    let start = day.start_in(Zone::from_name(zone).unwrap());
    assert_eq!(
        Zone::from_name(zone)
            .unwrap()
            .date(start.plus(Duration::seconds(-1))),
        day.plus_days(-1)
    );
}
