//! All tickets over time: how many there were, and under them how many there were per usage, with what was to be expected.

use std::ops::Range;

use crate::render::axis::{Axis, amount};
use crate::render::drawing::{Drawing, Frame, Width};
use crate::render::flags::{self, Pole, Poles};
use crate::render::palette::Token;
use crate::render::plot::{Canvas, Point};
use crate::render::sheet::{self, RESULT_STRONG, TICK, column, line_height, sheet, subheading};
use crate::render::text_width::Font;
use crate::render::timeline::{
    Periods, TICK_GAP, Timeline, parted, places, range, runs, tick_room,
};
use crate::view::chart::{Flag, Total, Totals};

/// Height of the scale that has the expected range, and of the one that has none.
const HEIGHT: f64 = 170.0;
const HEIGHT_PLAIN: f64 = 64.0;
/// The most room for words to the right of the scales.
const BESIDE: f64 = 150.0;
/// From the scales to those words.
const BESIDE_GAP: f64 = 4.0;
/// Radius of a dot, of a hollow one and of one that is a signal.
const DOT: f64 = 2.7;
const DOT_PARTIAL: f64 = 3.4;
const DOT_SIGNAL: f64 = 5.0;
const KEY_MARK: f64 = 16.0;

/// Draws the totals for a width and a frame.
pub fn total(chart: &Totals, width: Width, frame: Frame) -> Drawing {
    sheet(&chart.caption, width, frame, |canvas, top| {
        let measures = measures(chart);
        if measures.is_empty() || chart.periods.is_empty() {
            return top;
        }
        let layout = Layout::new(canvas, chart, &measures);
        let (mut end, mut named) = (top, true);
        for (at, measure) in measures.iter().enumerate() {
            (end, named) = layout.measure(measure, if at == 0 { top } else { end + 12.0 });
        }
        end = layout
            .periods
            .name_all(canvas, &chart.periods, end, canvas.left()..canvas.right());
        if named {
            end
        } else {
            flags::list(canvas, end + 10.0, &layout.flags)
        }
    })
}

/// What one scale shows.
struct Measure<'a> {
    title: &'a str,
    totals: Vec<Option<Total>>,
    /// Beside the last total.
    text: &'a str,
    axis: Axis,
    /// The expected range of each period; none for the scale that is there for context alone.
    expected: Option<Vec<Option<(f64, f64)>>>,
}

/// The counts, if they are known, and the rates, if they are.
fn measures(chart: &Totals) -> Vec<Measure<'_>> {
    let counts = drawable(chart, &chart.counts);
    let rates = drawable(chart, &chart.rates);
    let known = |totals: &[Option<Total>]| totals.iter().any(Option::is_some);
    let rated = known(&rates);
    let counts = Measure::new(
        chart,
        (&chart.counts_title, &chart.counts_text),
        counts,
        !rated,
    );
    let rates = Measure::new(chart, (&chart.rates_title, &chart.rates_text), rates, true);
    [counts, rates]
        .into_iter()
        .filter(|measure| known(&measure.totals))
        .collect()
}

/// One total for each period, none that is no number.
fn drawable(chart: &Totals, totals: &[Option<Total>]) -> Vec<Option<Total>> {
    let known = totals
        .iter()
        .map(|total| total.filter(|total| total.value.is_finite()));
    let drawn = |total: Total| Total {
        value: amount(total.value),
        ..total
    };
    known
        .map(|total| total.map(drawn))
        .take(chart.periods.len())
        .collect()
}

impl<'a> Measure<'a> {
    fn new(
        chart: &Totals,
        (title, text): (&'a str, &'a str),
        totals: Vec<Option<Total>>,
        main: bool,
    ) -> Measure<'a> {
        let known = |(lower, upper): &(f64, f64)| lower.is_finite() && upper.is_finite();
        let drawn = |(lower, upper): (f64, f64)| (amount(lower), amount(upper.max(lower)));
        let limits = chart
            .limits
            .iter()
            .map(|limits| limits.filter(known).map(drawn))
            .take(chart.periods.len());
        let expected: Option<Vec<_>> = main.then(|| limits.collect());
        let upper = expected.iter().flatten().flatten().map(|&(_, upper)| upper);
        let mean = chart.mean.filter(|_| main).map(amount);
        let highest = totals
            .iter()
            .flatten()
            .map(|total| total.value)
            .chain(upper)
            .chain(mean)
            .fold(0.0, f64::max);
        Measure {
            title,
            totals,
            text,
            axis: Axis::covering(highest, if main { 4 } else { 2 }),
            expected,
        }
    }

    fn height(&self) -> f64 {
        if self.expected.is_some() {
            HEIGHT
        } else {
            HEIGHT_PLAIN
        }
    }

    fn token(&self) -> Token {
        if self.expected.is_some() {
            Token::Accent
        } else {
            Token::Prev
        }
    }
}

