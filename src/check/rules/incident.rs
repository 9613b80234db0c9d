//! Rules of an incident and its updates.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::id::UpdateId;
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};
use crate::base::time::{Duration, Moment};

use super::time::format_duration;

register! {
    "Incidents, maintenance and post-mortems": IMPACT_NEEDED, NO_UPDATES, UPDATE_BEFORE_START, POSTED_BEFORE_UPDATE, ENDED_AFTER_RESOLVED, UPDATES_OUT_OF_ORDER, SAME_MINUTE, RESOLVED_TWICE, OPEN_FOR_LONG, FIRST_UPDATE_LATE, NEXT_UPDATE_MISSED
}

rule! {
    /// An incident has no component in trouble and no `impact`.
    ///
    /// The impact is told from the worst state of a component. Where no component of yours is in trouble, for instance when a provider is down,
    /// only you can say how bad it is.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-dns.yaml
    /// title: A provider of DNS has trouble
    /// ^
    /// started: 2026-11-03T14:02Z
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-dns.yaml
    /// title: A provider of DNS has trouble
    /// started: 2026-11-03T14:02Z
    /// impact: minor
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    IMPACT_NEEDED: Error = "impact-needed"
}

pub(in crate::check) fn impact_needed(place: Span) -> Diagnostic {
    Diagnostic::new(
        &IMPACT_NEEDED,
        place,
        "the impact is unknown: no component is in trouble here",
    )
    .help("add `impact: minor`, `major` or `critical`, or `components:` with their states")
}

rule! {
    /// An incident or a maintenance has no update.
    ///
    /// A title alone tells nobody what is going on, and feeds deliver updates. One sentence is enough: what customers see, and that you look
    /// into it.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates: []
    ///          ^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    NO_UPDATES: Error = "no-updates"
}

pub(in crate::check) fn no_updates(place: Span) -> Diagnostic {
    Diagnostic::new(&NO_UPDATES, place, "there is no update")
        .help("add `updates:` with one entry that has `at`, `status` and `text`")
}

rule! {
    /// An update is older than the start of its incident.
    ///
    /// `started` is when customers began to feel it, and nobody speaks of trouble before it is there. Mostly the incident began earlier than
    /// first thought.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:10Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    ///           ^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    UPDATE_BEFORE_START: Error = "update-before-start"
}

pub(in crate::check) fn update_before_start(at: &Spanned<String>, start: Span) -> Diagnostic {
    Diagnostic::new(
        &UPDATE_BEFORE_START,
        at.span,
        format!("the update of {} is before the start", quoted(&at.value)),
    )
    .label("the update")
    .also_at(start, "the start")
    .help("mend the time, or let `started` be earlier")
}

rule! {
    /// An update was posted before the time that it speaks of.
    ///
    /// `posted` is for an update that is written down later than the time it speaks of, so that feeds give the later time. It cannot be earlier.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, posted: 2026-11-03T14:05Z, status: resolved, text: It is over. }
    ///                                      ^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, posted: 2026-11-03T14:12Z, status: resolved, text: It is over. }
    /// ```
    POSTED_BEFORE_UPDATE: Error = "posted-before-update"
}

pub(in crate::check) fn posted_before_update(posted: &Spanned<String>, at: Span) -> Diagnostic {
    let text = quoted(&posted.value);
    Diagnostic::new(
        &POSTED_BEFORE_UPDATE,
        posted.span,
        format!("`posted` is {text}, which is before the update's `at`"),
    )
    .also_at(at, "`at`")
    .help("leave `posted` out: it is for an update that is written later than its `at`")
}

rule! {
    /// `ended` is later than the last update that resolves the incident.
    ///
    /// `ended` says that the trouble was over before somebody said so. If it went on after the last `resolved`, the incident has to open again.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// ended: 2026-11-03T16:10Z
    ///        ^^^^^^^^^^^^^^^^^
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// ended: 2026-11-03T14:05Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    /// ```
    ENDED_AFTER_RESOLVED: Error = "ended-after-resolved"
}

pub(in crate::check) fn ended_after_resolved(
    ended: &Spanned<String>,
    resolved: Span,
) -> Diagnostic {
    let text = quoted(&ended.value);
    Diagnostic::new(
        &ENDED_AFTER_RESOLVED,
        ended.span,
        format!("`ended` is {text}, which is after the last `resolved`"),
    )
    .also_at(resolved, "resolved here")
    .help("leave `ended` out, or mend one of the times")
}

rule! {
    /// An update stands more than a day away from its neighbours.
    ///
    /// Readers see updates by time, so one with the wrong day lands far from where it was written. After midnight the day is wrong easily.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: investigating, text: We look into it. }
    ///   - { at: 2026-11-05T00:20Z, text: It is the database. }
    ///   - { at: 2026-11-03T23:50Z, status: resolved, text: It is over. }
    ///           ^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: investigating, text: We look into it. }
    ///   - { at: 2026-11-03T23:20Z, text: It is the database. }
    ///   - { at: 2026-11-03T23:50Z, status: resolved, text: It is over. }
    /// ```
    UPDATES_OUT_OF_ORDER: Warning = "updates-out-of-order"
}

