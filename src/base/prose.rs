//! Prose: what an author wrote in Markdown, as markup that is safe to print.
//!
//! Only `parse` makes one, so holding a `Prose` is the proof that no raw HTML of an author is in it. Links into the site are kept
//! apart from the markup, because the same words are printed on pages (addresses from the site's root) and in feeds (whole addresses).

mod text;

/// Stands before and after each address inside the site. No author can write it: the Markdown reader replaces it.
pub const ADDRESS_MARK: char = '\0';

/// A heading of the second level, which the prose offers as a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProseSection {
    /// Its words.
    pub title: String,
    /// The fragment that leads to it.
    pub anchor: String,
}

/// Safe markup, its plain words, and its sections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    /// Finished HTML in which each address of a link or an image inside the site stands between two marks: from the site's root without
    /// the leading slash, or `#fragment`. One text, because a long history has a hundred thousand of them.
    markup: Box<str>,
    plain: Box<str>,
    sections: Vec<ProseSection>,
}

impl Prose {
    /// Puts prose together: HTML with addresses inside the site between marks ([`MARK`]), the words alone, and the sections. The caller
    /// vouches that the HTML is safe.
    #[must_use]
    pub fn new(markup: String, plain: String, sections: Vec<ProseSection>) -> Prose {
        Prose {
            markup: markup.into(),
            plain: plain.into(),
            sections,
        }
    }

    /// The HTML, with each address inside the site written by `resolve`, which must return text that is safe in an attribute.
    pub fn html(&self, resolve: impl Fn(&str) -> String) -> String {
        let mut html = String::with_capacity(self.markup.len() + 1);
        for (index, part) in self.markup.split(ADDRESS_MARK).enumerate() {
            match index % 2 {
                0 => html.push_str(part),
                _ => html.push_str(&resolve(part)),
            }
        }
        html
    }

    /// The words with their paragraphs, lists and the addresses of links, for whatever prints no HTML. `resolve` is that of
    /// [`Prose::html`].
    pub fn text(&self, resolve: impl Fn(&str) -> String) -> String {
        text::text(&self.html(resolve))
    }

    /// The words alone, blanks folded, for summaries and descriptions.
    #[must_use]
    pub fn plain(&self) -> &str {
        &self.plain
    }

    /// The sections, in order.
    #[must_use]
    pub fn sections(&self) -> &[ProseSection] {
        &self.sections
    }

    /// The anchors of headings and footnotes, to which links can lead.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        let html = self.markup.split(ADDRESS_MARK).step_by(2);
        html.flat_map(|html| html.split(" id=\"").skip(1))
            .filter_map(|rest| Some(rest.split_once('"')?.0))
    }

    /// The addresses inside the site that the prose leads to.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.markup.split(ADDRESS_MARK).skip(1).step_by(2)
    }
}
