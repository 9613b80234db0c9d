//! Charts: what is drawn is true, legible and the same bytes everywhere.

mod card;
mod days;
mod durations;
mod multiples;
mod pager;
mod ranking;
mod total;

use crate::compare::{assert_contains, assert_lacks};
use std::collections::BTreeSet;
use std::ops::Range;

use roxmltree::{Document, Node};
use statuary::render::axis::ValueAxis;
use statuary::render::canvas::{Canvas, Scale};
use statuary::render::drawing::{Anchor, Placement, Width};
use statuary::render::palette::{PALETTE, Rgb, Token, file_stylesheet, page_stylesheet};
use statuary::render::svg::write_svg;
use statuary::render::text_width::TextStyle;
use statuary::view::chart::{Caption, Digits, Sparkline};

const WIDTHS: [Width; 2] = [Width::Wide, Width::Narrow];
const FRAMES: [Placement; 2] = [Placement::Page, Placement::Standalone];

/// What a drawing is drawn from, and for what.
struct Drawing {
    name: String,
    caption: Caption,
    frame: Placement,
    svg: String,
}

/// Every case of a chart in every width and frame.
fn drawings<T>(
    kind: &str,
    cases: Vec<(&str, T)>,
    caption: fn(&T) -> &Caption,
    draw: Draw<T>,
) -> Vec<Drawing> {
    let mut drawings = Vec::new();
    for (case, chart) in &cases {
        for width in WIDTHS {
            for frame in FRAMES {
                let name = format!("{kind}, {case}, {width:?}, {frame:?}");
                drawings.push(Drawing {
                    name,
                    caption: caption(chart).clone(),
                    frame,
                    svg: draw(chart, width, frame),
                });
            }
        }
    }
    drawings
}

type Draw<T> = fn(&T, Width, Placement) -> String;

/// Runs a check on every drawing of every chart.
fn for_each_drawing(check: impl Fn(&Drawing, &str, &Document<'_>)) {
    let all = [
        ranking::all(),
        multiples::all(),
        total::all(),
        durations::all(),
        days::all(),
        pager::all(),
    ];
    for drawing in all.into_iter().flatten() {
        check(&drawing, &drawing.name, &parse(&drawing.name, &drawing.svg));
    }
}

/// Runs a check on every case of one chart in every width and frame.
fn for_each_case<T>(cases: Vec<(&str, T)>, draw: Draw<T>, check: impl Fn(&str, &T, &Document<'_>)) {
    for (case, chart) in &cases {
        for width in WIDTHS {
            for frame in FRAMES {
                let name = format!("{case}, {width:?}, {frame:?}");
                check(&name, chart, &parse(&name, &draw(chart, width, frame)));
            }
        }
    }
}

fn parse<'a>(name: &str, svg: &'a str) -> Document<'a> {
    Document::parse(svg).unwrap_or_else(|error| panic!("{name}: {error}\n{svg}"))
}

fn caption(id: &str, title: &str) -> Caption {
    Caption {
        id: id.into(),
        title: title.into(),
        subtitle: "Subtitle of a chart from made-up data, with its unit, its place and its time"
            .into(),
        description: "A chart from made-up data. The numbers are in the table below.".into(),
        footer: vec!["Footer of a chart. Made-up data.".into()],
    }
}

fn elements<'a>(
    document: &'a Document<'_>,
    tag: &'static str,
) -> impl Iterator<Item = Node<'a, 'a>> {
    document
        .descendants()
        .filter(move |node| node.has_tag_name(("http://www.w3.org/2000/svg", tag)))
}

fn number(node: Node<'_, '_>, attribute: &str) -> f64 {
    node.attribute(attribute)
        .map_or(0.0, |value| value.parse().unwrap())
}

/// The corners of a path.
fn corners(node: Node<'_, '_>) -> Vec<(f64, f64)> {
    let outline = node
        .attribute("d")
        .unwrap_or_default()
        .trim_start_matches('M')
        .trim_end_matches('Z');
    let corner = |corner: &str| {
        corner
            .split_once(' ')
            .map(|(x, y)| (x.parse().unwrap(), y.parse().unwrap()))
    };
    outline.split('L').filter_map(corner).collect()
}

fn has_class(node: Node<'_, '_>, classes: &[&str]) -> bool {
    node.attribute("class")
        .is_some_and(|class| classes.contains(&class))
}

