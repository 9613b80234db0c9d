//! Rules of an incident and its updates.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::id::UpdateId;
use crate::base::rule::{register, rule};
use crate::base::source::{FileId, Span, Spanned};
use crate::base::time::{Duration, Moment};

use super::time::format_duration;
use crate::base::id::ComponentId;
use crate::base::vocabulary::Vocabulary;
use crate::model::component::States;
use crate::model::entry::{Update, UpdateStatus};
use crate::model::incident::IncidentStatus;
use crate::model::source_map::{CompactRange, UpdateSpans};

register! {
    "Incidents, maintenance and post-mortems": IMPACT_NEEDED, MISSING_UPDATES, TIME_BEFORE_START, RESOLVED_BUT_BROKEN, UPDATE_IN_FUTURE, UPDATE_BEFORE_START, POSTED_BEFORE_UPDATE, ENDED_AFTER_RESOLVED, UPDATES_OUT_OF_ORDER, SAME_MINUTE, RESOLVED_TWICE, OPEN_FOR_LONG, FIRST_UPDATE_LATE, NEXT_UPDATE_MISSED
}

rule! {
    /// An incident affects no component and has no `impact`.
    ///
    /// The impact follows from the worst state of a component. If no component is affected, for example because a provider is down, set
    /// `impact` yourself.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-dns.yaml
    /// title: Our DNS provider has problems
    /// ^
    /// started: 2026-11-03T14:02Z
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-dns.yaml
    /// title: Our DNS provider has problems
    /// started: 2026-11-03T14:02Z
    /// impact: minor
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    IMPACT_NEEDED: Error = "impact-needed"
}

pub(crate) fn impact_needed(place: Span) -> Diagnostic {
    Diagnostic::new(
        &IMPACT_NEEDED,
        place,
        "missing impact: no component is affected",
    )
    .help(
        "add `components:` with their states, or `impact:` with `minor`, `major`, `critical`, or `none` if customers did not notice it",
    )
}

rule! {
    /// An incident or maintenance window has no update.
    ///
    /// A title alone does not tell customers what happens, and feeds deliver updates. One sentence is enough: what customers see, and
    /// that you are investigating.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    MISSING_UPDATES: Error = "missing-updates"
}

pub(crate) fn no_updates(place: Span) -> Diagnostic {
    Diagnostic::new(&MISSING_UPDATES, place, "there is no update")
        .help("add an update with `at`, `status` and `text` under `updates:`")
}

/// An update with what the rules between updates need of it, even if the rest of it could not be read.
pub(crate) struct CheckedUpdate<S: UpdateStatus> {
    pub at: Moment,
    pub at_text: Spanned<String>,
    pub is_date_only: bool,
    pub posted: Option<Moment>,
    pub is_publication_known: bool,
    pub announcement: S::Announcement,
    pub announcement_span: Option<Span>,
    pub status: Option<S>,
    pub states: States,
    pub spans: UpdateSpans,
    pub update: Option<Update<S>>,
}

impl<S: UpdateStatus> CheckedUpdate<S> {
    /// When customers could read it.
    pub(crate) fn published(&self) -> Moment {
        self.posted.map_or(self.at, |posted| posted.max(self.at))
    }
}

pub(crate) type IncidentUpdate = CheckedUpdate<IncidentStatus>;

type TimelineRule = fn(&[IncidentUpdate], &mut Vec<Diagnostic>);

/// The rules that need only the updates of one incident, ordered by time. To add one, write it in this file and list it here.
pub(crate) const TIMELINE_RULES: [TimelineRule; 3] = [
    check_resolved_twice,
    check_resolved_but_broken,
    check_last_update_in_future,
];

rule! {
    /// A time of an incident is earlier than its start.
    ///
    /// `detected`, `declared` and `repaired` are measured from `started`, which is when customers began to be affected. Usually the
    /// incident began earlier than first thought.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// declared: 2026-11-03T13:58Z
    ///           ^^^^^^^^^^^^^^^^^
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T13:55Z
    /// declared: 2026-11-03T13:58Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    TIME_BEFORE_START: Error = "time-before-start"
}

