//! The feeds of the public site.
//!
//! A reader tells items apart by their guid alone, so it is made of what never changes: the site's id, the kind of feed where its items
//! are not single updates, the kind of entry, the entry's id, and the update's id.

mod entry_item;
pub(super) mod event;

use std::collections::BTreeSet;

use self::event::FeedEvent;
use super::site::PublicSite;
use crate::derive::component::ComponentFacts;
use crate::derive::snapshot::Snapshot;
use crate::derive::transitions::history_start_or_today;
use crate::model::route;
use crate::model::site::FeedPolicy;
use crate::view::feed::{Feed, FeedItem, last_updated};

/// Feeds hold so many items.
const MAX_ITEMS: usize = 50;

/// The feed of the history holds so many, as readers of such feeds know it.
const MAX_HISTORY_ITEMS: usize = 25;

/// The kind of an item that stands for one update, whichever feed shows it.
const UPDATE: &str = "update";

/// What a feed is about.
#[derive(Clone, Copy)]
pub(super) enum FeedScope {
    /// Everything, as often as a policy says.
    Policy(FeedPolicy),
    /// Each incident and maintenance once.
    History,
    /// What touches one component, by its position.
    Component(usize),
}

/// The items of the main feed.
pub(in crate::view) fn updates(site: &PublicSite) -> Vec<FeedItem> {
    items(site, FeedScope::Policy(FeedPolicy::Updates))
}

/// A feed that calls an address its own.
pub(super) fn feed(site: &PublicSite, subject: FeedScope, own: &str) -> Feed {
    let settings = site.snapshot.site;
    let (title, description, home) = match subject {
        FeedScope::Policy(FeedPolicy::Updates) => (
            settings.title.clone(),
            settings.description.clone(),
            String::new(),
        ),
        FeedScope::Policy(policy) => (
            site.locale.policy_title(&settings.title, policy),
            site.locale.policy_about(policy),
            String::new(),
        ),
        FeedScope::History => {
            let words = site.locale.message("feed-history-about");
            (
                site.locale.history_title(&settings.title),
                words,
                route::HISTORY.pattern.to_owned(),
            )
        }
        FeedScope::Component(at) => {
            let component = site.snapshot.components[at].component;
            let title = site
                .locale
                .component_title(&settings.title, &component.name);
            (
                title,
                site.locale.component_feed_about(&component.name),
                route::COMPONENT.address(&component.id),
            )
        }
    };
    let items = items(site, subject);
    Feed {
        id: settings.urn(&format!("feed:{own}")),
        title,
        description,
        author: settings.title.clone(),
        home: settings.url.join(&home),
        address: settings.url.join(own),
        hubs: match subject {
            FeedScope::Policy(FeedPolicy::Updates) => settings.hubs.clone(),
            _ => Vec::new(),
        },
        language: settings.language.clone(),
        updated: last_updated(&items, history_start_or_today(&site.snapshot)),
        items,
    }
}

fn items(site: &PublicSite, subject: FeedScope) -> Vec<FeedItem> {
    let snapshot = &site.snapshot;
    let updates = |events: Vec<FeedEvent>, kind: &str| {
        event::newest(events, MAX_ITEMS)
            .into_iter()
            .map(|event| event.item(site, kind))
            .collect::<Vec<FeedItem>>()
    };
    match subject {
        FeedScope::Policy(FeedPolicy::Updates) => {
            updates(event::newest_events(snapshot, MAX_ITEMS), UPDATE)
        }
        FeedScope::Policy(FeedPolicy::Quiet) => {
            updates(event::turning_points(snapshot), "feeds:quiet")
        }
        FeedScope::Policy(FeedPolicy::Incidents) => {
            let newest = event::newest(event::last_turning_points(snapshot), MAX_ITEMS).into_iter();
            newest
                .map(|event| entry_item::turning_point_item(site, event))
                .collect()
        }
        FeedScope::History => {
            let newest = event::newest(
                event::last_updates(snapshot, MAX_HISTORY_ITEMS),
                MAX_HISTORY_ITEMS,
            )
            .into_iter();
            newest
                .map(|event| entry_item::entry_item(site, event))
                .collect()
        }
        FeedScope::Component(at) => {
            updates(of_component(snapshot, &snapshot.components[at]), UPDATE)
        }
    }
}

/// What was said about a component.
fn of_component<'a>(snapshot: &'a Snapshot<'a>, facts: &ComponentFacts) -> Vec<FeedEvent<'a>> {
    let id = &facts.component.id;
    let mut events = event::newest_updates(snapshot.entries_of(facts), MAX_ITEMS);
    let mut seen = BTreeSet::new();
    for incident in facts.incidents.iter().map(|&at| &snapshot.incidents[at]) {
        let postmortems = snapshot.postmortems_about(&incident.incident.id).iter();
        let new = postmortems.copied().filter(|one| seen.insert(&one.id));
        events.extend(new.map(FeedEvent::Postmortem));
    }
    let notices = snapshot.notices.iter().copied();
    let named = notices.filter(|notice| notice.components.contains(id));
    events.extend(named.map(FeedEvent::Notice));
    events
}
