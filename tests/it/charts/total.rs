//! All tickets over time: counts and rates apart, each to its own scale from zero, with what was to be expected.

use crate::compare::assert_ends_with;
use std::ops::Range;

use expect_test::expect_file;
use roxmltree::{Document, Node};
use statuary::render::drawing::{Placement, Width};
use statuary::render::svg::write_svg;
use statuary::render::totals;
use statuary::view::chart::{Annotation, Digits, TotalPoint, TotalsChart};

use super::{
    Drawing, WIDTHS, assert_near, caption, corners, drawings, elements, evenly, for_each_case,
    has_class, number, texts,
};

/// The chart as SVG.
fn total(chart: &TotalsChart, width: Width, frame: Placement) -> String {
    write_svg(&totals::draw_totals(chart, width, frame))
}

pub fn all() -> Vec<Drawing> {
    drawings("total", cases(), |chart| &chart.caption, total)
}

/// Weeks of made-up data: tickets and databases.
const WEEKS: [(&str, f64, f64); 12] = [
    ("29 Apr", 359.0, 17_200.0),
    ("6 May", 377.0, 17_350.0),
    ("13 May", 373.0, 17_500.0),
    ("20 May", 395.0, 17_650.0),
    ("27 May", 384.0, 17_800.0),
    ("3 Jun", 409.0, 17_950.0),
    ("10 Jun", 387.0, 18_100.0),
    ("17 Jun", 403.0, 18_250.0),
    ("24 Jun", 406.0, 18_400.0),
    ("1 Jul", 412.0, 18_200.0),
    ("8 Jul", 268.0, 18_900.0),
    ("15 Jul", 242.0, 19_000.0),
];

fn sample() -> TotalsChart {
    let rate = |(_, tickets, databases): (&str, f64, f64)| {
        let value = tickets / databases * 1000.0;
        Some(TotalPoint {
            value,
            signal: value < 18.0,
            partial: false,
        })
    };
    let limits = |(_, _, databases): (&str, f64, f64)| {
        let half = 3.0 * (21.8_f64 / databases * 1000.0).sqrt();
        Some((21.8 - half, 21.8 + half))
    };
    TotalsChart {
        caption: caption(
            "postgres-total",
            "Tickets per database fell by more than a third",
        ),
        digits: Digits::default(),
        periods: WEEKS.map(|(week, ..)| week.to_owned()).to_vec(),
        counts_title: "Tickets".into(),
        counts: WEEKS
            .map(|(_, value, _)| {
                Some(TotalPoint {
                    value,
                    signal: false,
                    partial: false,
                })
            })
            .to_vec(),
        counts_text: "242 last week".into(),
        rates_title: "Tickets per 1,000 databases".into(),
        rates: WEEKS.map(rate).to_vec(),
        rates_text: "12.7 last week".into(),
        mean: Some(21.8),
        baseline: Some((0, 9)),
        limits: WEEKS.map(limits).to_vec(),
        limits_text: "expected range 18–25, mean 22".into(),
        breaks: vec![],
        annotations: vec![flag(9.5, "8 July: Backup fix and docs")],
    }
}

fn flag(at: f64, text: &str) -> Annotation {
    Annotation {
        at,
        text: text.into(),
    }
}

fn changed(change: impl Fn(&mut TotalsChart)) -> TotalsChart {
    let mut chart = sample();
    change(&mut chart);
    chart
}

fn each(chart: &mut TotalsChart) -> impl Iterator<Item = &mut TotalPoint> {
    chart.counts.iter_mut().chain(&mut chart.rates).flatten()
}

fn gaps() -> TotalsChart {
    changed(|chart| {
        (chart.counts[4], chart.rates[4], chart.rates[6]) = (None, None, None);
        for totals in [&mut chart.counts, &mut chart.rates] {
            totals[11].as_mut().unwrap().partial = true;
        }
        chart.limits[..2].fill(None);
        (chart.limits[7], chart.limits[9]) = (None, None);
    })
}