pub(crate) fn time_before_start(time: &Spanned<String>, key: &str, start: Span) -> Diagnostic {
    Diagnostic::new(
        &TIME_BEFORE_START,
        time.span,
        format!(
            "`{key}` is {}, which is before `started`",
            quoted(&time.value)
        ),
    )
    .also_at(start, "the start")
    .help("correct the time, or move `started` to an earlier time")
}

rule! {
    /// An update ends the incident or maintenance, but says that a component still has problems.
    ///
    /// `resolved` and `completed` set every component to `operational`, so the page would say that everything works while a component still
    /// has problems. In that case, use `status: monitoring`, or `verifying` in maintenance, and end it when the component has recovered.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, components: { api: degraded_performance }, text: Most requests work again. }
    ///                                                              ^^^
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
    ///   - { at: 2026-11-03T14:09Z, status: monitoring, components: { api: degraded_performance }, text: Most requests work again. }
    ///   - { at: 2026-11-03T14:32Z, status: resolved, text: The problem is fixed. }
    /// ```
    RESOLVED_BUT_BROKEN: Error = "resolved-but-broken"
}

fn check_resolved_but_broken(updates: &[IncidentUpdate], faults: &mut Vec<Diagnostic>) {
    let resolving = |update: &&IncidentUpdate| update.status == Some(IncidentStatus::Resolved);
    for update in updates.iter().filter(resolving) {
        let ending = ["resolves the incident", "monitoring"];
        let file = update.at_text.span.file;
        let found = ended_but_broken(ending, &update.states, &update.spans.components, file);
        faults.extend(found);
    }
}