/// What the scales share.
struct Layout<'a> {
    canvas: &'a Canvas,
    chart: &'a Totals,
    periods: Periods,
    /// In the order of time, which is that of their numbers.
    flags: Vec<&'a Flag>,
}

impl<'a> Layout<'a> {
    fn new(canvas: &'a Canvas, chart: &'a Totals, measures: &[Measure<'_>]) -> Layout<'a> {
        let ticks = measures
            .iter()
            .map(|measure| tick_room(measure.axis.names(&chart.digits)));
        let left = (canvas.left() + ticks.fold(0.0, f64::max) + TICK_GAP).ceil();
        let beside = match canvas.width() {
            Width::Wide => measures
                .iter()
                .flat_map(|measure| words(chart, measure))
                .map(|words| words.room())
                .fold(0.0, f64::max),
            Width::Narrow => 0.0,
        };
        let right = (canvas.right() - beside.max(BESIDE_GAP) - BESIDE_GAP).floor();
        let mut flags: Vec<&Flag> = chart.flags.iter().collect();
        flags.sort_by(|one, other| one.at.total_cmp(&other.at));
        Layout {
            canvas,
            chart,
            periods: Periods::points(chart.periods.len(), left..right),
            flags,
        }
    }

    /// One scale with its title; returns where it ends and whether the flags are named.
    fn measure(&self, measure: &Measure<'_>, top: f64) -> (f64, bool) {
        let across = &self.periods.across;
        let narrow = self.canvas.width() == Width::Narrow;
        let mut start = subheading(self.canvas, measure.title, across, top);
        if narrow {
            start = self.key(measure, start);
        }
        let poles = self.flags.iter().zip(1..).map(|(flag, number)| Pole {
            x: self.periods.x(flag.at),
            number,
        });
        let poles = Poles::new(poles.collect());
        start += poles.height().max(5.0) + 3.0;
        let values = 0.0..measure.axis.end();
        let timeline = Timeline::new(
            self.canvas,
            &self.periods,
            values,
            start..start + measure.height(),
        );
        self.draw(measure, &timeline, &poles);
        if !narrow {
            self.beside(measure, &timeline);
        }
        let named =
            measure.expected.is_some() && poles.name(self.canvas, start, &self.flags, across);
        (timeline.down.end, named)
    }

    /// What the marks mean and what the last one says, where there is no room beside them.
    fn key(&self, measure: &Measure<'_>, top: f64) -> f64 {
        let words = words(self.chart, measure);
        let entries: Vec<_> = words.iter().map(|words| (words.kind, words.text)).collect();
        sheet::key(
            self.canvas,
            top,
            &entries,
            Token::Ink,
            KEY_MARK,
            |kind, x, y| match kind {
                Kind::Last => {
                    self.canvas
                        .line(&[(x, y), (x + KEY_MARK, y)], 1.8, measure.token());
                    self.canvas
                        .circle((x + KEY_MARK / 2.0, y), DOT_PARTIAL, measure.token());
                }
                Kind::Expected => {
                    let edge = |y| [(x, y), (x + KEY_MARK, y)];
                    range(self.canvas, &edge(y - 5.5), &edge(y + 5.5));
                    self.canvas
                        .line(&[(x, y), (x + KEY_MARK, y)], 1.0, Token::Axis);
                }
            },
        )
    }

    fn draw(&self, measure: &Measure<'_>, timeline: &Timeline<'_>, poles: &Poles) {
        let expected = measure.expected.as_deref().unwrap_or_default();
        timeline.grid(measure.axis.ticks().skip(1));
        timeline.ticks(measure.axis.names(&self.chart.digits));
        self.expected(expected, timeline);
        timeline.floor();
        self.mean(expected, timeline);
        timeline.breaks(&self.chart.breaks);
        poles.draw(self.canvas, &timeline.down);
        let whole: Vec<_> = measure
            .totals
            .iter()
            .map(|total| total.filter(|total| !total.partial))
            .collect();
        for part in parted(&whole, &self.chart.breaks) {
            timeline.line(&part, |total| total.value, measure.token());
        }
        for (at, total) in places(&measure.totals) {
            let at = timeline.at(at, total.value);
            match (total.partial, total.signal) {
                (true, signal) => self.canvas.ring(
                    at,
                    if signal { DOT_SIGNAL } else { DOT_PARTIAL },
                    measure.token(),
                ),
                (false, signal) => {
                    self.canvas
                        .circle(at, if signal { DOT_SIGNAL } else { DOT }, measure.token())
                }
            }
        }
    }

    /// The range is that of each whole period, so it goes in steps.
    fn expected(&self, expected: &[Option<(f64, f64)>], timeline: &Timeline<'_>) {
        for run in runs(expected) {
            let edge = |limit: fn((f64, f64)) -> f64| -> Vec<Point> {
                let step =
                    |&(at, limits)| [at - 0.5, at + 0.5].map(|at| timeline.at(at, limit(limits)));
                run.iter().flat_map(step).collect()
            };
            let (lower, upper) = (edge(|limits| limits.0), edge(|limits| limits.1));
            range(self.canvas, &upper, &lower);
        }
    }

    /// A line as far as the range goes, with a mark at either end of the baseline.
    fn mean(&self, expected: &[Option<(f64, f64)>], timeline: &Timeline<'_>) {
        let Some(mean) = self.chart.mean.filter(|mean| mean.is_finite()) else {
            return;
        };
        let mut known = places(expected).map(|(at, _)| at);
        let (Some(first), last) = (known.next(), known.next_back()) else {
            return;
        };
        let level = |at: f64| timeline.at(at, amount(mean));
        self.canvas.line(
            &[level(first - 0.5), level(last.unwrap_or(first) + 0.5)],
            1.0,
            Token::Axis,
        );
        if let Some((first, last)) = self.chart.baseline {
            for (x, y) in [level(first as f64 - 0.5), level(last as f64 + 0.5)] {
                self.canvas
                    .line(&[(x, y - 4.0), (x, y + 4.0)], 1.0, Token::Axis);
            }
        }
    }

    /// The last total in words and, where it leaves room, the range.
    fn beside(&self, measure: &Measure<'_>, timeline: &Timeline<'_>) {
        let (top, bottom) = (timeline.down.start - 8.0, timeline.down.end + 8.0);
        let mut taken: Option<Range<f64>> = None;
        for words in words(self.chart, measure) {
            let lines = words.lines();
            let height = line_height(words.font()) * lines.len() as f64;
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
            column(
                self.canvas,
                &lines,
                (self.periods.across.end + BESIDE_GAP, at),
                words.font(),
                words.token(measure),
            );
            taken = Some(at..at + height);
        }
    }
}

/// Words about something that is drawn.
struct Words<'a> {
    kind: Kind,
    text: &'a str,
    /// Where on the scale they belong.
    value: f64,
}

#[derive(Clone, Copy)]
enum Kind {
    Last,
    Expected,
}

/// What there is to say about a scale.
fn words<'a>(chart: &'a Totals, measure: &Measure<'a>) -> Vec<Words<'a>> {
    let last = places(&measure.totals)
        .next_back()
        .map(|(_, total)| total.value);
    let limits = places(measure.expected.as_deref().unwrap_or_default()).next_back();
    let middle = limits.map(|(_, (lower, upper))| (lower + upper) / 2.0);
    let last = last.map(|value| Words {
        kind: Kind::Last,
        text: measure.text,
        value,
    });
    let expected = middle.map(|value| Words {
        kind: Kind::Expected,
        text: &chart.limits_text,
        value,
    });
    last.into_iter()
        .chain(expected)
        .filter(|words| !words.text.is_empty())
        .collect()
}

impl Words<'_> {
    fn font(&self) -> Font {
        match self.kind {
            Kind::Last => RESULT_STRONG,
            Kind::Expected => TICK,
        }
    }

    fn token(&self, measure: &Measure<'_>) -> Token {
        match self.kind {
            Kind::Last => measure.token(),
            Kind::Expected => Token::Muted,
        }
    }

    /// At most three lines, as even as they can be.
    fn lines(&self) -> Vec<String> {
        self.font()
            .wrap_evenly(&self.font().shorten(self.text, 2.0 * BESIDE), BESIDE)
    }

    fn room(&self) -> f64 {
        self.lines()
            .iter()
            .map(|line| self.font().room(line))
            .fold(0.0, f64::max)
    }
}
