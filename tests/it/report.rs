//! Support reports: which culprits get a row, what is compared, and what may be said of it.

mod labels;
mod reference;

use crate::compare::{
    assert_close, assert_contains, assert_includes, assert_lacks, assert_no_file,
    assert_starts_with,
};
use statuary::base::period::Period;
use statuary::derive::report::{ChangeMeasure, NoComparison, ReportFacts, RowSubject};
use statuary::derive::statistics::{ChangeVerdict, Observation, Sample, share_difference};
use statuary::model::Ledger;
use statuary::view::text;

use crate::site::{internal, ledger, page};

const PRODUCT: &str = "\
//- internal/reports/store/product.yaml
name: Store
usage_unit: { one: database, many: databases }
assumed_dispersion: 1
culprits:
  - { id: backups, name: Backups }
  - { id: billing, name: Billing }
  - { id: cli, name: Command line }
  - { id: connections, name: Connections }
  - { id: credentials, name: Credentials }
  - { id: extensions, name: Extensions }
  - { id: followers, name: Followers }
  - { id: guidance, name: Guidance }
  - { id: slow-queries, name: Slow queries }
  - { id: upgrades, name: Upgrades }
";

/// A sample of a week: tickets of each culprit, read of how many, and more lines.
fn week(week: u32, culprits: &str, (read, population): (u64, u64), more: &str) -> String {
    let sampled = if more.contains("sampled:") {
        String::new()
    } else {
        format!("sampled: {read}\n")
    };
    let population = if population == 0 {
        String::new()
    } else {
        format!("population: {population}\n")
    };
    format!(
        "//- internal/reports/store/2013-W{week}.yaml\nproduct: store\nperiod: 2013-W{week}\n{population}{sampled}\
         read: {read}\nculprits: {{ {culprits} }}\n{more}"
    )
}

fn action(date: &str, kind: &str, culprits: &str) -> String {
    format!(
        "//- internal/reports/store/actions.yaml\nactions:\n  \
         - {{ id: one, date: {date}, title: Something, kind: {kind}, culprits: [{culprits}] }}\n"
    )
}

#[track_caller]
fn store(text: &str) -> Ledger {
    ledger(&format!("{PRODUCT}{text}"))
}

/// The report of the last week.
#[track_caller]
fn report(ledger: &Ledger) -> ReportFacts<'_> {
    let product = &ledger.internal.products[0];
    ReportFacts::of(product, product.samples.values().last().unwrap())
}

/// The rows of the last week: `backups 30`, `other(2) 3`.
#[track_caller]
fn rows(text: &str) -> Vec<String> {
    let ledger = store(text);
    let rows = report(&ledger).rows;
    let row = rows.iter().map(|row| match row.subject {
        RowSubject::Culprit(culprit) => format!("{} {}", culprit.id, row.count),
        RowSubject::Other(culprits) => format!("other({culprits}) {}", row.count),
        RowSubject::Unclassified => format!("unclassified {}", row.count),
    });
    row.collect()
}

// Rows.

#[test]
fn rare_culprits_are_folded_and_never_one_alone() {
    let two = week(
        28,
        "backups: 30, guidance: 9, cli: 2, billing: 1",
        (42, 400),
        "",
    );
    assert_eq!(rows(&two), ["backups 30", "guidance 9", "other(2) 3"]);
    let one = week(28, "backups: 30, guidance: 9, cli: 2", (41, 400), "");
    assert_eq!(
        rows(&one),
        ["backups 30", "guidance 9", "cli 2"],
        "what is left could be named by subtraction"
    );
}

