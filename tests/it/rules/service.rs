//! The service catalogue.

use expect_test::expect;

use super::{check, check_at};
use crate::site;

fn service(lines: &str) -> String {
    let escalation = if lines.contains("escalation:") {
        ""
    } else {
        "    escalation: runtime\n"
    };
    format!(
        "//- internal/services.yaml\nchecklist:\n  - {{ id: alerts, text: It alerts a human }}\nservices:\n  - id: logs\n    \
         owner: Runtime\n    stage: production\n{lines}{escalation}escalations:\n  - id: runtime\n    steps: [ {{ notify: First, after: 0m }} ]\n"
    )
}

#[test]
fn unknown_stage() {
    check(
        &service("").replace("stage: production", "stage: producton"),
        expect![[r#"
            error[unknown-stage]: unknown stage `producton`
             --> content/internal/services.yaml:6:12
              |
            6 |     stage: producton
              |            ^^^^^^^^^
              |
            help: did you mean `production`?
        "#]],
    );
}

#[test]
fn unknown_checklist_item() {
    check(
        &service("    checklist: { alert: true }\n"),
        expect![[r#"
            error[unknown-checklist-item]: unknown checklist item `alert`
             --> content/internal/services.yaml:7:18
              |
            7 |     checklist: { alert: true }
              |                  ^^^^^
              |
            help: did you mean `alerts`?
        "#]],
    );
}

#[test]
fn unknown_escalation() {
    check(
        &service("    escalation: runtimes\n"),
        expect![[r#"
            error[unknown-escalation]: unknown escalation policy `runtimes`
             --> content/internal/services.yaml:7:17
              |
            7 |     escalation: runtimes
              |                 ^^^^^^^^
              |
            help: did you mean `runtime`?
        "#]],
    );
}

#[test]
fn unused_escalation() {
    let unused = service("").replace("    escalation: runtime\n", "");
    check(
        &unused,
        expect![[r#"
        warning[unused-escalation]: no service uses the escalation policy `runtime`
         --> content/internal/services.yaml:8:9
          |
        8 |   - id: runtime
          |         ^^^^^^^
          |
        help: set `escalation: runtime` in a service, or remove the policy
    "#]],
    );
}

#[test]
fn invalid_checklist_state() {
    check(
        &service("    checklist: { alerts: soon }\n"),
        expect![[r#"
            error[invalid-checklist-state]: invalid checklist state `soon`
             --> content/internal/services.yaml:7:26
              |
            7 |     checklist: { alerts: soon }
              |                          ^^^^
              |
            help: use `true`, `false`, the date on which it was done, or `{ waived: "the reason", until: 2014-01-01 }`
        "#]],
    );
}

#[test]
fn waiver_without_reason() {
    check(
        &service("    checklist: { alerts: { waived: true } }\n"),
        expect![[r#"
            error[waiver-without-reason]: missing reason: `true` is not a reason
             --> content/internal/services.yaml:7:36
              |
            7 |     checklist: { alerts: { waived: true } }
              |                                    ^^^^
              |
            help: explain in a few words why the item is not needed
        "#]],
    );
}

#[test]
fn waiver_expired() {
    let waived = service("    checklist: { alerts: { waived: It is small, until: 2014-01-01 } }\n");
    let sources = site::sources(&waived);
    let on_its_last_day =
        statuary::check_sources(&sources).diagnostics_at(site::now("2014-01-01T23:59Z"));
    assert!(on_its_last_day.is_empty());
    check_at(
        &waived,
        "2014-01-02",
        expect![[r#"
            warning[waiver-expired]: the waiver of `alerts` for `logs` expired on 2014-01-01
             --> content/internal/services.yaml:7:56
              |
            7 |     checklist: { alerts: { waived: It is small, until: 2014-01-01 } }
              |                                                        ^^^^^^^^^^
              |
            help: complete the item, or agree on a later date
        "#]],
    );
}

#[test]
fn step_order() {
    check(
        &service("").replace(
            "[ { notify: First, after: 0m } ]",
            "[ { notify: First, after: 5m }, { notify: Second, after: 5m }, { notify: Third, after: 2m } ]",
        ),
        expect![[r#"
            error[step-order]: the step at `2m` comes before the previous step
              --> content/internal/services.yaml:10:99
               |
            10 |     steps: [ { notify: First, after: 5m }, { notify: Second, after: 5m }, { notify: Third, after: 2m } ]
               |                                                                     -- the previous step          ^^
               |
            help: order the steps by time, and count each time from the alert
        "#]],
    );
}
