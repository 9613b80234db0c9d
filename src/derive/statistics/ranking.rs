//! Which culprit is the most common, and which others might be.

use super::distribution::binomial_half_tail;
use super::estimate::{ALPHA, floor_to_u64, is_divisor, to_f64};
use super::share::Sample;

/// Culprits in order, and what the order is worth. Culprits are named by the caller's ids.
#[derive(Debug, Clone, PartialEq)]
pub struct CulpritRanking<'a> {
    /// All culprits, the most common first, equal counts by id.
    pub order: Vec<&'a str>,
    /// The p-value of the winner against the runner-up; `None` in a census, where there is nothing to test.
    pub p_value: Option<f64>,
    /// The p-value of each of the order in the place of the runner-up; that of the winner is the one of the runner-up itself. Empty in a census.
    pub p_values: Vec<f64>,
    /// Whether the first of the order is the most common culprit of the whole population, beyond reasonable doubt.
    pub verified: bool,
    /// The first of the order and every culprit that cannot be told apart from it, in order. One if verified.
    pub contenders: Vec<&'a str>,
}

/// A culprit with its tickets read in each stratum.
pub type CulpritCounts<'a> = (&'a str, Vec<u64>);

/// Orders culprits by their estimated tickets over all strata and tests the winner against the runner-up.
///
/// ```text
/// a_w = N_w/n_w    T = sum a_w x_w    m_w = x_tw + x_sw, for the winner t and the runner-up s
/// m_eff = (sum a_w m_w)^2 / sum a_w^2 m_w
/// p = min(1, 2 P(Binomial(m_eff, 1/2) >= m_eff T_t/(T_t + T_s)))    both whole, rounded down
/// ```
///
/// In one stratum, and where every stratum was read in the same proportion, this is the test of Hung and Fithian (2019), "Rank
/// verification for exponential families", Annals of Statistics 47: m_eff are the tickets of both, and m_eff T_t/(T_t + T_s) those of
/// the winner. They show that it needs no correction for having picked the winner from the data. With other proportions it is that
/// test with the number of pairs that would have the same variance if all weighed alike (Kish's effective size).
///
/// The winner is verified if p <= [`ALPHA`]. A contender is the winner, or any culprit that has p > [`ALPHA`] in the place of the
/// runner-up. A missing runner-up counts as a culprit with no tickets. In a census the order is a fact: verified unless tied.
///
/// `culprits` are ids, all different. Leave out those that are never ranked (unclassified, out of scope, folded) and those that were
/// not seen. The test takes no finite-population correction, so it is cautious when much of the list was read. `None` if no ticket has
/// a culprit, if the counts do not fit in the samples, if a population is unknown in one of several strata, and if a culprit has not
/// one count for each.
pub fn rank<'a>(culprits: &[CulpritCounts<'a>], samples: &[Sample]) -> Option<CulpritRanking<'a>> {
    if culprits
        .iter()
        .any(|(_, counts)| counts.len() != samples.len())
    {
        return None;
    }
    // The tickets of one sample all weigh the same, so its population need not be known.
    let weight = |sample: &Sample| match samples.len() {
        1 => Some(1.0),
        _ => Some(to_f64(sample.population?) / to_f64(sample.read)),
    };
    let weights: Option<Vec<f64>> = samples.iter().map(weight).collect();
    let weights = weights.filter(|weights| weights.iter().all(|weight| is_divisor(*weight)))?;
    let fits = |(at, sample): (usize, &Sample)| {
        let mut counts = culprits.iter().map(|(_, counts)| counts[at]);
        let read = counts.try_fold(0_u64, |sum, count| sum.checked_add(count));
        read.is_some_and(|read| sample.is_possible_count(read))
    };
    let tickets = |counts: &[u64]| -> f64 {
        weights
            .iter()
            .zip(counts)
            .map(|(weight, x)| weight * to_f64(*x))
            .sum()
    };
    if culprits
        .iter()
        .flat_map(|(_, counts)| counts)
        .all(|count| *count == 0)
        || !samples.iter().enumerate().all(fits)
    {
        return None;
    }
    let mut ranked: Vec<&CulpritCounts> = culprits.iter().collect();
    ranked.sort_by(|(id, a), (other, b)| tickets(b).total_cmp(&tickets(a)).then(id.cmp(other)));
    let census = samples.iter().all(|sample| sample.is_census());
    let nobody = vec![0; samples.len()];
    let winner = &ranked[0].1;
    let p_value = |other: &[u64]| {
        let (a, b) = (tickets(winner), tickets(other));
        let square: f64 = weights
            .iter()
            .zip(winner.iter().zip(other))
            .map(|(w, (x, y))| w * w * to_f64(x + y))
            .sum();
        let pairs = floor_to_u64((a + b) * (a + b) / square + 1e-9);
        let won = floor_to_u64(to_f64(pairs) * a / (a + b) + 1e-9);
        (2.0 * binomial_half_tail(won, pairs)).min(1.0)
    };
    let contends = |other: &[u64]| {
        // A census of weeks has whole tickets, so equal ones are equal.
        if census {
            tickets(other) >= tickets(winner)
        } else {
            p_value(other) > ALPHA
        }
    };
    let runner_up = ranked.get(1).map_or(&nobody, |(_, counts)| counts);
    let tested = ranked.iter().enumerate().map(|(at, (_, counts))| {
        let other = if at == 0 { runner_up } else { counts };
        p_value(other)
    });
    let p_values = if census { Vec::new() } else { tested.collect() };
    let contenders = ranked
        .iter()
        .enumerate()
        .filter(|(at, (_, counts))| *at == 0 || contends(counts));
    Some(CulpritRanking {
        order: ranked.iter().map(|(id, _)| *id).collect(),
        p_value: (!census).then(|| p_value(runner_up)),
        p_values,
        verified: !contends(runner_up),
        contenders: contenders.map(|(_, (id, _))| *id).collect(),
    })
}
