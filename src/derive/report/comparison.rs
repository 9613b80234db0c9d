//! One period against the one before.

use super::estimate::{Seen, observations};
use super::{Changes, is_charted};
use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::base::time::Date;
use crate::derive::statistics::{self, Change, Estimate, Observation, Total, Verdict, WeeklyCount};
use crate::model::report::{Action, ActionKind, Culprit, Product, Tally};

/// What the two periods say together.
#[derive(Clone, Debug)]
pub struct Comparison<'a> {
    /// The period before.
    pub tally: &'a Tally,
    /// What changes of culprits are measured in.
    pub measure: Measure,
    /// Whether tickets are counted for each unit of usage; else they are just counted.
    pub per_usage: bool,
    /// The change of all tickets, where both periods know how many there were.
    pub total: Option<TotalChange>,
    /// How many culprits were tested together.
    pub tested: usize,
    /// The changes of the culprits that were tested.
    pub changes: Changes,
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
}

/// The change of all tickets.
#[derive(Clone, Debug)]
pub struct TotalChange {
    /// Tickets before and after, and the ratio per usage.
    pub change: Change,
    /// What may be said of it.
    pub verdict: Verdict,
}

/// What a change is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// A ratio of tickets, per usage where that is known: 0.23 is 77% fewer.
    Ratio,
    /// A difference of shares, because nobody knows how many tickets there were: -0.12 is 12 points less.
    Difference,
}

/// The change of one culprit.
#[derive(Clone, Debug)]
pub struct RowChange {
    /// What `value` is.
    pub measure: Measure,
    /// The change with its interval.
    pub value: Estimate,
    /// By itself.
    pub p_value: f64,
    /// Beside all others that were tested (Holm).
    pub adjusted: f64,
    /// What may be said of it.
    pub verdict: Verdict,
}

impl RowChange {
    /// Whether tickets became fewer.
    #[must_use]
    pub fn is_fall(&self) -> bool {
        match self.measure {
            Measure::Ratio => self.value.value < 1.0,
            Measure::Difference => self.value.value < 0.0,
        }
    }
}

/// Compares a period with the one before it.
pub(super) fn compare<'a>(product: &'a Product, tally: &'a Tally) -> Result<Comparison<'a>, NoComparison> {
    let before = product.samples.get(&tally.previous).ok_or(NoComparison::Missing)?;
    let both = [before, tally];
    if both.iter().any(|tally| !tally.complete) {
        return Err(NoComparison::Incomplete);
    }
    if both.iter().any(|tally| tally.read < tally.sampled) {
        return Err(NoComparison::Preliminary);
    }
    if both.iter().any(|tally| !is_charted(tally)) {
        return Err(NoComparison::TooFew);
    }
    let recounted = |action: &Action| {
        action.kind == ActionKind::Measurement
            && before.period.first() < action.date
            && action.date <= tally.period.last()
    };
    if product.actions.iter().any(recounted) {
        return Err(NoComparison::MeasuredDifferently);
    }
    let usage = product.usage.get(&before.period).zip(product.usage.get(&tally.period));
    let (usage_before, usage_after) = usage.map_or((1.0, 1.0), |(a, b)| (*a, *b));
    let phi = dispersion(product, before.period);
    let changes = changes(product, (before, usage_before), (tally, usage_after), phi);
    let counted = before.population.is_some() && tally.population.is_some();
    let measure = if counted { Measure::Ratio } else { Measure::Difference };
    let total = before.population.zip(tally.population).and_then(|(earlier, later)| {
        let before = Total { tickets: earlier, usage: usage_before };
        let change = statistics::rr_total(before, Total { tickets: later, usage: usage_after }, phi)?;
        let verdict = Verdict::of(change.p_value, change.ratio, 1.0);
        Some(TotalChange { change, verdict })
    });
    let per_usage = counted && usage.is_some();
    Ok(Comparison { tally: before, measure, per_usage, total, tested: changes.len(), changes })
}

