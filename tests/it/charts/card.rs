//! The pictures beside links: everything that is said is inside, however long it is.

use crate::compare::{assert_close, assert_contains, assert_includes};
use roxmltree::Document;
use statuary::render::card;
use statuary::render::svg::write_svg;
use statuary::view::card::{CardBar, LinkCard, unmarked};
use statuary::view::text::StatusLabel;

use super::{assert_legible, assert_marks_inside, elements, number, texts};

/// The card as SVG.
fn card(card: &LinkCard) -> String {
    write_svg(&card::draw_card(card))
}

const CLASSES: [&str; 8] = [
    "",
    "fine",
    "maintenance",
    "scheduled",
    "degraded",
    "partial",
    "outage",
    "cancelled",
];

fn sign(class: &str, text: &str) -> StatusLabel {
    StatusLabel {
        class: class.to_owned(),
        text: text.to_owned(),
    }
}

fn sample(title: StatusLabel) -> LinkCard {
    let lines = vec![
        sign("outage", "API: Major outage"),
        sign("partial", "Dashboard: Partial outage"),
    ];
    LinkCard {
        head: "Example Status".into(),
        title,
        lines,
        bars: Vec::new(),
    }
}

fn bar(label: &str, length: f64, text: &str) -> CardBar {
    CardBar {
        label: label.into(),
        length,
        text: text.into(),
    }
}

fn cases() -> Vec<(String, LinkCard)> {
    let long =
        "words that are much too long for the place that they have been given here ".repeat(9);
    let mut cases: Vec<(String, LinkCard)> = CLASSES
        .map(|class| {
            (
                format!("class {class:?}"),
                sample(sign(class, "Major outage: API")),
            )
        })
        .into();
    cases.push(("long title".into(), sample(sign("outage", &long))));
    cases.push((
        "one long word".into(),
        sample(sign("outage", &long.replace(' ', ""))),
    ));
    let lines = vec![sign("degraded", &long); 12];
    cases.push((
        "long lines".into(),
        LinkCard {
            head: long.clone(),
            lines,
            ..sample(sign("fine", "Short"))
        },
    ));
    let bars = vec![
        bar("Connection limits", 1.0, "52"),
        bar("Backups", 0.5, "28"),
        bar("Billing", 0.0, "0"),
    ];
    cases.push((
        "bars".into(),
        LinkCard {
            bars,
            ..sample(unmarked("Connection limits leads".into()))
        },
    ));
    let bars = vec![
        bar(&long, 7.0, &long),
        bar("", f64::NAN, ""),
        bar(&long, 1.0, &long),
        bar("", 0.2, &long),
    ];
    cases.push((
        "long bars".into(),
        LinkCard {
            bars,
            ..sample(unmarked(long))
        },
    ));
    cases
}

#[test]
fn everything_is_inside_and_legible() {
    for (name, case) in cases() {
        let svg = card(&case);
        let document = Document::parse(&svg).unwrap();
        let root = document.root_element();
        assert_eq!(
            (number(root, "width"), number(root, "height")),
            (600.0, 315.0),
            "{name}"
        );
        assert_legible(&name, &document);
        assert_marks_inside(&name, &document);
    }
}

#[test]
fn a_state_has_a_shape_of_its_own_and_its_word() {
    let mut shapes: Vec<String> = Vec::new();
    for class in &CLASSES[1..] {
        let svg = card(&LinkCard {
            lines: Vec::new(),
            ..sample(sign(class, "Major outage: API"))
        });
        let document = Document::parse(&svg).unwrap();
        assert_contains(texts(&document).join(" "), "Major outage: API");
        let marks = ["rect", "circle", "path"].map(|tag| {
            elements(&document, tag)
                .skip(if tag == "rect" { 2 } else { 0 })
                .count()
        });
        let outline = elements(&document, "path")
            .next()
            .and_then(|node| node.attribute("d"))
            .unwrap_or_default();
        let height = elements(&document, "rect")
            .nth(2)
            .map(|node| number(node, "height"))
            .unwrap_or_default();
        shapes.push(format!("{marks:?} {outline} {height}"));
    }
    let count = shapes.len();
    shapes.sort();
    shapes.dedup();
    assert_eq!(
        shapes.len(),
        count,
        "two states look alike without colour: {shapes:?}"
    );
}

#[test]
fn bars_begin_together_and_are_as_long_as_they_say() {
    let bars = vec![
        bar("Connection limits", 1.0, "52"),
        bar("Backups", 0.5, "28"),
    ];
    let svg = card(&LinkCard {
        bars,
        ..sample(unmarked("Connection limits leads".into()))
    });
    let document = Document::parse(&svg).unwrap();
    let drawn: Vec<_> = elements(&document, "rect")
        .filter(|node| node.attribute("class") == Some("f-bar"))
        .collect();
    assert_eq!(drawn.len(), 2);
    assert_eq!(number(drawn[0], "x"), number(drawn[1], "x"));
    assert_close(
        number(drawn[0], "width"),
        2.0 * number(drawn[1], "width"),
        0.2,
    );
    for word in ["Connection limits", "52", "Backups", "28"] {
        assert_includes(&texts(&document), &word);
    }
}
