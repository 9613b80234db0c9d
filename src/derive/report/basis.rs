//! What a report rests on: the sample of its period, or those of the weeks in it.

use std::collections::BTreeMap;

use super::stratum::{self, StratumCounts, TicketSelector};
use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::base::time::Date;
use crate::derive::statistics::{Observation, Sample, Stratum};
use crate::model::report::{Culprit, Product, ProductAction, SamplingMethod, Tally};

/// With fewer tickets read than this, and more left unread, shares are not charted.
pub const MIN_CHARTED: u64 = 30;
/// Of each four weeks of a period, so many must be there before they are added up.
const MIN_WEEKS_OF_FOUR: usize = 3;

/// Of so many tickets before the last that was read, one may be passed over without a word.
const TICKETS_PER_ALLOWED_SKIP: u64 = 20;

/// Whether shares can be charted: thirty tickets were read, or all there were.
pub fn is_large_enough(sample: Sample) -> bool {
    sample.read >= MIN_CHARTED || sample.is_census()
}

/// The samples that a report rests on. With several of them, each week is a stratum: they are added, never averaged.
#[derive(Clone, Debug)]
pub struct ReportBasis<'a> {
    /// The period that is reported.
    pub period: Period,
    /// Oldest first; never empty.
    pub tallies: Vec<&'a Tally>,
    /// Weeks of the period that are not among them. They are named and never estimated.
    pub missing_weeks: Vec<(Period, MissingReason)>,
    /// Tickets in all, if known.
    pub population: Option<u64>,
    /// Tickets drawn.
    pub sampled: u64,
    /// Tickets read.
    pub read: u64,
    /// Read, cause unclear.
    pub unclassified: u64,
    /// Read, and should not have been in the population.
    pub not_applicable: u64,
    /// Whether the period is over and counted to its end.
    pub complete: bool,
    /// The period to compare with.
    pub previous: Period,
    /// Usage, over several weeks the sum; `None` if it is not known for each.
    pub usage: Option<f64>,
    /// From a part that was split off within the weeks to the whole, with which it must be counted: the earlier weeks cannot be divided.
    merged_parts: BTreeMap<CulpritId, CulpritId>,
}

/// Why a week is not added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingReason {
    /// No sample of it was read.
    NotRead,
    /// It is not over, or later than everything that was read.
    NotYetRead,
    /// Nobody knows how many tickets there were, and so how much its sample weighs.
    UnknownPopulation,
}