/// Where a period belongs: evenly spaced, the first and the last eight units from the edges.
fn evenly(across: &Range<f64>, at: usize, periods: usize) -> f64 {
    let room = across.end - across.start;
    let gaps = periods as f64 - 1.0;
    let edge = if gaps > 0.0 { 8.0 } else { room / 2.0 };
    across.start + edge + (room - 2.0 * edge) * at as f64 / gaps.max(1.0)
}

fn assert_near(name: &str, found: f64, expected: f64) {
    assert!(
        (found - expected).abs() < 0.21,
        "{name}: {found} is not {expected}"
    );
}

fn texts<'a>(document: &'a Document<'_>) -> Vec<&'a str> {
    elements(document, "text")
        .filter_map(|node| node.text())
        .collect()
}

#[test]
fn each_drawing_has_one_title_and_one_description_and_names_them() {
    for_each_drawing(|_, name, document| {
        let root = document.root_element();
        let first: Vec<_> = root.children().filter(Node::is_element).take(2).collect();
        assert_eq!(
            first
                .iter()
                .map(|node| node.tag_name().name())
                .collect::<Vec<_>>(),
            ["title", "desc"],
            "{name}"
        );
        assert_eq!(
            (
                elements(document, "title").count(),
                elements(document, "desc").count()
            ),
            (1, 1),
            "{name}"
        );
        assert_eq!(root.attribute("role"), Some("img"), "{name}");
        let ids: Vec<_> = first
            .iter()
            .filter_map(|node| node.attribute("id"))
            .collect();
        assert_eq!(
            root.attribute("aria-labelledby"),
            Some(ids.join(" ").as_str()),
            "{name}"
        );
        assert!(first[0].text().unwrap().chars().count() <= 100, "{name}");
    });
}

#[test]
fn ids_are_unique_on_a_page_with_both_widths() {
    let drawings = [
        ranking::all(),
        multiples::all(),
        total::all(),
        durations::all(),
        days::all(),
        pager::all(),
    ];
    let sample =
        |drawing: &Drawing| drawing.name.contains(", sample, ") && drawing.frame == Placement::Page;
    let page: String = drawings
        .iter()
        .flatten()
        .filter(|it| sample(it))
        .map(|it| it.svg.as_str())
        .collect();
    let page = format!("<main>{page}</main>");
    let document = Document::parse(&page).unwrap();
    let ids: Vec<_> = document
        .descendants()
        .filter_map(|node| node.attribute("id"))
        .collect();
    assert_eq!(ids.len(), drawings.len() * 4);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
}

#[test]
fn every_colour_is_that_of_its_class() {
    for_each_drawing(|_, name, document| {
        for node in document
            .root_element()
            .descendants()
            .filter(Node::is_element)
            .skip(1)
        {
            for (attribute, prefix) in [("fill", "f-"), ("stroke", "s-")] {
                let Some(hex) = node.attribute(attribute) else {
                    continue;
                };
                let class = node
                    .attribute("class")
                    .unwrap_or_default()
                    .trim_start_matches("num ");
                let swatch = PALETTE
                    .iter()
                    .find(|swatch| class == format!("{prefix}{}", swatch.name));
                assert_eq!(
                    swatch.map(|swatch| swatch.light.to_string()).as_deref(),
                    Some(hex),
                    "{name}: {node:?}"
                );
            }
            assert_eq!(
                node.attribute("style"),
                None,
                "{name}: a strict policy forbids it"
            );
        }
    });
}

#[test]
fn a_page_brings_the_style_and_the_words_around_a_drawing() {
    for_each_drawing(|drawing, name, document| {
        let standalone = drawing.frame == Placement::Standalone;
        assert_eq!(
            elements(document, "style").count(),
            usize::from(standalone),
            "{name}"
        );
        let words = texts(document).join(" ");
        for around in [
            &drawing.caption.subtitle,
            drawing.caption.footer.last().unwrap(),
        ] {
            let start: String = around.chars().take(20).collect();
            assert_eq!(
                words.contains(start.trim_end()),
                standalone,
                "{name}: {start}"
            );
        }
    });
}

#[test]
fn numbers_have_at_most_one_decimal() {
    for_each_drawing(|_, name, document| {
        for node in document.root_element().descendants() {
            for attribute in node
                .attributes()
                .filter(|attribute| !["id", "aria-labelledby"].contains(&attribute.name()))
            {
                let decimals = attribute.value().split('.').skip(1);
                let digits = |after: &str| after.chars().take_while(char::is_ascii_digit).count();
                assert!(
                    decimals.map(digits).all(|digits| digits <= 1),
                    "{name}: {attribute:?}"
                );
            }
        }
    });
}

