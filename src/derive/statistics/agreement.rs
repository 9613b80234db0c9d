//! Whether two people who read the same tickets named the same culprits.

use std::collections::BTreeMap;

use super::estimate::to_f64;

/// How well two readers agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Agreement {
    /// Tickets that both read.
    pub tickets: u64,
    /// The share (0 to 1) of tickets for which both named the same.
    pub agreed: f64,
    /// Cohen's kappa, from -1 to 1: 0 is what chance alone gives, 1 is perfect. `None` if both always named one and the same, so that
    /// chance would agree as well.
    pub kappa: Option<f64>,
}

/// The agreement of two readers, from what the first and the second named and on how many tickets.
///
/// ```text
/// agreed = sum of n_ii / n    chance = sum of n_i. n_.i / n^2    kappa = (agreed - chance) / (1 - chance)
/// ```
///
/// Source: Cohen (1960), "A coefficient of agreement for nominal scales", Educational and Psychological Measurement 20. With about twenty
/// tickets it is rough: half a dozen hundredths up or down mean nothing, and it depends on how common the culprits are. `None` if no
/// ticket was read twice.
pub fn agreement<T: Ord>(pairs: &[(T, T, u64)]) -> Option<Agreement> {
    let tickets = pairs
        .iter()
        .try_fold(0_u64, |sum, (.., count)| sum.checked_add(*count))?;
    if tickets == 0 {
        return None;
    }
    let same: u64 = pairs
        .iter()
        .filter(|(first, second, _)| first == second)
        .map(|(.., count)| count)
        .sum();
    let mut named: BTreeMap<&T, (f64, f64)> = BTreeMap::new();
    for (first, second, count) in pairs {
        named.entry(first).or_default().0 += to_f64(*count);
        named.entry(second).or_default().1 += to_f64(*count);
    }
    let all = to_f64(tickets);
    let chance: f64 = named
        .values()
        .map(|(first, second)| first / all * (second / all))
        .sum();
    let agreed = to_f64(same) / all;
    let kappa = (named.len() > 1 && chance < 1.0).then(|| (agreed - chance) / (1.0 - chance));
    Some(Agreement {
        tickets,
        agreed,
        kappa,
    })
}
