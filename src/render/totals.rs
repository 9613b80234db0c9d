//! All tickets over time: the counts, and below them the rates per usage, with the expected range.

use std::ops::Range;

use crate::render::annotations::{self, AnnotationMarker, AnnotationMarkers};
use crate::render::axis::{ValueAxis, clamp_amount};
use crate::render::canvas::{Canvas, Point};
use crate::render::chart_frame::{
    KEY, KeyEntry, STRONG_RESULT, TICK, draw_framed, draw_key, draw_lines, draw_subheading,
};
use crate::render::drawing::{Anchor, Drawing, Placement, Width};
use crate::render::palette::Token;
use crate::render::period_plot::{
    PeriodAxis, PeriodPlot, TICK_LABEL_GAP, contiguous_runs, draw_range, known_values,
    max_tick_width, split_at_breaks,
};
use crate::render::text_width::TextStyle;
use crate::view::chart::{Annotation, TotalPoint, TotalsChart};

/// Height of the scale that has the expected range, and of the one that has none.
const MAIN_HEIGHT: f64 = 170.0;
const CONTEXT_HEIGHT: f64 = 64.0;
/// The most room for words to the right of the scales.
const MAX_SIDE_LABEL_WIDTH: f64 = 150.0;
/// From the scales to those words.
const SIDE_LABEL_GAP: f64 = 4.0;
/// Radius of a dot, of a hollow one and of one that is a signal.
const DOT_RADIUS: f64 = 2.7;
const PARTIAL_DOT_RADIUS: f64 = 3.4;
const SIGNAL_DOT_RADIUS: f64 = 5.0;
const KEY_MARK_WIDTH: f64 = 16.0;

/// Draws the totals for a width and a frame.
pub fn draw_totals(chart: &TotalsChart, width: Width, frame: Placement) -> Drawing {
    draw_framed(&chart.caption, width, frame, |canvas, top| {
        let measures = layout_scales(chart);
        if measures.is_empty() || chart.periods.is_empty() {
            return top;
        }
        let layout = TotalsLayout::new(canvas, chart, &measures);
        let (mut end, mut named) = (top, true);
        for (at, measure) in measures.iter().enumerate() {
            (end, named) = layout.draw_scale(measure, if at == 0 { top } else { end + 12.0 });
        }
        let within = canvas.left()..canvas.right();
        end = layout
            .periods
            .draw_labels(canvas, &chart.periods, end, &within, false);
        if named {
            end
        } else {
            annotations::draw_legend(canvas, end + 10.0, &layout.annotations)
        }
    })
}

struct TotalsScale<'a> {
    title: &'a str,
    totals: Vec<Option<TotalPoint>>,
    /// Beside the last total.
    last_value_label: &'a str,
    axis: ValueAxis,
    /// The expected range of each period; none for the scale that is there for context alone.
    expected: Option<Vec<Option<(f64, f64)>>>,
}

/// The counts, if they are known, and the rates, if they are.
fn layout_scales(chart: &TotalsChart) -> Vec<TotalsScale<'_>> {
    let counts = drawable_totals(chart, &chart.counts);
    let rates = drawable_totals(chart, &chart.rates);
    let known = |totals: &[Option<TotalPoint>]| totals.iter().any(Option::is_some);
    let rated = known(&rates);
    let texts = (&*chart.counts_title, &*chart.counts_text);
    let counts = TotalsScale::new(chart, texts, counts, !rated);
    let texts = (&*chart.rates_title, &*chart.rates_text);
    let rates = TotalsScale::new(chart, texts, rates, true);
    [counts, rates]
        .into_iter()
        .filter(|measure| known(&measure.totals))
        .collect()
}

/// One total for each period, none that is no number.
fn drawable_totals(chart: &TotalsChart, totals: &[Option<TotalPoint>]) -> Vec<Option<TotalPoint>> {
    let known = totals
        .iter()
        .map(|total| total.filter(|total| total.value.is_finite()));
    let drawn = |total: TotalPoint| TotalPoint {
        value: clamp_amount(total.value),
        ..total
    };
    known
        .map(|total| total.map(drawn))
        .take(chart.periods.len())
        .collect()
}

