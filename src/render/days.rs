//! The last days of a component: a bar for each, as high as the day was bad.

use crate::render::drawing::{Anchor, Drawing, Frame, Width};
use crate::render::palette::Token;
use crate::render::plot::Canvas;
use crate::render::sheet::{self, GAP, RESULT_STRONG, TICK, baseline, line_height, sheet};
use crate::view::chart::{DayState, Days};

/// Height of the highest bar.
const HEIGHT: f64 = 30.0;
/// How much of a day's place its bar takes; the rest is between it and the next.
const BAR: f64 = 0.8;
/// How wide a sample in the key is, and how high that of the highest bar.
const KEY_MARK: f64 = 7.0;
const KEY_HEIGHT: f64 = 13.0;

/// Draws the days for a width and a frame.
pub fn days(chart: &Days, width: Width, frame: Frame) -> Drawing {
    sheet(&chart.caption, width, frame, |canvas, top| {
        let entries: Vec<_> = chart
            .key
            .iter()
            .map(|(state, name)| (*state, name.as_str()))
            .collect();
        let top = sheet::key(
            canvas,
            top,
            &entries,
            Token::Muted,
            KEY_MARK,
            |state, x, y| {
                let (down, up) = (
                    y + KEY_HEIGHT / 2.0,
                    f64::from(state.height()) / HEIGHT * KEY_HEIGHT,
                );
                canvas.rect((x, down - up), (x + KEY_MARK, down), token(*state));
            },
        );
        words(canvas, chart, bars(canvas, &chart.days, top + 8.0) + 5.0)
    })
}

/// The bars; returns where they end.
fn bars(canvas: &Canvas, days: &[DayState], top: f64) -> f64 {
    let floor = (top + HEIGHT).ceil();
    // The first bar begins at the left edge, and the last one ends at the right one.
    let step = (canvas.right() - canvas.left()) / (days.len() as f64 - 1.0 + BAR);
    for (at, state) in days.iter().enumerate() {
        let left = canvas.left() + step * at as f64;
        canvas.rect(
            (left, floor - f64::from(state.height())),
            (left + step * BAR, floor),
            token(*state),
        );
    }
    floor
}

/// Under the bars what their ends are called, and the uptime between them or below; returns where all that ends.
fn words(canvas: &Canvas, chart: &Days, top: f64) -> f64 {
    let (left, right) = (canvas.left(), canvas.right());
    let half = (right - left - GAP) / 2.0;
    let [first, last] = [&chart.ends[0], &chart.ends[1]].map(|name| TICK.shorten(name, half));
    canvas.text(
        &first,
        (left, baseline(top, TICK)),
        Anchor::Start,
        TICK,
        Token::Muted,
    );
    canvas.text(
        &last,
        (right, baseline(top, TICK)),
        Anchor::End,
        TICK,
        Token::Muted,
    );
    let end = top + line_height(TICK);
    if chart.uptime.is_empty() {
        return end;
    }
    let beside = right - left - 2.0 * (f64::max(TICK.room(&first), TICK.room(&last)) + GAP);
    if RESULT_STRONG.room(&chart.uptime) <= beside {
        let at = ((left + right) / 2.0, baseline(top - 1.0, RESULT_STRONG));
        canvas.text(&chart.uptime, at, Anchor::Middle, RESULT_STRONG, Token::Ink);
        return end;
    }
    let lines = RESULT_STRONG.wrap_within(&chart.uptime, right - left, 2);
    sheet::column(canvas, &lines, (left, end + 4.0), RESULT_STRONG, Token::Ink)
}

fn token(state: DayState) -> Token {
    match state {
        DayState::Nothing => Token::Rest,
        DayState::Fine => Token::Ok,
        DayState::Degraded => Token::Part,
        DayState::Partial => Token::Partial,
        DayState::Outage => Token::Outage,
    }
}
