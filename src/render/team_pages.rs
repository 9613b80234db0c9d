//! On-call alerts of teams: a panel for each, with columns of two parts. After hours is at the bottom, where lengths compare best.

use std::ops::Range;

use crate::render::axis::ValueAxis;
use crate::render::canvas::Canvas;
use crate::render::chart_frame::{
    self, KEY, KeyEntry, MUTED_RESULT, RESULT, STRONG_LABEL, TEXT_GAP, draw_framed, draw_lines,
};
use crate::render::drawing::{Anchor, Drawing, Placement, Width};
use crate::render::palette::Token;
use crate::render::period_plot::{
    PeriodAxis, PeriodPlot, TICK_LABEL_GAP, contiguous_runs, known_values, max_tick_width,
};
use crate::view::chart::{PageColumn, TeamPagesChart, TeamPanel};

/// Height of the scale.
const SCALE_HEIGHT: f64 = 108.0;
/// Between panels side by side.
const PANEL_GAP: f64 = 22.0;
/// From the text over a panel to its scale: room for a dot on the highest column.
const HEADROOM: f64 = 11.0;
/// Half of a column, as a part of the step from one to the next, and at most.
const MAX_HALF_WIDTH_SHARE: f64 = 0.43;
const MAX_HALF_WIDTH: f64 = 22.0;
/// Background between the two parts of a column.
const SEGMENT_GAP: f64 = 1.0;
/// Thickness of the outline of a column of an unfinished period.
const OUTLINE_WIDTH: f64 = 1.5;
/// The dot over a column, and from the column to its middle.
const DOT_RADIUS: f64 = 2.4;
const DOT_OFFSET: f64 = 5.0;
const KEY_MARK_WIDTH: f64 = 12.0;

/// Draws the panels for a width and a frame.
pub fn draw_team_pages(chart: &TeamPagesChart, width: Width, frame: Placement) -> Drawing {
    draw_framed(&chart.caption, width, frame, |canvas, top| {
        if chart.panels.is_empty() || chart.periods.is_empty() {
            return top;
        }
        let layout = TeamPagesLayout::new(canvas, chart);
        let mut end = layout.draw_key(top) + 10.0;
        for (at, row) in chart.panels.chunks(layout.columns).enumerate() {
            end = layout.draw_row(row, if at == 0 { end } else { end + 14.0 });
        }
        end
    })
}

/// Shared by all panels.
struct TeamPagesLayout<'a> {
    canvas: &'a Canvas,
    chart: &'a TeamPagesChart,
    axis: ValueAxis,
    columns: usize,
    /// From the left end of one panel to that of the next.
    pitch: f64,
    /// Room for the numbers of the scale, left of it.
    tick_width: f64,
}

