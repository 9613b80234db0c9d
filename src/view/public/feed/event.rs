//! What a feed reports: updates, post-mortems and notices.

use std::cmp::Reverse;

use crate::base::id::{ComponentId, UpdateId};
use crate::base::prose::Prose;
use crate::base::time::Moment;
use crate::derive::entry::{EntryFacts, EntryStatus, PublishedUpdate};
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::snapshot::Snapshot;
use crate::model::component::{State, States};
use crate::model::entry::named_components;
use crate::model::incident::IncidentStatus;
use crate::model::notice::Notice;
use crate::model::postmortem::Postmortem;
use crate::model::route;
use crate::view::feed::{FeedItem, paragraph};
use crate::view::public::component;
use crate::view::public::site::PublicSite;

/// Something that can become an item. It has no text yet: of a long history, only the newest is printed.
#[derive(Clone, Copy)]
pub(in crate::view::public) enum FeedEvent<'a> {
    /// An update, by its index in the entry.
    Update(EntryFacts<'a, 'a>, usize),
    Postmortem(&'a Postmortem),
    Notice(&'a Notice),
}

/// Events in no order that include so many of the newest.
pub(in crate::view::public) fn newest_events<'a>(
    snapshot: &'a Snapshot<'a>,
    most: usize,
) -> Vec<FeedEvent<'a>> {
    let mut events = newest_updates(snapshot.entries(), most);
    events.extend(articles(snapshot));
    events
}

/// Updates in no order that include so many of the newest. Those are in as many entries at most, the ones with the latest updates; a long
/// history has thousands of others.
pub(super) fn newest_updates<'a>(
    entries: impl Iterator<Item = EntryFacts<'a, 'a>>,
    most: usize,
) -> Vec<FeedEvent<'a>> {
    let latest = latest(entries, |entry| entry.last_published(), most);
    latest.into_iter().flat_map(entry_events).collect()
}

/// So many of the latest, and those of the same moment as the last of them.
fn latest<T>(all: impl Iterator<Item = T>, moment: impl Fn(&T) -> Moment, most: usize) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    let mut moments: Vec<Moment> = all.iter().map(&moment).collect();
    if let Some(last) = most.checked_sub(1).filter(|last| *last < moments.len()) {
        let (_, oldest, _) = moments.select_nth_unstable_by_key(last, |moment| Reverse(*moment));
        all.retain(|one| moment(one) >= *oldest);
    }
    all
}

/// The turning points of every entry, and all articles.
pub(super) fn turning_points<'a>(snapshot: &'a Snapshot<'a>) -> Vec<FeedEvent<'a>> {
    let of_entry = |entry: EntryFacts<'a, 'a>| {
        let indices = entry.turning_points().into_iter();
        indices.map(move |index| FeedEvent::Update(entry, index))
    };
    let updates = snapshot.entries().flat_map(of_entry);
    updates.chain(articles(snapshot)).collect()
}

/// The last turning point of each entry, and all articles.
pub(super) fn last_turning_points<'a>(snapshot: &'a Snapshot<'a>) -> Vec<FeedEvent<'a>> {
    let of_entry = |entry: EntryFacts<'a, 'a>| {
        let index = entry.turning_points().pop()?;
        Some(FeedEvent::Update(entry, index))
    };
    let updates = snapshot.entries().filter_map(of_entry);
    updates.chain(articles(snapshot)).collect()
}

/// The newest update of each entry, for so many entries with the latest ones.
pub(super) fn last_updates<'a>(snapshot: &'a Snapshot<'a>, most: usize) -> Vec<FeedEvent<'a>> {
    let latest = latest(snapshot.entries(), |entry| entry.last_published(), most);
    let newest = |entry| entry_events(entry).max_by_key(|event| event.published());
    latest.into_iter().filter_map(newest).collect()
}

fn articles<'a>(snapshot: &'a Snapshot<'a>) -> impl Iterator<Item = FeedEvent<'a>> {
    let postmortems = snapshot
        .postmortems
        .iter()
        .copied()
        .map(FeedEvent::Postmortem);
    postmortems.chain(snapshot.notices.iter().copied().map(FeedEvent::Notice))
}

/// Every update of an entry.
fn entry_events<'a>(entry: EntryFacts<'a, 'a>) -> impl Iterator<Item = FeedEvent<'a>> {
    (0..entry.update_count()).map(move |index| FeedEvent::Update(entry, index))
}

