//! Whether a culprit, or the total, changed between two periods.
//!
//! A comparison asks about the process that produces tickets, so both the noise of arrivals and that of sampling are in
//! its variance. The ratio of tickets per unit of usage is the headline; where a population is unknown, only shares can
//! be compared.

use super::corrected::CorrectedTickets;
use super::distribution::{hypergeometric_pmf, normal_cdf, normal_quantile};
use super::estimate::{ALPHA, Estimate, Z95, is_divisor, to_f64};
use super::share::{LabelCounts, Sample, wilson_within};

/// A culprit with fewer tickets read than this in both periods together is not tested.
pub const MIN_TESTED: u64 = 10;

/// The level, beside all other tests of the family, of what is said with "possibly".
///
/// An interval of its own at 95% for each of eight culprits made something "possible" in 30% of the periods in which nothing changed; so a
/// reader learned to pass over the word (`cargo bench --bench claims`).
const POSSIBLE_ALPHA: f64 = 0.2;

/// What the sample of one period says about one culprit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Observation {
    /// Tickets of the culprit among those read.
    pub count: u64,
    /// The sample of the period.
    pub sample: Sample,
    /// What the tickets are compared with, such as the mean number of active databases; 1 if nothing is known.
    pub usage: f64,
    /// What a machine said, where one labelled the tickets of the period.
    pub labels: Option<LabelCounts>,
}

/// All tickets of one period.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PeriodTotal {
    /// Tickets in the period.
    pub tickets: u64,
    /// What the tickets are compared with, such as the mean number of active databases; 1 if nothing is known.
    pub usage: f64,
}

/// A change of tickets per unit of usage.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateRatio {
    /// Tickets before, estimated where they come from samples.
    pub before: f64,
    /// Tickets after, estimated where they come from samples.
    pub after: f64,
    /// Tickets per usage after, as a multiple of those before; 0.23 is 77% fewer.
    pub ratio: Estimate,
    /// The two-sided p-value of no change, not adjusted for other tests.
    pub p_value: f64,
}

/// How much more a culprit's tickets scatter than chance alone would; 1 is not at all.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dispersion {
    /// By bursts that all culprits share, from [`shared_dispersion`].
    pub shared: f64,
    /// By bursts of this culprit alone, from [`super::scatter`] of its tickets read.
    pub own: f64,
}

/// What may be said about a change, in three steps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeVerdict {
    /// The test holds beside all others of its family: say it.
    Clear,
    /// The interval by itself leaves out "no change", and the test holds beside all others at `POSSIBLE_ALPHA`: say "possibly".
    Unsure,
    /// No clear change.
    None,
}

impl ChangeVerdict {
    /// The verdict from a p-value adjusted by [`holm`] and the unadjusted interval.
    ///
    /// `unchanged` is what the interval would hold without a change: 1 for a ratio, 0 for a difference.
    pub fn of(adjusted_p: f64, interval: Estimate, unchanged: f64) -> Self {
        Self::at(ALPHA, adjusted_p, interval, unchanged)
    }

    /// The same where a claim needs a p-value of at most `alpha`.
    pub fn at(alpha: f64, adjusted_p: f64, interval: Estimate, unchanged: f64) -> Self {
        if adjusted_p <= alpha {
            Self::Clear
        } else if adjusted_p <= POSSIBLE_ALPHA && interval.excludes(unchanged) {
            Self::Unsure
        } else {
            Self::None
        }
    }
}

/// One side of a comparison: tickets and their variance, and usage.
struct RateSide {
    tickets: f64,
    variance: f64,
    usage: f64,
}

impl RateSide {
    /// Tickets with their variances from arrivals and from sampling.
    fn new(tickets: f64, sampling: f64, usage: f64, dispersion: Dispersion) -> RateSide {
        let shared = dispersion.shared.max(1.0) * tickets + sampling;
        let own = dispersion.own.max(1.0) * (tickets + sampling);
        RateSide {
            tickets,
            variance: shared.max(own),
            usage,
        }
    }
}

