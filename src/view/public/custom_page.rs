//! Custom pages, the page for wrong addresses, and the one for old ones.

use serde::Serialize;

use super::site::{PublicSite, summary};
use crate::model::custom_page::CustomPage;
use crate::model::route;
use crate::view::frame::PageMeta;
use crate::view::links::{LinkView, Links};

#[derive(Clone, Debug, Serialize)]
pub struct CustomPageView {
    pub title: String,
    pub sections: Vec<LinkView>,
    /// Markup of the text.
    pub html: String,
}

/// What a wrong address shows.
#[derive(Clone, Debug, Serialize)]
pub struct NotFoundPage {
    pub home: String,
    pub history: String,
}

/// What an old address shows.
#[derive(Clone, Debug, Serialize)]
pub struct MovedPage {
    pub href: String,
    /// The same as an absolute URL.
    pub canonical: String,
}

pub(in crate::view) fn page(site: &PublicSite, page: &CustomPage) -> (PageMeta, CustomPageView) {
    let id = page.id.as_str();
    let address = route::CUSTOM_PAGE.address(id);
    let meta = PageMeta::new(&address, &page.title, summary(&page.body.plain()))
        .with_file(route::CUSTOM_PAGE.source_file(id));
    let links = Links::from_page(&address);
    let sections = page.body.sections().into_iter();
    let body = CustomPageView {
        title: page.title.clone(),
        sections: sections
            .map(|one| LinkView {
                href: format!("#{}", one.anchor),
                text: one.title,
            })
            .collect(),
        html: site.html(&page.body, &links, &address),
    };
    (meta, body)
}

pub(in crate::view) fn not_found(site: &PublicSite) -> (PageMeta, NotFoundPage) {
    let links = Links::from_anywhere(&site.snapshot.site.url);
    let message = |key| site.locale.message(key);
    let meta = PageMeta {
        address: None,
        ..PageMeta::new(
            "",
            message("page-not-found"),
            message("page-not-found-about"),
        )
    };
    let page = NotFoundPage {
        home: links.to(""),
        history: links.to(route::HISTORY.pattern),
    };
    (meta, page)
}

pub(in crate::view) fn moved(site: &PublicSite, from: &str, to: &str) -> (PageMeta, MovedPage) {
    let (title, description) = (
        site.locale.message("moved"),
        site.locale.message("moved-about"),
    );
    let page = MovedPage {
        href: Links::from_page(from).to(to),
        canonical: site.snapshot.site.url.join(to),
    };
    (PageMeta::new(from, title, description), page)
}
