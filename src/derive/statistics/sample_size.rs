//! How many tickets to read.

use super::distribution::normal_quantile;
use super::estimate::{ALPHA, floor_to_u64, to_f64};

/// A population of at most this many tickets is read in full: a sample would spare too little.
pub const CENSUS_LIMIT: u64 = 30;

/// The size of a sample for shares of any number of culprits at once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SampleSize {
    /// The number of equally common culprits that needs the most tickets (m*).
    pub worst_culprits: u32,
    /// Tickets to read from an endless list (n0), not rounded.
    pub infinite_population: f64,
    /// Tickets to read from this population.
    pub read: u64,
}

/// The number of tickets to read so that the shares of all culprits at once are within `margin` of the truth, except
/// with a chance of `alpha`.
///
/// ```text
/// n0 = max over m = 2, 3, ... of z(1 - alpha/(2m))^2 (1/m)(1 - 1/m) / margin^2
/// n = min(N, ceil(n0 / (1 + (n0 - 1)/N)))
/// ```
///
/// The ceiling lets 1e-9 pass for rounding error. Source: Thompson (1987), "Sample size for estimating multinomial
/// proportions", The American Statistician 41, with the finite-population correction of Cochran (1977).
///
/// `margin` is a share, 0.10 for ten points. `None` unless `margin` and `alpha` are between 0 and 1 exclusive, and the
/// margin is large enough for n0 to be finite.
pub fn thompson(population: u64, margin: f64, alpha: f64) -> Option<SampleSize> {
    let is_share = |value: f64| value > 0.0 && value < 1.0;
    if !is_share(margin) || !is_share(alpha) {
        return None;
    }
    // The maximum lies at two or three for every usual alpha, and below eight for any.
    let mut worst = (0, 0.0);
    for m in 2..=12 {
        let part = 1.0 / f64::from(m);
        let z = normal_quantile(alpha * part / 2.0)?;
        let size = z * z * part * (1.0 - part);
        if size > worst.1 {
            worst = (m, size);
        }
    }
    let endless = worst.1 / (margin * margin);
    if !endless.is_finite() {
        return None;
    }
    let corrected = endless / (1.0 + (endless - 1.0) / to_f64(population.max(1)));
    let read = floor_to_u64((corrected - 1e-9).ceil()).min(population);
    Some(SampleSize {
        worst_culprits: worst.0,
        infinite_population: endless,
        read,
    })
}

/// The number of tickets to read for one report: all of at most [`CENSUS_LIMIT`], otherwise [`thompson`] at [`ALPHA`].
///
/// `None` as for [`thompson`].
pub fn planned_sample_size(population: u64, margin: f64) -> Option<u64> {
    let size = thompson(population, margin, ALPHA)?;
    Some(if population <= CENSUS_LIMIT {
        population
    } else {
        size.read
    })
}

/// The margin of error of the shares of all culprits at once with so many tickets read: [`thompson`] the other way round.
///
/// ```text
/// n0 = n (N - 1) / (N - n)    margin = sqrt(n0(margin 1) / n0)
/// ```
///
/// 0 where all tickets are read, `None` where none is.
pub fn margin_of_error(population: u64, read: u64) -> Option<f64> {
    if read == 0 {
        return None;
    }
    if read >= population {
        return Some(0.0);
    }
    const HALF: f64 = 0.5;
    let at_margin_one = thompson(population, HALF, ALPHA)?.infinite_population * HALF * HALF;
    let endless = to_f64(read) * to_f64(population - 1) / to_f64(population - read);
    Some((at_margin_one / endless).sqrt().min(1.0))
}
