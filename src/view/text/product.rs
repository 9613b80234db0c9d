//! The words about a product over many periods.

use super::list;
use crate::derive::product::{ProductFacts, SeriesUnit, SplitCulprit, TotalsControlChart};
use crate::derive::statistics::ChangeVerdict;
use crate::model::report::Product;

/// What a series is measured in.
#[must_use]
pub fn unit(product: &Product, unit: SeriesUnit) -> String {
    match (unit, &product.usage_unit) {
        (SeriesUnit::PerThousand, Some(usage)) => format!("tickets per 1,000 {}", usage.many),
        (SeriesUnit::PerThousand, None) => "tickets per 1,000 of usage".to_owned(),
        (SeriesUnit::Tickets, _) => "tickets".to_owned(),
        (SeriesUnit::Share, _) => "% of tickets".to_owned(),
    }
}

/// The same in a word for programs.
#[must_use]
pub fn unit_word(unit: SeriesUnit) -> &'static str {
    match unit {
        SeriesUnit::PerThousand => "tickets_per_1000",
        SeriesUnit::Tickets => "tickets",
        SeriesUnit::Share => "share",
    }
}

/// The range in which all tickets are usual.
#[must_use]
pub fn range(facts: &ProductFacts) -> String {
    let Some(process) = &facts.control_chart else {
        return String::new();
    };
    let Some(last) = process.chart.points.last() else {
        return String::new();
    };
    format!(
        "expected range {:.0}\u{2013}{:.0}, mean {:.0}",
        last.lower, last.upper, process.chart.centre
    )
}

/// The notes under the charts of a product.
#[must_use]
pub fn notes(facts: &ProductFacts) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(TotalsControlChart {
        baseline: (first, last),
        ..
    }) = facts.control_chart
        && let (Some((first, _)), Some((last, _))) =
            (facts.periods.get(first), facts.periods.get(last))
    {
        notes.push(format!(
            "Large dots: outside the range that {first} to {last} let expect (Laney, 3 sigma)."
        ));
    }
    if facts
        .periods
        .iter()
        .any(|(_, tally)| tally.is_some_and(|tally| !tally.complete))
    {
        notes.push("Hollow dots: so far, the period is not over.".to_owned());
    }
    let names: Vec<String> = facts
        .split_culprits
        .iter()
        .map(|whole| whole.culprit.name.clone())
        .collect();
    if !names.is_empty() {
        notes.push(format!(
            "Dashed line: a culprit was split. The thin grey line before it is {}, whose history cannot be divided.",
            list(&names)
        ));
    }
    if facts
        .actions
        .iter()
        .any(|action| action.changes_measurement())
    {
        notes.push(
            "Lines break where the way of counting changed; nothing is compared across.".to_owned(),
        );
    }
    notes
}

/// The name of a culprit that was split, with its end.
#[must_use]
pub fn split_culprit(whole: &SplitCulprit) -> String {
    format!("{} (split from {} on)", whole.culprit.name, whole.until)
}

/// The course of a culprit through the weeks.
#[must_use]
pub fn trend(slope: f64, verdict: ChangeVerdict) -> &'static str {
    match verdict {
        ChangeVerdict::Clear if slope > 0.0 => "rising",
        ChangeVerdict::Clear => "falling",
        ChangeVerdict::Unsure | ChangeVerdict::None => "no clear trend",
    }
}

/// The title of the chart of all tickets: the newest period, if it is not what was to be expected.
#[must_use]
pub fn totals_title(facts: &ProductFacts, unusual: &[String]) -> String {
    let newest = facts.periods.last().map(|(period, _)| period.to_string());
    match unusual.last() {
        Some(last) if newest.as_ref() == Some(last) => {
            format!(
                "{} tickets are outside their usual range",
                facts.product.name
            )
        }
        _ => format!("All {} tickets", facts.product.name),
    }
}

/// The chart of all tickets in words.
#[must_use]
pub fn totals_description(facts: &ProductFacts, unusual: &[String]) -> String {
    let range = match (&facts.control_chart, unusual) {
        (None, _) => "Too few weeks are known to say what is usual.".to_owned(),
        (Some(_), []) => "Every period is inside the usual range.".to_owned(),
        (Some(_), periods) => format!("Outside the usual range: {}.", list(periods)),
    };
    format!(
        "Line chart of all tickets of {} by period. {range} The numbers are in the table below.",
        facts.product.name
    )
}