pub(in crate::check) fn updates_out_of_order(at: &Spanned<String>, neighbour: Span) -> Diagnostic {
    let message = format!(
        "the update of {} stands out of order by more than a day",
        quoted(&at.value)
    );
    Diagnostic::new(&UPDATES_OUT_OF_ORDER, at.span, message)
        .also_at(neighbour, "its neighbour")
        .help("mend the day, or move the update to its place; readers see updates by time")
}

rule! {
    /// Two updates of one minute have no `id`, so only their order tells them apart in feeds.
    ///
    /// Feeds know an update by its minute. Of two in one minute, readers could get one twice and the other never when their order changes; an
    /// `id` keeps them apart for good.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: monitoring, text: A fix is out. }
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    ///           ^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: monitoring, text: A fix is out. }
    ///   - { at: 2026-11-03T14:09Z, id: over, status: resolved, text: It is over. }
    /// ```
    SAME_MINUTE: Warning = "same-minute"
}

pub(in crate::check) fn same_minute(again: Span, first: Span, id: &UpdateId) -> Diagnostic {
    let help = format!(
        "add `id: {}`, by which feeds know it now; else they take one for the other when their order changes or one is deleted",
        id.as_str()
    );
    Diagnostic::new(
        &SAME_MINUTE,
        again,
        "another update without an `id` has the same minute",
    )
    .also_at(first, "the first of them")
    .help(help)
}

rule! {
    /// An incident is resolved twice with nothing between.
    ///
    /// Subscribers get a second "Resolved" and wonder what they missed. A remark after the end needs no status; trouble that came back needs an
    /// update that says so.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    ///   - { at: 2026-11-03T16:30Z, status: resolved, text: A post-mortem follows. }
    ///           ^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: It is over. }
    ///   - { at: 2026-11-03T16:30Z, text: A post-mortem follows. }
    /// ```
    RESOLVED_TWICE: Warning = "resolved-twice"
}

pub(in crate::check) fn resolved_twice(again: Span, first: Span) -> Diagnostic {
    Diagnostic::new(
        &RESOLVED_TWICE,
        again,
        "the incident is resolved again, but nothing opened it since",
    )
    .also_at(first, "resolved here")
    .help("leave `status` out where an update only adds something")
}

rule! {
    /// An incident is open for more than 7 days.
    ///
    /// An incident that is open for a week is mostly forgotten: everything works, and the page still says that it does not. Close it, or say
    /// that it goes on.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    ///          ^^^^^^^^^^^^^^^^^
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: monitoring, text: It looks better. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: monitoring, text: It looks better. }
    ///   - { at: 2026-11-03T16:30Z, status: resolved, text: It stayed well for two hours. }
    /// ```
    OPEN_FOR_LONG: ClockWarning = "open-for-long"
}

pub(in crate::check) fn open_for_long(started: Span, days: i64, since: Moment) -> Diagnostic {
    let message = format!("the incident is open for more than {days} days");
    Diagnostic::new(&OPEN_FOR_LONG, started, message)
        .since(since)
        .help("add an update with `status: resolved`, or say in one that it goes on")
}

rule! {
    /// The first update came later than promised, counted from `started`.
    ///
    /// Customers who find trouble before you speak of it open tickets and lose trust. The promise is `policy: first_update` in `site.yaml`,
    /// counted from `started`. If the times are right, nothing in the file is to be mended: look at what told you so late.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T15:09Z, status: resolved, text: It is over. }
    ///           ^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: investigating, text: Requests fail for some. We look into it. }
    ///   - { at: 2026-11-03T15:09Z, status: resolved, text: It is over. }
    /// ```
    FIRST_UPDATE_LATE: Warning = "first-update-late"
}

pub(in crate::check) fn first_update_late(
    at: Span,
    after: Duration,
    promised: Duration,
    started: Span,
) -> Diagnostic {
    let message = format!(
        "the first update came after {}, later than the promised {}",
        format_duration(after),
        format_duration(promised)
    );
    Diagnostic::new(&FIRST_UPDATE_LATE, at, message)
        .also_at(started, "began here")
        .help("if the times are right there is nothing to mend but the alarm")
}

rule! {
    /// A promised update came late, or is not there by its time.
    ///
    /// Readers see "next update by 14:39" and wait for it. Silence after a promise is worse than no promise; a line that says that there is
    /// nothing new keeps it.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: investigating, text: Requests fail for some., next_update: 30m }
    ///                                                                                                 ^^^
    ///   - { at: 2026-11-03T15:09Z, status: resolved, text: It is over. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: investigating, text: Requests fail for some., next_update: 60m }
    ///   - { at: 2026-11-03T15:09Z, status: resolved, text: It is over. }
    /// ```
    NEXT_UPDATE_MISSED: ClockWarning = "next-update-missed"
}

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
    let fault = Diagnostic::new(&NEXT_UPDATE_MISSED, promise, message)
        .since(deadline)
        .help(help);
    next.into_iter()
        .fold(fault, |fault, next| fault.also_at(next, "the next update"))
}