/// So many of the newest, newest first. Those of the same moment are in the order of their entries and updates.
pub(in crate::view::public) fn newest(events: Vec<FeedEvent>, most: usize) -> Vec<FeedEvent> {
    // Most are older than the last one, so their addresses are not needed for sorting.
    let mut events = latest(events.into_iter(), |event| event.published(), most);
    events.sort_by_cached_key(|event| {
        Reverse((event.published(), event.address(), event.update_index()))
    });
    events.truncate(most);
    events
}

impl<'a> FeedEvent<'a> {
    /// Whether the author says that nobody knows when it was published.
    pub fn is_publication_unknown(self) -> bool {
        self.update()
            .is_some_and(|update| update.is_publication_unknown)
    }

    pub fn published(self) -> Moment {
        match self {
            FeedEvent::Update(entry, index) => entry.update(index).published,
            FeedEvent::Postmortem(one) => one.published,
            FeedEvent::Notice(one) => one.published,
        }
    }

    /// The date in feeds: when it was published, and a second later for each thing that was published in the same minute before it.
    pub fn date(self, site: &PublicSite) -> Moment {
        let date = (site.publication_times).published(self.address(), self.update_index());
        date.unwrap_or(self.published())
    }

    /// The page that it is on.
    pub fn address(self) -> String {
        match self {
            FeedEvent::Update(entry, _) => entry.address(),
            FeedEvent::Postmortem(one) => route::POSTMORTEM.address(&one.id),
            FeedEvent::Notice(one) => route::NOTICE.address(&one.id),
        }
    }

    fn update_index(self) -> usize {
        match self {
            FeedEvent::Update(_, index) => index,
            FeedEvent::Postmortem(_) | FeedEvent::Notice(_) => 0,
        }
    }

    fn update(self) -> Option<PublishedUpdate<'a>> {
        match self {
            FeedEvent::Update(entry, index) => Some(entry.update(index)),
            FeedEvent::Postmortem(_) | FeedEvent::Notice(_) => None,
        }
    }

    pub fn update_id(self) -> Option<&'a UpdateId> {
        self.update().map(|update| update.id)
    }

    /// Its permanent name among all events: the entry, and the update.
    pub fn name(self) -> String {
        self.name_in(&self.entry_name())
    }

    /// Its name if its entry had another one.
    pub fn name_in(self, entry: &str) -> String {
        let update = self.update_id();
        update.map_or_else(|| entry.to_owned(), |id| format!("{entry}:{}", id.as_str()))
    }

    /// The permanent name of its entry: `incidents:2012-06-30-outage`.
    pub fn entry_name(self) -> String {
        self.address().trim_end_matches('/').replace('/', ":")
    }

    /// Everything about its entry.
    pub fn entry_events(self) -> Vec<FeedEvent<'a>> {
        match self {
            FeedEvent::Update(entry, _) => entry_events(entry).collect(),
            FeedEvent::Postmortem(_) | FeedEvent::Notice(_) => vec![self],
        }
    }

    pub fn entry_title(self, site: &PublicSite) -> String {
        match self {
            FeedEvent::Update(entry, _) => entry.title().to_owned(),
            FeedEvent::Postmortem(one) => site.postmortem_title(one),
            FeedEvent::Notice(one) => one.title.clone(),
        }
    }

    /// What happened, and to what.
    fn title(self, site: &PublicSite) -> String {
        let (title, locale) = (self.entry_title(site), site.locale);
        match self {
            FeedEvent::Update(entry, index) => {
                locale.item_title(&locale.update_label(&entry.update(index)), &title)
            }
            FeedEvent::Postmortem(_) => locale.postmortem_item(&title),
            FeedEvent::Notice(one) => locale.item_title(&locale.notice_kind(one.kind), &title),
        }
    }

    pub fn html(self, site: &PublicSite) -> String {
        match self {
            FeedEvent::Update(EntryFacts::Incident(facts), index) => {
                incident_html(site, facts, index)
            }
            FeedEvent::Update(EntryFacts::Maintenance(facts), index) => {
                maintenance_html(site, facts, index)
            }
            FeedEvent::Postmortem(one) => site.feed_html(&one.body, &self.address()),
            FeedEvent::Notice(one) => site.feed_html(&one.body, &self.address()),
        }
    }

    /// The text of the author.
    pub fn text(self) -> &'a Prose {
        match self {
            FeedEvent::Update(entry, index) => entry.update(index).text,
            FeedEvent::Postmortem(one) => &one.body,
            FeedEvent::Notice(one) => &one.body,
        }
    }

    /// Where it is on the site, with scheme and host.
    fn link(self, site: &PublicSite) -> String {
        let address = self.address();
        let place = match self.update_id() {
            Some(id) => format!("{address}#{}", id.as_str()),
            None => address,
        };
        site.snapshot.site.url.join(&place)
    }

    /// The same, or when it was last corrected.
    pub fn updated(self, site: &PublicSite) -> Moment {
        let updated = (site.publication_times).updated(self.address(), self.update_index());
        updated.unwrap_or(self.published())
    }

    /// It as an item of a kind of feed.
    pub fn item(self, site: &PublicSite, kind: &str) -> FeedItem {
        FeedItem {
            guid: site.snapshot.site.urn(&format!("{kind}:{}", self.name())),
            title: self.title(site),
            link: self.link(site),
            published: self.date(site),
            updated: self.updated(site).max(self.date(site)),
            html: self.html(site),
        }
    }
}

