//! Badges: legible words on a ground of their own.

use roxmltree::Document;
use serde_json::{Value, json};
use statuary::model::component::State;
use statuary::render::badge::write_badge;
use statuary::view::badge::{Badge, state_colour};

use crate::site::{Pages, ledger, page, public};

const OUT: &str = "\
//- incidents/2013-07-20-db-out.yaml
title: Database is out
started: 2013-07-20T21:00Z
components: { db: partial_outage }
updates:
  - { at: 2013-07-20T21:10Z, text: It does not answer. }
  - { at: 2013-07-20T23:00Z, components: { db: operational }, text: It answers. }
  - { at: 2013-07-20T23:30Z, status: resolved, text: It is over. }
";

fn endpoint(site: &Pages, path: &str) -> Value {
    serde_json::from_str(page(site, path)).unwrap()
}

#[test]
fn a_badge_says_what_it_is_about_and_how_it_is() {
    let ledger = ledger(OUT);
    let said = |at: &str, path: &str| {
        let site = public(&ledger, at);
        let title = Document::parse(page(&site, &format!("{path}.svg"))).unwrap();
        let title = title
            .descendants()
            .find(|node| node.has_tag_name("title"))
            .unwrap()
            .text()
            .unwrap()
            .to_owned();
        let endpoint = endpoint(&site, &format!("{path}.json"));
        let words = |key: &str| endpoint[key].as_str().unwrap().to_owned();
        assert_eq!(title, format!("{}: {}", words("label"), words("message")));
        title
    };
    assert_eq!(
        said("2013-07-20T22:00Z", "badge"),
        "Status: Partial outage (1 of 3)"
    );
    assert_eq!(
        said("2013-07-20T22:00Z", "components/db/badge"),
        "Database: Partial outage"
    );
    assert_eq!(
        said("2013-07-20T22:00Z", "components/web/badge"),
        "Web: Operational"
    );
    assert_eq!(said("2013-07-20T23:10Z", "badge"), "Status: Open incident");
    assert_eq!(said("2013-07-21T22:00Z", "badge"), "Status: Operational");
}

#[test]
fn the_endpoint_is_what_shields_io_reads() {
    let site = public(&ledger(OUT), "2013-07-20T22:00Z");
    let expected = json!({ "schemaVersion": 1, "label": "Database", "message": "Partial outage", "color": "b04a00" });
    assert_eq!(endpoint(&site, "components/db/badge.json"), expected);
}

/// Relative luminance of six hexadecimal digits, by WCAG 2.
fn luminance(hex: &str) -> f64 {
    let channel = |at: usize| {
        let value = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

#[test]
fn white_words_can_be_read_on_each_ground() {
    let states = [
        State::Operational,
        State::UnderMaintenance,
        State::DegradedPerformance,
        State::PartialOutage,
        State::MajorOutage,
    ];
    for hex in states
        .map(state_colour)
        .into_iter()
        .chain(["4a5560", "57616c"])
    {
        let contrast = 1.05 / (luminance(hex) + 0.05);
        assert!(contrast >= 4.5, "#{hex}: {contrast:.2}");
    }
}

#[test]
fn words_fit_their_half_in_any_font() {
    for (label, message) in [
        ("a", "b"),
        ("Web & <API> \"]]>", "\u{1F600} \u{5D0}\u{5D1}\u{5D2}"),
        (&"Wide ".repeat(99), "W"),
    ] {
        let svg = write_badge(&Badge {
            label: label.to_owned(),
            message: message.to_owned(),
            colour: "1a7a4e",
        });
        let document = Document::parse(&svg).unwrap();
        let root = document.root_element();
        let number = |node: &roxmltree::Node, key: &str| {
            node.attribute(key).unwrap().parse::<f64>().unwrap()
        };
        let width = number(&root, "width");
        assert!(width < 600.0, "{width}");
        let texts: Vec<_> = root
            .descendants()
            .filter(|node| node.has_tag_name("text"))
            .collect();
        let ends = texts
            .iter()
            .map(|text| number(text, "x") + number(text, "textLength"))
            .collect::<Vec<_>>();
        assert!(ends[0] < number(&texts[1], "x") && ends[1] < width, "{svg}");
        assert_eq!(
            root.attribute("aria-label").unwrap(),
            format!("{label}: {message}")
        );
    }
}
