//! Markdown to safe markup. The one file that names `pulldown_cmark`.
//!
//! What comes out holds no HTML of an author: raw HTML becomes text, comments are left out (they are notes to colleagues), links go
//! only where the allow-list says, headings begin below the page's own, and nothing carries a `style` or an `on...` attribute. So no
//! sanitizer is needed behind it.

mod headings;
mod text_runs;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

use super::fault;
use crate::base::diagnostic::Diagnostic;
use crate::base::prose::{ADDRESS_MARK, Prose};
use crate::base::source::Span;
use headings::Headings;
pub use text_runs::{TextKind, TextRun};

/// Stands in the words where emphasis or a link ended.
const EMPHASIS_END: char = '\u{200b}';

/// Where the prose will stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProseContext {
    /// An article with a page of its own: headings from the second level, with anchors; footnotes.
    Article,
    /// One of several texts on a page: headings from the fourth level, no anchors and no footnotes, which would collide.
    Update,
}

/// Where a range of the Markdown stands in its file.
pub type LocateSpan<'a> = &'a dyn Fn(Range<usize>) -> Span;

/// A link or an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkdownLink {
    /// Where it leads: an address from the site's root without the leading slash, a fragment, or a whole address.
    pub address: String,
    /// Whether it is an image.
    pub image: bool,
    /// Where it is written: the address alone, if that stands there letter by letter.
    pub span: Span,
}

/// A text as read.
#[derive(Debug)]
pub struct ParsedMarkdown {
    /// Its markup.
    pub prose: Prose,
    /// Its links and images that are not refused, in order.
    pub open_links: Vec<MarkdownLink>,
    /// Its words.
    pub text_runs: Vec<TextRun>,
}

/// Turns Markdown into prose. Faults are warnings: what is refused is left out or becomes text.
pub fn parse_markdown(
    markdown: &str,
    setting: ProseContext,
    place: LocateSpan,
    faults: &mut Vec<Diagnostic>,
) -> ParsedMarkdown {
    let markdown = if markdown.contains(ADDRESS_MARK) {
        markdown.replace(ADDRESS_MARK, "\u{fffd}").into()
    } else {
        Cow::from(markdown)
    };
    let mut options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    if setting == ProseContext::Article {
        options |= Options::ENABLE_FOOTNOTES;
    }
    let events: Vec<(Event, Range<usize>)> = Parser::new_ext(&markdown, options)
        .into_offset_iter()
        .collect();
    let runs = text_runs::collect_text_runs(&events);
    let mut writer = MarkupWriter::new(&markdown, setting, &events, place, faults);
    for (event, range) in events {
        writer.write_event(event, range);
    }
    let links = std::mem::take(&mut writer.found_links);
    ParsedMarkdown {
        prose: writer.finish(),
        open_links: links,
        text_runs: runs,
    }
}

/// Where a link may lead.
enum LinkTarget {
    /// To another site, or to a mail program.
    Outside,
    /// To a page of this site: the address from its root, or a fragment of the page.
    Inside(String),
    /// Nowhere.
    Refused,
}

fn classify_link(address: &str) -> LinkTarget {
    let scheme_end = address
        .find([':', '/', '?', '#'])
        .filter(|&at| address[at..].starts_with(':'));
    if address.is_empty() || address.starts_with("//") || address.contains('\\') {
        return LinkTarget::Refused;
    }
    match scheme_end {
        // A place of the status page is not one of the page that links.
        None if address.starts_with("/#") => LinkTarget::Inside(format!(".{address}")),
        None => LinkTarget::Inside(address.strip_prefix('/').unwrap_or(address).to_owned()),
        Some(end) => match address[..end].to_ascii_lowercase().as_str() {
            "http" | "https" | "mailto" => LinkTarget::Outside,
            _ => LinkTarget::Refused,
        },
    }
}

/// An image whose description is being read.
struct OpenImage {
    address: String,
    /// The description so far.
    alt_text: String,
    /// How many images are open inside the description.
    nested_images: usize,
}

struct MarkupWriter<'a, 'f> {
    markdown: &'a str,
    setting: ProseContext,
    locate: LocateSpan<'a>,
    faults: &'f mut Vec<Diagnostic>,
    out: Vec<Event<'a>>,
    plain: String,
    headings: Headings,
    /// The links and images so far.
    found_links: Vec<MarkdownLink>,
    /// Whether each open link was written, innermost last.
    links: Vec<bool>,
    /// The image whose description is being read.
    image: Option<OpenImage>,
    /// The block of raw HTML that is being read.
    html_block: Option<(String, Range<usize>)>,
    /// Tags of raw HTML that are reported and not closed yet: what closes them is part of the same fault.
    unclosed_tags: usize,
}