/// The states that an update of an incident left each component in.
pub(in crate::view::public) fn states_after(facts: &IncidentFacts, index: usize) -> States {
    let entry = EntryFacts::Incident(facts);
    let mut states = entry.first_states().clone();
    for update in entry.updates().take(index + 1) {
        let named = update.components.iter();
        states.extend(named.map(|(id, state)| (id.clone(), *state)));
        if update.status == Some(EntryStatus::Incident(IncidentStatus::Resolved)) {
            states
                .values_mut()
                .for_each(|state| *state = State::Operational);
        }
    }
    states
}

/// The text of an update, and the states that it left each component in.
fn incident_html(site: &PublicSite, facts: &IncidentFacts, index: usize) -> String {
    let entry = EntryFacts::Incident(facts);
    let mut html = site.feed_html(entry.update(index).text, &entry.address());
    let states = states_after(facts, index);
    html.extend(affected(site, &states).map(|text| paragraph(&text)));
    html
}

/// The text of an update, and the sentences about the window.
fn maintenance_html(site: &PublicSite, facts: &MaintenanceFacts, index: usize) -> String {
    let entry = EntryFacts::Maintenance(facts);
    let mut html = site.feed_html(entry.update(index).text, &entry.address());
    for fact in maintenance_sentences(site, facts, index) {
        html.push_str(&paragraph(&fact));
    }
    html
}

/// The window as it was planned with an update, the components, and with the first update why the notice is short.
pub(in crate::view::public) fn maintenance_sentences(
    site: &PublicSite,
    facts: &MaintenanceFacts,
    index: usize,
) -> Vec<String> {
    let entry = EntryFacts::Maintenance(facts);
    let mut updates = entry.updates().take(index + 1).rev();
    let window = updates
        .find_map(|update| update.new_window)
        .unwrap_or(facts.maintenance.details.scheduled);
    let window = site.locale.feed_window(window, site.snapshot.site.zone);
    let names = component::component_names(site, components_until(entry, index).into_iter());
    let components = Some(names).filter(|names| !names.is_empty());
    let components = components.map(|names| site.locale.feed_components(&names));
    let urgent = facts.maintenance.details.urgent.as_ref();
    let urgent = urgent.filter(|_| index == 0).map(|reason| {
        let values = [("reason", reason.as_str().into())];
        site.locale.message_with("short-notice-reason", &values)
    });
    let sentences = std::iter::once(window).chain(components);
    sentences.chain(urgent).collect()
}

/// The components that an entry had named by an update.
pub(in crate::view::public) fn components_until<'a>(
    entry: EntryFacts<'_, 'a>,
    index: usize,
) -> Vec<&'a ComponentId> {
    let updates = entry.updates().take(index + 1);
    named_components(
        entry.first_states(),
        updates.map(|update| update.components),
    )
}

pub(in crate::view::public) fn affected(site: &PublicSite, states: &States) -> Option<String> {
    let all = site.snapshot.components.iter().map(|facts| facts.component);
    let named = all.filter_map(|one| states.get(&one.id).map(|state| (one.name.as_str(), *state)));
    site.locale.component_states(named)
}
