//! Escaping: writes text of authors into other formats so that it stays text there.

use std::borrow::Cow;

/// Appends text to the body of an HTML element.
pub fn push_html(out: &mut String, text: &str) {
    push_replaced(out, text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        _ => None,
    });
}

/// Appends text to an attribute in double quotes.
pub fn push_attribute(out: &mut String, text: &str) {
    push_replaced(out, text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        _ => None,
    });
}

/// Appends text to an element or attribute of XML, without the characters that XML 1.0 cannot carry even escaped.
pub fn push_xml(out: &mut String, text: &str) {
    push_replaced(out, text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'.. => None,
        _ => Some(""),
    });
}

/// Whether XML 1.0 can carry the character, and a person can be meant to read it.
pub fn is_printable(c: char) -> bool {
    let control = (c.is_control() && !matches!(c, '\n' | '\t' | '\r')) || c == '\u{feff}';
    let noncharacter =
        matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff) || matches!(c, '\u{fdd0}'..='\u{fdef}');
    !control && !noncharacter
}

/// Copies what needs no replacement in one piece, because most texts need none.
fn push_replaced(out: &mut String, text: &str, replacement: impl Fn(char) -> Option<&'static str>) {
    let mut copied = 0;
    for (at, c) in text.char_indices() {
        if let Some(replacement) = replacement(c) {
            out.push_str(&text[copied..at]);
            out.push_str(replacement);
            copied = at + c.len_utf8();
        }
    }
    out.push_str(&text[copied..]);
}

/// Text for the body of an HTML element.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_html(&mut out, text);
    out
}

/// Text for an attribute in double quotes, or for the body of an element.
pub fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_attribute(&mut out, text);
    out
}

/// Text for an element or attribute of XML.
pub fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_xml(&mut out, text);
    out
}

/// A value of type TEXT in iCalendar (RFC 5545, 3.3.11).
pub fn icalendar(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A cell of a CSV file. A spreadsheet would run a text that starts like a formula, so it gets an apostrophe in front.
pub fn csv_cell(cell: &str) -> Cow<'_, str> {
    let is_formula =
        cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if is_formula {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// A character that joins words and is not displayed. After `@` and `#` it keeps GitHub and GitLab from notifying somebody or linking
/// to an issue, and inside `://` from making a link.
const WORD_JOINER: char = '\u{2060}';

/// Text for the Markdown of a comment on GitHub or GitLab: no markup, no mention of a person, no reference to an issue.
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in escape_invisible(text)
        .replace("://", &format!(":{WORD_JOINER}//"))
        .chars()
    {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '@' | '#' => out.extend(['\\', c, WORD_JOINER]),
            ':' | '/' | ',' | '\'' | '"' | '?' | '%' | '(' | ')' | ';' | '=' => out.push(c),
            c if c.is_ascii_punctuation() => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// Text as inline code in Markdown, between more backticks than it contains in a row.
pub fn markdown_code(text: &str) -> String {
    let text = escape_invisible(text);
    let longest = text
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if text.contains('`') { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Text for a terminal: control characters and invisible ones are shown as escapes, so that a file cannot send commands.
pub fn escape_invisible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        push_visible(&mut out, c);
    }
    out
}

/// Appends a character for a terminal.
pub fn push_visible(out: &mut String, c: char) {
    match c {
        '\t' | '\n' | '\r' => out.extend(c.escape_default()),
        c if is_control_or_invisible(c) => out.push_str(&character_name(c)),
        c => out.push(c),
    }
}

/// `<U+00A0>`.
pub fn character_name(c: char) -> String {
    format!("<U+{:04X}>", u32::from(c))
}

pub fn is_control_or_invisible(c: char) -> bool {
    c.is_control() || is_invisible(c)
}

/// Marks that change the direction of text or show nothing, except the joiners that scripts and emoji need.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Text for the log of a build, in which no line is a command to the service that runs it: GitHub reads `::name` at the start of a line and
/// `##[name]` anywhere, others `##vso[` and `##teamcity[`. A blank makes it text.
pub fn without_log_commands(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let (blanks, rest) = line.split_at(line.len() - words.len());
        out.push_str(blanks);
        let mut rest = match rest.strip_prefix("::") {
            Some(rest) => {
                out.push_str(": :");
                rest
            }
            None => rest,
        };
        while let Some(at) = rest.find("##") {
            let after = rest[at + 2..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
            out.push_str(&rest[..=at]);
            if after.starts_with('[') {
                out.push(' ');
            }
            rest = &rest[at + 1..];
        }
        out.push_str(rest);
    }
    out
}

/// The message of a GitHub workflow command.
pub fn workflow_data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property of a GitHub workflow command.
pub fn workflow_property(text: &str) -> String {
    workflow_data(text).replace(':', "%3A").replace(',', "%2C")
}
