//! What chats and networks show of a link: title, words and a picture by its whole address.

use crate::compare::{
    assert_ends_with, assert_has_file, assert_no_file, assert_same_file, assert_same_files,
};
use std::collections::BTreeSet;

use statuary::model::Ledger;
use statuary::render::theme::Theme;
use statuary::render::theme::files::ThemeFiles;
use statuary::view::branding::BrandingView;

use crate::site::{Pages, example, internal, ledger, now, page, pages, public, tags};

/// The content of a `<meta>` by its name or property.
fn meta(site: &Pages, path: &str, key: &str) -> Option<String> {
    let tags = tags(page(site, path));
    let found = tags.iter().find(|tag| {
        tag.name == "meta" && [tag.get("name"), tag.get("property")].contains(&Some(key))
    });
    found.and_then(|tag| tag.get("content")).map(str::to_owned)
}

/// The file of this site that a whole address leads to.
fn file(address: &str, url: &str) -> String {
    address
        .strip_prefix(url)
        .unwrap_or_else(|| panic!("{address} is not below {url}"))
        .to_owned()
}

#[test]
fn every_page_with_an_address_has_a_title_words_and_a_picture_that_is_there() {
    let ledger = example();
    let url = ledger.status.site.url.to_string();
    let site = public(ledger, "2013-09-04T12:00Z");
    let mut own = BTreeSet::new();
    for path in site.keys().filter(|path| path.ends_with("index.html")) {
        let address = path.strip_suffix("index.html").unwrap();
        if meta(&site, path, "og:url").is_none() {
            let leads_on = page(&site, path).contains("http-equiv=\"refresh\"");
            assert!(
                leads_on || path == "embed/index.html",
                "{path} is no page for frames and leads nowhere else"
            );
            continue;
        }
        assert_eq!(
            meta(&site, path, "og:url"),
            Some(format!("{url}{address}")),
            "{path}"
        );
        for key in ["og:title", "og:description", "og:site_name", "og:type"] {
            assert!(
                meta(&site, path, key).is_some_and(|words| !words.is_empty()),
                "{path}: {key}"
            );
        }
        assert_eq!(
            meta(&site, path, "og:description"),
            meta(&site, path, "description"),
            "{path}"
        );
        let picture = meta(&site, path, "og:image");
        assert_eq!(picture.is_some(), cfg!(feature = "png"), "{path}");
        assert_eq!(
            meta(&site, path, "twitter:card").is_some(),
            cfg!(feature = "png"),
            "{path}"
        );
        let Some(picture) = picture.map(|picture| file(&picture, &url)) else {
            continue;
        };
        assert!(site.contains_key(&picture), "{path}: {picture}");
        own.extend(picture.split_once('/').map(|(kind, _)| kind.to_owned()));
    }
    let kinds = own.iter().map(String::as_str).collect::<Vec<_>>();
    assert!(
        kinds == ["incidents", "maintenance", "postmortems"] || cfg!(not(feature = "png")),
        "{kinds:?}"
    );
}

#[test]
fn a_page_without_an_address_has_no_preview() {
    let site = public(example(), "2012-06-30T04:00Z");
    for key in ["og:url", "og:image", "twitter:card"] {
        assert_eq!(meta(&site, "404.html", key), None);
    }
}

#[test]
fn the_internal_site_shows_nothing_to_strangers() {
    let site = internal(example(), "2013-09-03T12:00Z");
    assert_eq!(
        meta(&site, "index.html", "og:image"),
        None,
        "nobody has said where it is published"
    );
}

#[cfg(feature = "png")]
#[test]
fn a_picture_changes_with_the_content_and_not_with_the_clock() {
    let ledger = ledger(
        "\
//- incidents/2013-07-10-web-slow.yaml
title: Web is slow
started: 2013-07-10T10:00Z
components: { web: degraded_performance }
updates:
  - { at: 2013-07-10T10:05Z, status: investigating, text: Seen }
  - { at: 2013-07-10T13:00Z, status: resolved, text: Over }
",
    );
    let pictures = |at: &str| {
        let mut site = public(&ledger, at);
        site.retain(|path, _| path.ends_with("og.png"));
        site
    };
    let (whole, own) = ("og.png", "incidents/2013-07-10-web-slow/og.png");
    let (before, open, later, over) = (
        pictures("2013-07-10T09:00Z"),
        pictures("2013-07-10T10:10Z"),
        pictures("2013-07-10T12:59Z"),
        pictures("2013-07-11T00:00Z"),
    );
    assert_no_file(&before, own);
    // It does not say how long.
    assert_same_files(&later, &open);
    assert!(before[whole] != open[whole], "the state has changed");
    assert_same_file(whole, &over[whole], &before[whole]);
    assert!(open[own] != over[own], "the incident is resolved");
    // It is drawn for a fortnight.
    assert_same_files(&pictures("2013-07-23T23:59Z"), &over);
    let (mut past, later) = (over.clone(), pictures("2013-07-24T00:00Z"));
    past.remove(own);
    assert_same_files(&later, &past);
    let links_to = |at: &str| {
        meta(
            &public(&ledger, at),
            "incidents/2013-07-10-web-slow/index.html",
            "og:image",
        )
        .unwrap()
    };
    assert_ends_with(links_to("2013-07-23T23:59Z"), own);
    assert_eq!(
        links_to("2013-07-24T00:00Z"),
        "https://status.example.com/og.png"
    );
}

