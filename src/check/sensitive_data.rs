//! Finds text that must not be published: personal data, secrets, and unfilled placeholders of templates.

use std::ops::Range;

use crate::parse::markdown::TextKind;

/// What a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SensitiveKind {
    Connection,
    /// A password or a token with its name.
    Secret,
    Web,
    Email,
    Ip,
    Token,
    /// Letters and digits that no word would mix so: a token, or the id of something.
    Mixed,
}

impl SensitiveKind {
    fn description(self) -> &'static str {
        match self {
            SensitiveKind::Connection => "a connection string",
            SensitiveKind::Secret => "a secret",
            SensitiveKind::Web => "a URL",
            SensitiveKind::Email => "an email address",
            SensitiveKind::Ip => "an IP address",
            SensitiveKind::Token | SensitiveKind::Mixed => "a token",
        }
    }
}

/// The first word of a note that looks like something that does not belong there: where it stands, and what it looks like.
pub(super) fn find_in_note(note: &str) -> Option<(Range<usize>, &'static str)> {
    find_sensitive(note)
        .next()
        .map(|(range, what)| (range, what.description()))
}

/// The same for every word of a text for customers. They may be told numbers and addresses of the web, and never a secret. A mail
/// address that is a link is meant for them; code has examples of connections.
pub(super) fn find_in_public_text(
    text: &str,
    manner: TextKind,
) -> impl Iterator<Item = (Range<usize>, &'static str)> {
    let bad = move |found: &(Range<usize>, SensitiveKind)| match found.1 {
        SensitiveKind::Connection | SensitiveKind::Secret => manner != TextKind::Code,
        SensitiveKind::Email => manner == TextKind::Plain,
        SensitiveKind::Token => true,
        SensitiveKind::Web | SensitiveKind::Ip | SensitiveKind::Mixed => false,
    };
    find_sensitive(text)
        .filter(bad)
        .map(|(range, what)| (range, what.description()))
}

fn find_sensitive(text: &str) -> impl Iterator<Item = (Range<usize>, SensitiveKind)> {
    candidate_words(text).into_iter().flat_map(|part| {
        let mut at = part.start;
        text[part]
            .split_inclusive(char::is_whitespace)
            .filter_map(move |part| {
                let start = at;
                at += part.len();
                let bare = part.trim_start_matches(is_delimiter);
                let start = start + part.len() - bare.len();
                let bare = bare.trim_end_matches(|c| is_delimiter(c) || c == '.' || c == ':');
                Some((start..start + bare.len(), classify(bare)?))
            })
    })
}

/// The words that can look like anything: tokens are long, and whatever else is told here has a colon, an at sign, an equals sign, or a
/// dot that is not its end. Histories hold millions of words, and this is a look at each of their bytes.
fn candidate_words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut dot, mut sign) = (0, false, false);
    for (at, b) in text.bytes().chain([b' ']).enumerate() {
        if b.is_ascii_whitespace() {
            if sign || at - start >= MIN_TOKEN_LENGTH {
                found.push(start..at);
            }
            (start, dot, sign) = (at + 1, false, false);
        } else {
            sign |= dot || matches!(b, b':' | b'=' | b'@');
            dot = b == b'.';
        }
    }
    found
}

/// What stands around a word and is no part of it.
fn is_delimiter(c: char) -> bool {
    let brackets = matches!(c, '(' | ')' | '[' | ']' | '<' | '>' | '{' | '}');
    brackets
        || matches!(c, '"' | '\'' | ',' | ';' | '!' | '?' | '*' | '_' | '`')
        || c.is_whitespace()
}

fn classify(word: &str) -> Option<SensitiveKind> {
    let lower = word.to_lowercase();
    match () {
        () if is_connection_string(&lower) => Some(SensitiveKind::Connection),
        () if is_named_secret(&lower) => Some(SensitiveKind::Secret),
        () if lower.contains("://") || lower.starts_with("www.") => Some(SensitiveKind::Web),
        () if is_email(word) => Some(SensitiveKind::Email),
        () if is_ip(word) => Some(SensitiveKind::Ip),
        () if is_known_token(word) => Some(SensitiveKind::Token),
        () if is_mixed(word) => Some(SensitiveKind::Mixed),
        () => None,
    }
}

/// `postgres://user:secret@host/name`.
fn is_connection_string(word: &str) -> bool {
    let with_user = word.split_once("://").is_some_and(|(_, rest)| {
        rest.split('/')
            .next()
            .is_some_and(|host| host.contains('@'))
    });
    let schemes = [
        "postgres://",
        "postgresql://",
        "mysql://",
        "redis://",
        "rediss://",
        "mongodb://",
        "amqp://",
        "jdbc:",
    ];
    with_user || schemes.iter().any(|scheme| word.contains(scheme))
}

/// `password=secret`.
fn is_named_secret(word: &str) -> bool {
    let keys = [
        "password=",
        "passwd=",
        "pwd=",
        "secret=",
        "token=",
        "api_key=",
        "apikey=",
    ];
    keys.iter().any(|key| {
        word.split_once(key)
            .is_some_and(|(_, value)| !value.is_empty())
    })
}

