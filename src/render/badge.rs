//! Badges as SVG.
//!
//! A badge brings its own background, so it is as legible on a dark page as on a light one, and needs no stylesheet, which a host's content
//! policy could refuse. Its width is estimated without the reader's font; `textLength` then fits the text to it.

use super::text_width::TextStyle;
use super::xml::XmlWriter;
use crate::view::badge::Badge;

const FONT: TextStyle = TextStyle::semi_bold(11.0);
const HEIGHT: &str = "20";
/// From the edge of a half to its text.
const PADDING: f64 = 7.0;
/// Radius of the corners.
const CORNER: f64 = 3.0;
/// Longer text is shortened; the title has all of it.
const MAX_TEXT_WIDTH: f64 = 260.0;
/// Behind the label: dark enough for white text, and still visible on a dark page.
const LABEL_COLOUR: &str = "#4a5560";

/// A badge with its text as title.
pub fn write_badge(badge: &Badge) -> String {
    let Badge {
        label,
        message,
        colour,
    } = badge;
    let (label_words, message_words) = (
        FONT.shorten(label, MAX_TEXT_WIDTH),
        FONT.shorten(message, MAX_TEXT_WIDTH),
    );
    let (left, right) = (half_width(&label_words), half_width(&message_words));
    let text = format!("{label}: {message}");
    let width = format_pixels(left + right);
    let mut xml = XmlWriter::document();
    let view = format!("0 0 {width} {HEIGHT}");
    let attributes = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("width", width.as_str()),
        ("height", HEIGHT),
        ("viewBox", view.as_str()),
        ("role", "img"),
        ("aria-label", text.as_str()),
    ];
    xml.element("svg", &attributes, |xml| {
        xml.text_element("title", &[], &text);
        let (straight, right_straight) =
            (format_pixels(left - CORNER), format_pixels(right - CORNER));
        let ends =
            format!("M{CORNER} 0h{straight}v{HEIGHT}H{CORNER}a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z");
        xml.empty_element("path", &[("fill", LABEL_COLOUR), ("d", &ends)]);
        let ends = format!(
            "M{} 0h{right_straight}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{right_straight}z",
            format_pixels(left)
        );
        xml.empty_element("path", &[("fill", &format!("#{colour}")), ("d", &ends)]);
        let font = [
            ("fill", "#fff"),
            ("font-family", "Inter,Verdana,Geneva,DejaVu Sans,sans-serif"),
            ("font-size", "11"),
            ("font-weight", "600"),
        ];
        xml.element("g", &font, |xml| {
            write_text(xml, PADDING, &label_words);
            write_text(xml, left + PADDING, &message_words);
        });
    });
    xml.finish()
}

fn write_text(xml: &mut XmlWriter, x: f64, text: &str) {
    let length = format_pixels(half_width(text) - 2.0 * PADDING);
    let attributes = [
        ("x", format_pixels(x)),
        ("y", "14".to_owned()),
        ("textLength", length),
        ("lengthAdjust", "spacingAndGlyphs".to_owned()),
    ];
    let attributes: Vec<(&str, &str)> = attributes
        .iter()
        .map(|(key, value)| (*key, value.as_str()))
        .collect();
    xml.text_element("text", &attributes, text);
}

/// The width of a half.
fn half_width(text: &str) -> f64 {
    FONT.width(text).max(1.0).ceil() + 2.0 * PADDING
}

fn format_pixels(value: f64) -> String {
    format!("{value:.0}")
}