/// `ending` is what the update does, and the status that it could have instead.
pub(crate) fn ended_but_broken(
    [ends, instead]: [&'static str; 2],
    states: &States,
    spans: &[(ComponentId, CompactRange)],
    file: FileId,
) -> impl Iterator<Item = Diagnostic> {
    let state_of = |id| states.get(id).copied().unwrap_or_default();
    let broken = spans
        .iter()
        .map(move |(id, span)| (id, state_of(id), *span));
    broken
        .filter(|(_, state, _)| state.is_trouble())
        .map(move |(id, state, span)| {
            let message = format!(
                "the update {ends} and sets `{}` to `{}`",
                id.as_str(),
                state.word()
            );
            Diagnostic::new(&RESOLVED_BUT_BROKEN, span.in_file(file), message).help(format!(
                "use `status: {instead}` while the component has problems, or remove its state"
            ))
        })
}

rule! {
    /// An update of an incident is dated in the future.
    ///
    /// It appears automatically at that time, and its status resolves or reopens the incident, regardless of what happens until then. Usually the date
    /// is mistyped. In maintenance and notices, dates in the future are normal.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: investigating, text: We are looking into it. }
    ///   - { at: 2962-11-03T14:32Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: investigating, text: We are looking into it. }
    ///   - { at: 2026-11-03T14:32Z, status: resolved, text: The problem is fixed. }
    /// ```
    UPDATE_IN_FUTURE: ClockWarning = "update-in-future"
}

/// Looks at the last update alone, because one warning is enough to find the others. It holds from the first update on, so that a build
/// for a moment in the past does not warn of every later incident.
fn check_last_update_in_future(updates: &[IncidentUpdate], faults: &mut Vec<Diagnostic>) {
    let last = updates.iter().max_by_key(|update| update.published());
    let first = updates.iter().map(|update| update.published()).min();
    let (Some(last), Some(first)) = (last, first) else {
        return;
    };
    if last.published() == first {
        return;
    }
    let before = updates.iter().filter(|update| update.at < last.at);
    let status_before = before.filter_map(|update| update.status).next_back();
    let effect = match (status_before, last.status) {
        (_, Some(IncidentStatus::Resolved)) => "resolves the incident",
        (Some(IncidentStatus::Resolved), Some(_)) => "reopens the incident",
        _ => "appears",
    };
    let message = format!(
        "the update is dated in the future; it {effect} automatically at {}",
        last.published().to_the_minute()
    );
    faults.push(
        Diagnostic::new(&UPDATE_IN_FUTURE, last.at_text.span, message)
            .since(first)
            .until(last.published())
            .help("correct the date, or remove the update and add it when it has happened"),
    );
}

rule! {
    /// An update is earlier than the start of its incident.
    ///
    /// `started` is when customers began to be affected. Usually the incident began earlier than first thought.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:10Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    UPDATE_BEFORE_START: Error = "update-before-start"
}

pub(crate) fn update_before_start(at: &Spanned<String>, start: Span) -> Diagnostic {
    Diagnostic::new(
        &UPDATE_BEFORE_START,
        at.span,
        format!("the update at {} is before the start", quoted(&at.value)),
    )
    .label("the update")
    .also_at(start, "the start")
    .help("correct the time, or move `started` to an earlier time")
}

rule! {
    /// `posted` is earlier than the `at` of the update.
    ///
    /// `posted` is for an update that is published later than the time it describes, so that feeds show the later time. It cannot be
    /// earlier.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, posted: 2026-11-03T14:05Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, posted: 2026-11-03T14:12Z, status: resolved, text: The problem is fixed. }
    /// ```
    POSTED_BEFORE_UPDATE: Error = "posted-before-update"
}

pub(crate) fn posted_before_update(posted: &Spanned<String>, at: Span) -> Diagnostic {
    let text = quoted(&posted.value);
    Diagnostic::new(
        &POSTED_BEFORE_UPDATE,
        posted.span,
        format!("`posted` is {text}, which is before the update's `at`"),
    )
    .also_at(at, "`at`")
    .help("correct `posted`, or remove it: it is only for updates that are published later than their `at`")
}

rule! {
    /// `ended` is later than the last update that resolves the incident.
    ///
    /// `ended` is for problems that were over before the update that resolved the incident. If the problems continued after the last
    /// `resolved`, reopen the incident with another update.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    ENDED_AFTER_RESOLVED: Error = "ended-after-resolved"
}

pub(crate) fn ended_after_resolved(ended: &Spanned<String>, resolved: Span) -> Diagnostic {
    let text = quoted(&ended.value);
    Diagnostic::new(
        &ENDED_AFTER_RESOLVED,
        ended.span,
        format!("`ended` is {text}, which is after the last `resolved`"),
    )
    .also_at(resolved, "resolved here")
    .help("remove `ended`, or correct one of the times")
}

rule! {
    /// The time of an update is more than a day out of order with the updates around it in the file.
    ///
    /// Readers see updates in chronological order, so an update with a wrong date appears far from where it was written. Check the date,
    /// especially after midnight.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: investigating, text: We are looking into it. }
    ///   - { at: 2026-11-05T23:20Z, text: It is the database. }
    ///   - { at: 2026-11-03T23:50Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: investigating, text: We are looking into it. }
    ///   - { at: 2026-11-03T23:20Z, text: It is the database. }
    ///   - { at: 2026-11-03T23:50Z, status: resolved, text: The problem is fixed. }
    /// ```
    UPDATES_OUT_OF_ORDER: Warning = "updates-out-of-order"
}

pub(crate) fn updates_out_of_order(above: &Spanned<String>, below: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "the updates at {} and {} are out of order by more than a day",
        quoted(&above.value),
        quoted(&below.value)
    );
    Diagnostic::new(&UPDATES_OUT_OF_ORDER, below.span, message)
        .also_at(above.span, "the other one")
        .help("correct the date of one of them, or swap them; readers see updates in chronological order")
}

rule! {
    /// Two updates in the same minute have no `id`, so feeds tell them apart only by their order.
    ///
    /// Feeds identify an update by its minute. If the order of two updates in one minute changes, readers can get one twice and never
    /// see the other. An `id` prevents this.
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, id: 2026-11-03T1409Z-2, status: resolved, text: The problem is fixed. }
    /// ```
    SAME_MINUTE: Warning = "same-minute"
}

pub(crate) fn same_minute(again: Span, first: Span, id: &UpdateId) -> Diagnostic {
    let help = format!(
        "add `id: {}`, its current ID in feeds; without it feeds confuse the two when their order changes",
        id.as_str()
    );
    Diagnostic::new(
        &SAME_MINUTE,
        again,
        "two updates without an `id` have the same time",
    )
    .also_at(first, "the first one")
    .help(help)
}

rule! {
    /// An incident is resolved twice without being reopened.
    ///
    /// Subscribers would get a second "Resolved" notification. Leave out `status` in an update that only adds a remark. If the problems
    /// came back, set another status first.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    ///   - { at: 2026-11-03T16:30Z, status: resolved, text: A post-mortem will follow. }
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
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    ///   - { at: 2026-11-03T16:30Z, text: A post-mortem will follow. }
    /// ```
    RESOLVED_TWICE: Warning = "resolved-twice"
}

