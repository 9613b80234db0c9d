//! The statistics of samples: what can be said about all the tickets of a period when only some of them were read.
//!
//! Everything here is a pure function from numbers to numbers. Two questions are kept apart, because they need
//! different variances. "What share of *these* tickets were backups?" is about a finite list: the finite-population
//! correction applies, and a census has no error. "Did something *change*?" is about the process that produces tickets:
//! the noise of arrivals counts even when every ticket was read.
//!
//! | question | function |
//! | --- | --- |
//! | how many tickets to read | [`planned_sample_size`], [`thompson`]; how well shares are known with some read [`margin_of_error`], [`margin_beside_census`] |
//! | share and tickets of one sample | [`share`], [`volume`] |
//! | share, tickets and rate per 1,000 of one or several samples | [`share_of_strata`], [`volume_of_strata`], [`rate_of_strata`] |
//! | the same where a machine labelled every ticket | [`share_corrected`], [`volume_corrected`], [`rate_ratio_corrected`]; what that is worth [`equivalent_sample`] |
//! | which culprit takes the most effort | [`effort_share`] |
//! | which culprit is the most common | [`rank`] |
//! | did a culprit or the total change | [`rate_ratio`], [`rate_ratio_of_totals`]; without a population [`share_difference`] |
//! | how much do tickets scatter from week to week | [`scatter`], [`shared_dispersion`] |
//! | several tests at once | [`holm`], then [`ChangeVerdict`] |
//! | is this week unusual | [`laney_u`] |
//! | is there a trend over many weeks | [`rate_trend`]; without a population [`cochran_armitage`] |
//! | do two readers agree | [`agreement()`] |
//! | how long incidents last | [`median`] |
//!
//! All intervals are two-sided at 95%, and all tests are two-sided at [`ALPHA`]. Functions return `None` where the
//! input cannot be a sample (nothing read, more read than there are, a usage that is not positive) or leaves the
//! question without an answer; each says when. Nothing panics, and no result holds a NaN or an infinity. Counts are
//! exact up to 2^53, and every function is quick for ten million tickets.

mod agreement;
mod change;
mod corrected;
mod distribution;
mod effort;
mod estimate;
mod median;
mod process;
mod ranking;
mod sample_size;
mod share;
mod strata;
mod trend;

pub use agreement::{Agreement, agreement};
pub use change::{
    ChangeVerdict, Dispersion, MIN_TESTED, Observation, PeriodTotal, RateRatio, ShareDifference,
    fisher_exact, holm, rate_ratio, rate_ratio_corrected, rate_ratio_of_totals, share_difference,
    shared_dispersion,
};
pub use corrected::{CorrectedShare, equivalent_sample, share_corrected, volume_corrected};
pub use distribution::{
    binomial_half_tail, binomial_tail, hypergeometric_pmf, normal_cdf, normal_quantile,
    student_quantile, student_tail,
};
pub use effort::{EffortSum, MIN_EFFORT_TICKETS, effort_share};
pub use estimate::{ALPHA, Estimate, Z95};
pub use median::{Median, median};
pub use process::{
    MAX_BASELINE, MIN_BASELINE, ProcessChart, ProcessPoint, Scatter, Signal, WeeklyCount,
    baseline_weeks, is_rare, laney_u, scatter,
};
pub use ranking::{CulpritCounts, CulpritRanking, rank};
pub use sample_size::{CENSUS_LIMIT, SampleSize, margin_of_error, planned_sample_size, thompson};
pub use share::{LabelCounts, Sample, Stratum, Volume, share, volume};
pub use strata::{margin_beside_census, rate_of_strata, share_of_strata, volume_of_strata};
pub use trend::{MIN_COUNT, MIN_WEEKS, Trend, WeeklyShare, cochran_armitage, rate_trend};
