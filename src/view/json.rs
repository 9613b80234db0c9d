//! Files for programs, printed as JSON just as they stand here.

use serde::Serialize;

use super::badge::ShieldsBadge;
use super::deployment::Deployment;
use super::diff::DiffView;
use super::explanation::Explanation;
use super::feed::{Feed, FeedItem};
use super::heroku::HerokuStatus;
use super::status_file::StatusFile;
use super::status_summary::StatusSummary;
use super::statuspage::StatuspageFile;
use super::upcoming::UpcomingView;

/// A file of JSON. Each kind is an object of its own.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum JsonView {
    /// A feed in the format JSON Feed 1.1, <https://www.jsonfeed.org/version/1.1/>.
    Feed(JsonFeed),
    /// A file of the Statuspage interface, version 2.
    Statuspage(Box<StatuspageFile>),
    /// The answer of the status page.
    Status(StatusFile),
    /// What `heroku status` reads.
    Heroku(Box<HerokuStatus>),
    /// What shields.io makes a badge of.
    Badge(ShieldsBadge),
    /// What is published.
    Deployment(Deployment),
    /// What a change to the content would change.
    Difference(Box<DiffView>),
    /// What the status page says.
    Glance(Box<StatusSummary>),
    /// Explains a value on a page.
    Explanation(Box<Explanation>),
    /// What the clock alone will change.
    Coming(Box<UpcomingView>),
}

#[derive(Clone, Debug, Serialize)]
pub struct JsonFeed {
    version: &'static str,
    title: String,
    description: String,
    home_page_url: String,
    feed_url: String,
    language: String,
    authors: [JsonAuthor; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    hubs: Vec<JsonHub>,
    items: Vec<JsonItem>,
}

/// A hub that knows when a feed has changed.
#[derive(Clone, Debug, Serialize)]
pub struct JsonHub {
    r#type: &'static str,
    url: String,
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
            id: _,
            title,
            description,
            author,
            home,
            address,
            hubs,
            language,
            updated: _,
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
            hubs: hubs.into_iter().map(JsonHub::websub).collect(),
            home_page_url: home,
            feed_url: address,
            language,
            items: items.into_iter().map(JsonItem::from).collect(),
        }
    }
}

impl JsonHub {
    fn websub(url: String) -> JsonHub {
        let r#type = "WebSub";
        JsonHub { r#type, url }
    }
}

impl From<FeedItem> for JsonItem {
    fn from(item: FeedItem) -> JsonItem {
        let FeedItem {
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
