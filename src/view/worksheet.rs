//! The worksheet of a sample, as a file that people fill in.

use std::fmt::Write;

use super::text::worksheet as words;
use crate::base::period::Period;
use crate::base::time::{Moment, Zone};
use crate::base::vocabulary::Vocabulary;
use crate::derive::sampling::DrawnTicket;
use crate::model::report::Priority;

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
    /// What is hashed with each ticket's id.
    pub seed: &'a str,
    /// Tickets drawn.
    pub planned: u64,
    /// Whether the period is over.
    pub complete: bool,
    /// The priorities that are read in full, and how many tickets they have.
    pub census: Option<(&'a [Priority], u64)>,
}

/// A new worksheet.
pub fn worksheet_yaml(head: &WorksheetHead, tickets: &[&DrawnTicket]) -> String {
    let WorksheetHead {
        product,
        period,
        zone,
        population,
        exported,
        seed,
        planned,
        complete,
        census,
    } = head;
    let mut text = format!(
        "product: {product}\nperiod: {period}\ntime_zone: {}\n",
        zone.name()
    );
    let counted = format!("population: {population}");
    text.push_str(&format!("{counted:<27}# {}\n", words::POPULATION));
    text.push_str(&format!(
        "exported: {}\nseed: {seed}\nplanned: {planned}\n",
        exported.rfc3339()
    ));
    if !complete {
        text.push_str("complete: false\n");
    }
    if let Some((priorities, population)) = census {
        text.push_str(&format!(
            "census: {{ priorities: [{}], population: {population} }}\n",
            self::priorities(priorities)
        ));
    }
    for line in words::RULES {
        text.push_str(&format!("# {line}\n"));
    }
    let rows: Vec<String> = tickets.iter().map(|ticket| row(ticket)).collect();
    text + "tickets:\n" + &rows.join("\n")
}

/// A row that nobody has filled in.
pub fn row(ticket: &DrawnTicket) -> String {
    let priority = ticket
        .priority
        .map(|priority| format!("    priority: {}\n", priority.word()));
    format!(
        "  - id: {}\n{}    culprit:\n    note:\n",
        quote_yaml(&ticket.id),
        priority.unwrap_or_default()
    )
}

/// `urgent, high`.
pub fn priorities(priorities: &[Priority]) -> String {
    priorities
        .iter()
        .map(|priority| priority.word())
        .collect::<Vec<_>>()
        .join(", ")
}

/// A text as YAML in quotation marks.
pub fn quote_yaml(text: &str) -> String {
    let mut quoted = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                // Writing to a text cannot fail.
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
