//! The picture beside a link: large words on 600 units by 315, which become 1200 pixels by 630.

use crate::render::canvas::Canvas;
use crate::render::chart_frame::draw_lines;
use crate::render::drawing::{Anchor, Drawing};
use crate::render::palette::Token;
use crate::render::text_width::TextStyle;
use crate::view::card::{CardBar, LinkCard};
use crate::view::chart::Caption;
use crate::view::text::StatusLabel;

const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 315.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 568.0;
/// Width of the stripe at the left edge, in the colour of the state.
const STRIPE_WIDTH: f64 = 12.0;
const HEAD: TextStyle = TextStyle::semi_bold(16.0).coloured(Token::Muted);
/// Sizes of the title, from what a short one gets; the last one is cut where it is still too long.
const TITLE_FONTS: [TextStyle; 3] = [
    TextStyle::semi_bold(34.0),
    TextStyle::semi_bold(28.0),
    TextStyle::semi_bold(23.0),
];
const MAX_TITLE_LINES: usize = 3;
const LINE: TextStyle = TextStyle::regular(17.0);
const LABEL: TextStyle = TextStyle::regular(14.0);
const STRONG_LABEL: TextStyle = TextStyle::semi_bold(14.0);
/// The greatest width of the texts before and after a bar.
const MAX_BAR_LABEL_WIDTH: f64 = 230.0;
const MAX_BAR_VALUE_WIDTH: f64 = 70.0;

/// Draws a card.
pub fn draw_card(card: &LinkCard) -> Drawing {
    let canvas = Canvas::with_units(WIDTH);
    let stripe_colour = state_colour(&card.title.class).unwrap_or(Token::Accent);
    canvas.rect((0.0, 0.0), (STRIPE_WIDTH, HEIGHT), stripe_colour);
    let head = HEAD.shorten(&card.head, RIGHT - LEFT);
    canvas.text(&head, (LEFT, 50.0), Anchor::Start, HEAD);
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
    let indent = |font: TextStyle| {
        if state_colour(&sign.class).is_some() {
            font.size * 1.1
        } else {
            0.0
        }
    };
    let wrapped = |font: TextStyle| font.wrap_evenly(&sign.text, RIGHT - LEFT - indent(font));
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
    let middle = top + font.line_height() / 2.0;
    draw_state_sign(canvas, &sign.class, (LEFT, middle), font.size * 0.7);
    draw_lines(canvas, &lines, (LEFT + indent(font), top), font)
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
        let lines = LINE.wrap_within(&line.text, RIGHT - LEFT - indent, 2);
        if y + LINE.line_height() * lines.len() as f64 > HEIGHT - 16.0 {
            return;
        }
        let middle = y + LINE.line_height() / 2.0;
        draw_state_sign(canvas, &line.class, (LEFT, middle), 13.0);
        y = draw_lines(canvas, &lines, (LEFT + indent, y), LINE) + 5.0;
    }
}

/// The top of a ranking, the longest first.
fn draw_bars(canvas: &Canvas, bars: &[CardBar], top: f64) {
    let step = ((HEIGHT - 24.0 - top) / bars.len() as f64).min(32.0);
    let from = LEFT + MAX_BAR_LABEL_WIDTH + 12.0;
    let to = RIGHT - MAX_BAR_VALUE_WIDTH - 8.0;
    for (at, bar) in bars.iter().enumerate() {
        let y = top + step * at as f64;
        let label = LABEL.shorten(&bar.label, MAX_BAR_LABEL_WIDTH);
        canvas.text_below(&label, (LEFT, y), Anchor::Start, LABEL);
        let end = from + (to - from) * bar.length.clamp(0.0, 1.0);
        let (middle, half) = (y + LABEL.line_height() / 2.0, step * 0.3);
        canvas.rect((from, middle - half), (end, middle + half), Token::Bar);
        let text = STRONG_LABEL.shorten(&bar.text, MAX_BAR_VALUE_WIDTH);
        canvas.text_below(&text, (end + 8.0, y), Anchor::Start, STRONG_LABEL);
    }
}

/// The shape of a state as on pages, from its left end around the middle of its line.
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
        "maintenance" => {
            let (top, bottom) = ((centre.0, top), (centre.0, bottom));
            canvas.polygon(&[top, (right, middle), bottom, (left, middle)], token);
        }
        "degraded" => canvas.polygon(&[(centre.0, top), (right, bottom), (left, bottom)], token),
        "partial" => canvas.polygon(&[(left, top), (right, top), (left, bottom)], token),
        "outage" => canvas.rect((left, top), (right, bottom), token),
        _ => {
            let half = size * 0.12;
            canvas.rect((left, middle - half), (right, middle + half), token);
        }
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
