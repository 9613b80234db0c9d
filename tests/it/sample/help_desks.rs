//! Exports as help desks, issue trackers and spreadsheets really write them.

use expect_test::{Expect, expect};

use statuary::edge::export::read_head;
use statuary::format::yaml::to_yaml;

use super::export::found_in_utc as found;

const DAY_FIRST: &str = "id: Ticket ID, created: Created at, dates: day-first";

#[track_caller]
fn check(export: &str, text: impl AsRef<[u8]>, expect: Expect) {
    expect.assert_eq(&found(export, text));
}

#[test]
fn times_of_issue_trackers() {
    check(
        DAY_FIRST,
        "Ticket ID,Created at\n1,08/Jul/13 2:05 PM\n2,09/Jul/13 2:05 PM\n",
        expect![[r#"
            1
            2
        "#]],
    );
    check(
        DAY_FIRST,
        "Ticket ID,Created at\n1,\"8/07/2013 2:05\u{202f}PM\"\n",
        expect![[r#"
            1
        "#]],
    );
    check(
        DAY_FIRST,
        "Ticket ID,Created at\n1,\"Jul 8, 2013 2:05 PM\"\n2,\"8 July 2013 14:05\"\n3,Mon Jul 08 2013 14:05:00 GMT+0200 (CEST)\n\
         4,\"Mon, 08 Jul 2013 14:05:00 +0000\"\n5,08-Jul-2013 14:05\n6,20130708T140500Z\n7,2013-07-08T14:05:00+0000\n\
         8,2013-07-08 14:05:00 PDT\n9,2013-07-08T14:05\n10,41463.5868\n11,1373270400.123\n12,20130708\n",
        expect![[r#"
            1
            10
            11
            12
            2
            3
            4
            5
            6
            7
            8
            9
        "#]],
    );
    check(
        "id: Ticket, created: Created, format: \"%d.%m.%y um %Hh%M\"",
        "Ticket,Created\n1,08.07.13 um 14h05\n2,2013-07-08\n",
        expect![[r#"
            1
            export:3: invalid time `2013-07-08` in `Created`: it does not have the `format` that product.yaml declares
        "#]],
    );
}

#[test]
fn ids_that_lost_digits() {
    check(
        DAY_FIRST,
        "Ticket ID,Created at\n2.15472E+14,8/07/2013\n2.15473E+14,8/07/2013\n2E3,8/07/2013\n",
        expect![[r#"
            2E3
            export:2: `2.15472E+14` was a ticket ID of many digits, of which a spreadsheet or JSON kept the first: export IDs as text
            export:3: `2.15473E+14` was a ticket ID of many digits, of which a spreadsheet or JSON kept the first: export IDs as text
        "#]],
    );
    check(
        DAY_FIRST,
        "{\"Ticket ID\":98765432109876543210123,\"Created at\":\"2013-07-08\"}\n",
        expect![[r#"
            export:1: `9.876543210987655e+22` was a ticket ID of many digits, of which a spreadsheet or JSON kept the first: export IDs as text
        "#]],
    );
}

#[test]
fn cells_at_the_end_of_rows() {
    check(
        DAY_FIRST,
        "Ticket ID,Created at,Closed\n1,8/07/2013 2:05 PM\n2,8/07/2013 2:05 PM,\n3,8/07/2013,,,\n4,8/07/2013,,x,y\n5\n",
        expect![[r#"
            1
            2
            3
            export:5: the row has 5 cells, and the header 3; perhaps a quote is not closed
            export:6: the ticket has no time in `Created at`
        "#]],
    );
}

#[test]
fn titles_and_footers_of_reports() {
    check(
        DAY_FIRST,
        "Weekly support report,\nExported by desk on 2013-07-15,\n\nTicket ID;Created at\n1;2013-07-08\n2;2013-07-09\n",
        expect![[r#"
            1
            2
            2 lines around
        "#]],
    );
    check(
        DAY_FIRST,
        "Ticket ID,Created at\n1,2013-07-08\n2,2013-07-09\n\n\"Support tickets of the week\"\n\"Copyright (c) Desk Inc.\"\n",
        expect![[r#"
            1
            2
            2 lines around
        "#]],
    );
    // Tickets follow, so it is no footer.
    check(
        DAY_FIRST,
        "Ticket ID,Created at\n1,2013-07-08\n\n2\n3,2013-07-09\n",
        expect![[r#"
            1
            3
            export:4: the ticket has no time in `Created at`
        "#]],
    );
}

#[test]
fn separators_quotes_and_spaces() {
    check(
        DAY_FIRST,
        "sep=;\r\nTicket ID;Created at\r\n1;08/07/2013 10:00\r\n2;09/07/2013 10:00\r\n",
        expect![[r#"
            1
            2
        "#]],
    );
    check(
        DAY_FIRST,
        "Ticket ID|Subject|Created at\n1|x|2013-07-08\n",
        expect![[r#"
            1
        "#]],
    );
    check(
        DAY_FIRST,
        "Ticket ID, Created at\n1, \"2013-07-08\"\n",
        expect![[r#"
            1
        "#]],
    );
    check(
        DAY_FIRST,
        "Ticket\u{a0}ID,Created\u{200b} at\n1,2013-07-08\n",
        expect![[r#"
            1
        "#]],
    );
    let backslash = "Ticket ID,Subject,Created at\n1,\"He said \\\"it, hangs\\\", then left\",2013-07-08\n2,\"Backup, slow\",2013-07-09\n";
    check(
        DAY_FIRST,
        backslash,
        expect![[r#"
        2
        export:2: the row has 5 cells, and the header 3; if the export writes quotation marks as `\"`, set `backslash_escapes: true` in `export:`
    "#]],
    );
    check(
        &format!("{DAY_FIRST}, backslash_escapes: true"),
        backslash,
        expect![[r#"
            1
            2
        "#]],
    );
}

#[test]
fn lines_are_counted_whatever_ends_them() {
    let lines = [
        "Ticket ID,Created at,Subject",
        "",
        "1,2013-07-08,\"two",
        "lines\"",
        "2,soon,x",
        "",
        "3,later,",
    ];
    let expected = expect![[r#"
        1
        export:5: invalid time `soon` in `Created at`: expected a date
        export:7: invalid time `later` in `Created at`: expected a date
    "#]];
    for end in ["\n", "\r\n", "\r"] {
        expected.assert_eq(&found(DAY_FIRST, lines.join(end)));
    }
}

#[test]
fn documents_of_json() {
    let list = "[{\"Ticket ID\": 1, \"Created at\": \"2013-07-08\"},\n {\"Ticket ID\": 2, \"Created at\": \"soon\"}]\n";
    check(
        DAY_FIRST,
        list,
        expect![[r#"
        1
        export: object 2: invalid time `soon` in `Created at`: expected a date
    "#]],
    );
    let pages = "{\"tickets\":[{\"Ticket ID\":1,\"Created at\":\"2013-07-08\"}],\"count\":2,\"next_page\":null}\n\
                 {\"tickets\":[{\"Ticket ID\":2,\"Created at\":\"2013-07-08\"}],\"count\":2,\"next_page\":null}\n";
    check(
        DAY_FIRST,
        pages,
        expect![[r#"
        1
        2
    "#]],
    );
    let pretty = "{\n  \"data\": { \"tickets\": [\n    {\"Ticket ID\": 1, \"Created at\": \"2013-07-08\"}\n  ] }\n}\n";
    check(
        &format!("{DAY_FIRST}, records: data.tickets"),
        pretty,
        expect![[r#"
            1
        "#]],
    );
    check(
        &format!("{DAY_FIRST}, records: issues"),
        pretty,
        expect![[r#"
            the export has no list `issues`; see `records:` in `export:`
        "#]],
    );
    let two = "{\"tickets\": [], \"users\": []}\n";
    check(
        DAY_FIRST,
        two,
        expect![[r#"
        the export has several lists; name the one with the tickets by `records:` in `export:`: `tickets` or `users`
    "#]],
    );
    check(
        DAY_FIRST,
        "[{\"Ticket ID\": 1,\n",
        expect![[r#"
        the export is not valid JSON: EOF while parsing a value at line 2 column 0
    "#]],
    );
}

#[test]
fn text_in_utf_16_and_spreadsheets() {
    let text = "Ticket ID\tCreated at\r\n1\t08/07/2013\r\n";
    let little: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let big: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(text.encode_utf16())
        .flat_map(u16::to_be_bytes)
        .collect();
    check(
        DAY_FIRST,
        little,
        expect![[r#"
        1
    "#]],
    );
    check(
        DAY_FIRST,
        big,
        expect![[r#"
        1
    "#]],
    );
    // Two tickets with times as dates of the spreadsheet, and one whose number is longer than a spreadsheet keeps.
    check(
        DAY_FIRST,
        include_bytes!("tickets.xlsx"),
        expect![[r#"
            1
            2
            export: row 4: `9.876543210987654e19` was a ticket ID of many digits, of which a spreadsheet or JSON kept the first: export IDs as text
        "#]],
    );
    check(
        DAY_FIRST,
        b"PK\x03\x04 no spreadsheet",
        expect![[r#"
        the export is an archive and no spreadsheet; save it as CSV or .xlsx: Cannot detect file format
    "#]],
    );
}

#[test]
fn tickets_of_several_products_in_one_export() {
    let text = "Ticket ID,Created at,Product,Tags\n1,2013-07-08,Postgres,\"bug, azure\"\n2,2013-07-08,Routing,bug\n3,2013-07-08,postgres,\"azure; Spam\"\n";
    check(
        &format!("{DAY_FIRST}, only: {{ Product: Postgres }}"),
        text,
        expect![[r#"
            1
            3
            1 left out, 0 outside
        "#]],
    );
    check(
        &format!("{DAY_FIRST}, only: {{ Product: Postgres, Tags: bug }}, ignore: {{ Tags: spam }}"),
        text,
        expect![[r#"
            1
            2 left out, 0 outside
        "#]],
    );
    check(
        &format!("{DAY_FIRST}, only: {{ tags: bug }}"),
        "{\"Ticket ID\": 1, \"Created at\": \"2013-07-08\", \"tags\": [\"bug\", \"x\"]}\n{\"Ticket ID\": 2, \"Created at\": \"2013-07-08\", \"tags\": []}\n",
        expect![[r#"
            1
            1 left out, 0 outside
        "#]],
    );
}

/// What `export:` is written for a file, and what a person has to add.
#[track_caller]
fn guess(text: &str, expect: Expect) {
    let guess = read_head(text.as_bytes()).unwrap().guess();
    let missing: String = guess
        .missing
        .iter()
        .map(|one| format!("# {one}\n"))
        .collect();
    expect.assert_eq(&(to_yaml(&guess.export) + &missing));
}

#[test]
fn priorities_are_written_with_what_they_usually_mean() {
    guess(
        "Ticket,Created,Prio\n1,2013-07-08,P1\n2,2013-07-08,P3\n3,2013-07-08,P1\n4,2013-07-08,low\n5,2013-07-08,Sev A\n",
        expect![[r#"
            id: Ticket
            created: Created
            priority: Prio
            priorities:
              P1: urgent
              P3: normal
            # `priorities:` check the meaning of `P1`, `P3`
            # `priorities:` the meaning of `Sev A`: `urgent`, `high`, `normal` or `low`
        "#]],
    );
    let words = (1..20).map(|at| format!("{at},2013-07-08,word {at}\n"));
    guess(
        &format!("Ticket,Created,Priority\n{}", words.collect::<String>()),
        expect![[r#"
            id: Ticket
            created: Created
            priority: Priority
        "#]],
    );
}

#[test]
fn columns_are_recognized() {
    guess(
        "Weekly report\n\nTicket ID;Created at;Priority;Subject;Tags\n1;2013-07-08;High;Down;a b\n",
        expect![[r#"
            id: Ticket ID
            created: Created at
            priority: Priority
            show:
              - Subject
              - Tags
        "#]],
    );
    guess(
        "Issue key,Summary,Created\nA-1,Down,08/Jul/13 2:05 PM\nA-2,Up,30/Jul/13 2:05 PM\n",
        expect![[r#"
            id: Issue key
            created: Created
            dates: day-first
            show: Summary
        "#]],
    );
    guess(
        "number,opened_at\nINC1,07/08/2013 10:00:00\nINC2,08/07/2013 10:00:00\n",
        expect![[r#"
            id: number
            created: opened_at
            # `dates:` whether dates such as `07/08/2013 10:00:00` are `day-first` or `month-first`
        "#]],
    );
    guess(
        "case,when\n1,soon\n",
        expect![[r#"
        id: '?'
        created: '?'
        # `id:` the column with the ticket ID, one of `case`, `when`
        # `created:` the column with the time of creation, one of `case`, `when`
    "#]],
    );
    guess(
        r#"{"tickets":[{"id":7,"created_at":"2013-07-08T10:00:00Z","via":{"channel":"web"},"comments":[]}]}"#,
        expect![[r#"
            id: id
            created: created_at
        "#]],
    );
    guess(
        "{\"key\":\"A-1\",\"created\":1373270400,\"tags\":[]}\n",
        expect![[r#"
            id: key
            created: created
            show: tags
        "#]],
    );
}
