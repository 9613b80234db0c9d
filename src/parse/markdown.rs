//! Markdown to a tree of blocks. The one file that names `pulldown_cmark`, `linkify` and `encoding_rs`.
//!
//! The tree holds no HTML of an author: raw HTML becomes text, comments are left out, links are limited to the schemes of the allow-list,
//! headings begin below the page's own, and nothing carries a `style` or an `on...` attribute. So no sanitizer is needed behind it.

mod headings;
mod text_runs;

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use encoding_rs::WINDOWS_1252;
use linkify::{LinkFinder, LinkKind};
use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use crate::base::diagnostic::Diagnostic;
use crate::base::escape::is_printable;
use crate::base::prose::Prose;
use crate::base::prose::node::{
    ColumnAlignment, Destination, Element, Footnote, ProseLink, ProseNode,
};
use crate::base::source::Span;
use crate::parse::rules::markdown::{external_image, raw_html, unsafe_link};
use headings::Headings;
use text_runs::push_text;
pub use text_runs::{TextKind, TextRun};

/// Where the prose will be printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProseContext {
    /// An article with a page of its own: headings from the second level, and anchors of headings and footnotes.
    Article,
    /// One of several texts on a page: headings from the fourth level, and no anchors, which would collide. A newline is a line break, as
    /// people know it from chats and other status pages.
    Update,
}

/// Finds the place in its file of a range of the Markdown.
pub type LocateSpan<'a> = &'a dyn Fn(Range<usize>) -> Span;

/// A link or an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkdownLink {
    /// An address from the site's root without the leading slash, a fragment, or a whole address.
    pub address: String,
    pub image: bool,
    /// The span of the address alone, if it is written without escapes.
    pub span: Span,
}

#[derive(Debug)]
pub struct ParsedMarkdown {
    pub prose: Prose,
    /// Links and images that are not refused, in order.
    pub links: Vec<MarkdownLink>,
    pub text_runs: Vec<TextRun>,
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_FOOTNOTES
}

/// Parses Markdown. Faults are warnings: what is refused is left out or becomes text.
pub fn parse_markdown(
    markdown: &str,
    context: ProseContext,
    locate: LocateSpan,
    faults: &mut Vec<Diagnostic>,
) -> ParsedMarkdown {
    // CommonMark asks for it.
    let markdown = if markdown.contains('\0') {
        Cow::from(markdown.replace('\0', "\u{fffd}"))
    } else {
        Cow::from(markdown)
    };
    let mut builder = TreeBuilder::new(&markdown, context, locate, faults);
    for (event, range) in Parser::new_ext(&markdown, options()).into_offset_iter() {
        builder.add(event, range);
    }
    builder.finish()
}

/// References such as `&#146;` stand for control characters. HTML reads those from 128 to 159 as Windows-1252, which old editors wrote; the
/// others cannot be printed.
fn decode_controls(text: CowStr) -> CowStr {
    if text.chars().all(is_printable) {
        return text;
    }
    let decode = |c: char| match u8::try_from(c) {
        Ok(byte @ 0x80..=0x9f) => WINDOWS_1252.decode(&[byte]).0.into_owned(),
        _ => c.to_string(),
    };
    let decoded: String = text.chars().map(decode).collect();
    decoded.replace(|c| !is_printable(c), "").into()
}

/// Markdown in which a newline is a space, rewritten so that each paragraph is on one line. Quotes keep their lines, which have marks.
#[must_use]
pub fn join_wrapped_lines(markdown: &str) -> String {
    let (mut out, mut copied, mut open_quotes) = (String::new(), 0, 0);
    for (event, range) in Parser::new_ext(markdown, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::BlockQuote(_)) => open_quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => open_quotes -= 1,
            Event::SoftBreak if open_quotes == 0 => {
                out.push_str(markdown[copied..range.start].trim_end());
                out.push(' ');
                let rest = &markdown[range.end..];
                copied = range.end + rest.len() - rest.trim_start().len();
            }
            _ => {}
        }
    }
    out + &markdown[copied..]
}

