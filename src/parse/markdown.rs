//! Markdown to safe markup. The one file that names `pulldown_cmark`.
//!
//! What comes out holds no HTML of an author: raw HTML becomes text, comments are left out (they are notes to colleagues), links go
//! only where the allow-list says, headings begin below the page's own, and nothing carries a `style` or an `on...` attribute. So no
//! sanitizer is needed behind it.

mod headings;
mod spoken;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

use super::fault;
use crate::base::diagnostic::Diagnostic;
use crate::base::prose::{MARK, Prose};
use crate::base::source::Span;
use headings::Headings;
pub use spoken::{Manner, Run};

/// Stands in the words where emphasis or a link ended.
const EMPHASIS_END: char = '\u{200b}';

/// Where the prose will stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// An article with a page of its own: headings from the second level, with anchors; footnotes.
    Article,
    /// One of several texts on a page: headings from the fourth level, no anchors and no footnotes, which would collide.
    Update,
}

/// Where a range of the Markdown stands in its file.
pub type Place<'a> = &'a dyn Fn(Range<usize>) -> Span;

/// A link or an image.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads: an address from the site's root without the leading slash, a fragment, or a whole address.
    pub address: String,
    /// Whether it is an image.
    pub image: bool,
    /// Where it is written: the address alone, if that stands there letter by letter.
    pub span: Span,
}

/// A text as read.
#[derive(Debug)]
pub struct Read {
    /// Its markup.
    pub prose: Prose,
    /// Its links and images that are not refused, in order.
    pub links: Vec<Link>,
    /// Its words.
    pub runs: Vec<Run>,
}

/// Turns Markdown into prose. Faults are warnings: what is refused is left out or becomes text.
pub fn prose(markdown: &str, setting: Setting, place: Place, faults: &mut Vec<Diagnostic>) -> Read {
    let markdown = if markdown.contains(MARK) {
        markdown.replace(MARK, "\u{fffd}").into()
    } else {
        Cow::from(markdown)
    };
    let mut options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    if setting == Setting::Article {
        options |= Options::ENABLE_FOOTNOTES;
    }
    let events: Vec<(Event, Range<usize>)> = Parser::new_ext(&markdown, options)
        .into_offset_iter()
        .collect();
    let runs = spoken::runs(&events);
    let mut writer = Writer::new(&markdown, setting, &events, place, faults);
    for (event, range) in events {
        writer.event(event, range);
    }
    let links = std::mem::take(&mut writer.found);
    Read {
        prose: writer.finish(),
        links,
        runs,
    }
}

/// Where a link may lead.
enum Target {
    /// To another site, or to a mail program.
    Outside,
    /// To a page of this site: the address from its root, or a fragment of the page.
    Inside(String),
    /// Nowhere.
    Refused,
}

fn target(address: &str) -> Target {
    let scheme_end = address
        .find([':', '/', '?', '#'])
        .filter(|&at| address[at..].starts_with(':'));
    if address.is_empty() || address.starts_with("//") || address.contains('\\') {
        return Target::Refused;
    }
    match scheme_end {
        // A place of the status page is not one of the page that links.
        None if address.starts_with("/#") => Target::Inside(format!(".{address}")),
        None => Target::Inside(address.strip_prefix('/').unwrap_or(address).to_owned()),
        Some(end) => match address[..end].to_ascii_lowercase().as_str() {
            "http" | "https" | "mailto" => Target::Outside,
            _ => Target::Refused,
        },
    }
}

/// An image whose description is being read.
struct Image {
    address: String,
    /// The description so far.
    words: String,
    /// How many images are open inside the description.
    inner: usize,
}

struct Writer<'a, 'f> {
    markdown: &'a str,
    setting: Setting,
    place: Place<'a>,
    faults: &'f mut Vec<Diagnostic>,
    out: Vec<Event<'a>>,
    plain: String,
    headings: Headings,
    /// The links and images so far.
    found: Vec<Link>,
    /// Whether each open link was written, innermost last.
    links: Vec<bool>,
    /// The image whose description is being read.
    image: Option<Image>,
    /// The block of raw HTML that is being read.
    raw: Option<(String, Range<usize>)>,
    /// Tags of raw HTML that are reported and not closed yet: what closes them is part of the same fault.
    unclosed: usize,
}

