//! How often a report calls something clear in a week in which nothing changed, and how often it sees a change that is there. The same
//! with more rounds, and for trends and actions: `cargo bench --bench claims`.

#[path = "../../benches/claims/simulation.rs"]
mod simulation;

use simulation::{Arrivals, Claims, Dice, World, claims};

/// Weeks before the two that are compared: enough to measure how much counts vary.
const BASELINE: usize = 10;

/// What is claimed of the last of so many weeks, in which the first culprit's tickets are multiplied.
fn reports(rounds: u64, (weekly, arrivals): (f64, Arrivals), factor: f64) -> Vec<Claims> {
    let world = World { weekly, arrivals };
    let claim = |seed| {
        let last = BASELINE + 1;
        let change = |week, culprit| {
            if week == last && culprit == 0 {
                factor
            } else {
                1.0
            }
        };
        claims(&world.product(&mut Dice(20_130_708 + seed * 977), last + 1, change))
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
        let claims = reports(300, (400.0, arrivals), 1.0);
        let any = part(&claims, |claims| claims.any_clear || claims.any_claim);
        assert!(any <= 0.05, "{any} of the weeks with {arrivals:?}");
        let possible = part(&claims, |claims| claims.any_possible);
        assert!(possible <= 0.3, "{possible} of the weeks with {arrivals:?}");
    }
}

#[test]
fn a_fall_by_three_quarters_is_seen() {
    let first = |factor| {
        let claims = reports(200, (400.0, Arrivals::Poisson), factor);
        part(&claims, |claims| claims.first_clear)
    };
    assert!(first(0.25) > 0.7, "{}", first(0.25));
    let half = first(0.5);
    assert!(
        (0.05..0.7).contains(&half),
        "a half is seen sometimes: {half}"
    );
}
