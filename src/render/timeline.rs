//! Amounts over time: periods from left to right, a scale upwards, and lines and areas that break where nothing is known.

use std::ops::{Range, RangeInclusive};

use crate::render::drawing::Anchor;
use crate::render::palette::Token;
use crate::render::plot::{Canvas, Point, Scale};
use crate::render::sheet::{GAP, TICK, baseline, centred, line_height};

/// From the middle of the first or last period to the edge, where periods are points.
const EDGE: f64 = 8.0;
/// Thickness of a line through values.
const LINE: f64 = 1.8;
/// Length of a dash, and of the gap after it.
const DASH: f64 = 4.0;
/// From the zero line to the names of periods: clear of a number beside a value of zero.
const NAME_GAP: f64 = 5.0;
/// From the names of ticks to the scale.
pub const TICK_GAP: f64 = 6.0;

/// Periods side by side. A place among them is counted from the middle of the first one.
pub struct Periods {
    scale: Scale,
    /// From edge to edge.
    pub across: Range<f64>,
    last: usize,
}

impl Periods {
    /// Each as wide as the others, as columns need.
    pub fn spans(count: usize, across: Range<f64>) -> Periods {
        Periods::with_margin(count, across, 0.5)
    }

    /// The first and the last close to the edges, as lines need.
    pub fn points(count: usize, across: Range<f64>) -> Periods {
        let margin = match count.saturating_sub(1) {
            0 => 0.5,
            gaps => EDGE * gaps as f64 / (across.end - across.start - 2.0 * EDGE),
        };
        Periods::with_margin(count, across, margin.max(0.0))
    }

    fn with_margin(count: usize, across: Range<f64>, margin: f64) -> Periods {
        let last = count.saturating_sub(1);
        Periods {
            scale: Scale::new(-margin..last as f64 + margin, across.clone()),
            across,
            last,
        }
    }

    /// Where a place among the periods is on the paper.
    pub fn x(&self, at: f64) -> f64 {
        self.scale.at(at)
    }

    /// From one period to the next.
    pub fn step(&self) -> f64 {
        match self.last {
            0 => self.across.end - self.across.start,
            last => (self.x(last as f64) - self.x(0.0)) / last as f64,
        }
    }

    /// The nearest place around which `half` on either side is between the edges.
    pub fn inside(&self, x: f64, half: f64) -> f64 {
        x.min(self.across.end - half).max(self.across.start + half)
    }

    /// Under the zero line the names of the first and the last period; returns where they end.
    pub fn name_ends(
        &self,
        canvas: &Canvas,
        names: &[String],
        floor: f64,
        within: Range<f64>,
    ) -> f64 {
        self.name(
            canvas,
            names,
            floor + NAME_GAP,
            &within,
            self.last.max(1)..=self.last.max(1),
        )
    }

    /// Under the zero line as many names as have room, evenly spaced from the first on, and the last one; returns where
    /// they end.
    pub fn name_all(
        &self,
        canvas: &Canvas,
        names: &[String],
        floor: f64,
        within: Range<f64>,
    ) -> f64 {
        self.name(
            canvas,
            names,
            floor + NAME_GAP,
            &within,
            1..=self.last.max(1),
        )
    }

    fn name(
        &self,
        canvas: &Canvas,
        names: &[String],
        top: f64,
        within: &Range<f64>,
        mut steps: RangeInclusive<usize>,
    ) -> f64 {
        let places: Vec<(f64, f64, String)> = (0..=self.last)
            .filter_map(|at| {
                let name = TICK.shorten(names.get(at)?, within.end - within.start);
                let half = TICK.room(&name) / 2.0;
                Some((
                    self.x(at as f64)
                        .min(within.end - half)
                        .max(within.start + half),
                    half,
                    name,
                ))
            })
            .collect();
        let Some((last, before)) = places.split_last() else {
            return top;
        };
        let apart = |one: &(f64, f64, String), other: &(f64, f64, String)| {
            one.0 + one.1 + GAP <= other.0 - other.1
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
            canvas.text(
                name,
                (*x, baseline(top, TICK)),
                Anchor::Middle,
                TICK,
                Token::Muted,
            );
        }
        top + line_height(TICK)
    }
}

/// A rectangle in which amounts are drawn over periods.
pub struct Timeline<'a> {
    canvas: &'a Canvas,
    periods: &'a Periods,
    scale: Scale,
    /// From the top to the zero line.
    pub down: Range<f64>,
}

