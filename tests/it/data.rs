//! The open data say what the pages say.

use crate::compare::{assert_contains, assert_ends_with, assert_has_file, assert_includes};
use std::collections::BTreeMap;

use crate::site::{Pages, SMALL, example, files, ledger, page, plain, public, tags, words};

const NOW: &str = "2013-09-03T12:00Z";

/// The rows of a table by the names of its columns.
fn rows(site: &Pages, path: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(site[path].as_slice());
    let head: Vec<String> = reader
        .headers()
        .unwrap()
        .iter()
        .map(str::to_owned)
        .collect();
    let row = |record: csv::StringRecord| {
        head.iter()
            .cloned()
            .zip(record.iter().map(str::to_owned))
            .collect()
    };
    reader
        .records()
        .map(|record| row(record.unwrap()))
        .collect()
}

/// Month and uptime in the table of a component's page.
fn months(html: &str) -> Vec<(String, String)> {
    let table = html
        .split("<caption>By month</caption>")
        .nth(1)
        .unwrap()
        .split("</table>")
        .next()
        .unwrap();
    let rows = table.split("<tr>").filter(|row| row.contains("<td>"));
    rows.map(|row| (words(row, "th").remove(0), words(row, "td").remove(0)))
        .collect()
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

#[test]
fn uptime_is_that_of_the_components_pages() {
    let site = public(example(), NOW);
    let all = rows(&site, "data/uptime.csv");
    let mut compared = 0;
    for row in &all {
        let html = page(
            &site,
            &format!("components/{}/index.html", row["component"]),
        );
        let (year, number) = row["month"].split_once('-').unwrap();
        let name = format!("{} {year}", MONTHS[number.parse::<usize>().unwrap() - 1]);
        let Some((_, shown)) = months(html).into_iter().find(|(month, _)| *month == name) else {
            continue;
        };
        let said = if row["uptime"] == "100.000" {
            "100%".to_owned()
        } else {
            format!("{}%", row["uptime"])
        };
        assert_eq!(said, shown, "{} {name}", row["component"]);
        compared += 1;
    }
    assert!(compared > 100, "{compared}");
    assert!(all.iter().any(|row| row["uptime"] != "100.000"));
    assert!(
        !all.iter().any(|row| row["month"] == "2013-09"),
        "the month is not over"
    );
    assert!(
        all.iter()
            .any(|row| row["component"] == "classic-routing" && row["month"] == "2013-06")
    );
}

#[test]
fn uptime_follows_from_its_columns_by_each_rule() {
    for row in rows(&public(example(), NOW), "data/uptime.csv") {
        let number = |key: &str| row[key].parse::<f64>().unwrap();
        let by = |weights: [f64; 3]| {
            let lost = ["degraded_seconds", "partial_seconds", "outage_seconds"].map(number);
            let lost: f64 = lost
                .iter()
                .zip(weights)
                .map(|(seconds, weight)| seconds * weight)
                .sum();
            100.0 * (1.0 - lost / number("seconds"))
        };
        let near = |key: &str, exact: f64| {
            let down = exact - number(key);
            assert!(
                (-1e-6..0.001).contains(&down),
                "{key}: {} of {exact} in {row:?}",
                row[key]
            );
        };
        near("uptime", by([0.0, 0.3, 1.0]));
        near("uptime_statuspage", by([0.0, 0.3, 1.0]));
        near("uptime_strict", by([1.0, 1.0, 1.0]));
    }
}

#[test]
fn incidents_are_those_of_their_pages() {
    let site = public(example(), NOW);
    let all = rows(&site, "data/incidents.csv");
    let pages = site
        .keys()
        .filter(|path| path.starts_with("incidents/") && path.ends_with("index.html"));
    assert_eq!(all.len(), pages.count());
    for row in &all {
        let html = page(&site, &format!("incidents/{}/index.html", row["id"]));
        assert_eq!(words(html, "h1"), [row["title"].as_str()]);
        assert_contains(html, format!("datetime=\"{}\"", row["started"]));
        assert_contains(html, format!("datetime=\"{}\"", row["ended"]));
        assert_ends_with(&row["url"], format!("/incidents/{}/", row["id"]));
        for component in row["components"].split_whitespace() {
            assert!(
                html.contains(&format!("components/{component}/\"")),
                "{component} in {row:?}"
            );
        }
        let length = row["minutes"].parse::<i64>().unwrap();
        let (days, hours, minutes) = (length / 1440, length % 1440 / 60, length % 60);
        let some = |amount: i64, unit: &str| (amount > 0).then(|| format!("{amount} {unit}"));
        let units: Vec<String> = [some(days, "d"), some(hours, "h"), some(minutes, "min")]
            .into_iter()
            .flatten()
            .collect();
        let shown = units
            .iter()
            .take(if days > 0 && hours == 0 { 1 } else { 2 })
            .cloned()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(plain(html).contains(&shown), "{shown} of {}", row["id"]);
    }
}

#[test]
fn an_open_incident_has_no_length_yet() {
    let text = "\
//- incidents/2013-07-10-a.yaml
title: \"=1+1\"
started: 2013-07-10T10:00Z
components: { web: major_outage, api: degraded_performance }
updates: [ { at: 2013-07-10T10:05Z, text: A. } ]
";
    let site = public(&ledger(text), "2013-07-10T12:00Z");
    let row = rows(&site, "data/incidents.csv").remove(0);
    assert_eq!(
        (
            row["ended"].as_str(),
            row["minutes"].as_str(),
            row["status"].as_str()
        ),
        ("", "", "investigating")
    );
    assert_eq!(row["components"], "web api");
    assert_eq!(row["title"], "'=1+1", "no spreadsheet runs it");
}

#[test]
fn the_dictionary_has_every_column() {
    let site = public(example(), NOW);
    let html = page(&site, "data/index.html");
    for file in ["incidents.csv", "uptime.csv"] {
        let head = String::from_utf8(site[&format!("data/{file}")].clone()).unwrap();
        let head = head.lines().next().unwrap();
        let section = html
            .split(&format!(">{file}</a></h2>"))
            .nth(1)
            .unwrap()
            .split("</section>")
            .next()
            .unwrap();
        assert_eq!(
            words(section, "code"),
            head.split(',').collect::<Vec<_>>(),
            "{file}"
        );
    }
}

#[test]
fn the_equation_has_the_weights_of_the_site() {
    let site =
        files(SMALL)["site.yaml"].replace("degraded_performance: 0", "degraded_performance: 0.25");
    let site = public(&ledger(&format!("//- site.yaml\n{site}")), NOW);
    let equation = "uptime = 100 × (1 − (0.25 × degraded_seconds + 0.3 × partial_seconds + 1 × outage_seconds) ÷ seconds)";
    assert_includes(&words(page(&site, "data/index.html"), "code"), equation);
}

#[test]
fn the_page_counts_by_three_rules() {
    let site = public(example(), "2012-07-02T00:00Z");
    let html = page(&site, "data/index.html");
    let row = html
        .split("<tr>")
        .find(|row| row.contains(">Applications</a>"))
        .unwrap();
    let shown = words(row, "td");
    let board = page(&site, "index.html");
    assert_contains(board, format!("{} over", shown[0]));
    let number = |at: usize| shown[at].trim_end_matches('%').parse::<f64>().unwrap();
    assert!(number(2) < number(1), "{shown:?}");
    assert_eq!(shown[0], shown[1], "the example counts as Statuspage does");
}

#[test]
fn other_sites_are_told_how_to_show_the_badge_and_the_frame() {
    let site = public(example(), NOW);
    let shown: Vec<String> = tags(page(&site, "subscribe/index.html"))
        .iter()
        .filter(|tag| tag.name == "input")
        .filter_map(|field| field.get("value").map(str::to_owned))
        .collect();
    let badge = r#"<a href="https://status.example.com/"><img src="https://status.example.com/badge.svg" alt="Status"></a>"#;
    assert!(shown.iter().any(|code| code == badge), "{shown:?}");
    let frame = shown
        .iter()
        .find(|code| code.starts_with("<iframe"))
        .unwrap();
    let address = tags(frame)[0]
        .get("src")
        .unwrap()
        .strip_prefix("https://status.example.com/")
        .unwrap()
        .to_owned();
    assert_has_file(&site, &format!("{address}index.html"));
}

#[test]
fn the_page_for_frames_is_small_and_leads_out_of_the_frame() {
    let site = public(example(), "2012-06-30T04:00Z");
    let html = page(&site, "embed/index.html");
    assert_contains(plain(html), "Major outage: ");
    assert_contains(plain(html), "Widespread application outage");
    let all = tags(html);
    let links: Vec<_> = all.iter().filter(|tag| tag.name == "a").collect();
    assert!(links.len() >= 3, "{links:?}");
    for link in links {
        assert_eq!(link.get("target"), Some("_top"), "{link:?}");
    }
    assert!(
        !all.iter()
            .any(|tag| matches!(tag.name, "script" | "img" | "base"))
    );
    assert!(html.len() < 14 * 1024, "{}", html.len());
}
