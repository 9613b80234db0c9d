//! Drawings as SVG, for pages and as files of their own. The one file that names `itoa`.

use std::sync::LazyLock;

use crate::render::drawing::{Anchor, Drawing, Frame, Mark, Place, Shape, Tenths, Text, Width};
use crate::render::palette::{PALETTE, Swatch, Token, file_stylesheet};
use crate::render::text_width::Weight;
use crate::render::xml::escape;

/// The fonts of a drawing that stands alone; the pictures embed the first.
const FONTS: &str =
    "Inter, ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/// What a drawing that stands alone says about its colours.
static STYLE: LazyLock<String> =
    LazyLock::new(|| format!("<style>{}</style>\n", file_stylesheet()));

/// A drawing as an SVG element, which is also a file.
#[must_use]
pub fn svg(drawing: &Drawing) -> String {
    let (width, height) = (units(drawing.size.0), units(drawing.size.1));
    // Both widths of a chart stand on the same page, so their ids must differ.
    let (class, id) = match drawing.layout {
        Width::Wide => ("chart-wide", escaped(&drawing.id)),
        Width::Narrow => ("chart-narrow", format!("{}-n", escaped(&drawing.id))),
    };
    let font = match drawing.frame {
        Frame::Page => String::new(),
        Frame::Standalone => format!(" font-family=\"{FONTS}\""),
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart {class}\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" fill=\"none\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\"{font}>\n\
         <title id=\"{id}-t\">{}</title>\n<desc id=\"{id}-d\">{}</desc>\n",
        escaped(&drawing.title),
        escaped(&drawing.description),
    );
    if drawing.frame == Frame::Standalone {
        svg.push_str(&STYLE);
        let paper = paint(Dress::Fill, Token::Bg);
        svg.push_str(&format!(
            "<rect {paper} width=\"{width}\" height=\"{height}\"/>\n"
        ));
    }
    drawing.marks.iter().for_each(|mark| write(&mut svg, mark));
    svg.push_str("</svg>\n");
    svg
}

fn write(svg: &mut String, mark: &Mark) {
    match &mark.shape {
        Shape::Rect { at, size } => {
            open(svg, "<rect ", Dress::Fill, mark.token);
            lengths(
                svg,
                [
                    (" x=\"", at.0),
                    ("\" y=\"", at.1),
                    ("\" width=\"", size.0),
                    ("\" height=\"", size.1),
                ],
            );
            svg.push_str("\"/>\n");
        }
        Shape::Line { points, thickness } => {
            open(svg, "<path ", Dress::Stroke, mark.token);
            lengths(svg, [(" stroke-width=\"", *thickness)]);
            svg.push_str("\" d=\"");
            outline(svg, points);
            svg.push_str("\"/>\n");
        }
        Shape::Area(points) => {
            open(svg, "<path ", Dress::Fill, mark.token);
            svg.push_str(" d=\"");
            outline(svg, points);
            svg.push_str("Z\"/>\n");
        }
        Shape::Dot { at, radius } => {
            open(svg, "<circle ", Dress::Fill, mark.token);
            lengths(
                svg,
                [(" cx=\"", at.0), ("\" cy=\"", at.1), ("\" r=\"", *radius)],
            );
            svg.push_str("\"/>\n");
        }
        Shape::Text(text) => write_text(svg, text, mark.token),
    }
}

fn write_text(svg: &mut String, text: &Text, token: Token) {
    // Columns of numbers line up if their digits are equally wide; between letters that would leave holes.
    let tabular = text.words.contains(|c: char| c.is_ascii_digit())
        && !text.words.contains(char::is_alphabetic);
    open(
        svg,
        "<text ",
        if tabular { Dress::Numbers } else { Dress::Fill },
        token,
    );
    lengths(
        svg,
        [
            (" x=\"", text.at.0),
            ("\" y=\"", text.at.1),
            ("\" font-size=\"", text.size),
        ],
    );
    svg.push_str(match text.weight {
        Weight::SemiBold => "\" font-weight=\"600\"",
        Weight::Regular => "\"",
    });
    svg.push_str(match text.anchor {
        Anchor::Start => ">",
        Anchor::Middle => " text-anchor=\"middle\">",
        Anchor::End => " text-anchor=\"end\">",
    });
    escape(svg, &text.words);
    svg.push_str("</text>\n");
}

/// What a colour is for.
#[derive(Clone, Copy)]
enum Dress {
    Fill,
    Stroke,
    /// Text that is a number.
    Numbers,
}

/// For each colour and what it is for: a class, which a stylesheet may colour, and the light colour itself.
static PAINTS: LazyLock<[[String; 3]; PALETTE.len()]> = LazyLock::new(|| {
    PALETTE.map(|Swatch { name, light, .. }| {
        let fill = format!("class=\"f-{name}\" fill=\"{light}\"");
        [
            fill,
            format!("class=\"s-{name}\" stroke=\"{light}\""),
            format!("class=\"num f-{name}\" fill=\"{light}\""),
        ]
    })
});

fn paint(dress: Dress, token: Token) -> &'static str {
    &PAINTS[token as usize][dress as usize]
}

fn open(svg: &mut String, tag: &str, dress: Dress, token: Token) {
    svg.push_str(tag);
    svg.push_str(paint(dress, token));
}

/// Lengths, each after what leads to it.
fn lengths<const N: usize>(svg: &mut String, lengths: [(&str, Tenths); N]) {
    for (lead, tenths) in lengths {
        svg.push_str(lead);
        length(svg, tenths);
    }
}

/// Points as the steps of a path.
fn outline(svg: &mut String, points: &[Place]) {
    for (at, (x, y)) in points.iter().enumerate() {
        svg.push(if at == 0 { 'M' } else { 'L' });
        lengths(svg, [("", *x), (" ", *y)]);
    }
}

/// Writes tenths in units, with one decimal where they are not whole. There are hundreds in a drawing, and the formatter takes its time.
fn length(svg: &mut String, tenths: Tenths) {
    if tenths < 0 {
        svg.push('-');
    }
    let (whole, tenth) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    svg.push_str(itoa::Buffer::new().format(whole));
    if tenth > 0 {
        svg.push('.');
        svg.push(char::from(b'0' + tenth as u8));
    }
}

/// A length by itself.
fn units(tenths: Tenths) -> String {
    let mut text = String::new();
    length(&mut text, tenths);
    text
}

/// Text for an element or attribute.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    escape(&mut out, text);
    out
}