/// What a link may be, by its address.
enum AllowedLink {
    To(Destination),
    Refused,
}

fn classify_link(address: &str) -> AllowedLink {
    let scheme_end = address
        .find([':', '/', '?', '#'])
        .filter(|&at| address[at..].starts_with(':'));
    if address.is_empty() || address.starts_with("//") || address.contains('\\') {
        return AllowedLink::Refused;
    }
    let Some(scheme_end) = scheme_end else {
        // An anchor of the status page is not one of the page that links.
        let inside = if address.starts_with("/#") {
            format!(".{address}")
        } else {
            address.strip_prefix('/').unwrap_or(address).to_owned()
        };
        return AllowedLink::To(Destination::Inside(inside.into()));
    };
    match address[..scheme_end].to_ascii_lowercase().as_str() {
        "http" | "https" | "mailto" => AllowedLink::To(Destination::Outside(address.into())),
        _ => AllowedLink::Refused,
    }
}

/// Elements that are nested deeper than this keep only their words, because the tree is printed recursively.
const MAX_DEPTH: usize = 100;

/// An image whose description is being read.
struct OpenImage {
    address: String,
    description: String,
    /// How many images are open inside the description.
    nested_images: usize,
}

/// An element whose end was not reached yet.
struct OpenElement {
    element: Element,
    children: Vec<ProseNode>,
}

struct TreeBuilder<'a, 'f> {
    markdown: &'a str,
    context: ProseContext,
    locate: LocateSpan<'a>,
    faults: &'f mut Vec<Diagnostic>,
    /// Innermost last.
    open: Vec<OpenElement>,
    /// For each open tag of the parser whether it is in `open`. Of a refused link and of what is nested too deep only the text is kept,
    /// which goes to the element around it.
    is_kept: Vec<bool>,
    open_links: usize,
    in_code_block: bool,
    finished: Vec<ProseNode>,
    /// Text that is not a node yet, because the parser splits text at each entity and escape.
    text: String,
    headings: Headings,
    /// The text of the open heading so far.
    heading_title: Option<String>,
    /// That of the newest heading.
    last_anchor: Option<Box<str>>,
    in_table_head: bool,
    /// The columns of the table, and how many cells of the row were begun.
    columns: (Vec<Alignment>, usize),
    footnote_numbers: HashMap<String, usize>,
    found_links: Vec<MarkdownLink>,
    text_runs: Vec<TextRun>,
    image: Option<OpenImage>,
    /// The block of raw HTML that is being read.
    html_block: Option<(String, Range<usize>)>,
    /// Tags of raw HTML that are reported and not closed yet: what closes them is part of the same fault.
    unclosed_tags: usize,
}

impl<'a, 'f> TreeBuilder<'a, 'f> {
    fn new(
        markdown: &'a str,
        context: ProseContext,
        locate: LocateSpan<'a>,
        faults: &'f mut Vec<Diagnostic>,
    ) -> TreeBuilder<'a, 'f> {
        let first_level = match context {
            ProseContext::Article => 2,
            ProseContext::Update => 4,
        };
        TreeBuilder {
            markdown,
            context,
            locate,
            faults,
            open: Vec::new(),
            is_kept: Vec::new(),
            open_links: 0,
            in_code_block: false,
            finished: Vec::new(),
            text: String::new(),
            headings: Headings::new(first_level),
            heading_title: None,
            last_anchor: None,
            in_table_head: false,
            columns: (Vec::new(), 0),
            footnote_numbers: HashMap::new(),
            found_links: Vec::new(),
            text_runs: Vec::new(),
            image: None,
            html_block: None,
            unclosed_tags: 0,
        }
    }

    fn finish(mut self) -> ParsedMarkdown {
        self.push_pending_text();
        ParsedMarkdown {
            prose: Prose::new(self.finished),
            links: self.found_links,
            text_runs: self.text_runs,
        }
    }

