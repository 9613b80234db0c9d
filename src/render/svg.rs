//! Drawings as SVG, for pages and as files of their own. The one file that names `itoa`.

use std::sync::LazyLock;

use crate::base::escape;
use crate::render::drawing::{
    Anchor, ColouredShape, Drawing, Placement, Shape, Tenths, TenthsPoint, TextShape, Width,
};
use crate::render::palette::{PALETTE, Swatch, Token, file_stylesheet};
use crate::render::text_width::Weight;

/// The fonts of a standalone file; PNG images use the first.
const FONT_FAMILY: &str =
    "Inter, ui-sans-serif, system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/// The stylesheet of a standalone file.
static FILE_STYLE: LazyLock<String> =
    LazyLock::new(|| format!("<style>{}</style>\n", file_stylesheet()));

/// A drawing as an SVG element, which is also a file.
pub fn write_svg(drawing: &Drawing) -> String {
    let (width, height) = (format_length(drawing.size.0), format_length(drawing.size.1));
    // Both widths of a chart are on the same page, so their ids must differ.
    let (class, id) = match drawing.layout {
        Width::Wide => ("chart-wide", escape::xml(&drawing.id)),
        Width::Narrow => ("chart-narrow", format!("{}-n", escape::xml(&drawing.id))),
    };
    let font = match drawing.frame {
        Placement::Page => String::new(),
        Placement::Standalone => format!(" font-family=\"{FONT_FAMILY}\""),
    };
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart {class}\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" fill=\"none\" \
         stroke-linecap=\"round\" stroke-linejoin=\"round\"{font}>\n\
         <title id=\"{id}-t\">{}</title>\n<desc id=\"{id}-d\">{}</desc>\n",
        escape::xml(&drawing.title),
        escape::xml(&drawing.description),
    );
    if drawing.frame == Placement::Standalone {
        svg.push_str(&FILE_STYLE);
        let fill = paint_attributes(PaintUse::Fill, Token::Background);
        svg.push_str(&format!(
            "<rect {fill} width=\"{width}\" height=\"{height}\"/>\n"
        ));
    }
    drawing
        .shapes
        .iter()
        .for_each(|mark| write_shape(&mut svg, mark));
    svg.push_str("</svg>\n");
    svg
}

fn write_shape(svg: &mut String, mark: &ColouredShape) {
    match &mark.shape {
        Shape::Rect { at, size } => {
            open_tag(svg, "<rect ", PaintUse::Fill, mark.token);
            write_lengths(
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
            open_tag(svg, "<path ", PaintUse::Stroke, mark.token);
            write_lengths(svg, [(" stroke-width=\"", *thickness)]);
            svg.push_str("\" d=\"");
            write_path(svg, points);
            svg.push_str("\"/>\n");
        }
        Shape::Area(points) => {
            open_tag(svg, "<path ", PaintUse::Fill, mark.token);
            svg.push_str(" d=\"");
            write_path(svg, points);
            svg.push_str("Z\"/>\n");
        }
        Shape::Dot { at, radius } => {
            open_tag(svg, "<circle ", PaintUse::Fill, mark.token);
            write_lengths(
                svg,
                [(" cx=\"", at.0), ("\" cy=\"", at.1), ("\" r=\"", *radius)],
            );
            svg.push_str("\"/>\n");
        }
        Shape::Text(text) => write_text(svg, text, mark.token),
    }
}

fn write_text(svg: &mut String, text: &TextShape, token: Token) {
    // Columns of numbers line up if their digits are equally wide; between letters that would leave gaps.
    let tabular = text.content.contains(|c: char| c.is_ascii_digit())
        && !text.content.contains(char::is_alphabetic);
    open_tag(
        svg,
        "<text ",
        if tabular {
            PaintUse::Digits
        } else {
            PaintUse::Fill
        },
        token,
    );
    write_lengths(
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
    escape::push_xml(svg, &text.content);
    svg.push_str("</text>\n");
}

#[derive(Clone, Copy)]
enum PaintUse {
    Fill,
    Stroke,
    /// Text that is a number.
    Digits,
}

/// For each colour and use: a class for stylesheets and the light colour.
static PAINT_ATTRIBUTES: LazyLock<[[String; 3]; PALETTE.len()]> = LazyLock::new(|| {
    PALETTE.map(|Swatch { name, light, .. }| {
        let fill = format!("class=\"f-{name}\" fill=\"{light}\"");
        [
            fill,
            format!("class=\"s-{name}\" stroke=\"{light}\""),
            format!("class=\"num f-{name}\" fill=\"{light}\""),
        ]
    })
});

fn paint_attributes(dress: PaintUse, token: Token) -> &'static str {
    &PAINT_ATTRIBUTES[token as usize][dress as usize]
}

fn open_tag(svg: &mut String, tag: &str, dress: PaintUse, token: Token) {
    svg.push_str(tag);
    svg.push_str(paint_attributes(dress, token));
}

/// Lengths, each after what leads to it.
fn write_lengths<const N: usize>(svg: &mut String, lengths: [(&str, Tenths); N]) {
    for (lead, tenths) in lengths {
        svg.push_str(lead);
        write_length(svg, tenths);
    }
}

/// Points as the steps of a path.
fn write_path(svg: &mut String, points: &[TenthsPoint]) {
    for (at, (x, y)) in points.iter().enumerate() {
        svg.push(if at == 0 { 'M' } else { 'L' });
        write_lengths(svg, [("", *x), (" ", *y)]);
    }
}

/// Writes tenths in units, with one decimal where they are not whole. There are hundreds in a drawing, and the standard formatter is slow.
fn write_length(svg: &mut String, tenths: Tenths) {
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
fn format_length(tenths: Tenths) -> String {
    let mut text = String::new();
    write_length(&mut text, tenths);
    text
}
