//! What a sample of tickets says: who leads, how much, and what changed.

mod baseline;
mod basis;
mod comparison;
mod machine;
mod row_selection;
pub(super) mod stratum;

use super::statistics::{
    self, Agreement, ChangeVerdict, CulpritCounts, Estimate, Sample, Signal, Volume,
};
use crate::base::period::Period;
use crate::base::time::Date;
use crate::model::report::{Culprit, Product, ProductAction, Tally};
pub use baseline::{UsualRange, Variation, VaryingMeasure};
pub(super) use baseline::{baseline_before, weekly_counts};
pub use basis::{MIN_CHARTED, MissingReason, ReportBasis, is_large_enough};
pub use comparison::{ChangeMeasure, Comparison, NoComparison, RowChange, TotalChange};
pub use machine::{MachineAccuracy, MachineFacts, machine_accuracy, machines};
pub use stratum::{StratumCounts, StratumKind, TicketSelector};

/// A share of unclear tickets above this may hide the true order.
const MAX_UNCLASSIFIED_SHARE: f64 = 0.15;
/// An action counts as recent for this many days: as long as the eight weeks that the main change compares.
const RECENT_DAYS: i64 = 56;

/// A report of one period of a product.
#[derive(Clone, Debug)]
pub struct ReportFacts<'a> {
    /// The product.
    pub product: &'a Product,
    /// What was counted.
    pub basis: ReportBasis<'a>,
    /// Tickets read, of how many.
    pub sample: Sample,
    /// Whether enough was read to chart shares.
    pub charted: bool,
    /// Read less than was drawn, so nothing is tested.
    pub preliminary: bool,
    /// Most common first, then what is left.
    pub rows: Vec<ReportRow<'a>>,
    /// Who leads; `None` if nothing was classified, or if the period is not wholly counted or not wholly read: then nothing is tested.
    pub leaders: Option<Leaders<'a>>,
    /// Against the period before, or the reason why not.
    pub comparison: Result<Comparison<'a>, NoComparison>,
    /// The last four periods against the four before, where they are known: it sees more, so it leads.
    pub window: Option<Comparison<'a>>,
    /// Whether a product or a person asked for these two periods.
    pub is_pair: bool,
    /// All tickets of a week beside those of the weeks before it, where there are enough of those.
    pub usual_range: Option<UsualRange>,
    /// How well two people agree who read some of the tickets both.
    pub agreement: Option<Agreement>,
    /// Unclear tickets are so many that the order may hide behind them.
    pub has_many_unclassified: bool,
    /// What a machine said, where one labeled the tickets.
    pub machine: Option<MachineFacts>,
    /// Actions of the product in the period and the eight weeks before it.
    pub actions: Vec<&'a ProductAction>,
}

/// What a row is about.
#[derive(Clone, Copy, Debug)]
pub enum RowSubject<'a> {
    /// One culprit.
    Culprit(&'a Culprit),
    /// So many culprits together.
    Other(usize),
    /// Tickets whose cause was unclear.
    Unclassified,
}

impl<'a> RowSubject<'a> {
    /// The culprit, if it is about one.
    pub fn culprit(&self) -> Option<&'a Culprit> {
        match self {
            RowSubject::Culprit(culprit) => Some(culprit),
            RowSubject::Other(_) | RowSubject::Unclassified => None,
        }
    }
}

/// One row of a report.
#[derive(Clone, Debug)]
pub struct ReportRow<'a> {
    /// What it is about.
    pub subject: RowSubject<'a>,
    /// Tickets read.
    pub count: u64,
    /// Share of the tickets in scope.
    pub share: Estimate,
    /// Estimated tickets; `None` if nobody knows how many there were.
    pub volume: Option<Volume>,
    /// Tickets for each thousand of usage.
    pub rate: Option<Estimate>,
    /// The same in the period before.
    pub previous: Option<RowFigures>,
    /// What to conclude, where it was tested.
    pub change: Option<RowChange>,
    /// The same of the last four periods against the four before.
    pub window_change: Option<RowChange>,
    /// What everything above is computed from.
    pub strata: Vec<StratumCounts>,
}

