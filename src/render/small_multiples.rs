//! Trends by culprit: a small panel for each, all with the same periods and the same scale.

use std::ops::Range;

use crate::render::annotations::{self, AnnotationMarker, AnnotationMarkers};
use crate::render::axis::{ValueAxis, clamp_amount};
use crate::render::canvas::{Canvas, Point};
use crate::render::chart_frame::{
    self, KEY, KeyEntry, STRONG_RESULT, clear_background, draw_framed, draw_lines,
};
use crate::render::drawing::{Anchor, Drawing, Placement, Width};
use crate::render::palette::Token;
use crate::render::period_plot::{
    PeriodAxis, PeriodPlot, TICK_LABEL_GAP, contiguous_runs, known_values, max_tick_width,
    split_at_breaks,
};
use crate::view::chart::{CulpritPanel, DataPoint, SmallMultiples};

/// Height of the scale, and of that of a single panel, which has all the width.
const SCALE_HEIGHT: f64 = 80.0;
const SINGLE_SCALE_HEIGHT: f64 = 170.0;
/// Panels are side by side only if their scales are at least this wide.
const MIN_SCALE_WIDTH: f64 = 72.0;
/// Between panels side by side, on top of the slack of the numbers at their ends.
const PANEL_GAP: f64 = 8.0;
/// From the middle of the last dot to its number.
const END_LABEL_GAP: f64 = 9.0;
/// Thickness of the line of the culprit that it was split from.
const PARENT_LINE_WIDTH: f64 = 1.3;
/// Length of a dash of the line of a goal.
const DASH_LENGTH: f64 = 5.0;
/// Radius of a dot.
const DOT_RADIUS: f64 = 3.4;
/// Width of the interval of a dot that no line reaches.
const ISOLATED_BAND_WIDTH: f64 = 5.0;
const KEY_MARK_WIDTH: f64 = 22.0;

/// Draws the panels for a width and a frame.
pub fn draw_small_multiples(chart: &SmallMultiples, width: Width, frame: Placement) -> Drawing {
    draw_framed(&chart.caption, width, frame, |canvas, top| {
        if chart.panels.is_empty() || chart.periods.is_empty() {
            return top;
        }
        let layout = SmallMultiplesLayout::new(canvas, chart);
        let mut end = draw_key(canvas, chart, top) + 10.0;
        for (at, row) in chart.panels.chunks(layout.columns).enumerate() {
            end = layout.draw_row(row, if at == 0 { end } else { end + 14.0 });
        }
        let flags: Vec<_> = layout
            .annotations
            .iter()
            .filter_map(|&flag| chart.annotations.get(flag))
            .collect();
        if flags.is_empty() {
            end
        } else {
            annotations::draw_legend(canvas, end + 12.0, &flags)
        }
    })
}

/// The sample of a mark in the key.
fn draw_key(canvas: &Canvas, chart: &SmallMultiples, top: f64) -> f64 {
    let sample = KeyEntry::new(&chart.unit, |x, y| {
        let corner = (x + KEY_MARK_WIDTH, y + 6.0);
        canvas.rect((x, y - 6.0), corner, Token::Remainder);
        let ends = [(x + 1.0, y), (x + KEY_MARK_WIDTH - 1.0, y)];
        canvas.line(&ends, 1.8, Token::OtherSeries);
    });
    let mut entries = vec![sample];
    if chart.panels.iter().any(|panel| !panel.targets.is_empty()) {
        entries.push(KeyEntry::new(&chart.target_label, |x, y| {
            draw_dashes(canvas, x..x + KEY_MARK_WIDTH, y);
        }));
    }
    chart_frame::draw_key(canvas, top, KEY, KEY_MARK_WIDTH, &entries)
}

/// The broken line of a goal.
fn draw_dashes(canvas: &Canvas, across: Range<f64>, y: f64) {
    let mut left = across.start;
    while left < across.end {
        let ends = [(left, y), ((left + DASH_LENGTH).min(across.end), y)];
        canvas.line(&ends, 1.6, Token::Improved);
        left += 1.6 * DASH_LENGTH;
    }
}

/// Shared by all panels.
struct SmallMultiplesLayout<'a> {
    canvas: &'a Canvas,
    chart: &'a SmallMultiples,
    axis: ValueAxis,
    /// The annotations that panels name, by position, in reading order.
    annotations: Vec<usize>,
    columns: usize,
    /// Height of each scale.
    height: f64,
    /// Where the first scale begins.
    left: f64,
    /// From the left end of one scale to that of the next.
    pitch: f64,
    /// Width of the scale.
    width: f64,
    /// Room for the numbers at the right ends.
    end_label_width: f64,
}

