//! Incidents and maintenance.

use expect_test::expect;

use super::check;

#[test]
fn missing_updates() {
    check(
        "//- incidents/a.yaml\ntitle: A\nstarted: 2026-11-03T14:02Z\n//- incidents/b.yaml\ntitle: B\nstarted: 2026-11-03T14:02Z\nimpact: minor\nupdates: []\n",
        expect![[r#"
            error[missing-updates]: the entry has no update
             --> content/incidents/a.yaml:1:1
              |
            1 | title: A
              | ^
              |
            help: add `updates:` with one entry that has `at`, `status` and `text`

            error[missing-updates]: the entry has no update
             --> content/incidents/b.yaml:4:10
              |
            4 | updates: []
              |          ^^
              |
            help: add `updates:` with one entry that has `at`, `status` and `text`
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
            help: add `impact: minor`, `major` or `critical`, or `components:` with their states
        "#]],
    );
}
