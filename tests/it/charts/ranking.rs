//! The ranking of culprits: bars are as long as their values, and words go with what is drawn.

use crate::compare::{assert_includes, assert_lacks, assert_starts_with};
use expect_test::expect_file;
use roxmltree::Document;
use statuary::render::drawing::{Placement, Width};
use statuary::render::ranking;
use statuary::render::svg::write_svg;
use statuary::view::chart::{
    Caption, ChangeLabel, Digits, Direction, RankingChart, RankingColumns, RankingKind,
    RankingLegend, RankingRow, Sparkline,
};

use super::{
    Drawing, WIDTHS, corners, drawings, elements, for_each_case, has_class, number, texts,
};

/// Bars with and without a clear change, and those that are not ranked; the thin ones are of the period before.
const BARS: [&str; 3] = ["f-bar", "f-inh", "f-rest"];

/// The chart as SVG.
fn ranking(chart: &RankingChart, width: Width, frame: Placement) -> String {
    write_svg(&ranking::draw_ranking(chart, width, frame))
}

pub fn all() -> Vec<Drawing> {
    drawings("ranking", cases(), |chart| &chart.caption, ranking)
}

/// Tickets by culprit after a fix, from made-up data.
fn sample() -> RankingChart {
    let unclear = |text: &str| change(text, Direction::Unclear, false);
    let none = || None;
    let mut rows = vec![
        row(
            "Connection limits",
            (17.0, 36.0, 74.0),
            12.0,
            "52",
            "36–74",
            none(),
        ),
        row(
            "Questions and guidance",
            (14.0, 28.0, 63.0),
            22.0,
            "43",
            "28–63",
            unclear("perhaps 56% fewer"),
        ),
        row("Upgrades", (13.0, 26.0, 60.0), 9.0, "40", "26–60", none()),
        row("Followers", (10.0, 18.0, 49.0), 7.0, "31", "18–49", none()),
        row(
            "Backups",
            (9.0, 16.0, 46.0),
            27.0,
            "28",
            "16–46",
            change("▼ 77% fewer", Direction::Better, true),
        ),
        row("Billing", (9.0, 16.0, 46.0), 6.0, "28", "16–46", none()),
        row("Slow queries", (6.0, 9.0, 34.0), 5.0, "18", "9–34", none()),
        row(
            "Other (3 culprits)",
            (6.0, 9.0, 34.0),
            6.0,
            "18",
            "9–34",
            None,
        ),
        row("Not classified", (3.0, 3.0, 22.0), 3.0, "9", "3–22", None),
    ];
    rows[4].emphasis = true;
    rows[7].kind = RankingKind::Rest;
    rows[8].kind = RankingKind::Rest;
    RankingChart {
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
        key: RankingLegend {
            current: "this week".into(),
            previous: "week before".into(),
            interval: "95% interval".into(),
            clear: "significant change or trend".to_owned(),
        },
        columns: RankingColumns {
            tickets: "Tickets".into(),
            interval: "95% interval".into(),
            rate: "Per 1,000".into(),
            line: "Until now".into(),
            change: "Change per database".into(),
        },
        partial: false,
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
    change: Option<ChangeLabel>,
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
        rate_text: format!("{:.1}", 268.0 * read / 87.0 / 18.9),
        line: Sparkline::of(&[Some(read_before), None, Some(3.0), Some(read)], None),
        change,
    }
}

fn change(text: &str, direction: Direction, clear: bool) -> Option<ChangeLabel> {
    Some(ChangeLabel {
        text: text.into(),
        direction,
        clear,
    })
}

fn without_previous() -> RankingChart {
    let mut chart = sample();
    for row in &mut chart.rows {
        (row.previous, row.change) = (None, None);
    }
    chart
}

/// Everything was read: nothing is uncertain.
fn census() -> RankingChart {
    let mut chart = sample();
    for row in &mut chart.rows {
        (row.lower, row.upper) = (row.value, row.value);
        row.interval_text = String::new();
    }
    chart
}

/// A period that is not over.
fn so_far() -> RankingChart {
    let mut chart = without_previous();
    chart.partial = true;
    chart.key.current = "this week so far".into();
    chart.rows[3].value = 0.0;
    chart
}

fn long_labels() -> RankingChart {
    let mut chart = sample();
    chart.rows[0].label =
        "Connection limits reached during a release with many workers and no pool in front of them"
            .into();
    chart.rows[1].label = "Questions about forks, followers and replicas".into();
    chart.rows[2].label = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen".into();
    chart.rows[3].label =
        "データベースの接続数の上限に達したときの問い合わせと復旧の手順について".into();
    chart.rows[4].label = "Backups of databases with more than a hundred gigabytes".into();
    chart.caption.title = chart.caption.title.repeat(3);
    chart.caption.footer.push("word ".repeat(80));
    chart.key.previous = "the four weeks from 10 June to 7 July 2013, as an average week".into();
    chart
}