/// What is counted and estimated of a row in one period.
#[derive(Clone, Debug)]
pub struct RowFigures {
    /// Tickets read.
    pub count: u64,
    /// Share of the tickets in scope.
    pub share: Estimate,
    /// Estimated tickets.
    pub volume: Option<Volume>,
    /// What everything above is computed from.
    pub strata: Vec<StratumCounts>,
}

/// Who leads.
#[derive(Clone, Debug)]
pub struct Leaders<'a> {
    /// Whether the first is the most common, beyond reasonable doubt.
    pub verified: bool,
    /// The first and all that cannot be told apart from it.
    pub contenders: Vec<&'a Culprit>,
    /// The p-value of each in the test of the leader; none in a census.
    pub p_values: Vec<(&'a Culprit, f64)>,
}

impl<'a> ReportFacts<'a> {
    /// Derives the report of a period that was sampled.
    pub fn of(product: &'a Product, tally: &'a Tally) -> ReportFacts<'a> {
        let samples: Vec<&Tally> = product.samples.values().collect();
        let basis = ReportBasis::from_sample(product, tally);
        let window = comparison::compare_windows(product, &basis, &samples);
        ReportFacts::derive(product, basis, &samples, window)
    }

    /// Derives the report of a month or a quarter from the known weeks in it. `None` if it has a sample of its own, or if fewer than three
    /// of each four weeks can be added.
    pub fn rolled_up(
        product: &'a Product,
        known: &[&'a Tally],
        period: Period,
    ) -> Option<ReportFacts<'a>> {
        let basis = ReportBasis::find(product, known, period).filter(ReportBasis::is_rolled_up)?;
        Some(ReportFacts::derive(product, basis, known, None))
    }

    /// Derives the report of a period beside any earlier one. `None` if one of them is neither sampled nor the sum of enough weeks.
    pub fn compared(
        product: &'a Product,
        known: &[&'a Tally],
        (before, after): (Period, Period),
    ) -> Option<ReportFacts<'a>> {
        ReportBasis::find(product, known, before)?;
        let mut basis = ReportBasis::find(product, known, after)?;
        basis.previous = before;
        Some(ReportFacts {
            is_pair: true,
            ..ReportFacts::derive(product, basis, known, None)
        })
    }

    /// Whether there is a report of a period: it was sampled, or enough of its weeks were.
    pub fn is_known(product: &Product, known: &[&Tally], period: Period) -> bool {
        ReportBasis::find(product, known, period).is_some()
    }

    /// The name of the report in its address.
    pub fn slug(&self) -> String {
        let (before, after) = (self.basis.previous.slug(), self.basis.period.slug());
        if self.is_pair {
            format!("{before}-to-{after}")
        } else {
            after
        }
    }

    fn derive(
        product: &'a Product,
        basis: ReportBasis<'a>,
        known: &[&'a Tally],
        window: Option<Comparison<'a>>,
    ) -> ReportFacts<'a> {
        let mut comparison = comparison::compare(product, &basis, known);
        if let (Ok(beside), Some(_)) = (&mut comparison, &window) {
            beside.drop_possible_changes();
        }
        let actions = recent_actions(product, &basis);
        let compared = (comparison.as_ref().ok(), window.as_ref());
        let rows = rows(product, &basis, compared, &actions);
        let unclear = basis
            .strata_in_scope(&TicketSelector::Unclassified)
            .and_then(|strata| statistics::share_of_strata(&strata));
        let tested =
            basis.complete && !basis.is_preliminary() && basis.counting_change(product).is_none();
        ReportFacts {
            product,
            sample: basis.overall_sample(),
            charted: basis.is_charted(),
            preliminary: basis.is_preliminary(),
            rows,
            leaders: leaders(product, &basis).filter(|_| tested),
            comparison,
            window,
            is_pair: false,
            usual_range: baseline::usual_range(product, basis.period).filter(|_| basis.complete),
            agreement: agreement(&basis),
            has_many_unclassified: unclear
                .is_some_and(|unclear| unclear.value > MAX_UNCLASSIFIED_SHARE),
            // Labels alone are no report.
            machine: machine::machine_facts(product, &basis).filter(|_| basis.is_charted()),
            actions,
            basis,
        }
    }

    /// Whether all tickets of the week are outside the range that is usual.
    pub fn is_outside_usual_range(&self) -> bool {
        self.usual_range
            .as_ref()
            .is_some_and(|usual| usual.point.signal == Some(Signal::Outside))
    }

    /// Whether a culprit or all tickets clearly changed.
    pub fn has_clear_change(&self) -> bool {
        self.headline_change().is_some() || self.clear_change_of_total().is_some()
    }

    /// The clear change of all tickets, with its comparison: of the one that leads if it has one.
    pub fn clear_change_of_total(&self) -> Option<(&Comparison<'a>, &TotalChange)> {
        let totals = self.comparisons();
        let mut totals = totals.filter_map(|one| Some((one, one.total.as_ref()?)));
        totals.find(|(_, total)| total.verdict == ChangeVerdict::Clear)
    }

    /// The day from which actions count as recent.
    pub fn actions_since(&self) -> Date {
        actions_since(&self.basis)
    }

    /// How many of those that may lead have no row of their own.
    pub fn folded_contenders(&self) -> usize {
        let has_row = |culprit: &&&Culprit| {
            let mut rows = self.rows.iter();
            rows.any(|row| matches!(row.subject, RowSubject::Culprit(one) if one.id == culprit.id))
        };
        let contenders = self.leaders.iter().flat_map(|leaders| &leaders.contenders);
        contenders.filter(|one| !has_row(one)).count()
    }

    /// The comparison that leads: of four periods where they are known, else with the period before.
    pub fn leading_comparison(&self) -> Option<&Comparison<'a>> {
        self.window.as_ref().or(self.comparison.as_ref().ok())
    }

    /// The comparisons, the one that leads first.
    pub fn comparisons(&self) -> impl Iterator<Item = &Comparison<'a>> {
        self.window.iter().chain(self.comparison.as_ref().ok())
    }

    /// The row of a culprit, if it has one of its own.
    pub fn row_of(&self, culprit: &Culprit) -> Option<&ReportRow<'a>> {
        let mut rows = self.rows.iter();
        rows.find(|row| {
            row.subject
                .culprit()
                .is_some_and(|one| one.id == culprit.id)
        })
    }

    /// The change of a row in the comparison that leads.
    pub fn leading_change<'r>(&self, row: &'r ReportRow) -> Option<&'r RowChange> {
        if self.window.is_some() {
            row.window_change.as_ref()
        } else {
            row.change.as_ref()
        }
    }

    /// The change that a headline may speak of, with its comparison: the clear one with the smallest p-value, of the comparison that leads if
    /// it has any.
    pub fn headline_change(&self) -> Option<(&'a Culprit, &RowChange, &Comparison<'a>)> {
        self.comparisons().find_map(|comparison| {
            let culprits = self.rows.iter().filter_map(|row| row.subject.culprit());
            let clear = culprits.filter_map(|culprit| {
                let change = comparison.changes.get(&culprit.id)?;
                (change.verdict == ChangeVerdict::Clear).then_some((culprit, change, comparison))
            });
            clear.min_by(|(_, a, _), (_, b, _)| a.p_value.total_cmp(&b.p_value))
        })
    }
}

