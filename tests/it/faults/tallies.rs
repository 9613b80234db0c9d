//! Support reports: words, sums and ranges.

use expect_test::expect;

use super::check;

const PRODUCT: &str = "//- internal/reports/db/product.yaml
name: Database
culprits:
  - { id: followers, name: Followers, merged_from: [replica-lag, old] }
  - { id: replica-lag, name: Replica lag, retired: 2013-W20, aliases: [lag] }
  - { id: billing, name: Billing, aliases: [bills] }
";

fn tally(lines: &str) -> String {
    format!(
        "{PRODUCT}//- internal/reports/db/2013-W28.yaml\nproduct: db\nperiod: 2013-W28\n{lines}"
    )
}

#[test]
fn words_of_the_past_count_under_those_of_today() {
    check(
        &tally("sampled: 9\nread: 9\nculprits: { followers: 4, old: 2, billing: 2, bills: 1 }\n"),
        expect![[""]],
    );
    check(
        &tally("sampled: 9\nread: 9\nculprits: { followers: 4, lag: 2, replica-lag: 3 }\n"),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:5:27: error: the culprit `lag` has been retired since 2013-W20 [retired-culprit]
            internal/reports/db/2013-W28.yaml:5:35: error: the culprit `replica-lag` has been retired since 2013-W20 [retired-culprit]
        "#]],
    );
}

