//! What a sample of tickets says: who leads, how much, and what changed.

mod baseline;
mod basis;
mod comparison;
mod fold;
pub(super) mod stratum;

use std::collections::BTreeMap;

use super::statistics::{self, Agreement, Counts, Estimate, Sample, Signal, Verdict, Volume};
use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::model::report::{Action, Culprit, Product, Tally};
pub use baseline::Usual;
pub(super) use baseline::{dispersion, usual_weeks, weekly_counts};
pub use basis::{Basis, Gap};
pub use comparison::{Comparison, Measure, NoComparison, RowChange, TotalChange};
pub use stratum::{Counted, Seen, Which};

/// A share of unclear tickets above this may hide the true order.
const MOST_UNCLASSIFIED: f64 = 0.15;
/// An action counts as recent for this many days.
const RECENT_DAYS: i64 = 28;

/// A report of one period of a product.
#[derive(Clone, Debug)]
pub struct ReportFacts<'a> {
    /// The product.
    pub product: &'a Product,
    /// What was counted.
    pub basis: Basis<'a>,
    /// Tickets read, of how many.
    pub sample: Sample,
    /// Whether enough was read to chart shares.
    pub charted: bool,
    /// Read less than was drawn, so nothing is tested.
    pub preliminary: bool,
    /// Most common first, then what is left.
    pub rows: Vec<Row<'a>>,
    /// Who leads; `None` if nothing was classified, or if the period is not wholly counted or not wholly read: then nothing is tested.
    pub leaders: Option<Leaders<'a>>,
    /// Against the period before, or the reason why not.
    pub comparison: Result<Comparison<'a>, NoComparison>,
    /// All tickets of a week beside those of the weeks before it, where there are enough of those.
    pub usual: Option<Usual>,
    /// How well two people agree who read some of the tickets both.
    pub agreement: Option<Agreement>,
    /// Unclear tickets are so many that the order may hide behind them.
    pub unclear: bool,
    /// Actions of the product in the period and the four weeks before it.
    pub actions: Vec<&'a Action>,
}

/// What a row is about.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// One culprit.
    Culprit(&'a Culprit),
    /// So many culprits together.
    Other(usize),
    /// Tickets whose cause was unclear.
    Unclassified,
}

/// One row of a report.
#[derive(Clone, Debug)]
pub struct Row<'a> {
    /// What it is about.
    pub subject: Subject<'a>,
    /// Tickets read.
    pub count: u64,
    /// Share of the tickets in scope.
    pub share: Estimate,
    /// Estimated tickets; `None` if nobody knows how many there were.
    pub volume: Option<Volume>,
    /// Tickets for each thousand of usage.
    pub rate: Option<Estimate>,
    /// The same in the period before.
    pub previous: Option<Before>,
    /// What to conclude, where it was tested.
    pub change: Option<RowChange>,
    /// What everything above is computed from.
    pub seen: Vec<Seen>,
}

/// A row in the period before.
#[derive(Clone, Debug)]
pub struct Before {
    /// Tickets read.
    pub count: u64,
    /// Share of the tickets in scope.
    pub share: Estimate,
    /// Estimated tickets.
    pub volume: Option<Volume>,
    /// What everything above is computed from.
    pub seen: Vec<Seen>,
}

/// Who leads.
#[derive(Clone, Debug)]
pub struct Leaders<'a> {
    /// Whether the first is the most common, beyond reasonable doubt.
    pub verified: bool,
    /// The first and all that cannot be told apart from it.
    pub contenders: Vec<&'a Culprit>,
}

impl<'a> ReportFacts<'a> {
    /// Derives the report of a period that was sampled.
    #[must_use]
    pub fn of(product: &'a Product, tally: &'a Tally) -> ReportFacts<'a> {
        let samples: Vec<&Tally> = product.samples.values().collect();
        ReportFacts::derive(product, Basis::sample(product, tally), &samples)
    }

    /// Derives the report of a month or a quarter from the known weeks in it. `None` if it has a sample of its own, or if fewer than three
    /// of each four weeks can be added.
    #[must_use]
    pub fn rolled_up(
        product: &'a Product,
        known: &[&'a Tally],
        period: Period,
    ) -> Option<ReportFacts<'a>> {
        let basis = Basis::find(product, known, period).filter(Basis::is_rolled_up)?;
        Some(ReportFacts::derive(product, basis, known))
    }

    fn derive(product: &'a Product, basis: Basis<'a>, known: &[&'a Tally]) -> ReportFacts<'a> {
        let comparison = comparison::compare(product, &basis, known);
        let actions = recent_actions(product, &basis);
        let rows = rows(product, &basis, comparison.as_ref().ok(), &actions);
        let unclear = estimates(&basis, &Counted::Unclassified);
        let tested =
            basis.complete && !basis.is_preliminary() && basis.recounted(product).is_none();
        ReportFacts {
            product,
            sample: basis.together(),
            charted: basis.is_charted(),
            preliminary: basis.is_preliminary(),
            rows,
            leaders: leaders(product, &basis).filter(|_| tested),
            comparison,
            usual: baseline::usual(product, basis.period).filter(|_| basis.complete),
            agreement: agreement(&basis),
            unclear: unclear.is_some_and(|unclear| unclear.share.value > MOST_UNCLASSIFIED),
            actions,
            basis,
        }
    }

    /// Whether all tickets of the week are outside the range that is usual.
    #[must_use]
    pub fn is_unusual(&self) -> bool {
        self.usual
            .as_ref()
            .is_some_and(|usual| usual.point.signal == Some(Signal::Outside))
    }

    /// The change that a headline may speak of: the clear one with the smallest p-value.
    #[must_use]
    pub fn headline(&self) -> Option<(&'a Culprit, &RowChange)> {
        let clear = self
            .rows
            .iter()
            .filter_map(|row| match (row.subject, &row.change) {
                (Subject::Culprit(culprit), Some(change)) if change.verdict == Verdict::Clear => {
                    Some((culprit, change))
                }
                _ => None,
            });
        clear.min_by(|(_, a), (_, b)| a.p_value.total_cmp(&b.p_value))
    }
}

fn recent_actions<'a>(product: &'a Product, basis: &Basis) -> Vec<&'a Action> {
    let from = basis.period.first().plus_days(-RECENT_DAYS);
    let last = basis.period.last().max(basis.last().last());
    product
        .actions
        .iter()
        .filter(|action| from <= action.date && action.date <= last)
        .collect()
}

