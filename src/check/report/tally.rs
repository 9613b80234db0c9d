//! The rules of a tally: counts that add up.

use std::collections::BTreeMap;

use super::double_coding::check_double_coding;
use super::labels::LabelList;
use super::sample::{
    SampleContext, check_product_name, check_range, parse_minutes, parse_priorities,
    previous_period, sampled_tickets,
};
use super::vocabulary::{CulpritVocabulary, UNCLASSIFIED};
use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::base::source::{Span, Spanned};
use crate::base::time::Zone;
use crate::check::checker::Checker;
use crate::check::rules::label::labels_without_population;
use crate::check::rules::report::{incomplete_census, tally_range, tally_sum};
use crate::check::rules::value::out_of_range;
use crate::format::field::{Entries, Field, OneOrMany, valid_items};
use crate::format::leaf::CulpritRef;
use crate::format::report::{
    LabelCountsDoc, NoteDoc, SampleDrawDoc, TallyCensusDoc, TallyDoc, TicketNoteDoc,
};
use crate::model::report::{
    CensusCounts, Classification, SampleProvenance, SamplingMethod, Tally, TicketNote,
};
use crate::parse::Document;

/// Checks one sample of a product.
pub(super) fn check_tally(
    document: Document<TallyDoc>,
    home: &SampleContext,
    c: &mut Checker,
) -> Option<Tally> {
    let SampleContext {
        folder,
        zone: own_zone,
        vocabulary,
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
        stopped,
        complete,
        previous,
        culprits,
        not_applicable,
        notes,
        minutes,
        draw,
        census,
        read_twice,
        labels,
        labels_read,
    } = document.content.value;
    check_product_name(product, folder, here, c);
    let period = c.file_period(period, &document.stem, here);
    let zone = c.zone_or(time_zone, own_zone);
    let population = population.optional();
    let sampled = c.required(sampled, "sampled", here);
    let read = c.required(read, "read", here);
    let method = c.optional_word(method).unwrap_or(SamplingMethod::HashV1);
    let complete = complete.optional().is_none_or(|complete| complete.value);
    let previous = previous_period(previous, period, c);
    let counts = c
        .required(culprits, "culprits", here)
        .map(|entries| parse_counts(entries, period, vocabulary, c));
    let not_applicable = count_or_zero(not_applicable, c);
    let notes = parse_notes(notes, period, vocabulary, c);
    let minutes = parse_all_minutes(minutes, period, vocabulary, c);
    let draw = draw.optional().and_then(|doc| parse_draw(doc, c));
    let census = census
        .optional()
        .and_then(|doc| parse_stratum(doc, period, vocabulary, c));
    let most = read.as_ref().map_or(u64::MAX, |read| read.value);
    let read_twice = check_double_coding(read_twice, Vec::new(), most, (period, vocabulary), c);
    check_order(
        read.as_ref(),
        sampled.as_ref(),
        population.as_ref(),
        method,
        c,
    );
    let (counts, read, not_applicable) = (counts?, read?, not_applicable?);
    check_sum(&counts, not_applicable, &read, c);
    check_minutes(&minutes, &counts, c);
    let CulpritCounts {
        counts,
        unclassified,
        place: _,
        partial: _,
    } = counts;
    let in_full = census.as_ref().map_or(0, |census| census.population);
    let labeled = population
        .as_ref()
        .map(|population| population.value.saturating_sub(in_full));
    report_missing_population(&labels, labeled, c);
    let labels = LabelList::check(labels, labeled, vocabulary, c).map(|list| {
        let found = sampled_findings((&counts, unclassified, not_applicable), census.as_ref());
        list.with_read(labels_read, &found, (period, vocabulary), c)
    });
    let period: Period = period?;
    let zone: Zone = zone?;
    let skipped = draw.as_ref().map_or(0, |draw| draw.skipped);
    let reached = read.value.saturating_add(skipped);
    let sampled = sampled_tickets(sampled?.value, stopped, reached);
    Some(Tally {
        period,
        zone,
        population: population.map(|population| population.value),
        sampled,
        read: read.value,
        method,
        complete,
        previous: previous.unwrap_or_else(|| period.previous()),
        counts,
        unclassified,
        not_applicable,
        notes: notes.by_culprit,
        unclassified_notes: notes.unclassified,
        minutes: minutes.by_culprit,
        unclassified_minutes: minutes.unclassified,
        double_codings: read_twice,
        draw,
        census,
        labels,
    })
}

fn report_missing_population(
    labels: &Field<LabelCountsDoc>,
    labeled: Option<u64>,
    c: &mut Checker,
) {
    if let Some(span) = labels.span().filter(|_| labeled.is_none()) {
        c.push(labels_without_population(span));
    }
}

