//! Exports in every shape that desks write them.

use crate::compare::assert_starts_with;
use expect_test::{Expect, expect};
use statuary::base::export_time::{self, DateOrder};
use statuary::base::period::Period;
use statuary::base::time::Zone;
use statuary::base::time_parser::WrittenTime;
use statuary::derive::sampling::SamplingFrame;
use statuary::edge::export::read_export;
use statuary::edge::export::rows::{ExportOptions, RowTarget};
use statuary::model::report::{Export, Priority};

use super::drawing;
use crate::site::ledger;

/// What `export:` of a product says.
fn mapping(export: &str) -> Export {
    let text = format!(
        "//- internal/reports/db/product.yaml\nname: D\nexport: {{ {export} }}\nculprits: [{{ id: a, name: A }}]\n"
    );
    ledger(&text).internal.products[0].export.clone().unwrap()
}

/// What is read of an export for 2013-W27 in Los Angeles (from 1 July, 07:00 UTC): the tickets in order of their ids, then what is wrong.
fn found(export: &str, census: &[Priority], text: impl AsRef<[u8]>) -> String {
    found_in(("2013-W27", "America/Los_Angeles"), export, census, text)
}

/// The same for 2013-W28 in UTC, without priorities.
pub fn found_in_utc(export: &str, text: impl AsRef<[u8]>) -> String {
    found_in(("2013-W28", "Etc/UTC"), export, &[], text)
}

pub(super) fn found_in(
    (period, zone): (&str, &str),
    export: &str,
    census: &[Priority],
    text: impl AsRef<[u8]>,
) -> String {
    let export = mapping(export);
    let zone = Zone::from_name(zone).unwrap();
    let period = Period::parse(period).unwrap();
    let mut frame = SamplingFrame::new(drawing(), census, 0, false);
    let reading = ExportOptions {
        export: &export,
        period,
        zone,
        needs_priority: !census.is_empty(),
        labels: None,
    };
    let found = match read_export(text.as_ref(), reading, RowTarget::Frame(&mut frame)) {
        Ok(found) => found,
        Err(error) => return format!("{error:#}\n"),
    };
    let mut lines: Vec<String> = Vec::new();
    match frame.finish() {
        Ok(population) => {
            for (part, tickets) in [("", &population.rest), (" in full", &population.census)] {
                let words = tickets
                    .iter()
                    .map(|one| format!("{}{part} {:?}", one.id, one.priority));
                lines.extend(words.map(|line| line.replace(" None", "")));
            }
            lines.sort();
            if population.excluded + population.outside > 0 {
                lines.push(format!(
                    "{} left out, {} outside",
                    population.excluded, population.outside
                ));
            }
        }
        Err(undrawn) => lines.push(format!("{undrawn:?}")),
    }
    lines.extend(found.errors.iter().map(|fault| {
        format!(
            "{}: {}",
            found.numbers.name("export", fault.line),
            fault.message
        )
    }));
    if found.lines_around > 0 {
        lines.push(format!("{} lines around", found.lines_around));
    }
    lines.extend(
        found
            .unknown_priorities
            .iter()
            .map(|word| format!("unknown priority {word}")),
    );
    lines.join("\n") + "\n"
}

const PLAIN: &str = "id: Ticket, created: Created";

#[track_caller]
fn check(export: &str, text: impl AsRef<[u8]>, expect: Expect) {
    expect.assert_eq(&found(export, &[], text));
}

