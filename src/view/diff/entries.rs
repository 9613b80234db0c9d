//! Changes of incidents, maintenance and texts.

use serde::Serialize;

use crate::base::prose::Prose;
use crate::base::time::{Duration, Moment, Precision};
use crate::derive::diff::{SiteDiff, UpdateDiff};
use crate::derive::entry::{EntryFacts, PublishedUpdate};
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::text_diff::{self, DiffRun, TextChange};
use crate::model::entry::Update;
use crate::model::first_published::FirstPublished;
use crate::model::route;
use crate::view::public::site::PublicSite;
use crate::view::text;

/// A published update whose ID would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReissuedUpdate {
    pub title: String,
    /// The page of its entry.
    pub address: String,
    /// The page before, if the file has another name now.
    pub was_at: Option<String>,
    /// The id that subscribers know.
    pub before: String,
    /// The id that it would have.
    pub after: String,
}

/// A published update, post-mortem or notice that would be removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WithdrawnItem {
    pub title: String,
    /// Where it was.
    pub address: String,
}

/// An incident or a maintenance before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryChange {
    pub title: String,
    pub address: String,
    /// What is different.
    pub facts: Vec<FactChange>,
}

/// A fact before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactChange {
    pub fact: Fact,
    /// As it was; none if there was none.
    pub before: Option<String>,
    pub after: Option<String>,
}

/// A fact of an incident or a maintenance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    Title,
    Phase,
    Impact,
    Started,
    /// When it was over.
    Ended,
    /// When it is planned.
    Window,
}

/// A maintenance that is new or moves, with the notice that customers get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoticePeriod {
    pub title: String,
    pub address: String,
    /// How long before the window it was announced.
    pub notice: String,
    /// How long before by the times that the author wrote, if that keeps the promise and the notice does not, or the other way round.
    pub claimed: Option<String>,
    /// How long the policy promises.
    pub promised: String,
    /// Whether that is less than promised.
    pub short: bool,
    /// The reason that the author gives for that.
    pub urgent: Option<String>,
}

/// A text before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextDiffView {
    /// The page that it stands on, with the place.
    pub address: String,
    pub words: Vec<TextRunView>,
}

/// Consecutive words with the same change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextRunView {
    /// `stays`, `goes` or `comes`.
    pub fate: &'static str,
    pub text: String,
}

/// Both versions of the public site.
pub(super) struct SiteVersions<'s, 'a> {
    pub old: &'s PublicSite<'a>,
    pub new: &'s PublicSite<'a>,
    pub diff: &'s SiteDiff<'s, 'a>,
}

/// The updates of one entry in both versions.
struct EntryUpdates<'a> {
    title: String,
    before: String,
    after: String,
    diff: UpdateDiff<'a>,
}

