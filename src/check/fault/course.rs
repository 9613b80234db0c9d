//! What is probably wrong with the course of an incident or a maintenance: the promises that a team makes to its customers.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::id::UpdateId;
use crate::base::source::{Span, Spanned};
use crate::base::time::{Date, Duration, Moment};

/// An update that stands among others of another day.
pub(in crate::check) fn updates_out_of_order(at: &Spanned<String>, neighbour: Span) -> Diagnostic {
    let message = format!(
        "the update of {} stands out of order by more than a day",
        quoted(&at.value)
    );
    Diagnostic::warning("updates-out-of-order", at.span, message)
        .also_at(neighbour, "its neighbour")
        .help("mend the day, or move the update to its place; readers see updates by time")
}

/// Two updates that only their order tells apart.
pub(in crate::check) fn same_minute(again: Span, first: Span, id: &UpdateId) -> Diagnostic {
    let help = format!(
        "add `id: {}`, by which feeds know it now; else they take one for the other when their order changes or one is deleted",
        id.as_str()
    );
    Diagnostic::warning(
        "same-minute",
        again,
        "another update without an `id` has the same minute",
    )
    .also_at(first, "the first of them")
    .help(help)
}

/// An incident that is resolved twice, with nothing between.
pub(in crate::check) fn resolved_twice(again: Span, first: Span) -> Diagnostic {
    Diagnostic::warning(
        "resolved-twice",
        again,
        "the incident is resolved again, but nothing opened it since",
    )
    .also_at(first, "resolved here")
    .help("leave `status` out where an update only adds something")
}

/// An incident that nobody has closed for a long time.
pub(in crate::check) fn open_for_long(started: Span, days: i64, since: Moment) -> Diagnostic {
    let message = format!("the incident is open for more than {days} days");
    Diagnostic::warning("open-for-long", started, message)
        .since(since)
        .help("add an update with `status: resolved`, or say in one that it goes on")
}

/// Less notice of a maintenance than was promised.
pub(in crate::check) fn short_notice(
    start: Span,
    notice: Duration,
    promised: Duration,
) -> Diagnostic {
    let given = match notice.as_seconds() {
        ..=0 => "customers were not told before it began".to_owned(),
        _ => format!("customers get {} of notice", spoken(notice)),
    };
    Diagnostic::warning(
        "short-notice",
        start,
        format!("{given}, less than the promised {}", spoken(promised)),
    )
    .help("say why with `urgent: <the reason>`, or choose a later window")
}

/// The first word of an incident came later than promised.
pub(in crate::check) fn first_update_late(
    at: Span,
    after: Duration,
    promised: Duration,
    started: Span,
) -> Diagnostic {
    let message = format!(
        "the first update came after {}, later than the promised {}",
        spoken(after),
        spoken(promised)
    );
    Diagnostic::warning("first-update-late", at, message)
        .also_at(started, "began here")
        .help("if the times are right there is nothing to mend but the alarm")
}

/// An update that was promised and did not come.
pub(in crate::check) fn next_update_missed(
    promise: Span,
    deadline: Moment,
    next: Option<Span>,
) -> Diagnostic {
    let by = deadline.to_the_minute();
    let (message, help) = match next {
        Some(_) => (
            format!("the next update was promised by {by} and came later"),
            "promise less, or post on time that there is nothing new",
        ),
        None => (
            format!("the next update was promised by {by} and is not there"),
            "post one now, if only to say that there is nothing new",
        ),
    };
    let fault = Diagnostic::warning("next-update-missed", promise, message)
        .since(deadline)
        .help(help);
    next.into_iter()
        .fold(fault, |fault, next| fault.also_at(next, "the next update"))
}

/// A post-mortem that is owed and not there.
pub(in crate::check) fn postmortem_owed(place: Span, id: &str, due: Moment) -> Diagnostic {
    let message = format!(
        "the post-mortem was due by {} and is not there",
        due.to_the_minute()
    );
    Diagnostic::warning("postmortem-owed", place, message)
        .since(due)
        .help(format!("write `postmortems/{id}.md`"))
}

/// A post-mortem without a section that every one has.
pub(in crate::check) fn missing_section(place: Span, section: &str) -> Diagnostic {
    Diagnostic::warning(
        "missing-section",
        place,
        format!("the post-mortem has no section `{section}`"),
    )
    .help(format!("write it under a heading `## {section}`"))
}

/// A component that had left the board when the incident began.
pub(in crate::check) fn retired_component(id: &Spanned<String>, retired: Date) -> Diagnostic {
    let message = format!(
        "the component {} is retired since {retired}",
        quoted(&id.value)
    );
    Diagnostic::warning("retired-component", id.span, message)
        .help("name the component that took its place, or mend `retired` in `components.yaml`")
}

/// A length of time in words, such as `1 h 5 min`.
fn spoken(duration: Duration) -> String {
    let minutes = duration.as_minutes();
    let units = [
        (minutes / 1440, "d"),
        (minutes % 1440 / 60, "h"),
        (minutes % 60, "min"),
    ];
    let said: Vec<String> = units
        .iter()
        .filter(|(amount, _)| *amount > 0)
        .map(|(amount, unit)| format!("{amount} {unit}"))
        .collect();
    if said.is_empty() {
        format!("{} s", duration.as_seconds())
    } else {
        said.join(" ")
    }
}
