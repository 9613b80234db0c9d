//! Text of authors in chats that read Markdown.

use crate::render::markdown::{EscapeState, push_escaped};

/// Escapes what begins formatting, links, lists and mentions. `state` begins as the default.
pub(super) fn push_markdown(state: &mut EscapeState, c: char, out: &mut String) {
    match c {
        // A character that joins words and is not displayed keeps a name from being a mention.
        '@' if !state.is_in_address => out.push_str("@\u{2060}"),
        '-' | '+' if out.is_empty() || out.ends_with('\n') => out.extend(['\\', c]),
        c => push_escaped(state, c, out),
    }
}