fn huge_numbers() -> RankingChart {
    let mut chart = sample();
    chart.digits.thousands = "\u{2009}";
    for row in &mut chart.rows {
        (row.value, row.lower, row.upper) = (
            row.value * 23_571.0,
            row.lower * 23_571.0,
            row.upper * 23_571.0,
        );
        row.previous = row.previous.map(|previous| previous * 23_571.0);
        row.tickets_text = chart.digits.write(row.value, 0);
        row.interval_text = format!(
            "{}–{}",
            chart.digits.write(row.lower, 0),
            chart.digits.write(row.upper, 0)
        );
    }
    chart
}

fn markup() -> RankingChart {
    let mut chart = sample();
    chart.caption.id = "a\"b".into();
    chart.caption.title = "<script>alert(\"1\")</script> & 'more'".into();
    chart.caption.description = "]]> --> <!-- &amp; \u{0}\u{b}\u{fffe}\u{1fffe}\u{85}".into();
    chart.rows[0].label = "<b>&\"'</b>\u{1}\u{ffff}\u{fdd0}\tx".into();
    chart.rows[1].label = "x\" onload=\"y".into();
    chart
}

/// Values that cannot be drawn, or only just.
fn odd_numbers() -> RankingChart {
    let mut chart = sample();
    chart.rows[0].value = f64::NAN;
    chart.rows[1].lower = f64::NEG_INFINITY;
    chart.rows[2].upper = f64::NAN;
    chart.rows[3].value = -3.0;
    chart.rows[4].previous = Some(f64::NAN);
    chart.rows[5].previous = None;
    chart
}

fn zeros() -> RankingChart {
    let mut chart = sample();
    for row in &mut chart.rows {
        (row.value, row.lower, row.upper, row.previous) = (0.0, 0.0, 0.0, Some(0.0));
    }
    chart
}

fn first_rows(rows: usize) -> RankingChart {
    let mut chart = sample();
    chart.rows.truncate(rows);
    chart
}

fn cases() -> Vec<(&'static str, RankingChart)> {
    vec![
        ("sample", sample()),
        ("without previous", without_previous()),
        ("census", census()),
        ("so far", so_far()),
        ("long labels", long_labels()),
        ("huge numbers", huge_numbers()),
        ("markup", markup()),
        ("odd numbers", odd_numbers()),
        ("zeros", zeros()),
        ("one row", first_rows(1)),
        ("no rows", first_rows(0)),
    ]
}

/// The zero line: where it stands and where it begins, if there is one.
fn zero_line(document: &Document<'_>) -> Option<(f64, f64)> {
    let path = elements(document, "path").find(|node| node.attribute("class") == Some("s-axis"))?;
    let (x, y) = path
        .attribute("d")?
        .strip_prefix('M')?
        .split_once('L')?
        .0
        .split_once(' ')?;
    Some((x.parse().ok()?, y.parse().ok()?))
}

#[test]
fn bars_start_at_zero_and_are_as_long_as_their_values() {
    let drawable = |value: f64| if value > 0.0 { value } else { 0.0 };
    let filled = cases()
        .into_iter()
        .filter(|(_, chart)| !chart.partial)
        .collect();
    for_each_case(filled, ranking, |name, chart, document| {
        let Some((zero, top)) = zero_line(document) else {
            return assert!(chart.rows.is_empty(), "{name}");
        };
        let lengths = |is_thick: bool| -> Vec<f64> {
            let bars = elements(document, "rect").filter(|node| {
                has_class(*node, &BARS)
                    && (number(*node, "height") > 10.0) == is_thick
                    && number(*node, "y") >= top
            });
            bars.inspect(|node| assert_eq!(number(*node, "x"), zero, "{name}"))
                .map(|node| number(node, "width"))
                .collect()
        };
        let mut patches =
            elements(document, "rect").filter(|node| node.attribute("class") == Some("f-bg"));
        assert!(
            patches.all(|node| number(node, "x") > zero || number(node, "y") < top),
            "{name}: the zero line is whole"
        );
        let drawn = [lengths(true), lengths(false)].concat();
        let current = chart.rows.iter().map(|row| row.value);
        let values: Vec<_> = current
            .chain(chart.rows.iter().filter_map(|row| row.previous))
            .map(drawable)
            .collect();
        assert_eq!(drawn.len(), values.len(), "{name}");
        let longest = drawn.iter().copied().fold(0.0, f64::max);
        let highest = values.iter().copied().fold(0.0, f64::max);
        for (length, value) in drawn.iter().zip(&values) {
            let expected = if highest > 0.0 {
                longest * value / highest
            } else {
                0.0
            };
            assert!(
                (length - expected).abs() < 0.21,
                "{name}: {value} is {length} long, not {expected}"
            );
        }
    });
}

