//! Files of `internal/reports/<product>/`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::{Entries, Field, OneOrMany, Required, TextOrKeys};
use super::leaf::{
    ActionKindWord, CulpritKindWord, CulpritRef, DateOrderWord, Day, EntryRef, ErrorCodeRef,
    Finding, Id, MachineLabel, MethodWord, OwnerRef, Period, PriorityWord, Time, TimeZone, Url,
};

/// `product.yaml`: a product and its culprits.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ProductDoc {
    /// Name of the product.
    pub name: Required<String>,
    /// Unit in which usage is counted.
    pub usage_unit: Field<UsageUnitDoc>,
    /// Team that owns the product.
    pub owner: Field<OwnerRef>,
    /// Maximum margin of error of a share, from 0.01 to 0.5. It determines the sample size. The default is `0.10`.
    pub margin: Field<f64>,
    /// Assumed variation of the number of tickets between periods, relative to chance alone: `1` is no more than chance, the default is `3`. It is used until eight earlier periods are known and the variation can be measured.
    pub assumed_dispersion: Field<f64>,
    /// IANA time zone in which the periods of the product start and end.
    pub time_zone: Field<TimeZone>,
    /// Priorities for which every ticket is read instead of a sample.
    pub census_priorities: Field<Vec<Field<PriorityWord>>>,
    /// Format of the ticket export.
    pub export: Field<ExportDoc>,
    /// Labels that a machine gives to every ticket. Reports correct them with the tickets that people read.
    pub labels: Field<LabelsDoc>,
    /// Culprits: the causes that tickets are assigned to.
    pub culprits: Required<Vec<Field<CulpritDoc>>>,
    /// Pairs of periods that get a page with their comparison, regardless of the periods between them.
    pub comparisons: Field<Vec<Field<PeriodPairDoc>>>,
    /// Goals: upper limits for the tickets of culprits, each with a date. They are drawn in the charts and judged with the interval of the newest period.
    pub targets: Field<Vec<Field<TargetDoc>>>,
}

/// How far the tickets of a culprit are to fall.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TargetDoc {
    /// Culprit that the goal is about.
    pub culprit: Required<CulpritRef>,
    /// Upper limit: the number of tickets in a period must be lower than this, per 1,000 units of usage or, without `usage.yaml`, in total.
    pub below: Required<f64>,
    /// Last day by which the goal must be reached.
    pub by: Required<Day>,
}

/// Two periods to compare.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PeriodPairDoc {
    /// Earlier period.
    pub before: Required<Period>,
    /// Later period.
    pub after: Required<Period>,
}

/// `export:`, the format of a ticket export.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ExportDoc {
    /// Column with the ticket ID.
    pub id: Required<String>,
    /// Column with the creation time.
    pub created: Required<String>,
    /// Column with the priority.
    pub priority: Field<String>,
    /// Order of day, month and year in dates. With `day-first` and `month-first`, a year of two digits is in this century.
    pub dates: Field<DateOrderWord>,
    /// Format of the creation time as for `strptime`, such as `%d.%m.%Y %Hh%M`, if it is none of the usual ones.
    pub format: Field<String>,
    /// Time zone of times that do not state one.
    pub time_zone: Field<TimeZone>,
    /// Priorities of the ticket system, each with the matching priority here.
    pub priorities: Field<Entries<String, PriorityWord>>,
    /// Columns, each with the values of tickets to leave out. `"*"` matches every value that is not empty. If a cell has several values, separated by commas or semicolons, one match is enough.
    pub ignore: Field<Entries<String, OneOrMany<String>>>,
    /// Columns, each with the values of the tickets of this product, if the export has others too. Values are matched as in `ignore`.
    pub only: Field<Entries<String, OneOrMany<String>>>,
    /// Key of the list of tickets in a JSON export, such as `tickets` or `data.issues`.
    pub records: Field<String>,
    /// Whether a quotation mark inside a cell of the CSV file is written as `\"` instead of `""`.
    pub backslash_escapes: Field<bool>,
    /// How many broken rows an export may have. They are not counted as tickets, and the worksheet and the report say how many there were. The default is `0`.
    pub skip_broken: Field<u64>,
    /// URL of a ticket, with `{id}` in place of its ID. It is a link for the person who reads the ticket.
    pub ticket_url: Field<Url>,
    /// Columns that help the person who reads a ticket, such as its subject. They are shown from the export and never written into a file.
    pub show: Field<OneOrMany<String>>,
}

/// `labels:` of a product: where the machine labels are.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LabelsDoc {
    /// Name of the machine, such as `Help desk intents`.
    pub machine: Required<String>,
    /// Version of the machine, if no column contains it.
    pub version: Field<String>,
    /// Column with the label.
    pub label: Required<String>,
    /// Column with the ticket ID in a second file that has the labels. Without this key, they are in the export.
    pub id: Field<String>,
    /// Column with the version of the machine.
    pub version_column: Field<String>,
    /// Labels, each with the culprit that it stands for, or `unknown`. The ID of a culprit stands for this culprit.
    pub words: Field<Entries<String, MachineLabel>>,
}

