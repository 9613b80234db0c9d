//! Made-up histories of any length: the same seed and sizes give the same files.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use chrono::{DateTime, Datelike, Days, Duration, NaiveDate, Utc};

/// How much there is of everything.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Incidents; a tenth as many maintenance windows come on top.
    pub incidents: usize,
    /// Products with samples.
    pub products: usize,
    /// Weeks of samples of each product.
    pub weeks: usize,
}

/// The moment at which a history ends: a build of it shows this one.
pub const NOW: &str = "2026-01-05T12:00Z";
const FIRST_DAY: (i32, u32, u32) = (2018, 1, 1);
const LAST_DAY: (i32, u32, u32) = (2025, 12, 31);

const GROUPS: [(&str, [&str; 5]); 4] = [
    (
        "Production",
        [
            "Applications",
            "Routing",
            "Postgres",
            "Key value store",
            "Log delivery",
        ],
    ),
    (
        "Development",
        [
            "Platform API",
            "Dashboard",
            "Builds",
            "Git access",
            "Add-ons",
        ],
    ),
    (
        "Network",
        [
            "Edge locations",
            "Domain names",
            "Certificates",
            "Private networks",
            "Load balancers",
        ],
    ),
    (
        "Support",
        ["Help site", "Tickets", "Billing", "Sign-in", "Webhooks"],
    ),
];
const STATES: [&str; 3] = ["degraded_performance", "partial_outage", "major_outage"];
const WORDS: [&str; 48] = [
    "the",
    "a",
    "requests",
    "customers",
    "errors",
    "slow",
    "region",
    "database",
    "release",
    "router",
    "queue",
    "traffic",
    "we",
    "found",
    "changed",
    "returned",
    "delayed",
    "restarted",
    "between",
    "during",
    "some",
    "most",
    "all",
    "connections",
    "failed",
    "recovered",
    "capacity",
    "limit",
    "deploy",
    "timeouts",
    "retries",
    "as",
    "expected",
    "after",
    "before",
    "while",
    "because",
    "of",
    "load",
    "replica",
    "disk",
    "network",
    "monitoring",
    "alert",
    "team",
    "engineers",
    "rolled",
    "back",
];

/// Numbers that look random and are the same for the same seed (splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).unwrap()
    }

    fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// Sentences with so many words in total.
    fn prose(&mut self, words: usize) -> String {
        let mut text = String::new();
        let mut left = words;
        while left > 0 {
            let length = self.between(6, 14).min(left);
            left -= length;
            let mut sentence: Vec<&str> = (0..length)
                .map(|_| WORDS[self.below(WORDS.len())])
                .collect();
            let first = sentence.remove(0);
            let (head, tail) = first.split_at(1);
            let rest = sentence
                .iter()
                .fold(String::new(), |all, word| all + " " + word);
            let _ = write!(
                text,
                "{}{tail}{rest}.{}",
                head.to_uppercase(),
                if left > 0 { " " } else { "" }
            );
        }
        text
    }

    /// A component's id.
    fn component(&mut self) -> String {
        let group = GROUPS[self.below(4)];
        id(group.1[self.below(5)])
    }
}

/// Writes a history into the `content` folder of a site.
pub fn write(site: &Path, size: Size, seed: u64) {
    let content = site.join("content");
    for folder in ["incidents", "maintenance", "postmortems"] {
        fs::create_dir_all(content.join(folder)).unwrap();
    }
    fs::write(content.join("site.yaml"), SETTINGS).unwrap();
    fs::write(content.join("components.yaml"), components()).unwrap();
    let mut chance = Chance(seed);
    for at in 0..size.incidents {
        incident(&content, &mut chance, start(at, size.incidents), at);
    }
    for at in 0..size.incidents / 10 {
        maintenance(&content, &mut chance, start(at, size.incidents / 10), at);
    }
    for at in 0..size.products {
        product(&content, &mut chance, at, size.weeks);
    }
}