impl<'a> Timeline<'a> {
    /// The first of the values is at the bottom, on the middle of a whole unit: there a line of one unit is sharp on
    /// every screen.
    pub fn new(
        canvas: &'a Canvas,
        periods: &'a Periods,
        values: Range<f64>,
        down: Range<f64>,
    ) -> Timeline<'a> {
        let bottom = down.end.floor() + 0.5;
        let down = bottom - (down.end - down.start)..bottom;
        Timeline {
            canvas,
            periods,
            scale: Scale::new(values, down.end..down.start),
            down,
        }
    }

    /// The place of a value at a place among the periods.
    pub fn at(&self, at: f64, value: f64) -> Point {
        (self.periods.x(at), self.y(value))
    }

    /// The height of a value.
    pub fn y(&self, value: f64) -> f64 {
        self.scale.at(value)
    }

    /// A line across for each value.
    pub fn grid(&self, values: impl Iterator<Item = f64>) {
        for value in values {
            self.across(self.y(value), Token::Grid);
        }
    }

    /// The line at the bottom.
    pub fn floor(&self) {
        self.across(self.down.end, Token::Axis);
    }

    fn across(&self, y: f64, token: Token) {
        let (Range { start, end }, y) = (&self.periods.across, y.floor() + 0.5);
        self.canvas.line(&[(*start, y), (*end, y)], 1.0, token);
    }

    /// The names of values, to the left.
    pub fn ticks(&self, ticks: impl Iterator<Item = (f64, String)>) {
        for (value, name) in ticks {
            let at = (
                self.periods.across.start - TICK_GAP,
                centred(self.y(value), TICK),
            );
            self.canvas.text(&name, at, Anchor::End, TICK, Token::Muted);
        }
    }

    /// A line through each run of values.
    pub fn line<T: Copy>(&self, values: &[Option<T>], value: impl Fn(T) -> f64, token: Token) {
        for run in runs(values).iter().filter(|run| run.len() > 1) {
            let points: Vec<Point> = run.iter().map(|&(at, it)| self.at(at, value(it))).collect();
            self.canvas.line(&points, LINE, token);
        }
    }

    /// A dashed line from top to bottom for each break.
    pub fn breaks(&self, breaks: &[f64]) {
        for &at in breaks.iter().filter(|at| at.is_finite()) {
            let x = self.periods.x(at);
            let mut top = self.down.start;
            while top < self.down.end {
                self.canvas.line(
                    &[(x, top), (x, (top + DASH).min(self.down.end))],
                    1.2,
                    Token::Muted,
                );
                top += 2.0 * DASH;
            }
        }
    }

    /// The area between the lower and the upper values of each run.
    pub fn band<T: Copy>(
        &self,
        values: &[Option<T>],
        range: impl Fn(T) -> (f64, f64),
        token: Token,
    ) {
        for run in runs(values).iter().filter(|run| run.len() > 1) {
            let lower = run.iter().rev().map(|&(at, it)| self.at(at, range(it).0));
            let upper = run.iter().map(|&(at, it)| self.at(at, range(it).1));
            self.canvas
                .polygon(&upper.chain(lower).collect::<Vec<_>>(), token);
        }
    }
}

/// The values between breaks, each part as long as the whole. A value at a break is before it.
pub fn parted<T: Copy>(values: &[Option<T>], breaks: &[f64]) -> Vec<Vec<Option<T>>> {
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

/// A pale area with an edge above and below it, which is seen where the area is not.
pub fn range(canvas: &Canvas, upper: &[Point], lower: &[Point]) {
    let around: Vec<Point> = upper.iter().chain(lower.iter().rev()).copied().collect();
    canvas.polygon(&around, Token::Limit);
    for edge in [upper, lower] {
        canvas.line(edge, 1.0, Token::Rest);
    }
}

/// The most room that the names of ticks take.
pub fn tick_room(names: impl Iterator<Item = (f64, String)>) -> f64 {
    names.map(|(_, name)| TICK.room(&name)).fold(0.0, f64::max)
}

/// The values that are known, with their places.
pub fn places<T: Copy>(values: &[Option<T>]) -> impl DoubleEndedIterator<Item = (f64, T)> {
    values
        .iter()
        .enumerate()
        .filter_map(|(at, value)| value.map(|value| (at as f64, value)))
}

/// The values that follow each other without a gap, with their places.
pub fn runs<T: Copy>(values: &[Option<T>]) -> Vec<Vec<(f64, T)>> {
    let mut runs: Vec<Vec<(f64, T)>> = Vec::new();
    for (at, value) in places(values) {
        match runs.last_mut() {
            Some(run) if run.last().is_some_and(|&(before, _)| before + 1.0 == at) => {
                run.push((at, value))
            }
            _ => runs.push(vec![(at, value)]),
        }
    }
    runs
}
