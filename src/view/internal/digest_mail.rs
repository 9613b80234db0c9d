//! The digest of a week as a mail that can be sent.

use super::digest::mail;
use super::digest::page::complete_reports_of;
use super::report;
use super::site::InternalSite;
use crate::base::period::Period;
use crate::base::time::Moment;
use crate::derive::snapshot::Snapshot;
use crate::model::Ledger;
use crate::view::chart::Chart;
use crate::view::page::{PageBody, PageView};

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

/// The digest of a week as a mail; of the newest week where none is named. `None` where there is no digest of it.
pub fn digest_mail(
    ledger: &Ledger,
    snapshot: Snapshot,
    week: Option<Period>,
) -> Option<DigestMail> {
    let site = InternalSite::new(ledger, snapshot);
    let weeks = site.digest_weeks();
    let week = week.or(weeks.last().copied())?;
    if !weeks.contains(&week) {
        return None;
    }
    let url = ledger.internal.url.as_ref();
    let host = url.unwrap_or(&ledger.status.site.url).host().to_owned();
    let (meta, mut page) = mail::html(&site, week);
    let charted = complete_reports_of(&site, week).filter(|facts| facts.charted);
    let mut pictures = Vec::new();
    for (finding, facts) in page
        .digest
        .findings
        .iter_mut()
        .filter(|one| one.picture.is_some())
        .zip(charted)
    {
        let id = format!("{}-{}@{host}", facts.product.id, facts.basis.period.slug());
        finding.picture = Some(format!("cid:{id}"));
        pictures.push((id, Chart::Ranking(report::chart::ranking(facts))));
    }
    Some(DigestMail {
        subject: page.digest.title.clone(),
        id: format!("digest-{week}"),
        host,
        date: site.snapshot.now,
        text: mail::plain_text(&site, week),
        page: PageView::of(site.frame(&meta), PageBody::Mail(page)),
        pictures,
    })
}
