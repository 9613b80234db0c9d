//! Reads Rust just well enough for the rules: code without comments and literals, and the paths that code names.
//!
//! It knows tokens and `use` groups, and no types: what a macro puts together from pieces stays unseen.

/// A path as a file spells it, such as `crate::model::site`, with groups of `use` written out.
#[derive(Debug, PartialEq, Eq)]
pub struct NamedPath {
    /// Line of its first word, from 1.
    pub line: usize,
    /// Its words.
    pub path: Vec<String>,
    /// It stands in a `use` statement.
    pub imported: bool,
}

/// The text with comments, strings and characters blanked out. Every byte keeps its place, so lines and offsets still hold.
pub fn blank_comments_and_literals(text: &str) -> String {
    let mut bare = text.as_bytes().to_vec();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let hidden = comment(rest).or_else(|| literal(rest)).unwrap_or(0);
        for byte in &mut bare[at..at + hidden] {
            *byte = if *byte == b'\n' { b'\n' } else { b' ' };
        }
        at += hidden.max(word(rest).len()).max(first.len_utf8());
    }
    String::from_utf8(bare).unwrap()
}

/// The length of the comment that begins here.
fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    let (mut at, mut depth) = (0, 0);
    loop {
        let step = &rest.get(at..)?;
        if step.starts_with("/*") {
            (at, depth) = (at + 2, depth + 1);
        } else if depth > 0 && step.starts_with("*/") {
            (at, depth) = (at + 2, depth - 1);
        } else {
            at += step.chars().next()?.len_utf8();
        }
        if depth == 0 {
            return (at > 1).then_some(at);
        }
    }
}

/// The length of the string or character that begins here.
fn literal(rest: &str) -> Option<usize> {
    let unprefixed = rest.strip_prefix(['b', 'c']).unwrap_or(rest);
    if let Some(raw) = unprefixed.strip_prefix('r') {
        let inner = raw.trim_start_matches('#');
        let end = format!("\"{}", "#".repeat(raw.len() - inner.len()));
        if let Some(length) = inner.strip_prefix('"').and_then(|inner| inner.find(&end)) {
            return Some(rest.len() - inner.len() + 1 + length + end.len());
        }
    }
    let mut chars = rest.char_indices();
    let quote = chars
        .next()
        .map(|(_, quote)| quote)
        .filter(|quote| matches!(quote, '"' | '\''))?;
    let lifetime = quote == '\'' && !rest.starts_with("'\\") && rest.chars().nth(2) != Some('\'');
    while let Some((at, char)) = chars.next().filter(|_| !lifetime) {
        match char {
            '\\' => drop(chars.next()),
            _ if char == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn word(rest: &str) -> &str {
    &rest[..rest
        .find(|c: char| c != '_' && !c.is_alphanumeric())
        .unwrap_or(rest.len())]
}

/// Every path that code names, a single word being the shortest. Fields and methods are left out.
pub fn paths(code: &str) -> Vec<NamedPath> {
    let tokens = tokens(code);
    let mut reader = Reader {
        tokens: &tokens,
        at: 0,
        imported: false,
        found: Vec::new(),
    };
    while let Some((_, token)) = reader.peek() {
        let after = |n: usize| reader.at.checked_sub(n).map_or("", |at| tokens[at].1);
        match token {
            "use" => reader.imported = !matches!(tokens.get(reader.at + 1), Some((_, "<"))),
            ";" => reader.imported = false,
            // `pub(in crate::edge)` says who may name something, and names nothing itself.
            "in" if after(1) == "(" && after(2) == "pub" => {
                while reader.peek().is_some() && !reader.is(")") {
                    reader.at += 1;
                }
                continue;
            }
            _ if is_word(token) && !(after(1) == "." && after(2) != ".") => {
                // What follows `>::` hangs on a type in brackets, and is no path of its own.
                let hanging = after(1) == "::" && after(2) == ">";
                reader.path(&if hanging {
                    vec!["<>".to_owned()]
                } else {
                    Vec::new()
                });
                continue;
            }
            _ => {}
        }
        reader.at += 1;
    }
    reader.found
}

fn is_word(token: &str) -> bool {
    !word(token).is_empty()
}

/// Words, `::` and single signs, each with its line.
fn tokens(code: &str) -> Vec<(usize, &str)> {
    let (mut tokens, mut at, mut line) = (Vec::new(), 0, 1);
    while let Some(first) = code[at..].chars().next() {
        let rest = &code[at..];
        let length = if rest.starts_with("::") {
            2
        } else {
            word(rest).len().max(first.len_utf8())
        };
        if !first.is_whitespace() {
            tokens.push((line, &rest[..length]));
        }
        line += usize::from(first == '\n');
        at += length;
    }
    tokens
}

struct Reader<'a> {
    tokens: &'a [(usize, &'a str)],
    at: usize,
    imported: bool,
    found: Vec<NamedPath>,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<(usize, &'a str)> {
        self.tokens.get(self.at).copied()
    }

    fn is(&self, sign: &str) -> bool {
        self.peek().is_some_and(|(_, token)| token == sign)
    }

    /// Reads one path behind the words before it, or a whole group of them.
    fn path(&mut self, before: &[String]) {
        let mut path = before.to_vec();
        let Some((line, _)) = self.peek() else { return };
        while let Some((_, token)) = self.peek() {
            if token == "{" && !path.is_empty() {
                self.at += 1;
                return self.group(&path);
            }
            if !is_word(token) && token != "*" {
                break;
            }
            path.push(token.to_owned());
            self.at += 1;
            if !self.is("::") {
                break;
            }
            self.at += 1;
        }
        self.found.push(NamedPath {
            line,
            path,
            imported: self.imported,
        });
        if self.imported && self.is("as") {
            self.at += 2;
        }
    }

    fn group(&mut self, before: &[String]) {
        while let Some((_, token)) = self.peek() {
            if is_word(token) || token == "*" {
                self.path(before);
                continue;
            }
            self.at += 1;
            if token == "}" {
                break;
            }
        }
    }
}

#[test]
fn code_has_no_comments_and_no_literals() {
    let text = "a /* b /* \" */ c */ 'd' '\\'' \"e \\\" // f\" r#\"g \" h\"# br\"i\\\" &'static j // k\nl r#type b'm'";
    let words: Vec<String> = blank_comments_and_literals(text)
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    assert_eq!(words, ["a", "&'static", "j", "l", "r#type", "b"]);
    assert_eq!(blank_comments_and_literals(text).len(), text.len());
}

#[test]
fn paths_of_groups_are_written_out() {
    let text = "use a::{self, b::{c as d, *}};\nx.y(0..e::f::<G>()); <H as i::J>::k::l(m!())";
    let found = paths(&blank_comments_and_literals(text));
    let spelled: Vec<String> = found
        .iter()
        .map(|named| format!("{} {}", named.line, named.path.join("::")))
        .collect();
    let expected = "1 a::self, 1 a::b::c, 1 a::b::*, 2 x, 2 0, 2 e::f, 2 G, 2 H, 2 as, 2 i::J, 2 <>::k::l, 2 m";
    assert_eq!(spelled.join(", "), expected);
    assert!(found[0].imported && !found[3].imported);
}

#[test]
fn a_visibility_names_nothing() {
    let found = paths("pub(in crate::edge) fn f(a: crate::model::A) {}");
    let spelled: Vec<String> = found.iter().map(|named| named.path.join("::")).collect();
    assert!(
        spelled.contains(&"crate::model::A".to_owned()),
        "{spelled:?}"
    );
    assert!(!spelled.contains(&"crate::edge".to_owned()), "{spelled:?}");
}
