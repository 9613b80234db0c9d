//! Rules of worksheets.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};

register! {
    "Reports": BAD_TICKET_ID, ROW_ORDER, MISSING_ROWS, SKIPPED_TICKETS, NOTE_WITHOUT_CULPRIT, PERSONAL_NOTE
}

rule! {
    /// A ticket's id is empty, or has a `|` or a character that cannot be printed.
    ///
    /// Ids of tickets take part in the drawing, so they must be exactly those of the ticket system. Write them in quotes, or a reader of YAML
    /// may take them for numbers.
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
    BAD_TICKET_ID: Error = "bad-ticket-id"
}

pub(in crate::check) fn bad_ticket_id(id: &Spanned<String>, reason: &str) -> Diagnostic {
    Diagnostic::new(
        &BAD_TICKET_ID,
        id.span,
        format!("{} is no ticket id: {reason}", quoted(&id.value)),
    )
    .help("write the id as the ticket system does, in quotes")
}

rule! {
    /// The rows of a worksheet are not in the order of the drawing.
    ///
    /// The order was drawn by chance. Rows that are moved, for instance sorted by hand, bring back the very choice that the drawing prevents.
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

pub(in crate::check) fn row_order(id: &Spanned<String>, before: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "the ticket {} does not belong here: the seed draws it before the one above",
        quoted(&id.value)
    );
    Diagnostic::new(&ROW_ORDER, id.span, message)
        .also_at(before.span, "drawn after it")
        .help("put the rows back in the order of the drawing; `statuary sample` does it")
}

rule! {
    /// A worksheet has more or fewer rows than were drawn.
    ///
    /// A ticket that is deleted because it is hard to read is missing from the sample, and the shares are no longer true. Mark it `unclassified`
    /// or `not_applicable` instead.
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
    /// planned: 3
    /// tickets:
    ///   - id: "70001"
    ///     culprit: backups
    ///   - id: "70003"
    ///     culprit:
    ///   - id: "70002"
    ///     culprit:
    /// ```
    MISSING_ROWS: Error = "missing-rows"
}

pub(in crate::check) fn missing_rows(planned: &Spanned<u64>, key: &str, rows: usize) -> Diagnostic {
    let found = if rows == 1 {
        "there is 1 row".to_owned()
    } else {
        format!("there are {rows} rows")
    };
    Diagnostic::new(&MISSING_ROWS, planned.span, format!("`{key}` is {}, but {found}", planned.value)).help(
        "a row must not be deleted or added by hand: draw again with `statuary sample`, which keeps what is filled in",
    )
}

rule! {
    /// Tickets of a worksheet were passed over: later ones are read.
    ///
    /// Tickets are passed over because they are long or dull, and that is no chance: what is left out is of another kind than what is read. Read
    /// from the top down, and stop where the time ends.
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
    ///     culprit: backups
    ///   - id: "70003"
    ///     culprit:
    ///   - id: "70002"
    ///     culprit:
    /// ```
    SKIPPED_TICKETS: Warning = "skipped-tickets"
}

pub(in crate::check) fn skipped_tickets(first: Span, skipped: u64, last: Span) -> Diagnostic {
    let message = match skipped {
        1 => "this ticket was passed over: later ones are read".to_owned(),
        many => format!(
            "this ticket and {} more were passed over: later ones are read",
            many - 1
        ),
    };
    Diagnostic::new(&SKIPPED_TICKETS, first, message)
        .also_at(last, "read")
        .help("read from the top down: what is passed over may not be so by chance")
}

rule! {
    /// A row of a worksheet has a note and no culprit, so it counts as not read.
    ///
    /// Only a culprit counts as read. A note alone is probably a ticket whose culprit was forgotten.
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
    ///     note: The capture hung.
    ///   - id: "70003"
    ///     culprit:
    ///   - id: "70002"
    ///     culprit:
    /// ```
    NOTE_WITHOUT_CULPRIT: Warning = "note-without-culprit"
}

pub(in crate::check) fn note_without_culprit(note: Span) -> Diagnostic {
    Diagnostic::new(
        &NOTE_WITHOUT_CULPRIT,
        note,
        "the ticket has a note and no culprit, so it counts as not read",
    )
    .help("write the culprit, or `unclassified` if it is unclear")
}

rule! {
    /// A note has a word that looks like a mail or web address, an IP address, a connection string or a token.
    ///
    /// Notes are read by many, and stay in the history of the repository for good. They say what happened, never to whom.
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

pub(in crate::check) fn personal_note(place: Span, found: &str, what: &str) -> Diagnostic {
    Diagnostic::new(
        &PERSONAL_NOTE,
        place,
        format!("{} looks like {what}", quoted(found)),
    )
    .help("notes are read by many: leave out names, addresses and secrets")
}