/// The change of one culprit between the weeks before and the weeks after, as a rate ratio.
///
/// ```text
/// V = N x/n          ratio = (V2/U2) / (V1/U1)         s = (1 - p)(1 - n/N)/x
/// var(ln V) = max(shared/V + s, own (1/V + s))         arrivals + sampling
/// SE = sqrt(var1 + var2)    limits = ratio * exp(-+ z SE)    p = 2 Phi(-|ln ratio|/SE)
///
/// over several weeks t: V = sum V_t    U = sum U_t    S = sum N_t^2 p_t (1 - p_t)/n_t (1 - n_t/N_t)
/// var(ln V) = max(shared V + S, own (V + S)) / V^2
/// ```
///
/// By the delta method. In a census it is the Poisson rate ratio; for an endless population it tends to the ratio of
/// shares. Bursts of one culprit scatter what was read of it, so its own dispersion multiplies arrivals and sampling. If one side has no
/// ticket of the culprit at all, both get half a ticket of the culprit and one ticket in all, spread evenly
/// over the weeks of each side, so that the ratio and its limits exist. Simulated coverage 95.3 to 97.5%.
///
/// Leave out the week of an action. It is a comparison before and after and no more: a culprit picked because it was
/// high tends to fall back by itself.
///
/// A dispersion below 1, or NaN, counts as 1. `None` if a population is unknown (see [`share_difference`]), a sample or a usage is impossible, a
/// limit is too large for a number, and for an empty side.
///
/// Where a machine labelled tickets it is [`rate_ratio_corrected`].
pub fn rate_ratio(
    before: &[Observation],
    after: &[Observation],
    dispersion: Dispersion,
) -> Option<RateRatio> {
    if before.iter().chain(after).any(|one| one.labels.is_some()) {
        return rate_ratio_corrected(before, after, dispersion);
    }
    let unseen = |weeks: &[Observation]| weeks.iter().all(|week| week.count == 0);
    let padding = if unseen(before) || unseen(after) {
        1.0
    } else {
        0.0
    };
    let side = |weeks, padding| rate_side(weeks, dispersion, padding);
    let change = compare_sides(&side(before, padding)?, &side(after, padding)?)?;
    // What is shown as the number of tickets is the estimate without padding.
    Some(RateRatio {
        before: side(before, 0.0)?.tickets,
        after: side(after, 0.0)?.tickets,
        ..change
    })
}

/// The estimated tickets of some weeks. `padding` tickets, half of them of the culprit, are added over all weeks.
fn rate_side(weeks: &[Observation], dispersion: Dispersion, padding: f64) -> Option<RateSide> {
    let padding = padding / to_f64(weeks.len() as u64);
    let (mut tickets, mut sampling, mut usage) = (0.0, 0.0, 0.0);
    for week in weeks {
        let population = week.sample.population?;
        if !week.sample.is_possible_count(week.count) || !is_divisor(week.usage) {
            return None;
        }
        let n = to_f64(week.sample.read) + padding;
        let total = to_f64(population) + padding;
        let p = (to_f64(week.count) + padding / 2.0) / n;
        tickets += total * p;
        sampling += total * to_f64(population - week.sample.read) * p * (1.0 - p) / n;
        usage += week.usage;
    }
    Some(RateSide::new(tickets, sampling, usage, dispersion))
}

/// The change of one culprit where a machine labelled the tickets and people read a sample of them (`rr_corrected` of the reference values).
///
/// ```text
/// V = N share    var(ln V) = max(shared/V + s, own (1/V + s))    s = (se/share)^2
/// ```
///
/// with share and se of [`super::share_corrected`] before it is clamped, and otherwise as [`rate_ratio`]. Weeks without labels count as
/// labelled by a machine that never names the culprit. The tickets before and after are unrounded and not clamped.
///
/// The caller makes sure that both sides were labelled by one machine. `None` as for [`rate_ratio`], and where the corrected tickets of a side are not above zero.
pub fn rate_ratio_corrected(
    before: &[Observation],
    after: &[Observation],
    dispersion: Dispersion,
) -> Option<RateRatio> {
    let side = |weeks: &[Observation]| {
        let (mut tickets, mut sampling, mut usage) = (0.0, 0.0, 0.0);
        for week in weeks {
            let corrected = CorrectedTickets::of(week.count, week.sample, week.labels)?;
            if !is_divisor(week.usage) {
                return None;
            }
            tickets += corrected.tickets;
            sampling += corrected.variance;
            usage += week.usage;
        }
        Some(RateSide::new(tickets, sampling, usage, dispersion))
    };
    compare_sides(&side(before)?, &side(after)?)
}

