//! Months and quarters as the sum of their weeks.

use crate::compare::{assert_close, assert_contains, assert_has_file, assert_lacks};
use statuary::base::period::Period;
use statuary::derive::report::{MissingReason, NoComparison, ReportFacts, RowSubject};
use statuary::model::Ledger;
use statuary::model::report::Tally;
use statuary::view::text;

use crate::site::{internal, ledger, page};

const PRODUCT: &str = "\
//- internal/reports/store/product.yaml
name: Store
culprits:
  - { id: backups, name: Backups }
  - { id: guidance, name: Guidance }
  - { id: both, name: Forks and followers, retired: 2013-W29, split_into: [forks, followers] }
  - { id: forks, name: Forks, since: 2013-W29 }
  - { id: followers, name: Followers, since: 2013-W29 }
";

fn week(week: u32, culprits: &str, read: u64, population: u64) -> String {
    sample(&format!("2013-W{week}"), culprits, read, population)
}

fn sample(period: &str, culprits: &str, read: u64, population: u64) -> String {
    let population = if population == 0 {
        String::new()
    } else {
        format!("population: {population}\n")
    };
    format!(
        "//- internal/reports/store/{period}.yaml\nproduct: store\nperiod: {period}\n{population}sampled: {read}\nread: {read}\n\
         culprits: {{ {culprits} }}\n"
    )
}

/// Weeks of July: 27 to 30.
fn july() -> String {
    (27..=30)
        .map(|number| week(number, "backups: 20, guidance: 30", 50, 200))
        .collect()
}

fn known(ledger: &Ledger) -> Vec<&Tally> {
    ledger.internal.products[0].samples.values().collect()
}

fn rolled_up<'a>(ledger: &'a Ledger, period: &str) -> Option<ReportFacts<'a>> {
    ReportFacts::rolled_up(
        &ledger.internal.products[0],
        &known(ledger),
        Period::parse(period).unwrap(),
    )
}

#[track_caller]
fn store(files: &str) -> Ledger {
    ledger(&format!("{PRODUCT}{files}"))
}

#[test]
fn a_week_belongs_to_the_month_of_its_thursday() {
    let weeks = |period: &str| {
        let weeks = Period::parse(period).unwrap().weeks();
        (
            weeks.len(),
            weeks[0].to_string(),
            weeks[weeks.len() - 1].to_string(),
        )
    };
    // The Thursday of 2013-W31 is 1 August, that of 2013-W01 is 3 January, and 2020 has 53 weeks.
    assert_eq!(
        weeks("2013-07"),
        (4, "2013-W27".to_owned(), "2013-W30".to_owned())
    );
    assert_eq!(
        weeks("2013-08"),
        (5, "2013-W31".to_owned(), "2013-W35".to_owned())
    );
    assert_eq!(
        weeks("2013-01"),
        (5, "2013-W01".to_owned(), "2013-W05".to_owned())
    );
    assert_eq!(
        weeks("2020-Q4"),
        (14, "2020-W40".to_owned(), "2020-W53".to_owned())
    );
    for year in 2010..2030 {
        let months = (1..=12).flat_map(|month| {
            Period::parse(&format!("{year}-{month:02}"))
                .unwrap()
                .weeks()
        });
        let quarters = (1..=4).flat_map(|quarter| {
            Period::parse(&format!("{year}-Q{quarter}"))
                .unwrap()
                .weeks()
        });
        let months: Vec<Period> = months.collect();
        assert_eq!(months, quarters.collect::<Vec<_>>());
        assert!(
            months.windows(2).all(|pair| pair[1].previous() == pair[0]),
            "{year}: each week once"
        );
        for week in months {
            let [month, quarter] = week.month_and_quarter().unwrap();
            assert!(
                month.weeks().contains(&week) && quarter.weeks().contains(&week),
                "{week}"
            );
        }
    }
}

#[test]
fn weeks_are_added_and_never_averaged() {
    let text = format!(
        "{}{}{}{}",
        week(27, "backups: 10, guidance: 30", 40, 400),
        week(28, "backups: 30, guidance: 10", 40, 40),
        week(29, "backups: 20, guidance: 20", 40, 200),
        week(30, "backups: 20, guidance: 20", 40, 100)
    );
    let ledger = store(&text);
    let facts = rolled_up(&ledger, "2013-07").unwrap();
    let row = facts.rows.iter().find(
        |row| matches!(row.subject, RowSubject::Culprit(one) if one.id.as_str() == "backups"),
    );
    // 100 + 30 + 100 + 50 of 740.
    let row = row.unwrap();
    assert_eq!((row.count, row.volume.unwrap().tickets), (80, 280));
    assert_close(row.share.value, 280.0 / 740.0, 1e-12);
    assert_eq!((facts.basis.population, facts.basis.read), (Some(740), 160));
}

