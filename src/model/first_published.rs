//! When entries and updates were first on the published branch, by its commits.
//!
//! What authors write says what a text is about; a commit shows when readers could have it. Updates are found by their permanent ids and
//! entries by their addresses, so that files can be moved, squashed, reverted and edited without a change of these times.

use std::collections::BTreeMap;

use super::entry::{Entry, EntryKind, Update};
use crate::base::id::UpdateId;
use crate::base::time::{Duration, Interval, Moment};

/// Commits that add at least so many entries at once copy a history, and do not publish it.
pub const MIN_COPIED_ENTRIES: usize = 10;

/// Commits with less between them belong together: a branch that is written anew has the history of years within minutes.
const MAX_GAP_OF_COPY: Duration = Duration::minutes(1);

/// When something was first on the published branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Publication {
    /// At this commit.
    At(Moment),
    /// At this commit or before: here the clone begins, or a history was copied.
    NotAfter(Moment),
}

/// The first commit of every entry and update, by the address of the page without its slash.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FirstPublished {
    pages: BTreeMap<String, PageCommits>,
    /// The first commit of a clone that has not all commits.
    shallow_since: Option<Moment>,
    /// When many entries were committed together.
    copied: Vec<Interval>,
}

/// The commits that first had a page and each of its updates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageCommits {
    pub first: Moment,
    pub updates: BTreeMap<UpdateId, Moment>,
}

/// What a commit did to the page of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageChange {
    pub address: String,
    /// The updates of the page, or `None` if the page is not published with this commit: its file was removed, is a draft or cannot be read.
    pub updates: Option<Vec<UpdateId>>,
}

/// The commits of the published branch so far, from the oldest to the newest.
#[derive(Clone, Debug, Default)]
pub struct CommitFold {
    pages: BTreeMap<String, PageCommits>,
    shallow_since: Option<Moment>,
}

impl CommitFold {
    /// What was known before, to add newer commits to it.
    pub fn resume(
        pages: BTreeMap<String, PageCommits>,
        shallow_since: Option<Moment>,
    ) -> CommitFold {
        CommitFold {
            pages,
            shallow_since,
        }
    }

    /// Notes that the clone begins with this commit, so that nothing older is known.
    pub fn begin_shallow(&mut self, committed: Moment) {
        self.shallow_since = Some(committed);
    }

    pub fn pages(&self) -> &BTreeMap<String, PageCommits> {
        &self.pages
    }

    pub fn shallow_since(&self) -> Option<Moment> {
        self.shallow_since
    }

    /// Adds the changes of the next commit.
    pub fn add_commit(&mut self, committed: Moment, changes: Vec<PageChange>) {
        let (removed, changed): (Vec<_>, Vec<_>) = changes
            .into_iter()
            .partition(|change| change.updates.is_none());
        for PageChange { address, updates } in changed {
            let updates = updates.unwrap_or_default();
            if !self.pages.contains_key(&address) {
                let new = self.page_before_rename(&address, &updates, &removed);
                let new = new.unwrap_or(PageCommits {
                    first: committed,
                    updates: BTreeMap::new(),
                });
                self.pages.insert(address.clone(), new);
            }
            if let Some(page) = self.pages.get_mut(&address) {
                for id in updates {
                    page.updates.entry(id).or_insert(committed);
                }
            }
        }
    }

    /// The page that the same commit removed, if the new one has updates of it.
    fn page_before_rename(
        &self,
        address: &str,
        updates: &[UpdateId],
        removed: &[PageChange],
    ) -> Option<PageCommits> {
        let folder = |address: &str| address.split('/').next().map(str::to_owned);
        let candidates = removed
            .iter()
            .filter(|old| folder(&old.address) == folder(address))
            .filter_map(|old| self.pages.get(&old.address));
        let mut shared =
            candidates.filter(|old| updates.iter().any(|id| old.updates.contains_key(id)));
        shared.next().cloned()
    }

    /// The table, with the moments at which a history was copied.
    pub fn finish(self) -> FirstPublished {
        let mut firsts: Vec<Moment> = self.pages.values().map(|page| page.first).collect();
        firsts.sort();
        let runs = firsts.chunk_by(|earlier, later| later.since(*earlier) <= MAX_GAP_OF_COPY);
        let copies = runs.filter(|run| run.len() >= MIN_COPIED_ENTRIES);
        let copied = copies.filter_map(|run| {
            let (first, last) = (run.first()?, run.last()?);
            Interval::new(*first, last.plus(Duration::seconds(1)))
        });
        FirstPublished {
            copied: copied.collect(),
            pages: self.pages,
            shallow_since: self.shallow_since,
        }
    }
}

impl FirstPublished {
    /// Whether there is no history, so that nothing is known.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// The first commit of a clone that has not all commits.
    pub fn shallow_since(&self) -> Option<Moment> {
        self.shallow_since
    }

    /// When readers could have an update: not before its commit, nor before the time that it says itself. Where no commit tells, the
    /// time that the author wrote counts; `None` if that is unknown too. A commit after `now` is not known yet.
    pub fn known_publication<K: EntryKind>(
        &self,
        entry: &Entry<K>,
        update: &Update<K::Status>,
        now: Moment,
    ) -> Option<Moment> {
        match self.committed(entry, &update.id, now) {
            Some(committed) => Some(committed.max(update.published())),
            None => update.known_publication(),
        }
    }

    /// When readers have an update that is published now if no commit has it yet. `None` if that is not known.
    pub fn reaches_readers<K: EntryKind>(
        &self,
        entry: &Entry<K>,
        update: &Update<K::Status>,
        now: Moment,
    ) -> Option<Moment> {
        match self.update(&entry.address(), &entry.aliases, &update.id) {
            None if update.is_publication_unknown => None,
            None => Some(update.published().max(now)),
            Some(_) => self.known_publication(entry, update, now),
        }
    }

    /// The commit that published an update, if it is known and not after `now`.
    pub fn committed<K: EntryKind>(
        &self,
        entry: &Entry<K>,
        id: &UpdateId,
        now: Moment,
    ) -> Option<Moment> {
        match self.update(&entry.address(), &entry.aliases, id) {
            Some(Publication::At(committed)) if committed <= now => Some(committed),
            _ => None,
        }
    }

    /// When a page was first published, under its address or an old one. `None` if no commit has it.
    pub fn page(&self, address: &str, aliases: &[String]) -> Option<Publication> {
        self.earliest(address, aliases, |page| Some(page.first))
    }

    /// The same for an update of it.
    pub fn update(&self, address: &str, aliases: &[String], id: &UpdateId) -> Option<Publication> {
        self.earliest(address, aliases, |page| page.updates.get(id).copied())
    }

    fn earliest(
        &self,
        address: &str,
        aliases: &[String],
        first: impl Fn(&PageCommits) -> Option<Moment>,
    ) -> Option<Publication> {
        let addresses = std::iter::once(address.trim_end_matches('/'));
        let addresses = addresses.chain(aliases.iter().map(String::as_str));
        let pages = addresses.filter_map(|address| self.pages.get(address));
        let committed = pages.filter_map(first).min()?;
        let is_copy = self.shallow_since == Some(committed)
            || self.copied.iter().any(|copy| copy.contains(committed));
        Some(match is_copy {
            true => Publication::NotAfter(committed),
            false => Publication::At(committed),
        })
    }
}
