//! The feeds of the public site.
//!
//! A reader tells items apart by their guid alone, so it is made of what never changes: the kind of feed where its items are not single
//! updates, the kind of entry, the entry's id, and the update's id.

mod said;
mod whole;

use std::collections::BTreeSet;
use std::sync::Arc;

use self::said::Said;
use super::Public;
use crate::derive::component::ComponentFacts;
use crate::derive::snapshot::Snapshot;
use crate::model::site::FeedPolicy;
use crate::view::feed::{Feed, Item};
use crate::view::json::{Json, JsonFeed};
use crate::view::{Outline, View, address};

/// Feeds hold so many items.
const MOST: usize = 50;

/// The feed of the history holds so many, as readers of such feeds know it.
const MOST_OF_HISTORY: usize = 25;

/// The kind of a guid that stands for one update, whichever feed shows it.
const UPDATE: &str = "urn:statuary";

/// What a feed is about.
#[derive(Clone, Copy)]
enum Subject {
    /// Everything, as often as a policy says.
    Policy(FeedPolicy),
    /// Each incident and maintenance once.
    History,
    /// What touches one component, by its position.
    Component(usize),
}

/// The policies that subscribers may choose between. The main feed is always among them.
pub(super) fn policies(site: &Public) -> impl Iterator<Item = FeedPolicy> {
    let chosen = site
        .snapshot
        .site
        .feeds
        .iter()
        .copied()
        .filter(|policy| *policy != FeedPolicy::Updates);
    std::iter::once(FeedPolicy::Updates).chain(chosen)
}

/// Adds every feed.
pub(super) fn add<'a>(public: &Arc<Public<'a>>, outline: &mut Outline<'a>) {
    for policy in policies(public) {
        let (stem, subject) = (address::policy_feed(policy), Subject::Policy(policy));
        add_xml(
            public,
            outline,
            subject,
            [&format!("{stem}.xml"), &format!("{stem}.atom")],
        );
        let (site, own) = (Arc::clone(public), format!("{stem}.json"));
        outline.add(&own.clone(), move || {
            View::Json(Json::Feed(JsonFeed::from(feed(&site, subject, &own))))
        });
    }
    add_xml(
        public,
        outline,
        Subject::History,
        ["history.rss", "history.atom"],
    );
}

/// Adds the feeds of a component at an address.
pub(super) fn add_component<'a>(
    public: &Arc<Public<'a>>,
    outline: &mut Outline<'a>,
    at: usize,
    address: &str,
) {
    add_xml(
        public,
        outline,
        Subject::Component(at),
        [
            &format!("{address}feed.xml"),
            &format!("{address}feed.atom"),
        ],
    );
}

fn add_xml<'a>(
    public: &Arc<Public<'a>>,
    outline: &mut Outline<'a>,
    subject: Subject,
    [rss, atom]: [&str; 2],
) {
    let (site, own) = (Arc::clone(public), rss.to_owned());
    outline.add(rss, move || View::Rss(feed(&site, subject, &own)));
    let (site, own) = (Arc::clone(public), atom.to_owned());
    outline.add(atom, move || View::Atom(feed(&site, subject, &own)));
}

/// The items of the main feed.
pub(in crate::view) fn updates(site: &Public) -> Vec<Item> {
    items(site, Subject::Policy(FeedPolicy::Updates))
}

/// A feed that calls an address its own.
fn feed(site: &Public, subject: Subject, own: &str) -> Feed {
    let settings = site.snapshot.site;
    let (title, description, home) = match subject {
        Subject::Policy(FeedPolicy::Updates) => (
            settings.title.clone(),
            settings.description.clone(),
            String::new(),
        ),
        Subject::Policy(policy) => (
            site.words.policy_title(&settings.title, policy),
            site.words.policy_about(policy),
            String::new(),
        ),
        Subject::History => {
            let words = site.words.say("feed-history-about");
            (
                site.words.history_title(&settings.title),
                words,
                "history/".to_owned(),
            )
        }
        Subject::Component(at) => {
            let component = site.snapshot.components[at].component;
            let title = site.words.component_title(&settings.title, &component.name);
            (
                title,
                site.words.component_feed_about(&component.name),
                address::component(component.id.as_str()),
            )
        }
    };
    Feed {
        title,
        description,
        author: settings.title.clone(),
        home: settings.url.join(&home),
        address: settings.url.join(own),
        language: settings.language.clone(),
        items: items(site, subject),
    }
}

fn items(site: &Public, subject: Subject) -> Vec<Item> {
    let snapshot = &site.snapshot;
    let updates = |said: Vec<Said>, kind: &str| {
        said::newest(said, MOST)
            .into_iter()
            .map(|said| said.item(site, kind))
            .collect::<Vec<Item>>()
    };
    match subject {
        Subject::Policy(FeedPolicy::Updates) => updates(said::all(snapshot, MOST), UPDATE),
        Subject::Policy(FeedPolicy::Quiet) => {
            updates(said::turns(snapshot), "urn:statuary:feeds:quiet")
        }
        Subject::Policy(FeedPolicy::Incidents) => {
            let newest = said::newest(said::last_turns(snapshot), MOST).into_iter();
            newest.map(|said| whole::announced(site, said)).collect()
        }
        Subject::History => {
            let newest = said::newest(said::last_words(snapshot, MOST_OF_HISTORY), MOST_OF_HISTORY)
                .into_iter();
            newest.map(|said| whole::kept(site, said)).collect()
        }
        Subject::Component(at) => updates(of_component(snapshot, &snapshot.components[at]), UPDATE),
    }
}

/// What was said about a component.
fn of_component<'a>(snapshot: &'a Snapshot<'a>, facts: &ComponentFacts) -> Vec<Said<'a>> {
    let id = &facts.component.id;
    let incidents = facts.incidents.iter().map(|&at| &snapshot.incidents[at]);
    let maintenance = facts
        .maintenance
        .iter()
        .map(|&at| &snapshot.maintenance[at]);
    let mut said = said::of_entries(incidents.clone(), maintenance, MOST);
    let mut told = BTreeSet::new();
    let explained = incidents
        .flat_map(|facts| snapshot.postmortems_about(&facts.incident.id))
        .copied();
    said.extend(
        explained
            .filter(|one| told.insert(&one.id))
            .map(Said::Postmortem),
    );
    let named = snapshot
        .notices
        .iter()
        .filter(|notice| notice.components.contains(id));
    said.extend(named.copied().map(Said::Notice));
    said
}
