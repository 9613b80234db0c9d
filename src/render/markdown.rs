//! Markdown, by <https://commonmark.org/>.

use crate::view::markdown::{MarkdownBlock, MarkdownDocument, MarkdownLine};

pub fn write_markdown(document: &MarkdownDocument) -> String {
    let mut out = format!("# {}\n", escape(&document.title));
    for block in &document.blocks {
        out.push('\n');
        match block {
            MarkdownBlock::Heading(level, text) => {
                out.push_str(&format!("{} {}\n", "#".repeat(*level), line(text)));
            }
            MarkdownBlock::Text(text) => out.push_str(&format!("{}\n", escape(text))),
            MarkdownBlock::List(items) => {
                for item in items {
                    out.push_str(&format!("- {}\n", line(item)));
                }
            }
        }
    }
    out
}

fn line(MarkdownLine { text, url, about }: &MarkdownLine) -> String {
    let mut out = match url {
        Some(url) => format!("[{}]({url})", escape(text)),
        None => escape(text),
    };
    if let Some(about) = about {
        out.push_str(&format!(": {}", escape(about)));
    }
    out
}

fn escape(text: &str) -> String {
    let mut out = String::new();
    let mut state = EscapeState::default();
    for c in text.chars() {
        push_escaped(&mut state, c, &mut out);
    }
    out
}

/// Escapes what begins formatting and links, but not inside of addresses, which programs find in the text. `state` begins as the default.
pub(super) fn push_escaped(state: &mut EscapeState, c: char, out: &mut String) {
    let is_line_start = out.is_empty() || out.ends_with('\n');
    if c.is_whitespace() || c == ')' {
        state.is_in_address = false;
    } else if c == '/' && out.ends_with(":/") {
        state.is_in_address = true;
    }
    match c {
        _ if state.is_in_address => out.push(c),
        '\\' | '*' | '_' | '~' | '`' | '|' | '<' | '>' | '[' | ']' => out.extend(['\\', c]),
        '#' if is_line_start => out.extend(['\\', c]),
        c => out.push(c),
    }
}

#[derive(Clone, Copy, Default)]
pub(super) struct EscapeState {
    pub(super) is_in_address: bool,
}