/// No usage is known: the range is that of the counts.
fn counts_alone() -> TotalsChart {
    changed(|chart| {
        chart.rates.fill(None);
        (chart.mean, chart.limits_text) = (Some(390.0), "expected range 330–450, mean 390".into());
        chart.limits.fill(Some((330.0, 450.0)));
    })
}

fn periods(count: usize) -> TotalsChart {
    changed(|chart| {
        chart.periods = (1..=count).map(|day| format!("{day} July")).collect();
        chart.counts = chart.counts.iter().cycle().take(count).copied().collect();
        chart.rates = chart.rates.iter().cycle().take(count).copied().collect();
        chart.limits = chart.limits.iter().cycle().take(count).copied().collect();
    })
}

/// Values that cannot be drawn, or only just.
fn odd_numbers() -> TotalsChart {
    changed(|chart| {
        let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0];
        for (total, value) in chart
            .counts
            .iter_mut()
            .chain(chart.rates.iter_mut().skip(3))
            .flatten()
            .zip(odd.repeat(4))
        {
            total.value = value;
        }
        (chart.limits[0], chart.limits[1]) = (Some((f64::NAN, 30.0)), Some((30.0, f64::NAN)));
        (chart.mean, chart.baseline) = (Some(f64::NAN), Some((7, 99)));
        chart.annotations.push(flag(f64::NAN, "nowhere"));
    })
}

fn long_words() -> TotalsChart {
    changed(|chart| {
        chart.counts_title = "Tickets of every kind from every form, counted once each ".repeat(3);
        chart.counts_text = "242 last week, which is not over yet, and was a short one".into();
        chart.rates_text = "Donaudampfschifffahrtsgesellschaft".repeat(3);
        chart.limits_text =
            "the range to be expected from the ten weeks before the eighth of July".into();
        chart.periods[11] = "the week from 15 to 21 July 2013, so far".into();
        chart.annotations[0].text =
            "8 July: everything that was done in a long week, told at length ".repeat(3);
    })
}

fn cases() -> Vec<(&'static str, TotalsChart)> {
    let flags = |count: u8| -> Vec<Annotation> {
        (0..count)
            .map(|at| {
                flag(
                    1.0 + f64::from(at) * 0.8,
                    &format!("{at} May: one of many things"),
                )
            })
            .collect()
    };
    vec![
        ("sample", sample()),
        ("gaps", gaps()),
        (
            "counted anew",
            changed(|chart| chart.breaks = vec![5.3, 9.0]),
        ),
        ("counts alone", counts_alone()),
        ("rates alone", changed(|chart| chart.counts.clear())),
        (
            "without limits",
            changed(|chart| (chart.limits, chart.mean, chart.baseline) = (vec![], None, None)),
        ),
        (
            "without words",
            changed(|chart| {
                [&mut chart.counts_text, &mut chart.rates_text]
                    .into_iter()
                    .for_each(String::clear)
            }),
        ),
        (
            "value on the mean",
            changed(|chart| chart.rates[11].as_mut().unwrap().value = 21.8),
        ),
        ("odd numbers", odd_numbers()),
        ("long words", long_words()),
        ("many flags", changed(|chart| chart.annotations = flags(14))),
        ("no flags", changed(|chart| chart.annotations.clear())),
        (
            "huge numbers",
            changed(|chart| each(chart).for_each(|total| total.value *= 1e9)),
        ),
        (
            "zeros",
            changed(|chart| each(chart).for_each(|total| total.value = 0.0)),
        ),
        ("26 periods", periods(26)),
        ("two periods", periods(2)),
        ("one period", periods(1)),
        ("no periods", periods(0)),
        (
            "nothing",
            changed(|chart| (chart.counts, chart.rates) = (vec![], vec![])),
        ),
    ]
}

