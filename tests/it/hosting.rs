//! What hosts and search engines read, and files that are published as they are.

use crate::build::Place;
use crate::compare::{assert_contains, assert_lacks, assert_no_file, assert_same_file};
use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Document;
use statuary::base::percent_encoding;
use statuary::base::source::{SourceFile, Sources};
use statuary::model::Ledger;
use statuary::render::theme::Theme;
use statuary::render::theme::files::ThemeFiles;
use statuary::view::branding::BrandingView;

use crate::site::{Pages, example, files, internal, ledger, now, page, public, read, tags};

const NOW: &str = "2013-08-01T00:00Z";

const CONTENT: &str = "\
//- incidents/2013-07-10-web-slow.yaml
title: Web is slow
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
aliases: [/issues/5/, old, '/störungen/köln''s netz (süd), teil [2]/', /issues/%C3%BCber/]
updates:
  - { at: 2013-07-10T10:05Z, status: investigating, text: We are looking into it. }
  - { at: 2013-07-10T11:00Z, edited: 2013-07-12T09:00Z, status: resolved, text: It is fast again. }
//- notices/2013-07-09-news.md
---
title: News
published: 2013-07-09T10:00Z
aliases: [news/7]
---

We have news.
//- components.yaml
groups:
  - id: front
    name: Front
    components:
      - { id: web, name: Web, aliases: [www] }
";

/// The example, and a site below a path that has old addresses.
fn sites() -> Vec<(&'static str, Pages)> {
    let below = files(crate::site::SMALL)["site.yaml"].replace(".com/", ".com/status/");
    let below = ledger(&format!("{CONTENT}//- site.yaml\n{below}"));
    vec![
        ("/", public(example(), "2013-09-03T12:00Z")),
        ("/status/", public(&below, NOW)),
    ]
}

type Rules = Vec<(String, Vec<(String, String)>)>;

/// The rules of a `_headers` file, which may hold only what every host reads alike.
fn rules(text: &str) -> Rules {
    let mut rules = Rules::new();
    for line in text.lines() {
        assert!(line.len() <= 2000, "{line}");
        match line.strip_prefix("  ") {
            Some(header) => {
                let (name, value) = header.split_once(": ").unwrap();
                rules
                    .last_mut()
                    .unwrap()
                    .1
                    .push((name.to_owned(), value.to_owned()));
            }
            None => {
                assert!(
                    line.starts_with('/')
                        && !line[..line.len() - 1].contains('*')
                        && !line.contains(' '),
                    "{line}"
                );
                rules.push((line.to_owned(), Vec::new()));
            }
        }
    }
    assert!(rules.len() <= 100, "{} rules", rules.len());
    rules
}

fn matches(rule: &str, address: &str) -> bool {
    if let Some(start) = rule.strip_suffix('*') {
        return address.starts_with(start);
    }
    let (rule, address): (Vec<_>, Vec<_>) =
        (rule.split('/').collect(), address.split('/').collect());
    rule.len() == address.len()
        && rule
            .iter()
            .zip(&address)
            .all(|(part, said)| part.starts_with(':') || part == said)
}

/// What is sent with an address; a header that two rules give is a fault.
#[track_caller]
fn sent(rules: &Rules, address: &str) -> BTreeMap<String, String> {
    let mut sent = BTreeMap::new();
    for (_, headers) in rules.iter().filter(|(rule, _)| matches(rule, address)) {
        for (name, value) in headers {
            assert_eq!(
                sent.insert(name.clone(), value.clone()),
                None,
                "{address}: {name} twice"
            );
        }
    }
    sent
}

/// The addresses of a file: a page has two.
fn addresses(root: &str, path: &str) -> Vec<String> {
    let path = percent_encoding::encode_path_for_browsers(path);
    let folder = path
        .strip_suffix("index.html")
        .map(|folder| format!("{root}{folder}"));
    folder
        .into_iter()
        .chain([format!("{root}{path}")])
        .collect()
}

/// A folder is sent with one policy: that of its pages, with the hash of the script that some of them have.
#[track_caller]
fn assert_covers(sent: &str, own: &str, address: &str) {
    let read = |policy: &str| -> BTreeMap<String, String> {
        let directives = policy.split("; ").filter_map(|one| one.split_once(' '));
        directives
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    };
    let (mut sent, own) = (read(sent), read(own));
    assert!(sent.remove("frame-ancestors").is_some(), "{address}");
    if !own.contains_key("script-src") {
        sent.remove("script-src");
    }
    assert_eq!(sent, own, "{address}");
}

