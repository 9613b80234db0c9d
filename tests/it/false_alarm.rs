//! How often a report calls something clear in a week in which nothing changed, and how often it sees a change that is there.

use statuary::base::id::CulpritId;
use statuary::derive::report::ReportFacts;
use statuary::derive::statistics::{ChangeVerdict, planned_sample_size};
use statuary::model::report::{Product, Tally};

use crate::site::ledger;

/// A generator of our own (SplitMix64), so that the test is the same everywhere and for ever.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Arrivals in a week.
    fn poisson(&mut self, mean: f64) -> u64 {
        let (limit, mut product, mut count) = ((-mean).exp(), self.next(), 0);
        while product > limit {
            product *= self.next();
            count += 1;
        }
        count
    }

    /// Of each kind in a draw without replacement.
    fn draw(&mut self, tickets: &[u64], read: u64) -> Vec<u64> {
        let mut left = tickets.to_vec();
        let mut drawn = vec![0; tickets.len()];
        for already in 0..read {
            let all: u64 = tickets.iter().sum::<u64>() - already;
            let mut place = (self.next() * all as f64) as u64;
            let kind = left
                .iter()
                .position(|here| {
                    if place < *here {
                        true
                    } else {
                        place -= here;
                        false
                    }
                })
                .unwrap();
            left[kind] -= 1;
            drawn[kind] += 1;
        }
        drawn
    }
}

/// Shares of eight culprits, as a product has them.
const SHARES: [f64; 8] = [0.27, 0.2, 0.14, 0.11, 0.09, 0.08, 0.06, 0.05];

fn product() -> Product {
    let culprits: String = (0..8)
        .map(|at| format!("  - {{ id: c{at}, name: C {at} }}\n"))
        .collect();
    let week = |week: u32| {
        format!(
            "//- internal/reports/p/2013-W{week}.yaml\nproduct: p\nperiod: 2013-W{week}\npopulation: 400\nsampled: 1\nread: 1\n\
             culprits: {{ c0: 1 }}\n"
        )
    };
    let text = format!(
        "//- internal/reports/p/product.yaml\nname: P\nculprits:\n{culprits}{}{}",
        week(27),
        week(28)
    );
    ledger(&text).internal.products[0].clone()
}

fn fill(tally: &mut Tally, dice: &mut Dice, (weekly, planned): (f64, u64), factor: f64) {
    let mean = |at: usize| weekly * SHARES[at] * if at == 0 { factor } else { 1.0 };
    let tickets: Vec<u64> = (0..8).map(|at| dice.poisson(mean(at))).collect();
    let all = tickets.iter().sum();
    let read = planned.min(all);
    let drawn = dice.draw(&tickets, read);
    (tally.population, tally.sampled, tally.read) = (Some(all), read, read);
    let ids = (0..8).map(|at| CulpritId::new(&format!("c{at}")).unwrap());
    tally.counts = ids.zip(drawn).collect();
}

/// In how many of so many pairs of weeks any culprit is called clear, and in how many the first one is.
fn flags(pairs: u32, weekly: u32, factor: f64) -> (f64, f64) {
    let week = (
        f64::from(weekly),
        planned_sample_size(u64::from(weekly), 0.1).unwrap(),
    );
    let (mut product, mut dice, mut any, mut first) = (product(), Dice(20_130_708), 0, 0);
    for _ in 0..pairs {
        let mut tallies = product.samples.values_mut();
        fill(tallies.next().unwrap(), &mut dice, week, 1.0);
        fill(tallies.next().unwrap(), &mut dice, week, factor);
        let facts = ReportFacts::of(&product, product.samples.values().last().unwrap());
        let changes = &facts.comparison.as_ref().unwrap().changes;
        any += u32::from(
            changes
                .values()
                .any(|change| change.verdict == ChangeVerdict::Clear),
        );
        first += u32::from(
            changes
                .iter()
                .any(|(id, one)| id.as_str() == "c0" && one.verdict == ChangeVerdict::Clear),
        );
    }
    (
        f64::from(any) / f64::from(pairs),
        f64::from(first) / f64::from(pairs),
    )
}

#[test]
fn a_false_alarm_every_year_and_not_every_month() {
    for weekly in [250, 400] {
        let (any, _) = flags(4000, weekly, 1.0);
        assert!(
            (0.002..=0.019).contains(&any),
            "{any} of the weeks with {weekly} tickets"
        );
    }
}

#[test]
fn a_fall_by_three_quarters_is_seen() {
    let (_, first) = flags(400, 400, 0.25);
    assert!(first > 0.8, "{first}");
    let (_, first) = flags(400, 400, 0.5);
    assert!(
        (0.1..0.8).contains(&first),
        "a half is seen sometimes: {first}"
    );
}
