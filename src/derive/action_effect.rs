//! Whether an action had an effect.

use std::ops::Range;

use super::report::stratum::{is_census_complete, observations};
use super::report::{ReportFacts, TicketSelector, Variation, VaryingMeasure, machines};
use super::statistics::{
    self, ALPHA, ChangeVerdict, Dispersion, Estimate, Observation, RateRatio, Sample,
};
use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::base::time::Date;
use crate::model::report::{Culprit, Product, ProductAction, Tally};

/// Complete periods that are looked at on each side of an action.
const MAX_WINDOW_PERIODS: usize = 4;
/// With fewer complete periods on a side, nothing is said.
const MIN_WINDOW_PERIODS: usize = 2;
/// The p-value that a claim needs as long as there are fewer than `MAX_WINDOW_PERIODS` periods after an action.
pub const EARLY_ALPHA: f64 = 0.0125;

/// What can be said of what followed an action, for one culprit.
#[derive(Clone, Debug)]
pub enum ActionOutcome<'a> {
    /// The periods after it against those before.
    Effect(ActionEffect<'a>),
    /// Too few periods after it are complete. It can be compared once this one is.
    TooYoung(Period),
}

/// What followed an action, for one culprit.
#[derive(Clone, Debug)]
pub struct ActionEffect<'a> {
    /// The actions that are judged together, because they are too close together to be separated; one if it is alone.
    pub actions: Vec<&'a ProductAction>,
    /// The culprit.
    pub culprit: CulpritId,
    /// Complete periods looked at before them, oldest first.
    pub before: Vec<&'a Tally>,
    /// Complete periods looked at after them; those of the actions are left out.
    pub after: Vec<&'a Tally>,
    /// Tickets per usage, after against before.
    pub change: RateRatio,
    /// How much more the culprit's tickets scatter than chance alone would.
    pub dispersion: Dispersion,
    /// The change of the share among all tickets, which actions on other things do not move.
    pub share_change: Option<Estimate>,
    /// How much more its shares vary than samples of one share would.
    pub share_dispersion: f64,
    /// What may be said of it.
    pub verdict: ChangeVerdict,
}

impl ActionEffect<'_> {
    /// The largest p-value that allows a claim at this look.
    pub fn alpha(&self) -> f64 {
        alpha_after(self.after.len())
    }

    /// Whether more periods after them would be looked at.
    pub fn has_more_looks(&self) -> bool {
        self.after.len() < MAX_WINDOW_PERIODS
    }

    /// Whether tickets clearly became fewer.
    pub fn is_decrease(&self) -> bool {
        self.verdict == ChangeVerdict::Clear && self.change.ratio.value < 1.0
    }
}

fn alpha_after(periods: usize) -> f64 {
    if periods < MAX_WINDOW_PERIODS {
        EARLY_ALPHA
    } else {
        ALPHA
    }
}

/// Actions after which a culprit did not clearly become less frequent.
#[derive(Clone, Debug)]
pub struct IneffectiveAction<'a> {
    pub culprit: &'a Culprit,
    pub effect: ActionEffect<'a>,
}