#[test]
fn each_page_is_sent_with_its_own_policy_and_only_one_may_be_framed() {
    for (root, site) in sites() {
        let rules = rules(page(&site, "_headers"));
        for path in site.keys().filter(|path| path.ends_with(".html")) {
            let html = page(&site, path);
            let own = tags(html);
            let own = own
                .iter()
                .find(|tag| tag.get("http-equiv") == Some("Content-Security-Policy"));
            let framing = if path == "embed/index.html" {
                "frame-ancestors *"
            } else {
                "frame-ancestors 'none'"
            };
            for address in addresses(root, path)
                .iter()
                .filter(|address| *address != &format!("{root}index.html"))
            {
                let sent = sent(&rules, address);
                let policy = sent
                    .get("Content-Security-Policy")
                    .unwrap_or_else(|| panic!("no policy for {address}"));
                assert!(policy.ends_with(framing), "{address}: {policy}");
                if let Some(own) = own.and_then(|tag| tag.get("content")) {
                    assert_covers(policy, own, address);
                }
            }
        }
    }
}

#[test]
fn every_file_may_be_read_by_scripts_of_other_sites_and_has_its_type() {
    let ends = [
        ("api/v4/current-status", "application/json"),
        ("feed.xml", "application/rss+xml"),
        (".atom", "application/atom+xml"),
        ("feed.json", "application/feed+json"),
        (".rss", "application/rss+xml"),
        (".ics", "text/calendar"),
        (".csv", "text/csv"),
        (".md", "text/markdown"),
    ];
    for (root, site) in sites() {
        let rules = rules(page(&site, "_headers"));
        let mut typed = 0;
        for path in site.keys() {
            let sent = sent(&rules, &format!("{root}{path}"));
            assert_eq!(sent["Access-Control-Allow-Origin"], "*", "{path}");
            // The feeds of other kinds are called by them: `feeds/quiet.xml`.
            let named = path
                .strip_prefix("feeds/")
                .and_then(|name| name.split_once('.'));
            let named = named.map_or_else(|| path.clone(), |(_, end)| format!("feed.{end}"));
            let expected = ends.iter().find(|(end, _)| named.ends_with(end));
            typed += usize::from(expected.is_some());
            let media_type = sent
                .get("Content-Type")
                .map(|value| value.split(';').next().unwrap());
            assert_eq!(
                media_type,
                expected.map(|(_, media_type)| *media_type),
                "{path}"
            );
        }
        assert!(typed >= 6, "{typed}");
        assert_eq!(
            sent(&rules, "/elsewhere/feed.xml").get("Content-Type"),
            None
        );
    }
}

#[test]
fn old_addresses_lead_to_pages_below_the_path_of_the_site() {
    let (root, site) = sites().pop().unwrap();
    let lines: BTreeSet<&str> = page(&site, "_redirects").lines().collect();
    let expected = [
        "/status/components/www/ /status/components/web/ 301",
        "/status/issues/%C3%BCber/ /status/incidents/2013-07-10-web-slow/ 301",
        "/status/issues/5/ /status/incidents/2013-07-10-web-slow/ 301",
        "/status/news/7/ /status/notices/2013-07-09-news/ 301",
        "/status/old/ /status/incidents/2013-07-10-web-slow/ 301",
        "/status/st%C3%B6rungen/k%C3%B6ln's%20netz%20(s%C3%BCd),%20teil%20[2]/ /status/incidents/2013-07-10-web-slow/ 301",
    ];
    assert_eq!(lines, expected.into());
    for line in lines {
        let [from, to] =
            [0, 1].map(|at| line.split(' ').nth(at).unwrap().strip_prefix(root).unwrap());
        assert_contains(
            page(
                &site,
                &format!("{}index.html", percent_encoding::decode(from).unwrap()),
            ),
            "http-equiv=\"refresh\"",
        );
        assert!(site.contains_key(&format!("{to}index.html")), "{to}");
    }
}