impl<'a> TeamPagesLayout<'a> {
    fn new(canvas: &'a Canvas, chart: &'a TeamPagesChart) -> TeamPagesLayout<'a> {
        let all = chart
            .panels
            .iter()
            .flat_map(|panel| drawable_columns(chart, panel))
            .flatten();
        let axis = ValueAxis::covering(all.map(column_total).fold(0.0, f64::max), 4);
        let most = match canvas.width() {
            Width::Wide => 2,
            Width::Narrow => 1,
        };
        let columns = chart.panels.len().min(most);
        let pitch = (canvas.right() - canvas.left() + PANEL_GAP) / columns as f64;
        let ticks = max_tick_width(axis.labels(&chart.digits)) + TICK_LABEL_GAP;
        TeamPagesLayout {
            canvas,
            chart,
            axis,
            columns,
            pitch,
            tick_width: ticks,
        }
    }

    /// The parts, and those marks that are drawn; returns where it ends.
    fn draw_key(&self, top: f64) -> f64 {
        let drawn = |is: fn(&PageColumn) -> bool| {
            self.chart
                .panels
                .iter()
                .flat_map(|panel| drawable_columns(self.chart, panel))
                .flatten()
                .any(|column| is(&column))
        };
        let segment = |token: Token, hollow: bool| {
            move |x: f64, y: f64| {
                let half = KEY_MARK_WIDTH / 2.0;
                let (across, down) = (x..x + KEY_MARK_WIDTH, y - half..y + half);
                draw_segment(self.canvas, &across, &down, token, hollow);
            }
        };
        let dot = |x: f64, y: f64| {
            let centre = (x + KEY_MARK_WIDTH / 2.0, y);
            self.canvas.circle(centre, DOT_RADIUS, Token::Ink);
        };
        let key = &self.chart.key;
        let mut entries = vec![
            KeyEntry::new(&key.after_hours, segment(Token::AfterHours, false)),
            KeyEntry::new(&key.in_hours, segment(Token::InHours, false)),
        ];
        if drawn(|column| column.outside) {
            entries.push(KeyEntry::new(&key.outside, dot));
        }
        if drawn(|column| column.partial) {
            entries.push(KeyEntry::new(&key.partial, segment(Token::InHours, true)));
        }
        chart_frame::draw_key(self.canvas, top, KEY, KEY_MARK_WIDTH, &entries)
    }

    /// Panels side by side; returns where they end.
    fn draw_row(&self, panels: &'a [TeamPanel], top: f64) -> f64 {
        let cells: Vec<TeamPanelCell> = panels
            .iter()
            .enumerate()
            .map(|(at, panel)| self.layout_cell(panel, at))
            .collect();
        let titles_end = top
            + cells
                .iter()
                .map(|cell| cell.title.height())
                .fold(0.0, f64::max);
        let notes = cells
            .iter()
            .map(TeamPanelCell::note_height)
            .fold(0.0, f64::max);
        let start = titles_end + notes + HEADROOM;
        let mut end = start + SCALE_HEIGHT;
        for cell in &cells {
            let across = &cell.periods.x_range;
            let title_at = (across.start, titles_end - cell.title.height());
            cell.title.draw(self.canvas, title_at);
            self.draw_panel(cell, start..start + SCALE_HEIGHT, titles_end + notes);
            let (names, floor) = (&self.chart.periods, start + SCALE_HEIGHT);
            end = cell
                .periods
                .draw_labels(self.canvas, names, floor, across, true);
        }
        end
    }

    fn layout_cell(&self, panel: &'a TeamPanel, at: usize) -> TeamPanelCell<'a> {
        let left = self.canvas.left() + self.pitch * at as f64;
        let across = (left + self.tick_width).ceil()..(left + self.pitch - PANEL_GAP).floor();
        let width = across.end - across.start;
        let columns = drawable_columns(self.chart, panel);
        let note = panel
            .note
            .as_ref()
            .filter(|note| columns.get(note.at).is_some_and(Option::is_some));
        let note = note.map(|note| (note.at, wrap_note(&note.text, width)));
        let periods = PeriodAxis::with_full_spans(self.chart.periods.len(), across);
        TeamPanelCell {
            title: PanelTitle::new(panel, width),
            columns,
            note,
            periods,
        }
    }

    /// The columns of a team, and above them the note, whose last line ends at `words_end`.
    fn draw_panel(&self, cell: &TeamPanelCell, down: Range<f64>, words_end: f64) {
        let TeamPanelCell {
            columns, periods, ..
        } = cell;
        let timeline = &PeriodPlot::new(self.canvas, periods, 0.0..self.axis.end, down);
        timeline.draw_grid(self.axis.ticks().skip(1));
        timeline.draw_ticks(self.axis.labels(&self.chart.digits));
        let half = (periods.step() * MAX_HALF_WIDTH_SHARE).min(MAX_HALF_WIDTH);
        for (at, column) in known_values(columns) {
            let x = periods.x(at) - half..periods.x(at) + half;
            let lower = timeline.y(f64::from(column.after_hours));
            let (floor, upper) = (timeline.y_range.end, timeline.y(column_total(column)));
            let segment = |down: Range<f64>, token: Token| {
                draw_segment(self.canvas, &x, &down, token, column.partial);
            };
            if lower < floor {
                segment(lower..floor, Token::AfterHours);
            }
            if upper < lower {
                let gap = if lower < floor {
                    SEGMENT_GAP.min((lower - upper) / 2.0)
                } else {
                    0.0
                };
                segment(upper..lower - gap, Token::InHours);
            }
        }
        for run in contiguous_runs(columns) {
            if let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) {
                let ends =
                    [first - 0.5, last + 0.5].map(|at| (periods.x(at), timeline.y_range.end));
                self.canvas.line(&ends, 1.0, Token::Axis);
            }
        }
        for (at, column) in known_values(columns).filter(|(_, column)| column.outside) {
            let (at, y) = timeline.point(at, column_total(column));
            self.canvas
                .circle((at, y - DOT_OFFSET), DOT_RADIUS, Token::Ink);
        }
        self.draw_note(cell, timeline, words_end);
    }

    /// The note over a column, and a line down to it.
    fn draw_note(&self, cell: &TeamPanelCell, timeline: &PeriodPlot, words_end: f64) {
        let Some((at, lines)) = &cell.note else {
            return;
        };
        let Some(column) = cell.columns[*at] else {
            return;
        };
        let (at, top) = timeline.point(*at as f64, column_total(column));
        let half = RESULT.widest(lines) / 2.0;
        let middle = cell.periods.clamp_label(at, half);
        let mut y = words_end - cell.note_height();
        for line in lines {
            self.canvas
                .text_below(line, (middle, y), Anchor::Middle, RESULT);
            y += RESULT.line_height();
        }
        let (from, to) = (words_end, top - DOT_OFFSET - DOT_RADIUS - 1.0);
        if from + 2.0 < to {
            self.canvas.line(&[(at, from), (at, to)], 1.0, Token::Ink);
        }
    }
}

