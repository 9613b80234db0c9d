//! The rules of a worksheet: a drawn list of tickets that is read from the top down.

use std::collections::BTreeMap;

use super::double_coding::check_double_coding;
use super::labels::{LabelList, LabeledRow, report_unexpected};
use super::sample::{
    SampleContext, check_product_name, check_range, parse_minutes, parse_priorities,
    previous_period, sampled_tickets,
};
use super::vocabulary::{CulpritVocabulary, NOT_APPLICABLE, UNCLASSIFIED};
use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::base::sample_draw::{DrawKey, SampleDraw, ticket_id_problem};
use crate::base::source::Spanned;
use crate::check::checker::Checker;
use crate::check::declared_ids::DeclaredIds;
use crate::check::rules::report::tally_range;
use crate::check::rules::worksheet::{
    invalid_ticket_id, missing_rows, note_without_culprit, row_order, skipped_tickets,
};
use crate::format::field::{Field, valid_items};
use crate::format::report::{CensusDoc, LabelCountsDoc, TicketDoc, WorksheetDoc};
use crate::model::report::{
    CensusCounts, Classification, DoubleCoding, MachineLabels, Priority, SampleProvenance,
    SamplingMethod, Tally, TicketNote,
};
use crate::parse::Document;

/// Checks one worksheet of a product.
pub(super) fn check_worksheet(
    document: Document<WorksheetDoc>,
    home: &SampleContext,
    c: &mut Checker,
) -> Option<Tally> {
    let SampleContext {
        folder,
        zone: own_zone,
        vocabulary,
    } = *home;
    let here = document.content.span;
    let WorksheetDoc {
        product,
        period,
        time_zone,
        population,
        exported,
        broken_rows,
        seed,
        planned,
        stopped,
        complete,
        previous,
        census,
        labels,
        tickets,
        read_twice,
    } = document.content.value;
    check_product_name(product, folder, here, c);
    let period = c.file_period(period, &document.stem, here);
    let zone = c.zone_or(time_zone, own_zone);
    let population = c
        .required(population, "population", here)
        .filter(|count| check_range(count, c));
    let exported = c.optional_moment(exported).map(|(moment, _)| moment);
    let seed = c
        .required_scalar(seed, "seed", here)
        .and_then(|seed| c.seed(seed));
    let planned = c.required(planned, "planned", here);
    let complete = complete.optional().is_none_or(|complete| complete.value);
    let previous = previous_period(previous, period, c);
    let census = census.optional().and_then(|doc| parse_census(doc, c));
    let whole = tickets.all_valid();
    let docs = c
        .required(tickets, "tickets", here)
        .map(|list| valid_items(list.value))?;
    let list = RowContext {
        vocabulary,
        period,
        census: census.as_ref(),
    };
    let drawing = seed
        .as_deref()
        .zip(period)
        .map(|(seed, period)| SampleDraw::new(seed, folder, period));
    let rows = check_rows(docs, &list, drawing.as_ref(), c);
    let labels = check_row_labels(
        (&rows, labels),
        (population.as_ref(), census.as_ref()),
        (drawing.as_ref(), vocabulary),
        c,
    );
    let skipped = count_skipped(&rows, c);
    if whole {
        check_row_counts(
            &rows,
            planned.as_ref(),
            population.as_ref(),
            census.as_ref(),
            c,
        );
    }
    let sum = RowTotals::count(&rows);
    let reached = sum.all.read + skipped;
    let sampled = planned.map(|planned| sampled_tickets(planned.value, stopped, reached));
    let own = double_codings(&rows);
    let read_twice = check_double_coding(read_twice, own, sum.all.read, (period, vocabulary), c);
    Some(Tally {
        period: period?,
        zone: zone?,
        population: Some(population?.value),
        sampled: sampled?,
        read: sum.all.read,
        method: SamplingMethod::HashV1,
        complete,
        previous: previous.or_else(|| period.map(Period::previous))?,
        counts: sum.all.counts,
        unclassified: sum.all.unclassified,
        not_applicable: sum.all.not_applicable,
        notes: sum.notes,
        unclassified_notes: sum.unclassified_notes,
        minutes: sum.minutes,
        unclassified_minutes: sum.unclassified_minutes,
        double_codings: read_twice,
        draw: Some(SampleProvenance {
            seed: seed?,
            exported,
            skipped,
            broken_rows: broken_rows.optional().map_or(0, |rows| rows.value),
        }),
        census: census.map(|census| census.with_counts(sum.census)),
        labels,
    })
}

