//! The rules of a worksheet: a drawn list of tickets that is read from the top down.

use std::collections::BTreeMap;

use super::tally::{self, UNCLASSIFIED};
use super::vocabulary::Vocabulary;
use super::{Home, every, fault, priorities, twice};
use crate::base::draw::{Drawing, Key, id_problem};
use crate::base::id::CulpritId;
use crate::base::period::Period;
use crate::base::source::{Span, Spanned};
use crate::check::checker::Checker;
use crate::check::{site, suspect};
use crate::model::report::{Draw, Method, Note, Priority, Stratum, Tally};
use crate::parse::Document;
use crate::parse::given::{Given, readable};
use crate::parse::report::{CensusDoc, TicketDoc, WorksheetDoc};

/// The word for tickets that should not have been in the population.
const NOT_APPLICABLE: &str = "not-applicable";

/// Checks one worksheet of a product.
pub(super) fn worksheet(
    document: Document<WorksheetDoc>,
    home: &Home,
    c: &mut Checker,
) -> Option<Tally> {
    let Home {
        folder,
        zone: own_zone,
        words,
    } = *home;
    let here = document.content.span;
    let WorksheetDoc {
        product,
        period,
        time_zone,
        population,
        exported,
        seed,
        planned,
        complete,
        previous,
        census,
        tickets,
        read_twice,
    } = document.content.value;
    tally::named_product(product, folder, here, c);
    let period = c
        .required(period, "period", here)
        .and_then(|text| tally::named_period(&text, &document.stem, c));
    let zone = time_zone
        .optional()
        .map_or(own_zone, |zone| site::named_zone(&zone, c));
    let population = c
        .required(population, "population", here)
        .filter(|count| tally::in_range(count, c));
    let exported = c.optional_moment(exported).map(|(moment, _)| moment);
    let seed = c.required(seed, "seed", here).and_then(|seed| c.seed(seed));
    let planned = c.required(planned, "planned", here);
    let complete = complete.optional().is_none_or(|complete| complete.value);
    let previous = previous
        .optional()
        .and_then(|text| tally::previous_period(&text, period, c));
    let census = census.optional().and_then(|doc| self::census(doc, c));
    let whole = tickets.is_whole();
    let docs = c
        .required(tickets, "tickets", here)
        .map(|list| readable(list.value))?;
    let list = List {
        words,
        period,
        census: census.as_ref(),
    };
    let drawing = seed
        .as_deref()
        .zip(period)
        .map(|(seed, period)| Drawing::new(seed, folder, period));
    let rows: Vec<Row> = docs
        .into_iter()
        .filter_map(|doc| row(doc, &list, c))
        .collect();
    check_ids(&rows, drawing.as_ref(), c);
    let skipped = check_prefix(&rows, c);
    if whole {
        check_sizes(
            &rows,
            planned.as_ref(),
            population.as_ref(),
            census.as_ref(),
            c,
        );
    }
    let sum = Sum::of(&rows);
    let read_twice = twice::read_twice(read_twice, sum.all.read, period, words, c);
    Some(Tally {
        period: period?,
        zone: zone?,
        population: Some(population?.value),
        sampled: planned?.value,
        read: sum.all.read,
        method: Method::HashV1,
        complete,
        previous: previous.or_else(|| period.map(Period::previous))?,
        counts: sum.all.counts,
        unclassified: sum.all.unclassified,
        not_applicable: sum.all.not_applicable,
        notes: sum.notes,
        unclassified_notes: sum.unclassified_notes,
        read_twice,
        draw: Some(Draw {
            seed: seed?,
            exported,
            skipped,
        }),
        census: census.map(|census| Stratum {
            priorities: census.priorities,
            population: census.population.value,
            ..sum.census
        }),
    })
}

/// The part that is read in full.
struct Census {
    priorities: Vec<Priority>,
    population: Spanned<u64>,
}

fn census(doc: Spanned<CensusDoc>, c: &mut Checker) -> Option<Census> {
    let CensusDoc {
        priorities: named,
        population,
    } = doc.value;
    if named.is_absent() {
        c.required(named, "priorities", doc.span);
        return None;
    }
    let priorities = priorities(named, c);
    let population = c
        .required(population, "population", doc.span)
        .filter(|count| tally::in_range(count, c));
    Some(Census {
        priorities,
        population: population?,
    })
}

/// What rows are read against.
struct List<'a> {
    words: &'a Vocabulary,
    period: Option<Period>,
    census: Option<&'a Census>,
}

/// A row as it was read.
struct Row {
    id: Spanned<String>,
    /// Whether it is of the part that is read in full.
    census: bool,
    verdict: Verdict,
    note: Option<String>,
}

/// What was found in a ticket.
enum Verdict {
    /// It is not read.
    Blank,
    /// It is read; what was written could not be.
    Unreadable,
    Culprit(CulpritId),
    Unclassified,
    NotApplicable,
}

fn row(doc: Spanned<TicketDoc>, list: &List, c: &mut Checker) -> Option<Row> {
    let TicketDoc {
        id,
        priority,
        culprit,
        note,
    } = doc.value;
    let id = c.required(id, "id", doc.span);
    if let Some((id, reason)) = id
        .as_ref()
        .and_then(|id| id_problem(&id.value).map(|reason| (id, reason)))
    {
        c.push(fault::bad_ticket_id(id, reason));
    }
    let priority: Option<Priority> = filled(priority).and_then(|word| c.word(&word));
    let bad = matches!(culprit, Given::Bad(_));
    let verdict = match filled(culprit) {
        None if bad => Verdict::Unreadable,
        None => Verdict::Blank,
        Some(word) => self::verdict(&word, list, c),
    };
    let note = filled(note);
    if let Some(note) = note.as_ref().filter(|_| matches!(verdict, Verdict::Blank)) {
        c.push(fault::note_without_culprit(note.span));
    }
    let note = note.and_then(|note| checked_note(&note, "note", c));
    let census = priority.is_some_and(|priority| {
        list.census
            .is_some_and(|census| census.priorities.contains(&priority))
    });
    Some(Row {
        id: id?,
        census,
        verdict,
        note,
    })
}

