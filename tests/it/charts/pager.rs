//! Pages of teams: columns are as high as their counts, all to one scale, and what was not counted is not drawn.

use crate::compare::{assert_excludes, assert_includes, assert_lacks};
use std::ops::Range;

use expect_test::expect_file;
use roxmltree::Document;
use statuary::render::drawing::{Placement, Width};
use statuary::render::svg::write_svg;
use statuary::render::team_pages;
use statuary::view::chart::{
    ColumnNote, Digits, PageColumn, TeamPagesChart, TeamPagesLegend, TeamPanel,
};

use super::{
    Drawing, WIDTHS, assert_near, caption, corners, drawings, elements, for_each_case, has_class,
    number, texts,
};

/// The chart as SVG.
fn team_pages(chart: &TeamPagesChart, width: Width, frame: Placement) -> String {
    write_svg(&team_pages::draw_team_pages(chart, width, frame))
}

pub fn all() -> Vec<Drawing> {
    drawings("pages", cases(), |chart| &chart.caption, team_pages)
}

/// Twelve weeks of four made-up teams: after hours, and in working hours.
const TEAMS: [(&str, [(u32, u32); 12]); 4] = [
    (
        "Data",
        [
            (9, 4),
            (11, 5),
            (8, 6),
            (12, 4),
            (14, 5),
            (10, 3),
            (13, 6),
            (16, 4),
            (12, 5),
            (15, 7),
            (9, 4),
            (7, 3),
        ],
    ),
    (
        "Runtime",
        [
            (4, 6),
            (5, 5),
            (3, 7),
            (6, 4),
            (4, 5),
            (2, 6),
            (3, 4),
            (5, 6),
            (4, 4),
            (3, 5),
            (2, 4),
            (3, 6),
        ],
    ),
    (
        "Routing",
        [
            (2, 1),
            (1, 2),
            (0, 1),
            (2, 2),
            (19, 8),
            (3, 2),
            (1, 1),
            (0, 2),
            (2, 1),
            (1, 3),
            (1, 1),
            (0, 1),
        ],
    ),
    (
        "Dashboard",
        [
            (1, 2),
            (0, 3),
            (1, 1),
            (2, 4),
            (1, 2),
            (0, 2),
            (1, 3),
            (0, 0),
            (1, 2),
            (0, 2),
            (1, 4),
            (0, 2),
        ],
    ),
];

const WEEKS: [&str; 12] = [
    "22 Apr", "29 Apr", "6 May", "13 May", "20 May", "27 May", "3 Jun", "10 Jun", "17 Jun",
    "24 Jun", "1 Jul", "8 Jul",
];

fn sample() -> TeamPagesChart {
    let panel = |&(title, counts): &(&str, [(u32, u32); 12])| {
        let column = |(after_hours, in_hours): (u32, u32)| {
            Some(PageColumn {
                after_hours,
                in_hours,
                outside: after_hours > 18,
                partial: false,
            })
        };
        let (after, inside) = counts[11];
        TeamPanel {
            title: title.into(),
            words: format!("last week {} pages, {after} after hours", after + inside),
            columns: counts.map(column).to_vec(),
            note: (title == "Routing").then(|| ColumnNote {
                at: 4,
                text: "20 May: routing outage".into(),
            }),
        }
    };
    TeamPagesChart {
        caption: caption(
            "pages",
            "Most of the Data team’s pages still come after hours",
        ),
        digits: Digits::default(),
        key: TeamPagesLegend {
            after_hours: "after hours".into(),
            in_hours: "in working hours".into(),
            outside: "outside the usual range".into(),
            partial: "so far".into(),
        },
        periods: WEEKS.map(String::from).to_vec(),
        panels: TEAMS.iter().map(panel).collect(),
    }
}

fn changed(change: impl Fn(&mut TeamPagesChart)) -> TeamPagesChart {
    let mut chart = sample();
    change(&mut chart);
    chart
}

