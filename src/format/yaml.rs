//! Writes YAML, and reads that of other tools. The one file that names `serde_yaml`.
//!
//! How a text is quoted is decided by `serde_yaml`. The layout is ours: lists are indented under their key, an empty value is left blank,
//! and there can be comments between the keys, which no serializer writes.

use serde::Serialize;
use serde_yaml::{Mapping, Value};

/// The name of the YAML tag that marks a missing field until it is left out.
pub(super) const MISSING: &str = "missing";

/// Spaces by which what belongs to a key is indented.
const STEP: usize = 2;

/// A YAML text that is put together from keys, list items and comments.
#[derive(Clone, Debug, Default)]
pub struct YamlText {
    text: String,
}

impl YamlText {
    /// The keys of a document or of a part of it. A value that is no mapping has none.
    pub fn keys(&mut self, indent: usize, value: &impl Serialize) {
        if let Value::Mapping(keys) = to_value(value) {
            self.mapping(indent, &keys);
        }
    }

    /// A key with a text.
    pub fn pair(&mut self, indent: usize, key: &str, text: &str) {
        self.key_value(indent, &Value::from(key), &Value::from(text));
    }

    /// An item of a list, at the indentation of its hyphen.
    pub fn item(&mut self, indent: usize, value: &impl Serialize) {
        self.list_item(indent, &to_value(value));
    }

    /// A line as it is.
    pub fn line(&mut self, indent: usize, text: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// A comment, on as many lines as the text has.
    pub fn comment(&mut self, indent: usize, text: &str) {
        for line in text.split(['\n', '\r']) {
            let line: String = line.chars().filter(|c| is_harmless(*c)).collect();
            self.line(indent, format!("# {line}").trim_end());
        }
    }

    /// A comment beside what was written last.
    pub fn comment_beside(&mut self, text: &str) {
        let end = self.text.trim_end().len();
        self.text.truncate(end);
        self.text.push_str(&format!("  # {text}\n"));
    }

    pub fn finish(self) -> String {
        self.text
    }

    fn mapping(&mut self, indent: usize, keys: &Mapping) {
        for (key, value) in keys {
            self.key_value(indent, key, value);
        }
    }

    fn key_value(&mut self, indent: usize, key: &Value, value: &Value) {
        let key = scalar(key);
        match value {
            Value::Null => self.line(indent, &format!("{key}:")),
            Value::Mapping(inner) if !inner.is_empty() => {
                self.line(indent, &format!("{key}:"));
                self.mapping(indent + STEP, inner);
            }
            Value::Sequence(items) if !items.is_empty() => {
                self.line(indent, &format!("{key}:"));
                for item in items {
                    self.list_item(indent + STEP, item);
                }
            }
            value => self.lines(indent, &format!("{key}: {}", scalar(value))),
        }
    }

    fn list_item(&mut self, indent: usize, item: &Value) {
        let start = self.text.len();
        match item {
            Value::Mapping(keys) if !keys.is_empty() => self.mapping(indent + STEP, keys),
            item => self.lines(indent + STEP, &scalar(item)),
        }
        // The first line begins with the hyphen instead of its last two spaces.
        self.text
            .replace_range(start + indent..=start + indent, "-");
    }

    /// The lines of a value. Those of a block are indented, except for empty ones.
    fn lines(&mut self, indent: usize, lines: &str) {
        for line in lines.split('\n') {
            self.line(if line.is_empty() { 0 } else { indent }, line);
        }
    }
}

/// A document that has nothing but keys.
pub fn to_yaml(value: &impl Serialize) -> String {
    let mut text = YamlText::default();
    text.keys(0, value);
    text.finish()
}

/// Parses the YAML of another tool. It may use anchors, tags and other features that content files do not have.
///
/// # Errors
/// Returns the message of the parser.
pub fn parse_foreign(text: &str) -> Result<serde_json::Value, String> {
    serde_yaml::from_str(text).map_err(|error| error.to_string())
}

/// A text on one line between brackets, where commas divide.
pub fn flow_scalar(text: &str) -> String {
    if scalar(&Value::from(text)) == text && !text.contains([',', '[', ']', '{', '}']) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A text in double quotes on one line. A string of JSON is the same string in YAML.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    for c in serde_json::Value::from(text).to_string().chars() {
        // These are allowed in JSON, and end a line or are invisible in YAML.
        if matches!(
            c,
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}'
        ) {
            quoted.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            quoted.push(c);
        }
    }
    quoted
}

/// A value without parts as YAML. A text of several lines is a block whose lines are indented by [`STEP`].
fn scalar(value: &Value) -> String {
    if let Value::String(text) = value
        && !is_safe(text)
    {
        return quoted(text);
    }
    // Beside a key, because a block at the top level would not be indented. No value that is written here can fail.
    let text = serde_yaml::to_string(&Mapping::from_iter([(Value::from("k"), value.clone())]));
    let text = text.unwrap_or_default();
    let text = text.strip_prefix("k: ").unwrap_or_default();
    text.strip_suffix('\n').unwrap_or(text).to_owned()
}

/// Whether every reader takes a text, as a block or beside its key, for the same characters. Blanks at the start of a block or on a line
/// of their own are easily taken for indentation, and a text of nothing but blanks for no value.
fn is_safe(text: &str) -> bool {
    let is_blank = |line: &str| !line.is_empty() && line.trim().is_empty();
    text.is_empty()
        || !text.starts_with(char::is_whitespace)
            && !text.split('\n').any(is_blank)
            && !text.contains('\t')
            && text.chars().all(|c| c == '\n' || is_harmless(c))
}

/// The value without its missing fields.
fn to_value(value: &impl Serialize) -> Value {
    let mut value = serde_yaml::to_value(value).unwrap_or_default();
    leave_out_missing(&mut value);
    value
}

fn leave_out_missing(value: &mut Value) {
    match value {
        Value::Mapping(keys) => {
            keys.retain(|_, value| !matches!(value, Value::Tagged(tag) if tag.tag == MISSING));
            keys.values_mut().for_each(leave_out_missing);
        }
        Value::Sequence(items) => items.iter_mut().for_each(leave_out_missing),
        _ => {}
    }
}

/// Whether a reader of YAML takes the character as it is, and not for a line end, a mark or a mistake.
fn is_harmless(c: char) -> bool {
    let is_mark = matches!(
        c,
        '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}'
    );
    !c.is_control() && !is_mark && !matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
}
