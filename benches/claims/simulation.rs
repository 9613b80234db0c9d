//! Made-up products in which it is known what changed, read as a team would read them.

use std::collections::BTreeMap;

use statuary::base::id::{CulpritId, ProductId};
use statuary::base::period::Period;
use statuary::base::time::{Date, Zone};
use statuary::derive::report::ReportFacts;
use statuary::derive::statistics::ChangeVerdict;
use statuary::model::report::{Culprit, Product, SamplingMethod, Tally};

/// A generator of our own (SplitMix64), so that a run is the same everywhere and for ever.
pub struct Dice(pub u64);

impl Dice {
    /// From 0 to 1.
    pub fn next(&mut self) -> f64 {
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

    fn normal(&mut self) -> f64 {
        let (radius, angle) = ((-2.0 * (1.0 - self.next()).ln()).sqrt(), self.next());
        radius * (std::f64::consts::TAU * angle).cos()
    }

    /// Gamma with the mean 1 and a variance (Marsaglia and Tsang 2000), for shapes from 1 up.
    fn burst(&mut self, variance: f64) -> f64 {
        if variance == 0.0 {
            return 1.0;
        }
        let shape = (1.0 / variance).max(1.0);
        let d = shape - 1.0 / 3.0;
        loop {
            let x = self.normal();
            let v = (1.0 + x / (9.0 * d).sqrt()).powi(3);
            if v > 0.0 && (1.0 - self.next()).ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v / shape;
            }
        }
    }

    /// Of each kind in a draw without replacement.
    pub fn draw(&mut self, tickets: &[u64], read: u64) -> Vec<u64> {
        let mut left = tickets.to_vec();
        let mut drawn = vec![0; tickets.len()];
        for already in 0..read {
            let all: u64 = tickets.iter().sum::<u64>() - already;
            let mut place = (self.next() * all as f64) as u64;
            let mut kind = 0;
            while place >= left[kind] {
                place -= left[kind];
                kind += 1;
            }
            left[kind] -= 1;
            drawn[kind] += 1;
        }
        drawn
    }
}

/// How tickets arrive.
#[derive(Clone, Copy, Debug)]
pub enum Arrivals {
    /// One by one.
    Poisson,
    /// With good and bad weeks for all culprits together: the dispersion of all tickets.
    SharedBursts(f64),
    /// With good and bad weeks of each culprit: the dispersion of its tickets.
    OwnBursts(f64),
}

/// Shares of eight culprits, as a product has them.
pub const SHARES: [f64; 8] = [0.27, 0.2, 0.14, 0.11, 0.09, 0.08, 0.06, 0.05];

/// A product whose every week is complete and read as planned.
#[derive(Clone, Copy, Debug)]
pub struct World {
    /// Tickets in a usual week.
    pub weekly: f64,
    pub arrivals: Arrivals,
}

impl World {
    /// A product with so many weeks. `factor` multiplies the tickets of a culprit (by its place among the shares) in a week.
    pub fn product(
        self,
        dice: &mut Dice,
        weeks: usize,
        factor: impl Fn(usize, usize) -> f64,
    ) -> Product {
        let mut samples = BTreeMap::new();
        let mut period = first_week();
        for week in 0..weeks {
            samples.insert(
                period,
                self.week(dice, period, |culprit| factor(week, culprit)),
            );
            period = Period::Week(period.day_after());
        }
        Product {
            id: ProductId::new("p").unwrap(),
            name: "P".to_owned(),
            usage_unit: None,
            owner: None,
            margin: 0.1,
            assumed_dispersion: 3.0,
            zone: None,
            census_priorities: Vec::new(),
            export: None,
            labels: None,
            culprits: (0..SHARES.len()).map(culprit).collect(),
            comparisons: Vec::new(),
            targets: Vec::new(),
            samples,
            usage_measure: None,
            usage: BTreeMap::new(),
            actions: Vec::new(),
        }
    }