/// What the machine said about the tickets of the rows that are not read in full.
fn check_row_labels(
    (rows, labels): (&[TicketRow], Field<LabelCountsDoc>),
    (population, census): (Option<&Spanned<u64>>, Option<&CensusPart>),
    (drawing, vocabulary): (Option<&SampleDraw>, &CulpritVocabulary),
    c: &mut Checker,
) -> Option<MachineLabels> {
    let in_full = census.map_or(0, |census| census.population.value);
    let labeled = population.map(|population| population.value.saturating_sub(in_full));
    let Some(labels) = LabelList::check(labels, labeled, vocabulary, c) else {
        report_unexpected(rows.iter().filter_map(|row| row.label.as_ref()), c);
        return None;
    };
    let rows = rows.iter().filter(|row| !row.in_census);
    let rows = rows.map(|row| LabeledRow {
        id: &row.id,
        code: row.label.as_ref(),
        finding: row.result.classification(),
    });
    Some(labels.with_rows(rows, drawing?, c))
}

/// The part that is read in full.
struct CensusPart {
    priorities: Vec<Priority>,
    population: Spanned<u64>,
}

impl CensusPart {
    fn with_counts(self, counts: CensusCounts) -> CensusCounts {
        CensusCounts {
            priorities: self.priorities,
            population: self.population.value,
            ..counts
        }
    }
}

fn parse_census(doc: Spanned<CensusDoc>, c: &mut Checker) -> Option<CensusPart> {
    let CensusDoc {
        priorities: named,
        population,
    } = doc.value;
    if named.is_missing() {
        c.required(named, "priorities", doc.span);
        return None;
    }
    let priorities = parse_priorities(named.0, c);
    let population = c
        .required(population, "population", doc.span)
        .filter(|count| check_range(count, c));
    Some(CensusPart {
        priorities,
        population: population?,
    })
}

/// What rows are read against.
struct RowContext<'a> {
    vocabulary: &'a CulpritVocabulary,
    period: Option<Period>,
    census: Option<&'a CensusPart>,
}

/// A row as it was read.
struct TicketRow {
    id: Spanned<String>,
    /// Whether it is of the part that is read in full.
    in_census: bool,
    /// The code of what the machine says.
    label: Option<Spanned<String>>,
    result: RowResult,
    note: Option<String>,
    /// What the first reader named, where the result is what two readers agreed on.
    first: Option<Classification>,
    second: Option<Classification>,
    /// Whether the first reader asks for a second.
    is_doubtful: bool,
    minutes: Option<u64>,
}

/// What was found in a ticket.
enum RowResult {
    /// It is not read.
    Blank,
    /// It is read; what was written could not be.
    Unreadable,
    Culprit(CulpritId),
    Unclassified,
    NotApplicable,
}

impl RowResult {
    fn classification(&self) -> Option<Classification> {
        match self {
            RowResult::Blank | RowResult::Unreadable => None,
            RowResult::Culprit(culprit) => Some(Classification::Culprit(culprit.clone())),
            RowResult::Unclassified => Some(Classification::Unclassified),
            RowResult::NotApplicable => Some(Classification::NotApplicable),
        }
    }
}

fn check_rows(
    docs: Vec<Spanned<TicketDoc>>,
    list: &RowContext,
    drawing: Option<&SampleDraw>,
    c: &mut Checker,
) -> Vec<TicketRow> {
    let rows = docs.into_iter();
    let rows: Vec<TicketRow> = rows.filter_map(|doc| check_row(doc, list, c)).collect();
    check_row_order(&rows, drawing, c);
    rows
}