/// A value that is there and not blank.
fn filled(given: Given<Option<String>>) -> Option<Spanned<String>> {
    let text = given.optional()?;
    let value = text.value.filter(|value| !value.trim().is_empty())?;
    Some(Spanned {
        value,
        span: text.span,
    })
}

/// A note on one line; a warning for the first word that should not be in it.
pub(in crate::check) fn checked_note(
    text: &Spanned<String>,
    key: &str,
    c: &mut Checker,
) -> Option<String> {
    if let Some((range, what)) = suspect::of_note(&text.value) {
        c.push(fault::personal_note(
            c.part(text, range.clone()),
            &text.value[range],
            what,
        ));
    }
    c.filled(text, key)
}

fn verdict(word: &Spanned<String>, list: &List, c: &mut Checker) -> Verdict {
    match word.value.trim() {
        UNCLASSIFIED => Verdict::Unclassified,
        NOT_APPLICABLE => Verdict::NotApplicable,
        _ => match list
            .words
            .find_with(word, &[UNCLASSIFIED, NOT_APPLICABLE], list.period, c)
        {
            Some(culprit) => Verdict::Culprit(culprit),
            None => Verdict::Unreadable,
        },
    }
}

/// Each ticket once; the part that is read in full first; each part in the order of its keys.
fn check_ids(rows: &[Row], drawing: Option<&Drawing>, c: &mut Checker) {
    let mut places: BTreeMap<&str, Span> = BTreeMap::new();
    for row in rows {
        if let Some(first) = places.insert(&row.id.value, row.id.span) {
            c.push(every::duplicate_id(&row.id, "tickets", first));
        }
    }
    let sound = places.len() == rows.len() && places.keys().all(|id| id_problem(id).is_none());
    let Some(drawing) = drawing.filter(|_| sound) else {
        return;
    };
    let key = |row: &Row| -> (bool, Key) { (!row.census, drawing.key(&row.id.value)) };
    let wrong = rows.windows(2).find(|two| key(&two[1]) < key(&two[0]));
    if let Some([before, row]) = wrong {
        c.push(fault::row_order(&row.id, &before.id));
    }
}

/// Warns of tickets that were passed over, and counts them.
fn check_prefix(rows: &[Row], c: &mut Checker) -> u64 {
    let is_blank = |row: &&Row| matches!(row.verdict, Verdict::Blank);
    let Some(last) = rows.iter().rposition(|row| !is_blank(&row)) else {
        return 0;
    };
    let blank: Vec<&Row> = rows[..last].iter().filter(is_blank).collect();
    let skipped = u64::try_from(blank.len()).unwrap_or(u64::MAX);
    if let Some(first) = blank.first() {
        c.push(fault::skipped_tickets(
            first.id.span,
            skipped,
            rows[last].id.span,
        ));
    }
    skipped
}

fn check_sizes(
    rows: &[Row],
    planned: Option<&Spanned<u64>>,
    population: Option<&Spanned<u64>>,
    census: Option<&Census>,
    c: &mut Checker,
) {
    let differs = |count: &&Spanned<u64>, rows: usize| u64::try_from(rows) != Ok(count.value);
    if let Some(planned) = planned.filter(|planned| differs(planned, rows.len())) {
        c.push(fault::missing_rows(planned, "planned", rows.len()));
    }
    let in_full = rows.iter().filter(|row| row.census).count();
    if let Some(census) = census.filter(|census| differs(&&census.population, in_full)) {
        c.push(fault::missing_rows(
            &census.population,
            "population",
            in_full,
        ));
    }
    if let (Some(planned), Some(population)) = (planned, population)
        && planned.value > population.value
    {
        c.push(every::tally_range(
            planned,
            population,
            "more tickets are drawn than there were",
        ));
    }
}

/// Rows added up.
#[derive(Default)]
struct Sum {
    all: Stratum,
    census: Stratum,
    notes: BTreeMap<CulpritId, Vec<Note>>,
    unclassified_notes: Vec<Note>,
}

impl Sum {
    fn of(rows: &[Row]) -> Sum {
        let mut sum = Sum::default();
        for row in rows {
            add(&mut sum.all, &row.verdict);
            if row.census {
                add(&mut sum.census, &row.verdict);
            }
            let note = row.note.clone().map(|text| Note {
                ticket: Some(row.id.value.clone()),
                text,
            });
            match &row.verdict {
                Verdict::Culprit(culprit) if note.is_some() => {
                    sum.notes.entry(culprit.clone()).or_default().extend(note);
                }
                Verdict::Unclassified => sum.unclassified_notes.extend(note),
                _ => {}
            }
        }
        sum
    }
}

fn add(part: &mut Stratum, verdict: &Verdict) {
    part.read += u64::from(!matches!(verdict, Verdict::Blank));
    match verdict {
        Verdict::Culprit(culprit) => *part.counts.entry(culprit.clone()).or_default() += 1,
        Verdict::Unclassified => part.unclassified += 1,
        Verdict::NotApplicable => part.not_applicable += 1,
        Verdict::Blank | Verdict::Unreadable => {}
    }
}