    fn add(&mut self, event: Event<'a>, range: Range<usize>) {
        self.record_text(&event, &range);
        let event = match event {
            Event::Text(text) => Event::Text(decode_controls(text)),
            other => other,
        };
        if self.image.is_some() {
            return self.add_to_image(event);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text.push_str(&text),
            Event::Code(text) => self.push(ProseNode::Code(text.as_ref().into())),
            Event::SoftBreak if self.context == ProseContext::Article => self.text.push('\n'),
            Event::SoftBreak | Event::HardBreak => self.push(ProseNode::HardBreak),
            Event::Rule => self.push(ProseNode::Rule),
            Event::TaskListMarker(done) => self.text.push_str(if done { "☑ " } else { "☐ " }),
            Event::FootnoteReference(name) => {
                let footnote = self.footnote(&name);
                self.push(ProseNode::FootnoteReference(footnote));
            }
            Event::Html(text) => {
                if let Some((block, _)) = &mut self.html_block {
                    block.push_str(&text);
                }
            }
            Event::InlineHtml(text) => self.inline_html(&text, range),
            // Math is not enabled.
            Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn record_text(&mut self, event: &Event, range: &Range<usize>) {
        let text = match event {
            Event::Text(text) | Event::Code(text) => text,
            _ => return,
        };
        if let Some(title) = &mut self.heading_title {
            title.push_str(text);
        }
        let kind = if self.in_code_block || matches!(event, Event::Code(_)) {
            TextKind::Code
        } else if self.open_links > 0 {
            TextKind::LinkText
        } else {
            TextKind::Plain
        };
        push_text(&mut self.text_runs, kind, range.clone());
    }

    fn push(&mut self, node: ProseNode) {
        self.push_pending_text();
        self.siblings().push(node);
    }

    fn push_pending_text(&mut self) {
        let text = std::mem::take(&mut self.text);
        if text.is_empty() {
            return;
        }
        if self.open_links > 0 || self.in_code_block || !text.contains("://") {
            return self.siblings().push(ProseNode::Text(text.into()));
        }
        let nodes = bare_links(&text);
        self.siblings().extend(nodes);
    }

    /// The nodes that the next one comes after.
    fn siblings(&mut self) -> &mut Vec<ProseNode> {
        self.open
            .last_mut()
            .map_or(&mut self.finished, |open| &mut open.children)
    }

    fn open(&mut self, element: Element) {
        self.push_pending_text();
        self.open.push(OpenElement {
            element,
            children: Vec::new(),
        });
    }

    fn close(&mut self) {
        self.push_pending_text();
        if let Some(OpenElement { element, children }) = self.open.pop() {
            let node = ProseNode::Element(element, children.into());
            self.siblings().push(node);
        }
    }

    fn open_tag(&mut self, element: Option<Element>) {
        let element = element.filter(|_| self.open.len() < MAX_DEPTH);
        self.is_kept.push(element.is_some());
        if let Some(element) = element {
            self.open(element);
        }
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        self.push_pending_text();
        match tag {
            Tag::HtmlBlock => self.html_block = Some((String::new(), range)),
            Tag::Image { dest_url, .. } => self.open_image(&dest_url, range),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let address = match link_type {
                    LinkType::Email => format!("mailto:{dest_url}"),
                    _ => dest_url.to_string(),
                };
                self.open_links += 1;
                let link = self.link(&address, &title, range);
                self.open_tag(link);
            }
            other => {
                let element = self.element(other);
                self.open_tag(element);
            }
        }
    }

    fn element(&mut self, tag: Tag<'a>) -> Option<Element> {
        Some(match tag {
            Tag::Heading { level, .. } => {
                self.heading_title = Some(String::new());
                Element::Heading {
                    level: self.headings.level(level as u8),
                    anchor: Box::default(),
                }
            }
            Tag::Paragraph => Element::Paragraph,
            Tag::BlockQuote(_) => Element::Quote,
            Tag::List(start) => Element::List { start },
            Tag::Item => Element::Item,
            Tag::CodeBlock(kind) => {
                self.in_code_block = true;
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => info.split(' ').next().unwrap_or_default(),
                    CodeBlockKind::Indented => "",
                };
                Element::CodeBlock {
                    language: language.into(),
                }
            }
            Tag::Table(columns) => {
                self.columns = (columns, 0);
                Element::Table {
                    label: self.last_anchor.clone().unwrap_or_default(),
                }
            }
            Tag::TableHead => {
                self.in_table_head = true;
                Element::TableHead
            }
            Tag::TableRow => {
                self.columns.1 = 0;
                Element::TableRow
            }
            Tag::TableCell if self.in_table_head => Element::HeadCell(self.next_column()),
            Tag::TableCell => Element::Cell(self.next_column()),
            Tag::FootnoteDefinition(name) => Element::Footnote(self.footnote(&name)),
            Tag::Emphasis => Element::Emphasis,
            Tag::Strong => Element::Strong,
            Tag::Strikethrough => Element::Strikethrough,
            // Links and images have their own functions; the extensions that make the others are not enabled.
            Tag::HtmlBlock
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => return None,
        })
    }

