//! Trends by culprit: every panel has the same scale, and what is not known is not drawn.

use crate::compare::assert_ends_with;
use std::ops::Range;

use expect_test::expect_file;
use roxmltree::Document;
use statuary::render::drawing::{Placement, Width};
use statuary::render::small_multiples;
use statuary::render::svg::write_svg;
use statuary::view::chart::{
    Annotation, CulpritPanel, DataPoint, Digits, PanelTarget, SmallMultiples,
};

use super::{
    Drawing, assert_near, caption, corners, drawings, elements, evenly, for_each_case, has_class,
    number, texts,
};

/// The chart as SVG.
fn multiples(chart: &SmallMultiples, width: Width, frame: Placement) -> String {
    write_svg(&small_multiples::draw_small_multiples(chart, width, frame))
}

pub fn all() -> Vec<Drawing> {
    drawings("multiples", cases(), |chart| &chart.caption, multiples)
}

/// Tickets read by culprit in sixteen weeks, from made-up data; in the sixth none were read.
const READ: [(&str, [u8; 16]); 8] = [
    (
        "Connection limits",
        [10, 9, 10, 11, 11, 0, 8, 8, 10, 8, 9, 10, 12, 9, 12, 10],
    ),
    (
        "Questions and guidance",
        [
            21, 18, 20, 21, 19, 0, 20, 19, 19, 20, 20, 20, 20, 21, 13, 12,
        ],
    ),
    (
        "Upgrades",
        [9, 10, 7, 10, 8, 0, 11, 10, 8, 11, 11, 11, 9, 11, 9, 7],
    ),
    (
        "Followers",
        [5, 4, 6, 6, 5, 0, 4, 6, 5, 7, 4, 5, 6, 4, 8, 7],
    ),
    (
        "Backups",
        [12, 11, 15, 15, 12, 0, 14, 14, 22, 26, 24, 23, 22, 25, 5, 8],
    ),
    ("Billing", [5, 4, 5, 4, 6, 0, 6, 6, 5, 6, 5, 3, 6, 2, 3, 3]),
    (
        "Slow queries",
        [5, 3, 5, 2, 1, 0, 5, 3, 4, 3, 4, 3, 4, 2, 6, 4],
    ),
    (
        "All others",
        [4, 6, 6, 6, 7, 0, 7, 6, 6, 5, 6, 3, 3, 6, 4, 7],
    ),
];

const WEEKS: [&str; 16] = [
    "1 Apr", "8 Apr", "15 Apr", "22 Apr", "29 Apr", "6 May", "13 May", "20 May", "27 May", "3 Jun",
    "10 Jun", "17 Jun", "24 Jun", "1 Jul", "8 Jul", "15 Jul",
];

fn reading(value: f64) -> DataPoint {
    let half = 0.85 * value.sqrt();
    DataPoint {
        value,
        lower: (value - half * 0.8).max(0.0),
        upper: value + half,
        partial: false,
    }
}

fn sample() -> SmallMultiples {
    let panel = |&(title, read): &(&str, [u8; 16])| {
        let points: Vec<_> = read
            .map(|read| (read > 0).then(|| reading(f64::from(read) * 0.242)))
            .to_vec();
        let end_text = format!("{:.1}", points[15].unwrap().value);
        CulpritPanel {
            title: title.into(),
            emphasis: false,
            points,
            end_text,
            whole: vec![],
            breaks: vec![],
            targets: vec![],
            annotations: vec![],
        }
    };
    let mut panels: Vec<_> = READ.iter().map(panel).collect();
    for (at, flag) in [(1, 1), (4, 0)] {
        (panels[at].emphasis, panels[at].annotations) = (true, vec![flag]);
    }
    SmallMultiples {
        caption: caption(
            "postgres-trends",
            "Backups led for six weeks, then dropped after the July fix",
        ),
        digits: Digits::default(),
        target_label: "goal".into(),
        unit: "tickets per 1,000 databases".into(),
        periods: WEEKS.map(String::from).to_vec(),
        panels,
        annotations: vec![
            flag(13.5, "8 July: Backup capture fix shipped"),
            flag(13.5, "8 July: Docs on continuous protection rewritten"),
        ],
    }
}