impl<'a> SmallMultiplesLayout<'a> {
    fn new(canvas: &'a Canvas, chart: &'a SmallMultiples) -> SmallMultiplesLayout<'a> {
        let drawn = chart
            .panels
            .iter()
            .flat_map(|panel| drawable_estimates(chart, &panel.points))
            .flatten()
            .map(|reading| reading.upper);
        let before = chart
            .panels
            .iter()
            .flat_map(|panel| drawable_estimates(chart, &panel.whole))
            .flatten();
        let targets = chart.panels.iter().flat_map(|panel| &panel.targets);
        let highest = drawn
            .chain(before.map(|reading| reading.value))
            .chain(targets.map(|target| clamp_amount(target.value)))
            .fold(0.0, f64::max);
        let axis = ValueAxis::fitted(highest, 4);
        let left = canvas.left() + max_tick_width(axis.labels(&chart.digits)) + TICK_LABEL_GAP;
        let width = canvas.right() - left;
        let end_texts = chart.panels.iter().map(|panel| &panel.end_text);
        let end_label_width = STRONG_RESULT.widest(end_texts).min(width * 0.4);
        let pitch = |columns: usize| (width + PANEL_GAP) / columns as f64;
        let width = |columns: usize| (pitch(columns) - PANEL_GAP - end_label_width).floor() - 2.0;
        let most = match canvas.width() {
            Width::Wide => 4,
            Width::Narrow => 2,
        };
        // Rows are as even as possible, so that no row has a single panel.
        let even = chart
            .panels
            .len()
            .div_ceil(chart.panels.len().div_ceil(most));
        let columns = (2..=even)
            .rev()
            .find(|&columns| width(columns) >= MIN_SCALE_WIDTH)
            .unwrap_or(1);
        SmallMultiplesLayout {
            canvas,
            chart,
            axis,
            annotations: annotation_order(chart),
            columns,
            height: if chart.panels.len() == 1 {
                SINGLE_SCALE_HEIGHT
            } else {
                SCALE_HEIGHT
            },
            left,
            pitch: pitch(columns),
            width: width(columns),
            end_label_width,
        }
    }

    /// Panels side by side; returns where they end.
    fn draw_row(&self, panels: &'a [CulpritPanel], top: f64) -> f64 {
        let cells: Vec<SmallMultiplesCell> = panels
            .iter()
            .enumerate()
            .map(|(column, panel)| self.layout_cell(panel, column))
            .collect();
        let titles_end = top
            + cells
                .iter()
                .map(SmallMultiplesCell::title_height)
                .fold(0.0, f64::max);
        let start = titles_end
            + cells
                .iter()
                .map(|cell| cell.annotations.height())
                .fold(4.0, f64::max)
            + 3.0;
        let floor = start + self.height;
        let mut end = floor;
        for cell in &cells {
            let across = &cell.periods.x_range;
            let title_at = (across.start, titles_end - cell.title_height());
            draw_lines(self.canvas, &cell.title, title_at, STRONG_RESULT);
            self.draw_panel(cell, start..floor);
            let within = across.start..across.end + 4.0;
            let names = &self.chart.periods;
            end = cell
                .periods
                .draw_labels(self.canvas, names, floor, &within, true);
        }
        end
    }

    fn layout_cell(&self, panel: &'a CulpritPanel, column: usize) -> SmallMultiplesCell<'a> {
        let left = (self.left + self.pitch * column as f64).ceil();
        let width = (self.pitch - 1.0).min(self.canvas.right() - left);
        let title = STRONG_RESULT.wrap_within(&panel.title, width, 2);
        let periods = PeriodAxis::with_points(self.chart.periods.len(), left..left + self.width);
        let marker = |flag: &usize| {
            let number = self
                .annotations
                .iter()
                .position(|numbered| numbered == flag)?
                + 1;
            Some(AnnotationMarker {
                x: periods.x(self.chart.annotations.get(*flag)?.at),
                number,
            })
        };
        let markers = AnnotationMarkers::new(panel.annotations.iter().filter_map(marker).collect());
        SmallMultiplesCell {
            panel,
            title,
            periods,
            annotations: markers,
            is_leftmost: column == 0,
        }
    }

    fn draw_panel(&self, cell: &SmallMultiplesCell, down: Range<f64>) {
        let SmallMultiplesCell {
            panel,
            periods,
            annotations: markers,
            ..
        } = cell;
        let timeline = &PeriodPlot::new(self.canvas, periods, 0.0..self.axis.end, down);
        let (line, band) = if panel.emphasis {
            (Token::Accent, Token::Band)
        } else {
            (Token::OtherSeries, Token::Remainder)
        };
        let readings = drawable_estimates(self.chart, &panel.points);
        let whole: Vec<_> = readings
            .iter()
            .map(|reading| reading.filter(|reading| !reading.partial))
            .collect();
        let partial = known_values(&readings).filter(|(_, reading)| reading.partial);
        let parts = split_at_breaks(&whole, &panel.breaks);
        let alone = parts
            .iter()
            .flat_map(|part| contiguous_runs(part))
            .filter(|run| run.len() == 1)
            .flatten();
        let lonely: Vec<_> = alone.chain(partial).collect();

        timeline.draw_grid(self.axis.ticks().skip(1));
        if cell.is_leftmost {
            timeline.draw_ticks(self.axis.labels(&self.chart.digits));
        }
        for part in &parts {
            timeline.draw_band(part, |reading| (reading.lower, reading.upper), band);
        }
        for &(at, reading) in &lonely {
            let ((x, upper), lower) =
                (timeline.point(at, reading.upper), timeline.y(reading.lower));
            let half = ISOLATED_BAND_WIDTH / 2.0;
            self.canvas.rect((x - half, upper), (x + half, lower), band);
        }
        timeline.draw_baseline();
        timeline.draw_breaks(&panel.breaks);
        markers.draw(self.canvas, &timeline.y_range);
        self.draw_parent_trend(cell, timeline);
        for part in &parts {
            timeline.draw_line(part, |reading| reading.value, line);
        }
        for target in &panel.targets {
            let across = &periods.x_range;
            let until = target.until.map_or(across.end, |at| periods.x(at));
            let end = until.clamp(across.start, across.end);
            let y = timeline.y(clamp_amount(target.value));
            draw_dashes(self.canvas, across.start..end, y);
        }
        let last = known_values(&readings).next_back();
        if let Some((at, reading)) = last {
            let token = if panel.emphasis {
                Token::Accent
            } else {
                Token::Ink
            };
            self.draw_end_label(timeline.point(at, reading.value), &panel.end_text, token);
        }
        let joined = last.filter(|(last, _)| lonely.iter().all(|(at, _)| at != last));
        for (at, reading) in lonely.into_iter().chain(joined) {
            let centre = timeline.point(at, reading.value);
            match reading.partial {
                true => self.canvas.ring(centre, DOT_RADIUS, line),
                false => self.canvas.circle(centre, DOT_RADIUS, line),
            }
        }
    }

    /// Draws the values of the culprit that it was split from.
    fn draw_parent_trend(&self, cell: &SmallMultiplesCell, timeline: &PeriodPlot) {
        let before = drawable_estimates(self.chart, &cell.panel.whole);
        for run in contiguous_runs(&before) {
            let points: Vec<Point> = run
                .iter()
                .map(|&(at, reading)| timeline.point(at, reading.value))
                .collect();
            match points.as_slice() {
                [only] => self.canvas.circle(*only, PARENT_LINE_WIDTH, Token::InHours),
                _ => self.canvas.line(&points, PARENT_LINE_WIDTH, Token::InHours),
            }
        }
    }

    /// The number beside the last dot. It clears the background because the last dot is not always at the right end.
    fn draw_end_label(&self, (x, y): Point, text: &str, token: Token) {
        let (left, style) = (x + END_LABEL_GAP, STRONG_RESULT.coloured(token));
        let text = style.shorten(text, self.end_label_width);
        let across = left..left + style.width(&text) + 1.0;
        clear_background(self.canvas, across, y - style.line_height() / 2.0, style);
        self.canvas
            .text_around(&text, (left, y), Anchor::Start, style);
    }
}

