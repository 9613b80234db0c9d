//! Messages for syntax errors. The parser's own messages speak of its grammar, so each error is explained by the text at its place.

use std::ops::Range;

use granit_parser::ErrorKind;

use crate::base::diagnostic::quoted;

/// A place, what is wrong there, and what to do.
pub(super) struct SyntaxFault {
    pub range: Range<usize>,
    pub message: String,
    pub help: String,
}

/// Where the parser gave up.
pub(super) struct SyntaxBreak<'a> {
    /// The whole text; all offsets count from its start.
    pub text: &'a str,
    /// The parser's place. For quoted and block texts it is their start, else the first thing that does not fit.
    pub at: usize,
    /// The end of the last thing that did fit.
    pub last_valid_end: usize,
    /// The start of the innermost collection that is still open.
    pub open_collection: Option<usize>,
    /// The innermost bracket that is still open.
    pub open_bracket: Option<usize>,
}

fn syntax_fault(
    range: Range<usize>,
    message: impl Into<String>,
    help: impl Into<String>,
) -> SyntaxFault {
    SyntaxFault {
        range,
        message: message.into(),
        help: help.into(),
    }
}

/// A colon without a key before it.
pub(super) fn missing_key(text: &str, at: usize) -> SyntaxFault {
    let end = if text[at..].starts_with(':') {
        at + 1
    } else {
        at
    };
    syntax_fault(
        at..end,
        "a key is missing before the colon",
        "write a key, or put text that begins with `:` in quotes",
    )
}

/// A list or a mapping in the place of a key, such as `{{ x }}: 1`.
pub(super) fn collection_as_key(range: Range<usize>) -> SyntaxFault {
    syntax_fault(
        range,
        "a key must be a text",
        "put text that begins with `{` or `[` in quotes",
    )
}

/// The message for an error of the parser.
pub(super) fn explain(kind: &ErrorKind, here: &SyntaxBreak) -> SyntaxFault {
    use ErrorKind as E;
    if let Some(fault) = here.merge_conflict() {
        return fault;
    }
    match kind {
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabInIndentation
        | E::TabAtBlockScalarStart
        | E::TabInPlainScalar => here.tab_in_indentation(),
        E::UnclosedQuotedScalar
        | E::InvalidQuotedScalarIndent
        | E::DocumentIndicatorInQuotedScalar => here.unclosed_quote(),
        E::InvalidTrailingSingleQuotedScalar => {
            here.text_after_quote("write an apostrophe inside single quotes twice: `''`")
        }
        E::InvalidTrailingDoubleQuotedScalar => {
            here.text_after_quote("write a quotation mark inside double quotes as `\\\"`")
        }
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => here.invalid_escape(),
        E::UnclosedFlowCollection { open } => here.unclosed_bracket(here.at, *open),
        E::MismatchedFlowCollectionEnd { open, close } => here.wrong_bracket(*open, *close),
        E::MisplacedFlowCollectionEnd => here.stray_bracket(),
        E::UnexpectedCharacter { character } => here.invalid_character(*character),
        E::BomInsideDocument => syntax_fault(
            here.character(),
            "byte-order mark inside the text",
            "delete this invisible character",
        ),
        E::DirectiveDisallowed => here.invalid_start("%"),
        E::MissingAnchorOrAliasName => here.invalid_first_character(),
        E::CommentNotSeparated => syntax_fault(
            here.character(),
            "`#` begins a comment only after a space",
            "put a space before it",
        ),
        E::CommentInterceptedScalar => syntax_fault(
            here.rest_of_line(here.at),
            "comment inside a text that continues",
            "put the comment elsewhere, or the text in quotes if `#` belongs to it",
        ),
        E::InvalidBlockScalarHeader | E::ZeroBlockScalarIndent => here.block_header(),
        E::BlockSequenceEntryNotAllowed => syntax_fault(
            here.rest_of_line(here.at),
            "a list cannot begin on the line of its key",
            "begin it on the next line, or put text that begins with `- ` in quotes",
        ),
        E::MappingKeyNotAllowed => here.invalid_start("? "),
        kind if is_tag_error(kind) => here.invalid_start("!"),
        _ if here.open_bracket.is_some() => here.in_brackets(),
        _ => here.in_block(kind),
    }
}

