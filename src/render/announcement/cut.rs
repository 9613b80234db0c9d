//! Text of authors within the limits of a service.

/// What the limit of a service counts.
#[derive(Clone, Copy)]
pub(super) enum Limit {
    /// UTF-16 units, which are at least as many as characters.
    Units(usize),
    Bytes(usize),
}

/// A text in which each character is escaped, and which is cut between words where it would be too long. The end of a text that is cut is
/// an ellipsis; the link that every message has leads to the rest.
pub(super) fn escape_within(
    text: &str,
    limit: Limit,
    mut escape: impl FnMut(char, &mut String),
) -> String {
    const ELLIPSIS: &str = "\u{a0}\u{2026}";
    let (most, size): (usize, fn(&str) -> usize) = match limit {
        Limit::Units(most) => (most, |text| text.encode_utf16().count()),
        Limit::Bytes(most) => (most, str::len),
    };
    let mut out = String::new();
    let mut used = 0;
    // The last ends of words at which the ellipsis still fits.
    let (mut word_end, mut any_end) = (0, 0);
    for c in text.chars().filter(|c| is_shown(*c)) {
        if used + size(ELLIPSIS) <= most {
            any_end = out.len();
            if c.is_whitespace() {
                word_end = out.len();
            }
        }
        let before = out.len();
        escape(c, &mut out);
        used += size(&out[before..]);
        if used > most {
            // Some scripts have no blanks between words.
            let end = if any_end - word_end > 200 {
                any_end
            } else {
                word_end
            };
            out.truncate(if end == 0 { any_end } else { end });
            out.push_str(ELLIPSIS);
            return out;
        }
    }
    out
}

/// Whether a chat can show a character as its author meant it. Marks that turn the direction of the text could make a message say something
/// else than what is written.
fn is_shown(c: char) -> bool {
    let turns_direction = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    (c == '\n' || !c.is_control()) && !turns_direction
}

/// Text that has no special characters for its service.
pub(super) fn plain_within(text: &str, limit: Limit) -> String {
    escape_within(text, limit, |c, out| out.push(c))
}
