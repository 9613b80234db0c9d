//! Free pages, the page for wrong addresses, and the one for old ones.

use serde::Serialize;

use super::{LinkView, PublicSite, summary};
use crate::model::custom_page::CustomPage;
use crate::view::address::{self, Links};
use crate::view::frame::PageMeta;
use crate::view::{PageBody, View};

/// A free page.
#[derive(Clone, Debug, Serialize)]
pub struct CustomPageView {
    /// Its title.
    pub title: String,
    /// Its sections.
    pub sections: Vec<LinkView>,
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

pub(super) fn view(site: &PublicSite, page: &CustomPage) -> View {
    let id = page.id.as_str();
    let address = address::page(id);
    let about = PageMeta {
        address: Some(&address),
        title: &page.title,
        description: &summary(page.body.plain()),
        file: Some(format!("pages/{id}.md")),
    };
    let links = Links::from_page(&address);
    let sections = page.body.sections().iter();
    let body = CustomPageView {
        title: page.title.clone(),
        sections: sections
            .map(|one| LinkView {
                href: format!("#{}", one.anchor),
                text: one.title.clone(),
            })
            .collect(),
        html: site.html(&page.body, &links, &address),
    };
    site.page(&about, PageBody::CustomPage(body))
}

pub(super) fn not_found(site: &PublicSite) -> View {
    let links = Links::from_anywhere(&site.snapshot.site.url);
    let (title, words) = (
        site.locale.message("no-page"),
        site.locale.message("no-page-about"),
    );
    let about = PageMeta {
        title: &title,
        description: &words,
        ..PageMeta::default()
    };
    site.page(
        &about,
        PageBody::NotFound(NotFoundPage {
            home: links.to(""),
            history: links.to("history/"),
        }),
    )
}

pub(super) fn moved(site: &PublicSite, from: &str, to: &str) -> View {
    let (title, words) = (
        site.locale.message("moved"),
        site.locale.message("moved-about"),
    );
    let about = PageMeta {
        address: Some(from),
        title: &title,
        description: &words,
        file: None,
    };
    let body = MovedPage {
        href: Links::from_page(from).to(to),
        canonical: site.snapshot.site.url.join(to),
    };
    site.page(&about, PageBody::Moved(body))
}