#[test]
fn what_the_font_has_no_letters_for_gets_no_picture() {
    let incident = |title: &str| {
        format!(
            "//- incidents/2013-07-10-a.yaml\ntitle: {title}\nstarted: 2013-07-10T10:00Z\ncomponents: {{ web: major_outage }}\n\
             updates:\n  - {{ at: 2013-07-10T10:05Z, status: investigating, text: Seen }}\n"
        )
    };
    let pictures = |ledger: &Ledger, language: &str| -> Vec<String> {
        let theme = Theme::new(&ThemeFiles::default(), &BrandingView::plain(language)).unwrap();
        let site = pages(&statuary::public_site(
            &ledger.status,
            now("2013-07-10T12:00Z"),
            &theme,
        ));
        let linked = meta(&site, "incidents/2013-07-10-a/index.html", "og:image");
        let component = page(&site, "components/web/index.html");
        assert_eq!(
            component.contains("uptime.png"),
            site.contains_key("components/web/uptime.png")
        );
        assert_has_file(&site, "components/web/uptime.svg");
        let address = |one: String| {
            one.strip_prefix("https://status.example.com/")
                .unwrap()
                .to_owned()
        };
        let linked: Vec<String> = linked.into_iter().map(address).collect();
        assert!(
            linked.iter().all(|picture| site.contains_key(picture)),
            "{linked:?}"
        );
        linked
    };
    let some = |picture: &str| {
        if cfg!(feature = "png") {
            vec![picture.to_owned()]
        } else {
            Vec::new()
        }
    };
    let own = "incidents/2013-07-10-a/og.png";
    assert_eq!(
        pictures(&ledger(&incident("Web fällt aus – в целом")), "de"),
        some(own)
    );
    assert_eq!(
        pictures(&ledger(&incident("障害")), "en"),
        some("og.png"),
        "the state of the whole can still be drawn"
    );
    assert!(pictures(&ledger(&incident("障害")), "ja").is_empty());
    assert!(pictures(&ledger(&incident("Web is down")), "ar").is_empty());
}

#[cfg(feature = "png")]
#[test]
fn a_card_names_what_its_font_cannot_draw_by_its_id() {
    let text = "\
//- site.yaml
version: 1
title: 状態
url: https://status.example.com/
site_id: example
time_zone: Etc/UTC
description: 日本語
//- components.yaml
groups:
  - id: all
    name: All
    components:
      - { id: pay, name: 支払い API }
      - { id: web, name: Web 🦆 }
//- incidents/2013-07-10-a.yaml
title: A
started: 2013-07-10T10:00Z
components: { pay: major_outage, web: partial_outage }
updates: [{ at: 2013-07-10T10:05Z, status: investigating, text: We look. }]
";
    let ledger = ledger(text);
    let card = |at: &str, path: &str| {
        let site = statuary::public_site(&ledger.status, now(at), crate::site::theme());
        let Some(statuary::view::outline::View::Card(card)) = site.view(path) else {
            panic!("no card at {path}");
        };
        let mut words = vec![card.head, card.title.text];
        words.extend(card.lines.into_iter().map(|line| line.text));
        words
    };
    let open = card("2013-07-10T11:00Z", "og.png");
    assert_eq!(open[0], "status.example.com");
    assert_eq!(open[2..], ["pay: Major outage", "Web: Partial outage"]);
    assert!(
        open[1].contains("pay")
            && open
                .iter()
                .all(|text| statuary::view::card::is_drawable(text)),
        "{open:?}"
    );
    let own = card("2013-07-10T11:00Z", "incidents/2013-07-10-a/og.png");
    assert!(own.iter().any(|line| line == "pay and Web"), "{own:?}");
    // A description of which nothing can be drawn is left out.
    let before = card("2013-07-10T09:00Z", "og.png");
    assert_eq!(before.len(), 2, "{before:?}");
}
