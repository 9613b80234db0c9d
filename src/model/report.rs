//! Products, their culprits, and the samples of tickets that were read.

use crate::base::vocabulary::words;
use std::collections::BTreeMap;

use crate::base::export_time::DateOrder;
use crate::base::id::{ActionId, CulpritId, EntryId, ProductId};
use crate::base::percent_encoding::encode_path;
use crate::base::period::Period;
use crate::base::time::{Date, Moment, Zone};

/// A product that tickets are about.
#[derive(Clone, Debug)]
pub struct Product {
    /// Its id, from the folder's name.
    pub id: ProductId,
    pub name: String,
    /// What its usage is counted in.
    pub usage_unit: Option<UsageUnit>,
    /// The team that owns it.
    pub owner: Option<String>,
    /// Margin of error of a share that a sample should have at 95% confidence, such as 0.10.
    pub margin: f64,
    /// How much more counts scatter than chance alone would, from 1 up, as long as too few periods are known to measure it.
    pub assumed_dispersion: f64,
    /// The zone of its periods, if it is not the site's.
    pub zone: Option<Zone>,
    /// Tickets of these priorities are all read, beside the sample of the others.
    pub census_priorities: Vec<Priority>,
    /// How its ticket export is written.
    pub export: Option<Export>,
    /// Where the labels of a machine are found.
    pub labels: Option<LabelSource>,
    /// The vocabulary, in the order of the file.
    pub culprits: Vec<Culprit>,
    /// Pairs of periods to compare, the earlier one first.
    pub comparisons: Vec<(Period, Period)>,
    /// Goals, by date.
    pub targets: Vec<Target>,
    /// One sample for each period.
    pub samples: BTreeMap<Period, Tally>,
    /// How usage was measured.
    pub usage_measure: Option<String>,
    /// Usage by period.
    pub usage: BTreeMap<Period, f64>,
    /// What was done, by date.
    pub actions: Vec<ProductAction>,
}

impl Product {
    /// What the tickets of a period are compared with: its usage, or 1 where usage is never measured. `None` where only this period's
    /// usage is unknown.
    pub fn exposure(&self, period: Period) -> Option<f64> {
        if self.usage.is_empty() {
            Some(1.0)
        } else {
            self.usage.get(&period).copied()
        }
    }

    /// The culprit with an id.
    pub fn culprit(&self, id: &CulpritId) -> Option<&Culprit> {
        self.culprits.iter().find(|culprit| culprit.id == *id)
    }
}

/// How far the tickets of a culprit are to fall.
#[derive(Clone, Debug)]
pub struct Target {
    pub culprit: CulpritId,
    /// Tickets in a period, per 1,000 of usage where that is measured.
    pub below: f64,
    /// The last day by which it is to be reached.
    pub by: Date,
}

/// The words for the unit of usage.
#[derive(Clone, Debug)]
pub struct UsageUnit {
    /// For one: `database`.
    pub one: String,
    /// For many: `databases`.
    pub many: String,
}

/// How the ticket export of a product is written: CSV with a header, or one JSON object on each line.
#[derive(Clone, Debug)]
pub struct Export {
    /// The column of the ticket's id.
    pub id: String,
    /// The column of the time at which the ticket was created.
    pub created: String,
    /// The column of its priority.
    pub priority: Option<String>,
    /// How dates are written.
    pub dates: DateOrder,
    /// The format of times as for `strptime`, if it is none of the usual ones.
    pub format: Option<String>,
    /// The zone of times that say none, if it is not that of the period.
    pub zone: Option<Zone>,
    /// Other words for priorities, in small letters.
    pub priorities: BTreeMap<String, Priority>,
    /// Tickets to leave out: spam, and what was merged into others.
    pub ignore: Vec<CellRule>,
    /// Tickets of the product, if the export has those of others too; each rule must hold.
    pub only: Vec<CellRule>,
    /// Where the list of tickets is in a JSON export; names of keys with dots between them.
    pub records: Option<String>,
    /// Whether quotation marks in cells of a CSV are written as `\"`.
    pub backslash_escapes: bool,
    /// How many broken rows are passed over.
    pub skip_broken: u64,
    /// The address of a ticket, with `{id}` in place of its ID.
    pub ticket_url: Option<String>,
    /// Columns that help whoever reads a ticket.
    pub show: Vec<String>,
}

