//! Durations of incidents: a mark for each on a logarithmic scale, and under them how many there were in each month.

use std::ops::Range;

use crate::render::drawing::{Anchor, Drawing, Frame, Width};
use crate::render::palette::Token;
use crate::render::plot::{Canvas, Point};
use crate::render::sheet::{self, TICK, centred, sheet, subheading};
use crate::render::timeline::{Periods, TICK_GAP, Timeline, range, tick_room};
use crate::view::chart::{Dot, Durations, MedianTick, Severity};

/// Height of the scale of durations.
const HEIGHT: f64 = 200.0;
/// How far the scale goes beyond the shortest and the longest duration, as a factor.
const MARGIN: f64 = 1.3;
/// Height of the highest column, and of the number over it.
const COLUMN: f64 = 22.0;
const COLUMN_NUMBER: f64 = 17.0;
/// The least height of a row of columns, for its name.
const ROW: f64 = 9.0;
/// The most that a column is wide.
const COLUMN_WIDTH: f64 = 16.0;
/// How much of the paper around a mark is cleared, so that marks on top of each other can be told apart.
const HALO: f64 = 1.0;
/// From the last month to the edge of the paper: marks reach over it.
const EDGE: f64 = 6.0;
/// Thickness of a median.
const MEDIAN: f64 = 2.4;
/// From a median to the edge of its span, so that neighbours are two.
const BETWEEN: f64 = 1.5;
const KEY_MARK: f64 = 16.0;

/// From the top down, as the rows of columns stand.
const SEVERITIES: [Severity; 3] = [Severity::Critical, Severity::Major, Severity::Minor];

/// Draws the durations for a width and a frame.
pub fn durations(chart: &Durations, width: Width, frame: Frame) -> Drawing {
    sheet(&chart.caption, width, frame, |canvas, top| {
        if chart.months.is_empty() {
            return top;
        }
        let layout = Layout::new(canvas, chart);
        let mut end = layout.dots(layout.key(top) + 10.0);
        if !chart.counts.is_empty() {
            end = layout.counts(end + 14.0);
        }
        layout
            .months
            .name_all(canvas, &chart.months, end, canvas.left()..canvas.right())
    })
}

/// A sample in the key.
enum Sample {
    Mark(Severity),
    Median,
    Interval,
}

struct Layout<'a> {
    canvas: &'a Canvas,
    chart: &'a Durations,
    months: Periods,
}