#[test]
fn the_site_map_has_every_page_with_the_time_of_its_content() {
    let (_, site) = sites().pop().unwrap();
    let map = Document::parse(page(&site, "sitemap.xml")).unwrap();
    let text = |node: roxmltree::Node, name: &str| {
        let found = node
            .children()
            .find(|child| child.tag_name().name() == name);
        found.and_then(|child| child.text()).map(str::to_owned)
    };
    let urls = map
        .descendants()
        .filter(|node| node.tag_name().name() == "url");
    let urls: BTreeMap<String, Option<String>> = urls
        .map(|node| (text(node, "loc").unwrap(), text(node, "lastmod")))
        .collect();
    let listed = |path: &&String| {
        path.ends_with("index.html")
            && *path != "embed/index.html"
            && !page(&site, path).contains("http-equiv=\"refresh\"")
    };
    let root = "https://status.example.com/status/";
    let pages = site
        .keys()
        .filter(listed)
        .map(|path| format!("{root}{}", path.strip_suffix("index.html").unwrap()));
    assert_eq!(
        urls.keys().cloned().collect::<BTreeSet<_>>(),
        pages.collect()
    );
    let changed = |address: &str| urls[&format!("{root}{address}")].clone();
    assert_eq!(
        changed("incidents/2013-07-10-web-slow/").as_deref(),
        Some("2013-07-12T09:00:00Z"),
        "a mended text"
    );
    assert_eq!(changed("").as_deref(), Some("2013-07-12T09:00:00Z"));
    assert_eq!(
        changed("components/web/").as_deref(),
        Some("2013-07-10T11:00:00Z")
    );
    assert_eq!(changed("history/"), None);
}

#[test]
fn a_day_later_no_file_for_programs_differs() {
    let [before, after] =
        ["2013-09-04T12:00Z", "2013-09-05T12:00Z"].map(|at| public(example(), at));
    // The charts of the last days are pages for people too: each day they show another one.
    let programs = |path: &&String| !path.ends_with(".html") && !path.contains("/uptime.");
    let files: Vec<&String> = before.keys().filter(programs).collect();
    assert!(files.len() > 40, "{files:?}");
    for path in files {
        assert_same_file(path, &before[path], &after[path]);
    }
    assert!(
        before["index.html"] != after["index.html"],
        "pages say their moment"
    );
}

#[test]
fn robots_may_read_the_public_site_and_nothing_of_the_internal_one() {
    let site = public(example(), NOW);
    assert_eq!(
        page(&site, "robots.txt"),
        "User-agent: *\nAllow: /\nSitemap: https://status.example.com/sitemap.xml\n"
    );
    assert!(site[".nojekyll"].is_empty());
    let inside = internal(example(), NOW);
    assert_eq!(page(&inside, "robots.txt"), "User-agent: *\nDisallow: /\n");
    let rules = rules(page(&inside, "_headers"));
    let sent = sent(&rules, "/reports/postgres/");
    assert_eq!(sent["X-Robots-Tag"], "noindex, nofollow");
    assert_no_file(&sent, "Access-Control-Allow-Origin");
    let pages: Vec<&String> = inside
        .keys()
        .filter(|path| path.ends_with(".html"))
        .collect();
    assert!(pages.len() > 5);
    for path in pages {
        let html = page(&inside, path);
        let robots = tags(html)
            .iter()
            .any(|tag| tag.get("name") == Some("robots") && tag.get("content") == Some("noindex"));
        assert!(robots, "{path}");
    }
}

#[test]
fn the_icon_is_a_file_and_needs_no_request() {
    let site = public(&ledger(""), NOW);
    assert!(Document::parse(page(&site, "favicon.svg")).is_ok());
    let home = tags(page(&site, "index.html"));
    let icons: Vec<&str> = home
        .iter()
        .filter(|tag| tag.get("rel") == Some("icon"))
        .filter_map(|tag| tag.get("href"))
        .collect();
    // Browsers take the last; search engines and readers want a file.
    let [file, icon] = icons[..] else {
        panic!("{icons:?}")
    };
    assert_eq!(file, "favicon.svg");
    let encoded = icon.strip_prefix("data:image/svg+xml,").unwrap();
    let mut bytes = Vec::new();
    let mut parts = encoded.split('%');
    bytes.extend(parts.next().unwrap().bytes());
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    assert_eq!(
        String::from_utf8(bytes).unwrap(),
        page(&site, "favicon.svg").trim_end()
    );
}

