//! Single values that change in a file, and nothing else.

use statuary::author::yaml_edit::{append_item, append_key, change_item};

const SHEET: &str = "\
product: db   # the product
# Read from the top down.
tickets:
  # Ana
  - id: \"1\"
    priority: high
    culprit:   # not yet
    note:

  - id: 2
    culprit: backups   # sure
    note: |
      Two
      lines.
  - { id: '3', culprit: billing }
";

fn change(text: &str, id: &str, changes: &[(&str, Option<&str>)]) -> Result<String, &'static str> {
    let changes: Vec<_> = changes
        .iter()
        .map(|(key, value)| (*key, value.map(str::to_owned)))
        .collect();
    change_item(text, "tickets", id, &changes)
}

#[test]
fn only_the_values_of_one_row_change() {
    let filled = change(
        SHEET,
        "1",
        &[
            ("culprit", Some("backups")),
            ("note", Some("\"a: b\"")),
            ("second_reader", Some("true")),
        ],
    );
    let expected = SHEET.replace(
        "culprit:   # not yet\n    note:\n",
        "culprit: backups   # not yet\n    note: \"a: b\"\n    second_reader: true\n",
    );
    assert_eq!(filled.unwrap(), expected);
    let blank = change(
        SHEET,
        "2",
        &[("culprit", None), ("note", None), ("second", None)],
    );
    let expected = SHEET
        .replace(
            "backups   # sure\n    note: |\n      Two\n      lines.\n",
            "   # sure\n    note:\n",
        )
        .replace("culprit:    # sure", "culprit:   # sure");
    assert_eq!(blank.unwrap(), expected);
}

#[test]
fn line_ends_and_a_missing_last_one_stay() {
    let sheet = "tickets:\r\n  - id: \"1\"\r\n    culprit:\r\n    note:";
    let filled = change(sheet, "1", &[("note", Some("x")), ("second", Some("a"))]);
    assert_eq!(
        filled.unwrap(),
        "tickets:\r\n  - id: \"1\"\r\n    culprit:\r\n    note: x\r\n    second: a"
    );
}

#[test]
fn rows_in_braces_stay_in_braces() {
    let filled = change(
        SHEET,
        "3",
        &[("culprit", Some("backups")), ("note", Some("\"a, b\""))],
    );
    let expected = SHEET.replace("culprit: billing }", "culprit: backups, note: \"a, b\" }");
    assert_eq!(filled.unwrap(), expected);
    let blank = "tickets:\n  - {id: a, note: , culprit: } # b\n  - { id: c,\n      culprit: d, }\n";
    let new = [
        ("culprit", Some("x")),
        ("note", Some("y")),
        ("second", Some("z")),
    ];
    assert_eq!(
        change(blank, "a", &new).unwrap(),
        blank.replace("note: , culprit: }", "note: y , culprit: x, second: z }")
    );
    assert_eq!(
        change(blank, "c", &new[..2]).unwrap(),
        blank.replace("culprit: d,", "culprit: x, note: y,")
    );
}

#[test]
fn what_cannot_be_changed_without_a_doubt_is_not() {
    assert_eq!(change(SHEET, "4", &[]).unwrap_err(), "it has no such row");
    assert_eq!(
        change("tickets: [", "4", &[]).unwrap_err(),
        "its YAML cannot be read"
    );
    let injected = change(SHEET, "1", &[("culprit", Some("a\n    note: b"))]);
    assert_eq!(
        injected.unwrap_err(),
        "the way it is written leaves no safe place for the change"
    );
}

#[test]
fn items_and_keys_are_added_at_the_end() {
    let product = "name: DB\nculprits:\n- id: a\n  name: A\n# last\nowner: data\n";
    assert_eq!(
        append_item(product, "culprits", &[("id", "b"), ("name", "B")]).unwrap(),
        "name: DB\nculprits:\n- id: a\n  name: A\n- id: b\n  name: B\n# last\nowner: data\n"
    );
    assert_eq!(
        append_item(
            "culprits:\n  - { id: a }",
            "culprits",
            &[("id", "b"), ("name", "B")]
        )
        .unwrap(),
        "culprits:\n  - { id: a }\n  - { id: b, name: B }"
    );
    assert!(append_item("culprits: [{ id: a }]\n", "culprits", &[("id", "b")]).is_err());
    assert_eq!(
        append_key("name: DB\n", "seed", "x1").unwrap(),
        "name: DB\nseed: x1\n"
    );
    assert!(append_key("name: DB\n", "name", "x1").is_err());
    assert!(append_key("text: |\n  a\n\n", "seed", "x1").is_ok());
}