fn flag(at: f64, text: &str) -> Annotation {
    Annotation {
        at,
        text: text.into(),
    }
}

fn changed(change: impl Fn(&mut SmallMultiples)) -> SmallMultiples {
    let mut chart = sample();
    change(&mut chart);
    chart
}

fn periods(count: usize) -> SmallMultiples {
    changed(|chart| {
        chart.periods = (1..=count).map(|day| format!("{day} July")).collect();
        for panel in &mut chart.panels {
            panel.points = panel.points.iter().cycle().take(count).copied().collect();
        }
    })
}

/// Weeks that no line reaches, one that is not over, and a panel of which nothing is known.
fn gaps() -> SmallMultiples {
    changed(|chart| {
        for panel in &mut chart.panels {
            (panel.points[1], panel.points[3]) = (None, None);
            panel.points[15].as_mut().unwrap().partial = true;
        }
        chart.panels[0].points.truncate(12);
        chart.panels[1].points.clear();
        chart.panels[2].points[14] = None;
        chart.panels[3].points[8].as_mut().unwrap().partial = true;
        chart.panels[3].points[9].as_mut().unwrap().partial = true;
    })
}

/// Values that cannot be drawn, or only just.
fn odd_numbers() -> SmallMultiples {
    changed(|chart| {
        let mut set = |at: usize, period: usize, value, lower, upper| {
            chart.panels[at].points[period] = Some(DataPoint {
                value,
                lower,
                upper,
                partial: false,
            });
        };
        set(0, 3, f64::NAN, 1.0, 2.0);
        set(1, 3, 2.0, f64::NAN, f64::NAN);
        set(2, 15, f64::INFINITY, 1.0, 2.0);
        set(3, 15, -1.0, f64::NEG_INFINITY, 2.0);
        set(4, 15, 3.0, 4.0, 2.0);
        chart.annotations.push(flag(f64::NAN, "nowhere"));
        chart.panels[5].annotations = vec![2, 7, 2];
    })
}

/// A culprit that was split off another in the ninth week, one whose whole was seen once, and a new way of counting.
fn split() -> SmallMultiples {
    changed(|chart| {
        let whole: Vec<_> = (0..16).map(|at| (at < 8).then(|| reading(6.0))).collect();
        let panel = &mut chart.panels[3];
        panel.points[..8].fill(None);
        (panel.whole, panel.breaks) = (whole, vec![7.5]);
        let panel = &mut chart.panels[2];
        panel.points[..1].fill(None);
        (panel.whole, panel.breaks) = (vec![Some(reading(30.0))], vec![0.5]);
        (chart.panels[0].breaks, chart.panels[4].breaks) = (vec![9.2], vec![f64::NAN, 14.0, 40.0]);
    })
}

fn crowded() -> SmallMultiples {
    changed(|chart| {
        chart.annotations = (0..12)
            .map(|at| {
                flag(
                    12.0 + f64::from(at) * 0.4,
                    "On some day: one of twelve things",
                )
            })
            .collect();
        chart
            .annotations
            .push(flag(-9.0, &"before everything ".repeat(12)));
        for panel in &mut chart.panels {
            panel.annotations = (0..13).collect();
        }
        chart.panels.extend_from_within(0..4);
    })
}

fn long_words() -> SmallMultiples {
    changed(|chart| {
        chart.panels[0].title =
            "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen and all that".into();
        chart.panels[1].end_text = "1,234,567,890 so far, perhaps".into();
        chart.unit =
            "tickets per 1,000 databases with more than a hundred gigabytes on the older plans"
                .into();
        chart.periods[0] = "the week from 1 to 7 April 2013".into();
        chart.periods[15] = "the week from 15 to 21 July 2013, so far".into();
    })
}