impl<'a, 'f> MarkupWriter<'a, 'f> {
    fn new(
        markdown: &'a str,
        setting: ProseContext,
        events: &[(Event, Range<usize>)],
        place: LocateSpan<'a>,
        faults: &'f mut Vec<Diagnostic>,
    ) -> MarkupWriter<'a, 'f> {
        let headings = Headings::new(setting, events);
        MarkupWriter {
            markdown,
            setting,
            locate: place,
            faults,
            out: Vec::with_capacity(events.len()),
            plain: String::new(),
            headings,
            found_links: Vec::new(),
            links: Vec::new(),
            image: None,
            html_block: None,
            unclosed_tags: 0,
        }
    }

    fn write_event(&mut self, event: Event<'a>, range: Range<usize>) {
        if self.image.is_some() {
            return self.inside_image(event);
        }
        match event {
            Event::Html(text) => {
                if let Some((block, _)) = &mut self.html_block {
                    block.push_str(&text);
                }
            }
            Event::InlineHtml(text) => self.inline_html(text, range),
            Event::Start(tag) => self.open_tag(tag, range),
            Event::End(tag) => self.close_tag(tag),
            Event::TaskListMarker(done) => {
                self.write_text(if done { "\u{2611} " } else { "\u{2610} " }.into())
            }
            Event::Text(text) => self.write_text(text),
            Event::Code(text) => {
                self.plain.push_str(&text);
                self.out.push(Event::Code(text));
            }
            Event::SoftBreak | Event::HardBreak => {
                self.plain.push(' ');
                self.out.push(event);
            }
            other => self.out.push(other),
        }
    }

    fn write_text(&mut self, text: CowStr<'a>) {
        self.plain.push_str(&text);
        self.out.push(Event::Text(text));
    }

