//! A text as HTML.

use crate::base::escape;
use crate::base::prose::node::{
    ColumnAlignment, Destination, Element, Footnote, ImageSize, ProseLink, ProseNode, image_label,
};

/// Where HTML is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HtmlUse {
    Page,
    /// Validators of feeds warn of roles and the like, and feed readers remove them.
    Feed,
}

/// Writes a text as HTML, as [`super::Prose::html`] explains.
pub(super) fn html(
    nodes: &[ProseNode],
    html_use: HtmlUse,
    resolve: &dyn Fn(&str) -> String,
    image_size: &dyn Fn(&str) -> Option<ImageSize>,
) -> String {
    let mut writer = HtmlWriter {
        out: String::new(),
        html_use,
        in_link: false,
        resolve,
        image_size,
    };
    writer.nodes(nodes);
    writer.out
}

struct HtmlWriter<'a> {
    out: String,
    html_use: HtmlUse,
    in_link: bool,
    resolve: &'a dyn Fn(&str) -> String,
    image_size: &'a dyn Fn(&str) -> Option<ImageSize>,
}

impl HtmlWriter<'_> {
    fn nodes(&mut self, nodes: &[ProseNode]) {
        for node in nodes {
            self.node(node);
        }
    }

    fn node(&mut self, node: &ProseNode) {
        match node {
            ProseNode::Element(element, children) => {
                self.open(element, children);
                self.nodes(children);
                self.close(element);
            }
            ProseNode::Text(text) => escape::push_html(&mut self.out, text),
            ProseNode::Code(code) => {
                self.out.push_str("<code>");
                escape::push_html(&mut self.out, code);
                self.out.push_str("</code>");
            }
            ProseNode::Image {
                source,
                description,
            } => self.image(source, description),
            ProseNode::FootnoteReference(footnote) => {
                let Footnote { name, number } = &**footnote;
                self.out.push_str("<sup class=\"footnote-reference\">");
                if name.is_empty() {
                    self.out.push_str(&number.to_string());
                } else {
                    let href = (self.resolve)(&format!("#{name}"));
                    self.out.push_str("<a href=\"");
                    escape::push_attribute(&mut self.out, &href);
                    self.out.push_str(&format!("\">{number}</a>"));
                }
                self.out.push_str("</sup>");
            }
            ProseNode::HardBreak => self.out.push_str("<br />\n"),
            ProseNode::Rule => self.open_block("<hr />\n"),
        }
    }

    fn image(&mut self, source: &Destination, description: &str) {
        match source {
            Destination::Inside(address) => {
                self.out.push_str("<img src=\"");
                escape::push_attribute(&mut self.out, &(self.resolve)(address));
                self.out.push_str("\" alt=\"");
                escape::push_attribute(&mut self.out, description);
                self.out.push('"');
                // With them, a page does not jump when the image arrives.
                if let Some((width, height)) = (self.image_size)(address) {
                    let size = format!(" width=\"{width}\" height=\"{height}\"");
                    self.out.push_str(&size);
                }
                self.out.push_str(" loading=\"lazy\">");
            }
            // A link cannot contain another one.
            Destination::Outside(address) if self.in_link => {
                escape::push_attribute(&mut self.out, image_label(description, address));
            }
            Destination::Outside(address) => {
                self.out.push_str("<a href=\"");
                escape::push_attribute(&mut self.out, address);
                self.out.push_str("\">");
                escape::push_attribute(&mut self.out, image_label(description, address));
                self.out.push_str("</a>");
            }
        }
    }

    fn open(&mut self, element: &Element, children: &[ProseNode]) {
        match element {
            Element::Paragraph => self.open_block("<p>"),
            Element::Heading { level, anchor } if anchor.is_empty() => {
                self.out.push_str(&format!("<h{level}>"));
            }
            Element::Heading { level, anchor } => {
                self.out.push_str(&format!("<h{level} id=\"{anchor}\">"));
            }
            Element::Quote => self.open_block("<blockquote>\n"),
            Element::List { start: None } => self.open_block("<ul>\n"),
            Element::List { start: Some(1) } => self.open_block("<ol>\n"),
            Element::List { start: Some(start) } => {
                self.open_block(&format!("<ol start=\"{start}\">\n"));
            }
            Element::Item => self.open_block("<li>"),
            Element::CodeBlock { language } if language.is_empty() => {
                self.open_block("<pre><code>");
            }
            Element::CodeBlock { language } => {
                self.open_block("<pre><code class=\"language-");
                escape::push_attribute(&mut self.out, language);
                self.out.push_str("\">");
            }
            Element::Table { .. } if self.html_use == HtmlUse::Feed => self.open_block("<table>"),
            Element::Table { label } => {
                // The box scrolls by itself on a narrow screen, and takes the focus so that it scrolls by keyboard too.
                let label = if label.is_empty() {
                    String::new()
                } else {
                    format!(" aria-labelledby=\"{label}\"")
                };
                self.out.push_str(&format!(
                    "<div class=\"table\" role=\"group\" tabindex=\"0\"{label}>\n<table>"
                ));
            }
            Element::TableHead => self.out.push_str("<thead><tr>"),
            Element::TableRow => self.out.push_str("<tr>"),
            Element::HeadCell(alignment) => self.open_cell("th", *alignment),
            Element::Cell(alignment) => self.open_cell("td", *alignment),
            Element::Footnote(footnote) => {
                let Footnote { name, number } = &**footnote;
                self.open_block("<div class=\"footnote-definition\"");
                if !name.is_empty() {
                    self.out.push_str(" id=\"");
                    escape::push_attribute(&mut self.out, name);
                    self.out.push('"');
                }
                self.out.push_str(&format!(
                    "><sup class=\"footnote-definition-label\">{number}</sup>"
                ));
            }
            Element::Emphasis => self.out.push_str("<em>"),
            Element::Strong => self.out.push_str("<strong>"),
            Element::Strikethrough => self.out.push_str("<del>"),
            Element::Link(link) => self.open_link(link, children),
        }
    }

    /// A style attribute is refused by the content security policy, so the theme aligns columns by class.
    fn open_cell(&mut self, tag: &str, alignment: ColumnAlignment) {
        let class = match alignment {
            ColumnAlignment::Default => "",
            ColumnAlignment::Left => " class=\"left\"",
            ColumnAlignment::Center => " class=\"center\"",
            ColumnAlignment::Right => " class=\"right\"",
        };
        self.out.push_str(&format!("<{tag}{class}>"));
    }

    /// A link whose words are its address gets the class of addresses, so that print does not repeat it.
    fn open_link(&mut self, link: &ProseLink, content: &[ProseNode]) {
        self.in_link = true;
        self.out.push_str("<a href=\"");
        match &link.destination {
            Destination::Inside(address) => {
                escape::push_attribute(&mut self.out, &(self.resolve)(address));
            }
            Destination::Outside(address) => escape::push_attribute(&mut self.out, address),
        }
        if !link.title.is_empty() {
            self.out.push_str("\" title=\"");
            escape::push_attribute(&mut self.out, &link.title);
        }
        if let (Destination::Outside(address), [ProseNode::Text(text)]) =
            (&link.destination, content)
            && address == text
        {
            self.out.push_str("\" class=\"address");
        }
        self.out.push_str("\">");
    }

    fn close(&mut self, element: &Element) {
        match element {
            Element::Paragraph => self.out.push_str("</p>\n"),
            Element::Heading { level, .. } => self.out.push_str(&format!("</h{level}>\n")),
            Element::Quote => self.out.push_str("</blockquote>\n"),
            Element::List { start: None } => self.out.push_str("</ul>\n"),
            Element::List { start: Some(_) } => self.out.push_str("</ol>\n"),
            Element::Item => self.out.push_str("</li>\n"),
            Element::CodeBlock { .. } => self.out.push_str("</code></pre>\n"),
            Element::Table { .. } => {
                self.out.push_str("</tbody></table>\n");
                if self.html_use == HtmlUse::Page {
                    self.out.push_str("</div>\n");
                }
            }
            Element::TableHead => self.out.push_str("</tr></thead><tbody>\n"),
            Element::TableRow => self.out.push_str("</tr>\n"),
            Element::HeadCell(_) => self.out.push_str("</th>"),
            Element::Cell(_) => self.out.push_str("</td>"),
            Element::Footnote(_) => self.out.push_str("</div>\n"),
            Element::Emphasis => self.out.push_str("</em>"),
            Element::Strong => self.out.push_str("</strong>"),
            Element::Strikethrough => self.out.push_str("</del>"),
            Element::Link(_) => {
                self.in_link = false;
                self.out.push_str("</a>");
            }
        }
    }

    /// Starts a block on a line of its own.
    fn open_block(&mut self, tag: &str) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(tag);
    }
}
