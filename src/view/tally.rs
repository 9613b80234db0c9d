//! The counts of a sample, as a file.

use std::collections::BTreeMap;

use super::worksheet::{priorities, quote_yaml};
use crate::base::id::CulpritId;
use crate::base::vocabulary::Vocabulary;
use crate::model::report::{
    CensusCounts, Classification, DoubleCoding, Product, SampleProvenance, Tally, TicketNote,
};

/// A tally that says what its worksheet said. Culprits stand in the order of the vocabulary.
pub fn tally_yaml(product: &Product, tally: &Tally) -> String {
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
        double_codings: read_twice,
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
    if let Some(SampleProvenance {
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
    if let Some(CensusCounts {
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
    let twice: String = read_twice.iter().map(double_coding).collect();
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
        .map(|(id, notes)| culprit_notes(id, notes))
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

fn double_coding(
    DoubleCoding {
        first,
        second,
        tickets,
    }: &DoubleCoding,
) -> String {
    let (first, second) = (classification(first), classification(second));
    format!("  - {{ first: {first}, second: {second}, tickets: {tickets} }}\n")
}

fn classification(reading: &Classification) -> &str {
    match reading {
        Classification::Culprit(culprit) => culprit.as_str(),
        Classification::Unclassified => "unclassified",
        Classification::NotApplicable => "not-applicable",
    }
}

fn culprit_notes(id: &str, notes: &[TicketNote]) -> String {
    let lines = notes
        .iter()
        .map(|TicketNote { ticket, text }| match ticket {
            Some(ticket) => format!(
                "    - {{ ticket: {}, note: {} }}\n",
                quote_yaml(ticket),
                quote_yaml(text)
            ),
            None => format!("    - {}\n", quote_yaml(text)),
        });
    format!("  {id}:\n{}", lines.collect::<String>())
}
