//! Charts: what is drawn is true, legible and the same bytes everywhere.

use std::collections::BTreeSet;

use expect_test::expect_file;
use roxmltree::{Document, Node};
use statuary::render::palette::{PALETTE, Rgb, Token, file_stylesheet, page_stylesheet};
use statuary::render::plot::{Anchor, Axis, Canvas, Frame, Scale, Width};
use statuary::render::ranking::ranking;
use statuary::render::text_width::{Font, Weight};
use statuary::view::chart::{
    Caption, Change, Digits, Direction, Ranking, RankingColumns, RankingKey, RankingKind, RankingRow,
};

const WIDTHS: [Width; 2] = [Width::Wide, Width::Narrow];
const FRAMES: [Frame; 2] = [Frame::Page, Frame::Standalone];

/// Tickets by culprit after a fix, from made-up data.
fn sample() -> Ranking {
    let unclear = |text: &str| change(text, Direction::Unclear, false);
    let none = || change("no clear change", Direction::None, false);
    let mut rows = vec![
        row("Connection limits", (17.0, 36.0, 74.0), 12.0, "52", "36–74", none()),
        row("Questions and guidance", (14.0, 28.0, 63.0), 22.0, "43", "28–63", unclear("perhaps 56% fewer")),
        row("Upgrades", (13.0, 26.0, 60.0), 9.0, "40", "26–60", none()),
        row("Followers", (10.0, 18.0, 49.0), 7.0, "31", "18–49", none()),
        row("Backups", (9.0, 16.0, 46.0), 27.0, "28", "16–46", change("▼ 77% fewer", Direction::Better, true)),
        row("Billing", (9.0, 16.0, 46.0), 6.0, "28", "16–46", none()),
        row("Slow queries", (6.0, 9.0, 34.0), 5.0, "18", "9–34", none()),
        row("Other (3 culprits)", (6.0, 9.0, 34.0), 6.0, "18", "9–34", None),
        row("Not classified", (3.0, 3.0, 22.0), 3.0, "9", "3–22", None),
    ];
    rows[4].emphasis = true;
    rows[7].kind = RankingKind::Rest;
    rows[8].kind = RankingKind::Rest;
    Ranking {
        caption: Caption {
            id: "postgres-2013-w28".into(),
            title: "Backup tickets fell by three quarters in the week after the fix".into(),
            subtitle: "Postgres: estimated tickets by culprit, 8–14 July 2013, with the week before. \
                       There were 268 tickets in all, down from 412."
                .into(),
            description:
                "Bar chart of nine groups of Postgres tickets, 8 to 14 July 2013. Connection limits is largest \
                          with about 52 tickets (36 to 74); six culprits cannot be told apart for first place. Backups \
                          fell from about 115 to 28. The numbers are in the table below."
                    .into(),
            footer: vec![
                "87 of 268 tickets read, drawn at random. Bold change: unlikely to be chance. “Perhaps”: may be chance \
                 among seven comparisons."
                    .into(),
                "Source: Postgres support sample, 2013-W28. Made-up data.".into(),
            ],
        },
        key: RankingKey {
            current: "this week".into(),
            previous: "week before".into(),
            interval: "95% interval".into(),
        },
        columns: RankingColumns {
            tickets: "Tickets".into(),
            interval: "95% interval".into(),
            change: "Change per database".into(),
        },
        unit: "tickets".into(),
        digits: Digits::default(),
        rows,
    }
}

/// A row of [`sample`], from the tickets read: 87 of 268 in this week and 97 of 412 in the week before.
fn row(
    label: &str,
    (read, lower, upper): (f64, f64, f64),
    read_before: f64,
    tickets: &str,
    interval: &str,
    change: Option<Change>,
) -> RankingRow {
    RankingRow {
        label: label.into(),
        emphasis: false,
        kind: RankingKind::Culprit,
        value: 268.0 * read / 87.0,
        lower,
        upper,
        previous: Some(412.0 * read_before / 97.0),
        tickets_text: tickets.into(),
        interval_text: interval.into(),
        change,
    }
}

fn change(text: &str, direction: Direction, clear: bool) -> Option<Change> {
    Some(Change { text: text.into(), direction, clear })
}

