//! Durations of incidents: a mark for each on a logarithmic scale, and under them how many there were in each month.

use std::ops::Range;

use crate::render::canvas::{Canvas, Point};
use crate::render::chart_frame::{KEY, KeyEntry, TICK, draw_framed, draw_key, draw_subheading};
use crate::render::drawing::{Anchor, Drawing, Placement, Width};
use crate::render::palette::Token;
use crate::render::period_plot::{
    PeriodAxis, PeriodPlot, TICK_LABEL_GAP, draw_range, max_tick_width,
};
use crate::view::chart::{Dot, DurationsChart, Impact, MedianTick, severity_place};

/// Height of the scale of durations.
const SCALE_HEIGHT: f64 = 200.0;
/// How far the scale goes beyond the shortest and the longest duration, as a factor.
const MARGIN: f64 = 1.3;
/// Height of the highest column, and of the number over it.
const MAX_COLUMN_HEIGHT: f64 = 22.0;
const COLUMN_LABEL_HEIGHT: f64 = 17.0;
/// The least height of a row of columns, for its name.
const MIN_ROW_HEIGHT: f64 = 9.0;
/// The most that a column is wide.
const MAX_COLUMN_WIDTH: f64 = 16.0;
/// Background around a mark, so that overlapping marks can be distinguished.
const HALO_WIDTH: f64 = 1.0;
/// So many marks have their full size, and none is smaller than this part of it.
const ROOMY_MARKS: f64 = 120.0;
const MIN_MARK_SIZE: f64 = 0.5;
/// From the last month to the right edge: marks extend beyond the month.
const RIGHT_MARGIN: f64 = 6.0;
/// Thickness of a median.
const MEDIAN_LINE_WIDTH: f64 = 2.4;
/// From a median to the edge of its span, so that neighbours are two.
const MEDIAN_GAP: f64 = 1.5;
const KEY_MARK_WIDTH: f64 = 16.0;

/// In the order of the rows of columns, from the top.
const SEVERITIES: [Impact; 3] = [Impact::Critical, Impact::Major, Impact::Minor];

/// Draws the durations for a width and a frame.
pub fn draw_durations(chart: &DurationsChart, width: Width, frame: Placement) -> Drawing {
    draw_framed(&chart.caption, width, frame, |canvas, top| {
        if chart.months.is_empty() {
            return top;
        }
        let layout = DurationsLayout::new(canvas, chart);
        let mut end = layout.draw_dots(layout.draw_key(top) + 10.0);
        if !chart.counts.is_empty() {
            end = layout.draw_counts(end + 14.0);
        }
        layout.months.draw_labels(
            canvas,
            &chart.months,
            end,
            &(canvas.left()..canvas.right()),
            false,
        )
    })
}

struct DurationsLayout<'a> {
    canvas: &'a Canvas,
    chart: &'a DurationsChart,
    months: PeriodAxis,
}