/// What is drawn from one zero line to the next.
struct Scale<'a> {
    floor: f64,
    across: Range<f64>,
    marks: Vec<Node<'a, 'a>>,
}

/// The zero line is the first of its colour after the grid; the mean follows it.
fn scales<'a>(document: &'a Document<'_>) -> Vec<Scale<'a>> {
    let mut scales: Vec<Scale> = Vec::new();
    let mut after_grid = false;
    for node in document.root_element().children() {
        after_grid |= has_class(node, &["s-grid"]);
        if after_grid && has_class(node, &["s-axis"]) {
            let ends = corners(node);
            scales.push(Scale {
                floor: ends[0].1,
                across: ends[0].0..ends[1].0,
                marks: vec![],
            });
            after_grid = false;
        } else if let Some(scale) = scales.last_mut().filter(|_| !after_grid) {
            scale.marks.push(node);
        }
    }
    scales
}

impl Scale<'_> {
    /// The middles of the dots and of the rings, which are dots with a hole.
    fn dots(&self) -> Vec<(f64, f64)> {
        let dots = self
            .marks
            .iter()
            .filter(|node| node.tag_name().name() == "circle");
        let dots = dots.filter(|node| has_class(**node, &["f-accent", "f-prev"]));
        dots.map(|node| (number(*node, "cx"), number(*node, "cy")))
            .collect()
    }

    fn x(&self, at: usize, periods: usize) -> f64 {
        evenly(&self.across, at, periods)
    }

    /// How long each line through dots is.
    fn lines(&self) -> Vec<usize> {
        let lines = self
            .marks
            .iter()
            .filter(|node| has_class(**node, &["s-accent", "s-prev"]));
        lines.map(|node| corners(*node).len()).collect()
    }
}

fn known(totals: &[Option<TotalPoint>], periods: usize) -> Vec<(usize, TotalPoint)> {
    let known = |(at, total): (usize, &Option<TotalPoint>)| {
        Some((at, total.filter(|total| total.value.is_finite())?))
    };
    totals
        .iter()
        .take(periods)
        .enumerate()
        .filter_map(known)
        .collect()
}

#[test]
fn values_stand_at_their_places_and_gaps_stay_gaps() {
    for_each_case(cases(), total, |name, chart, document| {
        let periods = chart.periods.len();
        let measures = [&chart.counts, &chart.rates].map(|total| known(total, periods));
        let measures: Vec<_> = measures
            .into_iter()
            .filter(|totals| !totals.is_empty())
            .collect();
        let scales = scales(document);
        assert_eq!(scales.len(), measures.len(), "{name}");
        for (scale, totals) in scales.iter().zip(measures) {
            let whole: Vec<_> = totals
                .iter()
                .filter(|(_, whole)| !whole.partial)
                .map(|(at, _)| *at)
                .collect();
            let broken = |from: usize, to: usize| {
                chart
                    .breaks
                    .iter()
                    .any(|at| from as f64 <= *at && *at < to as f64)
            };
            let joined = |one: &usize, other: &usize| one + 1 == *other && !broken(*one, *other);
            let runs = whole.chunk_by(joined).map(<[usize]>::len);
            // In the narrow layout a sample of the line may follow in a key.
            let lines: Vec<_> = runs.filter(|&length| length > 1).collect();
            assert_eq!(scale.lines()[..lines.len()], lines, "{name}");
            let dots = &scale.dots()[..totals.len()];
            let highest = totals
                .iter()
                .map(|(_, whole)| whole.value.max(0.0))
                .fold(0.0, f64::max);
            let tallest = dots
                .iter()
                .map(|dot| scale.floor - dot.1)
                .fold(0.0, f64::max);
            for (&(x, y), (at, total)) in dots.iter().zip(&totals) {
                assert_near(name, x, scale.x(*at, periods));
                let expected = if highest > 0.0 {
                    tallest * total.value.max(0.0) / highest
                } else {
                    0.0
                };
                assert_near(name, scale.floor - y, expected);
            }
        }
    });
}

