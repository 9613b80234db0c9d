//! Writes our own YAML: every text comes back from the parser as the same characters.

/// The widest text that stands beside its key; a longer one stands below it.
const MAX_WIDTH: usize = 80;

/// A file that is being written, line by line.
#[derive(Debug, Default)]
pub struct YamlWriter {
    text: String,
}

impl YamlWriter {
    /// `key: value` at a depth.
    pub fn pair(&mut self, indent: usize, key: &str, value: &str) {
        self.line(indent, &format!("{}: {}", scalar(key), scalar(value)));
    }

    /// The same for prose: a block below the key where that is easier to read.
    pub fn prose(&mut self, indent: usize, key: &str, text: &str) {
        if !fits_block(text)
            || (text.chars().count() <= MAX_WIDTH && !text.contains('\n') && is_plain(text))
        {
            return self.pair(indent, key, text);
        }
        let sign = if text.ends_with("\n\n") {
            "|+"
        } else if text.ends_with('\n') {
            "|"
        } else {
            "|-"
        };
        self.line(indent, &format!("{key}: {sign}"));
        for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
            self.line(if line.is_empty() { 0 } else { indent + 2 }, line);
        }
    }

    /// A line as it is.
    pub fn line(&mut self, indent: usize, text: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(text);
        self.text.push('\n');
    }

    /// A comment, on as many lines as it has.
    pub fn comment(&mut self, indent: usize, text: &str) {
        for line in text.split(['\n', '\r']) {
            let line: String = line
                .chars()
                .filter(|c| !c.is_control() && !is_unsafe_in_yaml(*c))
                .collect();
            self.line(indent, format!("# {line}").trim_end());
        }
    }

    /// Everything that was written.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }
}

/// A text on one line: bare where nothing in it can be misread, else in double quotes.
#[must_use]
pub fn scalar(text: &str) -> String {
    if is_plain(text) {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A text on one line between brackets, where commas divide.
#[must_use]
pub fn flow_scalar(text: &str) -> String {
    if is_plain(text) && !text.contains(',') {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A text in double quotes.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_control() || is_unsafe_in_yaml(c) => match u32::from(c) {
                code @ 0..=0xffff => quoted.push_str(&format!("\\u{code:04X}")),
                code => quoted.push_str(&format!("\\U{code:08X}")),
            },
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

/// Whether a text means itself without quotes.
fn is_plain(text: &str) -> bool {
    let word = matches!(
        text.to_ascii_lowercase().as_str(),
        "true" | "false" | "yes" | "no" | "on" | "off" | "null" | "y" | "n"
    );
    let first = text
        .chars()
        .next()
        .is_some_and(|c| c.is_ascii_alphanumeric());
    let harmless = |c: char| c.is_alphanumeric() || " -_./()+,;!'’–—&%=".contains(c) || c == ':';
    let ends = !text.ends_with([' ', ':']) && !text.contains(": ") && !text.contains(" #");
    let number = text.starts_with(|c: char| c.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_hexdigit() || ".+-_xo:".contains(c));
    first && ends && !word && !number && text.chars().all(harmless)
}

/// Whether a block says exactly this text.
fn fits_block(text: &str) -> bool {
    let starts = text.starts_with(|c: char| !c.is_whitespace());
    let tabs = text.split('\n').any(|line| line.starts_with('\t'));
    let last = text
        .rsplit('\n')
        .next()
        .is_some_and(|line| line.is_empty() || !line.trim().is_empty());
    starts
        && last
        && !tabs
        && !text
            .chars()
            .any(|c| (c.is_control() && c != '\n' && c != '\t') || is_unsafe_in_yaml(c))
}

/// Characters that a parser of YAML takes for line ends, marks or mistakes.
fn is_unsafe_in_yaml(c: char) -> bool {
    matches!(
        c,
        '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fdd0}'..='\u{fdef}'
    ) || matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
}
