//! The ranking of culprits: a thick bar for this period with its interval, a thin grey one for the period before.

use std::ops::Range;

use crate::render::axis::{ValueAxis, clamp_amount};
use crate::render::canvas::{Canvas, Point, Scale};
use crate::render::chart_frame::{
    self, KEY, KeyEntry, LABEL, MUTED_RESULT, RESULT, STRONG_LABEL, STRONG_RESULT, TEXT_GAP, TICK,
    clear_background, draw_framed,
};
use crate::render::drawing::{Anchor, Drawing, Placement, Width};
use crate::render::palette::Token;
use crate::render::text_width::TextStyle;
use crate::view::chart::{
    ChangeLabel, Direction, RankingChart, RankingColumns, RankingKind, RankingRow, SparkPoint,
    Sparkline,
};

/// Height of the bar of this period, with the gap and the bar of the period before under it.
const BAR_HEIGHT: f64 = 14.0;
const PREVIOUS_BAR: Range<f64> = 15.5..20.0;
/// Height of a row in the wide layout.
const ROW_HEIGHT: f64 = 36.0;
/// From one line of a label to the next: closer than from one label to the next.
const LABEL_LINE_HEIGHT: f64 = 15.5;
/// Thickness of the edge of a hollow bar.
const HOLLOW_EDGE_WIDTH: f64 = 1.6;
const LINE_WIDTH: f64 = 64.0;
const LINE_HEIGHT: f64 = 20.0;
const LINE_END_RADIUS: f64 = 1.8;
/// A head of a column is wrapped before it is wider than this, and its lines are so far apart.
const HEAD_WIDTH: f64 = 96.0;
const HEAD_LINE_HEIGHT: f64 = 13.0;
/// Width of a mark in the key.
const KEY_MARK_WIDTH: f64 = 22.0;

/// Draws the ranking for a width and a frame.
pub fn draw_ranking(chart: &RankingChart, width: Width, frame: Placement) -> Drawing {
    draw_framed(&chart.caption, width, frame, |canvas, top| match width {
        _ if chart.rows.is_empty() => top,
        Width::Wide => draw_wide(canvas, chart, draw_key(canvas, chart, top) + 16.0),
        Width::Narrow => draw_narrow(canvas, chart, draw_key(canvas, chart, top) + 8.0),
    })
}

/// Draws the key; returns where it ends.
fn draw_key(canvas: &Canvas, chart: &RankingChart, top: f64) -> f64 {
    let bar = |token: Token, x: f64, y: f64| {
        let end = x + KEY_MARK_WIDTH;
        draw_bar(canvas, chart.partial, (x, y - 6.0), (end, y + 6.0), token);
        canvas.line(&[(end, y - 5.5), (end, y + 5.5)], 2.0, Token::Interval);
    };
    let current = |x: f64, y: f64| bar(Token::InHours, x, y);
    let clear = |x: f64, y: f64| bar(Token::Bar, x, y);
    let previous = |x: f64, y: f64| {
        let end = x + KEY_MARK_WIDTH;
        canvas.rect((x, y - 2.2), (end, y + 2.3), Token::Remainder);
        canvas.line(&[(end, y - 1.7), (end, y + 1.8)], 1.0, Token::OtherSeries);
    };
    let interval = |x: f64, y: f64| {
        let ends = [(x + 1.0, y), (x + KEY_MARK_WIDTH - 1.0, y)];
        canvas.line(&ends, 1.8, Token::Interval);
    };
    let mut entries = vec![KeyEntry::new(&chart.key.current, current)];
    if chart.rows.iter().any(is_coloured) {
        entries.push(KeyEntry::new(&chart.key.clear, clear));
    }
    if chart.rows.iter().any(|row| row.previous.is_some()) {
        entries.push(KeyEntry::new(&chart.key.previous, previous));
    }
    if chart.rows.iter().any(is_uncertain) {
        entries.push(KeyEntry::new(&chart.key.interval, interval));
    }
    chart_frame::draw_key(canvas, top, KEY, KEY_MARK_WIDTH, &entries)
}

