//! The texts around a chart: title and subtitle above it, keys beside it, notes below it.

use std::ops::Range;

use crate::render::canvas::{Canvas, Point};
use crate::render::drawing::{Anchor, Drawing, Placement, Width};
use crate::render::palette::Token;
use crate::render::text_width::TextStyle;
use crate::view::chart::Caption;

const TITLE: TextStyle = TextStyle::semi_bold(20.0);
const NARROW_TITLE: TextStyle = TextStyle::semi_bold(17.0);
const SUBTITLE: TextStyle = TextStyle::regular(13.5).coloured(Token::Muted);
const FOOTER: TextStyle = TextStyle::regular(11.5).coloured(Token::Muted);
/// Most keys; one that stands in for labels beside the marks has their colour.
pub const KEY: TextStyle = TextStyle::regular(12.0).coloured(Token::Muted);
pub const LABEL: TextStyle = TextStyle::regular(13.5);
/// Emphasised names.
pub const STRONG_LABEL: TextStyle = TextStyle::semi_bold(13.5);
/// Numbers and conclusions.
pub const RESULT: TextStyle = TextStyle::regular(12.5);
/// Less important numbers and conclusions.
pub const MUTED_RESULT: TextStyle = RESULT.coloured(Token::Muted);
/// Emphasised numbers and conclusions.
pub const STRONG_RESULT: TextStyle = TextStyle::semi_bold(12.5);
/// Labels along an axis.
pub const TICK: TextStyle = TextStyle::regular(11.5).coloured(Token::Muted);

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
            let end = draw(&canvas, draw_heading(&canvas, caption));
            draw_footer(&canvas, caption, end + 20.0) + 14.0
        }
    };
    canvas.into_drawing(caption, height)
}

/// Title and subtitle; returns where they end.
fn draw_heading(canvas: &Canvas, caption: &Caption) -> f64 {
    let title = match canvas.width() {
        Width::Wide => TITLE,
        Width::Narrow => NARROW_TITLE,
    };
    let lines = title.wrap_evenly(&caption.title, canvas.room());
    let below_title = draw_lines(canvas, &lines, (canvas.left(), 14.0), title);
    let lines = SUBTITLE.wrap_evenly(&caption.subtitle, canvas.room());
    draw_lines(canvas, &lines, (canvas.left(), below_title + 3.0), SUBTITLE) + 11.0
}

/// The footer; returns where it ends.
fn draw_footer(canvas: &Canvas, caption: &Caption, top: f64) -> f64 {
    let notes = caption.footer.iter();
    let lines: Vec<String> = notes
        .flat_map(|note| FOOTER.wrap_evenly(note, canvas.room()))
        .collect();
    draw_lines(canvas, &lines, (canvas.left(), top), FOOTER)
}

/// Lines under each other; returns where they end.
pub fn draw_lines(canvas: &Canvas, lines: &[String], (x, top): Point, style: TextStyle) -> f64 {
    let mut y = top;
    for line in lines {
        canvas.text_below(line, (x, y), Anchor::Start, style);
        y += style.line_height();
    }
    y
}

/// The title of one of several scales; returns where it ends. On a phone it begins at the left edge.
pub fn draw_subheading(canvas: &Canvas, title: &str, across: &Range<f64>, top: f64) -> f64 {
    let left = match canvas.width() {
        Width::Wide => across.start,
        Width::Narrow => canvas.left(),
    };
    let lines = STRONG_RESULT.wrap_within(title, across.end - left, 2);
    draw_lines(canvas, &lines, (left, top), STRONG_RESULT)
}

/// Clears the background of a text.
pub fn clear_background(canvas: &Canvas, span: Range<f64>, top: f64, style: TextStyle) {
    let bottom = top + style.line_height();
    canvas.rect((span.start, top), (span.end, bottom), Token::Background);
}

/// An entry of the key: a text and how its mark is drawn, from its left end around the middle of its line.
pub struct KeyEntry<'a> {
    label: &'a str,
    draw_mark: Box<dyn Fn(f64, f64) + 'a>,
}

impl<'a> KeyEntry<'a> {
    pub fn new(label: &'a str, draw_mark: impl Fn(f64, f64) + 'a) -> KeyEntry<'a> {
        let draw_mark = Box::new(draw_mark);
        KeyEntry { label, draw_mark }
    }
}

/// Marks `mark_width` wide with what they mean, side by side in as many lines as it takes; returns where they end.
pub fn draw_key(
    canvas: &Canvas,
    top: f64,
    style: TextStyle,
    mark_width: f64,
    entries: &[KeyEntry],
) -> f64 {
    let label_at = mark_width + 6.0;
    let (mut x, mut y, mut end) = (canvas.left(), top, top);
    for KeyEntry { label, draw_mark } in entries {
        let lines = style.wrap(label, canvas.room() - label_at);
        let width = style.widest(&lines);
        if x + label_at + width > canvas.right() && x > canvas.left() {
            (x, y) = (canvas.left(), end);
        }
        draw_mark(x, y + KEY_ENTRY_HEIGHT / 2.0);
        for (at, line) in lines.iter().enumerate() {
            let top = y + 0.5 + KEY_LINE_HEIGHT * at as f64;
            canvas.text_below(line, (x + label_at, top), Anchor::Start, style);
        }
        x += label_at + width + TEXT_GAP;
        let more_lines = lines.len().saturating_sub(1) as f64;
        end = f64::max(end, y + KEY_ENTRY_HEIGHT + KEY_LINE_HEIGHT * more_lines);
    }
    end
}
