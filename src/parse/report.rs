//! The files of `internal/reports/<product>/` as written.

use serde::Deserialize;

use super::given::{Entries, Given, OneOrMany, TextOrKeys};

/// `product.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ProductDoc {
    /// Name.
    pub name: Given<String>,
    /// What usage is counted in.
    pub usage_unit: Given<UsageUnitDoc>,
    /// The team that owns it.
    pub owner: Given<String>,
    /// Largest error of a share.
    pub margin: Given<f64>,
    /// The zone of its periods.
    pub time_zone: Given<String>,
    /// Priorities whose tickets are all read.
    pub census_priorities: Given<Vec<Given<String>>>,
    /// How its ticket export is written.
    pub export: Given<ExportDoc>,
    /// The vocabulary.
    pub culprits: Given<Vec<Given<CulpritDoc>>>,
}

/// `export:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ExportDoc {
    /// Column of the ticket's id.
    pub id: Given<String>,
    /// Column of the time of creation.
    pub created: Given<String>,
    /// Column of the priority.
    pub priority: Given<String>,
    /// How dates are written.
    pub dates: Given<String>,
    /// The zone of times that say none.
    pub time_zone: Given<String>,
    /// Other words for priorities.
    pub priorities: Given<Entries<String>>,
    /// Columns with the words for tickets to leave out.
    pub ignore: Given<Entries<OneOrMany<String>>>,
}

/// `usage_unit:`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UsageUnitDoc {
    /// For one.
    pub one: Given<String>,
    /// For many.
    pub many: Given<String>,
}

/// A culprit.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CulpritDoc {
    /// Permanent id.
    pub id: Given<String>,
    /// Name.
    pub name: Given<String>,
    /// What sort of thing.
    pub kind: Given<String>,
    /// The team that owns it.
    pub owner: Given<String>,
    /// Ids that it once had.
    pub aliases: Given<Vec<Given<String>>>,
    /// Period from which it is used.
    pub since: Given<String>,
    /// Period from which it is no longer used.
    pub retired: Given<String>,
    /// Culprits whose old counts are added to it.
    pub merged_from: Given<Vec<Given<String>>>,
    /// Culprits that it was divided into.
    pub split_into: Given<Vec<Given<String>>>,
}

/// `<period>.yaml`: counts of one sample.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TallyDoc {
    /// The product's id.
    pub product: Given<String>,
    /// The period.
    pub period: Given<String>,
    /// The zone of its days.
    pub time_zone: Given<String>,
    /// Tickets in the period.
    pub population: Given<u64>,
    /// Tickets drawn.
    pub sampled: Given<u64>,
    /// Tickets read.
    pub read: Given<u64>,
    /// How they were drawn.
    pub method: Given<String>,
    /// Whether the period is over.
    pub complete: Given<bool>,
    /// The period to compare with.
    pub previous: Given<String>,
    /// Tickets for each culprit.
    pub culprits: Given<Entries<u64>>,
    /// Tickets that should not have been in the population.
    pub not_applicable: Given<u64>,
    /// What customers struggled with.
    pub notes: Given<Entries<OneOrMany<NoteDoc>>>,
    /// Tickets that two people read.
    pub read_twice: Given<Vec<Given<ReadTwiceDoc>>>,
    /// How the program drew the tickets.
    pub draw: Given<DrawDoc>,
    /// The part that was to be read in full.
    pub census: Given<StratumDoc>,
}

/// `draw:` of a tally.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DrawDoc {
    /// What was hashed with each id.
    pub seed: Given<String>,
    /// When all tickets were counted.
    pub exported: Given<String>,
    /// Tickets that were passed over.
    pub skipped: Given<u64>,
}

/// `census:` of a tally.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StratumDoc {
    /// The priorities that were to be read in full.
    pub priorities: Given<Vec<Given<String>>>,
    /// Tickets of them in the period.
    pub population: Given<u64>,
    /// Tickets read.
    pub read: Given<u64>,
    /// Tickets for each culprit.
    pub culprits: Given<Entries<u64>>,
    /// Tickets that should not have been in the population.
    pub not_applicable: Given<u64>,
}

/// `<period>.yaml`: a sample of tickets with what was found in each.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WorksheetDoc {
    /// The product's id.
    pub product: Given<String>,
    /// The period.
    pub period: Given<String>,
    /// The zone of its days.
    pub time_zone: Given<String>,
    /// Tickets in the period.
    pub population: Given<u64>,
    /// When they were counted.
    pub exported: Given<String>,
    /// What is hashed with each ticket's id.
    pub seed: Given<String>,
    /// Tickets drawn.
    pub planned: Given<u64>,
    /// Whether the period is over.
    pub complete: Given<bool>,
    /// The period to compare with.
    pub previous: Given<String>,
    /// The part that is read in full.
    pub census: Given<CensusDoc>,
    /// The rows.
    pub tickets: Given<Vec<Given<TicketDoc>>>,
    /// Tickets that two people read.
    pub read_twice: Given<Vec<Given<ReadTwiceDoc>>>,
}

/// `census:` of a worksheet.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CensusDoc {
    /// The priorities that are read in full.
    pub priorities: Given<Vec<Given<String>>>,
    /// Tickets of them in the period.
    pub population: Given<u64>,
}

/// A row of a worksheet.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TicketDoc {
    /// The ticket's id.
    pub id: Given<String>,
    /// Its priority.
    pub priority: Given<Option<String>>,
    /// Its culprit; blank until it is read.
    pub culprit: Given<Option<String>>,
    /// What the customer struggled with.
    pub note: Given<Option<String>>,
}

/// What two people named for some tickets.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadTwiceDoc {
    /// What the first named.
    pub first: Given<String>,
    /// What the second named.
    pub second: Given<String>,
    /// For how many tickets.
    pub tickets: Given<u64>,
}

/// A note: its text alone, or with the ticket that it is about.
pub type NoteDoc = TextOrKeys<TicketNoteDoc>;

/// A note about one ticket.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TicketNoteDoc {
    /// The ticket's id.
    pub ticket: Given<String>,
    /// The note.
    pub note: Given<String>,
}

/// `usage.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct UsageDoc {
    /// How it was measured.
    pub measure: Given<String>,
    /// Usage by period.
    pub periods: Given<Entries<f64>>,
}

/// `actions.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ActionsDoc {
    /// What was done.
    pub actions: Given<Vec<Given<ActionDoc>>>,
}

/// An action.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ActionDoc {
    /// Permanent id.
    pub id: Given<String>,
    /// When.
    pub date: Given<String>,
    /// What.
    pub title: Given<String>,
    /// What sort of thing.
    pub kind: Given<String>,
    /// About which culprits.
    pub culprits: Given<Vec<Given<String>>>,
    /// Further reading.
    pub link: Given<String>,
    /// Whether expectations start anew.
    pub rebase: Given<bool>,
    /// Incidents that it was, or that it answers.
    pub incidents: Given<Vec<Given<String>>>,
}
