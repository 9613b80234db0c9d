//! Every way to subscribe: the choices first, then what explains them.

use serde::Serialize;

use super::site::PublicSite;
use crate::model::component::Component;
use crate::model::route;
use crate::model::site::{ContactAddress, FeedPolicy, MailingList};
use crate::view::frame::{FeedLink, PageMeta};
use crate::view::links::{LinkView, Links};
use crate::view::{calendar, feed};

/// The page with every way to subscribe.
#[derive(Clone, Debug, Serialize)]
pub struct SubscribePage {
    pub choices: Vec<SubscribeChoice>,
    /// The main feed for programs.
    pub json: CopyField,
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

/// Where updates can arrive, such as mail or Slack.
#[derive(Clone, Debug, Serialize)]
pub struct SubscribeChoice {
    /// Its anchor on the page.
    pub id: &'static str,
    pub name: String,
    /// What the team offers itself comes before what works with any feed.
    pub ways: Vec<SubscribeWay>,
}

/// One way to get updates there.
#[derive(Clone, Debug, Serialize)]
pub struct SubscribeWay {
    /// What is sent, or what to do.
    pub text: String,
    pub link: Option<LinkView>,
    /// What is to be done with the text to copy.
    pub next: Option<String>,
    pub copy: Option<CopyField>,
    /// How to stop.
    pub stop: String,
    /// Where to stop.
    pub leave: Option<LinkView>,
}

/// A text that people copy.
#[derive(Clone, Debug, Serialize)]
pub struct CopyField {
    /// Unique on the page.
    pub id: &'static str,
    pub label: String,
    pub text: String,
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
    let json = url.join(&format!("{}.json", route::feed_stem(FeedPolicy::Updates)));
    SubscribePage {
        choices: choices(site),
        json: copy_field(site, "copy-json", "subscribe-field-feed", json),
        home: url.to_string(),
        badge: url.join("badge.svg"),
        embed: url.join(route::EMBED.pattern),
        feeds: feeds(site, links),
        components: components(site, links),
    }
}

/// Every choice, each with the way that the team offers itself, if it does, and with one that works with the feed or the calendar.
fn choices(site: &PublicSite) -> Vec<SubscribeChoice> {
    let own = &site.snapshot.site.subscribe;
    let feed = main_feed(site);
    let by_feed = |id, text, stop| {
        let field = copy_field(site, id, "subscribe-field-feed", feed.clone());
        way(site, text, stop, Some(field))
    };
    let mail = own.mail.as_ref().map_or_else(
        || by_feed("copy-mail", "subscribe-mail-text", "subscribe-feed-stop"),
        |list| mailing_list_way(site, list),
    );
    let command = ["/feed", "subscribe", &feed].join(" ");
    let command = copy_field(site, "copy-slack", "subscribe-field-command", command);
    let slack = way(
        site,
        "subscribe-slack",
        "subscribe-slack-stop",
        Some(command),
    );
    let teams = by_feed("copy-teams", "subscribe-teams", "subscribe-teams-stop");
    let others = by_feed("copy-chat", "subscribe-others-text", "subscribe-feed-stop");
    let rss = SubscribeWay {
        next: Some(site.locale.message("subscribe-reader-text")),
        ..by_feed("copy-rss", "subscribe-feed", "subscribe-feed-stop")
    };
    let choice = |id, name: String, invitation: Option<&String>, other: SubscribeWay| {
        let ways = match invitation {
            None => vec![other],
            Some(invitation) => {
                let other = SubscribeWay {
                    text: site.locale.message("subscribe-own-channel"),
                    next: Some(other.text),
                    ..other
                };
                vec![channel_way(site, invitation), other]
            }
        };
        SubscribeChoice { id, name, ways }
    };
    let message = |key| site.locale.message(key);
    vec![
        choice("mail", message("subscribe-mail"), None, mail),
        choice("slack", "Slack".to_owned(), own.slack.as_ref(), slack),
        choice(
            "teams",
            "Microsoft Teams".to_owned(),
            own.teams.as_ref(),
            teams,
        ),
        choice(
            "chat",
            message("subscribe-others"),
            own.chat.as_ref(),
            others,
        ),
        choice(
            "calendar",
            message("subscribe-calendar"),
            None,
            calendar_way(site),
        ),
        choice("rss", "RSS".to_owned(), None, rss),
    ]
}

fn main_feed(site: &PublicSite) -> String {
    let stem = route::feed_stem(FeedPolicy::Updates);
    site.snapshot.site.url.join(&format!("{stem}.xml"))
}

/// A way with messages, and with a text to copy.
fn way(site: &PublicSite, text: &str, stop: &str, copy: Option<CopyField>) -> SubscribeWay {
    SubscribeWay {
        text: site.locale.message(text),
        link: None,
        next: None,
        copy,
        stop: site.locale.message(stop),
        leave: None,
    }
}

fn copy_field(site: &PublicSite, id: &'static str, label: &str, text: String) -> CopyField {
    CopyField {
        id,
        label: site.locale.message(label),
        text,
    }
}

fn mailing_list_way(site: &PublicSite, list: &MailingList) -> SubscribeWay {
    let (text, copy) = match &list.join {
        ContactAddress::Mail(address) => (
            "subscribe-mail-write",
            Some(copy_field(
                site,
                "copy-mail",
                "subscribe-field-mail",
                address.clone(),
            )),
        ),
        ContactAddress::Web(_) => ("subscribe-mail-join", None),
    };
    SubscribeWay {
        link: Some(LinkView {
            href: list.join.url(),
            text: site.locale.message(text),
        }),
        leave: Some(LinkView {
            href: list.leave.url(),
            text: list.leave.text().to_owned(),
        }),
        ..way(site, "subscribe-mail-sends", "subscribe-mail-stop", copy)
    }
}

/// The team's own channel in a chat.
fn channel_way(site: &PublicSite, invitation: &str) -> SubscribeWay {
    SubscribeWay {
        link: Some(LinkView {
            href: invitation.to_owned(),
            text: site.locale.message("subscribe-channel-join"),
        }),
        ..way(
            site,
            "subscribe-channel-sends",
            "subscribe-channel-stop",
            None,
        )
    }
}

fn calendar_way(site: &PublicSite) -> SubscribeWay {
    let (url, pattern) = (&site.snapshot.site.url, route::CALENDAR.pattern);
    let copy = copy_field(
        site,
        "copy-calendar",
        "subscribe-field-calendar",
        url.join(pattern),
    );
    SubscribeWay {
        link: Some(LinkView {
            href: url.webcal_url(pattern),
            text: site.locale.message("subscribe-calendar-add"),
        }),
        next: Some(site.locale.message("subscribe-calendar-text")),
        ..way(
            site,
            "calendar-about",
            "subscribe-calendar-stop",
            Some(copy),
        )
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