#[test]
fn a_missing_week_is_named_and_not_estimated() {
    let three: String = [27, 28, 30]
        .map(|number| week(number, "backups: 20, guidance: 30", 50, 200))
        .concat();
    let ledger = store(&three);
    let facts = rolled_up(&ledger, "2013-07").unwrap();
    assert_eq!(
        facts.basis.missing_weeks,
        [(Period::parse("2013-W29").unwrap(), MissingReason::NotRead)]
    );
    assert_eq!(
        facts.basis.population,
        Some(600),
        "nothing stands for the missing one"
    );
    let cautions = text::report::cautions::cautions(&facts).join(" ");
    assert_contains(&cautions, "3 of 4 weeks are included. Not read: 2013-W29.");

    let two: String = [27, 28]
        .map(|number| week(number, "backups: 20, guidance: 30", 50, 200))
        .concat();
    assert!(
        rolled_up(&store(&two), "2013-07").is_none(),
        "half a month is no month"
    );
}

#[test]
fn a_week_of_unknown_size_cannot_be_added() {
    let text = format!("{}{}", july(), week(28, "backups: 20, guidance: 30", 50, 0));
    let ledger = store(&text);
    let facts = rolled_up(&ledger, "2013-07").unwrap();
    assert_eq!(
        facts.basis.missing_weeks,
        [(
            Period::parse("2013-W28").unwrap(),
            MissingReason::UnknownPopulation
        )]
    );
}

#[test]
fn a_month_that_goes_on_is_so_far_and_tests_nothing() {
    let earlier: String = (18..=26)
        .map(|number| week(number, "backups: 40, guidance: 10", 50, 200))
        .collect();
    let so_far: String = (27..=29)
        .map(|number| week(number, "backups: 5, guidance: 45", 50, 200))
        .collect();
    let ledger = store(&format!("{earlier}{so_far}"));
    let facts = rolled_up(&ledger, "2013-07").unwrap();
    assert_eq!(
        facts.basis.missing_weeks,
        [(
            Period::parse("2013-W30").unwrap(),
            MissingReason::NotYetRead
        )]
    );
    assert!(!facts.basis.complete && facts.leaders.is_none());
    assert_eq!(
        facts.comparison.as_ref().err(),
        Some(&NoComparison::Incomplete(Period::parse("2013-07").unwrap()))
    );
    let whole = format!(
        "{earlier}{so_far}{}",
        week(30, "backups: 5, guidance: 45", 50, 200)
    );
    let ledger = store(&whole);
    let facts = rolled_up(&ledger, "2013-07").unwrap();
    assert_eq!(
        text::report::finding(&facts),
        "4.5 times as many “Guidance” tickets per week as in the previous month"
    );
}

#[test]
fn months_of_four_and_five_weeks_are_compared_by_the_week() {
    let weeks: String = (27..=35)
        .map(|number| week(number, "backups: 20, guidance: 30", 50, 200))
        .collect();
    let ledger = store(&weeks);
    let facts = rolled_up(&ledger, "2013-08").unwrap();
    let comparison = facts.comparison.as_ref().unwrap();
    for change in comparison.changes.values() {
        assert!(
            (change.value.value - 1.0).abs() < 1e-12,
            "five weeks are not a quarter more than four"
        );
    }
    assert_close(
        comparison.total.as_ref().unwrap().change.ratio.value,
        1.0,
        1e-12,
    );
    assert_contains(
        text::report::subtitle(&facts),
        "1,000 tickets in total in 5 weeks, compared with 800 in 4 weeks",
    );
}

#[test]
fn months_stand_side_by_side_with_what_changed_in_the_newest() {
    let june = (23..=26).map(|number| week(number, "backups: 20, guidance: 30", 50, 200));
    let august = (31..=35).map(|number| week(number, "backups: 2, guidance: 48", 50, 200));
    let pages = internal(
        &store(&june.chain([july()]).chain(august).collect::<String>()),
        "2013-10-12T12:00Z",
    );
    let html = page(&pages, "reports/store/index.html");
    let (_, table) = html
        .split_once("<caption>Months: tickets in an average week.")
        .unwrap();
    let (table, rest) = table.split_once("</table>").unwrap();
    assert_contains(table, ">2013-07</a></th><th scope=\"col\"><a");
    assert_contains(table, "reports/store/2013-08/\">2013-08</a></th>");
    assert_contains(
        table,
        ">Backups</a></th><td>80</td><td>80</td><td>8.0</td><td><span class=\"change better\">▼ 90% fewer</span>",
    );
    assert_contains(
        table,
        ">Guidance</a></th><td>120</td><td>120</td><td>192</td>",
    );
    assert_lacks(rest, "Quarters: ");
}

#[test]
fn a_sample_of_the_month_itself_wins() {
    let ledger = store(&format!(
        "{}{}",
        july(),
        sample("2013-07", "backups: 50, guidance: 50", 100, 790)
    ));
    assert!(rolled_up(&ledger, "2013-07").is_none());
    let pages = internal(&ledger, "2013-09-01");
    let month = page(&pages, "reports/store/2013-07/index.html");
    assert_contains(month, "100 of 790 tickets read");
    assert_lacks(month, "Weeks:");
    let august: String = (31..=35)
        .map(|number| week(number, "backups: 20, guidance: 30", 50, 200))
        .collect();
    let with_august = format!(
        "{}{}{august}",
        july(),
        sample("2013-07", "backups: 50, guidance: 50", 100, 790)
    );
    let ledger = store(&with_august);
    let facts = rolled_up(&ledger, "2013-08").unwrap();
    assert_eq!(
        facts.comparison.err(),
        Some(NoComparison::SampledDifferently)
    );
}