#[test]
fn the_seven_most_common_are_shown() {
    let nine = "backups: 12, billing: 11, cli: 10, connections: 9, credentials: 8, extensions: 7, followers: 6";
    let (eighth, ninth) = ("guidance: 5", "upgrades: 4");
    let shown = [
        "backups 12",
        "billing 11",
        "cli 10",
        "connections 9",
        "credentials 8",
        "extensions 7",
        "followers 6",
    ];
    let found = rows(&week(
        28,
        &format!("{nine}, {eighth}, {ninth}"),
        (72, 400),
        "",
    ));
    assert_eq!(
        (&found[..7], &found[7..]),
        (
            &shown.map(str::to_owned)[..],
            &["other(2) 9".to_owned()][..]
        )
    );
    let found = rows(&week(28, &format!("{nine}, {eighth}"), (68, 400), ""));
    assert_eq!(found[7], "guidance 5", "the eighth is not folded alone");
}

#[test]
fn other_and_unclassified_come_last_even_if_they_are_most() {
    let text = week(
        28,
        "unclassified: 20, backups: 4, guidance: 3, cli: 2, billing: 2, upgrades: 2",
        (33, 400),
        "",
    );
    assert_eq!(
        rows(&text),
        ["backups 4", "guidance 3", "other(3) 6", "unclassified 20"]
    );
}

#[test]
fn a_culprit_that_was_acted_on_lately_keeps_its_row() {
    let text = week(
        28,
        "backups: 30, guidance: 9, cli: 2, billing: 1, upgrades: 1",
        (43, 400),
        "",
    );
    let folded = ["backups 30", "guidance 9", "other(3) 4"];
    // The week is 8 to 14 July; the window begins 56 days before it.
    for (date, pinned) in [
        ("2013-05-12", false),
        ("2013-05-13", true),
        ("2013-07-14", true),
        ("2013-07-15", false),
    ] {
        let found = rows(&format!("{text}{}", action(date, "fix", "cli")));
        let expected = if pinned {
            &["backups 30", "guidance 9", "cli 2", "other(2) 2"][..]
        } else {
            &folded
        };
        assert_eq!(found, expected, "{date}");
    }
    let gone = rows(&format!(
        "{text}{}",
        action("2013-07-09", "fix", "followers")
    ));
    assert_eq!(gone.last().unwrap(), "other(3) 4");
    assert_includes(&gone, &"followers 0".to_owned());
}

#[test]
fn a_culprit_that_fell_clearly_keeps_its_row() {
    let weeks = format!(
        "{}{}{}",
        week(26, "backups: 40, cli: 40, guidance: 4", (84, 400), ""),
        week(
            27,
            "backups: 40, cli: 40, guidance: 2, billing: 2",
            (84, 400),
            ""
        ),
        week(
            28,
            "backups: 60, cli: 2, guidance: 2, billing: 2",
            (66, 400),
            ""
        )
    );
    assert_eq!(rows(&weeks), ["backups 60", "cli 2", "other(2) 4"]);
}

#[test]
fn the_rest_has_its_own_interval_and_no_test() {
    let text = format!(
        "{}{}",
        week(
            27,
            "backups: 30, cli: 8, billing: 7, guidance: 5",
            (50, 400),
            ""
        ),
        week(28, "backups: 46, cli: 2, billing: 2", (50, 400), "")
    );
    let ledger = store(&text);
    let facts = report(&ledger);
    let other = facts
        .rows
        .iter()
        .find(|row| matches!(row.subject, RowSubject::Other(_)))
        .unwrap();
    assert_eq!(other.count, 4);
    assert!(other.share.lower < 0.08 && 0.08 < other.share.upper);
    assert!(other.change.is_none());
    assert_eq!(
        other.previous.as_ref().unwrap().count,
        15,
        "the same culprits in the previous week"
    );
}

#[test]
fn old_words_count_under_the_new_one() {
    let product = PRODUCT.replace(
        "name: Backups }",
        "name: Backups, aliases: [pgbackups], merged_from: [dumps] }",
    );
    let ledger = ledger(&format!(
        "{product}{}",
        week(28, "backups: 20, pgbackups: 7, dumps: 5", (32, 100), "")
    ));
    let facts = report(&ledger);
    assert_eq!((facts.rows.len(), facts.rows[0].count), (1, 32));
}

// How much was read.

