//! Whether a culprit rises or falls over many weeks: its tickets per usage, or its share where nobody knows how many tickets there were.

use super::distribution::{normal_cdf, student_quantile, student_tail};
use super::estimate::{ALPHA, Estimate, Z95, is_divisor, to_f64, week_to_f64};
use super::process::WeeklyCount;

/// A trend is not computed from fewer weeks than this.
pub const MIN_WEEKS: usize = 6;

/// A trend is not computed from fewer tickets of the culprit than this, all weeks together.
pub const MIN_COUNT: u64 = 20;

/// What the sample of one complete week says about one culprit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WeeklyShare {
    /// The number of the week on a line without breaks, such as weeks since some Monday. Gaps are allowed.
    pub week: i64,
    /// Tickets of the culprit among those read.
    pub count: u64,
    /// Tickets read.
    pub read: u64,
}

/// A trend over many weeks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// The change per week, with its interval: of a share in points (0.01 is one), of a rate as a part of itself (-0.17 is 17% fewer).
    pub slope: Estimate,
    /// The chi-square of the trend with one degree of freedom, before the correction for dispersion.
    pub chi_square: f64,
    /// The dispersion around the line; 1 if the weeks scatter no more than samples do.
    pub dispersion: f64,
    /// The two-sided p-value of the trend, corrected for dispersion.
    pub p_value: f64,
}

/// The Cochran-Armitage test for a trend in shares, with its slope and a correction for dispersion.
///
/// ```text
/// P = sum x / sum n    tbar = sum n t / sum n    S = sum n (t - tbar)^2
/// slope b = sum n (p - P)(t - tbar) / S          chi2 = b^2 S / (P(1-P))
/// chi2_total = sum n (p - P)^2 / (P(1-P))        phi = max(1, (chi2_total - chi2)/(W - 2))
/// p-value = 2 Phi(-sqrt(chi2/phi))               limits = b -+ z sqrt(phi P(1-P)/S)
/// ```
///
/// Sources: Cochran (1954) and Armitage (1955) for the test; the dispersion is Pearson's, of what the line leaves over.
///
/// `None` for fewer than [`MIN_WEEKS`] weeks or [`MIN_COUNT`] tickets, if every ticket read is of the culprit (then
/// there is nothing to vary), for a week with nothing read or a count above the number read, and if all weeks are the
/// same.
pub fn cochran_armitage(weeks: &[WeeklyShare]) -> Option<Trend> {
    let sum = |part: &dyn Fn(&WeeklyShare) -> f64| weeks.iter().map(part).sum::<f64>();
    let possible = weeks
        .iter()
        .all(|week| week.read > 0 && week.count <= week.read);
    let count = sum(&|week| to_f64(week.count));
    let read = sum(&|week| to_f64(week.read));
    if !possible || weeks.len() < MIN_WEEKS || count < to_f64(MIN_COUNT) || count >= read {
        return None;
    }

    let pooled = count / read;
    let variance = pooled * (1.0 - pooled);
    // Counting from the first week keeps the squares small, whatever the week numbers start from.
    let origin = week_to_f64(weeks[0].week);
    let mean = sum(&|week| to_f64(week.read) * (week_to_f64(week.week) - origin)) / read;
    let time = |week: &WeeklyShare| week_to_f64(week.week) - origin - mean;
    // n (p - P), the tickets beyond the pooled share.
    let excess = |week: &WeeklyShare| to_f64(week.count) - to_f64(week.read) * pooled;

    let spread = sum(&|week| to_f64(week.read) * time(week) * time(week));
    let slope = sum(&|week| excess(week) * time(week)) / spread;
    let chi_square = slope * slope * spread / variance;
    let total = sum(&|week| excess(week) * excess(week) / to_f64(week.read)) / variance;
    let dispersion = ((total - chi_square) / (to_f64(weeks.len() as u64) - 2.0)).max(1.0);
    let half = Z95 * (dispersion * variance / spread).sqrt();
    let slope = Estimate {
        value: slope,
        lower: slope - half,
        upper: slope + half,
    };
    // Without any spread in time the divisions above have no finite result.
    (spread > 0.0 && slope.is_finite()).then(|| Trend {
        slope,
        chi_square,
        dispersion,
        p_value: 2.0 * normal_cdf(-(chi_square / dispersion).sqrt()),
    })
}

