//! The frame of every page: title, navigation, feeds and footer.

use serde::Serialize;

use super::branding::{self, LogoView};
use super::calendar;
use super::feed;
use super::links::Links;
use super::locale::Locale;
use super::text::Time;
use crate::base::time::Moment;
use crate::model::route;
use crate::model::site::{FeedPolicy, Site};

#[derive(Clone, Debug, Serialize)]
pub struct PageFrame {
    /// Language tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    pub site: String,
    /// A picture in place of the site's name.
    pub logo: Option<LogoView>,
    /// The page's title, for the window and search engines.
    pub title: String,
    /// One sentence about the page.
    pub description: String,
    /// The page's absolute URL; `None` on pages without a fixed address, and on an internal site without a configured URL.
    pub canonical: Option<String>,
    /// Link to the status page, or to the front page of the internal site.
    pub home: String,
    /// The main feeds, and the page as Markdown if there is such a file; none on an internal site without a configured URL.
    pub feeds: Vec<FeedLink>,
    /// Link to the page that explains every feed; none on the internal site.
    pub subscribe: Option<String>,
    /// Link to the open data; none on the internal site.
    pub data: Option<String>,
    /// The main navigation.
    pub menu: Vec<MenuItem>,
    /// Mail address of support.
    pub support_email: Option<String>,
    /// Help site.
    pub support_url: Option<String>,
    /// Where this page's file can be edited.
    pub edit: Option<String>,
    /// The moment of the build; none on a page that says the same at any later one, so that its file can stay as it is.
    pub as_of: Option<Time>,
    /// When a page with a moment is called old, as RFC 3339 in UTC.
    pub fresh: String,
    /// Name of the zone of all times.
    pub zone: String,
    /// The absolute URL of the preview image of the page, if there is one.
    pub card: Option<String>,
    /// Link to the icon, for programs that read none in an address.
    pub icon: Option<String>,
    /// Link to the icon for the home screen of a phone.
    pub touch_icon: Option<String>,
    /// When the content of the page was published, as RFC 3339 in UTC.
    pub published: Option<String>,
    /// Whether charts are there as pictures too.
    pub pictures: bool,
    /// Whether this is the internal site.
    pub internal: bool,
}

/// One entry of the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct MenuItem {
    pub label: String,
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
}

/// A feed, or the page in another format, that programs find on a page.
#[derive(Clone, Debug, Serialize)]
pub struct FeedLink {
    /// Its media type.
    pub media: &'static str,
    pub title: String,
    pub href: String,
}

/// What the frame needs to know of its page.
#[derive(Clone, Debug)]
pub struct PageMeta {
    /// From the root of the site; `None` for the page that hosts show at any address.
    pub address: Option<String>,
    pub title: String,
    /// One sentence, for search engines and link previews.
    pub description: String,
    /// The content file behind the page, for the edit link.
    pub file: Option<String>,
    /// When its content was published, if it has a date.
    pub published: Option<Moment>,
}

impl PageMeta {
    pub fn new(
        address: impl Into<String>,
        title: impl Into<String>,
        description: impl Into<String>,
    ) -> PageMeta {
        PageMeta {
            address: Some(address.into()),
            title: title.into(),
            description: description.into(),
            file: None,
            published: None,
        }
    }

    /// Links from the page, or from anywhere if it has no address.
    pub fn links(&self, site: &Site) -> Links {
        let address = self.address.as_deref();
        address.map_or_else(|| Links::from_anywhere(&site.url), Links::from_page)
    }

    pub fn with_published(self, published: Moment) -> PageMeta {
        PageMeta {
            published: Some(published),
            ..self
        }
    }

    #[must_use]
    pub fn with_file(self, file: impl Into<Option<String>>) -> PageMeta {
        PageMeta {
            file: file.into(),
            ..self
        }
    }
}

fn main_feeds(site: &Site, locale: &Locale, links: &Links) -> Vec<FeedLink> {
    let stem = route::feed_stem(FeedPolicy::Updates);
    let alternate = |(media, ending, title)| FeedLink {
        media,
        title,
        href: links.to(&format!("{stem}.{ending}")),
    };
    let formats = [
        (
            feed::RSS_TYPE,
            "xml",
            locale.policy_title(&site.title, FeedPolicy::Updates),
        ),
        (
            feed::ATOM_TYPE,
            "atom",
            locale.in_format(&site.title, "Atom"),
        ),
        (
            feed::JSON_FEED_TYPE,
            "json",
            locale.in_format(&site.title, "JSON"),
        ),
    ];
    let calendar = FeedLink {
        media: calendar::MEDIA_TYPE,
        title: locale.calendar_title(&site.title),
        href: links.to(route::CALENDAR.pattern),
    };
    formats
        .map(alternate)
        .into_iter()
        .chain([calendar])
        .collect()
}

/// Makes a frame. The menu is given as labels and addresses.
pub(super) fn frame(
    site: &Site,
    (now, locale): (Moment, &Locale),
    about: &PageMeta,
    menu: &[(String, String)],
    internal: bool,
) -> PageFrame {
    let address = about.address.as_deref();
    let links = about.links(site);
    let menu = menu.iter().map(|(label, target)| MenuItem {
        label: label.clone(),
        href: links.to(target),
        current: address == Some(target),
    });
    let public = !internal;
    PageFrame {
        language: locale.tag().to_owned(),
        direction: locale.direction(),
        site: site.title.clone(),
        logo: branding::logo(site, &links, internal),
        title: about.title.clone(),
        description: about.description.clone(),
        canonical: address
            .filter(|_| public)
            .map(|address| site.url.join(address)),
        home: links.to(""),
        feeds: if public {
            main_feeds(site, locale, &links)
        } else {
            Vec::new()
        },
        subscribe: public.then(|| links.to(route::SUBSCRIBE.pattern)),
        data: public.then(|| links.to(route::DATA.pattern)),
        menu: menu.collect(),
        support_email: site.support.email.clone(),
        support_url: site.support.url.clone(),
        edit: site
            .edit_url
            .as_ref()
            .zip(about.file.as_ref())
            .map(|(root, file)| format!("{root}{file}")),
        as_of: Some(locale.time(now, site.zone)),
        fresh: String::new(),
        zone: zone_name(site),
        icon: public.then(|| links.to(route::ICON.pattern)),
        touch_icon: None,
        published: about.published.map(Moment::rfc3339),
        card: None,
        pictures: cfg!(feature = "png") && locale.is_drawable(),
        internal,
    }
}

/// The zone as people and browsers call it.
fn zone_name(site: &Site) -> String {
    match site.zone.name() {
        "Etc/UTC" => "UTC".to_owned(),
        name => name.to_owned(),
    }
}
