//! Items that hold a whole incident or maintenance, all its updates in one text.

use super::super::site::PublicSite;
use super::event::{FeedEvent, prose};
use crate::base::prose::Prose;
use crate::base::time::Moment;
use crate::view::feed::{FeedItem, paragraph};
use crate::view::text::feed::update_head;

/// A turn of an entry as an item of the feed by incident: readers show it again when the entry turns again.
pub(super) fn turning_point_item(site: &PublicSite, turn: FeedEvent) -> FeedItem {
    FeedItem {
        updated: updated(site, turn),
        html: html(site, turn),
        ..turn.item(site, "urn:statuary:feeds:incidents")
    }
}

/// An entry of the history by its newest update. It is one item forever: later updates change its text and its date.
pub(super) fn entry_item(site: &PublicSite, newest: FeedEvent) -> FeedItem {
    FeedItem {
        guid: format!("urn:statuary:history:{}", newest.entry_guid()),
        title: newest.entry_title(site),
        link: site.snapshot.site.url.join(&newest.address()),
        published: newest.published(),
        updated: updated(site, newest),
        html: html(site, newest),
    }
}

/// When any of its words were published or mended last.
fn updated(site: &PublicSite, said: FeedEvent) -> Moment {
    let all = said
        .entry_events()
        .into_iter()
        .map(|one| one.updated(site.snapshot.now));
    all.max().unwrap_or(said.published())
}

/// Every update with its time and label, newest first.
fn html(site: &PublicSite, said: FeedEvent) -> String {
    let zone = site.snapshot.site.zone;
    let here = said.address();
    let update = |at: Moment, label: &str, words: &Prose| {
        format!(
            "{}{}",
            update_head(&site.locale.time(at, zone).text, label),
            prose(site, words, &here)
        )
    };
    match said {
        FeedEvent::Incident(facts, _) => {
            let newest_first = facts.updates.iter().rev();
            newest_first
                .map(|one| update(one.at, &site.locale.update_label(one), &one.text))
                .collect()
        }
        FeedEvent::Maintenance(facts, _) => {
            let newest_first = facts.updates.iter().rev();
            let updates = newest_first
                .map(|one| update(one.at, &site.locale.maintenance_label(one), &one.text));
            updates
                .chain([paragraph(&site.locale.feed_window(facts.window, zone))])
                .collect()
        }
        FeedEvent::Postmortem(_) | FeedEvent::Notice(_) => said.html(site),
    }
}
