//! Components, and entries that name something.

use expect_test::expect;

use super::{check, incident};

#[test]
fn unknown_component() {
    check(
        &incident("components:\n  apii: major_outage\n  mainframe: major_outage\n"),
        expect![[r#"
            error[unknown-component]: unknown component `apii`
             --> content/incidents/2026-11-03-api.yaml:9:3
              |
            9 |   apii: major_outage
              |   ^^^^
              |
            help: did you mean `api`?

            error[unknown-component]: unknown component `mainframe`
              --> content/incidents/2026-11-03-api.yaml:10:3
               |
            10 |   mainframe: major_outage
               |   ^^^^^^^^^
               |
            help: declare the component in `components.yaml`
        "#]],
    );
}

#[test]
fn unknown_entry() {
    check(
        &incident("related: [2026-11-03-apis]\n"),
        expect![[r#"
            error[unknown-entry]: unknown incident or maintenance `2026-11-03-apis`
             --> content/incidents/2026-11-03-api.yaml:8:11
              |
            8 | related: [2026-11-03-apis]
              |           ^^^^^^^^^^^^^^^
              |
            help: did you mean `2026-11-03-api`?
        "#]],
    );
}

#[test]
fn draft_incident() {
    check(
        &(incident("draft: true\n")
            + "//- postmortems/2026-11-03-api.md\n---\nincident: 2026-11-03-api\npublished: 2026-11-06\n---\nWe learned.\n"),
        expect![[r#"
            error[draft-incident]: the incident `2026-11-03-api` is a draft
             --> content/postmortems/2026-11-03-api.md:2:11
              |
            2 | incident: 2026-11-03-api
              |           ^^^^^^^^^^^^^^
              |
            help: make the post-mortem a draft too, or publish the incident
        "#]],
    );
}
