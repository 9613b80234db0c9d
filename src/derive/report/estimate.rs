//! What is estimated from a count of a tally. Where some priorities are read in full, a tally has two parts: all of those, and a random
//! sample of the others; each part has its own weight.

use crate::base::id::CulpritId;
use crate::derive::statistics::{self, Census, Estimate, Observation, Sample, Volume};
use crate::model::report::{Stratum, Tally};

/// Tickets of one kind that were read.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::derive) struct Seen {
    /// All of them.
    pub all: u64,
    /// Those among them that were read because of their priority.
    pub census: u64,
}

impl Seen {
    /// Tickets of some culprits together.
    pub fn of<'a>(tally: &Tally, culprits: impl IntoIterator<Item = &'a CulpritId>) -> Seen {
        let in_full = |id: &CulpritId| tally.census.as_ref().and_then(|part| part.counts.get(id)).copied().unwrap_or(0);
        let count = |id: &CulpritId| Seen { all: tally.count(id), census: in_full(id) };
        culprits
            .into_iter()
            .map(count)
            .fold(Seen::default(), |a, b| Seen { all: a.all + b.all, census: a.census + b.census })
    }

    /// Tickets whose cause is unclear.
    pub fn unclassified(tally: &Tally) -> Seen {
        let census = tally.census.as_ref().map_or(0, |part| part.unclassified);
        Seen { all: tally.unclassified, census }
    }

    /// Those of the random sample.
    pub fn sampled(self) -> u64 {
        self.all.saturating_sub(self.census)
    }
}

/// Tickets read, of how many.
pub(in crate::derive) fn sample(tally: &Tally) -> Sample {
    Sample { read: tally.read, population: tally.population }
}

/// Tickets read of the random sample, of how many; all there are if no priority is read in full.
pub(in crate::derive) fn rest(tally: &Tally) -> Sample {
    let Some(part) = &tally.census else { return sample(tally) };
    Sample {
        read: tally.read.saturating_sub(part.read),
        population: tally.population.map(|all| all.saturating_sub(part.population)),
    }
}

/// Tickets of the random sample that are in scope.
pub(in crate::derive) fn rest_in_scope(tally: &Tally) -> Option<Sample> {
    let rest = rest(tally);
    if tally.census.is_some() && rest.read == 0 && rest.population == Some(0) {
        return Some(rest);
    }
    let out_of_scope = tally.not_applicable - tally.census.as_ref().map_or(0, |part| part.not_applicable);
    rest.in_scope(out_of_scope)
}

/// The share of the tickets in scope. `None` if nothing was read, or not yet all that is to be read in full.
pub(in crate::derive) fn share(seen: Seen, tally: &Tally) -> Option<Estimate> {
    let in_scope = rest_in_scope(tally)?;
    match &tally.census {
        None => statistics::share(seen.all, in_scope),
        Some(part) => {
            let whole = part.population.checked_sub(part.not_applicable).filter(|_| is_whole(part))?;
            statistics::share_with_census(Census { count: seen.census, population: whole }, seen.sampled(), in_scope)
        }
    }
}

/// The number of all tickets. `None` as for [`share`], and if nobody knows how many there were.
pub(in crate::derive) fn volume(seen: Seen, tally: &Tally) -> Option<Volume> {
    match census(seen, tally)? {
        None => statistics::volume(seen.all, sample(tally)),
        Some(census) => statistics::volume_with_census(census, seen.sampled(), rest(tally)),
    }
}

/// Tickets for each thousand of usage. `None` as for [`volume`], and for a usage that nothing can be divided by.
pub(in crate::derive) fn rate(seen: Seen, tally: &Tally, usage: f64) -> Option<Estimate> {
    match census(seen, tally)? {
        None => statistics::rate_per_1000(seen.all, sample(tally), usage),
        Some(census) => statistics::rate_with_census(census, seen.sampled(), rest(tally), usage),
    }
}

/// What the period says about some tickets, for comparisons: its parts are added, and each has its own variance.
pub(in crate::derive) fn observations(seen: Seen, tally: &Tally, usage: f64) -> Vec<Observation> {
    let rest = rest(tally);
    let Some(part) = &tally.census else { return vec![Observation { count: seen.all, sample: rest, usage }] };
    let in_full = Sample { read: part.read, population: Some(part.population) };
    let parts = [(seen.census, in_full), (seen.sampled(), rest)];
    let parts: Vec<(u64, Sample)> = parts.into_iter().filter(|(_, sample)| sample.read > 0).collect();
    // Usage is added up over observations, so each part has half of it.
    let usage = usage / if parts.len() == 2 { 2.0 } else { 1.0 };
    parts.into_iter().map(|(count, sample)| Observation { count, sample, usage }).collect()
}

/// The part that is read in full, `Some(None)` if there is none; `None` if it is not read to its end.
#[allow(clippy::option_option, reason = "there are three cases, and the caller leaves at the third")]
fn census(seen: Seen, tally: &Tally) -> Option<Option<Census>> {
    match &tally.census {
        None => Some(None),
        Some(part) => is_whole(part).then_some(Some(Census { count: seen.census, population: part.population })),
    }
}

/// Whether all tickets of the part were read.
pub(in crate::derive) fn is_whole(part: &Stratum) -> bool {
    part.read == part.population
}
