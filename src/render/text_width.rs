//! Estimates text widths from the advance widths of Inter, in thousandths of an em.
//!
//! The pictures embed Inter, so these widths are exact there. A page is set in the reader's own font, which may be wider;
//! `TextStyle::reserved_width` therefore reserves `FONT_SLACK` times the measured width. Digits are measured in their tabular form, in
//! which charts print columns of numbers; elsewhere they are a little narrower.

use crate::render::palette::Token;

/// How much wider than measured a text may turn out in the reader's font.
pub const FONT_SLACK: f64 = 1.18;

/// Thickness of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// 400, for most text.
    Regular,
    /// 600, for titles and emphasis.
    SemiBold,
}

/// Size in drawing units, weight and colour: all that distinguishes one text of a chart from another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextStyle {
    /// Height of the em.
    pub size: f64,
    pub weight: Weight,
    pub token: Token,
}

impl TextStyle {
    /// The regular weight in a size, in the colour of titles and labels.
    pub const fn regular(size: f64) -> TextStyle {
        let (weight, token) = (Weight::Regular, Token::Ink);
        TextStyle {
            size,
            weight,
            token,
        }
    }

    /// The semi-bold weight in a size, in the colour of titles and labels.
    pub const fn semi_bold(size: f64) -> TextStyle {
        let (weight, token) = (Weight::SemiBold, Token::Ink);
        TextStyle {
            size,
            weight,
            token,
        }
    }

    pub const fn coloured(self, token: Token) -> TextStyle {
        TextStyle { token, ..self }
    }

    /// The height of a line, with the space to the next one.
    pub fn line_height(self) -> f64 {
        (self.size * 1.25 + 2.0).round()
    }

    /// The baseline of the first line under a height.
    pub fn baseline_below(self, top: f64) -> f64 {
        self.baseline_around(top + self.line_height() / 2.0)
    }

    /// The baseline of a line whose digits and capitals have their middle at a height.
    pub fn baseline_around(self, middle: f64) -> f64 {
        middle + self.size * 0.364
    }

    /// The width of a text in Inter.
    pub fn width(self, text: &str) -> f64 {
        self.to_units(text_advance(text, self.weight))
    }

    /// The width to reserve for a text, whatever font it will be set in.
    pub fn reserved_width(self, text: &str) -> f64 {
        self.width(text) * FONT_SLACK
    }

    /// The width to reserve for the widest of some texts.
    pub fn widest(self, texts: impl IntoIterator<Item = impl AsRef<str>>) -> f64 {
        texts
            .into_iter()
            .map(|text| self.reserved_width(text.as_ref()))
            .fold(0.0, f64::max)
    }

    /// Thousandths of an em in drawing units.
    fn to_units(self, advances: u32) -> f64 {
        f64::from(advances) * self.size / 1000.0
    }

    /// Breaks a text into lines of at most `width`, between words if possible.
    pub fn wrap(self, text: &str, width: f64) -> Vec<String> {
        self.break_lines(&measure_words(text, self.weight), width)
            .iter()
            .map(TextLine::text)
            .collect()
    }

    /// Like [`TextStyle::wrap`], with lines as even as possible, so that no line has a single word.
    pub fn wrap_evenly(self, text: &str, width: f64) -> Vec<String> {
        let words = measure_words(text, self.weight);
        let lines = self.break_lines(&words, width).len();
        let (mut too_narrow, mut enough) = (0.0, width);
        while enough - too_narrow > 1.0 && lines > 1 {
            let middle = (too_narrow + enough) / 2.0;
            match self.break_lines(&words, middle).len() > lines {
                true => too_narrow = middle,
                false => enough = middle,
            }
        }
        self.break_lines(&words, enough)
            .iter()
            .map(TextLine::text)
            .collect()
    }