    fn next_column(&mut self) -> ColumnAlignment {
        let (columns, next) = &mut self.columns;
        *next += 1;
        match columns.get(*next - 1) {
            None | Some(Alignment::None) => ColumnAlignment::Default,
            Some(Alignment::Left) => ColumnAlignment::Left,
            Some(Alignment::Center) => ColumnAlignment::Center,
            Some(Alignment::Right) => ColumnAlignment::Right,
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.push_pending_text();
        match tag {
            TagEnd::HtmlBlock => return self.close_html_block(),
            TagEnd::Heading(_) => self.name_heading(),
            TagEnd::TableHead => self.in_table_head = false,
            TagEnd::CodeBlock => self.in_code_block = false,
            TagEnd::Link => self.open_links -= 1,
            _ => {}
        }
        if self.is_kept.pop() == Some(true) {
            self.close();
        }
    }

    /// Gives the heading that ends its anchor.
    fn name_heading(&mut self) {
        let title = self.heading_title.take().unwrap_or_default();
        if self.context == ProseContext::Update {
            return;
        }
        let unique: Box<str> = self.headings.unique_anchor(&title).into();
        self.last_anchor = Some(unique.clone());
        if let Some(OpenElement {
            element: Element::Heading { anchor, .. },
            ..
        }) = self.open.last_mut()
        {
            *anchor = unique;
        }
    }

    /// Footnotes are numbered by their first use.
    fn footnote(&mut self, name: &str) -> Box<Footnote> {
        let next = self.footnote_numbers.len() + 1;
        let number = *self.footnote_numbers.entry(name.to_owned()).or_insert(next);
        let name = match self.context {
            ProseContext::Article => name.into(),
            ProseContext::Update => Box::default(),
        };
        Box::new(Footnote { name, number })
    }

    /// A comment is left out, anything else is shown as text.
    fn close_html_block(&mut self) {
        let Some((block, range)) = self.html_block.take() else {
            return;
        };
        let block = block.trim();
        if block.is_empty() || is_comment(block) {
            return;
        }
        let first = block.lines().next().unwrap_or_default().trim_end();
        let indentation = self
            .markdown
            .get(range.clone())
            .map_or(0, |text| text.len() - text.trim_start().len());
        let start = range.start + indentation;
        self.faults
            .push(raw_html((self.locate)(start..start + first.len()), first));
        self.open(Element::Paragraph);
        self.text.push_str(block);
        self.close();
    }

    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        if is_comment(html) {
            return;
        }
        if html.to_ascii_lowercase().replace([' ', '/'], "") == "<br>" {
            return self.push(ProseNode::HardBreak);
        }
        let closes_reported_tag = html.starts_with("</") && self.unclosed_tags > 0;
        if closes_reported_tag {
            self.unclosed_tags -= 1;
        } else {
            if !html.starts_with("</") && !html.ends_with("/>") {
                self.unclosed_tags += 1;
            }
            self.faults.push(raw_html((self.locate)(range), html));
        }
        self.text.push_str(html);
    }

