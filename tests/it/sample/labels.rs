//! Labels of machines in exports and in second files, as `sample` keeps them in worksheets.

use std::fmt::Write;
use std::fs;
use std::process::Command;

use expect_test::expect;

use super::again::Desk;
use crate::compare::{assert_contains, assert_lacks};

const PRODUCT: &str = "\
name: Database
time_zone: America/Los_Angeles
export: { id: Ticket, created: Created, priority: Priority, ignore: { Status: spam } }
culprits:
  - { id: backups, name: Backups, aliases: [dumps] }
  - { id: billing, name: Billing }
";

const IN_EXPORT: &str = "labels: { machine: Intents, version: \"3\", label: Intent, words: { invoice question: billing, other: unknown } }\n";
const IN_FILE: &str =
    "labels: { machine: Intents, id: id, label: intent, version_column: model }\n";

fn desk(labels: &str) -> Desk {
    let desk = Desk::new();
    desk.write(
        "content/internal/reports/db/product.yaml",
        &format!("{PRODUCT}{labels}"),
    );
    desk
}

/// What the machine says of a ticket: three words and none, in turn.
fn label(ticket: u32) -> &'static str {
    ["Dumps", "invoice question", "", "thing"][ticket as usize % 4]
}

fn export(label: impl Fn(u32) -> &'static str) -> String {
    let mut text = String::from("Ticket,Created,Priority,Status,Intent\n");
    for ticket in 1..=100 {
        let label = label(ticket);
        writeln!(text, "{ticket},2013-07-03,normal,open,{label}").unwrap();
    }
    text
}

fn label_file(tickets: impl Iterator<Item = u32>, version: impl Fn(u32) -> u32) -> String {
    let mut text = String::from("id,intent,model\n");
    for ticket in tickets {
        let label = ["backups", "billing", "", "thing"][ticket as usize % 4];
        writeln!(text, "{ticket},{label},{}", version(ticket)).unwrap();
    }
    text
}

