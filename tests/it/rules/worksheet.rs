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
fn bad_seed() {
    check(
        &worksheet("seed: it's ours\nplanned: 3\n", &rows(["backups", "", ""])),
        expect![[r#"
        error[bad-seed]: `it's ours` cannot be a seed
         --> content/internal/reports/db/2013-W28.yaml:4:7
          |
        4 | seed: it's ours
          |       ^^^^^^^^^
          |
        help: write letters, digits, `.`, `_` and `-`, at most 100, such as `status-2013`; it never changes afterwards
    "#]],
    );
}

#[test]
fn bad_ticket_id() {
    check(
        &worksheet(HEAD, &rows(["backups", "", ""]).replace("70001", "7|3")),
        expect![[r#"
        error[bad-ticket-id]: `7|3` is no ticket id: `|` separates what is hashed, so an id cannot have it
         --> content/internal/reports/db/2013-W28.yaml:7:9
          |
        7 |   - id: "7|3"
          |         ^^^^^
          |
        help: write the id as the ticket system does, in quotes
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
        error[row-order]: the ticket `70003` does not belong here: the seed draws it before the one above
          --> content/internal/reports/db/2013-W28.yaml:13:9
           |
        10 |   - id: "70002"
           |         ------- drawn after it
        ...
        13 |   - id: "70003"
           |         ^^^^^^^
           |
        help: put the rows back in the order of the drawing; `statuary sample` does it
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
        help: a row must not be deleted or added by hand: draw again with `statuary sample`, which keeps what is filled in
    "#]],
    );
}

#[test]
fn skipped_tickets() {
    check(
        &worksheet(HEAD, &rows(["", "", "backups"])),
        expect![[r#"
        warning[skipped-tickets]: this ticket and 1 more were passed over: later ones are read
          --> content/internal/reports/db/2013-W28.yaml:7:9
           |
         7 |   - id: "70001"
           |         ^^^^^^^
        ...
        13 |   - id: "70002"
           |         ------- read
           |
        help: read from the top down: what is passed over may not be so by chance
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
        warning[note-without-culprit]: the ticket has a note and no culprit, so it counts as not read
          --> content/internal/reports/db/2013-W28.yaml:12:11
           |
        12 |     note: The capture hung.
           |           ^^^^^^^^^^^^^^^^^
           |
        help: write the culprit, or `unclassified` if it is unclear
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
        warning[personal-note]: `jo@example.com` looks like a mail address
         --> content/internal/reports/db/2013-W28.yaml:9:20
          |
        9 |     note: Asked by jo@example.com, twice
          |                    ^^^^^^^^^^^^^^
          |
        help: notes are read by many: leave out names, addresses and secrets
    "#]],
    );
}
