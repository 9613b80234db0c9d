//! One period against the one before.

use std::collections::BTreeMap;

use super::baseline::dispersion;
use super::basis::ReportBasis;
use crate::base::id::CulpritId;
use crate::derive::statistics::{
    self, ChangeVerdict, Estimate, Observation, PeriodTotal, RateRatio,
};
use crate::model::report::{Culprit, Product, ProductAction, Tally};

/// The changes of culprits that were tested.
pub type CulpritChanges = BTreeMap<CulpritId, RowChange>;

/// What the two periods say together.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The period before.
    pub before: ReportBasis<'a>,
    /// What changes of culprits are measured in.
    pub measure: ChangeMeasure,
    /// Whether tickets are counted for each unit of usage; else they are just counted.
    pub per_usage: bool,
    /// The change of all tickets, where both periods know how many there were.
    pub total: Option<TotalChange>,
    /// How many culprits were tested together.
    pub tested: usize,
    /// The changes of the culprits that were tested.
    pub changes: CulpritChanges,
}

/// Why there is nothing to compare with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoComparison {
    /// There is no report of the period before.
    Missing,
    /// This period or the one before is not over.
    Incomplete,
    /// In one of them fewer tickets were read than drawn.
    Preliminary,
    /// In one of them too few were read.
    TooFew,
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
    /// How much more the culprit's tickets scatter than chance alone would; a difference of shares needs none.
    pub dispersion: Option<f64>,
    /// What may be said of it.
    pub verdict: ChangeVerdict,
}

impl RowChange {
    /// Whether tickets became fewer.
    pub fn is_decrease(&self) -> bool {
        match self.measure {
            ChangeMeasure::Ratio => self.value.value < 1.0,
            ChangeMeasure::Difference => self.value.value < 0.0,
        }
    }
}

/// Compares a period with the one before it, which is found among the known samples.
pub fn compare<'a>(
    product: &'a Product,
    basis: &ReportBasis,
    known: &[&'a Tally],
) -> Result<Comparison<'a>, NoComparison> {
    let before = ReportBasis::find(product, known, basis.previous).ok_or(NoComparison::Missing)?;
    check_comparable(product, &before, basis)?;
    let usage = before.usage.zip(basis.usage);
    let per_usage = usage.is_some();
    let phi = dispersion(product, before.last_period());
    let changes = culprit_changes(product, (&before, basis), per_usage, phi);
    let counted = before.population.is_some() && basis.population.is_some();
    let measure = if counted {
        ChangeMeasure::Ratio
    } else {
        ChangeMeasure::Difference
    };
    let (usage_before, usage_after) =
        usage.unwrap_or_else(|| (week_count(&before), week_count(basis)));
    let total = before
        .population
        .zip(basis.population)
        .and_then(|(earlier, later)| {
            let before = PeriodTotal {
                tickets: earlier,
                usage: usage_before,
            };
            let change = statistics::rate_ratio_of_totals(
                before,
                PeriodTotal {
                    tickets: later,
                    usage: usage_after,
                },
                phi,
            )?;
            let verdict = ChangeVerdict::of(change.p_value, change.ratio, 1.0);
            Some(TotalChange { change, verdict })
        });
    let per_usage = counted && per_usage;
    Ok(Comparison {
        before,
        measure,
        per_usage,
        total,
        tested: changes.len(),
        changes,
    })
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
    let both = [before, after];
    let recounted = |action: &&ProductAction| {
        action.changes_measurement()
            && before.first_period().first() < action.date
            && action.date <= after.last_period().last()
    };
    match () {
        () if before.is_rolled_up() != after.is_rolled_up() => {
            Err(NoComparison::SampledDifferently)
        }
        () if both.iter().any(|basis| !basis.complete) => Err(NoComparison::Incomplete),
        () if both.iter().any(|basis| basis.is_preliminary()) => Err(NoComparison::Preliminary),
        () if both.iter().any(|basis| !basis.is_charted()) => Err(NoComparison::TooFew),
        () if product.actions.iter().any(|action| recounted(&action)) => {
            Err(NoComparison::MeasuredDifferently)
        }
        () => Ok(()),
    }
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

/// One family of tests: every culprit with at least ten tickets in both periods together, adjusted by Holm.
fn culprit_changes(
    product: &Product,
    (before, after): (&ReportBasis, &ReportBasis),
    per_usage: bool,
    phi: f64,
) -> CulpritChanges {
    let comparable = product
        .culprits
        .iter()
        .filter(|culprit| is_comparable(culprit, before, after));
    let family =
        comparable.filter(|one| before.count(one) + after.count(one) >= statistics::MIN_TESTED);
    let raw: Vec<(&CulpritId, UnadjustedChange)> = family
        .filter_map(|culprit| {
            let observe = |basis: &ReportBasis| basis.observations(product, culprit, per_usage);
            Some((
                &culprit.id,
                unadjusted_change(&observe(before), &observe(after), phi)?,
            ))
        })
        .collect();
    let adjusted = statistics::holm(&raw.iter().map(|(_, raw)| raw.p_value).collect::<Vec<_>>());
    let changes = raw.into_iter().zip(adjusted).map(|((id, raw), adjusted)| {
        let UnadjustedChange {
            measure,
            value,
            p_value,
            dispersion,
        } = raw;
        let unchanged = if measure == ChangeMeasure::Ratio {
            1.0
        } else {
            0.0
        };
        let verdict = ChangeVerdict::of(adjusted, value, unchanged);
        (
            id.clone(),
            RowChange {
                measure,
                value,
                p_value,
                adjusted_p: adjusted,
                dispersion,
                verdict,
            },
        )
    });
    changes.collect()
}

/// A change before it stands beside others.
struct UnadjustedChange {
    measure: ChangeMeasure,
    value: Estimate,
    p_value: f64,
    dispersion: Option<f64>,
}

/// The rate ratio where both periods know how many tickets there were, else the difference of shares.
fn unadjusted_change(
    before: &[Observation],
    after: &[Observation],
    phi: f64,
) -> Option<UnadjustedChange> {
    if before
        .iter()
        .chain(after)
        .all(|one| one.sample.population.is_some())
    {
        let phi = statistics::culprit_dispersion(before, after, phi);
        let change = statistics::rate_ratio(before, after, phi)?;
        let (value, p_value) = (change.ratio, change.p_value);
        return Some(UnadjustedChange {
            measure: ChangeMeasure::Ratio,
            value,
            p_value,
            dispersion: Some(phi),
        });
    }
    // Only a single sample can be without a population.
    let ([before], [after]) = (before, after) else {
        return None;
    };
    let (value, p_value) = (
        statistics::newcombe(before, after)?,
        statistics::fisher_exact(before, after)?,
    );
    Some(UnadjustedChange {
        measure: ChangeMeasure::Difference,
        value,
        p_value,
        dispersion: None,
    })
}
