//! The last days of a component: a bar for each, as high as the day was bad.

use crate::render::canvas::Canvas;
use crate::render::chart_frame::{
    KEY, KeyEntry, STRONG_RESULT, TEXT_GAP, TICK, draw_framed, draw_key, draw_lines,
};
use crate::render::drawing::{Anchor, Drawing, Placement, Width};
use crate::render::palette::Token;
use crate::view::chart::{DayState, DaysChart};

/// Height of the highest bar.
const MAX_BAR_HEIGHT: f64 = 30.0;
/// How much of a day's place its bar takes; the rest is between it and the next.
const BAR_WIDTH_SHARE: f64 = 0.8;
/// How wide a sample in the key is, and how high that of the highest bar.
const KEY_MARK_WIDTH: f64 = 7.0;
const KEY_HEIGHT: f64 = 13.0;

/// Draws the days for a width and a frame.
pub fn draw_days(chart: &DaysChart, width: Width, frame: Placement) -> Drawing {
    draw_framed(&chart.caption, width, frame, |canvas, top| {
        let states = chart.key.iter();
        let entries: Vec<KeyEntry> = states
            .map(|(state, name)| KeyEntry::new(name, |x, y| draw_sample(canvas, *state, x, y)))
            .collect();
        let end = draw_key(canvas, top, KEY, KEY_MARK_WIDTH, &entries);
        let floor = draw_bars(canvas, &chart.days, end + 8.0);
        draw_labels(canvas, chart, floor + 5.0)
    })
}

/// The bar of a state in the key.
fn draw_sample(canvas: &Canvas, state: DayState, x: f64, y: f64) {
    let down = y + KEY_HEIGHT / 2.0;
    let top = down - f64::from(state.height()) / MAX_BAR_HEIGHT * KEY_HEIGHT;
    canvas.rect((x, top), (x + KEY_MARK_WIDTH, down), state_colour(state));
}

/// The bars; returns where they end.
fn draw_bars(canvas: &Canvas, days: &[DayState], top: f64) -> f64 {
    let floor = (top + MAX_BAR_HEIGHT).ceil();
    // The first bar begins at the left edge, and the last one ends at the right one.
    let step = canvas.room() / (days.len() as f64 - 1.0 + BAR_WIDTH_SHARE);
    for (at, state) in days.iter().enumerate() {
        let left = canvas.left() + step * at as f64;
        let (top, right) = (
            floor - f64::from(state.height()),
            left + step * BAR_WIDTH_SHARE,
        );
        canvas.rect((left, top), (right, floor), state_colour(*state));
    }
    floor
}

/// Under the bars what their ends are called, and the uptime between them or below; returns where all that ends.
fn draw_labels(canvas: &Canvas, chart: &DaysChart, top: f64) -> f64 {
    let (left, right) = (canvas.left(), canvas.right());
    let half = (right - left - TEXT_GAP) / 2.0;
    let [first, last] = [&chart.ends[0], &chart.ends[1]].map(|name| TICK.shorten(name, half));
    canvas.text_below(&first, (left, top), Anchor::Start, TICK);
    canvas.text_below(&last, (right, top), Anchor::End, TICK);
    let end = top + TICK.line_height();
    if chart.uptime.is_empty() {
        return end;
    }
    let beside = right - left - 2.0 * (TICK.widest([&first, &last]) + TEXT_GAP);
    if STRONG_RESULT.reserved_width(&chart.uptime) <= beside {
        let at = ((left + right) / 2.0, top - 1.0);
        canvas.text_below(&chart.uptime, at, Anchor::Middle, STRONG_RESULT);
        return end;
    }
    let lines = STRONG_RESULT.wrap_within(&chart.uptime, right - left, 2);
    draw_lines(canvas, &lines, (left, end + 4.0), STRONG_RESULT)
}

fn state_colour(state: DayState) -> Token {
    match state {
        DayState::Nothing => Token::Remainder,
        DayState::Fine => Token::Operational,
        DayState::Degraded => Token::Degraded,
        DayState::Partial => Token::PartialOutage,
        DayState::Outage => Token::MajorOutage,
    }
}