/// What two readers named independently. A ticket that the first reader asks about is not among them: nobody drew it at random.
fn double_codings(rows: &[TicketRow]) -> Vec<DoubleCoding> {
    let mut pairs: BTreeMap<(Classification, Classification), u64> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.is_doubtful) {
        let first = row.first.clone().or_else(|| row.result.classification());
        if let Some(pair) = first.zip(row.second.clone()) {
            *pairs.entry(pair).or_default() += 1;
        }
    }
    let codings = pairs
        .into_iter()
        .map(|((first, second), tickets)| DoubleCoding {
            first,
            second,
            tickets,
        });
    codings.collect()
}

fn check_row(doc: Spanned<TicketDoc>, list: &RowContext, c: &mut Checker) -> Option<TicketRow> {
    let TicketDoc {
        id,
        priority,
        label,
        culprit,
        note,
        second_reader,
        second,
        first,
        minutes,
    } = doc.value;
    let id = c.required_scalar(id, "id", doc.span);
    if let Some((id, reason)) = id
        .as_ref()
        .and_then(|id| ticket_id_problem(&id.value).map(|reason| (id, reason)))
    {
        c.push(invalid_ticket_id(id, reason));
    }
    let priority: Option<Priority> = non_blank(priority).and_then(|word| c.word(&word));
    let bad = matches!(culprit, Field::Invalid(_));
    let result = match non_blank(culprit) {
        None if bad => RowResult::Unreadable,
        None => RowResult::Blank,
        Some(word) => parse_result(&word, list, c),
    };
    let note = non_blank(note);
    if let Some(note) = note.as_ref().filter(|_| matches!(result, RowResult::Blank)) {
        c.push(note_without_culprit(note.span, "a note"));
    }
    let minutes = minutes.optional().and_then(|minutes| {
        Some(Spanned {
            value: minutes.value?,
            span: minutes.span,
        })
    });
    let unread = minutes
        .as_ref()
        .filter(|_| matches!(result, RowResult::Blank));
    if let Some(minutes) = unread {
        c.push(note_without_culprit(minutes.span, "minutes"));
    }
    let minutes = minutes.and_then(|minutes| parse_minutes(&minutes, c));
    let note = note.and_then(|note| c.note(&note, "note"));
    let census = priority.is_some_and(|priority| {
        list.census
            .is_some_and(|census| census.priorities.contains(&priority))
    });
    let mut finding = |field| {
        let word = non_blank(field)?;
        parse_result(&word, list, c).classification()
    };
    Some(TicketRow {
        first: finding(first),
        second: finding(second),
        is_doubtful: second_reader.optional().is_some_and(|asked| asked.value),
        id: id?,
        in_census: census,
        label: label.optional(),
        result,
        note,
        minutes,
    })
}

/// A value that is there and not blank.
fn non_blank(field: Field<Option<impl Into<String>>>) -> Option<Spanned<String>> {
    let text = field.optional()?;
    let value = text
        .value
        .map(Into::into)
        .filter(|value: &String| !value.trim().is_empty())?;
    Some(Spanned {
        value,
        span: text.span,
    })
}

fn parse_result(word: &Spanned<String>, list: &RowContext, c: &mut Checker) -> RowResult {
    match word.value.trim() {
        UNCLASSIFIED => RowResult::Unclassified,
        NOT_APPLICABLE => RowResult::NotApplicable,
        _ => match list.vocabulary.find_in_period_or_suggest(
            word,
            &[UNCLASSIFIED, NOT_APPLICABLE],
            list.period,
            c,
        ) {
            Some(culprit) => RowResult::Culprit(culprit),
            None => RowResult::Unreadable,
        },
    }
}

