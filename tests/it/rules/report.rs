//! Support reports.

use expect_test::expect;

use super::{check, product};

fn tally(lines: &str) -> String {
    product(&format!(
        "//- internal/reports/db/2013-W28.yaml\nproduct: db\nperiod: 2013-W28\n{lines}"
    ))
}

#[test]
fn missing_product() {
    check(
        "//- internal/reports/db/usage.yaml\nperiods: { 2013-W28: 3 }\n//- internal/reports/db/actions.yaml\nactions: []\n",
        expect![[r#"
            error[missing-product]: missing `product.yaml` of the product `db`
             --> content/internal/reports/db/actions.yaml:1:1
              |
            1 | actions: []
              | ^
              |
            help: next to this file, create `product.yaml` with the product's `name` and `culprits`
        "#]],
    );
}

#[test]
fn unknown_culprit() {
    check(
        &tally("sampled: 3\nread: 3\nculprits: { backup: 3 }\n"),
        expect![[r#"
            error[unknown-culprit]: unknown culprit `backup`
             --> content/internal/reports/db/2013-W28.yaml:5:13
              |
            5 | culprits: { backup: 3 }
              |             ^^^^^^
              |
            help: did you mean `backups`?
        "#]],
    );
}

#[test]
fn retired_culprit() {
    check(
        &tally("sampled: 3\nread: 3\nculprits: { backups: 2, billing: 1 }\n"),
        expect![[r#"
            error[retired-culprit]: the culprit `billing` has been retired since 2013-W20
             --> content/internal/reports/db/2013-W28.yaml:5:25
              |
            5 | culprits: { backups: 2, billing: 1 }
              |                         ^^^^^^^
              |
            help: count these tickets under the culprits that replaced it
        "#]],
    );
}

#[test]
fn tally_sum() {
    check(
        &tally(
            "sampled: 9\nread: 9\nculprits:\n  backups: 4\n  unclassified: 3\nnot_applicable: 1\n",
        ),
        expect![[r#"
            error[tally-sum]: `read` is 9, but the culprits add up to 7 and `not_applicable` is 1
             --> content/internal/reports/db/2013-W28.yaml:4:7
              |
            4 |   read: 9
              |         ^
            5 |   culprits:
            6 | /   backups: 4
            7 | |   unclassified: 3
              | |_________________- together 7
              |
            help: count each ticket exactly once; use `unclassified` if the cause is unclear
        "#]],
    );
}

#[test]
fn tally_range() {
    check(
        &tally("population: 20\nsampled: 8\nread: 9\nculprits: { backups: 9 }\n"),
        expect![[r#"
            error[tally-range]: `read` is 9, but `sampled` is only 8
             --> content/internal/reports/db/2013-W28.yaml:5:7
              |
            4 | sampled: 8
              |          - compared with this
            5 | read: 9
              |       ^
              |
            help: correct one of the two numbers
        "#]],
    );
}

#[test]
fn reserved_id() {
    check(
        "//- internal/reports/db/product.yaml\nname: Database\nculprits:\n  - { id: other, name: Others }\n",
        expect![[r#"
            error[reserved-id]: the ID `other` is reserved for the culprits that are grouped as “Other”
             --> content/internal/reports/db/product.yaml:3:11
              |
            3 |   - { id: other, name: Others }
              |           ^^^^^
              |
            help: choose a different ID
        "#]],
    );
}

#[test]
fn merge_cycle() {
    check(
        "//- internal/reports/db/product.yaml\nname: Database\nculprits:\n  - { id: a, name: A, merged_from: [b] }\n  - { id: b, name: B, merged_from: [a] }\n",
        expect![[r#"
            error[merge-cycle]: the culprit `a` is merged into itself
             --> content/internal/reports/db/product.yaml:3:11
              |
            3 |   - { id: a, name: A, merged_from: [b] }
              |           ^
              |
            help: remove one of the `merged_from` keys, which form a cycle
        "#]],
    );
}

#[test]
fn too_many_culprits() {
    let list: String = (1..=16)
        .map(|n| format!("  - {{ id: c{n}, name: C {n} }}\n"))
        .collect();
    check(
        &format!("//- internal/reports/db/product.yaml\nname: Database\nculprits:\n{list}"),
        expect![[r#"
            warning[too-many-culprits]: the product has too many culprits in use: 16, expected at most 15
             --> content/internal/reports/db/product.yaml:3:3
              |
            3 |   - { id: c1, name: C 1 }
              |   ^
              |
            help: merge culprits that have the same remedy, or retire some
        "#]],
    );
}

#[test]
fn title_too_long() {
    check(
        &product(
            "//- internal/reports/db/actions.yaml\nactions:\n  - id: fix\n    date: 2013-07-08\n    kind: fix\n    title: A very long title that no chart of ours could ever show in full\n",
        ),
        expect![[r#"
            error[title-too-long]: the title is too long: 63 characters, expected at most 50
             --> content/internal/reports/db/actions.yaml:5:12
              |
            5 |     title: A very long title that no chart of ours could ever show in full
              |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
              |
            help: shorten it, and put details behind `link`
        "#]],
    );
}