    fn week(self, dice: &mut Dice, period: Period, factor: impl Fn(usize) -> f64) -> Tally {
        let shared = match self.arrivals {
            Arrivals::SharedBursts(phi) => dice.burst((phi - 1.0) / self.weekly),
            Arrivals::Poisson | Arrivals::OwnBursts(_) => 1.0,
        };
        let mut tickets = Vec::new();
        for (at, share) in SHARES.iter().enumerate() {
            let mean = self.weekly * share * factor(at);
            let own = match self.arrivals {
                Arrivals::OwnBursts(phi) => dice.burst((phi - 1.0) / mean),
                Arrivals::Poisson | Arrivals::SharedBursts(_) => 1.0,
            };
            tickets.push(dice.poisson(mean * shared * own));
        }
        let all: u64 = tickets.iter().sum();
        let read = planned_sample_size(all);
        let ids = (0..SHARES.len()).map(culprit_id);
        Tally {
            period,
            zone: Zone::UTC,
            population: Some(all),
            sampled: read,
            read,
            method: SamplingMethod::HashV1,
            complete: true,
            previous: period.previous(),
            counts: ids.zip(dice.draw(&tickets, read)).collect(),
            unclassified: 0,
            not_applicable: 0,
            notes: BTreeMap::new(),
            unclassified_notes: Vec::new(),
            minutes: BTreeMap::new(),
            unclassified_minutes: Vec::new(),
            double_codings: Vec::new(),
            draw: None,
            census: None,
            labels: None,
        }
    }
}

/// As the program plans it for a margin of ten points (Thompson 1987), where its search for the worst case takes too long for millions of
/// weeks.
pub fn planned_sample_size(population: u64) -> u64 {
    let endless = 127.358_650_7;
    let size = endless / (1.0 + (endless - 1.0) / population as f64);
    (size.ceil() as u64).min(population)
}

/// The week from which every product is counted.
pub fn first_week() -> Period {
    Period::week_of(Date::new(2013, 1, 7).unwrap())
}

pub fn culprit_id(at: usize) -> CulpritId {
    CulpritId::new(&format!("c{at}")).unwrap()
}

fn culprit(at: usize) -> Culprit {
    Culprit {
        id: culprit_id(at),
        name: format!("C {at}"),
        kind: None,
        owner: None,
        error_codes: Vec::new(),
        since: None,
        retired: None,
        split_into: Vec::new(),
    }
}

/// What the report of the last week says, in both of its comparisons: four weeks against four, and one against one.
#[derive(Clone, Copy, Debug, Default)]
pub struct Claims {
    /// Any culprit is called clear.
    pub any_clear: bool,
    /// Any change at all is called clear: of a culprit, or of the total.
    pub any_claim: bool,
    /// Any culprit changed “possibly”.
    pub any_possible: bool,
    /// The first culprit is called clear, one week against one.
    pub first_clear: bool,
    /// The first culprit is called clear, four weeks against four.
    pub first_clear_in_window: bool,
    /// All tickets are called clear, four weeks against four.
    pub total_clear_in_window: bool,
}

/// Reads the report of the last week of a product.
pub fn claims(product: &Product) -> Claims {
    let facts = ReportFacts::of(product, product.samples.values().last().unwrap());
    let mut found = Claims::default();
    for comparison in facts.comparisons() {
        let is_clear = |verdict| verdict == ChangeVerdict::Clear;
        for (id, change) in &comparison.changes {
            found.any_clear |= is_clear(change.verdict);
            found.any_possible |= change.verdict == ChangeVerdict::Unsure;
            if *id == culprit_id(0) && comparison.is_window {
                found.first_clear_in_window = is_clear(change.verdict);
            } else if *id == culprit_id(0) {
                found.first_clear = is_clear(change.verdict);
            }
        }
        let total = comparison.total.as_ref();
        let is_total_clear = total.is_some_and(|total| is_clear(total.verdict));
        found.any_claim |= is_total_clear;
        found.total_clear_in_window |= comparison.is_window && is_total_clear;
    }
    found.any_claim |= found.any_clear;
    found
}