/// Compares up to four complete periods before and after the one in which an action was, for one of its culprits.
///
/// Where another action touches the same culprit, the window ends there. Where that would leave fewer than two periods between the two, they
/// are judged together, and none gets the credit alone. Each look is a chance to be wrong, so before the fourth period after them a claim
/// needs [`EARLY_ALPHA`].
///
/// Periods across a change in counting are not among them, and what followed such a change, or a release, is not asked. It tells before from
/// after and no more: a culprit that was picked because it was high tends to fall back by itself. `None` also without two periods before.
pub fn action_effect<'a>(
    product: &'a Product,
    known: &[&'a Tally],
    action: &'a ProductAction,
    culprit: &Culprit,
) -> Option<ActionOutcome<'a>> {
    if action.changes_measurement() || action.is_neutral() {
        return None;
    }
    let usable = usable_periods(product, known, action);
    let touching = touching_actions(product, known, action, culprit);
    let group = inseparable_actions(&touching, &usable, action);
    let (first, last) = (touching[group.start].date, touching[group.end - 1].date);
    let earliest = group.start.checked_sub(1).map(|at| touching[at].date);
    let latest = touching.get(group.end).map(|next| next.date);
    let earlier = usable.iter().filter(|tally| {
        tally.period.last() < first && earliest.is_none_or(|day| day < tally.period.first())
    });
    let later = usable.iter().filter(|tally| {
        last < tally.period.first() && latest.is_none_or(|day| tally.period.last() < day)
    });
    let after: Vec<&Tally> = later.copied().take(MAX_WINDOW_PERIODS).collect();
    let mut before: Vec<&Tally> = earlier.rev().copied().take(MAX_WINDOW_PERIODS).collect();
    before.reverse();
    if before.len() < MIN_WINDOW_PERIODS {
        return None;
    }
    if after.len() < MIN_WINDOW_PERIODS {
        let missing = MIN_WINDOW_PERIODS - after.len();
        let newest = after.last().map(|tally| tally.period);
        let from = newest.unwrap_or_else(|| period_of(before[0].period, last));
        let judged = (0..missing).fold(from, |period, _| period.next());
        let mut recounts = product.actions.iter();
        let is_recounted = recounts
            .any(|one| one.changes_measurement() && last < one.date && one.date <= judged.last());
        return (!is_recounted).then_some(ActionOutcome::TooYoung(judged));
    }
    let actions = touching[group].to_vec();
    let effect = compare_windows((product, known), actions, culprit, before, after)?;
    Some(ActionOutcome::Effect(effect))
}

/// The period as long as another, counted on from it, that a later day is in.
fn period_of(like: Period, day: Date) -> Period {
    let mut period = like;
    while period.last() < day {
        period = period.next();
    }
    period
}

/// The periods that are complete, wholly read and counted as they were when the action was, oldest first.
fn usable_periods<'a>(
    product: &Product,
    known: &[&'a Tally],
    action: &ProductAction,
) -> Vec<&'a Tally> {
    let recounts = || {
        let actions = product.actions.iter();
        let recounts = actions.filter(|one| one.changes_measurement());
        recounts.map(|one| one.date)
    };
    let counted_from = recounts().filter(|day| *day <= action.date).max();
    let counted_to = recounts().filter(|day| *day > action.date).min();
    let is_usable = |tally: &&&Tally| {
        counted_from.is_none_or(|day| day <= tally.period.first())
            && counted_to.is_none_or(|day| tally.period.last() < day)
            && (tally.complete && tally.read == tally.sampled && tally.read > 0)
            && is_census_complete(tally)
            && tally.population.is_some()
            && product.exposure(tally.period).is_some()
    };
    known.iter().filter(is_usable).copied().collect()
}

/// The actions that were to make a culprit less frequent, and the one that is asked about, up to the last known period, oldest first.
fn touching_actions<'a>(
    product: &'a Product,
    known: &[&Tally],
    asked: &ProductAction,
    culprit: &Culprit,
) -> Vec<&'a ProductAction> {
    let is_known = |action: &ProductAction| {
        known
            .last()
            .is_some_and(|tally| action.date <= tally.period.last())
    };
    let touches = |action: &&ProductAction| {
        action.id == asked.id
            || (asked.is_improvement()
                && action.is_improvement()
                && is_known(action)
                && (action.culprits.is_empty() || action.culprits.contains(&culprit.id)))
    };
    product.actions.iter().filter(touches).collect()
}

/// Which of the actions about a culprit are judged with one of them: neighbours without two periods between them.
fn inseparable_actions(
    touching: &[&ProductAction],
    usable: &[&Tally],
    asked: &ProductAction,
) -> Range<usize> {
    let is_close = |earlier: &ProductAction, later: &ProductAction| {
        let between = usable.iter().filter(|tally| {
            earlier.date < tally.period.first() && tally.period.last() < later.date
        });
        between.count() < MIN_WINDOW_PERIODS
    };
    let at = touching.iter().position(|action| action.id == asked.id);
    let (mut start, mut end) = (at.unwrap_or(0), at.unwrap_or(0) + 1);
    while start > 0 && is_close(touching[start - 1], touching[start]) {
        start -= 1;
    }
    while end < touching.len() && is_close(touching[end - 1], touching[end]) {
        end += 1;
    }
    start..end
}

