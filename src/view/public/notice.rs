//! A notice.

use serde::Serialize;

use super::{LinkView, PublicSite, summary};
use crate::model::notice::Notice;
use crate::view::address::{self, Links};
use crate::view::frame::PageMeta;
use crate::view::text::Time;
use crate::view::{PageBody, View};

/// The page of a notice, and what the status page shows of it.
#[derive(Clone, Debug, Serialize)]
pub struct NoticePage {
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// What kind it is.
    pub kind: String,
    /// When it was published.
    pub published: Time,
    /// Until when it matters.
    pub until: Option<Time>,
    /// Whether that time has passed.
    pub past: bool,
    /// What it is about.
    pub components: Vec<LinkView>,
    /// Its first words.
    pub summary: String,
    /// Markup of the text.
    pub html: String,
}

pub(super) fn view(site: &PublicSite, notice: &Notice) -> View {
    let id = notice.id.as_str();
    let address = address::notice(id);
    let about = PageMeta {
        address: Some(&address),
        title: &notice.title,
        description: &summary(notice.body.plain()),
        file: Some(format!("notices/{id}.md")),
    };
    site.page(
        &about,
        PageBody::Notice(page(site, notice, &Links::from_page(&address))),
    )
}

pub(super) fn page(site: &PublicSite, notice: &Notice, links: &Links) -> NoticePage {
    let here = address::notice(notice.id.as_str());
    NoticePage {
        title: notice.title.clone(),
        href: links.to(&here),
        kind: site.locale.notice_kind(notice.kind),
        published: site.time(notice.published),
        until: notice.until.map(|until| site.time(until)),
        past: notice.until.is_some_and(|until| until <= site.snapshot.now),
        components: site.component_links(notice.components.iter(), links),
        summary: summary(notice.body.plain()),
        html: site.html(&notice.body, links, &here),
    }
}