fn periods(count: usize) -> TeamPagesChart {
    changed(|chart| {
        chart.periods = (1..=count).map(|day| format!("{day} July")).collect();
        for panel in &mut chart.panels {
            panel.columns = panel.columns.iter().cycle().take(count).copied().collect();
        }
    })
}

/// Weeks that were not counted, one that is not over, and a team of which nothing is known.
fn gaps() -> TeamPagesChart {
    changed(|chart| {
        for panel in &mut chart.panels {
            (panel.columns[1], panel.columns[3]) = (None, None);
            panel.columns[11].as_mut().unwrap().partial = true;
        }
        chart.panels[0].columns.truncate(9);
        chart.panels[1].columns.clear();
        chart.panels[2].columns[4] = None;
        chart.panels[3].columns.extend(
            [Some(PageColumn {
                after_hours: 1,
                in_hours: 1,
                outside: false,
                partial: false,
            }); 3],
        );
    })
}

fn every(change: impl Fn(&mut PageColumn)) -> TeamPagesChart {
    changed(|chart| {
        chart
            .panels
            .iter_mut()
            .flat_map(|panel| &mut panel.columns)
            .flatten()
            .for_each(&change)
    })
}

fn long_words() -> TeamPagesChart {
    changed(|chart| {
        chart.panels[0].title =
            "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen and all that".into();
        chart.panels[1].words =
            "last week 1,234 pages, of which 1,200 came after hours, most of them on one night"
                .into();
        for (at, panel) in chart.panels.iter_mut().enumerate() {
            let text = format!(
                "{}: {}",
                WEEKS[at * 3],
                "what was behind so many pages of one team ".repeat(at + 1)
            );
            panel.note = Some(ColumnNote { at: at * 3, text });
        }
        chart.key.outside =
            "outside of the range that the weeks before it let expect for this team, and rarer than once a year".into();
        chart.periods[0] = "the week from 22 to 28 April 2013".into();
        chart.periods[11] = "the week from 8 to 14 July 2013, so far".into();
    })
}

fn notes_at_the_edges() -> TeamPagesChart {
    changed(|chart| {
        chart.panels[0].note = Some(ColumnNote {
            at: 0,
            text: "22 Apr: the first of all weeks".into(),
        });
        chart.panels[1].note = Some(ColumnNote {
            at: 11,
            text: "8 Jul: the last of all weeks".into(),
        });
        chart.panels[3].note = Some(ColumnNote {
            at: 12,
            text: "nowhere".into(),
        });
    })
}

fn cases() -> Vec<(&'static str, TeamPagesChart)> {
    vec![
        ("sample", sample()),
        ("gaps", gaps()),
        ("long words", long_words()),
        ("notes at the edges", notes_at_the_edges()),
        (
            "huge numbers",
            every(|column| {
                (column.after_hours, column.in_hours) = (u32::MAX - column.in_hours, u32::MAX)
            }),
        ),
        (
            "one tall column",
            changed(|chart| chart.panels[2].columns[4].as_mut().unwrap().in_hours = 900),
        ),
        (
            "zeros",
            every(|column| (column.after_hours, column.in_hours) = (0, 0)),
        ),
        ("all outside", every(|column| column.outside = true)),
        ("all partial", every(|column| column.partial = true)),
        ("26 periods", periods(26)),
        ("two periods", periods(2)),
        ("one period", periods(1)),
        ("no periods", periods(0)),
        (
            "eight panels",
            changed(|chart| chart.panels.extend_from_within(0..4)),
        ),
        ("three panels", changed(|chart| chart.panels.truncate(3))),
        ("one panel", changed(|chart| chart.panels.truncate(1))),
        ("no panels", changed(|chart| chart.panels.clear())),
    ]
}

/// What is drawn of a team.
#[derive(Default)]
struct Drawn {
    /// The heights at which grid lines are; the lowest number is the highest line.
    grid: Vec<f64>,
    across: Range<f64>,
    /// The parts of columns: whether after hours, left, right, top, bottom.
    parts: Vec<(bool, f64, f64, f64, f64)>,
    /// From where to where the zero line goes, and how high it is.
    floors: Vec<(f64, f64, f64)>,
    dots: usize,
}

