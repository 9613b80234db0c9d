//! Free pages, the page for wrong addresses, and the one for old ones.

use serde::Serialize;

use super::{Link, Public, summary};
use crate::model::page::Page;
use crate::view::address::{self, Links};
use crate::view::frame::About;
use crate::view::{Body, View};

/// A free page.
#[derive(Clone, Debug, Serialize)]
pub struct FreePage {
    /// Its title.
    pub title: String,
    /// Its sections.
    pub sections: Vec<Link>,
    /// Markup of the text.
    pub html: String,
}

/// What a wrong address shows.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundPage {
    /// The status page.
    pub home: String,
    /// The history.
    pub history: String,
}

/// What an old address shows.
#[derive(Clone, Debug, Serialize)]
pub struct MovedPage {
    /// The new address.
    pub href: String,
    /// The same as a whole address.
    pub canonical: String,
}

pub(super) fn view(site: &Public, page: &Page) -> View {
    let id = page.id.as_str();
    let address = address::page(id);
    let about = About {
        address: Some(&address),
        title: &page.title,
        description: &summary(page.body.plain()),
        file: Some(format!("pages/{id}.md")),
    };
    let links = Links::from_page(&address);
    let sections = page.body.sections().iter();
    let body = FreePage {
        title: page.title.clone(),
        sections: sections
            .map(|one| Link {
                href: format!("#{}", one.anchor),
                text: one.title.clone(),
            })
            .collect(),
        html: site.html(&page.body, &links, &address),
    };
    site.page(&about, Body::Free(body))
}

pub(super) fn not_found(site: &Public) -> View {
    let links = Links::from_anywhere(&site.snapshot.site.url);
    let (title, words) = (site.words.say("no-page"), site.words.say("no-page-about"));
    let about = About {
        title: &title,
        description: &words,
        ..About::default()
    };
    site.page(
        &about,
        Body::NotFound(NotFoundPage {
            home: links.to(""),
            history: links.to("history/"),
        }),
    )
}

pub(super) fn moved(site: &Public, from: &str, to: &str) -> View {
    let (title, words) = (site.words.say("moved"), site.words.say("moved-about"));
    let about = About {
        address: Some(from),
        title: &title,
        description: &words,
        file: None,
    };
    let body = MovedPage {
        href: Links::from_page(from).to(to),
        canonical: site.snapshot.site.url.join(to),
    };
    site.page(&about, Body::Moved(body))
}