const SETTINGS: &str = "\
version: 1
title: Large Platform Status
url: https://status.example.com/
site_id: example
time_zone: Etc/UTC
language: en
description: Current status of a large platform, incident reports and planned maintenance.
support: { email: support@example.com, url: https://help.example.com/ }
history_days: 90
rules: { postmortem-overdue: off }
";

fn components() -> String {
    let mut text = String::from("groups:\n");
    for (group, names) in GROUPS {
        let _ = writeln!(
            text,
            "  - id: {}\n    name: {group}\n    components:",
            id(group)
        );
        for name in names {
            let _ = writeln!(
                text,
                "      - id: {}\n        name: {name}\n        description: All of {name}",
                id(name)
            );
        }
    }
    text
}

fn id(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}

fn day((year, month, day): (i32, u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The start of one of many, spread evenly over the years.
fn start(at: usize, of: usize) -> DateTime<Utc> {
    let first = day(FIRST_DAY).and_hms_opt(0, 0, 0).unwrap().and_utc();
    let minutes = day(LAST_DAY)
        .signed_duration_since(day(FIRST_DAY))
        .num_minutes();
    first
        + Duration::minutes(
            minutes * i64::try_from(at).unwrap() / i64::try_from(of.max(1)).unwrap(),
        )
}

fn stamp(moment: DateTime<Utc>) -> String {
    moment.format("%Y-%m-%dT%H:%MZ").to_string()
}

fn after(moment: DateTime<Utc>, minutes: usize) -> DateTime<Utc> {
    moment + Duration::minutes(i64::try_from(minutes).unwrap())
}

fn incident(content: &Path, chance: &mut Chance, started: DateTime<Utc>, at: usize) {
    let component = chance.component();
    let other = chance.component();
    let state = STATES[chance.below(3)];
    let id = format!("{}-{component}-{at}", started.format("%Y-%m-%d"));
    let title: String = chance.prose(6).trim_end_matches('.').to_owned();
    let mut text = format!(
        "title: {title}\nstarted: {}\ncomponents:\n  {component}: {state}\n",
        stamp(started)
    );
    if other != component {
        let _ = writeln!(text, "  {other}: degraded_performance");
    }
    text.push_str("updates:\n");
    let updates = chance.between(3, 6);
    let mut when = after(started, chance.between(4, 14));
    for number in 0..updates {
        let status = match number {
            0 => "investigating",
            1 => "identified",
            _ if number + 1 == updates => "resolved",
            _ => "monitoring",
        };
        let words = chance.between(15, 50);
        let _ = writeln!(
            text,
            "  - at: {}\n    status: {status}\n    text: |\n      {}",
            stamp(when),
            chance.prose(words)
        );
        when = after(when, chance.between(10, 50));
    }
    fs::write(content.join(format!("incidents/{id}.yaml")), text).unwrap();
    if chance.percent(15) {
        postmortem(content, chance, &id, when);
    }
}

fn postmortem(content: &Path, chance: &mut Chance, incident: &str, resolved: DateTime<Utc>) {
    let published = stamp(after(resolved, chance.between(1, 4) * 24 * 60).min(start(1, 1)));
    let mut text = format!(
        "---\nincident: {incident}\ntitle: What happened\npublished: {published}\nactions:\n  - what: Alert on it\n    owner: Data\n---\n"
    );
    for heading in ["Summary", "Impact", "Root cause", "What we are doing"] {
        let _ = write!(
            text,
            "## {heading}\n\n{}\n\n{}\n\n",
            chance.prose(75),
            chance.prose(75)
        );
    }
    fs::write(content.join(format!("postmortems/{incident}.md")), text).unwrap();
}

fn maintenance(content: &Path, chance: &mut Chance, begins: DateTime<Utc>, at: usize) {
    let component = chance.component();
    let end = after(begins, chance.between(30, 240));
    let title = chance.prose(5).trim_end_matches('.').to_owned();
    let announced = begins - Duration::days(3);
    let text = format!(
        "title: {title}\nscheduled: {{ start: {0}, end: {1} }}\ncomponents:\n  {component}: degraded_performance\nupdates:\n  \
         - at: {2}\n    status: scheduled\n    text: {3}\n  - at: {0}\n    status: in_progress\n    text: {4}\n  \
         - at: {1}\n    status: completed\n    text: {5}\n",
        stamp(begins),
        stamp(end),
        stamp(announced),
        chance.prose(30),
        chance.prose(10),
        chance.prose(15),
    );
    fs::write(
        content.join(format!(
            "maintenance/{}-{component}-{at}.yaml",
            begins.format("%Y-%m-%d")
        )),
        text,
    )
    .unwrap();
}

const CULPRITS: usize = 12;

fn product(content: &Path, chance: &mut Chance, at: usize, weeks: usize) {
    let id = format!("product-{at}");
    let folder = content.join("internal/reports").join(&id);
    fs::create_dir_all(&folder).unwrap();
    let mut text = format!(
        "name: Product {at}\nowner: data\nusage_unit: {{ one: database, many: databases }}\nculprits:\n"
    );
    for culprit in 0..CULPRITS {
        let _ = writeln!(
            text,
            "  - {{ id: culprit-{culprit}, name: Culprit {culprit}, kind: feature, owner: data }}"
        );
    }
    fs::write(folder.join("product.yaml"), text).unwrap();
    let mut usage = String::from("measure: active databases\nperiods:\n");
    for week in 0..weeks {
        let monday = day(LAST_DAY) - Days::new(3 + 7 * (weeks - week) as u64);
        let period = monday.iso_week();
        let period = format!("{}-W{:02}", period.year(), period.week());
        let _ = writeln!(
            usage,
            "  {period}: {}",
            10_000 + 40 * week + chance.below(200)
        );
        fs::write(
            folder.join(format!("{period}.yaml")),
            tally(chance, &id, &period),
        )
        .unwrap();
    }
    fs::write(folder.join("usage.yaml"), usage).unwrap();
    let action = day(LAST_DAY) - Days::new(7 * (weeks as u64 / 2));
    let action = format!(
        "actions:\n  - {{ id: guide, date: {action}, title: A guide, kind: docs, culprits: [culprit-1] }}\n"
    );
    fs::write(folder.join("actions.yaml"), action).unwrap();
}

fn tally(chance: &mut Chance, product: &str, period: &str) -> String {
    let counts: Vec<usize> = (0..CULPRITS)
        .map(|culprit| chance.below(24 / (culprit + 1) + 2))
        .collect();
    let unclassified = chance.below(4);
    let read = counts.iter().sum::<usize>() + unclassified;
    let population = read * chance.between(2, 4);
    let mut text = format!(
        "product: {product}\nperiod: {period}\npopulation: {population}\nsampled: {read}\nread: {read}\nmethod: hash-v1\nculprits:\n"
    );
    for (culprit, count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let _ = writeln!(text, "  culprit-{culprit}: {count}");
    }
    let _ = writeln!(text, "  unclassified: {unclassified}");
    text
}

/// So many words that look like sentences.
pub fn prose(seed: u64, words: usize) -> String {
    Chance(seed).prose(words)
}
