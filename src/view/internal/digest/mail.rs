//! The digest of a week as a mail, in HTML and in plain text.

use serde::Serialize;

use super::page::{DigestPage, digest};
use super::plain_text;
use crate::base::period::Period;
use crate::model::route;
use crate::view::frame::PageMeta;
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
}

/// Links that still lead somewhere when they have left the site; relative ones where nobody has said where that is.
fn links(site: &InternalSite, week: Period) -> Links {
    let here = route::DIGEST.address(week);
    match &site.ledger.internal.url {
        None => Links::from_page(&here),
        Some(url) => Links::absolute(url),
    }
}

/// The mail as a page that can be looked at.
pub(in crate::view::internal) fn html(site: &InternalSite, week: Period) -> (PageMeta, MailPage) {
    let address = route::DIGEST.address(week);
    let links = links(site, week);
    let digest = digest(site, week, &links);
    let meta = PageMeta::new(&address, &digest.title, message!("digest-about"));
    let href = links.to(&address);
    (meta, MailPage { digest, href })
}

/// The mail in plain text.
pub(in crate::view::internal) fn plain_text(site: &InternalSite, week: Period) -> String {
    let links = links(site, week);
    let address = links.to(&route::DIGEST.address(week));
    plain_text::text(&digest(site, week, &links), &address)
}