/// Labels to the left of the bars, numbers and changes in columns to the right; returns where the rows end.
fn draw_wide(canvas: &Canvas, chart: &RankingChart, top: f64) -> f64 {
    let columns = ResultColumns::new(chart, canvas.right());
    let top = top + HEAD_LINE_HEIGHT * columns.lines_above(&chart.columns) as f64;
    let widths = chart
        .rows
        .iter()
        .map(|row| label_style(row).reserved_width(&row.label));
    let widest = widths.fold(0.0, f64::max);
    // Labels are wrapped before they take the width that bars need.
    let label_room = widest
        .min(200.0)
        .min(columns.left - canvas.left() - 130.0)
        .max(110.0);
    let across = canvas.left() + label_room + 3.0..columns.left - 14.0;
    let plot = BarPlot::new(canvas, chart, across);
    plot.draw_ticks(top, columns.left);
    columns.draw_heads(canvas, &chart.columns, TICK.baseline_below(top));
    let rows_at = top + 23.0;
    let end = rows_at + ROW_HEIGHT * chart.rows.len() as f64;
    plot.draw_grid(rows_at, end);
    for (at, row) in chart.rows.iter().enumerate() {
        let middle = rows_at + ROW_HEIGHT * (at as f64 + 0.5);
        plot.draw_bars(row, middle - bars_height(row) / 2.0);
        let style = label_style(row);
        let lines = style.wrap_within(&row.label, label_room, 2);
        let first_line_at = middle - label_height(&lines) / 2.0;
        for (at, line) in lines.iter().enumerate() {
            let top = first_line_at + LABEL_LINE_HEIGHT * at as f64;
            canvas.text_below(line, (canvas.left(), top), Anchor::Start, style);
        }
        let baseline = LABEL.baseline_below(middle - LABEL.line_height() / 2.0);
        columns.draw_row(canvas, row, baseline);
    }
    end
}

/// Label and result on one line, the bars under them at full width; returns where the rows end.
fn draw_narrow(canvas: &Canvas, chart: &RankingChart, top: f64) -> f64 {
    let plot = BarPlot::new(canvas, chart, canvas.left()..canvas.right()).with_unit(&chart.unit);
    plot.draw_ticks(top, canvas.right());
    let indent = canvas.left() + 4.0;
    let labels: Vec<Vec<String>> = chart
        .rows
        .iter()
        .map(|row| wrap_narrow_label(canvas, row, indent))
        .collect();
    let height = |(row, lines): (&RankingRow, &Vec<String>)| {
        label_height(lines) + 4.0 + bars_height(row) + 13.0
    };
    let rows_at = top + 19.0;
    let end = rows_at + 6.0 + chart.rows.iter().zip(&labels).map(height).sum::<f64>();
    plot.draw_grid(rows_at, end);

    let mut y = rows_at + 6.0;
    for (row, lines) in chart.rows.iter().zip(&labels) {
        let style = label_style(row);
        for (at, line) in lines.iter().enumerate() {
            let top = y + LABEL_LINE_HEIGHT * at as f64;
            let across = indent..indent + style.width(line) + 4.0;
            clear_background(canvas, across, top, style);
            canvas.text_below(line, (indent, top), Anchor::Start, style);
        }
        let (result, style) = result_text(row);
        let across = canvas.right() - style.width(&result) - 4.0..canvas.right();
        clear_background(canvas, across, y, LABEL);
        let at = (canvas.right(), LABEL.baseline_below(y));
        canvas.text(&result, at, Anchor::End, style);
        plot.draw_bars(row, y + label_height(lines) + 4.0);
        y += height((row, lines));
    }
    end
}

fn wrap_narrow_label(canvas: &Canvas, row: &RankingRow, indent: f64) -> Vec<String> {
    let (text, style) = result_text(row);
    let width = canvas.right() - indent - style.reserved_width(&text) - TEXT_GAP / 2.0;
    label_style(row).wrap_within(&row.label, width.max(80.0), 2)
}

/// The number and the change in one text.
fn result_text(row: &RankingRow) -> (String, TextStyle) {
    match &row.change {
        Some(change) => {
            let text = format!("{}, {}", row.tickets_text, change.text);
            (text, change_style(change))
        }
        None => (row.tickets_text.clone(), MUTED_RESULT),
    }
}