    /// Words in lines.
    fn break_lines<'a>(self, words: &[(&'a str, u32)], width: f64) -> Vec<TextLine<'a>> {
        let fits = |advances| self.to_units(advances) * FONT_SLACK <= width;
        let space = u32::from(char_advance(' ', self.weight));
        let mut lines: Vec<TextLine> = Vec::new();
        for &(word, long) in words {
            match lines.last_mut() {
                Some(line) if fits(line.advances + space + long) => line.add(word, space + long),
                _ if fits(long) => lines.push(TextLine {
                    words: vec![word],
                    advances: long,
                }),
                _ => lines.extend(
                    self.split_word(word, width)
                        .into_iter()
                        .map(|piece| TextLine::from_word(piece, self.weight)),
                ),
            }
        }
        lines
    }

    /// Like [`TextStyle::wrap`], in at most `most` lines; the last one ends in an ellipsis if something is left out.
    pub fn wrap_within(self, text: &str, width: f64, most: usize) -> Vec<String> {
        let mut lines = self.wrap(text, width);
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                *last = self.with_ellipsis(last, width);
            }
        }
        lines
    }

    /// The text if it fits, else its beginning with an ellipsis.
    pub fn shorten(self, text: &str, width: f64) -> String {
        if self.reserved_width(text) <= width {
            text.to_owned()
        } else {
            self.with_ellipsis(text, width)
        }
    }

    fn with_ellipsis(self, text: &str, width: f64) -> String {
        let mut advances = u32::from(char_advance('…', self.weight));
        let fits = |&(_, c): &(usize, char)| {
            advances += u32::from(char_advance(c, self.weight));
            self.to_units(advances) * FONT_SLACK <= width
        };
        let last = text.char_indices().take_while(fits).last();
        let kept = &text[..last.map_or(0, |(at, c)| at + c.len_utf8())];
        format!("{}…", kept.trim_end_matches([' ', ',', ';', ':', '.']))
    }

    /// A word in pieces that fit, of at least one character each.
    fn split_word(self, word: &str, width: f64) -> Vec<&str> {
        let mut pieces = Vec::new();
        let (mut from, mut filled) = (0, 0);
        for (at, c) in word.char_indices() {
            let more = u32::from(char_advance(c, self.weight));
            if at > from && self.to_units(filled + more) * FONT_SLACK > width {
                pieces.push(&word[from..at]);
                (from, filled) = (at, 0);
            }
            filled += more;
        }
        pieces.push(&word[from..]);
        pieces
    }
}

/// Words on a line, and how long it is in thousandths of an em.
struct TextLine<'a> {
    words: Vec<&'a str>,
    advances: u32,
}