impl<'s, 'a> SiteVersions<'s, 'a> {
    /// Every entry that is in both versions, under its name or another; incidents before maintenance.
    fn entry_updates(&self) -> Vec<EntryUpdates<'a>> {
        let renamed = self.diff.renamed_entries();
        let mut pairs: Vec<_> = self.diff.entries.kept.iter().chain(&renamed).collect();
        pairs.sort_by_key(|(_, new)| matches!(new, EntryFacts::Maintenance(_)));
        let updates = |entry: EntryFacts<'s, 'a>| entry.updates().collect::<Vec<_>>();
        let pairs = pairs.into_iter().map(|&(old, new)| EntryUpdates {
            title: new.title().to_owned(),
            before: old.address(),
            after: new.address(),
            diff: UpdateDiff::between(&updates(old), &updates(new)),
        });
        pairs.collect()
    }

    /// Updates that every subscriber would get again.
    pub fn reissued(&self) -> Vec<ReissuedUpdate> {
        let mut again = Vec::new();
        for EntryUpdates {
            title,
            before,
            after,
            diff,
        } in self.entry_updates()
        {
            let was_at = Some(&before).filter(|before| **before != after);
            // In another file every update is new to readers, whatever its id.
            let kept = diff.kept.iter().filter(|_| was_at.is_some());
            again.extend(
                diff.reissued
                    .iter()
                    .chain(kept)
                    .map(|(old, new)| ReissuedUpdate {
                        title: title.clone(),
                        address: after.clone(),
                        was_at: was_at.cloned(),
                        before: old.id.as_str().to_owned(),
                        after: new.id.as_str().to_owned(),
                    }),
            );
        }
        again
    }

    /// Published items that the site would no longer have.
    pub fn withdrawn(&self) -> Vec<WithdrawnItem> {
        let mut withdrawn = Vec::new();
        let mut add = |title: &str, address: String| {
            withdrawn.push(WithdrawnItem {
                title: title.to_owned(),
                address,
            });
        };
        for EntryUpdates {
            title,
            before,
            diff,
            ..
        } in self.entry_updates()
        {
            diff.withdrawn
                .iter()
                .for_each(|post| add(&title, format!("{before}#{}", post.id.as_str())));
        }
        let renamed = self.diff.renamed_entries();
        for removed in &self.diff.entries.removed {
            if !renamed.iter().any(|(old, _)| old.id() == removed.id()) {
                add(removed.title(), removed.address());
            }
        }
        for removed in &self.diff.postmortems.removed {
            add(
                &self.old.postmortem_title(removed),
                route::POSTMORTEM.address(&removed.id),
            );
        }
        self.diff
            .notices
            .removed
            .iter()
            .for_each(|removed| add(&removed.title, route::NOTICE.address(&removed.id)));
        withdrawn
    }

    /// The facts of incidents and maintenance that would be others.
    pub fn entry_changes(&self) -> Vec<EntryChange> {
        let changes = self
            .diff
            .entries
            .kept
            .iter()
            .map(|&(old, new)| EntryChange {
                title: new.title().to_owned(),
                address: new.address(),
                facts: differing(facts_of(self.old, old), facts_of(self.new, new)),
            });
        changes.filter(|entry| !entry.facts.is_empty()).collect()
    }

    /// The notice for maintenance that is new or has another window: from when customers can know it, whatever its updates claim.
    pub fn notice_periods(&self, published: &FirstPublished) -> Vec<NoticePeriod> {
        let promised = self.new.snapshot.site.policy.maintenance_notice;
        let now = self.new.snapshot.now;
        let maintenance = |entry: EntryFacts<'s, 'a>| match entry {
            EntryFacts::Incident(_) => None,
            EntryFacts::Maintenance(facts) => Some(facts),
        };
        let added = self.diff.entries.added.iter();
        let added = added.filter_map(|new| {
            let facts = maintenance(*new)?;
            Some((facts, facts.updates.first().copied()))
        });
        let kept = self.diff.entries.kept.iter();
        let moved = kept.filter_map(|(old, new)| {
            let (old, facts) = (maintenance(*old)?, maintenance(*new)?);
            let mut newest = facts.updates.iter().rev();
            let moving = newest.find(|update| update.new_window().is_some());
            (old.window != facts.window).then_some((facts, moving.copied()))
        });
        // The update that tells the window; none if the window was written over.
        let given = |(facts, told): (&MaintenanceFacts<'a>, Option<&Update<_>>)| {
            let notice = |told: Moment| facts.window.start.since(told);
            let claimed = told.and_then(Update::known_publication).map(notice);
            let reached = told.map_or(Some(now), |told| {
                published.reaches_readers(facts.maintenance, told, now)
            });
            let notice = reached.map(notice);
            let is_kept = |notice: Option<Duration>| notice.is_none_or(|notice| notice >= promised);
            NoticePeriod {
                title: facts.maintenance.title.clone(),
                address: facts.maintenance.address(),
                notice: text::length_or_unknown(notice),
                claimed: claimed
                    .filter(|_| is_kept(claimed) != is_kept(notice))
                    .map(text::length),
                promised: text::length(promised),
                short: !is_kept(notice),
                urgent: facts.maintenance.details.urgent.clone(),
            }
        };
        let all = added.chain(moved);
        let all = all.filter(|(facts, _)| facts.is_upcoming());
        all.map(given).collect()
    }

    /// Texts that are in both versions and say something else.
    pub fn text_diffs(&self) -> Vec<TextDiffView> {
        let mut texts = Vec::new();
        let mut add = |address: String, before: &Prose, after: &Prose| {
            let (before, after) = (plain_text(before), plain_text(after));
            if before != after {
                texts.push(TextDiffView {
                    address,
                    words: run_views(text_diff::diff_text(&before, &after)),
                });
            }
        };
        for EntryUpdates { after, diff, .. } in self.entry_updates() {
            let both = diff.kept.iter().chain(&diff.reissued);
            both.for_each(|(old, new): &(PublishedUpdate, PublishedUpdate)| {
                add(format!("{after}#{}", new.id.as_str()), old.text, new.text);
            });
        }
        for (old, new) in &self.diff.postmortems.kept {
            add(route::POSTMORTEM.address(&new.id), &old.body, &new.body);
        }
        for (old, new) in &self.diff.notices.kept {
            add(route::NOTICE.address(&new.id), &old.body, &new.body);
        }
        for (old, new) in &self.diff.pages.kept {
            add(route::CUSTOM_PAGE.address(&new.id), &old.body, &new.body);
        }
        texts
    }
}

fn facts_of(site: &PublicSite, entry: EntryFacts) -> Vec<(Fact, Option<String>)> {
    let (locale, zone) = (site.locale, site.snapshot.site.zone);
    let time_or_date = |moment, is_date_only| locale.time_or_date(moment, is_date_only, zone).text;
    let title = (Fact::Title, Some(entry.title().to_owned()));
    match entry {
        EntryFacts::Incident(facts) => vec![
            title,
            (Fact::Phase, Some(locale.incident_status(facts.status))),
            (Fact::Impact, Some(locale.impact(facts.impact).text)),
            (
                Fact::Started,
                Some(time_or_date(
                    entry.start(),
                    facts.incident.details.is_start_date_only,
                )),
            ),
            (
                Fact::Ended,
                facts.end.map(|end| match facts.end_precision {
                    Precision::Unknown => locale.message("end-unknown"),
                    precision => time_or_date(end, precision == Precision::Day),
                }),
            ),
        ],
        EntryFacts::Maintenance(facts) => vec![
            title,
            (
                Fact::Phase,
                Some(locale.maintenance_phase(facts.phase).text),
            ),
            (Fact::Window, Some(locale.window(facts.window, zone))),
        ],
    }
}

fn plain_text(prose: &Prose) -> String {
    prose.text(str::to_owned)
}

fn run_views(runs: Vec<DiffRun>) -> Vec<TextRunView> {
    let fate = |fate: TextChange| match fate {
        TextChange::Kept => "stays",
        TextChange::Removed => "goes",
        TextChange::Added => "comes",
    };
    runs.into_iter()
        .map(|run| TextRunView {
            fate: fate(run.change),
            text: run.text,
        })
        .collect()
}

fn differing(
    before: Vec<(Fact, Option<String>)>,
    after: Vec<(Fact, Option<String>)>,
) -> Vec<FactChange> {
    let both = before
        .into_iter()
        .zip(after)
        .filter(|((_, old), (_, new))| old != new);
    both.map(|((fact, before), (_, after))| FactChange {
        fact,
        before,
        after,
    })
    .collect()
}
