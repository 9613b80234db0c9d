//! WebSub: the form by which a hub is told that the feeds have changed, <https://www.w3.org/TR/websub/>.

use crate::base::percent_encoding::encode_path;
use crate::view::announcement::Announcement;

pub fn message(announcement: &Announcement) -> String {
    let urls = announcement.feeds.iter();
    let urls = urls.map(|feed| format!("&hub.url={}", encode_path(feed).replace('/', "%2F")));
    std::iter::once("hub.mode=publish".to_owned())
        .chain(urls)
        .collect()
}
