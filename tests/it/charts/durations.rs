//! Durations of incidents: marks on a logarithmic scale, columns on a plain one.

use expect_test::expect_file;
use roxmltree::{Document, Node};
use statuary::render::drawing::{Placement, Width};
use statuary::render::durations;
use statuary::render::svg::write_svg;
use statuary::view::chart::{
    Digits, Dot, DurationTick, DurationsChart, DurationsLegend, Impact, MedianTick,
};

use super::{
    Drawing, WIDTHS, assert_near, caption, corners, drawings, elements, for_each_case, has_class,
    number, texts,
};

/// The chart as SVG.
fn durations(chart: &DurationsChart, width: Width, frame: Placement) -> String {
    write_svg(&durations::draw_durations(chart, width, frame))
}

pub fn all() -> Vec<Drawing> {
    drawings("durations", cases(), |chart| &chart.caption, durations)
}

const MONTHS: [&str; 12] = [
    "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul",
];

/// Made-up incidents of a year.
const INCIDENTS: [(f64, f64, Impact); 24] = [
    (-0.3, 22.0, Impact::Minor),
    (0.1, 340.0, Impact::Major),
    (0.4, 75.0, Impact::Minor),
    (0.9, 48.0, Impact::Major),
    (1.2, 130.0, Impact::Minor),
    (1.9, 61.0, Impact::Minor),
    (2.2, 1100.0, Impact::Critical),
    (2.4, 33.0, Impact::Minor),
    (3.1, 90.0, Impact::Major),
    (4.0, 12.0, Impact::Minor),
    (5.3, 210.0, Impact::Minor),
    (5.8, 15.0, Impact::Minor),
    (6.1, 41.0, Impact::Major),
    (6.6, 38.0, Impact::Minor),
    (7.0, 400.0, Impact::Critical),
    (7.2, 66.0, Impact::Minor),
    (7.3, 70.0, Impact::Minor),
    (8.1, 27.0, Impact::Minor),
    (8.3, 150.0, Impact::Major),
    (9.2, 8.0, Impact::Minor),
    (9.9, 52.0, Impact::Minor),
    (10.4, 95.0, Impact::Major),
    (11.0, 610.0, Impact::Major),
    (11.2, 31.0, Impact::Minor),
];

const SEVERITIES: [Impact; 3] = [Impact::Minor, Impact::Major, Impact::Critical];

fn sample() -> DurationsChart {
    let count = |month: usize, severity: Impact| {
        let inside = |at: f64| (at + 0.5).floor() as usize == month;
        INCIDENTS
            .iter()
            .filter(|&&(at, _, it)| it == severity && inside(at))
            .count() as u32
    };
    let median = |from: f64, minutes, interval| MedianTick {
        from,
        to: from + 3.0,
        minutes,
        interval,
    };
    let ticks = [
        (5.0, "5 min"),
        (30.0, "30 min"),
        (120.0, "2 h"),
        (480.0, "8 h"),
        (1440.0, "1 day"),
    ];
    DurationsChart {
        caption: caption("incidents", "Half of the incidents are over within an hour"),
        digits: Digits::default(),
        key: DurationsLegend {
            minor: "minor".into(),
            major: "major".into(),
            critical: "critical".into(),
            median: "median of the quarter".into(),
            interval: "95% interval".into(),
        },
        durations_title: "Time to resolve".into(),
        counts_title: "Incidents each month".into(),
        ticks: ticks
            .map(|(minutes, text)| DurationTick {
                minutes,
                text: text.into(),
            })
            .to_vec(),
        months: MONTHS.map(String::from).to_vec(),
        dots: INCIDENTS
            .map(|(at, minutes, severity)| Dot {
                at,
                minutes,
                severity,
            })
            .to_vec(),
        medians: vec![
            median(-0.5, 68.0, Some((22.0, 340.0))),
            median(2.5, 90.0, None),
            median(5.5, 54.0, Some((38.0, 400.0))),
            median(8.5, 73.5, Some((8.0, 610.0))),
        ],
        counts: (0..12)
            .map(|month| SEVERITIES.map(|severity| count(month, severity)))
            .collect(),
    }
}

fn changed(change: impl Fn(&mut DurationsChart)) -> DurationsChart {
    let mut chart = sample();
    change(&mut chart);
    chart
}

fn months(count: usize) -> DurationsChart {
    changed(|chart| {
        chart.months = (1..=count).map(|month| format!("month {month}")).collect();
        chart.counts = (0..count as u32)
            .map(|month| [month * month, month, 1])
            .collect();
    })
}

