//! The feed: one item for each published update, with a guid that nothing changes.

use crate::compare::{assert_contains, assert_includes};
use std::collections::BTreeSet;

use roxmltree::Document;
use statuary::base::id::UpdateId;
use statuary::base::source::{SourceFile, Sources};

use crate::site::{Pages, SMALL, files, ledger, moment, page, public, read, sources, urn};

pub const NOW: &str = "2013-08-01T00:00Z";

const ATOM: &str = "http://www.w3.org/2005/Atom";

const CONTENT: &str = "\
//- incidents/2013-07-10-web-slow.yaml
title: Web is slow
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
updates:
  - at: 2013-07-10T10:05Z
    status: investigating
    text: We are looking. See [the guide](/support/) and [others](https://example.com/a?b=1&c=2).
  - at: 2013-07-10T10:30Z
    posted: 2013-07-10T11:30Z
    label: Note
    components: { api: major_outage }
    text: It was the API.
  - { id: over, at: 2013-07-10T11:00Z, status: resolved, text: It is fast again. }
//- maintenance/2013-07-20-db.yaml
title: Database restarts
scheduled: { start: 2013-07-20T22:00Z, end: 2013-07-20T23:00Z }
components: { db: degraded_performance }
updates:
  - { at: 2013-07-15T10:00Z, status: scheduled, text: A restart. }
  - { at: 2013-07-15T10:00Z, text: A short one. }
//- postmortems/2013-07-10-web-slow.md
---
incident: 2013-07-10-web-slow
published: 2013-07-12T09:00Z
---
## Summary
It was slow.
//- notices/2013-07-13-news.md
---
title: Old clients stop
published: 2013-07-13T09:00Z
kind: policy
---
Update them.
//- pages/support.md
---
title: Support
---
Ask us.
";

/// An item of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub title: String,
    pub link: String,
    pub guid: String,
    pub date: String,
    pub html: String,
}

fn items(site: &Pages) -> Vec<Item> {
    items_of(page(site, "feed.xml"))
}

/// The items of an RSS feed.
pub fn items_of(feed: &str) -> Vec<Item> {
    let feed = Document::parse(feed).unwrap();
    let nodes = feed.descendants().filter(|node| node.has_tag_name("item"));
    let item = |node: roxmltree::Node| {
        let text = |name: &str| {
            let mut found = node.children().filter(|child| child.has_tag_name(name));
            let text = found.next().unwrap().text().unwrap_or_default().to_owned();
            assert!(found.next().is_none(), "{name} is there twice");
            text
        };
        let guid = node
            .children()
            .find(|child| child.has_tag_name("guid"))
            .unwrap();
        assert_eq!(guid.attribute("isPermaLink"), Some("false"));
        Item {
            title: text("title"),
            link: text("link"),
            guid: text("guid"),
            date: text("pubDate"),
            html: text("description"),
        }
    };
    nodes.map(item).collect()
}

/// The items of an Atom feed, in the words of RSS.
pub fn entries(feed: &str) -> Vec<Item> {
    let feed = Document::parse(feed).unwrap();
    let entry = |node: roxmltree::Node| {
        let one = |name: &str| {
            let mut found = node
                .children()
                .filter(|child| child.has_tag_name((ATOM, name)));
            let child = found.next().unwrap();
            assert!(found.next().is_none(), "{name} is there twice");
            child
        };
        let text = |name: &str| one(name).text().unwrap_or_default().to_owned();
        assert_eq!(one("content").attribute("type"), Some("html"));
        Item {
            title: text("title"),
            link: one("link").attribute("href").unwrap().to_owned(),
            guid: text("id"),
            date: moment(&text("published")).rfc822(),
            html: text("content"),
        }
    };
    feed.descendants()
        .filter(|node| node.has_tag_name((ATOM, "entry")))
        .map(entry)
        .collect()
}

