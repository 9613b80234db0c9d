//! YAML into documents: every fault of a file in one run, each at its exact place.

use expect_test::{Expect, expect};
use serde::Deserialize;
use statuary::base::diagnostic::{Diagnostic, Level};
use statuary::base::source::{FileId, SourceFile, Sources, Span, Spanned};
use statuary::format::field::{Entries, Field, OneOrMany, Required};
use statuary::parse::decode;
use statuary::parse::yaml;

mod hostile;
mod places;
mod syntax;
mod values;

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Doc {
    title: Field<String>,
    started: Field<String>,
    draft: Field<bool>,
    count: Field<u64>,
    small: Field<u8>,
    offset: Field<i64>,
    weight: Field<f64>,
    blank: Field<Option<String>>,
    names: Field<Vec<Field<String>>>,
    many: Field<OneOrMany<String>>,
    states: Field<Entries<String, String>>,
    updates: Field<Vec<Field<Update>>>,
    support: Field<Support>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Update {
    at: Field<String>,
    status: Field<String>,
    text: Field<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Support {
    email: Field<String>,
    url: Field<String>,
}

/// One file as a content folder, with its id.
fn source(bytes: &[u8]) -> (Sources, FileId) {
    let sources = Sources::new(vec![SourceFile {
        path: "a.yaml".to_owned(),
        bytes: bytes.to_owned(),
    }]);
    let id = sources
        .iter()
        .map(|(id, _)| id)
        .next()
        .expect("there is one file");
    (sources, id)
}

/// Reads a document and asks for the keys that it must have, as the rules do.
fn read(bytes: &[u8]) -> (Sources, Option<Spanned<Doc>>, Vec<Diagnostic>) {
    let (sources, id) = source(bytes);
    let mut faults = Vec::new();
    let text = yaml::decode_utf8(id, bytes, &mut faults);
    let doc =
        text.and_then(|text| decode::decode_text::<Doc>(id, text, 0..text.len(), &mut faults));
    if let Some(doc) = &doc {
        Required(doc.value.title.as_ref()).required("title", doc.span, &mut faults);
        for update in doc
            .value
            .updates
            .as_ref()
            .optional()
            .into_iter()
            .flat_map(|list| list.value)
        {
            if let Field::Value(update) = update {
                Required(update.value.at.as_ref()).required("at", update.span, &mut faults);
            }
        }
    }
    faults.sort_by_key(|fault| fault.primary.span);
    (sources, doc, faults)
}

fn place(sources: &Sources, span: Span) -> String {
    let file = sources.file(span.file);
    let (start, end) = (file.position(span.start), file.position(span.end));
    format!(
        "{}:{}-{}:{}",
        start.line, start.column, end.line, end.column
    )
}

fn shown(sources: &Sources, fault: &Diagnostic) -> String {
    let level = if fault.level == Level::Error {
        "error"
    } else {
        "warning"
    };
    let mut line = format!(
        "{}: {level} {}: {}",
        place(sources, fault.primary.span),
        fault.rule.id,
        fault.message
    );
    for label in &fault.related {
        line += &format!(" ({}: {})", place(sources, label.span), label.text);
    }
    line + " | " + fault.help.as_deref().unwrap_or("-") + "\n"
}

/// The faults of a document, one a line: place, level, rule, message, help.
fn check(input: &str, expect: Expect) {
    check_bytes(input.as_bytes(), expect);
}

fn check_bytes(input: &[u8], expect: Expect) {
    let (sources, _, faults) = read(input);
    expect.assert_eq(
        &faults
            .iter()
            .map(|fault| shown(&sources, fault))
            .collect::<String>(),
    );
}

/// What can be read in spite of faults.
fn good(input: &str) -> Doc {
    read(input.as_bytes())
        .1
        .expect("the document is a mapping")
        .value
}

fn value<T>(given: Field<T>) -> T {
    given.optional().expect("the key has a good value").value
}

#[test]
fn a_good_document_has_no_faults_and_all_its_values() {
    let doc = good(
        "title: Norway's no\nstarted: 2013-07-08\ndraft: true\ncount: 18446744073709551615\nsmall: 0\noffset: -5\n\
         weight: 0.3\nblank:\nnames: [404, no, '007']\nmany: one\n\
         states:\n  api: down\n  1: 2\nupdates:\n- at: 09:30\n  text: >-\n    a\n    b\nsupport: { email: a@b.c }\n",
    );
    assert_eq!(value(doc.title), "Norway's no");
    assert_eq!(value(doc.started), "2013-07-08");
    assert!(value(doc.draft));
    assert_eq!(
        (value(doc.count), value(doc.small), value(doc.offset)),
        (u64::MAX, 0, -5)
    );
    assert!((value(doc.weight) - 0.3).abs() < f64::EPSILON);
    assert_eq!(value(doc.blank), None);
    assert_eq!(
        value(doc.names).into_iter().map(value).collect::<Vec<_>>(),
        ["404", "no", "007"]
    );
    assert_eq!(
        value(doc.many).0.into_iter().map(value).collect::<Vec<_>>(),
        ["one"]
    );
    let states: Vec<_> = value(doc.states)
        .into_iter()
        .map(|(key, state)| (key.value, value(state)))
        .collect();
    assert_eq!(
        states,
        [
            ("api".to_owned(), "down".to_owned()),
            ("1".to_owned(), "2".to_owned())
        ]
    );
    let update = value(value(doc.updates).remove(0));
    assert_eq!(
        (value(update.at), value(update.text)),
        ("09:30".to_owned(), "a b".to_owned())
    );
    assert!(update.status.is_missing());
    assert_eq!(value(value(doc.support).email), "a@b.c");
}

#[test]
fn every_fault_of_a_file_is_found_in_one_run() {
    check(
        "titel: [a]\nstarted:\ndraft: yes\ncount: 007\nsmall: 256\noffset: 1e3\nweight: 0,5\nnames: api\n\
         many: [a, {b: c}]\nstates:\n  api: [x]\n  api: y\n  web: ~\nupdates:\n- status: resolved\n  txt: x\n- 5\n-\n\
         support: x\ncolour: red\n",
        expect![[r#"
            1:1-1:6: error unknown-key: unknown key `titel` | did you mean `title`?
            1:8-1:11: error wrong-type: expected text for `title`, found a list | write one text; text that begins with `[` or `-` needs quotes
            2:1-2:8: error empty-value: `started` has no value | add a value, or delete the key if it is optional
            3:8-3:11: error wrong-type: expected `true` or `false` for `draft`, found `yes` | write `true`
            4:8-4:11: error wrong-type: expected a whole number for `count`, found `007` | write `7`
            5:8-5:11: error wrong-type: expected a whole number up to 255 for `small`, found `256` | write a smaller number
            6:9-6:12: error wrong-type: expected a whole number for `offset`, found `1e3` | write decimal digits only, such as `12`
            7:9-7:12: error wrong-type: expected a number for `weight`, found `0,5` | write `0.5`
            8:8-8:11: error wrong-type: expected a list for `names`, found `api` | write each item on a line of its own that begins with `- `
            9:11-9:17: error wrong-type: expected text, found keys with values | put text that has `: ` in it, or begins with `{`, in quotes
            11:8-11:11: error wrong-type: expected text for `api`, found a list | write one text; text that begins with `[` or `-` needs quotes
            12:3-12:6: error duplicate-key: duplicate key `api` (11:3-11:6: first defined here) | delete one of the two
            13:8-13:9: error empty-value: `web` has no value | add a value, or delete the key if it is optional
            15:3-15:3: error missing-key: missing key `at` | add `at: ...`
            16:3-16:6: error unknown-key: unknown key `txt` | did you mean `text`?
            17:3-17:4: error wrong-type: expected keys with values, found `5` | write `key: value`, with a space after the colon
            18:1-18:2: error empty-value: this list item has no value | add a value, or delete the key if it is optional
            19:10-19:11: error wrong-type: expected keys with values for `support`, found `x` | write `key: value`, with a space after the colon
            20:1-20:7: error unknown-key: unknown key `colour` | use one of the known keys: `title`, `started`, `draft`, `count`, `small`, `offset`, `weight`, `blank`, `names`, `many`, `states`, `updates`, `support`
        "#]],
    );
}

#[test]
fn a_bad_value_does_not_take_its_siblings_with_it() {
    let doc = good(
        "count: x\ntitle: T\nupdates:\n- at: [1]\n  text: kept\n- 5\n- at: later\nnames: [a, [b], c]\n",
    );
    assert_eq!(value(doc.title), "T");
    assert!(matches!(doc.count, Field::Invalid(_)));
    let updates = value(doc.updates);
    assert!(matches!(updates[1], Field::Invalid(_)));
    assert_eq!(updates.len(), 3);
    let first = updates
        .into_iter()
        .next()
        .map(value)
        .expect("there are three");
    assert_eq!(value(first.text), "kept");
    assert!(matches!(first.at, Field::Invalid(_)));
    let names: Vec<_> = value(doc.names)
        .into_iter()
        .filter_map(Field::optional)
        .map(|name| name.value)
        .collect();
    assert_eq!(names, ["a", "c"]);
}

#[test]
fn a_slip_for_a_known_key_is_read_as_that_key() {
    check(
        "titel: T\nsuport: { emial: [] }\n",
        expect![[r#"
        1:1-1:6: error unknown-key: unknown key `titel` | did you mean `title`?
        2:1-2:7: error unknown-key: unknown key `suport` | did you mean `support`?
        2:11-2:16: error unknown-key: unknown key `emial` | did you mean `email`?
        2:18-2:20: error wrong-type: expected text for `email`, found a list | write one text; text that begins with `[` or `-` needs quotes
    "#]],
    );
    check(
        "title: T\ntitel: T\n",
        expect![[r#"
        2:1-2:6: error unknown-key: unknown key `titel` | did you mean `title`?
    "#]],
    );
}

#[test]
fn an_empty_document_is_a_mapping_without_keys() {
    check(
        "",
        expect![[r#"
            1:1-1:1: error missing-key: missing key `title` | add `title: ...`
        "#]],
    );
    check(
        "\u{feff}# only a comment\n",
        expect![[r#"
            1:1-1:1: error missing-key: missing key `title` | add `title: ...`
        "#]],
    );
    check(
        "---\n",
        expect![[r#"
            1:4-1:4: error missing-key: missing key `title` | add `title: ...`
        "#]],
    );
}

#[test]
fn a_document_that_is_no_mapping() {
    check(
        "just text\n",
        expect![[r#"
        1:1-1:10: error wrong-type: expected keys with values, found `just text` | write `key: value`, with a space after the colon
    "#]],
    );
    check(
        "- title: T\n",
        expect![[r#"
            1:1-1:11: error wrong-type: expected keys with values, found a list | write `key: value`, without hyphen or brackets
        "#]],
    );
    check(
        "[]",
        expect![[r#"
            1:1-1:3: error wrong-type: expected keys with values, found a list | write `key: value`, without hyphen or brackets
        "#]],
    );
}

#[test]
fn duplicate_keys_are_shown_at_both_places() {
    check(
        "title: a\ncount: 1\ntitle: b\n\"title\": c\nsupport: { url: a, url: b }\n",
        expect![[r#"
            3:1-3:6: error duplicate-key: duplicate key `title` (1:1-1:6: first defined here) | delete one of the two
            4:1-4:8: error duplicate-key: duplicate key `title` (1:1-1:6: first defined here) | delete one of the two
            5:20-5:23: error duplicate-key: duplicate key `url` (5:12-5:15: first defined here) | delete one of the two
        "#]],
    );
}

#[test]
fn missing_keys_are_asked_for_where_the_mapping_begins() {
    check(
        "count: 1\nupdates:\n  - status: x\n  - { status: y }\n  - {}\n",
        expect![[r#"
            1:1-1:1: error missing-key: missing key `title` | add `title: ...`
            3:5-3:5: error missing-key: missing key `at` | add `at: ...`
            4:5-4:5: error missing-key: missing key `at` | add `at: ...`
            5:5-5:5: error missing-key: missing key `at` | add `at: ...`
        "#]],
    );
}