impl<'a> TextLine<'a> {
    fn from_word(word: &'a str, weight: Weight) -> TextLine<'a> {
        TextLine {
            words: vec![word],
            advances: text_advance(word, weight),
        }
    }

    fn add(&mut self, word: &'a str, advances: u32) {
        self.words.push(word);
        self.advances += advances;
    }

    fn text(&self) -> String {
        self.words.join(" ")
    }
}

/// The words of a text with their widths.
fn measure_words(text: &str, weight: Weight) -> Vec<(&str, u32)> {
    split_words(text)
        .map(|word| (word, text_advance(word, weight)))
        .collect()
}

fn text_advance(text: &str, weight: Weight) -> u32 {
    text.chars()
        .map(|c| u32::from(char_advance(c, weight)))
        .sum()
}

/// Only ordinary white space separates words; thin and no-break spaces keep numbers and units together.
fn split_words(text: &str) -> impl Iterator<Item = &str> {
    text.split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
}

fn char_advance(c: char, weight: Weight) -> u16 {
    let table = match weight {
        Weight::Regular => &REGULAR,
        Weight::SemiBold => &SEMI_BOLD,
    };
    match c {
        '\u{20}'..='\u{7e}' => table.ascii[c as usize - 0x20],
        '\u{a0}'..='\u{ff}' => table.latin[c as usize - 0xa0],
        _ => match PUNCTUATION.iter().position(|&mark| mark == c) {
            Some(at) => table.punctuation[at],
            None => advance_by_block(c),
        },
    }
}

/// A careful guess for what the tables lack: about the average of Greek and Cyrillic capitals, wide for East Asian
/// characters and pictographs, nothing for what has no width.
fn advance_by_block(c: char) -> u16 {
    match c {
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => 0,
        '\u{300}'..='\u{36f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2060}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => 0,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 1000,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' => 1000,
        '\u{1f000}'..='\u{1faff}' => 1300,
        '\u{20000}'..='\u{3ffff}' => 1000,
        _ => 700,
    }
}

/// The characters of [`Advances::punctuation`]; the last two are the thin space and the narrow no-break space.
const PUNCTUATION: [char; 15] = [
    '–', '—', '…', '“', '”', '‘', '’', '▼', '▲', '→', '−', '•', '€', '\u{2009}', '\u{202f}',
];

/// Advance widths of one weight, measured once from Inter 4.1 (SIL Open Font License) with tabular digits.
struct Advances {
    /// U+0020 to U+007E.
    ascii: [u16; 95],
    /// U+00A0 to U+00FF; the soft hyphen has no width.
    latin: [u16; 96],
    /// In the order of [`PUNCTUATION`].
    punctuation: [u16; 15],
}

#[rustfmt::skip]
const REGULAR: Advances = Advances {
    ascii: [
        281, 288, 466, 633, 642, 982, 644, 300, 365, 365, 501, 662, 288, 460, 288, 360,
        648, 648, 648, 648, 648, 648, 648, 648, 648, 648, 288, 302, 662, 662, 662, 511,
        966, 690, 654, 730, 722, 601, 590, 746, 743, 269, 571, 672, 565, 903, 753, 765,
        639, 765, 644, 642, 646, 744, 690, 985, 682, 679, 629, 365, 360, 365, 471, 456,
        323, 562, 612, 571, 612, 583, 370, 613, 591, 242, 242, 549, 242, 876, 591, 600,
        612, 612, 376, 528, 327, 591, 562, 818, 546, 562, 552, 426, 333, 426, 662,
    ],
    latin: [
        281, 288, 571, 611, 725, 550, 270, 568, 591, 914, 454, 583, 662, 0, 666, 478,
        456, 662, 442, 446, 323, 586, 603, 288, 268, 304, 482, 583, 802, 847, 882, 511,
        690, 690, 690, 690, 690, 690, 994, 730, 601, 601, 601, 601, 269, 269, 269, 269,
        735, 753, 765, 765, 765, 765, 765, 662, 765, 744, 744, 744, 744, 679, 636, 616,
        562, 562, 562, 562, 562, 562, 917, 571, 583, 583, 583, 583, 242, 242, 242, 242,
        583, 591, 600, 600, 600, 600, 600, 662, 600, 591, 591, 591, 591, 562, 612, 562,
    ],
    punctuation: [500, 1000, 864, 440, 440, 261, 261, 1011, 1011, 954, 662, 562, 667, 182, 182],
};

#[rustfmt::skip]
const SEMI_BOLD: Advances = Advances {
    ascii: [
        252, 321, 523, 644, 650, 1004, 663, 326, 373, 373, 540, 673, 319, 465, 319, 379,
        647, 647, 647, 647, 647, 647, 647, 647, 647, 647, 319, 329, 673, 673, 673, 543,
        999, 728, 659, 737, 722, 605, 588, 749, 746, 277, 580, 703, 565, 922, 759, 769,
        645, 773, 652, 650, 660, 736, 728, 1020, 720, 713, 652, 373, 379, 373, 481, 469,
        351, 574, 624, 583, 624, 591, 389, 625, 612, 262, 262, 569, 262, 900, 612, 609,
        624, 624, 397, 549, 353, 612, 587, 839, 569, 588, 566, 455, 359, 455, 673,
    ],
    latin: [
        252, 321, 583, 629, 749, 563, 316, 568, 612, 914, 460, 634, 673, 0, 664, 452,
        458, 673, 454, 463, 351, 614, 600, 319, 332, 324, 487, 634, 831, 870, 907, 543,
        728, 728, 728, 728, 728, 728, 1013, 737, 605, 605, 605, 605, 277, 277, 277, 277,
        751, 759, 769, 769, 769, 769, 769, 673, 769, 736, 736, 736, 736, 713, 658, 644,
        574, 574, 574, 574, 574, 574, 913, 583, 591, 591, 591, 591, 262, 262, 262, 262,
        594, 612, 609, 609, 609, 609, 609, 673, 609, 612, 612, 612, 612, 588, 624, 588,
    ],
    punctuation: [500, 1000, 956, 507, 501, 294, 294, 1034, 1034, 954, 673, 503, 679, 166, 166],
};