fn actions_since(basis: &ReportBasis) -> Date {
    basis.period.first().plus_days(-RECENT_DAYS)
}

fn recent_actions<'a>(product: &'a Product, basis: &ReportBasis) -> Vec<&'a ProductAction> {
    let from = actions_since(basis);
    let last = basis.period.last().max(basis.last_period().last());
    product
        .actions
        .iter()
        .filter(|action| from <= action.date && action.date <= last)
        .collect()
}

fn leaders<'a>(product: &'a Product, basis: &ReportBasis) -> Option<Leaders<'a>> {
    let counts = |culprit: &Culprit| {
        basis
            .strata(&basis.selector(culprit))
            .iter()
            .map(|one| one.count)
            .collect()
    };
    let seen = product
        .culprits
        .iter()
        .filter(|culprit| basis.count(culprit) > 0);
    let seen: Vec<CulpritCounts> = seen
        .map(|culprit| (culprit.id.as_str(), counts(culprit)))
        .collect();
    let samples = basis.samples();
    let ranking = statistics::rank(&seen, &samples)?;
    let find = |id: &&str| {
        product
            .culprits
            .iter()
            .find(|culprit| culprit.id.as_str() == *id)
    };
    Some(Leaders {
        verified: ranking.verified,
        contenders: ranking.contenders.iter().filter_map(find).collect(),
        p_values: ranking
            .order
            .iter()
            .filter_map(find)
            .zip(ranking.p_values)
            .collect(),
    })
}

