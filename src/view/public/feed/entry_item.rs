//! Items that hold a whole incident or maintenance, all its updates in one text.

use super::event::FeedEvent;
use crate::base::prose::Prose;
use crate::base::time::Moment;
use crate::derive::entry::EntryFacts;
use crate::view::feed::{FeedItem, paragraph};
use crate::view::public::site::PublicSite;
use crate::view::text::feed::update_head;

/// A turn of an entry as an item of the feed by incident: readers show it again when the entry turns again.
pub(super) fn turning_point_item(site: &PublicSite, turn: FeedEvent) -> FeedItem {
    FeedItem {
        updated: updated(site, turn),
        html: html(site, turn),
        ..turn.item(site, "feeds:incidents")
    }
}

/// An entry of the history by its newest update. It is one item forever: later updates change its text and its date.
pub(super) fn entry_item(site: &PublicSite, newest: FeedEvent) -> FeedItem {
    FeedItem {
        guid: site
            .snapshot
            .site
            .urn(&format!("history:{}", newest.entry_name())),
        title: newest.entry_title(site),
        link: site.snapshot.site.url.join(&newest.address()),
        published: newest.date(site),
        updated: updated(site, newest),
        html: html(site, newest),
    }
}

/// When an update of it was last published or corrected.
fn updated(site: &PublicSite, event: FeedEvent) -> Moment {
    let all = event
        .entry_events()
        .into_iter()
        .map(|one| one.updated(site));
    all.max().unwrap_or(event.published()).max(event.date(site))
}

/// Every update with its time and label, newest first.
fn html(site: &PublicSite, event: FeedEvent) -> String {
    let zone = site.snapshot.site.zone;
    let here = event.address();
    let update = |at: Moment, label: &str, text: &Prose| {
        format!(
            "{}{}",
            update_head(&site.locale.time(at, zone).text, label),
            site.feed_html(text, &here)
        )
    };
    let FeedEvent::Update(entry, _) = event else {
        return event.html(site);
    };
    let updates = entry.updates().rev();
    let mut html: String = updates
        .map(|one| update(one.at, &site.locale.update_label(&one), one.text))
        .collect();
    if let EntryFacts::Maintenance(facts) = entry {
        html.push_str(&paragraph(&site.locale.feed_window(facts.window, zone)));
    }
    html
}
