//! The culprits of a sample by the effort that their tickets took.

use std::collections::BTreeMap;

use super::report::{ReportFacts, RowSubject};
use super::statistics::{self, EffortSum, Estimate, Sample};
use crate::model::report::Tally;

/// The ranking by effort; it can be another one than that by the number of tickets.
#[derive(Clone, Debug)]
pub struct EffortRanking<'a> {
    /// The most effort first, then what is left.
    pub rows: Vec<EffortRow<'a>>,
    /// All tickets in scope whose minutes are known.
    pub all: EffortSum,
    /// Of how many tickets in scope, where that is known.
    pub sample: Sample,
}

/// The effort of one row of a report.
#[derive(Clone, Copy, Debug)]
pub struct EffortRow<'a> {
    pub subject: RowSubject<'a>,
    pub sum: EffortSum,
    /// The share of the minutes of all tickets; `None` if it would be based on too few tickets.
    pub share: Option<Estimate>,
}

impl<'a> EffortRanking<'a> {
    /// `None` if no minutes were noted or too few, if weeks are added up, and where some priorities are read in full: then tickets weigh
    /// differently.
    pub fn of(facts: &ReportFacts<'a>) -> Option<EffortRanking<'a>> {
        let [tally] = facts.basis.tallies.as_slice() else {
            return None;
        };
        if tally.census.is_some() || facts.basis.is_rolled_up() {
            return None;
        }
        let minutes = tally.minutes.values().flatten();
        let unclassified = &tally.unclassified_minutes;
        let all = EffortSum::of(minutes.chain(unclassified).copied());
        // Tickets whose minutes nobody noted are as if they had not been read.
        let scope = facts
            .basis
            .overall_sample()
            .in_scope(tally.not_applicable)?;
        let sample = Sample {
            read: all.tickets,
            ..scope
        };
        let is_enough = all.tickets >= statistics::MIN_EFFORT_TICKETS || sample.is_census();
        if all.minutes == 0 || !is_enough {
            return None;
        }
        let mut rows: Vec<EffortRow> = sums(facts, tally)
            .into_iter()
            .map(|(subject, sum)| EffortRow {
                subject,
                sum,
                share: statistics::effort_share(sum, all, sample),
            })
            .collect();
        let is_rest = |row: &EffortRow| !matches!(row.subject, RowSubject::Culprit(_));
        rows.sort_by_key(|row| (is_rest(row), std::cmp::Reverse(row.sum.minutes)));
        Some(EffortRanking { rows, all, sample })
    }
}

/// The minutes of each row of the report: those of a culprit without a row of its own are in that of the others.
fn sums<'a>(facts: &ReportFacts<'a>, tally: &Tally) -> Vec<(RowSubject<'a>, EffortSum)> {
    let mut left: BTreeMap<_, EffortSum> = tally
        .minutes
        .iter()
        .map(|(id, minutes)| (id, EffortSum::of(minutes.iter().copied())))
        .collect();
    let mut sums: Vec<(RowSubject, EffortSum)> = Vec::new();
    for row in &facts.rows {
        let sum = match row.subject {
            RowSubject::Culprit(culprit) => left.remove(&culprit.id).unwrap_or_default(),
            RowSubject::Other(_) => EffortSum::default(),
            RowSubject::Unclassified => EffortSum::of(tally.unclassified_minutes.iter().copied()),
        };
        sums.push((row.subject, sum));
    }
    let folded = left
        .into_values()
        .fold(EffortSum::default(), EffortSum::plus);
    for (subject, sum) in &mut sums {
        if matches!(subject, RowSubject::Other(_)) {
            *sum = folded;
        }
    }
    sums.retain(|(_, sum)| sum.tickets > 0);
    sums
}
