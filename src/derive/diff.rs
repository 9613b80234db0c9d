//! What becomes of the entries of a site from one version of its content to another, both at one moment.

use std::collections::{BTreeMap, BTreeSet};

use super::incident::IncidentFacts;
use super::maintenance::MaintenanceFacts;
use super::snapshot::Snapshot;
use crate::base::id::{EntryId, UpdateId};
use crate::base::prose::Prose;
use crate::base::time::Moment;
use crate::model::custom_page::CustomPage;
use crate::model::notice::Notice;
use crate::model::postmortem::Postmortem;

/// Two versions of everything that has an id.
#[derive(Debug)]
pub struct SiteDiff<'s, 'a> {
    /// Incidents.
    pub incidents: Diff<&'s IncidentFacts<'a>>,
    /// Maintenance.
    pub maintenance: Diff<&'s MaintenanceFacts<'a>>,
    /// Post-mortems.
    pub postmortems: Diff<&'a Postmortem>,
    /// Notices.
    pub notices: Diff<&'a Notice>,
    /// Free pages.
    pub pages: Diff<&'a CustomPage>,
}

/// What comes, what goes, and what is in both, each in the order of ids.
#[derive(Debug)]
pub struct Diff<T> {
    /// In the second version alone.
    pub added: Vec<T>,
    /// In the first version alone.
    pub removed: Vec<T>,
    /// In both.
    pub kept: Vec<(T, T)>,
}

impl<T: Copy> Diff<T> {
    fn of(
        before: impl Iterator<Item = T>,
        after: impl Iterator<Item = T>,
        id: impl Fn(T) -> EntryId,
    ) -> Diff<T> {
        let before: BTreeMap<EntryId, T> = before.map(|one| (id(one), one)).collect();
        let after: BTreeMap<EntryId, T> = after.map(|one| (id(one), one)).collect();
        Diff {
            added: after
                .iter()
                .filter(|(id, _)| !before.contains_key(id))
                .map(|(_, one)| *one)
                .collect(),
            removed: before
                .iter()
                .filter(|(id, _)| !after.contains_key(id))
                .map(|(_, one)| *one)
                .collect(),
            kept: before
                .iter()
                .filter_map(|(id, old)| Some((*old, *after.get(id)?)))
                .collect(),
        }
    }
}

impl<'s, 'a> SiteDiff<'s, 'a> {
    /// Compares what is known at one moment.
    #[must_use]
    pub fn between(before: &'s Snapshot<'a>, after: &'s Snapshot<'a>) -> SiteDiff<'s, 'a> {
        SiteDiff {
            incidents: Diff::of(before.incidents.iter(), after.incidents.iter(), |one| {
                one.incident.id.clone()
            }),
            maintenance: Diff::of(before.maintenance.iter(), after.maintenance.iter(), |one| {
                one.maintenance.id.clone()
            }),
            postmortems: Diff::of(
                before.postmortems.iter().copied(),
                after.postmortems.iter().copied(),
                |one: &Postmortem| one.id.clone(),
            ),
            notices: Diff::of(
                before.notices.iter().copied(),
                after.notices.iter().copied(),
                |one: &Notice| one.id.clone(),
            ),
            pages: Diff::of(
                before.pages.iter().copied(),
                after.pages.iter().copied(),
                |one: &CustomPage| one.id.clone(),
            ),
        }
    }

    /// Incidents whose file has another name now: those that go, each with the one that comes and has an update of the same minute and
    /// words.
    #[must_use]
    pub fn renamed_incidents(&self) -> Vec<(&'s IncidentFacts<'a>, &'s IncidentFacts<'a>)> {
        match_renamed(&self.incidents, |facts| incident_updates(facts))
    }

    /// Maintenance whose file has another name now.
    #[must_use]
    pub fn renamed_maintenance(&self) -> Vec<(&'s MaintenanceFacts<'a>, &'s MaintenanceFacts<'a>)> {
        match_renamed(&self.maintenance, |facts| maintenance_updates(facts))
    }
}

fn match_renamed<'a, T: Copy>(
    fates: &Diff<T>,
    posts: impl Fn(T) -> Vec<PublishedUpdate<'a>>,
) -> Vec<(T, T)> {
    let new: Vec<Vec<PublishedUpdate>> = fates.added.iter().map(|one| posts(*one)).collect();
    let mut by_minute: BTreeMap<Moment, Vec<usize>> = BTreeMap::new();
    for (place, posts) in new.iter().enumerate() {
        posts
            .iter()
            .for_each(|post| by_minute.entry(post.at).or_default().push(place));
    }
    let mut taken = BTreeSet::new();
    let find = |gone: &T| {
        let old = posts(*gone);
        let near = old.iter().flat_map(|post| {
            by_minute
                .get(&post.at)
                .into_iter()
                .flatten()
                .map(move |at| (*at, post))
        });
        let same = near.filter(|(at, post)| {
            !taken.contains(at) && new[*at].iter().any(|one| one.same_words(post))
        });
        let first = same.map(|(at, _)| at).min()?;
        taken.insert(first);
        Some((*gone, fates.added[first]))
    };
    fates.removed.iter().filter_map(find).collect()
}

/// What was said at one moment, of an incident or a maintenance.
#[derive(Clone, Copy, Debug)]
pub struct PublishedUpdate<'a> {
    /// Permanent.
    pub id: &'a UpdateId,
    /// The time that it speaks of.
    pub at: Moment,
    /// Its words.
    pub text: &'a Prose,
}

impl PublishedUpdate<'_> {
    fn same_words(&self, other: &PublishedUpdate) -> bool {
        self.at == other.at && self.text == other.text
    }
}

/// The published updates of an incident.
#[must_use]
pub fn incident_updates<'a>(facts: &IncidentFacts<'a>) -> Vec<PublishedUpdate<'a>> {
    facts
        .updates
        .iter()
        .map(|update| PublishedUpdate {
            id: &update.id,
            at: update.at,
            text: &update.text,
        })
        .collect()
}

/// The published updates of a maintenance.
#[must_use]
pub fn maintenance_updates<'a>(facts: &MaintenanceFacts<'a>) -> Vec<PublishedUpdate<'a>> {
    facts
        .updates
        .iter()
        .map(|update| PublishedUpdate {
            id: &update.id,
            at: update.at,
            text: &update.text,
        })
        .collect()
}

/// What becomes of the published updates of one entry.
#[derive(Debug)]
pub struct UpdateDiff<'a> {
    /// Under one id in both versions.
    pub kept: Vec<(PublishedUpdate<'a>, PublishedUpdate<'a>)>,
    /// Published before under another id, so that every subscriber would be told again.
    pub reissued: Vec<(PublishedUpdate<'a>, PublishedUpdate<'a>)>,
    /// Published before, and gone.
    pub withdrawn: Vec<PublishedUpdate<'a>>,
}

impl<'a> UpdateDiff<'a> {
    /// Compares updates. One whose id is gone is found again by its words, else by its minute.
    #[must_use]
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
            let words =
                |other: &PublishedUpdate| other.text == post.text && !post.text.plain().is_empty();
            let found = new
                .iter()
                .position(words)
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
