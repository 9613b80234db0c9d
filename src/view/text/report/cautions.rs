//! What a reader must know before reading the numbers of a report.

use super::super::{count, date, list};
use super::number;
use crate::derive::report::{MissingReason, NoComparison, ReportBasis, ReportFacts};

/// Why there is no comparison.
#[must_use]
pub fn no_comparison(reason: NoComparison, facts: &ReportFacts) -> String {
    let before = facts.basis.previous;
    match reason {
        NoComparison::Missing if facts.basis.is_rolled_up() => {
            format!("Too few weeks of {before} were read to compare with.")
        }
        NoComparison::Missing => format!("There is no report of {before} to compare with."),
        NoComparison::Incomplete => {
            "Nothing is compared: one of the two periods is not over.".to_owned()
        }
        NoComparison::Preliminary => {
            "Nothing is compared: in one of the two periods fewer tickets were read than drawn."
                .to_owned()
        }
        NoComparison::TooFew => {
            "Nothing is compared: in one of the two periods too few tickets were read.".to_owned()
        }
        NoComparison::MeasuredDifferently => {
            "Nothing is compared: the way of counting changed between the two periods.".to_owned()
        }
        NoComparison::SampledDifferently => format!(
            "Nothing is compared: of this period and {before}, one was sampled as a whole and the other is the sum of its weeks."
        ),
    }
}

/// What a reader must know before reading the numbers.
#[must_use]
pub fn cautions(facts: &ReportFacts) -> Vec<String> {
    let basis = &facts.basis;
    let mut cautions = Vec::new();
    if !basis.complete {
        cautions.push("So far: the period is not over, so these counts will grow.".to_owned());
    }
    cautions.extend(weeks(basis));
    if facts.preliminary {
        let (read, drawn) = (number(basis.read), number(basis.sampled));
        cautions.push(format!(
            "Preliminary: {read} of the {drawn} tickets drawn have been read."
        ));
    }
    let passed_over = basis.skipped_tickets();
    if passed_over > 0 {
        let tickets = count(
            usize::try_from(passed_over).unwrap_or(usize::MAX),
            "ticket was",
            "tickets were",
        );
        cautions.push(format!(
            "{tickets} passed over while later ones were read: unless that was by chance, the shares are off."
        ));
    }
    if !basis.is_census_complete() {
        cautions.push(
            "Not all tickets that are to be read in full have been read, so nothing is estimated yet.".to_owned(),
        );
    } else if !facts.charted {
        cautions.push(
            "Too few tickets were read to chart shares; the counts stand in the table.".to_owned(),
        );
    }
    if basis.has_nonrandom_sample() {
        cautions.push(
            "The tickets were not drawn at random, so the intervals may be too narrow.".to_owned(),
        );
    }
    if basis.population.is_none() {
        cautions.push(
            "Nobody counted all tickets of the period, so shares are shown and not numbers."
                .to_owned(),
        );
    }
    if let Some(action) = basis.counting_change(facts.product) {
        cautions.push(format!(
            "The way of counting changed on {} ({}), so the days before and after it are not alike.",
            date(action.date),
            action.title
        ));
    }
    if facts.has_many_unclassified {
        cautions.push(
            "More than 15% of the tickets could not be classified: the order may hide behind them."
                .to_owned(),
        );
    }
    cautions
}

/// The weeks of a month or a quarter that are not in its numbers, by the reason.
fn weeks(basis: &ReportBasis) -> Option<String> {
    let of = |gap: MissingReason, why: &str| {
        let weeks = basis
            .missing_weeks
            .iter()
            .filter(|(_, one)| *one == gap)
            .map(|(week, _)| week.to_string());
        let weeks: Vec<String> = weeks.collect();
        (!weeks.is_empty()).then(|| format!(" {why}: {}.", list(&weeks)))
    };
    let gaps = [
        of(MissingReason::NotRead, "Not read"),
        of(
            MissingReason::UnknownPopulation,
            "Read, but how many tickets there were is not known",
        ),
        of(MissingReason::NotYetRead, "Not read yet"),
    ];
    if basis.missing_weeks.is_empty() {
        return None;
    }
    let known = count(
        basis.tallies.len() + basis.missing_weeks.len(),
        "week",
        "weeks",
    );
    let gaps: String = gaps.into_iter().flatten().collect();
    Some(format!(
        "{} of {known} are in these numbers.{gaps} Nothing is put in their place.",
        basis.tallies.len()
    ))
}
