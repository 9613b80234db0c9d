//! Rules of the service catalogue.

use crate::base::diagnostic::{Diagnostic, nearest, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};
use crate::base::time::{Date, Moment};

register! {
    "Teams, pages and services": UNKNOWN_STAGE, UNKNOWN_ITEM, UNKNOWN_ESCALATION, BAD_MARK, NO_REASON, WAIVER_PAST, STEP_ORDER
}

rule! {
    /// The service catalogue has no such stage.
    ///
    /// Which items a service must fulfil depends on its stage. Stages are declared under `stages:`; without them there are `prototype`,
    /// `development`, `production`, `deprecated`, `deactivated` and `sunset`.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// checklist:
    ///   - { id: alerts, text: It alerts a human }
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: producton
    ///            ^^^^^^^^^
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// checklist:
    ///   - { id: alerts, text: It alerts a human }
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: production
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    UNKNOWN_STAGE: Error = "unknown-stage"
}

pub(in crate::check) fn unknown_stage<'a>(
    stage: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::new(
        &UNKNOWN_STAGE,
        stage.span,
        format!("there is no stage {}", quoted(&stage.value)),
    )
    .help("stages are declared under `stages:` in this file")
    .suggest(nearest(&stage.value, known))
}

rule! {
    /// The production checklist has no such item.
    ///
    /// A misspelt item would count as not done. Items are declared under `checklist:` at the top of the file.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// checklist:
    ///   - { id: alerts, text: It alerts a human }
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: production
    ///     checklist: { alert: true }
    ///                  ^^^^^
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// checklist:
    ///   - { id: alerts, text: It alerts a human }
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: production
    ///     checklist: { alerts: true }
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    UNKNOWN_ITEM: Error = "unknown-item"
}

pub(in crate::check) fn unknown_item<'a>(
    item: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::new(
        &UNKNOWN_ITEM,
        item.span,
        format!("the checklist has no item {}", quoted(&item.value)),
    )
    .help("items are declared under `checklist:` at the top of this file")
    .suggest(nearest(&item.value, known))
}

rule! {
    /// There is no such escalation in the service catalogue.
    ///
    /// At night the escalation says who is called next. One that is not there calls nobody.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// checklist:
    ///   - { id: alerts, text: It alerts a human }
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: production
    ///     escalation: runtimes
    ///                 ^^^^^^^^
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// checklist:
    ///   - { id: alerts, text: It alerts a human }
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: production
    ///     escalation: runtime
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    UNKNOWN_ESCALATION: Error = "unknown-escalation"
}

pub(in crate::check) fn unknown_escalation<'a>(
    id: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::new(
        &UNKNOWN_ESCALATION,
        id.span,
        format!("there is no escalation {}", quoted(&id.value)),
    )
    .help("escalations are declared under `escalations:` in this file")
    .suggest(nearest(&id.value, known))
}

rule! {
    /// An item of a service's checklist is neither done, missing nor waived.
    ///
    /// An item is done (`true`, or the day on which it was done), missing (`false`), or waived with a reason. "Soon" is missing.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// checklist:
    ///   - { id: alerts, text: It alerts a human }
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: production
    ///     checklist: { alerts: soon }
    ///                          ^^^^
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// checklist:
    ///   - { id: alerts, text: It alerts a human }
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: production
    ///     checklist: { alerts: false }
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    BAD_MARK: Error = "bad-mark"
}

pub(in crate::check) fn bad_mark(mark: &Spanned<String>) -> Diagnostic {
    let message = format!(
        "{} says neither that it is done nor that it is not",
        quoted(&mark.value)
    );
    Diagnostic::new(&BAD_MARK, mark.span, message)
        .help("write `true`, `false`, the day on which it was done, or `{ waived: \"the reason\", until: 2014-01-01 }`")
}

rule! {
    /// A waiver gives no reason.
    ///
    /// A waiver is a decision, and the next reader has to know what it rests on.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// checklist:
    ///   - { id: alerts, text: It alerts a human }
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: production
    ///     checklist: { alerts: { waived: true } }
    ///                                    ^^^^
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// checklist:
    ///   - { id: alerts, text: It alerts a human }
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: production
    ///     checklist: { alerts: { waived: It has no users yet } }
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    NO_REASON: Error = "no-reason"
}

pub(in crate::check) fn no_reason(waived: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(
        &NO_REASON,
        waived.span,
        format!("{} is no reason", quoted(&waived.value)),
    )
    .help("say in a few words why it need not be done")
}

rule! {
    /// The last day of a waiver has passed.
    ///
    /// A waiver with an end was accepted for a while. Do it now, or agree on a later day; until then the item counts as missing.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// checklist:
    ///   - { id: alerts, text: It alerts a human }
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: production
    ///     checklist: { alerts: { waived: It is small, until: 2014-01-01 } }
    ///                                                        ^^^^^^^^^^
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// checklist:
    ///   - { id: alerts, text: It alerts a human }
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: production
    ///     checklist: { alerts: { waived: It is small } }
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    WAIVER_PAST: ClockWarning = "waiver-past"
}

pub(in crate::check) fn waiver_past(
    place: Span,
    service: &str,
    item: &str,
    (until, end): (Date, Moment),
) -> Diagnostic {
    let message = format!("the waiver of `{item}` for `{service}` ended on {until}");
    Diagnostic::new(&WAIVER_PAST, place, message)
        .since(end)
        .help("do it, or agree on a later day; until then it is missing")
}

rule! {
    /// A step of an escalation is earlier than the one before it.
    ///
    /// Each step is counted from the page, so a later one cannot have a smaller time. It would be read as the first one to be called.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// checklist:
    ///   - { id: alerts, text: It alerts a human }
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: production
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 5m }, { notify: Second, after: 2m } ]
    ///                                                                     ^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// checklist:
    ///   - { id: alerts, text: It alerts a human }
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: production
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m }, { notify: Second, after: 2m } ]
    /// ```
    STEP_ORDER: Error = "step-order"
}

pub(in crate::check) fn step_order(after: &Spanned<String>, before: Span) -> Diagnostic {
    let message = format!(
        "the step after {} is earlier than the one before it",
        quoted(&after.value)
    );
    Diagnostic::new(&STEP_ORDER, after.span, message)
        .also_at(before, "the one before")
        .help("write steps in order of time, each counted from the page")
}
