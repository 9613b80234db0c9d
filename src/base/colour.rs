//! Colours of the sRGB space and their contrast.
//!
//! Contrast is that of WCAG 2.2, <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.

use std::fmt::{self, Display};

/// The minimum contrast of text, by WCAG 2.2, success criterion 1.4.3.
pub const MIN_TEXT_CONTRAST: f64 = 4.5;

/// The minimum contrast of shapes and bars, by WCAG 2.2, success criterion 1.4.11.
pub const MIN_GRAPHIC_CONTRAST: f64 = 3.0;

/// A colour of the sRGB space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02X}{:02X}{:02X}", self.0, self.1, self.2)
    }
}

impl Rgb {
    pub const BLACK: Rgb = Rgb(0, 0, 0);
    pub const WHITE: Rgb = Rgb(255, 255, 255);

    /// Reads `#rrggbb` or `#rgb`.
    pub fn parse(text: &str) -> Option<Rgb> {
        let digits = text
            .strip_prefix('#')
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let number = u32::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            6 => {
                let [_, red, green, blue] = number.to_be_bytes();
                Some(Rgb(red, green, blue))
            }
            3 => {
                let double =
                    |shift: u32| u8::try_from((number >> shift & 0xF) * 17).unwrap_or_default();
                Some(Rgb(double(8), double(4), double(0)))
            }
            _ => None,
        }
    }

    /// Relative luminance, from 0 for black to 1 for white.
    pub fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Contrast with another colour, from 1 to 21.
    pub fn contrast(self, other: Rgb) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// This colour with `parts` of 255 of another in it.
    pub fn mix(self, other: Rgb, parts: u8) -> Rgb {
        let part = |one: u8, two: u8| {
            let sum = u32::from(one) * u32::from(255 - parts) + u32::from(two) * u32::from(parts);
            u8::try_from((sum + 127) / 255).unwrap_or(u8::MAX)
        };
        Rgb(
            part(self.0, other.0),
            part(self.1, other.1),
            part(self.2, other.2),
        )
    }

    /// Mixes in as little black, or white on a dark background, as is needed for enough contrast with the background.
    pub fn readable_on(self, background: Rgb, least: f64) -> Rgb {
        let towards = if background.contrast(Rgb::BLACK) > background.contrast(Rgb::WHITE) {
            Rgb::BLACK
        } else {
            Rgb::WHITE
        };
        let mut mixtures = (0..=u8::MAX).map(|parts| self.mix(towards, parts));
        mixtures
            .find(|colour| colour.contrast(background) >= least)
            .unwrap_or(towards)
    }
}
