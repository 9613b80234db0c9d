//! Items that hold a whole incident or maintenance, all its updates in one text.

use super::super::Public;
use super::said::{Said, prose};
use crate::base::prose::Prose;
use crate::base::time::Moment;
use crate::view::feed::{Item, paragraph};
use crate::view::text::feed::update_head;

/// A turn of an entry as an item of the feed by incident: readers show it again when the entry turns again.
pub(super) fn announced(site: &Public, turn: Said) -> Item {
    Item {
        updated: updated(site, turn),
        html: html(site, turn),
        ..turn.item(site, "urn:statuary:feeds:incidents")
    }
}

/// An entry of the history by its newest update. It is one item forever: later updates change its text and its date.
pub(super) fn kept(site: &Public, newest: Said) -> Item {
    Item {
        guid: format!("urn:statuary:history:{}", newest.entry()),
        title: newest.entry_title(site),
        link: site.snapshot.site.url.join(&newest.address()),
        published: newest.published(),
        updated: updated(site, newest),
        html: html(site, newest),
    }
}

/// When any of its words were published or mended last.
fn updated(site: &Public, said: Said) -> Moment {
    let all = said
        .whole_entry()
        .into_iter()
        .map(|one| one.updated(site.snapshot.now));
    all.max().unwrap_or(said.published())
}

/// Every update with its time and label, newest first.
fn html(site: &Public, said: Said) -> String {
    let zone = site.snapshot.site.zone;
    let here = said.address();
    let update = |at: Moment, label: &str, words: &Prose| {
        format!(
            "{}{}",
            update_head(&site.words.time(at, zone).text, label),
            prose(site, words, &here)
        )
    };
    match said {
        Said::Incident(facts, _) => {
            let newest_first = facts.updates.iter().rev();
            newest_first
                .map(|one| update(one.at, &site.words.update_label(one), &one.text))
                .collect()
        }
        Said::Maintenance(facts, _) => {
            let newest_first = facts.updates.iter().rev();
            let updates = newest_first
                .map(|one| update(one.at, &site.words.maintenance_label(one), &one.text));
            updates
                .chain([paragraph(&site.words.feed_window(facts.window, zone))])
                .collect()
        }
        Said::Postmortem(_) | Said::Notice(_) => said.html(site),
    }
}
