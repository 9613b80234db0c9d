//! The customers' site in each language: nothing of another language is left in it.

use crate::compare::{assert_contains, assert_lacks, assert_starts_with};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use statuary::render::theme::Theme;
use statuary::render::theme::files::ThemeFiles;
use statuary::view::branding::BrandingView;
use statuary::view::locale::{BUILTIN_LOCALES, Locale};

use crate::site::{Pages, ledger, now, page, pages, plain, tags, words};

/// Templates of pages that customers see; `parts.html` has parts of others too.
const TEMPLATES: [&str; 15] = [
    "404",
    "base",
    "component",
    "data",
    "embed",
    "history",
    "incident",
    "maintenance",
    "month",
    "moved",
    "notice",
    "page",
    "postmortem",
    "status",
    "subscribe",
];

/// Names that are the same in every language, and what only the internal frame says.
const SAME_EVERYWHERE: [&str; 10] = [
    "Slack",
    "Microsoft",
    "Teams",
    "/feed",
    "subscribe",
    "badge.svg",
    "badge.json",
    "(internal)",
    "Internal",
    "Edit this file",
];

/// A site in which everything has happened once. What its authors wrote is in no language.
const SITE: &str = r#"
//- site.yaml
version: 1
title: Ωmega
url: https://status.example.com/
site_id: example
time_zone: Etc/UTC
language: LANGUAGE
description: Ωmega.
support: { email: support@example.com, url: https://help.example.com/ }
edit_url: https://git.example.com/edit/main/content/
feeds: [updates, incidents, quiet]
rules: { first-update-late: off, next-update-missed: off, open-for-long: off, postmortem-overdue: off, short-notice: off }
//- incidents/2012-06-30-open.yaml
title: Ωone
impact: major
started: 2012-06-30T08:30Z
components: { web: partial_outage, api: partial_outage }
updates:
  - at: 2012-06-30T09:00Z
    status: investigating
    text: Ωtwo.
//- incidents/2012-06-10-over.yaml
title: Ωthree
impact: critical
started: 2012-06-10T08:30Z
components: { web: major_outage }
updates:
  - at: 2012-06-10T08:40Z
    status: identified
    text: Ωfour.
  - at: 2012-06-10T10:00Z
    status: resolved
    text: Ωfive.
//- maintenance/2012-07-02-work.yaml
title: Ωsix
scheduled: { start: 2012-07-02T09:00Z, end: 2012-07-02T11:00Z }
components: { db: under_maintenance }
updates:
  - at: 2012-06-29T09:00Z
    text: Ωseven.
"#;

fn public(tag: &str) -> Pages {
    let ledger = ledger(&SITE.replace("LANGUAGE", tag));
    let theme = Theme::new(&ThemeFiles::default(), &BrandingView::plain(tag)).unwrap();
    pages(&statuary::public_site(
        &ledger.status,
        now("2012-06-30T10:00Z"),
        &theme,
    ))
}

/// Every English message without variables: key and words.
fn plain_messages(tag: &str) -> BTreeMap<String, String> {
    let language = Locale::new(tag, &[]).unwrap();
    let keys = BUILTIN_LOCALES[0]
        .1
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .filter(|(_, text)| !text.contains('{'));
    // A sign alone, such as the decimal point, is no English.
    let words = keys
        .filter(|(key, text)| !key.starts_with(['#', ' ']) && text.contains(char::is_alphabetic));
    words
        .map(|(key, _)| (key.to_owned(), language.message(key)))
        .collect()
}

/// The texts between tags, and what attributes say to people.
fn said(html: &str) -> BTreeSet<String> {
    let (_, body) = html.split_once("<title>").unwrap();
    let mut said: BTreeSet<String> = body
        .split('<')
        .filter_map(|part| part.split_once('>'))
        .map(|(_, text)| plain(text).trim().to_owned())
        .collect();
    for tag in tags(html) {
        said.extend(
            ["aria-label", "title", "alt", "content"]
                .iter()
                .filter_map(|key| tag.get(key))
                .map(str::to_owned),
        );
    }
    said
}

#[test]
fn no_page_says_in_english_what_its_language_has_words_for() {
    let english = plain_messages("en");
    for (tag, _) in BUILTIN_LOCALES.into_iter().filter(|(tag, _)| *tag != "en") {
        let own = plain_messages(tag);
        let same: BTreeSet<&String> = own.values().collect();
        let foreign: BTreeSet<&String> = english
            .values()
            .filter(|words| !same.contains(words))
            .collect();
        let site = public(tag);
        let html = site.iter().filter(|(path, _)| path.ends_with(".html"));
        let mut seen = 0;
        for (path, bytes) in html {
            let said = said(std::str::from_utf8(bytes).unwrap());
            let left: Vec<&String> = said
                .iter()
                .filter(|words| foreign.contains(words))
                .collect();
            assert_eq!(left, Vec::<&String>::new(), "{tag}: {path}");
            seen += said.iter().filter(|words| same.contains(words)).count();
        }
        assert!(seen > 100, "{tag}: the words were not found");
    }
}

#[test]
fn pages_and_feeds_say_their_language_and_direction() {
    for (tag, direction) in [
        ("de", None),
        ("pt-BR", None),
        ("ja", None),
        ("ar", Some("rtl")),
    ] {
        let site = public(tag);
        for path in [
            "index.html",
            "history/index.html",
            "404.html",
            "embed/index.html",
        ] {
            let html = &tags(page(&site, path))[0];
            assert_eq!(
                (html.get("lang"), html.get("dir")),
                (Some(tag), direction),
                "{path}"
            );
        }
        assert_contains(
            page(&site, "feed.xml"),
            format!("<language>{}</language>", tag),
        );
        assert_contains(page(&site, "feed.atom"), format!("xml:lang=\"{tag}\""));
        assert_contains(page(&site, "feed.json"), format!("\"language\":\"{tag}\""));
    }
}

#[test]
fn sentences_of_the_status_page() {
    let banner = |tag: &str| words(page(&public(tag), "index.html"), "h1").remove(0);
    let banners = ["de", "fr", "es", "pt", "ja", "ar"].map(banner);
    let expected = [
        "Teilausfall: Web und API (2 von 3 Komponenten)",
        "Panne partielle\u{a0}: Web et API (2 sur 3 composants)",
        "Interrupción parcial: Web y API (2 de 3 componentes)",
        "Interrupção parcial: Web e API (2 de 3 componentes)",
        "一部停止：Web、API（コンポーネント3個中2個）",
        "انقطاع جزئي: Web وAPI (2 من 3 مكوّنات)",
    ];
    assert_eq!(banners, expected);
}

#[test]
fn what_programs_read_is_english_in_every_language() {
    let site = public("de");
    assert_contains(page(&site, "api/v2/summary.json"), "Minor Service Outage");
    assert_starts_with(
        page(&site, "data/incidents.csv"),
        "id,title,url,impact,status,started",
    );
}

#[test]
fn pictures_are_left_out_where_their_font_has_no_letters() {
    let pictures = |tag: &str| {
        public(tag)
            .keys()
            .filter(|path| path.ends_with(".png") && *path != "apple-touch-icon.png")
            .count()
    };
    assert_eq!((pictures("ja"), pictures("ar")), (0, 0));
    assert_eq!(pictures("de") > 0, cfg!(feature = "png"));
    assert_lacks(page(&public("ja"), "index.html"), "og:image");
}

#[test]
fn a_theme_adds_a_language() {
    let own = vec![(
        "strings/nl.ftl".to_owned(),
        "banner-partial = Gedeeltelijke storing: { $names }\n".to_owned(),
    )];
    let ledger = ledger(&SITE.replace("LANGUAGE", "nl"));
    let theme = Theme::new(
        &ThemeFiles {
            name: "default".to_owned(),
            overrides: own,
        },
        &BrandingView::plain("nl"),
    )
    .unwrap();
    let site = pages(&statuary::public_site(
        &ledger.status,
        now("2012-06-30T10:00Z"),
        &theme,
    ));
    assert_eq!(
        words(page(&site, "index.html"), "h1"),
        ["Gedeeltelijke storing: Web and API (2 of 3 components)"]
    );
}

/// The text of a template outside tags and instructions, and outside of code, which is the same in every language.
fn bare(template: &str) -> String {
    let mut text = template.to_owned();
    for (open, close) in [
        ("<code>", "</code>"),
        ("{%", "%}"),
        ("{{", "}}"),
        ("{#", "#}"),
        ("<", ">"),
    ] {
        while let Some((before, after)) = text.split_once(open) {
            text = format!(
                "{before} {}",
                after.split_once(close).map_or("", |(_, after)| after)
            );
        }
    }
    text
}

#[test]
fn templates_of_customers_pages_have_no_words_of_their_own() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for name in TEMPLATES {
        let template =
            fs::read_to_string(root.join(format!("themes/default/{name}.html"))).unwrap();
        let text = SAME_EVERYWHERE
            .iter()
            .fold(bare(&template), |text, same| text.replace(same, ""));
        let left: Vec<&str> = text
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphabetic))
            .collect();
        assert_eq!(left, Vec::<&str>::new(), "{name}.html");
        for label in ["aria-label=\"", "title=\"", "alt=\""] {
            let fixed: Vec<&str> = template
                .split(label)
                .skip(1)
                .filter(|value| !value.starts_with("{{"))
                .collect();
            assert!(fixed.is_empty(), "{name}.html: {label}{:.40}", fixed[0]);
        }
    }
    assert_eq!(
        bare("<p title=\"a\">Words {{ t(key=\"b\") }}</p>").trim(),
        "Words"
    );
}

