//! The rules of a tally: counts that add up.

use std::collections::BTreeMap;

use super::vocabulary::Vocabulary;
use super::worksheet::checked_note;
use super::{Home, twice};
use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::base::source::{Span, Spanned};
use crate::base::time::Zone;
use crate::check::checker::Checker;
use crate::check::{fault, site};
use crate::model::report::{Draw, Method, Note, Stratum, Tally};
use crate::parse::Document;
use crate::parse::given::{Entries, Given, OneOrMany, readable};
use crate::parse::report::{DrawDoc, NoteDoc, StratumDoc, TallyDoc, TicketNoteDoc};

/// Largest number of tickets that a period can have: enough for anybody, and sums of it never overflow.
const MOST_TICKETS: u64 = 1_000_000_000;
/// The word for tickets whose cause is unclear.
pub(super) const UNCLASSIFIED: &str = "unclassified";

/// Checks one sample of a product.
pub(super) fn tally(document: Document<TallyDoc>, home: &Home, c: &mut Checker) -> Option<Tally> {
    let Home {
        folder,
        zone: own_zone,
        words,
    } = *home;
    let here = document.content.span;
    let TallyDoc {
        product,
        period,
        time_zone,
        population,
        sampled,
        read,
        method,
        complete,
        previous,
        culprits,
        not_applicable,
        notes,
        draw,
        census,
        read_twice,
    } = document.content.value;
    named_product(product, folder, here, c);
    let period = c
        .required(period, "period", here)
        .and_then(|text| named_period(&text, &document.stem, c));
    let zone = time_zone
        .optional()
        .map_or(own_zone, |zone| site::named_zone(&zone, c));
    let population = population.optional();
    let sampled = c.required(sampled, "sampled", here);
    let read = c.required(read, "read", here);
    let method = c.optional_word(method).unwrap_or(Method::HashV1);
    let complete = complete.optional().is_none_or(|complete| complete.value);
    let previous = previous
        .optional()
        .and_then(|text| previous_period(&text, period, c));
    let counts = c
        .required(culprits, "culprits", here)
        .map(|entries| counts(entries, period, words, c));
    let not_applicable = count_or_nothing(not_applicable, c);
    let notes = notes_of(notes, period, words, c);
    let draw = draw.optional().and_then(|doc| drawn(doc, c));
    let census = census
        .optional()
        .and_then(|doc| stratum(doc, period, words, c));
    let read_twice = twice::read_twice(
        read_twice,
        read.as_ref().map_or(u64::MAX, |read| read.value),
        period,
        words,
        c,
    );
    check_order(
        read.as_ref(),
        sampled.as_ref(),
        population.as_ref(),
        method,
        c,
    );
    let (counts, read, not_applicable) = (counts?, read?, not_applicable?);
    check_sum(&counts, not_applicable, &read, c);
    let Counts {
        counts,
        unclassified,
        place: _,
        partial: _,
    } = counts;
    let period: Period = period?;
    let zone: Zone = zone?;
    Some(Tally {
        period,
        zone,
        population: population.map(|population| population.value),
        sampled: sampled?.value,
        read: read.value,
        method,
        complete,
        previous: previous.unwrap_or_else(|| period.previous()),
        counts,
        unclassified,
        not_applicable,
        notes: notes.of,
        unclassified_notes: notes.unclassified,
        read_twice,
        draw,
        census,
    })
}

/// The product, which the folder's name repeats.
pub(super) fn named_product(product: Given<String>, folder: &str, here: Span, c: &mut Checker) {
    if let Some(text) = c
        .required(product, "product", here)
        .filter(|text| text.value != folder)
    {
        c.push(fault::name_differs(&text, "product", folder));
    }
}

/// The period, which the file's name repeats so that a listing of the folder is in order and no period is there twice.
pub(in crate::check) fn named_period(
    text: &Spanned<String>,
    stem: &str,
    c: &mut Checker,
) -> Option<Period> {
    let period = c.period(text)?;
    if period.slug() != stem {
        c.push(fault::name_differs(text, "period", stem));
    }
    Some(period)
}

/// The period to compare with, which is over when this one begins.
pub(super) fn previous_period(
    text: &Spanned<String>,
    period: Option<Period>,
    c: &mut Checker,
) -> Option<Period> {
    let previous = c.period(text)?;
    if period.is_some_and(|period| previous.after() > period.first()) {
        c.push(fault::out_of_range(
            text.span,
            "`previous`",
            "a period that ends before this one begins",
        ));
    }
    Some(previous)
}

/// A count that is 0 if it is not given; `None` if it cannot be read.
fn count_or_nothing(given: Given<u64>, c: &mut Checker) -> Option<u64> {
    if given.is_absent() {
        return Some(0);
    }
    given
        .optional()
        .filter(|count| in_range(count, c))
        .map(|count| count.value)
}

struct Counts {
    counts: BTreeMap<CulpritId, u64>,
    unclassified: u64,
    place: Span,
    /// A count could not be read, so the sum says nothing.
    partial: bool,
}

fn counts(
    entries: Spanned<Entries<u64>>,
    period: Option<Period>,
    words: &Vocabulary,
    c: &mut Checker,
) -> Counts {
    let mut all = Counts {
        counts: BTreeMap::new(),
        unclassified: 0,
        place: entries.span,
        partial: false,
    };
    for (key, count) in entries.value.0 {
        let count = count
            .optional()
            .filter(|count| in_range(count, c))
            .map(|count| count.value);
        all.partial |= count.is_none();
        let count = count.unwrap_or(0);
        if key.value == UNCLASSIFIED {
            all.unclassified = count;
        } else if let Some(culprit) = words.find_in(&key, period, c) {
            *all.counts.entry(culprit).or_insert(0) += count;
        } else {
            all.partial = true;
        }
    }
    all
}

