//! How often support reports claim what is not so, and how often they see what is: `cargo bench --bench claims`. A number after it is that of
//! rounds, 1,000 if there is none; `changes` or `labels` runs only that part. Optimizing the program would change nothing but the time, so `--profile dev` does.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::cast_precision_loss,
    reason = "a benchmark prints, and stops at the unexpected"
)]

mod labels;
mod simulation;

use statuary::base::time::Date;
use statuary::derive::action_effect::{ActionOutcome, action_effect};
use statuary::derive::product::ProductFacts;
use statuary::model::report::{ActionKind, Product, ProductAction, Tally};

use labels::{ACCURACIES, LabelDesign, Mistakes, POPULATIONS};
use simulation::{Arrivals, Claims, Dice, World, claims, culprit_id, first_week};

/// Tickets in a week, of which 97 are read.
const WEEKLY: f64 = 400.0;

/// Weeks of a product that has been read for four months, and of one that has been read for three: the fewer, the worse it is known how much
/// counts vary.
const ALL_WEEKS: [usize; 2] = [18, 12];

const ALL_ARRIVALS: [Arrivals; 4] = [
    Arrivals::Poisson,
    Arrivals::SharedBursts(3.0),
    Arrivals::OwnBursts(3.0),
    Arrivals::OwnBursts(5.0),
];

/// Of the intervals of shares with machine labels, so many hold the true share at least.
const MIN_COVERAGE: f64 = 0.945;

fn main() {
    let rounds = std::env::args().find_map(|word| word.parse().ok());
    let rounds: u32 = rounds.unwrap_or(1000);
    println!(
        "{rounds} rounds; a part of 5% is then known to about {:.1} points",
        error(rounds)
    );
    let is_wanted = |part: &str| {
        let mut parts =
            std::env::args().filter(|word| ["labels", "changes"].contains(&word.as_str()));
        parts.next().is_none_or(|word| word == part)
    };
    if is_wanted("labels") {
        print_labels(rounds);
    }
    if !is_wanted("changes") {
        return;
    }
    for arrivals in ALL_ARRIVALS {
        for weeks in ALL_WEEKS {
            println!("\n{arrivals:?}, {weeks} weeks");
            print_changes(rounds, arrivals, weeks);
            print_actions(rounds, arrivals, weeks);
        }
        println!("\n{arrivals:?}, trends");
        print_trends(rounds, arrivals);
    }
}

/// The intervals of shares where a machine labelled every ticket. Of each design the bar is for the intervals of all eight culprits.
fn print_labels(rounds: u32) {
    for mistakes in [Mistakes::Scattered, Mistakes::Shifted, Mistakes::Unknown] {
        println!(
            "\nMachine labels, wrong ones {mistakes:?}: intervals that hold the true share (the culprit with the fewest)"
        );
        for accuracy in ACCURACIES {
            for tickets in POPULATIONS {
                let LabelDesign {
                    read,
                    coverage,
                    least_coverage,
                    width,
                    worth,
                } = labels::simulate(rounds, tickets, accuracy, mistakes);
                let mark = if coverage < MIN_COVERAGE {
                    "BELOW THE BAR"
                } else {
                    ""
                };
                println!(
                    "  {:5.1}% ({:5.1}%)  {:2.0}% right, {read:3} of {tickets:4} read: width {width:.2}, worth {worth:.0} tickets {mark}",
                    coverage * 100.0,
                    least_coverage * 100.0,
                    accuracy * 100.0
                );
            }
        }
    }
}

/// Two standard errors of 5%, in points.
fn error(rounds: u32) -> f64 {
    200.0 * (0.05 * 0.95 / f64::from(rounds)).sqrt()
}

fn print_line(rate: f64, bar: Option<f64>, words: &str) {
    let mark = match bar {
        Some(bar) if rate > bar => "ABOVE THE BAR",
        Some(_) => "within the bar",
        None => "",
    };
    println!("  {:5.1}%  {words} {mark}", rate * 100.0);
}

/// The part of so many rounds in which something holds.
fn rate(rounds: u32, mut round: impl FnMut(u64) -> bool) -> f64 {
    let hits = (0..rounds)
        .filter(|seed| round(20_130_708 + u64::from(*seed) * 977))
        .count();
    hits as f64 / f64::from(rounds)
}

fn world(arrivals: Arrivals) -> World {
    World {
        weekly: WEEKLY,
        arrivals,
    }
}

/// What the report of the last week claims, where the first culprit's tickets are multiplied in the last `changed` weeks.
fn last_report(
    (arrivals, weeks): (Arrivals, usize),
    seed: u64,
    changed: usize,
    factor: f64,
) -> Claims {
    let change = |week, culprit| {
        if culprit == 0 && week + changed >= weeks {
            factor
        } else {
            1.0
        }
    };
    claims(&world(arrivals).product(&mut Dice(seed), weeks, change))
}