/// Values that cannot be drawn, or only just.
fn odd_numbers() -> DurationsChart {
    changed(|chart| {
        let odd = [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, -1.0, 0.0];
        for value in odd {
            chart.dots.push(Dot {
                at: 3.0,
                minutes: value,
                severity: Impact::Major,
            });
            chart.dots.push(Dot {
                at: value,
                minutes: 30.0,
                severity: Impact::Critical,
            });
            chart.ticks.push(DurationTick {
                minutes: value,
                text: "odd".into(),
            });
            chart.medians.push(MedianTick {
                from: value,
                to: 3.0,
                minutes: 60.0,
                interval: Some((value, 70.0)),
            });
            chart.medians.push(MedianTick {
                from: 2.0,
                to: value,
                minutes: value,
                interval: None,
            });
        }
    })
}

fn long_words() -> DurationsChart {
    changed(|chart| {
        chart.key.minor = "incidents of the least severity, which few people notice at all".into();
        chart.key.interval = "Donaudampfschifffahrtsgesellschaft".repeat(4);
        chart.ticks[4].text = "one whole day and one whole night".into();
        chart.durations_title =
            "Time from the first report to the resolution, in words of one syllable ".repeat(3);
        chart.months[11] = "July, which is not over yet".into();
    })
}

fn cases() -> Vec<(&'static str, DurationsChart)> {
    vec![
        ("sample", sample()),
        ("odd numbers", odd_numbers()),
        ("long words", long_words()),
        (
            "huge counts",
            changed(|chart| chart.counts[3] = [u32::MAX, 1_234_567, 0]),
        ),
        (
            "no incidents",
            changed(|chart| {
                (chart.dots, chart.medians, chart.counts) = (vec![], vec![], vec![[0; 3]; 12])
            }),
        ),
        ("no counts", changed(|chart| chart.counts.clear())),
        ("no ticks", changed(|chart| chart.ticks.clear())),
        (
            "nothing but months",
            changed(|chart| (chart.dots, chart.medians, chart.ticks) = (vec![], vec![], vec![])),
        ),
        (
            "no time at all",
            changed(|chart| chart.dots.iter_mut().for_each(|dot| dot.minutes = 0.0)),
        ),
        ("26 months", months(26)),
        ("two months", months(2)),
        ("one month", months(1)),
        ("no months", months(0)),
    ]
}

/// The middles of the marks of one severity, without the samples in the key, which come before the grid.
fn marks(document: &Document<'_>, severity: Impact) -> Vec<(f64, f64)> {
    let drawn = document
        .root_element()
        .children()
        .skip_while(|node| !has_class(*node, &["s-grid"]));
    let middle = |node: Node<'_, '_>| match (severity, node.tag_name().name()) {
        (Impact::Minor, "circle") if has_class(node, &["f-inh"]) => {
            Some((number(node, "cx"), number(node, "cy")))
        }
        (Impact::Major, "rect")
            if has_class(node, &["f-part"]) && number(node, "width") == number(node, "height") =>
        {
            let half = number(node, "width") / 2.0;
            Some((number(node, "x") + half, number(node, "y") + half))
        }
        (Impact::Critical, "path") if has_class(node, &["f-after"]) => {
            Some((corners(node)[0].0, corners(node)[1].1))
        }
        _ => None,
    };
    drawn.filter_map(middle).collect()
}

#[test]
fn each_incident_has_a_mark_of_its_severity_at_its_place() {
    for width in WIDTHS {
        let chart = sample();
        let svg = durations(&chart, width, Placement::Page);
        let document = Document::parse(&svg).unwrap();
        let grid: Vec<_> = elements(&document, "path")
            .filter(|node| has_class(*node, &["s-grid"]))
            .map(corners)
            .collect();
        let (left, right) = (grid[0][0].0, grid[0][1].0);
        for severity in SEVERITIES {
            let dots = chart.dots.iter().filter(|dot| dot.severity == severity);
            let marks = marks(&document, severity);
            assert_eq!(marks.len(), dots.clone().count(), "{severity:?}");
            for (dot, (x, y)) in dots.zip(marks) {
                assert_near("across", x, left + (right - left) * (dot.at + 0.5) / 12.0);
                // From tick to tick the scale is even in the logarithm. Lines stand on the middle of a unit.
                let above = chart
                    .ticks
                    .iter()
                    .position(|tick| tick.minutes >= dot.minutes)
                    .unwrap();
                let (one, other) = (&chart.ticks[above - 1], &chart.ticks[above]);
                let part = (dot.minutes / one.minutes).ln() / (other.minutes / one.minutes).ln();
                let (one, other) = (grid[above - 1][0].1, grid[above][0].1);
                assert!(
                    (y - (one + (other - one) * part)).abs() < 0.8,
                    "{dot:?} is at {y}"
                );
            }
        }
    }
}