#[test]
fn a_period_that_is_not_over_has_hollow_bars_of_the_same_length() {
    for width in WIDTHS {
        let (hollow, filled) = (
            so_far(),
            RankingChart {
                partial: false,
                ..so_far()
            },
        );
        let (hollow, filled) = (
            ranking(&hollow, width, Placement::Page),
            ranking(&filled, width, Placement::Page),
        );
        let (hollow, filled) = (
            Document::parse(&hollow).unwrap(),
            Document::parse(&filled).unwrap(),
        );
        let bars = |document: &Document<'_>| {
            elements(document, "rect")
                .filter(|node| has_class(*node, &BARS))
                .map(|node| number(node, "x") + number(node, "width"))
                .collect::<Vec<f64>>()
        };
        assert!(
            bars(&hollow).is_empty(),
            "nothing is filled, not even in the key"
        );
        let edges = elements(&hollow, "path")
            .filter(|node| has_class(*node, &["s-bar", "s-inh", "s-rest"]));
        let ends: Vec<f64> = edges
            .map(|node| {
                corners(node)
                    .iter()
                    .map(|corner| corner.0)
                    .fold(0.0, f64::max)
                    + 0.8
            })
            .collect();
        assert_eq!(ends.len(), bars(&filled).len());
        for (end, expected) in ends.iter().zip(bars(&filled)) {
            assert!((end - expected).abs() < 1.0, "{end} instead of {expected}");
        }
    }
}

#[test]
fn the_key_explains_what_is_drawn_and_nothing_else() {
    let words = |chart: &RankingChart| {
        let svg = ranking(chart, Width::Narrow, Placement::Page);
        texts(&Document::parse(&svg).unwrap()).join("|")
    };
    let colour = "significant change or trend";
    let key = format!("this week|{colour}|week before|95% interval|0");
    assert_starts_with(words(&sample()), key);
    let alone = format!("this week|{colour}|95% interval|0");
    assert_starts_with(words(&without_previous()), alone);
    let exact = format!("this week|{colour}|week before|0");
    assert_starts_with(words(&census()), exact);
}

#[test]
fn a_column_without_content_has_no_head() {
    let heads = |chart: &RankingChart| {
        let svg = ranking(chart, Width::Wide, Placement::Page);
        let document = Document::parse(&svg).unwrap();
        texts(&document)
            .into_iter()
            .filter(|text| text.starts_with("Change"))
            .count()
    };
    assert_eq!((heads(&sample()), heads(&without_previous())), (1, 0));
}

#[test]
fn only_what_clearly_changed_has_a_colour() {
    for width in WIDTHS {
        let svg = ranking(&sample(), width, Placement::Page);
        let document = Document::parse(&svg).unwrap();
        let coloured = |classes: &[&str]| {
            elements(&document, "rect")
                .filter(|node| has_class(*node, classes))
                .count()
        };
        assert_eq!(coloured(&["f-bar"]), 2, "the backups, and in the key");
        let lines = elements(&document, "path").filter(|node| has_class(*node, &["s-accent"]));
        let expected = if width == Width::Wide { 1 } else { 0 };
        assert_eq!(lines.count(), expected, "its course, where there is room");
    }
}

#[test]
fn only_clear_changes_are_bold() {
    for width in WIDTHS {
        let svg = ranking(&sample(), width, Placement::Page);
        let document = Document::parse(&svg).unwrap();
        for node in elements(&document, "text")
            .filter(|node| node.text().is_some_and(|text| text.contains("fewer")))
        {
            let clear = node.text().unwrap().contains('▼');
            assert_eq!(node.attribute("font-weight").is_some(), clear, "{node:?}");
            assert_eq!(node.attribute("class") == Some("f-good"), clear, "{node:?}");
        }
    }
}

#[test]
fn long_labels_take_two_lines_and_then_an_ellipsis() {
    let svg = ranking(&long_labels(), Width::Wide, Placement::Page);
    let document = Document::parse(&svg).unwrap();
    let texts = texts(&document);
    assert_includes(&texts, &"Questions about forks,");
    assert_includes(&texts, &"followers and replicas");
    assert!(
        texts.iter().filter(|text| text.ends_with('…')).count() >= 1,
        "{texts:?}"
    );
}

#[test]
fn columns_without_end_are_drawn_without_a_panic() {
    let mut chart = sample();
    chart.rows[0].tickets_text = "9".repeat(500);
    chart.rows[1].interval_text = "–".repeat(500);
    chart.rows[2].value = f64::INFINITY;
    for width in WIDTHS {
        Document::parse(&ranking(&chart, width, Placement::Standalone)).unwrap();
    }
}

#[test]
fn markup_in_words_stays_words() {
    let svg = ranking(&markup(), Width::Wide, Placement::Standalone);
    let document = Document::parse(&svg).unwrap();
    assert_lacks(&svg, "<script");
    assert_lacks(&svg, "<b>");
    assert_includes(&texts(&document), &"<b>&\"'</b> x");
    assert_eq!(
        elements(&document, "title").next().unwrap().text(),
        Some("<script>alert(\"1\")</script> & 'more'")
    );
}

#[test]
fn the_drawing_is_the_same_bytes_everywhere() {
    expect_file!["../golden/ranking-wide.svg"].assert_eq(&ranking(
        &sample(),
        Width::Wide,
        Placement::Standalone,
    ));
    expect_file!["../golden/ranking-narrow.svg"].assert_eq(&ranking(
        &sample(),
        Width::Narrow,
        Placement::Page,
    ));
}