/// Whether the vocabulary let a culprit be counted in both periods. Of one that came or went between them (a new word, a split) nothing
/// in the other period is no finding. One that others were merged into carries their counts and can be compared.
pub(super) fn is_comparable(culprit: &Culprit, before: &Tally, after: &Tally) -> bool {
    let came = culprit.since.is_some_and(|since| before.period.first() < since.first());
    let went = culprit.retired.is_some_and(|retired| retired.first() <= after.period.first());
    let counted = |tally: &Tally| tally.count(&culprit.id) > 0;
    (!came || counted(before)) && (!went || counted(after))
}

/// One family of tests: every culprit with at least ten tickets in both periods together, adjusted by Holm.
fn changes(product: &Product, before: (&Tally, f64), after: (&Tally, f64), phi: f64) -> Changes {
    let comparable = product.culprits.iter().filter(|culprit| is_comparable(culprit, before.0, after.0));
    let counted = comparable.map(|one| (&one.id, before.0.count(&one.id), after.0.count(&one.id)));
    let family = counted.filter(|(_, first, second)| first + second >= statistics::MIN_TESTED);
    let raw: Vec<(&CulpritId, Measure, Estimate, f64)> = family
        .filter_map(|(id, ..)| {
            let observe = |(tally, usage): (&Tally, f64)| observations(Seen::of(tally, [id]), tally, usage);
            let (measure, value, p_value) = change(&observe(before), &observe(after), phi)?;
            Some((id, measure, value, p_value))
        })
        .collect();
    let adjusted = statistics::holm(&raw.iter().map(|(.., p_value)| *p_value).collect::<Vec<_>>());
    let changes = raw.into_iter().zip(adjusted).map(|((id, measure, value, p_value), adjusted)| {
        let unchanged = if measure == Measure::Ratio { 1.0 } else { 0.0 };
        let verdict = Verdict::of(adjusted, value, unchanged);
        (id.clone(), RowChange { measure, value, p_value, adjusted, verdict })
    });
    changes.collect()
}

/// The rate ratio where both periods know how many tickets there were, else the difference of shares.
fn change(before: &[Observation], after: &[Observation], phi: f64) -> Option<(Measure, Estimate, f64)> {
    if before.iter().chain(after).all(|part| part.sample.population.is_some()) {
        let phi = statistics::culprit_dispersion(before, after, phi);
        let change = statistics::rr_window(before, after, phi)?;
        return Some((Measure::Ratio, change.ratio, change.p_value));
    }
    let ([before], [after]) = (before, after) else { return None };
    let difference = statistics::newcombe(before, after)?;
    Some((Measure::Difference, difference, statistics::fisher_exact(before, after)?))
}

/// How much more the weeks up to `last` scatter than chance alone would; 1 if there are too few to tell. Neither the period that is
/// judged nor anything before the last new start is among them.
pub(in crate::derive) fn dispersion(product: &Product, last: Period) -> f64 {
    let week_number = |period: Period| period.first().days_since(Date::EPOCH_MONDAY) / 7;
    let is_week = |tally: &&Tally| matches!(tally.period, Period::Week(_)) && tally.period <= last;
    let weeks = weekly_counts(product, product.samples.values().filter(is_week), |period| Some(week_number(period)));
    let rebased = product.actions.iter().filter(|action| action.rebase && action.date <= last.last());
    let rebased = rebased.map(|action| week_number(Period::week_of(action.date))).max();
    let chart = statistics::baseline_weeks(&weeks, week_number(last) + 1, rebased)
        .and_then(|baseline| statistics::laney_u(&weeks, &baseline));
    chart.map_or(1.0, |chart| chart.dispersion)
}

/// All tickets of the complete periods, for the process limits: per thousand of usage, numbered by the caller. A period of which the
/// tickets or the usage are unknown is left out.
pub(in crate::derive) fn weekly_counts<'t>(
    product: &Product,
    tallies: impl Iterator<Item = &'t Tally>,
    number: impl Fn(Period) -> Option<i64>,
) -> Vec<WeeklyCount> {
    let unit = if product.usage.is_empty() { 1.0 } else { 1000.0 };
    let count = |tally: &Tally| {
        let exposure = product.exposure(tally.period)? / unit;
        Some(WeeklyCount { week: number(tally.period)?, count: tally.population?, exposure })
    };
    tallies.filter(|tally| tally.complete).filter_map(count).collect()
}
