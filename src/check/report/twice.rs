//! The rules of tickets that two people read.

use super::tally::UNCLASSIFIED;
use super::vocabulary::Vocabulary;
use crate::base::period::Period;
use crate::base::source::Spanned;
use crate::check::checker::Checker;
use crate::check::fault;
use crate::model::report::{ReadTwice, Reading};
use crate::parse::given::{Given, readable};
use crate::parse::report::ReadTwiceDoc;

/// The word for tickets that should not have been counted.
const NOT_APPLICABLE: &str = "not-applicable";

/// Checks what two people named; together no more tickets than were read.
pub(super) fn read_twice(
    given: Given<Vec<Given<ReadTwiceDoc>>>,
    read: u64,
    period: Option<Period>,
    words: &Vocabulary,
    c: &mut Checker,
) -> Vec<ReadTwice> {
    let Some(list) = given.optional() else {
        return Vec::new();
    };
    let place = list.span;
    let twice: Vec<ReadTwice> = readable(list.value)
        .into_iter()
        .filter_map(|doc| pair(doc, period, words, c))
        .collect();
    let sum = twice
        .iter()
        .fold(0_u64, |sum, one| sum.saturating_add(one.tickets));
    if sum > read {
        c.push(fault::out_of_range(
            place,
            "the sum of `tickets`",
            "at most the number of tickets read",
        ));
    }
    twice
}

fn pair(
    doc: Spanned<ReadTwiceDoc>,
    period: Option<Period>,
    words: &Vocabulary,
    c: &mut Checker,
) -> Option<ReadTwice> {
    let ReadTwiceDoc {
        first,
        second,
        tickets,
    } = doc.value;
    let first = c
        .required(first, "first", doc.span)
        .and_then(|text| reading(&text, period, words, c));
    let second = c
        .required(second, "second", doc.span)
        .and_then(|text| reading(&text, period, words, c));
    let tickets = c.required(tickets, "tickets", doc.span);
    Some(ReadTwice {
        first: first?,
        second: second?,
        tickets: tickets?.value,
    })
}

fn reading(
    text: &Spanned<String>,
    period: Option<Period>,
    words: &Vocabulary,
    c: &mut Checker,
) -> Option<Reading> {
    match text.value.as_str() {
        UNCLASSIFIED => Some(Reading::Unclassified),
        NOT_APPLICABLE => Some(Reading::NotApplicable),
        _ => words.find_in(text, period, c).map(Reading::Culprit),
    }
}
