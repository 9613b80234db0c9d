//! The digest of a week as a mail, in HTML and in plain text.

use serde::Serialize;

use super::page::{DigestPage, complete_reports_of, digest};
use super::plain_text;
use crate::base::period::Period;
use crate::model::route;
use crate::view::chart::Chart;
use crate::view::frame::PageMeta;
use crate::view::internal::report;
use crate::view::internal::site::InternalSite;
use crate::view::links::Links;
use crate::view::text::message::message;

/// The mail of a digest: its own layout, for mail programs know little of stylesheets.
#[derive(Clone, Debug, Serialize)]
pub struct MailPage {
    /// What it tells.
    pub digest: DigestPage,
    /// The digest on the internal site.
    pub href: String,
    /// The pictures by their content IDs, which the page names as `cid:ID`.
    #[serde(skip)]
    pub pictures: Vec<(String, Chart)>,
}

/// Absolute links, or relative ones if the URL of the site is not configured.
fn links(site: &InternalSite, week: Period) -> Links {
    let here = route::DIGEST.address(week);
    match &site.ledger.internal.url {
        None => Links::from_page(&here),
        Some(url) => Links::absolute(url),
    }
}

/// The mail as a page.
pub(in crate::view::internal) fn html(site: &InternalSite, week: Period) -> (PageMeta, MailPage) {
    let address = route::DIGEST.address(week);
    let links = links(site, week);
    let mut digest = digest(site, week, &links);
    let meta = PageMeta::new(&address, &digest.title, message!("digest-about"));
    let charted = complete_reports_of(site, week).filter(|facts| facts.charted);
    let findings = digest.findings.iter_mut();
    let with_picture = findings.filter(|one| one.picture.is_some()).zip(charted);
    let pictures = with_picture.map(|(finding, facts)| {
        let name = format!("{}-{}", facts.product.id, facts.basis.period.slug());
        let id = format!("{name}@{}", host(site));
        finding.picture = Some(format!("cid:{id}"));
        (id, Chart::Ranking(report::chart::ranking(facts)))
    });
    let pictures = pictures.collect();
    let href = links.to(&address);
    let page = MailPage {
        digest,
        href,
        pictures,
    };
    (meta, page)
}

/// The site's host, which makes the identities in a mail unique in the world.
pub(in crate::view::internal) fn host<'s>(site: &'s InternalSite) -> &'s str {
    let url = site.ledger.internal.url.as_ref();
    url.unwrap_or(&site.ledger.status.site.url).host()
}

/// The mail in plain text.
pub(in crate::view::internal) fn plain_text(site: &InternalSite, week: Period) -> String {
    let links = links(site, week);
    let address = links.to(&route::DIGEST.address(week));
    plain_text::text(&digest(site, week, &links), &address)
}
