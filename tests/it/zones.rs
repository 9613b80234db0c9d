//! Time zone data: current law, gaps and folds, and every zone readable.

use statuary::base::time::{LocalResolution, Moment, WallClock, Zone};
use statuary::base::zone_data;

use crate::build::Place;
use crate::compare::{assert_contains, assert_lacks};

fn zone(name: &str) -> Zone {
    Zone::from_name(name).unwrap_or_else(|| panic!("no zone {name}"))
}

fn local(name: &str, unix: i64) -> String {
    zone(name).to_the_minute(Moment::from_unix(unix).unwrap())
}

/// 2026-12-01T12:00Z.
const DECEMBER_2026: i64 = 1_796_126_400;

#[test]
fn zones_follow_the_law_of_2026() {
    // British Columbia stays on UTC-7 and Alberta on UTC-6; Morocco returns to UTC.
    let expected = [
        ("America/Vancouver", "2026-12-01T05:00-07:00"),
        ("America/Edmonton", "2026-12-01T06:00-06:00"),
        ("Africa/Casablanca", "2026-12-01T12:00Z"),
        ("Europe/Berlin", "2026-12-01T13:00+01:00"),
        ("Asia/Kathmandu", "2026-12-01T17:45+05:45"),
    ];
    for (name, text) in expected {
        assert_eq!(local(name, DECEMBER_2026), text, "{name}");
    }
}

#[test]
fn every_zone_can_be_read() {
    let names: Vec<&str> = Zone::names().collect();
    assert!(names.len() > 400, "only {} zones", names.len());
    assert!(names.is_sorted(), "zones are searched by bisection");
    for name in names {
        let text = zone(name).abbreviation(Moment::from_unix(DECEMBER_2026).unwrap());
        assert!(!text.is_empty(), "the rules of {name} cannot be read");
    }
    assert_eq!(Zone::from_name("Europe/berlin"), None);
    assert_eq!(Zone::from_name("Etc/UTC"), Some(Zone::UTC));
}

/// Where local time and universal time can be converted in both directions, each gives the other back.
#[test]
fn every_moment_of_a_clock_change_can_be_converted_back() {
    // Europe, half an hour on Lord Howe Island, a skipped day on Samoa, Morocco's Ramadan, and a rule far after the listed transitions.
    let changes = [
        ("Europe/Berlin", 1_774_746_000),
        ("Europe/Berlin", 1_792_890_000),
        ("Australia/Lord_Howe", 1_775_314_800),
        ("Pacific/Apia", 1_325_239_200),
        ("Africa/Casablanca", 1_771_120_800),
        ("America/New_York", 4_130_020_800),
    ];
    for (name, change) in changes {
        let zone = zone(name);
        for minutes in (-3 * 24 * 60..3 * 24 * 60).step_by(10) {
            let moment = Moment::from_unix(change + minutes * 60).unwrap();
            match zone.resolve(zone.wall_clock(moment)) {
                LocalResolution::Unique(one) => assert_eq!(one, moment, "{name}"),
                LocalResolution::Ambiguous(first, second) => assert!(
                    first == moment || second == moment,
                    "{name}: {moment:?} is neither {first:?} nor {second:?}"
                ),
                never @ LocalResolution::Nonexistent(..) => {
                    panic!("{name}: {moment:?} gives {never:?}")
                }
            }
        }
    }
}

#[test]
fn a_skipped_and_a_doubled_hour_are_told_apart() {
    let berlin = zone("Europe/Berlin");
    let wall = |unix: i64| WallClock {
        date: Zone::UTC.date(Moment::from_unix(unix).unwrap()),
        seconds: Zone::UTC
            .wall_clock(Moment::from_unix(unix).unwrap())
            .seconds,
    };
    let moment = |unix| Moment::from_unix(unix).unwrap();
    // 29 March 2026, 02:30 does not exist; 25 October 2026, 02:30 exists twice.
    assert_eq!(
        berlin.resolve(wall(1_774_751_400)),
        LocalResolution::Nonexistent(moment(1_774_744_200), moment(1_774_747_800))
    );
    assert_eq!(
        berlin.resolve(wall(1_792_895_400)),
        LocalResolution::Ambiguous(moment(1_792_888_200), moment(1_792_891_800))
    );
}

#[test]
fn data_that_are_older_than_a_year_are_a_warning() {
    let place = Place::new();
    let year: i32 = zone_data::VERSION[..4].parse().unwrap();
    let checked = |year: i32| place.run(&["check", "--now", &format!("{year}-01-01T00:00Z")]);
    assert_lacks(checked(year + 1).stderr, "time zone data");
    let old = checked(year + 2);
    assert_eq!(old.code, 0, "{}", old.stderr);
    assert_contains(&old.stderr, "are older than a year");
    assert_contains(&old.stderr, zone_data::VERSION);
}
