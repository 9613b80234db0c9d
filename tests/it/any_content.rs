//! Whatever valid content says, both sites are built from it, twice the same, from sound files whose links lead somewhere; and an update
//! that is added to it leaves it valid.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use proptest::prelude::*;
use statuary::author::new_update::NewUpdate;
use statuary::author::update::append_update;
use statuary::base::time::Zone;
use statuary::model::Ledger;
use statuary::render::SiteRenderer;

use crate::site::{self, SMALL, files, now, tags, theme};

const NOW: &str = "2026-11-20T12:00Z";

/// What authors write, and what is markup, structure or a command somewhere else.
const PIECES: [&str; 22] = [
    "Backups fail",
    " & ",
    "<b id=planted>",
    "</title>",
    "\"quoted\"",
    "it's",
    "]]>",
    "{{ page }}",
    "{% if %}",
    "=1+1",
    "größer",
    "障害",
    "مشكلة",
    "🙂",
    "\u{a0}",
    "\u{202e}",
    "`code`",
    "**bold**",
    "[a](https://example.com/?a=1&b=2)",
    "https://example.com/x_(y)",
    "a, b; c: d # e",
    "%0d%0a",
];

fn line() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(&PIECES[..]), 0..4);
    // It begins with a letter, so that it is never empty, and never a rule's example of a mistake.
    pieces.prop_map(|pieces| format!("Text {}", pieces.join(" ")))
}

fn markdown() -> impl Strategy<Value = String> {
    let block = prop_oneof![
        line(),
        line().prop_map(|text| format!("- {text}\n- second")),
        line().prop_map(|text| format!("## {text}\n\nBelow.")),
        line().prop_map(|text| format!("> {text}")),
        Just("| a | b |\n|:-:|--:|\n| 1 | 2 |".to_owned()),
        Just("```sh\n<b id=planted>\n```".to_owned()),
        Just("A note[^1].\n\n[^1]: Below.".to_owned()),
    ];
    prop::collection::vec(block, 1..4).prop_map(|blocks| blocks.join("\n\n"))
}

/// A text as YAML reads it back.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn incident() -> impl Strategy<Value = String> {
    let state = prop::sample::select(vec![
        "degraded_performance",
        "partial_outage",
        "major_outage",
        "operational",
    ]);
    (line(), state, markdown(), line(), any::<[bool; 4]>()).prop_map(
        |(title, state, text, label, [ends, labelled, draft, linked])| {
            let mut file = format!(
                "title: {}\nstarted: 2026-11-19T10:00Z\nimpact: minor\ncomponents: {{ web: {state} }}\n",
                quoted(&title)
            );
            if draft {
                file += "draft: true\n";
            }
            if linked {
                writeln!(
                    file,
                    "links: [{{ url: \"https://example.com/?a&b\", text: {} }}]",
                    quoted(&title)
                )
                .unwrap();
            }
            writeln!(
                file,
                "updates:\n  - {{ at: 2026-11-19T10:05Z, status: investigating, text: {} }}",
                quoted(&text)
            )
            .unwrap();
            if labelled {
                writeln!(
                    file,
                    "  - {{ at: 2026-11-19T11:00Z, label: {}, text: {} }}",
                    quoted(&label),
                    quoted(&text)
                )
                .unwrap();
            }
            if ends {
                file += "  - { at: 2026-11-19T12:00Z, status: resolved, text: It is over. }\n";
            }
            file
        },
    )
}

fn maintenance() -> impl Strategy<Value = String> {
    let window = prop::sample::select(vec![
        "{ start: 2026-11-20T11:00Z, end: 2026-11-20T13:00Z }",
        "{ start: 2026-11-25T11:00Z, end: unknown }",
        "{ start: 2026-11-10T11:00Z, end: 2026-11-10T11:30Z }",
    ]);
    (line(), window, markdown()).prop_map(|(title, window, text)| {
        format!(
            "title: {}\nscheduled: {window}\ncomponents: {{ api: degraded_performance }}\nupdates:\n  - {{ at: 2026-11-08T10:00Z, text: {} }}\n",
            quoted(&title),
            quoted(&text)
        )
    })
}

fn article(keys: &'static str) -> impl Strategy<Value = String> {
    (line(), markdown()).prop_map(move |(title, text)| {
        format!("---\ntitle: {}\n{keys}---\n{text}\n", quoted(&title))
    })
}

fn report(period: &'static str) -> impl Strategy<Value = String> {
    (0..60_u32, 0..40_u32, line()).prop_map(move |(search, checkout, note)| {
        let read = search + checkout;
        format!(
            "product: shop\nperiod: {period}\npopulation: {population}\nsampled: {read}\nread: {read}\nculprits: {{ search: {search}, checkout: {checkout} }}\nnotes: {{ search: {} }}\n",
            quoted(&note),
            population = read * 3,
        )
    })
}

/// Files of every kind, by their paths.
fn content() -> impl Strategy<Value = BTreeMap<String, String>> {
    let entries = (
        prop::collection::vec(incident(), 0..3),
        prop::collection::vec(maintenance(), 0..2),
        prop::option::of(article("published: 2026-11-18T10:00Z\n")),
        prop::option::of(article("")),
    );
    let internal = (
        report("2026-W44"),
        report("2026-W45"),
        line(),
        any::<bool>(),
    );
    (entries, internal).prop_map(|((incidents, windows, notice, page), (old, new, name, with_reports))| {
        let mut all = files(SMALL);
        for (number, file) in incidents.into_iter().enumerate() {
            all.insert(format!("incidents/2026-11-19-i{number}.yaml"), file);
        }
        for (number, file) in windows.into_iter().enumerate() {
            all.insert(format!("maintenance/2026-11-20-m{number}.yaml"), file);
        }
        all.extend(notice.map(|file| ("notices/2026-11-18-n.md".to_owned(), file)));
        all.extend(page.map(|file| ("pages/about.md".to_owned(), file)));
        if with_reports {
            let product = format!(
                "name: {name}\nculprits:\n  - {{ id: search, name: {name} }}\n  - {{ id: checkout, name: Checkout }}\n",
                name = quoted(&name)
            );
            for (path, file) in [("product", product), ("2026-W44", old), ("2026-W45", new)] {
                all.insert(format!("internal/reports/shop/{path}.yaml"), file);
            }
        }
        all
    })
}