    fn open_tag(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::HtmlBlock => self.html_block = Some((String::new(), range)),
            Tag::Link {
                link_type: LinkType::Email,
                dest_url,
                title,
                ..
            } => {
                self.open_link(&format!("mailto:{dest_url}"), &title, range);
            }
            Tag::Link {
                dest_url, title, ..
            } => self.open_link(&dest_url, &title, range),
            Tag::Image { dest_url, .. } => self.open_image(&dest_url, range),
            Tag::Heading { .. } => {
                let heading = self.headings.open_heading();
                self.out.push(Event::InlineHtml(heading.into()));
            }
            // A column's alignment would become a style attribute, which the content security policy refuses.
            Tag::Table(columns) => {
                self.out
                    .push(Event::InlineHtml(self.headings.open_table().into()));
                self.out.push(Event::Start(Tag::Table(
                    vec![pulldown_cmark::Alignment::None; columns.len()],
                )));
            }
            other => self.out.push(Event::Start(other)),
        }
    }

    fn close_tag(&mut self, tag: TagEnd) {
        self.plain.push(match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                EMPHASIS_END
            }
            _ => ' ',
        });
        match tag {
            TagEnd::HtmlBlock => self.close_html_block(),
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.out.push(Event::InlineHtml("</a>".into()));
                }
            }
            TagEnd::Heading(_) => {
                let end = self.headings.close_heading();
                self.out.push(Event::InlineHtml(end.into()));
            }
            TagEnd::Table => {
                self.out.push(Event::End(tag));
                self.out.push(Event::InlineHtml("</div>\n".into()));
            }
            other => self.out.push(Event::End(other)),
        }
    }

    /// A comment is left out, anything else is shown as the text that it is.
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
        self.faults.push(fault::raw_html(
            (self.locate)(start..start + first.len()),
            first,
        ));
        self.out.push(Event::Start(Tag::Paragraph));
        self.write_text(CowStr::from(block.to_owned()));
        self.out.push(Event::End(TagEnd::Paragraph));
    }

    fn inline_html(&mut self, text: CowStr<'a>, range: Range<usize>) {
        if is_comment(&text) {
            return;
        }
        if matches!(
            text.to_ascii_lowercase().replace([' ', '/'], "").as_str(),
            "<br>"
        ) {
            return self.write_event(Event::HardBreak, range);
        }
        if !text.starts_with("</") {
            self.unclosed_tags += usize::from(!text.ends_with("/>"));
            self.faults
                .push(fault::raw_html((self.locate)(range), &text));
        } else if self.unclosed_tags > 0 {
            self.unclosed_tags -= 1;
        } else {
            self.faults
                .push(fault::raw_html((self.locate)(range), &text));
        }
        self.write_text(text);
    }

    /// The part of a range that is this text, where it stands there letter by letter; else the range.
    fn narrow_range(&self, range: Range<usize>, text: &str) -> Range<usize> {
        let found = self
            .markdown
            .get(range.clone())
            .and_then(|within| within.rfind(text));
        found
            .filter(|_| !text.is_empty())
            .map_or(range.clone(), |at| {
                range.start + at..range.start + at + text.len()
            })
    }

    /// Notes a link or an image that is not refused.
    fn record_link(&mut self, address: &str, written: &str, image: bool, range: Range<usize>) {
        let span = (self.locate)(self.narrow_range(range, written));
        self.found_links.push(MarkdownLink {
            address: address.to_owned(),
            image,
            span,
        });
    }

    fn open_link(&mut self, address: &str, title: &str, range: Range<usize>) {
        let href = match classify_link(address) {
            LinkTarget::Outside => {
                self.record_link(address, address, false, range);
                escape_html(address)
            }
            LinkTarget::Inside(inside) => {
                self.record_link(&inside, address, false, range);
                format!("{ADDRESS_MARK}{inside}{ADDRESS_MARK}")
            }
            LinkTarget::Refused => {
                self.faults.push(fault::unsafe_link(
                    (self.locate)(self.narrow_range(range, address)),
                    address,
                ));
                self.links.push(false);
                return;
            }
        };
        let title = if title.is_empty() {
            String::new()
        } else {
            format!(" title=\"{}\"", escape_html(title))
        };
        self.out.push(Event::InlineHtml(
            format!("<a href=\"{href}\"{title}>").into(),
        ));
        self.links.push(true);
    }

    /// Pages load nothing from other hosts, so an image from elsewhere becomes a link to it.
    fn open_image(&mut self, address: &str, range: Range<usize>) {
        match classify_link(address) {
            LinkTarget::Inside(inside) => self.record_link(&inside, address, true, range),
            LinkTarget::Outside => self.faults.push(fault::external_image(
                (self.locate)(self.narrow_range(range, address)),
                address,
            )),
            LinkTarget::Refused => self.faults.push(fault::unsafe_link(
                (self.locate)(self.narrow_range(range, address)),
                address,
            )),
        }
        self.image = Some(OpenImage {
            address: address.to_owned(),
            alt_text: String::new(),
            nested_images: 0,
        });
    }

    fn inside_image(&mut self, event: Event<'a>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Text(text) | Event::Code(text) => image.alt_text.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.alt_text.push(' '),
            Event::Start(Tag::Image { .. }) => image.nested_images += 1,
            Event::End(TagEnd::Image) if image.nested_images > 0 => image.nested_images -= 1,
            Event::End(TagEnd::Image) => self.close_image(),
            _ => {}
        }
    }

    fn close_image(&mut self) {
        let Some(OpenImage {
            address,
            alt_text: words,
            ..
        }) = self.image.take()
        else {
            return;
        };
        let words_html = escape_html(&words);
        let html = match classify_link(&address) {
            LinkTarget::Inside(inside) => {
                format!(
                    "<img src=\"{ADDRESS_MARK}{inside}{ADDRESS_MARK}\" alt=\"{words_html}\" loading=\"lazy\">"
                )
            }
            LinkTarget::Outside => {
                let shown = if words.is_empty() {
                    escape_html(&address)
                } else {
                    words_html
                };
                // A link cannot hold another one.
                let linked = self.links.contains(&true);
                if linked {
                    shown
                } else {
                    format!("<a href=\"{}\">{shown}</a>", escape_html(&address))
                }
            }
            LinkTarget::Refused => words_html,
        };
        self.plain.push_str(&words);
        self.out.push(Event::InlineHtml(html.into()));
    }

    fn finish(self) -> Prose {
        let mut markup = String::with_capacity(self.markdown.len() * 2);
        html::push_html(&mut markup, self.out.into_iter());
        let sections = if self.setting == ProseContext::Article {
            self.headings.sections
        } else {
            Vec::new()
        };
        Prose::new(markup, collapse_whitespace(&self.plain), sections)
    }
}

/// Words with one blank between them. A mark stands where emphasis ended, which is no end of a word.
fn collapse_whitespace(plain: &str) -> String {
    // Most texts are such, and their words are found without decoding them. A vertical tab is a blank, though not for ASCII.
    if plain.is_ascii() && !plain.contains('\x0b') {
        return plain.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    }
    plain
        .replace(EMPHASIS_END, "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn is_comment(html: &str) -> bool {
    html.starts_with("<!--") && html.ends_with("-->")
}

fn escape_html(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
