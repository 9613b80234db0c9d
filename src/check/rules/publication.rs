//! Rules of when readers could have an update, by the commits of the published branch.

use crate::base::diagnostic::{Diagnostic, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};
use crate::base::time::{Duration, Moment};

use super::incident::FIRST_UPDATE_LATE;
use super::maintenance::SHORT_NOTICE;
use super::time::format_duration;

register! {
    "Incidents, maintenance and post-mortems": MISSING_POSTED
}

rule! {
    /// A new update is published long after its `at`, without `posted`.
    ///
    /// `statuary check` compares the content with the commits of the main branch. An update that is not there yet is published when it is
    /// merged. If its `at` is more than an hour before that, add `posted:`: feeds show that time, chat programs drop items that are dated in
    /// the past, and readers see when they could know it. `statuary update` writes it by itself. `posted: unknown` is for updates that you
    /// copy from another place.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml, not committed yet
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, status: resolved, text: The problem is fixed. }
    ///           ^^^^^^^^^^^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # incidents/2026-11-03-api.yaml, not committed yet
    /// title: API errors
    /// started: 2026-11-03T14:02Z
    /// components: { api: degraded_performance }
    /// updates:
    ///   - { at: 2026-11-03T14:09Z, posted: unknown, status: resolved, text: The problem is fixed. }
    /// ```
    MISSING_POSTED: ClockWarning = "missing-posted"
}

pub(crate) fn missing_posted(at: &Spanned<String>, age: Duration, now: Moment) -> Diagnostic {
    let message = format!(
        "this update is not published yet, and {} is {} ago",
        quoted(&at.value),
        format_duration(age)
    );
    Diagnostic::new(&MISSING_POSTED, at.span, message).help(format!(
        "add `posted: {}`, or `posted: unknown` if it was published elsewhere",
        now.to_the_minute()
    ))
}

/// How an update was published, for messages.
pub(crate) fn by_commit(committed: Option<Moment>) -> String {
    match committed {
        Some(committed) => format!("it was committed at {}", committed.to_the_minute()),
        None => "it is not published yet".to_owned(),
    }
}

/// [`SHORT_NOTICE`], whatever the updates claim.
pub(crate) fn short_notice_by_commits(
    start: Span,
    notice: Duration,
    promised: Duration,
    committed: Option<Moment>,
) -> Diagnostic {
    super::maintenance::short_notice(start, notice, promised).label(by_commit(committed))
}

/// [`FIRST_UPDATE_LATE`], whatever the update claims.
pub(crate) fn first_update_late_by_commits(
    at: Span,
    after: Duration,
    promised: Duration,
    (started, committed): (Span, Option<Moment>),
) -> Diagnostic {
    super::incident::first_update_late(at, after, promised, started).label(by_commit(committed))
}

/// Whether commits can show what the content alone does not, so that a comment which allows it need not be used.
pub(crate) fn depends_on_commits(rule: &str) -> bool {
    [&MISSING_POSTED, &SHORT_NOTICE, &FIRST_UPDATE_LATE]
        .iter()
        .any(|one| one.id == rule)
}