    /// The part of a range that is this text, where it is written letter by letter; else the range.
    fn narrow_range(&self, range: Range<usize>, text: &str) -> Range<usize> {
        let within = self.markdown.get(range.clone()).unwrap_or_default();
        match within.rfind(text) {
            Some(at) if !text.is_empty() => range.start + at..range.start + at + text.len(),
            _ => range,
        }
    }

    fn record_link(&mut self, address: &str, written: &str, image: bool, range: Range<usize>) {
        let span = (self.locate)(self.narrow_range(range, written));
        self.found_links.push(MarkdownLink {
            address: address.to_owned(),
            image,
            span,
        });
    }

    fn refuse_link(&mut self, address: &str, range: Range<usize>) {
        let span = (self.locate)(self.narrow_range(range, address));
        self.faults.push(unsafe_link(span, address));
    }

    /// A link to where the allow-list permits.
    fn link(&mut self, address: &str, title: &str, range: Range<usize>) -> Option<Element> {
        let AllowedLink::To(destination) = classify_link(address) else {
            self.refuse_link(address, range);
            return None;
        };
        let (Destination::Inside(resolved) | Destination::Outside(resolved)) = &destination;
        self.record_link(resolved, address, false, range);
        Some(Element::Link(Box::new(ProseLink {
            destination,
            title: decode_controls(title.into()).as_ref().into(),
        })))
    }

    fn open_image(&mut self, address: &str, range: Range<usize>) {
        match classify_link(address) {
            AllowedLink::To(Destination::Inside(inside)) => {
                self.record_link(&inside, address, true, range);
            }
            AllowedLink::To(Destination::Outside(_)) => {
                let span = (self.locate)(self.narrow_range(range, address));
                self.faults.push(external_image(span, address));
            }
            AllowedLink::Refused => self.refuse_link(address, range),
        }
        self.image = Some(OpenImage {
            address: address.to_owned(),
            description: String::new(),
            nested_images: 0,
        });
    }

    fn add_to_image(&mut self, event: Event<'a>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Text(text) | Event::Code(text) => image.description.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.description.push(' '),
            Event::Start(Tag::Image { .. }) => image.nested_images += 1,
            Event::End(TagEnd::Image) if image.nested_images > 0 => image.nested_images -= 1,
            Event::End(TagEnd::Image) => self.close_image(),
            _ => {}
        }
    }

    fn close_image(&mut self) {
        let Some(OpenImage {
            address,
            description,
            ..
        }) = self.image.take()
        else {
            return;
        };
        match classify_link(&address) {
            AllowedLink::To(source) => self.push(ProseNode::Image {
                source,
                description: description.into(),
            }),
            AllowedLink::Refused => self.text.push_str(&description),
        }
    }
}

/// A text with a link in the place of each bare URL.
fn bare_links(text: &str) -> impl Iterator<Item = ProseNode> {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]);
    let parts: Vec<_> = finder.spans(text).collect();
    parts.into_iter().map(|part| {
        let url: Box<str> = part.as_str().into();
        let is_link = part.kind().is_some()
            && ["https://", "http://"]
                .iter()
                .any(|scheme| url.starts_with(scheme));
        if !is_link {
            return ProseNode::Text(url);
        }
        let link = ProseLink {
            destination: Destination::Outside(url.clone()),
            title: Box::default(),
        };
        ProseNode::Element(Element::Link(Box::new(link)), [ProseNode::Text(url)].into())
    })
}

fn is_comment(html: &str) -> bool {
    html.starts_with("<!--") && html.ends_with("-->")
}
