//! The strata of a tally. Where some priorities are read in full, it has two: all of those, and a random sample of the others; each has its
//! own weight.

use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::derive::statistics::{Observation, Sample, Stratum};
use crate::model::report::{CensusCounts as Census, Product, Tally};

/// What one stratum says, with all that its estimates are computed from.
#[derive(Clone, Copy, Debug)]
pub struct StratumCounts {
    /// The period that was sampled.
    pub period: Period,
    /// Which of its tickets.
    pub kind: StratumKind,
    /// Tickets read, of how many.
    pub sample: Sample,
    /// Tickets read that should not have been counted.
    pub not_applicable: u64,
    /// Tickets read that count.
    pub count: u64,
    /// Usage in the period.
    pub usage: Option<f64>,
}

/// Which tickets of a period a stratum holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StratumKind {
    /// All.
    All,
    /// Those of the priorities that are read in full.
    Census,
    /// The others.
    Rest,
}

/// What tickets are counted.
#[derive(Clone, Debug)]
pub enum TicketSelector {
    /// Those of some culprits together.
    Culprits(Vec<CulpritId>),
    /// Those whose cause was unclear.
    Unclassified,
}

impl TicketSelector {
    pub fn count_in_tally(&self, tally: &Tally) -> u64 {
        match self {
            TicketSelector::Culprits(ids) => ids.iter().map(|id| tally.count(id)).sum(),
            TicketSelector::Unclassified => tally.unclassified,
        }
    }

    fn count_in_census(&self, census: &Census) -> u64 {
        match self {
            TicketSelector::Culprits(ids) => {
                ids.iter().filter_map(|id| census.counts.get(id)).sum()
            }
            TicketSelector::Unclassified => census.unclassified,
        }
    }

    /// Several together.
    pub fn union(many: impl Iterator<Item = TicketSelector>) -> TicketSelector {
        let ids = many.flat_map(|one| match one {
            TicketSelector::Culprits(ids) => ids,
            TicketSelector::Unclassified => Vec::new(),
        });
        TicketSelector::Culprits(ids.collect())
    }
}

/// A part of a tally that was drawn as one: a stratum.
#[derive(Clone, Copy)]
enum StratumSource<'a> {
    /// A random sample of everything.
    Whole(&'a Tally),
    /// The priorities that are read in full.
    Census(&'a Census),
    /// The random sample of the other priorities.
    Rest(&'a Tally, &'a Census),
}

fn stratum_sources(tally: &Tally) -> impl Iterator<Item = StratumSource<'_>> {
    let parts = match &tally.census {
        None => [Some(StratumSource::Whole(tally)), None],
        Some(census) => [
            Some(StratumSource::Census(census)),
            Some(StratumSource::Rest(tally, census)),
        ],
    };
    // Of a part without tickets there is nothing to say, and of none before everything was read that is to be read in full.
    let full = is_census_complete(tally);
    parts
        .into_iter()
        .flatten()
        .filter(move |part| full && part.sample().population != Some(0))
}

impl StratumSource<'_> {
    fn kind(self) -> StratumKind {
        match self {
            StratumSource::Whole(_) => StratumKind::All,
            StratumSource::Census(_) => StratumKind::Census,
            StratumSource::Rest(..) => StratumKind::Rest,
        }
    }

    fn sample(self) -> Sample {
        match self {
            StratumSource::Whole(tally) => sample(tally),
            StratumSource::Census(census) => Sample {
                read: census.read,
                population: Some(census.population),
            },
            StratumSource::Rest(tally, census) => Sample {
                read: tally.read.saturating_sub(census.read),
                population: tally
                    .population
                    .map(|all| all.saturating_sub(census.population)),
            },
        }
    }

    fn not_applicable(self) -> u64 {
        match self {
            StratumSource::Whole(tally) => tally.not_applicable,
            StratumSource::Census(census) => census.not_applicable,
            StratumSource::Rest(tally, census) => {
                tally.not_applicable.saturating_sub(census.not_applicable)
            }
        }
    }

    fn count(self, counted: &TicketSelector) -> u64 {
        match self {
            StratumSource::Whole(tally) => counted.count_in_tally(tally),
            StratumSource::Census(census) => counted.count_in_census(census),
            StratumSource::Rest(tally, census) => counted
                .count_in_tally(tally)
                .saturating_sub(counted.count_in_census(census)),
        }
    }
}

/// Whether all tickets of the priorities that are to be read in full were read.
pub fn is_census_complete(tally: &Tally) -> bool {
    tally
        .census
        .as_ref()
        .is_none_or(|census| census.read == census.population)
}

/// The sizes of the strata of a tally.
pub fn samples(tally: &Tally) -> impl Iterator<Item = Sample> {
    stratum_sources(tally).map(StratumSource::sample)
}

/// The counts in the strata of a tally, of all tickets.
pub fn strata(tally: &Tally, counted: &TicketSelector) -> Vec<Stratum> {
    stratum_sources(tally)
        .map(|part| Stratum {
            count: part.count(counted),
            sample: part.sample(),
        })
        .collect()
}

/// The same among the tickets that were in scope. What was read in full is known to the last ticket.
pub fn strata_in_scope(tally: &Tally, counted: &TicketSelector) -> Option<Vec<Stratum>> {
    let in_scope = |part: StratumSource| {
        let sample = part.sample().in_scope(part.not_applicable())?;
        Some(Stratum {
            count: part.count(counted),
            sample,
        })
    };
    stratum_sources(tally).map(in_scope).collect()
}

/// The random part of a tally: tickets read of something, and tickets read in all that are in scope. What is read in full beside it has
/// another weight, so that a trend cannot hold both.
pub fn random_part_counts(tally: &Tally, counted: &TicketSelector) -> Option<(u64, u64)> {
    let random = stratum_sources(tally).find(|part| part.kind() != StratumKind::Census)?;
    Some((
        random.count(counted),
        random.sample().read - random.not_applicable(),
    ))
}

/// Everything that estimates are computed from.
pub fn stratum_counts(
    product: &Product,
    tally: &Tally,
    counted: &TicketSelector,
) -> Vec<StratumCounts> {
    let (period, usage) = (tally.period, product.usage.get(&tally.period).copied());
    let seen = |part: StratumSource| StratumCounts {
        period,
        kind: part.kind(),
        sample: part.sample(),
        not_applicable: part.not_applicable(),
        count: part.count(counted),
        usage,
    };
    stratum_sources(tally).map(seen).collect()
}

/// What the strata of a sample say about something. Its usage is divided among them, so that their sum is that of the period.
pub fn observations(
    product: &Product,
    tally: &Tally,
    counted: &TicketSelector,
    per_usage: bool,
) -> Vec<Observation> {
    let parts: Vec<StratumSource> = stratum_sources(tally).collect();
    let usage = product
        .usage
        .get(&tally.period)
        .copied()
        .filter(|_| per_usage)
        .unwrap_or(1.0);
    // A tally has two parts at most.
    let share = usage / parts.len() as f64;
    let observe = |part: &StratumSource| Observation {
        count: part.count(counted),
        sample: part.sample(),
        usage: share,
    };
    parts.iter().map(observe).collect()
}

/// Tickets read, of how many.
pub fn sample(tally: &Tally) -> Sample {
    Sample {
        read: tally.read,
        population: tally.population,
    }
}
