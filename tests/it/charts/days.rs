//! The last days of a component: a bar for each, as high as the day was bad.

use crate::compare::assert_includes;
use expect_test::expect_file;
use roxmltree::{Document, Node};
use statuary::render::days;
use statuary::render::drawing::{Placement, Width};
use statuary::render::svg::write_svg;
use statuary::view::chart::{DayState, DaysChart};

use super::{Drawing, assert_near, caption, drawings, elements, for_each_case, number, texts};

/// The chart as SVG.
fn days(chart: &DaysChart, width: Width, frame: Placement) -> String {
    write_svg(&days::draw_days(chart, width, frame))
}

pub fn all() -> Vec<Drawing> {
    drawings("days", cases(), |chart| &chart.caption, days)
}

/// Made-up days: unknown at first, then fine but for a few.
fn history(count: usize) -> Vec<DayState> {
    let state = |at: usize| match at {
        0..4 => DayState::Nothing,
        _ if at % 37 == 23 => DayState::Outage,
        _ if at % 37 == 24 => DayState::Partial,
        _ if at % 41 == 16 => DayState::Degraded,
        _ => DayState::Fine,
    };
    (0..count).map(state).collect()
}

fn sample() -> DaysChart {
    let names = [
        "Not known",
        "Operational",
        "Degraded performance",
        "Partial outage",
        "Major outage",
    ];
    DaysChart {
        caption: caption("postgres", "Postgres"),
        days: history(90),
        ends: ["6 June 2013".into(), "3 September 2013".into()],
        uptime: "99.967% over 86 days".into(),
        key: DayState::ALL
            .into_iter()
            .zip(names.map(String::from))
            .collect(),
    }
}

fn changed(change: impl Fn(&mut DaysChart)) -> DaysChart {
    let mut chart = sample();
    change(&mut chart);
    chart
}

fn cases() -> Vec<(&'static str, DaysChart)> {
    let words =
        "words that are much too long for the place that they have been given here".repeat(2);
    vec![
        ("sample", sample()),
        (
            "one day",
            changed(|chart| chart.days = vec![DayState::Outage]),
        ),
        ("no day", changed(|chart| chart.days.clear())),
        ("a year", changed(|chart| chart.days = history(366))),
        ("no uptime", changed(|chart| chart.uptime.clear())),
        ("no key", changed(|chart| chart.key.clear())),
        (
            "long words",
            changed(|chart| {
                chart.ends = [words.clone(), words.clone()];
                chart.uptime.clone_from(&words);
                chart
                    .key
                    .iter_mut()
                    .for_each(|(_, name)| name.clone_from(&words));
            }),
        ),
    ]
}

/// The bars of days, without the samples of the key and the paper.
fn bars<'a>(document: &'a Document<'_>) -> Vec<Node<'a, 'a>> {
    let floor = |node: &Node<'_, '_>| number(*node, "y") + number(*node, "height");
    let rects: Vec<_> = elements(document, "rect")
        .filter(|node| node.attribute("class") != Some("f-bg"))
        .collect();
    let lowest = rects.iter().map(floor).fold(0.0, f64::max);
    rects
        .into_iter()
        .filter(|node| (floor(node) - lowest).abs() < 0.05)
        .collect()
}

#[test]
fn each_day_has_a_bar_as_high_as_it_was_bad() {
    for_each_case(cases(), days, |name, chart, document| {
        let bars = bars(document);
        if chart.days.is_empty() {
            return;
        }
        assert_eq!(bars.len(), chart.days.len(), "{name}");
        let heights = [
            (DayState::Nothing, 2.0),
            (DayState::Fine, 9.0),
            (DayState::Degraded, 18.0),
        ];
        let heights = heights
            .into_iter()
            .chain([(DayState::Partial, 24.0), (DayState::Outage, 30.0)]);
        let heights: Vec<(DayState, f64)> = heights.collect();
        for (bar, day) in bars.iter().zip(&chart.days) {
            let (_, height) = heights.iter().find(|(state, _)| state == day).unwrap();
            assert_eq!(number(*bar, "height"), *height, "{name}");
        }
    });
}

#[test]
fn bars_stand_evenly_from_edge_to_edge_with_paper_between_them() {
    for_each_case(cases(), days, |name, chart, document| {
        let bars = bars(document);
        let (Some(first), Some(last)) = (bars.first(), bars.last()) else {
            return;
        };
        if chart.days.is_empty() {
            return;
        }
        let paper = number(document.root_element(), "width");
        let margin = number(*first, "x");
        assert_near(
            name,
            number(*last, "x") + number(*last, "width"),
            paper - margin,
        );
        for pair in bars.windows(2) {
            let end = number(pair[0], "x") + number(pair[0], "width");
            assert!(end < number(pair[1], "x"), "{name}: two bars touch");
        }
    });
}

#[test]
fn the_uptime_is_beside_the_bars_with_the_days_that_it_covers() {
    let svg = days(&sample(), Width::Wide, Placement::Standalone);
    let document = Document::parse(&svg).unwrap();
    let words = texts(&document);
    for said in ["99.967% over 86 days", "6 June 2013", "3 September 2013"] {
        assert_includes(&words, &said);
    }
}

#[test]
fn golden() {
    for (width, file) in [
        (Width::Wide, expect_file!["../golden/days-wide.svg"]),
        (Width::Narrow, expect_file!["../golden/days-narrow.svg"]),
    ] {
        let frame = if width == Width::Wide {
            Placement::Standalone
        } else {
            Placement::Page
        };
        file.assert_eq(&days(&sample(), width, frame));
    }
}
