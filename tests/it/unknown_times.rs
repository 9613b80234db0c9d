//! What nobody knows is shown as unknown, and is part of no median.

use statuary::base::vocabulary::Vocabulary;
use statuary::derive::metrics::{Metric, MetricsFacts};
use statuary::derive::snapshot::Snapshot;
use statuary::model::first_published::FirstPublished;
use statuary::view::status_summary::status_summary;

use crate::compare::{assert_contains, assert_lacks};
use crate::site::{Pages, internal, ledger, now, page, plain, public, theme};

const LANGUAGES: [&str; 7] = ["en", "de", "fr", "es", "pt", "ja", "ar"];

const NOW: &str = "2013-08-01T00:00Z";

const CONTENT: &str = "\
//- incidents/2013-07-01-known.yaml
title: Known
started: 2013-07-01T10:00Z
components: { web: major_outage }
updates:
  - { at: 2013-07-01T10:10Z, status: investigating, text: We look. }
  - { at: 2013-07-01T12:00Z, status: resolved, text: It is over. }
//- incidents/2013-07-02-end.yaml
title: Nobody knows the end
started: 2013-07-02T10:00Z
ended: unknown
components: { web: major_outage }
updates:
  - { at: 2013-07-02T10:00Z, posted: unknown, status: investigating, text: We look. }
  - { at: 2013-07-04, status: resolved, text: It is over. }
//- incidents/2013-07-05-start.yaml
title: Nobody knows the start
started: 2013-07-05
impact: none
components: { web: operational }
updates:
  - { at: 2013-07-05, status: investigating, text: We look. }
  - { at: 2013-07-05T12:00Z, status: resolved, text: It is over. }
//- incidents/2013-07-06-report.yaml
title: Reported at once
started: 2013-07-06T10:00Z
components: { web: major_outage }
updates:
  - { at: 2013-07-06T10:00Z, status: resolved, text: It was there and it is over. }
//- incidents/2013-07-07-open.yaml
title: Still open
started: 2013-07-07
components: { api: partial_outage }
updates:
  - { at: 2013-07-07, status: investigating, text: We look. }
//- maintenance/2013-07-20-db.yaml
title: Database restarts
scheduled: { start: 2013-07-20T22:00Z, end: 2013-07-20T23:00Z }
components: { db: degraded_performance }
updates:
  - { at: 2013-07-20, status: scheduled, text: A restart. }
  - { at: 2013-07-21, status: completed, text: Done. }
";

fn site(language: &str) -> Pages {
    let small = crate::site::SMALL.replace("language: en", &format!("language: {language}"));
    let settings = small.split("//- components.yaml").next().unwrap();
    public(&ledger(&format!("{settings}{CONTENT}")), NOW)
}

fn facts(html: &str) -> Vec<String> {
    let list = html.split("<dl class=\"facts\">").nth(1).unwrap();
    let list = list.split("</dl>").next().unwrap();
    let rows = list
        .split("</div>")
        .map(|row| plain(&row.replace("</dt>", "</dt> ")));
    let rows = rows.map(|row| row.split_whitespace().collect::<Vec<_>>().join(" "));
    rows.filter(|row| !row.is_empty()).collect()
}

#[test]
fn an_incident_page_says_what_is_unknown() {
    let site = site("en");
    for (incident, expected) in [
        (
            "2013-07-02-end",
            vec![
                "Started 2 July 2013, 10:00 UTC",
                "Ended unknown",
                "Duration unknown",
            ],
        ),
        (
            "2013-07-05-start",
            vec![
                "Started 5 July 2013",
                "Ended 5 July 2013, 12:00 UTC",
                "Duration unknown",
            ],
        ),
        (
            "2013-07-06-report",
            vec![
                "Started 6 July 2013, 10:00 UTC",
                "Ended unknown",
                "Duration unknown",
            ],
        ),
        ("2013-07-07-open", vec!["Started 7 July 2013"]),
    ] {
        let html = page(&site, &format!("incidents/{incident}/index.html"));
        assert_eq!(facts(html), expected, "{incident}");
        assert_lacks(html, "class=\"course\"");
    }
    let end = page(&site, "incidents/2013-07-02-end/index.html");
    assert_contains(end, "time of publication unknown");
    assert_contains(end, "<time datetime=\"2013-07-04\">4 July 2013</time>");
    let start = page(&site, "incidents/2013-07-05-start/index.html");
    assert_contains(start, "No impact");
}

