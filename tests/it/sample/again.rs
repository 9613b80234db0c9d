//! The commands: a first worksheet, drawing again, counting, and what is refused.
#![cfg(unix)]

use crate::compare::{assert_contains, assert_lacks, assert_same_files, assert_starts_with};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use expect_test::{Expect, expect};
use tempfile::TempDir;

use crate::site::{SMALL, files, internal, ledger, page};

const PRODUCT: &str = "\
//- internal/reports/db/product.yaml
name: Database
time_zone: America/Los_Angeles
export: { id: Ticket, created: Created, priority: Priority, ignore: { Status: spam } }
culprits:
  - { id: backups, name: Backups }
  - { id: billing, name: Billing }
";
const SHEET: &str = "internal/reports/db/2013-W27.yaml";
const NOW: &str = "2013-07-09T09:00:00Z";

/// A site in a folder that lasts as long as the test.
pub(super) struct Desk {
    folder: TempDir,
}

/// How a run ended, and what it said.
pub(super) struct Run {
    pub(super) code: i32,
    pub(super) said: String,
}

impl Desk {
    pub(super) fn new() -> Desk {
        let desk = Desk {
            folder: TempDir::new().unwrap(),
        };
        let settings = SMALL.replace("language: en\n", "language: en\nsample_seed: status-2013\n");
        for (path, text) in files(&settings).into_iter().chain(files(PRODUCT)) {
            desk.write(&format!("content/{path}"), &text);
        }
        desk
    }

    pub(super) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    pub(super) fn write(&self, path: &str, text: &str) {
        fs::create_dir_all(self.path(path).parent().unwrap()).unwrap();
        fs::write(self.path(path), text).unwrap();
    }

    pub(super) fn sheet(&self) -> String {
        fs::read_to_string(self.path("content").join(SHEET)).unwrap()
    }

    /// Changes the worksheet.
    #[track_caller]
    pub(super) fn edit(&self, from: &str, to: &str) {
        let text = self.sheet();
        assert_contains(&text, from);
        self.write(&format!("content/{SHEET}"), &text.replacen(from, to, 1));
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_statuary"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_remove("SOURCE_DATE_EPOCH");
        let export = self.path("export.csv");
        command.stdin(fs::File::open(export).map_or_else(|_| Stdio::null(), Stdio::from));
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        Run {
            code: output.status.code().unwrap(),
            said: String::from_utf8(said).unwrap(),
        }
    }

    /// Draws from an export of so many tickets, which is sent to standard input.
    pub(super) fn sample(&self, export: &str, more: &[&str]) -> Run {
        self.write("export.csv", export);
        let now: &[&str] = if more.contains(&"--now") {
            &[]
        } else {
            &["--now", NOW]
        };
        self.run(&[&["sample", "db", "2013-W27"], now, more].concat())
    }

    #[track_caller]
    pub(super) fn sampled(&self, export: &str, more: &[&str]) -> String {
        let run = self.sample(export, more);
        assert_eq!(run.code, 0, "{}", run.said);
        let check = self.run(&["check", "--format", "short"]);
        assert_eq!(check.code, 0, "{}", check.said);
        run.said
    }
}

#[test]
fn settings_may_name_pictures() {
    let desk = Desk::new();
    let settings = fs::read_to_string(desk.path("content/site.yaml")).unwrap();
    desk.write(
        "content/site.yaml",
        &(settings + "look: { logo: { file: logo.svg, alt: Acme } }\n"),
    );
    desk.write(
        "content/static/logo.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>",
    );
    desk.sampled(&export(1..=100), &[]);
}

/// An export of the tickets with these numbers.
fn export(ids: impl IntoIterator<Item = u32>) -> String {
    let rows = ids
        .into_iter()
        .map(|id| format!("{id},2013-07-0{} 10:00,normal,open\n", 1 + id % 7));
    format!(
        "Ticket,Created,Priority,Status\n{}",
        rows.collect::<String>()
    )
}

/// The ids of a worksheet, in its order.
fn ids(sheet: &str) -> Vec<&str> {
    sheet
        .lines()
        .filter_map(|line| line.strip_prefix("  - id: \"")?.strip_suffix('"'))
        .collect()
}