impl<'a> Layout<'a> {
    fn new(canvas: &'a Canvas, chart: &'a Durations) -> Layout<'a> {
        let rows = SEVERITIES.map(|severity| TICK.room(&row_name(chart, severity)));
        let room = rows.into_iter().fold(tick_room(ticks(chart)), f64::max);
        let left = (canvas.left() + room + TICK_GAP).ceil();
        let months = Periods::spans(chart.months.len(), left..canvas.right().floor() - EDGE);
        Layout {
            canvas,
            chart,
            months,
        }
    }

    /// What the marks mean; returns where it ends.
    fn key(&self, top: f64) -> f64 {
        let drawn = |severity: &Severity| dots(self.chart).any(|dot| dot.severity == *severity);
        let marks = SEVERITIES.into_iter().rev().filter(drawn);
        let mut entries: Vec<_> = marks
            .map(|severity| (Sample::Mark(severity), name(self.chart, severity)))
            .collect();
        if medians(self.chart).next().is_some() {
            entries.push((Sample::Median, &self.chart.key.median));
        }
        if medians(self.chart).any(|median| interval(median).is_some()) {
            entries.push((Sample::Interval, &self.chart.key.interval));
        }
        sheet::key(
            self.canvas,
            top,
            &entries,
            Token::Muted,
            KEY_MARK,
            |sample, x, y| match sample {
                Sample::Mark(severity) => mark(self.canvas, (x + KEY_MARK / 2.0, y), *severity),
                Sample::Median => self.canvas.line(
                    &[(x + 1.0, y), (x + KEY_MARK - 1.0, y)],
                    MEDIAN,
                    Token::Line,
                ),
                Sample::Interval => {
                    let edge = |y| [(x, y), (x + KEY_MARK, y)];
                    range(self.canvas, &edge(y - 5.5), &edge(y + 5.5));
                }
            },
        )
    }

    /// The durations; returns where they end.
    fn dots(&self, top: f64) -> f64 {
        let start = subheading(
            self.canvas,
            &self.chart.durations_title,
            &self.months.across,
            top,
        ) + 8.0;
        let timeline = Timeline::new(
            self.canvas,
            &self.months,
            logarithms(self.chart),
            start..start + HEIGHT,
        );
        timeline.grid(ticks(self.chart).map(|(value, _)| value));
        timeline.ticks(ticks(self.chart));
        for median in medians(self.chart) {
            self.median(&timeline, median);
        }
        for severity in SEVERITIES.into_iter().rev() {
            for dot in dots(self.chart).filter(|dot| dot.severity == severity) {
                mark(
                    self.canvas,
                    timeline.at(dot.at, logarithm(dot.minutes)),
                    severity,
                );
            }
        }
        timeline.down.end
    }

    fn median(&self, timeline: &Timeline<'_>, median: &MedianTick) {
        let (left, right) = (
            self.months.x(median.from) + BETWEEN,
            self.months.x(median.to) - BETWEEN,
        );
        if left >= right {
            return;
        }
        if let Some((lower, upper)) = interval(median) {
            let edge = |minutes| [left, right].map(|x| (x, timeline.y(logarithm(minutes))));
            range(self.canvas, &edge(upper), &edge(lower));
        }
        let y = timeline.y(logarithm(median.minutes));
        self.canvas
            .line(&[(left, y), (right, y)], MEDIAN, Token::Line);
    }

    /// A row of columns for each severity, all to the same scale; returns where they end.
    fn counts(&self, top: f64) -> f64 {
        let mut end = subheading(
            self.canvas,
            &self.chart.counts_title,
            &self.months.across,
            top,
        );
        let months = || self.chart.counts.iter().take(self.chart.months.len());
        let highest = months().flatten().copied().max().unwrap_or(0).max(1);
        for severity in SEVERITIES {
            let counts: Vec<u32> = months().map(|counts| counts[severity as usize]).collect();
            // A row is as high as its own highest column, which does not change the scale.
            let most = f64::from(counts.iter().copied().max().unwrap_or(0))
                .max(f64::from(highest) * ROW / COLUMN);
            let start = end + COLUMN_NUMBER;
            end = start + COLUMN * most / f64::from(highest);
            let row = Timeline::new(self.canvas, &self.months, 0.0..most, start..end);
            self.columns(&row, &counts, severity);
            row.floor();
            row.ticks(std::iter::once((
                most / 2.0,
                row_name(self.chart, severity),
            )));
        }
        end
    }

    fn columns(&self, row: &Timeline<'_>, counts: &[u32], severity: Severity) {
        let half = (self.months.step() * 0.6).min(COLUMN_WIDTH) / 2.0;
        let text = |count: u32| self.chart.digits.write(f64::from(count), 0);
        let highest = counts.iter().copied().max().unwrap_or(0);
        let all = counts
            .iter()
            .all(|&count| TICK.room(&text(count)) <= self.months.step());
        let mut named = false;
        for (at, &count) in counts.iter().enumerate().filter(|&(_, &count)| count > 0) {
            let (x, y) = row.at(at as f64, f64::from(count));
            self.canvas
                .rect((x - half, y), (x + half, row.down.end), token(severity));
            // Where not every number has room, the highest one still tells the scale.
            if all || (count == highest && !named) {
                let x = self.months.inside(x, TICK.room(&text(count)) / 2.0);
                let at = (x, centred(y - COLUMN_NUMBER / 2.0, TICK));
                self.canvas
                    .text(&text(count), at, Anchor::Middle, TICK, Token::Muted);
                named = true;
            }
        }
    }
}

