//! Drawings as SVG, for pages and as files of their own.

use std::fmt::{self, Display, Write};
use std::sync::LazyLock;

use crate::render::drawing::{Anchor, Drawing, Frame, Mark, Place, Shape, Tenths, Text, Width};
use crate::render::palette::{Token, file_stylesheet};
use crate::render::text_width::Weight;

/// The fonts of a drawing that stands alone; the pictures embed the first.
const FONTS: &str = "Inter, ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/// What a drawing that stands alone says about its colours.
static STYLE: LazyLock<String> = LazyLock::new(|| format!("<style>{}</style>\n", file_stylesheet()));

/// A drawing as an SVG element, which is also a file.
#[must_use]
pub fn svg(drawing: &Drawing) -> String {
    let (width, height) = (Units(drawing.size.0), Units(drawing.size.1));
    // Both widths of a chart stand on the same page, so their ids must differ.
    let (class, id) = match drawing.layout {
        Width::Wide => ("chart-wide", xml(&drawing.id)),
        Width::Narrow => ("chart-narrow", format!("{}-n", xml(&drawing.id))),
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
        xml(&drawing.title),
        xml(&drawing.description),
    );
    if drawing.frame == Frame::Standalone {
        let paper = paint("f", "fill", Token::Bg);
        svg.push_str(&STYLE);
        svg.push_str(&format!("<rect {paper} width=\"{width}\" height=\"{height}\"/>\n"));
    }
    drawing.marks.iter().for_each(|mark| written(write(&mut svg, mark)));
    svg.push_str("</svg>\n");
    svg
}

/// Writing into memory has no way to fail.
fn written(result: fmt::Result) {
    result.expect("a drawing in memory is always written");
}

fn write(svg: &mut String, mark: &Mark) -> fmt::Result {
    let fill = paint("f", "fill", mark.token);
    match &mark.shape {
        Shape::Rect { at, size } => {
            let (x, y, width, height) = (Units(at.0), Units(at.1), Units(size.0), Units(size.1));
            writeln!(svg, "<rect {fill} x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>")
        }
        Shape::Line { points, thickness } => {
            let (stroke, thickness) = (paint("s", "stroke", mark.token), Units(*thickness));
            writeln!(svg, "<path {stroke} stroke-width=\"{thickness}\" d=\"{}\"/>", Outline(points))
        }
        Shape::Area(points) => writeln!(svg, "<path {fill} d=\"{}Z\"/>", Outline(points)),
        Shape::Dot { at, radius } => {
            let (x, y, radius) = (Units(at.0), Units(at.1), Units(*radius));
            writeln!(svg, "<circle {fill} cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>")
        }
        Shape::Text(text) => write_text(svg, text, mark.token),
    }
}

fn write_text(svg: &mut String, text: &Text, token: Token) -> fmt::Result {
    let (x, y, size) = (Units(text.at.0), Units(text.at.1), Units(text.size));
    let weight = match text.weight {
        Weight::SemiBold => " font-weight=\"600\"",
        Weight::Regular => "",
    };
    let anchor = match text.anchor {
        Anchor::Start => "",
        Anchor::Middle => " text-anchor=\"middle\"",
        Anchor::End => " text-anchor=\"end\"",
    };
    // Columns of numbers line up if their digits are equally wide; between letters that would leave holes.
    let tabular = text.words.contains(|c: char| c.is_ascii_digit()) && !text.words.contains(char::is_alphabetic);
    let paint = paint(if tabular { "num f" } else { "f" }, "fill", token);
    let words = xml(&text.words);
    writeln!(svg, "<text {paint} x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight}{anchor}>{words}</text>")
}

/// A class, which a stylesheet may colour, and the light colour itself.
struct Paint {
    class: &'static str,
    attribute: &'static str,
    token: Token,
}

fn paint(class: &'static str, attribute: &'static str, token: Token) -> Paint {
    Paint { class, attribute, token }
}

impl Display for Paint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let swatch = self.token.swatch();
        write!(f, "class=\"{}-{}\" {}=\"{}\"", self.class, swatch.name, self.attribute, swatch.light)
    }
}

/// A number of tenths, printed in units.
struct Units(Tenths);

impl Display for Units {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, tenth) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        match tenth {
            0 => write!(f, "{sign}{whole}"),
            _ => write!(f, "{sign}{whole}.{tenth}"),
        }
    }
}

/// Points as the steps of a path.
struct Outline<'a>(&'a [Place]);

impl Display for Outline<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().enumerate().try_for_each(|(at, (x, y))| {
            let step = if at == 0 { 'M' } else { 'L' };
            write!(f, "{step}{} {}", Units(*x), Units(*y))
        })
    }
}

/// Text for an element or attribute: escaped, without what XML 1.0 forbids and without control characters.
fn xml(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            '\u{fdd0}'..='\u{fdef}' => {}
            _ if c.is_control() || c as u32 & 0xFFFE == 0xFFFE => {}
            _ => escaped.push(c),
        }
    }
    escaped
}
