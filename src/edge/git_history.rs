//! The commits of a source that is imported: when which text was first there.

use std::collections::HashMap;
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
    let folder = repository.query(&["rev-parse", "--show-prefix"])?;
    let commits = read_changes(repository, "HEAD", (&folder, path), is_document)?;
    read_texts(repository, &commits, |commit, texts| {
        if commit.is_shallow_start {
            history.shallow_since = Some(commit.committed);
        }
        let texts = commit.files.iter().zip(texts);
        let changes = texts.filter_map(|(file, bytes)| {
            Some(FileChange {
                path: file.path.clone(),
                previous_path: file.previous_path.clone(),
                text: String::from_utf8(bytes?).ok()?,
            })
        });
        history.add_commit(SourceCommit {
            committed: commit.committed,
            changes: changes.collect(),
        });
    })?;
    Ok(history)
}

/// A commit of the first-parent line that changed files which are looked at.
pub(super) struct ChangingCommit {
    pub id: String,
    pub committed: Moment,
    /// Whether the clone has nothing before it, although there is something.
    pub is_shallow_start: bool,
    pub files: Vec<ChangedFile>,
}

/// A file that a commit left with another content.
pub(super) struct ChangedFile {
    /// `None` if the commit removed it.
    blob: Option<String>,
    pub path: String,
    /// Where the file was before; `None` if the commit added it.
    pub previous_path: Option<String>,
}

/// The commits of the first-parent line that changed files below a path in a folder of the repository, oldest first: what was merged counts
/// from its merge on. Paths are those from the folder.
pub(super) fn read_changes(
    repository: &Repository,
    commits: &str,
    (folder, path): (&str, &str),
    is_wanted: impl Fn(&str) -> bool,
) -> Result<Vec<ChangingCommit>> {
    let list = ["rev-list", "--first-parent", "--reverse", "--timestamp"];
    let list = repository.query(&[&list[..], &["--parents", commits, "--"]].concat())?;
    let mut known = HashMap::new();
    let mut compared = String::new();
    for line in list.lines() {
        // The time, the commit and its parents, of which only the first counts.
        let ids: Vec<&str> = line.split(' ').take(3).collect();
        let [time, commit, ..] = ids[..] else {
            continue;
        };
        let is_shallow_start = ids.len() == 2 && repository.is_shallow();
        let committed = time.parse().ok().and_then(Moment::from_unix);
        known.extend(committed.map(|committed| (commit, (committed, is_shallow_start))));
        compared.push_str(&ids[1..].join(" "));
        compared.push('\n');
    }
    let compare = ["diff-tree", "--stdin", "--root", "-r", "-M", "-z", "--raw"];
    let (relative, path) = (
        format!("--relative={folder}"),
        format!(":(top,literal){folder}{}", path.trim_start_matches('.')),
    );
    let compare = [&compare[..], &["--no-abbrev", &relative, "--", &path]].concat();
    let listing = String::from_utf8(repository.run_git(&compare, compared.as_bytes())?)
        .context("a file of the history has a name that is not UTF-8")?;
    let mut changing: Vec<ChangingCommit> = Vec::new();
    let mut current = None;
    let mut parts = listing.split_terminator('\0');
    while let Some(part) = parts.next() {
        let Some(about) = part.strip_prefix(':') else {
            current = known.get_key_value(part);
            continue;
        };
        let Some(file) = parse_change(about, &mut parts) else {
            continue;
        };
        let Some((id, &(committed, is_shallow_start))) = current.filter(|_| is_wanted(&file.path))
        else {
            continue;
        };
        if changing.last().is_none_or(|last| last.id != *id) {
            changing.push(ChangingCommit {
                id: (*id).to_owned(),
                committed,
                is_shallow_start,
                files: Vec::new(),
            });
        }
        if let Some(last) = changing.last_mut() {
            last.files.push(file);
        }
    }
    Ok(changing)
}

/// A file in a listing of `diff-tree`: `100644 100644 OLD NEW M` and a path, or two paths if it was renamed. `None` for what is no ordinary
/// file before and after.
fn parse_change<'l>(about: &str, paths: &mut impl Iterator<Item = &'l str>) -> Option<ChangedFile> {
    let mut path = paths.next()?;
    let about: Vec<&str> = about.split(' ').collect();
    let [old_mode, mode, _, blob, action] = about[..] else {
        return None;
    };
    let previous_path = (!action.starts_with('A')).then_some(path);
    if action.starts_with('R') {
        path = paths.next()?;
    }
    let is_file = |mode: &str| mode.starts_with("100");
    (is_file(mode) || is_file(old_mode)).then(|| ChangedFile {
        blob: is_file(mode).then(|| blob.to_owned()),
        path: path.to_owned(),
        previous_path: previous_path.map(str::to_owned),
    })
}

/// Reads what the commits left, commit by commit; `None` for a file that one removed.
pub(super) fn read_texts<'c>(
    repository: &Repository,
    commits: &'c [ChangingCommit],
    mut take: impl FnMut(&'c ChangingCommit, Vec<Option<Vec<u8>>>),
) -> Result<()> {
    let files = commits.iter().flat_map(|commit| &commit.files);
    let blobs = files.filter_map(|file| file.blob.as_deref());
    let blobs: String = blobs.flat_map(|blob| [blob, "\n"]).collect();
    let read = ["cat-file", "--batch"];
    repository.stream_git(&[], &read, blobs.as_bytes(), |answer| {
        for commit in commits {
            let mut text = |file: &ChangedFile| {
                let blob = file.blob.as_deref();
                let read = |blob| Ok(read_blob(answer, blob, &file.path)?.0);
                blob.map(read).transpose()
            };
            let texts: Result<_> = commit.files.iter().map(&mut text).collect();
            take(commit, texts?);
        }
        Ok(())
    })
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
