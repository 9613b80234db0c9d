//! The ranking of culprits: a thick bar for this period with its interval, a thin grey one for the period before.

use std::ops::Range;

use crate::render::axis::{ValueAxis, clamp_amount};
use crate::render::canvas::{Canvas, Point, Scale};
use crate::render::chart_frame::{
    self, LABEL_FONT, RESULT_FONT, STRONG_LABEL_FONT, STRONG_RESULT_FONT, TEXT_GAP, TICK_FONT,
    baseline_below, clear_background, draw_framed, line_height,
};
use crate::render::drawing::{Anchor, Drawing, Placement, Width};
use crate::render::palette::Token;
use crate::render::text_width::Font;
use crate::view::chart::{
    ChangeLabel, Direction, RankingChart, RankingColumns, RankingKind, RankingRow,
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

/// What the marks mean; returns where it ends.
fn draw_key(canvas: &Canvas, chart: &RankingChart, top: f64) -> f64 {
    let current = if chart.partial {
        RankingKeyMark::Partial
    } else {
        RankingKeyMark::Current
    };
    let mut entries = vec![(current, chart.key.current.as_str())];
    if chart.rows.iter().any(|row| row.previous.is_some()) {
        entries.push((RankingKeyMark::Previous, &chart.key.previous));
    }
    if chart.rows.iter().any(is_uncertain) {
        entries.push((RankingKeyMark::Interval, &chart.key.interval));
    }
    chart_frame::draw_key(
        canvas,
        top,
        &entries,
        Token::Muted,
        KEY_MARK_WIDTH,
        |mark, x, y| mark.draw(canvas, x, y),
    )
}

enum RankingKeyMark {
    Current,
    Partial,
    Previous,
    Interval,
}

impl RankingKeyMark {
    /// A sample of the mark, [`KEY_MARK`] wide around the height `y`.
    fn draw(&self, canvas: &Canvas, x: f64, y: f64) {
        match self {
            RankingKeyMark::Current => {
                canvas.rect((x, y - 6.0), (x + KEY_MARK_WIDTH, y + 6.0), Token::Bar);
                canvas.line(
                    &[(x + KEY_MARK_WIDTH, y - 5.5), (x + KEY_MARK_WIDTH, y + 5.5)],
                    2.0,
                    Token::Interval,
                );
            }
            RankingKeyMark::Partial => {
                draw_hollow_bar(
                    canvas,
                    (x, y - 6.0),
                    (x + KEY_MARK_WIDTH, y + 6.0),
                    Token::Bar,
                );
                canvas.line(
                    &[(x + KEY_MARK_WIDTH, y - 5.5), (x + KEY_MARK_WIDTH, y + 5.5)],
                    2.0,
                    Token::Interval,
                );
            }
            RankingKeyMark::Previous => {
                canvas.rect((x, y - 2.2), (x + KEY_MARK_WIDTH, y + 2.3), Token::InHours)
            }
            RankingKeyMark::Interval => canvas.line(
                &[(x + 1.0, y), (x + KEY_MARK_WIDTH - 1.0, y)],
                1.8,
                Token::Interval,
            ),
        }
    }
}

/// Labels to the left of the bars, numbers and changes in columns to the right; returns where the rows end.
fn draw_wide(canvas: &Canvas, chart: &RankingChart, top: f64) -> f64 {
    let columns = ResultColumns::new(chart, canvas.right());
    let widest = chart
        .rows
        .iter()
        .map(|row| label_style(row).0.reserved_width(&row.label))
        .fold(0.0, f64::max);
    // Labels take two lines before they take the room that makes lengths readable.
    let label_room = widest
        .min(200.0)
        .min(columns.left - canvas.left() - 240.0)
        .max(110.0);
    let plot = BarPlot::new(
        canvas,
        chart,
        canvas.left() + label_room + 3.0..columns.left - 14.0,
    );

    plot.draw_ticks(baseline_below(top, TICK_FONT), columns.left);
    columns.draw_heads(canvas, &chart.columns, baseline_below(top, TICK_FONT));
    let rows_at = top + 23.0;
    let end = rows_at + ROW_HEIGHT * chart.rows.len() as f64;
    plot.draw_grid(rows_at, end);
    for (at, row) in chart.rows.iter().enumerate() {
        let middle = rows_at + ROW_HEIGHT * (at as f64 + 0.5);
        plot.draw_bars(row, middle - bars_height(row) / 2.0);
        let (font, token) = label_style(row);
        let lines = font.wrap_within(&row.label, label_room, 2);
        let first_line_at = middle - label_height(&lines) / 2.0;
        for (at, line) in lines.iter().enumerate() {
            let y = baseline_below(first_line_at + LABEL_LINE_HEIGHT * at as f64, font);
            canvas.text(line, (canvas.left(), y), Anchor::Start, font, token);
        }
        columns.draw_row(
            canvas,
            row,
            baseline_below(middle - line_height(LABEL_FONT) / 2.0, LABEL_FONT),
        );
    }
    end
}

/// Label and result on one line, the bars under them at full width; returns where the rows end.
fn draw_narrow(canvas: &Canvas, chart: &RankingChart, top: f64) -> f64 {
    let plot = BarPlot::new(canvas, chart, canvas.left()..canvas.right()).with_unit(&chart.unit);
    plot.draw_ticks(baseline_below(top, TICK_FONT), canvas.right());
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
        let (font, token) = label_style(row);
        for (at, line) in lines.iter().enumerate() {
            let line_at = y + LABEL_LINE_HEIGHT * at as f64;
            clear_background(
                canvas,
                indent..indent + font.width(line) + 4.0,
                line_at,
                font,
            );
            canvas.text(
                line,
                (indent, baseline_below(line_at, font)),
                Anchor::Start,
                font,
                token,
            );
        }
        let (result, font, token) = result_text(row);
        clear_background(
            canvas,
            canvas.right() - font.width(&result) - 4.0..canvas.right(),
            y,
            LABEL_FONT,
        );
        canvas.text(
            &result,
            (canvas.right(), baseline_below(y, LABEL_FONT)),
            Anchor::End,
            font,
            token,
        );
        plot.draw_bars(row, y + label_height(lines) + 4.0);
        y += height((row, lines));
    }
    end
}

