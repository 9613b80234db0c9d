//! What differs between two versions of the content, as customers and subscribers know it.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::{EntryFacts, PublishedUpdate};
use super::snapshot::Snapshot;
use crate::base::id::UpdateId;
use crate::base::time::Moment;
use crate::model::custom_page::CustomPage;
use crate::model::notice::Notice;
use crate::model::postmortem::Postmortem;

/// Two versions of everything that has an id.
#[derive(Debug)]
pub struct SiteDiff<'s, 'a> {
    /// Incidents before maintenance.
    pub entries: Diff<EntryFacts<'s, 'a>>,
    pub postmortems: Diff<&'a Postmortem>,
    pub notices: Diff<&'a Notice>,
    pub pages: Diff<&'a CustomPage>,
}

/// What is only in the second version, only in the first, and in both; each in the order of ids.
#[derive(Debug)]
pub struct Diff<T> {
    pub added: Vec<T>,
    pub removed: Vec<T>,
    pub kept: Vec<(T, T)>,
}

impl<T: Copy> Diff<T> {
    fn of<K: Ord>(
        before: impl Iterator<Item = T>,
        after: impl Iterator<Item = T>,
        id: impl Fn(T) -> K,
    ) -> Diff<T> {
        let mut old: BTreeMap<K, T> = before.map(|one| (id(one), one)).collect();
        let (mut added, mut kept) = (Vec::new(), Vec::new());
        let after: BTreeMap<K, T> = after.map(|one| (id(one), one)).collect();
        for (id, new) in after {
            match old.remove(&id) {
                Some(old) => kept.push((old, new)),
                None => added.push(new),
            }
        }
        Diff {
            added,
            removed: old.into_values().collect(),
            kept,
        }
    }
}

fn is_maintenance(entry: EntryFacts) -> bool {
    matches!(entry, EntryFacts::Maintenance(_))
}

impl<'s, 'a> SiteDiff<'s, 'a> {
    /// Compares what is known at one moment.
    pub fn between(before: &'s Snapshot<'a>, after: &'s Snapshot<'a>) -> SiteDiff<'s, 'a> {
        let (old, new) = (before, after);
        SiteDiff {
            entries: Diff::of(old.entries(), new.entries(), |one| {
                (is_maintenance(one), one.id())
            }),
            postmortems: Diff::of(
                old.postmortems.iter().copied(),
                new.postmortems.iter().copied(),
                |one| &one.id,
            ),
            notices: Diff::of(
                old.notices.iter().copied(),
                new.notices.iter().copied(),
                |one| &one.id,
            ),
            pages: Diff::of(
                old.pages.iter().copied(),
                new.pages.iter().copied(),
                |one| &one.id,
            ),
        }
    }

    /// Entries whose file has another name now: those that are removed, each with the added one that has an update of the same minute and
    /// text.
    pub fn renamed_entries(&self) -> Vec<(EntryFacts<'s, 'a>, EntryFacts<'s, 'a>)> {
        let added = &self.entries.added;
        let mut by_minute: BTreeMap<Moment, Vec<usize>> = BTreeMap::new();
        for (index, entry) in added.iter().enumerate() {
            for update in entry.updates() {
                by_minute.entry(update.at).or_default().push(index);
            }
        }
        let mut taken = BTreeSet::new();
        let mut renamed = Vec::new();
        for &old in &self.entries.removed {
            let mut candidates = BTreeSet::new();
            for update in old.updates() {
                let same_minute = by_minute.get(&update.at).into_iter().flatten().copied();
                candidates.extend(same_minute.filter(|&index| {
                    let new = added[index];
                    is_maintenance(new) == is_maintenance(old)
                        && new.updates().any(|other| has_same_text(&other, &update))
                }));
            }
            if let Some(index) = candidates.into_iter().find(|index| !taken.contains(index)) {
                taken.insert(index);
                renamed.push((old, added[index]));
            }
        }
        renamed
    }
}

fn has_same_text(update: &PublishedUpdate, other: &PublishedUpdate) -> bool {
    update.at == other.at && update.text == other.text
}

/// The changes of the published updates of one entry.
#[derive(Debug)]
pub struct UpdateDiff<'a> {
    /// Under one id in both versions.
    pub kept: Vec<(PublishedUpdate<'a>, PublishedUpdate<'a>)>,
    /// Published before under another ID, so that every subscriber would get it again.
    pub reissued: Vec<(PublishedUpdate<'a>, PublishedUpdate<'a>)>,
    /// Published before, and removed.
    pub withdrawn: Vec<PublishedUpdate<'a>>,
}

impl<'a> UpdateDiff<'a> {
    /// Compares updates. One whose ID is gone is matched by its text, else by its minute.
    pub fn between(
        before: &[PublishedUpdate<'a>],
        after: &[PublishedUpdate<'a>],
    ) -> UpdateDiff<'a> {
        let old: BTreeMap<&UpdateId, &PublishedUpdate> =
            before.iter().map(|post| (post.id, post)).collect();
        let ids: BTreeSet<&UpdateId> = after.iter().map(|post| post.id).collect();
        let kept = after
            .iter()
            .filter_map(|post| Some((**old.get(post.id)?, *post)))
            .collect();
        let mut new: Vec<PublishedUpdate> = after
            .iter()
            .filter(|post| !old.contains_key(post.id))
            .copied()
            .collect();
        let (mut again, mut withdrawn) = (Vec::new(), Vec::new());
        for post in before.iter().filter(|post| !ids.contains(post.id)) {
            let has_same_text =
                |other: &PublishedUpdate| other.text == post.text && !post.text.plain().is_empty();
            let found = new
                .iter()
                .position(has_same_text)
                .or_else(|| new.iter().position(|other| other.at == post.at));
            match found {
                Some(at) => again.push((*post, new.remove(at))),
                None => withdrawn.push(*post),
            }
        }
        UpdateDiff {
            kept,
            reissued: again,
            withdrawn,
        }
    }
}