fn without_previous() -> Ranking {
    let mut chart = sample();
    for row in &mut chart.rows {
        (row.previous, row.change) = (None, None);
    }
    chart
}

/// Everything was read: nothing is uncertain.
fn census() -> Ranking {
    let mut chart = sample();
    for row in &mut chart.rows {
        (row.lower, row.upper) = (row.value, row.value);
        row.interval_text = String::new();
    }
    chart
}

fn long_labels() -> Ranking {
    let mut chart = sample();
    chart.rows[0].label =
        "Connection limits reached during a release with many workers and no pool in front of them".into();
    chart.rows[1].label = "Questions about forks, followers and replicas".into();
    chart.rows[2].label = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen".into();
    chart.rows[3].label = "データベースの接続数の上限に達したときの問い合わせと復旧の手順について".into();
    chart.rows[4].label = "Backups of databases with more than a hundred gigabytes".into();
    chart.caption.title = chart.caption.title.repeat(3);
    chart.caption.footer.push("word ".repeat(80));
    chart.key.previous = "the four weeks from 10 June to 7 July 2013, as an average week".into();
    chart
}

fn huge_numbers() -> Ranking {
    let mut chart = sample();
    chart.digits.thousands = "\u{2009}".into();
    for row in &mut chart.rows {
        (row.value, row.lower, row.upper) = (row.value * 23_571.0, row.lower * 23_571.0, row.upper * 23_571.0);
        row.previous = row.previous.map(|previous| previous * 23_571.0);
        row.tickets_text = chart.digits.write(row.value, 0);
        row.interval_text = format!("{}–{}", chart.digits.write(row.lower, 0), chart.digits.write(row.upper, 0));
    }
    chart
}

fn markup() -> Ranking {
    let mut chart = sample();
    chart.caption.id = "a\"b".into();
    chart.caption.title = "<script>alert(\"1\")</script> & 'more'".into();
    chart.caption.description = "]]> --> <!-- &amp; \u{0}\u{b}\u{fffe}\u{1fffe}\u{85}".into();
    chart.rows[0].label = "<b>&\"'</b>\u{1}\u{ffff}\u{fdd0}\tx".into();
    chart.rows[1].label = "x\" onload=\"y".into();
    chart
}

/// Values that cannot be drawn, or only just.
fn odd_numbers() -> Ranking {
    let mut chart = sample();
    chart.rows[0].value = f64::NAN;
    chart.rows[1].lower = f64::NEG_INFINITY;
    chart.rows[2].upper = f64::NAN;
    chart.rows[3].value = -3.0;
    chart.rows[4].previous = Some(f64::NAN);
    chart.rows[5].previous = None;
    chart
}

fn zeros() -> Ranking {
    let mut chart = sample();
    for row in &mut chart.rows {
        (row.value, row.lower, row.upper, row.previous) = (0.0, 0.0, 0.0, Some(0.0));
    }
    chart
}

fn first_rows(rows: usize) -> Ranking {
    let mut chart = sample();
    chart.rows.truncate(rows);
    chart
}

fn cases() -> Vec<(&'static str, Ranking)> {
    vec![
        ("sample", sample()),
        ("without previous", without_previous()),
        ("census", census()),
        ("long labels", long_labels()),
        ("huge numbers", huge_numbers()),
        ("markup", markup()),
        ("odd numbers", odd_numbers()),
        ("zeros", zeros()),
        ("one row", first_rows(1)),
        ("no rows", first_rows(0)),
    ]
}

/// Runs a check on every case in every width and frame.
fn for_each_drawing(check: impl Fn(&str, &Ranking, &Document<'_>)) {
    for (name, chart) in cases() {
        for width in WIDTHS {
            for frame in FRAMES {
                let svg = ranking(&chart, width, frame);
                let name = format!("{name}, {width:?}, {frame:?}");
                let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{name}: {error}\n{svg}"));
                check(&name, &chart, &document);
            }
        }
    }
}

fn elements<'a>(document: &'a Document<'_>, tag: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    document.descendants().filter(move |node| node.has_tag_name(("http://www.w3.org/2000/svg", tag)))
}