fn compare_windows<'a>(
    (product, known): (&'a Product, &[&'a Tally]),
    actions: Vec<&'a ProductAction>,
    culprit: &Culprit,
    before: Vec<&'a Tally>,
    after: Vec<&'a Tally>,
) -> Option<ActionEffect<'a>> {
    // Labels of two machines correct by different amounts.
    if machines(before.iter().chain(&after)).len() > 1 {
        return None;
    }
    let counted = TicketSelector::culprit(culprit);
    let per_usage = !product.usage.is_empty();
    let observe = |tallies: &[&Tally]| -> Vec<Observation> {
        let parts = tallies.iter();
        parts
            .flat_map(|tally| observations(product, tally, &counted, per_usage))
            .collect()
    };
    let (seen_before, seen_after) = (observe(&before), observe(&after));
    // If some priorities are read in full, tickets have two weights, so there is no simple share of all.
    let one_sample = seen_before.len() == before.len() && seen_after.len() == after.len();
    let last = before.last()?.period;
    let dispersion = |measure| {
        let variation = Variation::until(product, known, last, measure);
        variation.of_culprit(culprit, &seen_before, &seen_after)
    };
    let share_dispersion = dispersion(VaryingMeasure::Shares).own;
    let dispersion = dispersion(VaryingMeasure::Tickets);
    let change = statistics::rate_ratio(&seen_before, &seen_after, dispersion)?;
    let pool = |weeks: &[Observation]| Observation {
        count: weeks.iter().map(|week| week.count).sum(),
        sample: Sample {
            read: weeks.iter().map(|week| week.sample.read).sum(),
            population: None,
        },
        usage: 1.0,
        labels: None,
    };
    let (pooled_before, pooled_after) = (pool(&seen_before), pool(&seen_after));
    let share_change =
        statistics::share_difference(&pooled_before, &pooled_after, share_dispersion)
            .filter(|_| one_sample);
    let alpha = alpha_after(after.len());
    Some(ActionEffect {
        actions,
        culprit: culprit.id.clone(),
        before,
        after,
        share_change: share_change.map(|change| change.difference),
        share_dispersion,
        verdict: ChangeVerdict::at(alpha, change.p_value, change.ratio, 1.0),
        dispersion,
        change,
    })
}

/// What followed actions, for each of their culprits, the newest first. Actions that are judged together are judged once.
pub fn action_effects<'a>(
    product: &'a Product,
    known: &[&'a Tally],
    actions: &[&'a ProductAction],
) -> Vec<(&'a Culprit, ActionEffect<'a>)> {
    let mut effects: Vec<(&Culprit, ActionEffect)> = Vec::new();
    for action in actions.iter().rev() {
        let culprits = action.culprits.iter();
        for culprit in culprits.filter_map(|id| product.culprit(id)) {
            let is_judged = effects.iter().any(|(one, effect)| {
                one.id == culprit.id && effect.actions.iter().any(|one| one.id == action.id)
            });
            if is_judged {
                continue;
            }
            let outcome = action_effect(product, known, action, culprit);
            if let Some(ActionOutcome::Effect(effect)) = outcome {
                effects.push((culprit, effect));
            }
        }
    }
    effects
}

/// The samples that tell what followed an action, up to the end of a report's period: those of periods as long as the report's own.
pub fn samples_until<'a>(facts: &ReportFacts<'a>) -> Vec<&'a Tally> {
    let (kind, last) = (
        std::mem::discriminant(&facts.basis.first_period()),
        facts.basis.last_period().last(),
    );
    let alike = |tally: &&Tally| {
        std::mem::discriminant(&tally.period) == kind && tally.period.last() <= last
    };
    facts.product.samples.values().filter(alike).collect()
}

/// Of each culprit of a report the last actions that can be judged, where no clear fall followed them.
pub fn ineffective_actions<'a>(facts: &ReportFacts<'a>) -> Vec<IneffectiveAction<'a>> {
    let known = samples_until(facts);
    let of = |culprit: &'a Culprit| {
        let actions = facts.actions.iter().rev();
        let mut effects = actions
            .filter(|action| action.is_improvement() && action.culprits.contains(&culprit.id))
            .filter_map(
                |action| match action_effect(facts.product, &known, action, culprit)? {
                    ActionOutcome::Effect(effect) => Some(effect),
                    ActionOutcome::TooYoung(_) => None,
                },
            );
        let effect = effects.next()?;
        (!effect.is_decrease()).then_some(IneffectiveAction { culprit, effect })
    };
    let culprits = facts.rows.iter().filter_map(|row| row.subject.culprit());
    culprits.filter_map(of).collect()
}