/// `labels:` of a sample: the machine labels of the tickets of the period.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LabelCountsDoc {
    /// Name of the machine.
    pub machine: Required<String>,
    /// Version of the machine.
    pub version: Field<String>,
    /// Number of tickets of the period with each label, read or not, without those of priorities for which every ticket is read.
    pub counts: Required<Entries<CulpritRef, u64>>,
    /// Number of tickets for which the machine names no culprit.
    pub unknown: Field<u64>,
}

/// How often the machine and the reader came to these findings.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LabeledTicketsDoc {
    /// Label of the machine: the ID of a culprit, or `unknown`.
    pub label: Required<MachineLabel>,
    /// Culprit that the reader chose.
    pub culprit: Required<Finding>,
    /// Number of tickets with these two.
    pub tickets: Required<u64>,
}

/// `usage_unit:`, the unit in which usage is counted.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UsageUnitDoc {
    /// Singular, such as `database`.
    pub one: Required<String>,
    /// Plural, such as `databases`.
    pub many: Required<String>,
}

/// A culprit.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CulpritDoc {
    /// ID: lowercase letters, digits and hyphens. If you change it, list the old one in `aliases`.
    pub id: Required<Id>,
    /// Name on charts. It can change.
    pub name: Required<String>,
    /// What caused the tickets: what the product does (`feature`), how it is operated (`interface`), its documentation (`docs`), a need for advice (`guidance`), a defect (`fault`), or contracts, billing and access (`account`).
    pub kind: Field<CulpritKindWord>,
    /// Team that owns the culprit.
    pub owner: Field<OwnerRef>,
    /// Error codes that tickets of this culprit name, from `support.yaml`.
    pub error_codes: Field<Vec<Field<ErrorCodeRef>>>,
    /// Former IDs.
    pub aliases: Field<Vec<Field<Id>>>,
    /// First period in which the culprit is used.
    pub since: Field<Period>,
    /// First period in which the culprit is no longer used.
    pub retired: Field<Period>,
    /// Culprits whose earlier counts are added to this one.
    pub merged_from: Field<Vec<Field<Id>>>,
    /// Culprits that replace this one.
    pub split_into: Field<Vec<Field<Id>>>,
}

/// `<period>.yaml` as a tally: counts of one sample.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TallyDoc {
    /// ID of the product: the name of the directory.
    pub product: Required<String>,
    /// Period: the name of the file.
    pub period: Required<Period>,
    /// IANA time zone of the days in the period.
    pub time_zone: Field<TimeZone>,
    /// Number of tickets in the period.
    pub population: Field<u64>,
    /// Number of tickets drawn.
    pub sampled: Required<u64>,
    /// Number of tickets read.
    pub read: Required<u64>,
    /// How the tickets were chosen: at random by `statuary sample` (`hash-v1`), all of them (`census`), or in another way (`other`), which adds a note that the intervals may be too narrow. The default is `hash-v1`.
    pub method: Field<MethodWord>,
    /// If `true`, reading stopped early: the tickets that were read from the top of the list are the sample.
    pub stopped: Field<bool>,
    /// Whether the period is over.
    pub complete: Field<bool>,
    /// Period to compare with.
    pub previous: Field<Period>,
    /// Number of tickets for each culprit. Together with `not_applicable` they add up to `read`.
    pub culprits: Required<Entries<CulpritRef, u64>>,
    /// Number of tickets that were read but are out of scope, such as spam or tickets about another product.
    pub not_applicable: Field<u64>,
    /// What customers struggled with, for each culprit. Never include personal data.
    pub notes: Field<Entries<CulpritRef, OneOrMany<NoteDoc>>>,
    /// Minutes of effort of each ticket that was read, for each culprit.
    pub minutes: Field<Entries<CulpritRef, Vec<Field<u64>>>>,
    /// Tickets that two people read independently.
    pub read_twice: Field<Vec<Field<ReadTwiceDoc>>>,
    /// How `statuary sample` drew the tickets.
    pub draw: Field<SampleDrawDoc>,
    /// Tickets of priorities for which every ticket was read.
    pub census: Field<TallyCensusDoc>,
    /// Machine labels of the tickets.
    pub labels: Field<LabelCountsDoc>,
    /// Tickets read, without those of `census`, by the label of the machine and the culprit that the reader chose.
    pub labels_read: Field<Vec<Field<LabeledTicketsDoc>>>,
}

/// `draw:` of a tally.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SampleDrawDoc {
    /// Text that was hashed together with each ticket ID.
    pub seed: Required<String>,
    /// When the tickets were exported.
    pub exported: Field<Time>,
    /// Number of tickets that were skipped.
    pub skipped: Field<u64>,
    /// Number of rows of the export that could not be read.
    pub broken_rows: Field<u64>,
}