fn number(node: Node<'_, '_>, attribute: &str) -> f64 {
    node.attribute(attribute).map_or(0.0, |value| value.parse().unwrap())
}

fn texts<'a>(document: &'a Document<'_>) -> Vec<&'a str> {
    elements(document, "text").filter_map(|node| node.text()).collect()
}

#[test]
fn each_drawing_has_one_title_and_one_description_and_names_them() {
    for_each_drawing(|name, _, document| {
        let root = document.root_element();
        let first: Vec<_> = root.children().filter(Node::is_element).take(2).collect();
        assert_eq!(first.iter().map(|node| node.tag_name().name()).collect::<Vec<_>>(), ["title", "desc"], "{name}");
        assert_eq!((elements(document, "title").count(), elements(document, "desc").count()), (1, 1), "{name}");
        assert_eq!(root.attribute("role"), Some("img"), "{name}");
        let ids: Vec<_> = first.iter().filter_map(|node| node.attribute("id")).collect();
        assert_eq!(root.attribute("aria-labelledby"), Some(ids.join(" ").as_str()), "{name}");
        assert!(first[0].text().unwrap().chars().count() <= 100, "{name}");
    });
}

#[test]
fn ids_are_unique_on_a_page_with_both_widths() {
    let page: String = WIDTHS.map(|width| ranking(&sample(), width, Frame::Page)).concat();
    let page = format!("<main>{page}</main>");
    let document = Document::parse(&page).unwrap();
    let ids: Vec<_> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(ids.len(), 4);
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
    assert!(ids.iter().all(|id| id.starts_with("postgres-2013-w28-")));
}

#[test]
fn every_colour_is_that_of_its_class() {
    for_each_drawing(|name, _, document| {
        for node in document.root_element().descendants().filter(Node::is_element).skip(1) {
            for (attribute, prefix) in [("fill", "f-"), ("stroke", "s-")] {
                let Some(hex) = node.attribute(attribute) else { continue };
                let class = node.attribute("class").unwrap_or_default().trim_start_matches("num ");
                let swatch = PALETTE.iter().find(|swatch| class == format!("{prefix}{}", swatch.name));
                assert_eq!(swatch.map(|swatch| swatch.light.to_string()).as_deref(), Some(hex), "{name}: {node:?}");
            }
            assert_eq!(node.attribute("style"), None, "{name}: a strict policy forbids it");
        }
    });
}

#[test]
fn a_page_brings_the_style_and_the_words_around_a_drawing() {
    for_each_drawing(|name, chart, document| {
        let standalone = name.ends_with("Standalone");
        assert_eq!(elements(document, "style").count(), usize::from(standalone), "{name}");
        let words = texts(document).join(" ");
        assert_eq!(words.contains("Postgres: estimated tickets by culprit"), standalone, "{name}");
        assert!(standalone || words.starts_with(&chart.key.current) || chart.rows.is_empty(), "{name}");
        assert_eq!(words.contains("Source: Postgres support sample"), standalone, "{name}");
    });
}

#[test]
fn numbers_have_at_most_one_decimal() {
    for_each_drawing(|name, _, document| {
        for node in document.root_element().descendants() {
            for attribute in
                node.attributes().filter(|attribute| !["id", "aria-labelledby"].contains(&attribute.name()))
            {
                let decimals = attribute.value().split('.').skip(1);
                let digits = |after: &str| after.chars().take_while(char::is_ascii_digit).count();
                assert!(decimals.map(digits).all(|digits| digits <= 1), "{name}: {attribute:?}");
            }
        }
    });
}

/// Where a text may reach in the widest font: left, top, right, bottom.
fn text_box(node: Node<'_, '_>) -> [f64; 4] {
    let size = number(node, "font-size");
    let weight = if node.attribute("font-weight") == Some("600") { Weight::SemiBold } else { Weight::Regular };
    let room = Font { size, weight }.room(node.text().unwrap_or_default());
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
    for_each_drawing(|name, _, document| {
        let (width, height) = (number(document.root_element(), "width"), number(document.root_element(), "height"));
        let mut boxes: Vec<([f64; 4], &str)> = Vec::new();
        for node in elements(document, "text") {
            let text = node.text().unwrap_or_default();
            assert!(number(node, "font-size") >= 11.0, "{name}: {text}");
            let [left, top, right, bottom] = text_box(node);
            let inside = left >= 0.0 && top >= 0.0 && right <= width && bottom <= height;
            assert!(inside, "{name}: {text:?} at {left:.1} {top:.1} {right:.1} {bottom:.1}");
            for ([other_left, other_top, other_right, other_bottom], other) in &boxes {
                let apart =
                    left >= *other_right || right <= *other_left || top >= *other_bottom || bottom <= *other_top;
                assert!(apart, "{name}: {text:?} touches {other:?}");
            }
            boxes.push(([left, top, right, bottom], text));
        }
    });
}

