//! The internal site: support reports and incident metrics. It looks at the whole ledger.

pub mod dictionary;
mod hosting;
pub mod index;
pub mod metrics;
pub mod product;
pub mod report;
mod reports;
pub mod week;

use std::sync::Arc;

use super::address;
use super::chart::Chart;
use super::frame::{self, About};
use super::language::Language;
use super::{Body, Outline, Page, View};
use crate::derive::snapshot::Snapshot;
use crate::model::{InternalLedger, Ledger};
use reports::Reports;

/// What every page of the internal site can look at.
pub(super) struct Internal<'a> {
    ledger: &'a Ledger,
    snapshot: Snapshot<'a>,
    /// By product.
    reports: Vec<Arc<Reports<'a>>>,
}

impl<'a> Internal<'a> {
    fn new(ledger: &'a Ledger, snapshot: Snapshot<'a>) -> Internal<'a> {
        let InternalLedger { products } = &ledger.internal;
        let reports = products.iter().map(|product| Arc::new(Reports::of(product, snapshot.now))).collect();
        Internal { ledger, snapshot, reports }
    }

    fn page(&self, about: &About, body: Body) -> View {
        let site = &self.ledger.status.site;
        let menu = [("Reports", ""), ("Incidents", "incidents/")];
        let menu = menu.map(|(label, address)| (label.to_owned(), address.to_owned()));
        View::Page(Box::new(Page {
            frame: frame::frame(site, (self.snapshot.now, Language::english()), about, &menu, true),
            body,
        }))
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
    outline.add("incidents/incidents.csv", move || View::Table(metrics::csv(&all)));
    if !site.snapshot.incidents.is_empty() {
        let all = Arc::clone(&site);
        outline.add_chart("incidents/durations", move || Chart::Durations(metrics::durations(&all)));
    }
    hosting::add(&mut outline);
    for reports in &site.reports {
        reports::outline(&mut outline, &site, reports);
    }
    outline
}