/// Where a text may reach in the widest font: left, top, right, bottom.
fn text_box(node: Node<'_, '_>) -> [f64; 4] {
    let size = number(node, "font-size");
    let style = if node.attribute("font-weight") == Some("600") {
        TextStyle::semi_bold(size)
    } else {
        TextStyle::regular(size)
    };
    let room = style.reserved_width(node.text().unwrap_or_default());
    let (x, y) = (number(node, "x"), number(node, "y"));
    let left = match node.attribute("text-anchor") {
        Some("middle") => x - room / 2.0,
        Some("end") => x - room,
        _ => x,
    };
    [left, y - 0.76 * size, left + room, y + 0.22 * size]
}

#[test]
fn texts_are_legible_inside_the_frame_and_do_not_touch() {
    for_each_drawing(|_, name, document| assert_legible(name, document));
}

fn assert_legible(name: &str, document: &Document<'_>) {
    let (width, height) = (
        number(document.root_element(), "width"),
        number(document.root_element(), "height"),
    );
    let mut boxes: Vec<([f64; 4], &str)> = Vec::new();
    for node in elements(document, "text") {
        let text = node.text().unwrap_or_default();
        assert!(number(node, "font-size") >= 11.0, "{name}: {text}");
        let [left, top, right, bottom] = text_box(node);
        let inside = left >= 0.0 && top >= 0.0 && right <= width && bottom <= height;
        assert!(
            inside,
            "{name}: {text:?} at {left:.1} {top:.1} {right:.1} {bottom:.1}"
        );
        for ([other_left, other_top, other_right, other_bottom], other) in &boxes {
            let apart = left >= *other_right
                || right <= *other_left
                || top >= *other_bottom
                || bottom <= *other_top;
            assert!(apart, "{name}: {text:?} touches {other:?}");
        }
        boxes.push(([left, top, right, bottom], text));
    }
}

#[test]
fn marks_are_inside_the_frame() {
    for_each_drawing(|_, name, document| assert_marks_inside(name, document));
}

fn assert_marks_inside(name: &str, document: &Document<'_>) {
    let (width, height) = (
        number(document.root_element(), "width"),
        number(document.root_element(), "height"),
    );
    let inside = |(x, y): (f64, f64), reach: f64| {
        x >= reach && y >= reach && x + reach <= width && y + reach <= height
    };
    for node in elements(document, "circle") {
        assert!(
            inside((number(node, "cx"), number(node, "cy")), number(node, "r")),
            "{name}: {node:?}"
        );
    }
    for node in elements(document, "rect") {
        let (x, y) = (number(node, "x"), number(node, "y"));
        let (across, down) = (number(node, "width"), number(node, "height"));
        assert!(across >= 0.0 && down >= 0.0, "{name}: {node:?}");
        assert!(
            inside((x, y), 0.0) && inside((x + across, y + down), 0.0),
            "{name}: {node:?}"
        );
    }
    for node in elements(document, "path") {
        let reach = number(node, "stroke-width") / 2.0;
        assert!(
            corners(node)
                .into_iter()
                .all(|corner| inside(corner, reach)),
            "{name}: {node:?}"
        );
    }
}

#[test]
fn an_axis_has_round_numbers_up_to_the_first_beyond_the_values() {
    let check = |highest: f64, expected: &str| {
        let axis = ValueAxis::covering(highest, 5);
        let digits = Digits::default();
        assert_eq!(
            axis.ticks()
                .map(|tick| digits.write(tick, axis.decimals))
                .collect::<Vec<_>>()
                .join(" "),
            expected
        );
    };
    check(114.7, "0 25 50 75 100 125");
    check(0.0, "0 1");
    check(1.0, "0 1");
    check(4.2, "0 1 2 3 4 5");
    check(12.0, "0 5 10 15");
    check(100.0, "0 20 40 60 80 100");
    check(0.9, "0.0 0.2 0.4 0.6 0.8 1.0");
    check(0.11, "0.000 0.025 0.050 0.075 0.100 0.125");
    check(5_678_901.0, "0 2,000,000 4,000,000 6,000,000");
}

