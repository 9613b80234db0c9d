//! Feeds for those who want fewer posts, the history, and the feeds of single components.

use crate::compare::{assert_contains, assert_has_file, assert_same_file};
use crate::feed::{Item, NOW, entries, items_of, json_items};
use crate::site::{SMALL, files, ledger, page, public, urn};

const STORY: &str = "\
//- incidents/2013-07-10-web-slow.yaml
title: Web is slow
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
updates:
  - { id: a, at: 2013-07-10T10:05Z, status: investigating, text: Looking. }
  - { id: b, at: 2013-07-10T10:30Z, status: identified, text: Found. }
  - { id: c, at: 2013-07-10T11:00Z, status: resolved, text: Fast again. }
  - { id: d, at: 2013-07-10T11:10Z, text: A remark. }
  - { id: e, at: 2013-07-10T11:20Z, status: resolved, text: Still fast. }
  - { id: f, at: 2013-07-10T12:00Z, status: investigating, text: Slow again. }
  - { id: g, at: 2013-07-10T12:30Z, status: resolved, text: Fast for good. }
//- maintenance/2013-07-20-db.yaml
title: Database restarts
scheduled: { start: 2013-07-20T22:00Z, end: 2013-07-20T23:00Z }
components: { db: degraded_performance }
updates:
  - { id: a, at: 2013-07-15T10:00Z, status: scheduled, text: A restart. }
  - { id: b, at: 2013-07-16T10:00Z, text: Nothing new. }
  - id: c
    at: 2013-07-17T10:00Z
    scheduled: { start: 2013-07-21T22:00Z, end: 2013-07-21T23:00Z }
    text: A day later.
  - { id: d, at: 2013-07-21T22:00Z, status: in_progress, text: It begins. }
  - { id: e, at: 2013-07-21T22:40Z, status: completed, text: Done. }
//- postmortems/2013-07-10-web-slow.md
---
incident: 2013-07-10-web-slow
published: 2013-07-12T09:00Z
---
It was slow.
//- notices/2013-07-13-news.md
---
title: Old clients stop
published: 2013-07-13T09:00Z
kind: policy
components: [api]
---
Update them.
";

fn with_policies() -> String {
    let site = files(SMALL)["site.yaml"].clone();
    format!("{STORY}//- site.yaml\n{site}feeds: [updates, incidents, quiet]\n")
}

fn brief(items: &[Item]) -> Vec<(String, &str)> {
    items
        .iter()
        .map(|item| (item.guid.clone(), item.title.as_str()))
        .collect()
}

#[test]
fn the_quiet_feed_has_the_first_and_the_last_word() {
    let site = public(&ledger(&with_policies()), NOW);
    let items = items_of(page(&site, "feeds/quiet.xml"));
    let expected = [
        (
            "feeds:quiet:maintenance:2013-07-20-db:e",
            "Completed: Database restarts",
        ),
        (
            "feeds:quiet:maintenance:2013-07-20-db:c",
            "Update: Database restarts",
        ),
        (
            "feeds:quiet:maintenance:2013-07-20-db:a",
            "Scheduled: Database restarts",
        ),
        (
            "feeds:quiet:notices:2013-07-13-news",
            "Policy: Old clients stop",
        ),
        (
            "feeds:quiet:postmortems:2013-07-10-web-slow",
            "Post-mortem: Web is slow",
        ),
        (
            "feeds:quiet:incidents:2013-07-10-web-slow:g",
            "Resolved: Web is slow",
        ),
        (
            "feeds:quiet:incidents:2013-07-10-web-slow:f",
            "Investigating: Web is slow",
        ),
        (
            "feeds:quiet:incidents:2013-07-10-web-slow:c",
            "Resolved: Web is slow",
        ),
        (
            "feeds:quiet:incidents:2013-07-10-web-slow:a",
            "Investigating: Web is slow",
        ),
    ];
    assert_eq!(
        brief(&items),
        expected.map(|(name, title)| (urn(name), title))
    );
    assert_eq!(items, entries(page(&site, "feeds/quiet.atom")));
    assert_eq!(items, json_items(page(&site, "feeds/quiet.json")));
}

#[test]
fn the_feed_by_incident_announces_an_incident_again_when_it_is_over() {
    let ledger = ledger(&with_policies());
    let at = |moment: &str| {
        let site = public(&ledger, moment);
        items_of(page(&site, "feeds/incidents.xml"))
    };
    let first = at("2013-07-10T10:40Z");
    let guid = |id: &str| {
        urn(&format!(
            "feeds:incidents:incidents:2013-07-10-web-slow:{id}"
        ))
    };
    assert_eq!(brief(&first), [(guid("a"), "Investigating: Web is slow")]);
    assert_contains(&first[0].html, "Looking.");
    assert_contains(&first[0].html, "Found.");
    assert!(
        first[0].html.find("Found.") < first[0].html.find("Looking."),
        "newest first"
    );
    for (moment, id, title) in [
        ("2013-07-10T11:00Z", "c", "Resolved: Web is slow"),
        ("2013-07-10T11:40Z", "c", "Resolved: Web is slow"),
        ("2013-07-10T12:00Z", "f", "Investigating: Web is slow"),
        ("2013-07-10T12:30Z", "g", "Resolved: Web is slow"),
    ] {
        assert_eq!(brief(&at(moment)), [(guid(id), title)], "{moment}");
    }
    // The whole story is in it.
    assert_contains(&at("2013-07-10T12:30Z")[0].html, "Looking.");
    assert_eq!(at(NOW).len(), 4);
}

