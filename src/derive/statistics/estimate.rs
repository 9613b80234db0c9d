//! An estimate with its interval, and the numbers that every method computes with.

/// The chance of a false alarm that a single test, or a family of tests after [`super::change::holm`], accepts.
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
    pub(super) fn point(value: f64) -> Self {
        Self {
            value,
            lower: value,
            upper: value,
        }
    }

    /// The same estimate in another unit or from another origin: `offset + factor * value`, for a `factor` from 0 up.
    pub(super) fn linear(self, offset: f64, factor: f64) -> Self {
        Self {
            value: offset + factor * self.value,
            lower: offset + factor * self.lower,
            upper: offset + factor * self.upper,
        }
    }

    /// Whether all three numbers are finite.
    pub(super) fn is_finite(self) -> bool {
        self.value.is_finite() && self.lower.is_finite() && self.upper.is_finite()
    }

    /// Whether the interval leaves out `value`: 1 for a ratio, 0 for a difference. A limit belongs to the interval.
    pub fn excludes(self, value: f64) -> bool {
        value < self.lower || self.upper < value
    }
}

/// A count as a number to calculate with; exact up to 2^53.
// Counts of tickets are far below 2^53.
pub(super) fn to_f64(count: u64) -> f64 {
    count as f64
}

/// A week number as a number to calculate with; exact up to 2^53.
// Week numbers are far below 2^53.
pub(super) fn week_to_f64(week: i64) -> f64 {
    week as f64
}

/// The whole part of a number. The conversion saturates: below zero gives 0, above the largest count gives that.
// Decimals are cut off on purpose.
pub(super) fn floor_to_u64(value: f64) -> u64 {
    value as u64
}

/// Whether a usage or an exposure can divide: finite and above zero.
pub(super) fn is_divisor(value: f64) -> bool {
    value.is_finite() && value > 0.0
}