fn scaled(factor: f64) -> SmallMultiples {
    changed(|chart| {
        for reading in chart
            .panels
            .iter_mut()
            .flat_map(|panel| &mut panel.points)
            .flatten()
        {
            (reading.value, reading.lower) = (reading.value * factor, reading.lower * factor);
            reading.upper *= factor;
        }
    })
}

fn cases() -> Vec<(&'static str, SmallMultiples)> {
    vec![
        ("sample", sample()),
        ("gaps", gaps()),
        ("odd numbers", odd_numbers()),
        ("split", split()),
        ("crowded", crowded()),
        ("long words", long_words()),
        ("huge numbers", scaled(1e9)),
        ("small numbers", scaled(1e-4)),
        ("zeros", scaled(0.0)),
        ("26 periods", periods(26)),
        ("two periods", periods(2)),
        ("one period", periods(1)),
        ("no periods", periods(0)),
        ("one panel", changed(|chart| chart.panels.truncate(1))),
        ("no panels", changed(|chart| chart.panels.clear())),
    ]
}

/// What is drawn of a panel after its zero line, which each panel has once.
struct Drawn {
    floor: f64,
    across: Range<f64>,
    /// The corners of each line.
    lines: Vec<Vec<(f64, f64)>>,
    /// The middles of the dots.
    dots: Vec<(f64, f64)>,
}

impl Drawn {
    fn x(&self, at: usize, periods: usize) -> f64 {
        evenly(&self.across, at, periods)
    }
}

fn panels(document: &Document<'_>) -> Vec<Drawn> {
    let mut panels: Vec<Drawn> = Vec::new();
    for node in document.root_element().children() {
        if has_class(node, &["s-axis"]) {
            let ends = corners(node);
            panels.push(Drawn {
                floor: ends[0].1,
                across: ends[0].0..ends[1].0,
                lines: vec![],
                dots: vec![],
            });
        }
        let Some(panel) = panels.last_mut() else {
            continue;
        };
        if has_class(node, &["s-accent", "s-prev"]) {
            panel.lines.push(corners(node));
        } else if has_class(node, &["f-accent", "f-prev"])
            && node.has_tag_name(("http://www.w3.org/2000/svg", "circle"))
        {
            panel.dots.push((number(node, "cx"), number(node, "cy")));
        }
    }
    panels
}

/// What should be drawn: how long each run of whole weeks is, and every week that is drawn at all.
fn expected(chart: &SmallMultiples, panel: &CulpritPanel) -> (Vec<usize>, Vec<(usize, f64)>) {
    let known = |(at, reading): (usize, &Option<DataPoint>)| {
        Some((at, reading.filter(|it| it.value.is_finite())?))
    };
    let all: Vec<_> = panel
        .points
        .iter()
        .take(chart.periods.len())
        .enumerate()
        .filter_map(known)
        .collect();
    let whole: Vec<usize> = all
        .iter()
        .filter(|(_, reading)| !reading.partial)
        .map(|(at, _)| *at)
        .collect();
    let broken = |from: usize, to: usize| {
        panel
            .breaks
            .iter()
            .any(|at| (from as f64) <= *at && *at < to as f64)
    };
    let joined = |one: &usize, other: &usize| one + 1 == *other && !broken(*one, *other);
    let runs = whole
        .chunk_by(joined)
        .map(<[usize]>::len)
        .filter(|&length| length > 1);
    (
        runs.collect(),
        all.iter()
            .map(|&(at, reading)| (at, reading.value.max(0.0)))
            .collect(),
    )
}

