//! The feeds of the public site.
//!
//! A reader tells items apart by their guid alone, so it is made of what never changes: the kind of feed where its items are not single
//! updates, the kind of entry, the entry's id, and the update's id.

mod said;

use std::sync::Arc;

use super::Public;
use crate::view::feed::Feed;
use crate::view::json::{Json, JsonFeed};
use crate::view::{Outline, View};

/// Feeds hold so many items.
const MOST: usize = 50;

/// Adds every feed.
pub(super) fn add<'a>(public: &Arc<Public<'a>>, outline: &mut Outline<'a>) {
    let site = Arc::clone(public);
    outline.add("feed.xml", move || View::Rss(updates(&site, "feed.xml")));
    let site = Arc::clone(public);
    outline.add("feed.atom", move || View::Atom(updates(&site, "feed.atom")));
    let site = Arc::clone(public);
    outline.add("feed.json", move || View::Json(Json::Feed(JsonFeed::from(updates(&site, "feed.json")))));
}

/// The main feed: one item for each published update, post-mortem and notice.
fn updates(site: &Public, address: &str) -> Feed {
    let said = said::newest(said::all(&site.snapshot), MOST);
    let items = said.into_iter().map(|said| said.item(site)).collect();
    let settings = site.snapshot.site;
    Feed {
        title: settings.title.clone(),
        description: settings.description.clone(),
        author: settings.title.clone(),
        home: settings.url.join(""),
        address: settings.url.join(address),
        language: settings.language.clone(),
        items,
    }
}