/// The zero line: where it stands and where it begins, if there is one.
fn zero_line(document: &Document<'_>) -> Option<(f64, f64)> {
    let path = elements(document, "path").find(|node| node.attribute("class") == Some("s-axis"))?;
    let (x, y) = path.attribute("d")?.strip_prefix('M')?.split_once('L')?.0.split_once(' ')?;
    Some((x.parse().ok()?, y.parse().ok()?))
}

#[test]
fn bars_start_at_zero_and_are_as_long_as_their_values() {
    let drawable = |value: f64| if value > 0.0 { value } else { 0.0 };
    for_each_drawing(|name, chart, document| {
        let Some((zero, top)) = zero_line(document) else { return assert!(chart.rows.is_empty(), "{name}") };
        let lengths = |classes: &[&str]| -> Vec<f64> {
            let bars = elements(document, "rect").filter(|node| {
                classes.contains(&node.attribute("class").unwrap_or_default()) && number(*node, "y") >= top
            });
            bars.inspect(|node| assert_eq!(number(*node, "x"), zero, "{name}"))
                .map(|node| number(node, "width"))
                .collect()
        };
        let mut patches = elements(document, "rect").filter(|node| node.attribute("class") == Some("f-bg"));
        assert!(
            patches.all(|node| number(node, "x") > zero || number(node, "y") < top),
            "{name}: the zero line is whole"
        );
        let drawn = [lengths(&["f-bar", "f-rest"]), lengths(&["f-inh"])].concat();
        let current = chart.rows.iter().map(|row| row.value);
        let values: Vec<_> = current.chain(chart.rows.iter().filter_map(|row| row.previous)).map(drawable).collect();
        assert_eq!(drawn.len(), values.len(), "{name}");
        let longest = drawn.iter().copied().fold(0.0, f64::max);
        let highest = values.iter().copied().fold(0.0, f64::max);
        for (length, value) in drawn.iter().zip(&values) {
            let expected = if highest > 0.0 { longest * value / highest } else { 0.0 };
            assert!((length - expected).abs() < 0.21, "{name}: {value} is {length} long, not {expected}");
        }
    });
}

#[test]
fn the_key_explains_what_is_drawn_and_nothing_else() {
    let words = |chart: &Ranking| {
        let svg = ranking(chart, Width::Narrow, Frame::Page);
        texts(&Document::parse(&svg).unwrap()).join("|")
    };
    assert!(words(&sample()).starts_with("this week|week before|95% interval|0"));
    assert!(words(&without_previous()).starts_with("this week|95% interval|0"));
    assert!(words(&census()).starts_with("this week|week before|0"));
}

#[test]
fn a_column_without_content_has_no_head() {
    let heads = |chart: &Ranking| {
        let svg = ranking(chart, Width::Wide, Frame::Page);
        let document = Document::parse(&svg).unwrap();
        texts(&document).into_iter().filter(|text| text.starts_with("Change")).count()
    };
    assert_eq!((heads(&sample()), heads(&without_previous())), (1, 0));
}

#[test]
fn only_clear_changes_are_bold() {
    for width in WIDTHS {
        let svg = ranking(&sample(), width, Frame::Page);
        let document = Document::parse(&svg).unwrap();
        for node in elements(&document, "text").filter(|node| node.text().is_some_and(|text| text.contains("fewer"))) {
            let clear = node.text().unwrap().contains('▼');
            assert_eq!(node.attribute("font-weight").is_some(), clear, "{node:?}");
            assert_eq!(node.attribute("class") == Some("f-good"), clear, "{node:?}");
        }
    }
}

