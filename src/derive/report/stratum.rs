//! The strata of a tally. Where some priorities are read in full, it has two: all of those, and a random sample of the others; each has its
//! own weight.

use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::derive::statistics::{Observation, Sample, Stratum};
use crate::model::report::{Product, Stratum as Census, Tally};

/// What one stratum says, with all that its estimates are computed from.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// The period that was sampled.
    pub period: Period,
    /// Which of its tickets.
    pub which: Which,
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
pub enum Which {
    /// All.
    All,
    /// Those of the priorities that are read in full.
    Census,
    /// The others.
    Rest,
}

/// What tickets are counted.
#[derive(Clone, Debug)]
pub enum Counted {
    /// Those of some culprits together.
    Culprits(Vec<CulpritId>),
    /// Those whose cause was unclear.
    Unclassified,
}

impl Counted {
    pub(super) fn of_tally(&self, tally: &Tally) -> u64 {
        match self {
            Counted::Culprits(ids) => ids.iter().map(|id| tally.count(id)).sum(),
            Counted::Unclassified => tally.unclassified,
        }
    }

    fn of_census(&self, census: &Census) -> u64 {
        match self {
            Counted::Culprits(ids) => ids.iter().filter_map(|id| census.counts.get(id)).sum(),
            Counted::Unclassified => census.unclassified,
        }
    }

    /// Several together.
    pub(super) fn all(many: impl Iterator<Item = Counted>) -> Counted {
        let ids = many.flat_map(|one| match one {
            Counted::Culprits(ids) => ids,
            Counted::Unclassified => Vec::new(),
        });
        Counted::Culprits(ids.collect())
    }
}

/// A part of a tally that was drawn as one: a stratum.
#[derive(Clone, Copy)]
enum Part<'a> {
    /// A random sample of everything.
    Whole(&'a Tally),
    /// The priorities that are read in full.
    Census(&'a Census),
    /// The random sample of the other priorities.
    Rest(&'a Tally, &'a Census),
}

fn parts(tally: &Tally) -> impl Iterator<Item = Part<'_>> {
    let parts = match &tally.census {
        None => [Some(Part::Whole(tally)), None],
        Some(census) => [Some(Part::Census(census)), Some(Part::Rest(tally, census))],
    };
    // Of a part without tickets there is nothing to say, and of none before everything was read that is to be read in full.
    let full = is_read_in_full(tally);
    parts
        .into_iter()
        .flatten()
        .filter(move |part| full && part.sample().population != Some(0))
}

impl Part<'_> {
    fn which(self) -> Which {
        match self {
            Part::Whole(_) => Which::All,
            Part::Census(_) => Which::Census,
            Part::Rest(..) => Which::Rest,
        }
    }

    fn sample(self) -> Sample {
        match self {
            Part::Whole(tally) => sample(tally),
            Part::Census(census) => Sample {
                read: census.read,
                population: Some(census.population),
            },
            Part::Rest(tally, census) => Sample {
                read: tally.read.saturating_sub(census.read),
                population: tally
                    .population
                    .map(|all| all.saturating_sub(census.population)),
            },
        }
    }

    fn not_applicable(self) -> u64 {
        match self {
            Part::Whole(tally) => tally.not_applicable,
            Part::Census(census) => census.not_applicable,
            Part::Rest(tally, census) => tally.not_applicable.saturating_sub(census.not_applicable),
        }
    }

    fn count(self, counted: &Counted) -> u64 {
        match self {
            Part::Whole(tally) => counted.of_tally(tally),
            Part::Census(census) => counted.of_census(census),
            Part::Rest(tally, census) => counted
                .of_tally(tally)
                .saturating_sub(counted.of_census(census)),
        }
    }
}

/// Whether all tickets of the priorities that are to be read in full were read.
pub(in crate::derive) fn is_read_in_full(tally: &Tally) -> bool {
    tally
        .census
        .as_ref()
        .is_none_or(|census| census.read == census.population)
}

/// The sizes of the strata of a tally.
pub(super) fn samples(tally: &Tally) -> impl Iterator<Item = Sample> {
    parts(tally).map(Part::sample)
}

/// The counts in the strata of a tally, of all tickets.
pub(in crate::derive) fn strata(tally: &Tally, counted: &Counted) -> Vec<Stratum> {
    parts(tally)
        .map(|part| Stratum {
            count: part.count(counted),
            sample: part.sample(),
        })
        .collect()
}

/// The same among the tickets that were in scope. What was read in full is known to the last ticket.
pub(in crate::derive) fn strata_in_scope(tally: &Tally, counted: &Counted) -> Option<Vec<Stratum>> {
    let in_scope = |part: Part| {
        let sample = part.sample().in_scope(part.not_applicable())?;
        Some(Stratum {
            count: part.count(counted),
            sample,
        })
    };
    parts(tally).map(in_scope).collect()
}

/// The random part of a tally: tickets read of something, and tickets read in all that are in scope. What is read in full beside it has
/// another weight, so that a trend cannot hold both.
pub(in crate::derive) fn at_random(tally: &Tally, counted: &Counted) -> Option<(u64, u64)> {
    let random = parts(tally).find(|part| part.which() != Which::Census)?;
    Some((
        random.count(counted),
        random.sample().read - random.not_applicable(),
    ))
}

/// Everything that estimates are computed from.
pub(super) fn seen(product: &Product, tally: &Tally, counted: &Counted) -> Vec<Seen> {
    let (period, usage) = (tally.period, product.usage.get(&tally.period).copied());
    let seen = |part: Part| Seen {
        period,
        which: part.which(),
        sample: part.sample(),
        not_applicable: part.not_applicable(),
        count: part.count(counted),
        usage,
    };
    parts(tally).map(seen).collect()
}

/// What the strata of a sample say about something. Its usage is divided among them, so that their sum is that of the period.
pub(in crate::derive) fn observations(
    product: &Product,
    tally: &Tally,
    counted: &Counted,
    per_usage: bool,
) -> Vec<Observation> {
    let parts: Vec<Part> = parts(tally).collect();
    let usage = product
        .usage
        .get(&tally.period)
        .copied()
        .filter(|_| per_usage)
        .unwrap_or(1.0);
    #[allow(clippy::cast_precision_loss, reason = "a tally has two parts at most")]
    let share = usage / parts.len() as f64;
    let observe = |part: &Part| Observation {
        count: part.count(counted),
        sample: part.sample(),
        usage: share,
    };
    parts.iter().map(observe).collect()
}

/// Tickets read, of how many.
pub(in crate::derive) fn sample(tally: &Tally) -> Sample {
    Sample {
        read: tally.read,
        population: tally.population,
    }
}
