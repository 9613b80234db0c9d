//! Rules of the service catalog.

use crate::base::diagnostic::{Diagnostic, nearest, quoted};
use crate::base::rule::{register, rule};
use crate::base::source::{Span, Spanned};
use crate::base::time::{Date, Moment};

register! {
    "Service catalog": UNKNOWN_STAGE, UNKNOWN_CHECKLIST_ITEM, UNKNOWN_ESCALATION, UNUSED_ESCALATION, INVALID_CHECKLIST_STATE, WAIVER_WITHOUT_REASON, WAIVER_EXPIRED, STAGE_ORDER, STEP_ORDER
}

rule! {
    /// The stage is not declared in the service catalog.
    ///
    /// The stage of a service decides which checklist items it needs. Stages are declared under `stages:`. The default stages are
    /// `prototype`, `development`, `production`, `deprecated`, `deactivated` and `sunset`.
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
    ///     escalation: runtime
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
    UNKNOWN_STAGE: Error = "unknown-stage"
}

pub(crate) fn unknown_stage<'a>(
    stage: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::new(
        &UNKNOWN_STAGE,
        stage.span,
        format!("unknown stage {}", quoted(&stage.value)),
    )
    .help("declare the stage under `stages:` in this file")
    .suggest(nearest(&stage.value, known))
}

rule! {
    /// The item is not in the checklist.
    ///
    /// A misspelled item would count as not done. Items are declared under `checklist:` at the top of the file.
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
    ///     escalation: runtime
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
    ///     escalation: runtime
    ///     checklist: { alerts: true }
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    UNKNOWN_CHECKLIST_ITEM: Error = "unknown-checklist-item"
}

pub(crate) fn unknown_checklist_item<'a>(
    item: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::new(
        &UNKNOWN_CHECKLIST_ITEM,
        item.span,
        format!("unknown checklist item {}", quoted(&item.value)),
    )
    .help("declare the item under `checklist:` at the top of this file")
    .suggest(nearest(&item.value, known))
}

rule! {
    /// The escalation policy is not declared in the service catalog.
    ///
    /// An escalation policy lists who is notified, and when. If a service refers to a policy that does not exist, nobody is notified.
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

pub(crate) fn unknown_escalation<'a>(
    id: &Spanned<String>,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    Diagnostic::new(
        &UNKNOWN_ESCALATION,
        id.span,
        format!("unknown escalation policy {}", quoted(&id.value)),
    )
    .help("declare the policy under `escalations:` in this file")
    .suggest(nearest(&id.value, known))
}

rule! {
    /// No service uses the escalation policy.
    ///
    /// Readers of the policy may believe that somebody is notified. Set it as the `escalation:` of a service, or remove it.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: production
    /// escalations:
    ///   - id: runtime
    ///         ^^^^^^^
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: production
    ///     escalation: runtime
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    UNUSED_ESCALATION: Warning = "unused-escalation"
}

pub(crate) fn unused_escalation(place: Span, id: &str) -> Diagnostic {
    Diagnostic::new(
        &UNUSED_ESCALATION,
        place,
        format!("no service uses the escalation policy {}", quoted(id)),
    )
    .help(format!(
        "set `escalation: {id}` in a service, or remove the policy"
    ))
}

rule! {
    /// The state of a checklist item is invalid.
    ///
    /// An item is done (`true`, or the date on which it was done), not done (`false`), or waived with a reason.
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
    ///     escalation: runtime
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
    ///     escalation: runtime
    ///     checklist: { alerts: false }
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    INVALID_CHECKLIST_STATE: Error = "invalid-checklist-state"
}

pub(crate) fn invalid_checklist_state(mark: &Spanned<String>) -> Diagnostic {
    let message = format!("invalid checklist state {}", quoted(&mark.value));
    Diagnostic::new(&INVALID_CHECKLIST_STATE, mark.span, message)
        .help("use `true`, `false`, the date on which it was done, or `{ waived: \"the reason\", until: 2014-01-01 }`")
}

rule! {
    /// A waiver has no reason.
    ///
    /// A waiver is a decision, and later readers need to know why it was made.
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
    ///     escalation: runtime
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
    ///     escalation: runtime
    ///     checklist: { alerts: { waived: It has no users yet } }
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    WAIVER_WITHOUT_REASON: Error = "waiver-without-reason"
}

pub(crate) fn no_reason(waived: &Spanned<String>) -> Diagnostic {
    Diagnostic::new(
        &WAIVER_WITHOUT_REASON,
        waived.span,
        format!("missing reason: {} is not a reason", quoted(&waived.value)),
    )
    .help("explain in a few words why the item is not needed")
}

rule! {
    /// A waiver has expired.
    ///
    /// A waiver with an end date was accepted for a limited time. The item now counts as not done. Complete it, or agree on a
    /// later date.
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
    ///     escalation: runtime
    ///     checklist: { alerts: { waived: It has no users yet, until: 2014-01-01 } }
    ///                                                                ^^^^^^^^^^
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
    ///     checklist: { alerts: 2014-01-20 }
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 0m } ]
    /// ```
    WAIVER_EXPIRED: ClockWarning = "waiver-expired"
}

pub(crate) fn waiver_expired(
    place: Span,
    service: &str,
    item: &str,
    (until, end): (Date, Moment),
) -> Diagnostic {
    let message = format!("the waiver of `{item}` for `{service}` expired on {until}");
    Diagnostic::new(&WAIVER_EXPIRED, place, message)
        .since(end)
        .help("complete the item, or agree on a later date")
}

rule! {
    /// An earlier stage of a service begins on or after the first day of its current stage.
    ///
    /// `since:` is the first day in the stage that `stage:` names, and `earlier_stages:` lists the stages before it. A later day there would
    /// put the service into two stages at once.
    ///
    /// Wrong:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: production
    ///     since: 2013-04-02
    ///     earlier_stages: { development: 2013-05-06 }
    ///                                    ^^^^^^^^^^
    /// ```
    ///
    /// Right:
    ///
    /// ```yaml
    /// # internal/services.yaml
    /// services:
    ///   - id: logs
    ///     owner: Runtime
    ///     stage: production
    ///     since: 2013-04-02
    ///     earlier_stages: { development: 2013-01-06 }
    /// ```
    STAGE_ORDER: Error = "stage-order"
}

pub(crate) fn stage_order(stage: &str, day: &Spanned<String>, since: Span) -> Diagnostic {
    let message = format!(
        "the earlier stage `{stage}` begins on {}, which is not before the current stage",
        day.value
    );
    Diagnostic::new(&STAGE_ORDER, day.span, message)
        .also_at(since, "the current stage begins here")
        .help("correct one of the two days, or name the latest stage in `stage:`")
}

rule! {
    /// A step of an escalation policy is earlier than the step before it.
    ///
    /// The time of each step counts from the alert, not from the previous step, so a later step cannot have a smaller time.
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
    ///     escalation: runtime
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
    ///     escalation: runtime
    /// escalations:
    ///   - id: runtime
    ///     steps: [ { notify: First, after: 5m }, { notify: Second, after: 7m } ]
    /// ```
    STEP_ORDER: Error = "step-order"
}

pub(crate) fn step_order(after: &Spanned<String>, before: Span) -> Diagnostic {
    let message = format!(
        "the step at {} comes before the previous step",
        quoted(&after.value)
    );
    Diagnostic::new(&STEP_ORDER, after.span, message)
        .also_at(before, "the previous step")
        .help("order the steps by time, and count each time from the alert")
}
