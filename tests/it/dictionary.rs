//! The open numbers: an analyst who has the files and the dictionary computes everything again. The formulas are written here once more,
//! as the dictionary says them, and share no code with the program.

use std::collections::BTreeMap;

use crate::site::{Pages, example, internal, page, words};

const AT: &str = "2013-09-12T12:00Z";
const Z: f64 = 1.959_963_984_540_054;

type Row = BTreeMap<String, String>;

fn csv(pages: &Pages, path: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(page(pages, path).as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

fn number(row: &Row, column: &str) -> Option<f64> {
    let cell = row
        .get(column)
        .unwrap_or_else(|| panic!("no column {column} in {row:?}"));
    (!cell.is_empty()).then(|| cell.parse().unwrap())
}

#[track_caller]
fn near(row: &Row, column: &str, expected: f64) {
    let found = number(row, column).unwrap_or_else(|| panic!("{column} is empty in {row:?}"));
    let tolerance = 1e-7 * expected.abs().max(1e-3);
    assert!(
        (found - expected).abs() <= tolerance,
        "{column}: {found} instead of {expected} in {row:?}"
    );
}

/// One line of counts.csv.
#[derive(Clone, Copy, Debug)]
struct Count {
    population: Option<f64>,
    read: f64,
    out: f64,
    count: f64,
    usage: Option<f64>,
    /// Tickets that a machine gave to the culprit, those among the read that it missed, and those that it named wrongly.
    labels: Option<[f64; 3]>,
}

fn counts(rows: &[Row], culprit: &str, side: &str) -> Vec<Count> {
    let of = rows
        .iter()
        .filter(|row| row["culprit"] == culprit && row["side"] == side);
    let count = |row: &Row| Count {
        population: number(row, "population"),
        read: number(row, "read").unwrap(),
        out: number(row, "not_applicable").unwrap(),
        count: number(row, "count").unwrap(),
        usage: number(row, "usage"),
        labels: number(row, "machine").map(|machine| {
            [
                machine,
                number(row, "missed").unwrap(),
                number(row, "wrong").unwrap(),
            ]
        }),
    };
    of.map(count).collect()
}

fn has_labels(counts: &[Count]) -> bool {
    counts.iter().any(|one| one.labels.is_some())
}

/// Corrected tickets of a stratum, the middle of their interval and their variance.
fn corrected(one: &Count) -> [f64; 3] {
    let (all, n) = (one.population.unwrap(), one.read);
    if all == n {
        return [one.count, one.count, 0.0];
    }
    let [machine, missed, wrong] = one.labels.unwrap_or([0.0, one.count, 0.0]);
    let (q1, q2) = ((missed + 1.0) / (n + 2.0), (wrong + 1.0) / (n + 2.0));
    let spread = (q1 + q2 - (q1 - q2).powi(2)) / (n + 2.0);
    [
        machine + all * (missed - wrong) / n,
        machine + all * (q1 - q2),
        all * all * spread * (all - n) / (all - 1.0),
    ]
}

/// Corrected tickets of all strata with their limits.
fn corrected_tickets(counts: &[Count]) -> (f64, f64, f64) {
    let sum = |part: usize| counts.iter().map(|one| corrected(one)[part]).sum::<f64>();
    let seen: f64 = counts.iter().map(|one| one.count).sum();
    let unread = counts.iter().map(|one| one.population.unwrap() - one.read);
    let most = seen + unread.sum::<f64>();
    let value = sum(0).max(seen).min(most);
    let (middle, half) = (sum(1), Z * sum(2).sqrt());
    (
        value,
        (middle - half).max(seen).min(value),
        (middle + half).min(most).max(value),
    )
}

/// Share and limits from strata of (N, n, x); no N at all for a single sample whose population nobody knows.
fn share(strata: &[(Option<f64>, f64, f64)]) -> (f64, f64, f64) {
    if let [(None, n, x)] = strata {
        let (l, u) = wilson(x / n, *n);
        return (x / n, l, u);
    }
    let strata: Vec<(f64, f64, f64)> = strata
        .iter()
        .map(|(all, n, x)| (all.unwrap(), *n, *x))
        .collect();
    type Strata = Vec<(f64, f64, f64)>;
    let (full, rest): (Strata, Strata) = strata
        .iter()
        .copied()
        .filter(|(all, ..)| *all > 0.0)
        .partition(|(all, n, _)| all == n);
    let (c, certain): (f64, f64) = (
        full.iter().map(|s| s.2).sum(),
        full.iter().map(|s| s.0).sum(),
    );
    let total: f64 = rest.iter().map(|s| s.0).sum();
    let (mut p, mut design, mut found) = (0.0_f64, 0.0_f64, 0.0_f64);
    for (all, n, x) in &rest {
        let (w, v, q) = (all / total, (all - n) / ((all - 1.0) * n), x / n);
        (p, design, found) = (
            p + w * q,
            design + w * w * v,
            found + w * w * v * q * (1.0 - q),
        );
    }
    let (mut l, mut u) = (0.0, 0.0);
    if !rest.is_empty() {
        let e = (p * (1.0 - p) / found).min(1.0 / design);
        let e = if e.is_nan() { 1.0 / design } else { e };
        (l, u) = wilson(p, e);
        let (seen, most): (f64, f64) = (
            rest.iter().map(|s| s.2).sum(),
            rest.iter().map(|s| s.0 - s.1 + s.2).sum(),
        );
        (l, u) = (l.max(seen / total), u.min(most / total));
    }
    let scale = |share: f64| (c + share * total) / (certain + total);
    (scale(p), scale(l.min(p)), scale(u.max(p)))
}

fn wilson(p: f64, e: f64) -> (f64, f64) {
    let d = 1.0 + Z * Z / e;
    let (mid, half) = (
        (p + Z * Z / (2.0 * e)) / d,
        Z / d * (p * (1.0 - p) / e + Z * Z / (4.0 * e * e)).sqrt(),
    );
    (mid - half, mid + half)
}

/// Phi(-x), by Simpson's rule.
fn tail(x: f64) -> f64 {
    let (steps, width) = (20_000, 12.0);
    let h = width / f64::from(steps);
    let f = |i: i32| (-(x + h * f64::from(i)).powi(2) / 2.0).exp() / std::f64::consts::TAU.sqrt();
    let weight = |i: i32| {
        if i == 0 || i == steps {
            1.0
        } else {
            f64::from(2 + i % 2 * 2)
        }
    };
    (0..=steps).map(|i| weight(i) * f(i)).sum::<f64>() * h / 3.0
}

/// V, S and the usage of one side; without a padding, of corrected tickets.
fn side(
    counts: &[Count],
    (dispersion, own): (f64, f64),
    padding: Option<f64>,
    per_usage: bool,
    periods: f64,
) -> (f64, f64, f64) {
    let (mut volume, mut sampling) = (0.0, 0.0);
    for one in counts {
        let Some(padding) = padding else {
            let [tickets, _, variance] = corrected(one);
            (volume, sampling) = (volume + tickets, sampling + variance);
            continue;
        };
        let add = padding / counts.len() as f64;
        let (all, n, unread) = (
            one.population.unwrap() + add,
            one.read + add,
            one.population.unwrap() - one.read,
        );
        let p = (one.count + add / 2.0) / n;
        volume += all * p;
        sampling += all * unread * p * (1.0 - p) / n;
    }
    let variance = (dispersion * volume + sampling).max(own * (volume + sampling));
    let usage = if per_usage {
        counts.iter().map(|one| one.usage.unwrap()).sum()
    } else {
        periods
    };
    (volume, variance, usage)
}

fn check_ratio(row: &Row, now: &[Count], before: &[Count]) {
    let none = |counts: &[Count]| counts.iter().all(|one| one.count == 0.0);
    let padding = if none(now) || none(before) { 1.0 } else { 0.0 };
    let dispersion = (
        number(row, "dispersion").unwrap(),
        number(row, "dispersion_own").unwrap(),
    );
    let per_usage = now.iter().chain(before).all(|one| one.usage.is_some());
    // Corrected tickets of either side are compared with corrected tickets.
    let padding = (!has_labels(now) && !has_labels(before)).then_some(padding);
    let (v, s, u) = side(now, dispersion, padding, per_usage, now.len() as f64);
    let (v0, s0, u0) = side(before, dispersion, padding, per_usage, before.len() as f64);
    let (ratio, error) = ((v / u) / (v0 / u0), (s / v / v + s0 / v0 / v0).sqrt());
    near(row, "change", ratio);
    near(row, "change_lower", ratio * (-Z * error).exp());
    near(row, "change_upper", ratio * (Z * error).exp());
    near(row, "change_p", 2.0 * tail(ratio.ln().abs() / error));
}

/// The row of all tickets, from the strata of the first row of the report.
fn check_total(row: &Row, seen: &[Row], culprit: &str) {
    let sum = |counts: &[Count], part: fn(&Count) -> Option<f64>| -> Option<f64> {
        counts.iter().map(part).sum()
    };
    let (now, before) = (
        counts(seen, culprit, "this"),
        counts(seen, culprit, "previous"),
    );
    let all = sum(&now, |one| one.population);
    assert_eq!(number(row, "tickets"), all, "{row:?}");
    assert_eq!(
        row["change_measure"].is_empty(),
        number(row, "change").is_none()
    );
    let (Some(change), Some(all)) = (number(row, "change"), all) else {
        return;
    };
    let earlier = sum(&before, |one| one.population).unwrap();
    assert_eq!(number(row, "previous_tickets"), Some(earlier));
    // A period has one line for each of its strata, with the usage of the whole.
    let usage = |counts: &[Count]| sum(counts, |one| one.usage);
    let exposure = usage(&now).zip(usage(&before));
    let (u, u0) = exposure.unwrap_or((now.len() as f64, before.len() as f64));
    let ratio = (all / u) / (earlier / u0);
    let phi = number(row, "dispersion").unwrap();
    let error = (phi / all + phi / earlier).sqrt();
    assert!((change - ratio).abs() < 1e-9, "{change} instead of {ratio}");
    near(row, "change_lower", ratio * (-Z * error).exp());
    near(row, "change_upper", ratio * (Z * error).exp());
    near(row, "change_p", 2.0 * tail(ratio.ln().abs() / error));
}

fn check_difference(row: &Row, now: &Count, before: &Count) {
    let (p, p0) = (now.count / now.read, before.count / before.read);
    let own = number(row, "dispersion_own").unwrap();
    let ((l, u), (l0, u0)) = (wilson(p, now.read / own), wilson(p0, before.read / own));
    near(row, "change", p - p0);
    near(
        row,
        "change_lower",
        p - p0 - ((p - l).powi(2) + (u0 - p0).powi(2)).sqrt(),
    );
    near(
        row,
        "change_upper",
        p - p0 + ((u - p).powi(2) + (p0 - l0).powi(2)).sqrt(),
    );
    let log = |n: f64| (1..=n as u64).map(|i| (i as f64).ln()).sum::<f64>();
    let choose = |n: f64, k: f64| log(n) - log(k) - log(n - k);
    let marked = now.count + before.count;
    let chance = |x: f64| {
        (choose(before.read, x) + choose(now.read, marked - x)
            - choose(now.read + before.read, marked))
        .exp()
    };
    let tables = (0..=marked as u64)
        .map(|x| x as f64)
        .filter(|x| *x <= before.read && marked - x <= now.read);
    let observed = chance(before.count);
    let p_value: f64 = tables
        .map(chance)
        .filter(|p| *p <= observed * (1.0 + 1e-7))
        .sum();
    let (mut low, mut high) = (0.0, 40.0);
    for _ in 0..80 {
        let middle = f64::midpoint(low, high);
        if 2.0 * tail(middle) > p_value.min(1.0) {
            low = middle;
        } else {
            high = middle;
        }
    }
    near(row, "change_p", 2.0 * tail(low / own.sqrt()));
}

fn check_row(row: &Row, rows: &[Row]) {
    let now = counts(rows, &row["culprit"], "this");
    let scope = |one: &Count| {
        let m = one.read - one.out;
        (
            one.population.map(|all| (all * m / one.read + 0.5).floor()),
            m,
            one.count,
        )
    };
    let all: Option<f64> = now.iter().map(|one| one.population).sum();
    let (value, lower, upper) = if has_labels(&now) {
        assert!(now.iter().all(|one| one.out == 0.0), "{row:?}");
        let (value, lower, upper) = corrected_tickets(&now);
        let all = all.unwrap();
        (value / all, lower / all, upper / all)
    } else {
        share(&now.iter().map(scope).collect::<Vec<_>>())
    };
    near(row, "share", value);
    near(row, "share_lower", lower);
    near(row, "share_upper", upper);
    near(row, "read", now.iter().map(|one| one.read).sum());
    near(row, "count", now.iter().map(|one| one.count).sum());
    if let Some(tickets) = number(row, "tickets") {
        let all = all.unwrap();
        near(row, "population", all);
        let exact: f64 = if has_labels(&now) {
            value * all
        } else {
            let estimates = now
                .iter()
                .map(|one| one.population.unwrap() * one.count / one.read);
            estimates.sum()
        };
        assert_eq!(tickets, (exact + 0.5 + 1e-9).floor(), "{row:?}");
        let (p, l, u) = if has_labels(&now) {
            (value, lower, upper)
        } else {
            let strata = now.iter().map(|one| (one.population, one.read, one.count));
            share(&strata.collect::<Vec<_>>())
        };
        // The strata that were read in full are whole numbers, so that rounding the sum rounds the rest.
        assert_eq!(
            number(row, "tickets_lower"),
            Some((l * all + 1e-9).floor()),
            "{row:?}"
        );
        assert_eq!(
            number(row, "tickets_upper"),
            Some((u * all - 1e-9).ceil()),
            "{row:?}"
        );
        if let Some(usage) = number(row, "usage") {
            near(row, "usage", now.iter().map(|one| one.usage.unwrap()).sum());
            near(row, "per_1000", 1000.0 * p * all / usage);
        }
    }
    let before = counts(rows, &row["culprit"], "previous");
    match row["change_measure"].as_str() {
        "ratio" => check_ratio(row, &now, &before),
        "share_difference" => check_difference(row, &now[0], &before[0]),
        other => assert_eq!(other, ""),
    }
}

fn check_holm(rows: &[Row]) {
    let mut p: Vec<(f64, Option<&Row>)> = rows
        .iter()
        .filter_map(|row| Some((number(row, "change_p")?, Some(row))))
        .collect();
    let folded = rows
        .iter()
        .flat_map(|row| row["folded_p"].split_whitespace());
    p.extend(folded.map(|value| (value.parse().unwrap(), None)));
    p.sort_by(|(a, _), (b, _)| a.total_cmp(b));
    let mut largest: f64 = 0.0;
    for (at, (value, row)) in p.iter().enumerate() {
        largest = largest.max((value * (p.len() - at) as f64).min(1.0));
        if let Some(row) = row {
            near(row, "change_p_holm", largest);
        }
    }
}

#[test]
fn every_number_of_every_report_of_the_example_is_computed_again() {
    let pages = internal(example(), AT);
    let reports: Vec<&str> = pages
        .keys()
        .filter_map(|path| path.strip_suffix("counts.csv"))
        .collect();
    assert!(
        reports.len() > 25 && reports.iter().any(|path| path.ends_with("/2013-08/")),
        "{reports:?}"
    );
    let mut measures: BTreeMap<String, usize> = BTreeMap::new();
    for report in reports {
        let (rows, seen) = (
            csv(&pages, &format!("{report}culprits.csv")),
            csv(&pages, &format!("{report}counts.csv")),
        );
        let (total, ranked) = rows.split_last().unwrap();
        ranked.iter().for_each(|row| check_row(row, &seen));
        assert_eq!(total["culprit"], "total");
        check_total(total, &seen, &ranked[0]["culprit"]);
        check_holm(&rows);
        rows.iter()
            .for_each(|row| *measures.entry(row["change_measure"].clone()).or_default() += 1);
    }
    let labeled = pages.keys().filter(|path| path.ends_with("labels.csv"));
    assert!(labeled.count() > 0, "no report of the example has labels");
    assert!(
        measures["ratio"] > 100 && measures["share_difference"] > 3,
        "{measures:?}"
    );
}

#[test]
fn the_usual_range_is_computed_again() {
    let pages = internal(example(), AT);
    let rows = csv(&pages, "reports/postgres/totals.csv");
    let base: Vec<(f64, f64)> = rows
        .iter()
        .filter(|row| row["baseline"] == "true")
        .map(|row| {
            (
                number(row, "tickets").unwrap(),
                number(row, "usage").unwrap() / 1000.0,
            )
        })
        .collect();
    assert!(base.len() >= 8, "{}", base.len());
    let centre =
        base.iter().map(|(n, _)| n).sum::<f64>() / base.iter().map(|(_, a)| a).sum::<f64>();
    let z: Vec<f64> = base
        .iter()
        .map(|(n, a)| (n / a - centre) / (centre / a).sqrt())
        .collect();
    let sigma = z
        .windows(2)
        .map(|pair| (pair[1] - pair[0]).abs())
        .sum::<f64>()
        / (z.len() - 1) as f64
        / 1.128;
    for row in &rows {
        let a = number(row, "usage").unwrap() / 1000.0;
        near(row, "rate", number(row, "tickets").unwrap() / a);
        near(row, "mean", centre);
        near(
            row,
            "lower",
            (centre - 3.0 * sigma.max(1.0) * (centre / a).sqrt()).max(0.0),
        );
        near(
            row,
            "upper",
            centre + 3.0 * sigma.max(1.0) * (centre / a).sqrt(),
        );
    }
}

#[test]
fn every_column_of_every_file_stands_in_the_dictionary() {
    let pages = internal(example(), AT);
    let dictionary = page(&pages, "dictionary/index.html");
    let known = words(dictionary, "code");
    for (path, bytes) in pages.iter().filter(|(path, _)| path.ends_with(".csv")) {
        let head = std::str::from_utf8(bytes).unwrap().lines().next().unwrap();
        for column in head.split(',') {
            assert!(
                known.iter().any(|name| name == column),
                "{path}: {column} is not in the dictionary"
            );
        }
    }
}

#[test]
fn the_table_of_a_report_rounds_the_numbers_of_its_file() {
    let pages = internal(example(), AT);
    for report in [
        "reports/postgres/2013-W29/",
        "reports/postgres/2013-08/",
        "reports/routing/2013-W34/",
    ] {
        let html = page(&pages, &format!("{report}index.html"));
        let table = html
            .split_once("<tbody>")
            .unwrap()
            .1
            .split_once("</tbody>")
            .unwrap()
            .0;
        let cells: Vec<Vec<String>> = table
            .split("<tr>")
            .skip(1)
            .map(|row| words(row, "td"))
            .collect();
        let mut rows = csv(&pages, &format!("{report}culprits.csv"));
        rows.retain(|row| row["culprit"] != "total");
        assert_eq!(cells.len(), rows.len());
        for (cells, row) in cells.iter().zip(&rows) {
            assert_eq!(
                (&cells[0], &cells[1]),
                (&row["count"], &row["tickets"]),
                "{report}"
            );
            assert_eq!(
                cells[3],
                format!("{:.0}%", number(row, "share").unwrap() * 100.0),
                "{report}"
            );
        }
        let chart = html
            .split_once("<svg")
            .unwrap()
            .1
            .split_once("</svg>")
            .unwrap()
            .0;
        let drawn = words(chart, "text");
        // The chart of a month shows tickets per week. August had five weeks.
        for row in &rows {
            let tickets = if report.ends_with("-08/") {
                let week = number(row, "tickets").unwrap() / 5.0;
                format!("{week:.*}", usize::from(week < 10.0))
            } else {
                row["tickets"].clone()
            };
            assert!(drawn.contains(&tickets), "{report}: {tickets} is not drawn");
        }
    }
}
