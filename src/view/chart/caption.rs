//! Shared by all charts: texts, number formats and annotations.

use serde::Serialize;

/// The texts around a chart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Caption {
    /// Prefix of the element ids, unique on a page.
    pub id: String,
    /// The finding.
    pub title: String,
    /// What is measured, where and when.
    pub subtitle: String,
    /// Two or three sentences for people who do not see the drawing.
    pub description: String,
    /// Notes under the drawing, one paragraph each.
    pub footer: Vec<String>,
}

/// How numbers on an axis are written; the other numbers come as finished text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Digits {
    /// Stands between groups of three digits: `,` or a thin space.
    pub thousands: &'static str,
    /// Stands before the decimals.
    pub decimal: &'static str,
}

impl Default for Digits {
    fn default() -> Digits {
        Digits {
            thousands: ",",
            decimal: ".",
        }
    }
}

impl Digits {
    /// A number that is not negative, with so many decimals.
    pub fn write(&self, number: f64, decimals: usize) -> String {
        // Rounds like the formatter, which is slow for numbers that are not whole.
        let plain = match number.round_ties_even() {
            // A number below 2^53, not negative.
            whole if decimals == 0 && (0.0..1e15).contains(&whole) => (whole as u64).to_string(),
            _ => format!("{number:.decimals$}"),
        };
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut written = String::with_capacity(plain.len() + 4);
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                written.push_str(self.thousands);
            }
            written.push(digit);
        }
        if !fraction.is_empty() {
            written.push_str(self.decimal);
            written.push_str(fraction);
        }
        written
    }
}

/// An event at its place in time.
///
/// It is drawn as a line with a number and explained under the drawing; the numbers go in reading order.
#[derive(Debug, Clone, PartialEq)]
pub struct Annotation {
    /// Where it stands among the periods: `0.0` is the middle of the first one, `0.5` the end of it.
    pub at: f64,
    /// With its date: `8 July: Backup capture fix shipped`.
    pub text: String,
}
