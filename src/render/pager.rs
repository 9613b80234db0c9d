//! Pages of teams: a panel for each, with columns of two parts. After hours is at the bottom, where lengths compare best.

use std::ops::Range;

use crate::render::axis::Axis;
use crate::render::drawing::{Anchor, Drawing, Frame, Width};
use crate::render::palette::Token;
use crate::render::plot::Canvas;
use crate::render::sheet::{self, GAP, LABEL_STRONG, RESULT, baseline, column, line_height, sheet};
use crate::render::timeline::{Periods, TICK_GAP, Timeline, places, runs, tick_room};
use crate::view::chart::{Column, TeamPages, TeamPanel};

/// Height of the scale.
const HEIGHT: f64 = 108.0;
/// Between panels side by side.
const BETWEEN: f64 = 22.0;
/// From the words over a panel to its scale: room for a dot on the highest column.
const HEAD: f64 = 11.0;
/// Half of a column, as a part of the step from one to the next, and at most.
const HALF: f64 = 0.43;
const MOST_HALF: f64 = 22.0;
/// Background between the two parts of a column.
const PART_GAP: f64 = 1.0;
/// Thickness of the outline of a column that still grows.
const OUTLINE: f64 = 1.5;
/// The dot over a column, and from the column to its middle.
const DOT: f64 = 2.4;
const DOT_RISE: f64 = 5.0;
const KEY_MARK: f64 = 12.0;

/// Draws the panels for a width and a frame.
pub fn team_pages(chart: &TeamPages, width: Width, frame: Frame) -> Drawing {
    sheet(&chart.caption, width, frame, |canvas, top| {
        if chart.panels.is_empty() || chart.periods.is_empty() {
            return top;
        }
        let layout = Layout::new(canvas, chart);
        let mut end = layout.key(top) + 10.0;
        for (at, row) in chart.panels.chunks(layout.columns).enumerate() {
            end = layout.row(row, if at == 0 { end } else { end + 14.0 });
        }
        end
    })
}

/// What the panels share.
struct Layout<'a> {
    canvas: &'a Canvas,
    chart: &'a TeamPages,
    axis: Axis,
    columns: usize,
    /// From the left end of one panel to that of the next.
    pitch: f64,
    /// Room for the numbers of the scale, left of it.
    ticks: f64,
}

