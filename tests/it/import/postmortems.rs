//! What post-mortems say beside their prose: labelled times and lists of actions.

use statuary::import::SourceTool;

use super::{assert_sound, import_into_empty_site, source_files, text_of};
use crate::compare::assert_contains;

pub(crate) const LABELLED: &str = "\
//- 2020-10-06-ingress.md
# Incident on 2020-10-06

- **Key events**
  - First detected 2020-10-06 08:33
  - Incident declared 2020-10-06 09:07
  - Repaired 10:41
  - Resolved 11.48

- **Context**: an upgrade to version 1.17 started at 07:00 on 2020-10-06.

- **Review actions**:
  - Run the tests with `helm`. Ticket [#2972](https://tickets.example.com/2972),
    after [#12](https://tickets.example.com/12)
  - [ ] Ask who may upgrade

- **Time to repair**: 2h 8m
";

#[test]
fn a_heading_without_words_is_no_title() {
    let files = "//- 2020-10-06-ingress.md\n# \n\nThe ingress failed on 2020-10-06 08:33.\n";
    let import = import_into_empty_site(SourceTool::Postmortems, &source_files(files));
    assert_sound(&import);
    let made = import
        .files
        .iter()
        .find(|file| file.path.starts_with("postmortems/"));
    assert_contains(&made.unwrap().text, "title: ");
    assert!(
        !made.unwrap().text.contains("title: \"\""),
        "{}",
        made.unwrap().text
    );
}

#[test]
fn labelled_times_count_more_than_times_in_sentences() {
    let import = import_into_empty_site(SourceTool::Postmortems, &source_files(LABELLED));
    assert_sound(&import);
    expect_test::expect![[r#"
        # impact not known
        title: Incident on 2020-10-06
        started: 2020-10-06T08:33Z
        detected: 2020-10-06T08:33Z
        declared: 2020-10-06T09:07Z
        repaired: 2020-10-06T10:41Z
        impact: major
        updates:
          - at: 2020-10-06T08:33Z
            posted: unknown
            text: The post-mortem describes what happened.
          - at: 2020-10-06T11:48Z
            posted: unknown
            status: resolved
            text: Resolved.
    "#]]
    .assert_eq(text_of(&import, "incidents/2020-10-06-ingress.yaml"));
}

#[test]
fn actions_below_an_item_of_a_list_are_actions() {
    let import = import_into_empty_site(SourceTool::Postmortems, &source_files(LABELLED));
    expect_test::expect![[r#"
        # these actions were under the heading `Review actions`
        # publication date not known; uses the day on which the incident ended
        incident: 2020-10-06-ingress
        title: Incident on 2020-10-06
        published: 2020-10-06
        actions:
          - what: 'Run the tests with helm. Ticket #2972, after #12 (https://tickets.example.com/12)'
            link: https://tickets.example.com/2972
          - what: Ask who may upgrade
        ---

        - **Key events**
          - First detected 2020-10-06 08:33
          - Incident declared 2020-10-06 09:07
          - Repaired 10:41
          - Resolved 11.48

        - **Context**: an upgrade to version 1.17 started at 07:00 on 2020-10-06.

        - **Time to repair**: 2h 8m
    "#]].assert_eq(text_of(&import, "postmortems/2020-10-06-ingress.md"));
}

#[test]
fn a_labelled_time_far_from_the_others_is_reported_and_not_used() {
    let text = "//- 2021-06-09.md\n# Rules\n\n- First detected 2021-06-09 13:15\n- Declared 2020-06-09 13:54\n- Resolved 2021-06-09 13:58\n";
    let import = import_into_empty_site(SourceTool::Postmortems, &source_files(text));
    assert_sound(&import);
    let incident = text_of(&import, "incidents/2021-06-09-untitled.yaml");
    assert!(!incident.contains("declared:"), "{incident}");
    assert_contains(
        import.report.text(),
        "`Declared 2020-06-09 13:54` is too far from the start to be true; not used",
    );
}

#[test]
fn a_clock_before_the_start_is_of_the_next_day() {
    let text = "//- night.md\n# Night\n\nFirst detected: 2021-06-09 23:15\n\nResolved: 01:30\n";
    let import = import_into_empty_site(SourceTool::Postmortems, &source_files(text));
    assert_contains(
        text_of(&import, "incidents/2021-06-09-night.yaml"),
        "- at: 2021-06-10T01:30Z\n",
    );
}

#[test]
fn documents_without_an_extension_are_read_and_other_files_are_not() {
    let text = "//- 2021-06-09-outage\n# Outage\n\nIt broke.\n//- LICENSE\nMIT\n//- run\n#!/bin/sh\n# runs\n";
    let import = import_into_empty_site(SourceTool::Postmortems, &source_files(text));
    text_of(&import, "postmortems/2021-06-09-outage.md");
    let report = import.report.text();
    assert_contains(&report, "LICENSE\n  skipped   not a Markdown file");
    assert_contains(&report, "run\n  skipped   not a Markdown file");
}