/// `census:` of a tally.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TallyCensusDoc {
    /// Priorities for which every ticket was read.
    pub priorities: Field<Vec<Field<PriorityWord>>>,
    /// Number of tickets with these priorities in the period.
    pub population: Required<u64>,
    /// Number of tickets read.
    pub read: Required<u64>,
    /// Number of tickets for each culprit.
    pub culprits: Required<Entries<CulpritRef, u64>>,
    /// Number of tickets that were read but are out of scope, such as spam or tickets about another product.
    pub not_applicable: Field<u64>,
}

/// `<period>.yaml` as a worksheet: a sample of tickets with the finding for each.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WorksheetDoc {
    /// ID of the product: the name of the directory.
    pub product: Required<String>,
    /// Period: the name of the file.
    pub period: Required<Period>,
    /// IANA time zone of the days in the period.
    pub time_zone: Field<TimeZone>,
    /// Number of tickets in the period.
    pub population: Required<u64>,
    /// When the tickets were exported.
    pub exported: Field<Time>,
    /// Number of rows of the export that could not be read.
    pub broken_rows: Field<u64>,
    /// Text that is hashed together with each ticket ID.
    pub seed: Required<String>,
    /// Number of tickets drawn.
    pub planned: Required<u64>,
    /// If `true`, reading stopped early: the tickets that were read from the top of the list are the sample.
    pub stopped: Field<bool>,
    /// Whether the period is over.
    pub complete: Field<bool>,
    /// Period to compare with.
    pub previous: Field<Period>,
    /// Priorities for which every ticket is read.
    pub census: Field<CensusDoc>,
    /// Machine labels of the tickets.
    pub labels: Field<LabelCountsDoc>,
    /// Tickets, in the order in which they were drawn.
    pub tickets: Required<Vec<Field<TicketDoc>>>,
    /// Tickets that two people read independently.
    pub read_twice: Field<Vec<Field<ReadTwiceDoc>>>,
}

/// `census:` of a worksheet.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CensusDoc {
    /// Priorities for which every ticket is read.
    pub priorities: Required<Vec<Field<PriorityWord>>>,
    /// Number of tickets with these priorities in the period.
    pub population: Required<u64>,
}

/// A ticket of a worksheet.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TicketDoc {
    /// ID of the ticket.
    pub id: Required<String>,
    /// Priority of the ticket.
    pub priority: Field<Option<PriorityWord>>,
    /// Label of the machine, as a code, so that it does not influence the reader. `statuary sample` writes it.
    pub label: Field<String>,
    /// Culprit of the ticket. Leave it empty until the ticket is read.
    pub culprit: Field<Option<Finding>>,
    /// What the customer struggled with. Never include personal data.
    pub note: Field<Option<String>>,
    /// Minutes of effort that the ticket took. If at least 30 tickets have them, the report also ranks culprits by effort.
    pub minutes: Field<Option<u64>>,
    /// If `true`, the reader is in doubt and asks a second person to read the ticket. Such tickets are left out of the agreement of readers, because they were not drawn at random.
    pub second_reader: Field<bool>,
    /// Culprit that a second person chose without knowing the first choice.
    pub second: Field<Option<Finding>>,
    /// Culprit that the first person chose, if `culprit` is what the two agreed on afterwards.
    pub first: Field<Option<Finding>>,
}

/// How often two readers came to the same or to different findings.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReadTwiceDoc {
    /// Culprit that the first reader chose.
    pub first: Required<Finding>,
    /// Culprit that the second reader chose.
    pub second: Required<Finding>,
    /// Number of tickets with these two choices.
    pub tickets: Required<u64>,
}

/// A note: its text alone, or with the ticket that it is about.
pub type NoteDoc = TextOrKeys<TicketNoteDoc>;

/// A note about one ticket.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TicketNoteDoc {
    /// ID of the ticket.
    pub ticket: Field<String>,
    /// What the customer struggled with. Never include personal data.
    pub note: Required<String>,
}

/// `usage.yaml`: usage of the product over time.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UsageDoc {
    /// How usage was measured.
    pub measure: Field<String>,
    /// Usage in each period.
    pub periods: Required<Entries<Period, f64>>,
}

/// `actions.yaml`: what was done about the culprits.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ActionsDoc {
    /// Actions, each with its date.
    pub actions: Required<Vec<Field<ActionDoc>>>,
}

/// An action about culprits.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ActionDoc {
    /// Permanent ID: lowercase letters, digits and hyphens.
    pub id: Required<Id>,
    /// Date of the action.
    pub date: Required<Day>,
    /// Short description of the action.
    pub title: Required<String>,
    /// Kind of action.
    pub kind: Required<ActionKindWord>,
    /// Culprits that the action is about.
    pub culprits: Field<Vec<Field<CulpritRef>>>,
    /// URL with further information.
    pub link: Field<Url>,
    /// If `true`, the expected range of the total is calculated only from periods after this date.
    pub rebase: Field<bool>,
    /// Incidents that this action records (`kind: incident`) or responds to. Reports link to them.
    pub incidents: Field<Vec<Field<EntryRef>>>,
}
