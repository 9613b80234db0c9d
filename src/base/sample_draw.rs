//! Which tickets a sample draws: those with the smallest digests. The choice is random, and everybody can check it.
//!
//! ```text
//! key(id) = SHA-256 of the UTF-8 bytes of  seed|product|period|id
//! ```
//!
//! Sorted by key, any first n ids are a simple random sample: sequential sampling with permanent random numbers (Ohlsson 1995,
//! "Coordination of samples using permanent random numbers"). The order of the export does not matter, a larger sample extends a smaller
//! one, and a ticket that comes or goes moves one place. Periods are independent, because the period is part of what is hashed.

use std::fmt;

use super::digest::DigestPrefix;
use super::period::Period;

/// Longer than the IDs of any known ticket system.
pub const MAX_TICKET_ID_CHARS: usize = 200;

/// Digits of the code of a label: two of a hundred labels have the same for a ticket with a chance of 1 in a million.
const LABEL_CODE_DIGITS: usize = 8;

/// Separates the parts of the hashed text. No part contains it.
const SEPARATOR: char = '|';

/// The digest of a ticket, by which tickets are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DrawKey(pub [u8; 32]);

impl fmt::Display for DrawKey {
    /// Lower-case hexadecimal, as `sha256sum` prints it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// The draw of one period of a product.
#[derive(Clone, Debug)]
pub struct SampleDraw(DigestPrefix);

impl SampleDraw {
    pub fn new(seed: &str, product: &str, period: Period) -> SampleDraw {
        SampleDraw(DigestPrefix::new(&hash_prefix(seed, product, period)))
    }

    pub fn key(&self, id: &str) -> DrawKey {
        DrawKey(self.0.digest(id))
    }

    /// What stands for a label beside a ticket: the first eight digits of the digest of `seed|product|period|id|label`. Nobody who reads
    /// the ticket is led by it, and whoever knows which labels there are can find out which it is.
    pub fn label_code(&self, id: &str, label: &str) -> String {
        let digest = self.key(&format!("{id}{SEPARATOR}{label}")).to_string();
        digest[..LABEL_CODE_DIGITS].to_owned()
    }
}

/// What is hashed before each id: `status-2013|postgres|2013-W27|`.
pub fn hash_prefix(seed: &str, product: &str, period: Period) -> String {
    format!("{seed}{SEPARATOR}{product}{SEPARATOR}{period}{SEPARATOR}")
}

/// Whether a text can be a seed: letters, digits, `.`, `_` and `-`, at most 100, so that it can be typed into any shell.
pub fn is_seed(text: &str) -> bool {
    let good = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
    (1..=100).contains(&text.len()) && text.bytes().all(good)
}

/// Why a text cannot be the id of a ticket; `None` if it can.
pub fn ticket_id_problem(id: &str) -> Option<&'static str> {
    match () {
        () if id.trim().is_empty() => Some("it is empty"),
        () if id.trim() != id => Some("it begins or ends with a space"),
        () if id.contains(SEPARATOR) => Some("`|` is not allowed in ticket IDs"),
        () if id.contains(char::is_control) => Some("it has a character that cannot be printed"),
        () if id.chars().count() > MAX_TICKET_ID_CHARS => Some("it is longer than 200 characters"),
        () => None,
    }
}
