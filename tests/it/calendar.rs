//! Calendars of maintenance.

use crate::compare::{assert_contains, assert_lacks};
use crate::feed::NOW;
use crate::site::{Pages, ledger, page, public, uuid};

const WORK: &str = "\
//- maintenance/2013-07-20-db.yaml
title: Database restarts
scheduled: { start: 2013-07-20T22:00Z, end: 2013-07-20T23:00Z }
components: { db: degraded_performance }
updates:
  - { at: 2013-07-15T10:00Z, status: scheduled, text: 'A restart, short; with a \\ in it.' }
";

/// Each event as its properties, unfolded, in the order of the file.
fn events(site: &Pages, path: &str) -> Vec<Vec<(String, String)>> {
    let text = page(site, path).replace("\r\n ", "");
    let events = text
        .split("BEGIN:VEVENT\r\n")
        .skip(1)
        .map(|rest| rest.split_once("END:VEVENT\r\n").unwrap().0);
    let property = |line: &str| {
        line.split_once(':')
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .unwrap()
    };
    events
        .map(|event| event.lines().map(property).collect())
        .collect()
}

#[track_caller]
fn get<'a>(event: &'a [(String, String)], name: &str) -> &'a str {
    let mut found = event.iter().filter(|(key, _)| key == name);
    let (_, value) = found.next().unwrap_or_else(|| panic!("no {name}"));
    assert!(found.next().is_none(), "{name} is there twice");
    value
}

/// The one event of a calendar at a moment, after more updates.
fn one(more: &str, at: &str) -> Vec<(String, String)> {
    let site = public(&ledger(&format!("{WORK}{more}")), at);
    let mut events = events(&site, "calendar.ics");
    assert_eq!(events.len(), 1);
    events.remove(0)
}

#[test]
fn an_event_is_a_window() {
    let event = one("", NOW);
    let uid = uuid("event:maintenance/2013-07-20-db/");
    let expected = [
        ("UID", uid.as_str()),
        ("DTSTAMP", "20130715T100000Z"),
        ("CREATED", "20130715T100000Z"),
        ("LAST-MODIFIED", "20130715T100000Z"),
        ("SEQUENCE", "0"),
        ("DTSTART", "20130720T220000Z"),
        ("DTEND", "20130720T230000Z"),
        ("STATUS", "CONFIRMED"),
        ("TRANSP", "TRANSPARENT"),
        ("SUMMARY", "Database restarts"),
        (
            "DESCRIPTION",
            "A restart\\, short\\; with a \\\\ in it.\\n\\nAffected components: Database.",
        ),
        (
            "URL",
            "https://status.example.com/maintenance/2013-07-20-db/",
        ),
    ];
    assert_eq!(
        event,
        expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
    );
}

#[test]
fn a_moved_window_moves_its_event() {
    let moved = "  - at: 2013-07-17T10:00Z\n    scheduled: { start: 2013-07-21T22:00Z, end: 2013-07-21T23:30Z }\n    text: A day later.\n";
    let event = one(moved, NOW);
    let values = [
        "UID",
        "SEQUENCE",
        "LAST-MODIFIED",
        "DTSTAMP",
        "DTSTART",
        "DTEND",
        "SUMMARY",
    ]
    .map(|name| get(&event, name));
    assert_eq!(
        values,
        [
            uuid("event:maintenance/2013-07-20-db/").as_str(),
            "1",
            "20130717T100000Z",
            "20130717T100000Z",
            "20130721T220000Z",
            "20130721T233000Z",
            "Rescheduled: Database restarts"
        ]
    );
    assert_contains(
        get(&event, "DESCRIPTION"),
        "Rescheduled from 20 July 2013\\, 22:00",
    );
    let before = one(moved, "2013-07-16T00:00Z");
    assert_eq!(
        (get(&before, "SEQUENCE"), get(&before, "DTSTART")),
        ("0", "20130720T220000Z")
    );
}

