//! A list made by hand: what a person sees in forty incidents and maintenance of three teams. The files beside it say it in other words,
//! with the notation, the structure and the times of the originals.

use super::{assert_sound, import_into_empty_site, source_files};
use statuary::base::time::Moment;
use statuary::import::SourceTool;
use statuary::model::Ledger;

use crate::site;

const FILES: &str = include_str!("forty.txt");
const LIST: &str = include_str!("forty.csv");

/// The updates of an entry by the name of its source: the minute and the phase.
fn updates(ledger: &Ledger, alias: &str) -> Vec<(String, Option<String>)> {
    let word =
        |at: Moment, status: Option<&'static str>| (at.to_the_minute(), status.map(str::to_owned));
    let status = &ledger.status;
    let incidents = status
        .incidents
        .iter()
        .filter(|entry| entry.aliases.iter().any(|known| known == alias));
    let maintenance = status
        .maintenance
        .iter()
        .filter(|entry| entry.aliases.iter().any(|known| known == alias));
    use statuary::base::vocabulary::Vocabulary;
    let mut found: Vec<(String, Option<String>)> = incidents
        .flat_map(|entry| {
            entry
                .updates
                .iter()
                .map(|update| word(update.at, update.status.map(Vocabulary::word)))
        })
        .collect();
    found.extend(maintenance.flat_map(|entry| {
        entry
            .updates
            .iter()
            .map(|update| word(update.at, update.status.map(Vocabulary::word)))
    }));
    found
}

#[test]
fn nearly_every_update_with_a_time_is_found_at_that_time() {
    let import = import_into_empty_site(SourceTool::Cstate, &source_files(FILES));
    assert_sound(&import);
    let ledger = site::read(&super::content(&import));
    let (mut seen, mut missed) = (0, Vec::new());
    let rows: Vec<(&str, &str)> = LIST
        .lines()
        .skip(1)
        .map(|line| line.split_once(',').unwrap())
        .collect();
    assert_eq!(rows.len(), 40);
    for (file, expected) in rows {
        let stem = file
            .rsplit('/')
            .next()
            .unwrap()
            .trim_end_matches(".md")
            .to_lowercase();
        let mut found = updates(&ledger, &format!("issues/{stem}"));
        for one in expected.split(' ') {
            let (time, phase) = one
                .split_once('=')
                .map_or((one, None), |(time, phase)| (time, Some(phase)));
            seen += 1;
            let matches = |(at, status): &(String, Option<String>)| {
                at == time && (phase.is_none() || status.as_deref() == phase)
            };
            match found.iter().position(matches) {
                Some(index) => drop(found.remove(index)),
                None => missed.push(format!("{file} {one}; left: {found:?}")),
            }
        }
    }
    let share = 100.0 * f64::from(seen - i32::try_from(missed.len()).unwrap()) / f64::from(seen);
    assert!(
        share >= 95.0,
        "{share:.1}% of {seen}\n{}",
        missed.join("\n")
    );
    assert!(seen >= 90, "the list shrank to {seen}");
}
