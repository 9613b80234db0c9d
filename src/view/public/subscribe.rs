//! Every way to subscribe, for people who do not know what a feed is.

use serde::Serialize;

use super::{Link, Public};
use crate::model::component::Component;
use crate::model::site::FeedPolicy;
use crate::view::address::{self, CALENDAR, Links, SUBSCRIBE};
use crate::view::frame::{About, Alternate};
use crate::view::{Body, View, calendar, feed};

/// The page that explains every feed.
#[derive(Clone, Debug, Serialize)]
pub struct SubscribePage {
    /// The main feed, to be copied.
    pub main: Address,
    /// The main feed for programs.
    pub json: Address,
    /// The calendar, to be copied.
    pub calendar: Address,
    /// The calendar, for a program that takes subscriptions by a click.
    pub webcal: String,
    /// What the calendar holds.
    pub calendar_words: String,
    /// The whole address of the status page, for other sites.
    pub home: String,
    /// The whole address of the badge, for other sites.
    pub badge: String,
    /// The whole address of the page for frames, for other sites.
    pub embed: String,
    /// Feeds of everything.
    pub feeds: Vec<FeedRow>,
    /// Feeds of the components on the board.
    pub components: Vec<ComponentRow>,
}

/// A whole address that people copy, with the link that leads there from this page.
#[derive(Clone, Debug, Serialize)]
pub struct Address {
    /// The link.
    pub href: String,
    /// The whole address.
    pub whole: String,
}

/// A feed with what it holds.
#[derive(Clone, Debug, Serialize)]
pub struct FeedRow {
    /// Its name.
    pub name: String,
    /// What it holds, in one sentence.
    pub words: String,
    /// Its formats.
    pub formats: Vec<Link>,
}

/// The feeds of a component.
#[derive(Clone, Debug, Serialize)]
pub struct ComponentRow {
    /// Its name.
    pub name: String,
    /// Its feeds by format, and its calendar.
    pub formats: Vec<Format>,
}

/// A feed or a calendar in one format.
#[derive(Clone, Debug, Serialize)]
pub struct Format {
    /// What the format is called.
    pub text: String,
    /// For programs that look for it on the component's page.
    #[serde(flatten)]
    pub alternate: Alternate,
}

pub(super) fn view(site: &Public) -> View {
    let about = About {
        address: Some(SUBSCRIBE),
        title: &site.words.say("subscribe"),
        description: &site.words.say("subscribe-about"),
        file: None,
    };
    site.page(
        &about,
        Body::Subscribe(Box::new(page(site, &Links::from_page(SUBSCRIBE)))),
    )
}

fn page(site: &Public, links: &Links) -> SubscribePage {
    let url = &site.snapshot.site.url;
    let whole = |address: &str| Address {
        href: links.to(address),
        whole: url.join(address),
    };
    let stem = address::policy_feed(FeedPolicy::Updates);
    SubscribePage {
        main: whole(&format!("{stem}.xml")),
        json: whole(&format!("{stem}.json")),
        calendar: whole(CALENDAR),
        webcal: url.webcal(CALENDAR),
        calendar_words: site.words.say("calendar-about"),
        home: url.to_string(),
        badge: url.join("badge.svg"),
        embed: url.join(super::embed::ADDRESS),
        feeds: feeds(site, links),
        components: components(site, links),
    }
}

fn feeds(site: &Public, links: &Links) -> Vec<FeedRow> {
    let row = |name: String, words: String, formats: &[(&str, String)]| FeedRow {
        name,
        words,
        formats: formats
            .iter()
            .map(|(text, address)| link(links, text, address))
            .collect(),
    };
    let policies = super::feed::policies(site).map(|policy| {
        let stem = address::policy_feed(policy);
        let formats = [("RSS", "xml"), ("Atom", "atom"), ("JSON", "json")];
        let formats = formats.map(|(format, ending)| (format, format!("{stem}.{ending}")));
        row(
            site.words.policy_name(policy),
            site.words.policy_about(policy),
            &formats,
        )
    });
    let history = [
        ("RSS", "history.rss".to_owned()),
        ("Atom", "history.atom".to_owned()),
    ];
    policies
        .chain([row(
            site.words.say("history"),
            site.words.say("feed-history-about"),
            &history,
        )])
        .collect()
}

fn components(site: &Public, links: &Links) -> Vec<ComponentRow> {
    let present = site
        .snapshot
        .groups
        .iter()
        .flat_map(|group| &group.components);
    let row = |&at: &usize| {
        let component = site.snapshot.components[at].component;
        ComponentRow {
            name: component.name.clone(),
            formats: of_component(site, component, links),
        }
    };
    present.map(row).collect()
}

/// The feeds and the calendar of a component.
pub(super) fn of_component(site: &Public, component: &Component, links: &Links) -> Vec<Format> {
    let address = address::component(component.id.as_str());
    let (title, name) = (&site.snapshot.site.title, &component.name);
    let feed = site.words.component_title(title, name);
    let formats = [
        ("RSS".to_owned(), feed::RSS, "feed.xml", feed.clone()),
        (
            "Atom".to_owned(),
            feed::ATOM,
            "feed.atom",
            site.words.in_format(&feed, "Atom"),
        ),
        (
            site.words.say("calendar"),
            calendar::MEDIA,
            CALENDAR,
            site.words.component_calendar_title(title, name),
        ),
    ];
    let format = |(text, media, file, title)| {
        let href = links.to(&format!("{address}{file}"));
        Format {
            text,
            alternate: Alternate { media, title, href },
        }
    };
    formats.map(format).into()
}

fn link(links: &Links, text: &str, address: &str) -> Link {
    Link {
        href: links.to(address),
        text: text.to_owned(),
    }
}
