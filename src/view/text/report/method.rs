//! The method of a report, and the texts of its chart.

use super::draw::priorities;
use super::{
    amount, changed_tickets, chart_texts, days, is_per_week, label, number, row_trend,
    window_periods,
};
use crate::derive::product::ProductFacts;
use crate::derive::report::{ChangeMeasure, Comparison, ReportFacts, ReportRow, RowSubject};
use crate::derive::statistics::{Agreement, ChangeVerdict};
use crate::view::text::message::message;
use crate::view::text::{counted_periods, previous_phrase, quoted_culprit};

/// How many tickets were read, and how they were drawn.
pub fn sample(facts: &ReportFacts) -> String {
    let basis = &facts.basis;
    let read = number(basis.read);
    if facts.sample.is_census() {
        return message!("sample-all", read);
    }
    if let [tally] = basis.tallies.as_slice()
        && let (Some(census), Some(population)) = (&tally.census, tally.population)
    {
        let is_complete = census.read == census.population;
        return message!(
            "sample-census",
            censusread = if is_complete {
                "all".to_owned()
            } else {
                number(census.read)
            },
            census = number(census.population),
            priorities = priorities(&census.priorities),
            read = number(tally.read.saturating_sub(census.read)),
            others = number(population.saturating_sub(census.population)),
        );
    }
    let drawn = match (basis.has_nonrandom_sample(), basis.is_rolled_up()) {
        (true, _) => "otherwise",
        (false, true) => "weekly",
        (false, false) => "random",
    };
    let population = basis.population.map_or("unknown".to_owned(), number);
    message!("sample-of", read, population, drawn)
}

/// The notes under a chart; the product's history up to the report's end has as many `periods`.
pub fn footer(facts: &ReportFacts, history: Option<&ProductFacts>, periods: &str) -> Vec<String> {
    let mut sentences = vec![sample(facts)];
    if let Some(comparison) = facts.leading_comparison()
        && comparison.tested > 0
    {
        if comparison.is_window {
            let (before, after) = window_periods(facts, comparison);
            sentences.push(message!("footer-window", before, after));
        }
        // Only of what is there to be seen.
        let changes = || {
            let rows = facts.rows.iter();
            rows.filter_map(|row| facts.leading_change(row))
        };
        let has = |verdict| changes().any(|change| change.verdict == verdict);
        if has(ChangeVerdict::Clear) {
            sentences.push(message!("footer-clear"));
        }
        if has(ChangeVerdict::Unsure) {
            sentences.push(message!("footer-perhaps", count = comparison.tested));
        }
        if has(ChangeVerdict::None) {
            sentences.push(message!("footer-blank"));
        }
        if !comparison.variation.allows_claims() {
            sentences.push(message!("footer-unknown"));
        } else if comparison.variation.is_assumed() {
            sentences.push(message!("footer-assumed"));
        }
    }
    let mut rows = facts.rows.iter();
    if rows.any(|row| row_trend(facts, history, row).is_some()) {
        sentences.push(message!("footer-trend", periods));
    }
    let source = message!(
        "report-source",
        product = &facts.product.name,
        count = if facts.basis.is_rolled_up() {
            2_usize
        } else {
            1
        },
        period = facts.basis.period.to_string(),
    );
    vec![sentences.join(" "), source]
}

