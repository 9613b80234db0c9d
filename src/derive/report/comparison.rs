//! One period against the one before.

use std::collections::BTreeMap;

use super::baseline::{Variation, VaryingMeasure};
use super::basis::ReportBasis;
use super::machine::machines;
use super::stratum::is_census_complete;
use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::derive::statistics::{
    self, ChangeVerdict, Dispersion, Estimate, Observation, PeriodTotal, RateRatio,
};
use crate::model::report::{Culprit, Product, ProductAction, Tally};

/// The changes of culprits that were tested.
pub type CulpritChanges = BTreeMap<CulpritId, RowChange>;

/// What the two periods say together.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The period before, or several together.
    pub before: ReportBasis<'a>,
    /// The period of the report, or the last ones together.
    pub after: ReportBasis<'a>,
    /// What changes of culprits are measured in.
    pub measure: ChangeMeasure,
    /// Whether tickets are counted for each unit of usage; else they are just counted.
    pub per_usage: bool,
    /// The change of all tickets, where both periods know how many there were.
    pub total: Option<TotalChange>,
    /// How many changes were tested together: those of culprits, and that of the total.
    pub tested: usize,
    /// The changes of the culprits that were tested.
    pub changes: CulpritChanges,
    /// How much counts vary by themselves.
    pub variation: Variation<'a>,
    /// Whether the last four periods are compared with the four before.
    pub is_window: bool,
    /// Whether the machine that labeled the tickets changed, so that no culprit is tested.
    pub machine_changed: bool,
}

impl Comparison<'_> {
    /// What is only possible is said where it leads. A second comparison that says it too would double the weeks in which it is said of
    /// nothing.
    pub(super) fn drop_possible_changes(&mut self) {
        for change in self.changes.values_mut() {
            if change.verdict == ChangeVerdict::Unsure {
                change.verdict = ChangeVerdict::None;
            }
        }
    }
}

/// Why there is nothing to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoComparison {
    /// There is no report of the period before.
    Missing,
    /// This period or the one before is not over, or not counted to its end.
    Incomplete(Period),
    /// In one of them fewer tickets were read than drawn.
    Preliminary {
        period: Period,
        read: u64,
        drawn: u64,
    },
    /// In one of them too few were read.
    TooFew { period: Period, read: u64 },
    /// Counting itself changed in between.
    MeasuredDifferently,
    /// One was sampled as a whole, the other is the sum of its weeks.
    SampledDifferently,
}

/// The change of all tickets.
#[derive(Clone, Debug)]
pub struct TotalChange {
    /// Tickets before and after, and the ratio per usage.
    pub change: RateRatio,
    /// Its p-value beside those of all culprits that were tested (Holm).
    pub adjusted_p: f64,
    /// How much more all tickets scatter than chance alone would.
    pub dispersion: f64,
    /// What may be said of it.
    pub verdict: ChangeVerdict,
}

/// What a change is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeMeasure {
    /// A ratio of tickets, per usage where that is known: 0.23 is 77% fewer.
    Ratio,
    /// A difference of shares, because nobody knows how many tickets there were: -0.12 is 12 points less.
    Difference,
}

/// The change of one culprit.
#[derive(Clone, Debug)]
pub struct RowChange {
    /// What `value` is.
    pub measure: ChangeMeasure,
    /// The change with its interval.
    pub value: Estimate,
    /// By itself.
    pub p_value: f64,
    /// Beside all others that were tested (Holm).
    pub adjusted_p: f64,
    /// How much more the culprit's tickets, or shares, scatter than chance alone would.
    pub dispersion: Dispersion,
    /// What may be said of it.
    pub verdict: ChangeVerdict,
}

impl ChangeMeasure {
    /// The value of no change.
    pub fn unchanged(self) -> f64 {
        match self {
            ChangeMeasure::Ratio => 1.0,
            ChangeMeasure::Difference => 0.0,
        }
    }
}

impl RowChange {
    /// Whether tickets became fewer.
    pub fn is_decrease(&self) -> bool {
        self.value.value < self.measure.unchanged()
    }
}

/// Compares a period with the one before it, or with another that its sample names, which is found among the known samples.
pub fn compare<'a>(
    product: &'a Product,
    basis: &ReportBasis<'a>,
    known: &[&'a Tally],
) -> Result<Comparison<'a>, NoComparison> {
    let before = ReportBasis::find(product, known, basis.previous).ok_or(NoComparison::Missing)?;
    compare_bases(
        product,
        known,
        (before, basis.clone()),
        basis.period.previous(),
    )
}

/// Periods on each side of a window.
const WINDOW_PERIODS: usize = 4;
/// Fewer usable ones on a side make no window.
const MIN_WINDOW_PERIODS: usize = 3;