impl Export {
    /// Where a ticket can be read.
    pub fn url_of(&self, id: &str) -> Option<String> {
        let id = encode_path(id).replace('/', "%2F");
        self.ticket_url.as_ref().map(|url| url.replace("{id}", &id))
    }
}

/// Where the labels of a machine are found: in a column of the export, or in a second file.
#[derive(Clone, Debug)]
pub struct LabelSource {
    /// The name of the machine.
    pub machine: String,
    /// Its version, if no column has it.
    pub version: Option<String>,
    /// The column of the label.
    pub label: String,
    /// The column of the ticket's id in the second file, if there is one.
    pub id: Option<String>,
    /// The column of the version.
    pub version_column: Option<String>,
    /// Labels in small letters, with the culprits that they stand for; `None` is a label without a culprit.
    pub words: BTreeMap<String, Option<CulpritId>>,
}

/// Tickets with one of some words in a column.
#[derive(Clone, Debug)]
pub struct CellRule {
    pub column: String,
    /// In small letters; `*` is any word.
    pub words: Vec<String>,
}

/// What a ticket can be about.
#[derive(Clone, Debug)]
pub struct Culprit {
    /// Permanent.
    pub id: CulpritId,
    /// May change.
    pub name: String,
    /// What sort of thing would have prevented the ticket.
    pub kind: Option<CulpritKind>,
    /// The team that owns it.
    pub owner: Option<String>,
    /// Codes of the support guide that its tickets name.
    pub error_codes: Vec<String>,
    /// The period from which it is used.
    pub since: Option<Period>,
    /// The period from which it is no longer used.
    pub retired: Option<Period>,
    /// What it was divided into.
    pub split_into: Vec<CulpritId>,
}

words! {
    "kind of culprit";
    /// What sort of thing would have prevented a ticket.
    pub enum CulpritKind {
        /// Something that the product does.
        Feature = "feature",
        /// How it is offered.
        Interface = "interface",
        /// How it is explained.
        Docs = "docs",
        /// Advice.
        Guidance = "guidance",
        /// A defect.
        Fault = "fault",
        /// Contracts, bills and access.
        Account = "account",
    }
}

/// What was counted in one sample. `counts`, `unclassified` and `not_applicable` add up to `read`; `read` is at most `sampled`, and
/// that at most the population.
#[derive(Clone, Debug)]
pub struct Tally {
    /// The period whose tickets were sampled.
    pub period: Period,
    /// The zone of the period's days.
    pub zone: Zone,
    /// Tickets in the period, if known.
    pub population: Option<u64>,
    /// Tickets drawn.
    pub sampled: u64,
    /// Tickets read.
    pub read: u64,
    /// How they were drawn.
    pub method: SamplingMethod,
    /// Whether the period is over and counted to its end.
    pub complete: bool,
    /// The period to compare with.
    pub previous: Period,
    /// Tickets for each culprit, under its present id.
    pub counts: BTreeMap<CulpritId, u64>,
    /// Read, cause unclear.
    pub unclassified: u64,
    /// Read, and should not have been in the population.
    pub not_applicable: u64,
    /// What customers struggled with, for each culprit, in the order of the file.
    pub notes: BTreeMap<CulpritId, Vec<TicketNote>>,
    /// The same of tickets whose cause is unclear.
    pub unclassified_notes: Vec<TicketNote>,
    /// Minutes of effort of the tickets that were read, for each culprit, where somebody noted them.
    pub minutes: BTreeMap<CulpritId, Vec<u64>>,
    /// The same of tickets whose cause is unclear.
    pub unclassified_minutes: Vec<u64>,
    /// Tickets that two people read, each with what the first and the second named.
    pub double_codings: Vec<DoubleCoding>,
    /// How the program drew the tickets; `None` if somebody else did.
    pub draw: Option<SampleProvenance>,
    /// The part of the tickets above that was to be read in full, because of its priority. The rest is the random sample.
    pub census: Option<CensusCounts>,
    /// What a machine said about the other tickets.
    pub labels: Option<MachineLabels>,
}

impl Tally {
    /// Tickets read of a culprit.
    pub fn count(&self, id: &CulpritId) -> u64 {
        self.counts.get(id).copied().unwrap_or(0)
    }
}

/// What a machine said about the tickets of a period, without those of priorities that are read in full.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MachineLabels {
    pub machine: String,
    pub version: Option<String>,
    /// Tickets with each label, read or not, under the culprit's present id.
    pub counts: BTreeMap<CulpritId, u64>,
    /// Tickets for which it named no culprit.
    pub unknown: u64,
    /// Tickets read by what the machine said (`None` if it named no culprit) and what the reader found.
    pub read: BTreeMap<(Option<CulpritId>, Classification), u64>,
}

