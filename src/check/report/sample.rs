//! What the two files of a sample have in common: a tally has counts, a worksheet has the tickets themselves.

use std::collections::BTreeMap;

use super::vocabulary::CulpritVocabulary;
use crate::base::period::Period;
use crate::base::source::{Span, Spanned};
use crate::base::time::Zone;
use crate::base::vocabulary::Vocabulary as _;
use crate::check::checker::Checker;
use crate::check::rules::report::path_mismatch;
use crate::check::rules::value::{duplicate_item, out_of_range};
use crate::format::field::{Field, Required};
use crate::format::leaf::{self, PriorityWord};
use crate::model::report::Priority;

/// Largest number of tickets that a period can have: more than any product has, and sums of it never overflow.
const MAX_TICKETS: u64 = 1_000_000_000;

/// What a sample is read against.
pub(super) struct SampleContext<'a> {
    /// The folder's name, which is the product's id.
    pub folder: &'a str,
    /// The zone of periods whose file says none.
    pub zone: Option<Zone>,
    pub vocabulary: &'a CulpritVocabulary,
}

/// The product, which the folder's name repeats.
pub(super) fn check_product_name(
    product: Required<String>,
    folder: &str,
    here: Span,
    c: &mut Checker,
) {
    if let Some(text) = c
        .required_scalar(product, "product", here)
        .filter(|text| text.value != folder)
    {
        c.push(path_mismatch(&text, "product", folder));
    }
}

/// The period to compare with, which is over when this one begins.
pub(super) fn previous_period(
    field: Field<leaf::Period>,
    period: Option<Period>,
    c: &mut Checker,
) -> Option<Period> {
    let text = field.text().optional()?;
    let previous = c.period(&text)?;
    if period.is_some_and(|period| previous.day_after() > period.first()) {
        c.push(out_of_range(
            text.span,
            &format!("the period {previous} ends too late"),
            "a period that ends before this one begins",
        ));
    }
    Some(previous)
}

/// Tickets of a sample: those that were drawn, or where reading stopped early those that it `reached`. A list in random order that is read
/// from the top is a sample wherever reading stops.
pub(super) fn sampled_tickets(drawn: u64, stopped: Field<bool>, reached: u64) -> u64 {
    match stopped.optional() {
        Some(stopped) if stopped.value => drawn.min(reached),
        _ => drawn,
    }
}

pub(super) fn check_range(count: &Spanned<u64>, c: &mut Checker) -> bool {
    let good = count.value <= MAX_TICKETS;
    if !good {
        c.push(out_of_range(
            count.span,
            "the number of tickets is out of range",
            "at most 1,000,000,000",
        ));
    }
    good
}

/// Priorities, each named once.
pub(super) fn parse_priorities(
    field: Field<Vec<Field<PriorityWord>>>,
    c: &mut Checker,
) -> Vec<Priority> {
    let mut places: BTreeMap<Priority, Span> = BTreeMap::new();
    for text in field.texts() {
        let Some(priority) = c.word::<Priority>(&text) else {
            continue;
        };
        if let Some(first) = places.insert(priority, text.span) {
            c.push(duplicate_item(&text, "priority", priority.word(), first));
        }
    }
    places.into_keys().collect()
}

/// A week has so many minutes; more is a mistake.
const MAX_MINUTES: u64 = 7 * 24 * 60;

/// Minutes of effort of one ticket, if they are possible.
pub(super) fn parse_minutes(minutes: &Spanned<u64>, c: &mut Checker) -> Option<u64> {
    if minutes.value > MAX_MINUTES {
        let problem = format!("{} minutes of one ticket", minutes.value);
        let expected = format!("from 0 to {MAX_MINUTES}, the minutes of a week");
        c.push(out_of_range(minutes.span, &problem, &expected));
        return None;
    }
    Some(minutes.value)
}