/// Steps of the fit; it settles in about six.
const MAX_STEPS: usize = 60;

/// The trend of tickets per usage: a quasi-Poisson regression on the number of the week.
///
/// ```text
/// log E[x_t] = a + b t + log(e_t)    exposure e_t = U_t n_t/N_t: usage times the part of the tickets that was read
/// phi = max(1, sum (x - mu)^2/mu / (W - 2))    S = sum mu (t - tbar)^2    SE(b) = sqrt(phi/S)
/// change per week = exp(b) - 1    limits exp(b -+ q SE) - 1 and p-value from Student's t with W - 2 degrees of freedom
/// ```
///
/// Fitted by iteratively reweighted least squares (McCullagh and Nelder 1989, "Generalized Linear Models", chapters 6 and 9). It tests the
/// rate that a chart draws, so that a culprit does not rise because another falls, as its share does.
///
/// `None` for fewer than [`MIN_WEEKS`] weeks or [`MIN_COUNT`] tickets, for an exposure that is not a finite number above zero, if all
/// weeks are the same, and if the fit has no end: all tickets in the first or the last week.
pub fn rate_trend(weeks: &[WeeklyCount]) -> Option<Trend> {
    let count: f64 = weeks.iter().map(|week| to_f64(week.count)).sum();
    let possible = weeks.iter().all(|week| is_divisor(week.exposure));
    if !possible || weeks.len() < MIN_WEEKS || count < to_f64(MIN_COUNT) {
        return None;
    }
    let origin = week_to_f64(weeks[0].week);
    let time = |week: &WeeklyCount| week_to_f64(week.week) - origin;
    let exposure: f64 = weeks.iter().map(|week| week.exposure).sum();
    let (mut level, mut slope) = ((count / exposure).ln(), 0.0);
    let expect = |week: &WeeklyCount, level: f64, slope: f64| {
        week.exposure * (level + slope * time(week)).exp()
    };
    let mut settled = false;
    let mut spread = 0.0;
    for _ in 0..MAX_STEPS {
        let (mut weight, mut mean, mut excess, mut excess_time) = (0.0, 0.0, 0.0, 0.0);
        for week in weeks {
            let mu = expect(week, level, slope);
            let rest = to_f64(week.count) - mu;
            weight += mu;
            mean += mu * time(week);
            excess += rest;
            excess_time += rest * time(week);
        }
        mean /= weight;
        spread = weeks
            .iter()
            .map(|week| expect(week, level, slope) * (time(week) - mean).powi(2))
            .sum();
        // A step is bounded, so that a first guess far away does not overshoot.
        let step = ((excess_time - mean * excess) / spread).clamp(-1.0, 1.0);
        slope += step;
        level += excess / weight - step * mean;
        if !(slope.is_finite() && level.is_finite()) {
            return None;
        }
        if settled {
            break;
        }
        settled = step.abs() < 1e-12 && (excess / weight).abs() < 1e-12;
    }
    if !settled || !is_divisor(spread) {
        return None;
    }
    let pearson: f64 = weeks
        .iter()
        .map(|week| {
            let mu = expect(week, level, slope);
            (to_f64(week.count) - mu).powi(2) / mu
        })
        .sum();
    let freedom = weeks.len() as u64 - 2;
    let dispersion = (pearson / to_f64(freedom)).max(1.0);
    let error = (dispersion / spread).sqrt();
    let reach = student_quantile(ALPHA, freedom) * error;
    let slope_of = |slope: f64| slope.exp_m1();
    let estimate = Estimate {
        value: slope_of(slope),
        lower: slope_of(slope - reach),
        upper: slope_of(slope + reach),
    };
    estimate.is_finite().then(|| Trend {
        slope: estimate,
        chi_square: slope * slope * spread,
        dispersion,
        p_value: student_tail(slope / error, freedom),
    })
}
