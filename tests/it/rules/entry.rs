//! Incidents and maintenance.

use expect_test::expect;

use super::check;

#[test]
fn missing_updates() {
    check(
        "//- incidents/a.yaml\ntitle: A\nstarted: 2026-11-03T14:02Z\n//- incidents/b.yaml\ntitle: B\nstarted: 2026-11-03T14:02Z\nimpact: minor\nupdates: []\n",
        expect![[r#"
            error[missing-updates]: there is no update
             --> content/incidents/a.yaml:1:1
              |
            1 | title: A
              | ^
              |
            help: add an update with `at`, `status` and `text` under `updates:`

            error[missing-updates]: there is no update
             --> content/incidents/b.yaml:4:10
              |
            4 | updates: []
              |          ^^
              |
            help: add an update with `at`, `status` and `text` under `updates:`
        "#]],
    );
}

#[test]
fn impact_needed() {
    check(
        "//- incidents/a.yaml\ntitle: A\nstarted: 2026-11-03T14:02Z\ncomponents: { api: operational }\nupdates: [{ at: 2026-11-03T14:05Z, text: Trouble elsewhere. }]\n",
        expect![[r#"
            error[impact-needed]: missing impact: no component is affected
             --> content/incidents/a.yaml:3:13
              |
            3 | components: { api: operational }
              |             ^^^^^^^^^^^^^^^^^^^^
              |
            help: add `components:` with their states, or `impact:` with `minor`, `major`, `critical`, or `none` if customers did not notice it
        "#]],
    );
}