#[test]
fn no_language_calls_an_unknown_duration_zero() {
    for language in LANGUAGES {
        let site = site(language);
        for (path, bytes) in &site {
            if let Ok(text) = std::str::from_utf8(bytes)
                && path.ends_with(".html")
            {
                for zero in [">0 min", " 0 min", "0 Min.", " 0分", "0 دقيقة"] {
                    assert!(!text.contains(zero), "{language}: `{zero}` in {path}");
                }
            }
        }
        let history = page(&site, "history/2013-07/index.html");
        assert!(
            !history.contains("entry-"),
            "{language}: a message is missing"
        );
    }
    let history = plain(page(&site("en"), "history/2013-07/index.html"));
    assert_contains(&history, "10:00 UTC, duration unknown");
    assert_contains(&history, "time unknown, duration unknown");
    assert_contains(&history, "time unknown, ongoing");
    assert_contains(&history, "10:00 UTC, lasted 2 h");
}

#[test]
fn maintenance_says_that_its_announcement_is_unknown() {
    let site = site("en");
    let html = page(&site, "maintenance/2013-07-20-db/index.html");
    let facts = facts(html).join("; ");
    assert_contains(&facts, "Time of announcement unknown");
    assert_lacks(&facts, "duration");
}

#[test]
fn files_for_programs_leave_out_what_is_unknown() {
    let site = site("en");
    let csv = page(&site, "data/incidents.csv");
    let columns = |id: &str| {
        let line = csv.lines().find(|line| line.starts_with(id)).unwrap();
        let cells: Vec<&str> = line.split(',').collect();
        // started, first_update, ended, minutes
        [cells[5], cells[7], cells[8], cells[9]].map(str::to_owned)
    };
    let known = [
        "2013-07-01T10:00:00Z",
        "2013-07-01T10:10:00Z",
        "2013-07-01T12:00:00Z",
        "120",
    ];
    assert_eq!(columns("2013-07-01-known"), known);
    assert_eq!(
        columns("2013-07-02-end"),
        ["2013-07-02T10:00:00Z", "", "", ""]
    );
    assert_eq!(
        columns("2013-07-05-start"),
        ["2013-07-05", "", "2013-07-05T12:00:00Z", ""]
    );
    let api: serde_json::Value =
        serde_json::from_str(page(&site, "api/v2/incidents.json")).unwrap();
    let incident = |name: &str| {
        let all = api["incidents"].as_array().unwrap();
        all.iter().find(|one| one["name"] == name).unwrap().clone()
    };
    let unknown = incident("Nobody knows the end");
    assert_eq!(
        (&unknown["status"], &unknown["resolved_at"]),
        (&"resolved".into(), &serde_json::Value::Null)
    );
    assert_eq!(incident("Nobody knows the start")["impact"], "none");
    assert_eq!(incident("Known")["resolved_at"], "2013-07-01T12:00:00.000Z");
}

#[test]
fn the_terminal_knows_no_time_of_a_date_alone() {
    let words = theme().language();
    let summary = status_summary(&ledger(CONTENT).status, now(NOW), words);
    let open = &summary.incidents[0];
    let updated = open.updated.as_ref().unwrap();
    assert_eq!(
        [&open.started.text, &updated.text],
        ["7 July 2013", "7 July 2013"]
    );
    assert_eq!(open.length, None);
}

#[test]
fn medians_leave_out_what_is_unknown_and_say_so() {
    let ledger = ledger(CONTENT);
    let snapshot = Snapshot::of(&ledger.status, now(NOW));
    let facts = MetricsFacts::of(&snapshot, &FirstPublished::default()).unwrap();
    let known = Metric::ALL.iter().map(|metric| {
        let known = facts.incidents.iter();
        let known = known.filter_map(|one| one.duration(*metric).map(|time| time.as_minutes()));
        (*metric, known.collect::<Vec<_>>())
    });
    assert_eq!(
        known.collect::<Vec<_>>(),
        [
            (Metric::Detect, vec![]),
            (Metric::Declare, vec![]),
            // Of the report at once, the time of its only update is known.
            (Metric::FirstUpdate, vec![0, 10]),
            (Metric::Repair, vec![]),
            (Metric::Resolve, vec![120]),
            (Metric::UpdateGap, vec![110]),
        ]
    );
    let pages = internal(&ledger, NOW);
    assert_contains(
        page(&pages, "incidents/index.html"),
        "Median time to resolve: 2 h. 4 incidents are not included, because the value is not known, or not known yet.",
    );
}

