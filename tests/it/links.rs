//! Links of texts: what they can lead to is what a site has.

use crate::compare::assert_contains;
use statuary::edge::diagnostics;

use crate::site;

/// The small site with everything that has an address.
const WHOLE: &str = "\
//- incidents/2026-02-03-api.yaml
title: API errors
started: 2026-02-03T14:02Z
components: { api: degraded_performance }
aliases: [/issues/5/]
updates:
  - { at: 2026-02-03T14:09Z, id: first, status: investigating, text: We look. }
  - { at: 2026-02-03T15:09Z, status: resolved, text: It is over. }
//- maintenance/2026-02-05-db.yaml
title: Database
scheduled: { start: 2026-02-05T10:00Z, end: 2026-02-05T11:00Z }
components: { db: under_maintenance }
updates: [{ at: 2026-02-01T10:00Z, status: scheduled, text: We move. }]
//- postmortems/2026-02-03-api.md
---
incident: 2026-02-03-api
published: 2026-02-06
actions: [{ what: Look }]
---
## Summary
It was slow.[^1]

[^1]: Very.
//- notices/2026-02-07-news.md
---
title: News
published: 2026-02-07
---
# One
### Two
//- static/img/a b.png
PNG
//- static/docs/index.html
<p>
//- pages/draft.md
---
title: Draft
draft: true
---
[nothing](/nothing/)
";

/// The faults of a page with a text, on the site that has everything.
fn faults(text: &str) -> Vec<String> {
    let feeds = site::files(site::SMALL)["site.yaml"]
        .replace("language: en", "language: en\nfeeds: [incidents, quiet]");
    let page = format!(
        "{WHOLE}//- site.yaml\n{feeds}//- pages/links.md\n---\ntitle: Links\n---\n{text}\n"
    );
    let sources = site::sources(&page);
    statuary::check_sources(&sources)
        .diagnostics
        .iter()
        .map(|fault| diagnostics::short_line(fault, &sources, ""))
        .collect()
}

#[test]
fn a_link_to_anything_that_the_site_has_is_good() {
    let feeds = site::files(site::SMALL)["site.yaml"]
        .replace("language: en", "language: en\nfeeds: [incidents, quiet]");
    let ledger = site::ledger(&format!("{WHOLE}//- site.yaml\n{feeds}"));
    let public = statuary::public_site(&ledger.status, site::now("2026-03-01"), site::theme());
    let mut paths = 0;
    let links = public.paths().map(|path| {
        paths += 1;
        let (path, folder) = (
            path.replace(' ', "%20"),
            path.trim_end_matches("index.html").replace(' ', "%20"),
        );
        format!("[a](/{path}) [b](/{folder}) [c](https://status.example.com/{folder})\n")
    });
    let links: String = links.collect();
    assert!(paths > 60);
    assert_eq!(faults(&links), Vec::<String>::new());
}

#[test]
fn places_of_pages_are_known() {
    let good = "[a](/incidents/2026-02-03-api/#first) [b](/incidents/2026-02-03-api/#2026-02-03T1509Z) \
        [c](/postmortems/2026-02-03-api/#summary) [d](/postmortems/2026-02-03-api#action-items) \
        [e](/notices/2026-02-07-news/#two) [f](#content) [g](/#anything) [h](/docs/) [i](#%63ontent) ![j](/img/a%20b.png)";
    assert_eq!(faults(good), Vec::<String>::new());
    let bad =
        "[a](/incidents/2026-02-03-api/#second) [b](/notices/2026-02-07-news/#summary) [c](#x)";
    assert_eq!(faults(bad).len(), 3);
}

#[test]
fn a_draft_is_not_there_and_its_own_links_can_wait() {
    let found = faults("[a](/draft/)");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_contains(&found[0], "broken link to `/draft/`: it is a draft");
}

#[test]
fn what_is_meant_for_readers_is_no_secret_and_no_template() {
    let fine = "Write to <support@example.com> or [us](mailto:support@example.com). Set `$PORT_NUMBER`, `password=x` and \
        `{{ title }}`. It costs $USD 5, in the TODOMVC, [RESOLVED], with latex. See 10.0.0.1 and \
        5a8d9c1e7f3b4a6d8e9f and https://example.com/a@b.\n\n    TODO in code\n\n<!-- TODO: ask -->";
    assert_eq!(faults(fine), Vec::<String>::new());
    for bad in [
        "{{ title }}",
        "${ISSUE_TITLE}",
        "lorem ipsum",
        "[INSERT TIME]",
        "FIXME",
        "(TBD)",
        "`ghp_0123456789abcdef`",
    ] {
        assert_eq!(faults(bad).len(), 1, "{bad}: {:?}", faults(bad));
    }
}
