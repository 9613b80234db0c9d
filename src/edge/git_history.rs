//! The commits of a source that is imported: when which text was first there.

use std::collections::HashMap;
use std::io::BufReader;
use std::path::Path;

use anyhow::{Context, Result};

use super::git::{Repository, read_blob};
use super::load;
use crate::base::time::Moment;
use crate::import::{FileChange, SourceCommit, SourceHistory};

/// Every version of the Markdown files below a folder, or of one file, that was committed on the present branch, as it was published: what
/// was merged counts from its merge on. `None` if the place is in no work tree. A work tree that git refuses has a reason instead.
///
/// # Errors
/// When objects are missing or git fails.
pub fn read_history(place: &Path) -> Result<Option<SourceHistory>> {
    let place = load::canonicalize(place)?;
    let (folder, path) = match (place.parent(), place.file_name()) {
        (Some(parent), Some(name)) if place.is_file() => (parent, name.to_string_lossy()),
        _ => (place.as_path(), ".".into()),
    };
    let repository = Repository::of_folder(folder.to_owned());
    let top = repository.query(&["rev-parse", "--show-toplevel"]);
    let is_clone = top.is_ok();
    if let Err(error) = top
        && folder
            .ancestors()
            .any(|parent| parent.join(".git").exists())
    {
        let message = format!("{error:#}");
        let mut history = SourceHistory::default();
        history.unread = message.lines().next().map(str::to_owned);
        return Ok(Some(history));
    }
    if !is_clone || repository.resolve_commit("HEAD").is_none() {
        return Ok(is_clone.then(SourceHistory::default));
    }
    read_commits(&repository, &path).map(Some)
}

fn read_commits(repository: &Repository, path: &str) -> Result<SourceHistory> {
    let mut history = SourceHistory::default();
    let list = [
        "rev-list",
        "--first-parent",
        "--reverse",
        "--timestamp",
        "--parents",
        "HEAD",
        "--",
        path,
    ];
    let commits = repository.query(&list)?;
    let mut times = HashMap::new();
    let mut compared = String::new();
    for line in commits.lines() {
        // The time, the commit and its parents, of which only the first counts.
        let ids: Vec<&str> = line.split(' ').take(3).collect();
        let [time, commit, ..] = ids[..] else {
            continue;
        };
        let committed = time.parse().ok().and_then(Moment::from_unix);
        times.extend(committed.map(|committed| (commit, committed)));
        if ids.len() == 2 && repository.is_shallow() {
            history.shallow_since = committed;
        }
        compared.push_str(&ids[1..].join(" "));
        compared.push('\n');
    }
    let compare = [
        "diff-tree",
        "--stdin",
        "--root",
        "-r",
        "-M",
        "-z",
        "--raw",
        "--no-abbrev",
        "--relative",
        "--",
        path,
    ];
    let listing = String::from_utf8(repository.run_git(&compare, compared.as_bytes())?)
        .context("a file of the history has a name that is not UTF-8")?;
    let changes = parse_changes(&listing);
    let blobs = changes.iter().map(|change| format!("{}\n", change.blob));
    let blobs: String = blobs.collect();
    let answer = repository.run_git(&["cat-file", "--batch"], blobs.as_bytes())?;
    let mut answer = BufReader::new(answer.as_slice());
    for of_commit in changes.chunk_by(|a, b| a.commit == b.commit) {
        let mut changes = Vec::new();
        for change in of_commit {
            let (bytes, _) = read_blob(&mut answer, change.blob, change.path)?;
            changes.extend(String::from_utf8(bytes).ok().map(|text| FileChange {
                path: change.path.to_owned(),
                previous_path: change.previous_path.map(str::to_owned),
                text,
            }));
        }
        if let Some(committed) = times.get(of_commit[0].commit).copied() {
            history.add_commit(SourceCommit { committed, changes });
        }
    }
    Ok(history)
}

/// A file that a commit left with another content.
struct ChangedFile<'l> {
    commit: &'l str,
    blob: &'l str,
    path: &'l str,
    previous_path: Option<&'l str>,
}

/// The documents in a listing of `diff-tree`: a commit, then `:100644 100644 OLD NEW M` and a path for each file, or two paths if it was
/// renamed.
fn parse_changes(listing: &str) -> Vec<ChangedFile<'_>> {
    let mut changes = Vec::new();
    let mut commit = "";
    let mut parts = listing.split_terminator('\0');
    while let Some(part) = parts.next() {
        let Some(about) = part.strip_prefix(':') else {
            commit = part;
            continue;
        };
        let about: Vec<&str> = about.split(' ').collect();
        let [_, mode, _, blob, action] = about[..] else {
            continue;
        };
        let Some(mut path) = parts.next() else {
            continue;
        };
        let previous_path = (!action.starts_with('A')).then_some(path);
        if action.starts_with('R') {
            path = parts.next().unwrap_or(path);
        }
        if mode.starts_with("100") && is_document(path) {
            changes.push(ChangedFile {
                commit,
                blob,
                path,
                previous_path,
            });
        }
    }
    changes
}

/// Whether a file can hold texts for people: Markdown, or without an extension.
fn is_document(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((_, extension)) => {
            matches!(extension, "md" | "mdx" | "mdxx" | "markdown" | "erb")
        }
        None => true,
    }
}
