//! Rules of labels that a machine gave to tickets.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::period::Period;
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};
use crate::base::time::Date;

register! {
    "Reports": LABEL_COUNTS, INVALID_LABEL, MACHINE_CHANGED
}

rule! {
    /// The numbers of machine labels contradict the sample.
    ///
    /// Every ticket outside the priorities that are read in full has exactly one label or counts as `unknown`, so the counts add up to the
    /// number of these tickets. A label cannot belong to more drawn tickets than its count, and in a tally `labels_read` must count each
    /// ticket that was read exactly once.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: backups, name: Backups }
    ///   - { id: billing, name: Billing, retired: 2013-W20 }
    /// ```
    ///
    /// ```yaml
    /// # internal/reports/db/2013-W28.yaml
    /// product: db
    /// period: 2013-W28
    /// population: 40
    /// sampled: 3
    /// read: 3
    /// culprits: { backups: 3 }
    /// labels:
    ///   machine: Help desk intents
    ///   counts: { backups: 18 }
    ///           ^^^^^^^^^^^^^^^
    /// labels_read: [ { label: backups, culprit: backups, tickets: 3 } ]
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: backups, name: Backups }
    ///   - { id: billing, name: Billing, retired: 2013-W20 }
    /// ```
    ///
    /// ```yaml
    /// # internal/reports/db/2013-W28.yaml
    /// product: db
    /// period: 2013-W28
    /// population: 40
    /// sampled: 3
    /// read: 3
    /// culprits: { backups: 3 }
    /// labels:
    ///   machine: Help desk intents
    ///   counts: { backups: 18 }
    ///   unknown: 22
    /// labels_read: [ { label: backups, culprit: backups, tickets: 3 } ]
    /// ```
    LABEL_COUNTS: Error = "label-counts"
}

const DRAW_AGAIN: &str = "run `statuary sample` with the export and the labels again";

pub(crate) fn label_sum(counts: Span, sum: u64, labeled: u64) -> Diagnostic {
    let message = format!("the labels add up to {sum}, but they must cover {labeled} tickets");
    Diagnostic::new(&LABEL_COUNTS, counts, message)
        .help("count each ticket once; tickets without a known label are `unknown`")
}

pub(crate) fn labels_without_population(counts: Span) -> Diagnostic {
    Diagnostic::new(
        &LABEL_COUNTS,
        counts,
        "`labels` requires `population`, the number of tickets in the period",
    )
    .help("add `population`, or remove `labels` and `labels_read`")
}

pub(crate) fn label_above_count(counts: Span, label: &str, drawn: u64, counted: u64) -> Diagnostic {
    let message = format!(
        "the label {} belongs to {drawn} drawn tickets, but its count is {counted}",
        quoted(label)
    );
    Diagnostic::new(&LABEL_COUNTS, counts, message).help(DRAW_AGAIN)
}

pub(crate) fn labels_read_sum(
    labels_read: Span,
    finding: &str,
    labeled: u64,
    counted: u64,
) -> Diagnostic {
    let message = format!(
        "`labels_read` has {labeled} tickets that were read as {}, but {counted} were",
        quoted(finding)
    );
    Diagnostic::new(&LABEL_COUNTS, labels_read, message)
        .help("run `statuary tally` on the worksheet again")
}

rule! {
    /// A row of a worksheet has no machine label, or one that the program did not create.
    ///
    /// The label of a ticket is written as a code, so that it does not influence the reader. The code is made from the seed, the
    /// product, the period, the ticket and the label, so it cannot be written by hand or copied from another row.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: backups, name: Backups }
    ///   - { id: billing, name: Billing, retired: 2013-W20 }
    /// ```
    ///
    /// ```yaml
    /// # internal/reports/db/2013-W28.yaml
    /// product: db
    /// period: 2013-W28
    /// population: 40
    /// seed: status-2013
    /// planned: 1
    /// labels:
    ///   machine: Help desk intents
    ///   counts: { backups: 18 }
    ///   unknown: 22
    /// tickets:
    ///   - id: "70001"
    ///     label: backups
    ///            ^^^^^^^
    ///     culprit: backups
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: backups, name: Backups }
    ///   - { id: billing, name: Billing, retired: 2013-W20 }
    /// ```
    ///
    /// ```yaml
    /// # internal/reports/db/2013-W28.yaml
    /// product: db
    /// period: 2013-W28
    /// population: 40
    /// seed: status-2013
    /// planned: 1
    /// labels:
    ///   machine: Help desk intents
    ///   counts: { backups: 18 }
    ///   unknown: 22
    /// tickets:
    ///   - id: "70001"
    ///     label: "47ac2ccb"
    ///     culprit: backups
    /// ```
    INVALID_LABEL: Error = "invalid-label"
}

