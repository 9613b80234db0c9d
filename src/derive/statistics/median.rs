//! The median of a few skewed values, such as the minutes to resolve an incident.

use super::distribution::binomial_half_tail;
use super::estimate::ALPHA;

/// A median, with its interval where there are values enough.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Median {
    /// The middle value, or halfway between the two middle ones; in the unit of the values.
    pub median: f64,
    /// The lower and upper limit, both of them values that occur; `None` for fewer than six values.
    pub interval: Option<(f64, f64)>,
}

/// The median and its exact order-statistic interval, at 95% or a little more.
///
/// With k the smallest number for which `P(Binomial(n, 1/2) <= k)` is above [`ALPHA`]/2, the limits are the k-th
/// smallest and the k-th largest value, and there are none if k is 0. The interval assumes nothing but independent
/// values (Conover 1999, "Practical Nonparametric Statistics", on confidence intervals for quantiles). `None` for no
/// values, or if one is not finite. The order of the values does not matter.
pub fn median(values: &[f64]) -> Option<Median> {
    if values.is_empty() || values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let n = sorted.len();
    let rank = limit_rank(n);
    Some(Median {
        median: f64::midpoint(sorted[(n - 1) / 2], sorted[n / 2]),
        interval: (rank > 0).then(|| (sorted[rank - 1], sorted[n - rank])),
    })
}

/// The smallest k with P(Binomial(n, 1/2) <= k) > `ALPHA`/2, by halving: it is at most n/2, where the chance is a half.
fn limit_rank(n: usize) -> usize {
    let (mut low, mut high) = (0, n / 2);
    while low < high {
        let k = low.midpoint(high);
        // At most k heads is as likely as at least n - k. A `usize` is at most 64 bits wide.
        if binomial_half_tail((n - k) as u64, n as u64) > ALPHA / 2.0 {
            high = k;
        } else {
            low = k + 1;
        }
    }
    low
}