impl<'a> Layout<'a> {
    fn new(canvas: &'a Canvas, chart: &'a TeamPages) -> Layout<'a> {
        let all = chart
            .panels
            .iter()
            .flat_map(|panel| columns(chart, panel))
            .flatten();
        let axis = Axis::covering(all.map(total).fold(0.0, f64::max), 4);
        let most = match canvas.width() {
            Width::Wide => 2,
            Width::Narrow => 1,
        };
        let columns = chart.panels.len().min(most);
        let pitch = (canvas.right() - canvas.left() + BETWEEN) / columns as f64;
        let ticks = tick_room(axis.names(&chart.digits)) + TICK_GAP;
        Layout {
            canvas,
            chart,
            axis,
            columns,
            pitch,
            ticks,
        }
    }

    /// The parts, and those marks that are drawn; returns where it ends.
    fn key(&self, top: f64) -> f64 {
        let drawn = |is: fn(&Column) -> bool| {
            self.chart
                .panels
                .iter()
                .flat_map(|panel| columns(self.chart, panel))
                .flatten()
                .any(|column| is(&column))
        };
        let mut entries = vec![
            (
                Mark::Part(Token::After),
                self.chart.key.after_hours.as_str(),
            ),
            (Mark::Part(Token::Inh), self.chart.key.in_hours.as_str()),
        ];
        if drawn(|column| column.outside) {
            entries.push((Mark::Dot, self.chart.key.outside.as_str()));
        }
        if drawn(|column| column.partial) {
            entries.push((Mark::Outline, self.chart.key.partial.as_str()));
        }
        sheet::key(
            self.canvas,
            top,
            &entries,
            Token::Muted,
            KEY_MARK,
            |mark, x, y| {
                let (x, y) = (x..x + KEY_MARK, y - KEY_MARK / 2.0..y + KEY_MARK / 2.0);
                match mark {
                    Mark::Part(token) => part(self.canvas, &x, &y, *token, false),
                    Mark::Dot => self.canvas.circle(
                        ((x.start + x.end) / 2.0, (y.start + y.end) / 2.0),
                        DOT,
                        Token::Ink,
                    ),
                    Mark::Outline => part(self.canvas, &x, &y, Token::Inh, true),
                }
            },
        )
    }

    /// Panels side by side; returns where they end.
    fn row(&self, panels: &'a [TeamPanel], top: f64) -> f64 {
        let cells: Vec<Cell> = panels
            .iter()
            .enumerate()
            .map(|(at, panel)| self.cell(panel, at))
            .collect();
        let titles_end = top
            + cells
                .iter()
                .map(|cell| cell.title.height())
                .fold(0.0, f64::max);
        let notes = cells.iter().map(Cell::note_height).fold(0.0, f64::max);
        let start = titles_end + notes + HEAD;
        let mut end = start + HEIGHT;
        for cell in &cells {
            let across = &cell.periods.across;
            cell.title.draw(
                self.canvas,
                (across.start, titles_end - cell.title.height()),
            );
            self.panel(cell, start..start + HEIGHT, titles_end + notes);
            end = cell.periods.name_ends(
                self.canvas,
                &self.chart.periods,
                start + HEIGHT,
                across.clone(),
            );
        }
        end
    }

    fn cell(&self, panel: &'a TeamPanel, at: usize) -> Cell<'a> {
        let left = self.canvas.left() + self.pitch * at as f64;
        let across = (left + self.ticks).ceil()..(left + self.pitch - BETWEEN).floor();
        let room = across.end - across.start;
        let columns = columns(self.chart, panel);
        let note = panel
            .note
            .as_ref()
            .filter(|note| columns.get(note.at).is_some_and(Option::is_some));
        let note = note.map(|note| (note.at, lines(&note.text, room)));
        let periods = Periods::spans(self.chart.periods.len(), across);
        Cell {
            title: Title::new(panel, room),
            columns,
            note,
            periods,
        }
    }

    /// The columns of a team, and over them the words of which the last line ends at `words_end`.
    fn panel(&self, cell: &Cell, down: Range<f64>, words_end: f64) {
        let Cell {
            columns, periods, ..
        } = cell;
        let timeline = &Timeline::new(self.canvas, periods, 0.0..self.axis.end(), down);
        timeline.grid(self.axis.ticks().skip(1));
        timeline.ticks(self.axis.names(&self.chart.digits));
        let half = (periods.step() * HALF).min(MOST_HALF);
        for (at, column) in places(columns) {
            let x = periods.x(at) - half..periods.x(at) + half;
            let (floor, lower) = (timeline.down.end, timeline.y(f64::from(column.after_hours)));
            let upper = timeline.y(total(column));
            if lower < floor {
                part(
                    self.canvas,
                    &x,
                    &(lower..floor),
                    Token::After,
                    column.partial,
                );
            }
            if upper < lower {
                let gap = if lower < floor {
                    PART_GAP.min((lower - upper) / 2.0)
                } else {
                    0.0
                };
                part(
                    self.canvas,
                    &x,
                    &(upper..lower - gap),
                    Token::Inh,
                    column.partial,
                );
            }
        }
        for run in runs(columns) {
            if let (Some((first, _)), Some((last, _))) = (run.first(), run.last()) {
                let ends = [first - 0.5, last + 0.5].map(|at| (periods.x(at), timeline.down.end));
                self.canvas.line(&ends, 1.0, Token::Axis);
            }
        }
        for (at, column) in places(columns).filter(|(_, column)| column.outside) {
            let (x, y) = timeline.at(at, total(column));
            self.canvas.circle((x, y - DOT_RISE), DOT, Token::Ink);
        }
        self.note(cell, timeline, words_end);
    }

    /// The words over a column, and a line that leads down to it.
    fn note(&self, cell: &Cell, timeline: &Timeline, words_end: f64) {
        let Some((at, lines)) = &cell.note else {
            return;
        };
        let Some(column) = cell.columns[*at] else {
            return;
        };
        let (x, top) = timeline.at(*at as f64, total(column));
        let half = lines
            .iter()
            .map(|line| RESULT.room(line))
            .fold(0.0, f64::max)
            / 2.0;
        let middle = cell.periods.inside(x, half);
        let mut y = words_end - cell.note_height();
        for line in lines {
            self.canvas.text(
                line,
                (middle, baseline(y, RESULT)),
                Anchor::Middle,
                RESULT,
                Token::Ink,
            );
            y += line_height(RESULT);
        }
        let (from, to) = (words_end, top - DOT_RISE - DOT - 1.0);
        if from + 2.0 < to {
            self.canvas.line(&[(x, from), (x, to)], 1.0, Token::Ink);
        }
    }
}

