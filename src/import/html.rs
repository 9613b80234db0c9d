//! HTML to Markdown, as texts of status pages have it: in feeds everything is HTML, and in the fields of interfaces people write some tags.

use std::ops::Range;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// Tags inside of a line, with what surrounds their content in Markdown.
const INLINE_TAGS: [(&str, &str); 10] = [
    ("strong", "**"),
    ("b", "**"),
    ("em", "*"),
    ("i", "*"),
    ("code", "`"),
    ("tt", "`"),
    ("kbd", "`"),
    ("del", "~~"),
    ("s", "~~"),
    ("strike", "~~"),
];

/// Tags that begin and end a paragraph, separated by spaces.
const PARAGRAPH_TAGS: &str =
    "p div section article header footer h1 h2 h3 h4 h5 h6 ul ol table blockquote pre hr dl figure";

/// Other tags that are recognised in a text that is not HTML as a whole, separated by spaces.
const OTHER_TAGS: &str = "a br img li tr td th thead tbody tfoot span small var time u sub sup mark font abbr dt dd figcaption";

/// More levels than that are not kept, so that no text can make this slow.
const MAX_DEPTH: usize = 40;

/// Markdown with the places that only the tags told.
#[derive(Debug, Default)]
pub(super) struct ConvertedHtml {
    pub markdown: String,
    /// In order. Only those that are not inside of a list, a quotation or a link.
    pub marks: Vec<HtmlMark>,
}

/// The content of a `small`, `time`, `strong` or `b` element.
#[derive(Debug)]
pub(super) struct HtmlMark {
    /// In the Markdown.
    pub range: Range<usize>,
    pub is_strong: bool,
    /// The plain text, or the value of `datetime`.
    pub text: String,
}

/// Converts a text that is HTML as a whole.
pub(super) fn convert(html: &str) -> ConvertedHtml {
    let mut writer = MarkdownWriter::new(html, false);
    writer.write_all();
    writer.finish()
}

/// Converts the tags in a text that people wrote in a form. Its line breaks stay, and without any tag all of it stays.
pub(super) fn tags_to_markdown(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut writer = MarkdownWriter::new(&text, true);
    writer.write_all();
    if writer.has_tags {
        writer.finish().markdown
    } else {
        text
    }
}

struct OpenHtmlElement {
    name: String,
    /// Where its content begins in the output.
    start: usize,
    /// The address of a link, or `datetime`.
    value: Option<String>,
}

struct MarkdownWriter<'a> {
    html: &'a str,
    /// Whether the text is one of people with some tags: then line breaks stay, and unknown tags are text.
    is_written_text: bool,
    has_tags: bool,
    /// Whether a tag ended the last line: a newline after it in the source ends no other one.
    is_after_break: bool,
    out: String,
    open: Vec<OpenHtmlElement>,
    /// The number of the next item of each open list; `None` for bullets.
    lists: Vec<Option<u32>>,
    marks: Vec<HtmlMark>,
}

