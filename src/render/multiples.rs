//! Trends by culprit: a small panel for each, all with the same periods and the same scale.

use std::ops::Range;

use crate::render::axis::{Axis, amount};
use crate::render::drawing::{Anchor, Drawing, Frame, Width};
use crate::render::flags::{self, Pole, Poles};
use crate::render::palette::Token;
use crate::render::plot::{Canvas, Point};
use crate::render::sheet::{self, RESULT_STRONG, centred, column, line_height, patch, sheet};
use crate::render::timeline::{Periods, TICK_GAP, Timeline, parted, places, runs, tick_room};
use crate::view::chart::{Multiples, Panel, Reading};

/// Height of the scale.
const HEIGHT: f64 = 80.0;
/// The least width of the scale for which panels stand side by side.
const LEAST_WIDTH: f64 = 72.0;
/// Between panels side by side, on top of the slack of the numbers at their ends.
const BETWEEN: f64 = 8.0;
/// From the middle of the last dot to its number.
const END_GAP: f64 = 9.0;
/// Thickness of the line of what a culprit was a part of.
const BEFORE: f64 = 1.3;
/// Radius of a dot.
const DOT: f64 = 3.4;
/// Width of the interval of a dot that no line reaches.
const LONELY: f64 = 5.0;
const KEY_MARK: f64 = 22.0;

/// Draws the panels for a width and a frame.
pub fn multiples(chart: &Multiples, width: Width, frame: Frame) -> Drawing {
    sheet(&chart.caption, width, frame, |canvas, top| {
        if chart.panels.is_empty() || chart.periods.is_empty() {
            return top;
        }
        let layout = Layout::new(canvas, chart);
        let mut end = key(canvas, chart, top) + 10.0;
        for (at, row) in chart.panels.chunks(layout.columns).enumerate() {
            end = layout.row(row, if at == 0 { end } else { end + 14.0 });
        }
        let flags: Vec<_> = layout
            .flags
            .iter()
            .filter_map(|&flag| chart.flags.get(flag))
            .collect();
        if flags.is_empty() {
            end
        } else {
            flags::list(canvas, end + 12.0, &flags)
        }
    })
}

/// What is drawn, as a sample.
fn key(canvas: &Canvas, chart: &Multiples, top: f64) -> f64 {
    sheet::key(
        canvas,
        top,
        &[((), chart.unit.as_str())],
        Token::Muted,
        KEY_MARK,
        |(), x, y| {
            canvas.rect((x, y - 6.0), (x + KEY_MARK, y + 6.0), Token::Rest);
            canvas.line(&[(x + 1.0, y), (x + KEY_MARK - 1.0, y)], 1.8, Token::Prev);
        },
    )
}

/// What the panels share.
struct Layout<'a> {
    canvas: &'a Canvas,
    chart: &'a Multiples,
    axis: Axis,
    /// The flags that panels name, by position, in reading order.
    flags: Vec<usize>,
    columns: usize,
    /// Where the first scale begins.
    left: f64,
    /// From the left end of one scale to that of the next.
    pitch: f64,
    /// Width of the scale.
    width: f64,
    /// Room for the numbers at the right ends.
    end_room: f64,
}

