//! The worksheet of a sample, as a file that people fill in.

use crate::base::period::Period;
use crate::base::time::{Moment, Zone};
use crate::base::vocabulary::Vocabulary;
use crate::format::yaml::{YamlText, quoted};
use crate::model::report::{MachineLabels, Priority};

/// Beside the number of all tickets.
const POPULATION_COMMENT: &str = "tickets in the period at export";

/// How a worksheet is filled in.
const INSTRUCTIONS: [&str; 5] = [
    "Read from the top down. Do not reorder or delete rows.",
    "culprit: an id from product.yaml, or unclassified, or not-applicable. Leave it blank if the ticket is not read.",
    "label: what a machine says, as a code that leads no reader. The program writes it.",
    "note: what the customer struggled with. No customer names, email addresses, app names or database contents.",
    "Later exports and larger samples keep what is filled in: statuary sample",
];

/// What stands above the rows.
#[derive(Clone, Copy, Debug)]
pub struct WorksheetHead<'a> {
    /// The product's id.
    pub product: &'a str,
    pub period: Period,
    /// The zone of its days.
    pub zone: Zone,
    /// Tickets in the period.
    pub population: u64,
    /// When they were counted.
    pub exported: Moment,
    /// Rows of the export that could not be read.
    pub broken_rows: u64,
    /// What is hashed with each ticket's id.
    pub seed: &'a str,
    /// Tickets drawn.
    pub planned: u64,
    /// Whether the period is over.
    pub complete: bool,
    /// The priorities that are read in full, and how many tickets they have.
    pub census: Option<(&'a [Priority], u64)>,
    /// What a machine said about the other tickets.
    pub labels: Option<&'a MachineLabels>,
}

/// A row before it is filled in.
#[derive(Clone, Copy, Debug)]
pub struct NewRow<'a> {
    pub id: &'a str,
    pub priority: Option<Priority>,
    /// The code of its label.
    pub label: Option<&'a str>,
}

/// A new worksheet.
pub fn worksheet_yaml<'a>(
    head: &WorksheetHead,
    tickets: impl Iterator<Item = NewRow<'a>>,
) -> String {
    let WorksheetHead {
        product,
        period,
        zone,
        population,
        exported,
        broken_rows,
        seed,
        planned,
        complete,
        census,
        labels,
    } = head;
    let mut text = YamlText::default();
    text.line(0, &format!("product: {product}"));
    text.line(0, &format!("period: {period}"));
    text.line(0, &format!("time_zone: {}", zone.name()));
    let counted = format!("population: {population}");
    text.line(0, &format!("{counted:<27}# {POPULATION_COMMENT}"));
    text.line(0, &format!("exported: {}", exported.rfc3339()));
    if *broken_rows > 0 {
        text.line(0, &broken_rows_line(*broken_rows));
    }
    text.line(0, &format!("seed: {seed}"));
    text.line(0, &format!("planned: {planned}"));
    if !complete {
        text.line(0, "complete: false");
    }
    if let Some((named, population)) = census {
        let named = priorities(named);
        text.line(
            0,
            &format!("census: {{ priorities: [{named}], population: {population} }}"),
        );
    }
    if let Some(labels) = labels {
        write_labels(&mut text, labels);
    }
    for line in INSTRUCTIONS {
        if labels.is_some() || !line.starts_with("label:") {
            text.comment(0, line);
        }
    }
    text.line(0, "tickets:");
    let rows: Vec<String> = tickets.map(row).collect();
    text.finish() + &rows.join("\n")
}

/// How many rows of the export are missing in the population.
pub fn broken_rows_line(count: u64) -> String {
    format!("broken_rows: {count}")
}

/// A row that nobody has filled in. Ids are quoted, because most of them would be numbers otherwise.
pub fn row(new: NewRow) -> String {
    let NewRow {
        id,
        priority,
        label,
    } = new;
    let mut text = YamlText::default();
    text.line(2, &format!("- id: {}", quoted(id)));
    if let Some(priority) = priority {
        text.line(4, &format!("priority: {}", priority.word()));
    }
    if let Some(label) = label {
        text.line(4, &label_line(label));
    }
    text.line(4, "culprit:");
    text.line(4, "note:");
    text.finish()
}

/// The line of a label in a row. Codes are quoted, because some would be numbers otherwise.
pub fn label_line(code: &str) -> String {
    format!("label: {}", quoted(code))
}

/// The labels of a machine as a file counts them, in the order of the culprits' ids.
pub fn write_labels(text: &mut YamlText, labels: &MachineLabels) {
    let MachineLabels {
        machine,
        version,
        counts,
        unknown,
        read: _,
    } = labels;
    text.line(0, "labels:");
    text.line(2, &format!("machine: {}", quoted(machine)));
    if let Some(version) = version {
        text.line(2, &format!("version: {}", quoted(version)));
    }
    text.line(
        2,
        if counts.is_empty() {
            "counts: {}"
        } else {
            "counts:"
        },
    );
    for (culprit, count) in counts {
        text.line(4, &format!("{culprit}: {count}"));
    }
    text.line(2, &format!("unknown: {unknown}"));
}

/// `urgent, high`.
pub fn priorities(priorities: &[Priority]) -> String {
    priorities
        .iter()
        .map(|priority| priority.word())
        .collect::<Vec<_>>()
        .join(", ")
}
