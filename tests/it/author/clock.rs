//! Times as they are typed in a hurry.

use expect_test::{Expect, expect};
use statuary::author::typed_time::{self, DayChoice};
use statuary::base::time::Zone;

use crate::site::moment;

fn berlin() -> Zone {
    Zone::from_name("Europe/Berlin").unwrap()
}

/// What a text means in Berlin on 3 November 2026, at 00:10:30 on its clock.
fn read(text: &str, lean: DayChoice) -> String {
    let found = typed_time::parse_typed_time(text, moment("2026-11-02T23:10:30Z"), berlin(), lean);
    found.map_or_else(|reason| reason, |moment| berlin().to_the_minute(moment))
}

#[test]
fn every_form_is_read_in_the_sites_zone() {
    let cases = [
        ("now", "2026-11-03T00:10+01:00"),
        ("-10m", "2026-11-03T00:00+01:00"),
        ("+1h30m", "2026-11-03T01:40+01:00"),
        // Before midnight, as the clock is just past it.
        ("23:55", "2026-11-02T23:55+01:00"),
        ("0:05", "2026-11-03T00:05+01:00"),
        ("2026-11-03T14:05Z", "2026-11-03T15:05+01:00"),
        ("2026-11-03 14:05", "2026-11-03T14:05+01:00"),
        ("2026-11-04", "2026-11-04T00:00+01:00"),
    ];
    for (text, wanted) in cases {
        assert_eq!(read(text, DayChoice::Nearest), wanted, "{text}");
    }
}

#[test]
fn a_planned_clock_time_is_the_next_one() {
    assert_eq!(read("23:55", DayChoice::Next), "2026-11-03T23:55+01:00");
    assert_eq!(read("00:05", DayChoice::Next), "2026-11-04T00:05+01:00");
    assert_eq!(read("24:00", DayChoice::Next), "2026-11-04T00:00+01:00");
}

fn check(text: &str, expect: Expect) {
    expect.assert_eq(&read(text, DayChoice::Nearest));
}

#[test]
fn what_is_no_time_gets_its_reason() {
    check(
        "-10",
        expect![
            "invalid time `-10`: expected a number and a unit; write `14:05`, `-10m`, `+2h` or a complete time such as `2026-11-03T14:05Z`"
        ],
    );
    check(
        "25:00",
        expect![
            "invalid time `25:00`: hour 25 does not exist; write `14:05`, `-10m`, `+2h` or a complete time such as `2026-11-03T14:05Z`"
        ],
    );
    check(
        "soon",
        expect![
            "invalid time `soon`: expected a date such as `2026-04-03`; write `14:05`, `-10m`, `+2h` or a complete time such as `2026-11-03T14:05Z`"
        ],
    );
    check(
        "2026-03-29 02:30",
        expect![
            "`2026-03-29 02:30` is never on the clock of Europe/Berlin that day: write 2026-03-29T01:30+01:00 or 2026-03-29T03:30+02:00"
        ],
    );
    check(
        "2026-10-25 02:30",
        expect![
            "`2026-10-25 02:30` is on the clock of Europe/Berlin twice that day: write 2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00"
        ],
    );
}

#[test]
fn a_time_is_said_with_its_zone() {
    assert_eq!(
        typed_time::format_local(moment("2026-11-03T14:05Z"), berlin()),
        "2026-11-03 15:05 CET"
    );
}
