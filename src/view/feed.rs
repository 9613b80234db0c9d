//! A feed: one item for each published update, with an identity that never changes.

/// A feed, whatever format it is printed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its title.
    pub title: String,
    /// What it is about.
    pub description: String,
    /// The page that it belongs to, as a whole address.
    pub home: String,
    /// Its own whole address.
    pub address: String,
    /// Language tag.
    pub language: String,
    /// Newest first.
    pub items: Vec<Item>,
}

/// One thing that was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Permanent: made of the kind, the entry's id and the update's id, never of a title, a text or an address.
    pub guid: String,
    /// What happened.
    pub title: String,
    /// Where it can be read, as a whole address.
    pub link: String,
    /// When it was published, as RFC 822 wants it.
    pub date: String,
    /// What it says.
    pub parts: Vec<Part>,
}

/// A part of an item's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Finished HTML with whole addresses.
    Html(String),
    /// Plain words.
    Words(String),
}