#[test]
fn marks_line_ends_quotes_and_separators() {
    let expected = expect![[r#"
        7
        8
    "#]];
    let lines = [
        "Ticket,Subject,Created",
        "7,\"a\nb, \"\"c\"\"\",2013-07-02T10:00Z",
        "\"8\",,2013-07-03 10:00:00",
        "7,d,2013-07-02T10:00Z",
    ];
    for (mark, end) in [("", "\n"), ("\u{feff}", "\r\n"), ("", "\r\n")] {
        let text = format!("{mark}{}{end}", lines.join(end));
        expected.assert_eq(&found(PLAIN, &[], text));
        let without_end = format!("{mark}{}", lines.join(end));
        expected.assert_eq(&found(PLAIN, &[], without_end));
    }
    for separator in [";", "\t"] {
        expected.assert_eq(&found(
            PLAIN,
            &[],
            lines.join("\n").replace(", ", "").replace(',', separator),
        ));
    }
    let blank = format!("{}\n\n,,\n", lines.join("\n"));
    expected.assert_eq(&found(PLAIN, &[], blank));
}

#[test]
fn objects_on_lines() {
    let text = "{\"Ticket\": 7, \"Created\": \"2013-07-02T10:00:00.123Z\", \"tags\": [\"x\"]}\r\n\n\
                {\"Ticket\": \"8\", \"Created\": 1372759200, \"tags\": []}\n{\"Ticket\": 9, \"Created\": 1372759200000, \"tags\": [\"Spam\", \"y\"]}";
    check(
        "id: Ticket, created: Created, ignore: { tags: spam }",
        text,
        expect![[r#"
        7
        8
        1 left out, 0 outside
    "#]],
    );
    let nested = "{\"ticket\": {\"key\": \"A-1\", \"x.y\": 1}, \"fields\": {\"created\": \"2013-07-02\", \"priority\": {\"name\": \"P1\"}}}";
    check(
        "id: ticket.key, created: fields.created, priority: fields.priority.name, priorities: { p1: urgent }",
        nested,
        expect![[r#"
            A-1 Some(Urgent)
        "#]],
    );
    let bad = "{\"Ticket\": null, \"Created\": \"2013-07-02\"}\n{\"Ticket\": [7], \"Created\": \"2013-07-02\"}\n[1]\n{\n{\"Ticket\": 7}\n{\"Ticket\": \"8\", \"Created\": {}}\n";
    check(
        PLAIN,
        bad,
        expect![[r#"
            export:1: the ticket has no ID in `Ticket`
            export:2: `Ticket` is a list or an object
            export:3: the ticket is not a JSON object
            export:4: the line is not JSON
            export:5: the ticket has no time in `Created`
            export:6: `Created` is a list or an object
        "#]],
    );
}

#[test]
fn a_quote_that_is_not_closed_swallows_no_tickets() {
    for end in ["", "\n", "\r\n"] {
        let open = format!("Ticket,Created\n7,2013-07-02\n8,\"2013-07-02\n9,2013-07-02{end}");
        assert_eq!(
            found(PLAIN, &[], open),
            "7\nexport:3: a quote in the row is not closed, so all that follows would be part of it\n"
        );
        let closed = format!("Ticket,Created\n7,2013-07-02\n8,\"2013-07-02\"{end}");
        assert_eq!(found(PLAIN, &[], closed), "7\n8\n");
    }
}

#[test]
fn every_fault_is_found_in_one_run_with_its_line() {
    let text = "Ticket,Created\n,2013-07-02\n\"7\",\"2013-07-02\n\"\n7|8,2013-07-02\n8,\n9,2013-13-02\n10\n11,02/07/2013\n12,2013-07-02,x\n  ,2013-07-03\n";
    check(
        PLAIN,
        text,
        expect![[r#"
            7
            export:2: the ticket has no ID in `Ticket`
            export:5: invalid ticket ID `7|8`: `|` is not allowed in ticket IDs
            export:6: the ticket has no time in `Created`
            export:7: invalid time `2013-13-02` in `Created`: this day does not exist
            export:8: the ticket has no time in `Created`
            export:9: invalid time `02/07/2013` in `Created`: the year is not first; set `dates: day-first` or `dates: month-first`
            export:10: the row has 3 cells, and the header 2; perhaps a quote is not closed
            export:11: the ticket has no ID in `Ticket`
        "#]],
    );
    let mut bytes = b"Ticket,Created\n7,2013-07-02\n\xe4,2013-07-02\n".to_vec();
    check(
        PLAIN,
        &bytes,
        expect![[r#"
            7
            export:3: the row is not UTF-8 text
        "#]],
    );
    bytes.extend(b"9,\"2013-07-02\n10,2013-07-02\n");
    check(
        PLAIN,
        &bytes,
        expect![[r#"
            7
            export:3: the row is not UTF-8 text
            export:4: a quote in the row is not closed, so all that follows would be part of it
        "#]],
    );
}

#[test]
fn what_is_no_export_says_so() {
    check(
        PLAIN,
        "",
        expect![[r#"
        the export is empty
    "#]],
    );
    check(
        PLAIN,
        "[{\"Ticket\": 7}]",
        expect![[r#"
            export:1: the ticket has no time in `Created`
        "#]],
    );
    check(
        PLAIN,
        b"\xff\xfeT\0i\0c\0",
        expect![[r#"
            the export has no column `Ticket`; its columns are `Tic`
        "#]],
    );
    check(
        PLAIN,
        "Ticket ID,Created\n7,2013-07-02\n",
        expect![[r#"
        the export has no column `Ticket`; its columns are `Ticket ID`, `Created`
    "#]],
    );
    check(
        PLAIN,
        "Ticket,created,Ticket\n",
        expect![[r#"
        the export has two columns `Ticket`
    "#]],
    );
    check(
        "id: Ticket, created: Created, ignore: { Status: spam }",
        "Ticket,Created\n",
        expect![[r#"
        the export has no column `Status`; its columns are `Ticket`, `Created`
    "#]],
    );
}

#[test]
fn a_ticket_is_in_the_period_if_it_was_created_in_it_there() {
    let text = "Ticket,Created\na,2013-07-01T06:59:59Z\nb,2013-07-01T07:00:00Z\nc,2013-07-08T06:59:59Z\nd,2013-07-08T07:00:00Z\n\
                e,2013-06-30 23:59\nf,2013-07-01 00:00\ng,2013-07-07 23:59:59\nh,2013-07-08 00:00\ni,2013-07-01\nj,2013-06-30\n\
                k,2013-07-01 08:59 +0200\nl,2013-07-01 09:00 +02:00\n";
    check(
        PLAIN,
        text,
        expect![[r#"
        b
        c
        f
        g
        i
        l
        0 left out, 6 outside
    "#]],
    );
    // In Berlin it is nine hours later, so the period begins there at 09:00.
    let text = "Ticket,Created\na,2013-07-01 08:59\nb,2013-07-01 09:00\nc,2013-07-08 08:59\nd,2013-07-08 09:00\ne,2013-07-01T06:59Z\n";
    check(
        &format!("{PLAIN}, time_zone: Europe/Berlin"),
        text,
        expect![[r#"
        b
        c
        0 left out, 3 outside
    "#]],
    );
}

#[test]
fn priorities_and_what_is_left_out() {
    let export = "id: Ticket, created: Created, priority: Prio, priorities: { P1: urgent, p2: high }, ignore: { Status: [spam, Merged], Into: \"*\" }";
    let text = "Ticket,Created,Prio,Status,Into\n1,2013-07-02,P1,open,\n2,2013-07-02,Normal,SPAM ,\n3,2013-07-02,p2,merged,1\n4,,P9,spam,\n\
                5,2013-07-02,P9,open,\n6,2013-07-02,,open,\n7,2013-07-02,low,open, \n8,2013-07-02,low,open,1\n1,2013-07-02,p2,open,\n";
    check(
        export,
        text,
        expect![[r#"
        1 Some(Urgent)
        5
        6
        7 Some(Low)
        4 left out, 0 outside
        unknown priority P9
    "#]],
    );
    expect![[r#"
        1 in full Some(Urgent)
        7 Some(Low)
        4 left out, 0 outside
        export:6: unknown priority `P9`
        export:7: the ticket has no priority in `Prio`
        unknown priority P9
    "#]]
    .assert_eq(&found(export, &[Priority::Urgent], text));
}

#[test]
fn times() {
    let read = |text: &str, order: DateOrder| match export_time::parse_export_time(text, order) {
        Ok(WrittenTime::Zoned(moment)) => moment.rfc3339(),
        Ok(WrittenTime::Local(wall)) => {
            format!(
                "{} {:02}:{:02}:{:02}",
                wall.date,
                wall.seconds / 3600,
                wall.seconds / 60 % 60,
                wall.seconds % 60
            )
        }
        Ok(WrittenTime::Day(date)) => date.to_string(),
        Err(reason) => format!("! {reason}"),
    };
    let day_first = [
        "8/7/2013",
        "08.07.2013 14:05",
        "8-7-2013 2:05 PM",
        "08/07/2013, 12:00:30 am",
        "08 07 2013 12:30pm",
        "2013-07-08",
        "2013-07-08T14:05:59.123+02:00",
        "2013-07-08 14:05:00 UTC",
        "2013-07-08 14:05 -0730",
        "2013-07-08 14:05 +2",
        "1373270400",
        "1373270400000",
        "31/02/2013",
        "08/07/13",
        "8/2013",
        "8/7/2013 25:00",
        "8/7/2013 13:00 PM",
        "8/7/2013 14",
        "8/7/2013 14:5",
        "8/7/2013x",
        "8/7/2013 14:05 CEST",
        "8/7/2013 14:05 +99:00",
        "7",
        "8 July 2013",
        "",
        "1/1/1969",
        "8/7/2013 14:05:00 GMT+0200",
        "8/7/2013é",
    ];
    let lines: String = day_first
        .iter()
        .map(|text| format!("{text} = {}\n", read(text, DateOrder::DayFirst)))
        .collect();
    expect![[r#"
        8/7/2013 = 2013-07-08
        08.07.2013 14:05 = 2013-07-08 14:05:00
        8-7-2013 2:05 PM = 2013-07-08 14:05:00
        08/07/2013, 12:00:30 am = 2013-07-08 00:00:30
        08 07 2013 12:30pm = 2013-07-08 12:30:00
        2013-07-08 = 2013-07-08
        2013-07-08T14:05:59.123+02:00 = 2013-07-08T12:05:59Z
        2013-07-08 14:05:00 UTC = 2013-07-08T14:05:00Z
        2013-07-08 14:05 -0730 = 2013-07-08T21:35:00Z
        2013-07-08 14:05 +2 = 2013-07-08T12:05:00Z
        1373270400 = 2013-07-08T08:00:00Z
        1373270400000 = 2013-07-08T08:00:00Z
        31/02/2013 = ! this day does not exist
        08/07/13 = 2013-07-08
        8/2013 = ! expected day, month and year
        8/7/2013 25:00 = ! invalid time of day
        8/7/2013 13:00 PM = ! with AM or PM, hours are from 1 to 12
        8/7/2013 14 = ! expected a time of day after the date
        8/7/2013 14:5 = ! invalid time of day
        8/7/2013x = ! unexpected text after the date
        8/7/2013 14:05 CEST = 2013-07-08T12:05:00Z
        8/7/2013 14:05 +99:00 = ! invalid offset
        7 = ! not a date
        8 July 2013 = 2013-07-08
         = ! not a date
        1/1/1969 = ! this day does not exist
        8/7/2013 14:05:00 GMT+0200 = 2013-07-08T12:05:00Z
        8/7/2013é = ! unexpected text after the date
    "#]]
    .assert_eq(&lines);
    assert_eq!(
        read("7/8/2013 14:05", DateOrder::MonthFirst),
        "2013-07-08 14:05:00"
    );
    assert_starts_with(
        read("08/07/2013", DateOrder::YearFirst),
        "! the year is not first",
    );
}
