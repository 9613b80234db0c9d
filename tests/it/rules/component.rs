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
fn unknown_error_code() {
    let guide = "//- support.yaml\ntitle: Support\nerror_codes:\n  - { code: E12, name: Slow, meaning: Slow., action: Wait. }\n  \
        - { code: E12, name: Again, meaning: Slow., action: Wait. }\n  - { code: \"E 13\", name: Gap, meaning: Slow., action: Wait. }\n";
    check(
        &(incident("error_codes: [E12]\n") + guide),
        expect![[r#"
            error[duplicate-item]: duplicate error code `E12`
             --> content/support.yaml:4:13
              |
            3 |   - { code: E12, name: Slow, meaning: Slow., action: Wait. }
              |             --- first named here
            4 |   - { code: E12, name: Again, meaning: Slow., action: Wait. }
              |             ^^^
              |
            help: delete one of the two

            error[out-of-range]: `E 13` cannot be an error code: expected at most 40 letters, digits, hyphens, dots and underscores, the first a letter or a digit
             --> content/support.yaml:5:13
              |
            5 |   - { code: "E 13", name: Gap, meaning: Slow., action: Wait. }
              |             ^^^^^^
        "#]],
    );
    check(
        &(incident("error_codes: [E21]\n")
            + "//- support.yaml\ntitle: Support\nintro: See [this](/nowhere/).\nerror_codes:\n  \
               - { code: E12, name: Slow, meaning: Slow., action: Wait. }\n"),
        expect![[r#"
            error[unknown-error-code]: unknown error code `E21`
             --> content/incidents/2026-11-03-api.yaml:8:15
              |
            8 | error_codes: [E21]
              |               ^^^
              |
            help: declare the code under `error_codes` in `support.yaml`

            warning[broken-link]: broken link to `/nowhere/`: there is no such page or file
             --> content/support.yaml:2:19
              |
            2 | intro: See [this](/nowhere/).
              |                   ^^^^^^^^^
              |
            help: use a path from the site's root, such as `/incidents/2026-11-03-api-errors/`
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