impl<'a> TotalsScale<'a> {
    fn new(
        chart: &TotalsChart,
        (title, text): (&'a str, &'a str),
        totals: Vec<Option<TotalPoint>>,
        main: bool,
    ) -> TotalsScale<'a> {
        let known = |(lower, upper): &(f64, f64)| lower.is_finite() && upper.is_finite();
        let drawn =
            |(lower, upper): (f64, f64)| (clamp_amount(lower), clamp_amount(upper.max(lower)));
        let limits = chart
            .limits
            .iter()
            .map(|limits| limits.filter(known).map(drawn))
            .take(chart.periods.len());
        let expected: Option<Vec<_>> = main.then(|| limits.collect());
        let upper = expected.iter().flatten().flatten().map(|&(_, upper)| upper);
        let mean = chart.mean.filter(|_| main).map(clamp_amount);
        let highest = totals
            .iter()
            .flatten()
            .map(|total| total.value)
            .chain(upper)
            .chain(mean)
            .fold(0.0, f64::max);
        TotalsScale {
            title,
            totals,
            last_value_label: text,
            axis: ValueAxis::fitted(highest, if main { 5 } else { 2 }),
            expected,
        }
    }

    fn height(&self) -> f64 {
        if self.expected.is_some() {
            MAIN_HEIGHT
        } else {
            CONTEXT_HEIGHT
        }
    }

    fn token(&self) -> Token {
        if self.expected.is_some() {
            Token::Accent
        } else {
            Token::OtherSeries
        }
    }
}

/// Shared by both scales.
struct TotalsLayout<'a> {
    canvas: &'a Canvas,
    chart: &'a TotalsChart,
    periods: PeriodAxis,
    /// In the order of time, which is that of their numbers.
    annotations: Vec<&'a Annotation>,
}

impl<'a> TotalsLayout<'a> {
    fn new(
        canvas: &'a Canvas,
        chart: &'a TotalsChart,
        measures: &[TotalsScale<'_>],
    ) -> TotalsLayout<'a> {
        let ticks = measures
            .iter()
            .map(|measure| max_tick_width(measure.axis.labels(&chart.digits)));
        let left = (canvas.left() + ticks.fold(0.0, f64::max) + TICK_LABEL_GAP).ceil();
        let beside = match canvas.width() {
            Width::Wide => measures
                .iter()
                .flat_map(|measure| side_labels(chart, measure))
                .map(|labels| labels.style.widest(labels.wrapped_lines()))
                .fold(0.0, f64::max),
            Width::Narrow => 0.0,
        };
        let right = (canvas.right() - beside.max(SIDE_LABEL_GAP) - SIDE_LABEL_GAP).floor();
        let mut annotations: Vec<&Annotation> = chart.annotations.iter().collect();
        annotations.sort_by(|one, other| one.at.total_cmp(&other.at));
        TotalsLayout {
            canvas,
            chart,
            periods: PeriodAxis::with_points(chart.periods.len(), left..right),
            annotations,
        }
    }

    /// Draws one scale with its title; returns where it ends and whether the annotations are labelled.
    fn draw_scale(&self, measure: &TotalsScale<'_>, top: f64) -> (f64, bool) {
        let across = &self.periods.x_range;
        let narrow = self.canvas.width() == Width::Narrow;
        let mut start = draw_subheading(self.canvas, measure.title, across, top);
        if narrow {
            start = self.draw_key(measure, start);
        }
        let markers = self
            .annotations
            .iter()
            .zip(1..)
            .map(|(flag, number)| AnnotationMarker {
                x: self.periods.x(flag.at),
                number,
            });
        let markers = AnnotationMarkers::new(markers.collect());
        start += markers.height().max(5.0) + 3.0;
        let values = 0.0..measure.axis.end;
        let down = start..start + measure.height();
        let timeline = PeriodPlot::new(self.canvas, &self.periods, values, down);
        self.draw_values(measure, &timeline, &markers);
        if narrow {
            self.draw_last_value(measure, &timeline);
        } else {
            self.draw_side_labels(measure, &timeline);
        }
        let named = measure.expected.is_some()
            && markers.draw_labels(self.canvas, start, &self.annotations, across);
        (timeline.y_range.end, named)
    }