#[test]
fn an_assumed_dispersion_is_not_below_that_of_chance() {
    let product = |value: &str| {
        let line = format!("name: Database\nassumed_dispersion: {value}\n");
        PRODUCT.replace("name: Database\n", &line)
    };
    for value in ["1", "2.5", "100"] {
        check(&product(value), expect![[""]]);
    }
    check(
        &product("0.9"),
        expect![[r#"
            internal/reports/db/product.yaml:2:21: error: `assumed_dispersion`: expected from 1 to 100 [out-of-range]
        "#]],
    );
    check(
        &product("101"),
        expect![[r#"
            internal/reports/db/product.yaml:2:21: error: `assumed_dispersion`: expected from 1 to 100 [out-of-range]
        "#]],
    );
}

#[test]
fn counts_that_cannot_be_read_are_not_added_up() {
    check(
        &tally("sampled: 9\nread: 9\nculprits: { followers: many }\n"),
        expect![[r#"
        internal/reports/db/2013-W28.yaml:5:24: error: expected a whole number for `followers`, found `many` [wrong-type]
    "#]],
    );
    check(
        &tally("sampled: 9\nread: 9\nculprits: { follower: 3 }\n"),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:5:13: error: unknown culprit `follower` [unknown-culprit]
        "#]],
    );
    check(
        &tally("sampled: 9\nread: 9\nculprits: { followers: 3 }\nnot_applicable: -6\n"),
        expect![[r#"
        internal/reports/db/2013-W28.yaml:6:17: error: expected a whole number that is not negative for `not_applicable`, found `-6` [wrong-type]
    "#]],
    );
    check(
        &tally("sampled: 9\nread: 9\nculprits: [followers]\n"),
        expect![[r#"
        internal/reports/db/2013-W28.yaml:5:11: error: expected keys with values for `culprits`, found a list [wrong-type]
    "#]],
    );
    check(
        &tally("sampled: 9\nread: 9\nculprits: { followers: 99999999999 }\n"),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:5:24: error: the number of tickets is out of range: expected at most 1,000,000,000 [out-of-range]
        "#]],
    );
    check(
        &tally("sampled: 9\nread: nine\nculprits: { followers: 3 }\n"),
        expect![[r#"
        internal/reports/db/2013-W28.yaml:4:7: error: expected a whole number for `read`, found `nine` [wrong-type]
    "#]],
    );
}

#[test]
fn ranges() {
    check(
        &tally("population: 5\nsampled: 9\nread: 9\nculprits: { followers: 9 }\n"),
        expect![[r#"
        internal/reports/db/2013-W28.yaml:4:10: error: `sampled` is 9, but `population` is only 5 [tally-range]
    "#]],
    );
    check(
        &tally("population: 10\nsampled: 9\nread: 9\nmethod: census\nculprits: { followers: 9 }\n"),
        expect![[r#"
        internal/reports/db/2013-W28.yaml:5:7: error: a census reads every ticket, but `read` is 9 and `population` is 10 [tally-range]
    "#]],
    );
    check(
        &tally("population: 10\nsampled: 9\nread: 9\nmethod: sensus\nculprits: { followers: 9 }\n"),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:6:9: error: invalid sampling method `sensus`: expected `hash-v1`, `census` or `other` [invalid-value]
        "#]],
    );
    check(
        &tally("sampled: 0\nread: 0\nculprits: {}\nprevious: 2013-W28\n"),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:6:11: error: the period 2013-W28 ends too late: expected a period that ends before this one begins [out-of-range]
        "#]],
    );
    check(
        &tally(
            "sampled: 9.0\nread: 1e1\nculprits: { followers: 9, not_applicable: 3, unclassified: 1 }\n",
        ),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:3:10: error: expected a whole number for `sampled`, found `9.0` [wrong-type]
            internal/reports/db/2013-W28.yaml:4:7: error: expected a whole number for `read`, found `1e1` [wrong-type]
            internal/reports/db/2013-W28.yaml:5:27: error: `not_applicable` is not a culprit [unknown-culprit]
        "#]],
    );
}

#[test]
fn notes() {
    let notes = |notes: &str| {
        tally(&format!(
            "sampled: 9\nread: 9\nculprits: {{ followers: 9 }}\nnotes:\n{notes}"
        ))
    };
    let good = "  followers: [One., { ticket: \"7\", note: Two. }]\n  billing: Three.\n  unclassified: Four.\n";
    check(&notes(good), expect![[""]]);
    check(
        &notes("  followers: [{ ticket: \"7\" }, { note: \"\" }, [x], { nota: One. }, \" \"]\n"),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:7:15: error: missing key `note` [missing-key]
            internal/reports/db/2013-W28.yaml:7:40: error: `note` has no value [empty-value]
            internal/reports/db/2013-W28.yaml:7:46: error: expected text, found a list [wrong-type]
            internal/reports/db/2013-W28.yaml:7:53: error: unknown key `nota` [unknown-key]
            internal/reports/db/2013-W28.yaml:7:67: error: `followers` has no value [empty-value]
        "#]],
    );
}

#[test]
fn a_product_that_could_not_be_read_makes_no_word_unknown() {
    let tally = "//- internal/reports/db/2013-W28.yaml\nproduct: db\nperiod: 2013-W29\nsampled: 3\nread: 3\nculprits: { x: 3 }\nnotes: { y: z }\n";
    let with = |path: &str, text: &str| format!("{tally}//- internal/reports/db/{path}\n{text}");
    check(
        &with("product.yaml", "name: [\n"),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:2:9: error: the file's path says `2013-W28`, but the period is `2013-W29` [path-mismatch]
            internal/reports/db/product.yaml:1:7: error: `[` is not closed [yaml-syntax]
        "#]],
    );
    check(
        &with("product.yaml", "name: D\nculprits: [x]\n"),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:2:9: error: the file's path says `2013-W28`, but the period is `2013-W29` [path-mismatch]
            internal/reports/db/product.yaml:2:12: error: expected keys with values, found `x` [wrong-type]
        "#]],
    );
    check(
        &with(
            "product.yaml",
            "name: D\nculprits: [{ id: x y, name: X }]\n",
        ),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:2:9: error: the file's path says `2013-W28`, but the period is `2013-W29` [path-mismatch]
            internal/reports/db/product.yaml:2:18: error: invalid ID `x y`: expected lowercase letters, digits and hyphens [invalid-id]
        "#]],
    );
    check(
        &with("product.yaml", "culprits: [{ id: x, name: X }]\n"),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:2:9: error: the file's path says `2013-W28`, but the period is `2013-W29` [path-mismatch]
            internal/reports/db/2013-W28.yaml:6:10: error: unknown culprit `y` [unknown-culprit]
            internal/reports/db/product.yaml:1:1: error: missing key `name` [missing-key]
        "#]],
    );
    check(
        &with("product.yml", "name: D\nculprits: [{ id: x, name: X }]\n"),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:2:9: error: the file's path says `2013-W28`, but the period is `2013-W29` [path-mismatch]
            internal/reports/db/product.yml:1:1: error: invalid file extension: expected `.yaml`, found `.yml` [wrong-extension]
        "#]],
    );
    check(
        &with(
            "usage.yaml",
            "periods: { 2013-07: 0, 2013-W28: 12.5, 2013-Q5: 3 }\n",
        ),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:1:1: error: missing `product.yaml` of the product `db` [missing-product]
            internal/reports/db/2013-W28.yaml:2:9: error: the file's path says `2013-W28`, but the period is `2013-W29` [path-mismatch]
            internal/reports/db/usage.yaml:1:21: error: the usage 0 is out of range: expected more than 0 [out-of-range]
            internal/reports/db/usage.yaml:1:40: error: invalid period `2013-Q5` [invalid-period]
        "#]],
    );
}

#[test]
fn vocabularies() {
    let with =
        |list: &str| format!("//- internal/reports/db/product.yaml\nname: D\nculprits:\n{list}");
    check(
        &with("  - { id: a, name: A, merged_from: [b] }\n  - { id: b, name: B }\n"),
        expect![[""]],
    );
    check(
        &with("  - { id: a, name: A, aliases: [b] }\n  - { id: b, name: B }\n"),
        expect![[r#"
            internal/reports/db/product.yaml:4:11: error: duplicate culprit ID `b` [duplicate-id]
        "#]],
    );
    check(
        &with("  - { id: a, name: A, aliases: [a] }\n"),
        expect![[r#"
            internal/reports/db/product.yaml:3:33: error: duplicate culprit ID `a` [duplicate-id]
        "#]],
    );
    check(
        &with("  - { id: a, name: A, merged_from: [a] }\n"),
        expect![[r#"
        internal/reports/db/product.yaml:3:11: error: the culprit `a` is merged into itself [merge-cycle]
    "#]],
    );
    check(
        &with(
            "  - { id: a, name: A, merged_from: [c] }\n  - { id: b, name: B, merged_from: [c] }\n",
        ),
        expect![[r#"
            internal/reports/db/product.yaml:4:37: error: duplicate culprit `c` [duplicate-item]
        "#]],
    );
    check(
        &with(
            "  - { id: a, name: A, split_into: [b, c] }\n  - { id: b, name: B, since: 2013-W20, retired: 2013-W19 }\n",
        ),
        expect![[r#"
            internal/reports/db/product.yaml:3:39: error: unknown culprit `c` [unknown-culprit]
            internal/reports/db/product.yaml:4:49: error: `retired` is `2013-W19`, which is not after `since` [end-before-start]
        "#]],
    );
}

#[test]
fn what_two_people_read_is_a_part_of_what_was_read() {
    let twice = |pairs: &str| {
        tally(&format!(
            "sampled: 9\nread: 9\nculprits: {{ followers: 9 }}\nread_twice:\n{pairs}"
        ))
    };
    check(
        &twice(
            "  - { first: followers, second: unclassified, tickets: 3 }\n  - { first: bills, second: not-applicable, tickets: 6 }\n",
        ),
        expect![[""]],
    );
    check(
        &twice(
            "  - { first: follower, second: billing, tickets: 3 }\n  - { first: billing, tickets: 2 }\n",
        ),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:7:14: error: unknown culprit `follower` [unknown-culprit]
            internal/reports/db/2013-W28.yaml:8:5: error: missing key `second` [missing-key]
        "#]],
    );
    check(
        &twice("  - { first: billing, second: billing, tickets: 10 }\n"),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:7:3: error: the `tickets` add up to 10: expected at most 9, the number of tickets read [out-of-range]
        "#]],
    );
}

#[test]
fn an_action_names_incidents_that_are_there() {
    let incident = "//- incidents/2013-07-01-slow.yaml\ntitle: Slow\nstarted: 2013-07-01T10:00Z\nimpact: minor\nupdates:\n  \
                    - { at: 2013-07-01T10:10Z, status: resolved, text: Over. }\n";
    let action = |ids: &str| {
        format!(
            "{PRODUCT}{incident}//- internal/reports/db/actions.yaml\nactions:\n  \
             - {{ id: fix, date: 2013-07-02, title: Fix, kind: fix, incidents: [{ids}] }}\n"
        )
    };
    check(&action("2013-07-01-slow"), expect![[""]]);
    check(
        &action("2013-07-01-slwo"),
        expect![[r#"
            internal/reports/db/actions.yaml:2:69: error: unknown incident `2013-07-01-slwo` [unknown-entry]
        "#]],
    );
}

#[test]
fn a_goal_needs_a_culprit_a_number_and_a_day_that_exist_and_is_named_once() {
    check(
        "//- internal/reports/db/product.yaml\nname: Database\nculprits:\n  - { id: backups, name: Backups }\ntargets:\n  \
         - { culprit: backup, below: 2, by: 2013-09-30 }\n  - { culprit: backups, below: 0, by: 2013-09-30 }\n  \
         - { culprit: backups, below: 2, by: 2013-09-31 }\n  - { culprit: backups, below: 2 }\n  \
         - { culprit: backups, below: 2, by: 2013-10-31 }\n  - { culprit: backups, below: 1.5, by: 2013-10-31 }\n",
        expect![[r#"
            internal/reports/db/product.yaml:5:16: error: unknown culprit `backup` [unknown-culprit]
            internal/reports/db/product.yaml:6:32: error: the target 0 is out of range: expected a number above 0 [out-of-range]
            internal/reports/db/product.yaml:7:47: error: invalid date `2013-09-31`: 2013-09 has no day 31 [invalid-date]
            internal/reports/db/product.yaml:8:5: error: missing key `by` [missing-key]
            internal/reports/db/product.yaml:10:16: error: duplicate target `backups` [duplicate-item]
        "#]],
    );
}

#[test]
fn minutes_are_possible_and_of_tickets_that_were_counted() {
    check(
        &tally(
            "sampled: 9\nread: 9\nculprits: { billing: 2, unclassified: 7 }\nminutes: { bills: [5, 10080], unclassified: [0] }\n",
        ),
        expect![[""]],
    );
    check(
        &tally(
            "sampled: 9\nread: 9\nculprits: { billing: 2, unclassified: 7 }\nminutes: { billing: [5, 10081], unclassified: [1] }\n",
        ),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:6:25: error: 10081 minutes of one ticket: expected from 0 to 10080, the minutes of a week [out-of-range]
        "#]],
    );
    check(
        &tally(
            "sampled: 9\nread: 9\nculprits: { billing: 2, unclassified: 7 }\nminutes: { billing: [5, 6, 7] }\n",
        ),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:6:12: error: minutes of 3 tickets: expected at most 2, as many as are counted [out-of-range]
        "#]],
    );
}
