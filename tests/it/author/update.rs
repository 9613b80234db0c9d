//! An update in place: the lines that are new, and every other byte as it was.

use crate::compare::{assert_contains, assert_starts_with};
use expect_test::{Expect, expect};
use statuary::author::update;
use statuary::base::time::Zone;

use super::some_update;

const NEW: &str = "2026-11-03T15:40Z";

/// The text with the update in it; the bytes around what is new are compared with the old text.
#[track_caller]
fn append(text: &str, at: &str) -> String {
    let appended = update::append_update(text, &some_update(at), Zone::UTC).unwrap();
    let rest = [
        &appended.text[..appended.added.start],
        &appended.text[appended.added.end..],
    ]
    .concat();
    assert_eq!(rest, text);
    appended.text
}

/// What is new, with the line above and below.
fn check(text: &str, expect: Expect) {
    expect.assert_eq(&append(text, NEW));
}

const HEAD: &str = "title: Errors   # seen by all\nstarted: 2026-11-03T14:02Z\ncomponents: { api: major_outage }\n";

#[test]
fn the_newest_goes_last_and_what_follows_stays() {
    check(
        "title: Errors   # seen by all\nupdates:\n  - at: 2026-11-03T14:09Z\n    text: 'One.'   # said\n    # of the first\n\n# of the end\nended: 2026-11-03T15:00Z\n",
        expect![[r#"
            title: Errors   # seen by all
            updates:
              - at: 2026-11-03T14:09Z
                text: 'One.'   # said
                # of the first
              - at: 2026-11-03T15:40Z
                status: monitoring
                components: { api: operational }
                text: |
                  A fix is deployed: latency is still raised.
                next_update: 30m

            # of the end
            ended: 2026-11-03T15:00Z
        "#]],
    );
}

#[test]
fn the_newest_goes_first_where_it_stands_first() {
    check(
        "updates:\n    # statuary-allow same-minute: why\n    -   at: 2026-11-03T14:30Z\n        components:\n           api: major_outage\n        text: Two.\n\n    -   at: 2026-11-03T14:09Z\n        text: One.\ntitle: Errors\n",
        expect![[r#"
            updates:
                -   at: 2026-11-03T15:40Z
                    status: monitoring
                    components:
                       api: operational
                    text: |
                      A fix is deployed: latency is still raised.
                    next_update: 30m

                # statuary-allow same-minute: why
                -   at: 2026-11-03T14:30Z
                    components:
                       api: major_outage
                    text: Two.

                -   at: 2026-11-03T14:09Z
                    text: One.
            title: Errors
        "#]],
    );
}

#[test]
fn a_late_word_goes_where_its_time_is() {
    let text =
        "updates:\n- at: 2026-11-03T14:09Z\n  text: One.\n- at: 2026-11-03T16:00Z\n  text: Two.\n";
    let new = append(text, NEW);
    let times: Vec<&str> = new.lines().filter(|line| line.contains("at:")).collect();
    assert_eq!(
        times,
        [
            "- at: 2026-11-03T14:09Z",
            "- at: 2026-11-03T15:40Z",
            "- at: 2026-11-03T16:00Z"
        ]
    );
}

#[test]
fn brackets_stay_brackets() {
    check(
        "updates: [ { at: 2026-11-03T14:09Z, text: One. } ] # all\n",
        expect![[r#"
            updates: [ { at: 2026-11-03T14:09Z, text: One. }, { at: 2026-11-03T15:40Z, status: monitoring, components: { api: operational }, text: "A fix is deployed: latency is still raised.", next_update: 30m } ] # all
        "#]],
    );
    check(
        "updates: [\n  { at: 2026-11-03T14:09Z, text: One. },\n  { at: 2026-11-03T14:10Z, text: Two. },\n]\n",
        expect![[r#"
            updates: [
              { at: 2026-11-03T14:09Z, text: One. },
              { at: 2026-11-03T14:10Z, text: Two. },
              { at: 2026-11-03T15:40Z, status: monitoring, components: { api: operational }, text: "A fix is deployed: latency is still raised.", next_update: 30m },
            ]
        "#]],
    );
}

#[test]
fn a_text_keeps_the_blank_lines_that_it_owns() {
    let text = format!("{HEAD}updates:\n  - at: 2026-11-03T14:09Z\n    text: |+\n      One.\n\n\n");
    // The update stands after the blank lines.
    assert_starts_with(append(&text, NEW), &text);
}

#[test]
fn line_ends_stay_what_they_are() {
    let text = format!("{HEAD}updates:\n  - at: 2026-11-03T14:09Z\n    text: One.\n")
        .replace('\n', "\r\n");
    let new = append(&text, NEW);
    assert_eq!(new.matches('\n').count(), new.matches("\r\n").count());
    // The last line of a file that does not end it is ended, and nothing else.
    assert_starts_with(append(text.trim_end(), NEW), &text);
    let marked = format!("\u{feff}{text}");
    assert_starts_with(append(&marked, NEW), &marked);
}

#[test]
fn a_list_that_is_empty_or_not_there_is_begun() {
    check(
        "title: Errors\nupdates:\nended: 2026-11-03T15:00Z\n",
        expect![[r#"
            title: Errors
            updates:
              - at: 2026-11-03T15:40Z
                status: monitoring
                components: { api: operational }
                text: |
                  A fix is deployed: latency is still raised.
                next_update: 30m
            ended: 2026-11-03T15:00Z
        "#]],
    );
    assert_starts_with(
        append("title: Errors", NEW),
        "title: Errors\nupdates:\n  - at: ",
    );
    assert_starts_with(
        append("updates: []\n", NEW),
        "updates: [ { at: 2026-11-03T15:40Z, ",
    );
}

#[test]
fn the_second_of_a_minute_has_an_id() {
    let text = "updates:\n  - at: 2026-11-03T16:40:10+01:00\n    text: One.\n";
    assert_contains(
        append(text, NEW),
        "  - at: 2026-11-03T15:40Z\n    id: 2026-11-03T1540Z-2\n",
    );
}

#[test]
fn what_cannot_be_done_safely_is_not_done() {
    let broken = update::append_update(
        "title: [\nupdates:\n  - at: x\n",
        &some_update(NEW),
        Zone::UTC,
    )
    .unwrap_err();
    assert_eq!(broken.reason, "its YAML cannot be read");
    assert_starts_with(
        &broken.lines,
        "  - at: 2026-11-03T15:40Z\n    status: monitoring\n",
    );
    // In brackets as a whole there is no line to add a list to.
    let whole =
        update::append_update("{ title: Errors }\n", &some_update(NEW), Zone::UTC).unwrap_err();
    assert_eq!(
        whole.reason,
        "the way its updates are written leaves no safe place"
    );
}
