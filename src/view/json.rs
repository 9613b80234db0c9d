//! Files for programs, printed as JSON just as they stand here.

use serde::Serialize;

use super::badge::Endpoint;
use super::coming::ComingView;
use super::difference::DifferenceView;
use super::explanation::Explanation;
use super::feed::{Feed, Item};
use super::glance::Glance;
use super::heroku::CurrentStatus;
use super::statuspage::File;

/// A file of JSON. Each kind is an object of its own.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum Json {
    /// A feed in the format JSON Feed 1.1, <https://www.jsonfeed.org/version/1.1/>.
    Feed(JsonFeed),
    /// A file of the Statuspage interface, version 2.
    Statuspage(Box<File>),
    /// What `heroku status` reads.
    Heroku(Box<CurrentStatus>),
    /// What shields.io makes a badge of.
    Badge(Endpoint),
    /// What a change to the content would change.
    Difference(Box<DifferenceView>),
    /// What the status page says.
    Glance(Box<Glance>),
    /// Why a page says what it says.
    Explanation(Box<Explanation>),
    /// What the clock alone will change.
    Coming(Box<ComingView>),
}

/// A feed.
#[derive(Clone, Debug, Serialize)]
pub struct JsonFeed {
    version: &'static str,
    title: String,
    description: String,
    home_page_url: String,
    feed_url: String,
    language: String,
    authors: [JsonAuthor; 1],
    items: Vec<JsonItem>,
}

/// Who writes a feed.
#[derive(Clone, Debug, Serialize)]
pub struct JsonAuthor {
    name: String,
    url: String,
}

/// An item of a feed.
#[derive(Clone, Debug, Serialize)]
pub struct JsonItem {
    id: String,
    url: String,
    title: String,
    content_html: String,
    date_published: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
}

impl From<Feed> for JsonFeed {
    fn from(feed: Feed) -> JsonFeed {
        let Feed {
            title,
            description,
            author,
            home,
            address,
            language,
            items,
        } = feed;
        JsonFeed {
            version: "https://jsonfeed.org/version/1.1",
            title,
            description,
            authors: [JsonAuthor {
                name: author,
                url: home.clone(),
            }],
            home_page_url: home,
            feed_url: address,
            language,
            items: items.into_iter().map(JsonItem::from).collect(),
        }
    }
}

impl From<Item> for JsonItem {
    fn from(item: Item) -> JsonItem {
        let Item {
            guid,
            title,
            link,
            published,
            updated,
            html,
        } = item;
        JsonItem {
            id: guid,
            url: link,
            title,
            content_html: html,
            date_published: published.rfc3339(),
            date_modified: (updated != published).then(|| updated.rfc3339()),
        }
    }
}
