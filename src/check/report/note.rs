//! What a note must not say: words that look like personal data or secrets.

use std::ops::Range;

/// A word that looks like something that does not belong into a note: where it stands, and what it looks like.
pub(super) fn suspect(note: &str) -> Option<(Range<usize>, &'static str)> {
    let mut at = 0;
    for part in note.split_inclusive(char::is_whitespace) {
        let around = |c: char| c.is_whitespace() || "\"'()[]<>{},;!?*_`".contains(c);
        let bare = part.trim_start_matches(around).trim_end_matches(|c| around(c) || c == '.' || c == ':');
        if let Some(what) = looks_like(bare) {
            let start = at + part.find(bare).unwrap_or(0);
            return Some((start..start + bare.len(), what));
        }
        at += part.len();
    }
    None
}

fn looks_like(word: &str) -> Option<&'static str> {
    let lower = word.to_lowercase();
    match () {
        () if is_connection_string(&lower) => Some("a connection string"),
        () if lower.contains("://") || lower.starts_with("www.") => Some("an address of the web"),
        () if is_email(word) => Some("a mail address"),
        () if is_ip(word) => Some("an IP address"),
        () if is_token(word) => Some("a token"),
        () => None,
    }
}

/// `postgres://user:secret@host/name`, `password=secret`.
fn is_connection_string(word: &str) -> bool {
    let with_user = word.split_once("://").is_some_and(|(_, rest)| rest.contains('@'));
    let schemes =
        ["postgres://", "postgresql://", "mysql://", "redis://", "rediss://", "mongodb://", "amqp://", "jdbc:"];
    let keys = ["password=", "passwd=", "pwd=", "secret=", "token=", "api_key=", "apikey="];
    with_user
        || schemes.iter().any(|scheme| word.contains(scheme))
        || keys.iter().any(|key| word.split_once(key).is_some_and(|(_, value)| !value.is_empty()))
}

/// Something, an at sign, and a host with a dot.
fn is_email(word: &str) -> bool {
    let Some((name, host)) = word.rsplit_once('@') else { return false };
    let host = host.rsplit_once('.');
    let last =
        host.is_some_and(|(host, last)| !host.is_empty() && last.len() >= 2 && last.chars().all(char::is_alphabetic));
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

/// Beginnings of tokens of well-known services.
const TOKENS: [&str; 9] = ["ghp_", "gho_", "github_pat_", "glpat-", "xoxb-", "xoxp-", "sk_live_", "AKIA", "eyJ"];

/// A well-known beginning, or sixteen and more letters and digits in a row that no word would mix so.
fn is_token(word: &str) -> bool {
    let known = TOKENS.iter().any(|start| word.starts_with(start) && word.len() >= 16);
    let mixed = |run: &str| {
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        run.len() >= 16 && digits >= 3 && digits + 3 <= run.len()
    };
    let uuid = {
        let lengths: Vec<usize> = word.split('-').map(str::len).collect();
        lengths == [8, 4, 4, 4, 12] && word.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
    };
    known || uuid || word.split(|c: char| !c.is_ascii_alphanumeric()).any(mixed)
}
