//! A page is imported again and again while people write it: a reader of the feed gets every update once.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use statuary::base::time::{Moment, Now, Zone};
use statuary::base::time_parser::{self, WrittenTime};
use statuary::import::{self, FileChange, ImportOptions, SourceCommit, SourceHistory, SourceTool};

use super::{of, options};
use crate::feed::items_of;
use crate::site::{self, moment, page};

/// A file as a commit left it.
struct Version {
    committed: Moment,
    path: String,
    text: String,
}

/// Imports the pages as they were at these moments, each time over the content of the import before, and returns what a reader gets wrong.
fn replay(versions: &[Version], moments: &[Moment], with_history: bool) -> Vec<String> {
    let mut pages = BTreeMap::new();
    let mut history = SourceHistory::default();
    let mut site_files = BTreeMap::new();
    let mut guids: BTreeMap<(String, String, String), BTreeSet<String>> = BTreeMap::new();
    let mut faults = Vec::new();
    let mut versions = versions.iter().peekable();
    for now in moments {
        while let Some(version) = versions.next_if(|version| version.committed <= *now) {
            let known = pages.insert(version.path.clone(), version.text.clone());
            if with_history {
                history.add_commit(SourceCommit {
                    committed: version.committed,
                    changes: vec![FileChange {
                        path: version.path.clone(),
                        previous_path: known.map(|_| version.path.clone()),
                        text: version.text.clone(),
                    }],
                });
            }
        }
        let existing = of(site_files.clone());
        let imported = import::import_files(
            SourceTool::Cstate,
            &of(pages.clone()),
            &ImportOptions {
                now: Now(*now),
                history: &history,
                ..options(&existing, Some(Zone::UTC))
            },
        );
        // What an import made before and does not make now stays.
        let made = imported.files.iter();
        site_files.extend(made.map(|file| (file.path.clone(), file.text.clone())));
        let ledger = site::read(&of(site_files.clone()));
        let built = site::public(&ledger, &now.rfc3339());
        let items = items_of(page(&built, "feed.xml"));
        let mut seen = BTreeSet::new();
        for item in &items {
            if !seen.insert(item.guid.clone()) {
                faults.push(format!("{} is there twice at {}", item.guid, now.rfc3339()));
            }
        }
        for file in &imported.files {
            for (at, words) in published_updates(&file.path, &file.text, *now) {
                let entry = file.path.trim_end_matches(".yaml").to_owned();
                let of_update = items.iter().filter(|item| {
                    item.link.contains(&format!("/{entry}/"))
                        && plain_words(&item.html).contains(&words)
                });
                let found: Vec<String> = of_update.map(|item| item.guid.clone()).collect();
                let known = guids.entry((entry.clone(), at, words)).or_default();
                known.extend(found);
            }
        }
    }
    let told = guids.into_iter().filter(|(_, guids)| guids.len() != 1);
    faults.extend(told.map(|((entry, at, words), guids)| {
        format!(
            "{entry}, {at}, {words:?}: told {} times: {guids:?}",
            guids.len()
        )
    }));
    faults
}

/// The times and the first words of the updates of an entry that are published at a moment.
fn published_updates(path: &str, text: &str, now: Moment) -> Vec<(String, String)> {
    if !path.starts_with("incidents/") && !path.starts_with("maintenance/") {
        return Vec::new();
    }
    let entry: serde_yaml::Value = serde_yaml::from_str(text).unwrap();
    let updates = entry["updates"].as_sequence().unwrap();
    let update = |update: &serde_yaml::Value| {
        // An address looks different on a page.
        let text = update["text"].as_str().unwrap();
        let before_address = ["](", "http"].map(|sign| text.find(sign).unwrap_or(text.len()));
        let words = plain_words(&text[..before_address[0].min(before_address[1])]);
        let first: Vec<&str> = words.split(' ').take(12).collect();
        (update["at"].as_str().unwrap().to_owned(), first.join(" "))
    };
    let is_planned = |at: &str| parse_zoned(at).is_some_and(|at| at > now);
    let updates = updates.iter().map(update);
    updates.filter(|(at, _)| !is_planned(at)).collect()
}

