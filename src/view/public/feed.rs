//! The feed of everything that was said: one item for each published update.
//!
//! A reader tells items apart by their guid alone, so it is made of what never changes: the kind of entry, its id, and the update's id.

use super::Public;
use crate::base::id::ComponentId;
use crate::base::prose::Prose;
use crate::base::time::{Moment, Zone};
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::model::component::{State, States};
use crate::model::incident::IncidentStatus;
use crate::view::address::{self, Links};
use crate::view::feed::{Feed, Item, Part};
use crate::view::text;

/// Feeds hold so many items.
const MOST: usize = 50;

/// An item with what puts it in order: its moment, its entry, and its place among the entry's updates.
struct Dated {
    published: Moment,
    place: usize,
    item: Item,
}

/// The main feed.
pub(super) fn updates(site: &Public) -> Feed {
    let snapshot = &site.snapshot;
    let oldest = oldest_shown(site);
    let mut items: Vec<Dated> = Vec::new();
    items.extend(snapshot.incidents.iter().flat_map(|facts| incident_items(site, facts, oldest)));
    items.extend(snapshot.maintenance.iter().flat_map(|facts| maintenance_items(site, facts, oldest)));
    items.extend(snapshot.postmortems.iter().filter(|one| one.published >= oldest).map(|one| {
        let title = super::postmortem::title(site, one);
        let title = if title.starts_with("Post-mortem") { title } else { format!("Post-mortem: {title}") };
        article(site, &address::postmortem(one.id.as_str()), title, one.published, &one.body)
    }));
    items.extend(snapshot.notices.iter().filter(|one| one.published >= oldest).map(|one| {
        let title = format!("{}: {}", text::notice_kind(one.kind), one.title);
        article(site, &address::notice(one.id.as_str()), title, one.published, &one.body)
    }));
    let entry = |dated: &Dated| dated.item.link.split('#').next().map(str::to_owned);
    items.sort_by_cached_key(|dated| std::cmp::Reverse((dated.published, entry(dated), dated.place)));
    Feed {
        title: snapshot.site.title.clone(),
        description: snapshot.site.description.clone(),
        home: snapshot.site.url.join(""),
        address: snapshot.site.url.join("feed.xml"),
        language: snapshot.site.language.clone(),
        items: items.into_iter().take(MOST).map(|dated| dated.item).collect(),
    }
}

/// The publication of the oldest item that a feed has room for, so that a long history is not printed to be thrown away.
fn oldest_shown(site: &Public) -> Moment {
    let snapshot = &site.snapshot;
    let incidents = snapshot.incidents.iter().flat_map(|facts| &facts.updates).map(|update| update.published());
    let maintenance = snapshot.maintenance.iter().flat_map(|facts| &facts.updates).map(|update| update.published());
    let articles = snapshot.postmortems.iter().map(|one| one.published);
    let articles = articles.chain(snapshot.notices.iter().map(|one| one.published));
    let mut all: Vec<Moment> = incidents.chain(maintenance).chain(articles).collect();
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.get(MOST - 1).or(all.last()).copied().unwrap_or(snapshot.now)
}

/// The permanent identity of an update, or of a whole entry.
fn guid(address: &str, update: Option<&str>) -> String {
    let entry = address.trim_end_matches('/').replace('/', ":");
    update.map_or_else(|| format!("urn:statuary:{entry}"), |update| format!("urn:statuary:{entry}:{update}"))
}

fn incident_items(site: &Public, facts: &IncidentFacts, oldest: Moment) -> Vec<Dated> {
    let address = address::incident(facts.incident.id.as_str());
    let mut states = facts.incident.components.clone();
    let items = facts.updates.iter().enumerate().filter_map(|(place, update)| {
        states.extend(update.components.iter().map(|(id, state)| (id.clone(), *state)));
        if update.status == Some(IncidentStatus::Resolved) {
            states.values_mut().for_each(|state| *state = State::Operational);
        }
        if update.published() < oldest {
            return None;
        }
        let mut parts = vec![prose(site, &update.text, &address)];
        parts.extend(affected(site, &states));
        let title = format!("{}: {}", text::update_label(update), facts.incident.title);
        Some(item(site, &address, (place, update.id.as_str()), title, update.published(), parts))
    });
    items.collect()
}

fn maintenance_items(site: &Public, facts: &MaintenanceFacts, oldest: Moment) -> Vec<Dated> {
    let address = address::maintenance(facts.maintenance.id.as_str());
    let mut window = facts.maintenance.scheduled;
    let mut components: Vec<&ComponentId> = facts.maintenance.components.keys().collect();
    let items = facts.updates.iter().enumerate().filter_map(|(place, update)| {
        components.extend(update.components.keys());
        window = update.scheduled.unwrap_or(window);
        if update.published() < oldest {
            return None;
        }
        let mut parts = vec![prose(site, &update.text, &address)];
        let zone = site.snapshot.site.zone;
        let (local, utc) = (text::window(window, zone), text::window(window, Zone::UTC));
        let words = if local == utc { format!("Window: {local}.") } else { format!("Window: {local} ({utc}).") };
        parts.push(Part::Words(words));
        let names: Vec<String> = super::component::names(site, components.iter().copied());
        if !names.is_empty() {
            parts.push(Part::Words(format!("Components: {}.", text::list(&names))));
        }
        let title = format!("{}: {}", text::maintenance_label(update), facts.maintenance.title);
        Some(item(site, &address, (place, update.id.as_str()), title, update.published(), parts))
    });
    items.collect()
}

fn article(site: &Public, address: &str, title: String, published: Moment, body: &Prose) -> Dated {
    let item = Item {
        guid: guid(address, None),
        title,
        link: site.snapshot.site.url.join(address),
        date: published.rfc822(),
        parts: vec![prose(site, body, address)],
    };
    Dated { published, place: 0, item }
}

fn item(
    site: &Public,
    address: &str,
    (place, update): (usize, &str),
    title: String,
    published: Moment,
    parts: Vec<Part>,
) -> Dated {
    let item = Item {
        guid: guid(address, Some(update)),
        title,
        link: site.snapshot.site.url.join(&format!("{address}#{update}")),
        date: published.rfc822(),
        parts,
    };
    Dated { published, place, item }
}

fn prose(site: &Public, prose: &Prose, here: &str) -> Part {
    Part::Html(site.html(prose, &Links::whole(&site.snapshot.site.url), here))
}

fn affected(site: &Public, states: &States) -> Option<Part> {
    let all = site.snapshot.components.iter();
    let named = all.filter_map(|facts| states.get(&facts.component.id).map(|state| (&facts.component.name, *state)));
    let words: Vec<String> =
        named.map(|(name, state)| format!("{name}: {}", text::state(state).text.to_lowercase())).collect();
    (!words.is_empty()).then(|| Part::Words(format!("{}.", words.join("; "))))
}