/// The part of the dispersion of all tickets that one culprit has: 1 + pbar (phi - 1).
///
/// pbar is the culprit's share over all samples of both sides, and phi the dispersion of the total from
/// [`super::laney_u`]; below 1, or NaN, it counts as 1. A burst of tickets that all culprits share hits one
/// in proportion to its share. With nothing read the result is 1.
pub fn shared_dispersion(before: &[Observation], after: &[Observation], phi: f64) -> f64 {
    let sum = |part: fn(&Observation) -> u64| {
        before
            .iter()
            .chain(after)
            .map(|week| to_f64(part(week)))
            .sum::<f64>()
    };
    let (count, read) = (sum(|week| week.count), sum(|week| week.sample.read));
    if read == 0.0 || phi.is_nan() {
        1.0
    } else {
        1.0 + (count / read).min(1.0) * (phi.clamp(1.0, f64::MAX) - 1.0)
    }
}

/// The change of all tickets between two periods, as a rate ratio.
///
/// ```text
/// ratio = (N2/U2) / (N1/U1)    SE = sqrt(phi (1/N1 + 1/N2))
/// ```
///
/// A quasi-Poisson rate ratio, with limits and p as in [`rate_ratio`]. `dispersion` is phi from [`super::laney_u`];
/// below 1, or NaN, it counts as 1. With a dispersion of 2 that is ignored the interval would cover 83% and not 95%.
/// `None` if a period has no tickets, a usage is not a finite number above zero, or a limit is too large for a number.
pub fn rate_ratio_of_totals(
    before: PeriodTotal,
    after: PeriodTotal,
    dispersion: f64,
) -> Option<RateRatio> {
    let side = |total: PeriodTotal| RateSide {
        tickets: to_f64(total.tickets),
        variance: dispersion.max(1.0) * to_f64(total.tickets),
        usage: total.usage,
    };
    compare_sides(&side(before), &side(after))
}

/// The ratio of two sides on the log scale; `None` if it or its limits are not finite numbers above zero.
fn compare_sides(before: &RateSide, after: &RateSide) -> Option<RateRatio> {
    if ![before.tickets, after.tickets, before.usage, after.usage]
        .into_iter()
        .all(is_divisor)
    {
        return None;
    }
    let ratio = (after.tickets / after.usage) / (before.tickets / before.usage);
    let relative = |side: &RateSide| side.variance / side.tickets / side.tickets;
    let error = (relative(before) + relative(after)).sqrt();
    let reach = (Z95 * error).exp();
    let estimate = Estimate {
        value: ratio,
        lower: ratio / reach,
        upper: ratio * reach,
    };
    if !is_divisor(ratio) || !is_divisor(error) || !estimate.is_finite() {
        return None;
    }
    let p_value = 2.0 * normal_cdf(-ratio.ln().abs() / error);
    Some(RateRatio {
        before: before.tickets,
        after: after.tickets,
        ratio: estimate,
        p_value,
    })
}

/// A change of a share of the tickets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShareDifference {
    /// Later minus earlier, from -1 to 1.
    pub difference: Estimate,
    /// The two-sided p-value of no change, not adjusted for other tests.
    pub p_value: f64,
}

/// The difference of two shares, later minus earlier: for when a population is unknown, or to ask whether a culprit fell more than all the
/// others.
///
/// ```text
/// limits: newcombe with samples of x/phi of n/phi tickets    p = 2 Phi(-z/sqrt(phi)), z the normal score of Fisher's exact p
/// ```
///
/// `dispersion` is phi: how much more shares vary from period to period than samples of one share would, by Laney's p' chart (2002); below 1,
/// or NaN, it counts as 1, and both are then the plain ones. Counts and sample sizes are divided by it, and the square of a test's score
/// (Rao and Scott 1992, "A simple method for the analysis of clustered binary data", Biometrics 48).
///
/// Populations and usages are not used. `None` if a sample is impossible.
pub fn share_difference(
    before: &Observation,
    after: &Observation,
    dispersion: f64,
) -> Option<ShareDifference> {
    let phi = dispersion.max(1.0);
    let exact = fisher_exact(before, after)?;
    // A p-value that is too small for a number stays so.
    let score = normal_quantile(exact / 2.0);
    Some(ShareDifference {
        difference: newcombe(before, after, phi)?,
        p_value: score.map_or(exact, |score| 2.0 * normal_cdf(score / phi.sqrt())),
    })
}