#[test]
fn columns_are_as_high_as_their_counts() {
    for_each_case(cases(), durations, |name, chart, document| {
        let columns = |class: &'static str| -> Vec<f64> {
            let after = document.root_element().children().skip_while(|node| {
                !has_class(*node, &["s-axis"]) && node.text() != Some(&chart.counts_title)
            });
            after
                .filter(|node| node.tag_name().name() == "rect" && has_class(*node, &[class]))
                .map(|node| number(node, "height"))
                .collect()
        };
        let heights = [columns("f-inh"), columns("f-part"), columns("f-after")];
        let mut drawn: Vec<(f64, u32)> = Vec::new();
        for (at, heights) in heights.into_iter().enumerate() {
            let counts = chart
                .counts
                .iter()
                .take(chart.months.len())
                .map(|counts| counts[at])
                .filter(|&count| count > 0);
            let counts: Vec<u32> = counts.collect();
            assert_eq!(heights.len(), counts.len(), "{name}");
            drawn.extend(heights.into_iter().zip(counts));
        }
        let highest = drawn.iter().map(|it| it.0).fold(0.0, f64::max);
        let most = drawn.iter().map(|it| it.1).max().unwrap_or(1);
        for (height, count) in drawn {
            assert_near(name, height, highest * f64::from(count) / f64::from(most));
        }
    });
}

#[test]
fn the_key_explains_what_is_drawn_and_nothing_else() {
    let key = |chart: &DurationsChart| {
        let svg = durations(chart, Width::Wide, Placement::Page);
        let document = Document::parse(&svg).unwrap();
        let words = texts(&document)
            .into_iter()
            .take_while(|text| *text != "Time to resolve");
        words.collect::<Vec<_>>().join("|")
    };
    assert_eq!(
        key(&sample()),
        "minor|major|critical|median of the quarter|95% interval"
    );
    let some = changed(|chart| {
        chart.dots.retain(|dot| dot.severity == Impact::Major);
        chart.medians.retain(|median| median.interval.is_none());
    });
    assert_eq!(key(&some), "major|median of the quarter");
}

#[test]
fn an_incident_of_another_year_is_not_drawn_at_the_edge() {
    let chart = changed(|chart| {
        chart.dots.push(Dot {
            at: 12.0,
            minutes: 30.0,
            severity: Impact::Critical,
        })
    });
    assert_eq!(
        durations(&chart, Width::Wide, Placement::Page),
        durations(&sample(), Width::Wide, Placement::Page)
    );
}

#[test]
fn five_hundred_marks_do_not_hide_the_medians_and_are_smaller() {
    let many = changed(|chart| {
        chart.dots = INCIDENTS
            .iter()
            .cycle()
            .take(500)
            .enumerate()
            .map(|(at, &(_, minutes, severity))| Dot {
                at: (at % 120) as f64 / 10.0 - 0.5,
                minutes,
                severity,
            })
            .collect();
    });
    // Whether the medians are drawn after the dots, and how large a dot is.
    let drawn = |chart: &DurationsChart| {
        let svg = durations(chart, Width::Wide, Placement::Page);
        let document = Document::parse(&svg).unwrap();
        let nodes: Vec<_> = document.root_element().descendants().collect();
        let medians = nodes
            .iter()
            .enumerate()
            .filter(|(_, node)| has_class(**node, &["s-line"]) && corners(**node).len() == 2);
        // The first one is that of the key.
        let medians: Vec<usize> = medians.map(|(at, _)| at).skip(1).collect();
        assert_eq!(medians.len(), chart.medians.len());
        let circles = nodes.iter().enumerate().filter(|(_, node)| {
            node.tag_name().name() == "circle" && has_class(**node, &["f-inh"])
        });
        let circles: Vec<(usize, f64)> =
            circles.map(|(at, node)| (at, number(*node, "r"))).collect();
        let (last_circle, radius) = *circles.last().unwrap();
        (medians.iter().all(|at| *at > last_circle), radius)
    };
    let few = drawn(&sample());
    assert_eq!(
        few,
        (false, 3.6),
        "a median does not hide the dot that it is"
    );
    let (are_on_top, radius) = drawn(&many);
    assert!(are_on_top, "the dots hide no median");
    assert!((1.7..2.0).contains(&radius), "{radius}");
}

#[test]
fn the_drawing_is_the_same_bytes_everywhere() {
    expect_file!["../golden/durations-wide.svg"].assert_eq(&durations(
        &sample(),
        Width::Wide,
        Placement::Standalone,
    ));
    expect_file!["../golden/durations-narrow.svg"].assert_eq(&durations(
        &sample(),
        Width::Narrow,
        Placement::Page,
    ));
}