/// A panel in its place.
struct SmallMultiplesCell<'a> {
    panel: &'a CulpritPanel,
    title: Vec<String>,
    periods: PeriodAxis,
    annotations: AnnotationMarkers,
    /// Whether it is the leftmost of its row, which has the numbers of the scale.
    is_leftmost: bool,
}

impl SmallMultiplesCell<'_> {
    fn title_height(&self) -> f64 {
        STRONG_RESULT.line_height() * self.title.len() as f64
    }
}

/// The drawable values: one for each period, finite, and inside its interval.
fn drawable_estimates(
    chart: &SmallMultiples,
    points: &[Option<DataPoint>],
) -> Vec<Option<DataPoint>> {
    let known = points
        .iter()
        .map(|point| point.filter(|reading| reading.value.is_finite()));
    let drawn = |reading: DataPoint| DataPoint {
        value: clamp_amount(reading.value),
        lower: clamp_amount(reading.lower.min(reading.value)),
        upper: clamp_amount(reading.upper.max(reading.value)),
        partial: reading.partial,
    };
    known
        .map(|reading| reading.map(drawn))
        .take(chart.periods.len())
        .collect()
}

/// The annotations in reading order.
fn annotation_order(chart: &SmallMultiples) -> Vec<usize> {
    let mut order = Vec::new();
    for panel in &chart.panels {
        let mut flags: Vec<_> = panel
            .annotations
            .iter()
            .filter_map(|&at| Some((at, chart.annotations.get(at)?)))
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