/// Newcombe's hybrid score interval (method 10; Newcombe 1998, "Interval estimation for the difference between
/// independent proportions", Statistics in Medicine 17) from two plain Wilson intervals l to u:
///
/// ```text
/// d = p2 - p1
/// lower = d - sqrt((p2 - l2)^2 + (u1 - p1)^2)    upper = d + sqrt((u2 - p2)^2 + (p1 - l1)^2)
/// ```
fn newcombe(before: &Observation, after: &Observation, phi: f64) -> Option<Estimate> {
    let plain = |Observation { count, sample, .. }: &Observation| {
        let (x, n) = (to_f64(*count), to_f64(sample.read));
        let is_possible = sample.read > 0 && count <= &sample.read;
        is_possible.then(|| wilson_within(x / n, n / phi, 0.0..=1.0))
    };
    let (first, second) = (plain(before)?, plain(after)?);
    let value = second.value - first.value;
    Some(Estimate {
        value,
        // Only rounding could take a limit beyond the largest possible difference.
        lower: (value - (second.value - second.lower).hypot(first.upper - first.value)).max(-1.0),
        upper: (value + (second.upper - second.value).hypot(first.value - first.lower)).min(1.0),
    })
}

/// Fisher's exact test that two shares are equal: the two-sided p-value.
///
/// The sum of the probabilities of all tables with the same margins that are no more likely than the observed one, with
/// a relative tolerance of 1e-7 for ties. A p-value too small for a number is 0. Populations and usages are not used.
/// `None` if a sample is impossible.
pub fn fisher_exact(before: &Observation, after: &Observation) -> Option<f64> {
    let plain = |observation: &Observation| Sample {
        population: None,
        ..observation.sample
    };
    if !plain(before).is_possible_count(before.count)
        || !plain(after).is_possible_count(after.count)
    {
        return None;
    }
    let (first, second) = (before.sample.read, after.sample.read);
    let population = first.checked_add(second)?;
    let marked = before.count + after.count;
    let chance = |count: u64| hypergeometric_pmf(count, population, marked, first);
    let threshold = chance(before.count) * (1.0 + 1e-7);

    // The tables with the margins of the observed one have counts from `least` to `most` in their first sample. Their
    // chances fall from `mode` to both sides, so each side is one tail: skip the likelier tables, and stop where the
    // rest no longer matters.
    let (least, most) = (marked.saturating_sub(second), marked.min(first));
    let expected =
        (u128::from(marked) + 1) * (u128::from(first) + 1) / (u128::from(population) + 2);
    let mode = u64::try_from(expected).unwrap_or(most).clamp(least, most);
    let tail = |counts: &mut dyn Iterator<Item = u64>| {
        let mut sum = 0.0;
        for term in counts.map(chance).skip_while(|term| *term > threshold) {
            sum += term;
            if term <= sum * 1e-20 {
                break;
            }
        }
        sum
    };
    let p_value: f64 = tail(&mut (mode..=most)) + tail(&mut (least..mode).rev());
    Some(p_value.min(1.0))
}

/// Holm's adjustment (1979) of the p-values of one family of tests, in the order they were given.
///
/// With the m p-values sorted upwards, the k-th becomes the maximum over j <= k of (m - j + 1) times the j-th, but
/// never more than 1. It needs no assumption about how the tests depend on each other. A p-value outside 0 to 1 counts
/// as the nearer end, and NaN as 1. An empty family gives an empty list.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let p_values: Vec<f64> = p_values
        .iter()
        .map(|p| if p.is_nan() { 1.0 } else { p.clamp(0.0, 1.0) })
        .collect();
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|a, b| p_values[*a].total_cmp(&p_values[*b]));
    let mut adjusted = vec![0.0; p_values.len()];
    let mut largest = 0.0_f64;
    for (rank, index) in order.iter().enumerate() {
        let remaining = to_f64((p_values.len() - rank) as u64);
        largest = largest.max((remaining * p_values[*index]).min(1.0));
        adjusted[*index] = largest;
    }
    adjusted
}
