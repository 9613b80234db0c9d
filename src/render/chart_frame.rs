//! The words around a drawing, the same for every kind of chart: title and subtitle over it, keys beside it, notes under it.

use std::ops::Range;

use crate::render::canvas::Canvas;
use crate::render::drawing::{Anchor, Drawing, Placement, Width};
use crate::render::palette::Token;
use crate::render::text_width::Font;
use crate::view::chart::Caption;

const TITLE_FONT: Font = Font::semi_bold(20.0);
const NARROW_TITLE_FONT: Font = Font::semi_bold(17.0);
const SUBTITLE_FONT: Font = Font::regular(13.5);
const FOOTER_FONT: Font = Font::regular(11.5);
const KEY_FONT: Font = Font::regular(12.0);
/// Names of what is drawn.
pub const LABEL_FONT: Font = Font::regular(13.5);
/// Emphasised names.
pub const STRONG_LABEL_FONT: Font = Font::semi_bold(13.5);
/// Numbers and conclusions.
pub const RESULT_FONT: Font = Font::regular(12.5);
/// Emphasised numbers and conclusions.
pub const STRONG_RESULT_FONT: Font = Font::semi_bold(12.5);
/// Labels along an axis.
pub const TICK_FONT: Font = Font::regular(11.5);

/// Space between neighbours on a line, on top of the slack that their measured widths have.
pub const TEXT_GAP: f64 = 8.0;
/// From one line of a key to the next, and from one line of the same label to the next.
const KEY_ENTRY_HEIGHT: f64 = 18.0;
const KEY_LINE_HEIGHT: f64 = 15.0;

/// A drawing with its title and notes. `draw` gets the canvas and the top of the free area, and returns where it ended.
pub fn draw_framed(
    caption: &Caption,
    width: Width,
    frame: Placement,
    draw: impl FnOnce(&Canvas, f64) -> f64,
) -> Drawing {
    let canvas = Canvas::new(width, frame);
    let height = match frame {
        Placement::Page => draw(&canvas, 0.0) + 2.0,
        Placement::Standalone => {
            draw_footer(
                &canvas,
                caption,
                draw(&canvas, draw_heading(&canvas, caption)) + 20.0,
            ) + 14.0
        }
    };
    canvas.into_drawing(caption, height)
}

/// Title and subtitle; returns where they end.
fn draw_heading(canvas: &Canvas, caption: &Caption) -> f64 {
    let room = canvas.right() - canvas.left();
    let font = if canvas.width() == Width::Wide {
        TITLE_FONT
    } else {
        NARROW_TITLE_FONT
    };
    let below_title = draw_paragraph(
        canvas,
        &font.wrap_evenly(&caption.title, room),
        14.0,
        font,
        Token::Ink,
    );
    let subtitle = SUBTITLE_FONT.wrap_evenly(&caption.subtitle, room);
    draw_paragraph(
        canvas,
        &subtitle,
        below_title + 3.0,
        SUBTITLE_FONT,
        Token::Muted,
    ) + 11.0
}

/// The footer; returns where it ends.
fn draw_footer(canvas: &Canvas, caption: &Caption, top: f64) -> f64 {
    let room = canvas.right() - canvas.left();
    let lines: Vec<String> = caption
        .footer
        .iter()
        .flat_map(|note| FOOTER_FONT.wrap_evenly(note, room))
        .collect();
    draw_paragraph(canvas, &lines, top, FOOTER_FONT, Token::Muted)
}

/// Lines at the left edge; returns where they end.
fn draw_paragraph(canvas: &Canvas, lines: &[String], top: f64, font: Font, token: Token) -> f64 {
    draw_lines(canvas, lines, (canvas.left(), top), font, token)
}

/// Lines under each other; returns where they end.
pub fn draw_lines(
    canvas: &Canvas,
    lines: &[String],
    (x, top): (f64, f64),
    font: Font,
    token: Token,
) -> f64 {
    let mut y = top;
    for line in lines {
        canvas.text(
            line,
            (x, baseline_below(y, font)),
            Anchor::Start,
            font,
            token,
        );
        y += line_height(font);
    }
    y
}

/// The title of one of several scales; returns where it ends. On a phone it begins at the left edge.
pub fn draw_subheading(canvas: &Canvas, title: &str, across: &Range<f64>, top: f64) -> f64 {
    let left = match canvas.width() {
        Width::Wide => across.start,
        Width::Narrow => canvas.left(),
    };
    let lines = STRONG_RESULT_FONT.wrap_within(title, across.end - left, 2);
    draw_lines(canvas, &lines, (left, top), STRONG_RESULT_FONT, Token::Ink)
}

/// How high a line of text is.
pub fn line_height(font: Font) -> f64 {
    (font.size * 1.25 + 2.0).round()
}

/// The baseline of a line of text that starts at `top`: capitals are vertically centred.
pub fn baseline_below(top: f64, font: Font) -> f64 {
    baseline_around(top + line_height(font) / 2.0, font)
}

/// The baseline of a text whose capitals are centred on `middle`.
pub fn baseline_around(middle: f64, font: Font) -> f64 {
    middle + font.size * 0.364
}

/// Clears what is drawn behind a text.
pub fn clear_background(canvas: &Canvas, span: Range<f64>, top: f64, font: Font) {
    canvas.rect(
        (span.start, top),
        (span.end, top + line_height(font)),
        Token::Background,
    );
}

/// Marks with what they mean, side by side in as many lines as it takes; returns where they end.
///
/// Each mark is drawn from its left end around the middle of its line, `mark_width` wide.
pub fn draw_key<M>(
    canvas: &Canvas,
    top: f64,
    entries: &[(M, &str)],
    token: Token,
    mark_width: f64,
    draw: impl Fn(&M, f64, f64),
) -> f64 {
    let label_at = mark_width + 6.0;
    let (mut x, mut y, mut end) = (canvas.left(), top, top);
    for (mark, label) in entries {
        let lines = KEY_FONT.wrap(label, canvas.right() - canvas.left() - label_at);
        let room = lines
            .iter()
            .map(|line| KEY_FONT.reserved_width(line))
            .fold(0.0, f64::max);
        if x + label_at + room > canvas.right() && x > canvas.left() {
            (x, y) = (canvas.left(), end);
        }
        draw(mark, x, y + KEY_ENTRY_HEIGHT / 2.0);
        for (at, line) in lines.iter().enumerate() {
            let y = baseline_below(y + 0.5 + KEY_LINE_HEIGHT * at as f64, KEY_FONT);
            canvas.text(line, (x + label_at, y), Anchor::Start, KEY_FONT, token);
        }
        x += label_at + room + TEXT_GAP;
        end = f64::max(
            end,
            y + KEY_ENTRY_HEIGHT + KEY_LINE_HEIGHT * lines.len().saturating_sub(1) as f64,
        );
    }
    end
}