/// Fills in the first rows, with words, notes and comments of different people.
fn fill(desk: &Desk, rows: usize) {
    let text = desk.sheet();
    let ids: Vec<String> = ids(&text)
        .into_iter()
        .take(rows)
        .map(str::to_owned)
        .collect();
    for (at, id) in ids.iter().enumerate() {
        let row = format!("  - id: \"{id}\"\n    priority: normal\n    culprit:\n    note:\n");
        let filled = match at % 3 {
            0 => format!(
                "  # read by two\n  - id: \"{id}\"\n    priority: normal\n    culprit: backups   # surely\n    note: 'it''s slow'\n"
            ),
            1 => format!("  - {{ id: '{id}', culprit: billing, note: \"A bill\" }}\n"),
            _ => format!(
                "  - id: {id}\n    culprit: unclassified\n    note: |\n      Two\n      lines.\n"
            ),
        };
        desk.edit(&row, &filled);
    }
}

#[test]
fn a_first_worksheet() {
    let desk = Desk::new();
    let said = desk.sampled(&export(70_001..=70_040), &["--size", "3"]);
    expect![[r#"
        content/internal/reports/db/2013-W27.yaml: 3 of 40 tickets drawn
        the export has 40 rows
    "#]]
    .assert_eq(&said);
    expect![[r#"
        product: db
        period: 2013-W27
        time_zone: America/Los_Angeles
        population: 40             # tickets in the period at export
        exported: 2013-07-09T09:00:00Z
        seed: status-2013
        planned: 3
        # Read from the top down. Do not reorder or delete rows.
        # culprit: an id from product.yaml, or unclassified, or not-applicable. Leave it blank if the ticket is not read.
        # note: what the customer struggled with. No customer names, email addresses, app names or database contents.
        # Later exports and larger samples keep what is filled in: statuary sample
        tickets:
          - id: "70022"
            priority: normal
            culprit:
            note:

          - id: "70034"
            priority: normal
            culprit:
            note:

          - id: "70018"
            priority: normal
            culprit:
            note:
    "#]].assert_eq(&desk.sheet());
}

#[test]
fn the_same_export_changes_nothing_and_another_order_neither() {
    let desk = Desk::new();
    desk.sampled(&export(1..=100), &[]);
    let before = desk.sheet();
    assert_eq!(ids(&before).len(), 57);
    assert_contains(
        desk.sampled(&export((1..=100).rev()), &["--now", "2013-08-01T00:00Z"]),
        "nothing is new",
    );
    assert_eq!(desk.sheet(), before);
}

#[test]
fn a_larger_sample_extends_and_keeps_every_byte() {
    let desk = Desk::new();
    desk.sampled(&export(1..=100), &["--size", "10"]);
    fill(&desk, 7);
    let before = desk.sheet();
    let said = desk.sampled(&export(1..=100), &["--size", "14"]);
    assert_contains(&said, "4 rows added, 0 taken out, 7 filled in and kept");
    let after = desk.sheet();
    assert_starts_with(&after, before.replace("planned: 10", "planned: 14"));
    assert_eq!(
        ids(&after).len() + 4,
        14,
        "four rows are written in other ways"
    );
    let said = desk.sampled(&export(1..=100), &["--size", "2"]);
    assert_contains(
        &said,
        "7 of 100 tickets drawn; 0 rows added, 7 taken out, 7 filled in and kept",
    );
    desk.sampled(&export(1..=100), &["--size", "14"]);
    assert_eq!(desk.sheet(), after);
    desk.sampled(&export(1..=100), &["--size", "30"]);
    let said = desk.sampled(&export(1..=100), &[]);
    assert_contains(&said, "57 of 100");
}

#[test]
fn a_later_export_swaps_rows_that_nobody_filled_in() {
    let desk = Desk::new();
    desk.sampled(&export(1..=100), &["--size", "10"]);
    fill(&desk, 4);
    let before = desk.sheet();
    let old: Vec<u32> = ids(&before).iter().map(|id| id.parse().unwrap()).collect();
    let gone = *old.last().unwrap();
    // One that was drawn is spam by now, and some came late.
    let later = export((1..=140).filter(|id| *id != gone))
        + &format!("{gone},2013-07-02 10:00,normal,spam\n");
    let said = desk.sampled(&later, &["--size", "12"]);
    assert_contains(&said, "12 of 139 tickets drawn");
    assert_contains(&said, "4 filled in and kept");
    assert_contains(&said, "1 ticket is left out");
    let after = desk.sheet();
    assert_lacks(&after, format!("\"{gone}\""));
    assert_contains(&after, "population: 139 ");
    for row in [
        "  # read by two\n",
        "culprit: backups   # surely\n    note: 'it''s slow'\n",
        "note: |\n      Two\n      lines.\n",
    ] {
        assert_eq!(
            after.matches(row).count(),
            before.matches(row).count(),
            "{row}"
        );
    }
}

#[test]
fn a_filled_row_whose_ticket_is_gone_is_not_lost() {
    let desk = Desk::new();
    desk.sampled(&export(1..=100), &["--size", "10"]);
    fill(&desk, 1);
    let before = desk.sheet();
    let gone: u32 = ids(&before)[0].parse().unwrap();
    let later = export((1..=100).filter(|id| *id != gone));
    let run = desk.sample(&later, &[]);
    assert_eq!(run.code, 1);
    assert_contains(&run.said, format!("no longer has in this period: {gone}\n"));
    assert_eq!(desk.sheet(), before);
    desk.sampled(&later, &["--drop-missing"]);
    let after = desk.sheet();
    assert_contains(
        &after,
        format!(
            "# {gone} was not in the export of {NOW}:\n#   # read by two\n#   - id: \"{gone}\"\n"
        ),
    );
    assert_contains(&after, "#     note: 'it''s slow'\n");
    desk.sampled(&later, &["--size", "70"]);
    // Also the next time.
    assert_contains(desk.sheet(), "#     note: 'it''s slow'\n");
}

#[test]
fn rows_out_of_order_are_put_back() {
    let desk = Desk::new();
    desk.sampled(&export(1..=100), &["--size", "10"]);
    fill(&desk, 3);
    let good = desk.sheet();
    let at = good
        .find("  - id: 7\n")
        .or_else(|| good.find("    culprit: unclassified"))
        .unwrap();
    let (row, rest) = good[good[..at].rfind("\n  - id").unwrap() + 1..]
        .split_once("\n\n")
        .unwrap();
    let moved =
        good.replace(&format!("{row}\n\n"), "").replace(rest, "") + rest + "\n" + row + "\n";
    desk.write(&format!("content/{SHEET}"), &moved);
    assert_eq!(desk.run(&["check"]).code, 1);
    desk.sampled(&export(1..=100), &["--size", "10"]);
    assert_eq!(desk.sheet(), good);
}

#[test]
fn line_ends_stay_what_they_are() {
    let desk = Desk::new();
    desk.sampled(&export(1..=100), &["--size", "5"]);
    fill(&desk, 3);
    desk.write(
        &format!("content/{SHEET}"),
        &desk.sheet().replace('\n', "\r\n"),
    );
    desk.sampled(&export(1..=100), &["--size", "9"]);
    let after = desk.sheet();
    assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
    assert_contains(&after, "note: 'it''s slow'\r\n");
}

#[test]
fn two_people_who_fill_in_neighbouring_rows_merge_without_a_conflict() {
    let desk = Desk::new();
    desk.sampled(&export(1..=100), &["--size", "8"]);
    let git = |arguments: &[&str]| {
        let run = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@example.com"])
            .args(arguments)
            .current_dir(desk.folder.path())
            .output();
        let run = run.expect("git is there wherever content is kept in it");
        assert!(
            run.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&run.stdout)
        );
    };
    git(&["init", "--quiet", "--initial-branch", "main"]);
    git(&["add", "content"]);
    git(&["commit", "--quiet", "--message", "draw"]);
    let text = desk.sheet();
    for (branch, every, culprit) in [("one", 0, "backups"), ("two", 1, "billing")] {
        git(&["checkout", "--quiet", "-b", branch, "main"]);
        for id in ids(&text).iter().skip(every).step_by(2) {
            let row = |more: [&str; 2]| {
                format!(
                    "  - id: \"{id}\"\n    priority: normal\n    culprit:{}\n    note:{}\n",
                    more[0], more[1]
                )
            };
            desk.edit(
                &row(["", ""]),
                &row([&format!(" {culprit}"), " It was slow."]),
            );
        }
        git(&["commit", "--quiet", "--all", "--message", branch]);
    }
    git(&["merge", "--quiet", "--no-edit", "one"]);
    let merged = desk.sheet();
    assert_eq!(
        [
            merged.matches("culprit: backups").count(),
            merged.matches("culprit: billing").count()
        ],
        [4, 4]
    );
    assert_eq!(desk.run(&["check", "--strict"]).code, 0);
}

#[test]
fn a_tally_says_what_its_worksheet_says() {
    let desk = Desk::new();
    let product = "export: { id: Ticket";
    let text = fs::read_to_string(desk.path("content/internal/reports/db/product.yaml")).unwrap();
    desk.write(
        "content/internal/reports/db/product.yaml",
        &text.replace(product, &format!("census_priorities: [urgent]\n{product}")),
    );
    let export = export(1..=200).replace("7,2013-07-01 10:00,normal", "7,2013-07-01 10:00,urgent");
    desk.sampled(&export, &[]);
    let text = desk.sheet();
    let mut filled = text.clone();
    for (at, culprit) in (0..ids(&text).len()).zip(
        [
            "backups",
            "billing",
            "unclassified",
            "backups",
            "not-applicable",
        ]
        .iter()
        .cycle(),
    ) {
        let note = if at % 4 == 0 {
            format!(" Note \"{at}\": of C:\\\\.")
        } else {
            String::new()
        };
        filled = filled.replacen(
            "culprit:\n    note:\n",
            &format!(
                "culprit: {culprit}\n    note:{}\n",
                if note.is_empty() {
                    note
                } else {
                    format!(" '{}'", note.trim())
                }
            ),
            1,
        );
    }
    filled.push_str("\nread_twice: [{ first: backups, second: unclassified, tickets: 2 }]\n");
    desk.write(&format!("content/{SHEET}"), &filled);
    let pages = |desk: &Desk| {
        let product =
            fs::read_to_string(desk.path("content/internal/reports/db/product.yaml")).unwrap();
        let text = format!(
            "//- internal/reports/db/product.yaml\n{product}//- {SHEET}\n{}",
            desk.sheet()
        );
        internal(&ledger(&text), "2013-08-01T00:00Z")
    };
    let before = pages(&desk);
    let printed = desk.run(&["tally", "db", "2013-W27"]);
    assert_eq!(printed.code, 0, "{}", printed.said);
    assert_eq!(desk.run(&["tally", "db", "2013-W27", "--write"]).code, 0);
    assert_eq!(desk.sheet(), printed.said);
    assert_same_files(&pages(&desk), &before);
    assert_eq!(
        desk.run(&["tally", "db", "2013-W27"]).said,
        printed.said,
        "a tally of a tally is the same"
    );
    let run = desk.sample(&export, &[]);
    assert_eq!(run.code, 2);
    assert_contains(&run.said, "contains counts and is not a worksheet");
}

#[test]
fn counts_say_that_reading_stopped_early() {
    let desk = Desk::new();
    desk.sampled(&export(1..=400), &[]);
    let read = desk
        .sheet()
        .replacen("culprit:\n", "culprit: backups\n", 40);
    desk.write(&format!("content/{SHEET}"), &read);
    let preliminary = |desk: &Desk| {
        let product =
            fs::read_to_string(desk.path("content/internal/reports/db/product.yaml")).unwrap();
        let text = format!(
            "//- internal/reports/db/product.yaml\n{product}//- {SHEET}\n{}",
            desk.sheet()
        );
        let pages = internal(&ledger(&text), "2013-08-01T00:00Z");
        page(&pages, "reports/db/2013-W27/index.html").contains("Preliminary: 40 of the 97")
    };
    assert!(preliminary(&desk), "reading may go on");
    assert_lacks(&desk.run(&["tally", "db", "2013-W27"]).said, "stopped");
    let run = desk.run(&["tally", "db", "2013-W27", "--stopped", "--write"]);
    assert_eq!(run.code, 0, "{}", run.said);
    assert_contains(desk.sheet(), "sampled: 97\nread: 40\nstopped: true\n");
    assert!(!preliminary(&desk), "a smaller sample is whole");
    let run = desk.run(&["tally", "db", "2013-W27", "--stopped"]);
    assert_eq!(run.code, 2);
    assert_contains(
        &run.said,
        "all 40 tickets of the sample are read: leave out --stopped",
    );
}

#[test]
fn any_two_periods_are_compared_on_the_command_line() {
    let desk = Desk::new();
    for (week, backups, billing) in [(20, 40, 20), (21, 38, 22), (30, 10, 50)] {
        let text = format!(
            "product: db\nperiod: 2013-W{week}\npopulation: 240\nsampled: 60\nread: 60\nculprits: {{ backups: {backups}, billing: {billing} }}\n"
        );
        desk.write(
            &format!("content/internal/reports/db/2013-W{week}.yaml"),
            &text,
        );
    }
    let run = desk.run(&["compare", "db", "2013-W20", "2013-W30"]);
    assert_eq!(run.code, 0, "{}", run.said);
    for words in [
        "2013-W20",
        "Backups: about 40 tickets",
        "160 before",
        "dispersion of 3 is assumed",
    ] {
        assert_contains(&run.said, words);
    }
    for (arguments, code, words) in [
        (
            ["db", "2013-W30", "2013-W20"],
            2,
            "name the earlier period first",
        ),
        (
            ["db", "2013-W20", "2013-W20"],
            2,
            "name the earlier period first",
        ),
        (
            ["db", "2013-W19", "2013-W30"],
            2,
            "there is no report of 2013-W19 for db",
        ),
        (["db", "last week", "2013-W30"], 2, "last week"),
        (["dbs", "2013-W20", "2013-W30"], 2, "dbs"),
    ] {
        let run = desk.run(&[&["compare"], arguments.as_slice()].concat());
        assert_eq!(run.code, code, "{arguments:?}: {}", run.said);
        assert_contains(&run.said, words);
    }
}

#[track_caller]
fn refused(desk: &Desk, export: &str, more: &[&str], code: i32, expect: Expect) {
    let run = desk.sample(export, more);
    assert_eq!(run.code, code, "{}", run.said);
    expect.assert_eq(
        &run.said
            .replace(&desk.folder.path().display().to_string(), "FOLDER"),
    );
}

#[test]
fn what_cannot_be_drawn_is_refused_with_the_reason() {
    let desk = Desk::new();
    let good = export(1..=100);
    refused(
        &desk,
        &good,
        &["--now", "2013-07-08T06:59Z"],
        2,
        expect![[r#"
            error: 2013-W27 is not over: it ends at 2013-07-08T00:00:00-07:00; `--unfinished` draws from what there is, and the report says "so far"
        "#]],
    );
    refused(
        &desk,
        &good,
        &["nowhere.csv"],
        2,
        expect![[r#"
        error: cannot open nowhere.csv: No such file or directory (os error 2)
    "#]],
    );
    refused(
        &desk,
        &good,
        &["--margin", "0.7"],
        2,
        expect![[r#"
        error: --margin 0.7: it must be from 0.01 to 0.5
    "#]],
    );
    refused(
        &desk,
        &good.replace("2013-07", "2013-06"),
        &[],
        2,
        expect![[r#"
        error: standard input: no ticket was created in 2013-W27; its tickets are from 2013-06-01 to 2013-06-07, in 2013-W22 to 2013-W23
    "#]],
    );
    refused(
        &desk,
        &format!("{good},2013-07-02,normal,open\n1|2,2013-07-02,normal,open\n"),
        &[],
        1,
        expect![[r#"
            standard input:102: error: the ticket has no ID in `Ticket`
            standard input:103: error: invalid ticket ID `1|2`: `|` is not allowed in ticket IDs
            2 rows are invalid, so nothing was drawn: a sample of the rest would not be one of all tickets
        "#]],
    );
    refused(
        &desk,
        &format!("{good}7,2013-08-02,normal,open\n"),
        &[],
        1,
        expect![[r#"
        standard input:8: error: one row of this ticket says that it was created in 2013-W27, another that it was not
        rows of one ticket must have one time of creation; nothing was drawn
    "#]],
    );
    let run = desk.run(&["sample", "bd", "2013-W27"]);
    assert!(
        run.code == 2 && run.said.contains("did you mean `db`?"),
        "{}",
        run.said
    );
    let run = desk.run(&["sample", "db", "2013-W60"]);
    assert!(
        run.code == 2 && run.said.contains("invalid period `2013-W60`"),
        "{}",
        run.said
    );
    assert!(
        !desk.path("content").join(SHEET).exists(),
        "nothing was written"
    );

    let said = desk
        .sample(&good, &["--now", "2013-07-05T00:00Z", "--unfinished"])
        .said;
    assert!(
        desk.sheet().contains("planned: 57\ncomplete: false\n"),
        "{said}"
    );
    desk.sampled(&good, &[]);
    // The period is over by now.
    assert_contains(desk.sheet(), "planned: 57\ncomplete: true\n");
    let early = desk.sample(&good, &["--now", "2013-07-05T00:00Z", "--unfinished"]);
    assert_eq!(
        early.code, 0,
        "a file that says so may become unfinished again: {}",
        early.said
    );
    desk.sampled(&good, &[]);
    desk.edit("complete: true\n", "");
    refused(
        &desk,
        &good,
        &["--now", "2013-07-05T00:00Z", "--unfinished"],
        2,
        expect![[r#"
        error: internal/reports/db/2013-W27.yaml was drawn when 2013-W27 was over, which it is not at this moment
    "#]],
    );
    desk.edit("seed: status-2013", "seed: other");
    refused(
        &desk,
        &good,
        &[],
        2,
        expect![[r#"
        error: internal/reports/db/2013-W27.yaml was drawn with the seed `other`, and site.yaml says `status-2013`; a seed never changes
    "#]],
    );
    desk.edit("seed: other", "seed: status-2013");
    let first = ids(&desk.sheet())[0].to_owned();
    desk.edit(
        &format!("  - id: \"{first}\""),
        "  - id: \"8\"\n    culprit: backups\n\n  - id: \"8\"",
    );
    refused(
        &desk,
        &good,
        &[],
        2,
        expect![[r#"
        error: internal/reports/db/2013-W27.yaml cannot be updated: a ticket has two rows
    "#]],
    );
    desk.edit("tickets:", "tickets: [");
    refused(
        &desk,
        &good,
        &[],
        1,
        expect![[r#"
            error[yaml-syntax]: `[` is not closed
              --> content/internal/reports/db/2013-W27.yaml:12:10
               |
            12 | tickets: [
               |          ^
               |
            help: add `]` where it ends

        "#]],
    );

    let desk = Desk::new();
    let settings = fs::read_to_string(desk.path("content/site.yaml")).unwrap();
    desk.write(
        "content/site.yaml",
        &settings.replace("sample_seed: status-2013\n", ""),
    );
    refused(
        &desk,
        &good,
        &[],
        2,
        expect![[r#"
        error: site.yaml has no `sample_seed`; add one such as `sample_seed: status-2013`, and never change it: whoever chooses the seed chooses the sample
    "#]],
    );
}

#[test]
fn a_few_broken_rows_pass_if_the_product_allows_it_and_are_counted() {
    let desk = Desk::new();
    let allowed = PRODUCT.replace("Priority, ignore", "Priority, skip_broken: 2, ignore");
    for (path, text) in files(&allowed) {
        desk.write(&format!("content/{path}"), &text);
    }
    let good = export(1..=40);
    desk.sampled(&good, &["--size", "2"]);
    assert_lacks(desk.sheet(), "broken_rows");
    let broken = format!("{good},2013-07-02,normal,open\n41,soon,normal,open\n");
    let said = desk.sampled(&broken, &["--size", "2"]);
    expect![[r#"
        content/internal/reports/db/2013-W27.yaml: 2 of 40 tickets drawn; 0 rows added, 0 taken out, 0 filled in and kept
        the export has 40 rows
        standard input:42: warning: the ticket has no ID in `Ticket`
        standard input:43: warning: invalid time `soon` in `Created`: expected a date
        2 rows are invalid and skipped: `skip_broken: 2` allows it, and the report says how many there were
    "#]].assert_eq(&said);
    assert_contains(
        desk.sheet(),
        "exported: 2013-07-09T09:00:00Z\nbroken_rows: 2\nseed: ",
    );
    let tally = desk.run(&["tally", "db", "2013-W27"]).said;
    assert_contains(&tally, "  skipped: 0\n  broken_rows: 2\n");
    fill(&desk, 2);
    desk.run(&["build", "--quiet", "--now", NOW, "--output", "out"]);
    let page = fs::read_to_string(desk.path("out/internal/reports/db/2013-W27/index.html"));
    assert_contains(
        page.unwrap(),
        "2 rows of the export could not be read and are not counted.",
    );
    desk.sampled(&good, &["--size", "2"]);
    assert_contains(desk.sheet(), "\nbroken_rows: 0\nseed: ");
    refused(
        &desk,
        &format!("{broken},2013-07-02,normal,open\n"),
        &[],
        1,
        expect![[r#"
            standard input:42: error: the ticket has no ID in `Ticket`
            standard input:43: error: invalid time `soon` in `Created`: expected a date
            standard input:44: error: the ticket has no ID in `Ticket`
            3 rows are invalid, and `skip_broken` allows 2, so nothing was drawn
        "#]],
    );
}

#[test]
fn a_new_product_knows_the_columns_of_an_export_and_has_a_seed() {
    let desk = Desk::new();
    let settings = desk.path("content/site.yaml");
    let text = fs::read_to_string(&settings).unwrap();
    desk.write(
        "content/site.yaml",
        &text.replace("sample_seed: status-2013\n", ""),
    );
    let plain = PRODUCT.lines().filter(|line| !line.starts_with("export"));
    let plain: String = plain.map(|line| format!("{line}\n")).collect();
    for (path, text) in files(&plain) {
        desk.write(&format!("content/{path}"), &text);
    }
    refused(
        &desk,
        &export(1..=100),
        &[],
        2,
        expect![[r#"
        error: site.yaml has no `sample_seed`; add one such as `sample_seed: status-2013`, and never change it: whoever chooses the seed chooses the sample
        product.yaml does not say how the ticket export is written; add the names of its columns, such as
          export: { id: Ticket ID, created: Created at, priority: Priority }
    "#]],
    );
    desk.write("tickets.csv", &export(1..=100));
    let product = ["new", "product", "web", "--from", "tickets.csv"];
    let run = desk.run(&[&product[..], &["--now", "2013-07-17"]].concat());
    assert_eq!(run.code, 0, "{}", run.said);
    expect![[r#"
        content/internal/reports/web/product.yaml
        `sample_seed` in site.yaml was set; never change it.
        Fill in:
          `culprits:` what its tickets are about
        Then draw a sample of a period, for example:
          statuary sample web 2013-W27 tickets.csv
    "#]]
    .assert_eq(&run.said);
    let seeded = fs::read_to_string(&settings).unwrap();
    let seed = seeded.lines().last().unwrap();
    assert_starts_with(seed, "sample_seed: ");
    let product = fs::read_to_string(desk.path("content/internal/reports/web/product.yaml"));
    expect![[r#"
        # yaml-language-server: $schema=../../../../.statuary/schema/product.json
        # Which culprit caused the ticket? Choose the cause whose removal would have prevented it.
        name: web
        export:
          id: Ticket
          created: Created
          priority: Priority
        culprits:
          - id: guidance
            name: Questions and guidance
            kind: guidance
          - id: billing
            name: Billing
            kind: account
    "#]]
    .assert_eq(&product.unwrap());
    let run = desk.run(&["sample", "web", "2013-W27", "tickets.csv", "--now", NOW]);
    assert_eq!(run.code, 0, "{}", run.said);
    desk.run(&["new", "product", "api", "--from", "tickets.csv"]);
    assert_eq!(fs::read_to_string(&settings).unwrap(), seeded);
}

#[test]
fn faults_elsewhere_do_not_stop_a_drawing() {
    let desk = Desk::new();
    desk.write("content/incidents/2013-07-01-x.yaml", "title: [\n");
    let run = desk.sample(&export(1..=100), &[]);
    assert_eq!(run.code, 0, "{}", run.said);
}