/// The items of a JSON Feed, in the words of RSS.
pub fn json_items(feed: &str) -> Vec<Item> {
    let feed: serde_json::Value = serde_json::from_str(feed).unwrap();
    let item = |item: &serde_json::Value| {
        let text = |key: &str| item[key].as_str().unwrap().to_owned();
        Item {
            title: text("title"),
            link: text("url"),
            guid: text("id"),
            date: moment(&text("date_published")).rfc822(),
            html: text("content_html"),
        }
    };
    feed["items"].as_array().unwrap().iter().map(item).collect()
}

fn guids(text: &str) -> Vec<String> {
    items(&public(&ledger(text), NOW))
        .into_iter()
        .map(|item| item.guid)
        .collect()
}

#[test]
fn each_update_is_an_item_with_its_own_date() {
    let found = items(&public(&ledger(CONTENT), NOW));
    let found: Vec<_> = found
        .iter()
        .map(|item| (item.guid.clone(), item.title.as_str(), item.date.clone()))
        .collect();
    // These guids are known to readers: one that changes is an item that everybody is shown again.
    let expected = [
        (
            "update:maintenance:2013-07-20-db:2013-07-15T1000Z-2",
            "Update: Database restarts",
            "2013-07-15T10:00:01Z",
        ),
        (
            "update:maintenance:2013-07-20-db:2013-07-15T1000Z",
            "Scheduled: Database restarts",
            "2013-07-15T10:00Z",
        ),
        (
            "update:notices:2013-07-13-news",
            "Policy: Old clients stop",
            "2013-07-13T09:00Z",
        ),
        (
            "update:postmortems:2013-07-10-web-slow",
            "Post-mortem: Web is slow",
            "2013-07-12T09:00Z",
        ),
        (
            "update:incidents:2013-07-10-web-slow:2013-07-10T1030Z",
            "Note: Web is slow",
            "2013-07-10T11:30Z",
        ),
        (
            "update:incidents:2013-07-10-web-slow:over",
            "Resolved: Web is slow",
            "2013-07-10T11:00Z",
        ),
        (
            "update:incidents:2013-07-10-web-slow:2013-07-10T1005Z",
            "Investigating: Web is slow",
            "2013-07-10T10:05Z",
        ),
    ];
    assert_eq!(
        found,
        expected.map(|(name, title, date)| (urn(name), title, moment(date).rfc822()))
    );
}

#[test]
fn every_format_has_the_same_items() {
    for text in [CONTENT, ""] {
        let site = public(&ledger(text), NOW);
        let rss = items(&site);
        assert_eq!(rss, entries(page(&site, "feed.atom")));
        assert_eq!(rss, json_items(page(&site, "feed.json")));
    }
}