fn label_height(lines: &[String]) -> f64 {
    LABEL.line_height() + LABEL_LINE_HEIGHT * lines.len().saturating_sub(1) as f64
}

fn label_style(row: &RankingRow) -> TextStyle {
    let style = if row.emphasis { STRONG_LABEL } else { LABEL };
    style.coloured(label_colour(row))
}

fn label_colour(row: &RankingRow) -> Token {
    match row.kind {
        RankingKind::Rest => Token::Muted,
        RankingKind::Culprit => Token::Ink,
    }
}

fn change_style(change: &ChangeLabel) -> TextStyle {
    match (change.clear, change.direction) {
        (false, _) => MUTED_RESULT,
        (true, Direction::Better) => STRONG_RESULT.coloured(Token::Improved),
        (true, Direction::Worse) => STRONG_RESULT.coloured(Token::Worsened),
        (true, Direction::Unclear) => STRONG_RESULT,
    }
}

/// The columns to the right of the bars, each as wide as its widest text; one without any text has no place.
struct ResultColumns {
    /// Where the first column begins.
    left: f64,
    /// Where the numbers end.
    tickets: Option<f64>,
    /// Where the intervals begin.
    interval: Option<f64>,
    /// Where the rates end.
    rate: Option<f64>,
    /// Where the lines begin.
    line: Option<f64>,
    /// Where the changes end.
    change: Option<f64>,
}

impl ResultColumns {
    fn new(chart: &RankingChart, right: f64) -> ResultColumns {
        let width = |head: &str, text_room: &dyn Fn(&RankingRow) -> f64| {
            let widest = chart.rows.iter().map(text_room).fold(0.0, f64::max);
            let head = TICK.wrap_evenly(head, HEAD_WIDTH);
            let head = head.iter().map(|line| TICK.reserved_width(line));
            (widest > 0.0).then(|| head.fold(widest, f64::max))
        };
        let tickets = width(&chart.columns.tickets, &|row| {
            STRONG_LABEL.reserved_width(&row.tickets_text)
        });
        let interval = width(&chart.columns.interval, &|row| {
            RESULT.reserved_width(&row.interval_text)
        });
        let change = width(&chart.columns.change, &|row| {
            row.change.as_ref().map_or(0.0, |change| {
                change_style(change).reserved_width(&change.text)
            })
        });
        let rate = width(&chart.columns.rate, &|row| {
            RESULT.reserved_width(&row.rate_text)
        });
        let line = width(&chart.columns.line, &|row| {
            if row.line.is_empty() {
                0.0
            } else {
                LINE_WIDTH + 2.0 * LINE_END_RADIUS
            }
        });
        let change_from = right - change.unwrap_or(-TEXT_GAP);
        let line_from = change_from - TEXT_GAP - line.unwrap_or(-TEXT_GAP);
        let rate_to = line_from - TEXT_GAP;
        let interval_from =
            rate_to - rate.unwrap_or(-TEXT_GAP) - TEXT_GAP - interval.unwrap_or(-TEXT_GAP);
        let tickets_to = interval_from - TEXT_GAP;
        ResultColumns {
            left: tickets_to - tickets.unwrap_or(0.0),
            tickets: tickets.map(|_| tickets_to),
            interval: interval.map(|_| interval_from),
            rate: rate.map(|_| rate_to),
            line: line.map(|_| line_from),
            change: change.map(|_| right),
        }
    }