    /// The key of the range, where there is no room beside the plot.
    fn draw_key(&self, measure: &TotalsScale<'_>, top: f64) -> f64 {
        let labels = side_labels(self.chart, measure);
        let ranges = labels
            .iter()
            .filter(|label| matches!(label.kind, SideLabelKind::Expected));
        let entries: Vec<KeyEntry> = ranges
            .map(|label| KeyEntry::new(label.text, |x, y| self.draw_range_sample(x, y)))
            .collect();
        let style = KEY.coloured(Token::Ink);
        draw_key(self.canvas, top, style, KEY_MARK_WIDTH, &entries)
    }

    fn draw_range_sample(&self, x: f64, y: f64) {
        let edge = |y| [(x, y), (x + KEY_MARK_WIDTH, y)];
        draw_range(self.canvas, &edge(y - 5.5), &edge(y + 5.5));
        self.canvas.line(&edge(y), 1.0, Token::Axis);
    }

    /// The last value at the end of its line, on the side from which the line does not come.
    fn draw_last_value(&self, measure: &TotalsScale<'_>, timeline: &PeriodPlot<'_>) {
        let mut known = known_values(&measure.totals).rev();
        let Some((_, last)) = known.next() else {
            return;
        };
        let falls = known
            .next()
            .is_some_and(|(_, before)| before.value > last.value);
        let style = STRONG_RESULT.coloured(measure.token());
        let across = &self.periods.x_range;
        let lines = style.wrap(measure.last_value_label, across.end - across.start);
        let height = style.line_height() * lines.len() as f64;
        let dot = timeline.y(last.value);
        let plot = &timeline.y_range;
        let above = dot - SIGNAL_DOT_RADIUS - height;
        let below = dot + SIGNAL_DOT_RADIUS;
        let is_below = below + height <= plot.end && (falls || above < plot.start);
        let wanted = if is_below { below } else { above };
        let mut y = wanted.min(plot.end - height).max(plot.start);
        for line in &lines {
            let end = (across.end, y);
            self.canvas.text_below(line, end, Anchor::End, style);
            y += style.line_height();
        }
    }

    fn draw_values(
        &self,
        measure: &TotalsScale<'_>,
        timeline: &PeriodPlot<'_>,
        markers: &AnnotationMarkers,
    ) {
        let expected = measure.expected.as_deref().unwrap_or_default();
        timeline.draw_grid(measure.axis.ticks().skip(1));
        timeline.draw_ticks(measure.axis.labels(&self.chart.digits));
        self.draw_expected_range(expected, timeline);
        timeline.draw_baseline();
        self.draw_mean(expected, timeline);
        timeline.draw_breaks(&self.chart.breaks);
        markers.draw(self.canvas, &timeline.y_range);
        let whole: Vec<_> = measure
            .totals
            .iter()
            .map(|whole| whole.filter(|whole| !whole.partial))
            .collect();
        for part in split_at_breaks(&whole, &self.chart.breaks) {
            timeline.draw_line(&part, |whole| whole.value, measure.token());
        }
        for (at, total) in known_values(&measure.totals) {
            let (centre, token) = (timeline.point(at, total.value), measure.token());
            let radius = match (total.signal, total.partial) {
                (true, _) => SIGNAL_DOT_RADIUS,
                (false, true) => PARTIAL_DOT_RADIUS,
                (false, false) => DOT_RADIUS,
            };
            if total.partial {
                self.canvas.ring(centre, radius, token);
            } else {
                self.canvas.circle(centre, radius, token);
            }
        }
    }

    /// The range applies to whole periods, so it is drawn in steps.
    fn draw_expected_range(&self, expected: &[Option<(f64, f64)>], timeline: &PeriodPlot<'_>) {
        for run in contiguous_runs(expected) {
            let edge = |limit: fn((f64, f64)) -> f64| -> Vec<Point> {
                let step = |&(at, limits)| {
                    [at - 0.5, at + 0.5].map(|at| timeline.point(at, limit(limits)))
                };
                run.iter().flat_map(step).collect()
            };
            let (lower, upper) = (edge(|limits| limits.0), edge(|limits| limits.1));
            draw_range(self.canvas, &upper, &lower);
        }
    }

