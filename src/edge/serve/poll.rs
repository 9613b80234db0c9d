//! Looks at files again and again, where the system does not tell of changes. The watcher of the library compares whole seconds, and would
//! miss the second of two saves within one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, SystemTime};

use walkdir::WalkDir;

use super::watch::Changes;

/// How often.
const EVERY: Duration = Duration::from_millis(300);

/// What tells a file from what it was: its time and its length.
type Marks = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

/// Tells of every change below some folders, from a thread of its own, as long as somebody listens.
pub fn poll(folders: Vec<PathBuf>, tell: impl Fn(Changes) -> bool + Send + 'static) {
    let mut before = marks(&folders);
    thread::spawn(move || {
        loop {
            thread::sleep(EVERY);
            let now = marks(&folders);
            if let Some(changes) = changes(&before, &now)
                && !tell(changes)
            {
                return;
            }
            before = now;
        }
    });
}

fn marks(folders: &[PathBuf]) -> Marks {
    folders.iter().flat_map(|folder| below(folder)).collect()
}

/// What cannot be listed now is a change when it can be again.
fn below(folder: &Path) -> impl Iterator<Item = (PathBuf, (Option<SystemTime>, u64))> {
    let entries = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    entries.filter_map(|entry| {
        let data = entry.metadata().ok()?;
        (!data.is_dir()).then(|| (entry.into_path(), (data.modified().ok(), data.len())))
    })
}

/// The files that differ; everything, where a file came or went.
fn changes(before: &Marks, now: &Marks) -> Option<Changes> {
    let differ = now
        .iter()
        .filter(|(path, mark)| before.get(*path) != Some(mark));
    let paths: Vec<PathBuf> = differ.map(|(path, _)| path.clone()).collect();
    let all = !before.keys().eq(now.keys());
    (all || !paths.is_empty()).then_some(Changes { paths, all })
}
