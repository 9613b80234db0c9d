//! The last four weeks against the four before, and any two periods.

use crate::compare::{assert_contains, assert_lacks, assert_starts_with};
use statuary::base::period::Period;
use statuary::derive::report::{NoComparison, ReportFacts};
use statuary::derive::statistics::ChangeVerdict;
use statuary::model::Ledger;
use statuary::model::report::Tally;
use statuary::view::text;

use crate::site::{internal, ledger, page, plain};

/// Weeks from 14 on, each with its number of tickets about backups beside 60 about guidance; 50 of them all are read.
fn store(backups: &[u64], more: &str) -> Ledger {
    let mut files = format!(
        "//- internal/reports/store/product.yaml\nname: Store\nculprits:\n  - {{ id: backups, name: Backups }}\n  \
         - {{ id: guidance, name: Guidance }}\n{more}"
    );
    for (at, backups) in backups.iter().enumerate() {
        let week = 14 + at;
        files.push_str(&format!(
            "//- internal/reports/store/2013-W{week}.yaml\nproduct: store\nperiod: 2013-W{week}\npopulation: {}\nsampled: {}\n\
             read: {}\nculprits: {{ backups: {}, guidance: 30 }}\n",
            2 * backups + 60,
            backups + 30,
            backups + 30,
            backups
        ));
    }
    ledger(&files)
}

fn report(ledger: &Ledger) -> ReportFacts<'_> {
    let product = &ledger.internal.products[0];
    ReportFacts::of(product, product.samples.values().last().unwrap())
}

/// Ten weeks around 30, and four of about 17.
const HALVED: [u64; 14] = [30, 33, 28, 31, 27, 32, 29, 30, 34, 28, 17, 19, 16, 18];

#[test]
fn four_weeks_lead_and_see_what_one_week_does_not() {
    let ledger = store(&HALVED, "");
    let facts = report(&ledger);
    let week = &facts.comparison.as_ref().unwrap().changes;
    let window = facts.window.as_ref().unwrap();
    let verdict = |changes: &std::collections::BTreeMap<_, statuary::derive::report::RowChange>| {
        let mut found = changes
            .iter()
            .filter(|(id, _): &(&statuary::base::id::CulpritId, _)| id.as_str() == "backups");
        found.next().map(|(_, change)| change.verdict)
    };
    assert_eq!(verdict(week), Some(ChangeVerdict::None));
    assert_eq!(verdict(&window.changes), Some(ChangeVerdict::Clear));
    assert_eq!(
        [&window.before, &window.after].map(|side| (
            side.first_period().to_string(),
            side.last_period().to_string()
        )),
        [("2013-W20", "2013-W23"), ("2013-W24", "2013-W27")]
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
    );
    assert_eq!(
        window.variation.periods.len(),
        10,
        "what is judged does not say what is usual"
    );
    assert_eq!(
        text::report::finding(&facts),
        "42% fewer “Backups” tickets in the last 4 weeks than in the 4 weeks before"
    );
    let pages = internal(&ledger, "2013-09-12T12:00Z");
    let html = plain(page(&pages, "reports/store/2013-W27/index.html"));
    assert_contains(
        &html,
        "All tickets, last 4 weeks compared with the 4 weeks before: 21% fewer. All tickets compared with the previous week: no significant change.",
    );
    assert_contains(&html, "Change: last 4 weeks vs. the 4 weeks before");
}

#[test]
fn a_window_has_three_of_each_four_weeks_at_least() {
    assert!(
        report(&store(&HALVED[..7], "")).window.is_some(),
        "four and three"
    );
    assert!(
        report(&store(&HALVED[..6], "")).window.is_none(),
        "four and two"
    );
}

#[test]
fn any_two_periods_are_compared_and_a_product_names_pairs() {
    let pairs = "comparisons:\n  - { before: 2013-W15, after: 2013-W26 }\n  - { before: 2013-W15, after: 2013-W40 }\n";
    let ledger = store(&HALVED, pairs);
    let product = &ledger.internal.products[0];
    let known: Vec<&Tally> = product.samples.values().collect();
    let week = |label| Period::parse(label).unwrap();
    let compared =
        |before, after| ReportFacts::compared(product, &known, (week(before), week(after)));
    let facts = compared("2013-W15", "2013-W26").unwrap();
    assert_eq!(facts.basis.previous, week("2013-W15"));
    assert!(facts.window.is_none() && facts.comparison.is_ok());
    assert_contains(text::report::subtitle(&facts), "compared with 2013-W15.");
    assert!(compared("2013-W15", "2013-W40").is_none(), "not known");
    assert_eq!(
        compared("2013-W15", "2013-06").unwrap().comparison.err(),
        Some(NoComparison::SampledDifferently)
    );
    let pages = internal(&ledger, "2013-09-12T12:00Z");
    let html = plain(page(
        &pages,
        "reports/store/2013-W15-to-2013-W26/index.html",
    ));
    assert_contains(&html, "compared with 2013-W15.");
    assert_lacks(&html, "previous week");
    assert_contains(
        page(&pages, "reports/store/index.html"),
        "2013-W15 to 2013-W26",
    );
    assert!(!pages.contains_key("reports/store/2013-W15-to-2013-W40/index.html"));
    let printed = text::report::comparison::console_report(&facts);
    assert_starts_with(&printed.note, "Store: estimated tickets by culprit");
    assert_eq!(printed.sections[1].lines.len(), 2);
}

#[test]
fn a_change_of_all_tickets_is_compared_as_its_amount_is_worded() {
    for (weeks, sentence) in [
        (
            [20, 20, 220],
            "All tickets: 5.0 times as many as in the previous week.",
        ),
        (
            [220, 220, 20],
            "All tickets: 80% fewer than in the previous week.",
        ),
    ] {
        let ledger = store(&weeks, "");
        assert_eq!(text::report::total(&report(&ledger)).unwrap(), sentence);
    }
}
