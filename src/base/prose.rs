//! Parsed Markdown: a tree of blocks and text that contains no HTML of the author, printed as HTML or as text.
//!
//! Only `parse` makes one. Links into the site are resolved when printing, because pages write them from the site's root and feeds
//! as whole addresses.

mod html;
pub mod node;
mod text;

pub use html::HtmlUse;
use node::{Destination, Element, ImageSize, ProseNode, walk};

/// A heading of the second level, which a page lists in its table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProseSection {
    pub title: String,
    /// The fragment of its address.
    pub anchor: String,
    /// Whether nothing but headings is below it.
    pub is_empty: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    nodes: Box<[ProseNode]>,
}

impl Prose {
    pub fn new(nodes: Vec<ProseNode>) -> Prose {
        Prose {
            nodes: nodes.into_boxed_slice(),
        }
    }

    /// As HTML. `resolve` turns an address inside the site into the one to print, and `image_size` finds the size of an image there.
    pub fn html(
        &self,
        html_use: HtmlUse,
        resolve: impl Fn(&str) -> String,
        image_size: impl Fn(&str) -> Option<ImageSize>,
    ) -> String {
        html::html(&self.nodes, html_use, &resolve, &image_size)
    }

    /// As text with paragraphs, lists and the addresses of links. `resolve` is that of [`Prose::html`].
    pub fn text(&self, resolve: impl Fn(&str) -> String) -> String {
        text::text(&self.nodes, &resolve)
    }

    /// The plain text on one line, for summaries and descriptions.
    pub fn plain(&self) -> String {
        plain_words(&self.nodes)
    }

    pub fn sections(&self) -> Vec<ProseSection> {
        let mut sections: Vec<ProseSection> = Vec::new();
        for node in &self.nodes {
            match node {
                ProseNode::Element(Element::Heading { level: 2, anchor }, children) => {
                    sections.push(ProseSection {
                        title: plain_words(children),
                        anchor: anchor.to_string(),
                        is_empty: true,
                    });
                }
                ProseNode::Element(Element::Heading { .. }, _) => {}
                _ => {
                    if let Some(section) = sections.last_mut() {
                        section.is_empty = false;
                    }
                }
            }
        }
        sections
    }

    /// The anchors of headings and footnotes, to which links can lead.
    pub fn anchors(&self) -> Vec<&str> {
        let mut anchors = Vec::new();
        walk(&self.nodes, &mut |node| match node {
            ProseNode::Element(Element::Heading { anchor, .. }, _) if !anchor.is_empty() => {
                anchors.push(&**anchor);
            }
            ProseNode::Element(Element::Footnote(footnote), _) => anchors.push(&*footnote.name),
            _ => {}
        });
        anchors
    }

    /// The addresses inside the site that links and images lead to.
    pub fn addresses(&self) -> Vec<&str> {
        let mut addresses = Vec::new();
        walk(&self.nodes, &mut |node| match node {
            ProseNode::Element(Element::Link(link), _) => {
                if let Destination::Inside(address) = &link.destination {
                    addresses.push(&**address);
                }
            }
            ProseNode::Image {
                source: Destination::Inside(address),
                ..
            } => addresses.push(&**address),
            _ => {}
        });
        addresses
    }
}

/// The plain text of nodes. Emphasis inside a word does not break it.
fn plain_words(nodes: &[ProseNode]) -> String {
    let mut out = String::new();
    push_words(nodes, &mut out);
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

fn push_words(nodes: &[ProseNode], out: &mut String) {
    for node in nodes {
        match node {
            ProseNode::Text(text) | ProseNode::Code(text) => push_folded(text, out),
            ProseNode::Image { description, .. } => push_folded(description, out),
            ProseNode::HardBreak => push_folded(" ", out),
            ProseNode::FootnoteReference(_) | ProseNode::Rule => {}
            ProseNode::Element(element, children) => {
                push_words(children, out);
                if element.separates_words() {
                    push_folded(" ", out);
                }
            }
        }
    }
}

fn push_folded(text: &str, out: &mut String) {
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if c != '\u{200b}' {
            out.push(c);
        }
    }
}