#[test]
fn a_site_without_policies_has_the_main_feed_alone() {
    let site = public(&ledger(STORY), NOW);
    assert!(site.keys().all(|path| !path.starts_with("feeds/")));
    assert_has_file(&site, "feed.xml");
}

#[test]
fn the_history_has_one_entry_for_each_incident() {
    let ledger = ledger(STORY);
    let site = public(&ledger, NOW);
    let items = items_of(page(&site, "history.rss"));
    let expected = [
        ("history:maintenance:2013-07-20-db", "Database restarts"),
        ("history:incidents:2013-07-10-web-slow", "Web is slow"),
    ];
    assert_eq!(
        brief(&items),
        expected.map(|(name, title)| (urn(name), title))
    );
    assert_eq!(items, entries(page(&site, "history.atom")));
    for word in [
        "Looking.",
        "Found.",
        "Fast again.",
        "A remark.",
        "<strong>Investigating</strong>",
        "10:05 UTC",
    ] {
        assert_contains(&items[1].html, word);
    }
    assert_contains(&items[0].html, "Scheduled for 21 July 2013, 22:00");
    let date = |moment: &str| {
        items_of(page(&public(&ledger, moment), "history.rss"))[0]
            .date
            .clone()
    };
    assert_eq!(date("2013-07-10T10:06Z"), "Wed, 10 Jul 2013 10:05:00 +0000");
    assert_eq!(
        date("2013-07-10T10:40Z"),
        "Wed, 10 Jul 2013 10:30:00 +0000",
        "the date is that of the latest update"
    );
}

#[test]
fn the_history_keeps_the_twenty_five_newest() {
    let incident = |day: u32| {
        format!(
            "//- incidents/2013-07-{day:02}-i.yaml\ntitle: I{day}\nstarted: 2013-07-{day:02}T10:00Z\nimpact: minor\nupdates:\n  - {{ at: 2013-07-{day:02}T11:00Z, status: resolved, text: Over. }}\n"
        )
    };
    let site = public(&ledger(&(1..=30).map(incident).collect::<String>()), NOW);
    let titles: Vec<String> = items_of(page(&site, "history.rss"))
        .into_iter()
        .map(|item| item.title)
        .collect();
    assert_eq!(
        titles,
        (6..=30)
            .rev()
            .map(|day| format!("I{day}"))
            .collect::<Vec<_>>()
    );
}

#[test]
fn a_component_has_what_is_about_it() {
    let site = public(&ledger(STORY), NOW);
    let titles = |path: &str| {
        items_of(page(&site, path))
            .into_iter()
            .map(|item| item.title)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        titles("components/web/feed.xml").len(),
        8,
        "seven updates and a post-mortem"
    );
    assert_eq!(titles("components/db/feed.xml").len(), 5);
    assert_eq!(
        titles("components/api/feed.xml"),
        ["Policy: Old clients stop"]
    );
    let main = items_of(page(&site, "feed.xml"));
    for item in items_of(page(&site, "components/web/feed.xml")) {
        assert!(
            main.contains(&item),
            "{} is the same message in both",
            item.guid
        );
    }
    assert_eq!(
        items_of(page(&site, "components/web/feed.xml")),
        entries(page(&site, "components/web/feed.atom"))
    );
}

#[test]
fn a_renamed_component_keeps_its_subscribers() {
    let renamed = files(SMALL)["components.yaml"].replace(
        "{ id: web, name: Web }",
        "{ id: site, name: Site, aliases: [web] }",
    );
    let site = public(
        &ledger(&format!("{STORY}//- components.yaml\n{renamed}")),
        NOW,
    );
    for file in ["feed.xml", "feed.atom", "calendar.ics"] {
        let id = |component: &str| urn(&format!("feed:components/{component}/{file}"));
        let (old, new) = (
            page(&site, &format!("components/web/{file}")),
            page(&site, &format!("components/site/{file}")),
        );
        if file != "calendar.ics" {
            assert_contains(
                new,
                format!("https://status.example.com/components/site/{file}"),
            );
        }
        assert_same_file(
            file,
            // At another address it is a feed of its own.
            old.replace(&id("web"), &id("site"))
                .replace("components/web/", "components/site/"),
            new,
        );
    }
    let before = items_of(page(
        &public(&ledger(STORY), NOW),
        "components/web/feed.xml",
    ));
    let after = items_of(page(&site, "components/web/feed.xml"));
    let guids = |items: &[Item]| {
        items
            .iter()
            .map(|item| item.guid.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(guids(&before), guids(&after));
}
