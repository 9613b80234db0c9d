//! The picture beside a link: large words on 600 units by 315, which become 1200 pixels by 630.

use crate::render::drawing::{Anchor, Drawing};
use crate::render::palette::Token;
use crate::render::plot::Canvas;
use crate::render::sheet::{baseline, column, line_height};
use crate::render::text_width::Font;
use crate::view::card::{Card, CardBar};
use crate::view::chart::Caption;
use crate::view::text::Sign;

const HEIGHT: f64 = 315.0;
const LEFT: f64 = 44.0;
const RIGHT: f64 = 568.0;
/// Width of the stripe at the left edge, in the colour of the state.
const STRIPE: f64 = 12.0;
const HEAD: Font = Font::semi_bold(16.0);
/// Sizes of the title, from what a short one gets; the last one is cut where it is still too long.
const TITLES: [Font; 3] = [
    Font::semi_bold(34.0),
    Font::semi_bold(28.0),
    Font::semi_bold(23.0),
];
const TITLE_LINES: usize = 3;
const LINE: Font = Font::regular(17.0);
const LABEL: Font = Font::regular(14.0);
const LABEL_STRONG: Font = Font::semi_bold(14.0);
/// The most room for the words before and after a bar.
const BAR_LABEL: f64 = 230.0;
const BAR_TEXT: f64 = 70.0;

/// Draws a card.
#[must_use]
pub fn card(card: &Card) -> Drawing {
    let canvas = Canvas::card();
    canvas.rect(
        (0.0, 0.0),
        (STRIPE, HEIGHT),
        token(&card.title.class).unwrap_or(Token::Accent),
    );
    canvas.text(
        &HEAD.shorten(&card.head, RIGHT - LEFT),
        (LEFT, 50.0),
        Anchor::Start,
        HEAD,
        Token::Muted,
    );
    let below = title(&canvas, &card.title, 72.0);
    if card.bars.is_empty() {
        lines(&canvas, &card.lines, below + 16.0);
    } else {
        bars(&canvas, &card.bars, below + 12.0);
    }
    let caption = Caption {
        id: "card".to_owned(),
        title: card.title.text.clone(),
        ..Caption::default()
    };
    canvas.finish(&caption, HEIGHT)
}

/// The title as large as it fits; returns where it ends.
fn title(canvas: &Canvas, sign: &Sign, top: f64) -> f64 {
    let indent = |font: Font| {
        if token(&sign.class).is_some() {
            font.size * 1.1
        } else {
            0.0
        }
    };
    let wrapped = |font: Font| font.wrap_evenly(&sign.text, RIGHT - LEFT - indent(font));
    let fitting = |most: usize| TITLES.into_iter().find(|font| wrapped(*font).len() <= most);
    let font = fitting(1)
        .or_else(|| fitting(TITLE_LINES - 1))
        .unwrap_or(TITLES[2]);
    let lines = match wrapped(font) {
        lines if lines.len() <= TITLE_LINES => lines,
        _ => font.wrap_within(&sign.text, RIGHT - LEFT - indent(font), TITLE_LINES),
    };
    shape(
        canvas,
        &sign.class,
        (LEFT, top + line_height(font) / 2.0),
        font.size * 0.7,
    );
    column(canvas, &lines, (LEFT + indent(font), top), font, Token::Ink)
}

/// What stands under the title, each in two lines at most. Where a long title has left little room, the last ones are left out.
fn lines(canvas: &Canvas, lines: &[Sign], top: f64) {
    let indent = if lines.iter().any(|line| token(&line.class).is_some()) {
        24.0
    } else {
        0.0
    };
    let mut y = top;
    for line in lines {
        let words = LINE.wrap_within(&line.text, RIGHT - LEFT - indent, 2);
        if y + line_height(LINE) * words.len() as f64 > HEIGHT - 16.0 {
            return;
        }
        shape(
            canvas,
            &line.class,
            (LEFT, y + line_height(LINE) / 2.0),
            13.0,
        );
        y = column(canvas, &words, (LEFT + indent, y), LINE, Token::Ink) + 5.0;
    }
}

/// The top of a ranking, the longest first.
fn bars(canvas: &Canvas, bars: &[CardBar], top: f64) {
    let step = ((HEIGHT - 24.0 - top) / bars.len() as f64).min(32.0);
    let (from, to) = (LEFT + BAR_LABEL + 12.0, RIGHT - BAR_TEXT - 8.0);
    for (at, bar) in bars.iter().enumerate() {
        let y = top + step * at as f64;
        let text_y = baseline(y, LABEL);
        canvas.text(
            &LABEL.shorten(&bar.label, BAR_LABEL),
            (LEFT, text_y),
            Anchor::Start,
            LABEL,
            Token::Ink,
        );
        let end = from + (to - from) * bar.length.clamp(0.0, 1.0);
        let middle = y + line_height(LABEL) / 2.0;
        canvas.rect(
            (from, middle - step * 0.3),
            (end, middle + step * 0.3),
            Token::Bar,
        );
        let text = LABEL_STRONG.shorten(&bar.text, BAR_TEXT);
        canvas.text(
            &text,
            (end + 8.0, text_y),
            Anchor::Start,
            LABEL_STRONG,
            Token::Ink,
        );
    }
}

/// The shape of a state, as signs on pages have it, from its left end around the middle of its line.
fn shape(canvas: &Canvas, class: &str, (left, middle): (f64, f64), size: f64) {
    let Some(token) = token(class) else { return };
    let (half, centre) = (size / 2.0, (left + size / 2.0, middle));
    let (right, top, bottom) = (left + size, middle - half, middle + half);
    match class {
        "fine" => canvas.circle(centre, half, token),
        "scheduled" => {
            canvas.circle(centre, half, token);
            canvas.circle(centre, half * 0.56, Token::Bg);
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
fn token(class: &str) -> Option<Token> {
    Some(match class {
        "" => return None,
        "fine" => Token::Ok,
        "maintenance" | "scheduled" => Token::Work,
        "degraded" => Token::Part,
        "partial" => Token::Partial,
        "outage" => Token::Outage,
        _ => Token::Muted,
    })
}
