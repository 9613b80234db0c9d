//! A product over many periods: gaps, units, the usual range, and what followed an action.

use crate::compare::{assert_close, assert_contains, assert_has_file, assert_lacks};
use statuary::base::period::Period;
use statuary::derive::action_effect::{ActionEffect, ActionOutcome, action_effect};
use statuary::derive::product::{ProductFacts, SeriesUnit, TestedTrend};
use statuary::derive::statistics::{self, ChangeVerdict, Signal, WeeklyCount};
use statuary::model::Ledger;
use statuary::model::report::Tally;
use statuary::view::text;

use crate::site::{example, internal, ledger, page};

const PRODUCT: &str = "\
//- internal/reports/store/product.yaml
name: Store
assumed_dispersion: 1
culprits:
  - { id: backups, name: Backups }
  - { id: guidance, name: Guidance }
  - { id: parts, name: Parts, since: 2013-W23 }
";

/// A census of a week, so that every number is exact.
fn week(week: u32, backups: u64, guidance: u64) -> String {
    let all = backups + guidance;
    format!(
        "//- internal/reports/store/2013-W{week}.yaml\nproduct: store\nperiod: 2013-W{week}\npopulation: {all}\n\
         sampled: {all}\nread: {all}\nmethod: census\nculprits: {{ backups: {backups}, guidance: {guidance} }}\n"
    )
}

fn store(weeks: &[(u32, u64, u64)], more: &str) -> Ledger {
    let weeks: String = weeks
        .iter()
        .map(|(number, backups, guidance)| week(*number, *backups, *guidance))
        .collect();
    ledger(&format!("{PRODUCT}{weeks}{more}"))
}

fn known(ledger: &Ledger) -> Vec<&Tally> {
    ledger.internal.products[0].samples.values().collect()
}

#[test]
fn a_missing_week_stays_as_a_gap() {
    let ledger = store(&[(20, 40, 10), (21, 30, 10), (23, 20, 10)], "");
    let facts = ProductFacts::of(&ledger.internal.products[0], &known(&ledger)).unwrap();
    let slots: Vec<String> = facts
        .periods
        .iter()
        .map(|(period, _)| period.to_string())
        .collect();
    assert_eq!(slots, ["2013-W20", "2013-W21", "2013-W22", "2013-W23"]);
    let readings = facts.series[0]
        .points
        .iter()
        .map(|reading| reading.map(|reading| reading.estimate.value));
    assert_eq!(
        readings.collect::<Vec<_>>(),
        [Some(40.0), Some(30.0), None, Some(20.0)]
    );
}

#[test]
fn a_culprit_has_no_reading_before_it_was_counted() {
    let later = "//- internal/reports/store/2013-W23.yaml\nproduct: store\nperiod: 2013-W23\npopulation: 50\nsampled: 50\n\
                 read: 50\nmethod: census\nculprits: { backups: 30, parts: 20 }\n";
    let ledger = store(&[(22, 40, 10)], later);
    let facts = ProductFacts::of(&ledger.internal.products[0], &known(&ledger)).unwrap();
    let parts = facts
        .series
        .iter()
        .find(|series| series.culprit.id.as_str() == "parts")
        .unwrap();
    assert!(parts.points[0].is_none() && parts.points[1].is_some());
}

#[test]
fn usage_decides_the_unit() {
    let weeks = [(20, 40, 10), (21, 30, 10)];
    let usage =
        "//- internal/reports/store/usage.yaml\nperiods: { 2013-W20: 2000, 2013-W21: 1000 }\n";
    let (plain, per_usage) = (store(&weeks, ""), store(&weeks, usage));
    let unit = |ledger: &Ledger| {
        ProductFacts::of(&ledger.internal.products[0], &known(ledger))
            .unwrap()
            .unit
    };
    assert_eq!(
        (unit(&plain), unit(&per_usage)),
        (SeriesUnit::Tickets, SeriesUnit::PerThousand)
    );
    let facts = ProductFacts::of(&per_usage.internal.products[0], &known(&per_usage)).unwrap();
    let values: Vec<f64> = facts.series[0]
        .points
        .iter()
        .flatten()
        .map(|reading| reading.estimate.value)
        .collect();
    assert_eq!(values, [20.0, 30.0], "40 tickets of 2,000 and 30 of 1,000");
}

