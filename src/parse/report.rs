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
    /// The vocabulary.
    pub culprits: Given<Vec<Given<CulpritDoc>>>,
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
}
