//! The internal site: support reports and incident metrics. It looks at the whole ledger.

pub mod dictionary;
pub mod digest;
mod hosting;
pub mod metrics;
pub mod on_call;
pub mod product;
mod product_reports;
pub mod products;
pub mod report;
pub mod service;
pub mod week;

use std::sync::Arc;

use super::chart::Chart;
use super::frame::{self, PageFrame, PageMeta};
use super::locale::Locale;
use super::outline::{Outline, View};
use super::page::{PageBody, PageView};
use crate::base::period::Period;
use crate::derive::in_parallel;
use crate::derive::snapshot::Snapshot;
use crate::derive::week::WeekIndex;
use crate::model::Ledger;
use crate::model::route;
use digest::mail::DigestMail;
use product_reports::ProductReports;

/// What every page of the internal site can look at.
pub(super) struct InternalSite<'a> {
    ledger: &'a Ledger,
    snapshot: Snapshot<'a>,
    /// For weeks.
    week_index: WeekIndex,
    /// By product.
    reports: Vec<Arc<ProductReports<'a>>>,
    /// Digests that were told.
    digest_cache: digest::DigestCache,
}

impl<'a> InternalSite<'a> {
    fn new(ledger: &'a Ledger, snapshot: Snapshot<'a>) -> InternalSite<'a> {
        let products = &ledger.internal.products;
        let reports = in_parallel(products, |product| {
            Arc::new(ProductReports::of(product, snapshot.now))
        });
        InternalSite {
            ledger,
            week_index: WeekIndex::of(&snapshot),
            snapshot,
            reports,
            digest_cache: digest::DigestCache::default(),
        }
    }

    fn page(&self, about: &PageMeta, body: PageBody) -> View {
        let frame = self.frame(about);
        let card = match &body {
            PageBody::Report(report) if report.chart.is_some() && frame.pictures => {
                about.address.as_deref()
            }
            _ => None,
        };
        let card = card
            .zip(self.ledger.internal.url.as_ref())
            .map(|(at, url)| url.join(&route::card(at)));
        View::Page(Box::new(PageView::of(PageFrame { card, ..frame }, body)))
    }

    fn frame(&self, about: &PageMeta) -> PageFrame {
        let site = &self.ledger.status.site;
        let internal = &self.ledger.internal;
        let mut menu = vec![
            ("Reports", ""),
            ("Incidents", route::METRICS.pattern),
            ("Digest", route::NEWEST_DIGEST.pattern),
        ];
        menu.extend((!internal.teams.is_empty()).then_some(("On call", route::ON_CALL.pattern)));
        menu.extend(
            internal
                .catalogue
                .as_ref()
                .map(|_| ("Services", route::SERVICES.pattern)),
        );
        let menu: Vec<_> = menu
            .into_iter()
            .map(|(label, address)| (label.to_owned(), address.to_owned()))
            .collect();
        let frame = frame::frame(
            site,
            (self.snapshot.now, Locale::english()),
            about,
            &menu,
            true,
        );
        let Some(url) = &internal.url else {
            return frame;
        };
        PageFrame {
            feeds: digest::feeds(site, &frame.home),
            canonical: about.address.as_deref().map(|at| url.join(at)),
            ..frame
        }
    }
}

/// The pages and files of the internal site.
#[must_use]
pub fn outline<'a>(ledger: &'a Ledger, snapshot: Snapshot<'a>) -> Outline<'a> {
    let site = Arc::new(InternalSite::new(ledger, snapshot));
    let mut outline = Outline::default();
    let all = Arc::clone(&site);
    outline.add("", move || products::view(&all));
    let all = Arc::clone(&site);
    outline.add(route::METRICS.pattern, move || metrics::view(&all));
    let all = Arc::clone(&site);
    outline.add(route::DICTIONARY.pattern, move || dictionary::view(&all));
    let all = Arc::clone(&site);
    outline.add("incidents/incidents.csv", move || {
        View::Table(metrics::csv(&all))
    });
    if !site.snapshot.incidents.is_empty() {
        let all = Arc::clone(&site);
        outline.add_chart("incidents/durations", move || {
            Chart::Durations(metrics::durations(&all))
        });
    }
    digest::add(&mut outline, &site);
    hosting::add(&mut outline);
    on_call::outline(&mut outline, &site);
    service::outline(&mut outline, &site);
    for reports in &site.reports {
        product_reports::outline(&mut outline, &site, reports);
    }
    outline
}

/// The digest of a week as a mail; of the newest week where none is named. `None` where there is no digest of it.
#[must_use]
pub fn digest_mail(
    ledger: &Ledger,
    snapshot: Snapshot,
    week: Option<Period>,
) -> Option<DigestMail> {
    let site = InternalSite::new(ledger, snapshot);
    let weeks = digest::weeks(&site);
    let week = week.map_or_else(
        || weeks.last().copied(),
        |week| weeks.contains(&week).then_some(week),
    )?;
    Some(digest::mail::digest_mail(&site, week))
}