#[test]
fn a_week_is_judged_by_the_weeks_before_it() {
    let mut weeks: Vec<(u32, u64, u64)> = (10..20)
        .map(|week| (week, 60 + u64::from(week % 3), 40))
        .collect();
    weeks.push((20, 200, 40));
    let ledger = store(&weeks, "");
    let process = ProductFacts::of(&ledger.internal.products[0], &known(&ledger))
        .unwrap()
        .control_chart
        .unwrap();
    assert_eq!(
        process.baseline,
        (0, 9),
        "the week that is judged is not in its own baseline"
    );
    let signals: Vec<i64> = process
        .chart
        .points
        .iter()
        .filter(|point| point.signal == Some(Signal::Outside))
        .map(|p| p.week)
        .collect();
    assert_eq!(signals, [10]);
    let seven = store(&weeks[..8], "");
    assert!(
        ProductFacts::of(&seven.internal.products[0], &known(&seven))
            .unwrap()
            .control_chart
            .is_none(),
        "too few to say"
    );
}

/// What followed an action, for a culprit.
fn outcome<'a>(ledger: &'a Ledger, action: &str, culprit: &str) -> Option<ActionOutcome<'a>> {
    let product = &ledger.internal.products[0];
    let mut actions = product.actions.iter();
    let action = actions.find(|one| one.id.as_str() == action).unwrap();
    let mut culprits = product.culprits.iter();
    let culprit = culprits.find(|one| one.id.as_str() == culprit).unwrap();
    action_effect(product, &known(ledger), action, culprit)
}

#[track_caller]
fn effect<'a>(ledger: &'a Ledger, action: &str, culprit: &str) -> ActionEffect<'a> {
    match outcome(ledger, action, culprit) {
        Some(ActionOutcome::Effect(effect)) => effect,
        other => panic!("{other:?}"),
    }
}

fn actions(lines: &[&str]) -> String {
    let lines: String = lines
        .iter()
        .map(|line| format!("  - {{ {line} }}\n"))
        .collect();
    format!("//- internal/reports/store/actions.yaml\nactions:\n{lines}")
}

const FIX: &str = "id: fix, date: 2013-05-22, title: Fix, kind: fix, culprits: [backups]";

#[test]
fn the_week_of_an_action_is_left_out() {
    let weeks = [
        (19, 80, 40),
        (20, 80, 40),
        (21, 500, 40),
        (22, 20, 40),
        (23, 20, 40),
    ];
    let ledger = store(&weeks, &actions(&[FIX]));
    let after = effect(&ledger, "fix", "backups");
    assert_eq!((after.before.len(), after.after.len()), (2, 2));
    assert_eq!((after.change.before, after.change.after), (160.0, 40.0));
    assert_eq!(after.verdict, ChangeVerdict::Clear);
    assert_close(after.change.ratio.value, 0.25, 1e-9);
    assert_eq!(
        effect(&ledger, "fix", "guidance").verdict,
        ChangeVerdict::None,
        "what did not move is not called changed"
    );
}

#[test]
fn an_action_that_is_too_young_says_when_it_can_be_compared() {
    let weeks = [(19, 80, 40), (20, 80, 40), (21, 50, 40), (22, 20, 40)];
    for known in [3, 4] {
        let ledger = store(&weeks[..known], &actions(&[FIX]));
        let Some(ActionOutcome::TooYoung(period)) = outcome(&ledger, "fix", "backups") else {
            panic!("{known} weeks are enough");
        };
        assert_eq!(period, Period::parse("2013-W23").unwrap(), "{known} weeks");
    }
    let ledger = store(&weeks[1..], &actions(&[FIX]));
    assert!(
        outcome(&ledger, "fix", "backups").is_none(),
        "one week before it is not enough, and never will be"
    );
}

#[test]
fn a_claim_before_the_fourth_week_needs_more() {
    let weeks: Vec<(u32, u64, u64)> = (17..26)
        .map(|week| (week, if week < 22 { 40 } else { 30 }, 40))
        .collect();
    let look = |after: usize| {
        let ledger = store(&weeks[..5 + after], &actions(&[FIX]));
        let effect = effect(&ledger, "fix", "backups");
        let p_value = effect.change.p_value;
        assert!((0.0125..0.05).contains(&p_value), "{p_value}");
        effect.verdict
    };
    assert_eq!(
        [look(3), look(4)],
        [ChangeVerdict::Unsure, ChangeVerdict::Clear]
    );
}

