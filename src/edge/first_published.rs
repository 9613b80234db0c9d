//! When entries and updates were first on the published branch, read from git.

use anyhow::Result;
use rayon::prelude::*;

use super::git::Repository;
use super::git_history::{ChangingCommit, read_changes, read_texts};
use super::incremental::history_cache::HistoryCache;
use super::load::SiteRoot;
use super::terminal::print_stderr;
use crate::base::time::Zone;
use crate::check::committed::page_change;
use crate::model::first_published::{CommitFold, FirstPublished, PageChange};
use crate::model::{Ledger, route};

/// So many versions of files are in memory before they are parsed.
const BATCH_SIZE: usize = 4000;

/// A commit with what it left of each file.
type CommittedFiles<'c> = (&'c ChangingCommit, Vec<Option<Vec<u8>>>);

/// The first commits of the entries of a site. One whose history cannot be read has none, and a warning says so.
///
/// # Errors
/// When the revision that is asked for is not there, or the terminal is closed.
pub fn read_or_warn(root: &SiteRoot, zone: Zone, base: Option<&str>) -> Result<FirstPublished> {
    match read_first_published(root, zone, base, &HistoryCache::of_user(root, zone, base)) {
        Ok(table) => Ok(table),
        Err(error) if base.is_some() => Err(error),
        Err(error) => {
            print_stderr(&format!(
                "warning: the history of the content cannot be read, so publication times are those that authors wrote: {error:#}\n"
            ))?;
            Ok(FirstPublished::default())
        }
    }
}

/// Adds what the commits say to the ledger.
///
/// # Errors
/// When the terminal is closed.
pub fn add_to_ledger(ledger: &mut Ledger, root: &SiteRoot) -> Result<()> {
    ledger.internal.first_published = read_or_warn(root, ledger.status.site.zone, None)?;
    Ok(())
}

/// The commit that the site is published from, if its content is in a git repository.
#[must_use]
pub fn published_commit(root: &SiteRoot) -> Option<String> {
    Repository::discover(root).ok()?.published_commit()
}

/// The first commits of the entries of a site; an empty table if its content is in no git repository or not committed yet. Times without a
/// zone are read in that of the site. Without a base revision, the main branch is what is published.
///
/// # Errors
/// When the repository cannot be read.
pub fn read_first_published(
    root: &SiteRoot,
    zone: Zone,
    base: Option<&str>,
    cache: &HistoryCache,
) -> Result<FirstPublished> {
    let repository = match Repository::discover(root) {
        Ok(repository) => repository,
        Err(error) if base.is_some() => return Err(error),
        Err(_) => return Ok(FirstPublished::default()),
    };
    let tip = match base {
        Some(base) => Some(repository.resolve_base(Some(base))?.commit),
        None => repository.published_commit(),
    };
    let Some(tip) = tip else {
        return Ok(FirstPublished::default());
    };
    let (commits, mut fold) = match cache.read(|old| is_ahead(&repository, old, &tip)) {
        Some((old, fold)) if old == tip => return Ok(fold.finish()),
        Some((old, fold)) => (format!("{old}..{tip}"), fold),
        None => (tip.clone(), CommitFold::default()),
    };
    let place = (repository.content_folder(), ".");
    let is_entry = |path: &str| route::of_source(path).is_some();
    let commits = read_changes(&repository, &commits, place, is_entry)?;
    let mut batch = Vec::new();
    read_texts(&repository, &commits, |commit, texts| {
        batch.push((commit, texts));
        if batch.len() == BATCH_SIZE {
            add_commits(&mut fold, std::mem::take(&mut batch), zone);
        }
    })?;
    add_commits(&mut fold, batch, zone);
    cache.write(&tip, &fold);
    Ok(fold.finish())
}

/// Whether a commit is on the first-parent line of another, so that only the commits after it are new.
fn is_ahead(repository: &Repository, old: &str, tip: &str) -> bool {
    if old == tip {
        return true;
    }
    let between = format!("{old}..{tip}");
    let list = repository.query(&["rev-list", "--first-parent", "--parents", &between, "--"]);
    list.is_ok_and(|list| {
        let oldest = list.lines().last().unwrap_or_default();
        oldest.split(' ').nth(1) == Some(old)
    })
}

fn add_commits(fold: &mut CommitFold, commits: Vec<CommittedFiles>, zone: Zone) {
    let parsed: Vec<(&ChangingCommit, Vec<PageChange>)> = commits
        .into_par_iter()
        .map(|(commit, texts)| (commit, page_changes(commit, texts, zone)))
        .collect();
    for (commit, changes) in parsed {
        if commit.is_shallow_start {
            fold.begin_shallow(commit.committed);
        }
        fold.add_commit(commit.committed, changes);
    }
}

/// The pages that a commit changed. A file that was moved is gone from where it was.
fn page_changes(
    commit: &ChangingCommit,
    texts: Vec<Option<Vec<u8>>>,
    zone: Zone,
) -> Vec<PageChange> {
    let files = commit.files.iter().zip(texts);
    let changes = files.flat_map(|(file, bytes)| {
        let previous = file.previous_path.as_ref().filter(|old| **old != file.path);
        let moved = previous.and_then(|old| page_change(old, None, zone));
        moved
            .into_iter()
            .chain(page_change(&file.path, bytes, zone))
    });
    changes.collect()
}