#[test]
fn fewer_than_thirty_tickets_are_not_charted_unless_they_are_all() {
    let charted = |read: u64, population: u64| {
        report(&store(&week(
            28,
            &format!("backups: {read}"),
            (read, population),
            "",
        )))
        .charted
    };
    assert_eq!(
        [
            charted(29, 100),
            charted(30, 100),
            charted(29, 29),
            charted(29, 0)
        ],
        [false, true, true, false]
    );
    let site = internal(
        &store(&week(28, "backups: 29", (29, 100), "")),
        "2013-08-01",
    );
    assert_no_file(&site, "reports/store/2013-W28/ranking.svg");
    assert_contains(
        page(&site, "reports/store/2013-W28/index.html"),
        "too few tickets read for a chart",
    );
    assert!(
        site.contains_key("reports/store/2013-W28/culprits.csv"),
        "the counts are there"
    );
}

#[test]
fn a_census_is_exact_and_its_order_a_fact() {
    let ledger = store(&week(
        28,
        "backups: 21, guidance: 20",
        (41, 41),
        "method: census\n",
    ));
    let facts = report(&ledger);
    let row = &facts.rows[0];
    assert_eq!(
        (row.share.lower, row.share.value, row.share.upper),
        (21.0 / 41.0, 21.0 / 41.0, 21.0 / 41.0)
    );
    let volume = row.volume.unwrap();
    assert_eq!((volume.lower, volume.tickets, volume.upper), (21, 21, 21));
    assert_eq!(
        text::report::leaders(&facts).unwrap(),
        "“Backups” is the most common culprit."
    );
    assert_contains(
        page(
            &internal(&ledger, "2013-08-01"),
            "reports/store/2013-W28/index.html",
        ),
        "exact",
    );
}

#[test]
fn many_unclear_tickets_are_said() {
    let unclear = |unclassified: u64, not_applicable: u64| {
        let culprits = format!(
            "backups: {}, unclassified: {unclassified}",
            100 - unclassified - not_applicable
        );
        let text = week(
            28,
            &culprits,
            (100, 400),
            &format!("not_applicable: {not_applicable}\n"),
        );
        report(&store(&text)).has_many_unclassified
    };
    assert_eq!([unclear(15, 0), unclear(16, 0)], [false, true]);
    assert_eq!(
        [unclear(14, 5), unclear(15, 5)],
        [false, true],
        "15% of those in scope"
    );
}

// What is compared.

const BEFORE: &str = "backups: 30, guidance: 20";
const AFTER: &str = "backups: 10, guidance: 40";

#[track_caller]
fn refusal(text: &str) -> Option<NoComparison> {
    report(&store(text)).comparison.err()
}

fn both(before: &str, after: &str) -> String {
    format!(
        "{}{}",
        week(27, BEFORE, (50, 400), before),
        week(28, AFTER, (50, 400), after)
    )
}

#[test]
fn two_good_weeks_are_compared() {
    assert_eq!(refusal(&both("", "")), None);
}

#[test]
fn a_week_without_the_one_before_is_not_compared() {
    let apart = format!(
        "{}{}",
        week(26, BEFORE, (50, 400), ""),
        week(28, AFTER, (50, 400), "")
    );
    assert_eq!(refusal(&apart), Some(NoComparison::Missing));
    assert_eq!(
        refusal(&format!("{apart}previous: 2013-W26\n")),
        None,
        "unless the file names another"
    );
}

#[test]
fn a_week_that_is_not_over_or_not_read_is_not_compared() {
    let refused = |before, after| {
        let ledger = store(&both(before, after));
        let facts = report(&ledger);
        let reason = *facts.comparison.as_ref().err().unwrap();
        text::report::cautions::no_comparison(reason, &facts)
    };
    let open = "complete: false\n";
    let unread = "sampled: 51\n";
    let sentences = [
        (open, ""),
        ("", open),
        (open, open),
        (unread, ""),
        ("", unread),
    ];
    assert_eq!(
        sentences.map(|(before, after)| refused(before, after)),
        [
            "Not compared with the previous week: 2013-W27 is not complete.",
            "Not compared with the previous week: 2013-W28 is not complete.",
            "Not compared with the previous week: 2013-W28 is not complete.",
            "Not compared with the previous week: in 2013-W27, only 50 of the 51 tickets drawn were read.",
            "Not compared with the previous week: in 2013-W28, only 50 of the 51 tickets drawn were read.",
        ]
    );
    let ledger = store(&both("", "sampled: 51\n"));
    let facts = report(&ledger);
    assert!(
        facts.preliminary
            && facts
                .rows
                .iter()
                .all(|row| row.change.is_none() && row.previous.is_none())
    );
    assert_starts_with(
        &text::report::cautions::cautions(&facts)[0],
        "Preliminary: 50 of the 51 tickets",
    );
}