/// Files of views that speak to programs alone: in headers, and in the words that clients of Statuspage know.
const FOR_PROGRAMS: [&str; 3] = ["hosting.rs", "heroku.rs", "statuspage"];

/// Names that are the same in every language.
const PRODUCT_NAMES: [&str; 1] = ["Microsoft Teams"];

/// The literals of a line that have words in them.
fn spoken(line: &str) -> Vec<&str> {
    let literals = line.split('"').skip(1).step_by(2);
    let spoken = |literal: &&str| {
        let words = literal
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| word.len() > 1)
            .count();
        // An equation names columns of the data set, which are the same in every language.
        let equation = literal.contains("\\u{d7}");
        words > 0
            && !equation
            && !PRODUCT_NAMES.contains(literal)
            && (literal.contains(", ")
                || literal.contains(": ")
                || literal.contains(' ') && words > 1)
    };
    literals.filter(spoken).collect()
}

#[test]
fn views_of_customers_pages_have_no_words_of_their_own() {
    let mut files = 0;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/view/public");
    for folder in [root.clone(), root.join("feed")] {
        let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
        for entry in
            entries.filter(|entry| !FOR_PROGRAMS.contains(&&*entry.file_name().to_string_lossy()))
        {
            let Ok(text) = fs::read_to_string(entry.path()) else {
                continue;
            };
            files += 1;
            let code = text
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"));
            let left: Vec<&str> = code.flat_map(spoken).collect();
            assert_eq!(
                left,
                Vec::<&str>::new(),
                "{}: words outside of the language",
                entry.path().display()
            );
        }
    }
    assert!(files > 15, "{files}");
    assert_eq!(spoken("format!(\"{label}: {text}\")"), ["{label}: {text}"]);
}