#[test]
fn actions_that_are_close_are_judged_together_and_end_each_others_windows() {
    let weeks: Vec<(u32, u64, u64)> = (14..32)
        .map(|week| (week, if week < 22 { 80 } else { 20 }, 40))
        .collect();
    let more = [
        FIX,
        "id: guide, date: 2013-05-29, title: Guide, kind: docs, culprits: [backups, guidance]",
        "id: form, date: 2013-07-10, title: Form, kind: interface, culprits: [backups]",
        "id: shop, date: 2013-06-12, title: Shop, kind: release, culprits: [backups]",
        "id: other, date: 2013-06-20, title: Other, kind: fix, culprits: [guidance]",
        "id: outage, date: 2013-06-19, title: Outage, kind: incident, culprits: [backups]",
    ];
    let ledger = store(&weeks, &actions(&more));
    let ids = |effect: &ActionEffect| -> Vec<String> {
        let actions = effect.actions.iter();
        actions.map(|action| action.id.to_string()).collect()
    };
    let periods = |tallies: &[&Tally]| -> Vec<String> {
        let tallies = tallies.iter();
        tallies.map(|tally| tally.period.to_string()).collect()
    };
    // Fix and guide are in weeks 21 and 22, next to each other; the form is in week 28.
    for action in ["fix", "guide"] {
        let both = effect(&ledger, action, "backups");
        assert_eq!(ids(&both), ["fix", "guide"]);
        assert_eq!(
            periods(&both.before),
            ["2013-W17", "2013-W18", "2013-W19", "2013-W20"]
        );
        assert_eq!(
            periods(&both.after),
            ["2013-W23", "2013-W24", "2013-W25", "2013-W26"]
        );
    }
    let form = effect(&ledger, "form", "backups");
    assert_eq!(ids(&form), ["form"]);
    assert_eq!(
        periods(&form.before),
        ["2013-W24", "2013-W25", "2013-W26", "2013-W27"]
    );
    assert_eq!(
        ids(&effect(&ledger, "guide", "guidance")),
        ["guide"],
        "the fix was not about guidance"
    );
    assert_eq!(
        periods(&effect(&ledger, "other", "guidance").before),
        ["2013-W23", "2013-W24"],
        "the window ends at the guide"
    );
    assert!(
        outcome(&ledger, "shop", "backups").is_none(),
        "of a release nothing is claimed"
    );
    let pages = internal(&ledger, "2013-09-12T12:00Z");
    let report = page(&pages, "reports/store/2013-W26/index.html");
    let effect = "“Fix” and “Guide” together: 4 weeks after, compared with 4 weeks before: 75% fewer tickets";
    for html in [
        report,
        page(&pages, "reports/store/culprits/backups/index.html"),
    ] {
        assert_eq!(html.matches(effect).count(), 1, "said once: {html}");
        assert_contains(html, "Share of tickets: 33 percentage points lower (");
    }
    assert_contains(page(&pages, "reports/store/index.html"), "Shop");
}

#[test]
fn a_goal_is_judged_by_the_interval_of_the_newest_period_up_to_its_day() {
    // Half of each week is read, so that there is an interval.
    let sampled = |week: u32, backups: u64| {
        format!(
            "//- internal/reports/store/2013-W{week}.yaml\nproduct: store\nperiod: 2013-W{week}\npopulation: 200\nsampled: 100\n\
             read: 100\nculprits: {{ backups: {backups}, guidance: {} }}\n",
            100 - backups
        )
    };
    let goals = [
        (60, "2013-07-07", "not met"),
        (30, "2013-07-07", "not met"),
        (81, "2013-07-07", "the sample cannot tell"),
        (120, "2013-07-07", "met"),
        // After the newest week, which ends on 14 July.
        (20, "2013-08-31", "not reached yet"),
        (41, "2013-08-31", "not clear yet"),
        (90, "2013-08-31", "below the goal now"),
    ];
    let targets = |(at, (below, by, _)): (usize, &(u32, &str, &str))| {
        // One culprit has one goal on a day.
        format!("  - {{ culprit: backups, below: {below}.{at}, by: {by} }}\n")
    };
    for (at, goal) in goals.iter().enumerate() {
        let product = PRODUCT.to_owned() + "targets:\n" + &targets((at, goal));
        let ledger = ledger(&format!("{product}{}{}", sampled(27, 40), sampled(28, 20)));
        let pages = internal(&ledger, "2013-09-12T12:00Z");
        for address in ["index.html", "culprits/backups/index.html"] {
            let html = page(&pages, &format!("reports/store/{address}"));
            let verdict = format!(">{}</span>", goal.2);
            assert_contains(html, &verdict);
        }
        let csv = page(&pages, "reports/store/targets.csv");
        let judged = if goal.1 == "2013-07-07" {
            "2013-W27,80.0000000000"
        } else {
            "2013-W28,40.0000000000"
        };
        assert_contains(csv, judged);
    }
    let without = ledger(&format!("{PRODUCT}{}", sampled(27, 40)));
    let pages = internal(&without, "2013-09-12T12:00Z");
    assert!(!pages.contains_key("reports/store/targets.csv"));
    assert_lacks(page(&pages, "reports/store/index.html"), "Goals");
}