impl MachineLabels {
    /// The name of the machine with its version: labels of two of them are not compared.
    pub fn name(&self) -> String {
        match &self.version {
            Some(version) => format!("{} {version}", self.machine),
            None => self.machine.clone(),
        }
    }
}

/// What a customer struggled with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TicketNote {
    /// The ticket that it is about, if it is about one.
    pub ticket: Option<String>,
    /// In a few words.
    pub text: String,
}

/// What two people named for some tickets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoubleCoding {
    /// What the first named.
    pub first: Classification,
    /// What the second named.
    pub second: Classification,
    /// For how many tickets.
    pub tickets: u64,
}

/// What a reader says of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Classification {
    Culprit(CulpritId),
    /// The cause is unclear.
    Unclassified,
    /// It should not have been counted.
    NotApplicable,
}

/// How the program drew the tickets of a worksheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleProvenance {
    /// What was hashed with each ticket's id.
    pub seed: String,
    /// When all tickets of the period were counted.
    pub exported: Option<Moment>,
    /// Tickets that were passed over: not read, and before the last one that was.
    pub skipped: u64,
    /// Rows of the export that could not be read.
    pub broken_rows: u64,
}

/// The tickets of the priorities that are read in full.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CensusCounts {
    /// Those priorities.
    pub priorities: Vec<Priority>,
    /// Tickets in the period.
    pub population: u64,
    /// Tickets read.
    pub read: u64,
    /// Tickets for each culprit.
    pub counts: BTreeMap<CulpritId, u64>,
    /// Read, cause unclear.
    pub unclassified: u64,
    /// Read, and should not have been in the population.
    pub not_applicable: u64,
}

words! {
    "priority";
    /// How urgent a ticket is.
    pub enum Priority {
        /// Everything else waits.
        Urgent = "urgent",
        /// Soon.
        High = "high",
        /// The usual.
        Normal = "normal",
        /// When there is time.
        Low = "low",
    }
}

words! {
    "sampling method";
    /// How a sample was drawn.
    pub enum SamplingMethod {
        /// By the smallest hashes: a simple random sample.
        HashV1 = "hash-v1",
        /// All were read.
        Census = "census",
        /// Some other way: intervals are shown with a caution.
        Other = "other",
    }
}

/// Something that was done.
#[derive(Clone, Debug)]
pub struct ProductAction {
    pub id: ActionId,
    /// When.
    pub date: Date,
    /// What, in at most 50 characters.
    pub title: String,
    /// What sort of thing.
    pub kind: ActionKind,
    /// About which culprits; empty means the whole product.
    pub culprits: Vec<CulpritId>,
    /// Further reading.
    pub link: Option<String>,
    /// Whether expectations start anew from here.
    pub rebase: bool,
    /// Incidents that it was, or that it answers.
    pub incidents: Vec<EntryId>,
}

impl ProductAction {
    /// Whether counting itself changed, so that nothing before is compared with anything after.
    pub fn changes_measurement(&self) -> bool {
        self.kind == ActionKind::Measurement
    }

    /// Whether it only stands on charts.
    pub fn is_neutral(&self) -> bool {
        self.kind == ActionKind::Release
    }

    /// Whether it was to make culprits less frequent, so that it is asked whether it did.
    pub fn is_improvement(&self) -> bool {
        match self.kind {
            ActionKind::Fix | ActionKind::Docs | ActionKind::Interface | ActionKind::Policy => true,
            ActionKind::Release | ActionKind::Incident | ActionKind::Measurement => false,
        }
    }

    /// Whether expectations start anew from here.
    pub fn resets_baseline(&self) -> bool {
        self.rebase || self.changes_measurement()
    }
}

words! {
    "kind of action";
    /// What sort of thing was done.
    pub enum ActionKind {
        /// A defect mended.
        Fix = "fix",
        /// Something explained.
        Docs = "docs",
        /// Something offered differently.
        Interface = "interface",
        /// A rule changed.
        Policy = "policy",
        /// Something new, which stands on charts and of which nothing is claimed.
        Release = "release",
        /// Something went wrong.
        Incident = "incident",
        /// Counting itself changed.
        Measurement = "measurement",
    }
}