impl<'a> MarkdownWriter<'a> {
    fn new(html: &'a str, is_written_text: bool) -> MarkdownWriter<'a> {
        MarkdownWriter {
            html,
            is_written_text,
            has_tags: false,
            is_after_break: false,
            out: String::new(),
            open: Vec::new(),
            lists: Vec::new(),
            marks: Vec::new(),
        }
    }

    fn write_all(&mut self) {
        let emitter = DefaultEmitter::<usize>::new_with_span();
        for token in Tokenizer::new_with_emitter(self.html, emitter).flatten() {
            match token {
                Token::StartTag(tag) if self.is_known(&tag.name) => self.start(&tag),
                Token::EndTag(tag) if self.is_known(&tag.name) => self.end(&text_of(&tag.name)),
                Token::StartTag(tag) => self.keep_unknown(tag.span.start..tag.span.end),
                Token::EndTag(tag) => self.keep_unknown(tag.span.start..tag.span.end),
                Token::String(text) => self.text(&text_of(&text)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        while let Some(element) = self.open.pop() {
            self.close(&element);
        }
    }

    fn finish(self) -> ConvertedHtml {
        let markdown = self.out.trim_end();
        ConvertedHtml {
            markdown: markdown.to_owned(),
            marks: self.marks,
        }
    }

    fn is_known(&self, name: &[u8]) -> bool {
        let listed = |list: &str| list.split(' ').any(|known| known.as_bytes() == name);
        listed(PARAGRAPH_TAGS)
            || listed(OTHER_TAGS)
            || INLINE_TAGS
                .iter()
                .any(|(known, _)| known.as_bytes() == name)
    }

    /// `<your-project>` in a text of people is no tag.
    fn keep_unknown(&mut self, span: Range<usize>) {
        if self.is_written_text {
            let source = self.html.get(span).unwrap_or_default();
            self.out.push_str(source);
        }
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        self.has_tags = true;
        let name = text_of(&tag.name);
        let attribute = |key: &[u8]| tag.attributes.get(key).map(|value| text_of(value));
        match name.as_str() {
            "br" => return self.break_line(),
            "hr" => {
                self.break_paragraph();
                self.out.push_str("---");
                return self.break_paragraph();
            }
            "img" => {
                let text = attribute(b"alt").unwrap_or_default();
                return match attribute(b"src") {
                    Some(url) => self.out.push_str(&link(&text, &url)),
                    None => self.out.push_str(&text),
                };
            }
            "p" => self.close_open("p", "blockquote"),
            "li" => {
                self.close_open("li", "ul ol");
                self.break_lines(1);
            }
            "tr" | "dt" | "dd" => self.break_lines(1),
            "td" | "th" if !self.is_at_line_start() => self.out.push_str(" | "),
            "ul" => self.lists.push(None),
            "ol" => self.lists.push(Some(1)),
            _ => {}
        }
        if is_listed(PARAGRAPH_TAGS, &name) {
            // A list inside of an item follows its text.
            let is_nested = matches!(name.as_str(), "ul" | "ol") && self.lists.len() > 1;
            self.break_lines(if is_nested { 1 } else { 2 });
        }
        if self.open.len() < MAX_DEPTH {
            let start = self.out.len();
            let value = attribute(b"href").or_else(|| attribute(b"datetime"));
            self.open.push(OpenHtmlElement { name, start, value });
        }
    }

    fn end(&mut self, name: &str) {
        self.has_tags = true;
        let Some(at) = self.open.iter().rposition(|element| element.name == name) else {
            return;
        };
        while self.open.len() > at {
            if let Some(element) = self.open.pop() {
                self.close(&element);
            }
        }
    }

    /// Ends an element that the start of another one ends, unless it is outside of one of these containers.
    fn close_open(&mut self, name: &str, containers: &str) {
        let inner = self.open.iter().rev();
        let mut inner = inner.take_while(|element| !is_listed(containers, &element.name));
        if inner.any(|element| element.name == name) {
            self.end(name);
        }
    }

    /// Writes the content of an element that ends in its form in Markdown.
    fn close(&mut self, element: &OpenHtmlElement) {
        let content = self.out.split_off(element.start.min(self.out.len()));
        let name = element.name.as_str();
        match name {
            "a" => match &element.value {
                Some(url) => {
                    let (before, text, after) = split_blanks(&content);
                    self.out.push_str(before);
                    self.out.push_str(&link(text, url));
                    self.out.push_str(after);
                }
                None => self.out.push_str(&content),
            },
            "blockquote" => self.push_lines(content.trim(), "> ", "> "),
            "pre" => {
                let code = content.trim_matches('\n');
                self.out.push_str(&format!("```\n{code}\n```"));
            }
            "li" => {
                let marker = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
                let indent = " ".repeat(marker.len());
                self.push_lines(content.trim(), &marker, &indent);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = usize::from(name.as_bytes()[1] - b'0');
                let title = content.split_whitespace().collect::<Vec<_>>().join(" ");
                if !title.is_empty() {
                    self.out.push_str(&format!("{} {title}", "#".repeat(level)));
                }
            }
            _ => self.close_inline(element, &content),
        }
        if matches!(name, "ul" | "ol") {
            self.lists.pop();
        }
        if is_listed(PARAGRAPH_TAGS, name) {
            self.break_paragraph();
        }
    }

    fn close_inline(&mut self, element: &OpenHtmlElement, content: &str) {
        let name = element.name.as_str();
        let (before, text, after) = split_blanks(content);
        let marker = INLINE_TAGS.iter().find(|(known, _)| *known == name);
        let is_one_paragraph = !text.is_empty() && !text.contains("\n\n");
        let is_in_code = self.open.iter().any(|one| one.name == "pre");
        let marker = marker.filter(|_| is_one_paragraph && !is_in_code);
        let marker = marker.map_or("", |(_, marker)| marker);
        self.out.push_str(before);
        let start = self.out.len();
        self.out.push_str(marker);
        self.out.push_str(text);
        self.out.push_str(marker);
        let is_strong = marker == "**";
        let is_time = matches!(name, "small" | "time");
        let is_outermost = self
            .open
            .iter()
            .all(|one| matches!(one.name.as_str(), "p" | "div" | "span" | "small"));
        if (is_strong || is_time) && is_outermost && !text.is_empty() {
            let text = element.value.clone().unwrap_or_else(|| text.to_owned());
            self.marks.push(HtmlMark {
                range: start..self.out.len(),
                is_strong,
                text,
            });
        }
        self.out.push_str(after);
    }

    fn push_lines(&mut self, content: &str, first: &str, rest: &str) {
        for (index, line) in content.lines().enumerate() {
            let prefix = if index == 0 { first } else { rest };
            let line = format!("{prefix}{line}");
            if index > 0 {
                self.out.push('\n');
            }
            self.out.push_str(line.trim_end());
        }
    }

    fn text(&mut self, text: &str) {
        let is_preformatted = self.open.iter().any(|element| element.name == "pre");
        let is_after_break = std::mem::take(&mut self.is_after_break);
        if self.is_written_text || is_preformatted {
            let newline = text.strip_prefix('\n').filter(|_| is_after_break);
            return self.out.push_str(newline.unwrap_or(text));
        }
        let is_code = self.open.iter().any(|element| element.name == "code");
        let mut previous = if self.is_at_line_start() {
            ' '
        } else {
            self.out.chars().next_back().unwrap_or(' ')
        };
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            let c = if c.is_whitespace() && c != '\u{a0}' {
                ' '
            } else {
                c
            };
            if c == ' ' && previous.is_whitespace() {
                continue;
            }
            let next = rest.peek().copied().unwrap_or(' ');
            let is_markup = match c {
                '\\' | '`' => true,
                '*' => !next.is_whitespace(),
                '_' => !next.is_alphanumeric() || !previous.is_alphanumeric(),
                _ => false,
            };
            if is_markup && !is_code {
                self.out.push('\\');
            }
            self.out.push(c);
            previous = c;
        }
    }

    fn is_at_line_start(&self) -> bool {
        self.out.len() == self.base() || self.out.ends_with('\n')
    }

    /// Where the innermost container that is written as a whole begins.
    fn base(&self) -> usize {
        let containers = self.open.iter().rev();
        let container = containers
            .filter(|element| matches!(element.name.as_str(), "li" | "blockquote"))
            .map(|element| element.start);
        container.max().unwrap_or(0)
    }

    /// A newline is a line break in an update.
    fn break_line(&mut self) {
        self.trim_blanks();
        self.out.push('\n');
        self.is_after_break = true;
    }

    fn break_paragraph(&mut self) {
        self.break_lines(2);
    }

    /// Makes sure that the output ends with as many newlines, if anything is before them.
    fn break_lines(&mut self, count: usize) {
        self.trim_blanks();
        self.is_after_break = true;
        let base = self.base();
        let content = self.out[base..].trim_end_matches('\n').len();
        if content == 0 {
            self.out.truncate(base);
            return;
        }
        let present = self.out.len() - base - content;
        self.out
            .push_str(&"\n".repeat(count.saturating_sub(present)));
    }

    fn trim_blanks(&mut self) {
        let base = self.base();
        let kept = self.out[base..].trim_end_matches(' ').len();
        self.out.truncate(base + kept);
    }
}

fn is_listed(list: &str, name: &str) -> bool {
    list.split(' ').any(|known| known == name)
}

fn text_of(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn is_web_address(url: &str) -> bool {
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| url.starts_with(scheme))
}

/// A link whose text is its address needs no more than the address. A path of the old site leads nowhere on this one.
fn link(text: &str, url: &str) -> String {
    if text == url || url.starts_with('#') {
        return text.to_owned();
    }
    if !is_web_address(url) {
        return format!("{text} ({url})");
    }
    let text = if text.is_empty() { url } else { text };
    let url = url
        .replace(' ', "%20")
        .replace('(', "%28")
        .replace(')', "%29");
    format!("[{text}]({url})")
}

/// The blanks at both ends, and the text between them.
fn split_blanks(text: &str) -> (&str, &str, &str) {
    let inner = text.trim();
    let start = text.len() - text.trim_start().len();
    (&text[..start], inner, &text[start + inner.len()..])
}
