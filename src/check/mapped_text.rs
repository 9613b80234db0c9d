//! The texts of authors: what of them can be printed, and where in the file each character was written.

use std::cell::OnceCell;
use std::ops::Range;

use crate::base::escape::is_printable;
use crate::base::source::{Sources, Span, Spanned};
use crate::parse::layout;

/// A text and the way back from it to the file.
pub(super) struct MappedText<'a> {
    /// The text without the characters that no page and no feed may carry.
    pub printable: String,
    /// The first of those characters.
    pub unprintable: Option<(Span, char)>,
    /// Where characters were left out: the place in `printable`, and how many bytes are gone up to there.
    left_out: Vec<(usize, usize)>,
    value: &'a Spanned<String>,
    written: &'a str,
    internal: bool,
    /// Made when the first place is asked for, because most texts are good.
    map: OnceCell<OffsetMap>,
}

/// From the characters of a value to those of its file.
enum OffsetMap {
    /// Both are the same text.
    Same,
    /// One after the other.
    Each(Vec<CharOffset>),
    /// It is not known.
    Unknown,
}

/// Where a character of a value stands in its file, counted from the start of what was written.
#[derive(Clone, Debug, PartialEq, Eq)]
struct CharOffset {
    at: usize,
    range: Range<usize>,
}

/// How the characters of a value are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ScalarStyle {
    /// As they are; lines are indented and may be joined.
    Bare,
    /// The same between single quotes, with apostrophes twice.
    Single,
    /// The same between double quotes, with escapes.
    Double,
}

impl<'a> MappedText<'a> {
    pub fn new(value: &'a Spanned<String>, sources: &'a Sources) -> MappedText<'a> {
        let file = sources.file(value.span.file);
        let bytes = file
            .bytes
            .get(value.span.start..value.span.end)
            .unwrap_or_default();
        let mut text = MappedText {
            printable: String::new(),
            unprintable: None,
            left_out: Vec::new(),
            value,
            written: str::from_utf8(bytes).unwrap_or_default(),
            internal: file.path.starts_with(layout::INTERNAL_FOLDER),
            map: OnceCell::new(),
        };
        // Most texts have no other characters than these, which are told without decoding them.
        let plain = |b: u8| matches!(b, b' '..=b'~' | b'\n' | b'\t' | b'\r');
        if value.value.bytes().all(plain) || value.value.chars().all(is_printable) {
            text.printable.clone_from(&value.value);
            return text;
        }
        let mut gone = 0;
        for (at, c) in value.value.char_indices() {
            if is_printable(c) {
                text.printable.push(c);
                continue;
            }
            if text.unprintable.is_none() {
                text.unprintable = Some((text.value_span(at..at + c.len_utf8()), c));
            }
            gone += c.len_utf8();
            text.left_out.push((text.printable.len(), gone));
        }
        text
    }

    /// Whether it stands in a file that customers never see.
    pub fn is_internal(&self) -> bool {
        self.internal
    }

    /// The place of a part of the printable text.
    pub fn printable_span(&self, range: Range<usize>) -> Span {
        let gone = |count: usize| count.checked_sub(1).map_or(0, |last| self.left_out[last].1);
        let before_start = gone(self.left_out.partition_point(|(at, _)| *at <= range.start));
        let before_end = gone(self.left_out.partition_point(|(at, _)| *at < range.end));
        self.value_span(
            range.start + before_start..(range.end + before_end).max(range.start + before_start),
        )
    }

    /// The place of a part of the value: exactly the characters that it was read from, or all of it if they are not known.
    pub fn value_span(&self, range: Range<usize>) -> Span {
        let map = match self
            .map
            .get_or_init(|| OffsetMap::build(&self.value.value, self.written))
        {
            OffsetMap::Same => return self.value.span.subspan(range),
            OffsetMap::Each(map) => map,
            OffsetMap::Unknown => return self.value.span,
        };
        let first = map.partition_point(|written| written.at < range.start);
        let last = map
            .partition_point(|written| written.at < range.end)
            .saturating_sub(1);
        match (map.get(first), map.get(last)) {
            (Some(first), Some(last)) if !range.is_empty() => self
                .value
                .span
                .subspan(first.range.start..last.range.end.max(first.range.start)),
            (Some(first), _) => self
                .value
                .span
                .subspan(first.range.start..first.range.start),
            _ => Span {
                start: self.value.span.end,
                ..self.value.span
            },
        }
    }
}

impl OffsetMap {
    fn build(value: &str, written: &str) -> OffsetMap {
        if written == value {
            return OffsetMap::Same;
        }
        let styles = [ScalarStyle::Bare, ScalarStyle::Single, ScalarStyle::Double];
        styles
            .into_iter()
            .find_map(|style| map_characters(value, written, style))
            .map_or(OffsetMap::Unknown, OffsetMap::Each)
    }
}

/// Finds each character of a value in what was written, by reading both from left to right. Blanks of the file that are not in the
/// value are indentation and joined lines. `None` if the two are not the same text in this style.
fn map_characters(value: &str, written: &str, style: ScalarStyle) -> Option<Vec<CharOffset>> {
    let (skipped, inside) = match style {
        ScalarStyle::Bare => (0, written),
        ScalarStyle::Single => (1, written.strip_prefix('\'')?.strip_suffix('\'')?),
        ScalarStyle::Double => (1, written.strip_prefix('"')?.strip_suffix('"')?),
    };
    let mut map = Vec::new();
    let mut from = 0;
    for (at, c) in value.char_indices() {
        let range = loop {
            let rest = &inside[from..];
            let Some(found) = rest.chars().next() else {
                // The line end after a block belongs to the value and not to what is visible of it.
                break c.is_whitespace().then_some(from..from)?;
            };
            let length = match (style, found) {
                (ScalarStyle::Single, '\'') => rest.starts_with("''").then_some(2)?,
                (ScalarStyle::Double, '\\') => match parse_escape(rest)? {
                    (length, true) => length,
                    (length, false) => {
                        from += length;
                        continue;
                    }
                },
                _ if found == c || (found.is_whitespace() && c.is_whitespace()) => found.len_utf8(),
                _ if found.is_whitespace() => {
                    from += found.len_utf8();
                    continue;
                }
                _ => return None,
            };
            from += length;
            break from - length..from;
        };
        map.push(CharOffset {
            at,
            range: range.start + skipped..range.end + skipped,
        });
    }
    inside[from..].trim().is_empty().then_some(map)
}

/// The length of an escape in bytes, and whether it stands for a character; an escaped line end stands for none.
fn parse_escape(text: &str) -> Option<(usize, bool)> {
    match text[1..].chars().next()? {
        '\n' => Some((2, false)),
        '\r' => Some((if text[2..].starts_with('\n') { 3 } else { 2 }, false)),
        'x' => Some((4, true)),
        'u' => Some((6, true)),
        'U' => Some((10, true)),
        other => Some((1 + other.len_utf8(), true)),
    }
    .filter(|(length, _)| text.is_char_boundary(*length))
}