    /// The heads that are drawn, each with its place.
    fn heads<'h>(&self, heads: &'h RankingColumns) -> Vec<(&'h str, f64, Anchor)> {
        let places = [
            (&heads.tickets, self.tickets, Anchor::End),
            (&heads.interval, self.interval, Anchor::Start),
            (&heads.rate, self.rate, Anchor::End),
            (&heads.line, self.line, Anchor::Start),
            (&heads.change, self.change, Anchor::End),
        ];
        let drawn = places.into_iter();
        drawn
            .filter_map(|(head, x, anchor)| Some((head.as_str(), x?, anchor)))
            .collect()
    }

    /// Lines of heads above the last one.
    fn lines_above(&self, heads: &RankingColumns) -> usize {
        let heads = self.heads(heads).into_iter();
        let lines = heads.map(|(head, ..)| TICK.wrap_evenly(head, HEAD_WIDTH).len());
        lines.max().unwrap_or(1).saturating_sub(1)
    }

    /// Draws the heads, their last lines on `y`.
    fn draw_heads(&self, canvas: &Canvas, heads: &RankingColumns, y: f64) {
        for (head, x, anchor) in self.heads(heads) {
            for (above, line) in TICK.wrap_evenly(head, HEAD_WIDTH).iter().rev().enumerate() {
                let y = y - HEAD_LINE_HEIGHT * above as f64;
                canvas.text(line, (x, y), anchor, TICK);
            }
        }
    }

    fn draw_row(&self, canvas: &Canvas, row: &RankingRow, y: f64) {
        if let Some(x) = self.tickets {
            let style = STRONG_LABEL.coloured(label_colour(row));
            canvas.text(&row.tickets_text, (x, y), Anchor::End, style);
        }
        if let Some(x) = self.interval {
            canvas.text(&row.interval_text, (x, y), Anchor::Start, MUTED_RESULT);
        }
        if let Some(x) = self.rate {
            canvas.text(&row.rate_text, (x, y), Anchor::End, MUTED_RESULT);
        }
        if let Some(x) = self.line.filter(|_| !row.line.is_empty()) {
            draw_sparkline(canvas, row, (x, y - LINE_HEIGHT * 0.7));
        }
        if let (Some(x), Some(change)) = (self.change, &row.change) {
            canvas.text(&change.text, (x, y), Anchor::End, change_style(change));
        }
    }
}

/// The course of a row, from the upper left corner of its place.
fn draw_sparkline(canvas: &Canvas, row: &RankingRow, (left, top): Point) {
    let line = &row.line;
    let token = if is_coloured(row) {
        Token::Accent
    } else {
        Token::OtherSeries
    };
    let part = |at: i32, whole: i32| f64::from(at) / f64::from(whole);
    let place = |point: &SparkPoint| {
        (
            left + LINE_WIDTH * part(point.x, Sparkline::WIDTH),
            top + LINE_HEIGHT * part(point.y, Sparkline::HEIGHT),
        )
    };
    for run in &line.runs {
        let points: Vec<Point> = run.iter().map(place).collect();
        match points.as_slice() {
            [only] => canvas.circle(*only, 0.8, token),
            _ => canvas.line(&points, 1.3, token),
        }
    }
    canvas.circle(place(&line.end), LINE_END_RADIUS, token);
}

/// Only what clearly changed, and what the title speaks of, has a colour; the rest is context.
fn is_coloured(row: &RankingRow) -> bool {
    row.emphasis || row.change.as_ref().is_some_and(|change| change.clear)
}

/// The part of the chart that has a scale.
struct BarPlot<'a> {
    canvas: &'a Canvas,
    axis: ValueAxis,
    scale: Scale,
    /// The numbers at the ticks, from zero on.
    labels: Vec<String>,
    /// Whether bars are hollow.
    is_partial: bool,
}