#[test]
fn an_atom_feed_knows_what_was_mended() {
    let mended = CONTENT.replace("label: Note", "label: Note\n    edited: 2013-07-30T10:00Z");
    let dates = |text: &str, at: &str| {
        let site = public(&ledger(text), at);
        let feed = Document::parse(page(&site, "feed.atom")).unwrap();
        let dates = feed
            .descendants()
            .filter(|node| node.has_tag_name((ATOM, "updated")));
        dates
            .map(|node| node.text().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    // The first date is that of the feed.
    let (before, after) = (dates(CONTENT, NOW), dates(&mended, NOW));
    assert_eq!(
        [&before[0], &before[5]],
        ["2013-07-15T10:00:01Z", "2013-07-10T11:30:00Z"]
    );
    assert_eq!([&after[0], &after[5]], ["2013-07-30T10:00:00Z"; 2]);
    assert_eq!(
        dates(&mended, "2013-07-30T09:59Z"),
        before,
        "nothing is from the future"
    );
    let json = |text| {
        page(&public(&ledger(text), NOW), "feed.json")
            .matches("date_modified")
            .count()
    };
    assert_eq!([json(CONTENT), json(&mended)], [0, 1]);
}

#[test]
fn atom_and_json_say_what_they_are_and_where() {
    let site = public(&ledger(CONTENT), NOW);
    let atom = Document::parse(page(&site, "feed.atom")).unwrap();
    let child = |name: &str| {
        atom.root_element()
            .children()
            .find(|node| node.has_tag_name((ATOM, name)))
            .unwrap()
    };
    assert_eq!(child("id").text(), Some(urn("feed:feed.atom").as_str()));
    assert_eq!(child("title").text(), Some("Small Status"));
    let links = atom
        .root_element()
        .children()
        .filter(|node| node.has_tag_name((ATOM, "link")));
    let links: Vec<_> = links
        .map(|link| {
            (
                link.attribute("rel").unwrap(),
                link.attribute("href").unwrap(),
            )
        })
        .collect();
    assert_eq!(
        links,
        [
            ("self", "https://status.example.com/feed.atom"),
            ("alternate", "https://status.example.com/")
        ]
    );
    let json: serde_json::Value = serde_json::from_str(page(&site, "feed.json")).unwrap();
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(json["feed_url"], "https://status.example.com/feed.json");
    assert_eq!(json["home_page_url"], "https://status.example.com/");
    assert_eq!(json["language"], "en");
    let site = files(SMALL)["site.yaml"].clone() + "since: 2013-07-01\n";
    let empty = public(&ledger(&format!("//- site.yaml\n{site}")), NOW);
    let empty = Document::parse(page(&empty, "feed.atom")).unwrap();
    let updated = empty
        .descendants()
        .find(|node| node.has_tag_name((ATOM, "updated")));
    assert_eq!(
        updated.unwrap().text(),
        Some("2013-07-01T00:00:00Z"),
        "a feed that never changed says no new time"
    );
}

#[test]
fn nothing_that_is_mended_changes_a_guid() {
    let before: BTreeSet<String> = guids(CONTENT).into_iter().collect();
    assert_eq!(before.len(), 7);
    let updates = CONTENT
        .split_once("updates:\n")
        .unwrap()
        .1
        .split_once("//- ")
        .unwrap()
        .0;
    let (head, tail) = updates.split_at(updates.find("  - at: 2013-07-10T10:30Z").unwrap());
    let extra = "  - { at: 2013-07-10T10:20Z, text: One more. }\n";
    let changes = [
        (
            "title",
            CONTENT.replace("title: Web is slow", "title: Web was slow"),
        ),
        (
            "text",
            CONTENT
                .replace("It was the API.", "It was the *API*.")
                .replace("A restart.", "Two restarts."),
        ),
        ("order", CONTENT.replace(updates, &format!("{tail}{head}"))),
        (
            "label and phase",
            CONTENT.replace("label: Note", "status: identified"),
        ),
        (
            "edited",
            CONTENT.replace("label: Note", "edited: 2013-07-11T10:00Z"),
        ),
        (
            "address",
            format!(
                "{CONTENT}//- site.yaml\n{}",
                files(crate::site::SMALL)["site.yaml"].replace("example.com/", "example.org/s/")
            ),
        ),
        (
            "components",
            format!(
                "{CONTENT}//- components.yaml\n{}",
                files(crate::site::SMALL)["components.yaml"].replace("name: Web", "name: Pages")
            ),
        ),
        ("one more", CONTENT.replace(head, &format!("{head}{extra}"))),
    ];
    for (name, changed) in &changes {
        let after: BTreeSet<String> = guids(changed).into_iter().collect();
        assert_ne!(changed, CONTENT, "{name}");
        assert!(
            after.is_superset(&before),
            "{name}: {:?} are gone",
            before.difference(&after)
        );
        assert_eq!(
            after.len(),
            before.len() + usize::from(*name == "one more"),
            "{name}"
        );
    }
    let fewer: BTreeSet<String> = guids(&CONTENT.replace(head, "")).into_iter().collect();
    assert_eq!(fewer.len(), 6);
    assert!(
        fewer.is_subset(&before),
        "an update that goes takes its own guid alone"
    );
}

#[test]
fn a_corrected_time_can_keep_the_guid() {
    let corrected = CONTENT.replace(
        "at: 2013-07-10T10:05Z",
        "id: 2013-07-10T1005Z\n    at: 2013-07-10T10:04Z",
    );
    assert_eq!(guids(&corrected), guids(CONTENT));
    let second = CONTENT.replace(
        "{ at: 2013-07-15T10:00Z, text",
        "{ at: 2013-07-15T10:01Z, id: 2013-07-15T1000Z-2, text",
    );
    assert_eq!(guids(&second), guids(CONTENT));
    for bad in [
        "2013-07-10T1005z",
        "2013-07-10T1005Z-",
        "2013-07-10T1005Z-02",
        "2013-07-10T10:05Z",
        "é013-07-10T1005Z",
        "x",
    ] {
        assert_eq!(UpdateId::from_author(bad).is_some(), bad == "x", "{bad}");
    }
}

#[test]
fn no_two_entries_of_an_atom_feed_were_updated_at_the_same_time() {
    let content = "\
//- incidents/2013-07-10-web.yaml
title: Web is slow
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
updates:
  - { at: 2013-07-10T10:05Z, edited: 2013-07-10T12:00Z, status: investigating, text: We look. }
  - { at: 2013-07-10T10:05Z, id: second, text: We still look. }
  - { at: 2013-07-10T11:00Z, edited: 2013-07-10T12:00Z, text: We go on. }
  - { at: 2013-07-10T12:00Z, status: resolved, text: It is over. }
";
    let site = public(&ledger(content), NOW);
    let times = |name: &str| {
        let parts = page(&site, "feed.atom").split("<entry>").skip(1);
        let times = parts.map(|entry| {
            let start = format!("<{name}>");
            entry.split(start.as_str()).nth(1).unwrap()[.."2013-07-10T12:00:00Z".len()].to_owned()
        });
        times.collect::<Vec<_>>()
    };
    assert_eq!(
        times("updated"),
        [
            "2013-07-10T12:00:00Z",
            "2013-07-10T12:00:02Z",
            "2013-07-10T10:05:01Z",
            "2013-07-10T12:00:01Z"
        ]
    );
    assert_eq!(
        times("published"),
        [
            "2013-07-10T12:00:00Z",
            "2013-07-10T11:00:00Z",
            "2013-07-10T10:05:01Z",
            "2013-07-10T10:05:00Z"
        ]
    );
}

#[test]
fn a_corrected_text_moves_neither_date_nor_place() {
    let before = items(&public(&ledger(CONTENT), NOW));
    let after = items(&public(
        &ledger(
            &CONTENT
                .replace("label: Note", "label: Note\n    edited: 2013-07-30T10:00Z")
                .replace("the API.", "another thing."),
        ),
        NOW,
    ));
    let kept = |items: &[Item]| {
        items
            .iter()
            .map(|item| (item.guid.clone(), item.date.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(kept(&before), kept(&after));
    assert_ne!(before, after);
}

#[test]
fn the_feed_holds_what_was_published_by_its_moment() {
    let ledger = ledger(CONTENT);
    let known = |at: &str| items(&public(&ledger, at)).len();
    let moments = [
        "2013-07-10T10:04Z",
        "2013-07-10T10:05Z",
        "2013-07-10T11:29Z",
        "2013-07-10T11:30Z",
        "2013-07-15T10:00Z",
    ];
    assert_eq!(moments.map(known), [0, 1, 2, 3, 7]);
}

#[test]
fn a_day_later_the_feed_is_the_same_bytes() {
    let ledger = ledger(CONTENT);
    let (first, second) = (public(&ledger, NOW), public(&ledger, "2013-08-02T05:00Z"));
    for feed in ["feed.xml", "feed.atom", "feed.json"] {
        assert_eq!(first[feed], second[feed]);
    }
    assert!(
        first["index.html"] != second["index.html"],
        "pages say their moment"
    );
}

#[test]
fn the_feed_says_what_it_is_and_where() {
    let site = public(&ledger(CONTENT), NOW);
    let feed = Document::parse(page(&site, "feed.xml")).unwrap();
    assert_eq!(feed.root_element().attribute("version"), Some("2.0"));
    let channel = feed.root_element().first_element_child().unwrap();
    let text = |name: &str| {
        channel
            .children()
            .find(|node| node.has_tag_name(name))
            .unwrap()
            .text()
    };
    assert_eq!(text("title"), Some("Small Status"));
    assert_eq!(text("link"), Some("https://status.example.com/"));
    assert_eq!(text("description"), Some("The state of a small platform."));
    assert_eq!(text("language"), Some("en"));
    let own = channel
        .children()
        .find(|node| node.has_tag_name((ATOM, "link")))
        .unwrap();
    assert_eq!(
        (own.attribute("rel"), own.attribute("href")),
        (Some("self"), Some("https://status.example.com/feed.xml"))
    );
}

#[test]
fn the_body_has_whole_links_states_and_the_window() {
    let berlin = files(crate::site::SMALL)["site.yaml"].replace("Etc/UTC", "Europe/Berlin");
    let site = public(&ledger(&format!("{CONTENT}//- site.yaml\n{berlin}")), NOW);
    let all = items(&site);
    let body = |title: &str| {
        all.iter()
            .find(|item| item.title == title)
            .unwrap()
            .html
            .clone()
    };
    let first = body("Investigating: Web is slow");
    assert_contains(&first, "href=\"https://status.example.com/support/\"");
    assert_contains(&first, "href=\"https://example.com/a?b=1&amp;c=2\"");
    assert_contains(&first, "<p>Web: Degraded performance.</p>");
    assert_contains(
        body("Note: Web is slow"),
        "<p>Web: Degraded performance; API: Major outage.</p>",
    );
    assert_contains(
        body("Resolved: Web is slow"),
        "<p>Web: Operational; API: Operational.</p>",
    );
    let window = body("Scheduled: Database restarts");
    let words = "Scheduled for 21 July 2013, 00:00 \u{2013} 01:00 CEST (20 July 2013, 22:00 \u{2013} 23:00 UTC).";
    assert_contains(&window, words);
    assert_contains(&window, "Database");
    let links: Vec<&str> = all.iter().map(|item| item.link.as_str()).collect();
    assert_includes(
        &links,
        &"https://status.example.com/incidents/2013-07-10-web-slow/#over",
    );
    assert_includes(
        &links,
        &"https://status.example.com/notices/2013-07-13-news/",
    );
}

#[test]
fn what_xml_cannot_hold_is_escaped_or_dropped() {
    let nasty = CONTENT
        .replace(
            "title: Web is slow",
            r#"title: "<b>A & B]]></b> \"quoted\" \u0001\uFFFE😀 \u202Eabc""#,
        )
        .replace(
            "text: It is fast again.",
            r#"text: "]]> & &amp; <script>x</script> \u0008\u000B\uFFFF 🦆 \u202Eabc\u202C""#,
        );
    let all = items(&public(&ledger(&nasty), NOW));
    let over = all
        .iter()
        .find(|item| item.guid == urn("update:incidents:2013-07-10-web-slow:over"))
        .unwrap();
    assert_eq!(
        over.title,
        "Resolved: <b>A & B]]></b> \"quoted\" 😀 \u{202e}abc"
    );
    let line = "<p>]]&gt; &amp; &amp; &lt;script&gt;x&lt;/script&gt;  🦆 \u{202e}abc\u{202c}</p>";
    assert_contains(&over.html, line);
}

/// As W3C advises, for readers that take plain words for HTML.
#[test]
fn plain_words_are_the_same_when_they_are_read_as_html() {
    let words = files(SMALL)["site.yaml"]
        .replace("Small Status", "'<A> & B'")
        .replace("The state of a small platform.", "'&copy; <b>'");
    let content = CONTENT.replace("title: Web is slow", "title: '<b>A & B</b>'");
    let site = public(&ledger(&format!("{content}//- site.yaml\n{words}")), NOW);
    for (feed, elements) in [
        ("feed.xml", ["title", "description"].as_slice()),
        ("feed.atom", &["title", "subtitle", "name"]),
    ] {
        let feed = page(&site, feed);
        let first = |name: &&str| {
            let (_, from) = feed.split_once(&format!("<{name}>")).unwrap();
            from.split_once("</").unwrap().0.to_owned()
        };
        let about = "&#x26;copy; &#x3C;b&gt;";
        let expected = ["&#x3C;A&gt; &#x26; B", about, "&#x3C;A&gt; &#x26; B"];
        let found: Vec<String> = elements.iter().map(first).collect();
        assert_eq!(found, expected[..found.len()]);
        assert_contains(
            feed,
            "<title>Resolved: &#x3C;b&gt;A &#x26; B&#x3C;/b&gt;</title>",
        );
    }
}

#[test]
fn the_fifty_newest_are_kept_newest_first() {
    let mut text = "//- incidents/2013-07-10-long.yaml\ntitle: Long\nstarted: 2013-07-10T00:00Z\ncomponents: { web: major_outage }\nupdates:\n".to_owned();
    for minute in 0..60 {
        text.push_str(&format!(
            "  - {{ at: 2013-07-10T10:{minute:02}Z, text: Minute {minute}. }}\n"
        ));
    }
    let all = guids(&text);
    let expected = (10..60).rev().map(|minute| {
        urn(&format!(
            "update:incidents:2013-07-10-long:2013-07-10T10{minute:02}Z"
        ))
    });
    assert_eq!(all, expected.collect::<Vec<_>>());
}

#[test]
fn a_feed_without_items_is_a_feed() {
    assert_eq!(items(&public(&ledger(""), NOW)), []);
}

#[test]
fn lines_links_and_code_in_titles_are_the_same_everywhere() {
    let incident = "//- incidents/2013-07-10-eu.yaml\ntitle: \"Errors in `eu-west-1`\"\nstarted: 2013-07-10T14:02Z\ncomponents: { api: major_outage }\nupdates:\n  - at: 2013-07-10T14:09Z\n    status: investigating\n    text: |\n      Start: 14:02 UTC\n      Impact: logins[^1]\n      See https://example.com/help?x=1&y=2\n\n      [^1]: Both kinds.\n";
    let work = "//- maintenance/2013-08-10-eu.yaml\ntitle: \"Move of `eu`\"\nscheduled: { start: 2013-08-10T14:00Z, end: 2013-08-10T15:00Z }\ncomponents: { api: under_maintenance }\nupdates:\n  - at: 2013-07-10T14:09Z\n    status: scheduled\n    text: |\n      One.\n      Two.\n";
    let site = public(&ledger(&format!("{incident}{work}")), NOW);
    let html = "<p>Start: 14:02 UTC<br />\nImpact: logins<sup class=\"footnote-reference\">1</sup><br />\nSee \
                <a href=\"https://example.com/help?x=1&amp;y=2\" class=\"address\">https://example.com/help?x=1&amp;y=2</a></p>";
    assert_contains(page(&site, "incidents/2013-07-10-eu/index.html"), html);
    for item in [items(&site).remove(0), items(&site).remove(1)] {
        assert!(!item.title.contains('`'), "{}", item.title);
    }
    let item = items(&site)
        .into_iter()
        .find(|item| item.title.contains("eu-west-1"));
    let item = item.unwrap();
    assert_eq!(item.title, "Investigating: Errors in eu-west-1");
    assert_contains(&item.html, html);
    let api: serde_json::Value =
        serde_json::from_str(page(&site, "api/v2/incidents.json")).unwrap();
    assert_eq!(api["incidents"][0]["name"], "Errors in eu-west-1");
    assert_eq!(
        api["incidents"][0]["incident_updates"][0]["body"],
        "Start: 14:02 UTC\nImpact: logins[1]\nSee https://example.com/help?x=1&y=2\n\n[1] Both kinds."
    );
    assert_contains(page(&site, "calendar.ics"), "DESCRIPTION:One.\\nTwo.\\n");
}

#[test]
fn footnotes_images_and_tables_of_articles_are_whole_in_feeds() {
    let png =
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x09\x08\x02\0\0\0".as_slice()].concat();
    let text = "//- notices/2013-07-13-n.md\n---\ntitle: N\npublished: 2013-07-13\n---\nIt is so.[^1]\n\n![Plan](/plan.png)\n\n| a |\n| - |\n| b |\n\n[^1]: Not always.\n";
    let mut files: Vec<_> = sources(text).iter().map(|(_, file)| file.clone()).collect();
    files.push(SourceFile {
        path: "static/plan.png".to_owned(),
        bytes: png,
    });
    let site = public(&read(&Sources::new(files)), NOW);
    let item = items(&site).remove(0);
    let here = "https://status.example.com/notices/2013-07-13-n/";
    assert_contains(&item.html, format!("<a href=\"{here}#1\">1</a>"));
    assert_contains(
        &item.html,
        "<img src=\"https://status.example.com/plan.png\" alt=\"Plan\" width=\"16\" height=\"9\" loading=\"lazy\">",
    );
    // Without the scroll box of pages: W3C's feed validator warns of its role.
    assert_contains(&item.html, "</p>\n<table><thead>");
    assert_contains(&item.html, "</tbody></table>\n<div class=\"footnote");
    let page = page(&site, "notices/2013-07-13-n/index.html");
    assert_contains(page, "<a href=\"#1\">1</a>");
    assert_contains(
        page,
        "<div class=\"table\" role=\"group\" tabindex=\"0\">\n<table>",
    );
    assert_contains(page, "width=\"16\" height=\"9\"");
}

const SAME_DAY: &str = "\
//- incidents/2026-11-03-api.yaml
title: API errors
started: 2026-11-03T14:02Z
impact: minor
updates:
  - { at: 2026-11-03T14:10Z, status: investigating, text: We look into it. }
  - { at: 2026-11-03T14:40Z, status: resolved, text: It is over. }
//- postmortems/2026-11-03-api.md
---
incident: 2026-11-03-api
published: 2026-11-03
---
## Summary

A switch was replaced.

## Impact

### Of the API

None.
";

#[test]
fn a_post_mortem_of_the_same_day_follows_its_incident() {
    assert_eq!(statuary::check_sources(&sources(SAME_DAY)).diagnostics, []);
    let built = public(&ledger(SAME_DAY), "2026-11-05T00:00Z");
    let titles: Vec<String> = items(&built).into_iter().map(|item| item.title).collect();
    assert_eq!(
        titles,
        [
            "Post-mortem: API errors",
            "Resolved: API errors",
            "Investigating: API errors",
        ],
        "newest first"
    );
    assert_contains(
        page(&built, "postmortems/2026-11-03-api/index.html"),
        "<time datetime=\"2026-11-03\">3 November 2026</time>",
    );
}

#[test]
fn no_two_items_of_a_feed_have_the_same_date() {
    let incident = |id: &str| {
        format!(
            "//- incidents/2013-07-10-{id}.yaml\ntitle: {id}\nstarted: 2013-07-10T10:00Z\ncomponents: {{ web: partial_outage }}\nupdates:\n  - {{ at: 2013-07-10T10:05Z, status: investigating, text: A. }}\n  - {{ at: 2013-07-10T10:05Z, status: identified, text: B. }}\n  - {{ at: 2013-07-10T10:06Z, status: resolved, text: C. }}\n"
        )
    };
    let notice = "//- notices/n.md\n---\ntitle: N\npublished: 2013-07-10T10:06Z\n---\nText.\n";
    let site = public(
        &ledger(&format!("{}{}{notice}", incident("a"), incident("b"))),
        NOW,
    );
    let dates: Vec<String> = items(&site).into_iter().map(|item| item.date).collect();
    let expected = [
        "06:02", "06:01", "06:00", "05:03", "05:02", "05:01", "05:00",
    ];
    let expected = expected.map(|clock| format!("Wed, 10 Jul 2013 10:{clock} +0000"));
    assert_eq!(dates, expected);
    // The feed of a component gives the same dates to the same items.
    let all = items(&site);
    for item in items_of(page(&site, "components/web/feed.xml")) {
        assert!(all.contains(&item), "{item:?}");
    }
    assert_contains(
        page(&site, "feed.atom"),
        "<updated>2013-07-10T10:05:03Z</updated>",
    );
}