#[test]
fn too_few_tickets_are_not_compared_unless_they_are_all() {
    let few = |before: (u64, u64)| {
        let text = format!(
            "{}{}",
            week(27, &format!("backups: {}", before.0), before, ""),
            week(28, AFTER, (50, 400), "")
        );
        refusal(&text)
    };
    let reason = NoComparison::TooFew {
        period: Period::parse("2013-W27").unwrap(),
        read: 29,
    };
    assert_eq!(
        [few((29, 400)), few((30, 400)), few((29, 29))],
        [Some(reason), None, None]
    );
}

#[test]
fn nothing_is_compared_across_a_change_in_counting() {
    // 1 July is the first day of the week before, 14 July the last of this one.
    let refused =
        |date: &str, kind: &str| refusal(&format!("{}{}", both("", ""), action(date, kind, "")));
    let days = ["2013-07-01", "2013-07-02", "2013-07-14", "2013-07-15"];
    let other = Some(NoComparison::MeasuredDifferently);
    assert_eq!(
        days.map(|day| refused(day, "measurement")),
        [None, other, other, None]
    );
    assert_eq!(days.map(|day| refused(day, "fix")), [None; 4]);
}

#[test]
fn a_word_that_was_not_there_before_did_not_rise() {
    let product = PRODUCT
        .replace("name: Backups }", "name: Backups, retired: 2013-W28, split_into: [dumps, restores] }\n  - { id: dumps, name: Dumps, since: 2013-W28 }\n  - { id: restores, name: Restores, since: 2013-W28 }");
    let weeks = format!(
        "{}{}",
        week(27, "backups: 30, guidance: 20", (50, 400), ""),
        week(28, "dumps: 14, restores: 16, guidance: 20", (50, 400), "")
    );
    let ledger = ledger(&format!("{product}{weeks}"));
    let facts = report(&ledger);
    let changes = &facts.comparison.as_ref().unwrap().changes;
    assert_eq!(
        changes.keys().map(|id| id.as_str()).collect::<Vec<_>>(),
        ["guidance"]
    );
    let before = facts
        .rows
        .iter()
        .map(|row| row.previous.as_ref().map(|before| before.count));
    assert_eq!(before.collect::<Vec<_>>(), [Some(20), None, None]);
}

#[test]
fn a_word_that_others_were_merged_into_is_compared() {
    let product = PRODUCT.replace(
        "name: Backups }",
        "name: Backups, since: 2013-W28, merged_from: [dumps] }",
    );
    let weeks = format!(
        "{}{}",
        week(27, "dumps: 30", (30, 400), ""),
        week(28, "backups: 30", (30, 400), "")
    );
    let ledger = ledger(&format!("{product}{weeks}"));
    let changes = report(&ledger).comparison.unwrap().changes;
    assert_eq!(changes.len(), 1);
}

#[test]
fn rare_culprits_are_not_tested() {
    let weeks = format!(
        "{}{}",
        week(27, "backups: 30, guidance: 9, cli: 5", (44, 400), ""),
        week(28, "backups: 30, guidance: 0, cli: 5", (35, 400), "")
    );
    let ledger = store(&weeks);
    let comparison = report(&ledger).comparison.unwrap();
    assert_eq!(
        comparison
            .changes
            .keys()
            .map(|id| id.as_str())
            .collect::<Vec<_>>(),
        ["backups", "cli"]
    );
}