impl<'a, 'f> Writer<'a, 'f> {
    fn new(
        markdown: &'a str,
        setting: Setting,
        events: &[(Event, Range<usize>)],
        place: Place<'a>,
        faults: &'f mut Vec<Diagnostic>,
    ) -> Writer<'a, 'f> {
        let headings = Headings::new(setting, events);
        Writer {
            markdown,
            setting,
            place,
            faults,
            out: Vec::with_capacity(events.len()),
            plain: String::new(),
            headings,
            found: Vec::new(),
            links: Vec::new(),
            image: None,
            raw: None,
            unclosed: 0,
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        if self.image.is_some() {
            return self.inside_image(event);
        }
        match event {
            Event::Html(text) => {
                if let Some((block, _)) = &mut self.raw {
                    block.push_str(&text);
                }
            }
            Event::InlineHtml(text) => self.inline_html(text, range),
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::TaskListMarker(done) => {
                self.text(if done { "\u{2611} " } else { "\u{2610} " }.into())
            }
            Event::Text(text) => self.text(text),
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

    fn text(&mut self, text: CowStr<'a>) {
        self.plain.push_str(&text);
        self.out.push(Event::Text(text));
    }

    fn start(&mut self, tag: Tag<'a>, range: Range<usize>) {
        match tag {
            Tag::HtmlBlock => self.raw = Some((String::new(), range)),
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
                let heading = self.headings.next();
                self.out.push(Event::InlineHtml(heading.into()));
            }
            // A column's alignment would become a style attribute, which the content security policy refuses.
            Tag::Table(columns) => {
                self.out
                    .push(Event::InlineHtml(self.headings.table().into()));
                self.out.push(Event::Start(Tag::Table(
                    vec![pulldown_cmark::Alignment::None; columns.len()],
                )));
            }
            other => self.out.push(Event::Start(other)),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.plain.push(match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link => {
                EMPHASIS_END
            }
            _ => ' ',
        });
        match tag {
            TagEnd::HtmlBlock => self.close_raw(),
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.out.push(Event::InlineHtml("</a>".into()));
                }
            }
            TagEnd::Heading(_) => {
                let end = self.headings.end();
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
    fn close_raw(&mut self) {
        let Some((block, range)) = self.raw.take() else {
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
            (self.place)(start..start + first.len()),
            first,
        ));
        self.out.push(Event::Start(Tag::Paragraph));
        self.text(CowStr::from(block.to_owned()));
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
            return self.event(Event::HardBreak, range);
        }
        if !text.starts_with("</") {
            self.unclosed += usize::from(!text.ends_with("/>"));
            self.faults
                .push(fault::raw_html((self.place)(range), &text));
        } else if self.unclosed > 0 {
            self.unclosed -= 1;
        } else {
            self.faults
                .push(fault::raw_html((self.place)(range), &text));
        }
        self.text(text);
    }

    /// The part of a range that is this text, where it stands there letter by letter; else the range.
    fn narrowed(&self, range: Range<usize>, text: &str) -> Range<usize> {
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
    fn found(&mut self, address: &str, written: &str, image: bool, range: Range<usize>) {
        let span = (self.place)(self.narrowed(range, written));
        self.found.push(Link {
            address: address.to_owned(),
            image,
            span,
        });
    }

    fn open_link(&mut self, address: &str, title: &str, range: Range<usize>) {
        let href = match target(address) {
            Target::Outside => {
                self.found(address, address, false, range);
                escape(address)
            }
            Target::Inside(inside) => {
                self.found(&inside, address, false, range);
                format!("{MARK}{inside}{MARK}")
            }
            Target::Refused => {
                self.faults.push(fault::unsafe_link(
                    (self.place)(self.narrowed(range, address)),
                    address,
                ));
                self.links.push(false);
                return;
            }
        };
        let title = if title.is_empty() {
            String::new()
        } else {
            format!(" title=\"{}\"", escape(title))
        };
        self.out.push(Event::InlineHtml(
            format!("<a href=\"{href}\"{title}>").into(),
        ));
        self.links.push(true);
    }

    /// Pages load nothing from other hosts, so an image from elsewhere becomes a link to it.
    fn open_image(&mut self, address: &str, range: Range<usize>) {
        match target(address) {
            Target::Inside(inside) => self.found(&inside, address, true, range),
            Target::Outside => self.faults.push(fault::outside_image(
                (self.place)(self.narrowed(range, address)),
                address,
            )),
            Target::Refused => self.faults.push(fault::unsafe_link(
                (self.place)(self.narrowed(range, address)),
                address,
            )),
        }
        self.image = Some(Image {
            address: address.to_owned(),
            words: String::new(),
            inner: 0,
        });
    }

    fn inside_image(&mut self, event: Event<'a>) {
        let Some(image) = &mut self.image else { return };
        match event {
            Event::Text(text) | Event::Code(text) => image.words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => image.words.push(' '),
            Event::Start(Tag::Image { .. }) => image.inner += 1,
            Event::End(TagEnd::Image) if image.inner > 0 => image.inner -= 1,
            Event::End(TagEnd::Image) => self.close_image(),
            _ => {}
        }
    }

    fn close_image(&mut self) {
        let Some(Image { address, words, .. }) = self.image.take() else {
            return;
        };
        let words_html = escape(&words);
        let html = match target(&address) {
            Target::Inside(inside) => {
                format!("<img src=\"{MARK}{inside}{MARK}\" alt=\"{words_html}\" loading=\"lazy\">")
            }
            Target::Outside => {
                let shown = if words.is_empty() {
                    escape(&address)
                } else {
                    words_html
                };
                // A link cannot hold another one.
                let linked = self.links.contains(&true);
                if linked {
                    shown
                } else {
                    format!("<a href=\"{}\">{shown}</a>", escape(&address))
                }
            }
            Target::Refused => words_html,
        };
        self.plain.push_str(&words);
        self.out.push(Event::InlineHtml(html.into()));
    }

    fn finish(self) -> Prose {
        let mut markup = String::with_capacity(self.markdown.len() * 2);
        html::push_html(&mut markup, self.out.into_iter());
        let sections = if self.setting == Setting::Article {
            self.headings.sections
        } else {
            Vec::new()
        };
        Prose::new(markup, folded(&self.plain), sections)
    }
}

/// Words with one blank between them. A mark stands where emphasis ended, which is no end of a word.
fn folded(plain: &str) -> String {
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

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