#[test]
#[cfg(feature = "png")]
fn phones_get_an_icon_of_their_own() {
    let site = public(&ledger(""), NOW);
    let link = "<link rel=\"apple-touch-icon\" href=\"../apple-touch-icon.png\">";
    assert_contains(page(&site, "history/index.html"), link);
    let picture = &site["apple-touch-icon.png"];
    // The width and the height, after the signature and the name of the first chunk.
    assert_eq!(picture[16..24], [0, 0, 0, 180, 0, 0, 0, 180]);
    // One of a theme's own cannot be drawn, and no phone shows that of the program for it.
    let own = ThemeFiles {
        name: "own".to_owned(),
        overrides: vec![("favicon.svg".to_owned(), "<svg/>".to_owned())],
    };
    let ledger = ledger("");
    let theme = Theme::new(&own, &BrandingView::plain("en")).unwrap();
    let site = statuary::public_site(&ledger.status, now(NOW), &theme);
    let status = String::from_utf8(site.render("index.html").unwrap().unwrap()).unwrap();
    assert_lacks(&status, "apple-touch-icon");
    assert!(site.render("apple-touch-icon.png").unwrap().is_none());
}

/// [`CONTENT`] with files that are published as they are.
fn with_static(files: &[(&str, &[u8])]) -> Sources {
    let sources = crate::site::sources(CONTENT);
    let mut all: Vec<SourceFile> = sources.iter().map(|(_, file)| file.clone()).collect();
    all.extend(files.iter().map(|(path, bytes)| SourceFile {
        path: format!("static/{path}"),
        bytes: bytes.to_vec(),
    }));
    Sources::new(all)
}

#[test]
fn static_files_are_published_byte_for_byte() {
    let all: [(&str, &[u8]); 6] = [
        (
            ".well-known/security.txt",
            b"Contact: mailto:a@example.com\r\n",
        ),
        ("logo.png", b"\x89PNG\r\n\x1a\n\0\xff\xfe"),
        ("README.md", b"read\n"),
        ("a/b c/\u{e9}.yaml", b"title: [\n"),
        ("incidents/2013-07-10-web-slow/graph.svg", b"<svg/>"),
        ("support/index.html", b"<p>"),
    ];
    let site = public(&read(&with_static(&all)), NOW);
    for (path, bytes) in all {
        assert_same_file(path, &site[path], bytes);
    }
}

fn clashes(path: &str) -> bool {
    let outcome = statuary::check_sources(&with_static(&[(path, b"x")]));
    let taken = outcome
        .diagnostics
        .iter()
        .filter(|fault| fault.rule.id == "address-taken");
    assert_eq!(
        taken.count(),
        usize::from(outcome.ledger.is_none()),
        "{path}: {:?}",
        outcome.diagnostics
    );
    outcome.ledger.is_none()
}

#[test]
fn a_static_file_never_takes_the_place_of_anything() {
    let ledger: Ledger = ledger(CONTENT);
    let site = public(&ledger, NOW);
    assert!(site.len() > 30);
    for path in site.keys() {
        assert!(clashes(path), "{path}");
        assert!(clashes(&path.to_uppercase()), "{path} in capitals");
    }
    for path in [
        "incidents",
        "old",
        "issues",
        "issues/5",
        "components/new/index.html",
        "api/v3/x.json",
        "data/more.csv",
    ] {
        assert!(clashes(path), "{path}");
    }
    for path in [
        "issues/6/index.html",
        "incidents/x.png",
        "old.html",
        "oldest",
    ] {
        assert!(!clashes(path), "{path}");
    }
}

#[test]
fn an_international_host_gets_its_ascii_form() {
    let settings = files(crate::site::SMALL)["site.yaml"].replace(
        "https://status.example.com/",
        "https://status.München.example",
    );
    let site = public(&ledger(&format!("//- site.yaml\n{settings}")), NOW);
    assert_contains(
        page(&site, "index.html"),
        "https://status.xn--mnchen-3ya.example/",
    );
}

#[test]
fn a_check_says_the_ascii_form_of_an_international_host() {
    let place = Place::new();
    let check = |format: &str| place.run(&["check", "--format", format]);
    assert_eq!(check("text").stderr, "");
    place.edit("site.yaml", "status.example.com", "status.münchen.example");
    for format in ["text", "short", "json", "github", "gitlab", "sarif"] {
        assert_eq!(
            check(format).stderr,
            "note: the URL https://status.münchen.example/ is https://status.xn--mnchen-3ya.example/ in ASCII, which is \
             what links, feeds and DNS use\n",
            "{format}"
        );
    }
}
