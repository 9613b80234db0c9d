//! What a machine said of the tickets of a report, beside what people read: how often it was right, and what it saves.

use std::collections::BTreeSet;

use super::basis::ReportBasis;
use super::stratum::StratumCounts;
use crate::derive::statistics::{
    self, CorrectedShare, Estimate, Sample, Stratum, Volume, equivalent_sample, share_corrected,
};
use crate::model::report::{MachineLabels, Product, Tally};

/// The labels of a report.
#[derive(Clone, Debug)]
pub struct MachineFacts {
    /// The machine with its version; several where weeks of several are added up.
    pub machines: BTreeSet<String>,
    /// Tickets with a label or `unknown`.
    pub labeled: u64,
    /// Tickets for which it named no culprit.
    pub unknown: u64,
    /// Tickets read of those with labels.
    pub read: u64,
    /// How many would have to be read without the machine for intervals as narrow, over all culprits.
    pub worth: Option<u64>,
}

impl MachineFacts {
    /// The machines in one text.
    pub fn name(&self) -> String {
        let names: Vec<&str> = self.machines.iter().map(String::as_str).collect();
        names.join("; ")
    }
}

/// What a machine said of one row of a report.
#[derive(Clone, Debug)]
pub struct MachineAccuracy {
    /// Tickets by the machine alone, together with what was read in full; `None` if some weeks have no labels.
    pub machine: Option<u64>,
    /// Tickets by what was read alone.
    pub alone: Option<Volume>,
    /// Tickets read to which the machine gave the culprit.
    pub named: u64,
    /// Tickets read to which people gave it.
    pub found: u64,
    /// Tickets read to which both gave it.
    pub right: u64,
    /// Part of those named that is right, from 0 to 1; `None` if it named none.
    pub precision: Option<Estimate>,
    /// Part of those that people found which the machine named; `None` if they found none.
    pub recall: Option<Estimate>,
    /// How many tickets would have to be read without the machine for an interval as narrow.
    pub worth: Option<u64>,
}

/// The machines that labeled tickets of some samples, each with its version.
pub fn machines<'t>(tallies: impl IntoIterator<Item = &'t &'t Tally>) -> BTreeSet<String> {
    let labels = tallies
        .into_iter()
        .filter_map(|tally| tally.labels.as_ref());
    labels.map(MachineLabels::name).collect()
}

/// `None` if no ticket of the report has a label.
pub fn machine_facts(product: &Product, basis: &ReportBasis) -> Option<MachineFacts> {
    let machines = machines(&basis.tallies);
    if machines.is_empty() {
        return None;
    }
    let labels = || {
        basis
            .tallies
            .iter()
            .filter_map(|tally| tally.labels.as_ref())
    };
    let unknown = labels().map(|labels| labels.unknown).sum();
    let strata: Vec<Vec<StratumCounts>> = product
        .culprits
        .iter()
        .map(|culprit| basis.stratum_counts(&basis.selector(culprit)))
        .collect();
    Some(MachineFacts {
        machines,
        unknown,
        labeled: labels()
            .flat_map(|labels| labels.counts.values())
            .sum::<u64>()
            + unknown,
        read: labels().flat_map(|labels| labels.read.values()).sum(),
        worth: worth(&strata),
    })
}

/// Of a row with labels.
pub fn machine_accuracy(strata: &[StratumCounts]) -> Option<MachineAccuracy> {
    let labeled = || strata.iter().filter_map(|one| Some((one, one.labels?)));
    labeled().next()?;
    let machine = strata.iter().map(|one| match one.labels {
        Some(labels) => Some(labels.machine),
        None => one.sample.is_census().then_some(one.count),
    });
    let found = labeled().map(|(one, _)| one.count).sum();
    let right: u64 = labeled()
        .map(|(one, labels)| one.count - labels.missed)
        .sum();
    let named = right + labeled().map(|(_, labels)| labels.wrong).sum::<u64>();
    // The tickets read are a random sample of those with the label. Over several weeks they have several weights.
    let labels_of_one = labeled().map(|(_, labels)| labels.machine).sum();
    let population = (labeled().count() == 1).then_some(labels_of_one);
    let share = |read, population| statistics::share(right, Sample { read, population });
    let plain: Vec<Stratum> = strata
        .iter()
        .map(|one| Stratum {
            labels: None,
            ..one.stratum()
        })
        .collect();
    Some(MachineAccuracy {
        machine: machine.sum(),
        alone: statistics::volume_of_strata(&plain),
        named,
        found,
        right,
        precision: share(named, population),
        recall: share(found, None),
        worth: worth(&[strata.to_vec()]),
    })
}

/// How many tickets would have to be read without the machine, in all samples with labels of which a part was read.
fn worth(culprits: &[Vec<StratumCounts>]) -> Option<u64> {
    let mut sum = None;
    for at in 0..culprits.first()?.len() {
        let strata: Vec<Stratum> = culprits.iter().map(|strata| strata[at].stratum()).collect();
        let sample = strata[0].sample;
        if strata[0].labels.is_none() || sample.is_census() {
            continue;
        }
        // Of a culprit that nobody saw and the machine never named there is nothing to estimate.
        let is_there = |stratum: &&Stratum| {
            stratum.count > 0 || stratum.labels.is_some_and(|labels| labels.machine > 0)
        };
        let shares: Option<Vec<CorrectedShare>> = strata
            .iter()
            .filter(is_there)
            .map(|stratum| share_corrected(std::slice::from_ref(stratum)))
            .collect();
        let worth = equivalent_sample(sample.population?, &shares?)?;
        *sum.get_or_insert(0.0) += worth;
    }
    // A number of tickets, from 0 to the population.
    sum.map(|sum: f64| sum.round() as u64)
}
