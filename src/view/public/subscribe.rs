//! Every way to subscribe, for people who do not know what a feed is.

use serde::Serialize;

use super::site::PublicSite;
use crate::model::component::Component;
use crate::model::route;
use crate::model::site::FeedPolicy;
use crate::view::frame::{FeedLink, PageMeta};
use crate::view::links::{LinkView, Links};
use crate::view::{calendar, feed};

/// The page that explains every feed.
#[derive(Clone, Debug, Serialize)]
pub struct SubscribePage {
    /// The main feed, to be copied.
    pub main: SubscribeAddress,
    /// The main feed for programs.
    pub json: SubscribeAddress,
    /// The calendar, to be copied.
    pub calendar: SubscribeAddress,
    /// The calendar, for a program that takes subscriptions by a click.
    pub webcal: String,
    /// What the calendar holds.
    pub calendar_words: String,
    /// The absolute URL of the status page, for other sites.
    pub home: String,
    /// The absolute URL of the badge, for other sites.
    pub badge: String,
    /// The absolute URL of the page for frames, for other sites.
    pub embed: String,
    /// Feeds of everything.
    pub feeds: Vec<FeedRow>,
    /// Feeds of the components on the board.
    pub components: Vec<SubscribeComponent>,
}

/// A whole address that people copy, with the link that leads there from this page.
#[derive(Clone, Debug, Serialize)]
pub struct SubscribeAddress {
    pub href: String,
    /// The absolute URL.
    pub whole: String,
}

/// A feed with what it holds.
#[derive(Clone, Debug, Serialize)]
pub struct FeedRow {
    pub name: String,
    /// What it holds, in one sentence.
    pub words: String,
    pub formats: Vec<LinkView>,
}

/// The feeds of a component.
#[derive(Clone, Debug, Serialize)]
pub struct SubscribeComponent {
    pub name: String,
    /// Its feeds by format, and its calendar.
    pub formats: Vec<FeedFormatLink>,
}

/// A feed or a calendar in one format.
#[derive(Clone, Debug, Serialize)]
pub struct FeedFormatLink {
    /// What the format is called.
    pub text: String,
    /// For programs that look for it on the component's page.
    #[serde(flatten)]
    pub alternate: FeedLink,
}

pub(in crate::view) fn page(site: &PublicSite) -> (PageMeta, SubscribePage) {
    let (title, description) = (
        site.locale.message("subscribe"),
        site.locale.message("subscribe-about"),
    );
    let page = subscribe_page(site, &Links::from_page(route::SUBSCRIBE.pattern));
    (
        PageMeta::new(route::SUBSCRIBE.pattern, title, description),
        page,
    )
}

fn subscribe_page(site: &PublicSite, links: &Links) -> SubscribePage {
    let url = &site.snapshot.site.url;
    let whole = |address: &str| SubscribeAddress {
        href: links.to(address),
        whole: url.join(address),
    };
    let stem = route::feed_stem(FeedPolicy::Updates);
    SubscribePage {
        main: whole(&format!("{stem}.xml")),
        json: whole(&format!("{stem}.json")),
        calendar: whole(route::CALENDAR.pattern),
        webcal: url.webcal_url(route::CALENDAR.pattern),
        calendar_words: site.locale.message("calendar-about"),
        home: url.to_string(),
        badge: url.join("badge.svg"),
        embed: url.join(route::EMBED.pattern),
        feeds: feeds(site, links),
        components: components(site, links),
    }
}

fn feeds(site: &PublicSite, links: &Links) -> Vec<FeedRow> {
    let row = |name: String, words: String, formats: &[(&str, String)]| FeedRow {
        name,
        words,
        formats: formats
            .iter()
            .map(|(text, address)| link(links, text, address))
            .collect(),
    };
    let policies = site.feed_policies().map(|policy| {
        let stem = route::feed_stem(policy);
        let formats = [("RSS", "xml"), ("Atom", "atom"), ("JSON", "json")];
        let formats = formats.map(|(format, ending)| (format, format!("{stem}.{ending}")));
        row(
            site.locale.policy_name(policy),
            site.locale.policy_about(policy),
            &formats,
        )
    });
    let history = [
        ("RSS", "history.rss".to_owned()),
        ("Atom", "history.atom".to_owned()),
    ];
    policies
        .chain([row(
            site.locale.message("history"),
            site.locale.message("feed-history-about"),
            &history,
        )])
        .collect()
}

fn components(site: &PublicSite, links: &Links) -> Vec<SubscribeComponent> {
    let present = site
        .snapshot
        .groups
        .iter()
        .flat_map(|group| &group.components);
    let row = |&at: &usize| {
        let component = site.snapshot.components[at].component;
        SubscribeComponent {
            name: component.name.clone(),
            formats: component_feeds(site, component, links),
        }
    };
    present.map(row).collect()
}

/// The feeds and the calendar of a component.
pub(super) fn component_feeds(
    site: &PublicSite,
    component: &Component,
    links: &Links,
) -> Vec<FeedFormatLink> {
    let address = route::COMPONENT.address(&component.id);
    let (title, name) = (&site.snapshot.site.title, &component.name);
    let feed = site.locale.component_title(title, name);
    let formats = [
        ("RSS".to_owned(), feed::RSS_TYPE, "feed.xml", feed.clone()),
        (
            "Atom".to_owned(),
            feed::ATOM_TYPE,
            "feed.atom",
            site.locale.in_format(&feed, "Atom"),
        ),
        (
            site.locale.message("calendar"),
            calendar::MEDIA_TYPE,
            route::CALENDAR.pattern,
            site.locale.component_calendar_title(title, name),
        ),
    ];
    let format = |(text, media, file, title)| {
        let href = links.to(&format!("{address}{file}"));
        FeedFormatLink {
            text,
            alternate: FeedLink { media, title, href },
        }
    };
    formats.map(format).into()
}

fn link(links: &Links, text: &str, address: &str) -> LinkView {
    links.link(address, text)
}