impl<'a> Layout<'a> {
    fn new(canvas: &'a Canvas, chart: &'a Multiples) -> Layout<'a> {
        let drawn = chart
            .panels
            .iter()
            .flat_map(|panel| readings(chart, panel))
            .flatten()
            .map(|reading| reading.upper);
        let before = chart
            .panels
            .iter()
            .flat_map(|panel| drawable(chart, &panel.whole))
            .flatten();
        let highest = drawn
            .chain(before.map(|reading| reading.value))
            .fold(0.0, f64::max);
        let axis = Axis::covering(highest, 4);
        let left = canvas.left() + tick_room(axis.names(&chart.digits)) + TICK_GAP;
        let room = canvas.right() - left;
        let end_room = chart
            .panels
            .iter()
            .map(|panel| RESULT_STRONG.room(&panel.end_text))
            .fold(0.0, f64::max);
        let end_room = end_room.min(room * 0.4);
        let pitch = |columns: usize| (room + BETWEEN) / columns as f64;
        let width = |columns: usize| (pitch(columns) - BETWEEN - end_room).floor() - 2.0;
        let most = match canvas.width() {
            Width::Wide => 4,
            Width::Narrow => 2,
        };
        // Rows are as even as they can be, so that no single panel hangs.
        let even = chart
            .panels
            .len()
            .div_ceil(chart.panels.len().div_ceil(most))
            .max(2);
        let columns = (2..=even)
            .rev()
            .find(|&columns| width(columns) >= LEAST_WIDTH)
            .unwrap_or(1);
        let (pitch, width) = (pitch(columns), width(columns));
        Layout {
            canvas,
            chart,
            axis,
            flags: reading_order(chart),
            columns,
            left,
            pitch,
            width,
            end_room,
        }
    }

    /// Panels side by side; returns where they end.
    fn row(&self, panels: &'a [Panel], top: f64) -> f64 {
        let cells: Vec<Cell> = panels
            .iter()
            .enumerate()
            .map(|(column, panel)| self.cell(panel, column))
            .collect();
        let titles_end = top + cells.iter().map(Cell::title_height).fold(0.0, f64::max);
        let start = titles_end
            + cells
                .iter()
                .map(|cell| cell.poles.height())
                .fold(4.0, f64::max)
            + 3.0;
        let mut end = start + HEIGHT;
        for cell in &cells {
            let across = &cell.periods.across;
            let title_at = (across.start, titles_end - cell.title_height());
            column(
                self.canvas,
                &cell.title,
                title_at,
                RESULT_STRONG,
                Token::Ink,
            );
            self.panel(cell, start..start + HEIGHT);
            let within = across.start..across.end + 4.0;
            end = cell
                .periods
                .name_ends(self.canvas, &self.chart.periods, start + HEIGHT, within);
        }
        end
    }

    fn cell(&self, panel: &'a Panel, column: usize) -> Cell<'a> {
        let left = (self.left + self.pitch * column as f64).ceil();
        let title = RESULT_STRONG.wrap_within(
            &panel.title,
            (self.pitch - 1.0).min(self.canvas.right() - left),
            2,
        );
        let periods = Periods::points(self.chart.periods.len(), left..left + self.width);
        let pole = |flag: &usize| {
            let number = self.flags.iter().position(|numbered| numbered == flag)? + 1;
            Some(Pole {
                x: periods.x(self.chart.flags.get(*flag)?.at),
                number,
            })
        };
        let poles = Poles::new(panel.flags.iter().filter_map(pole).collect());
        Cell {
            panel,
            title,
            periods,
            poles,
            first: column == 0,
        }
    }

    fn panel(&self, cell: &Cell, down: Range<f64>) {
        let Cell {
            panel,
            periods,
            poles,
            ..
        } = cell;
        let timeline = &Timeline::new(self.canvas, periods, 0.0..self.axis.end(), down);
        let (line, band) = if panel.emphasis {
            (Token::Accent, Token::Band)
        } else {
            (Token::Prev, Token::Rest)
        };
        let readings = readings(self.chart, panel);
        let whole: Vec<_> = readings
            .iter()
            .map(|reading| reading.filter(|reading| !reading.partial))
            .collect();
        let partial = places(&readings).filter(|(_, reading)| reading.partial);
        let parts = parted(&whole, &panel.breaks);
        let alone = parts
            .iter()
            .flat_map(|part| runs(part))
            .filter(|run| run.len() == 1)
            .flatten();
        let lonely: Vec<_> = alone.chain(partial).collect();

        timeline.grid(self.axis.ticks().skip(1));
        if cell.first {
            timeline.ticks(self.axis.names(&self.chart.digits));
        }
        for part in &parts {
            timeline.band(part, |reading| (reading.lower, reading.upper), band);
        }
        for &(at, reading) in &lonely {
            let ((x, upper), lower) = (timeline.at(at, reading.upper), timeline.y(reading.lower));
            self.canvas
                .rect((x - LONELY / 2.0, upper), (x + LONELY / 2.0, lower), band);
        }
        timeline.floor();
        timeline.breaks(&panel.breaks);
        poles.draw(self.canvas, &timeline.down);
        self.before(cell, timeline);
        for part in &parts {
            timeline.line(part, |reading| reading.value, line);
        }
        let last = places(&readings).next_back();
        if let Some((at, reading)) = last {
            let token = if panel.emphasis {
                Token::Accent
            } else {
                Token::Ink
            };
            self.end(timeline.at(at, reading.value), &panel.end_text, token);
        }
        let joined = last.filter(|(last, _)| lonely.iter().all(|(at, _)| at != last));
        for (at, reading) in lonely.into_iter().chain(joined) {
            let centre = timeline.at(at, reading.value);
            match reading.partial {
                true => self.canvas.ring(centre, DOT, line),
                false => self.canvas.circle(centre, DOT, line),
            }
        }
    }

    /// What the culprit was a part of.
    fn before(&self, cell: &Cell, timeline: &Timeline) {
        let before = drawable(self.chart, &cell.panel.whole);
        for run in runs(&before) {
            let points: Vec<Point> = run
                .iter()
                .map(|&(at, reading)| timeline.at(at, reading.value))
                .collect();
            match points.as_slice() {
                [only] => self.canvas.circle(*only, BEFORE, Token::Inh),
                _ => self.canvas.line(&points, BEFORE, Token::Inh),
            }
        }
    }

    /// The number beside the last dot. It clears its ground: the last dot is not always at the right end.
    fn end(&self, (x, y): Point, text: &str, token: Token) {
        let (left, font) = (x + END_GAP, RESULT_STRONG);
        let text = font.shorten(text, self.end_room);
        patch(
            self.canvas,
            left..left + font.width(&text) + 1.0,
            y - line_height(font) / 2.0,
            font,
        );
        self.canvas
            .text(&text, (left, centred(y, font)), Anchor::Start, font, token);
    }
}