impl<'a> BarPlot<'a> {
    fn new(canvas: &'a Canvas, chart: &RankingChart, span: Range<f64>) -> BarPlot<'a> {
        let most = chart
            .rows
            .iter()
            .flat_map(|row| [row.value, row.upper, row.previous.unwrap_or(0.0)]);
        let highest = most.map(clamp_amount).fold(0.0, f64::max);
        let axis = ValueAxis::fitting(highest, span.end - span.start, &chart.digits, TICK);
        let labels = axis.labels(&chart.digits).map(|(_, label)| label).collect();
        // Grid lines fall on the middle of whole units, which keeps them sharp on screens without many pixels.
        let left = span.start.floor() + 0.5;
        let step = ((span.end - left) / f64::from(axis.steps)).floor();
        let across = left..left + step * f64::from(axis.steps);
        BarPlot {
            canvas,
            scale: Scale::new(0.0..axis.end, across),
            axis,
            labels,
            is_partial: chart.partial,
        }
    }

    fn x(&self, value: f64) -> f64 {
        self.scale.at(value)
    }

    /// The numbers over the grid, none beyond the left edge or `limit` on the right.
    fn draw_ticks(&self, top: f64, limit: f64) {
        for (tick, label) in self.axis.ticks().zip(&self.labels) {
            let (x, half) = (self.x(tick), TICK.reserved_width(label) / 2.0);
            let (x, anchor) = match () {
                () if x - half < self.canvas.left() => (self.canvas.left(), Anchor::Start),
                () if x + half > limit => (limit, Anchor::End),
                () => (x, Anchor::Middle),
            };
            self.canvas.text_below(label, (x, top), anchor, TICK);
        }
    }

    /// Adds the unit to the zero if it fits before the next tick.
    fn with_unit(mut self, unit: &str) -> BarPlot<'a> {
        if let [zero, first, ..] = self.labels.as_mut_slice() {
            let label = format!("{zero} {unit}");
            let next = self.scale.at(self.axis.step) - TICK.reserved_width(first) / 2.0;
            if self.canvas.left() + TICK.reserved_width(&label) < next {
                *zero = label;
            }
        }
        self
    }

    fn draw_grid(&self, top: f64, bottom: f64) {
        if bottom <= top {
            return;
        }
        for tick in self.axis.ticks().skip(1) {
            self.draw_vertical(tick, top..bottom, Token::Grid);
        }
        self.draw_vertical(0.0, top..bottom, Token::Axis);
    }

    fn draw_vertical(&self, tick: f64, down: Range<f64>, token: Token) {
        let x = self.x(tick);
        self.canvas
            .line(&[(x, down.start), (x, down.end)], 1.0, token);
    }

    fn draw_bars(&self, row: &RankingRow, top: f64) {
        let (zero, end, middle) = (self.x(0.0), self.x(row.value), top + BAR_HEIGHT / 2.0);
        let token = match row.kind {
            RankingKind::Rest => Token::Remainder,
            RankingKind::Culprit if is_coloured(row) => Token::Bar,
            RankingKind::Culprit => Token::InHours,
        };
        let corner = (end, top + BAR_HEIGHT);
        draw_bar(self.canvas, self.is_partial, (zero, top), corner, token);
        if let Some(previous) = row.previous {
            let corner = (self.x(previous), top + PREVIOUS_BAR.end);
            let start = (zero, top + PREVIOUS_BAR.start);
            self.canvas.rect(start, corner, Token::Remainder);
            let end = corner.0;
            let end_tick = [(end, start.1 + 0.5), (end, corner.1 - 0.5)];
            self.canvas.line(&end_tick, 1.0, Token::OtherSeries);
        }
        if is_uncertain(row) {
            let ends = [row.lower, row.upper].map(|limit| (self.x(limit), middle));
            self.canvas.line(&ends, 1.8, Token::Interval);
        }
        let end_tick = [(end, top + 0.5), (end, top + BAR_HEIGHT - 0.5)];
        self.canvas.line(&end_tick, 2.0, Token::Interval);
    }
}

/// A bar; for an unfinished period an outline that is open at zero.
fn draw_bar(
    canvas: &Canvas,
    is_hollow: bool,
    (left, top): Point,
    (right, bottom): Point,
    token: Token,
) {
    if !is_hollow {
        return canvas.rect((left, top), (right, bottom), token);
    }
    let half = HOLLOW_EDGE_WIDTH / 2.0;
    let (top, bottom, right) = (top + half, bottom - half, (right - half).max(left));
    let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
    canvas.line(&corners, HOLLOW_EDGE_WIDTH, token);
}

fn bars_height(row: &RankingRow) -> f64 {
    if row.previous.is_some() {
        PREVIOUS_BAR.end
    } else {
        BAR_HEIGHT
    }
}

fn is_uncertain(row: &RankingRow) -> bool {
    clamp_amount(row.upper) > clamp_amount(row.lower)
}
