//! The counts of a sample, as a file.

use std::collections::BTreeMap;

use super::worksheet::{priorities, write_labels};
use crate::base::id::CulpritId;
use crate::base::vocabulary::Vocabulary;
use crate::format::yaml::{YamlText, quoted};
use crate::model::report::{
    CensusCounts, Classification, DoubleCoding, MachineLabels, Product, SampleProvenance, Tally,
    TicketNote,
};

/// A tally that says what its worksheet said, and that reading `stopped` early where that is so. Culprits stand in the order of the vocabulary.
pub fn tally_yaml(product: &Product, tally: &Tally, stopped: bool) -> String {
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
        minutes,
        unclassified_minutes,
        double_codings: read_twice,
        draw,
        census,
        labels,
    } = tally;
    let mut text = YamlText::default();
    text.line(0, &format!("product: {}", product.id));
    text.line(0, &format!("period: {period}"));
    text.line(0, &format!("time_zone: {}", zone.name()));
    if let Some(population) = population {
        text.line(0, &format!("population: {population}"));
    }
    text.line(0, &format!("sampled: {sampled}"));
    text.line(0, &format!("read: {read}"));
    if stopped {
        text.line(0, "stopped: true");
    }
    text.line(0, &format!("method: {}", method.word()));
    text.line(0, &format!("complete: {complete}"));
    if *previous != period.previous() {
        text.line(0, &format!("previous: {previous}"));
    }
    if let Some(draw) = draw {
        write_draw(&mut text, draw);
    }
    write_counts(
        &mut text,
        0,
        product,
        (counts, *unclassified, *not_applicable),
    );
    if let Some(CensusCounts {
        priorities: named,
        population,
        read,
        counts,
        unclassified,
        not_applicable,
    }) = census
    {
        text.line(0, "census:");
        text.line(2, &format!("priorities: [{}]", priorities(named)));
        text.line(2, &format!("population: {population}"));
        text.line(2, &format!("read: {read}"));
        write_counts(
            &mut text,
            2,
            product,
            (counts, *unclassified, *not_applicable),
        );
    }
    if let Some(labels) = labels {
        write_labels(&mut text, labels);
        write_labels_read(&mut text, labels);
    }
    if !read_twice.is_empty() {
        text.line(0, "read_twice:");
    }
    for DoubleCoding {
        first,
        second,
        tickets,
    } in read_twice
    {
        let (first, second) = (classification(first), classification(second));
        text.line(
            2,
            &format!("- {{ first: {first}, second: {second}, tickets: {tickets} }}"),
        );
    }
    write_notes(&mut text, product, notes, unclassified_notes);
    write_minutes(&mut text, product, minutes, unclassified_minutes);
    text.finish()
}

/// How the tickets were drawn.
fn write_draw(text: &mut YamlText, draw: &SampleProvenance) {
    let SampleProvenance {
        seed,
        exported,
        skipped,
        broken_rows,
    } = draw;
    text.line(0, "draw:");
    text.line(2, &format!("seed: {seed}"));
    if let Some(exported) = exported {
        text.line(2, &format!("exported: {}", exported.rfc3339()));
    }
    text.line(2, &format!("skipped: {skipped}"));
    if *broken_rows > 0 {
        text.line(2, &format!("broken_rows: {broken_rows}"));
    }
}

/// The tickets read by what the machine and the reader said.
fn write_labels_read(text: &mut YamlText, labels: &MachineLabels) {
    text.line(0, "labels_read:");
    for ((label, finding), tickets) in &labels.read {
        let label = label.as_ref().map_or("unknown", CulpritId::as_str);
        let culprit = classification(finding);
        text.line(
            2,
            &format!("- {{ label: {label}, culprit: {culprit}, tickets: {tickets} }}"),
        );
    }
}

/// The notes by culprit, and those of tickets whose cause is unclear.
fn write_notes(
    text: &mut YamlText,
    product: &Product,
    notes: &BTreeMap<CulpritId, Vec<TicketNote>>,
    unclassified_notes: &[TicketNote],
) {
    let named = product
        .culprits
        .iter()
        .filter_map(|culprit| Some((culprit.id.as_str(), notes.get(&culprit.id)?.as_slice())));
    let unclear = Some(("unclassified", unclassified_notes)).filter(|(_, notes)| !notes.is_empty());
    let notes: Vec<_> = named.chain(unclear).collect();
    if !notes.is_empty() {
        text.line(0, "notes:");
    }
    for (id, notes) in notes {
        text.line(2, &format!("{id}:"));
        for TicketNote { ticket, text: note } in notes {
            let note = quoted(note);
            let item = match ticket {
                Some(ticket) => format!("- {{ ticket: {}, note: {note} }}", quoted(ticket)),
                None => format!("- {note}"),
            };
            text.line(4, &item);
        }
    }
}

/// The minutes of effort by culprit, and those of tickets whose cause is unclear.
fn write_minutes(
    text: &mut YamlText,
    product: &Product,
    minutes: &BTreeMap<CulpritId, Vec<u64>>,
    unclassified: &[u64],
) {
    let named = product.culprits.iter();
    let named = named.filter_map(|culprit| {
        let minutes = minutes.get(&culprit.id)?.as_slice();
        Some((culprit.id.as_str(), minutes))
    });
    let unclear = Some(("unclassified", unclassified)).filter(|(_, minutes)| !minutes.is_empty());
    let lists: Vec<_> = named.chain(unclear).collect();
    if !lists.is_empty() {
        text.line(0, "minutes:");
    }
    for (id, minutes) in lists {
        let minutes: Vec<String> = minutes.iter().map(u64::to_string).collect();
        text.line(2, &format!("{id}: [{}]", minutes.join(", ")));
    }
}

/// The counts of all tickets or of a part of them.
fn write_counts(
    text: &mut YamlText,
    indent: usize,
    product: &Product,
    (counts, unclassified, not_applicable): (&BTreeMap<CulpritId, u64>, u64, u64),
) {
    text.line(indent, "culprits:");
    let counted = product
        .culprits
        .iter()
        .filter_map(|culprit| Some((culprit.id.as_str(), *counts.get(&culprit.id)?)));
    for (id, count) in counted.chain([("unclassified", unclassified)]) {
        text.line(indent + 2, &format!("{id}: {count}"));
    }
    text.line(indent, &format!("not_applicable: {not_applicable}"));
}

fn classification(reading: &Classification) -> &str {
    match reading {
        Classification::Culprit(culprit) => culprit.as_str(),
        Classification::Unclassified => "unclassified",
        Classification::NotApplicable => "not-applicable",
    }
}