pub(crate) fn invalid_label(
    code: &Spanned<String>,
    id: &Spanned<String>,
    counts: Span,
) -> Diagnostic {
    let message = format!(
        "invalid label {} of the ticket {}: it does not match any label under `counts`",
        quoted(&code.value),
        quoted(&id.value)
    );
    Diagnostic::new(&INVALID_LABEL, code.span, message)
        .also_at(counts, "the labels of the period")
        .help(DRAW_AGAIN)
}

pub(crate) fn missing_label(id: &Spanned<String>) -> Diagnostic {
    let message = format!("the ticket {} has no label", quoted(&id.value));
    Diagnostic::new(&INVALID_LABEL, id.span, message).help(DRAW_AGAIN)
}

pub(crate) fn unexpected_label(code: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(
        &INVALID_LABEL,
        code.span,
        "the ticket has a label, but the file has no `labels:` that count those of the population",
    )
    .help("restore `labels:`, or remove `label:` from every row")
}

rule! {
    /// The labels of a period come from a different machine or version than those of the period before.
    ///
    /// Changes of culprits are not tested between periods that different machines or versions labeled: a difference may come from the machine.
    /// If the change is meant, record it in `actions.yaml` as `kind: measurement`, so that readers know why.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: backups, name: Backups }
    ///   - { id: billing, name: Billing, retired: 2013-W20 }
    /// ```
    ///
    /// ```yaml
    /// # internal/reports/db/2013-W27.yaml
    /// product: db
    /// period: 2013-W27
    /// population: 40
    /// sampled: 3
    /// read: 3
    /// culprits: { backups: 3 }
    /// labels: { machine: Help desk intents, version: "1", counts: { backups: 18 }, unknown: 22 }
    /// labels_read: [ { label: backups, culprit: backups, tickets: 3 } ]
    /// ```
    ///
    /// ```yaml
    /// # internal/reports/db/2013-W28.yaml
    /// product: db
    /// period: 2013-W28
    /// population: 40
    /// sampled: 3
    /// read: 3
    /// culprits: { backups: 3 }
    /// labels: { machine: Help desk intents, version: "2", counts: { backups: 20 }, unknown: 20 }
    ///         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    /// labels_read: [ { label: backups, culprit: backups, tickets: 3 } ]
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/reports/db/product.yaml
    /// name: Database
    /// culprits:
    ///   - { id: backups, name: Backups }
    ///   - { id: billing, name: Billing, retired: 2013-W20 }
    /// ```
    ///
    /// ```yaml
    /// # internal/reports/db/2013-W27.yaml
    /// product: db
    /// period: 2013-W27
    /// population: 40
    /// sampled: 3
    /// read: 3
    /// culprits: { backups: 3 }
    /// labels: { machine: Help desk intents, version: "1", counts: { backups: 18 }, unknown: 22 }
    /// labels_read: [ { label: backups, culprit: backups, tickets: 3 } ]
    /// ```
    ///
    /// ```yaml
    /// # internal/reports/db/2013-W28.yaml
    /// product: db
    /// period: 2013-W28
    /// population: 40
    /// sampled: 3
    /// read: 3
    /// culprits: { backups: 3 }
    /// labels: { machine: Help desk intents, version: "2", counts: { backups: 20 }, unknown: 20 }
    /// labels_read: [ { label: backups, culprit: backups, tickets: 3 } ]
    /// ```
    ///
    /// ```yaml
    /// # internal/reports/db/actions.yaml
    /// actions:
    ///   - { id: new-machine, date: 2013-07-08, title: Version 2 labels the tickets, kind: measurement }
    /// ```
    MACHINE_CHANGED: Warning = "machine-changed"
}

pub(crate) fn machine_changed(
    labels: Span,
    (machine, first_day): (&str, Date),
    (before, period): (&str, Period),
) -> Diagnostic {
    let message = format!(
        "these labels come from {} and those of {period} from {}, so changes per culprit between them are not tested",
        quoted(machine),
        quoted(before)
    );
    Diagnostic::new(&MACHINE_CHANGED, labels, message).help(format!(
        "label with one version, or record the change in `actions.yaml` as `kind: measurement` on {first_day}"
    ))
}