#[test]
fn a_trend_is_named_only_where_the_test_allows_it() {
    // Tickets of seven weeks, all of them read.
    let words = |counts: [u64; 7]| {
        let weeks = counts.map(|count| WeeklyCount {
            week: 0,
            count,
            exposure: 1.0,
        });
        let weeks: Vec<WeeklyCount> = (0..)
            .zip(weeks)
            .map(|(week, one)| WeeklyCount { week, ..one })
            .collect();
        let trend = statistics::rate_trend(&weeks).unwrap();
        let named = |adjusted_p| {
            text::product::trend(&TestedTrend {
                trend,
                adjusted_p,
                verdict: ChangeVerdict::of(adjusted_p, trend.slope, 0.0),
            })
        };
        [0.05, 0.06].map(named)
    };
    let none = "no significant trend";
    assert_eq!(words([10, 20, 30, 40, 50, 60, 70]), ["rising", none]);
    assert_eq!(words([70, 60, 50, 40, 30, 20, 10]), ["falling", none]);
}

#[test]
fn the_page_of_the_example_has_both_charts_in_both_widths_and_their_numbers() {
    let ledger = example();
    let pages = internal(ledger, "2013-09-12T12:00Z");
    let html = page(&pages, "reports/postgres/index.html");
    assert_eq!(
        html.matches("chart-wide\"").count() + html.matches("chart-narrow\"").count(),
        4,
        "two charts, wide and narrow"
    );
    for words in [
        "\u{25bc} Backups (pgbackups)",
        "tickets per 1,000 databases",
        "2013-W26",
        "2013-W35",
    ] {
        assert_contains(html, words);
    }
    let csv = String::from_utf8(pages["reports/postgres/culprits.csv"].clone()).unwrap();
    let row = csv
        .lines()
        .find(|line| line.starts_with("2013-W27,pgbackups,"))
        .unwrap();
    let value: f64 = row.split(',').nth(3).unwrap().parse().unwrap();
    // 29 of the 98 tickets read, of 411, with 18,030 databases.
    assert!(
        (value - 411.0 * 29.0 / 98.0 / 18_030.0 * 1000.0).abs() < 1e-9,
        "{row}"
    );
    assert_has_file(&pages, "reports/postgres/totals.svg");
    assert_has_file(&pages, "reports/postgres/culprits.svg");
}

#[test]
fn a_report_says_what_followed_an_action_and_that_it_proves_nothing() {
    let ledger = example();
    let pages = internal(ledger, "2013-09-12T12:00Z");
    let html = page(&pages, "reports/postgres/2013-W33/index.html");
    assert_contains(
        page(&pages, "reports/postgres/index.html"),
        "<h1>Postgres: 56% fewer “Questions and guidance” tickets per database in the last 4 weeks than in the 4 weeks before</h1>",
    );
    assert_contains(
        html,
        "“Manual backups show progress and failures”, “Backups upload in parts and retry each part” and “Guide: continuous \
         protection or a backup?” together: 4 weeks after, compared with 4 weeks before: 79% fewer",
    );
    assert_contains(html, "These effects are before-and-after comparisons only");
}