impl<'a> ReportBasis<'a> {
    /// The sample of one period.
    pub fn from_sample(product: &Product, tally: &'a Tally) -> ReportBasis<'a> {
        ReportBasis::new(product, tally.period, vec![tally], Vec::new())
    }

    /// Several samples together, oldest first, from the first day of the first to the last day of the last.
    pub fn from_samples(product: &Product, tallies: Vec<&'a Tally>) -> ReportBasis<'a> {
        let days = tallies.first().zip(tallies.last());
        let period =
            days.map(|(first, last)| Period::Days(first.period.first(), last.period.last()));
        let period = period.unwrap_or_else(|| Period::week_of(Date::EPOCH_MONDAY));
        ReportBasis::new(product, period, tallies, Vec::new())
    }

    /// The sample of a period, or else its weeks, if it is a month or a quarter with three of each four.
    pub fn find(product: &Product, known: &[&'a Tally], period: Period) -> Option<ReportBasis<'a>> {
        if let Some(tally) = known.iter().find(|tally| tally.period == period) {
            return Some(ReportBasis::from_sample(product, tally));
        }
        if !matches!(period, Period::Month(_) | Period::Quarter(_)) {
            return None;
        }
        let (mut tallies, mut missing) = (Vec::new(), Vec::new());
        let newest = known
            .iter()
            .map(|tally| tally.period)
            .filter(|period| period.month_and_quarter().is_some())
            .max();
        let weeks = period.weeks();
        for week in &weeks {
            match known.iter().find(|tally| tally.period == *week) {
                Some(tally)
                    if !tally.complete
                        || tally.read == 0
                        || !stratum::is_census_complete(tally) =>
                {
                    missing.push((*week, MissingReason::NotYetRead))
                }
                Some(tally) if tally.population.is_none() => {
                    missing.push((*week, MissingReason::UnknownPopulation))
                }
                Some(tally) => tallies.push(*tally),
                None if newest.is_none_or(|newest| newest < *week) => {
                    missing.push((*week, MissingReason::NotYetRead))
                }
                None => missing.push((*week, MissingReason::NotRead)),
            }
        }
        let enough = !tallies.is_empty() && 4 * tallies.len() >= MIN_WEEKS_OF_FOUR * weeks.len();
        enough.then(|| ReportBasis::new(product, period, tallies, missing))
    }

    fn new(
        product: &Product,
        period: Period,
        tallies: Vec<&'a Tally>,
        missing: Vec<(Period, MissingReason)>,
    ) -> ReportBasis<'a> {
        let sum = |part: fn(&Tally) -> u64| tallies.iter().map(|tally| part(tally)).sum();
        let own = tallies.iter().find(|tally| tally.period == period);
        ReportBasis {
            period,
            population: tallies.iter().map(|tally| tally.population).sum(),
            sampled: sum(|tally| tally.sampled),
            read: sum(|tally| tally.read),
            unclassified: sum(|tally| tally.unclassified),
            not_applicable: sum(|tally| tally.not_applicable),
            complete: tallies.iter().all(|tally| tally.complete)
                && missing
                    .iter()
                    .all(|(_, gap)| *gap != MissingReason::NotYetRead),
            previous: own.map_or_else(|| period.previous(), |tally| tally.previous),
            usage: tallies
                .iter()
                .map(|tally| product.usage.get(&tally.period).copied())
                .sum(),
            merged_parts: merged_parts(product, &tallies),
            missing_weeks: missing,
            tallies,
        }
    }

    /// Whether weeks were added up.
    pub fn is_rolled_up(&self) -> bool {
        self.tallies.iter().all(|tally| tally.period != self.period)
    }

    /// Whether fewer tickets were read than drawn.
    pub fn is_preliminary(&self) -> bool {
        self.read < self.sampled
    }

    /// Whether some week was not drawn at random.
    pub fn has_nonrandom_sample(&self) -> bool {
        self.tallies
            .iter()
            .any(|tally| tally.method == SamplingMethod::Other)
    }

    /// Whether enough was read to chart shares: thirty tickets, or all there were, and of the priorities that are read in full all.
    pub fn is_charted(&self) -> bool {
        is_large_enough(self.overall_sample()) && self.is_census_complete()
    }

    /// Whether all tickets of the priorities that are to be read in full were read.
    pub fn is_census_complete(&self) -> bool {
        self.tallies
            .iter()
            .all(|tally| stratum::is_census_complete(tally))
    }

    /// Tickets that were passed over, where they are more than a twentieth of those before the last that was read.
    pub fn skipped_tickets(&self) -> u64 {
        let skipped = self.tallies.iter().filter_map(|tally| {
            let skipped = tally.draw.as_ref()?.skipped;
            let before_the_last = skipped + tally.read.saturating_sub(1);
            (skipped * TICKETS_PER_ALLOWED_SKIP > before_the_last).then_some(skipped)
        });
        skipped.sum()
    }

    /// Whether the program drew the tickets of the one sample and those that were read are the first of its list, all priorities that are
    /// to be read in full among them.
    pub fn is_prefix_read(&self) -> bool {
        let [tally] = self.tallies.as_slice() else {
            return false;
        };
        let is_prefix = tally.draw.as_ref().is_some_and(|draw| draw.skipped == 0);
        is_prefix && self.is_census_complete()
    }

    /// Tickets read, of how many, all weeks together.
    pub fn overall_sample(&self) -> Sample {
        Sample {
            read: self.read,
            population: self.population,
        }
    }

    /// Tickets read of a culprit.
    pub fn count(&self, culprit: &Culprit) -> u64 {
        self.count_matching(&self.selector(culprit))
    }

    /// Tickets read of something.
    pub fn count_matching(&self, counted: &TicketSelector) -> u64 {
        self.tallies
            .iter()
            .map(|tally| counted.count_in_tally(tally))
            .sum()
    }

    /// What counts as a culprit here: the parts of one that was split within the weeks count under the whole.
    pub fn selector(&self, culprit: &Culprit) -> TicketSelector {
        if self.merged_parts.contains_key(&culprit.id) {
            return TicketSelector::Culprits(Vec::new());
        }
        let parts = self
            .merged_parts
            .iter()
            .filter(|(_, whole)| **whole == culprit.id)
            .map(|(part, _)| part);
        TicketSelector::Culprits(std::iter::once(&culprit.id).chain(parts).cloned().collect())
    }

    /// Whether the parts of a culprit are counted with it.
    pub fn includes_parts(&self, culprit: &Culprit) -> bool {
        self.merged_parts.values().any(|whole| *whole == culprit.id)
    }

    /// The sizes of all strata: one for each sample, two where some priorities were read in full.
    pub fn samples(&self) -> Vec<Sample> {
        let strata = self.stratum_counts(&TicketSelector::Unclassified);
        strata.into_iter().map(|one| one.sample).collect()
    }

    /// The counts in all strata, of all tickets.
    pub fn strata(&self, counted: &TicketSelector) -> Vec<Stratum> {
        let strata = self.stratum_counts(counted).into_iter();
        strata.map(StratumCounts::stratum).collect()
    }

    /// The same among the tickets that were in scope.
    pub fn strata_in_scope(&self, counted: &TicketSelector) -> Option<Vec<Stratum>> {
        let tallies = self.tallies.iter();
        let strata: Option<Vec<_>> = tallies
            .map(|tally| stratum::strata_in_scope(tally, counted))
            .collect();
        let mut strata = strata?.concat();
        if strata.len() > 1 {
            // One in which nothing was in scope weighs nothing.
            strata.retain(|one| one.sample.read > 0);
        }
        Some(strata)
    }

    /// Everything that estimates are computed from.
    pub fn stratum_counts(&self, counted: &TicketSelector) -> Vec<StratumCounts> {
        let tallies = self.tallies.iter();
        tallies
            .flat_map(|tally| stratum::stratum_counts(tally, counted))
            .collect()
    }

    /// What each stratum says about one culprit, per usage where that is known.
    pub fn observations(
        &self,
        product: &Product,
        culprit: &Culprit,
        per_usage: bool,
    ) -> Vec<Observation> {
        let counted = self.selector(culprit);
        self.tallies
            .iter()
            .flat_map(|tally| stratum::observations(product, tally, &counted, per_usage))
            .collect()
    }

    /// What the tickets are compared with: thousands of usage, or the number of sampled periods where usage is never measured. `None` where
    /// only the usage of these periods is unknown.
    pub fn exposure(&self, product: &Product) -> Option<f64> {
        if product.usage.is_empty() {
            // A period has few weeks.
            Some(self.tallies.len() as f64)
        } else {
            self.usage.map(|usage| usage / 1000.0)
        }
    }

    /// The same, of the part of the tickets that was read: what the number of tickets read of a culprit grows with.
    // Counts of tickets are far below 2^53.
    pub fn read_exposure(&self, product: &Product) -> Option<f64> {
        let parts = self.tallies.iter().map(|tally| {
            let unit = if product.usage.is_empty() {
                1.0
            } else {
                1000.0
            };
            let read = tally.read as f64 / tally.population? as f64;
            Some(product.exposure(tally.period)? / unit * read)
        });
        parts.sum()
    }

    /// The change in counting that falls into the period, after its first day.
    pub fn counting_change<'p>(&self, product: &'p Product) -> Option<&'p ProductAction> {
        let (first, last) = (self.first_period().first(), self.last_period().last());
        product
            .actions
            .iter()
            .find(|one| one.changes_measurement() && first < one.date && one.date <= last)
    }

    /// The first period that was sampled.
    pub fn first_period(&self) -> Period {
        self.tallies
            .first()
            .map_or(self.period, |tally| tally.period)
    }

    /// The last period that was sampled.
    pub fn last_period(&self) -> Period {
        self.tallies
            .last()
            .map_or(self.period, |tally| tally.period)
    }
}

/// The parts of every culprit that was split after the first and not after the last of some weeks.
fn merged_parts(product: &Product, tallies: &[&Tally]) -> BTreeMap<CulpritId, CulpritId> {
    let (Some(first), Some(last)) = (tallies.first(), tallies.last()) else {
        return BTreeMap::new();
    };
    let spanned = |whole: &&Culprit| {
        let end = whole
            .retired
            .filter(|_| tallies.iter().any(|tally| tally.count(&whole.id) > 0));
        end.is_some_and(|end| {
            first.period.first() < end.first() && end.first() <= last.period.first()
        })
    };
    let wholes = product.culprits.iter().filter(spanned);
    let parts = wholes.flat_map(|whole| {
        whole
            .split_into
            .iter()
            .map(|part| (part.clone(), whole.id.clone()))
    });
    parts.filter(|(part, whole)| part != whole).collect()
}