#[test]
fn a_date_alone_keeps_its_place_among_the_updates_of_its_day() {
    let updates = [
        "  - { at: 2013-07-01T10:10Z, status: investigating, text: First. }\n",
        "  - { at: 2013-07-01, status: identified, text: Second. }\n",
        "  - { at: 2013-07-01, id: third, status: monitoring, text: Third. }\n",
        "  - { at: 2013-07-01T12:00Z, status: resolved, text: Fourth. }\n",
    ];
    let head = "//- incidents/2013-07-01-a.yaml\ntitle: A\nstarted: 2013-07-01T10:00Z\nimpact: minor\nupdates:\n";
    let mut newest_first = updates;
    newest_first.reverse();
    for (case, updates) in [("oldest first", updates), ("newest first", newest_first)] {
        let ledger = ledger(&format!("{head}{}", updates.concat()));
        let texts = ledger.status.incidents[0].updates.iter();
        let texts: Vec<String> = texts.map(|update| update.text.plain()).collect();
        assert_eq!(texts, ["First.", "Second.", "Third.", "Fourth."], "{case}");
    }
}

const OPEN_END: &str = "\
//- maintenance/2013-07-20-db.yaml
title: Database restarts
scheduled: { start: 2013-07-20T22:00Z, end: unknown }
components: { db: degraded_performance }
updates:
  - { at: 2013-07-19T08:00Z, status: scheduled, text: A restart. }
";

#[test]
fn maintenance_whose_end_nobody_knows_ends_with_an_update() {
    let own = "maintenance/2013-07-20-db/index.html";
    let announced = public(&ledger(OPEN_END), "2013-07-20T00:00Z");
    assert_contains(
        facts(page(&announced, own)).join("; "),
        "Scheduled for 20 July 2013, from 22:00 UTC, end unknown",
    );
    assert_contains(
        page(&announced, own),
        "<time datetime=\"2013-07-20T22:00:00Z\">22:00 UTC</time>",
    );
    // The clock begins it, and never ends it or calls it late.
    let late = public(&ledger(OPEN_END), NOW);
    for path in ["index.html", own] {
        assert_contains(page(&late, path), "In progress");
        assert_lacks(page(&late, path), "Running");
        assert_lacks(page(&late, path), "|2013");
    }
    let calendar = page(&late, "calendar.ics");
    assert_contains(calendar, "DTSTART:20130720T220000Z");
    assert_lacks(calendar, "DTEND");
    let api: serde_json::Value =
        serde_json::from_str(page(&late, "api/v2/scheduled-maintenances.json")).unwrap();
    let found = &api["scheduled_maintenances"][0];
    assert_eq!(found["scheduled_for"], "2013-07-20T22:00:00.000Z");
    assert_eq!(found["scheduled_until"], serde_json::Value::Null);
    let ended = "  - { at: 2013-07-20T22:00Z, status: in_progress, text: We begin. }\n  - { at: 2013-07-20T23:30Z, status: completed, text: Done. }\n";
    let ended = public(&ledger(&format!("{OPEN_END}{ended}")), NOW);
    assert_contains(
        facts(page(&ended, own)).join("; "),
        "Actual duration 1 h 30 min",
    );
    for language in LANGUAGES {
        let small = crate::site::SMALL.replace("language: en", &format!("language: {language}"));
        let settings = small.split("//- components.yaml").next().unwrap();
        let site = public(&ledger(&format!("{settings}{OPEN_END}")), NOW);
        assert_lacks(page(&site, own), "window-end-unknown");
    }
}

#[test]
fn maintenance_that_nobody_reported_on_has_no_actual_duration() {
    let window = "scheduled: { start: 2013-07-20T22:00Z, end: 2013-07-20T23:00Z }\ncomponents: { db: degraded_performance }\nupdates:\n  - { at: 2013-07-19T10:00Z, status: scheduled, text: A restart. }\n";
    let started = "  - { at: 2013-07-20T22:05Z, status: in_progress, text: We begin. }\n";
    let ended = "  - { at: 2013-07-20T22:45Z, status: completed, text: Done. }\n";
    let cancelled = "  - { at: 2013-07-20T09:00Z, status: cancelled, text: Not today. }\n";
    for (updates, duration, entry) in [
        (String::new(), None, "began 20 July 2013, 22:00 UTC"),
        (ended.to_owned(), None, "began 20 July 2013, 22:00 UTC"),
        (
            format!("{started}{ended}"),
            Some("Actual duration 40 min"),
            "began 20 July 2013, 22:05 UTC",
        ),
        (
            cancelled.to_owned(),
            None,
            "scheduled for 20 July 2013, 22:00 UTC",
        ),
    ] {
        let content =
            format!("//- maintenance/2013-07-20-db.yaml\ntitle: Restart\n{window}{updates}");
        let site = public(&ledger(&content), NOW);
        let facts = facts(page(&site, "maintenance/2013-07-20-db/index.html"));
        let found = facts.iter().find(|fact| fact.starts_with("Actual"));
        assert_eq!(
            found.map(String::as_str),
            duration,
            "{updates:?}: {facts:?}"
        );
        assert_contains(plain(page(&site, "components/db/index.html")), entry);
    }
}
