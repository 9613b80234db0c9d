//! What the picture beside a link says, in chats and networks: 1200 by 630 pixels.
//!
//! Programs that show it keep it for long, so it contains nothing that changes with time, such as the duration of an open incident.

use super::label::StatusLabel;

/// Such a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkCard {
    /// Over the title: the site, or what else it belongs to.
    pub head: String,
    /// What it is about, with the shape and colour of its state; without them if the class is empty.
    pub title: StatusLabel,
    /// Under the title, each with its shape and colour, if it has them.
    pub lines: Vec<StatusLabel>,
    /// The top of a ranking.
    pub bars: Vec<CardBar>,
}

/// A bar of a ranking.
#[derive(Clone, Debug, PartialEq)]
pub struct CardBar {
    /// Before it.
    pub label: String,
    /// Its length, of the longest that is 1.
    pub length: f64,
    /// After it.
    pub text: String,
}

/// Words without a shape.
pub fn unmarked(text: String) -> StatusLabel {
    StatusLabel::new("", text)
}

/// Whether the font of the pictures has the letters of a text: Latin, Greek and Cyrillic ones with their signs. Others would be boxes.
pub fn is_drawable(text: &str) -> bool {
    text.chars().all(has_glyph)
}

fn has_glyph(c: char) -> bool {
    matches!(c, '\0'..='\u{52f}' | '\u{1e00}'..='\u{22ff}' | '\u{25a0}'..='\u{25ff}')
}

/// A name as a picture can show it: without signs that its font lacks, such as emoji, and another name if it lacks letters.
pub fn drawable_name(name: &str, other: &str) -> String {
    let lacks_letters = name.chars().any(|c| c.is_alphanumeric() && !has_glyph(c));
    let shown: String = name.chars().filter(|c| has_glyph(*c)).collect();
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    if lacks_letters || shown.is_empty() {
        other.to_owned()
    } else {
        shown
    }
}
