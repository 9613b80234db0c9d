//! What followed actions, and what to look at next.

use super::change_amount;
use crate::derive::action_effect::{ActionEffect, ActionOutcome, IneffectiveAction};
use crate::derive::report::{ChangeMeasure, ReportFacts};
use crate::derive::statistics::{ChangeVerdict, Estimate};
use crate::model::report::{Culprit, ProductAction};
use crate::view::text::message::message;
use crate::view::text::{counted_periods, list, quoted_culprit};

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
    let periods = |tallies: &[_]| counted_periods(facts.basis.first_period(), tallies.len());
    let ratio = &effect.change.ratio;
    let (from, to) = percent_range(ratio);
    let points = |share: f64| format!("{:+.0}", share * 100.0).replace('-', "\u{2212}");
    let share = effect.share_change.as_ref();
    let [share, lower, upper] = share.map_or(
        ["unknown".to_owned(), String::new(), String::new()],
        |one| [one.value, one.lower, one.upper].map(points),
    );
    message!(
        "action-effect",
        count = effect.actions.len(),
        actions = titles(&effect.actions),
        after = periods(&effect.after),
        before = periods(&effect.before),
        verdict = match effect.verdict {
            ChangeVerdict::Clear => "clear",
            ChangeVerdict::Unsure => "unsure",
            ChangeVerdict::None => "none",
        },
        amount = change_amount(ChangeMeasure::Ratio, ratio),
        from,
        to,
        share,
        lower,
        upper,
    )
}

/// `“Guide” and “Fix”`.
fn titles(actions: &[&ProductAction]) -> String {
    let quoted = actions.iter();
    let quoted: Vec<String> = quoted
        .map(|action| message!("action-quoted", action = &action.title))
        .collect();
    list(&quoted)
}

/// The limits of a ratio in percent fewer, or in percent more.
fn percent_range(ratio: &Estimate) -> (String, String) {
    let percent = |limit: f64| format!("{:.0}", limit * 100.0);
    if ratio.value < 1.0 {
        (percent(1.0 - ratio.upper), percent(1.0 - ratio.lower))
    } else {
        (percent(ratio.lower - 1.0), percent(ratio.upper - 1.0))
    }
}

/// Actions after which tickets clearly became fewer. It tells before from after, as everything that is said of an action.
pub fn helpful_actions(culprit: &Culprit, effect: &ActionEffect) -> String {
    let (from, to) = percent_range(&effect.change.ratio);
    message!(
        "action-helpful",
        culprit = quoted_culprit(culprit),
        amount = change_amount(ChangeMeasure::Ratio, &effect.change.ratio),
        from,
        to,
        after = counted_periods(effect.after[0].period, effect.after.len()),
        actions = titles(&effect.actions),
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
            count => steps.push(message!("next-many", count)),
        }
    }
    steps.extend(ineffective.iter().map(|one| {
        message!(
            "action-ineffective",
            culprit = with_owner(one.culprit),
            after = counted_periods(facts.basis.first_period(), one.effect.after.len()),
            actions = titles(&one.effect.actions),
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