/// Something, an at sign, and a host with a dot.
fn is_email(word: &str) -> bool {
    let Some((name, host)) = word.rsplit_once('@') else {
        return false;
    };
    let host = host.rsplit_once('.');
    let last = host.is_some_and(|(host, last)| {
        !host.is_empty() && last.len() >= 2 && last.chars().all(char::is_alphabetic)
    });
    !name.is_empty() && last
}

/// Four numbers up to 255 with dots, perhaps a port or the length of a network; or groups of hexadecimal digits with colons.
fn is_ip(word: &str) -> bool {
    let address = word.split(['/', ':']).next().unwrap_or_default();
    let parts: Vec<&str> = address.split('.').collect();
    let byte = |part: &&str| (1..=3).contains(&part.len()) && part.parse::<u8>().is_ok();
    let version_4 = parts.len() == 4 && parts.iter().all(byte);
    let word = word.split('/').next().unwrap_or_default();
    let groups = word.bytes().all(|b| b.is_ascii_hexdigit() || b == b':');
    let colons = word.matches(':').count();
    version_4 || groups && (colons >= 3 || word.contains("::") && word.len() > 3)
}

/// Shorter words are no tokens.
const MIN_TOKEN_LENGTH: usize = 16;

/// Beginnings of tokens of well-known services.
const TOKEN_PREFIXES: [&str; 9] = [
    "ghp_",
    "gho_",
    "github_pat_",
    "glpat-",
    "xoxb-",
    "xoxp-",
    "sk_live_",
    "AKIA",
    "eyJ",
];

fn is_known_token(word: &str) -> bool {
    TOKEN_PREFIXES
        .iter()
        .any(|start| word.starts_with(start) && word.len() >= MIN_TOKEN_LENGTH)
}

/// Sixteen and more letters and digits in a row that no word would mix so.
fn is_mixed(word: &str) -> bool {
    let mixed = |run: &str| {
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        run.len() >= MIN_TOKEN_LENGTH && digits >= 3 && digits + 3 <= run.len()
    };
    let uuid = {
        let lengths: Vec<usize> = word.split('-').map(str::len).collect();
        lengths == [8, 4, 4, 4, 12] && word.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
    };
    uuid || word.split(|c: char| !c.is_ascii_alphanumeric()).any(mixed)
}

/// Words that a template leaves for its user, in capitals.
const PLACEHOLDER_WORDS: [&str; 4] = ["TODO", "FIXME", "TBD", "XXX"];

/// What a template asks for in brackets.
const PLACEHOLDER_BRACKETS: [&str; 8] = [
    "[INSERT",
    "[YOUR ",
    "[DATE",
    "[TIME",
    "[NAME",
    "[SERVICE",
    "[DESCRIPTION",
    "[PLACEHOLDER",
];

/// Each piece of a template: a variable such as `$ISSUE_DATETIME` or `{{ title }}`, a word such as `TODO`, a bracket such as
/// `[INSERT TIME]`, and `Lorem ipsum`.
pub(super) fn find_placeholders(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    // Each piece begins with one of these bytes, none of which is a part of another character.
    let begins = |b: u8| matches!(b, b'$' | b'{' | b'[' | b'T' | b'F' | b'X' | b'L' | b'l');
    while let Some(next) = text.as_bytes()[at..].iter().position(|b| begins(*b)) {
        at += next;
        let length = placeholder_length(text, at);
        found.extend((length > 0).then_some(at..at + length));
        at += length.max(1);
    }
    found
}

/// The length in bytes of the piece of a template that begins at a place; 0 if none does.
fn placeholder_length(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let joined = |c: char| c == '_' || c.is_alphanumeric();
    let alone =
        |word: &str| !text[..at].ends_with(joined) && !rest[word.len()..].starts_with(joined);
    let whole = |word: Option<&str>| word.filter(|word| alone(word)).map_or(0, str::len);
    match rest.as_bytes()[0] {
        b'$' => variable_length(rest),
        b'{' => delimited_length(rest, "{{", "}}"),
        b'[' if PLACEHOLDER_BRACKETS
            .iter()
            .any(|start| rest.starts_with(start)) =>
        {
            delimited_length(rest, "[", "]")
        }
        b'T' | b'F' | b'X' => whole(
            PLACEHOLDER_WORDS
                .iter()
                .copied()
                .find(|word| rest.starts_with(word)),
        ),
        b'L' | b'l' => whole(
            rest.get(..11)
                .filter(|start| start.eq_ignore_ascii_case("lorem ipsum")),
        ),
        _ => 0,
    }
}

/// `$ISSUE_DATETIME` or `${TITLE}`: at least four capitals, for `$USD` may be a currency.
fn variable_length(rest: &str) -> usize {
    let name = rest[1..].strip_prefix('{').unwrap_or(&rest[1..]);
    let length = name
        .bytes()
        .take_while(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'_')
        .count();
    let open = rest.len() - name.len() - 1;
    let whole = open == 0 || name[length..].starts_with('}');
    if length >= 4 && whole {
        1 + open + length + open
    } else {
        0
    }
}

/// From an opening to the closing on the same line.
fn delimited_length(rest: &str, open: &str, close: &str) -> usize {
    let line = rest.lines().next().unwrap_or_default();
    let end = line
        .strip_prefix(open)
        .and_then(|inside| inside.find(close));
    end.map_or(0, |end| open.len() + end + close.len())
}
