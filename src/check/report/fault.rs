//! The faults of worksheets: one constructor for each rule.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::source::{Span, Spanned};

/// An id that no ticket of a sample can have.
pub(super) fn bad_ticket_id(id: &Spanned<String>, reason: &str) -> Diagnostic {
    Diagnostic::error(
        "bad-ticket-id",
        id.span,
        format!("{} is no ticket id: {reason}", quoted(&id.value)),
    )
    .help("write the id as the ticket system does, in quotes")
}

/// A row that the seed puts somewhere else.
pub(super) fn row_order(id: &Spanned<String>, before: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "the ticket {} does not belong here: the seed draws it before the one above",
        quoted(&id.value)
    );
    Diagnostic::error("row-order", id.span, message)
        .also_at(before.span, "drawn after it")
        .help("put the rows back in the order of the drawing; `statuary sample` does it")
}

/// A number of rows that is not what was drawn.
pub(super) fn missing_rows(planned: &Spanned<u64>, key: &str, rows: usize) -> Diagnostic {
    let found = if rows == 1 {
        "there is 1 row".to_owned()
    } else {
        format!("there are {rows} rows")
    };
    Diagnostic::error("missing-rows", planned.span, format!("`{key}` is {}, but {found}", planned.value)).help(
        "a row must not be deleted or added by hand: draw again with `statuary sample`, which keeps what is filled in",
    )
}

/// Tickets that were passed over.
pub(super) fn skipped_tickets(first: Span, skipped: u64, last: Span) -> Diagnostic {
    let message = match skipped {
        1 => "this ticket was passed over: later ones are read".to_owned(),
        many => format!(
            "this ticket and {} more were passed over: later ones are read",
            many - 1
        ),
    };
    Diagnostic::warning("skipped-tickets", first, message)
        .also_at(last, "read")
        .help("read from the top down: what is passed over may not be so by chance")
}

/// A row that says what the ticket is about and not which culprit it has.
pub(super) fn note_without_culprit(note: Span) -> Diagnostic {
    Diagnostic::warning(
        "note-without-culprit",
        note,
        "the ticket has a note and no culprit, so it counts as not read",
    )
    .help("write the culprit, or `unclassified` if it is unclear")
}

/// A note that seems to say who the customer is, or what must stay secret.
pub(super) fn personal_note(place: Span, found: &str, what: &str) -> Diagnostic {
    Diagnostic::warning(
        "personal-note",
        place,
        format!("{} looks like {what}", quoted(found)),
    )
    .help("notes are read by many: leave out names, addresses and secrets")
}