/// The chart in words.
pub fn description(facts: &ReportFacts) -> String {
    let (product, when) = (&facts.product.name, days(&facts.basis));
    let mut sentences = vec![message!(
        "chart-report",
        count = facts.rows.len(),
        product,
        when
    )];
    let is_culprit = |row: &&ReportRow| matches!(row.subject, RowSubject::Culprit(_));
    if let Some(row) = facts.rows.iter().find(is_culprit) {
        let (estimate, range) = chart_texts(facts, row);
        sentences.push(message!(
            "chart-largest",
            label = match &row.subject {
                RowSubject::Culprit(culprit) => quoted_culprit(culprit),
                other => label(other),
            },
            estimate,
            unit = match &row.volume {
                Some(_) if is_per_week(facts) => "week",
                Some(volume) if volume.lower == volume.upper => "exact",
                Some(_) => "tickets",
                None => "share",
            },
            range = range.replace('\u{2013}', " to "),
        ));
    }
    let contenders = facts
        .leaders
        .as_ref()
        .map_or(0, |leaders| leaders.contenders.len());
    if contenders > 1 {
        let folded = facts.folded_contenders();
        sentences.push(message!("chart-contenders", count = contenders, folded));
    }
    if let Some((culprit, change, comparison)) = facts.headline_change() {
        let change = changed_tickets(facts, comparison, change);
        sentences.push(message!("chart-change", culprit = &culprit.name, change));
    }
    sentences.push(message!("chart-numbers"));
    sentences.join(" ")
}

/// The method in one paragraph, with the numbers of this sample.
pub fn method(facts: &ReportFacts) -> String {
    let basis = &facts.basis;
    let mut sentences = vec![sample(facts)];
    if basis.not_applicable > 0 {
        sentences.push(message!(
            "method-out-of-scope",
            count = basis.not_applicable,
            tickets = number(basis.not_applicable),
        ));
    }
    let draws = basis.tallies.iter().filter_map(|tally| tally.draw.as_ref());
    let broken_rows: u64 = draws.map(|draw| draw.broken_rows).sum();
    if broken_rows > 0 {
        sentences.push(message!(
            "method-broken-rows",
            count = broken_rows,
            rows = number(broken_rows),
        ));
    }
    sentences.push(message!("method-culprit"));
    if !facts.charted {
        return sentences.join(" ");
    }
    if facts.sample.is_census() {
        sentences.push(message!("method-census"));
    } else if basis.is_rolled_up() {
        let kind = if facts.machine.is_some() {
            "labels"
        } else {
            "read"
        };
        sentences.push(message!("method-weeks", kind));
    } else {
        if basis.tallies.iter().any(|tally| tally.census.is_some()) {
            sentences.push(message!("method-priorities"));
        }
        let kind = match basis.population {
            Some(_) if facts.machine.is_some() => "labels",
            Some(_) => "known",
            None => "unknown",
        };
        sentences.push(message!("method-intervals", population = kind));
    }
    if facts.machine.is_some() {
        sentences.push(message!("method-labels"));
    }
    if let Some(comparison) = facts.leading_comparison() {
        sentences.push(match comparison.measure {
            ChangeMeasure::Ratio if basis.is_rolled_up() => message!("method-ratio-weeks"),
            ChangeMeasure::Ratio => message!("method-ratio"),
            ChangeMeasure::Difference => message!("method-difference"),
        });
        if comparison.is_window {
            let (before, after) = window_periods(facts, comparison);
            let previous = previous_phrase(basis);
            sentences.push(message!("method-window", before, after, previous));
        }
        sentences.push(message!("method-clear"));
        sentences.push(dispersion(comparison));
    }
    if facts.leaders.is_some() && !facts.sample.is_census() {
        sentences.push(message!("method-leader"));
    }
    sentences.push(message!("method-rounding"));
    sentences.join(" ")
}

/// From what it is known how much counts vary by themselves, or that it is not.
fn dispersion(comparison: &Comparison) -> String {
    let variation = &comparison.variation;
    let state = match comparison.measure {
        _ if !variation.allows_claims() => "unknown",
        _ if variation.is_assumed() => "assumed",
        ChangeMeasure::Ratio => "measured",
        ChangeMeasure::Difference => "shares",
    };
    message!(
        "method-dispersion",
        state,
        periods = counted_periods(variation.last, variation.periods.len()),
        value = amount(variation.of_total()),
    )
}

/// How well two people agree who read some of the tickets both.
pub fn agreement(agreement: &Agreement) -> String {
    let kappa = agreement
        .kappa
        .map_or("none".to_owned(), |kappa| format!("{kappa:.2}"));
    let percent = format!("{:.0}", agreement.agreed * 100.0);
    message!("agreement", count = agreement.tickets, percent, kappa)
}
