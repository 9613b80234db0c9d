//! What customers would see of a change to the content, before it is merged.

mod branding;
mod entries;

use std::collections::BTreeSet;

use serde::Serialize;

use super::locale::Locale;
use super::public;
use super::public::announcement::announcements;
use super::public::site::{PublicSite, public_site};
use crate::base::time::{Moment, Now};
use crate::base::vocabulary::Vocabulary;
use crate::derive::diff::SiteDiff;
use crate::derive::snapshot::{ScheduledPublication, Snapshot, scheduled_publications};
use crate::model::StatusLedger;
use crate::model::announce::{AnnounceSettings, Channel};
use crate::model::first_published::FirstPublished;
pub use branding::NamedChange;
use entries::SiteVersions;
pub use entries::{
    EntryChange, Fact, FactChange, NoticePeriod, ReissuedUpdate, TextDiffView, TextRunView,
    WithdrawnItem,
};

/// Everything that would change.
#[derive(Clone, Debug, Serialize)]
pub struct DiffView {
    /// The version of this form.
    pub version: u32,
    /// What the content is compared with.
    pub revision: Revision,
    /// The moment at which both are looked at, in UTC.
    pub moment: String,
    pub banner: Option<ValueChange>,
    /// Components whose state changes, or that come or leave the board.
    pub components: Vec<ComponentChange>,
    /// New items of the main feed.
    pub items: Vec<DeliveredItem>,
    /// Messages that `statuary announce` would send, by channel; a channel that has none is left out.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub announced: Vec<AnnouncedMessages>,
    /// Published updates that subscribers would get again.
    pub again: Vec<ReissuedUpdate>,
    /// Published items that would be removed.
    pub withdrawn: Vec<WithdrawnItem>,
    /// Changes of incidents and maintenance that stay.
    pub entries: Vec<EntryChange>,
    /// How long before its window a maintenance would be announced.
    pub notice: Vec<NoticePeriod>,
    /// Uptime of the last days that would be another.
    pub uptime: Vec<NamedChange>,
    /// Texts that would be others.
    pub texts: Vec<TextDiffView>,
    /// What would come by the clock alone.
    pub later: Vec<LaterItem>,
    /// Settings of the look that would be others: theme, colours, pictures.
    pub look: Vec<NamedChange>,
    /// Pages of the public site.
    pub pages: PageChanges,
    /// Pages of the internal site, if they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub internal: Option<PageChanges>,
}

impl DiffView {
    /// Leaves out the addresses of what is published later, which are as secret as drafts.
    pub fn hide_unpublished(&mut self) {
        for item in &mut self.later {
            "something new".clone_into(&mut item.address);
        }
    }
}

/// What the content is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Revision {
    pub commit: String,
    /// How it was named, or found.
    pub name: String,
    /// Whether there was a site at all.
    pub is_site: bool,
    /// Files that have errors in it and are not compared.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<String>,
}

/// A sentence before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ValueChange {
    pub before: String,
    pub after: String,
}

/// A component before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComponentChange {
    pub id: String,
    pub name: String,
    /// Its state before, with the class that gives it a colour; none if it was not on the board.
    pub before: Option<super::text::StatusLabel>,
    /// Its state after; none if it is removed from the status page.
    pub after: Option<super::text::StatusLabel>,
}

/// An item that a feed would deliver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DeliveredItem {
    /// By which readers know it.
    pub guid: String,
    pub title: String,
    pub link: String,
    /// Its date, in UTC.
    pub published: String,
}

/// What a channel would get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnnouncedMessages {
    pub channel: String,
    pub kind: &'static str,
    pub titles: Vec<String>,
}

/// Something that is dated later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LaterItem {
    /// When it will be there, in UTC.
    pub until: String,
    pub address: String,
}

/// Addresses of pages, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PageChanges {
    /// New ones.
    pub appear: Vec<String>,
    /// Those that say something else.
    pub change: Vec<String>,
    /// Those that are gone.
    pub go: Vec<String>,
}

impl PageChanges {
    /// Whether nothing happens to any page.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.appear.is_empty() && self.change.is_empty() && self.go.is_empty()
    }
}

impl DiffView {
    /// Whether nothing would change.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let internal = self.internal.as_ref().is_none_or(PageChanges::is_empty);
        // A text, a state or a figure that changes stands on a page, and so does an item of a feed.
        self.pages.is_empty()
            && self.items.is_empty()
            && self.later.is_empty()
            && self.look.is_empty()
            && internal
    }
}

