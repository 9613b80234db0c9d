//! The files of `internal/reports/<product>/` as written.

use serde::Deserialize;

use super::field::{Entries, Field, OneOrMany, TextOrKeys};

/// `product.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProductDoc {
    /// Name.
    pub name: Field<String>,
    /// What usage is counted in.
    pub usage_unit: Field<UsageUnitDoc>,
    /// The team that owns it.
    pub owner: Field<String>,
    /// Largest error of a share.
    pub margin: Field<f64>,
    /// The zone of its periods.
    pub time_zone: Field<String>,
    /// Priorities whose tickets are all read.
    pub census_priorities: Field<Vec<Field<String>>>,
    /// How its ticket export is written.
    pub export: Field<ExportDoc>,
    /// The vocabulary.
    pub culprits: Field<Vec<Field<CulpritDoc>>>,
}

/// `export:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExportDoc {
    /// Column of the ticket's id.
    pub id: Field<String>,
    /// Column of the time of creation.
    pub created: Field<String>,
    /// Column of the priority.
    pub priority: Field<String>,
    /// How dates are written.
    pub dates: Field<String>,
    /// The zone of times that say none.
    pub time_zone: Field<String>,
    /// Other words for priorities.
    pub priorities: Field<Entries<String>>,
    /// Columns with the words for tickets to leave out.
    pub ignore: Field<Entries<OneOrMany<String>>>,
}

/// `usage_unit:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UsageUnitDoc {
    /// For one.
    pub one: Field<String>,
    /// For many.
    pub many: Field<String>,
}

/// A culprit.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CulpritDoc {
    /// Permanent id.
    pub id: Field<String>,
    /// Name.
    pub name: Field<String>,
    /// What sort of thing.
    pub kind: Field<String>,
    /// The team that owns it.
    pub owner: Field<String>,
    /// Ids that it once had.
    pub aliases: Field<Vec<Field<String>>>,
    /// Period from which it is used.
    pub since: Field<String>,
    /// Period from which it is no longer used.
    pub retired: Field<String>,
    /// Culprits whose old counts are added to it.
    pub merged_from: Field<Vec<Field<String>>>,
    /// Culprits that it was divided into.
    pub split_into: Field<Vec<Field<String>>>,
}

/// `<period>.yaml`: counts of one sample.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TallyDoc {
    /// The product's id.
    pub product: Field<String>,
    /// The period.
    pub period: Field<String>,
    /// The zone of its days.
    pub time_zone: Field<String>,
    /// Tickets in the period.
    pub population: Field<u64>,
    /// Tickets drawn.
    pub sampled: Field<u64>,
    /// Tickets read.
    pub read: Field<u64>,
    /// How they were drawn.
    pub method: Field<String>,
    /// Whether the period is over.
    pub complete: Field<bool>,
    /// The period to compare with.
    pub previous: Field<String>,
    /// Tickets for each culprit.
    pub culprits: Field<Entries<u64>>,
    /// Tickets that should not have been in the population.
    pub not_applicable: Field<u64>,
    /// What customers struggled with.
    pub notes: Field<Entries<OneOrMany<NoteDoc>>>,
    /// Tickets that two people read.
    pub read_twice: Field<Vec<Field<ReadTwiceDoc>>>,
    /// How the program drew the tickets.
    pub draw: Field<DrawDoc>,
    /// The part that was to be read in full.
    pub census: Field<StratumDoc>,
}

/// `draw:` of a tally.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DrawDoc {
    /// What was hashed with each id.
    pub seed: Field<String>,
    /// When all tickets were counted.
    pub exported: Field<String>,
    /// Tickets that were passed over.
    pub skipped: Field<u64>,
}

/// `census:` of a tally.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StratumDoc {
    /// The priorities that were to be read in full.
    pub priorities: Field<Vec<Field<String>>>,
    /// Tickets of them in the period.
    pub population: Field<u64>,
    /// Tickets read.
    pub read: Field<u64>,
    /// Tickets for each culprit.
    pub culprits: Field<Entries<u64>>,
    /// Tickets that should not have been in the population.
    pub not_applicable: Field<u64>,
}

/// `<period>.yaml`: a sample of tickets with what was found in each.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WorksheetDoc {
    /// The product's id.
    pub product: Field<String>,
    /// The period.
    pub period: Field<String>,
    /// The zone of its days.
    pub time_zone: Field<String>,
    /// Tickets in the period.
    pub population: Field<u64>,
    /// When they were counted.
    pub exported: Field<String>,
    /// What is hashed with each ticket's id.
    pub seed: Field<String>,
    /// Tickets drawn.
    pub planned: Field<u64>,
    /// Whether the period is over.
    pub complete: Field<bool>,
    /// The period to compare with.
    pub previous: Field<String>,
    /// The part that is read in full.
    pub census: Field<CensusDoc>,
    /// The rows.
    pub tickets: Field<Vec<Field<TicketDoc>>>,
    /// Tickets that two people read.
    pub read_twice: Field<Vec<Field<ReadTwiceDoc>>>,
}

/// `census:` of a worksheet.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CensusDoc {
    /// The priorities that are read in full.
    pub priorities: Field<Vec<Field<String>>>,
    /// Tickets of them in the period.
    pub population: Field<u64>,
}

/// A row of a worksheet.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TicketDoc {
    /// The ticket's id.
    pub id: Field<String>,
    /// Its priority.
    pub priority: Field<Option<String>>,
    /// Its culprit; blank until it is read.
    pub culprit: Field<Option<String>>,
    /// What the customer struggled with.
    pub note: Field<Option<String>>,
}

/// What two people named for some tickets.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadTwiceDoc {
    /// What the first named.
    pub first: Field<String>,
    /// What the second named.
    pub second: Field<String>,
    /// For how many tickets.
    pub tickets: Field<u64>,
}

/// A note: its text alone, or with the ticket that it is about.
pub type NoteDoc = TextOrKeys<TicketNoteDoc>;

/// A note about one ticket.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TicketNoteDoc {
    /// The ticket's id.
    pub ticket: Field<String>,
    /// The note.
    pub note: Field<String>,
}

/// `usage.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UsageDoc {
    /// How it was measured.
    pub measure: Field<String>,
    /// Usage by period.
    pub periods: Field<Entries<f64>>,
}

/// `actions.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ActionsDoc {
    /// What was done.
    pub actions: Field<Vec<Field<ActionDoc>>>,
}

/// An action.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ActionDoc {
    /// Permanent id.
    pub id: Field<String>,
    /// When.
    pub date: Field<String>,
    /// What.
    pub title: Field<String>,
    /// What sort of thing.
    pub kind: Field<String>,
    /// About which culprits.
    pub culprits: Field<Vec<Field<String>>>,
    /// Further reading.
    pub link: Field<String>,
    /// Whether expectations start anew.
    pub rebase: Field<bool>,
    /// Incidents that it was, or that it answers.
    pub incidents: Field<Vec<Field<String>>>,
}