    /// A line as far as the range goes, with a mark at either end of the baseline.
    fn draw_mean(&self, expected: &[Option<(f64, f64)>], timeline: &PeriodPlot<'_>) {
        let Some(mean) = self.chart.mean.filter(|mean| mean.is_finite()) else {
            return;
        };
        let mut known = known_values(expected).map(|(at, _)| at);
        let (Some(first), last) = (known.next(), known.next_back()) else {
            return;
        };
        let level = |at: f64| timeline.point(at, clamp_amount(mean));
        let ends = [level(first - 0.5), level(last.unwrap_or(first) + 0.5)];
        self.canvas.line(&ends, 1.0, Token::Axis);
        if let Some((first, last)) = self.chart.baseline {
            for (x, y) in [level(first as f64 - 0.5), level(last as f64 + 0.5)] {
                let mark = [(x, y - 4.0), (x, y + 4.0)];
                self.canvas.line(&mark, 1.0, Token::Axis);
            }
        }
    }

    /// The last total in words and, where it leaves room, the range.
    fn draw_side_labels(&self, measure: &TotalsScale<'_>, timeline: &PeriodPlot<'_>) {
        let (top, bottom) = (timeline.y_range.start - 8.0, timeline.y_range.end + 8.0);
        let mut taken: Option<Range<f64>> = None;
        for words in side_labels(self.chart, measure) {
            let lines = words.wrapped_lines();
            let height = words.style.line_height() * lines.len() as f64;
            let wanted = (timeline.y(words.value) - height / 2.0)
                .min(bottom - height)
                .max(top);
            let at = match &taken {
                Some(taken) if wanted < taken.end && wanted + height > taken.start => {
                    let over = taken.start - height;
                    let under_is_nearer = wanted + height / 2.0 > (taken.start + taken.end) / 2.0;
                    let under_fits = taken.end + height <= bottom;
                    if under_fits && (under_is_nearer || over < top) {
                        taken.end
                    } else {
                        over
                    }
                }
                _ => wanted,
            };
            let left = self.periods.x_range.end + SIDE_LABEL_GAP;
            draw_lines(self.canvas, &lines, (left, at), words.style);
            taken = Some(at..at + height);
        }
    }
}

/// A label beside the scale.
struct SideLabel<'a> {
    kind: SideLabelKind,
    text: &'a str,
    style: TextStyle,
    /// Its position on the scale.
    value: f64,
}

#[derive(Clone, Copy)]
enum SideLabelKind {
    Last,
    Expected,
}

/// The labels beside a scale.
fn side_labels<'a>(chart: &'a TotalsChart, measure: &TotalsScale<'a>) -> Vec<SideLabel<'a>> {
    let last = known_values(&measure.totals)
        .next_back()
        .map(|(_, total)| total.value);
    let limits = known_values(measure.expected.as_deref().unwrap_or_default()).next_back();
    let middle = limits.map(|(_, (lower, upper))| (lower + upper) / 2.0);
    let last = last.map(|value| SideLabel {
        kind: SideLabelKind::Last,
        text: measure.last_value_label,
        style: STRONG_RESULT.coloured(measure.token()),
        value,
    });
    let expected = middle.map(|value| SideLabel {
        kind: SideLabelKind::Expected,
        text: &chart.limits_text,
        style: TICK,
        value,
    });
    last.into_iter()
        .chain(expected)
        .filter(|words| !words.text.is_empty())
        .collect()
}

impl SideLabel<'_> {
    /// At most three lines, as even as they can be.
    fn wrapped_lines(&self) -> Vec<String> {
        let short = self.style.shorten(self.text, 2.0 * MAX_SIDE_LABEL_WIDTH);
        self.style.wrap_evenly(&short, MAX_SIDE_LABEL_WIDTH)
    }
}
