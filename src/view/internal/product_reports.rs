//! The reports of a product: those of its samples, and of the months and quarters that its weeks add up to.

use std::collections::BTreeSet;
use std::mem::discriminant;
use std::sync::Arc;

use crate::base::period::Period;
use crate::base::time::Moment;
use crate::derive::action_effect::{ActionEffect, action_effects};
use crate::derive::look_back;
use crate::derive::product::ProductFacts;
use crate::derive::report::ReportFacts;
use crate::model::report::{Culprit, Product, Tally};

/// Where a report leads to.
#[derive(Clone, Debug)]
pub struct ReportNeighbors {
    /// The period before.
    pub earlier: Option<Period>,
    /// The period after.
    pub later: Option<Period>,
    /// The month and the quarter that a week is added to.
    pub rollups: Vec<Period>,
}

/// What is known of a product at a moment.
pub struct ProductReports<'a> {
    pub product: &'a Product,
    /// The samples that are known by now, oldest first.
    pub known: Vec<&'a Tally>,
    /// Their reports, in the same order.
    pub samples: Vec<ReportFacts<'a>>,
    /// The months and quarters that enough weeks add up to, in order of their first day, longer ones first.
    pub rollups: Vec<ReportFacts<'a>>,
    /// The pairs of periods that the product names, where both are known.
    pub pairs: Vec<ReportFacts<'a>>,
    /// Many periods together; none before there is one.
    pub history: Option<Arc<ProductFacts<'a>>>,
    /// The same over a year.
    pub year: Option<Arc<ProductFacts<'a>>>,
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
            pairs: product
                .comparisons
                .iter()
                .filter_map(|pair| ReportFacts::compared(product, &known, *pair))
                .collect(),
            history: ProductFacts::of(product, &known).map(Arc::new),
            year: ProductFacts::of_year(product, &known).map(Arc::new),
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

    /// What followed the actions of the time that is looked back on.
    pub fn effects(&self) -> Vec<(&'a Culprit, ActionEffect<'a>)> {
        let actions = self.history.as_ref().map(|history| &history.actions);
        actions.map_or(Vec::new(), |actions| {
            action_effects(self.product, &self.known, actions)
        })
    }

    /// Every report that has a page.
    pub fn all(&self) -> impl Iterator<Item = &ReportFacts<'a>> {
        self.of_periods().chain(&self.pairs)
    }

    fn of_periods(&self) -> impl Iterator<Item = &ReportFacts<'a>> {
        self.samples.iter().chain(&self.rollups)
    }

    /// One of all by its place among them.
    ///
    /// # Panics
    /// If there are not so many.
    pub fn at(&self, place: usize) -> &ReportFacts<'a> {
        let mut all = self.all();
        all.nth(place)
            .unwrap_or_else(|| panic!("no report {place}"))
    }

    /// Where a report leads to: its neighbours are of its own length.
    pub fn neighbors(&self, period: Period) -> ReportNeighbors {
        let alike = || {
            self.of_periods()
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
    let is_known =
        |tally: &&Tally| look_back::is_known(tally.period, tally.complete, tally.zone, now);
    product.samples.values().filter(is_known).collect()
}
