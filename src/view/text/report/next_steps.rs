//! What followed actions, and what to look at next.

use super::difference;
use crate::derive::action_effect::{ActionEffect, IneffectiveAction};
use crate::derive::report::{ChangeMeasure, ReportFacts};
use crate::derive::statistics::ChangeVerdict;
use crate::model::report::Culprit;
use crate::view::text::{count, list, period_noun};

/// What followed an action. The words claim before and after, never cause.
#[must_use]
pub fn action_effect(aftermath: &ActionEffect, facts: &ReportFacts) -> String {
    let (one, many) = period_noun(facts.basis.first_period());
    let (before, after) = (
        count(aftermath.periods_before, one, many),
        count(aftermath.periods_after, one, many),
    );
    let ratio = &aftermath.change.ratio;
    let words = match aftermath.verdict {
        ChangeVerdict::None => "no clear change".to_owned(),
        ChangeVerdict::Clear | ChangeVerdict::Unsure => {
            let (least, most) = ((1.0 - ratio.upper) * 100.0, (1.0 - ratio.lower) * 100.0);
            let range = if ratio.value < 1.0 {
                (least, most)
            } else {
                (-most, -least)
            };
            format!(
                "{} ({:.0} to {:.0}%)",
                difference(ChangeMeasure::Ratio, ratio),
                range.0,
                range.1
            )
        }
    };
    let points = |share: f64| format!("{:+.0}", share * 100.0).replace('-', "\u{2212}");
    let share = aftermath.share_change.as_ref().map(|share| {
        let [value, lower, upper] = [share.value, share.lower, share.upper].map(points);
        format!("; its share of all tickets moved by {value} points ({lower} to {upper})")
    });
    format!(
        "After {after}, against {before} before: {words}{}.",
        share.unwrap_or_default()
    )
}

fn ineffective_action(unhelped: &IneffectiveAction, facts: &ReportFacts) -> String {
    let IneffectiveAction {
        action,
        culprit,
        effect: aftermath,
    } = unhelped;
    let (one, many) = period_noun(facts.basis.first_period());
    let after = count(aftermath.periods_after, one, many);
    format!(
        "{}: no clear fall in {after} after \u{201c}{}\u{201d}. Ask why, and what else would help.",
        with_owner(culprit),
        action.title
    )
}

/// What to look at next.
#[must_use]
pub fn next_steps(facts: &ReportFacts, unhelped: &[IneffectiveAction]) -> Vec<String> {
    let mut steps = Vec::new();
    if let Some(leaders) = &facts.leaders {
        let names: Vec<String> = leaders
            .contenders
            .iter()
            .take(3)
            .map(|culprit| with_owner(culprit))
            .collect();
        match leaders.contenders.len() {
            0 => {}
            1 => steps.push(format!("Look first at {}.", list(&names))),
            2 | 3 => steps.push(format!(
                "Look first at {}: one of them is likely to hurt most.",
                list(&names)
            )),
            many => steps.push(format!(
                "{many} culprits could hurt most; read a larger sample before you choose one."
            )),
        }
    }
    steps.extend(unhelped.iter().map(|one| ineffective_action(one, facts)));
    if facts.has_many_unclassified {
        steps.push(
            "Read the unclassified tickets again, or add a culprit for what they have in common."
                .to_owned(),
        );
    }
    steps
}

fn with_owner(culprit: &Culprit) -> String {
    match &culprit.owner {
        Some(owner) => format!("{} ({owner})", culprit.name),
        None => culprit.name.clone(),
    }
}