const SPLIT: &str = "//- internal/reports/store/product.yaml
name: Store
culprits:
  - { id: guidance, name: Guidance }
  - { id: both, name: Forks and followers, retired: 2013-W22, split_into: [forks, followers] }
  - { id: forks, name: Forks, since: 2013-W22 }
  - { id: followers, name: Followers, since: 2013-W22 }
";

fn split_week(week: u32, culprits: &str) -> String {
    format!(
        "//- internal/reports/store/2013-W{week}.yaml\nproduct: store\nperiod: 2013-W{week}\npopulation: 50\nsampled: 50\n\
         read: 50\nmethod: census\nculprits: {{ {culprits} }}\n"
    )
}

#[test]
fn a_culprit_that_was_split_is_drawn_where_its_parts_are() {
    let weeks = [
        split_week(20, "guidance: 30, both: 20"),
        split_week(21, "guidance: 30, both: 20"),
        split_week(22, "guidance: 30, forks: 12, followers: 8"),
        split_week(23, "guidance: 30, forks: 12, followers: 8"),
    ];
    let ledger = ledger(&format!("{SPLIT}{}", weeks.concat()));
    let facts = ProductFacts::of(&ledger.internal.products[0], &known(&ledger)).unwrap();
    let names: Vec<&str> = facts
        .series
        .iter()
        .map(|series| series.culprit.id.as_str())
        .collect();
    assert_eq!(
        names,
        ["guidance", "forks", "followers"],
        "the whole has no panel of its own"
    );
    let values = |readings: &[Option<statuary::derive::product::SeriesPoint>]| -> Vec<Option<f64>> {
        readings
            .iter()
            .map(|reading| reading.map(|reading| reading.estimate.value))
            .collect()
    };
    assert_eq!(
        values(&facts.series[1].points),
        [None, None, Some(12.0), Some(12.0)]
    );
    let whole = &facts.split_culprits[facts.series[1].part_of.unwrap()];
    assert_eq!(values(&whole.points), [Some(20.0), Some(20.0), None, None]);
    let pages = internal(&ledger, "2013-09-12T12:00Z");
    let html = page(&pages, "reports/store/index.html");
    // The table has its numbers.
    assert_contains(html, "Forks and followers (split in 2013-W22)");
    assert_contains(html, "Dashed line: a culprit was split.");
    assert_contains(
        page(&pages, "reports/store/culprits.csv"),
        "2013-W21,both,tickets,20.0",
    );
}

#[test]
fn nothing_goes_across_a_change_in_counting() {
    let weeks: Vec<(u32, u64, u64)> = (10..=31)
        .map(|week| (week, if week < 22 { 60 } else { 20 }, 40))
        .collect();
    let action = |kind: &str| {
        format!(
            "//- internal/reports/store/actions.yaml\nactions:\n  - {{ id: form, date: 2013-05-27, title: Form, kind: {kind} }}\n  \
             - {{ id: fix, date: 2013-05-20, title: Fix, kind: fix, culprits: [backups] }}\n"
        )
    };
    // 27 May is the Monday of week 22.
    let (fixed, recounted) = (
        store(&weeks, &action("fix")),
        store(&weeks, &action("measurement")),
    );
    let trend = |ledger: &Ledger| {
        let facts = ProductFacts::of(&ledger.internal.products[0], &known(ledger)).unwrap();
        facts
            .series
            .iter()
            .find(|one| one.culprit.id.as_str() == "backups")
            .unwrap()
            .trend
            .as_ref()
            .unwrap()
            .trend
            .slope
            .value
    };
    assert!(trend(&fixed) < -0.01, "{}", trend(&fixed));
    assert_eq!(trend(&recounted), 0.0, "since then nothing moved");
    assert_eq!(effect(&fixed, "fix", "backups").after.len(), 4);
    assert!(
        outcome(&recounted, "fix", "backups").is_none(),
        "the week after the fix is already counted otherwise"
    );
    let pages = internal(&recounted, "2013-09-12T12:00Z");
    assert_contains(
        page(&pages, "reports/store/index.html"),
        "Lines break where the counting method changed",
    );
    let process = |ledger: &Ledger| {
        let process = ProductFacts::of(&ledger.internal.products[0], &known(ledger))
            .unwrap()
            .control_chart;
        process.map(|process| process.baseline.0)
    };
    assert_eq!(
        (process(&fixed), process(&recounted)),
        (Some(0), Some(13)),
        "what was usual before is not usual after"
    );
}
