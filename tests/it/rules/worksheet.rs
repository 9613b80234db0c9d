//! Worksheets.

use expect_test::expect;

use super::{check, product};

/// A worksheet of `2013-W28`; the seed draws 70001 first, then 70003 and 70002.
fn worksheet(head: &str, rows: &str) -> String {
    product(&format!(
        "//- internal/reports/db/2013-W28.yaml\nproduct: db\nperiod: 2013-W28\npopulation: 40\n{head}tickets:\n{rows}"
    ))
}

const HEAD: &str = "seed: status-2013\nplanned: 3\n";

fn rows(culprits: [&str; 3]) -> String {
    let ids = ["70001", "70003", "70002"];
    ids.iter()
        .zip(culprits)
        .map(|(id, more)| format!("  - id: \"{id}\"\n    culprit: {more}\n\n"))
        .collect()
}

#[test]
fn invalid_seed() {
    check(
        &worksheet("seed: it's ours\nplanned: 3\n", &rows(["backups", "", ""])),
        expect![[r#"
            error[invalid-seed]: invalid seed `it's ours`
             --> content/internal/reports/db/2013-W28.yaml:4:7
              |
            4 | seed: it's ours
              |       ^^^^^^^^^
              |
            help: use at most 100 letters, digits, `.`, `_` and `-`, such as `status-2013`; do not change it afterwards
        "#]],
    );
}

#[test]
fn invalid_ticket_id() {
    check(
        &worksheet(HEAD, &rows(["backups", "", ""]).replace("70001", "7|3")),
        expect![[r#"
            error[invalid-ticket-id]: invalid ticket ID `7|3`: `|` is not allowed in ticket IDs
             --> content/internal/reports/db/2013-W28.yaml:7:9
              |
            7 |   - id: "7|3"
              |         ^^^^^
              |
            help: remove or replace `|` in the export, and draw the sample again
        "#]],
    );
}

#[test]
fn row_order() {
    let rows = rows(["backups", "", ""])
        .replace("70002", "x")
        .replace("70003", "70002")
        .replace('x', "70003");
    check(
        &worksheet(HEAD, &rows),
        expect![[r#"
            error[row-order]: the ticket `70003` is out of order: it was drawn before the one above
              --> content/internal/reports/db/2013-W28.yaml:13:9
               |
            10 |   - id: "70002"
               |         ------- drawn after it
            ...
            13 |   - id: "70003"
               |         ^^^^^^^
               |
            help: restore the order with `statuary sample`
        "#]],
    );
}

#[test]
fn missing_rows() {
    check(
        &worksheet(
            "seed: status-2013\nplanned: 4\n",
            &rows(["backups", "", ""]),
        ),
        expect![[r#"
            error[missing-rows]: `planned` is 4, but there are 3 rows
             --> content/internal/reports/db/2013-W28.yaml:5:10
              |
            5 | planned: 4
              |          ^
              |
            help: run `statuary sample` again, which keeps what is filled in; do not add or delete rows by hand
        "#]],
    );
}

#[test]
fn skipped_tickets() {
    check(
        &worksheet(HEAD, &rows(["", "", "backups"])),
        expect![[r#"
            warning[skipped-tickets]: this ticket and 1 more were skipped, but later ones were read
              --> content/internal/reports/db/2013-W28.yaml:7:9
               |
             7 |   - id: "70001"
               |         ^^^^^^^
            ...
            13 |   - id: "70002"
               |         ------- read
               |
            help: read from the top; skipping tickets can bias the sample
        "#]],
    );
}

#[test]
fn note_without_culprit() {
    check(
        &worksheet(
            HEAD,
            &rows(["backups", "\n    note: The capture hung.", ""]),
        ),
        expect![[r#"
            warning[note-without-culprit]: the ticket has a note but no culprit, so it counts as unread
              --> content/internal/reports/db/2013-W28.yaml:12:11
               |
            12 |     note: The capture hung.
               |           ^^^^^^^^^^^^^^^^^
               |
            help: add the culprit, or `unclassified` if it is unclear
        "#]],
    );
}

#[test]
fn personal_note() {
    check(
        &worksheet(
            HEAD,
            &rows(["backups\n    note: Asked by jo@example.com, twice", "", ""]),
        ),
        expect![[r#"
            warning[personal-note]: `jo@example.com` looks like an email address
             --> content/internal/reports/db/2013-W28.yaml:9:20
              |
            9 |     note: Asked by jo@example.com, twice
              |                    ^^^^^^^^^^^^^^
              |
            help: remove names, addresses and secrets; notes are read by many people
        "#]],
    );
}
