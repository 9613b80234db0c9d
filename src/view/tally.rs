//! The counts of a sample, as a file.

use std::collections::BTreeMap;

use super::worksheet::{priorities, quoted};
use crate::base::id::CulpritId;
use crate::base::words::Words;
use crate::model::report::{Draw, Note, Product, ReadTwice, Reading, Stratum, Tally};

/// A tally that says what its worksheet said. Culprits stand in the order of the vocabulary.
#[must_use]
pub fn text(product: &Product, tally: &Tally) -> String {
    let Tally {
        period,
        zone,
        population,
        sampled,
        read,
        method,
        complete,
        previous,
        counts,
        unclassified,
        not_applicable,
        notes,
        unclassified_notes,
        read_twice,
        draw,
        census,
    } = tally;
    let mut text = format!(
        "product: {}\nperiod: {period}\ntime_zone: {}\n",
        product.id,
        zone.name()
    );
    if let Some(population) = population {
        text.push_str(&format!("population: {population}\n"));
    }
    text.push_str(&format!(
        "sampled: {sampled}\nread: {read}\nmethod: {}\ncomplete: {complete}\n",
        method.word()
    ));
    if *previous != period.previous() {
        text.push_str(&format!("previous: {previous}\n"));
    }
    if let Some(Draw {
        seed,
        exported,
        skipped,
    }) = draw
    {
        text.push_str(&format!("draw:\n  seed: {seed}\n"));
        if let Some(exported) = exported {
            text.push_str(&format!("  exported: {}\n", exported.rfc3339()));
        }
        text.push_str(&format!("  skipped: {skipped}\n"));
    }
    text.push_str(&culprits("", product, counts, *unclassified));
    text.push_str(&format!("not_applicable: {not_applicable}\n"));
    if let Some(Stratum {
        priorities: named,
        population,
        read,
        counts,
        unclassified,
        not_applicable,
    }) = census
    {
        text.push_str(&format!("census:\n  priorities: [{}]\n", priorities(named)));
        text.push_str(&format!("  population: {population}\n  read: {read}\n"));
        text.push_str(&culprits("  ", product, counts, *unclassified));
        text.push_str(&format!("  not_applicable: {not_applicable}\n"));
    }
    let twice: String = read_twice.iter().map(pair).collect();
    if !twice.is_empty() {
        text.push_str(&format!("read_twice:\n{twice}"));
    }
    let notes = product
        .culprits
        .iter()
        .filter_map(|culprit| Some((culprit.id.as_str(), notes.get(&culprit.id)?)));
    let unclear = Some(("unclassified", unclassified_notes)).filter(|(_, notes)| !notes.is_empty());
    let notes: String = notes
        .chain(unclear)
        .map(|(id, notes)| notes_of(id, notes))
        .collect();
    if notes.is_empty() {
        text
    } else {
        text + "notes:\n" + &notes
    }
}

fn culprits(
    indent: &str,
    product: &Product,
    counts: &BTreeMap<CulpritId, u64>,
    unclassified: u64,
) -> String {
    let counted = product
        .culprits
        .iter()
        .filter_map(|culprit| Some((culprit.id.as_str(), *counts.get(&culprit.id)?)));
    let lines = counted
        .chain([("unclassified", unclassified)])
        .map(|(id, count)| format!("{indent}  {id}: {count}\n"));
    format!("{indent}culprits:\n{}", lines.collect::<String>())
}

fn pair(
    ReadTwice {
        first,
        second,
        tickets,
    }: &ReadTwice,
) -> String {
    let (first, second) = (reading(first), reading(second));
    format!("  - {{ first: {first}, second: {second}, tickets: {tickets} }}\n")
}

fn reading(reading: &Reading) -> &str {
    match reading {
        Reading::Culprit(culprit) => culprit.as_str(),
        Reading::Unclassified => "unclassified",
        Reading::NotApplicable => "not-applicable",
    }
}

fn notes_of(id: &str, notes: &[Note]) -> String {
    let lines = notes.iter().map(|Note { ticket, text }| match ticket {
        Some(ticket) => format!(
            "    - {{ ticket: {}, note: {} }}\n",
            quoted(ticket),
            quoted(text)
        ),
        None => format!("    - {}\n", quoted(text)),
    });
    format!("  {id}:\n{}", lines.collect::<String>())
}
