//! On-call pages: what is after hours, what is unusual, and what is shown of it.

use crate::compare::{assert_close, assert_contains, assert_ends_with, assert_lacks};
use statuary::base::time::Now;
use statuary::derive::on_call::{OnCallFacts, OnCallTeamFacts};
use statuary::derive::statistics::{binomial_half_tail, binomial_tail, is_rare};
use statuary::model::Ledger;
use statuary::view::text;

use crate::site::{example, internal, ledger, moment, now, page, plain};

const BERLIN: &str = "\
//- internal/teams.yaml
teams:
  - id: data
    name: Data
    time_zone: Europe/Berlin
    working_hours: { days: [mon, tue, wed, thu, fri], from: \"09:00\", to: \"18:00\" }
    holidays: [2013-10-03]
  - id: night
    name: Night
    time_zone: America/Los_Angeles
    working_hours: { days: [sat, sun], from: \"00:00\", to: \"24:00\" }
";

#[test]
fn after_hours_is_told_by_the_teams_own_clock() {
    let ledger = ledger(BERLIN);
    let [data, night] = ledger.internal.teams.as_slice() else {
        panic!("two teams")
    };
    for (at, after_hours) in [
        ("2013-07-08T06:59:59Z", true),
        ("2013-07-08T07:00Z", false),
        ("2013-07-08T15:59:59Z", false),
        ("2013-07-08T16:00Z", true),
        ("2013-07-07T10:00Z", true), // a Sunday
        ("2013-10-03T10:00Z", true), // a holiday
        ("2013-10-02T22:30Z", true), // on the holiday already, in Berlin
        ("2013-10-04T07:00Z", false),
        ("2013-10-25T07:00Z", false), // the last Friday of summer time
        ("2013-10-28T07:59Z", true),  // the first Monday of winter time
        ("2013-10-28T08:00Z", false),
        ("2013-03-29T08:00Z", false),
        ("2013-04-01T07:00Z", false), // Monday after clocks were set forward
    ] {
        assert_eq!(data.is_after_hours(moment(at)), after_hours, "{at}");
    }
    assert!(
        night.is_after_hours(moment("2013-07-06T06:59:59Z")),
        "Friday, a second before midnight"
    );
    assert!(
        !night.is_after_hours(moment("2013-07-06T07:00Z")),
        "Saturday has begun"
    );
    assert!(
        !night.is_after_hours(moment("2013-07-08T06:59:59Z")),
        "the last second of Sunday"
    );
}

#[test]
fn single_pages_are_counted_and_dropped() {
    let ledger = ledger(&format!(
        "{BERLIN}//- internal/on-call/2013-W28.yaml\nperiod: 2013-W28\nevents:\n  \
         - {{ at: 2013-07-08T06:59:59Z, team: data }}\n  - {{ at: 2013-07-08T07:00Z, team: data }}\n  \
         - {{ at: 2013-07-08T07:00Z, team: data }}\n"
    ));
    let counts: Vec<(&str, u64, u64)> = ledger.internal.on_call_counts[0]
        .teams
        .iter()
        .map(|(team, pages)| (team.as_str(), pages.after_hours, pages.in_hours))
        .collect();
    assert_eq!(
        counts,
        [("data", 1, 2), ("night", 0, 0)],
        "a team without an event had no page"
    );
    // No single page is kept.
    assert_lacks(format!("{:?}", ledger.internal), "06:59");
}

/// A site with the pages of teams in the weeks from 2013-W10 on; `None` is a week without a file.
fn weeks(teams: &[&str], counts: &[Option<&[(u64, u64)]>]) -> Ledger {
    let mut text = "//- internal/teams.yaml\nteams:\n".to_owned();
    for team in teams {
        text += &format!(
            "  - {{ id: {team}, name: {}, time_zone: Etc/UTC, working_hours: {{ days: [mon], from: \"09:00\", to: \"18:00\" }} }}\n",
            team.to_uppercase()
        );
    }
    for (week, counts) in (10..).zip(counts) {
        let Some(counts) = counts else { continue };
        text += &format!("//- internal/on-call/2013-W{week}.yaml\nperiod: 2013-W{week}\nteams:\n");
        for (team, (after, inside)) in teams.iter().zip(*counts) {
            text += &format!("  {team}: {{ after_hours: {after}, in_hours: {inside} }}\n");
        }
    }
    ledger(&text)
}

fn facts(ledger: &Ledger) -> OnCallFacts<'_> {
    OnCallFacts::of(&ledger.internal, now("2014-01-01")).unwrap()
}

/// The weeks in which a team was outside its usual range.
fn outside(facts: &OnCallFacts, team: &OnCallTeamFacts) -> Vec<String> {
    let outside = team
        .periods
        .iter()
        .zip(&facts.periods)
        .filter(|(reading, _)| reading.is_some_and(|it| it.is_outside_usual_range()));
    outside.map(|(_, (period, _))| period.to_string()).collect()
}

#[test]
fn a_week_is_judged_by_the_usual_weeks_before_it() {
    let quiet = |at: u64| (3 + at % 3, 4 + at % 2);
    let mut counts: Vec<[(u64, u64); 1]> = (0..10).map(|at| [quiet(at)]).collect();
    counts.extend([[(16, 5)], [(17, 5)], [(18, 4)]]);
    counts.extend((0..3).map(|at| [quiet(at)]));
    let counts: Vec<Option<&[(u64, u64)]>> =
        counts.iter().map(|week| Some(week.as_slice())).collect();
    let ledger = weeks(&["data"], &counts);
    let facts = facts(&ledger);
    let team = &facts.teams[0];
    assert_eq!(
        outside(&facts, team),
        ["2013-W20", "2013-W21", "2013-W22"],
        "weeks of alarm do not become usual"
    );
    assert!(
        team.periods[..8]
            .iter()
            .flatten()
            .all(|reading| reading.all.is_none()),
        "too few weeks to judge by"
    );
    assert_eq!(
        text::on_call::time_outside_range(&facts, team).unwrap(),
        "DATA: outside the usual range in 3 weeks from 2013-W20 to 2013-W22, most extreme in 2013-W22 with 18 alerts after hours \
         (usual: at most 9); back in range since 2013-W23."
    );
    assert_eq!(
        text::on_call::unusual_teams(&facts),
        None,
        "the newest week is usual"
    );
    assert_eq!(text::on_call::title(&facts), "On-call alerts by team");

    let worse = weeks(&["data"], &counts[..13]);
    let facts = OnCallFacts::of(&worse.internal, now("2014-01-01")).unwrap();
    assert_eq!(text::on_call::title(&facts), "More alerts than usual: DATA");
    assert_ends_with(
        text::on_call::time_outside_range(&facts, &facts.teams[0]).unwrap(),
        "not back in range yet.",
    );
}

#[test]
fn few_pages_are_no_alarm_and_many_after_none_are() {
    let rare: Vec<[(u64, u64); 1]> = (0..12)
        .map(|at| [(u64::from(at == 3), 0)])
        .chain([[(1, 0)]])
        .collect();
    let silent: Vec<[(u64, u64); 1]> = [[(0, 0)]; 12].into_iter().chain([[(4, 0)]]).collect();
    for (counts, expected) in [(rare, 0), (silent, 1)] {
        let counts: Vec<Option<&[(u64, u64)]>> =
            counts.iter().map(|week| Some(week.as_slice())).collect();
        let ledger = weeks(&["data"], &counts);
        let facts = facts(&ledger);
        assert_eq!(
            outside(&facts, &facts.teams[0]).len(),
            expected,
            "{counts:?}"
        );
    }
}

#[test]
fn rare_counts_are_those_of_the_binomial_tail() {
    // P(Binomial(4, 1/13) >= 4) = 13^-4, and P(Binomial(2, 1/13) >= 1) = 1 - (12/13)^2.
    assert_close(binomial_tail(4, 4, 1.0 / 13.0), 13.0_f64.powi(-4), 1e-15);
    assert_close(
        binomial_tail(1, 2, 1.0 / 13.0),
        1.0 - (12.0_f64 / 13.0).powi(2),
        1e-12,
    );
    for (k, n) in [(0, 9), (3, 9), (5, 9), (9, 9), (10, 9)] {
        assert_eq!(binomial_tail(k, n, 0.5), binomial_half_tail(k, n));
    }
    // Against a sum of all terms.
    let choose = |n: u64, k: u64| {
        (0..k).fold(1.0, |product, at| {
            product * (n - at) as f64 / (at + 1) as f64
        })
    };
    for k in 0..=20_u64 {
        let naive: f64 = (k..=20)
            .map(|it| choose(20, it) * 0.3_f64.powi(it as i32) * 0.7_f64.powi(20 - it as i32))
            .sum();
        assert!((binomial_tail(k, 20, 0.3) - naive).abs() < 1e-12, "{k}");
    }
    assert!(
        is_rare(4, 0, 12)
            && is_rare(0, 120, 12)
            && !is_rare(1, 1, 12)
            && !is_rare(10, 120, 12)
            && !is_rare(9, 0, 0)
    );
}

#[test]
fn a_week_without_a_count_is_a_gap_and_one_that_goes_on_is_not_judged() {
    let counts: [Option<&[(u64, u64)]>; 3] = [Some(&[(1, 2), (0, 0)]), None, Some(&[(3, 4)])];
    let ledger = weeks(&["data", "web"], &counts);
    let facts = facts(&ledger);
    assert_eq!(facts.periods.len(), 3);
    let known = |team: usize| {
        facts.teams[team]
            .periods
            .iter()
            .map(Option::is_some)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        (known(0), known(1)),
        (vec![true, false, true], vec![true, false, false])
    );
    assert_eq!(
        text::on_call::last_period(&facts, &facts.teams[1]),
        "18–24 March 2013: not counted"
    );
    assert_eq!(
        text::on_call::newest_period(&facts).unwrap(),
        "18\u{2013}24 March 2013: 7 alerts, 3 of them after hours."
    );

    let before = OnCallFacts::of(&ledger.internal, Now(moment("2013-03-24T23:59Z"))).unwrap();
    assert_eq!(
        before.periods.len(),
        1,
        "the last week is not over yet, and not there"
    );
    assert!(OnCallFacts::of(&ledger.internal, now("2013-03-10")).is_none());
}

#[test]
fn with_nine_teams_six_have_a_panel_and_all_a_column_in_the_table() {
    let teams = ["a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9"];
    let counts: Vec<(u64, u64)> = (1..=9).map(|at| (at, 20 - at)).collect();
    let eight = weeks(&teams[..8], &[Some(&counts[..8])]);
    let nine = weeks(&teams, &[Some(&counts)]);
    let panels = |ledger: &Ledger| {
        let pages = internal(ledger, "2014-01-01");
        let svg = page(&pages, "on-call/alerts.svg").to_owned();
        teams
            .iter()
            .filter(|team| svg.contains(&format!(">{}</text>", team.to_uppercase())))
            .copied()
            .collect::<Vec<_>>()
    };
    assert_eq!(panels(&eight).len(), 8);
    assert_eq!(panels(&nine), ["a4", "a5", "a6", "a7", "a8", "a9"]);
    let pages = internal(&nine, "2014-01-01");
    let html = page(&pages, "on-call/index.html");
    assert_contains(
        html,
        "the 6 teams with the most alerts after hours; 3 more are in the table",
    );
    assert_contains(html, "<th scope=\"col\">A1</th>");
    assert_contains(html, "<td>20 (1)</td>");
}

#[test]
fn the_table_and_the_file_hold_the_numbers_of_the_chart() {
    let ledger = example();
    let facts = OnCallFacts::of(&ledger.internal, now("2013-09-11")).unwrap();
    let pages = internal(ledger, "2013-09-11");
    let html = page(&pages, "on-call/index.html");
    let csv = page(&pages, "on-call/alerts.csv");
    for (at, (period, _)) in facts.periods.iter().enumerate() {
        let row = html
            .split("<tr>")
            .find(|row| row.contains(&format!(">{period} ")))
            .unwrap();
        let cells: Vec<String> = row
            .split("<td>")
            .skip(1)
            .map(|cell| plain(cell.split("</td>").next().unwrap()))
            .collect();
        let readings = facts
            .teams
            .iter()
            .map(|team| team.periods[at].unwrap().pages);
        assert_eq!(
            cells,
            readings
                .map(|pages| format!("{} ({})", pages.all(), pages.after_hours))
                .collect::<Vec<_>>()
        );
        for team in &facts.teams {
            let pages = team.periods[at].unwrap().pages;
            let line = format!(
                "{period},{},{},{},false,",
                team.team.id, pages.after_hours, pages.in_hours
            );
            assert_contains(csv, &line);
        }
    }
    let rects = |svg: &str| svg.matches("class=\"f-after\"").count();
    let drawn = facts
        .teams
        .iter()
        .flat_map(|team| team.periods.iter().flatten());
    let parts = drawn
        .filter(|reading| reading.pages.after_hours > 0)
        .count();
    assert_eq!(
        rects(page(&pages, "on-call/alerts.svg")),
        parts + 1,
        "one for each, and one in the key"
    );
}

#[test]
fn the_example_tells_of_a_check_that_woke_people_and_was_mended() {
    let ledger = example();
    let pages = internal(ledger, "2013-07-16");
    let html = page(&pages, "on-call/index.html");
    // In the week after it began.
    assert_contains(html, "More alerts than usual: Data");
    let pages = internal(ledger, "2013-09-11");
    let html = page(&pages, "on-call/index.html");
    assert_contains(
        html,
        "Data: outside the usual range in 4 weeks from 2013-W28 to 2013-W31",
    );
    assert_contains(html, "back in range since 2013-W32");
    assert_contains(html, "waits for a second slow answer");
    // The chart says so too.
    assert_contains(html, "8 Jul: Failover check pages");
    assert_eq!(
        html.matches("chart-wide\"").count() + html.matches("chart-narrow\"").count(),
        2
    );
    let front = page(&pages, "index.html");
    assert_contains(
        front,
        "2\u{2013}8 September 2013: 22 alerts, 8 of them after hours.",
    );
    assert_contains(front, "href=\"on-call/\"");
    // Labor Day: 2 September at eleven in the morning is after hours for Data, and so are two in the nights of 3 and 7 September.
    let last = &ledger.internal.on_call_counts.last().unwrap().teams;
    let data = last
        .iter()
        .find(|(team, _)| team.as_str() == "data")
        .unwrap()
        .1;
    assert_eq!((data.after_hours, data.in_hours), (3, 4));
}

#[test]
fn a_site_without_teams_has_no_such_page() {
    let pages = internal(&ledger(""), "2013-09-11");
    assert!(
        pages
            .keys()
            .all(|path| !path.starts_with("on-call") && !path.starts_with("services"))
    );
    assert_lacks(page(&pages, "index.html"), "On call");
    let pages = internal(&ledger(BERLIN), "2013-09-11");
    assert_contains(
        page(&pages, "on-call/index.html"),
        "No alerts have been counted yet",
    );
}