#[test]
fn long_labels_take_two_lines_and_then_an_ellipsis() {
    let svg = ranking(&long_labels(), Width::Wide, Frame::Page);
    let document = Document::parse(&svg).unwrap();
    let texts = texts(&document);
    assert!(texts.contains(&"Questions about forks,"), "{texts:?}");
    assert!(texts.contains(&"followers and replicas"), "{texts:?}");
    assert!(texts.iter().filter(|text| text.ends_with('…')).count() >= 1, "{texts:?}");
}

#[test]
fn columns_without_end_are_drawn_without_a_panic() {
    let mut chart = sample();
    chart.rows[0].tickets_text = "9".repeat(500);
    chart.rows[1].interval_text = "–".repeat(500);
    chart.rows[2].value = f64::INFINITY;
    for width in WIDTHS {
        Document::parse(&ranking(&chart, width, Frame::Standalone)).unwrap();
    }
}

#[test]
fn markup_in_words_stays_words() {
    let svg = ranking(&markup(), Width::Wide, Frame::Standalone);
    let document = Document::parse(&svg).unwrap();
    assert!(!svg.contains("<script") && !svg.contains("<b>"));
    assert!(texts(&document).contains(&"<b>&\"'</b> x"));
    assert_eq!(elements(&document, "title").next().unwrap().text(), Some("<script>alert(\"1\")</script> & 'more'"));
}

#[test]
fn the_drawing_is_the_same_bytes_everywhere() {
    expect_file!["golden/ranking-wide.svg"].assert_eq(&ranking(&sample(), Width::Wide, Frame::Standalone));
    expect_file!["golden/ranking-narrow.svg"].assert_eq(&ranking(&sample(), Width::Narrow, Frame::Page));
}

