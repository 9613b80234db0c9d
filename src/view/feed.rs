//! A feed, independent of its format.

use crate::base::escape;
use crate::base::time::{Duration, Moment};

/// The media type of RSS.
pub const RSS_TYPE: &str = "application/rss+xml";
/// The media type of Atom.
pub const ATOM_TYPE: &str = "application/atom+xml";
/// The media type of JSON Feed.
pub const JSON_FEED_TYPE: &str = "application/feed+json";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its permanent identity.
    pub id: String,
    pub title: String,
    pub description: String,
    /// Who writes it.
    pub author: String,
    /// The page that it belongs to, as an absolute URL.
    pub home: String,
    /// Its own whole address.
    pub address: String,
    /// Hubs that know when it has changed (WebSub).
    pub hubs: Vec<String>,
    /// Language tag.
    pub language: String,
    /// When something in it changed last.
    pub updated: Moment,
    /// Newest first.
    pub items: Vec<FeedItem>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedItem {
    /// Permanent and unique: made of the site's id, the kind, the entry's id and the update's id, never of a title or a text.
    pub guid: String,
    pub title: String,
    /// Where it can be read, as an absolute URL.
    pub link: String,
    /// When it was published. It never moves.
    pub published: Moment,
    /// When its text was last corrected, else when it was published.
    pub updated: Moment,
    /// What it says: finished HTML with whole addresses.
    pub html: String,
}

/// Marks HTML as being in another language than what is around it.
pub fn in_language(tag: &str, html: &str) -> String {
    format!("<div lang=\"{tag}\" dir=\"auto\">\n{html}</div>\n")
}

/// When a feed changed last; without items, at the start of the site.
pub fn last_updated(items: &[FeedItem], site_start: Moment) -> Moment {
    let updated = items.iter().map(|item| item.updated).max();
    updated.unwrap_or(site_start)
}

/// Moves items of the same date a second apart: chat programs take two items with the same date for one.
pub fn space_dates(newest_first: &mut [FeedItem]) {
    for same in newest_first.chunk_by_mut(|a, b| a.published == b.published) {
        for (second, item) in (0..).zip(same.iter_mut().rev()) {
            item.published = item.published.plus(Duration::seconds(second));
            item.updated = item.updated.max(item.published);
        }
    }
}

/// Plain words as a paragraph of HTML.
pub fn paragraph(text: &str) -> String {
    format!("<p>{}</p>\n", escape::html(text))
}
