//! A text without markup: for terminals, chats and whatever else prints no HTML.

use crate::base::prose::node::{Destination, Element, ProseNode, image_label};

/// Writes a text with its paragraphs, lines and lists. The address of a link follows its text.
pub(super) fn text(nodes: &[ProseNode], resolve: &dyn Fn(&str) -> String) -> String {
    let mut writer = TextWriter {
        out: String::new(),
        lists: 0,
        in_link: false,
        resolve,
    };
    writer.nodes(nodes);
    writer.out.trim().to_owned()
}

struct TextWriter<'a> {
    out: String,
    /// How many lists are open.
    lists: usize,
    in_link: bool,
    resolve: &'a dyn Fn(&str) -> String,
}

impl TextWriter<'_> {
    fn nodes(&mut self, nodes: &[ProseNode]) {
        for node in nodes {
            self.node(node);
        }
    }

    fn node(&mut self, node: &ProseNode) {
        match node {
            ProseNode::Element(element, children) => self.element(element, children),
            ProseNode::Text(text) => self.push_text(text),
            ProseNode::Code(text) => self.push_text(text),
            ProseNode::Image {
                source: Destination::Inside(_),
                description,
            } => self.push_text(description),
            ProseNode::Image {
                source: Destination::Outside(address),
                description,
            } => {
                let start = self.out.len();
                self.push_text(image_label(description, address));
                if !self.in_link {
                    self.address(start, address);
                }
            }
            ProseNode::FootnoteReference(footnote) => {
                self.push_text(&format!("[{}]", footnote.number));
            }
            ProseNode::HardBreak | ProseNode::Rule => self.end_line(),
        }
    }

    fn element(&mut self, element: &Element, children: &[ProseNode]) {
        match element {
            Element::Link(link) => {
                let start = self.out.len();
                self.in_link = true;
                self.nodes(children);
                self.in_link = false;
                match &link.destination {
                    Destination::Inside(address) => {
                        let address = (self.resolve)(address);
                        self.address(start, &address);
                    }
                    Destination::Outside(address) => self.address(start, address),
                }
            }
            Element::List { .. } => {
                self.end_line();
                self.lists += 1;
                self.nodes(children);
                self.lists -= 1;
                if self.lists == 0 {
                    self.end_paragraph();
                } else {
                    self.end_line();
                }
            }
            Element::Item => {
                self.end_line();
                let indent = "  ".repeat(self.lists.saturating_sub(1));
                self.out.push_str(&format!("{indent}- "));
                self.nodes(children);
            }
            Element::CodeBlock { .. } => {
                self.end_paragraph();
                for node in children {
                    if let ProseNode::Text(text) = node {
                        self.out.push_str(text);
                    }
                }
                self.end_paragraph();
            }
            Element::TableHead | Element::TableRow => {
                self.end_line();
                self.nodes(children);
            }
            Element::HeadCell(_) | Element::Cell(_) => {
                self.nodes(children);
                self.out.push_str("  ");
            }
            Element::Footnote(footnote) => {
                self.push_text(&format!("[{}] ", footnote.number));
                self.nodes(children);
            }
            Element::Heading { .. } => {
                self.nodes(children);
                self.end_paragraph();
            }
            Element::Paragraph | Element::Quote | Element::Table { .. } => {
                // The words of a tight item may come before it on the line.
                self.push_text(" ");
                self.nodes(children);
                self.end_paragraph();
            }
            Element::Emphasis | Element::Strong | Element::Strikethrough => self.nodes(children),
        }
    }

    fn push_text(&mut self, text: &str) {
        for c in text.chars() {
            if !c.is_ascii_whitespace() {
                self.out.push(c);
            } else if !self.out.ends_with([' ', '\n']) {
                self.out.push(' ');
            }
        }
    }

    /// Ends a link with its address in brackets, unless its text is the address.
    fn address(&mut self, start: usize, address: &str) {
        let text = self.out.get(start..).unwrap_or_default().trim();
        if !address.is_empty() && text != address && format!("mailto:{text}") != address {
            self.out.push_str(&format!(" ({address})"));
        }
    }

    fn end_line(&mut self) {
        self.out.truncate(self.out.trim_end_matches(' ').len());
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn end_paragraph(&mut self) {
        self.end_line();
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }
}
