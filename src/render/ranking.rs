//! The ranking of culprits: a thick bar for this period with its interval, a thin grey one for the period before.

use std::ops::Range;

use crate::render::axis::{Axis, amount};
use crate::render::drawing::{Anchor, Drawing, Frame, Width};
use crate::render::palette::Token;
use crate::render::plot::{Canvas, Point, Scale};
use crate::render::sheet::{
    self, GAP, LABEL, LABEL_STRONG, RESULT, RESULT_STRONG, TICK, baseline, line_height, patch,
    sheet,
};
use crate::render::text_width::Font;
use crate::view::chart::{Change, Direction, Ranking, RankingColumns, RankingKind, RankingRow};

/// Height of the bar of this period, with the gap and the bar of the period before under it.
const BAR: f64 = 14.0;
const PREVIOUS: Range<f64> = 15.5..20.0;
/// Height of a row in the wide layout.
const ROW: f64 = 36.0;
/// From one line of a label to the next: closer than from one label to the next.
const LABEL_STEP: f64 = 15.5;
/// Thickness of the edge of a hollow bar.
const EDGE: f64 = 1.6;
/// Width of a mark in the key.
const KEY_MARK: f64 = 22.0;

/// Draws the ranking for a width and a frame.
pub fn ranking(chart: &Ranking, width: Width, frame: Frame) -> Drawing {
    sheet(&chart.caption, width, frame, |canvas, top| match width {
        _ if chart.rows.is_empty() => top,
        Width::Wide => wide(canvas, chart, key(canvas, chart, top) + 16.0),
        Width::Narrow => narrow(canvas, chart, key(canvas, chart, top) + 8.0),
    })
}

/// What the marks mean; returns where it ends.
fn key(canvas: &Canvas, chart: &Ranking, top: f64) -> f64 {
    let current = if chart.partial {
        RankingMark::Partial
    } else {
        RankingMark::Current
    };
    let mut entries = vec![(current, chart.key.current.as_str())];
    if chart.rows.iter().any(|row| row.previous.is_some()) {
        entries.push((RankingMark::Previous, &chart.key.previous));
    }
    if chart.rows.iter().any(is_uncertain) {
        entries.push((RankingMark::Interval, &chart.key.interval));
    }
    sheet::key(
        canvas,
        top,
        &entries,
        Token::Muted,
        KEY_MARK,
        |mark, x, y| mark.draw(canvas, x, y),
    )
}

enum RankingMark {
    Current,
    Partial,
    Previous,
    Interval,
}

impl RankingMark {
    /// A sample of the mark, [`KEY_MARK`] wide around the height `y`.
    fn draw(&self, canvas: &Canvas, x: f64, y: f64) {
        match self {
            RankingMark::Current => {
                canvas.rect((x, y - 6.0), (x + KEY_MARK, y + 6.0), Token::Bar);
                canvas.line(
                    &[(x + KEY_MARK, y - 5.5), (x + KEY_MARK, y + 5.5)],
                    2.0,
                    Token::Line,
                );
            }
            RankingMark::Partial => {
                hollow(canvas, (x, y - 6.0), (x + KEY_MARK, y + 6.0), Token::Bar);
                canvas.line(
                    &[(x + KEY_MARK, y - 5.5), (x + KEY_MARK, y + 5.5)],
                    2.0,
                    Token::Line,
                );
            }
            RankingMark::Previous => canvas.rect((x, y - 2.2), (x + KEY_MARK, y + 2.3), Token::Inh),
            RankingMark::Interval => {
                canvas.line(&[(x + 1.0, y), (x + KEY_MARK - 1.0, y)], 1.8, Token::Line)
            }
        }
    }
}

/// Labels to the left of the bars, numbers and changes in columns to the right; returns where the rows end.
fn wide(canvas: &Canvas, chart: &Ranking, top: f64) -> f64 {
    let columns = Columns::new(chart, canvas.right());
    let widest = chart
        .rows
        .iter()
        .map(|row| label_style(row).0.room(&row.label))
        .fold(0.0, f64::max);
    // Labels take two lines before they take the room that makes lengths readable.
    let label_room = widest
        .min(200.0)
        .min(columns.left - canvas.left() - 240.0)
        .max(110.0);
    let plot = Plot::new(
        canvas,
        chart,
        canvas.left() + label_room + 3.0..columns.left - 14.0,
    );

    plot.ticks(baseline(top, TICK), columns.left);
    columns.heads(canvas, &chart.columns, baseline(top, TICK));
    let rows_at = top + 23.0;
    let end = rows_at + ROW * chart.rows.len() as f64;
    plot.grid(rows_at, end);
    for (at, row) in chart.rows.iter().enumerate() {
        let middle = rows_at + ROW * (at as f64 + 0.5);
        plot.bars(row, middle - bars_height(row) / 2.0);
        let (font, token) = label_style(row);
        let lines = font.wrap_within(&row.label, label_room, 2);
        let first_line_at = middle - label_height(&lines) / 2.0;
        for (at, line) in lines.iter().enumerate() {
            let y = baseline(first_line_at + LABEL_STEP * at as f64, font);
            canvas.text(line, (canvas.left(), y), Anchor::Start, font, token);
        }
        columns.row(
            canvas,
            row,
            baseline(middle - line_height(LABEL) / 2.0, LABEL),
        );
    }
    end
}

