//! Checked IDs: permanent names in files, URLs and feeds.

use std::fmt;

use super::digest::short_id;

/// Whether a text is an id: `[a-z0-9][a-z0-9-]*`, at most 100 characters, so that it is an address on every host.
pub fn is_id(text: &str) -> bool {
    let word = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    text.len() <= 100
        && text.bytes().next().is_some_and(word)
        && text.bytes().all(|b| word(b) || b == b'-')
}

/// The id that a text could have been meant as: lower case, Latin, Greek and Cyrillic letters as ASCII, other characters to hyphens.
/// `None` if nothing is left.
pub fn slug(text: &str) -> Option<String> {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if let Some(letters) = ascii_letters(c) {
            slug.push_str(letters);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug: String = slug.trim_end_matches('-').chars().take(100).collect();
    (!slug.is_empty()).then_some(slug)
}

/// The id of a text, or a short suffix that is always the same for the same text where its script has no letters in ASCII.
pub fn slug_or_suffix(text: &str) -> String {
    slug(text).unwrap_or_else(|| short_id(text)[..6].to_owned())
}

/// The ASCII form of a character in lower case: empty for a combining mark, `None` for a script whose letters cannot be transliterated one
/// by one.
fn ascii_letters(c: char) -> Option<&'static str> {
    let letters = match c {
        // As German writes them without umlauts.
        'ä' => "ae",
        'ö' => "oe",
        'ü' => "ue",
        // Combining marks, and the signs for hard and soft consonants.
        '\u{300}'..='\u{36f}' | 'ь' | 'ъ' => "",
        'a'..='z'
        | '0'..='9'
        | '\u{c0}'..='\u{24f}'
        | '\u{370}'..='\u{52f}'
        | '\u{1e00}'..='\u{1fff}' => deunicode::deunicode_char(c)?,
        _ => return None,
    };
    let is_word = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    letters.bytes().all(is_word).then_some(letters)
}

/// Whether a text has the form of [`UpdateId::of_minute`].
fn is_minute_id(text: &str) -> bool {
    const FORM: &[u8] = b"0000-00-00T0000Z";
    let digit_or = |(byte, form): (u8, &u8)| {
        if *form == b'0' {
            byte.is_ascii_digit()
        } else {
            byte == *form
        }
    };
    let Some((minute, rest)) = text.split_at_checked(FORM.len()) else {
        return false;
    };
    let counter = rest
        .strip_prefix('-')
        .filter(|count| !count.starts_with('0'));
    let counted = rest.is_empty() || counter.is_some_and(|count| count.parse::<u16>().is_ok());
    minute.bytes().zip(FORM).all(digit_or) && counted
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// Checks the characters; `None` where [`is_id`] says no.
            pub fn new(text: &str) -> Option<$name> {
                is_id(text).then(|| $name(text.to_owned()))
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    /// A component of the product.
    ComponentId,
    /// A channel that announcements are sent to.
    ChannelId,
    /// A group of components.
    GroupId,
    /// A file of content: an incident, a maintenance, a post-mortem, a notice or a page, by its file name.
    EntryId,
    /// A product that support reports are made for.
    ProductId,
    /// A culprit: what a ticket is about.
    CulpritId,
    /// Something that was done about a culprit.
    ActionId,
    /// A team that is on call or owns something.
    TeamId,
    /// A service of the catalogue.
    ServiceId,
    /// A stage in the life of a service.
    StageId,
    /// An item of the production checklist.
    ItemId,
    /// A policy of whom to notify, one after the other.
    EscalationId,
}

/// The permanent id of an update inside its file: written by the author, or made from its time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UpdateId(String);

impl UpdateId {
    /// An id that the author wrote: one that [`is_id`] knows, or one that was made from a time, so that it can be kept when the time is
    /// corrected. `None` for all others.
    pub fn from_author(text: &str) -> Option<UpdateId> {
        (is_id(text) || is_minute_id(text)).then(|| UpdateId(text.to_owned()))
    }

    /// The id of the `nth` update (from 1) of a minute, as `2012-06-30T0318Z`, then `2012-06-30T0318Z-2`.
    pub fn of_minute(minute: &str, nth: usize) -> UpdateId {
        UpdateId(if nth <= 1 {
            minute.to_owned()
        } else {
            format!("{minute}-{nth}")
        })
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}