impl<'a> DurationsLayout<'a> {
    fn new(canvas: &'a Canvas, chart: &'a DurationsChart) -> DurationsLayout<'a> {
        let rows = SEVERITIES.map(|severity| short_severity_name(chart, severity));
        let width = TICK.widest(rows).max(max_tick_width(drawable_ticks(chart)));
        let left = (canvas.left() + width + TICK_LABEL_GAP).ceil();
        let across = left..canvas.right().floor() - RIGHT_MARGIN;
        let months = PeriodAxis::with_full_spans(chart.months.len(), across);
        DurationsLayout {
            canvas,
            chart,
            months,
        }
    }

    /// Draws the key; returns where it ends.
    fn draw_key(&self, top: f64) -> f64 {
        let incident = |severity: Impact| {
            KeyEntry::new(severity_name(self.chart, severity), move |x, y| {
                draw_incident_mark(self.canvas, (x + KEY_MARK_WIDTH / 2.0, y), severity, 1.0);
            })
        };
        let drawn =
            |severity: &Impact| drawable_dots(self.chart).any(|dot| dot.severity == *severity);
        let severities = SEVERITIES.into_iter().rev().filter(drawn);
        let mut entries: Vec<KeyEntry> = severities.map(incident).collect();
        if drawable_medians(self.chart).next().is_some() {
            entries.push(KeyEntry::new(&self.chart.key.median, |x, y| {
                let ends = [(x + 1.0, y), (x + KEY_MARK_WIDTH - 1.0, y)];
                self.canvas.line(&ends, MEDIAN_LINE_WIDTH, Token::Interval);
            }));
        }
        if drawable_medians(self.chart).any(|median| finite_interval(median).is_some()) {
            entries.push(KeyEntry::new(&self.chart.key.interval, |x, y| {
                let edge = |y| [(x, y), (x + KEY_MARK_WIDTH, y)];
                draw_range(self.canvas, &edge(y - 5.5), &edge(y + 5.5));
            }));
        }
        draw_key(self.canvas, top, KEY, KEY_MARK_WIDTH, &entries)
    }

    /// The durations; returns where they end.
    fn draw_dots(&self, top: f64) -> f64 {
        let (title, across) = (&self.chart.durations_title, &self.months.x_range);
        let start = draw_subheading(self.canvas, title, across, top) + 8.0;
        let (values, down) = (log_scale_range(self.chart), start..start + SCALE_HEIGHT);
        let timeline = PeriodPlot::new(self.canvas, &self.months, values, down);
        timeline.draw_grid(drawable_ticks(self.chart).map(|(value, _)| value));
        timeline.draw_ticks(drawable_ticks(self.chart));
        let size = mark_size(drawable_dots(self.chart).count());
        // Few dots may be hidden by the median that they make, and many hide it.
        let are_medians_on_top = size < 1.0;
        for median in drawable_medians(self.chart) {
            self.draw_median_interval(&timeline, median);
            if !are_medians_on_top {
                self.draw_median(&timeline, median, 0.0, Token::Interval);
            }
        }
        for severity in SEVERITIES.into_iter().rev() {
            for dot in drawable_dots(self.chart).filter(|dot| dot.severity == severity) {
                let centre = timeline.point(dot.at, log_minutes(dot.minutes));
                draw_incident_mark(self.canvas, centre, severity, size);
            }
        }
        for median in drawable_medians(self.chart).filter(|_| are_medians_on_top) {
            self.draw_median(&timeline, median, HALO_WIDTH, Token::Background);
            self.draw_median(&timeline, median, 0.0, Token::Interval);
        }
        timeline.y_range.end
    }

    /// The span of a median; `None` if there is no room for it.
    fn median_span(&self, median: &MedianTick) -> Option<[f64; 2]> {
        let left = self.months.x(median.from) + MEDIAN_GAP;
        let right = self.months.x(median.to) - MEDIAN_GAP;
        (left < right).then_some([left, right])
    }

    fn draw_median_interval(&self, timeline: &PeriodPlot<'_>, median: &MedianTick) {
        if let (Some(span), Some((lower, upper))) =
            (self.median_span(median), finite_interval(median))
        {
            let edge = |minutes| span.map(|x| (x, timeline.y(log_minutes(minutes))));
            draw_range(self.canvas, &edge(upper), &edge(lower));
        }
    }

    fn draw_median(&self, timeline: &PeriodPlot<'_>, median: &MedianTick, halo: f64, token: Token) {
        if let Some(span) = self.median_span(median) {
            let ends = span.map(|x| (x, timeline.y(log_minutes(median.minutes))));
            let width = MEDIAN_LINE_WIDTH + 2.0 * halo;
            self.canvas.line(&ends, width, token);
        }
    }

    /// A row of columns for each severity, all to the same scale; returns where they end.
    fn draw_counts(&self, top: f64) -> f64 {
        let (title, across) = (&self.chart.counts_title, &self.months.x_range);
        let mut end = draw_subheading(self.canvas, title, across, top);
        let months = || self.chart.counts.iter().take(self.chart.months.len());
        let highest = months().flatten().copied().max().unwrap_or(0).max(1);
        for severity in SEVERITIES {
            let counts: Vec<u32> = months()
                .map(|counts| severity_place(severity).map_or(0, |place| counts[place]))
                .collect();
            // A row is as high as its own highest column, which does not change the scale.
            let most = f64::from(counts.iter().copied().max().unwrap_or(0))
                .max(f64::from(highest) * MIN_ROW_HEIGHT / MAX_COLUMN_HEIGHT);
            let start = end + COLUMN_LABEL_HEIGHT;
            end = start + MAX_COLUMN_HEIGHT * most / f64::from(highest);
            let row = PeriodPlot::new(self.canvas, &self.months, 0.0..most, start..end);
            self.draw_columns(&row, &counts, severity);
            row.draw_baseline();
            let name = short_severity_name(self.chart, severity);
            row.draw_ticks(std::iter::once((most / 2.0, name)));
        }
        end
    }

    fn draw_columns(&self, row: &PeriodPlot<'_>, counts: &[u32], severity: Impact) {
        let half = (self.months.step() * 0.6).min(MAX_COLUMN_WIDTH) / 2.0;
        let text = |count: u32| self.chart.digits.write(f64::from(count), 0);
        let highest = counts.iter().copied().max().unwrap_or(0);
        let all = TICK.widest(counts.iter().copied().map(text)) <= self.months.step();
        let mut named = false;
        for (at, &count) in counts.iter().enumerate().filter(|&(_, &count)| count > 0) {
            let (x, y) = row.point(at as f64, f64::from(count));
            let (corner, token) = ((x + half, row.y_range.end), severity_colour(severity));
            self.canvas.rect((x - half, y), corner, token);
            // If not every number fits, the highest one shows the scale.
            if all || (count == highest && !named) {
                let text = text(count);
                let x = self.months.clamp_label(x, TICK.reserved_width(&text) / 2.0);
                let at = (x, y - COLUMN_LABEL_HEIGHT / 2.0);
                self.canvas.text_around(&text, at, Anchor::Middle, TICK);
                named = true;
            }
        }
    }
}