impl RowFigures {
    fn of(basis: &ReportBasis, counted: &TicketSelector) -> Option<RowFigures> {
        Some(RowFigures {
            count: basis.count_matching(counted),
            share: statistics::share_of_strata(&basis.strata_in_scope(counted)?)?,
            volume: statistics::volume_of_strata(&basis.strata(counted)),
            strata: basis.stratum_counts(counted),
        })
    }
}

fn rows<'a>(
    product: &'a Product,
    basis: &ReportBasis,
    (comparison, window): (Option<&Comparison<'a>>, Option<&Comparison<'a>>),
    actions: &[&ProductAction],
) -> Vec<ReportRow<'a>> {
    let change = |compared: Option<&Comparison>, culprit: &Culprit| {
        compared?.changes.get(&culprit.id).cloned()
    };
    let is_said = |culprit: &Culprit| {
        let changes = [change(comparison, culprit), change(window, culprit)];
        let mut changes = changes.into_iter().flatten();
        changes.any(|change| change.verdict != ChangeVerdict::None)
    };
    let folded = row_selection::select_rows(product, basis, &is_said, actions);
    let previous = comparison.map(|comparison| &comparison.before);
    let mut rows: Vec<ReportRow> = Vec::new();
    for culprit in &folded.shown {
        let before = previous.filter(|before| comparison::is_comparable(culprit, before, basis));
        let subject = RowSubject::Culprit(culprit);
        let row = row(subject, basis, before, &|basis| basis.selector(culprit));
        rows.extend(row.map(|row| ReportRow {
            change: change(comparison, culprit),
            window_change: change(window, culprit),
            ..row
        }));
    }
    if !folded.folded.is_empty() {
        let together = |basis: &ReportBasis| {
            TicketSelector::union(folded.folded.iter().map(|one| basis.selector(one)))
        };
        let subject = RowSubject::Other(folded.folded.len());
        rows.extend(row(subject, basis, previous, &together));
    }
    if basis.unclassified > 0 {
        let unclassified = |_: &ReportBasis| TicketSelector::Unclassified;
        let subject = RowSubject::Unclassified;
        rows.extend(row(subject, basis, previous, &unclassified));
    }
    rows
}

fn row<'a>(
    subject: RowSubject<'a>,
    basis: &ReportBasis,
    before: Option<&ReportBasis>,
    counted: &dyn Fn(&ReportBasis) -> TicketSelector,
) -> Option<ReportRow<'a>> {
    let figures = |basis: &ReportBasis| RowFigures::of(basis, &counted(basis));
    let RowFigures {
        count,
        share,
        volume,
        strata,
    } = figures(basis)?;
    Some(ReportRow {
        subject,
        count,
        share,
        volume,
        rate: basis
            .usage
            .and_then(|usage| statistics::rate_of_strata(&basis.strata(&counted(basis)), usage)),
        previous: before.and_then(figures),
        change: None,
        window_change: None,
        strata,
    })
}

fn agreement(basis: &ReportBasis) -> Option<Agreement> {
    let twice = basis.tallies.iter().flat_map(|tally| &tally.double_codings);
    let pairs: Vec<_> = twice
        .map(|one| (one.first.clone(), one.second.clone(), one.tickets))
        .collect();
    statistics::agreement(&pairs)
}