/// A panel in its place.
struct TeamPanelCell<'a> {
    title: PanelTitle<'a>,
    columns: Vec<Option<PageColumn>>,
    /// The annotated column and the lines over it.
    note: Option<(usize, Vec<String>)>,
    periods: PeriodAxis,
}

impl TeamPanelCell<'_> {
    fn note_height(&self) -> f64 {
        let lines = self.note.as_ref().map_or(0, |(_, lines)| lines.len());
        RESULT.line_height() * lines as f64
    }
}

/// The name of a team with its newest period: on one line if there is room, else under each other.
enum PanelTitle<'a> {
    SingleLine(&'a str, &'a str),
    Stacked(Vec<String>, Vec<String>),
}

impl<'a> PanelTitle<'a> {
    fn new(panel: &'a TeamPanel, width: f64) -> PanelTitle<'a> {
        let title_width = STRONG_LABEL.reserved_width(&panel.title);
        if title_width + TEXT_GAP + RESULT.reserved_width(&panel.words) <= width {
            return PanelTitle::SingleLine(&panel.title, &panel.words);
        }
        PanelTitle::Stacked(
            STRONG_LABEL.wrap_within(&panel.title, width, 2),
            RESULT.wrap_within(&panel.words, width, 2),
        )
    }

    fn height(&self) -> f64 {
        match self {
            PanelTitle::SingleLine(..) => STRONG_LABEL.line_height(),
            PanelTitle::Stacked(name, text) => {
                STRONG_LABEL.line_height() * name.len() as f64
                    + RESULT.line_height() * text.len() as f64
            }
        }
    }

    fn draw(&self, canvas: &Canvas, (x, top): (f64, f64)) {
        match self {
            PanelTitle::SingleLine(name, text) => {
                let y = STRONG_LABEL.baseline_below(top);
                canvas.text(name, (x, y), Anchor::Start, STRONG_LABEL);
                let beside = x + STRONG_LABEL.reserved_width(name) + TEXT_GAP;
                canvas.text(text, (beside, y), Anchor::Start, MUTED_RESULT);
            }
            PanelTitle::Stacked(name, text) => {
                let below = draw_lines(canvas, name, (x, top), STRONG_LABEL);
                draw_lines(canvas, text, (x, below), MUTED_RESULT);
            }
        }
    }
}

/// One part of a column: filled, or an outline if the period is not over.
fn draw_segment(canvas: &Canvas, x: &Range<f64>, y: &Range<f64>, token: Token, hollow: bool) {
    canvas.rect((x.start, y.start), (x.end, y.end), token);
    let (left, top) = (x.start + OUTLINE_WIDTH, y.start + OUTLINE_WIDTH);
    let (right, bottom) = (x.end - OUTLINE_WIDTH, y.end - OUTLINE_WIDTH);
    if hollow && left < right && top < bottom {
        canvas.rect((left, top), (right, bottom), Token::Background);
    }
}

/// The drawable columns of a team: one for each period at most.
fn drawable_columns(chart: &TeamPagesChart, panel: &TeamPanel) -> Vec<Option<PageColumn>> {
    panel
        .columns
        .iter()
        .copied()
        .take(chart.periods.len())
        .collect()
}

/// The note over a column, in two even lines if it does not fit on one.
fn wrap_note(text: &str, width: f64) -> Vec<String> {
    let even = RESULT.wrap_evenly(text, width);
    if even.len() > 2 {
        RESULT.wrap_within(text, width, 2)
    } else {
        even
    }
}

fn column_total(column: PageColumn) -> f64 {
    f64::from(column.after_hours) + f64::from(column.in_hours)
}
