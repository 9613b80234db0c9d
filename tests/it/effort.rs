//! Minutes of effort: what is read, what is estimated from it, and what a report says.

use crate::compare::{assert_contains, assert_lacks};
use statuary::derive::effort::EffortRanking;
use statuary::derive::report::ReportFacts;
use statuary::derive::statistics::{EffortSum, Sample, effort_share};

use crate::site::{internal, ledger, page, plain};

/// Cases that `tests/reference/effort.py` computed ticket by ticket.
#[test]
fn shares_of_effort_are_those_of_an_independent_computation() {
    let mut reader = csv::Reader::from_reader(include_str!("../reference/effort.csv").as_bytes());
    let mut cases = 0;
    for case in reader.records().map(Result::unwrap) {
        let minutes = |column: usize| {
            let words = case[column].split(' ');
            EffortSum::of(words.map(|word| word.parse::<u64>().unwrap()))
        };
        let (culprit, rest) = (minutes(1), minutes(2));
        let all = culprit.plus(rest);
        let sample = Sample {
            read: all.tickets,
            population: case[3].parse().ok(),
        };
        let share = effort_share(culprit, all, sample).unwrap();
        for (found, column) in [(share.value, 4), (share.lower, 5), (share.upper, 6)] {
            let expected: f64 = case[column].parse().unwrap();
            assert!(
                (found - expected).abs() < 1e-7,
                "{}: {found} instead of {expected}",
                &case[0]
            );
        }
        cases += 1;
    }
    assert_eq!(cases, 6);
}

#[test]
fn too_few_minutes_and_impossible_ones_give_no_share() {
    let part = EffortSum::of([10, 20, 30]);
    let sample = |read| Sample {
        read,
        population: Some(400),
    };
    let all = |tickets: u64| part.plus(EffortSum::of((0..tickets - 3).map(|at| at % 7 + 1)));
    assert!(
        effort_share(part, all(29), sample(29)).is_none(),
        "29 tickets"
    );
    assert!(
        effort_share(part, all(30), sample(30)).is_some(),
        "30 tickets"
    );
    assert!(
        effort_share(all(30), part, sample(30)).is_none(),
        "a part is the whole"
    );
    assert!(
        effort_share(part, all(30), sample(31)).is_none(),
        "of other tickets"
    );
    let two = EffortSum::of([20, 30]);
    assert!(
        effort_share(two, all(30), sample(30)).is_none(),
        "two tickets tell too little of their spread"
    );
}

const PRODUCT: &str = "//- internal/reports/store/product.yaml
name: Store
culprits:
  - { id: backups, name: Backups }
  - { id: guidance, name: Guidance }
";

/// Forty of 200 tickets, most of them guidance, which takes five minutes each.
fn tally(minutes: &str) -> String {
    format!(
        "{PRODUCT}//- internal/reports/store/2013-W28.yaml\nproduct: store\nperiod: 2013-W28\npopulation: 200\nsampled: 40\nread: 40\n\
         culprits: {{ backups: 10, guidance: 30 }}\n{minutes}"
    )
}

fn list(minutes: u64, tickets: usize) -> String {
    vec![minutes.to_string(); tickets].join(", ")
}

#[test]
fn a_report_ranks_by_effort_too() {
    let minutes = format!(
        "minutes: {{ backups: [{}, 90], guidance: [{}] }}\n",
        list(60, 9),
        list(5, 30)
    );
    let ledger = ledger(&tally(&minutes));
    let pages = internal(&ledger, "2013-09-12T12:00Z");
    let html = plain(page(&pages, "reports/store/2013-W28/index.html"));
    assert_contains(&html, "Effort by culprit");
    assert_contains(&html, "780 minutes were noted for 40 of 40 tickets read.");
    let product = &ledger.internal.products[0];
    let facts = ReportFacts::of(product, product.samples.values().next().unwrap());
    let effort = EffortRanking::of(&facts).unwrap();
    let found: Vec<(u64, u64)> = effort
        .rows
        .iter()
        .map(|row| (row.sum.tickets, row.sum.minutes))
        .collect();
    assert_eq!(found, [(10, 630), (30, 150)], "the fewer tickets take more");
    let csv = page(&pages, "reports/store/2013-W28/effort.csv");
    assert_contains(csv, "backups,Backups,10,630,40500,200,0.8076923077,");
}

#[test]
fn without_minutes_nothing_is_said_of_effort() {
    for minutes in [
        String::new(),
        format!("minutes: {{ backups: [{}] }}\n", list(60, 10)),
    ] {
        let pages = internal(&ledger(&tally(&minutes)), "2013-09-12T12:00Z");
        assert_lacks(
            page(&pages, "reports/store/2013-W28/index.html"),
            "Effort by culprit",
        );
        assert!(!pages.contains_key("reports/store/2013-W28/effort.csv"));
    }
}
