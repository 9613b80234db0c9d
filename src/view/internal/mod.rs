//! The internal site: support reports and incident metrics. It looks at the whole ledger.

pub mod dictionary;
pub mod digest;
mod hosting;
pub mod index;
pub mod metrics;
pub mod pager;
pub mod product;
pub mod report;
mod reports;
pub mod service;
pub mod week;

use std::sync::Arc;

use super::address;
use super::chart::Chart;
use super::frame::{self, About, Frame};
use super::language::Language;
use super::{Body, Outline, Page, View};
use crate::base::period::Period;
use crate::derive::in_parallel;
use crate::derive::snapshot::Snapshot;
use crate::derive::week::Courses;
use crate::model::Ledger;
use digest::mail::Letter;
use reports::Reports;

/// What every page of the internal site can look at.
pub(super) struct Internal<'a> {
    ledger: &'a Ledger,
    snapshot: Snapshot<'a>,
    /// For weeks.
    courses: Courses,
    /// By product.
    reports: Vec<Arc<Reports<'a>>>,
    /// Digests that were told.
    told: digest::Told,
}

impl<'a> Internal<'a> {
    fn new(ledger: &'a Ledger, snapshot: Snapshot<'a>) -> Internal<'a> {
        let products = &ledger.internal.products;
        let reports = in_parallel(products, |product| {
            Arc::new(Reports::of(product, snapshot.now))
        });
        Internal {
            ledger,
            courses: Courses::of(&snapshot),
            snapshot,
            reports,
            told: digest::Told::default(),
        }
    }

    fn page(&self, about: &About, body: Body) -> View {
        let frame = self.frame(about);
        let card = match &body {
            Body::Report(report) if report.chart.is_some() && frame.pictures => about.address,
            _ => None,
        };
        let card = card
            .zip(self.ledger.internal.url.as_ref())
            .map(|(at, url)| url.join(&address::card(at)));
        View::Page(Box::new(Page::of(Frame { card, ..frame }, body)))
    }

    fn frame(&self, about: &About) -> Frame {
        let site = &self.ledger.status.site;
        let internal = &self.ledger.internal;
        let mut menu = vec![
            ("Reports", ""),
            ("Incidents", "incidents/"),
            ("Digest", address::DIGEST),
        ];
        menu.extend((!internal.teams.is_empty()).then_some(("On call", address::ON_CALL)));
        menu.extend(
            internal
                .catalogue
                .as_ref()
                .map(|_| ("Services", address::SERVICES)),
        );
        let menu: Vec<_> = menu
            .into_iter()
            .map(|(label, address)| (label.to_owned(), address.to_owned()))
            .collect();
        let frame = frame::frame(
            site,
            (self.snapshot.now, Language::english()),
            about,
            &menu,
            true,
        );
        let Some(url) = &internal.url else {
            return frame;
        };
        Frame {
            feeds: digest::feeds(site, &frame.home),
            canonical: about.address.map(|at| url.join(at)),
            ..frame
        }
    }
}

/// The pages and files of the internal site.
#[must_use]
pub fn outline<'a>(ledger: &'a Ledger, snapshot: Snapshot<'a>) -> Outline<'a> {
    let site = Arc::new(Internal::new(ledger, snapshot));
    let mut outline = Outline::default();
    let all = Arc::clone(&site);
    outline.add("", move || index::products(&all));
    let all = Arc::clone(&site);
    outline.add("incidents/", move || metrics::view(&all));
    let all = Arc::clone(&site);
    outline.add(address::DICTIONARY, move || dictionary::view(&all));
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
    pager::outline(&mut outline, &site);
    service::outline(&mut outline, &site);
    for reports in &site.reports {
        reports::outline(&mut outline, &site, reports);
    }
    outline
}

/// The digest of a week as a mail; of the newest week where none is named. `None` where there is no digest of it.
#[must_use]
pub fn letter(ledger: &Ledger, snapshot: Snapshot, week: Option<Period>) -> Option<Letter> {
    let site = Internal::new(ledger, snapshot);
    let weeks = digest::weeks(&site);
    let week = week.map_or_else(
        || weeks.last().copied(),
        |week| weeks.contains(&week).then_some(week),
    )?;
    Some(digest::mail::letter(&site, week))
}
