//! Every fault of teams, counts of pages and the service catalogue: one constructor for each rule.

use crate::base::diagnostic::{Diagnostic, nearest, quoted};
use crate::base::period::Period;
use crate::base::source::{Span, Spanned};
use crate::base::time::{Date, Moment};

/// A team that nobody declared.
pub(in crate::check) fn unknown_team<'a>(
    team: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::error(
        "unknown-team",
        team.span,
        format!("there is no team {}", quoted(&team.value)),
    )
    .help("teams are declared in `internal/teams.yaml`")
    .suggest(nearest(&team.value, known))
}

/// A time of day that cannot be read. The span is that of the wrong characters.
pub(super) fn bad_clock(span: Span, text: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(
        "bad-clock",
        span,
        format!("{} is no time of day: {reason}", quoted(text)),
    )
    .help("write it as `\"09:00\"`, from `\"00:00\"` to `\"24:00\"`")
}

/// A time of day without quotes.
pub(super) fn unquoted_clock(clock: &Spanned<String>) -> Diagnostic {
    let text = quoted(&clock.value);
    Diagnostic::warning(
        "unquoted-clock",
        clock.span,
        format!("{text} has no quotes: some readers of YAML see a number"),
    )
    .suggest(Some(&format!("\"{}\"", clock.value)))
    .help(format!("write `\"{}\"`", clock.value))
}

/// Pages are counted in two ways, or in none.
pub(super) fn counts_or_events(place: Span, both: bool) -> Diagnostic {
    let found = if both {
        "both `teams` and `events` are given"
    } else {
        "neither `teams` nor `events` is given"
    };
    Diagnostic::error(
        "counts-or-events",
        place,
        format!("pages are counted once, but {found}"),
    )
    .help("write `teams:` with counts, or `events:` with single pages that are then counted")
}

/// A page at a time that its file is not about.
pub(super) fn event_outside(at: &Spanned<String>, period: Period, zone: &str) -> Diagnostic {
    let message = format!(
        "the page of {} is outside of {period} in {zone}",
        quoted(&at.value)
    );
    Diagnostic::error("event-outside", at.span, message).help("move it to the file of its period")
}

/// A stage that the catalogue does not have.
pub(super) fn unknown_stage<'a>(
    stage: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::error(
        "unknown-stage",
        stage.span,
        format!("there is no stage {}", quoted(&stage.value)),
    )
    .help("stages are declared under `stages:` in this file")
    .suggest(nearest(&stage.value, known))
}

/// An item that the checklist does not have.
pub(super) fn unknown_item<'a>(
    item: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::error(
        "unknown-item",
        item.span,
        format!("the checklist has no item {}", quoted(&item.value)),
    )
    .help("items are declared under `checklist:` at the top of this file")
    .suggest(nearest(&item.value, known))
}

/// An escalation that nobody declared.
pub(super) fn unknown_escalation<'a>(
    id: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::error(
        "unknown-escalation",
        id.span,
        format!("there is no escalation {}", quoted(&id.value)),
    )
    .help("escalations are declared under `escalations:` in this file")
    .suggest(nearest(&id.value, known))
}

/// What is said of an item of the checklist cannot be read.
pub(super) fn bad_mark(mark: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "{} says neither that it is done nor that it is not",
        quoted(&mark.value)
    );
    Diagnostic::error("bad-mark", mark.span, message)
        .help("write `true`, `false`, the day on which it was done, or `{ waived: \"the reason\", until: 2014-01-01 }`")
}

/// A waiver whose reason is none.
pub(super) fn no_reason(waived: &Spanned<String>) -> Diagnostic {
    Diagnostic::error(
        "no-reason",
        waived.span,
        format!("{} is no reason", quoted(&waived.value)),
    )
    .help("say in a few words why it need not be done")
}

/// A waiver that was accepted up to the end of a day, and no longer.
pub(super) fn waiver_past(
    place: Span,
    service: &str,
    item: &str,
    (until, end): (Date, Moment),
) -> Diagnostic {
    let message = format!("the waiver of `{item}` for `{service}` ended on {until}");
    Diagnostic::warning("waiver-past", place, message)
        .since(end)
        .help("do it, or agree on a later day; until then it is missing")
}

/// A step of an escalation that comes before the one that it follows.
pub(super) fn step_order(after: &Spanned<String>, before: Span) -> Diagnostic {
    let message = format!(
        "the step after {} is earlier than the one before it",
        quoted(&after.value)
    );
    Diagnostic::error("step-order", after.span, message)
        .also_at(before, "the one before")
        .help("write steps in order of time, each counted from the page")
}