/// A panel begins with its grid lines.
fn panels(document: &Document<'_>) -> Vec<Drawn> {
    let mut panels: Vec<Drawn> = Vec::new();
    let mut in_grid = false;
    for node in document
        .root_element()
        .children()
        .filter(roxmltree::Node::is_element)
    {
        let is_grid = has_class(node, &["s-grid"]);
        if is_grid && !in_grid {
            let ends = corners(node);
            panels.push(Drawn {
                across: ends[0].0..ends[1].0,
                ..Drawn::default()
            });
        }
        in_grid = is_grid;
        let Some(panel) = panels.last_mut() else {
            continue;
        };
        if is_grid {
            panel.grid.push(corners(node)[0].1);
        } else if has_class(node, &["s-axis"]) {
            let ends = corners(node);
            panel.floors.push((ends[0].0, ends[1].0, ends[0].1));
        } else if has_class(node, &["f-after", "f-inh"]) {
            let (x, y) = (number(node, "x"), number(node, "y"));
            let after = has_class(node, &["f-after"]);
            panel.parts.push((
                after,
                x,
                x + number(node, "width"),
                y,
                y + number(node, "height"),
            ));
        } else if node.has_tag_name(("http://www.w3.org/2000/svg", "circle")) {
            panel.dots += 1;
        }
    }
    panels
}

#[test]
fn parts_stand_on_each_other_at_their_places_to_one_scale() {
    for_each_case(cases(), team_pages, |name, chart, document| {
        let drawn = panels(document);
        assert_eq!(
            drawn.len(),
            if chart.periods.is_empty() {
                0
            } else {
                chart.panels.len()
            },
            "{name}"
        );
        let mut scale: Vec<(f64, f64)> = Vec::new();
        for (drawn, panel) in drawn.iter().zip(&chart.panels) {
            let columns: Vec<_> = panel
                .columns
                .iter()
                .take(chart.periods.len())
                .enumerate()
                .collect();
            let mut parts = drawn.parts.iter();
            let step = (drawn.across.end - drawn.across.start) / chart.periods.len() as f64;
            for (at, column) in columns
                .iter()
                .filter_map(|(at, column)| Some((*at, (**column)?)))
            {
                let middle = drawn.across.start + step * (at as f64 + 0.5);
                let floor = drawn.floors[0].2;
                let mut below = floor;
                if column.after_hours > 0 {
                    let &(after, left, right, top, bottom) = parts.next().unwrap();
                    assert!(after, "{name}: after hours is at the bottom");
                    assert_near(name, (left + right) / 2.0, middle);
                    assert_near(name, bottom, floor);
                    scale.push((floor - top, f64::from(column.after_hours)));
                    below = top;
                }
                if column.in_hours > 0 {
                    let &(after, _, _, top, bottom) = parts.next().unwrap();
                    assert!(!after, "{name}");
                    let gap = if column.after_hours > 0 {
                        1.0_f64.min((below - top) / 2.0)
                    } else {
                        0.0
                    };
                    assert_near(&format!("{name}: gap"), below - bottom, gap);
                    scale.push((
                        floor - top,
                        f64::from(column.after_hours) + f64::from(column.in_hours),
                    ));
                }
            }
            assert!(parts.next().is_none(), "{name}: {}", panel.title);
        }
        let (highest, most) =
            scale.iter().copied().fold(
                (0.0, 0.0),
                |one, other| if other.1 > one.1 { other } else { one },
            );
        for (height, count) in scale {
            assert_near(name, height, highest * count / most);
        }
    });
}

