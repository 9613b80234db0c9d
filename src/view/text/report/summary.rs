//! The three lines at the top of a report: who has the most tickets, what changed, and what followed an action.

use super::cautions::no_comparison;
use super::next_steps::{limits, titles};
use super::{
    change_amount, counted_by, estimate, estimate_words, leaders_verdict, tickets_per,
    verdict_label,
};
use crate::derive::action_effect::{ActionEffect, ActionOutcome, action_effect, samples_until};
use crate::derive::report::{ChangeMeasure, Comparison, ReportBasis, ReportFacts};
use crate::derive::statistics::{ChangeVerdict, Estimate};
use crate::model::report::Culprit;
use crate::view::text::message::message;
use crate::view::text::{date, list, quoted_culprit, span};

/// Leaders that are named.
const MAX_NAMES: usize = 3;

/// Who has the most tickets, as far as the test of the leader allows to say so.
pub fn most_tickets(facts: &ReportFacts) -> String {
    if !facts.charted {
        return message!("most-too-few");
    }
    let leaders = facts.leaders.as_ref();
    let contenders = leaders.map_or(&[][..], |leaders| &leaders.contenders);
    let first = facts.rows.iter().find_map(|row| row.subject.culprit());
    let Some(first) = contenders.first().copied().or(first) else {
        return message!("most-unclassified");
    };
    let row = facts.row_of(first);
    let name = |culprit: &&Culprit| {
        let name = quoted_culprit(culprit);
        match facts.row_of(culprit) {
            Some(row) => format!("{name} ({})", estimate(row, facts.basis.read)),
            None => name,
        }
    };
    let names: Vec<String> = contenders.iter().take(MAX_NAMES).map(name).collect();
    let verdict = leaders.and_then(|leaders| leaders_verdict(leaders, facts));
    message!(
        "most-tickets",
        verdict = verdict.unwrap_or("untested"),
        culprit = quoted_culprit(first),
        estimate = row.map_or(String::new(), |row| estimate_words(facts, row)),
        names = list(&names),
    )
}

/// What changed, with its interval and the periods that are compared: the change of the title, or that nothing changed significantly.
pub fn what_changed(facts: &ReportFacts) -> String {
    let leading = match (&facts.window, &facts.comparison) {
        (Some(window), _) => window,
        (None, Ok(comparison)) => comparison,
        (None, Err(reason)) => return no_comparison(*reason, facts),
    };
    if let Some((culprit, change, comparison)) = facts.headline_change() {
        let culprit = format!("{} ", quoted_culprit(culprit));
        return clear_change(
            (facts, comparison),
            &culprit,
            (change.measure, &change.value),
        );
    }
    if let Some((comparison, total)) = facts.clear_change_of_total() {
        let change = (ChangeMeasure::Ratio, &total.change.ratio);
        return clear_change((facts, comparison), "", change);
    }
    let (before, after) = compared_periods(leading);
    let state = match leading.tested {
        _ if !leading.variation.allows_claims() => "unknown",
        0 => "untested",
        _ => "none",
    };
    message!("changed-none", state, before, after)
}

fn clear_change(
    (facts, comparison): (&ReportFacts, &Comparison),
    culprit: &str,
    (measure, change): (ChangeMeasure, &Estimate),
) -> String {
    let (before, after) = compared_periods(comparison);
    let is_decrease = change.value < measure.unchanged();
    let amount = change_amount(measure, change);
    let label = verdict_label(ChangeVerdict::Clear, amount, is_decrease);
    message!(
        "changed",
        measure = match measure {
            ChangeMeasure::Ratio => "tickets",
            ChangeMeasure::Difference => "share",
        },
        change = label.map_or(String::new(), |label| label.text),
        culprit,
        per = tickets_per(facts, comparison),
        limits = limits(measure, change),
        before,
        after,
    )
}

/// Which periods are compared, before and after: `2013-W28 to 2013-W31` and `2013-W32 to 2013-W35`.
pub fn compared_periods(comparison: &Comparison) -> (String, String) {
    let name = |basis: &ReportBasis| {
        if comparison.is_window {
            span(&basis.tallies)
        } else {
            basis.period.to_string()
        }
    };
    (name(&comparison.before), name(&comparison.after))
}

/// What followed an action, of the effects that the report shows, the newest first: a decrease, if there is one, that of the title before
/// others.
pub fn after_action(facts: &ReportFacts, effects: &[(&Culprit, ActionEffect)]) -> String {
    let in_title = facts.headline_change().map(|(culprit, ..)| &culprit.id);
    let mut decreases = effects.iter().filter(|(_, effect)| effect.is_decrease());
    let newest = decreases.clone().next();
    let of_title = decreases.find(|(culprit, _)| Some(&culprit.id) == in_title);
    let Some((culprit, effect)) = of_title.or(newest).or(effects.first()) else {
        return not_compared(facts);
    };
    let is_even = effect.before.len() == effect.after.len();
    let period = (!is_even).then(|| effect.after[0].period);
    message!(
        "followed",
        verdict = if effect.is_decrease() {
            "decrease"
        } else {
            "none"
        },
        count = effect.actions.len(),
        actions = titles(&effect.actions),
        change = change_amount(ChangeMeasure::Ratio, &effect.change.ratio),
        culprit = quoted_culprit(culprit),
        per = counted_by(facts.product, !facts.product.usage.is_empty(), period),
        limits = limits(ChangeMeasure::Ratio, &effect.change.ratio),
        before = span(&effect.before),
        after = span(&effect.after),
    )
}

/// When an action can be compared, or that there is none.
fn not_compared(facts: &ReportFacts) -> String {
    let known = samples_until(facts);
    for action in facts.actions.iter().rev() {
        for row in &facts.rows {
            let culprit = row.subject.culprit();
            let culprit = culprit.filter(|culprit| action.culprits.contains(&culprit.id));
            let outcome =
                culprit.and_then(|culprit| action_effect(facts.product, &known, action, culprit));
            if let Some(ActionOutcome::TooYoung(period)) = outcome {
                let (actions, period) = (titles(&[*action]), period.to_string());
                return message!("followed-too-young", actions, period);
            }
        }
    }
    message!("followed-no-action", date = date(facts.actions_since()))
}
