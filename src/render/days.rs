//! The last days of a component: a bar for each, as high as the day was bad.

use crate::render::canvas::Canvas;
use crate::render::chart_frame::{
    self, STRONG_RESULT_FONT, TEXT_GAP, TICK_FONT, baseline_below, draw_framed, line_height,
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
        let entries: Vec<_> = chart
            .key
            .iter()
            .map(|(state, name)| (*state, name.as_str()))
            .collect();
        let top = chart_frame::draw_key(
            canvas,
            top,
            &entries,
            Token::Muted,
            KEY_MARK_WIDTH,
            |state, x, y| {
                let (down, up) = (
                    y + KEY_HEIGHT / 2.0,
                    f64::from(state.height()) / MAX_BAR_HEIGHT * KEY_HEIGHT,
                );
                canvas.rect(
                    (x, down - up),
                    (x + KEY_MARK_WIDTH, down),
                    state_colour(*state),
                );
            },
        );
        draw_labels(
            canvas,
            chart,
            draw_bars(canvas, &chart.days, top + 8.0) + 5.0,
        )
    })
}

/// The bars; returns where they end.
fn draw_bars(canvas: &Canvas, days: &[DayState], top: f64) -> f64 {
    let floor = (top + MAX_BAR_HEIGHT).ceil();
    // The first bar begins at the left edge, and the last one ends at the right one.
    let step = (canvas.right() - canvas.left()) / (days.len() as f64 - 1.0 + BAR_WIDTH_SHARE);
    for (at, state) in days.iter().enumerate() {
        let left = canvas.left() + step * at as f64;
        canvas.rect(
            (left, floor - f64::from(state.height())),
            (left + step * BAR_WIDTH_SHARE, floor),
            state_colour(*state),
        );
    }
    floor
}

/// Under the bars what their ends are called, and the uptime between them or below; returns where all that ends.
fn draw_labels(canvas: &Canvas, chart: &DaysChart, top: f64) -> f64 {
    let (left, right) = (canvas.left(), canvas.right());
    let half = (right - left - TEXT_GAP) / 2.0;
    let [first, last] = [&chart.ends[0], &chart.ends[1]].map(|name| TICK_FONT.shorten(name, half));
    canvas.text(
        &first,
        (left, baseline_below(top, TICK_FONT)),
        Anchor::Start,
        TICK_FONT,
        Token::Muted,
    );
    canvas.text(
        &last,
        (right, baseline_below(top, TICK_FONT)),
        Anchor::End,
        TICK_FONT,
        Token::Muted,
    );
    let end = top + line_height(TICK_FONT);
    if chart.uptime.is_empty() {
        return end;
    }
    let beside = right
        - left
        - 2.0
            * (f64::max(
                TICK_FONT.reserved_width(&first),
                TICK_FONT.reserved_width(&last),
            ) + TEXT_GAP);
    if STRONG_RESULT_FONT.reserved_width(&chart.uptime) <= beside {
        let at = (
            (left + right) / 2.0,
            baseline_below(top - 1.0, STRONG_RESULT_FONT),
        );
        canvas.text(
            &chart.uptime,
            at,
            Anchor::Middle,
            STRONG_RESULT_FONT,
            Token::Ink,
        );
        return end;
    }
    let lines = STRONG_RESULT_FONT.wrap_within(&chart.uptime, right - left, 2);
    chart_frame::draw_lines(
        canvas,
        &lines,
        (left, end + 4.0),
        STRONG_RESULT_FONT,
        Token::Ink,
    )
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