#[test]
fn the_zero_line_breaks_where_nothing_was_counted() {
    for_each_case(cases(), team_pages, |name, chart, document| {
        for (drawn, panel) in panels(document).iter().zip(&chart.panels) {
            let mut columns: Vec<bool> = panel
                .columns
                .iter()
                .map(Option::is_some)
                .take(chart.periods.len())
                .collect();
            columns.resize(chart.periods.len(), false);
            let step = (drawn.across.end - drawn.across.start) / columns.len() as f64;
            let mut expected = Vec::new();
            let mut at = 0;
            for run in columns.chunk_by(|one, other| one == other) {
                if run[0] {
                    let from = drawn.across.start + step * at as f64;
                    expected.push((from, from + step * run.len() as f64));
                }
                at += run.len();
            }
            assert_eq!(
                drawn.floors.len(),
                expected.len(),
                "{name}: {}",
                panel.title
            );
            for ((left, right, _), (from, to)) in drawn.floors.iter().zip(expected) {
                assert_near(name, *left, from);
                assert_near(name, *right, to);
            }
        }
    });
}

#[test]
fn a_dot_is_over_each_column_outside_its_range_and_words_over_one() {
    for width in WIDTHS {
        let svg = team_pages(&sample(), width, Placement::Page);
        let document = Document::parse(&svg).unwrap();
        assert_eq!(
            panels(&document)
                .iter()
                .map(|panel| panel.dots)
                .collect::<Vec<_>>(),
            [0, 0, 1, 0]
        );
        assert_includes(&texts(&document), &"20 May: routing outage");
        let leads: Vec<_> = elements(&document, "path")
            .filter(|node| has_class(*node, &["s-ink"]))
            .map(corners)
            .collect();
        let (left, right, top) = panels(&document)[2]
            .parts
            .iter()
            .map(|part| (part.1, part.2, part.3))
            .find(|it| {
                it.2 == panels(&document)[2]
                    .parts
                    .iter()
                    .map(|part| part.3)
                    .fold(f64::MAX, f64::min)
            })
            .unwrap();
        assert_eq!(leads.len(), 1);
        assert_near(
            "the line leads to its column",
            leads[0][0].0,
            (left + right) / 2.0,
        );
        assert!(leads[0][1].1 < top, "and ends above it");
    }
    let svg = team_pages(&notes_at_the_edges(), Width::Wide, Placement::Page);
    // A note on no column is not drawn.
    assert_lacks(&svg, "nowhere");
}

#[test]
fn a_week_that_is_not_over_is_an_outline() {
    let svg = team_pages(&gaps(), Width::Wide, Placement::Page);
    let document = Document::parse(&svg).unwrap();
    let holes = elements(&document, "rect")
        .filter(|node| has_class(*node, &["f-bg"]))
        .count();
    assert!(
        holes >= 3,
        "the key, and one part at least of the two teams that have this week: {holes}"
    );
    assert_includes(&texts(&document), &"so far");
    assert_excludes(
        &texts(&Document::parse(&team_pages(&sample(), Width::Wide, Placement::Page)).unwrap()),
        &"so far",
    );
}

#[test]
fn panels_stand_two_across_or_one_on_a_phone() {
    let rows = |width: Width| {
        let svg = team_pages(&sample(), width, Placement::Page);
        let document = Document::parse(&svg).unwrap();
        let tops: Vec<String> = panels(&document)
            .iter()
            .map(|panel| panel.grid[0].to_string())
            .collect();
        tops.chunk_by(|one, other| one == other)
            .map(<[String]>::len)
            .collect::<Vec<_>>()
    };
    assert_eq!(rows(Width::Wide), [2, 2]);
    assert_eq!(rows(Width::Narrow), [1, 1, 1, 1]);
}

#[test]
fn the_drawing_is_the_same_bytes_everywhere() {
    expect_file!["../golden/pages-wide.svg"].assert_eq(&team_pages(
        &sample(),
        Width::Wide,
        Placement::Standalone,
    ));
    expect_file!["../golden/pages-narrow.svg"].assert_eq(&team_pages(
        &sample(),
        Width::Narrow,
        Placement::Page,
    ));
}