/// How large marks are, so that many do not become one area.
fn mark_size(marks: usize) -> f64 {
    (ROOMY_MARKS / marks.max(1) as f64)
        .sqrt()
        .clamp(MIN_MARK_SIZE, 1.0)
}

/// The mark of an incident with some background around it, because marks may overlap.
fn draw_incident_mark(canvas: &Canvas, centre: Point, severity: Impact, size: f64) {
    for (halo, token) in [
        (HALO_WIDTH * size, Token::Background),
        (0.0, severity_colour(severity)),
    ] {
        let (x, y) = centre;
        match severity {
            Impact::None | Impact::Minor => canvas.circle(centre, 3.6 * size + halo, token),
            Impact::Major => {
                let half = 3.3 * size + halo;
                canvas.rect((x - half, y - half), (x + half, y + half), token);
            }
            Impact::Critical => {
                let half = 5.0 * size + halo * 1.4;
                let corners = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)];
                canvas.polygon(&corners, token);
            }
        }
    }
}

fn severity_colour(severity: Impact) -> Token {
    match severity {
        Impact::None | Impact::Minor => Token::InHours,
        Impact::Major => Token::Degraded,
        Impact::Critical => Token::AfterHours,
    }
}

fn severity_name(chart: &DurationsChart, severity: Impact) -> &str {
    match severity {
        Impact::None | Impact::Minor => &chart.key.minor,
        Impact::Major => &chart.key.major,
        Impact::Critical => &chart.key.critical,
    }
}

/// The name as it fits beside a row of columns.
fn short_severity_name(chart: &DurationsChart, severity: Impact) -> String {
    TICK.shorten(severity_name(chart, severity), 90.0)
}

/// The grid lines that can be drawn, with their names.
fn drawable_ticks(chart: &DurationsChart) -> impl Iterator<Item = (f64, String)> {
    let drawable = chart
        .ticks
        .iter()
        .filter(|tick| tick.minutes.is_finite() && tick.minutes > 0.0);
    drawable.map(|tick| (log_minutes(tick.minutes), TICK.shorten(&tick.text, 90.0)))
}

/// The incidents that can be drawn: in one of the months, and over after some time.
fn drawable_dots(chart: &DurationsChart) -> impl Iterator<Item = &Dot> {
    let months = -0.5..=chart.months.len() as f64 - 0.5;
    chart
        .dots
        .iter()
        .filter(move |dot| dot.minutes.is_finite() && months.contains(&dot.at))
}

/// The medians that can be drawn.
fn drawable_medians(chart: &DurationsChart) -> impl Iterator<Item = &MedianTick> {
    let end = chart.months.len() as f64 - 0.5;
    chart
        .medians
        .iter()
        .filter(move |it| it.minutes.is_finite() && it.to > -0.5 && it.from < end)
}

fn finite_interval(median: &MedianTick) -> Option<(f64, f64)> {
    median
        .interval
        .filter(|(lower, upper)| lower.is_finite() && upper.is_finite())
}

/// The range of the scale: everything that is drawn, with a margin.
fn log_scale_range(chart: &DurationsChart) -> Range<f64> {
    let intervals = drawable_medians(chart)
        .filter_map(finite_interval)
        .flat_map(|(lower, upper)| [lower, upper]);
    let medians = drawable_medians(chart).map(|median| median.minutes);
    let all = chart
        .ticks
        .iter()
        .map(|tick| tick.minutes)
        .chain(drawable_dots(chart).map(|dot| dot.minutes));
    let drawn = all
        .chain(medians)
        .chain(intervals)
        .filter(|minutes| minutes.is_finite() && *minutes > 0.0);
    let (least, most) = drawn.fold((f64::MAX, 0.0), |(least, most), it| {
        (f64::min(least, it), f64::max(most, it))
    });
    if most > 0.0 {
        log_minutes(least / MARGIN)..log_minutes(most * MARGIN)
    } else {
        0.0..1.0
    }
}

/// Clamped, because zero has no logarithm.
fn log_minutes(minutes: f64) -> f64 {
    minutes.clamp(1e-3, 1e15).ln()
}