/// Label and result on one line, the bars under them at full width; returns where the rows end.
fn narrow(canvas: &Canvas, chart: &Ranking, top: f64) -> f64 {
    let plot = Plot::new(canvas, chart, canvas.left()..canvas.right()).with_unit(&chart.unit);
    plot.ticks(baseline(top, TICK), canvas.right());
    let indent = canvas.left() + 4.0;
    let labels: Vec<Vec<String>> = chart
        .rows
        .iter()
        .map(|row| narrow_label(canvas, row, indent))
        .collect();
    let height = |(row, lines): (&RankingRow, &Vec<String>)| {
        label_height(lines) + 4.0 + bars_height(row) + 13.0
    };
    let rows_at = top + 19.0;
    let end = rows_at + 6.0 + chart.rows.iter().zip(&labels).map(height).sum::<f64>();
    plot.grid(rows_at, end);

    let mut y = rows_at + 6.0;
    for (row, lines) in chart.rows.iter().zip(&labels) {
        let (font, token) = label_style(row);
        for (at, line) in lines.iter().enumerate() {
            let line_at = y + LABEL_STEP * at as f64;
            patch(
                canvas,
                indent..indent + font.width(line) + 4.0,
                line_at,
                font,
            );
            canvas.text(
                line,
                (indent, baseline(line_at, font)),
                Anchor::Start,
                font,
                token,
            );
        }
        let (result, font, token) = result(row);
        patch(
            canvas,
            canvas.right() - font.width(&result) - 4.0..canvas.right(),
            y,
            LABEL,
        );
        canvas.text(
            &result,
            (canvas.right(), baseline(y, LABEL)),
            Anchor::End,
            font,
            token,
        );
        plot.bars(row, y + label_height(lines) + 4.0);
        y += height((row, lines));
    }
    end
}

fn narrow_label(canvas: &Canvas, row: &RankingRow, indent: f64) -> Vec<String> {
    let (text, font, _) = result(row);
    let room = canvas.right() - indent - font.room(&text) - GAP / 2.0;
    label_style(row)
        .0
        .wrap_within(&row.label, room.max(80.0), 2)
}

/// The number and the change in one text.
fn result(row: &RankingRow) -> (String, Font, Token) {
    match &row.change {
        Some(change) => {
            let (font, token) = change_style(change);
            (
                format!("{}, {}", row.tickets_text, change.text),
                font,
                token,
            )
        }
        None => (row.tickets_text.clone(), RESULT, Token::Muted),
    }
}

fn label_height(lines: &[String]) -> f64 {
    line_height(LABEL) + LABEL_STEP * lines.len().saturating_sub(1) as f64
}

fn label_style(row: &RankingRow) -> (Font, Token) {
    let font = if row.emphasis { LABEL_STRONG } else { LABEL };
    (
        font,
        if row.kind == RankingKind::Rest {
            Token::Muted
        } else {
            Token::Ink
        },
    )
}

fn change_style(change: &Change) -> (Font, Token) {
    match (change.clear, change.direction) {
        (false, _) => (RESULT, Token::Muted),
        (true, Direction::Better) => (RESULT_STRONG, Token::Good),
        (true, Direction::Worse) => (RESULT_STRONG, Token::Bad),
        (true, Direction::Unclear | Direction::None) => (RESULT_STRONG, Token::Ink),
    }
}

/// The columns to the right of the bars, each as wide as its widest text; one without any text has no place.
struct Columns {
    /// Where the first column begins.
    left: f64,
    /// Where the numbers end.
    tickets: Option<f64>,
    /// Where the intervals begin.
    interval: Option<f64>,
    /// Where the changes end.
    change: Option<f64>,
}

impl Columns {
    fn new(chart: &Ranking, right: f64) -> Columns {
        let room = |head: &str, text_room: &dyn Fn(&RankingRow) -> f64| {
            let widest = chart.rows.iter().map(text_room).fold(0.0, f64::max);
            (widest > 0.0).then(|| widest.max(TICK.room(head)))
        };
        let tickets = room(&chart.columns.tickets, &|row| {
            LABEL_STRONG.room(&row.tickets_text)
        });
        let interval = room(&chart.columns.interval, &|row| {
            RESULT.room(&row.interval_text)
        });
        let change = room(&chart.columns.change, &|row| {
            row.change
                .as_ref()
                .map_or(0.0, |change| change_style(change).0.room(&change.text))
        });
        let change_from = right - change.unwrap_or(-GAP);
        let interval_from = change_from - GAP - interval.unwrap_or(-GAP);
        let tickets_to = interval_from - GAP;
        Columns {
            left: tickets_to - tickets.unwrap_or(0.0),
            tickets: tickets.map(|_| tickets_to),
            interval: interval.map(|_| interval_from),
            change: change.map(|_| right),
        }
    }