/// Compares the last four periods, the period of a sample the last of them, with the four before. In a halving four weeks see more than one:
/// with 97 of 400 tickets read, 91 to 97% of halvings against 15 to 26% (`cargo bench --bench claims`).
///
/// `None` if weeks were added up (a month has four already), if fewer than three of the four can be used on a side, if the period itself
/// cannot, and across a change in counting or of the machine that labeled the tickets.
pub fn compare_windows<'a>(
    product: &'a Product,
    basis: &ReportBasis<'a>,
    known: &[&'a Tally],
) -> Option<Comparison<'a>> {
    if basis.is_rolled_up() || !is_usable(product, basis.tallies.first()?) {
        return None;
    }
    let mut period = basis.period;
    let mut side = || {
        let mut tallies = Vec::new();
        for _ in 0..WINDOW_PERIODS {
            let mut found = known.iter().filter(|tally| tally.period == period);
            tallies.extend(found.find(|tally| is_usable(product, tally)).copied());
            period = period.previous();
        }
        tallies.reverse();
        let enough = tallies.len() >= MIN_WINDOW_PERIODS;
        enough.then(|| ReportBasis::from_samples(product, tallies))
    };
    let (after, before) = (side()?, side()?);
    // The periods that are judged are not among those that tell how much counts vary.
    let baseline = after.first_period().previous();
    let comparison = compare_bases(product, known, (before, after), baseline).ok()?;
    let is_usable = !comparison.machine_changed && comparison.variation.allows_claims();
    is_usable.then_some(Comparison {
        is_window: true,
        ..comparison
    })
}

fn is_usable(product: &Product, tally: &Tally) -> bool {
    let is_read = tally.read > 0 && tally.read == tally.sampled && is_census_complete(tally);
    let is_counted = tally.population.is_some() && product.exposure(tally.period).is_some();
    tally.complete && is_read && is_counted
}

fn compare_bases<'a>(
    product: &'a Product,
    known: &[&'a Tally],
    (before, basis): (ReportBasis<'a>, ReportBasis<'a>),
    baseline: Period,
) -> Result<Comparison<'a>, NoComparison> {
    check_comparable(product, &before, &basis)?;
    let usage = before.usage.zip(basis.usage);
    let per_usage = usage.is_some();
    let counted = before.population.is_some() && basis.population.is_some();
    let (measure, varying) = if counted {
        (ChangeMeasure::Ratio, VaryingMeasure::Tickets)
    } else {
        (ChangeMeasure::Difference, VaryingMeasure::Shares)
    };
    let variation = Variation::until(product, known, baseline, varying);
    let phi = variation.of_total();
    let total = total_change((&before, &basis), usage, phi).map(|change| (change, phi));
    let machine_changed = machines(before.tallies.iter().chain(&basis.tallies)).len() > 1;
    let raw = if machine_changed {
        Vec::new()
    } else {
        culprit_changes(product, (&before, &basis), (measure, per_usage), &variation)
    };
    let (mut total, mut changes) = adjust_family(total, raw);
    if !variation.allows_claims() {
        let verdicts = changes.values_mut().map(|change| &mut change.verdict);
        let verdicts = verdicts.chain(total.iter_mut().map(|total| &mut total.verdict));
        verdicts.for_each(|verdict| *verdict = ChangeVerdict::None);
    }
    Ok(Comparison {
        before,
        after: basis,
        measure,
        per_usage: counted && per_usage,
        tested: changes.len() + usize::from(total.is_some()),
        total,
        changes,
        variation,
        is_window: false,
        machine_changed,
    })
}

/// The change of all tickets, by itself.
fn total_change(
    (before, after): (&ReportBasis, &ReportBasis),
    usage: Option<(f64, f64)>,
    dispersion: f64,
) -> Option<RateRatio> {
    let (usage_before, usage_after) =
        usage.unwrap_or_else(|| (week_count(before), week_count(after)));
    let total = |tickets, usage| PeriodTotal { tickets, usage };
    statistics::rate_ratio_of_totals(
        total(before.population?, usage_before),
        total(after.population?, usage_after),
        dispersion,
    )
}

/// One family of tests, adjusted by Holm: the culprits, and the total.
fn adjust_family(
    total: Option<(RateRatio, f64)>,
    culprits: Vec<(&CulpritId, UnadjustedChange)>,
) -> (Option<TotalChange>, CulpritChanges) {
    let p_values = culprits.iter().map(|(_, raw)| raw.p_value);
    let p_values = p_values.chain(total.iter().map(|(total, _)| total.p_value));
    let adjusted = statistics::holm(&p_values.collect::<Vec<_>>());
    let total = total
        .zip(adjusted.last())
        .map(|((change, dispersion), p)| TotalChange {
            verdict: ChangeVerdict::of(*p, change.ratio, 1.0),
            adjusted_p: *p,
            dispersion,
            change,
        });
    let changes = culprits.into_iter().zip(adjusted);
    let changes = changes.map(|((id, raw), p)| (id.clone(), raw.beside_others(p)));
    (total, changes.collect())
}

