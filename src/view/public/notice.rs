//! A notice.

use serde::Serialize;

use super::site::{PublicSite, summary};
use crate::model::notice::Notice;
use crate::model::route;
use crate::view::frame::PageMeta;
use crate::view::links::{LinkView, Links};
use crate::view::text::{Deadline, Time};

/// The page of a notice, and what the status page shows of it.
#[derive(Clone, Debug, Serialize)]
pub struct NoticePage {
    pub title: String,
    pub href: String,
    /// What kind it is.
    pub kind: String,
    /// When it was published.
    pub published: Time,
    /// Until when it matters.
    pub until: Option<Deadline>,
    pub components: Vec<LinkView>,
    /// Its first words.
    pub summary: String,
    /// Markup of the text.
    pub html: String,
}

pub(in crate::view) fn page(site: &PublicSite, notice: &Notice) -> (PageMeta, NoticePage) {
    let id = notice.id.as_str();
    let address = route::NOTICE.address(id);
    let meta = PageMeta::new(&address, &notice.title, summary(&notice.body.plain()))
        .with_file(route::NOTICE.source_file(id))
        .with_published(notice.published);
    (meta, notice_page(site, notice, &Links::from_page(&address)))
}

pub(super) fn notice_page(site: &PublicSite, notice: &Notice, links: &Links) -> NoticePage {
    let here = route::NOTICE.address(&notice.id);
    NoticePage {
        title: notice.title.clone(),
        href: links.to(&here),
        kind: site.locale.notice_kind(notice.kind),
        published: site.time_or_date(notice.published, notice.is_date_only),
        until: notice.until.map(|until| site.deadline(until)),
        components: site.component_links(notice.components.iter(), links),
        summary: summary(&notice.body.plain()),
        html: site.html(&notice.body, links, &here),
    }
}
