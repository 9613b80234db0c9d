//! Prose: what an author wrote in Markdown, as markup that is safe to print.
//!
//! Only `parse` makes one, so holding a `Prose` is the proof that no raw HTML of an author is in it. Links into the site are kept
//! apart from the markup, because the same words are printed on pages (addresses from the site's root) and in feeds (whole addresses).

mod text;

/// A part of the markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Finished HTML.
    Html(String),
    /// The address of a link or an image inside the site: from its root without the leading slash, or `#fragment`.
    Address(String),
}

/// A heading of the second level, which the prose offers as a section.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its words.
    pub title: String,
    /// The fragment that leads to it.
    pub anchor: String,
}

/// Safe markup, its plain words, and its sections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prose {
    pieces: Vec<Piece>,
    plain: String,
    sections: Vec<Section>,
}

impl Prose {
    /// Puts prose together. The caller vouches that every [`Piece::Html`] is safe.
    #[must_use]
    pub fn new(pieces: Vec<Piece>, plain: String, sections: Vec<Section>) -> Prose {
        Prose { pieces, plain, sections }
    }

    /// The HTML, with each address inside the site written by `resolve`, which must return text that is safe in an attribute.
    pub fn html(&self, resolve: impl Fn(&str) -> String) -> String {
        let mut html = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Html(text) => html.push_str(text),
                Piece::Address(address) => html.push_str(&resolve(address)),
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
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The anchors of headings and footnotes, to which links can lead.
    pub fn anchors(&self) -> impl Iterator<Item = &str> {
        let html = self.pieces.iter().filter_map(|piece| match piece {
            Piece::Html(html) => Some(html.as_str()),
            Piece::Address(_) => None,
        });
        html.flat_map(|html| html.split(" id=\"").skip(1)).filter_map(|rest| Some(rest.split_once('"')?.0))
    }

    /// The addresses inside the site that the prose leads to.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Address(address) => Some(address.as_str()),
            Piece::Html(_) => None,
        })
    }
}