#[test]
fn values_stand_at_their_places_and_gaps_stay_gaps() {
    for_each_case(cases(), multiples, |name, chart, document| {
        let panels = panels(document);
        assert_eq!(
            panels.len(),
            if chart.periods.is_empty() {
                0
            } else {
                chart.panels.len()
            },
            "{name}"
        );
        let mut heights: Vec<(f64, f64)> = Vec::new();
        for (drawn, panel) in panels.iter().zip(&chart.panels) {
            let (runs, values) = expected(chart, panel);
            assert_eq!(
                drawn.lines.iter().map(Vec::len).collect::<Vec<_>>(),
                runs,
                "{name}: {}",
                panel.title
            );
            let mut places: Vec<(f64, f64)> = drawn
                .lines
                .iter()
                .flatten()
                .chain(&drawn.dots)
                .copied()
                .collect();
            places.sort_by(|one, other| one.0.total_cmp(&other.0));
            places.dedup();
            assert_eq!(places.len(), values.len(), "{name}: {}", panel.title);
            for (&(x, y), &(at, value)) in places.iter().zip(&values) {
                assert_near(name, x, drawn.x(at, chart.periods.len()));
                heights.push((drawn.floor - y, value));
            }
        }
        let (highest, most) =
            heights.iter().copied().fold(
                (0.0, 0.0),
                |one, other| if other.1 > one.1 { other } else { one },
            );
        for (height, value) in heights {
            assert_near(
                name,
                height,
                if most > 0.0 {
                    highest * value / most
                } else {
                    0.0
                },
            );
        }
    });
}

#[test]
fn an_interval_is_drawn_wherever_a_line_is() {
    for width in [Width::Wide, Width::Narrow] {
        let svg = multiples(&gaps(), width, Placement::Page);
        let document = Document::parse(&svg).unwrap();
        let bands = elements(&document, "path")
            .filter(|node| has_class(*node, &["f-band", "f-rest"]))
            .count();
        let lines = panels(&document)
            .iter()
            .map(|panel| panel.lines.len())
            .sum::<usize>();
        assert_eq!(bands, lines);
    }
}

#[test]
fn a_week_that_is_not_over_is_hollow() {
    let svg = multiples(&gaps(), Width::Wide, Placement::Page);
    let document = Document::parse(&svg).unwrap();
    let holes = elements(&document, "circle")
        .filter(|node| has_class(*node, &["f-bg"]))
        .count();
    assert_eq!(
        holes,
        6 + 2,
        "the last week of six panels and two weeks more"
    );
}

#[test]
fn before_a_split_stands_the_whole_and_a_dashed_line_between() {
    let svg = multiples(&split(), Width::Wide, Placement::Page);
    let document = Document::parse(&svg).unwrap();
    let grey: Vec<_> = elements(&document, "path")
        .filter(|node| has_class(*node, &["s-inh"]))
        .map(corners)
        .collect();
    assert_eq!(
        grey.iter().map(Vec::len).collect::<Vec<_>>(),
        [8],
        "eight weeks of the whole"
    );
    let dots = elements(&document, "circle")
        .filter(|node| has_class(*node, &["f-inh"]))
        .count();
    assert_eq!(dots, 1, "a single week of a whole is a dot");
    let panel = &panels(&document)[3];
    let line = panel.lines[0][0];
    assert!(
        grey[0][7].0 < line.0 && grey[0][7].1 < line.1,
        "the whole is more than its part"
    );
    let dashes = |x: f64| {
        let dash = |node: &roxmltree::Node| {
            has_class(*node, &["s-muted"]) && (corners(*node)[0].0 - x).abs() < 0.2
        };
        elements(&document, "path").filter(dash).count()
    };
    let middle = (panel.x(7, 16) + panel.x(8, 16)) / 2.0;
    assert!(dashes(middle) > 5, "{}", dashes(middle));
    assert_eq!(dashes(panel.x(3, 16)), 0);
}