/// The findings of the tickets that were not read in full.
fn sampled_findings(
    (counts, unclassified, not_applicable): (&BTreeMap<CulpritId, u64>, u64, u64),
    census: Option<&CensusCounts>,
) -> BTreeMap<Classification, u64> {
    let none = CensusCounts::default();
    let in_full = census.unwrap_or(&none);
    let mut found: BTreeMap<Classification, u64> = BTreeMap::new();
    for (culprit, count) in counts {
        let in_full = in_full.counts.get(culprit).copied().unwrap_or(0);
        let culprit = Classification::Culprit(culprit.clone());
        found.insert(culprit, count.saturating_sub(in_full));
    }
    let rest = [
        (
            Classification::Unclassified,
            unclassified,
            in_full.unclassified,
        ),
        (
            Classification::NotApplicable,
            not_applicable,
            in_full.not_applicable,
        ),
    ];
    found.extend(rest.map(|(finding, all, part)| (finding, all.saturating_sub(part))));
    found
}

/// A count that is 0 if it is not given; `None` if it cannot be read.
fn count_or_zero(field: Field<u64>, c: &mut Checker) -> Option<u64> {
    if field.is_missing() {
        return Some(0);
    }
    field
        .optional()
        .filter(|count| check_range(count, c))
        .map(|count| count.value)
}

struct CulpritCounts {
    counts: BTreeMap<CulpritId, u64>,
    unclassified: u64,
    place: Span,
    /// A count could not be read, so the sum says nothing.
    partial: bool,
}

fn parse_counts(
    entries: Spanned<Entries<CulpritRef, u64>>,
    period: Option<Period>,
    vocabulary: &CulpritVocabulary,
    c: &mut Checker,
) -> CulpritCounts {
    let mut all = CulpritCounts {
        counts: BTreeMap::new(),
        unclassified: 0,
        place: entries.span,
        partial: false,
    };
    for (key, count) in entries.value.list {
        let count = count
            .optional()
            .filter(|count| check_range(count, c))
            .map(|count| count.value);
        all.partial |= count.is_none();
        let count = count.unwrap_or(0);
        if key.value == UNCLASSIFIED {
            all.unclassified = count;
        } else if let Some(culprit) = vocabulary.find_in_period(&key, period, c) {
            *all.counts.entry(culprit).or_insert(0) += count;
        } else {
            all.partial = true;
        }
    }
    all
}

/// How a sample was drawn whose worksheet became these counts.
fn parse_draw(doc: Spanned<SampleDrawDoc>, c: &mut Checker) -> Option<SampleProvenance> {
    let SampleDrawDoc {
        seed,
        exported,
        skipped,
        broken_rows,
    } = doc.value;
    let seed = c
        .required_scalar(seed, "seed", doc.span)
        .and_then(|seed| c.seed(seed));
    let exported = c.optional_moment(exported).map(|(moment, _)| moment);
    let skipped = count_or_zero(skipped, c);
    let broken_rows = count_or_zero(broken_rows, c);
    Some(SampleProvenance {
        seed: seed?,
        exported,
        skipped: skipped?,
        broken_rows: broken_rows?,
    })
}

/// The part of the counts that was to be read in full.
fn parse_stratum(
    doc: Spanned<TallyCensusDoc>,
    period: Option<Period>,
    vocabulary: &CulpritVocabulary,
    c: &mut Checker,
) -> Option<CensusCounts> {
    let TallyCensusDoc {
        priorities,
        population,
        read,
        culprits,
        not_applicable,
    } = doc.value;
    let priorities = parse_priorities(priorities, c);
    let population = c.required(population, "population", doc.span);
    let read = c.required(read, "read", doc.span);
    let counts = c
        .required(culprits, "culprits", doc.span)
        .map(|entries| parse_counts(entries, period, vocabulary, c));
    let not_applicable = count_or_zero(not_applicable, c);
    check_order(
        read.as_ref(),
        population.as_ref(),
        None,
        SamplingMethod::HashV1,
        c,
    );
    let (counts, read, not_applicable) = (counts?, read?, not_applicable?);
    check_sum(&counts, not_applicable, &read, c);
    let CulpritCounts {
        counts,
        unclassified,
        place: _,
        partial: _,
    } = counts;
    Some(CensusCounts {
        priorities,
        population: population?.value,
        read: read.value,
        counts,
        unclassified,
        not_applicable,
    })
}

fn check_sum(counts: &CulpritCounts, not_applicable: u64, read: &Spanned<u64>, c: &mut Checker) {
    let sum = counts
        .counts
        .values()
        .sum::<u64>()
        .saturating_add(counts.unclassified);
    if !counts.partial && sum.saturating_add(not_applicable) != read.value {
        c.push(tally_sum(read, sum, not_applicable, counts.place));
    }
}

