//! The internal site: support reports and incident metrics. It looks at the whole ledger.

pub mod index;
pub mod metrics;
pub mod product;
pub mod report;

use std::sync::Arc;

use super::address;
use super::chart::Chart;
use super::frame::{self, About};
use super::language::Language;
use super::{Body, Outline, Page, View};
use crate::base::time::Moment;
use crate::derive::product::ProductFacts;
use crate::derive::report::{ReportFacts, is_charted};
use crate::derive::snapshot::Snapshot;
use crate::model::report::{Product, Tally};
use crate::model::{InternalLedger, Ledger};

/// What every page of the internal site can look at.
pub(super) struct Internal<'a> {
    ledger: &'a Ledger,
    snapshot: Snapshot<'a>,
}

impl<'a> Internal<'a> {
    /// Products with at least one report that is known by now, with those reports, oldest first.
    fn products(&self) -> impl Iterator<Item = (&'a Product, Vec<&'a Tally>)> + use<'a> {
        let InternalLedger { products } = &self.ledger.internal;
        let now = self.snapshot.now;
        products.iter().map(move |product| (product, known(product, now)))
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

/// The charts and numbers of a product as files beside its page.
fn files<'a>(outline: &mut Outline<'a>, address: &str, facts: &Arc<ProductFacts<'a>>) {
    let of = Arc::clone(facts);
    outline.add(&format!("{address}culprits.csv"), move || View::Table(product::csv(&of)));
    if facts.has_course() {
        let of = Arc::clone(facts);
        outline.add_chart(&format!("{address}culprits"), move || Chart::Multiples(product::multiples(&of)));
    }
    if facts.has_totals() {
        let of = Arc::clone(facts);
        outline.add_chart(&format!("{address}totals"), move || Chart::Totals(product::totals(&of)));
    }
}

/// The samples of periods that are over by now; of one that is still counted, if it has begun.
fn known(product: &Product, now: Moment) -> Vec<&Tally> {
    let from = |tally: &Tally| if tally.complete { tally.period.after() } else { tally.period.first() };
    product.samples.values().filter(|tally| from(tally).start_in(tally.zone) <= now).collect()
}

/// The pages and files of the internal site.
#[must_use]
pub fn outline<'a>(ledger: &'a Ledger, snapshot: Snapshot<'a>) -> Outline<'a> {
    let site = Arc::new(Internal { ledger, snapshot });
    let mut outline = Outline::default();
    let all = Arc::clone(&site);
    outline.add("", move || index::products(&all));
    let all = Arc::clone(&site);
    outline.add("incidents/", move || metrics::view(&all));
    if !site.snapshot.incidents.is_empty() {
        let all = Arc::clone(&site);
        outline.add_chart("incidents/durations", move || Chart::Durations(metrics::durations(&all)));
    }
    for (product, tallies) in site.products() {
        let (all, periods) = (Arc::clone(&site), tallies.clone());
        let address = address::product(product.id.as_str());
        let facts = ProductFacts::of(product, &tallies).map(Arc::new);
        if let Some(facts) = &facts {
            files(&mut outline, &address, facts);
        }
        outline.add(&address, move || product::view(&all, product, &periods, facts.as_deref()));
        for (at, tally) in tallies.iter().copied().enumerate() {
            let address = address::report(product.id.as_str(), &tally.period.slug());
            let neighbours = (at.checked_sub(1).map(|at| tallies[at]), tallies.get(at + 1).copied());
            let all = Arc::clone(&site);
            outline.add(&address, move || report::view(&all, &ReportFacts::of(product, tally), neighbours));
            outline.add(&format!("{address}culprits.csv"), move || {
                View::Table(report::table::csv(&ReportFacts::of(product, tally)))
            });
            if is_charted(tally) {
                outline.add_chart(&format!("{address}ranking"), move || {
                    Chart::Ranking(report::chart::ranking(&ReportFacts::of(product, tally)))
                });
            }
        }
    }
    outline
}
