//! Which culprits get a row of their own, and which are folded together.

use std::cmp::Reverse;

use super::basis::ReportBasis;
use crate::derive::statistics;
use crate::model::report::{Culprit, Product, ProductAction};

/// At most so many culprits are shown for their count alone.
const MAX_SHOWN: usize = 7;
/// A culprit with fewer tickets read is noise, and could point at a customer.
const MIN_TICKETS_SHOWN: u64 = 3;

/// The culprits of a report in two parts.
pub struct RowSelection<'a> {
    /// Most common first.
    pub shown: Vec<&'a Culprit>,
    /// Together; never one alone, which could be named by subtraction.
    pub folded: Vec<&'a Culprit>,
}

/// Keeps the seven most common with at least three tickets, and every pinned one: it was acted on lately, or its change was tested
/// and is worth a word. Folds the rest if there are at least two.
pub fn select_rows<'a>(
    product: &'a Product,
    basis: &ReportBasis,
    is_change_said: &dyn Fn(&Culprit) -> bool,
    actions: &[&ProductAction],
) -> RowSelection<'a> {
    let pinned = |culprit: &Culprit| {
        let acted_on = actions
            .iter()
            .any(|action| !action.is_neutral() && action.culprits.contains(&culprit.id));
        acted_on || is_change_said(culprit)
    };
    // Where tickets have several weights, or a machine labeled those that were not read, the tickets that were read say less than the
    // estimate.
    let weigh = |culprit: &'a Culprit| {
        let counted = basis.selector(culprit);
        let (count, strata) = (basis.count_matching(&counted), basis.strata(&counted));
        let is_weighed = strata.len() > 1 || strata.iter().any(|one| one.labels.is_some());
        let volume = statistics::volume_of_strata(&strata).filter(|_| is_weighed);
        (
            culprit,
            count,
            volume.map_or(count, |volume| volume.tickets),
        )
    };
    let seen = product.culprits.iter().map(weigh);
    let mut seen: Vec<_> = seen
        .filter(|(culprit, count, _)| *count > 0 || pinned(culprit))
        .collect();
    seen.sort_by_key(|(culprit, _, weight)| (Reverse(*weight), &culprit.id));
    let mut room = MAX_SHOWN;
    let (mut shown, mut rest) = (Vec::new(), Vec::new());
    for (culprit, count, _) in seen {
        let common = room > 0 && count >= MIN_TICKETS_SHOWN;
        if common {
            room -= 1;
        }
        if common || pinned(culprit) {
            shown.push(culprit)
        } else {
            rest.push(culprit)
        }
    }
    if rest.len() == 1 {
        shown.append(&mut rest);
    }
    RowSelection {
        shown,
        folded: rest,
    }
}
