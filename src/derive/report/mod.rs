//! What a sample of tickets says: who leads, how much, and what changed.

mod comparison;
pub(super) mod estimate;
mod fold;

use std::collections::BTreeMap;

use super::statistics::{self, Estimate, Sample, Verdict, Volume};
use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::model::report::{Action, Culprit, Product, Tally};
pub use comparison::{Comparison, Measure, NoComparison, RowChange, TotalChange};
pub(super) use comparison::{dispersion, weekly_counts};
use estimate::{Seen, sample};

/// With fewer tickets read than this, and more left unread, shares are not charted.
const FEWEST_CHARTED: u64 = 30;
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
    pub tally: &'a Tally,
    /// Tickets read, of how many.
    pub sample: Sample,
    /// Usage in the period.
    pub usage: Option<f64>,
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
}

/// A row in the period before.
#[derive(Clone, Copy, Debug)]
pub struct Before {
    /// Tickets read.
    pub count: u64,
    /// Share of the tickets in scope.
    pub share: Estimate,
    /// Estimated tickets.
    pub volume: Option<Volume>,
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
    /// Derives the report of a period.
    #[must_use]
    pub fn of(product: &'a Product, tally: &'a Tally) -> ReportFacts<'a> {
        let sample = sample(tally);
        let preliminary = tally.read < tally.sampled;
        let comparison = comparison::compare(product, tally);
        let actions = recent_actions(product, tally.period);
        let rows = rows(product, tally, comparison.as_ref().ok(), &actions);
        let eligible = tally.read - tally.not_applicable;
        ReportFacts {
            product,
            tally,
            sample,
            usage: product.usage.get(&tally.period).copied(),
            charted: is_charted(tally),
            preliminary,
            rows,
            leaders: leaders(product, tally, sample).filter(|_| tally.complete && !preliminary),
            comparison,
            unclear: real(tally.unclassified) > MOST_UNCLASSIFIED * real(eligible),
            actions,
        }
    }

    /// The change that a headline may speak of: the clear one with the smallest p-value.
    #[must_use]
    pub fn headline(&self) -> Option<(&'a Culprit, &RowChange)> {
        let clear = self.rows.iter().filter_map(|row| match (row.subject, &row.change) {
            (Subject::Culprit(culprit), Some(change)) if change.verdict == Verdict::Clear => Some((culprit, change)),
            _ => None,
        });
        clear.min_by(|(_, a), (_, b)| a.p_value.total_cmp(&b.p_value))
    }
}

/// Whether enough was read to chart shares: thirty tickets, or all there were.
#[must_use]
pub fn is_charted(tally: &Tally) -> bool {
    let in_full = tally.census.as_ref().is_none_or(estimate::is_whole);
    in_full && (tally.read >= FEWEST_CHARTED || sample(tally).is_census())
}

fn recent_actions(product: &Product, period: Period) -> Vec<&Action> {
    let from = period.first().plus_days(-RECENT_DAYS);
    product.actions.iter().filter(|action| from <= action.date && action.date <= period.last()).collect()
}

/// The test is of one random sample: where some priorities are read in full, it has no answer short of a census.
fn leaders<'a>(product: &'a Product, tally: &'a Tally, sample: Sample) -> Option<Leaders<'a>> {
    if tally.census.is_some() && !sample.is_census() {
        return None;
    }
    let seen: Vec<(&str, u64)> =
        tally.counts.iter().filter(|(_, count)| **count > 0).map(|(id, count)| (id.as_str(), *count)).collect();
    let ranking = statistics::rank(&seen, sample)?;
    let find = |id: &&str| product.culprits.iter().find(|culprit| culprit.id.as_str() == *id);
    Some(Leaders { verified: ranking.verified, contenders: ranking.contenders.iter().filter_map(find).collect() })
}

fn rows<'a>(
    product: &'a Product,
    tally: &'a Tally,
    comparison: Option<&Comparison<'a>>,
    actions: &[&Action],
) -> Vec<Row<'a>> {
    let changes = comparison.map(|comparison| &comparison.changes);
    let folded = fold::fold(product, tally, changes, actions);
    let previous = comparison.map(|comparison| comparison.tally);
    let mut rows: Vec<Row> = Vec::new();
    for culprit in &folded.shown {
        let before = previous.filter(|before| comparison::is_comparable(culprit, before, tally));
        let seen = |tally: &Tally| Seen::of(tally, [&culprit.id]);
        let before = before.map(|tally| (seen(tally), tally));
        let change = changes.and_then(|changes| changes.get(&culprit.id)).cloned();
        rows.extend(
            row(Subject::Culprit(culprit), seen(tally), tally, before, product).map(|row| Row { change, ..row }),
        );
    }
    if !folded.rest.is_empty() {
        let sum = |tally: &Tally| Seen::of(tally, folded.rest.iter().map(|culprit| &culprit.id));
        let before = previous.map(|tally| (sum(tally), tally));
        rows.extend(row(Subject::Other(folded.rest.len()), sum(tally), tally, before, product));
    }
    if tally.unclassified > 0 {
        let before = previous.map(|tally| (Seen::unclassified(tally), tally));
        rows.extend(row(Subject::Unclassified, Seen::unclassified(tally), tally, before, product));
    }
    rows
}

fn row<'a>(
    subject: Subject<'a>,
    seen: Seen,
    tally: &Tally,
    before: Option<(Seen, &Tally)>,
    product: &Product,
) -> Option<Row<'a>> {
    let share = estimate::share(seen, tally)?;
    let usage = product.usage.get(&tally.period);
    let rate = usage.and_then(|usage| estimate::rate(seen, tally, *usage));
    let previous = before.and_then(|(seen, tally)| {
        let share = estimate::share(seen, tally)?;
        Some(Before { count: seen.all, share, volume: estimate::volume(seen, tally) })
    });
    let volume = estimate::volume(seen, tally);
    Some(Row { subject, count: seen.all, share, volume, rate, previous, change: None })
}

/// The changes of culprits that were tested.
type Changes = BTreeMap<CulpritId, RowChange>;

#[allow(clippy::cast_precision_loss, reason = "counts of tickets are far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}