#[test]
fn with_fewer_than_two_earlier_periods_no_change_is_called_significant() {
    let earlier = |week_number| week(week_number, "backups: 45, guidance: 52", (97, 400), "");
    let last = week(28, "backups: 5, guidance: 92", (97, 390), "");
    let verdict = |text: &str| {
        let ledger = store(text);
        let facts = report(&ledger);
        let comparison = facts.comparison.as_ref().unwrap();
        (
            comparison.changes.values().next().unwrap().verdict,
            text::report::method::method(&facts),
        )
    };
    let (found, method) = verdict(&format!("{}{last}", earlier(27)));
    assert_eq!(found, ChangeVerdict::None);
    assert_contains(
        &method,
        "There are too few earlier periods (1 week, at least two are needed) to tell a change from chance, so no change is called significant.",
    );
    let (found, method) = verdict(&format!("{}{}{last}", earlier(26), earlier(27)));
    assert_eq!(found, ChangeVerdict::Clear);
    assert_contains(&method, "so a dispersion of 1 is assumed.");
}

#[test]
fn without_a_population_shares_are_compared() {
    // By Laney's p' chart, as a reader would compute it.
    let earlier: [f64; 9] = [31.0, 22.0, 27.0, 25.0, 29.0, 24.0, 33.0, 26.0, 27.0];
    let mean = earlier.iter().sum::<f64>() / 9.0 / 97.0;
    let score = |x: f64| (x / 97.0 - mean) / (mean * (1.0 - mean) / 97.0).sqrt();
    let ranges = earlier
        .windows(2)
        .map(|two| (score(two[1]) - score(two[0])).abs());
    let dispersion = (ranges.sum::<f64>() / 8.0 / 1.128).powi(2);
    let mut weeks = week(28, "backups: 9, guidance: 78", (87, 268), "");
    for (at, backups) in (19..).zip(earlier) {
        let counts = format!("backups: {backups}, guidance: {}", 97.0 - backups);
        weeks.push_str(&week(at, &counts, (97, 0), ""));
    }
    let ledger = store(&weeks);
    let facts = report(&ledger);
    let comparison = facts.comparison.as_ref().unwrap();
    assert!(comparison.total.is_none());
    // Both culprits vary alike, so their mean with its allowance for nine weeks is more than the own dispersion.
    let phi = dispersion * (1.0 + 2.0 / 9.0);
    assert!(dispersion > 1.0, "{dispersion}");
    let change = comparison
        .changes
        .iter()
        .find(|(id, _)| id.as_str() == "backups")
        .unwrap()
        .1;
    let seen = |count, read| Observation {
        count,
        sample: Sample {
            read,
            population: None,
        },
        usage: 1.0,
        labels: None,
    };
    let (before, after) = (seen(27, 97), seen(9, 87));
    let expected = share_difference(&before, &after, phi).unwrap();
    assert_eq!(change.measure, ChangeMeasure::Difference);
    assert_close(change.dispersion.own, phi, 1e-9);
    assert_close(change.value.value, 9.0 / 87.0 - 27.0 / 97.0, 1e-12);
    assert_close(change.value.lower, expected.difference.lower, 1e-9);
    assert_close(change.p_value, expected.p_value, 1e-9);
    assert_eq!(
        text::report::change(change).unwrap().text,
        "\u{25bc} 17 points lower"
    );
    assert!(
        facts.rows.iter().all(|row| row.volume.is_some()),
        "this week was counted"
    );
}

// Words.

#[track_caller]
fn leaders(culprits: &str, read: u64) -> String {
    let ledger = store(&week(28, culprits, (read, 1000), ""));
    text::report::leaders(&report(&ledger)).unwrap()
}