fn check_order(
    read: Option<&Spanned<u64>>,
    sampled: Option<&Spanned<u64>>,
    population: Option<&Spanned<u64>>,
    method: SamplingMethod,
    c: &mut Checker,
) {
    for count in [read, sampled, population].into_iter().flatten() {
        check_range(count, c);
    }
    if let (Some(read), Some(sampled)) = (read, sampled)
        && read.value > sampled.value
    {
        c.push(tally_range(("read", read), ("sampled", sampled)));
    }
    let Some(population) = population else { return };
    if let Some(sampled) = sampled.filter(|sampled| sampled.value > population.value) {
        c.push(tally_range(
            ("sampled", sampled),
            ("population", population),
        ));
    }
    if let Some(read) =
        read.filter(|read| method == SamplingMethod::Census && read.value < population.value)
    {
        c.push(incomplete_census(read, population));
    }
}

/// Notes by culprit, and those of tickets whose cause is unclear.
#[derive(Default)]
pub(super) struct NotesByCulprit {
    pub by_culprit: BTreeMap<CulpritId, Vec<TicketNote>>,
    pub unclassified: Vec<TicketNote>,
}

/// Minutes by culprit, and those of tickets whose cause is unclear.
#[derive(Default)]
struct MinutesByCulprit {
    by_culprit: BTreeMap<CulpritId, Vec<u64>>,
    unclassified: Vec<u64>,
    /// Where each list is.
    places: Vec<(Option<CulpritId>, Span)>,
}

fn parse_all_minutes(
    minutes: Field<Entries<CulpritRef, Vec<Field<u64>>>>,
    period: Option<Period>,
    vocabulary: &CulpritVocabulary,
    c: &mut Checker,
) -> MinutesByCulprit {
    let mut found = MinutesByCulprit::default();
    let entries = minutes.optional().map(|entries| entries.value.list);
    for (key, list) in entries.unwrap_or_default() {
        let list = list.optional().map(|list| valid_items(list.value));
        let minutes = list.unwrap_or_default().into_iter();
        let minutes: Vec<u64> = minutes.filter_map(|one| parse_minutes(&one, c)).collect();
        if key.value == UNCLASSIFIED {
            found.unclassified.extend(minutes);
            found.places.push((None, key.span));
        } else if let Some(culprit) = vocabulary.find_in_period(&key, period, c) {
            // Those of culprits that were merged later are those of one.
            let all = found.by_culprit.entry(culprit.clone()).or_default();
            all.extend(minutes);
            found.places.push((Some(culprit), key.span));
        }
    }
    found
}

/// No culprit has minutes of more tickets than were counted.
fn check_minutes(minutes: &MinutesByCulprit, counts: &CulpritCounts, c: &mut Checker) {
    if counts.partial {
        return;
    }
    for (culprit, place) in &minutes.places {
        let (known, counted) = match culprit {
            None => (minutes.unclassified.len(), counts.unclassified),
            Some(id) => (
                minutes.by_culprit.get(id).map_or(0, Vec::len),
                counts.counts.get(id).copied().unwrap_or(0),
            ),
        };
        if u64::try_from(known).is_ok_and(|known| known > counted) {
            let problem = format!("minutes of {known} tickets");
            let expected = format!("at most {counted}, as many as are counted");
            c.push(out_of_range(*place, &problem, &expected));
        }
    }
}

fn parse_notes(
    notes: Field<Entries<CulpritRef, OneOrMany<NoteDoc>>>,
    period: Option<Period>,
    vocabulary: &CulpritVocabulary,
    c: &mut Checker,
) -> NotesByCulprit {
    let mut found = NotesByCulprit::default();
    for (key, list) in notes
        .optional()
        .map(|entries| entries.value.list)
        .unwrap_or_default()
    {
        let list = list
            .optional()
            .map(|list| valid_items(list.value.0))
            .unwrap_or_default();
        let notes: Vec<TicketNote> = list
            .into_iter()
            .filter_map(|doc| parse_note(doc, &key.value, c))
            .collect();
        if key.value == UNCLASSIFIED {
            found.unclassified.extend(notes);
        } else if let Some(culprit) = vocabulary.find_in_period(&key, period, c) {
            // Notes of culprits that were merged later are the notes of one.
            found.by_culprit.entry(culprit).or_default().extend(notes);
        }
    }
    found
}

fn parse_note(doc: Spanned<NoteDoc>, key: &str, c: &mut Checker) -> Option<TicketNote> {
    match doc.value {
        NoteDoc::Text(text) => {
            let text = c.note(
                &Spanned {
                    value: text,
                    span: doc.span,
                },
                key,
            )?;
            Some(TicketNote { ticket: None, text })
        }
        NoteDoc::Keys(TicketNoteDoc { ticket, note }) => {
            let ticket = c.optional_text(ticket, "ticket");
            let note = c.required_scalar(note, "note", doc.span)?;
            Some(TicketNote {
                ticket,
                text: c.note(&note, "note")?,
            })
        }
    }
}
