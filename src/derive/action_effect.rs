//! Whether an action had an effect.

use super::report::stratum::{is_census_complete, observations};
use super::report::{ReportFacts, RowSubject, TicketSelector, dispersion};
use super::statistics::{self, ChangeVerdict, Estimate, Observation, RateRatio, Sample};
use crate::model::report::{ActionKind, Culprit, Product, ProductAction, Tally};

/// Complete periods that are looked at on each side of an action.
const MAX_WINDOW_PERIODS: usize = 4;
/// After so many periods without a clear fall an action is said not to have helped yet.
const MIN_PERIODS_AFTER: usize = 2;

/// What followed an action, for one culprit.
#[derive(Clone, Debug)]
pub struct ActionEffect {
    /// Complete periods looked at before it.
    pub periods_before: usize,
    /// Complete periods looked at after it; the period of the action is left out.
    pub periods_after: usize,
    /// Tickets per usage, after against before.
    pub change: RateRatio,
    /// The change of the share among all tickets, which actions on other things do not move.
    pub share_change: Option<Estimate>,
    /// What may be said of it.
    pub verdict: ChangeVerdict,
}

/// An action after which a culprit did not clearly become less frequent.
#[derive(Clone, Debug)]
pub struct IneffectiveAction<'a> {
    pub action: &'a ProductAction,
    pub culprit: &'a Culprit,
    pub effect: ActionEffect,
}

/// Compares up to four complete periods before and after the one in which an action was, for one of its culprits.
///
/// Periods across a change in counting are not among them, and actions before such a change are not compared. It only compares before with
/// after: a culprit that was picked because it was high tends to fall back by itself.
pub fn action_effect(
    product: &Product,
    known: &[&Tally],
    action: &ProductAction,
    culprit: &Culprit,
) -> Option<ActionEffect> {
    if action.changes_measurement() {
        return None;
    }
    let recounts = || {
        product
            .actions
            .iter()
            .filter(|one| one.changes_measurement())
            .map(|one| one.date)
    };
    let counted_from = recounts().filter(|day| *day <= action.date).max();
    let counted_to = recounts().filter(|day| *day > action.date).min();
    let alike = |tally: &&&Tally| {
        counted_from.is_none_or(|day| day <= tally.period.first())
            && counted_to.is_none_or(|day| tally.period.last() < day)
    };
    let whole = |tally: &&&Tally| {
        tally.complete && tally.read == tally.sampled && tally.read > 0 && is_census_complete(tally)
    };
    let observe = |tally: &&Tally| {
        tally.population?;
        product.exposure(tally.period)?;
        let (counted, per_usage) = (TicketSelector::culprit(culprit), !product.usage.is_empty());
        Some(observations(product, tally, &counted, per_usage))
    };
    let usable = known.iter().filter(whole).filter(alike);
    let earlier = usable
        .clone()
        .filter(|tally| tally.period.last() < action.date);
    let earlier_period = earlier.clone().next_back().map(|tally| tally.period);
    let before: Vec<Vec<Observation>> = earlier
        .rev()
        .filter_map(observe)
        .take(MAX_WINDOW_PERIODS)
        .collect();
    let later = usable.filter(|tally| action.date < tally.period.first());
    let after: Vec<Vec<Observation>> = later.filter_map(observe).take(MAX_WINDOW_PERIODS).collect();
    let (periods_before, periods_after) = (before.len(), after.len());
    // Where some priorities are read in full, tickets of a period have two weights, and a share of them all is none.
    let one_sample = before.iter().chain(&after).all(|parts| parts.len() == 1);
    let (before, after) = (before.concat(), after.concat());
    if before.is_empty() || after.is_empty() {
        return None;
    }
    let phi = earlier_period.map_or(1.0, |period| dispersion(product, period));
    let phi = statistics::culprit_dispersion(&before, &after, phi);
    let change = statistics::rate_ratio(&before, &after, phi)?;
    let pool = |weeks: &[Observation]| Observation {
        count: weeks.iter().map(|week| week.count).sum(),
        sample: Sample {
            read: weeks.iter().map(|week| week.sample.read).sum(),
            population: None,
        },
        usage: 1.0,
    };
    Some(ActionEffect {
        periods_before,
        periods_after,
        share_change: if one_sample {
            statistics::newcombe(&pool(&before), &pool(&after))
        } else {
            None
        },
        verdict: ChangeVerdict::of(change.p_value, change.ratio, 1.0),
        change,
    })
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

/// The last action of each culprit of a report that has an effect to compare, where that is no clear fall after at least two periods.
pub fn ineffective_actions<'a>(facts: &ReportFacts<'a>) -> Vec<IneffectiveAction<'a>> {
    let known = samples_until(facts);
    let helpful = |action: &&&ProductAction| {
        !matches!(action.kind, ActionKind::Incident | ActionKind::Measurement)
    };
    let of = |culprit: &'a Culprit| {
        let actions = facts
            .actions
            .iter()
            .filter(|action| action.culprits.contains(&culprit.id))
            .filter(helpful);
        let followed = |action: &&'a ProductAction| {
            Some((
                *action,
                action_effect(facts.product, &known, action, culprit)?,
            ))
        };
        let (action, aftermath) = actions.rev().find_map(followed)?;
        let fell = aftermath.verdict == ChangeVerdict::Clear && aftermath.change.ratio.value < 1.0;
        (!fell && aftermath.periods_after >= MIN_PERIODS_AFTER).then_some(IneffectiveAction {
            action,
            culprit,
            effect: aftermath,
        })
    };
    let culprits = facts.rows.iter().filter_map(|row| match row.subject {
        RowSubject::Culprit(culprit) => Some(culprit),
        RowSubject::Other(_) | RowSubject::Unclassified => None,
    });
    culprits.filter_map(of).collect()
}