fn check_resolved_twice(updates: &[IncidentUpdate], faults: &mut Vec<Diagnostic>) {
    let with_status: Vec<&IncidentUpdate> = updates
        .iter()
        .filter(|update| update.status.is_some())
        .collect();
    for pair in with_status.windows(2) {
        let [first, again] = [pair[0], pair[1]];
        if [first.status, again.status] == [Some(IncidentStatus::Resolved); 2] {
            let fault = Diagnostic::new(
                &RESOLVED_TWICE,
                again.at_text.span,
                "the incident is resolved twice without being reopened",
            );
            faults.push(
                fault
                    .also_at(first.at_text.span, "resolved here")
                    .help("remove `status` from an update that only adds information"),
            );
        }
    }
}

rule! {
    /// An incident is still open, and its last update is more than 7 days old.
    ///
    /// An incident without an update for a week has usually been forgotten: everything works again, but the status page still shows a
    /// problem. Resolve it, or post an update that says that the problem continues.
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
    ///   - { at: 2026-11-03T14:09Z, status: monitoring, text: A fix is deployed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: monitoring, text: A fix is deployed. }
    ///   - { at: 2026-11-03T16:30Z, status: resolved, text: The problem is fixed. }
    /// ```
    OPEN_FOR_LONG: ClockWarning = "open-for-long"
}

pub(crate) fn open_for_long(started: Span, days: i64, last: Span, since: Moment) -> Diagnostic {
    let message = format!("the incident is open, and its last update is more than {days} days old");
    Diagnostic::new(&OPEN_FOR_LONG, started, message)
        .also_at(last, "the last update")
        .since(since)
        .help("add an update with `status: resolved`, or one that says that the problem continues")
}

rule! {
    /// The first update came later than promised, counted from `started`.
    ///
    /// Customers who notice problems before you report them open tickets and lose trust. The promise is `policy: first_update` in
    /// `site.yaml`. If the times are right, improve the alerting.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T15:09Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: investigating, text: Some requests fail. We are looking into it. }
    ///   - { at: 2026-11-03T15:09Z, status: resolved, text: The problem is fixed. }
    /// ```
    FIRST_UPDATE_LATE: Warning = "first-update-late"
}

pub(crate) fn first_update_late(
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
        .also_at(started, "started here")
        .help("correct the times if they are wrong; if they are right, the alerting is what needs fixing, not this file: explain the delay in a \
             comment `# statuary-allow first-update-late: <reason>`")
}

rule! {
    /// A promised update is late or missing.
    ///
    /// Readers see "next update by 14:39" and wait for it. Post an update even if there is nothing new. Promise longer intervals if you cannot
    /// keep these.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: investigating, text: Some requests fail., next_update: 30m }
    ///                                                                                             ^^^
    ///   - { at: 2026-11-03T15:04Z, status: resolved, text: The problem is fixed. }
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
    ///   - { at: 2026-11-03T14:09Z, status: investigating, text: Some requests fail., next_update: 30m }
    ///   - { at: 2026-11-03T14:38Z, text: We are still looking for the cause., next_update: 30m }
    ///   - { at: 2026-11-03T15:04Z, status: resolved, text: The problem is fixed. }
    /// ```
    NEXT_UPDATE_MISSED: ClockWarning = "next-update-missed"
}

pub(crate) fn next_update_missed(
    promise: Span,
    deadline: Moment,
    next: Option<Span>,
) -> Diagnostic {
    let by = deadline.to_the_minute();
    let (message, help) = match next {
        Some(_) => (
            format!("the next update was promised by {by} and came later"),
            "correct the times if they are wrong; otherwise explain the delay in a comment: `# statuary-allow next-update-missed: <reason>`",
        ),
        None => (
            format!("the next update was promised by {by} and is missing"),
            "add an update now, even if there is nothing new",
        ),
    };
    let fault = Diagnostic::new(&NEXT_UPDATE_MISSED, promise, message)
        .since(deadline)
        .help(help);
    next.into_iter()
        .fold(fault, |fault, next| fault.also_at(next, "the next update"))
}
