//! Text of authors in chats that read Markdown.

/// Escapes what begins formatting, links and mentions, but not inside of addresses, which the chats find in the text. `state` begins as the
/// default.
pub(super) fn push_markdown(state: &mut MarkdownState, c: char, out: &mut String) {
    let is_line_start = out.is_empty() || out.ends_with('\n');
    if c.is_whitespace() || c == ')' {
        state.is_in_address = false;
    } else if c == '/' && out.ends_with(":/") {
        state.is_in_address = true;
    }
    match c {
        _ if state.is_in_address => out.push(c),
        // A character that joins words and is not displayed keeps a name from being a mention.
        '@' => out.push_str("@\u{2060}"),
        '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '>' | '[' | ']' => out.extend(['\\', c]),
        '#' | '-' | '+' if is_line_start => out.extend(['\\', c]),
        c => out.push(c),
    }
}

#[derive(Clone, Copy, Default)]
pub(super) struct MarkdownState {
    is_in_address: bool,
}
