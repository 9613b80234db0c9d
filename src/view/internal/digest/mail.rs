//! The digest of a week as a mail.

use serde::Serialize;

use super::{DigestPage, cached_digest, reports};
use crate::base::period::Period;
use crate::base::time::Moment;
use crate::model::route;
use crate::view::chart::Chart;
use crate::view::frame::PageMeta;
use crate::view::internal::{InternalSite, report};
use crate::view::links::Links;
use crate::view::outline::View;
use crate::view::page::{PageBody, PageView};
use crate::view::text::digest as words;

/// The mail of a digest: its own layout, for mail programs know little of stylesheets.
#[derive(Clone, Debug, Serialize)]
pub struct MailPage {
    /// What it tells.
    pub digest: DigestPage,
    /// The digest on the internal site.
    pub href: String,
}

/// A mail that can be sent.
#[derive(Clone, Debug)]
pub struct DigestMail {
    /// What it is about.
    pub subject: String,
    /// Its permanent identity: `digest-2013-W35`.
    pub id: String,
    /// The site's host, which makes the identity unique in the world.
    pub host: String,
    /// When it was made.
    pub date: Moment,
    /// For programs that show no HTML.
    pub text: String,
    /// For those that do; it names pictures by their content ids.
    pub page: PageView,
    /// The pictures by their content ids.
    pub pictures: Vec<(String, Chart)>,
}

/// Links that still lead somewhere when they have left the site; relative ones where nobody has said where that is.
fn links(site: &InternalSite, week: Period) -> Links {
    let here = route::DIGEST.address(week);
    site.ledger
        .internal
        .url
        .as_ref()
        .map_or_else(|| Links::from_page(&here), Links::absolute)
}

/// The mail as a page that can be looked at.
pub(super) fn html(site: &InternalSite, week: Period) -> View {
    View::Page(Box::new(page(
        site,
        week,
        (*cached_digest(site, week, &links(site, week))).clone(),
    )))
}

/// The mail in plain text.
pub(super) fn text(site: &InternalSite, week: Period) -> String {
    let links = links(site, week);
    words::text(
        &cached_digest(site, week, &links),
        &links.to(&route::DIGEST.address(week)),
    )
}

fn page(site: &InternalSite, week: Period, digest: DigestPage) -> PageView {
    let address = route::DIGEST.address(week);
    let title = digest.title.clone();
    let about = PageMeta::new(&address, title, words::DESCRIPTION);
    let href = links(site, week).to(&address);
    PageView::of(
        site.frame(&about),
        PageBody::Mail(Box::new(MailPage { digest, href })),
    )
}

/// The mail of a week with everything that belongs to it.
pub(in crate::view::internal) fn digest_mail(site: &InternalSite, week: Period) -> DigestMail {
    let mut digest = (*cached_digest(site, week, &links(site, week))).clone();
    let charts = reports(site, week).filter(|facts| facts.charted && cfg!(feature = "png"));
    let mut pictures = Vec::new();
    let shown = digest
        .findings
        .iter_mut()
        .filter_map(|finding| finding.picture.as_mut());
    for (picture, facts) in shown.zip(charts) {
        let id = format!(
            "{}-{}@{}",
            facts.product.id,
            facts.basis.period.slug(),
            host(site)
        );
        *picture = format!("cid:{id}");
        pictures.push((id, Chart::Ranking(report::chart::ranking(facts))));
    }
    DigestMail {
        subject: digest.title.clone(),
        id: format!("digest-{week}"),
        host: host(site),
        date: site.snapshot.now,
        text: text(site, week),
        page: page(site, week, digest),
        pictures,
    }
}

fn host(site: &InternalSite) -> String {
    let url = site
        .ledger
        .internal
        .url
        .as_ref()
        .unwrap_or(&site.ledger.status.site.url);
    url.host().to_owned()
}
