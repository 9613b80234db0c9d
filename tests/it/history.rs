//! The made-up histories that speed is measured on: good content, and the same for the same seed.

#[path = "../../benches/speed/history.rs"]
#[allow(dead_code, reason = "the benchmarks use the rest")]
mod generator;

use crate::compare::assert_same_files;
use std::collections::BTreeMap;
use std::path::Path;

use statuary::edge::load::{ContentScope, SiteRoot};
use tempfile::TempDir;

use generator::{NOW, Size, write};

use crate::site::{internal, public, read};

const SIZE: Size = Size {
    incidents: 100,
    products: 2,
    weeks: 10,
};

fn files(size: Size, seed: u64) -> BTreeMap<String, Vec<u8>> {
    let folder = TempDir::new().unwrap();
    write(folder.path(), size, seed);
    let sources = load(folder.path());
    sources
        .iter()
        .map(|(_, file)| (file.path.clone(), file.bytes.clone()))
        .collect()
}

fn load(folder: &Path) -> statuary::base::source::Sources {
    let root = SiteRoot::new(folder).unwrap();
    root.load(ContentScope::All).unwrap()
}

#[test]
fn the_same_seed_gives_the_same_history() {
    assert_same_files(&files(SIZE, 7), &files(SIZE, 7));
    assert!(
        files(SIZE, 7) != files(SIZE, 8),
        "another seed gives another history"
    );
}

#[test]
fn a_history_is_good_content_of_the_size_that_was_asked_for() {
    let folder = TempDir::new().unwrap();
    write(folder.path(), SIZE, 7);
    let sources = load(folder.path());
    assert_eq!(statuary::check_sources(&sources).diagnostics, []);
    let ledger = read(&sources);
    let status = &ledger.status;
    assert_eq!(
        (status.incidents.len(), status.maintenance.len()),
        (100, 10)
    );
    assert!(
        (5..=30).contains(&status.postmortems.len()),
        "{} of 100",
        status.postmortems.len()
    );
    assert!(
        status
            .incidents
            .iter()
            .all(|incident| (3..=6).contains(&incident.updates.len()))
    );
    let words = status.postmortems[0]
        .body
        .plain()
        .split_whitespace()
        .count();
    assert!((600..650).contains(&words), "{words}");
    assert_eq!(
        status
            .board
            .groups
            .iter()
            .map(|group| group.components.len())
            .collect::<Vec<_>>(),
        [5; 4]
    );
    let samples: Vec<usize> = ledger
        .internal
        .products
        .iter()
        .map(|product| product.samples.len())
        .collect();
    assert_eq!(samples, [10, 10]);
    assert!(public(&ledger, NOW).len() > 100 && internal(&ledger, NOW).len() > 20);
}