#[test]
fn a_sparkline_begins_at_zero_and_breaks_where_nothing_is_known() {
    let line = Sparkline::of(&[Some(2.0), Some(4.0), None, Some(0.0)], Some((1.0, 3.0)));
    let runs: Vec<Vec<(i32, i32)>> = line
        .runs
        .iter()
        .map(|run| run.iter().map(|point| (point.x, point.y)).collect())
        .collect();
    assert_eq!(runs, [vec![(0, 50), (133, 0)], vec![(400, 100)]]);
    assert_eq!((line.end.x, line.end.y), (400, 100));
    let band = line.band.unwrap();
    assert_eq!((band.y, band.height), (25, 50));
    assert!(
        Sparkline::of(&[None, Some(1.0)], None).is_empty(),
        "one point is no course"
    );
}

#[test]
fn a_scale_ends_at_its_ends() {
    let across = Scale::new(0.0..10.0, 100.0..200.0);
    assert_eq!(
        [0.0, 5.0, 11.0, f64::NAN].map(|value| across.at(value)),
        [100.0, 150.0, 200.0, 100.0]
    );
    let up = Scale::new(0.0..4.0, 60.0..20.0);
    assert_eq!(
        [-1.0, 3.0, f64::INFINITY].map(|value| up.at(value)),
        [60.0, 30.0, 20.0]
    );
}

#[test]
fn other_marks_are_drawn_in_tokens_too() {
    let canvas = Canvas::new(Width::Narrow, Placement::Page);
    canvas.line(&[(0.0, 0.0), (1.0, 2.05), (3.25, 0.5)], 1.8, Token::Accent);
    canvas.polygon(&[(0.0, 0.0), (4.0, 0.0), (2.0, 3.0)], Token::Band);
    canvas.circle((5.0, 5.0), 2.5, Token::AfterHours);
    canvas.text(
        "8",
        (5.0, 5.0),
        Anchor::Middle,
        TextStyle::semi_bold(11.0).coloured(Token::Background),
    );
    let svg = write_svg(&canvas.into_drawing(&caption("marks", "Marks"), 10.0));
    for mark in [
        "<path class=\"s-accent\" stroke=\"#0072B2\" stroke-width=\"1.8\" d=\"M0 0L1 2.1L3.3 0.5\"/>",
        "<path class=\"f-band\" fill=\"#A9CFE8\" d=\"M0 0L4 0L2 3Z\"/>",
        "<circle class=\"f-after\" fill=\"#9C3600\" cx=\"5\" cy=\"5\" r=\"2.5\"/>",
        "<text class=\"num f-bg\" fill=\"#FFFFFF\" x=\"5\" y=\"5\" font-size=\"11\" font-weight=\"600\" text-anchor=\"middle\">",
    ] {
        assert_contains(&svg, mark);
    }
}

#[test]
fn text_is_measured_as_in_inter() {
    assert_eq!(TextStyle::regular(10.0).width("AA"), 13.8);
    assert_eq!(
        TextStyle::semi_bold(1000.0).width("1–2…"),
        647.0 + 500.0 + 647.0 + 956.0
    );
    assert_eq!(
        TextStyle::regular(1000.0).width("日\u{200b}é\u{301}"),
        1000.0 + 583.0
    );
    assert_eq!(
        TextStyle::regular(1000.0).width("111"),
        TextStyle::regular(1000.0).width("000")
    );
}

#[test]
fn lines_break_between_words_and_are_even() {
    let font = TextStyle::regular(10.0);
    assert_eq!(font.wrap("", 50.0), Vec::<String>::new());
    assert_eq!(
        font.wrap_evenly("one two three four five six", 130.0),
        ["one two three", "four five six"]
    );
    assert_eq!(
        font.wrap("1\u{2009}000 tickets", 36.0),
        ["1\u{2009}000", "ticket", "s"]
    );
    assert_eq!(
        font.wrap_within("one two three four, five", 50.0, 2),
        ["one two", "three…"]
    );
    assert_eq!(font.shorten("one two", 20.0), "o…");
    assert_eq!(font.wrap("word", 0.0).len(), 4);
}

#[test]
fn a_token_is_found_by_its_light_colour() {
    for (at, swatch) in PALETTE.iter().enumerate() {
        assert_eq!(swatch.token as usize, at);
        assert_eq!(swatch.token.swatch().name, swatch.name);
        assert_eq!(
            Token::from_light_colour(swatch.light),
            Some(swatch.token),
            "{} shares its colour",
            swatch.name
        );
    }
    assert_eq!(Token::from_light_colour(Rgb(1, 2, 3)), None);
}

