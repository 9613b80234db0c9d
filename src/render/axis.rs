//! Round numbers along a scale.

use crate::render::text_width::TextStyle;
use crate::view::chart::Digits;

/// The room above the highest value of a fitted axis, as a part of it.
const HEADROOM: f64 = 0.05;

/// Round numbers from zero on.
pub struct ValueAxis {
    /// From tick to tick.
    pub step: f64,
    /// How many steps there are.
    pub steps: u32,
    /// How many decimals its ticks are written with.
    pub decimals: usize,
    /// The value at its end.
    pub end: f64,
}

impl ValueAxis {
    /// At most `most` steps of 1, 2, 2.5 or 5 times a power of ten, up to the first one that is not below every value. Whole values get whole
    /// steps.
    pub fn covering(highest: f64, most: u32) -> ValueAxis {
        let highest = if highest > 0.0 { highest } else { 1.0 };
        let (mut power, mut decimals) = if highest < 1.0 { (1e-6, 6) } else { (1.0, 0) };
        loop {
            for (factor, more_decimals) in [(1.0, 0), (2.0, 0), (2.5, 1), (5.0, 0)] {
                let step = factor * power;
                let steps = (highest / step - 1e-9).ceil().max(1.0);
                let uneven = power == 1.0 && more_decimals > 0;
                if !uneven && steps <= f64::from(most.max(1)) {
                    let decimals = if decimals > 0 {
                        decimals + more_decimals
                    } else {
                        0
                    };
                    return ValueAxis {
                        step,
                        steps: steps as u32,
                        decimals,
                        end: step * steps,
                    };
                }
            }
            power *= 10.0;
            decimals = decimals.saturating_sub(1);
        }
    }

    /// The same with an end a little above the highest value, which need not be a tick: for lines, which would else stand low on their scale.
    pub fn fitted(highest: f64, most: u32) -> ValueAxis {
        let axis = ValueAxis::covering(highest, most + 1);
        let end = highest * (1.0 + HEADROOM);
        if highest <= 0.0 || axis.end <= end {
            return axis;
        }
        ValueAxis {
            steps: axis.steps - 1,
            end,
            ..axis
        }
    }

    /// The axis with the most steps, up to five, whose numbers fit side by side.
    pub fn fitting(highest: f64, width: f64, digits: &Digits, font: TextStyle) -> ValueAxis {
        // At an edge a number may be moved beside its tick, which takes half its width more.
        let widest = |axis: &ValueAxis| font.reserved_width(&digits.write(axis.end, axis.decimals));
        let fits = |axis: &ValueAxis| widest(axis) * 1.5 <= width / f64::from(axis.steps);
        (2..=5)
            .rev()
            .map(|most| ValueAxis::covering(highest, most))
            .find(fits)
            .unwrap_or(ValueAxis::covering(highest, 1))
    }

    /// From zero to the last one that is not above the end.
    pub fn ticks(&self) -> impl Iterator<Item = f64> {
        (0..=self.steps).map(|at| self.step * f64::from(at))
    }

    /// The ticks with their numbers as they are written.
    pub fn labels(&self, digits: &Digits) -> impl Iterator<Item = (f64, String)> {
        self.ticks()
            .map(|tick| (tick, digits.write(tick, self.decimals)))
    }
}

/// A number as a drawable length: finite and not negative.
pub fn clamp_amount(value: f64) -> f64 {
    value.clamp(0.0, 1e15).max(0.0)
}