fn is_tag_error(kind: &ErrorKind) -> bool {
    use ErrorKind as E;
    matches!(
        kind,
        E::UndeclaredTagHandle
            | E::ExpectedTagBang
            | E::InvalidGlobalTagCharacter
            | E::InvalidTagTerminator
            | E::MissingTagUri
            | E::UnclosedVerbatimTag
            | E::InvalidTagEscape
            | E::InvalidTagUtf8LeadingByte
            | E::InvalidTagUtf8TrailingByte
            | E::InvalidTagUtf8
    )
}

fn closing_bracket(open: char) -> char {
    if open == '[' { ']' } else { '}' }
}

impl SyntaxBreak<'_> {
    /// A bracket that closes one of the other kind.
    fn wrong_bracket(&self, open: char, close: char) -> SyntaxFault {
        let message = format!("`{open}` is closed by `{close}`");
        syntax_fault(
            self.character(),
            message,
            format!("close it with `{}`", closing_bracket(open)),
        )
    }

    /// A bracket that closes nothing.
    fn stray_bracket(&self) -> SyntaxFault {
        let bracket = quoted(&self.text[self.character()]);
        let help = format!("delete it, or put text that contains {bracket} in quotes");
        syntax_fault(self.character(), format!("unmatched {bracket}"), help)
    }

    fn line_start(&self) -> usize {
        self.text[..self.at].rfind('\n').map_or(0, |at| at + 1)
    }

    fn rest_of_line(&self, from: usize) -> Range<usize> {
        rest_of_line(self.text, from)
    }

    /// The one character at the place.
    fn character(&self) -> Range<usize> {
        self.character_at(self.at)
    }

    fn character_at(&self, at: usize) -> Range<usize> {
        at..at + self.text[at..].chars().next().map_or(0, char::len_utf8)
    }

    /// The first tab in the indentation of this line or a later one; the parser stops there.
    fn tab_in_indentation(&self) -> SyntaxFault {
        let mut start = self.line_start();
        let mut place = self.text[start..]
            .find('\t')
            .map_or(self.at..self.at, |tab| start + tab..start + tab + 1);
        for line in self.text[start..].split_inclusive('\n') {
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            if let Some(tab) = line[..indent].find('\t') {
                place = start + tab..start + tab + 1;
                break;
            }
            start += line.len();
        }
        syntax_fault(place, "a tab in the indentation", "indent with spaces")
    }

    /// A conflict marker of git.
    fn merge_conflict(&self) -> Option<SyntaxFault> {
        let line = self.rest_of_line(self.line_start());
        let text = &self.text[line.clone()];
        let git = ["<<<<<<< ", ">>>>>>> ", "======="]
            .iter()
            .any(|mark| text.starts_with(mark));
        let help =
            "keep the right version, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`";
        git.then(|| syntax_fault(line, "unresolved merge conflict", help))
    }

    fn is_indented_with_tab(&self) -> bool {
        let line = &self.text[self.line_start()..];
        line[..line.len() - line.trim_start_matches([' ', '\t']).len()].contains('\t')
    }

    fn unclosed_quote(&self) -> SyntaxFault {
        let start = self.character_at(self.first_quote());
        let quote = quoted(&self.text[start.clone()]);
        let help = format!(
            "close it with {quote} in the same line, or indent the lines that continue the text"
        );
        syntax_fault(start, "this quote is not closed", help)
    }

    /// The first quote after the last thing that did fit, which is not in a comment.
    fn first_quote(&self) -> usize {
        let mut start = self.last_valid_end;
        for line in self.text[self.last_valid_end..self.at].split_inclusive('\n') {
            let visible = if line.starts_with('#') {
                ""
            } else {
                line.find(" #").map_or(line, |comment| &line[..comment])
            };
            if let Some(quote) = visible.find(['"', '\'']) {
                return start + quote;
            }
            start += line.len();
        }
        self.at
    }

    fn text_after_quote(&self, inside: &str) -> SyntaxFault {
        let rest = self.rest_of_line(self.at);
        let text = quoted(&self.text[rest.clone()]);
        syntax_fault(
            rest,
            format!("unexpected {text} after the closing quote"),
            format!("put all of the text in quotes; {inside}"),
        )
    }

    /// The first wrong escape of the double-quoted text at the place.
    fn invalid_escape(&self) -> SyntaxFault {
        let mut at = self.at;
        while let Some(found) = self.text[at..].find('\\') {
            at += found;
            match escape_length(&self.text[at..]) {
                Ok(length) => at += length,
                Err(length) => {
                    let range = at..at + length;
                    let text = quoted(&self.text[range.clone()]);
                    return syntax_fault(
                        range,
                        format!("unknown escape {text}"),
                        "write a backslash as `\\\\`, or use single quotes",
                    );
                }
            }
        }
        syntax_fault(
            self.character(),
            "invalid escape in this text",
            "write a backslash as `\\\\`, or use single quotes",
        )
    }

    fn unclosed_bracket(&self, at: usize, open: char) -> SyntaxFault {
        syntax_fault(
            self.character_at(at),
            format!("`{open}` is not closed"),
            format!("add `{}` where it ends", closing_bracket(open)),
        )
    }

    fn invalid_character(&self, character: char) -> SyntaxFault {
        let range = self.character_at(
            self.text[self.at..]
                .find(character)
                .map_or(self.at, |found| self.at + found),
        );
        let shown = quoted(&character.to_string());
        if character.is_control() {
            return syntax_fault(
                range,
                format!("the control character {shown} is not allowed in a file"),
                "delete it",
            );
        }
        syntax_fault(
            range,
            format!("a text cannot begin with {shown}"),
            "put the text in quotes",
        )
    }

    fn invalid_start(&self, mark: &str) -> SyntaxFault {
        let message = format!("a text cannot begin with {}", quoted(mark));
        syntax_fault(
            self.rest_of_line(self.at),
            message,
            "put the text in quotes",
        )
    }

    fn invalid_first_character(&self) -> SyntaxFault {
        self.invalid_start(&self.text[self.character()])
    }

    fn block_header(&self) -> SyntaxFault {
        let mark = quoted(&self.text[self.character()]);
        let help = format!(
            "begin the text on the next line, indented; or put text that begins with {mark} in quotes"
        );
        syntax_fault(
            self.rest_of_line(self.at),
            format!("unexpected text after {mark} on its line"),
            help,
        )
    }

    /// Inside brackets: nearly always a missing bracket or comma.
    fn in_brackets(&self) -> SyntaxFault {
        let bracket = self.open_bracket.unwrap_or(self.at);
        let open = self.text[bracket..].chars().next().unwrap_or('[');
        if self.text[bracket..self.at].contains('\n') || self.at == self.text.len() {
            return self.unclosed_bracket(bracket, open);
        }
        if self.text[self.at..].starts_with(',') {
            return syntax_fault(
                self.character(),
                "a value is missing before this comma",
                "delete the comma, or write a value",
            );
        }
        let found = quoted(&self.text[self.character()]);
        let message = format!("expected `,` or `{}`, found {found}", closing_bracket(open));
        syntax_fault(
            self.character(),
            message,
            "put a comma between entries, and text with `: `, `,` or brackets in quotes",
        )
    }

    /// Outside brackets: a line that fits neither by its indentation nor by what is on it.
    fn in_block(&self, kind: &ErrorKind) -> SyntaxFault {
        if self.is_indented_with_tab() {
            return self.tab_in_indentation();
        }
        if let Some((colon, corrected)) = self.colon_without_space() {
            return syntax_fault(
                colon,
                "missing space after the colon",
                format!("write {}", quoted(&corrected)),
            );
        }
        let line = self.rest_of_line(self.line_start());
        let line = line.start
            + (self.text[line.clone()].len() - self.text[line.clone()].trim_start().len())
            ..line.end;
        let text = &self.text[line.clone()];
        if *kind == ErrorKind::MappingValueNotAllowed {
            return self.unexpected_colon(text);
        }
        if *kind == ErrorKind::SimpleKeyExpected || *kind == ErrorKind::InvalidSimpleKey {
            return self.missing_colon(line, text);
        }
        if self.text[self.at..].starts_with([',', ']', '}']) {
            return self.invalid_first_character();
        }
        if self.at > line.start && !text.starts_with("- ") {
            let rest = self.rest_of_line(self.at);
            let message = format!(
                "{} does not belong to the value before it",
                quoted(&self.text[rest.clone()])
            );
            return syntax_fault(rest, message, "put the whole value in quotes");
        }
        self.stray_line(line)
    }

    /// A line whose indentation or kind is not that of the collection around it.
    fn stray_line(&self, line: Range<usize>) -> SyntaxFault {
        let text = &self.text[line.clone()];
        let column = line.start - self.line_start();
        let open_column = self
            .open_collection
            .map(|open| open - self.text[..open].rfind('\n').map_or(0, |at| at + 1));
        if open_column != Some(column) {
            let message = "unexpected indentation";
            return syntax_fault(
                line,
                message,
                "begin it in the same column as the lines that it belongs with",
            );
        }
        if let Some(fault) = hyphen_without_space(line.start, text) {
            return fault;
        }
        if text.starts_with('-') {
            let message = "expected `key: value`, found an item of a list";
            return syntax_fault(
                line,
                message,
                "write a list under a key that has nothing after its colon",
            );
        }
        let message = "expected an item of the list, which begins with `- `";
        syntax_fault(
            line,
            message,
            "add the hyphen, or begin the line in the column of the key that it belongs with",
        )
    }

    /// A line without a colon where a key is expected.
    fn missing_colon(&self, line: Range<usize>, text: &str) -> SyntaxFault {
        if let Some(fault) = hyphen_without_space(line.start, text) {
            return fault;
        }
        let message = format!("expected `key: value`, found {}", quoted(text));
        let word = text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        if word && self.text[line.end..].trim().is_empty() {
            let help = format!("write `{text}: ...`; perhaps the end of the file is missing");
            return syntax_fault(line, message, help);
        }
        syntax_fault(
            line,
            message,
            "indent a line that continues a text deeper than the key of the text",
        )
    }

    /// A colon where the line has a value already.
    fn unexpected_colon(&self, line: &str) -> SyntaxFault {
        let before = &self.text[self.line_start()..self.at];
        let colon = self.character();
        if before.contains(": ") || before.contains(":\t") || before.contains(['"', '\'']) {
            let message = "unexpected `: ` in a value without quotes";
            return syntax_fault(colon, message, "put text that contains `: ` in quotes");
        }
        let key = quoted(line.split(':').next().unwrap_or_default().trim());
        let message = format!("{key} is indented under a line that has a value");
        syntax_fault(
            self.rest_of_line(self.line_start() + before.len() - before.trim_start().len()),
            message,
            "begin it in the same column as the key above, or delete the value above",
        )
    }

    /// The colon of a line such as `title:text`, on this line or the one before, and the line that was probably meant.
    fn colon_without_space(&self) -> Option<(Range<usize>, String)> {
        let this = self.line_start();
        let last = self.text[..this].trim_end();
        let last = last.rfind('\n').map_or(0, |at| at + 1);
        [this, last].into_iter().find_map(|start| {
            let line = &self.text[self.rest_of_line(start)];
            let (key, value) = line.split_once(':')?;
            let name = key.trim_start_matches([' ', '-']);
            // A time such as `09:30` has a colon too.
            let is_key = name.starts_with(char::is_alphabetic)
                && name
                    .chars()
                    .all(|c| c.is_alphanumeric() || "_-".contains(c));
            let is_joined = !value.is_empty()
                && !value.starts_with([' ', '\t', '/'])
                && (value.starts_with(['{', '[', '"', '\'']) || !value.contains(": "));
            let colon = start + key.len();
            (is_key && is_joined).then(|| (colon..colon + 1, format!("{name}: {value}")))
        })
    }
}

