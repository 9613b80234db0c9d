//! The rules of the house that no compiler knows. Each check is a function from files to faults, and each is shown to find one.

mod circles;
mod codes;
mod guide;
mod layers;
mod libraries;
mod scan;
mod shape;
mod type_names;
mod world;

use std::fs;
use std::path::{Path, PathBuf};

/// A file of the project.
struct File {
    /// From the project's folder, with `/`.
    path: String,
    text: String,
}

impl File {
    fn new(path: &str, text: &str) -> File {
        File {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// The layer that a file of `src` belongs to, if it is not `lib.rs` or `main.rs`.
    fn layer(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?;
        inside.split_once('/').map(|(layer, _)| layer)
    }

    fn code(&self) -> String {
        scan::blank_comments_and_literals(&self.text)
    }

    fn paths(&self) -> Vec<scan::NamedPath> {
        scan::paths(&self.code())
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The files below a folder whose names end so, in order.
fn files(folder: &str, ending: &str) -> Vec<File> {
    fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, into)
            } else {
                into.push(path)
            }
        }
    }
    let mut paths = Vec::new();
    walk(&root().join(folder), &mut paths);
    paths.sort();
    let wanted = paths
        .into_iter()
        .filter(|path| path.to_string_lossy().ends_with(ending));
    let relative = wanted.map(|path| {
        path.strip_prefix(root())
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/")
    });
    relative
        .map(|path| File {
            text: read(&path),
            path,
        })
        .collect()
}

fn source() -> Vec<File> {
    let files = files("src", ".rs");
    assert!(
        files.iter().any(|file| file.path == "src/lib.rs"),
        "the source was not found"
    );
    files
}

/// Fails with one fault a line.
#[track_caller]
fn assert_no_faults(faults: &[String]) {
    assert!(
        faults.is_empty(),
        "{} faults\n{}",
        faults.len(),
        faults.join("\n")
    );
}

/// Fails unless there is exactly this fault.
#[track_caller]
fn assert_single_fault(faults: &[String], fault: &str) {
    assert_eq!(faults, [fault]);
}
