//! Excerpts of real exports, counted by the program and by a search for words in their lines.

use std::collections::BTreeSet;

use statuary::edge::export::read_head;

use super::export::found_in;

/// An export, what `export:` says beside what is recognized, and periods with the words of its lines that are in them.
struct RealExport {
    text: &'static str,
    export: &'static str,
    /// A period, and the words of which a line of it has one.
    periods: &'static [(&'static str, &'static [&'static str])],
}

const EXPORTS: [RealExport; 5] = [
    RealExport {
        text: include_str!("real/servicenow.csv"),
        export: "id: number, created: opened_at, dates: day-first, priority: priority",
        periods: &[
            ("2016-02-29/2016-02-29", &["29-02-2016"]),
            ("2016-W09", &["29-02-2016"]),
        ],
    },
    RealExport {
        text: include_str!("real/help-desk-log.csv"),
        export: "id: CaseID, created: CompleteTimestamp",
        periods: &[
            ("2012-04", &["2012-04-"]),
            ("2012-W27", &["2012-07-02", "2012-07-05"]),
            ("2012-Q1", &["2012-02-", "2012-03-"]),
        ],
    },
    RealExport {
        text: include_str!("real/nyc-311.csv"),
        export: "id: Unique Key, created: Created Date, dates: month-first",
        periods: &[
            (
                "2010-03-01/2010-08-31",
                &[",03/23/2010 ", ",05/01/2010 ", ",08/25/2010 "],
            ),
            ("2016-Q3", &[",07/23/2016 "]),
            ("2019-W16", &[",04/18/2019 "]),
        ],
    },
    RealExport {
        text: include_str!("real/jira.csv"),
        export: "id: id, created: created_date",
        periods: &[
            (
                "2013-07",
                &[
                    ",2013-07-06,",
                    ",2013-07-11,",
                    ",2013-07-14,",
                    ",2013-07-16,",
                    ",2013-07-18,",
                    ",2013-07-23,",
                    ",2013-07-26,",
                    ",2013-07-27,",
                    ",2013-07-30,",
                ],
            ),
            (
                "2013-W33",
                &[",2013-08-13,", ",2013-08-17,", ",2013-08-18,"],
            ),
        ],
    },
    RealExport {
        text: include_str!("real/jenkins-helpdesk.csv"),
        export: "id: number, created: opened",
        periods: &[
            ("2022-08", &["2022-08-"]),
            ("2022-Q2", &["2022-04-"]),
            ("2025-W41", &["2025-10-07"]),
        ],
    },
];

#[test]
fn counts_are_those_of_a_search_for_words() {
    for RealExport {
        text,
        export,
        periods,
    } in EXPORTS
    {
        for (period, words) in periods {
            let lines = text.lines().skip(1);
            let counted = lines.filter(|line| words.iter().any(|word| line.contains(word)));
            let counted: BTreeSet<String> = counted
                .map(|line| line.split(',').next().unwrap().replace('"', ""))
                .collect();
            let found = found_in((period, "Etc/UTC"), export, &[], text);
            let found: BTreeSet<String> = found
                .lines()
                .filter(|line| !line.contains(" outside") && !line.starts_with("unknown "))
                .map(|line| line.split(' ').next().unwrap().to_owned())
                .collect();
            assert_eq!(found, counted, "{export}: {period}");
        }
    }
}

#[test]
fn columns_of_help_desks_are_recognized() {
    let columns = |text: &str| {
        let guess = read_head(text.as_bytes()).unwrap().guess();
        [guess.export.id, guess.export.created].map(|name| name.optional().unwrap().value)
    };
    let found = EXPORTS.map(|export| columns(export.text).join(", "));
    assert_eq!(
        found,
        [
            "number, opened_at",
            "CaseID, ?",
            "Unique Key, Created Date",
            "id, created_date",
            "number, opened",
        ]
    );
}
