//! Compares files with what they were at short intervals, where the system cannot report changes. The polling of `notify` compares whole
//! seconds, and would miss the second of two saves within one.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

use super::changes::Changes;

const INTERVAL: Duration = Duration::from_millis(300);

/// Modification time and length of each file.
type Snapshot = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// Reports every change in some folders, from a thread of its own, until `report` returns false.
pub fn spawn(folders: Vec<PathBuf>, report: impl Fn(Changes) -> bool + Send + 'static) {
    let mut before = snapshot(&folders);
    thread::spawn(move || {
        loop {
            thread::sleep(INTERVAL);
            let now = snapshot(&folders);
            if let Some(changes) = changes(&before, &now)
                && !report(changes)
            {
                return;
            }
            before = now;
        }
    });
}

/// What cannot be listed now is left out, and is a change when it can be listed again.
fn snapshot(folders: &[PathBuf]) -> Snapshot {
    let mut snapshot = Snapshot::new();
    for folder in folders {
        for entry in WalkDir::new(folder).into_iter().filter_map(Result::ok) {
            if let Ok(data) = entry.metadata()
                && !data.is_dir()
            {
                snapshot.insert(entry.into_path(), (data.modified().ok(), data.len()));
            }
        }
    }
    snapshot
}

/// The files that differ. Where a file was added or removed, anything may have changed.
fn changes(before: &Snapshot, now: &Snapshot) -> Option<Changes> {
    let paths: Vec<PathBuf> = now
        .iter()
        .filter(|(path, data)| before.get(*path) != Some(data))
        .map(|(path, _)| path.clone())
        .collect();
    let all = !before.keys().eq(now.keys());
    (all || !paths.is_empty()).then_some(Changes { paths, all })
}