/// Each ticket once; the part that is read in full first; each part in the order of its keys.
fn check_row_order(rows: &[TicketRow], drawing: Option<&SampleDraw>, c: &mut Checker) {
    let mut ids = DeclaredIds::default();
    for row in rows {
        c.faults.extend(ids.declare(&row.id, "ticket"));
    }
    let ids = ids.places;
    let sound = ids.len() == rows.len() && ids.keys().all(|id| ticket_id_problem(id).is_none());
    let Some(drawing) = drawing.filter(|_| sound) else {
        return;
    };
    let key = |row: &TicketRow| -> (bool, DrawKey) { (!row.in_census, drawing.key(&row.id.value)) };
    let wrong = rows.windows(2).find(|two| key(&two[1]) < key(&two[0]));
    if let Some([before, row]) = wrong {
        c.push(row_order(&row.id, &before.id));
    }
}

/// Warns of tickets that were passed over, and counts them.
fn count_skipped(rows: &[TicketRow], c: &mut Checker) -> u64 {
    let is_blank = |row: &&TicketRow| matches!(row.result, RowResult::Blank);
    let Some(last) = rows.iter().rposition(|row| !is_blank(&row)) else {
        return 0;
    };
    let blank: Vec<&TicketRow> = rows[..last].iter().filter(is_blank).collect();
    let skipped = u64::try_from(blank.len()).unwrap_or(u64::MAX);
    if let Some(first) = blank.first() {
        c.push(skipped_tickets(first.id.span, skipped, rows[last].id.span));
    }
    skipped
}

fn check_row_counts(
    rows: &[TicketRow],
    planned: Option<&Spanned<u64>>,
    population: Option<&Spanned<u64>>,
    census: Option<&CensusPart>,
    c: &mut Checker,
) {
    let differs = |count: &&Spanned<u64>, rows: usize| u64::try_from(rows) != Ok(count.value);
    if let Some(planned) = planned.filter(|planned| differs(planned, rows.len())) {
        c.push(missing_rows(planned, "planned", rows.len()));
    }
    let in_full = rows.iter().filter(|row| row.in_census).count();
    if let Some(census) = census.filter(|census| differs(&&census.population, in_full)) {
        c.push(missing_rows(&census.population, "population", in_full));
    }
    if let (Some(planned), Some(population)) = (planned, population)
        && planned.value > population.value
    {
        c.push(tally_range(
            ("planned", planned),
            ("population", population),
        ));
    }
}

/// Rows added up.
#[derive(Default)]
struct RowTotals {
    all: CensusCounts,
    census: CensusCounts,
    notes: BTreeMap<CulpritId, Vec<TicketNote>>,
    unclassified_notes: Vec<TicketNote>,
    minutes: BTreeMap<CulpritId, Vec<u64>>,
    unclassified_minutes: Vec<u64>,
}

impl RowTotals {
    fn count(rows: &[TicketRow]) -> RowTotals {
        let mut sum = RowTotals::default();
        for row in rows {
            count_row(&mut sum.all, &row.result);
            if row.in_census {
                count_row(&mut sum.census, &row.result);
            }
            let note = row.note.clone().map(|text| TicketNote {
                ticket: Some(row.id.value.clone()),
                text,
            });
            match &row.result {
                RowResult::Culprit(culprit) if row.minutes.is_some() => {
                    let minutes = sum.minutes.entry(culprit.clone()).or_default();
                    minutes.extend(row.minutes);
                }
                RowResult::Unclassified => sum.unclassified_minutes.extend(row.minutes),
                _ => {}
            }
            match &row.result {
                RowResult::Culprit(culprit) if note.is_some() => {
                    sum.notes.entry(culprit.clone()).or_default().extend(note);
                }
                RowResult::Unclassified => sum.unclassified_notes.extend(note),
                _ => {}
            }
        }
        sum
    }
}

fn count_row(part: &mut CensusCounts, result: &RowResult) {
    part.read += u64::from(!matches!(result, RowResult::Blank));
    match result {
        RowResult::Culprit(culprit) => *part.counts.entry(culprit.clone()).or_default() += 1,
        RowResult::Unclassified => part.unclassified += 1,
        RowResult::NotApplicable => part.not_applicable += 1,
        RowResult::Blank | RowResult::Unreadable => {}
    }
}