/// Without usage, tickets are counted for each sampled period: for each week of a month.
// A period has few weeks.
fn week_count(basis: &ReportBasis) -> f64 {
    basis.tallies.len() as f64
}

/// Why two periods are not compared.
fn check_comparable(
    product: &Product,
    before: &ReportBasis,
    after: &ReportBasis,
) -> Result<(), NoComparison> {
    // The period of the report comes first: it is the one that its readers can still complete.
    let find = |is_reason: fn(&ReportBasis) -> bool| {
        let mut both = [after, before].into_iter();
        both.find(|basis| is_reason(basis))
    };
    let recounted = |action: &&ProductAction| {
        action.changes_measurement()
            && before.first_period().first() < action.date
            && action.date <= after.last_period().last()
    };
    if before.is_rolled_up() != after.is_rolled_up() {
        return Err(NoComparison::SampledDifferently);
    }
    if let Some(basis) = find(|basis| !basis.complete) {
        return Err(NoComparison::Incomplete(basis.period));
    }
    if let Some(basis) = find(|basis| basis.is_preliminary()) {
        return Err(NoComparison::Preliminary {
            period: basis.period,
            read: basis.read,
            drawn: basis.sampled,
        });
    }
    if let Some(basis) = find(|basis| !basis.is_charted()) {
        return Err(NoComparison::TooFew {
            period: basis.period,
            read: basis.read,
        });
    }
    if product.actions.iter().any(|action| recounted(&action)) {
        return Err(NoComparison::MeasuredDifferently);
    }
    Ok(())
}

/// Whether the vocabulary let a culprit be counted in both periods. Of one that came or went between them (a new word, a split) nothing
/// in the other period is no finding. One that others were merged into carries their counts and can be compared.
pub fn is_comparable(culprit: &Culprit, before: &ReportBasis, after: &ReportBasis) -> bool {
    let came = culprit
        .since
        .is_some_and(|since| before.first_period().first() < since.first());
    let went = culprit
        .retired
        .is_some_and(|retired| retired.first() <= after.last_period().first());
    let counted = |basis: &ReportBasis| basis.count(culprit) > 0;
    (!came || counted(before)) && (!went || counted(after))
}

/// Every culprit with at least ten tickets in both periods together.
fn culprit_changes<'p>(
    product: &'p Product,
    (before, after): (&ReportBasis, &ReportBasis),
    (measure, per_usage): (ChangeMeasure, bool),
    variation: &Variation,
) -> Vec<(&'p CulpritId, UnadjustedChange)> {
    let comparable = product
        .culprits
        .iter()
        .filter(|culprit| is_comparable(culprit, before, after));
    let tested =
        comparable.filter(|one| before.count(one) + after.count(one) >= statistics::MIN_TESTED);
    let changes = tested.filter_map(|culprit| {
        let observe = |basis: &ReportBasis| basis.observations(product, culprit, per_usage);
        let (before, after) = (observe(before), observe(after));
        let dispersion = variation.of_culprit(culprit, &before, &after);
        let change = unadjusted_change(measure, &before, &after, dispersion)?;
        Some((&culprit.id, change))
    });
    changes.collect()
}

/// A change before it stands beside others.
struct UnadjustedChange {
    measure: ChangeMeasure,
    value: Estimate,
    p_value: f64,
    dispersion: Dispersion,
}

impl UnadjustedChange {
    fn beside_others(self, adjusted_p: f64) -> RowChange {
        let UnadjustedChange {
            measure,
            value,
            p_value,
            dispersion,
        } = self;
        let unchanged = if measure == ChangeMeasure::Ratio {
            1.0
        } else {
            0.0
        };
        RowChange {
            verdict: ChangeVerdict::of(adjusted_p, value, unchanged),
            measure,
            value,
            p_value,
            adjusted_p,
            dispersion,
        }
    }
}

/// The rate ratio where both periods know how many tickets there were, else the difference of shares.
fn unadjusted_change(
    measure: ChangeMeasure,
    before: &[Observation],
    after: &[Observation],
    dispersion: Dispersion,
) -> Option<UnadjustedChange> {
    let (value, p_value) = match measure {
        ChangeMeasure::Ratio => {
            let change = statistics::rate_ratio(before, after, dispersion)?;
            (change.ratio, change.p_value)
        }
        ChangeMeasure::Difference => {
            // Only a single sample can be without a population.
            let ([before], [after]) = (before, after) else {
                return None;
            };
            let change = statistics::share_difference(before, after, dispersion.own)?;
            (change.difference, change.p_value)
        }
    };
    Some(UnadjustedChange {
        measure,
        value,
        p_value,
        dispersion,
    })
}
