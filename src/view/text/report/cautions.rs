//! Cautions that a reader must know before reading the numbers of a report.

use super::number;
use crate::derive::report::{MissingReason, NoComparison, ReportBasis, ReportFacts};
use crate::view::text::message::message;
use crate::view::text::{counted_weeks, date, list, previous_phrase};

/// Why there is no comparison.
pub fn no_comparison(reason: NoComparison, facts: &ReportFacts) -> String {
    let basis = &facts.basis;
    let (reason, period, read, drawn) = match reason {
        NoComparison::Missing if basis.is_rolled_up() => ("too-few-weeks", basis.period, 0, 0),
        NoComparison::Missing => ("missing", basis.period, 0, 0),
        NoComparison::Incomplete(period) => ("incomplete", period, 0, 0),
        NoComparison::Preliminary {
            period,
            read,
            drawn,
        } => ("preliminary", period, read, drawn),
        NoComparison::TooFew { period, read } => ("too-few", period, read, 0),
        NoComparison::MeasuredDifferently => ("counting", basis.period, 0, 0),
        NoComparison::SampledDifferently => ("sampling", basis.period, 0, 0),
    };
    message!(
        "no-comparison",
        reason,
        before = previous_phrase(basis),
        period = period.to_string(),
        read = number(read),
        drawn = number(drawn)
    )
}

/// What a reader must know before reading the numbers.
pub fn cautions(facts: &ReportFacts) -> Vec<String> {
    let basis = &facts.basis;
    let mut cautions = Vec::new();
    if !basis.complete {
        cautions.push(message!("caution-not-over"));
    }
    cautions.extend(missing_weeks(basis));
    if facts.preliminary {
        let (read, drawn) = (number(basis.read), number(basis.sampled));
        let order = if basis.is_prefix_read() {
            "prefix"
        } else {
            "skipped"
        };
        cautions.push(message!("caution-preliminary", read, drawn, order));
    }
    if basis.skipped_tickets() > 0 {
        cautions.push(message!("caution-skipped", count = basis.skipped_tickets()));
    }
    if !basis.is_census_complete() {
        cautions.push(message!("caution-census"));
    } else if !facts.charted {
        cautions.push(message!("caution-too-few"));
    }
    if basis.has_nonrandom_sample() {
        cautions.push(message!("caution-not-random"));
    }
    if basis.population.is_none() {
        cautions.push(message!("caution-no-population"));
    }
    if let Some(action) = basis.counting_change(facts.product) {
        let date = date(action.date);
        cautions.push(message!(
            "caution-counting-changed",
            date,
            title = &action.title
        ));
    }
    if facts
        .comparison
        .as_ref()
        .is_ok_and(|one| one.machine_changed)
    {
        cautions.push(message!(
            "caution-machine-changed",
            before = basis.previous.to_string()
        ));
    }
    if facts.has_many_unclassified {
        cautions.push(message!("caution-unclassified"));
    }
    cautions
}

/// The weeks of a month or a quarter that are not in its numbers, by the reason.
fn missing_weeks(basis: &ReportBasis) -> Option<String> {
    if basis.missing_weeks.is_empty() {
        return None;
    }
    let mut sentences = Vec::new();
    for (why, reason) in [
        (MissingReason::NotRead, "not-read"),
        (MissingReason::UnknownPopulation, "population"),
        (MissingReason::NotYetRead, "later"),
    ] {
        let missing = basis.missing_weeks.iter().filter(|(_, one)| *one == why);
        let weeks: Vec<String> = missing.map(|(week, _)| week.to_string()).collect();
        if !weeks.is_empty() {
            sentences.push(message!("missing-weeks", reason, weeks = list(&weeks)));
        }
    }
    let there = basis.tallies.len();
    Some(message!(
        "caution-weeks",
        there,
        weeks = counted_weeks(there + basis.missing_weeks.len()),
        missing = sentences.join(" "),
    ))
}