#[test]
fn a_signal_is_large_and_a_week_that_is_not_over_is_hollow() {
    let radii = |chart: &TotalsChart| {
        let svg = total(chart, Width::Wide, Placement::Page);
        let document = Document::parse(&svg).unwrap();
        let circles =
            elements(&document, "circle").filter(|node| has_class(*node, &["f-accent", "f-bg"]));
        let radii: Vec<_> = circles
            .map(|node| node.attribute("r").unwrap().to_owned())
            .collect();
        radii[radii.len() - 3..].join(" ")
    };
    assert_eq!(radii(&sample()), "2.7 5 5");
    assert_eq!(radii(&gaps()), "5 5 3.4");
}

#[test]
fn the_expected_range_is_behind_the_rates_or_else_the_counts() {
    let ranges = |chart: &TotalsChart| -> Vec<usize> {
        let svg = total(chart, Width::Wide, Placement::Page);
        let document = Document::parse(&svg).unwrap();
        let scales = scales(&document);
        let ranges = elements(&document, "path").filter(|node| has_class(*node, &["f-limit"]));
        let ranges: Vec<_> = ranges.map(corners).collect();
        let last = scales.last().unwrap().floor;
        assert!(
            ranges
                .iter()
                .flatten()
                .all(|corner| corner.1 < last && corner.1 > last - 180.0)
        );
        ranges.iter().map(Vec::len).collect()
    };
    // Four corners for each week, in each run of weeks that have a range.
    assert_eq!(ranges(&sample()), [4 * 12]);
    assert_eq!(ranges(&counts_alone()), [4 * 12]);
    assert_eq!(ranges(&gaps()), [4 * 5, 4, 4 * 2]);
}

#[test]
fn the_expected_range_is_to_scale() {
    let svg = total(&counts_alone(), Width::Wide, Placement::Page);
    let document = Document::parse(&svg).unwrap();
    let scale = &scales(&document)[0];
    let unit = (scale.floor - scale.dots()[0].1) / WEEKS[0].1;
    let range = corners(
        elements(&document, "path")
            .find(|node| has_class(*node, &["f-limit"]))
            .unwrap(),
    );
    assert_near("upper", scale.floor - range[0].1, 450.0 * unit);
    assert_near("lower", scale.floor - range[47].1, 330.0 * unit);
    let mean = scale
        .marks
        .iter()
        .find(|node| has_class(**node, &["s-axis"]))
        .unwrap();
    assert_near("mean", scale.floor - corners(*mean)[0].1, 390.0 * unit);
}

#[test]
fn flags_are_named_beside_their_discs_or_under_the_drawing() {
    let words = |chart: &TotalsChart, width: Width| {
        let svg = total(chart, width, Placement::Page);
        texts(&Document::parse(&svg).unwrap()).join("|")
    };
    for width in WIDTHS {
        let one = words(&sample(), width);
        assert_eq!(
            one.matches("8 July: Backup fix and docs").count(),
            1,
            "{one}"
        );
        assert_ends_with(&one, "|15 Jul");
        let late = flag(9.5, "8 July: Backup fix and docs");
        let crowd = changed(|chart| {
            chart.annotations = vec![late.clone(), flag(9.1, "5 July: Limits raised")]
        });
        let crowd = words(&crowd, width);
        let list = "|15 Jul|1|5 July: Limits raised|2|8 July: Backup fix and docs";
        assert_ends_with(&crowd, list);
    }
}

#[test]
fn the_drawing_is_the_same_bytes_everywhere() {
    expect_file!["../golden/total-wide.svg"].assert_eq(&total(
        &sample(),
        Width::Wide,
        Placement::Standalone,
    ));
    expect_file!["../golden/total-narrow.svg"].assert_eq(&total(
        &sample(),
        Width::Narrow,
        Placement::Page,
    ));
}