/// The files of a site but for pictures of points, which take long to draw.
fn printed(site: &SiteRenderer) -> BTreeMap<String, Vec<u8>> {
    let paths = site.paths().filter(|path| !path.ends_with(".png"));
    paths
        .map(|path| (path.to_owned(), site.render(path).unwrap().unwrap()))
        .collect()
}

/// Stops unless a file is what its ending says.
fn check_form(path: &str, bytes: &[u8]) {
    let text = || std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
    match path.rsplit('.').next() {
        Some("xml" | "atom" | "rss" | "svg") => {
            if let Err(error) = roxmltree::Document::parse(text()) {
                panic!("{path}: {error}\n{}", text());
            }
        }
        Some("json") => {
            let read: Result<serde_json::Value, _> = serde_json::from_slice(bytes);
            assert!(read.is_ok(), "{path}: {read:?}\n{}", text());
        }
        Some("ics") => {
            for line in text().split_terminator("\r\n") {
                assert!(
                    line.len() <= 75 && !line.contains(['\r', '\n']),
                    "{path}: {line:?}"
                );
            }
        }
        Some("html") => {
            assert!(
                !text().contains("<b id=planted>"),
                "{path}: markup of an author"
            );
        }
        _ => {}
    }
}

/// Links of a page that lead to nothing on its site.
fn dead_links(path: &str, html: &str, known: &BTreeSet<&str>) -> Vec<String> {
    let mut dead = Vec::new();
    for tag in tags(html) {
        for link in ["href", "src"].iter().filter_map(|key| tag.get(key)) {
            let link = link.split(['#', '?']).next().unwrap_or_default();
            let scheme = link.split(['/', '.']).next().unwrap_or_default();
            if link.is_empty() || scheme.contains(':') || path == "404.html" {
                continue;
            }
            let mut parts: Vec<&str> = path.split('/').collect();
            parts.pop();
            for part in link.split('/') {
                match part {
                    "." | "" => {}
                    ".." => drop(parts.pop()),
                    part => parts.push(part),
                }
            }
            let mut target = parts.join("/");
            if link.ends_with('/') || link.ends_with("..") || link == "." {
                target = format!("{target}/index.html")
                    .trim_start_matches('/')
                    .to_owned();
            }
            if !known.contains(target.as_str()) {
                dead.push(format!("{path}: {link} ({target})"));
            }
        }
    }
    dead
}

fn check_site(site: &SiteRenderer, again: &SiteRenderer) {
    let pages = printed(site);
    let second = printed(again);
    for (path, bytes) in &pages {
        assert_eq!(
            Some(bytes),
            second.get(path),
            "{path} differs when it is printed again"
        );
        check_form(path, bytes);
    }
    assert_eq!(pages.len(), second.len());
    let known: BTreeSet<&str> = site.paths().collect();
    let html = pages.iter().filter(|(path, _)| path.ends_with(".html"));
    let dead: Vec<String> = html
        .flat_map(|(path, bytes)| dead_links(path, std::str::from_utf8(bytes).unwrap(), &known))
        .collect();
    assert!(dead.is_empty(), "{dead:#?}");
}

fn read(files: &BTreeMap<String, String>) -> Ledger {
    let text: String = files
        .iter()
        .map(|(path, text)| format!("//- {path}\n{text}\n"))
        .collect();
    site::ledger(&text)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, max_shrink_iters: 200, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn both_sites_are_built_from_it(content in content()) {
        let ledger = read(&content);
        let public = || statuary::public_site(&ledger.status, now(NOW), theme());
        check_site(&public(), &public());
        let internal = || statuary::internal_site(&ledger, now(NOW), theme());
        check_site(&internal(), &internal());
    }

    #[test]
    fn an_update_leaves_it_valid(content in content(), text in markdown()) {
        let update = NewUpdate { at: "2026-11-19T11:30Z".to_owned(), text, ..NewUpdate::default() };
        for path in content.keys().filter(|path| path.starts_with("incidents/")) {
            let mut content = content.clone();
            let edited = append_update(&content[path], &update, Zone::UTC).unwrap();
            let count = |ledger: &Ledger| ledger.status.incidents.iter().map(|incident| incident.updates.len()).sum::<usize>();
            let before = count(&read(&content));
            let is_draft = content[path].contains("draft: true");
            content.insert(path.clone(), edited.text);
            prop_assert_eq!(count(&read(&content)), before + usize::from(!is_draft), "{}", content[path]);
        }
    }
}

#[test]
fn a_dead_link_is_found() {
    let known = BTreeSet::from(["index.html", "a/index.html", "style.css"]);
    let html = "<a href=\"../\"></a><a href=\"./#x\"></a><a href=\"../b/\"></a><img src=\"../style.css\"><a href=\"https://example.com/\"></a>";
    let dead = dead_links("a/index.html", html, &known);
    assert_eq!(dead, ["a/index.html: ../b/ (b/index.html)"]);
}
