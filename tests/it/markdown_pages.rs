//! What programs that read text get: pages as Markdown, their list, and the status in one sentence.

use std::collections::BTreeSet;

use expect_test::expect;
use statuary::model::route;

use crate::site::{Pages, example, ledger, page, public, tags};

const OUTAGE: &str = "2012-06-30T04:00Z";

const ENTRIES: &str = "\
//- incidents/2013-07-10-web-slow.yaml
title: 'Web is slow: *all* [zones]'
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
updates:
  - at: 2013-07-10T10:05Z
    status: investigating
    next_update: 40m
    text: |
      We look at <https://example.com/a_b_c>. Ask @help.

      - It is `slow_path`
      - [Support](/subscribe/) knows more
  - { at: 2013-07-10T10:30Z, status: identified, components: { api: partial_outage }, text: '\\# is no heading' }
//- maintenance/2013-07-20-db.yaml
title: Database restarts
scheduled: { start: 2013-07-20T10:00Z, end: 2013-07-20T11:00Z }
components: { db: degraded_performance }
updates:
  - { at: 2013-07-09T10:00Z, status: scheduled, text: A restart of a minute. }
//- incidents/2013-05-01-old.yaml
title: Old
started: 2013-05-01T10:00Z
components: { web: degraded_performance }
updates:
  - { at: 2013-05-01T10:05Z, status: investigating, text: We look. }
  - { at: 2013-05-01T11:00Z, status: resolved, text: Over. }
";

fn entries(now: &str) -> Pages {
    public(&ledger(ENTRIES), now)
}

#[test]
fn an_incident_as_markdown() {
    let site = entries("2013-07-10T10:40Z");
    expect![[r#"
        # Web is slow: \*all\* \[zones\]

        - Identified
        - Major impact
        - 10 July 2013, 10:00 UTC, ongoing
        - Web: Degraded performance
        - API: Partial outage

        ## Identified: 10 July 2013, 10:30 UTC

        \# is no heading

        - API: Partial outage

        ## Investigating: 10 July 2013, 10:05 UTC

        We look at https://example.com/a_b_c. Ask @help.

        - It is slow\_path
        - Support (https://status.example.com/subscribe/) knows more

        - [View on the status page](https://status.example.com/incidents/2013-07-10-web-slow/)
    "#]]
    .assert_eq(page(&site, "incidents/2013-07-10-web-slow/index.md"));
}

#[test]
fn the_status_page_as_markdown() {
    expect![[r#"
        # Small Status

        Partial outage: API (1 of 3 components)

        ## Open incidents

        ### [Web is slow: \*all\* \[zones\]](https://status.example.com/incidents/2013-07-10-web-slow/index.md)

        - Identified
        - Major impact
        - 10 July 2013, 10:00 UTC, ongoing
        - Web: Degraded performance
        - API: Partial outage

        #### Identified: 10 July 2013, 10:30 UTC

        \# is no heading

        - API: Partial outage

        ## Upcoming maintenance

        ### [Database restarts](https://status.example.com/maintenance/2013-07-20-db/index.md)

        - Scheduled
        - 20 July 2013, 10:00 – 11:00 UTC
        - Database: Degraded performance

        ## Components

        ### Front

        - Web: Degraded performance
        - API: Partial outage

        ### Back

        - Database: Operational
    "#]].assert_eq(page(&entries("2013-07-10T10:40Z"), "index.md"));
}

#[test]
fn the_status_in_one_sentence_with_its_next_change() {
    expect![[r#"
        {"version":1,"url":"https://status.example.com/","title":"Small Status","state":"partial_outage","text":"Partial outage: API (1 of 3 components)","open_incidents":1,"active_maintenance":0,"last_change":"2013-07-10T10:30:00Z","next_change":"2013-07-20T10:00:00Z"}
    "#]].assert_eq(page(&entries("2013-07-10T10:40Z"), "status.json"));
}

#[test]
fn the_list_for_programs() {
    expect![[r#"
        # Small Status

        The state of a small platform.

        - [Status](https://status.example.com/index.md): The current status with open incidents, maintenance, components and recent incidents, in Markdown. Pages of recent incidents and maintenance are there too: add index.md to their address.
        - [status.json](https://status.example.com/status.json): The current status in one sentence, and the next time at which a maintenance window begins or ends or an update is due, as JSON.
        - [All updates](https://status.example.com/feed.xml): One message for each update of an incident or a maintenance window, and for each post-mortem and notice.
        - [Calendar](https://status.example.com/calendar.ics): All scheduled maintenance. When maintenance is rescheduled or cancelled, your calendar is updated.
        - [Open data](https://status.example.com/data/): The data of this site as files for spreadsheets and programs: every incident, and the monthly uptime of every component.
    "#]].assert_eq(page(&entries("2013-07-10T10:40Z"), "llms.txt"));
}

#[test]
fn entries_have_markdown_until_they_leave_the_days_of_the_site() {
    let pages = |now| -> BTreeSet<String> {
        let site = entries(now);
        let found = site.keys().filter(|path| path.ends_with(".md"));
        for path in found.clone() {
            let html = page(&site, &path.replace("index.md", "index.html"));
            let all = tags(html);
            let link = all
                .iter()
                .find(|tag| tag.get("type") == Some("text/markdown"));
            let href = link.and_then(|link| link.get("href")).unwrap_or_default();
            assert_eq!(href.trim_start_matches("../"), path, "the link of the page");
        }
        found.cloned().collect()
    };
    let set = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect();
    let (old, open) = (
        "incidents/2013-05-01-old/index.md",
        "incidents/2013-07-10-web-slow/index.md",
    );
    assert_eq!(pages("2013-05-30T23:59Z"), set(&["index.md", old]));
    assert_eq!(pages("2013-05-31T00:00Z"), set(&["index.md"]));
    assert_eq!(
        pages("2013-12-31T00:00Z"),
        set(&["index.md", open,]),
        "an open incident of long ago"
    );
}

/// Whoever fetches these files often sees a new version only when there is something new.
#[test]
fn files_for_programs_are_the_same_at_all_hours_of_a_quiet_day() {
    let [morning, evening] =
        ["2013-09-03T00:00Z", "2013-09-03T23:59Z"].map(|now| public(example(), now));
    let files = morning.keys().filter(|path| {
        path.ends_with(".md")
            || [route::LLMS, route::STATUS_FILE]
                .iter()
                .any(|one| one.matches(path))
    });
    let files: Vec<&String> = files.collect();
    assert!(files.len() > 4, "{files:?}");
    for path in files {
        assert_eq!(page(&morning, path), page(&evening, path), "{path}");
    }
}

#[test]
fn markdown_costs_at_most_a_fifth_of_the_page() {
    let site = public(example(), OUTAGE);
    let files = site.iter().filter(|(path, _)| path.ends_with(".md"));
    for (path, markdown) in files {
        let html = &site[&path.replace("index.md", "index.html")];
        let (size, most) = (markdown.len(), html.len() / 5);
        assert!(size <= most, "{path}: {size} bytes, at most {most}");
    }
    let status = site["status.json"].len();
    assert!(status <= 400, "status.json: {status} bytes");
}
