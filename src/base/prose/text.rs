//! Markup as plain text: for terminals, chats and whatever else prints no HTML.

/// The words of markup that `parse` made, with its paragraphs, lines and lists. The address of a link follows its words.
pub(super) fn text(html: &str) -> String {
    let mut writer = Writer::default();
    for (index, part) in html.split('<').enumerate() {
        match part.split_once('>').filter(|_| index > 0) {
            Some((tag, words)) => {
                writer.tag(tag);
                writer.words(words);
            }
            None => writer.words(part),
        }
    }
    writer.out.trim().to_owned()
}

#[derive(Default)]
struct Writer {
    out: String,
    /// The address of each open link and where its words begin, innermost last.
    links: Vec<(String, usize)>,
    /// How many lists are open.
    lists: usize,
    /// Inside of a block whose blanks count.
    verbatim: bool,
}

impl Writer {
    fn tag(&mut self, tag: &str) {
        let name = tag
            .split([' ', '/'])
            .find(|part| !part.is_empty())
            .unwrap_or_default();
        match (name, tag.starts_with('/')) {
            ("a", false) => self.links.push((attribute(tag, "href"), self.out.len())),
            ("a", true) => self.address(),
            ("img", _) => self.words(&attribute(tag, "alt")),
            ("br" | "tr" | "hr", _) => self.line(),
            ("td" | "th", true) => self.out.push_str("  "),
            ("li", false) => {
                self.line();
                self.out
                    .push_str(&format!("{}- ", "  ".repeat(self.lists.saturating_sub(1))));
            }
            ("ul" | "ol", closes) => {
                self.lists = if closes {
                    self.lists.saturating_sub(1)
                } else {
                    self.lists + 1
                };
                if closes && self.lists == 0 {
                    self.paragraph()
                } else {
                    self.line()
                }
            }
            ("pre", closes) => {
                self.verbatim = !closes;
                self.paragraph();
            }
            ("p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "blockquote" | "table", true) => {
                self.paragraph()
            }
            _ => {}
        }
    }

    fn words(&mut self, markup: &str) {
        let words = markup
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&");
        if self.verbatim {
            return self.out.push_str(&words);
        }
        for c in words.chars() {
            if !c.is_ascii_whitespace() {
                self.out.push(c);
            } else if !self.out.ends_with([' ', '\n']) {
                self.out.push(' ');
            }
        }
    }

    /// Closes a link: its address in brackets, unless its words say it.
    fn address(&mut self) {
        let Some((address, start)) = self.links.pop() else {
            return;
        };
        let words = self.out.get(start..).unwrap_or_default().trim();
        if !address.is_empty() && words != address && format!("mailto:{words}") != address {
            self.out.push_str(&format!(" ({address})"));
        }
    }

    fn line(&mut self) {
        let end = self.out.trim_end_matches(' ').len();
        self.out.truncate(end);
        if end > 0 && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn paragraph(&mut self) {
        self.line();
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }
}

/// The value of an attribute of a start tag, references resolved.
fn attribute(tag: &str, name: &str) -> String {
    let value = tag
        .split_once(&format!(" {name}=\""))
        .and_then(|(_, rest)| rest.split_once('"'));
    let value = value.map_or("", |(value, _)| value);
    value
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}