fn wrap_narrow_label(canvas: &Canvas, row: &RankingRow, indent: f64) -> Vec<String> {
    let (text, font, _) = result_text(row);
    let room = canvas.right() - indent - font.reserved_width(&text) - TEXT_GAP / 2.0;
    label_style(row)
        .0
        .wrap_within(&row.label, room.max(80.0), 2)
}

/// The number and the change in one text.
fn result_text(row: &RankingRow) -> (String, Font, Token) {
    match &row.change {
        Some(change) => {
            let (font, token) = change_style(change);
            (
                format!("{}, {}", row.tickets_text, change.text),
                font,
                token,
            )
        }
        None => (row.tickets_text.clone(), RESULT_FONT, Token::Muted),
    }
}

fn label_height(lines: &[String]) -> f64 {
    line_height(LABEL_FONT) + LABEL_LINE_HEIGHT * lines.len().saturating_sub(1) as f64
}

fn label_style(row: &RankingRow) -> (Font, Token) {
    let font = if row.emphasis {
        STRONG_LABEL_FONT
    } else {
        LABEL_FONT
    };
    (
        font,
        if row.kind == RankingKind::Rest {
            Token::Muted
        } else {
            Token::Ink
        },
    )
}

fn change_style(change: &ChangeLabel) -> (Font, Token) {
    match (change.clear, change.direction) {
        (false, _) => (RESULT_FONT, Token::Muted),
        (true, Direction::Better) => (STRONG_RESULT_FONT, Token::Improved),
        (true, Direction::Worse) => (STRONG_RESULT_FONT, Token::Worsened),
        (true, Direction::Unclear | Direction::None) => (STRONG_RESULT_FONT, Token::Ink),
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
    /// Where the changes end.
    change: Option<f64>,
}

impl ResultColumns {
    fn new(chart: &RankingChart, right: f64) -> ResultColumns {
        let room = |head: &str, text_room: &dyn Fn(&RankingRow) -> f64| {
            let widest = chart.rows.iter().map(text_room).fold(0.0, f64::max);
            (widest > 0.0).then(|| widest.max(TICK_FONT.reserved_width(head)))
        };
        let tickets = room(&chart.columns.tickets, &|row| {
            STRONG_LABEL_FONT.reserved_width(&row.tickets_text)
        });
        let interval = room(&chart.columns.interval, &|row| {
            RESULT_FONT.reserved_width(&row.interval_text)
        });
        let change = room(&chart.columns.change, &|row| {
            row.change.as_ref().map_or(0.0, |change| {
                change_style(change).0.reserved_width(&change.text)
            })
        });
        let change_from = right - change.unwrap_or(-TEXT_GAP);
        let interval_from = change_from - TEXT_GAP - interval.unwrap_or(-TEXT_GAP);
        let tickets_to = interval_from - TEXT_GAP;
        ResultColumns {
            left: tickets_to - tickets.unwrap_or(0.0),
            tickets: tickets.map(|_| tickets_to),
            interval: interval.map(|_| interval_from),
            change: change.map(|_| right),
        }
    }

    fn draw_heads(&self, canvas: &Canvas, heads: &RankingColumns, y: f64) {
        if let Some(x) = self.tickets {
            canvas.text(&heads.tickets, (x, y), Anchor::End, TICK_FONT, Token::Muted);
        }
        if let Some(x) = self.interval {
            canvas.text(
                &heads.interval,
                (x, y),
                Anchor::Start,
                TICK_FONT,
                Token::Muted,
            );
        }
        if let Some(x) = self.change {
            canvas.text(&heads.change, (x, y), Anchor::End, TICK_FONT, Token::Muted);
        }
    }

    fn draw_row(&self, canvas: &Canvas, row: &RankingRow, y: f64) {
        if let Some(x) = self.tickets {
            canvas.text(
                &row.tickets_text,
                (x, y),
                Anchor::End,
                STRONG_LABEL_FONT,
                label_style(row).1,
            );
        }
        if let Some(x) = self.interval {
            canvas.text(
                &row.interval_text,
                (x, y),
                Anchor::Start,
                RESULT_FONT,
                Token::Muted,
            );
        }
        if let (Some(x), Some(change)) = (self.change, &row.change) {
            let (font, token) = change_style(change);
            canvas.text(&change.text, (x, y), Anchor::End, font, token);
        }
    }
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
        let axis = ValueAxis::fitting(
            most.map(clamp_amount).fold(0.0, f64::max),
            span.end - span.start,
            &chart.digits,
            TICK_FONT,
        );
        let labels = axis.labels(&chart.digits).map(|(_, label)| label).collect();
        // Grid lines fall on the middle of whole units, which keeps them sharp on screens without many pixels.
        let left = span.start.floor() + 0.5;
        let step = ((span.end - left) / f64::from(axis.steps)).floor();
        let across = left..left + step * f64::from(axis.steps);
        BarPlot {
            canvas,
            scale: Scale::new(0.0..axis.end(), across),
            axis,
            labels,
            is_partial: chart.partial,
        }
    }

    fn x(&self, value: f64) -> f64 {
        self.scale.at(value)
    }

    /// The numbers over the grid, none beyond the left edge or `limit` on the right.
    fn draw_ticks(&self, y: f64, limit: f64) {
        for (tick, label) in self.axis.ticks().zip(&self.labels) {
            let (x, half) = (self.x(tick), TICK_FONT.reserved_width(label) / 2.0);
            let (x, anchor) = match () {
                () if x - half < self.canvas.left() => (self.canvas.left(), Anchor::Start),
                () if x + half > limit => (limit, Anchor::End),
                () => (x, Anchor::Middle),
            };
            self.canvas
                .text(label, (x, y), anchor, TICK_FONT, Token::Muted);
        }
    }

    /// Adds the unit to the zero, if it fits before the next tick.
    fn with_unit(mut self, unit: &str) -> BarPlot<'a> {
        if let [zero, first, ..] = self.labels.as_mut_slice() {
            let label = format!("{zero} {unit}");
            let next = self.scale.at(self.axis.step) - TICK_FONT.reserved_width(first) / 2.0;
            if self.canvas.left() + TICK_FONT.reserved_width(&label) < next {
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
            self.canvas.line(
                &[(self.x(tick), top), (self.x(tick), bottom)],
                1.0,
                Token::Grid,
            );
        }
        self.canvas.line(
            &[(self.x(0.0), top), (self.x(0.0), bottom)],
            1.0,
            Token::Axis,
        );
    }

    fn draw_bars(&self, row: &RankingRow, top: f64) {
        let (zero, end, middle) = (self.x(0.0), self.x(row.value), top + BAR_HEIGHT / 2.0);
        let token = if row.kind == RankingKind::Rest {
            Token::Remainder
        } else {
            Token::Bar
        };
        match self.is_partial {
            true => draw_hollow_bar(self.canvas, (zero, top), (end, top + BAR_HEIGHT), token),
            false => self
                .canvas
                .rect((zero, top), (end, top + BAR_HEIGHT), token),
        }
        if let Some(previous) = row.previous {
            let end = self.x(previous);
            self.canvas.rect(
                (zero, top + PREVIOUS_BAR.start),
                (end, top + PREVIOUS_BAR.end),
                Token::InHours,
            );
        }
        if is_uncertain(row) {
            self.canvas.line(
                &[(self.x(row.lower), middle), (self.x(row.upper), middle)],
                1.8,
                Token::Interval,
            );
        }
        self.canvas.line(
            &[(end, top + 0.5), (end, top + BAR_HEIGHT - 0.5)],
            2.0,
            Token::Interval,
        );
    }
}

/// The edge of a bar, inside it.
fn draw_hollow_bar(canvas: &Canvas, (left, top): Point, (right, bottom): Point, token: Token) {
    let half = HOLLOW_EDGE_WIDTH / 2.0;
    let (top, bottom, right) = (top + half, bottom - half, (right - half).max(left));
    canvas.line(
        &[(left, top), (right, top), (right, bottom), (left, bottom)],
        HOLLOW_EDGE_WIDTH,
        token,
    );
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
