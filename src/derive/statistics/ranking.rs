//! Which culprit is the most common, and which others might be.

use super::distribution::binomial_half_tail;
use super::estimate::ALPHA;
use super::share::Sample;

/// The culprits of one sample in order, and what the order is worth. Culprits are named by the caller's ids.
#[derive(Debug, Clone, PartialEq)]
pub struct CulpritRanking<'a> {
    /// All culprits, the most common first, equal counts by id.
    pub order: Vec<&'a str>,
    /// The p-value of the winner against the runner-up; `None` in a census, where there is nothing to test.
    pub p_value: Option<f64>,
    /// Whether the first of the order is the most common culprit of the whole population, beyond reasonable doubt.
    pub verified: bool,
    /// The first of the order and every culprit that cannot be told apart from it, in order. One if verified.
    pub contenders: Vec<&'a str>,
}

/// Orders culprits by their counts and tests the winner against the runner-up.
///
/// ```text
/// p = min(1, 2 P(Binomial(x_t + x_s, 1/2) >= x_t))    for the winner t and the runner-up s
/// ```
///
/// The winner is verified if p <= [`ALPHA`]. Hung and Fithian (2019), "Rank verification for exponential families",
/// Annals of Statistics 47, show that this test needs no correction for having picked the winner from the data. A
/// contender is the winner, or any culprit that has p > [`ALPHA`] in the place of the runner-up. A missing runner-up
/// counts as a culprit with no tickets. In a census the order is a fact: verified unless tied.
///
/// `culprits` are ids, all different, with the number of tickets read. Leave out those that are never ranked
/// (unclassified, out of scope, folded) and those that were not seen. The test takes no finite-population correction,
/// so it is cautious when much of the list was read. `None` if no ticket has a culprit, or if the counts do not fit in
/// the sample.
pub fn rank<'a>(culprits: &[(&'a str, u64)], sample: Sample) -> Option<CulpritRanking<'a>> {
    let total = culprits
        .iter()
        .try_fold(0_u64, |sum, (_, count)| sum.checked_add(*count))?;
    if total == 0 || !sample.is_possible_count(total) {
        return None;
    }
    let mut ranked = culprits.to_vec();
    ranked.sort_by(|(id, count), (other_id, other)| other.cmp(count).then(id.cmp(other_id)));
    let (_, winner) = ranked[0];
    let runner_up = ranked.get(1).map_or(0, |(_, count)| *count);

    let contends = |count: u64| {
        if sample.is_census() {
            count == winner
        } else {
            winner_p_value(winner, count) > ALPHA
        }
    };
    let rivals = ranked[1..].iter().filter(|(_, count)| contends(*count));
    Some(CulpritRanking {
        order: ranked.iter().map(|(id, _)| *id).collect(),
        p_value: (!sample.is_census()).then(|| winner_p_value(winner, runner_up)),
        verified: !contends(runner_up),
        contenders: ranked[..1]
            .iter()
            .chain(rivals)
            .map(|(id, _)| *id)
            .collect(),
    })
}

/// Twice the chance that the winner gets so much of the pair when both culprits are equally common.
fn winner_p_value(winner: u64, other: u64) -> f64 {
    // The total of all counts fits, so the sum of two does.
    (2.0 * binomial_half_tail(winner, winner + other)).min(1.0)
}