#[test]
fn what_happened_is_in_the_title() {
    let update =
        |at: &str, status: &str| format!("  - {{ at: {at}, status: {status}, text: So it is. }}\n");
    let began = update("2013-07-20T22:01Z", "in_progress");
    let cases = [
        (String::new(), "Database restarts", "CONFIRMED", "0"),
        (began.clone(), "Database restarts", "CONFIRMED", "1"),
        (
            began.clone() + &update("2013-07-20T22:50Z", "verifying"),
            "Database restarts",
            "CONFIRMED",
            "2",
        ),
        (
            began.clone() + &update("2013-07-20T23:10Z", "verifying"),
            "Running past the scheduled end: Database restarts",
            "CONFIRMED",
            "2",
        ),
        (
            began.clone() + &update("2013-07-20T23:20Z", "completed"),
            "Completed: Database restarts",
            "CONFIRMED",
            "2",
        ),
        (
            update("2013-07-19T10:00Z", "cancelled"),
            "Cancelled: Database restarts",
            "CANCELLED",
            "1",
        ),
    ];
    for (more, summary, status, sequence) in cases {
        let event = one(&more, NOW);
        assert_eq!(
            ["SUMMARY", "STATUS", "SEQUENCE"].map(|name| get(&event, name)),
            [summary, status, sequence]
        );
    }
}

#[test]
fn mended_words_move_the_stamp_and_nothing_else() {
    let mended = WORK.replace(
        "status: scheduled,",
        "status: scheduled, edited: 2013-07-18T10:00Z,",
    );
    let site = public(&ledger(&mended), NOW);
    let event = &events(&site, "calendar.ics")[0];
    assert_eq!(
        ["LAST-MODIFIED", "DTSTAMP", "CREATED"].map(|name| get(event, name)),
        ["20130718T100000Z", "20130718T100000Z", "20130715T100000Z"]
    );
}

#[test]
fn the_clock_alone_changes_no_byte() {
    let ledger = ledger(&format!(
        "{WORK}  - {{ at: 2013-07-20T22:01Z, status: in_progress, text: Now. }}\n"
    ));
    let at = |moment: &str| public(&ledger, moment)["calendar.ics"].clone();
    // The window opens and ends in between.
    assert_eq!(at("2013-07-15T10:00Z"), at("2013-07-20T22:00Z"));
    assert_eq!(at("2013-07-20T22:01Z"), at("2013-07-21T22:01Z"));
    assert!(
        at("2013-07-20T22:00Z") != at("2013-07-20T22:01Z"),
        "an update is news"
    );
}

#[test]
fn a_component_has_its_own_calendar() {
    let site = public(&ledger(WORK), NOW);
    assert_eq!(
        events(&site, "components/db/calendar.ics"),
        events(&site, "calendar.ics")
    );
    assert_eq!(events(&site, "components/web/calendar.ics").len(), 0);
    // A calendar holds something.
    assert_contains(
        page(&site, "components/web/calendar.ics"),
        "BEGIN:VTIMEZONE\r\n",
    );
    assert_lacks(page(&site, "calendar.ics"), "VTIMEZONE");
}

#[test]
fn lines_are_folded_between_characters() {
    let title = "🦆é".repeat(40);
    let text = WORK.replace("Database restarts", &title);
    let site = public(&ledger(&text), NOW);
    let raw = &site["calendar.ics"];
    let lines: Vec<&[u8]> = raw.split(|byte| *byte == b'\n').collect();
    assert_eq!(lines.last(), Some(&&b""[..]));
    for line in &lines[..lines.len() - 1] {
        let line = line.strip_suffix(b"\r").expect("every line ends in CR LF");
        assert!(
            line.len() <= 75 && std::str::from_utf8(line).is_ok(),
            "{}",
            String::from_utf8_lossy(line)
        );
    }
    assert!(lines.iter().any(|line| line.len() > 70), "lines are filled");
    assert_eq!(get(&events(&site, "calendar.ics")[0], "SUMMARY"), title);
}

#[test]
fn a_calendar_says_what_it_is_and_when_to_look_again() {
    let site = public(&ledger(WORK), NOW);
    let text = page(&site, "calendar.ics").replace("\r\n ", "");
    for line in [
        "VERSION:2.0",
        "NAME:Small Status: maintenance",
        "SOURCE;VALUE=URI:https://status.example.com/calendar.ics",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ] {
        assert_contains(&text, format!("\r\n{line}\r\n"));
    }
    assert_lacks(&text, "METHOD");
}
