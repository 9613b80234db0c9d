//! The page that explains every feed, and the links by which programs find feeds.

use crate::compare::{assert_contains, assert_includes};
use crate::feed::NOW;
use crate::site::{SMALL, files, ledger, page, plain, public, tags};

fn alternates(html: &str) -> Vec<(String, String)> {
    let links = tags(html)
        .into_iter()
        .filter(|tag| tag.name == "link" && tag.get("rel") == Some("alternate"));
    links
        .map(|link| {
            (
                link.get("type").unwrap().to_owned(),
                link.get("href").unwrap().to_owned(),
            )
        })
        .collect()
}

#[test]
fn every_page_links_its_feeds() {
    let site = public(&ledger(""), NOW);
    let main = |up: &str| {
        let feeds = [
            ("application/rss+xml", "feed.xml"),
            ("application/atom+xml", "feed.atom"),
            ("application/feed+json", "feed.json"),
            ("text/calendar", "calendar.ics"),
        ];
        feeds.map(|(kind, file)| (kind.to_owned(), format!("{up}{file}")))
    };
    assert_eq!(alternates(page(&site, "index.html")), main(""));
    assert_eq!(alternates(page(&site, "history/index.html")), main("../"));
    assert_eq!(alternates(page(&site, "404.html")), main("/"));
    let component = alternates(page(&site, "components/web/index.html"));
    assert_eq!(component[..4], main("../../"));
    let own = [
        ("application/rss+xml", "feed.xml"),
        ("application/atom+xml", "feed.atom"),
        ("text/calendar", "calendar.ics"),
    ];
    assert_eq!(
        component[4..],
        own.map(|(kind, file)| (kind.to_owned(), format!("../../components/web/{file}")))
    );
}

#[test]
fn the_page_gives_whole_addresses_to_copy() {
    let settings = files(SMALL)["site.yaml"].replace("status.example.com/", "example.com/status/");
    let site = public(
        &ledger(&format!("//- site.yaml\n{settings}feeds: [quiet]\n")),
        NOW,
    );
    let html = page(&site, "subscribe/index.html");
    let words = plain(html);
    assert_contains(
        &words,
        "/feed subscribe https://example.com/status/feed.xml",
    );
    assert_contains(&words, "https://example.com/status/calendar.ics");
    let links: Vec<String> = tags(html)
        .iter()
        .filter_map(|tag| tag.get("href").map(str::to_owned))
        .collect();
    assert_includes(
        &links,
        &"webcal://example.com/status/calendar.ics".to_owned(),
    );
    for (path, wanted) in [
        ("feeds/quiet.xml", true),
        ("feeds/quiet.json", true),
        ("feeds/incidents.xml", false),
        ("history.rss", true),
        ("components/db/feed.atom", true),
        ("components/db/calendar.ics", true),
    ] {
        assert_eq!(links.contains(&format!("../{path}")), wanted, "{path}");
        assert_eq!(site.contains_key(path), wanted, "{path}");
    }
}

#[test]
fn every_page_leads_to_it() {
    let site = public(&ledger(""), NOW);
    for (path, link) in [
        ("index.html", "subscribe/"),
        ("components/web/index.html", "../../subscribe/"),
    ] {
        assert!(
            tags(page(&site, path))
                .iter()
                .any(|tag| tag.name == "a" && tag.get("href") == Some(link)),
            "{path}"
        );
    }
}