/// What a key explains.
enum Mark {
    Part(Token),
    Dot,
    Outline,
}

/// A panel in its place.
struct Cell<'a> {
    title: Title<'a>,
    columns: Vec<Option<Column>>,
    /// The column that is spoken of, and the lines over it.
    note: Option<(usize, Vec<String>)>,
    periods: Periods,
}

impl Cell<'_> {
    fn note_height(&self) -> f64 {
        self.note
            .as_ref()
            .map_or(0.0, |(_, lines)| line_height(RESULT) * lines.len() as f64)
    }
}

/// The name of a team with its newest period: on one line if there is room, else under each other.
enum Title<'a> {
    Line(&'a str, &'a str),
    Lines(Vec<String>, Vec<String>),
}

impl<'a> Title<'a> {
    fn new(panel: &'a TeamPanel, room: f64) -> Title<'a> {
        if LABEL_STRONG.room(&panel.title) + GAP + RESULT.room(&panel.words) <= room {
            return Title::Line(&panel.title, &panel.words);
        }
        Title::Lines(
            LABEL_STRONG.wrap_within(&panel.title, room, 2),
            RESULT.wrap_within(&panel.words, room, 2),
        )
    }

    fn height(&self) -> f64 {
        match self {
            Title::Line(..) => line_height(LABEL_STRONG),
            Title::Lines(name, words) => {
                line_height(LABEL_STRONG) * name.len() as f64
                    + line_height(RESULT) * words.len() as f64
            }
        }
    }

    fn draw(&self, canvas: &Canvas, (x, top): (f64, f64)) {
        match self {
            Title::Line(name, words) => {
                let y = baseline(top, LABEL_STRONG);
                canvas.text(name, (x, y), Anchor::Start, LABEL_STRONG, Token::Ink);
                let beside = x + LABEL_STRONG.room(name) + GAP;
                canvas.text(words, (beside, y), Anchor::Start, RESULT, Token::Muted);
            }
            Title::Lines(name, words) => {
                let below = column(canvas, name, (x, top), LABEL_STRONG, Token::Ink);
                column(canvas, words, (x, below), RESULT, Token::Muted);
            }
        }
    }
}

/// One part of a column: filled, or an outline if the period is not over.
fn part(canvas: &Canvas, x: &Range<f64>, y: &Range<f64>, token: Token, hollow: bool) {
    canvas.rect((x.start, y.start), (x.end, y.end), token);
    let inside = (
        x.start + OUTLINE..x.end - OUTLINE,
        y.start + OUTLINE..y.end - OUTLINE,
    );
    if hollow && inside.0.start < inside.0.end && inside.1.start < inside.1.end {
        canvas.rect(
            (inside.0.start, inside.1.start),
            (inside.0.end, inside.1.end),
            Token::Bg,
        );
    }
}

/// What can be drawn of a team: one column for each period at most.
fn columns(chart: &TeamPages, panel: &TeamPanel) -> Vec<Option<Column>> {
    panel
        .columns
        .iter()
        .copied()
        .take(chart.periods.len())
        .collect()
}

/// The words over a column, in two even lines if one is too short for them.
fn lines(text: &str, room: f64) -> Vec<String> {
    let even = RESULT.wrap_evenly(text, room);
    if even.len() > 2 {
        RESULT.wrap_within(text, room, 2)
    } else {
        even
    }
}

fn total(column: Column) -> f64 {
    f64::from(column.after_hours) + f64::from(column.in_hours)
}
