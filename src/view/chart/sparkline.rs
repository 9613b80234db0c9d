//! A small line beside a number: how it came to be.

use serde::Serialize;

/// A line without axes on a ground of [`Sparkline::WIDTH`] by [`Sparkline::HEIGHT`], zero at the bottom. Positions count from the upper left corner.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Sparkline {
    /// The line in its parts: it breaks where nothing is known.
    pub runs: Vec<Vec<SparkPoint>>,
    /// Where it ends.
    pub end: SparkPoint,
    /// The range in which values are expected.
    pub band: Option<SparkBand>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub struct SparkPoint {
    pub x: i32,
    pub y: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SparkBand {
    pub y: i32,
    pub height: i32,
}

impl Sparkline {
    pub const WIDTH: i32 = 400;
    pub const HEIGHT: i32 = 100;

    /// One value for each period, oldest first. With fewer than two known ones the line is empty.
    pub fn of(values: &[Option<f64>], expected: Option<(f64, f64)>) -> Sparkline {
        if values.iter().flatten().count() < 2 {
            return Sparkline::default();
        }
        let upper = expected.map(|(_, upper)| upper);
        let highest = values
            .iter()
            .flatten()
            .copied()
            .chain(upper)
            .fold(0.0, f64::max);
        // Rounded lengths far below 2^31.
        let y = |value: f64| {
            let part = if highest > 0.0 { value / highest } else { 0.0 };
            Sparkline::HEIGHT - (part * f64::from(Sparkline::HEIGHT)).round() as i32
        };
        let step = f64::from(Sparkline::WIDTH) / (values.len() - 1) as f64;
        let points = values.iter().enumerate().map(|(at, value)| {
            value.map(|value| SparkPoint {
                x: (at as f64 * step).round() as i32,
                y: y(value),
            })
        });
        let points: Vec<Option<SparkPoint>> = points.collect();
        let runs = points.split(Option::is_none);
        Sparkline {
            end: points
                .iter()
                .rev()
                .flatten()
                .copied()
                .next()
                .unwrap_or_default(),
            runs: runs
                .filter(|run| !run.is_empty())
                .map(|run| run.iter().flatten().copied().collect())
                .collect(),
            band: expected.map(|(lower, upper)| SparkBand {
                y: y(upper),
                height: y(lower.max(0.0)) - y(upper),
            }),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.runs.is_empty()
    }
}