/// The mark of an incident around a place, with some paper cleared around it: marks may lie on top of each other.
fn mark(canvas: &Canvas, centre: Point, severity: Severity) {
    for (halo, token) in [(HALO, Token::Bg), (0.0, token(severity))] {
        let (x, y) = centre;
        match severity {
            Severity::Minor => canvas.circle(centre, 3.6 + halo, token),
            Severity::Major => {
                let half = 3.3 + halo;
                canvas.rect((x - half, y - half), (x + half, y + half), token);
            }
            Severity::Critical => {
                let half = 5.0 + halo * 1.4;
                canvas.polygon(
                    &[(x, y - half), (x + half, y), (x, y + half), (x - half, y)],
                    token,
                );
            }
        }
    }
}

fn token(severity: Severity) -> Token {
    match severity {
        Severity::Minor => Token::Inh,
        Severity::Major => Token::Part,
        Severity::Critical => Token::After,
    }
}

fn name(chart: &Durations, severity: Severity) -> &str {
    match severity {
        Severity::Minor => &chart.key.minor,
        Severity::Major => &chart.key.major,
        Severity::Critical => &chart.key.critical,
    }
}

/// The name as it fits beside a row of columns.
fn row_name(chart: &Durations, severity: Severity) -> String {
    TICK.shorten(name(chart, severity), 90.0)
}

/// The grid lines that can be drawn, with their names.
fn ticks(chart: &Durations) -> impl Iterator<Item = (f64, String)> {
    let drawable = chart
        .ticks
        .iter()
        .filter(|tick| tick.minutes.is_finite() && tick.minutes > 0.0);
    drawable.map(|tick| (logarithm(tick.minutes), TICK.shorten(&tick.text, 90.0)))
}

/// The incidents that can be drawn: in one of the months, and over after some time.
fn dots(chart: &Durations) -> impl Iterator<Item = &Dot> {
    let months = -0.5..=chart.months.len() as f64 - 0.5;
    chart
        .dots
        .iter()
        .filter(move |dot| dot.minutes.is_finite() && months.contains(&dot.at))
}

/// The medians that can be drawn.
fn medians(chart: &Durations) -> impl Iterator<Item = &MedianTick> {
    let end = chart.months.len() as f64 - 0.5;
    chart
        .medians
        .iter()
        .filter(move |it| it.minutes.is_finite() && it.to > -0.5 && it.from < end)
}

fn interval(median: &MedianTick) -> Option<(f64, f64)> {
    median
        .interval
        .filter(|(lower, upper)| lower.is_finite() && upper.is_finite())
}

/// The range of the scale: everything that is drawn, with a margin.
fn logarithms(chart: &Durations) -> Range<f64> {
    let intervals = medians(chart)
        .filter_map(interval)
        .flat_map(|(lower, upper)| [lower, upper]);
    let medians = medians(chart).map(|median| median.minutes);
    let all = chart
        .ticks
        .iter()
        .map(|tick| tick.minutes)
        .chain(dots(chart).map(|dot| dot.minutes));
    let drawn = all
        .chain(medians)
        .chain(intervals)
        .filter(|minutes| minutes.is_finite() && *minutes > 0.0);
    let (least, most) = drawn.fold((f64::MAX, 0.0), |(least, most), it| {
        (f64::min(least, it), f64::max(most, it))
    });
    if most > 0.0 {
        logarithm(least / MARGIN)..logarithm(most * MARGIN)
    } else {
        0.0..1.0
    }
}

/// Nothing is shorter than a moment, so that what took no time stands at the bottom.
fn logarithm(minutes: f64) -> f64 {
    minutes.clamp(1e-3, 1e15).ln()
}
