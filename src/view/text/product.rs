//! The words about a product over many periods.

use super::list;
use crate::derive::product::{Process, ProductFacts, Unit, Whole};
use crate::derive::statistics::Verdict;
use crate::model::report::Product;

/// What a series is measured in.
#[must_use]
pub fn unit(product: &Product, unit: Unit) -> String {
    match (unit, &product.usage_unit) {
        (Unit::PerThousand, Some(usage)) => format!("tickets per 1,000 {}", usage.many),
        (Unit::PerThousand, None) => "tickets per 1,000 of usage".to_owned(),
        (Unit::Tickets, _) => "tickets".to_owned(),
        (Unit::Share, _) => "% of tickets".to_owned(),
    }
}

/// The same in a word for programs.
#[must_use]
pub fn unit_word(unit: Unit) -> &'static str {
    match unit {
        Unit::PerThousand => "tickets_per_1000",
        Unit::Tickets => "tickets",
        Unit::Share => "share",
    }
}

/// The range in which all tickets are usual.
#[must_use]
pub fn range(facts: &ProductFacts) -> String {
    let Some(process) = &facts.process else {
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
    if let Some(Process {
        baseline: (first, last),
        ..
    }) = facts.process
        && let (Some((first, _)), Some((last, _))) = (facts.slots.get(first), facts.slots.get(last))
    {
        notes.push(format!(
            "Large dots: outside the range that {first} to {last} let expect (Laney, 3 sigma)."
        ));
    }
    if facts
        .slots
        .iter()
        .any(|(_, tally)| tally.is_some_and(|tally| !tally.complete))
    {
        notes.push("Hollow dots: so far, the period is not over.".to_owned());
    }
    let names: Vec<String> = facts
        .wholes
        .iter()
        .map(|whole| whole.culprit.name.clone())
        .collect();
    if !names.is_empty() {
        notes.push(format!(
            "Dashed line: a culprit was split. The thin grey line before it is {}, whose history cannot be divided.",
            list(&names)
        ));
    }
    if facts.actions.iter().any(|action| action.is_recount()) {
        notes.push(
            "Lines break where the way of counting changed; nothing is compared across.".to_owned(),
        );
    }
    notes
}

/// The name of a culprit that was split, with its end.
#[must_use]
pub fn whole(whole: &Whole) -> String {
    format!("{} (split from {} on)", whole.culprit.name, whole.until)
}

/// The course of a culprit through the weeks.
#[must_use]
pub fn trend(slope: f64, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Clear if slope > 0.0 => "rising",
        Verdict::Clear => "falling",
        Verdict::Unsure | Verdict::None => "no clear trend",
    }
}

/// The title of the chart of all tickets: the newest period, if it is not what was to be expected.
#[must_use]
pub fn totals_title(facts: &ProductFacts, unusual: &[String]) -> String {
    let newest = facts.slots.last().map(|(period, _)| period.to_string());
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
pub fn totals_words(facts: &ProductFacts, unusual: &[String]) -> String {
    let range = match (&facts.process, unusual) {
        (None, _) => "Too few weeks are known to say what is usual.".to_owned(),
        (Some(_), []) => "Every period is inside the usual range.".to_owned(),
        (Some(_), periods) => format!("Outside the usual range: {}.", list(periods)),
    };
    format!(
        "Line chart of all tickets of {} by period. {range} The numbers are in the table below.",
        facts.product.name
    )
}
