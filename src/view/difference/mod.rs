//! What customers would see of a change to the content, before it is merged.

mod entries;
mod look;

use serde::Serialize;

use super::language::Language;
use super::public::{self, Public};
use crate::base::time::{Moment, Now};
use crate::derive::difference::Difference;
use crate::derive::snapshot::{Snapshot, Waiting, waiting};
use crate::model::StatusLedger;
use entries::Both;
pub use entries::{Again, EntryChange, Fact, FactChange, Given, Reworded, Withdrawn, Wording};

/// Everything that would change.
#[derive(Clone, Debug, Serialize)]
pub struct DifferenceView {
    /// The version of this form.
    pub version: u32,
    /// What the content is compared with.
    pub revision: Revision,
    /// The moment at which both are looked at, in UTC.
    pub moment: String,
    /// The sentence of the whole.
    pub banner: Option<Change>,
    /// Components whose state changes, or that come or leave the board.
    pub components: Vec<ComponentChange>,
    /// What the main feed would tell every subscriber.
    pub items: Vec<Delivered>,
    /// What subscribers were told before and would be told again.
    pub again: Vec<Again>,
    /// What subscribers were told before and is gone.
    pub withdrawn: Vec<Withdrawn>,
    /// What becomes of incidents and maintenance that stay.
    pub entries: Vec<EntryChange>,
    /// How long before its window a maintenance would be announced.
    pub notice: Vec<Given>,
    /// Uptime of the last days that would be another.
    pub uptime: Vec<NamedChange>,
    /// Texts that would be others.
    pub texts: Vec<Reworded>,
    /// What would come by the clock alone.
    pub later: Vec<Later>,
    /// Settings of the look that would be others: theme, colours, pictures.
    pub look: Vec<NamedChange>,
    /// Pages of the public site.
    pub pages: Pages,
    /// Pages of the internal site, if they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub internal: Option<Pages>,
}

/// What the content is compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Revision {
    /// The commit.
    pub commit: String,
    /// How it was named, or found.
    pub name: String,
    /// Whether there was a site at all.
    pub is_site: bool,
}

/// A sentence before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// As it was.
    pub before: String,
    /// As it would be.
    pub after: String,
}

/// Something with a name before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NamedChange {
    /// Its name.
    pub name: String,
    /// As it was, if it was.
    pub before: Option<String>,
    /// As it would be, if it would be.
    pub after: Option<String>,
}

/// A component before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComponentChange {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its state before, with the class that gives it a colour; none if it was not on the board.
    pub before: Option<super::text::Sign>,
    /// Its state after; none if it leaves the board.
    pub after: Option<super::text::Sign>,
}

/// An item that a feed would deliver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Delivered {
    /// By which readers know it.
    pub guid: String,
    /// Its title.
    pub title: String,
    /// Where it leads.
    pub link: String,
    /// Its date, in UTC.
    pub published: String,
}

/// Something that is dated later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Later {
    /// When it will be there, in UTC.
    pub until: String,
    /// Its address.
    pub address: String,
}

/// Addresses of pages, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Pages {
    /// New ones.
    pub appear: Vec<String>,
    /// Those that say something else.
    pub change: Vec<String>,
    /// Those that are gone.
    pub go: Vec<String>,
}

impl Pages {
    /// Whether nothing happens to any page.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.appear.is_empty() && self.change.is_empty() && self.go.is_empty()
    }
}

impl DifferenceView {
    /// Whether nobody would see anything else.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let internal = self.internal.as_ref().is_none_or(Pages::is_empty);
        // A text, a state or a figure that changes stands on a page, and so does an item of a feed.
        self.pages.is_empty()
            && self.items.is_empty()
            && self.later.is_empty()
            && self.look.is_empty()
            && internal
    }
}

/// Compares two versions of the content at one moment, in the words of the site's customers.
#[must_use]
pub fn difference(
    (before, after): (&StatusLedger, &StatusLedger),
    now: Now,
    words: &Language,
    revision: Revision,
    (pages, internal): (Pages, Option<Pages>),
) -> DifferenceView {
    let (old, new) = (
        public::public(Snapshot::of(before, now), words),
        public::public(Snapshot::of(after, now), words),
    );
    let facts = Difference::between(&old.snapshot, &new.snapshot);
    let both = Both {
        old: &old,
        new: &new,
        facts: &facts,
    };
    let banner = Change {
        before: public::status::banner(&old).text,
        after: public::status::banner(&new).text,
    };
    DifferenceView {
        version: 1,
        revision,
        moment: new.snapshot.now.rfc3339(),
        banner: Some(banner).filter(|banner| banner.before != banner.after),
        components: components(&old, &new),
        items: items(&old, &new),
        again: both.again(),
        withdrawn: both.withdrawn(),
        entries: both.entries(),
        notice: both.notice(),
        uptime: uptime(&old, &new),
        texts: both.texts(),
        later: later(&waiting(before, now), waiting(after, now)),
        look: look::look(&before.site.look, &after.site.look),
        pages,
        internal,
    }
}

fn components(old: &Public, new: &Public) -> Vec<ComponentChange> {
    let state = |site: &Public, id: &str| {
        let found = site
            .snapshot
            .components
            .iter()
            .find(|facts| facts.component.id.as_str() == id);
        found
            .filter(|facts| facts.present)
            .map(|facts| site.words.state(facts.state))
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

fn uptime(old: &Public, new: &Public) -> Vec<NamedChange> {
    let words = |site: &Public, id: &str| {
        let found = site
            .snapshot
            .components
            .iter()
            .find(|facts| facts.component.id.as_str() == id);
        let uptime = found.filter(|facts| facts.present)?.uptime.as_ref()?;
        Some(public::component::uptime_words(site, uptime))
    };
    each_component(old, new, |id, name| {
        let (before, after) = (words(old, id), words(new, id));
        (before != after).then(|| NamedChange {
            name: name.to_owned(),
            before,
            after,
        })
    })
}

/// What is found for each component of either version: those of the new board first, then those that are no longer in it.
fn each_component<T>(old: &Public, new: &Public, find: impl Fn(&str, &str) -> Option<T>) -> Vec<T> {
    let is_new = |id: &str| {
        new.snapshot
            .components
            .iter()
            .any(|facts| facts.component.id.as_str() == id)
    };
    let gone = old
        .snapshot
        .components
        .iter()
        .filter(|facts| !is_new(facts.component.id.as_str()));
    let all = new.snapshot.components.iter().chain(gone);
    all.filter_map(|facts| find(facts.component.id.as_str(), &facts.component.name))
        .collect()
}

/// The items of the main feed whose identity it did not have before: these and no others are new to a reader.
fn items(old: &Public, new: &Public) -> Vec<Delivered> {
    let known: std::collections::BTreeSet<String> = public::feed::updates(old)
        .into_iter()
        .map(|item| item.guid)
        .collect();
    let new = public::feed::updates(new)
        .into_iter()
        .filter(|item| !known.contains(&item.guid));
    let delivered = |item: super::feed::Item| Delivered {
        guid: item.guid,
        title: item.title,
        link: item.link,
        published: item.published.rfc3339(),
    };
    new.map(delivered).collect()
}

fn later(before: &[Waiting], after: Vec<Waiting>) -> Vec<Later> {
    let new = after.into_iter().filter(|one| !before.contains(one));
    new.map(|one| Later {
        until: minute(one.until),
        address: one.address,
    })
    .collect()
}

fn minute(moment: Moment) -> String {
    moment.to_the_minute()
}
