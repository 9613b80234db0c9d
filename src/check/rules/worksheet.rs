//! Rules of worksheets.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};

register! {
    "Reports": INVALID_TICKET_ID, ROW_ORDER, MISSING_ROWS, SKIPPED_TICKETS, NOTE_WITHOUT_CULPRIT, PERSONAL_NOTE
}

rule! {
    /// A ticket ID is empty, or contains `|` or a character that cannot be printed.
    ///
    /// Ticket IDs decide the order of the sample, so they must be the same in the export and in the worksheet. Put them in quotes,
    /// because some YAML parsers read them as numbers.
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
    /// planned: 3
    /// tickets:
    ///   - id: "7|3"
    ///         ^^^^^
    ///     culprit: backups
    ///   - id: "70003"
    ///     culprit:
    ///   - id: "70002"
    ///     culprit:
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
    /// planned: 3
    /// tickets:
    ///   - id: "70001"
    ///     culprit: backups
    ///   - id: "70003"
    ///     culprit:
    ///   - id: "70002"
    ///     culprit:
    /// ```
    INVALID_TICKET_ID: Error = "invalid-ticket-id"
}

pub(crate) fn invalid_ticket_id(id: &Spanned<String>, reason: &str) -> Diagnostic {
    Diagnostic::new(
        &INVALID_TICKET_ID,
        id.span,
        format!("invalid ticket ID {}: {reason}", quoted(&id.value)),
    )
    .help(if id.value.contains('|') {
        "remove or replace `|` in the export, and draw the sample again"
    } else {
        "copy the ID from the export, in quotes"
    })
}

rule! {
    /// The rows of a worksheet are not in the order in which they were drawn.
    ///
    /// The order is random. Rows that are sorted by hand bring back the bias that random order prevents.
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
    /// planned: 3
    /// tickets:
    ///   - id: "70001"
    ///     culprit: backups
    ///   - id: "70002"
    ///     culprit:
    ///   - id: "70003"
    ///         ^^^^^^^
    ///     culprit:
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
    /// planned: 3
    /// tickets:
    ///   - id: "70001"
    ///     culprit: backups
    ///   - id: "70003"
    ///     culprit:
    ///   - id: "70002"
    ///     culprit:
    /// ```
    ROW_ORDER: Error = "row-order"
}

pub(crate) fn row_order(id: &Spanned<String>, before: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "the ticket {} is out of order: it was drawn before the one above",
        quoted(&id.value)
    );
    Diagnostic::new(&ROW_ORDER, id.span, message)
        .also_at(before.span, "drawn after it")
        .help("restore the order with `statuary sample`")
}

rule! {
    /// A worksheet has more or fewer rows than were drawn.
    ///
    /// Deleting a ticket because it is hard to classify distorts the shares. Mark it `unclassified` or `not-applicable` instead.
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
    /// planned: 4
    ///          ^
    /// tickets:
    ///   - id: "70001"
    ///     culprit: backups
    ///   - id: "70003"
    ///     culprit:
    ///   - id: "70002"
    ///     culprit:
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
    /// planned: 4
    /// tickets:
    ///   - id: "70001"
    ///     culprit: backups
    ///   - id: "70006"
    ///     culprit: unclassified
    ///   - id: "70003"
    ///     culprit:
    ///   - id: "70002"
    ///     culprit:
    /// ```
    MISSING_ROWS: Error = "missing-rows"
}

pub(crate) fn missing_rows(planned: &Spanned<u64>, key: &str, rows: usize) -> Diagnostic {
    let found = if rows == 1 {
        "there is 1 row".to_owned()
    } else {
        format!("there are {rows} rows")
    };
    Diagnostic::new(&MISSING_ROWS, planned.span, format!("`{key}` is {}, but {found}", planned.value)).help(
        "run `statuary sample` again, which keeps what is filled in; do not add or delete rows by hand",
    )
}

rule! {
    /// Tickets in a worksheet were skipped although later ones were read.
    ///
    /// Tickets are often skipped because they are long or difficult, so skipping tickets can bias the sample. Read from the top, and
    /// stop when you run out of time.
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
    /// planned: 3
    /// tickets:
    ///   - id: "70001"
    ///         ^^^^^^^
    ///     culprit:
    ///   - id: "70003"
    ///     culprit:
    ///   - id: "70002"
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
    /// planned: 3
    /// tickets:
    ///   - id: "70001"
    ///     culprit: unclassified
    ///   - id: "70003"
    ///     culprit: backups
    ///   - id: "70002"
    ///     culprit: backups
    /// ```
    SKIPPED_TICKETS: Warning = "skipped-tickets"
}

pub(crate) fn skipped_tickets(first: Span, skipped: u64, last: Span) -> Diagnostic {
    let message = match skipped {
        1 => "this ticket was skipped, but later ones were read".to_owned(),
        many => format!(
            "this ticket and {} more were skipped, but later ones were read",
            many - 1
        ),
    };
    Diagnostic::new(&SKIPPED_TICKETS, first, message)
        .also_at(last, "read")
        .help("read from the top; skipping tickets can bias the sample")
}

rule! {
    /// A row of a worksheet has a note but no culprit, so it counts as unread.
    ///
    /// Only rows with a culprit count as read. The culprit was probably forgotten.
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
    /// planned: 3
    /// tickets:
    ///   - id: "70001"
    ///     culprit: backups
    ///   - id: "70003"
    ///     culprit:
    ///     note: The capture hung.
    ///           ^^^^^^^^^^^^^^^^^
    ///   - id: "70002"
    ///     culprit:
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
    /// planned: 3
    /// tickets:
    ///   - id: "70001"
    ///     culprit: backups
    ///   - id: "70003"
    ///     culprit: backups
    ///     note: The capture hung.
    ///   - id: "70002"
    ///     culprit:
    /// ```
    NOTE_WITHOUT_CULPRIT: Warning = "note-without-culprit"
}

/// `what` it has: `a note`, or `minutes`.
pub(crate) fn note_without_culprit(place: Span, what: &str) -> Diagnostic {
    Diagnostic::new(
        &NOTE_WITHOUT_CULPRIT,
        place,
        format!("the ticket has {what} but no culprit, so it counts as unread"),
    )
    .help("add the culprit, or `unclassified` if it is unclear")
}

rule! {
    /// A note contains something that looks like an email or web address, an IP address, a connection string or a token.
    ///
    /// Notes are read by many people and stay in the history of the repository. Describe what happened, not to whom.
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
    /// planned: 3
    /// tickets:
    ///   - id: "70001"
    ///     culprit: backups
    ///     note: Asked by jo@example.com twice
    ///                    ^^^^^^^^^^^^^^
    ///   - id: "70003"
    ///     culprit:
    ///   - id: "70002"
    ///     culprit:
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
    /// planned: 3
    /// tickets:
    ///   - id: "70001"
    ///     culprit: backups
    ///     note: Asked twice
    ///   - id: "70003"
    ///     culprit:
    ///   - id: "70002"
    ///     culprit:
    /// ```
    PERSONAL_NOTE: Warning = "personal-note"
}

pub(crate) fn personal_note(place: Span, found: &str, what: &str) -> Diagnostic {
    Diagnostic::new(
        &PERSONAL_NOTE,
        place,
        format!("{} looks like {what}", quoted(found)),
    )
    .help("remove names, addresses and secrets; notes are read by many people")
}
