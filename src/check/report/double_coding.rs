//! The rules of tickets that two people read.

use super::vocabulary::{CulpritVocabulary, NOT_APPLICABLE, UNCLASSIFIED};
use crate::base::period::Period;
use crate::base::source::Spanned;
use crate::check::checker::Checker;
use crate::check::rules::value::out_of_range;
use crate::format::field::{Field, valid_items};
use crate::format::report::ReadTwiceDoc;
use crate::model::report::{Classification, DoubleCoding};

/// Checks what two people named, beside what rows say themselves (`own`); together no more tickets than were read.
pub(super) fn check_double_coding(
    field: Field<Vec<Field<ReadTwiceDoc>>>,
    own: Vec<DoubleCoding>,
    read: u64,
    (period, vocabulary): (Option<Period>, &CulpritVocabulary),
    c: &mut Checker,
) -> Vec<DoubleCoding> {
    let mut twice = own;
    let Some(list) = field.optional() else {
        return twice;
    };
    let place = list.span;
    let listed = valid_items(list.value).into_iter();
    twice.extend(listed.filter_map(|doc| parse_pair(doc, period, vocabulary, c)));
    let sum = twice
        .iter()
        .fold(0_u64, |sum, one| sum.saturating_add(one.tickets));
    if sum > read {
        c.push(out_of_range(
            place,
            &format!("the `tickets` add up to {sum}"),
            &format!("at most {read}, the number of tickets read"),
        ));
    }
    twice
}

fn parse_pair(
    doc: Spanned<ReadTwiceDoc>,
    period: Option<Period>,
    vocabulary: &CulpritVocabulary,
    c: &mut Checker,
) -> Option<DoubleCoding> {
    let ReadTwiceDoc {
        first,
        second,
        tickets,
    } = doc.value;
    let first = c
        .required_scalar(first, "first", doc.span)
        .and_then(|text| parse_classification(&text, period, vocabulary, c));
    let second = c
        .required_scalar(second, "second", doc.span)
        .and_then(|text| parse_classification(&text, period, vocabulary, c));
    let tickets = c.required(tickets, "tickets", doc.span);
    Some(DoubleCoding {
        first: first?,
        second: second?,
        tickets: tickets?.value,
    })
}

pub(super) fn parse_classification(
    text: &Spanned<String>,
    period: Option<Period>,
    vocabulary: &CulpritVocabulary,
    c: &mut Checker,
) -> Option<Classification> {
    match text.value.as_str() {
        UNCLASSIFIED => Some(Classification::Unclassified),
        NOT_APPLICABLE => Some(Classification::NotApplicable),
        _ => vocabulary
            .find_in_period(text, period, c)
            .map(Classification::Culprit),
    }
}
