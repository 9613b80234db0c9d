//! The digest of a week as a mail that can be sent.

use super::digest::mail;
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
    pub subject: String,
    /// Its permanent UUID.
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
    let (meta, mut page) = mail::html(&site, week);
    let pictures = std::mem::take(&mut page.pictures);
    Some(DigestMail {
        subject: page.digest.title.clone(),
        id: ledger.status.site.uuid(&format!("digest:{week}")),
        host: mail::host(&site).to_owned(),
        date: site.snapshot.now,
        text: mail::plain_text(&site, week),
        page: PageView::of(site.frame(&meta), PageBody::Mail(page)),
        pictures,
    })
}