#[test]
fn the_words_about_the_leader_claim_what_the_test_allows() {
    assert_eq!(
        leaders("backups: 40, guidance: 20, cli: 10", 70),
        "“Backups” is the most common culprit."
    );
    let lead = "backups: 27, guidance: 22, connections: 12, upgrades: 9, followers: 7, billing: 6";
    assert_eq!(
        leaders(lead, 83),
        "“Backups” and “Guidance” are the most common culprits in the sample, which is too small to rank them."
    );
    let three = "backups: 20, guidance: 20, cli: 20, upgrades: 2";
    assert_eq!(
        leaders(three, 62),
        "“Backups”, “Command line” and “Guidance” are the most common culprits in the sample, which is too small to rank them."
    );
    let four = "backups: 20, guidance: 20, cli: 20, upgrades: 20";
    assert_eq!(leaders(four, 80), "No single culprit stands out.");
    let unclear = "backups: 40, guidance: 5, unclassified: 60";
    assert_eq!(
        leaders(unclear, 105),
        "“Backups” is the most common culprit.",
        "unclear tickets never lead"
    );
    let tied = store(&week(
        28,
        "backups: 21, guidance: 21, cli: 8",
        (50, 50),
        "method: census\n",
    ));
    let (tied, word) = (report(&tied), text::report::leaders_beside_title);
    assert_eq!(
        (text::report::finding(&tied), word(&tied).unwrap()),
        (
            "“Backups” and “Guidance” are the most common culprits".to_owned(),
            "They have the same number of tickets.".to_owned()
        ),
        "all were read, so no sample is too small"
    );
    let nothing = store(&week(28, "unclassified: 40", (40, 100), ""));
    assert!(report(&nothing).leaders.is_none());
}

#[test]
fn the_first_line_of_a_report_claims_what_the_test_allows() {
    let most = |culprits: &str, (read, all): (u64, u64), more: &str| {
        let ledger = store(&week(28, culprits, (read, all), more));
        text::report::summary::most_tickets(&report(&ledger))
    };
    let lead = "backups: 40, guidance: 20, cli: 10";
    assert_eq!(
        most(lead, (70, 1000), ""),
        "“Backups”: about 571 tickets (458–678)."
    );
    assert_eq!(
        most("backups: 27, guidance: 22, cli: 12", (61, 1000), ""),
        "“Backups” (443) and “Guidance” (361): the sample is too small to rank them."
    );
    assert_eq!(
        most(
            "backups: 20, guidance: 20, cli: 20, upgrades: 20",
            (80, 1000),
            ""
        ),
        "No single culprit stands out. First in the sample is “Backups”: about 250 tickets (170–351)."
    );
    assert_eq!(
        most(
            "backups: 21, guidance: 21, cli: 8",
            (50, 50),
            "method: census\n"
        ),
        "“Backups” (21) and “Guidance” (21): the same number of tickets."
    );
    assert_eq!(
        most(lead, (70, 1000), "complete: false\n"),
        "Not tested. First in the tickets read is “Backups”: about 571 tickets (458–678)."
    );
    assert_eq!(
        most("unclassified: 40", (40, 100), ""),
        "No ticket read was assigned to a culprit."
    );
    assert_eq!(
        most("backups: 4, guidance: 2", (6, 100), ""),
        "Too few tickets were read to tell."
    );
}

#[test]
fn nobody_leads_a_period_that_is_not_over_or_not_read_to_its_end() {
    let leads = |more: &str| {
        let ledger = store(&week(28, "backups: 40, guidance: 2", (42, 60), more));
        report(&ledger).leaders.is_some()
    };
    assert!(leads(""), "it is allowed to lead at all");
    assert!(!leads("complete: false\n"));
    assert!(!leads("sampled: 50\n"));
}

#[test]
fn the_method_names_only_what_was_done() {
    let method = |read: u64| {
        let ledger = store(&week(28, "backups: 40, guidance: 2", (42, read), ""));
        text::report::method::method(&report(&ledger))
    };
    let (sampled, census) = (method(60), method(42));
    assert_contains(&sampled, "Wilson");
    assert_contains(&sampled, "Hung and Fithian");
    assert_contains(&census, "nothing is estimated");
    assert_lacks(&census, "Wilson");
    assert_lacks(&census, "Hung and Fithian");
}
