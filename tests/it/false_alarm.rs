//! How often a report calls something clear in a week in which nothing changed, and how often it sees a change that is there. The same
//! with more rounds, and for trends and actions: `cargo bench --bench claims`.

#[path = "../../benches/claims/simulation.rs"]
mod simulation;

use simulation::{Arrivals, Claims, Dice, World, claims};

/// Weeks before the two that are compared: enough to measure how much counts vary.
const BASELINE: usize = 10;

/// What is claimed of the last week, where the first culprit's tickets are multiplied in so many weeks up to it.
fn reports(rounds: u64, arrivals: Arrivals, (changed, factor): (usize, f64)) -> Vec<Claims> {
    let world = World {
        weekly: 400.0,
        arrivals,
    };
    let claim = |seed| {
        let weeks = BASELINE + 2;
        let change = |week, culprit| {
            if week + changed >= weeks && culprit == 0 {
                factor
            } else {
                1.0
            }
        };
        claims(&world.product(&mut Dice(20_130_708 + seed * 977), weeks, change))
    };
    (0..rounds).map(claim).collect()
}

fn part(claims: &[Claims], which: fn(&Claims) -> bool) -> f64 {
    claims.iter().filter(|claims| which(claims)).count() as f64 / claims.len() as f64
}

#[test]
fn a_false_alarm_every_year_and_not_every_month() {
    for arrivals in [
        Arrivals::Poisson,
        Arrivals::SharedBursts(3.0),
        Arrivals::OwnBursts(3.0),
        Arrivals::OwnBursts(5.0),
    ] {
        let claims = reports(800, arrivals, (0, 1.0));
        let any = part(&claims, |claims| claims.any_clear);
        assert!(any <= 0.05, "{any} of the weeks with {arrivals:?}");
        let possible = part(&claims, |claims| claims.any_possible);
        assert!(
            possible <= 0.12,
            "{possible} of the weeks with {arrivals:?}"
        );
    }
}

#[test]
fn a_fall_by_three_quarters_is_seen_and_a_halving_after_four_weeks() {
    let seen =
        |changed, factor, which| part(&reports(200, Arrivals::Poisson, (changed, factor)), which);
    let fall = seen(1, 0.25, |claims| claims.first_clear);
    assert!(fall > 0.7, "{fall}");
    let half = seen(1, 0.5, |claims| claims.first_clear);
    assert!(
        (0.05..0.7).contains(&half),
        "a half is seen sometimes: {half}"
    );
    let weeks = seen(4, 0.5, |claims| claims.first_clear_in_window);
    assert!(weeks > 0.8, "{weeks}");
}
