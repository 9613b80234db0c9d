//! What followed actions, and what to look at next.

use super::{change_amount, counted_by, verdict_label};
use crate::derive::action_effect::{ActionEffect, ActionOutcome, IneffectiveAction};
use crate::derive::report::{ChangeMeasure, ReportFacts};
use crate::derive::statistics::{ChangeVerdict, Estimate};
use crate::model::report::{Culprit, ProductAction, Tally};
use crate::view::chart::{ChangeLabel, Direction};
use crate::view::text::message::message;
use crate::view::text::{counted_periods, list, quoted_culprit, span};

/// Whether an action had an effect. The sentences compare before and after and never claim a cause.
pub fn action_outcome(outcome: &ActionOutcome, facts: &ReportFacts) -> String {
    match outcome {
        ActionOutcome::Effect(effect) => action_effect(effect, facts),
        ActionOutcome::TooYoung(period) => {
            message!("action-too-young", period = period.to_string())
        }
    }
}

fn action_effect(effect: &ActionEffect, facts: &ReportFacts) -> String {
    let ratio = &effect.change.ratio;
    let (before, after) = sides(effect);
    let period = effect.after[0].period;
    let period = (effect.before.len() != effect.after.len()).then_some(period);
    let per = counted_by(facts.product, !facts.product.usage.is_empty(), period);
    let amount = change_amount(ChangeMeasure::Ratio, ratio);
    let change = message!("changed-tickets", amount, per = &per);
    let sentence = message!(
        "action-effect",
        count = effect.actions.len(),
        actions = titles(&effect.actions),
        after,
        before,
        verdict = match effect.verdict {
            ChangeVerdict::Clear => "clear",
            ChangeVerdict::Unsure => "unsure",
            ChangeVerdict::None => "none",
        },
        change,
        per,
        limits = limits(ChangeMeasure::Ratio, ratio),
    );
    match &effect.share_change {
        Some(change) => format!("{sentence} {}", share_change(change)),
        None => sentence,
    }
}

/// What the culprit's share of all tickets did, in percentage points.
fn share_change(change: &Estimate) -> String {
    let points = |share: f64| format!("{:.0}", share * 100.0);
    let signed = |share: f64| format!("{:+.0}", share * 100.0).replace('-', "\u{2212}");
    let (verdict, lower, upper) = if !change.excludes(0.0) {
        ("none", signed(change.lower), signed(change.upper))
    } else if change.value < 0.0 {
        ("down", points(-change.upper), points(-change.lower))
    } else {
        ("up", points(change.lower), points(change.upper))
    };
    // In a number, so that it is `1 percentage point`.
    let points = (change.value.abs() * 100.0).round() as usize;
    message!("action-share", verdict, points, lower, upper)
}

/// How many periods were looked at before and after: `4 weeks`.
fn sides(effect: &ActionEffect) -> (String, String) {
    let count = |tallies: &[&Tally]| counted_periods(tallies[0].period, tallies.len());
    (count(&effect.before), count(&effect.after))
}

/// `“Guide” and “Fix”`.
pub(super) fn titles(actions: &[&ProductAction]) -> String {
    let quoted = actions.iter();
    let quoted: Vec<String> = quoted
        .map(|action| message!("action-quoted", action = &action.title))
        .collect();
    list(&quoted)
}

/// The limits of a change in the unit in which it is worded: in percent fewer or more, in times as many, or in points.
pub(super) fn limits(measure: ChangeMeasure, change: &Estimate) -> String {
    let percent = |limit: f64| format!("{:.0}", limit * 100.0);
    let ratio = change;
    let (unit, from, to) = if measure == ChangeMeasure::Difference {
        let falls = change.value < 0.0;
        let (from, to) = if falls {
            (-change.upper, -change.lower)
        } else {
            (change.lower, change.upper)
        };
        ("points", percent(from), percent(to))
    } else if ratio.value < 1.0 {
        (
            "percent",
            percent(1.0 - ratio.upper),
            percent(1.0 - ratio.lower),
        )
    } else if ratio.value < 2.0 {
        (
            "percent",
            percent(ratio.lower - 1.0),
            percent(ratio.upper - 1.0),
        )
    } else {
        let times = |limit: f64| format!("{limit:.1}");
        ("times", times(ratio.lower), times(ratio.upper))
    };
    message!("limits", unit, from, to)
}

/// The verdict on what followed actions, in short.
pub fn effect_change(effect: &ActionEffect) -> ChangeLabel {
    let ratio = &effect.change.ratio;
    let amount = change_amount(ChangeMeasure::Ratio, ratio);
    verdict_label(effect.verdict, amount, ratio.value < 1.0).unwrap_or_else(|| ChangeLabel {
        text: message!("change-none"),
        direction: Direction::Unclear,
        clear: false,
    })
}

/// The interval of what followed actions.
pub fn effect_range(effect: &ActionEffect) -> String {
    let ratio = &effect.change.ratio;
    // Beside “no significant change” no word says whether they mean fewer or more.
    let limits = if effect.verdict == ChangeVerdict::None && ratio.value < 2.0 {
        let signed = |limit: f64| format!("{:+.0}", (limit - 1.0) * 100.0).replace('-', "\u{2212}");
        let (unit, from, to) = ("percent", signed(ratio.lower), signed(ratio.upper));
        message!("limits", unit, from, to)
    } else {
        limits(ChangeMeasure::Ratio, ratio)
    };
    message!("effect-range", limits)
}

/// After which actions it is, and which periods were compared.
pub fn effect_basis(effect: &ActionEffect) -> String {
    message!(
        "effect-basis",
        actions = titles(&effect.actions),
        after = span(&effect.after),
        before = span(&effect.before)
    )
}

/// What to look at next.
pub fn next_steps(facts: &ReportFacts, ineffective: &[IneffectiveAction]) -> Vec<String> {
    let mut steps = Vec::new();
    if let Some(leaders) = &facts.leaders {
        let first = leaders.contenders.iter().take(3);
        let names = list(&first.map(|culprit| with_owner(culprit)).collect::<Vec<_>>());
        match leaders.contenders.len() {
            0 => {}
            1 => steps.push(message!("next-leader", names)),
            2 | 3 => steps.push(message!("next-leaders", names)),
            count => {
                let folded = facts.folded_contenders();
                steps.push(message!("next-many", count, folded));
            }
        }
    }
    steps.extend(ineffective.iter().map(|one| {
        let effect = &one.effect;
        let (before, after) = sides(effect);
        let newest = effect.after.last().map(|tally| tally.period);
        let is_open = effect.has_more_looks() && newest == Some(facts.basis.last_period());
        message!(
            "action-ineffective",
            culprit = with_owner(one.culprit),
            look = if is_open { "open" } else { "final" },
            before,
            after,
            actions = titles(&effect.actions),
        )
    }));
    if facts.has_many_unclassified {
        steps.push(message!("next-unclassified"));
    }
    steps
}

fn with_owner(culprit: &Culprit) -> String {
    match &culprit.owner {
        Some(owner) => message!("culprit-owner", culprit = &culprit.name, owner),
        None => quoted_culprit(culprit),
    }
}
