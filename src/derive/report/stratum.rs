//! The strata of a tally. Where some priorities are read in full, it has two: all of those, and a random sample of the others; each has its
//! own weight.

use std::collections::BTreeMap;

use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::derive::statistics::{LabelCounts, Observation, Sample, Stratum};
use crate::model::report::{Classification, Culprit, MachineLabels, Product, Tally};

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
    /// What a machine said about them, where one labeled the tickets.
    pub labels: Option<LabelCounts>,
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
    pub fn culprit(culprit: &Culprit) -> TicketSelector {
        TicketSelector::Culprits(vec![culprit.id.clone()])
    }

    pub fn count_in_tally(&self, tally: &Tally) -> u64 {
        self.count(&tally.counts, tally.unclassified)
    }

    fn count(&self, counts: &BTreeMap<CulpritId, u64>, unclassified: u64) -> u64 {
        match self {
            TicketSelector::Culprits(ids) => ids.iter().filter_map(|id| counts.get(id)).sum(),
            TicketSelector::Unclassified => unclassified,
        }
    }

    /// What a machine said: nothing of tickets whose cause is unclear.
    fn labels(&self, labels: &MachineLabels) -> Option<LabelCounts> {
        let TicketSelector::Culprits(ids) = self else {
            return None;
        };
        let is_label =
            |label: &Option<CulpritId>| label.as_ref().is_some_and(|id| ids.contains(id));
        let is_found = |finding: &Classification| matches!(finding, Classification::Culprit(id) if ids.contains(id));
        let read = |machine: bool, people: bool| {
            let cells = labels.read.iter();
            cells
                .filter(|((label, finding), _)| {
                    (is_label(label), is_found(finding)) == (machine, people)
                })
                .map(|(_, tickets)| tickets)
                .sum()
        };
        Some(LabelCounts {
            machine: ids.iter().filter_map(|id| labels.counts.get(id)).sum(),
            missed: read(false, true),
            wrong: read(true, false),
        })
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

impl StratumCounts {
    pub fn stratum(self) -> Stratum {
        Stratum {
            count: self.count,
            sample: self.sample,
            labels: self.labels,
        }
    }

    fn in_scope(self) -> Option<Stratum> {
        Some(Stratum {
            count: self.count,
            sample: self.sample.in_scope(self.not_applicable)?,
            // Wrong labels of tickets out of scope stay: the machine counts those tickets among the culprit's.
            labels: self.labels,
        })
    }

    /// The random sample beside the priorities that were read in full.
    fn without(self, census: StratumCounts) -> StratumCounts {
        let read_in_full = census.sample.population.unwrap_or_default();
        let population = self.sample.population;
        StratumCounts {
            kind: StratumKind::Rest,
            sample: Sample {
                read: self.sample.read.saturating_sub(census.sample.read),
                population: population.map(|all| all.saturating_sub(read_in_full)),
            },
            not_applicable: self.not_applicable.saturating_sub(census.not_applicable),
            count: self.count.saturating_sub(census.count),
            ..self
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

/// What each stratum of a tally says about some tickets.
pub fn stratum_counts(tally: &Tally, counted: &TicketSelector) -> Vec<StratumCounts> {
    let all = StratumCounts {
        period: tally.period,
        kind: StratumKind::All,
        sample: Sample {
            read: tally.read,
            population: tally.population,
        },
        not_applicable: tally.not_applicable,
        count: counted.count_in_tally(tally),
        labels: tally
            .labels
            .as_ref()
            .and_then(|labels| counted.labels(labels)),
    };
    let mut strata = match &tally.census {
        None => vec![all],
        Some(census) => {
            let in_full = StratumCounts {
                kind: StratumKind::Census,
                sample: Sample {
                    read: census.read,
                    population: Some(census.population),
                },
                not_applicable: census.not_applicable,
                count: counted.count(&census.counts, census.unclassified),
                // They are all read, so nobody asks a machine.
                labels: None,
                ..all
            };
            vec![in_full, all.without(in_full)]
        }
    };
    // Of a part without tickets there is nothing to say, and of none before everything was read that is to be read in full.
    let full = is_census_complete(tally);
    strata.retain(|part| full && part.sample.population != Some(0));
    strata
}

pub fn strata(tally: &Tally, counted: &TicketSelector) -> Vec<Stratum> {
    let strata = stratum_counts(tally, counted).into_iter();
    strata.map(StratumCounts::stratum).collect()
}

/// The same among the tickets that were in scope.
pub fn strata_in_scope(tally: &Tally, counted: &TicketSelector) -> Option<Vec<Stratum>> {
    let strata = stratum_counts(tally, counted).into_iter();
    strata.map(StratumCounts::in_scope).collect()
}

/// The random part of a tally. What is read in full beside it has another weight, so that a trend cannot hold both.
fn random_part(tally: &Tally, counted: &TicketSelector) -> Option<StratumCounts> {
    let mut strata = stratum_counts(tally, counted).into_iter();
    strata.find(|part| part.kind != StratumKind::Census)
}

/// Of the random part: tickets read of something, and tickets read in all that are in scope.
pub fn random_part_counts(tally: &Tally, counted: &TicketSelector) -> Option<(u64, u64)> {
    let random = random_part(tally, counted)?;
    Some((random.count, random.sample.read - random.not_applicable))
}

/// Of the random part: tickets read of something, and what that number grows with: usage times the part that was read.
// Counts of tickets are far below 2^53.
pub fn random_part_exposure(
    product: &Product,
    tally: &Tally,
    counted: &TicketSelector,
) -> Option<(u64, f64)> {
    let random = random_part(tally, counted)?;
    let read = random.sample.read as f64 / random.sample.population? as f64;
    let exposure = product.exposure(tally.period)? * read;
    (exposure > 0.0).then_some((random.count, exposure))
}

/// What the strata of a sample say about something. Its usage is divided among them, so that their sum is that of the period.
pub fn observations(
    product: &Product,
    tally: &Tally,
    counted: &TicketSelector,
    per_usage: bool,
) -> Vec<Observation> {
    let strata = strata(tally, counted);
    let usage = product.usage.get(&tally.period).copied();
    // A tally has two parts at most.
    let share = usage.filter(|_| per_usage).unwrap_or(1.0) / strata.len() as f64;
    let observe = |stratum: Stratum| Observation {
        count: stratum.count,
        sample: stratum.sample,
        usage: share,
        labels: stratum.labels,
    };
    strata.into_iter().map(observe).collect()
}