#[test]
fn a_column_of_the_export_has_labels() {
    let desk = desk(IN_EXPORT);
    let said = desk.sampled(&export(label), &["--size", "3"]);
    assert_contains(&said, "unknown labels: `thing`; map them under");
    let sheet = desk.sheet();
    assert_lacks(&sheet, "label: backups");
    expect![[r#"
        product: db
        period: 2013-W27
        time_zone: America/Los_Angeles
        population: 100            # tickets in the period at export
        exported: 2013-07-09T09:00:00Z
        seed: status-2013
        planned: 3
        labels:
          machine: "Intents"
          version: "3"
          counts:
            backups: 25
            billing: 25
          unknown: 50
        # Read from the top down. Do not reorder or delete rows.
        # culprit: an id from product.yaml, or unclassified, or not-applicable. Leave it blank if the ticket is not read.
        # label: what a machine says, as a code that leads no reader. The program writes it.
        # note: what the customer struggled with. No customer names, email addresses, app names or database contents.
        # Later exports and larger samples keep what is filled in: statuary sample
        tickets:
    "#]]
    .assert_eq(&sheet[..sheet.find("  - id").unwrap()]);
    assert_eq!(sheet.matches("    label: \"").count(), 3, "{sheet}");
}

#[test]
fn a_second_file_gives_the_same_worksheet() {
    let (one, two) = (desk(IN_EXPORT), desk(IN_FILE));
    one.sampled(&export(label), &["--size", "5"]);
    // The file has tickets of other periods, and in another order.
    two.write("labels.csv", &label_file((1..=200).rev(), |_| 3));
    two.sampled(&export(|_| ""), &["--size", "5", "--labels", "labels.csv"]);
    assert_eq!(one.sheet(), two.sheet());
}

#[test]
fn what_is_filled_in_stays_when_labels_are_added() {
    let desk = desk("");
    desk.sampled(&export(label), &["--size", "3"]);
    desk.edit(
        "culprit:\n    note:",
        "culprit: backups # sure\n    note: Hangs",
    );
    desk.write(
        "content/internal/reports/db/product.yaml",
        &format!("{PRODUCT}{IN_EXPORT}"),
    );
    desk.sampled(&export(label), &["--size", "3"]);
    let sheet = desk.sheet();
    assert_contains(&sheet, "\n    culprit: backups # sure\n    note: Hangs\n");
    assert_eq!(sheet.matches("    label: \"").count(), 3, "{sheet}");
    assert_contains(&sheet, "planned: 3\nlabels:\n  machine:");
    let again = desk.sampled(&export(label), &["--size", "3"]);
    assert_contains(&again, "nothing is new");
    // Another label of the machine changes the counts and the codes, and nothing else.
    desk.sampled(&export(|_| "dumps"), &["--size", "3"]);
    assert_contains(
        desk.sheet(),
        "  counts:\n    backups: 100\n  unknown: 0\n# Read",
    );
    assert_contains(
        desk.sheet(),
        "\n    culprit: backups # sure\n    note: Hangs\n",
    );
}

#[test]
fn priorities_that_are_read_in_full_need_no_machine() {
    let desk = desk("census_priorities: [urgent]\nlabels: { machine: Intents, label: Intent }\n");
    let text = export(|_| "billing").replacen("normal", "urgent", 4);
    desk.sampled(&text, &["--size", "3"]);
    let sheet = desk.sheet();
    assert_contains(&sheet, "  counts:\n    billing: 96\n  unknown: 0\n");
    assert_eq!(sheet.matches("    label: \"").count(), 3, "{sheet}");
}

#[test]
fn a_tally_says_what_its_worksheet_said() {
    let desk = desk(IN_EXPORT);
    desk.sampled(&export(label), &["--size", "2"]);
    desk.edit("culprit:\n", "culprit: backups\n");
    desk.edit("culprit:\n", "culprit: not-applicable\n");
    let said = desk.run(&["tally", "db", "2013-W27", "--write"]);
    assert_eq!(said.code, 0, "{}", said.said);
    let tally = desk.sheet();
    assert_contains(
        &tally,
        "labels:\n  machine: \"Intents\"\n  version: \"3\"\n  counts:\n    backups: 25\n",
    );
    assert_contains(&tally, "labels_read:\n  - { label: ");
    let check = desk.run(&["check", "--format", "short"]);
    assert_eq!(check.code, 0, "{}", check.said);
}

#[test]
fn bad_labels_are_refused_with_the_reason() {
    let mut said = String::new();
    let mut refuse = |desk: &Desk, export: &str, more: &[&str]| {
        let run = desk.sample(export, more);
        assert_ne!(run.code, 0, "{}", run.said);
        said.push_str(&run.said);
        said.push('\n');
    };
    let (in_export, in_file) = (desk(IN_EXPORT), desk(IN_FILE));
    let plain = export(|_| "");
    refuse(&in_export, &plain, &["--labels", "labels.csv"]);
    refuse(&in_export, &plain.replace("Intent", "Class"), &[]);
    let twice = export(label) + "7,2013-07-03,normal,open,dumps\n";
    refuse(&in_export, &twice, &[]);
    refuse(&in_file, &plain, &[]);
    refuse(&in_file, &plain, &["--labels", "labels.csv"]);
    in_file.write("labels.csv", &label_file(1..=98, |_| 3));
    refuse(&in_file, &plain, &["--labels", "labels.csv"]);
    in_file.write(
        "labels.csv",
        &label_file(1..=100, |ticket| 3 + u32::from(ticket > 90)),
    );
    refuse(&in_file, &plain, &["--labels", "labels.csv"]);
    // A worksheet keeps the machine that it has.
    in_file.write("labels.csv", &label_file(1..=100, |_| 3));
    in_file.sampled(&plain, &["--labels", "labels.csv"]);
    in_file.write("labels.csv", &label_file(1..=100, |_| 4));
    refuse(&in_file, &plain, &["--labels", "labels.csv"]);
    in_file.write("content/internal/reports/db/product.yaml", PRODUCT);
    refuse(&in_file, &plain, &[]);
    expect![[r#"
        error: `--labels` needs the columns of the file in product.yaml, such as
          labels: { machine: Help desk intents, id: Ticket ID, label: Intent }

        error: standard input: the export has no column `Intent`; its columns are `Ticket`, `Created`, `Priority`, `Status`, `Class`

        standard input:8: error: this ticket has two labels
        a machine gives each ticket one label of one version; nothing was drawn

        error: the labels of db are in a second file, because `labels:` in product.yaml has `id`; name it with `--labels`

        error: cannot open labels.csv: No such file or directory (os error 2)

        standard input:100: error: this ticket has no row in the file with the labels
        standard input:101: error: this ticket has no row in the file with the labels
        label all tickets of the export; one that the machine cannot label has a row with an empty label; nothing was drawn

        error: the labels of 2013-W27 come from several versions: `3` (90 tickets), `4` (10 tickets); label all tickets of a period with one version

        error: internal/reports/db/2013-W27.yaml has labels from `Intents 3`, and those given come from `Intents 4`: a machine that has learned from what was read would seem better than it is; give the labels of the first again, or remove `labels:` and every `label:` from the worksheet to take the new ones

        error: internal/reports/db/2013-W27.yaml has labels from `Intents`, but product.yaml has no `labels:`; add it, or remove `labels:` and every `label:` from the worksheet

    "#]].assert_eq(&said);
}

#[test]
fn two_readers_of_neighboring_rows_merge_without_a_conflict() {
    let desk = desk(IN_EXPORT);
    desk.sampled(&export(label), &["--size", "3"]);
    let sheet = desk.sheet();
    let second = sheet.match_indices("culprit:\n").nth(1).unwrap().0;
    let (head, tail) = sheet.split_at(second);
    desk.write("base", &sheet);
    desk.write(
        "one",
        &sheet.replacen("culprit:\n", "culprit: backups\n", 1),
    );
    let other = tail.replacen(
        "culprit:\n    note:",
        "culprit: billing\n    note: Twice",
        1,
    );
    desk.write("two", &format!("{head}{other}"));
    let merge = Command::new("git")
        .args(["merge-file", "one", "base", "two"])
        .current_dir(desk.path("."))
        .status();
    assert!(merge.unwrap().success());
    let merged = fs::read_to_string(desk.path("one")).unwrap();
    assert_contains(&merged, "    culprit: backups\n    note:\n");
    assert_contains(&merged, "    culprit: billing\n    note: Twice\n");
}
