//! The digest of a week: findings, incidents, upcoming work and due post-mortems, as a page, an email and a feed item.
//!
//! A digest is about a week that is over, as of its end. Only the reports of that week come later, because tickets are read after the week.

pub mod feed;
pub mod mail;
pub mod page;
mod plain_text;

use crate::base::period::Period;
use crate::model::route;
use crate::view::frame::PageMeta;
use crate::view::internal::site::InternalSite;
use crate::view::links::LinkView;
use crate::view::links::Links;
use crate::view::text;
use crate::view::text::message::message;
use page::DigestPage;

/// So many of the newest digests are also published as emails. The command `digest` writes that of any week.
const MAX_MAILED: usize = 53;

pub(super) fn is_mailed(weeks: &[Period], at: usize) -> bool {
    weeks.len() - at <= MAX_MAILED
}

/// The page of the week at a position.
pub(super) fn week_page(
    site: &InternalSite,
    weeks: &[Period],
    at: usize,
) -> (PageMeta, DigestPage) {
    let here = route::DIGEST.address(weeks[at]);
    let mut page = digest_page(site, weeks, at, &Links::from_page(&here));
    if at > 0 {
        page.earlier = Some(link(&Links::from_page(&here), weeks[at - 1]));
    }
    (meta(&here, page.title.clone()), page)
}

/// The page of the newest week, which leads to all others.
pub(super) fn newest_page(site: &InternalSite, weeks: &[Period]) -> (PageMeta, DigestPage) {
    let (newest, links) = (
        weeks.len() - 1,
        Links::from_page(route::NEWEST_DIGEST.pattern),
    );
    let mut page = digest_page(site, weeks, newest, &links);
    let others = weeks[..newest].iter().rev();
    page.others = others.map(|week| link(&links, *week)).collect();
    (meta(route::NEWEST_DIGEST.pattern, message!("digest")), page)
}

fn digest_page(site: &InternalSite, weeks: &[Period], at: usize, links: &Links) -> DigestPage {
    let mut page = page::digest(site, weeks[at], links);
    page.later = weeks.get(at + 1).map(|week| link(links, *week));
    if is_mailed(weeks, at) {
        let address = route::DIGEST.address(&page.week);
        page.mail = Some(links.to(&format!("{address}mail.html")));
        page.text = Some(links.to(&format!("{address}mail.txt")));
    }
    page
}

fn link(links: &Links, week: Period) -> LinkView {
    links.link(&route::DIGEST.address(week), text::period(week))
}

fn meta(here: &str, title: String) -> PageMeta {
    PageMeta::new(here, title, message!("digest-about"))
}
