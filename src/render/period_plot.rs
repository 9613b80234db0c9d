//! Amounts over time: periods on the x axis, amounts on the y axis, and lines and areas with gaps where values are missing.

use std::ops::Range;

use crate::render::canvas::{Canvas, Point, Scale};
use crate::render::chart_frame::{TEXT_GAP, TICK};
use crate::render::drawing::Anchor;
use crate::render::palette::Token;

/// From the middle of the first or last period to the edge, where periods are points.
const EDGE_MARGIN: f64 = 8.0;
/// Thickness of a line through values.
const LINE_WIDTH: f64 = 1.8;
/// Length of a dash, and of the gap after it.
const DASH_LENGTH: f64 = 4.0;
/// From the zero line to the names of periods: clear of a number beside a value of zero.
const PERIOD_LABEL_GAP: f64 = 5.0;
/// From the names of ticks to the scale.
pub const TICK_LABEL_GAP: f64 = 6.0;

/// Periods side by side. A place among them is counted from the middle of the first one.
pub struct PeriodAxis {
    scale: Scale,
    /// From edge to edge.
    pub x_range: Range<f64>,
    last: usize,
}

impl PeriodAxis {
    /// Each as wide as the others, as columns need.
    pub fn with_full_spans(count: usize, across: Range<f64>) -> PeriodAxis {
        PeriodAxis::with_margin(count, across, 0.5)
    }

    /// The first and the last close to the edges, as lines need.
    pub fn with_points(count: usize, across: Range<f64>) -> PeriodAxis {
        let margin = match count.saturating_sub(1) {
            0 => 0.5,
            gaps => EDGE_MARGIN * gaps as f64 / (across.end - across.start - 2.0 * EDGE_MARGIN),
        };
        PeriodAxis::with_margin(count, across, margin.max(0.0))
    }

    fn with_margin(count: usize, across: Range<f64>, margin: f64) -> PeriodAxis {
        let last = count.saturating_sub(1);
        PeriodAxis {
            scale: Scale::new(-margin..last as f64 + margin, across.clone()),
            x_range: across,
            last,
        }
    }

    /// The x coordinate of a position among the periods.
    pub fn x(&self, at: f64) -> f64 {
        self.scale.at(at)
    }

    /// From one period to the next.
    pub fn step(&self) -> f64 {
        match self.last {
            0 => self.x_range.end - self.x_range.start,
            last => (self.x(last as f64) - self.x(0.0)) / last as f64,
        }
    }

    /// The nearest place around which `half` on either side is between the edges.
    pub fn clamp_label(&self, x: f64, half: f64) -> f64 {
        x.min(self.x_range.end - half)
            .max(self.x_range.start + half)
    }

    /// Names under the zero line: as many as have room, evenly spaced from the first on, and the last one, or only these two. Returns where
    /// they end.
    pub fn draw_labels(
        &self,
        canvas: &Canvas,
        names: &[String],
        floor: f64,
        within: &Range<f64>,
        only_ends: bool,
    ) -> f64 {
        let all = self.last.max(1);
        let mut steps = if only_ends { all..=all } else { 1..=all };
        let top = floor + PERIOD_LABEL_GAP;
        let places: Vec<(f64, f64, String)> = (0..=self.last)
            .filter_map(|at| {
                let name = TICK.shorten(names.get(at)?, within.end - within.start);
                let half = TICK.reserved_width(&name) / 2.0;
                let x = self.x(at as f64);
                let x = x.min(within.end - half).max(within.start + half);
                Some((x, half, name))
            })
            .collect();
        let Some((last, before)) = places.split_last() else {
            return top;
        };
        let apart = |one: &(f64, f64, String), other: &(f64, f64, String)| {
            one.0 + one.1 + TEXT_GAP <= other.0 - other.1
        };
        let chosen = steps.find_map(|step| {
            let chosen: Vec<_> = before.iter().step_by(step).collect();
            let clear = chosen.windows(2).all(|pair| apart(pair[0], pair[1]));
            clear.then(|| {
                chosen
                    .into_iter()
                    .filter(|place| apart(place, last))
                    .collect::<Vec<_>>()
            })
        });
        for (x, _, name) in chosen.unwrap_or_default().into_iter().chain([last]) {
            canvas.text_below(name, (*x, top), Anchor::Middle, TICK);
        }
        top + TICK.line_height()
    }
}

/// A rectangle in which amounts are drawn over periods.
pub struct PeriodPlot<'a> {
    canvas: &'a Canvas,
    periods: &'a PeriodAxis,
    scale: Scale,
    /// From the top to the zero line.
    pub y_range: Range<f64>,
}

