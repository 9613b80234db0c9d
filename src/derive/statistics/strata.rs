//! Shares, volumes and ranks over several weeks, each of which was sampled by itself: a stratified sample with the weeks as strata.
//!
//! Weeks are added, never averaged: a share is the estimated tickets of all weeks over all their tickets, so a busy week weighs more
//! than a quiet one whatever was read of each.

use super::corrected::{share_corrected, volume_corrected};
use super::estimate::{Estimate, floor_to_u64, is_divisor, to_f64};
use super::sample_size::margin_of_error;
use super::share::{Sample, Stratum, Volume, share, volume, wilson_within};

/// Whether a machine labelled the tickets of any stratum, so that estimates are corrected ones.
fn has_labels(strata: &[Stratum]) -> bool {
    strata.iter().any(|stratum| stratum.labels.is_some())
}

/// What strata say together: what was read in full, which is a fact, and the rest, which is estimated.
struct StrataSum {
    /// Tickets of the strata that were read in full.
    certain: f64,
    /// Those of the culprit among them.
    certain_count: u64,
    /// The other strata.
    sampled: Vec<Stratum>,
    /// Tickets of the other strata.
    population: u64,
}

/// The share (0 to 1) of a culprit among the tickets of all strata.
///
/// Strata that were read in full are counted and leave the question to the others: only those are uncertain. Of those:
///
/// ```text
/// T = sum N_w x_w/n_w    p = T / sum N_w    W_w = N_w / sum N_w    p_w = x_w/n_w
/// v_w = (N_w - n_w)/((N_w - 1) n_w)                 the design's variance in one week, for p(1-p) = 1
/// n_eff = min( p(1-p) / sum W_w^2 v_w p_w(1-p_w),  1 / sum W_w^2 v_w )
/// ```
///
/// The variance is that of stratified random sampling with the finite-population correction in each stratum (Cochran 1977, section 5.3;
/// from memory). The interval is Wilson's with the sample size that would have the same variance in one list, as surveys do for designs
/// that are not a single draw (Korn and Graubard 1998; Dean and Pagano 2015), clamped to what is possible, as in [`share`]. The second term of
/// the minimum is the size that the design has if the share is the same in every stratum; without it a few counts that happen to fall into
/// well-read weeks, or no count at all, would promise too much. With one stratum this is [`share`] exactly.
///
/// Limits: it covers about 95% on average; for rare culprits in very unequal strata single true shares can fall below 90%. `None` if there is
/// no stratum, one is impossible, or, unless it is the only one, its population is unknown: then nobody knows how much it weighs.
///
/// Where a machine labelled tickets it is [`share_corrected`].
pub fn share_of_strata(strata: &[Stratum]) -> Option<Estimate> {
    if has_labels(strata) {
        return share_corrected(strata).map(|corrected| corrected.share);
    }
    if let [only] = strata {
        return share(only.count, only.sample);
    }
    let StrataSum {
        certain,
        certain_count,
        sampled,
        population,
    } = sum_strata(strata)?;
    let all = certain + to_f64(population);
    if !is_divisor(all) {
        return None;
    }
    let rest = if sampled.is_empty() {
        Estimate::point(0.0)
    } else {
        share_of_sampled(&sampled)?
    };
    Some(rest.linear(to_f64(certain_count) / all, to_f64(population) / all))
}

/// The margin of error of the shares of all culprits at once, of a sample beside a part that is read in full, with their populations known:
/// that of the sample times its part of all tickets, because only that is uncertain in [`share_of_strata`].
///
/// `None` before all of the full part and some of the sample is read.
pub fn margin_beside_census(census: Sample, rest: Sample) -> Option<f64> {
    let (in_full, population) = (census.population?, rest.population?);
    if census.read < in_full {
        return None;
    }
    if population == 0 {
        return Some(0.0);
    }
    let weight = to_f64(population) / to_f64(in_full.checked_add(population)?);
    Some(margin_of_error(population, rest.read)? * weight)
}

