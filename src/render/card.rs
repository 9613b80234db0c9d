//! The picture beside a link: large words on 600 units by 315, which become 1200 pixels by 630.

use crate::render::canvas::Canvas;
use crate::render::chart_frame::{baseline_below, draw_lines, line_height};
use crate::render::drawing::{Anchor, Drawing};
use crate::render::palette::Token;
use crate::render::text_width::Font;
use crate::view::card::{CardBar, LinkCard};
use crate::view::chart::Caption;
use crate::view::text::StatusLabel;

const HEIGHT: f64 = 315.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 568.0;
/// Width of the stripe at the left edge, in the colour of the state.
const STRIPE_WIDTH: f64 = 12.0;
const HEAD_FONT: Font = Font::semi_bold(16.0);
/// Sizes of the title, from what a short one gets; the last one is cut where it is still too long.
const TITLE_FONTS: [Font; 3] = [
    Font::semi_bold(34.0),
    Font::semi_bold(28.0),
    Font::semi_bold(23.0),
];
const MAX_TITLE_LINES: usize = 3;
const LINE_FONT: Font = Font::regular(17.0);
const LABEL_FONT: Font = Font::regular(14.0);
const STRONG_LABEL_FONT: Font = Font::semi_bold(14.0);
/// The most room for the words before and after a bar.
const MAX_BAR_LABEL_WIDTH: f64 = 230.0;
const MAX_BAR_VALUE_WIDTH: f64 = 70.0;

/// Draws a card.
pub fn draw_card(card: &LinkCard) -> Drawing {
    let canvas = Canvas::for_card();
    canvas.rect(
        (0.0, 0.0),
        (STRIPE_WIDTH, HEIGHT),
        state_colour(&card.title.class).unwrap_or(Token::Accent),
    );
    canvas.text(
        &HEAD_FONT.shorten(&card.head, RIGHT - LEFT),
        (LEFT, 50.0),
        Anchor::Start,
        HEAD_FONT,
        Token::Muted,
    );
    let below = draw_title(&canvas, &card.title, 72.0);
    if card.bars.is_empty() {
        draw_card_lines(&canvas, &card.lines, below + 16.0);
    } else {
        draw_bars(&canvas, &card.bars, below + 12.0);
    }
    let caption = Caption {
        id: "card".to_owned(),
        title: card.title.text.clone(),
        ..Caption::default()
    };
    canvas.into_drawing(&caption, HEIGHT)
}

/// The title as large as it fits; returns where it ends.
fn draw_title(canvas: &Canvas, sign: &StatusLabel, top: f64) -> f64 {
    let indent = |font: Font| {
        if state_colour(&sign.class).is_some() {
            font.size * 1.1
        } else {
            0.0
        }
    };
    let wrapped = |font: Font| font.wrap_evenly(&sign.text, RIGHT - LEFT - indent(font));
    let fitting = |most: usize| {
        TITLE_FONTS
            .into_iter()
            .find(|font| wrapped(*font).len() <= most)
    };
    let font = fitting(1)
        .or_else(|| fitting(MAX_TITLE_LINES - 1))
        .unwrap_or(TITLE_FONTS[2]);
    let lines = match wrapped(font) {
        lines if lines.len() <= MAX_TITLE_LINES => lines,
        _ => font.wrap_within(&sign.text, RIGHT - LEFT - indent(font), MAX_TITLE_LINES),
    };
    draw_state_sign(
        canvas,
        &sign.class,
        (LEFT, top + line_height(font) / 2.0),
        font.size * 0.7,
    );
    draw_lines(canvas, &lines, (LEFT + indent(font), top), font, Token::Ink)
}

/// The lines under the title, each wrapped to two lines at most. The last ones are dropped if a long title leaves no room.
fn draw_card_lines(canvas: &Canvas, lines: &[StatusLabel], top: f64) {
    let indent = if lines.iter().any(|line| state_colour(&line.class).is_some()) {
        24.0
    } else {
        0.0
    };
    let mut y = top;
    for line in lines {
        let words = LINE_FONT.wrap_within(&line.text, RIGHT - LEFT - indent, 2);
        if y + line_height(LINE_FONT) * words.len() as f64 > HEIGHT - 16.0 {
            return;
        }
        draw_state_sign(
            canvas,
            &line.class,
            (LEFT, y + line_height(LINE_FONT) / 2.0),
            13.0,
        );
        y = draw_lines(canvas, &words, (LEFT + indent, y), LINE_FONT, Token::Ink) + 5.0;
    }
}

/// The top of a ranking, the longest first.
fn draw_bars(canvas: &Canvas, bars: &[CardBar], top: f64) {
    let step = ((HEIGHT - 24.0 - top) / bars.len() as f64).min(32.0);
    let (from, to) = (
        LEFT + MAX_BAR_LABEL_WIDTH + 12.0,
        RIGHT - MAX_BAR_VALUE_WIDTH - 8.0,
    );
    for (at, bar) in bars.iter().enumerate() {
        let y = top + step * at as f64;
        let text_y = baseline_below(y, LABEL_FONT);
        canvas.text(
            &LABEL_FONT.shorten(&bar.label, MAX_BAR_LABEL_WIDTH),
            (LEFT, text_y),
            Anchor::Start,
            LABEL_FONT,
            Token::Ink,
        );
        let end = from + (to - from) * bar.length.clamp(0.0, 1.0);
        let middle = y + line_height(LABEL_FONT) / 2.0;
        canvas.rect(
            (from, middle - step * 0.3),
            (end, middle + step * 0.3),
            Token::Bar,
        );
        let text = STRONG_LABEL_FONT.shorten(&bar.text, MAX_BAR_VALUE_WIDTH);
        canvas.text(
            &text,
            (end + 8.0, text_y),
            Anchor::Start,
            STRONG_LABEL_FONT,
            Token::Ink,
        );
    }
}

/// The shape of a state, as signs on pages have it, from its left end around the middle of its line.
fn draw_state_sign(canvas: &Canvas, class: &str, (left, middle): (f64, f64), size: f64) {
    let Some(token) = state_colour(class) else {
        return;
    };
    let (half, centre) = (size / 2.0, (left + size / 2.0, middle));
    let (right, top, bottom) = (left + size, middle - half, middle + half);
    match class {
        "fine" => canvas.circle(centre, half, token),
        "scheduled" => {
            canvas.circle(centre, half, token);
            canvas.circle(centre, half * 0.56, Token::Background);
        }
        "maintenance" => canvas.polygon(
            &[
                (centre.0, top),
                (right, middle),
                (centre.0, bottom),
                (left, middle),
            ],
            token,
        ),
        "degraded" => canvas.polygon(&[(centre.0, top), (right, bottom), (left, bottom)], token),
        "partial" => canvas.polygon(&[(left, top), (right, top), (left, bottom)], token),
        "outage" => canvas.rect((left, top), (right, bottom), token),
        _ => canvas.rect(
            (left, middle - size * 0.12),
            (right, middle + size * 0.12),
            token,
        ),
    }
}

/// The colour of a state by its class, if it has a shape at all.
fn state_colour(class: &str) -> Option<Token> {
    Some(match class {
        "" => return None,
        "fine" => Token::Operational,
        "maintenance" | "scheduled" => Token::Maintenance,
        "degraded" => Token::Degraded,
        "partial" => Token::PartialOutage,
        "outage" => Token::MajorOutage,
        _ => Token::Muted,
    })
}