pub(super) fn in_range(count: &Spanned<u64>, c: &mut Checker) -> bool {
    let good = count.value <= MOST_TICKETS;
    if !good {
        c.push(fault::out_of_range(
            count.span,
            "a count of tickets",
            "at most a thousand million",
        ));
    }
    good
}

/// How a sample was drawn whose worksheet became these counts.
fn drawn(doc: Spanned<DrawDoc>, c: &mut Checker) -> Option<Draw> {
    let DrawDoc {
        seed,
        exported,
        skipped,
    } = doc.value;
    let seed = c
        .required(seed, "seed", doc.span)
        .and_then(|seed| c.seed(seed));
    let exported = c.optional_moment(exported).map(|(moment, _)| moment);
    let skipped = count_or_nothing(skipped, c);
    Some(Draw {
        seed: seed?,
        exported,
        skipped: skipped?,
    })
}

/// The part of the counts that was to be read in full.
fn stratum(
    doc: Spanned<StratumDoc>,
    period: Option<Period>,
    words: &Vocabulary,
    c: &mut Checker,
) -> Option<Stratum> {
    let StratumDoc {
        priorities,
        population,
        read,
        culprits,
        not_applicable,
    } = doc.value;
    let priorities = super::priorities(priorities, c);
    let population = c.required(population, "population", doc.span);
    let read = c.required(read, "read", doc.span);
    let counts = c
        .required(culprits, "culprits", doc.span)
        .map(|entries| counts(entries, period, words, c));
    let not_applicable = count_or_nothing(not_applicable, c);
    check_order(read.as_ref(), population.as_ref(), None, Method::HashV1, c);
    let (counts, read, not_applicable) = (counts?, read?, not_applicable?);
    check_sum(&counts, not_applicable, &read, c);
    let Counts {
        counts,
        unclassified,
        place: _,
        partial: _,
    } = counts;
    Some(Stratum {
        priorities,
        population: population?.value,
        read: read.value,
        counts,
        unclassified,
        not_applicable,
    })
}

fn check_sum(counts: &Counts, not_applicable: u64, read: &Spanned<u64>, c: &mut Checker) {
    let sum = counts
        .counts
        .values()
        .sum::<u64>()
        .saturating_add(counts.unclassified);
    if !counts.partial && sum.saturating_add(not_applicable) != read.value {
        c.push(fault::tally_sum(read, sum, not_applicable, counts.place));
    }
}

fn check_order(
    read: Option<&Spanned<u64>>,
    sampled: Option<&Spanned<u64>>,
    population: Option<&Spanned<u64>>,
    method: Method,
    c: &mut Checker,
) {
    for count in [read, sampled, population].into_iter().flatten() {
        in_range(count, c);
    }
    if let (Some(read), Some(sampled)) = (read, sampled)
        && read.value > sampled.value
    {
        c.push(fault::tally_range(
            read,
            sampled,
            "more tickets are read than were drawn",
        ));
    }
    let Some(population) = population else { return };
    if let Some(sampled) = sampled.filter(|sampled| sampled.value > population.value) {
        c.push(fault::tally_range(
            sampled,
            population,
            "more tickets are drawn than there were",
        ));
    }
    if let Some(read) =
        read.filter(|read| method == Method::Census && read.value < population.value)
    {
        c.push(fault::tally_range(
            read,
            population,
            "a census reads every ticket",
        ));
    }
}

/// Notes by culprit, and those of tickets whose cause is unclear.
#[derive(Default)]
pub(super) struct Notes {
    pub of: BTreeMap<CulpritId, Vec<Note>>,
    pub unclassified: Vec<Note>,
}

fn notes_of(
    notes: Given<Entries<OneOrMany<NoteDoc>>>,
    period: Option<Period>,
    words: &Vocabulary,
    c: &mut Checker,
) -> Notes {
    let mut found = Notes::default();
    for (key, list) in notes
        .optional()
        .map(|entries| entries.value.0)
        .unwrap_or_default()
    {
        let list = list
            .optional()
            .map(|list| readable(list.value.0))
            .unwrap_or_default();
        let notes: Vec<Note> = list
            .into_iter()
            .filter_map(|doc| note(doc, &key.value, c))
            .collect();
        if key.value == UNCLASSIFIED {
            found.unclassified.extend(notes);
        } else if let Some(culprit) = words.find_in(&key, period, c) {
            // Notes of culprits that were merged later are the notes of one.
            found.of.entry(culprit).or_default().extend(notes);
        }
    }
    found
}

fn note(doc: Spanned<NoteDoc>, key: &str, c: &mut Checker) -> Option<Note> {
    match doc.value {
        NoteDoc::Text(text) => {
            let text = checked_note(
                &Spanned {
                    value: text,
                    span: doc.span,
                },
                key,
                c,
            )?;
            Some(Note { ticket: None, text })
        }
        NoteDoc::Keys(TicketNoteDoc { ticket, note }) => {
            let ticket = c.optional_text(ticket, "ticket");
            let note = c.required(note, "note", doc.span)?;
            Some(Note {
                ticket,
                text: checked_note(&note, "note", c)?,
            })
        }
    }
}