fn leaders<'a>(product: &'a Product, basis: &Basis) -> Option<Leaders<'a>> {
    let counts = |culprit: &Culprit| {
        basis
            .strata(&basis.counted(culprit))
            .iter()
            .map(|one| one.count)
            .collect()
    };
    let seen = product
        .culprits
        .iter()
        .filter(|culprit| basis.count(culprit) > 0);
    let seen: Vec<Counts> = seen
        .map(|culprit| (culprit.id.as_str(), counts(culprit)))
        .collect();
    let samples = basis.samples();
    let ranking = statistics::rank_strata(&seen, &samples)?;
    let find = |id: &&str| {
        product
            .culprits
            .iter()
            .find(|culprit| culprit.id.as_str() == *id)
    };
    Some(Leaders {
        verified: ranking.verified,
        contenders: ranking.contenders.iter().filter_map(find).collect(),
    })
}

/// What is estimated from counts of the tallies of a basis.
struct Estimates {
    share: Estimate,
    volume: Option<Volume>,
}

fn estimates(basis: &Basis, counted: &Counted) -> Option<Estimates> {
    let share = statistics::share_of_strata(&basis.strata_in_scope(counted)?)?;
    Some(Estimates {
        share,
        volume: statistics::volume_of_strata(&basis.strata(counted)),
    })
}

fn rows<'a>(
    product: &'a Product,
    basis: &Basis,
    comparison: Option<&Comparison<'a>>,
    actions: &[&Action],
) -> Vec<Row<'a>> {
    let changes = comparison.map(|comparison| &comparison.changes);
    let folded = fold::fold(product, basis, changes, actions);
    let previous = comparison.map(|comparison| &comparison.before);
    let mut rows: Vec<Row> = Vec::new();
    for culprit in &folded.shown {
        let before = previous.filter(|before| comparison::is_comparable(culprit, before, basis));
        let change = changes
            .and_then(|changes| changes.get(&culprit.id))
            .cloned();
        let row = row(
            product,
            Subject::Culprit(culprit),
            basis,
            before,
            &|basis| basis.counted(culprit),
        );
        rows.extend(row.map(|row| Row { change, ..row }));
    }
    if !folded.rest.is_empty() {
        let together =
            |basis: &Basis| Counted::all(folded.rest.iter().map(|one| basis.counted(one)));
        rows.extend(row(
            product,
            Subject::Other(folded.rest.len()),
            basis,
            previous,
            &together,
        ));
    }
    if basis.unclassified > 0 {
        rows.extend(row(
            product,
            Subject::Unclassified,
            basis,
            previous,
            &|_| Counted::Unclassified,
        ));
    }
    rows
}

fn row<'a>(
    product: &Product,
    subject: Subject<'a>,
    basis: &Basis,
    before: Option<&Basis>,
    counted: &dyn Fn(&Basis) -> Counted,
) -> Option<Row<'a>> {
    let here = counted(basis);
    let Estimates { share, volume } = estimates(basis, &here)?;
    let rate = basis
        .usage
        .and_then(|usage| statistics::rate_of_strata(&basis.strata(&here), usage));
    let previous = before.and_then(|before| {
        let there = counted(before);
        let Estimates { share, volume } = estimates(before, &there)?;
        Some(Before {
            count: before.total(&there),
            share,
            volume,
            seen: before.seen(product, &there),
        })
    });
    let seen = basis.seen(product, &here);
    Some(Row {
        subject,
        count: basis.total(&here),
        share,
        volume,
        rate,
        previous,
        change: None,
        seen,
    })
}

fn agreement(basis: &Basis) -> Option<Agreement> {
    let twice = basis.tallies.iter().flat_map(|tally| &tally.read_twice);
    let pairs: Vec<_> = twice
        .map(|one| (one.first.clone(), one.second.clone(), one.tickets))
        .collect();
    statistics::agreement(&pairs)
}

/// The changes of culprits that were tested.
type Changes = BTreeMap<CulpritId, RowChange>;
