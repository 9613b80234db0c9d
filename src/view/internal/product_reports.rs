//! The reports of a product: those of its samples, and of the months and quarters that its weeks add up to.

use std::collections::BTreeSet;
use std::mem::discriminant;
use std::sync::Arc;

use super::report::{self, ReportNeighbors};
use super::{InternalSite, product};
use crate::base::period::Period;
use crate::base::time::Moment;
use crate::derive::product::ProductFacts;
use crate::derive::report::ReportFacts;
use crate::model::report::{Product, Tally};
use crate::model::route;
use crate::view::chart::Chart;
use crate::view::outline::{Outline, View};

/// What is known of a product at a moment.
pub(super) struct ProductReports<'a> {
    pub product: &'a Product,
    /// The samples that are known by now, oldest first.
    pub known: Vec<&'a Tally>,
    /// Their reports, in the same order.
    pub samples: Vec<ReportFacts<'a>>,
    /// The months and quarters that enough weeks add up to, in order of their first day, longer ones first.
    pub rollups: Vec<ReportFacts<'a>>,
    /// Many periods together; none before there is one.
    pub history: Option<Arc<ProductFacts<'a>>>,
}

impl<'a> ProductReports<'a> {
    /// Derives everything that is reported of a product.
    pub fn of(product: &'a Product, now: Moment) -> ProductReports<'a> {
        let known = known_samples(product, now);
        let longer: BTreeSet<Period> = known
            .iter()
            .filter_map(|tally| tally.period.month_and_quarter())
            .flatten()
            .collect();
        let rolled_up = |period: &Period| ReportFacts::rolled_up(product, &known, *period);
        ProductReports {
            product,
            samples: known
                .iter()
                .map(|tally| ReportFacts::of(product, tally))
                .collect(),
            rollups: longer.iter().filter_map(rolled_up).collect(),
            history: ProductFacts::of(product, &known).map(Arc::new),
            known,
        }
    }

    /// The newest report of a sample that is complete, or else the newest.
    pub fn latest(&self) -> Option<&ReportFacts<'a>> {
        self.samples
            .iter()
            .rev()
            .find(|facts| facts.basis.complete)
            .or(self.samples.last())
    }

    fn all(&self) -> impl Iterator<Item = &ReportFacts<'a>> {
        self.samples.iter().chain(&self.rollups)
    }

    /// One of all by its place among them.
    fn at(&self, place: usize) -> &ReportFacts<'a> {
        place
            .checked_sub(self.samples.len())
            .map_or_else(|| &self.samples[place], |place| &self.rollups[place])
    }

    /// Where a report leads to: its neighbours are of its own length.
    fn neighbors(&self, period: Period) -> ReportNeighbors {
        let alike = || {
            self.all()
                .map(|facts| facts.basis.period)
                .filter(|other| discriminant(other) == discriminant(&period))
        };
        let holds = |facts: &&ReportFacts| {
            facts
                .basis
                .tallies
                .iter()
                .any(|tally| tally.period == period)
        };
        ReportNeighbors {
            earlier: alike().filter(|other| *other < period).max(),
            later: alike().filter(|other| *other > period).min(),
            rollups: self
                .rollups
                .iter()
                .filter(holds)
                .map(|facts| facts.basis.period)
                .collect(),
        }
    }
}

/// The samples of periods that are over by now; of one that is still counted, if it has begun.
fn known_samples(product: &Product, now: Moment) -> Vec<&Tally> {
    let from = |tally: &Tally| {
        if tally.complete {
            tally.period.day_after()
        } else {
            tally.period.first()
        }
    };
    product
        .samples
        .values()
        .filter(|tally| from(tally).start_in(tally.zone) <= now)
        .collect()
}

/// The pages and files of a product.
pub(super) fn outline<'a>(
    outline: &mut Outline<'a>,
    site: &Arc<InternalSite<'a>>,
    reports: &Arc<ProductReports<'a>>,
) {
    let address = route::PRODUCT.address(&reports.product.id);
    let (all, of) = (Arc::clone(site), Arc::clone(reports));
    outline.add(&address, move || product::view(&all, &of));
    history_files(outline, &address, reports);
    for (at, facts) in reports.all().enumerate() {
        let address = route::REPORT.address_of(&[&reports.product.id, &facts.basis.period.slug()]);
        let (all, of) = (Arc::clone(site), Arc::clone(reports));
        outline.add(&address, move || {
            report::view(&all, of.at(at), &of.neighbors(of.at(at).basis.period))
        });
        let of = Arc::clone(reports);
        outline.add(&format!("{address}culprits.csv"), move || {
            View::Table(report::table::csv(of.at(at)))
        });
        let of = Arc::clone(reports);
        outline.add(&format!("{address}counts.csv"), move || {
            View::Table(report::table::counts_csv(of.at(at)))
        });
        if facts.charted {
            let of = Arc::clone(reports);
            let chart = move || Chart::Ranking(report::chart::ranking(of.at(at)));
            outline.add_chart(&format!("{address}ranking"), chart);
            // Programs that show pictures beside links must know where this site is.
            if site.ledger.internal.url.is_some() {
                let of = Arc::clone(reports);
                outline.add_card(&address, move || report::chart::card(of.at(at)));
            }
        }
    }
}

/// The charts and numbers of a product's page as files beside it.
fn history_files<'a>(outline: &mut Outline<'a>, address: &str, reports: &Arc<ProductReports<'a>>) {
    let Some(course) = &reports.history else {
        return;
    };
    let of = Arc::clone(course);
    outline.add(&format!("{address}culprits.csv"), move || {
        View::Table(product::csv(&of))
    });
    if course.has_several_periods() {
        let of = Arc::clone(course);
        outline.add_chart(&format!("{address}culprits"), move || {
            Chart::SmallMultiples(product::small_multiples(&of))
        });
    }
    if course.has_totals() {
        let of = Arc::clone(course);
        outline.add(&format!("{address}totals.csv"), move || {
            View::Table(product::totals_csv(&of))
        });
        let of = Arc::clone(course);
        outline.add_chart(&format!("{address}totals"), move || {
            Chart::Totals(product::totals(&of))
        });
    }
}
