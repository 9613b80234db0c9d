//! What is right gives no diagnostic at all.

use statuary::base::source::Sources;

use super::{incident, lines};
use crate::site;

#[track_caller]
fn silent(sources: &Sources) {
    assert_eq!(lines(sources), "");
    assert!(statuary::check_sources(sources).ledger.is_some());
}

#[test]
fn a_small_site() {
    silent(&site::sources(""));
}

#[test]
fn the_example_content() {
    silent(&site::example_sources());
}

#[test]
fn every_key_of_an_incident() {
    silent(&site::sources(&incident(
        "    id: over\n    posted: 2026-11-03T15:00Z\n    label: Over\n    components: { web: operational }\n    edited: 2026-11-03T16:00Z\n\
         detected: 2026-11-03T15:05:30+01:00\ndeclared: 2026-11-03T14:06Z\nrepaired: 2026-11-03T14:08Z\nended: 2026-11-03 14:08 UTC\ncomponents: { api: major_outage, web: degraded_performance }\n\
         links: [{ url: 'https://example.com/', text: More }]\nrelated: [2026-11-03-api]\naliases: [/issues/5/, old.html]\ndraft: false\n",
    )));
}

#[test]
fn every_way_to_write_a_text() {
    let folded = "  - at: 2026-11-03T14:30Z\r\n    text: >-\r\n      **Bold**\r\n      and [a link](/history/) <!-- note --><br>\r\n";
    silent(&site::sources(&incident(folded)));
    let page = "//- pages/p.md\n\u{feff}---\r\ntitle: \"Seite für Kunden 😀\"\r\n---\r\n# A\n\n| a | b |\n|---|--:|\n| 1 | <https://example.com> |\n";
    silent(&site::sources(page));
}

#[test]
fn files_for_people_and_tools() {
    silent(&site::sources(
        "//- README.md\nx\n//- incidents/README.md\nx\n//- .git/config\nx\n//- pages/.DS_Store\n\u{1}\n",
    ));
}

#[test]
fn a_reopened_incident() {
    silent(&site::sources(&incident(
        "  - { at: 2026-11-03T15:00Z, status: investigating, text: Again. }\n  - { at: 2026-11-03T16:00Z, status: resolved, text: Over. }\nended: 2026-11-03T15:50Z\n",
    )));
}
