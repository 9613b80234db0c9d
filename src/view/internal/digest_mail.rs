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

/// A week without a digest, and the first and the newest week that have one.
#[derive(Clone, Copy, Debug)]
pub struct MissingDigest {
    pub week: Period,
    pub first: Period,
    pub newest: Period,
}

/// The digest of a week as a mail; of the newest week where none is named.
pub fn digest_mail(
    ledger: &Ledger,
    snapshot: Snapshot,
    week: Option<Period>,
) -> Result<DigestMail, MissingDigest> {
    let site = InternalSite::new(ledger, snapshot);
    let weeks = site.digest_weeks();
    let (first, newest) = (weeks[0], weeks[weeks.len() - 1]);
    let week = week.unwrap_or(newest);
    if !weeks.contains(&week) {
        return Err(MissingDigest {
            week,
            first,
            newest,
        });
    }
    let (meta, mut page) = mail::html(&site, week);
    let pictures = std::mem::take(&mut page.pictures);
    Ok(DigestMail {
        subject: page.digest.title.clone(),
        id: ledger.status.site.uuid(&format!("digest:{week}")),
        host: mail::host(&site).to_owned(),
        date: site.snapshot.now,
        text: mail::plain_text(&site, week),
        page: PageView::of(site.frame(&meta), PageBody::Mail(page)),
        pictures,
    })
}