#[test]
fn flags_are_numbered_as_they_are_met() {
    let svg = multiples(&sample(), Width::Wide, Placement::Page);
    let document = Document::parse(&svg).unwrap();
    let words = texts(&document).join("|");
    let (docs, fix) = (
        "|1|8 July: Docs on continuous protection rewritten",
        "|2|8 July: Backup capture fix shipped",
    );
    assert_ends_with(&words, format!("{docs}{fix}"));
    let discs = |number| {
        elements(&document, "text")
            .filter(|node| has_class(*node, &["num f-bg"]) && node.text() == Some(number))
            .count()
    };
    assert_eq!((discs("1"), discs("2"), discs("3")), (2, 2, 0));

    let poles: Vec<_> = elements(&document, "path")
        .filter(|node| has_class(*node, &["s-ink"]))
        .map(corners)
        .collect();
    let panels = panels(&document);
    for (pole, panel) in poles.iter().zip([&panels[1], &panels[4]]) {
        assert_near("pole", pole[0].0, (panel.x(13, 16) + panel.x(14, 16)) / 2.0);
        assert_eq!(pole[1], (pole[0].0, panel.floor));
    }
}

#[test]
fn a_goal_is_a_broken_line_up_to_its_day_with_a_key() {
    let goal = |value, until| PanelTarget { value, until };
    let with = |targets: Vec<PanelTarget>| {
        let chart = changed(|chart| chart.panels[0].targets = targets.clone());
        let svg = multiples(&chart, Width::Wide, Placement::Page);
        let document = Document::parse(&svg).unwrap();
        let dashes = elements(&document, "path").filter(|node| has_class(*node, &["s-good"]));
        let dashes: Vec<Vec<(f64, f64)>> = dashes.map(corners).collect();
        let names: Vec<String> = texts(&document).into_iter().map(str::to_owned).collect();
        let ticks: Vec<f64> = names.iter().filter_map(|name| name.parse().ok()).collect();
        let highest = ticks.into_iter().fold(0.0, f64::max);
        (dashes, names.contains(&"goal".to_owned()), highest)
    };
    let (dashes, is_named, scale) = with(vec![]);
    assert_eq!((dashes.len(), is_named), (0, false));
    let (whole, is_named, _) = with(vec![goal(2.0, None)]);
    assert!(is_named && whole.len() > 10, "{}", whole.len());
    let (half, ..) = with(vec![goal(2.0, Some(7.5))]);
    assert!(
        half.len() * 2 < whole.len() + 12,
        "{} of {}",
        half.len(),
        whole.len()
    );
    let height = |dashes: &[Vec<(f64, f64)>]| dashes.last().unwrap()[0].1;
    let (higher, ..) = with(vec![goal(3.0, None)]);
    assert!(height(&higher) < height(&whole), "more is higher");
    let (.., with_goal) = with(vec![goal(scale * 3.0, None)]);
    assert!(with_goal > scale, "the scale reaches the goal");
}

#[test]
fn panels_stand_in_even_rows() {
    let rows = |count: usize, width: Width| {
        let mut chart = sample();
        chart.panels = chart.panels.iter().cycle().take(count).cloned().collect();
        let svg = multiples(&chart, width, Placement::Page);
        let document = Document::parse(&svg).unwrap();
        let floors: Vec<_> = panels(&document)
            .iter()
            .map(|panel| panel.floor.to_string())
            .collect();
        floors
            .chunk_by(|one, other| one == other)
            .map(<[String]>::len)
            .collect::<Vec<_>>()
    };
    assert_eq!(rows(5, Width::Wide), [3, 2]);
    assert_eq!(rows(8, Width::Wide), [4, 4]);
    assert_eq!(rows(12, Width::Wide), [4, 4, 4]);
    assert_eq!(rows(5, Width::Narrow), [2, 2, 1]);
}

#[test]
fn the_drawing_is_the_same_bytes_everywhere() {
    expect_file!["../golden/multiples-wide.svg"].assert_eq(&multiples(
        &sample(),
        Width::Wide,
        Placement::Standalone,
    ));
    expect_file!["../golden/multiples-narrow.svg"].assert_eq(&multiples(
        &sample(),
        Width::Narrow,
        Placement::Page,
    ));
}
