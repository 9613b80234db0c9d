//! The statistics of samples: what can be said about all the tickets of a period when only some of them were read.
//!
//! Everything here is a pure function from numbers to numbers. Two questions are kept apart, because they need
//! different variances. "What share of *these* tickets were backups?" is about a finite list: the finite-population
//! correction applies, and a census has no error. "Did something *change*?" is about the process that produces tickets:
//! the noise of arrivals counts even when every ticket was read.
//!
//! | question | function |
//! | --- | --- |
//! | how many tickets to read | [`planned_reading`], [`thompson`] |
//! | share, tickets, rate per 1,000 | [`share`], [`volume`], [`rate_per_1000`] |
//! | the same over several weeks | [`share_of_strata`], [`volume_of_strata`], [`rate_of_strata`] |
//! | which culprit is the most common | [`rank`], [`rank_strata`] |
//! | did a culprit or the total change | [`rr_culprit`], [`rr_window`], [`rr_total`]; without a population [`newcombe`], [`fisher_exact`] |
//! | several tests at once | [`holm`], then [`Verdict`] |
//! | is this week unusual | [`laney_u`] |
//! | is there a trend over many weeks | [`cochran_armitage`] |
//! | do two readers agree | [`agreement()`] |
//! | how long incidents last | [`median`] |
//!
//! All intervals are two-sided at 95%, and all tests are two-sided at [`ALPHA`]. Functions return `None` where the
//! input cannot be a sample (nothing read, more read than there are, a usage that is not positive) or leaves the
//! question without an answer; each says when. Nothing panics, and no result holds a NaN or an infinity. Counts are
//! exact up to 2^53, and every function is quick for ten million tickets.

mod agreement;
mod change;
mod distribution;
mod median;
mod process;
mod ranking;
mod sample_size;
mod share;
mod strata;
mod trend;

pub use agreement::{Agreement, agreement};
pub use change::{
    ChangeVerdict, MIN_TESTED, Observation, PeriodTotal, RateRatio, culprit_dispersion,
    fisher_exact, holm, newcombe, rate_ratio, rate_ratio_of_totals, rate_ratio_of_windows,
};
pub use distribution::{
    binomial_half_tail, binomial_tail, hypergeometric_pmf, normal_cdf, normal_quantile,
};
pub use median::{Median, median};
pub use process::{
    MAX_BASELINE, MIN_BASELINE, ProcessChart, ProcessPoint, Signal, WeeklyCount, baseline_weeks,
    is_rare, laney_u,
};
pub use ranking::{CulpritRanking, rank};
pub use sample_size::{CENSUS_LIMIT, SampleSize, planned_sample_size, thompson};
pub use share::{
    CensusCount, Sample, Volume, rate_per_1000, share, share_with_census, volume,
    volume_with_census,
};
pub use strata::{
    CulpritCounts, Stratum, rank_strata, rate_of_strata, share_of_strata, volume_of_strata,
};
pub use trend::{MIN_COUNT, MIN_WEEKS, Trend, WeeklyShare, cochran_armitage};

/// The chance of a false alarm that a single test, or a family of tests after [`holm`], accepts.
pub const ALPHA: f64 = 0.05;

/// The 97.5% point of the standard normal distribution: the number of standard errors to each side of a 95% interval.
pub const Z95: f64 = 1.959_963_984_540_054;

/// An estimate with its 95% interval. The unit is that of the function which returns it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate itself; never outside the limits.
    pub value: f64,
    /// The lower limit.
    pub lower: f64,
    /// The upper limit.
    pub upper: f64,
}

impl Estimate {
    /// A value without uncertainty, as in a census.
    fn point(value: f64) -> Self {
        Self {
            value,
            lower: value,
            upper: value,
        }
    }

    /// The same estimate in another unit or from another origin: `offset + factor * value`, for a `factor` from 0 up.
    fn linear(self, offset: f64, factor: f64) -> Self {
        Self {
            value: offset + factor * self.value,
            lower: offset + factor * self.lower,
            upper: offset + factor * self.upper,
        }
    }

    /// Whether all three numbers are finite.
    fn is_finite(self) -> bool {
        self.value.is_finite() && self.lower.is_finite() && self.upper.is_finite()
    }

    /// Whether the interval leaves out `value`: 1 for a ratio, 0 for a difference. A limit belongs to the interval.
    #[must_use]
    pub fn excludes(self, value: f64) -> bool {
        value < self.lower || self.upper < value
    }
}

/// A count as a number to calculate with; exact up to 2^53.
#[allow(
    clippy::cast_precision_loss,
    reason = "counts of tickets are far below 2^53"
)]
fn to_f64(count: u64) -> f64 {
    count as f64
}

/// A week number as a number to calculate with; exact up to 2^53.
#[allow(
    clippy::cast_precision_loss,
    reason = "week numbers are far below 2^53"
)]
fn week_to_f64(week: i64) -> f64 {
    week as f64
}

/// The whole part of a number. The conversion saturates: below zero gives 0, above the largest count gives that.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "cutting off is what this is for"
)]
fn floor_to_u64(value: f64) -> u64 {
    value as u64
}

/// Whether a usage or an exposure can divide: finite and above zero.
fn is_divisor(value: f64) -> bool {
    value.is_finite() && value > 0.0
}