#[test]
fn an_axis_has_round_numbers_up_to_the_first_beyond_the_values() {
    let check = |highest: f64, expected: &str| {
        let axis = Axis::covering(highest, 5);
        let digits = Digits::default();
        assert_eq!(axis.ticks().map(|tick| digits.write(tick, axis.decimals)).collect::<Vec<_>>().join(" "), expected);
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
fn a_scale_has_small_values_at_the_bottom() {
    let scale = Scale::new(0.0..10.0, 100.0..200.0, 0.0..4.0, 20.0..60.0);
    assert_eq!(scale.at(0.0, 0.0), (100.0, 60.0));
    assert_eq!(scale.at(5.0, 3.0), (150.0, 30.0));
}

#[test]
fn other_marks_are_drawn_in_tokens_too() {
    let canvas = Canvas::new(Width::Narrow, Frame::Page);
    canvas.line(&[(0.0, 0.0), (1.0, 2.05), (3.25, 0.5)], 1.8, Token::Accent);
    canvas.polygon(&[(0.0, 0.0), (4.0, 0.0), (2.0, 3.0)], Token::Band);
    canvas.circle((5.0, 5.0), 2.5, Token::After);
    canvas.text("8", (5.0, 5.0), Anchor::Middle, Font::semi_bold(11.0), Token::Bg);
    let svg = canvas.finish(&sample().caption, 10.0);
    for mark in [
        "<path class=\"s-accent\" stroke=\"#0072B2\" stroke-width=\"1.8\" d=\"M0 0L1 2.1L3.3 0.5\"/>",
        "<path class=\"f-band\" fill=\"#A9CFE8\" d=\"M0 0L4 0L2 3Z\"/>",
        "<circle class=\"f-after\" fill=\"#9C3600\" cx=\"5\" cy=\"5\" r=\"2.5\"/>",
        "<text class=\"num f-bg\" fill=\"#FFFFFF\" x=\"5\" y=\"5\" font-size=\"11\" font-weight=\"600\" text-anchor=\"middle\">",
    ] {
        assert!(svg.contains(mark), "{mark}\n{svg}");
    }
}

#[test]
fn text_is_measured_as_in_inter() {
    assert_eq!(Font::regular(10.0).width("AA"), 13.8);
    assert_eq!(Font::semi_bold(1000.0).width("1–2…"), 647.0 + 500.0 + 647.0 + 956.0);
    assert_eq!(Font::regular(1000.0).width("日\u{200b}é\u{301}"), 1000.0 + 583.0);
    assert_eq!(Font::regular(1000.0).width("111"), Font::regular(1000.0).width("000"));
}

#[test]
fn lines_break_between_words_and_are_even() {
    let font = Font::regular(10.0);
    assert_eq!(font.wrap("", 50.0), Vec::<String>::new());
    assert_eq!(font.wrap_evenly("one two three four five six", 130.0), ["one two three", "four five six"]);
    assert_eq!(font.wrap("1\u{2009}000 tickets", 36.0), ["1\u{2009}000", "ticket", "s"]);
    assert_eq!(font.wrap_within("one two three four, five", 50.0, 2), ["one two", "three…"]);
    assert_eq!(font.shorten("one two", 20.0), "o…");
    assert!(font.wrap("word", 0.0).len() == 4);
}

#[test]
fn a_token_is_found_by_its_light_colour() {
    for (at, swatch) in PALETTE.iter().enumerate() {
        assert_eq!(swatch.token as usize, at);
        assert_eq!(swatch.token.swatch().name, swatch.name);
        assert_eq!(Token::of_light(swatch.light), Some(swatch.token), "{} shares its colour", swatch.name);
    }
    assert_eq!(Token::of_light(Rgb(1, 2, 3)), None);
}

/// The contrast ratio of WCAG 2.2.
fn contrast(one: Rgb, other: Rgb) -> f64 {
    let channel = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let luminance = |Rgb(red, green, blue)| 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    f64::max(one, other) / f64::min(one, other)
}

/// What each colour promises against the background, in the light and in the dark.
const CONTRASTS: [(&str, f64, f64); 17] = [
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
];

#[test]
fn colours_keep_the_contrast_they_promise() {
    let tenth = |ratio: f64| (ratio * 10.0).round() / 10.0;
    let bg = Token::Bg.swatch();
    for (swatch, (name, light, dark)) in PALETTE.iter().skip(1).zip(CONTRASTS) {
        assert_eq!(swatch.name, name);
        assert_eq!(tenth(contrast(swatch.light, bg.light)), light, "{name} in the light");
        assert_eq!(tenth(contrast(swatch.dark, bg.dark)), dark, "{name} in the dark");
    }
    let (line, bar) = (Token::Line.swatch(), Token::Bar.swatch());
    assert_eq!(tenth(contrast(line.light, bar.light)), 3.4);
    assert_eq!(tenth(contrast(line.dark, bar.dark)), 3.3);
}

#[test]
fn text_and_meaningful_marks_are_legible_in_both_themes() {
    let (text, mark) = (4.5, 3.0);
    let promised = [
        (text, vec![Token::Ink, Token::Muted, Token::Accent, Token::Prev, Token::Good, Token::Bad]),
        (mark, vec![Token::Axis, Token::Bar, Token::Line, Token::Inh, Token::After, Token::Ok, Token::Part]),
    ];
    let bg = Token::Bg.swatch();
    for (least, tokens) in promised {
        for swatch in tokens.into_iter().map(Token::swatch) {
            assert!(contrast(swatch.light, bg.light) >= least, "{} in the light", swatch.name);
            assert!(contrast(swatch.dark, bg.dark) >= least, "{} in the dark", swatch.name);
        }
    }
}

#[test]
fn stylesheets_know_every_token() {
    let (page, file) = (page_stylesheet(), file_stylesheet());
    for swatch in &PALETTE {
        let name = swatch.name;
        assert_eq!(page.matches(&format!("--chart-{name}:")).count(), 2);
        assert!(
            page.contains(&format!(".f-{name}{{fill:var(--chart-{name})}}.s-{name}{{stroke:var(--chart-{name})}}"))
        );
        assert!(file.contains(&format!(".f-{name}{{fill:{}}}.s-{name}{{stroke:{0}}}", swatch.dark)));
    }
    assert!(!file.contains("var("));
    for sheet in [page, file] {
        assert!(sheet.contains("@media (forced-colors:active){") && sheet.contains("(prefers-color-scheme:dark)"));
        assert_eq!(sheet.matches('{').count(), sheet.matches('}').count());
    }
}