/// The contrast ratio of WCAG 2.2.
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let channel = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 {
            value / 12.92
        } else {
            ((value + 0.055) / 1.055).powf(2.4)
        }
    };
    let luminance = |Rgb(red, green, blue)| {
        0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue)
    };
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    f64::max(one, other) / f64::min(one, other)
}

/// What each colour promises against the background, in the light and in the dark.
const CONTRASTS: [(&str, f64, f64); 20] = [
    ("ink", 16.2, 15.5),
    ("muted", 6.3, 7.9),
    ("grid", 1.2, 1.4),
    ("axis", 3.7, 4.6),
    ("bar", 3.5, 4.6),
    ("line", 11.8, 15.2),
    ("accent", 5.2, 8.0),
    ("band", 1.6, 2.1),
    ("prev", 6.3, 9.8),
    ("rest", 1.6, 2.4),
    ("inh", 3.0, 4.6),
    ("after", 7.1, 7.4),
    ("good", 5.9, 8.7),
    ("bad", 7.1, 7.4),
    ("ok", 4.2, 6.0),
    ("part", 3.6, 13.1),
    ("limit", 1.1, 1.2),
    ("partial", 4.3, 7.4),
    ("outage", 6.5, 7.3),
    ("work", 4.9, 7.4),
];

#[test]
fn colours_keep_the_contrast_they_promise() {
    let tenth = |ratio: f64| (ratio * 10.0).round() / 10.0;
    let bg = Token::Background.swatch();
    for (swatch, (name, light, dark)) in PALETTE.iter().skip(1).zip(CONTRASTS) {
        assert_eq!(swatch.name, name);
        assert_eq!(
            tenth(contrast(swatch.light, bg.light)),
            light,
            "{name} in the light"
        );
        assert_eq!(
            tenth(contrast(swatch.dark, bg.dark)),
            dark,
            "{name} in the dark"
        );
    }
    let (line, bar) = (Token::Interval.swatch(), Token::Bar.swatch());
    assert_eq!(tenth(contrast(line.light, bar.light)), 3.4);
    assert_eq!(tenth(contrast(line.dark, bar.dark)), 3.3);
}

#[test]
fn text_and_meaningful_marks_are_legible_in_both_themes() {
    let (text, mark) = (4.5, 3.0);
    let promised = [
        (
            text,
            vec![
                Token::Ink,
                Token::Muted,
                Token::Accent,
                Token::OtherSeries,
                Token::Improved,
                Token::Worsened,
            ],
        ),
        (
            mark,
            vec![
                Token::Axis,
                Token::Bar,
                Token::Interval,
                Token::InHours,
                Token::AfterHours,
                Token::Operational,
                Token::Degraded,
            ],
        ),
        (
            mark,
            vec![Token::PartialOutage, Token::MajorOutage, Token::Maintenance],
        ),
    ];
    let bg = Token::Background.swatch();
    for (least, tokens) in promised {
        for swatch in tokens.into_iter().map(Token::swatch) {
            assert!(
                contrast(swatch.light, bg.light) >= least,
                "{} in the light",
                swatch.name
            );
            assert!(
                contrast(swatch.dark, bg.dark) >= least,
                "{} in the dark",
                swatch.name
            );
        }
    }
}

#[test]
fn stylesheets_know_every_token() {
    let (page, file) = (page_stylesheet(), file_stylesheet());
    for swatch in &PALETTE {
        let name = swatch.name;
        assert_eq!(page.matches(&format!("--chart-{name}:")).count(), 2);
        assert_contains(
            &page,
            format!(".f-{name}{{fill:var(--chart-{name})}}.s-{name}{{stroke:var(--chart-{name})}}"),
        );
        assert_contains(
            &file,
            format!(".f-{name}{{fill:{}}}.s-{name}{{stroke:{0}}}", swatch.dark),
        );
    }
    assert_lacks(&file, "var(");
    for sheet in [page, file] {
        assert_contains(&sheet, "@media (forced-colors:active){");
        assert_contains(&sheet, "(prefers-color-scheme:dark)");
        assert_eq!(sheet.matches('{').count(), sheet.matches('}').count());
    }
}