/// The number of tickets of a culprit in all strata: [`share_of_strata`] times all tickets, rounded as [`volume`] rounds.
pub fn volume_of_strata(strata: &[Stratum]) -> Option<Volume> {
    if has_labels(strata) {
        return volume_corrected(strata);
    }
    if let [only] = strata {
        return volume(only.count, only.sample);
    }
    let StrataSum {
        certain_count,
        sampled,
        population,
        ..
    } = sum_strata(strata)?;
    let rest = match sampled.as_slice() {
        [] => Volume {
            tickets: 0,
            lower: 0,
            upper: 0,
        },
        [only] => volume(only.count, only.sample)?,
        _ => volume_of_sampled(&sampled, to_f64(population))?,
    };
    Some(Volume {
        tickets: certain_count + rest.tickets,
        lower: certain_count + rest.lower,
        upper: certain_count + rest.upper,
    })
}

/// Tickets per 1,000 units of usage over all strata: [`share_of_strata`] times all tickets, over the sum of the usage of the strata. With
/// usage as a mean over each week that is the number in one week. `None` as for [`share_of_strata`], if a population is unknown, and if the usage
/// is not a finite number above zero or so small that the rate is not finite.
pub fn rate_of_strata(strata: &[Stratum], usage: f64) -> Option<Estimate> {
    if !is_divisor(usage) {
        return None;
    }
    let population: Option<u64> = strata.iter().map(|stratum| stratum.sample.population).sum();
    let rate = share_of_strata(strata)?.linear(0.0, to_f64(population?) / usage * 1000.0);
    rate.is_finite().then_some(rate)
}

/// Parts what was read in full from the rest.
fn sum_strata(strata: &[Stratum]) -> Option<StrataSum> {
    let mut all = StrataSum {
        certain: 0.0,
        certain_count: 0,
        sampled: Vec::new(),
        population: 0,
    };
    // A stratum without tickets says nothing.
    for stratum in strata
        .iter()
        .filter(|stratum| stratum.sample.population != Some(0))
    {
        let population = stratum.sample.population?;
        if !stratum.sample.is_possible_count(stratum.count) {
            return None;
        }
        if stratum.sample.is_census() {
            all.certain += to_f64(population);
            all.certain_count += stratum.count;
        } else {
            all.sampled.push(*stratum);
            all.population = all.population.checked_add(population)?;
        }
    }
    Some(all)
}

/// The share among strata of which none was read in full.
fn share_of_sampled(strata: &[Stratum]) -> Option<Estimate> {
    if let [only] = strata {
        return share(only.count, only.sample);
    }
    let total: f64 = strata
        .iter()
        .filter_map(|one| one.sample.population)
        .map(to_f64)
        .sum();
    let (mut p, mut design, mut found, mut seen, mut unread) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for Stratum { count, sample, .. } in strata {
        let (population, n) = (to_f64(sample.population?), to_f64(sample.read));
        let (weight, share) = (population / total, to_f64(*count) / n);
        let variance = weight * weight * (population - n) / ((population - 1.0) * n);
        p += weight * share;
        design += variance;
        found += variance * share * (1.0 - share);
        seen += to_f64(*count);
        unread += population - n;
    }
    let p = p.min(1.0);
    let matched = if found > 0.0 {
        p * (1.0 - p) / found
    } else {
        f64::INFINITY
    };
    Some(wilson_within(
        p,
        matched.min(1.0 / design),
        seen / total..=(unread + seen) / total,
    ))
}

/// The number of tickets in several strata of which none was read in full.
fn volume_of_sampled(strata: &[Stratum], population: f64) -> Option<Volume> {
    let share = share_of_sampled(strata)?;
    let seen: u64 = strata.iter().map(|stratum| stratum.count).sum();
    let unread: u64 = strata
        .iter()
        .filter_map(|one| Some(one.sample.population? - one.sample.read))
        .sum();
    // A half, or a whole, that misses itself by rounding is still one.
    let tickets = floor_to_u64((population * share.value + 0.5 + 1e-9).floor());
    let lower = floor_to_u64((population * share.lower + 1e-9).floor()).max(seen);
    let upper = floor_to_u64((population * share.upper - 1e-9).ceil()).min(seen + unread);
    Some(Volume {
        tickets,
        lower: lower.min(tickets),
        upper: upper.max(tickets),
    })
}
