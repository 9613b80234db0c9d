//! Which culprits get a row of their own, and which are folded together.

use super::{Basis, Changes};
use crate::derive::statistics::{self, Verdict};
use crate::model::report::{Action, Culprit, Product};

/// At most so many culprits are shown for their count alone.
const SHOWN: usize = 7;
/// A culprit with fewer tickets read is noise, and could point at a customer.
const FEWEST: u64 = 3;

/// The culprits of a report in two parts.
pub(super) struct Folded<'a> {
    /// Most common first.
    pub shown: Vec<&'a Culprit>,
    /// Together; never one alone, which could be named by subtraction.
    pub rest: Vec<&'a Culprit>,
}

/// Keeps the seven most common with at least three tickets, and every pinned one: it was acted on lately, or its change was tested
/// and is worth a word. Folds the rest if there are at least two.
pub(super) fn fold<'a>(
    product: &'a Product,
    basis: &Basis,
    changes: Option<&Changes>,
    actions: &[&Action],
) -> Folded<'a> {
    let pinned = |culprit: &Culprit| {
        let acted_on = actions.iter().any(|action| action.culprits.contains(&culprit.id));
        let change = changes.and_then(|changes| changes.get(&culprit.id));
        acted_on || change.is_some_and(|change| change.verdict != Verdict::None)
    };
    let count = |culprit: &Culprit| basis.count(culprit);
    // Where tickets have several weights, those that were read say less than those that they stand for.
    let weight = |culprit: &Culprit| {
        let strata = basis.strata(&basis.counted(culprit));
        let volume = statistics::volume_of_strata(&strata).filter(|_| strata.len() > 1);
        volume.map_or(count(culprit), |volume| volume.tickets)
    };
    let mut seen: Vec<&Culprit> = product.culprits.iter().filter(|one| count(one) > 0 || pinned(one)).collect();
    seen.sort_by(|a, b| weight(b).cmp(&weight(a)).then_with(|| a.id.cmp(&b.id)));
    let mut room = SHOWN;
    let (mut shown, mut rest) = (Vec::new(), Vec::new());
    for culprit in seen {
        let common = room > 0 && count(culprit) >= FEWEST;
        if common {
            room -= 1;
        }
        if common || pinned(culprit) { shown.push(culprit) } else { rest.push(culprit) }
    }
    if rest.len() == 1 {
        shown.append(&mut rest);
    }
    Folded { shown, rest }
}