/// Compares two versions of the content at one moment, in the language of the site's customers.
#[must_use]
pub fn diff_view(
    (before, after): (&StatusLedger, &StatusLedger),
    (announce, published): (&AnnounceSettings, &FirstPublished),
    now: Now,
    locale: &Locale,
    revision: Revision,
    (pages, internal): (PageChanges, Option<PageChanges>),
) -> DiffView {
    let (old, new) = (
        public_site(Snapshot::of(before, now), locale),
        public_site(Snapshot::of(after, now), locale),
    );
    let facts = SiteDiff::between(&old.snapshot, &new.snapshot);
    let both = SiteVersions {
        old: &old,
        new: &new,
        diff: &facts,
    };
    let banner = ValueChange {
        before: public::status::banner(&old).text,
        after: public::status::banner(&new).text,
    };
    DiffView {
        version: 1,
        revision,
        moment: new.snapshot.now.rfc3339(),
        banner: Some(banner).filter(|banner| banner.before != banner.after),
        components: components(&old, &new),
        items: delivered_items(&old, &new),
        announced: announced_messages(before, after, announce, now, locale),
        again: both.reissued(),
        withdrawn: both.withdrawn(),
        entries: both.entry_changes(),
        notice: both.notice_periods(published),
        uptime: uptime(&old, &new),
        texts: both.text_diffs(),
        later: later_items(
            &scheduled_publications(before, now),
            scheduled_publications(after, now),
        ),
        look: branding::branding_changes(&before.site.branding, &after.site.branding),
        pages,
        internal,
    }
}

fn components(old: &PublicSite, new: &PublicSite) -> Vec<ComponentChange> {
    let state = |site: &PublicSite, id: &str| {
        let found = site
            .snapshot
            .components
            .iter()
            .find(|facts| facts.component.id.as_str() == id);
        found
            .filter(|facts| facts.present)
            .map(|facts| site.locale.state(facts.state))
    };
    each_component(old, new, |id, name| {
        let (before, after) = (state(old, id), state(new, id));
        (before != after).then(|| ComponentChange {
            id: id.to_owned(),
            name: name.to_owned(),
            before,
            after,
        })
    })
}

fn uptime(old: &PublicSite, new: &PublicSite) -> Vec<NamedChange> {
    let text = |site: &PublicSite, id: &str| {
        let found = site
            .snapshot
            .components
            .iter()
            .find(|facts| facts.component.id.as_str() == id);
        let uptime = found.filter(|facts| facts.present)?.uptime.as_ref()?;
        Some(public::component::uptime_words(site, uptime))
    };
    each_component(old, new, |id, name| {
        let (before, after) = (text(old, id), text(new, id));
        (before != after).then(|| NamedChange {
            name: name.to_owned(),
            before,
            after,
        })
    })
}

/// What is found for each component of either version: those of the new board first, then those that are no longer in it.
fn each_component<T>(
    old: &PublicSite,
    new: &PublicSite,
    find: impl Fn(&str, &str) -> Option<T>,
) -> Vec<T> {
    let is_new = |id: &str| {
        new.snapshot
            .components
            .iter()
            .any(|facts| facts.component.id.as_str() == id)
    };
    let removed = old
        .snapshot
        .components
        .iter()
        .filter(|facts| !is_new(facts.component.id.as_str()));
    let all = new.snapshot.components.iter().chain(removed);
    all.filter_map(|facts| find(facts.component.id.as_str(), &facts.component.name))
        .collect()
}

/// The items of the main feed whose identity it did not have before: these and no others are new to a reader.
fn delivered_items(old: &PublicSite, new: &PublicSite) -> Vec<DeliveredItem> {
    let known: BTreeSet<String> = public::feed::updates(old)
        .into_iter()
        .map(|item| item.guid)
        .collect();
    let new = public::feed::updates(new)
        .into_iter()
        .filter(|item| !known.contains(&item.guid));
    let delivered = |item: super::feed::FeedItem| DeliveredItem {
        guid: item.guid,
        title: item.title,
        link: item.link,
        published: item.published.rfc3339(),
    };
    new.map(delivered).collect()
}

/// What the new version announces and the old one did not. Which of it is older than a channel, only the ledger of `announce` knows.
fn announced_messages(
    before: &StatusLedger,
    after: &StatusLedger,
    announce: &AnnounceSettings,
    now: Now,
    locale: &Locale,
) -> Vec<AnnouncedMessages> {
    if announce.channels.is_empty() {
        return Vec::new();
    }
    let all = |ledger| announcements(Snapshot::of(ledger, now), locale, announce.since);
    let known: BTreeSet<String> = all(before).into_iter().map(|one| one.name).collect();
    let mut new = all(after);
    new.retain(|one| !known.contains(&one.name));
    let of_channel = |channel: &Channel| AnnouncedMessages {
        channel: channel.id.to_string(),
        kind: channel.transport.kind().word(),
        titles: new
            .iter()
            .filter(|one| one.passes(&channel.filter))
            .map(|one| one.title.clone())
            .collect(),
    };
    let messages = announce.channels.iter().map(of_channel);
    messages.filter(|one| !one.titles.is_empty()).collect()
}

fn later_items(
    before: &[ScheduledPublication],
    after: Vec<ScheduledPublication>,
) -> Vec<LaterItem> {
    let new = after.into_iter().filter(|one| !before.contains(one));
    new.map(|one| LaterItem {
        until: minute(one.at),
        address: one.address,
    })
    .collect()
}

fn minute(moment: Moment) -> String {
    moment.to_the_minute()
}
