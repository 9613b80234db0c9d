//! The page with every way to subscribe, and the links by which programs find feeds.

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
    let status = alternates(page(&site, "index.html"));
    assert_eq!(status[..4], main(""));
    let markdown = ("text/markdown".to_owned(), "index.md".to_owned());
    assert_eq!(status[4..], [markdown]);
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
    let copied: Vec<String> = fields(html).into_iter().map(|(_, text)| text).collect();
    for text in [
        "/feed subscribe https://example.com/status/feed.xml",
        "https://example.com/status/feed.xml",
        "https://example.com/status/feed.json",
        "https://example.com/status/calendar.ics",
    ] {
        assert_includes(&copied, &text.to_owned());
    }
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

/// The fields with text to copy, each with its id.
fn fields(html: &str) -> Vec<(String, String)> {
    let inputs = tags(html).into_iter().filter(|tag| tag.name == "input");
    inputs
        .map(|input| {
            (
                input.get("id").unwrap().to_owned(),
                input.get("value").unwrap().to_owned(),
            )
        })
        .collect()
}

/// The page of a site with these settings.
fn page_with(settings: &str) -> String {
    let site = &files(SMALL)["site.yaml"];
    let site = public(&ledger(&format!("//- site.yaml\n{site}{settings}")), NOW);
    page(&site, "subscribe/index.html").to_owned()
}

#[test]
fn what_the_team_offers_itself_comes_first() {
    let html = page_with(
        "subscribe:\n  mail: { join: status+subscribe@example.com, leave: \"https://lists.example.com/leave?list=a&b=c\" }\n  \
         slack: https://example.com/slack\n  chat: https://example.com/chat\n",
    );
    let links: Vec<String> = tags(&html)
        .iter()
        .filter_map(|tag| tag.get("href").map(str::to_owned))
        .collect();
    for link in [
        "mailto:status+subscribe@example.com",
        "https://lists.example.com/leave?list=a&b=c",
        "https://example.com/slack",
        "https://example.com/chat",
    ] {
        assert_includes(&links, &link.to_owned());
    }
    let words = plain(&html);
    let offer = words.find("Join the channel").unwrap();
    let command = words.find("Send this command in a channel").unwrap();
    assert!(offer < command, "the channel is not the first choice");
    assert_includes(
        &fields(&html),
        &(
            "copy-mail".to_owned(),
            "status+subscribe@example.com".to_owned(),
        ),
    );
    let mut ids: Vec<String> = fields(&html).into_iter().map(|(id, _)| id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(
        ids.len(),
        fields(&html).len(),
        "an id stands twice: {ids:?}"
    );
}

#[test]
fn every_field_has_a_label_and_works_without_the_script() {
    let html =
        page_with("subscribe: { mail: { join: https://a.example.com/, leave: b@example.com } }\n");
    let labelled: Vec<String> = tags(&html)
        .iter()
        .filter_map(|tag| tag.get("for").map(str::to_owned))
        .collect();
    for tag in tags(&html).iter().filter(|tag| tag.name == "input") {
        assert_includes(&labelled, &tag.get("id").unwrap().to_owned());
        assert!(tag.get("readonly").is_some(), "the field can be changed");
    }
    assert!(tags(&html).iter().all(|tag| tag.name != "button"));
    assert_contains(plain(&html), "To unsubscribe: b@example.com");
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
