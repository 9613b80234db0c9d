//! Badges as SVG.
//!
//! A badge brings its own background, so it is as legible on a dark page as on a light one, and needs no stylesheet, which a host's
//! content policy could refuse. Its width is measured without knowing the reader's font; `textLength` then fits the words to it.

use super::text_width::Font;
use super::xml::Xml;
use crate::view::badge::Badge;

const FONT: Font = Font::semi_bold(11.0);
const HEIGHT: &str = "20";
/// From the edge of a half to its words.
const PADDING: f64 = 7.0;
/// Radius of the corners.
const CORNER: f64 = 3.0;
/// The longest words of a half; longer ones are cut, and stand whole in the title.
const LONGEST: f64 = 260.0;
/// Behind the label: dark enough for white words, and still to be seen on a dark page.
const LABEL: &str = "#4a5560";

/// A badge with its words as title.
#[must_use]
pub fn badge(badge: &Badge) -> String {
    let Badge {
        label,
        message,
        colour,
    } = badge;
    let (label_words, message_words) =
        (FONT.shorten(label, LONGEST), FONT.shorten(message, LONGEST));
    let (left, right) = (room(&label_words), room(&message_words));
    let words = format!("{label}: {message}");
    let width = number(left + right);
    let mut xml = Xml::document();
    let view = format!("0 0 {width} {HEIGHT}");
    let attributes = [
        ("xmlns", "http://www.w3.org/2000/svg"),
        ("width", width.as_str()),
        ("height", HEIGHT),
        ("viewBox", view.as_str()),
        ("role", "img"),
        ("aria-label", words.as_str()),
    ];
    xml.element("svg", &attributes, |xml| {
        xml.leaf("title", &[], &words);
        let (straight, right_straight) = (number(left - CORNER), number(right - CORNER));
        let ends =
            format!("M{CORNER} 0h{straight}v{HEIGHT}H{CORNER}a3 3 0 0 1-3-3V3a3 3 0 0 1 3-3z");
        xml.empty("path", &[("fill", LABEL), ("d", &ends)]);
        let ends = format!(
            "M{} 0h{right_straight}a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-{right_straight}z",
            number(left)
        );
        xml.empty("path", &[("fill", &format!("#{colour}")), ("d", &ends)]);
        let font = [
            ("fill", "#fff"),
            ("font-family", "Inter,Verdana,Geneva,DejaVu Sans,sans-serif"),
            ("font-size", "11"),
            ("font-weight", "600"),
        ];
        xml.element("g", &font, |xml| {
            line(xml, PADDING, &label_words);
            line(xml, left + PADDING, &message_words);
        });
    });
    xml.finish()
}

fn line(xml: &mut Xml, x: f64, words: &str) {
    let length = number(room(words) - 2.0 * PADDING);
    let attributes = [
        ("x", number(x)),
        ("y", "14".to_owned()),
        ("textLength", length),
        ("lengthAdjust", "spacingAndGlyphs".to_owned()),
    ];
    let attributes: Vec<(&str, &str)> = attributes
        .iter()
        .map(|(key, value)| (*key, value.as_str()))
        .collect();
    xml.leaf("text", &attributes, words);
}

/// The width of a half.
fn room(words: &str) -> f64 {
    FONT.width(words).max(1.0).ceil() + 2.0 * PADDING
}

fn number(value: f64) -> String {
    format!("{value:.0}")
}