/// From an offset to the end of what is visible on its line, without a comment.
pub(super) fn rest_of_line(text: &str, from: usize) -> Range<usize> {
    let line = text[from..].lines().next().unwrap_or_default();
    let visible = line
        .find(" #")
        .map_or(line, |comment| &line[..comment])
        .trim_end();
    from..from + visible.len()
}

/// The length of the escape that the text begins with, in bytes; as an error if it is none.
fn escape_length(text: &str) -> Result<usize, usize> {
    let Some(kind) = text[1..].chars().next() else {
        return Err(1);
    };
    let digits = match kind {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        '0' | 'a' | 'b' | 't' | '\t' | 'n' | 'v' | 'f' | 'r' | 'e' | ' ' | '"' | '/' | '\\'
        | 'N' | '_' | 'L' | 'P' | '\n' | '\r' => return Ok(2),
        _ => return Err(1 + kind.len_utf8()),
    };
    let length = 2 + text[2..]
        .bytes()
        .take(digits)
        .take_while(u8::is_ascii_hexdigit)
        .count();
    let number = u32::from_str_radix(&text[2..length], 16).ok();
    if length == 2 + digits && number.and_then(char::from_u32).is_some() {
        Ok(length)
    } else {
        Err(length)
    }
}

/// An item such as `-text`.
fn hyphen_without_space(at: usize, line: &str) -> Option<SyntaxFault> {
    let item = line
        .strip_prefix('-')
        .filter(|item| !item.starts_with([' ', '-']) && !item.is_empty())?;
    let help = format!("write {}", quoted(&format!("- {item}")));
    Some(syntax_fault(
        at..at + 1,
        "missing space after the hyphen",
        help,
    ))
}
