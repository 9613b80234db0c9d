//! Worksheets: rows, words, order and notes.

use expect_test::expect;

use super::check;

const PRODUCT: &str = "//- internal/reports/db/product.yaml
name: Database
census_priorities: [urgent]
export: { id: Ticket, created: Created, dates: day-first, time_zone: Europe/Berlin, ignore: { Status: [Spam, merged], Tags: \"*\" } }
culprits:
  - { id: backups, name: Backups, aliases: [dumps] }
  - { id: billing, name: Billing, retired: 2013-W20 }
";

fn worksheet(head: &str, rows: &str) -> String {
    format!(
        "{PRODUCT}//- internal/reports/db/2013-W28.yaml\nproduct: db\nperiod: 2013-W28\npopulation: 40\nseed: status-2013\n\
         {head}tickets:\n{rows}"
    )
}

fn row(id: &str, culprit: &str) -> String {
    format!("  - {{ id: \"{id}\", culprit: {culprit}, note: }}\n")
}

#[test]
fn good_worksheets_are_silent() {
    let rows = |words: [&str; 3]| {
        [
            row("70001", words[0]),
            row("70003", words[1]),
            row("70002", words[2]),
        ]
        .concat()
    };
    for words in [
        ["", "", ""],
        ["dumps", "", ""],
        ["unclassified", "not-applicable", "backups"],
    ] {
        check(&worksheet("planned: 3\n", &rows(words)), expect![[""]]);
    }
    check(&worksheet("planned: 0\n", "  []\n"), expect![[""]]);
    let urgent = "  - { id: \"70002\", priority: urgent, culprit: backups }\n";
    let census = "planned: 3\ncensus: { priorities: [urgent], population: 1 }\n";
    check(
        &worksheet(
            census,
            &format!("{urgent}{}{}", row("70001", "dumps"), row("70003", "")),
        ),
        expect![[""]],
    );
}

#[test]
fn words() {
    let one = |word: &str| worksheet("planned: 1\n", &row("70001", word));
    check(
        &one("bakups"),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:7:29: error: unknown culprit `bakups` [unknown-culprit]
        "#]],
    );
    check(
        &one("not_applicable"),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:7:29: error: unknown culprit `not_applicable` [unknown-culprit]
        "#]],
    );
    check(
        &one("billing"),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:7:29: error: the culprit `billing` has been retired since 2013-W20 [retired-culprit]
        "#]],
    );
    check(
        &one("[backups]"),
        expect![[r#"
        internal/reports/db/2013-W28.yaml:7:29: error: expected text for `culprit`, found a list [wrong-type]
    "#]],
    );
    check(
        &worksheet(
            "planned: 1\n",
            "  - { id: \"1\", priority: highest, culprits: backups }\n",
        ),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:7:26: error: invalid priority `highest`: expected `urgent`, `high`, `normal` or `low` [invalid-value]
            internal/reports/db/2013-W28.yaml:7:35: error: unknown key `culprits` [unknown-key]
        "#]],
    );
}

#[test]
fn heads() {
    let rows = row("70001", "backups");
    check(
        &worksheet("planned: 1\npopulation: 40\n", &rows),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:6:1: error: duplicate key `population` [duplicate-key]
        "#]],
    );
    check(
        &worksheet("planned: 41\n", &rows),
        expect![[r#"
        internal/reports/db/2013-W28.yaml:5:10: error: `planned` is 41, but there is 1 row [missing-rows]
        internal/reports/db/2013-W28.yaml:5:10: error: `planned` is 41, but `population` is only 40 [tally-range]
    "#]],
    );
    check(
        &worksheet("planned: one\nread: 1\n", &rows),
        expect![[r#"
        internal/reports/db/2013-W28.yaml:5:10: error: expected a whole number for `planned`, found `one` [wrong-type]
        internal/reports/db/2013-W28.yaml:6:1: error: unknown key `read` [unknown-key]
    "#]],
    );
    check(
        &worksheet(
            "planned: 1\ncensus: { priorities: [urgent], population: 2 }\n",
            &rows,
        ),
        expect![[r#"
        internal/reports/db/2013-W28.yaml:6:45: error: `population` is 2, but there are 0 rows [missing-rows]
    "#]],
    );
    check(
        &worksheet("planned: 1\ncensus: { population: 0 }\n", &rows),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:6:9: error: missing key `priorities` [missing-key]
        "#]],
    );
    check(
        &worksheet("", "  - { id: \" 7\" }\n"),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:1:1: error: missing key `planned` [missing-key]
            internal/reports/db/2013-W28.yaml:6:11: error: invalid ticket ID ` 7`: it begins or ends with a space [invalid-ticket-id]
        "#]],
    );
    check(
        &worksheet("planned: 2\n", &format!("{rows}{rows}")),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:8:11: error: duplicate ticket ID `70001` [duplicate-id]
        "#]],
    );
}

#[test]
fn the_part_that_is_read_in_full_comes_first() {
    let urgent = "  - { id: \"70002\", priority: urgent, culprit: backups }\n";
    let rows = format!("{}{urgent}{}", row("70001", "backups"), row("70003", ""));
    check(
        &worksheet(
            "planned: 3\ncensus: { priorities: [urgent], population: 1 }\n",
            &rows,
        ),
        expect![[r#"
            internal/reports/db/2013-W28.yaml:9:11: error: the ticket `70002` is out of order: it was drawn before the one above [row-order]
        "#]],
    );
}

#[test]
fn notes_that_look_like_more() {
    let note = |note: &str| {
        worksheet(
            "planned: 1\n",
            &format!("  - {{ id: \"7\", culprit: backups, note: \"{note}\" }}\n"),
        )
    };
    for fine in [
        "The capture hung at 2 GB, as in 9.2.4 and since 10:30:15.",
        "E41 after 20131231; 1234567890123456 rows; the @mention; a.b@c; followers-of-followers-v2",
        "http was not offered; ratio 1:2:3",
    ] {
        check(&note(fine), expect![[""]]);
    }
    let bad = [
        "see (jo.doe+x@mail.example.com).",
        "at https://example.com/x",
        "www.example.com is down",
        "from 192.168.0.17:5432 only",
        "from 2001:db8::17",
        "uses postgres://u:p@host/db",
        "password=hunter2",
        "key AKIAIOSFODNN7EXAMPLE",
        "id 123e4567-e89b-12d3-a456-426614174000",
        "token 9f86d081884c7d659a2feaa0",
    ];
    let faults: String = bad
        .iter()
        .map(|bad| super::lines(&crate::site::sources(&note(bad))))
        .collect();
    expect![[r#"
        internal/reports/db/2013-W28.yaml:7:46: warning: `jo.doe+x@mail.example.com` looks like an email address [personal-note]
        internal/reports/db/2013-W28.yaml:7:44: warning: `https://example.com/x` looks like a URL [personal-note]
        internal/reports/db/2013-W28.yaml:7:41: warning: `www.example.com` looks like a URL [personal-note]
        internal/reports/db/2013-W28.yaml:7:46: warning: `192.168.0.17:5432` looks like an IP address [personal-note]
        internal/reports/db/2013-W28.yaml:7:46: warning: `2001:db8::17` looks like an IP address [personal-note]
        internal/reports/db/2013-W28.yaml:7:46: warning: `postgres://u:p@host/db` looks like a connection string [personal-note]
        internal/reports/db/2013-W28.yaml:7:41: warning: `password=hunter2` looks like a secret [personal-note]
        internal/reports/db/2013-W28.yaml:7:45: warning: `AKIAIOSFODNN7EXAMPLE` looks like a token [personal-note]
        internal/reports/db/2013-W28.yaml:7:44: warning: `123e4567-e89b-12d3-a456-426614174000` looks like a token [personal-note]
        internal/reports/db/2013-W28.yaml:7:47: warning: `9f86d081884c7d659a2feaa0` looks like a token [personal-note]
    "#]].assert_eq(&faults);
}

#[test]
fn a_file_that_breaks_off_is_no_tally() {
    check(
        &worksheet("planned: 1\n", "  - { id: \"7\", culprit: [ }\n"),
        expect![[r#"
        internal/reports/db/2013-W28.yaml:7:25: error: `[` is closed by `}` [yaml-syntax]
    "#]],
    );
}

#[test]
fn exports() {
    let with = |export: &str| {
        format!(
            "//- internal/reports/db/product.yaml\nname: D\nculprits: [{{ id: a, name: A }}]\n{export}\n"
        )
    };
    check(
        &with("export: { id: Ticket }"),
        expect![[r#"
            internal/reports/db/product.yaml:3:9: error: missing key `created` [missing-key]
        "#]],
    );
    check(
        &with(
            "export: { id: T, created: C, dates: dayfirst, time_zone: Berlin, priorities: { P1: top }, ignore: { S: [\"\"] } }",
        ),
        expect![[r#"
            internal/reports/db/product.yaml:3:37: error: invalid order of dates `dayfirst`: expected `year-first`, `day-first` or `month-first` [invalid-value]
            internal/reports/db/product.yaml:3:58: error: unknown time zone `Berlin` [unknown-zone]
            internal/reports/db/product.yaml:3:84: error: invalid priority `top`: expected `urgent`, `high`, `normal` or `low` [invalid-value]
            internal/reports/db/product.yaml:3:105: error: `S` has no value [empty-value]
        "#]],
    );
    check(
        &with("time_zone: Mars\ncensus_priorities: [urgent, urgent, p1]"),
        expect![[r#"
            internal/reports/db/product.yaml:3:12: error: unknown time zone `Mars` [unknown-zone]
            internal/reports/db/product.yaml:4:29: error: duplicate priority `urgent` [duplicate-item]
            internal/reports/db/product.yaml:4:37: error: invalid priority `p1`: expected `urgent`, `high`, `normal` or `low` [invalid-value]
        "#]],
    );
}

#[test]
fn periods_are_in_the_zone_of_the_product() {
    let product = PRODUCT.replace(
        "name: Database\n",
        "name: Database\ntime_zone: Asia/Tokyo\n",
    );
    let tally = |week: u32, more: &str| {
        let head = format!(
            "//- internal/reports/db/2013-W{week}.yaml\nproduct: db\nperiod: 2013-W{week}\n"
        );
        format!("{head}population: 40\n{more}")
    };
    let counts = "sampled: 1\nread: 1\nculprits: { backups: 1 }\n";
    let sheet = "seed: status-2013\nplanned: 1\ntickets: [{ id: \"7\", culprit: backups }]\n";
    let own = format!("{counts}time_zone: Europe/Berlin\n");
    let ledger = crate::site::ledger(&format!(
        "{product}{}{}{}",
        tally(28, counts),
        tally(29, sheet),
        tally(30, &own)
    ));
    let zones = ledger.internal.products[0]
        .samples
        .values()
        .map(|tally| tally.zone.name());
    assert_eq!(
        zones.collect::<Vec<_>>(),
        ["Asia/Tokyo", "Asia/Tokyo", "Europe/Berlin"]
    );
}

#[test]
fn a_word_that_is_unknown_in_many_rows_is_one_fault() {
    let rows: String = (0..190)
        .map(|number| row(&format!("7{number:04}"), "gone"))
        .collect();
    let text = worksheet("", &(rows + &row("80001", "bakups")));
    let sources = statuary::base::source::Sources::new(
        crate::site::files(&text)
            .into_iter()
            .map(|(path, text)| statuary::base::source::SourceFile {
                path,
                bytes: text.into_bytes(),
            })
            .collect(),
    );
    let faults = statuary::check_sources(&sources).diagnostics;
    let unknown: Vec<_> = faults
        .iter()
        .filter(|fault| fault.rule.id == "unknown-culprit")
        .collect();
    assert_eq!(unknown.len(), 2, "{unknown:?}");
    assert_eq!(
        unknown[0].message,
        "unknown culprit `gone`, 190 times in this file"
    );
    assert_eq!(
        (unknown[0].related.len(), unknown[1].message.as_str()),
        (3, "unknown culprit `bakups`")
    );
}
