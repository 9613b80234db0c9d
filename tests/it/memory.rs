//! A check with the memory of the one before finds what a check from scratch finds.

use crate::compare::{assert_includes, assert_same_files, note_case};
use std::collections::BTreeSet;

use statuary::base::source::{FileId, Sources};
use statuary::edge::incremental::check_cache::CheckCache;

use crate::site::{internal, public, read, sources};

const CONTENT: &str = "\
//- incidents/2013-07-10-web-slow.yaml
title: Web is slow
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
related: [2013-07-12-api-slow]
updates:
  - { at: 2013-07-10T10:05Z, status: investigating, text: We are looking into it. }
  - { at: 2013-07-10T11:00Z, status: resolved, text: It is fast again. }
//- incidents/2013-07-12-api-slow.yaml
title: The API is slow
started: 2013-07-12T10:00Z
components: { api: major_outage }
updates:
  - { at: 2013-07-12T10:05Z, status: resolved, text: It is fast again. }
//- postmortems/2013-07-12-api-slow.md
---
incident: 2013-07-12-api-slow
published: 2013-07-13T10:00Z
---
It was slow.
//- notices/2013-07-14-survey.md
---
title: Survey
published: 2013-07-14T10:00Z
---
How are we doing?
//- pages/support.md
---
title: Support
---
Ask us.
";

const WEB: &str = "incidents/2013-07-10-web-slow.yaml";
const API: &str = "incidents/2013-07-12-api-slow.yaml";

/// Each step edits one file: path, what to replace, and by what.
const STEPS: [(&str, &str, &str); 23] = [
    (WEB, "Web is slow", "Web is very slow"),
    (WEB, "web: degraded", "wep: degraded"),
    ("pages/support.md", "Ask us.", "<b>Ask</b> us."),
    (WEB, "wep: degraded", "web: degraded"),
    (API, "title:", "draft: true\ntitle:"),
    ("pages/support.md", "---\ntitle", "title"),
    (API, "draft: true", "draft: false"),
    ("pages/support.md", "title", "---\ntitle"),
    ("components.yaml", "id: web", "id: site"),
    (WEB, "web: degraded", "site: degraded"),
    ("site.yaml", "Etc/UTC", "Europe/Berlin"),
    (
        WEB,
        "started: 2013-07-10T10:00Z",
        "started: 2013-07-10 10:00",
    ),
    (WEB, "title: Web", "tilte: Web"),
    (
        "postmortems/2013-07-12-api-slow.md",
        "incident: 2013-07-12-api-slow",
        "incident: 2013-07-12-api-slo",
    ),
    (WEB, "tilte: Web", "title: Web"),
    (
        "postmortems/2013-07-12-api-slow.md",
        "incident: 2013-07-12-api-slo",
        "incident: 2013-07-12-api-slow",
    ),
    (
        "pages/support.md",
        "us.",
        "[us](/incidents/2013-07-12-api-slow/#2013-07-12T1005Z) or [them](/old/).",
    ),
    (WEB, "related:", "aliases: [old]\nrelated:"),
    (API, "10:05Z", "10:06Z"),
    (API, "draft: false", "draft: true"),
    (API, "draft: true", "draft: false"),
    (WEB, "aliases: [old]", "aliases: [support]"),
    (WEB, "aliases: [support]", "aliases: [old]"),
];

fn edited(sources: &mut Sources, path: &str, from: &str, to: &str) -> FileId {
    let file = sources.find(path).unwrap();
    let text = String::from_utf8(sources.file(file).bytes.clone()).unwrap();
    assert!(text.contains(from), "{path}: {text}");
    sources.replace(file, text.replacen(from, to, 1).into_bytes());
    file
}

#[test]
fn an_edited_file_is_found_as_if_all_were_read_anew() {
    let (mut sources, mut memory) = (sources(CONTENT), CheckCache::default());
    assert!(memory.recheck(&sources, &[]).ledger.is_some());
    let (mut good, mut known) = (0, BTreeSet::new());
    for (path, from, to) in STEPS {
        let file = edited(&mut sources, path, from, to);
        let again = memory.recheck(&sources, &[file]);
        let anew = statuary::check_sources(&sources);
        assert_eq!(
            again.diagnostics, anew.diagnostics,
            "{path}: {from} to {to}"
        );
        known.extend(again.diagnostics.iter().map(|fault| fault.rule.id));
        assert_eq!(
            again.draft_count, anew.draft_count,
            "{path}: {from} to {to}"
        );
        assert_eq!(
            again.ledger.is_some(),
            anew.ledger.is_some(),
            "{path}: {from} to {to}"
        );
        if let Some(ledger) = again.ledger {
            let fresh = read(&sources);
            note_case(&format!("{path}: {from} to {to}"));
            assert_same_files(
                &public(&ledger, "2013-08-01"),
                &public(&fresh, "2013-08-01"),
            );
            assert_same_files(
                &internal(&ledger, "2013-08-01"),
                &internal(&fresh, "2013-08-01"),
            );
            good += 1;
        }
    }
    for rule in ["broken-link", "address-taken", "unknown-entry"] {
        assert_includes(&known, &rule);
    }
    assert!(
        good > 5 && good < STEPS.len(),
        "{good} good states among faulty ones"
    );
}

#[test]
fn several_files_at_once_and_none_at_all() {
    let (mut sources, mut memory) = (sources(CONTENT), CheckCache::default());
    let first = memory.recheck(&sources, &[]);
    assert_eq!(memory.recheck(&sources, &[]).diagnostics, first.diagnostics);
    let files = [
        edited(&mut sources, WEB, "web: degraded", "wep: degraded"),
        edited(&mut sources, API, "api: major", "apj: major"),
    ];
    assert_eq!(
        memory.recheck(&sources, &files).diagnostics,
        statuary::check_sources(&sources).diagnostics
    );
}