fn parse_zoned(text: &str) -> Option<Moment> {
    match time_parser::parse_time(text) {
        Ok(WrittenTime::Zoned(moment)) => Some(moment),
        _ => None,
    }
}

/// The words of a text with or without markup, without addresses.
fn plain_words(text: &str) -> String {
    let mut plain = String::new();
    let mut is_tag = false;
    for c in text.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if !is_tag => plain.push(c),
            _ => {}
        }
    }
    let words = plain.split(|c: char| !c.is_alphanumeric());
    let words: Vec<String> = words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    words.join(" ")
}

/// A page with updates that name no time, and two in one minute.
fn growing_page() -> Vec<Version> {
    const PARAGRAPHS: [&str; 5] = [
        "We look into slow requests.\n",
        "\n*Update* - The cause is a full disk.\n",
        "\n*Update* - We copy it to a larger one.\n",
        "\n**2021-06-03 11:30** We still copy it.\n",
        "\n**2021-06-03 11:30** Half of it is copied.\n",
    ];
    (1..=PARAGRAPHS.len())
        .map(|count| {
            let end = if count == PARAGRAPHS.len() {
                "resolved: true\nresolvedWhen: 2021-06-03 12:00\n"
            } else {
                "resolved: false\n"
            };
            let body = PARAGRAPHS[..count].concat();
            Version {
                committed: moment(&format!("2021-06-03T{:02}:35Z", 9 + count)),
                path: "content/issues/2021-06-03-slow.md".to_owned(),
                text: format!(
                    "---\ntitle: Slow\ndate: 2021-06-03 09:00\n{end}severity: disrupted\n---\n{body}"
                ),
            }
        })
        .collect()
}

#[test]
fn a_page_that_grows_tells_every_update_once() {
    let versions = growing_page();
    let moments: Vec<Moment> = versions.iter().map(|version| version.committed).collect();
    for with_history in [false, true] {
        let faults = replay(&versions, &moments, with_history);
        assert!(faults.is_empty(), "{}", faults.join("\n"));
    }
}

/// The versions of pages whose files are named by the order and time of their commits: `page/003_2021-06-03T154018Z_c0a0962f.md`.
fn committed_versions(folder: &Path) -> Vec<Version> {
    let mut versions = Vec::new();
    for page in fs::read_dir(folder).unwrap() {
        let page = page.unwrap();
        for file in fs::read_dir(page.path()).unwrap() {
            let file = file.unwrap();
            let name = file.file_name().into_string().unwrap();
            let time = name.split('_').nth(1).unwrap();
            let (date, clock) = time.split_once('T').unwrap();
            let clock = format!("{}:{}:{}", &clock[..2], &clock[2..4], &clock[4..]);
            versions.push(Version {
                committed: moment(&format!("{date}T{clock}")),
                path: format!(
                    "content/issues/{}.md",
                    page.file_name().into_string().unwrap()
                ),
                text: fs::read_to_string(file.path()).unwrap(),
            });
        }
    }
    versions.sort_by_key(|version| version.committed);
    versions
}

#[test]
#[ignore = "reads the corpora that STATUARY_CORPORA names; .ci/run does"]
fn corpora_of_versions_tell_every_update_once() {
    const MOMENTS: usize = 20;
    let versions =
        committed_versions(&super::corpora::folder().join("cstate-history/jenkins-infra+status"));
    // The last of them is that of the last commit.
    let moments: Vec<Moment> = (1..=MOMENTS)
        .map(|count| versions[versions.len() * count / MOMENTS - 1].committed)
        .collect();
    for with_history in [false, true] {
        let faults = replay(&versions, &moments, with_history);
        assert!(
            faults.is_empty(),
            "with history: {with_history}\n{}",
            faults.join("\n")
        );
    }
}