#[test]
fn a_split_inside_a_month_keeps_the_whole() {
    let before = |number| week(number, "backups: 20, guidance: 20, both: 10", 50, 200);
    let after = |number| {
        week(
            number,
            "backups: 20, guidance: 20, forks: 6, followers: 4",
            50,
            200,
        )
    };
    let ledger = store(&[before(27), before(28), after(29), after(30)].concat());
    let facts = rolled_up(&ledger, "2013-07").unwrap();
    let rows: Vec<(String, u64)> = facts
        .rows
        .iter()
        .map(|row| (text::report::label(&row.subject), row.count))
        .collect();
    let expected = [
        ("Backups", 80),
        ("Guidance", 80),
        ("Forks and followers", 40),
    ];
    assert_eq!(rows, expected.map(|(name, count)| (name.to_owned(), count)));
}

#[test]
fn a_change_in_counting_inside_a_month_is_said_and_tests_nothing() {
    let action = "//- internal/reports/store/actions.yaml\nactions:\n  \
                  - { id: form, date: 2013-07-15, title: New form, kind: measurement, culprits: [] }\n";
    let ledger = store(&format!("{}{action}", july()));
    let facts = rolled_up(&ledger, "2013-07").unwrap();
    assert!(facts.leaders.is_none());
    assert_contains(
        text::report::cautions::cautions(&facts).join("\n"),
        "15 July 2013 (New form)",
    );
    let ledger = store(&july());
    assert!(rolled_up(&ledger, "2013-07").unwrap().leaders.is_some());
}

#[test]
fn a_week_leads_to_its_month_and_the_month_to_its_weeks() {
    let ledger = store(&july());
    let pages = internal(&ledger, "2013-09-01");
    assert_contains(
        page(&pages, "reports/store/2013-W28/index.html"),
        "href=\"../../../reports/store/2013-07/\"",
    );
    let month = page(&pages, "reports/store/2013-07/index.html");
    assert_contains(month, "href=\"../../../reports/store/2013-W28/\"");
    assert_contains(
        page(&pages, "reports/store/index.html"),
        "Months and quarters",
    );
    assert_has_file(&pages, "reports/store/2013-07/ranking.svg");
}

#[test]
fn quarters_have_a_trend_of_their_own() {
    // 2012-Q1 to 2013-Q2: one culprit gets two tickets a week more each quarter, the other stays as it is.
    let weeks = (1..=52).map(|week| (2012, week));
    let weeks = weeks.chain((1..=26).map(|week| (2013, week)));
    let sample_of = |(at, (year, week)): (u64, (u32, u32))| {
        let backups = 10 + 2 * (at / 13);
        let culprits = format!("backups: {backups}, guidance: 20");
        sample(
            &format!("{year}-W{week:02}"),
            &culprits,
            backups + 20,
            backups + 20,
        )
    };
    let text: String = (0..).zip(weeks).map(sample_of).collect();
    let ledger = ledger(&format!("{PRODUCT}{text}"));
    let pages = internal(&ledger, "2013-07-08T12:00Z");
    let html = page(&pages, "reports/store/index.html");
    let (_, quarters) = html.split_once("<caption>Quarters").unwrap();
    let (quarters, _) = quarters.split_once("</table>").unwrap();
    assert_contains(
        quarters,
        "“Rising” and “falling”: significant trend over 6 quarters.",
    );
    let (_, rows) = quarters.split_once(">Guidance</a>").unwrap();
    let (guidance, backups) = rows.split_once(">Backups</a>").unwrap();
    assert_contains(backups, "▲ rising");
    assert_lacks(guidance, "rising");
    let csv = page(&pages, "reports/store/trends.csv");
    let trend = |culprit: &str, periods: &str| {
        let start = format!("{culprit},{periods},");
        let mut rows = csv.lines();
        let row = rows.find(|row| row.starts_with(&start)).unwrap();
        row.rsplit(',').next().unwrap().to_owned()
    };
    for (culprit, periods, expected) in [
        ("backups,Backups", "quarter", "rising"),
        ("backups,Backups", "month", "rising"),
        ("guidance,Guidance", "quarter", "no significant trend"),
        ("guidance,Guidance", "month", "no significant trend"),
        ("guidance,Guidance", "week", "no significant trend"),
    ] {
        assert_eq!(trend(culprit, periods), expected, "{culprit} by {periods}");
    }
    // Five quarters are too few.
    let pages = internal(&ledger, "2013-04-08T12:00Z");
    let csv = page(&pages, "reports/store/trends.csv");
    assert_lacks(csv, ",quarter,");
}