impl<'a> PeriodPlot<'a> {
    /// The first of the values is at the bottom, on the middle of a whole unit: there a line of one unit is sharp on
    /// every screen.
    pub fn new(
        canvas: &'a Canvas,
        periods: &'a PeriodAxis,
        values: Range<f64>,
        down: Range<f64>,
    ) -> PeriodPlot<'a> {
        let bottom = down.end.floor() + 0.5;
        let down = bottom - (down.end - down.start)..bottom;
        PeriodPlot {
            canvas,
            periods,
            scale: Scale::new(values, down.end..down.start),
            y_range: down,
        }
    }

    /// The place of a value at a place among the periods.
    pub fn point(&self, at: f64, value: f64) -> Point {
        (self.periods.x(at), self.y(value))
    }

    /// The height of a value.
    pub fn y(&self, value: f64) -> f64 {
        self.scale.at(value)
    }

    /// A line across for each value.
    pub fn draw_grid(&self, values: impl Iterator<Item = f64>) {
        for value in values {
            self.draw_horizontal(self.y(value), Token::Grid);
        }
    }

    /// The line at the bottom.
    pub fn draw_baseline(&self) {
        self.draw_horizontal(self.y_range.end, Token::Axis);
    }

    fn draw_horizontal(&self, y: f64, token: Token) {
        let (Range { start, end }, y) = (&self.periods.x_range, y.floor() + 0.5);
        self.canvas.line(&[(*start, y), (*end, y)], 1.0, token);
    }

    /// The names of values, to the left.
    pub fn draw_ticks(&self, ticks: impl Iterator<Item = (f64, String)>) {
        for (value, name) in ticks {
            let at = (self.periods.x_range.start - TICK_LABEL_GAP, self.y(value));
            self.canvas.text_around(&name, at, Anchor::End, TICK);
        }
    }

    /// A line through each run of values.
    pub fn draw_line<T: Copy>(&self, values: &[Option<T>], value: impl Fn(T) -> f64, token: Token) {
        for run in contiguous_runs(values).iter().filter(|run| run.len() > 1) {
            let points: Vec<Point> = run
                .iter()
                .map(|&(at, it)| self.point(at, value(it)))
                .collect();
            self.canvas.line(&points, LINE_WIDTH, token);
        }
    }

    /// A dashed line from top to bottom for each break.
    pub fn draw_breaks(&self, breaks: &[f64]) {
        for &at in breaks.iter().filter(|at| at.is_finite()) {
            let x = self.periods.x(at);
            let mut top = self.y_range.start;
            while top < self.y_range.end {
                self.canvas.line(
                    &[(x, top), (x, (top + DASH_LENGTH).min(self.y_range.end))],
                    1.2,
                    Token::Muted,
                );
                top += 2.0 * DASH_LENGTH;
            }
        }
    }

    /// The area between the lower and the upper values of each run.
    pub fn draw_band<T: Copy>(
        &self,
        values: &[Option<T>],
        range: impl Fn(T) -> (f64, f64),
        token: Token,
    ) {
        for run in contiguous_runs(values).iter().filter(|run| run.len() > 1) {
            let lower = run
                .iter()
                .rev()
                .map(|&(at, it)| self.point(at, range(it).0));
            let upper = run.iter().map(|&(at, it)| self.point(at, range(it).1));
            self.canvas
                .polygon(&upper.chain(lower).collect::<Vec<_>>(), token);
        }
    }
}

/// The values between breaks, each part as long as the whole. A value at a break is before it.
pub fn split_at_breaks<T: Copy>(values: &[Option<T>], breaks: &[f64]) -> Vec<Vec<Option<T>>> {
    let mut ends: Vec<f64> = breaks.iter().copied().filter(|at| at.is_finite()).collect();
    ends.sort_by(f64::total_cmp);
    ends.push(f64::INFINITY);
    let mut from = f64::NEG_INFINITY;
    let part = |to: f64| {
        let inside = |at: usize| from < at as f64 && at as f64 <= to;
        let part = values
            .iter()
            .enumerate()
            .map(|(at, value)| value.filter(|_| inside(at)))
            .collect();
        from = to;
        part
    };
    ends.into_iter().map(part).collect()
}

/// A pale area with an edge above and below it, which stays visible on a pale background.
pub fn draw_range(canvas: &Canvas, upper: &[Point], lower: &[Point]) {
    let around: Vec<Point> = upper.iter().chain(lower.iter().rev()).copied().collect();
    canvas.polygon(&around, Token::ExpectedRange);
    for edge in [upper, lower] {
        canvas.line(edge, 1.0, Token::Remainder);
    }
}

/// The most room that the names of ticks take.
pub fn max_tick_width(names: impl Iterator<Item = (f64, String)>) -> f64 {
    TICK.widest(names.map(|(_, name)| name))
}

/// The values that are known, with their places.
pub fn known_values<T: Copy>(values: &[Option<T>]) -> impl DoubleEndedIterator<Item = (f64, T)> {
    values
        .iter()
        .enumerate()
        .filter_map(|(at, value)| value.map(|value| (at as f64, value)))
}

/// The values that follow each other without a gap, with their places.
pub fn contiguous_runs<T: Copy>(values: &[Option<T>]) -> Vec<Vec<(f64, T)>> {
    let mut runs: Vec<Vec<(f64, T)>> = Vec::new();
    for (at, value) in known_values(values) {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|&(before, _)| before + 1.0 == at) => {
                run.push((at, value))
            }
            _ => runs.push(vec![(at, value)]),
        }
    }
    runs
}