/// A panel in its place.
struct Cell<'a> {
    panel: &'a Panel,
    title: Vec<String>,
    periods: Periods,
    poles: Poles,
    /// Whether it is the leftmost of its row, which has the numbers of the scale.
    first: bool,
}

impl Cell<'_> {
    fn title_height(&self) -> f64 {
        line_height(RESULT_STRONG) * self.title.len() as f64
    }
}

/// What can be drawn of a panel: one reading for each period, none that is no number, and each inside its interval.
fn readings(chart: &Multiples, panel: &Panel) -> Vec<Option<Reading>> {
    drawable(chart, &panel.points)
}

fn drawable(chart: &Multiples, points: &[Option<Reading>]) -> Vec<Option<Reading>> {
    let known = points
        .iter()
        .map(|point| point.filter(|reading| reading.value.is_finite()));
    let drawn = |reading: Reading| Reading {
        value: amount(reading.value),
        lower: amount(reading.lower.min(reading.value)),
        upper: amount(reading.upper.max(reading.value)),
        partial: reading.partial,
    };
    known
        .map(|reading| reading.map(drawn))
        .take(chart.periods.len())
        .collect()
}

/// The flags in the order in which a reader meets them.
fn reading_order(chart: &Multiples) -> Vec<usize> {
    let mut order = Vec::new();
    for panel in &chart.panels {
        let mut flags: Vec<_> = panel
            .flags
            .iter()
            .filter_map(|&at| Some((at, chart.flags.get(at)?)))
            .collect();
        flags.sort_by(|(_, one), (_, other)| one.at.total_cmp(&other.at));
        for (at, _) in flags {
            if !order.contains(&at) {
                order.push(at);
            }
        }
    }
    order
}