fn print_changes(rounds: u32, arrivals: Arrivals, weeks: usize) {
    let product = (arrivals, weeks);
    let quiet = |holds: fn(&Claims) -> bool| {
        rate(rounds, |seed| holds(&last_report(product, seed, 0, 1.0)))
    };
    print_line(
        quiet(|one| one.any_clear),
        Some(0.05),
        "of quiet weeks: a culprit is called clear",
    );
    print_line(
        quiet(|one| one.any_claim),
        Some(0.05),
        "of quiet weeks: a culprit or the total is called clear",
    );
    print_line(
        quiet(|one| one.any_possible),
        None,
        "of quiet weeks: a culprit changed “possibly”",
    );
    print_line(
        rate(rounds, |seed| {
            last_report(product, seed, 1, 0.5).first_clear
        }),
        None,
        "of halvings are seen in the first week",
    );
    print_line(
        rate(rounds, |seed| {
            last_report(product, seed, 4, 0.5).first_clear_in_window
        }),
        None,
        "of halvings are seen after four weeks",
    );
    print_line(
        rate(rounds, |seed| {
            let change = |week, _| if week + 4 >= weeks { 2.0 / 3.0 } else { 1.0 };
            claims(&world(arrivals).product(&mut Dice(seed), weeks, change)).total_clear_in_window
        }),
        None,
        "of falls of all tickets by a third are seen after four weeks",
    );
}

/// Products in which the first culprit falls steadily by three quarters and nothing else moves.
fn print_trends(rounds: u32, arrivals: Arrivals) {
    let weeks = 12;
    let change = |week: usize, culprit| {
        if culprit == 0 {
            1.0 - 0.75 * week as f64 / (weeks - 1) as f64
        } else {
            1.0
        }
    };
    let (mut rising, mut falling) = (0, 0);
    for seed in 0..rounds {
        let product = world(arrivals).product(&mut Dice(u64::from(seed) * 977), weeks, change);
        let known: Vec<&Tally> = product.samples.values().collect();
        let facts = ProductFacts::of(&product, &known).unwrap();
        let clear = |first: bool, up: bool| {
            facts.series.iter().any(|series| {
                let is_first = series.culprit.id == culprit_id(0);
                let rises = series.trend.and_then(|trend| trend.rises());
                is_first == first && rises == Some(up)
            })
        };
        rising += u32::from(clear(false, true));
        falling += u32::from(clear(true, false));
    }
    let part = |hits| f64::from(hits) / f64::from(rounds);
    print_line(
        part(rising),
        Some(0.05),
        "of products: an unchanged culprit is “rising” while another falls by 75%",
    );
    print_line(
        part(falling),
        None,
        "of products: the one that falls is “falling”",
    );
}

/// An action about the first culprit, in the middle of a week.
fn action(product: &mut Product, week: usize) {
    let days = 7 * i64::try_from(week).unwrap() + 2;
    product.actions.push(ProductAction {
        id: statuary::base::id::ActionId::new("fix").unwrap(),
        date: first_week().first().plus_days(days),
        title: "Fix".to_owned(),
        kind: ActionKind::Fix,
        culprits: vec![culprit_id(0)],
        link: None,
        rebase: false,
        incidents: Vec::new(),
    });
}

/// Whether an action is said to have helped, after so many weeks.
fn is_claimed_to_help(product: &Product, until: Date) -> bool {
    let known = product.samples.values();
    let known: Vec<&Tally> = known.filter(|tally| tally.period.last() <= until).collect();
    let outcome = action_effect(product, &known, &product.actions[0], &product.culprits[0]);
    matches!(outcome, Some(ActionOutcome::Effect(effect)) if effect.is_decrease())
}

fn print_actions(rounds: u32, arrivals: Arrivals, weeks: usize) {
    let at = weeks - 5;
    let claimed = |looks: std::ops::RangeInclusive<usize>, factor: f64| {
        rate(rounds, |seed| {
            let change = |week, culprit| {
                if culprit == 0 && week > at {
                    factor
                } else {
                    1.0
                }
            };
            let mut product = world(arrivals).product(&mut Dice(seed), weeks, change);
            action(&mut product, at);
            looks.clone().any(|after| {
                let days = 7 * i64::try_from(at + 1 + after).unwrap() - 1;
                is_claimed_to_help(&product, first_week().first().plus_days(days))
            })
        })
    };
    print_line(
        claimed(4..=4, 1.0),
        Some(0.025),
        "of useless actions are claimed to help after four weeks",
    );
    print_line(
        claimed(2..=4, 1.0),
        Some(0.025),
        "of useless actions are claimed to help in any of the weeks until then",
    );
    print_line(
        claimed(4..=4, 0.5),
        None,
        "of actions that halve a culprit are claimed to help",
    );
}