    fn heads(&self, canvas: &Canvas, heads: &RankingColumns, y: f64) {
        if let Some(x) = self.tickets {
            canvas.text(&heads.tickets, (x, y), Anchor::End, TICK, Token::Muted);
        }
        if let Some(x) = self.interval {
            canvas.text(&heads.interval, (x, y), Anchor::Start, TICK, Token::Muted);
        }
        if let Some(x) = self.change {
            canvas.text(&heads.change, (x, y), Anchor::End, TICK, Token::Muted);
        }
    }

    fn row(&self, canvas: &Canvas, row: &RankingRow, y: f64) {
        if let Some(x) = self.tickets {
            canvas.text(
                &row.tickets_text,
                (x, y),
                Anchor::End,
                LABEL_STRONG,
                label_style(row).1,
            );
        }
        if let Some(x) = self.interval {
            canvas.text(
                &row.interval_text,
                (x, y),
                Anchor::Start,
                RESULT,
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
struct Plot<'a> {
    canvas: &'a Canvas,
    axis: Axis,
    scale: Scale,
    /// The numbers at the ticks, from zero on.
    labels: Vec<String>,
    /// Whether bars are hollow.
    partial: bool,
}

impl<'a> Plot<'a> {
    fn new(canvas: &'a Canvas, chart: &Ranking, span: Range<f64>) -> Plot<'a> {
        let most = chart
            .rows
            .iter()
            .flat_map(|row| [row.value, row.upper, row.previous.unwrap_or(0.0)]);
        let axis = Axis::fitting(
            most.map(amount).fold(0.0, f64::max),
            span.end - span.start,
            &chart.digits,
            TICK,
        );
        let labels = axis.names(&chart.digits).map(|(_, label)| label).collect();
        // Grid lines fall on the middle of whole units, which keeps them sharp on screens without many pixels.
        let left = span.start.floor() + 0.5;
        let step = ((span.end - left) / f64::from(axis.steps)).floor();
        let across = left..left + step * f64::from(axis.steps);
        Plot {
            canvas,
            scale: Scale::new(0.0..axis.end(), across),
            axis,
            labels,
            partial: chart.partial,
        }
    }

    fn x(&self, value: f64) -> f64 {
        self.scale.at(value)
    }

    /// The numbers over the grid, none beyond the left edge of the paper or `limit` on the right.
    fn ticks(&self, y: f64, limit: f64) {
        for (tick, label) in self.axis.ticks().zip(&self.labels) {
            let (x, half) = (self.x(tick), TICK.room(label) / 2.0);
            let (x, anchor) = match () {
                () if x - half < self.canvas.left() => (self.canvas.left(), Anchor::Start),
                () if x + half > limit => (limit, Anchor::End),
                () => (x, Anchor::Middle),
            };
            self.canvas.text(label, (x, y), anchor, TICK, Token::Muted);
        }
    }

    /// Adds the unit to the zero, if it fits before the next tick.
    fn with_unit(mut self, unit: &str) -> Plot<'a> {
        if let [zero, first, ..] = self.labels.as_mut_slice() {
            let label = format!("{zero} {unit}");
            let next = self.scale.at(self.axis.step) - TICK.room(first) / 2.0;
            if self.canvas.left() + TICK.room(&label) < next {
                *zero = label;
            }
        }
        self
    }

    fn grid(&self, top: f64, bottom: f64) {
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

    fn bars(&self, row: &RankingRow, top: f64) {
        let (zero, end, middle) = (self.x(0.0), self.x(row.value), top + BAR / 2.0);
        let token = if row.kind == RankingKind::Rest {
            Token::Rest
        } else {
            Token::Bar
        };
        match self.partial {
            true => hollow(self.canvas, (zero, top), (end, top + BAR), token),
            false => self.canvas.rect((zero, top), (end, top + BAR), token),
        }
        if let Some(previous) = row.previous {
            let end = self.x(previous);
            self.canvas.rect(
                (zero, top + PREVIOUS.start),
                (end, top + PREVIOUS.end),
                Token::Inh,
            );
        }
        if is_uncertain(row) {
            self.canvas.line(
                &[(self.x(row.lower), middle), (self.x(row.upper), middle)],
                1.8,
                Token::Line,
            );
        }
        self.canvas.line(
            &[(end, top + 0.5), (end, top + BAR - 0.5)],
            2.0,
            Token::Line,
        );
    }
}

/// The edge of a bar, inside it.
fn hollow(canvas: &Canvas, (left, top): Point, (right, bottom): Point, token: Token) {
    let half = EDGE / 2.0;
    let (top, bottom, right) = (top + half, bottom - half, (right - half).max(left));
    canvas.line(
        &[(left, top), (right, top), (right, bottom), (left, bottom)],
        EDGE,
        token,
    );
}

fn bars_height(row: &RankingRow) -> f64 {
    if row.previous.is_some() {
        PREVIOUS.end
    } else {
        BAR
    }
}

fn is_uncertain(row: &RankingRow) -> bool {
    amount(row.upper) > amount(row.lower)
}
