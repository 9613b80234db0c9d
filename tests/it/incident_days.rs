//! A day or a month with an incident is never called quiet, and each names what it really was.

use crate::compare::{assert_contains, assert_no_file};
use crate::site::{Pages, ledger, page, plain, public, words};

/// An incident over midnight, twice, and one that reaches into another month.
const LONG: &str = "\
//- incidents/2026-05-01-x.yaml
title: Slow logins
started: 2026-05-01T22:00Z
components: { api: partial_outage }
updates:
  - { at: 2026-05-01T22:10Z, status: investigating, text: First words. }
  - { at: 2026-05-02T09:10Z, status: identified, text: Second words. }
  - { at: 2026-05-03T01:10Z, status: resolved, text: Third words. }
//- incidents/2026-05-30-y.yaml
title: Late mails
started: 2026-05-30T20:00Z
components: { web: degraded_performance }
updates:
  - { at: 2026-05-30T20:10Z, status: investigating, text: First words. }
  - { at: 2026-06-02T00:00Z, status: resolved, text: Over. }
//- maintenance/2026-06-28-disks.yaml
title: New disks
scheduled: { start: 2026-06-28T22:00Z, end: 2026-07-02T02:00Z }
updates:
  - { at: 2026-06-20T09:00Z, status: scheduled, text: Soon. }
";

/// The days of a list with what stands beside each.
fn days(html: &str) -> Vec<(String, String)> {
    let recent = html.rsplit("<dl class=\"days\">").next().unwrap();
    let lines = words(recent.split("</dl>").next().unwrap(), "div");
    let split = |line: &String| {
        let (day, said) = line.split_once('\n').unwrap_or((line, ""));
        let said: Vec<&str> = said.split_whitespace().collect();
        (day.to_owned(), said.join(" "))
    };
    lines.iter().map(split).collect()
}

fn lines(pages: &Pages, path: &str) -> Vec<String> {
    let days = days(page(pages, path));
    days.iter()
        .map(|(day, said)| format!("{day}: {said}"))
        .collect()
}

#[test]
fn an_incident_is_listed_on_each_day_that_it_touches() {
    let ledger = ledger(LONG);
    assert_eq!(
        lines(&public(&ledger, "2026-05-06T12:00Z"), "index.html")[..4],
        [
            "4–6 May 2026: No incidents",
            "3 May 2026: Slow logins Major impact Began 1 May 2026, lasted 1 d 3 h",
            "2 May 2026: Slow logins Major impact Began 1 May 2026, lasted 1 d 3 h",
            "1 May 2026: Slow logins Major impact 22:00 UTC, lasted 1 d 3 h",
        ]
    );
    let during = lines(&public(&ledger, "2026-05-02T12:00Z"), "index.html");
    assert_contains(
        &during[0],
        "2 May 2026: Slow logins Major impact Began 1 May 2026",
    );
    assert_contains(&during[1], "1 May 2026: Slow logins Major impact 22:00 UTC");
}

#[test]
fn a_month_that_an_incident_reaches_into_has_a_page() {
    let ledger = ledger(LONG);
    let early = public(&ledger, "2026-06-10T12:00Z");
    // It was over at midnight, which is not on the second of June yet.
    assert_eq!(
        lines(&early, "history/2026-06/index.html"),
        ["1 June 2026: Late mails Minor impact Began 30 May 2026, lasted 2 d 4 h"]
    );
    assert_contains(
        plain(page(&early, "history/2026-05/index.html")),
        "2 incidents",
    );
    assert_contains(
        words(page(&early, "history/index.html"), "section").join(" "),
        "June 2026\n1 incident",
    );
    assert_no_file(&early, "history/2026-07/index.html");
    // The same for maintenance.
    let late = public(&ledger, "2026-07-10T12:00Z");
    assert_eq!(
        lines(&late, "history/2026-07/index.html"),
        [
            "2 July 2026: New disks Maintenance completed Began 28 June 2026",
            "1 July 2026: New disks Maintenance completed Began 28 June 2026",
        ]
    );
}

#[test]
fn the_history_lists_what_happened_in_the_last_three_months_and_counts_of_the_others() {
    let ledger = ledger(LONG);
    let sections = |now| {
        let site = public(&ledger, now);
        let sections = words(page(&site, "history/index.html"), "section");
        let lines = sections.iter().map(|section| {
            let words: Vec<&str> = section.split_whitespace().collect();
            words.join(" ")
        });
        lines.collect::<Vec<String>>()
    };
    assert_eq!(
        sections("2026-07-31T12:00Z"),
        [
            "July 2026 1 maintenance window New disks Maintenance completed began 28 June 2026, 22:00 UTC",
            "June 2026 1 incident, 1 maintenance window New disks Maintenance completed began 28 June 2026, 22:00 UTC \
             Late mails Minor impact 30 May 2026, 20:00 UTC, lasted 2 d 4 h",
            "May 2026 2 incidents Late mails Minor impact 30 May 2026, 20:00 UTC, lasted 2 d 4 h \
             Slow logins Major impact 1 May 2026, 22:00 UTC, lasted 1 d 3 h",
            "By component Web · API · Database",
        ]
    );
    assert_eq!(
        sections("2026-08-01T00:00Z")[2..],
        [
            "2026 May 2026 2 incidents",
            "By component Web · API · Database"
        ]
    );
}

#[test]
fn time_in_trouble_names_the_state_that_it_was() {
    let pages = public(&ledger(LONG), "2026-05-06T12:00Z");
    let status = plain(page(&pages, "index.html"));
    assert_contains(&status, "API: 1 d partial outage · Slow logins");
    assert_contains(&status, "API: 2 h partial outage · Slow logins");
    assert_contains(
        plain(page(&pages, "incidents/2026-05-01-x/index.html")),
        "Front 1 d 3 h partial outage",
    );
    assert_contains(
        plain(page(&pages, "components/api/index.html")),
        "During this period: 1 d 3 h partial outage.",
    );
}
