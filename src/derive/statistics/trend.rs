//! Whether the share of a culprit rises or falls over many weeks.

use super::distribution::normal_cdf;
use super::estimate::{Estimate, Z95, to_f64, week_to_f64};

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

/// A linear trend of a share.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trend {
    /// The change of the share per week, with its interval; 0.01 is one point per week.
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
