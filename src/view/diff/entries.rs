//! What becomes of incidents, maintenance and texts.

use serde::Serialize;

use crate::base::prose::Prose;
use crate::derive::diff::{
    PublishedUpdate, SiteDiff, UpdateDiff, incident_updates, maintenance_updates,
};
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::text_diff::{self, DiffRun, TextChange};
use crate::model::route;
use crate::view::public::site::PublicSite;
use crate::view::text;

/// An update that subscribers were told of, under an id that would be another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReissuedUpdate {
    /// The title of its entry.
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

/// An update, post-mortem or notice that subscribers were told of, and that would be gone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WithdrawnItem {
    /// The title of its entry.
    pub title: String,
    /// Where it was.
    pub address: String,
}

/// An incident or a maintenance before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EntryChange {
    /// Its title.
    pub title: String,
    /// Its page.
    pub address: String,
    /// What is different.
    pub facts: Vec<FactChange>,
}

/// A fact before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FactChange {
    /// Which.
    pub fact: Fact,
    /// As it was; none if there was none.
    pub before: Option<String>,
    /// As it would be.
    pub after: Option<String>,
}

/// A fact of an incident or a maintenance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// Its title.
    Title,
    /// How far it is.
    Phase,
    /// How much it hurt.
    Impact,
    /// When it began.
    Started,
    /// When it was over.
    Ended,
    /// When it is planned.
    Window,
}

/// A maintenance that is new or moves, with the notice that customers get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NoticePeriod {
    /// Its title.
    pub title: String,
    /// Its page.
    pub address: String,
    /// How long before the window it was announced.
    pub notice: String,
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
    /// Its words.
    pub words: Vec<TextRunView>,
}

/// Words in a row that share a fate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TextRunView {
    /// `stays`, `goes` or `comes`.
    pub fate: &'static str,
    /// The words.
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
    course: UpdateDiff<'a>,
}

impl<'s, 'a> SiteVersions<'s, 'a> {
    /// Every entry that is in both versions, under its name or another.
    fn entry_updates(&self) -> Vec<EntryUpdates<'a>> {
        let renamed = self.diff.renamed_incidents();
        let incidents = self
            .diff
            .incidents
            .kept
            .iter()
            .chain(&renamed)
            .map(|(old, new)| EntryUpdates {
                title: new.incident.title.clone(),
                before: route::INCIDENT.address(&old.incident.id),
                after: route::INCIDENT.address(&new.incident.id),
                course: UpdateDiff::between(&incident_updates(old), &incident_updates(new)),
            });
        let moved = self.diff.renamed_maintenance();
        let maintenance = self
            .diff
            .maintenance
            .kept
            .iter()
            .chain(&moved)
            .map(|(old, new)| EntryUpdates {
                title: new.maintenance.title.clone(),
                before: route::MAINTENANCE.address(&old.maintenance.id),
                after: route::MAINTENANCE.address(&new.maintenance.id),
                course: UpdateDiff::between(&maintenance_updates(old), &maintenance_updates(new)),
            });
        incidents.chain(maintenance).collect()
    }

    /// What every subscriber would be told again.
    pub fn reissued(&self) -> Vec<ReissuedUpdate> {
        let mut again = Vec::new();
        for EntryUpdates {
            title,
            before,
            after,
            course,
        } in self.entry_updates()
        {
            let was_at = Some(&before).filter(|before| **before != after);
            // In another file every update is new to readers, whatever its id.
            let kept = course.kept.iter().filter(|_| was_at.is_some());
            again.extend(
                course
                    .reissued
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

    /// What subscribers keep although the site no longer has it.
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
            course,
            ..
        } in self.entry_updates()
        {
            course
                .withdrawn
                .iter()
                .for_each(|post| add(&title, format!("{before}#{}", post.id.as_str())));
        }
        let renamed: Vec<_> = self
            .diff
            .renamed_incidents()
            .iter()
            .map(|(old, _)| &old.incident.id)
            .collect();
        for gone in self
            .diff
            .incidents
            .removed
            .iter()
            .filter(|one| !renamed.contains(&&one.incident.id))
        {
            add(
                &gone.incident.title,
                route::INCIDENT.address(&gone.incident.id),
            );
        }
        let renamed: Vec<_> = self
            .diff
            .renamed_maintenance()
            .iter()
            .map(|(old, _)| &old.maintenance.id)
            .collect();
        for gone in self
            .diff
            .maintenance
            .removed
            .iter()
            .filter(|one| !renamed.contains(&&one.maintenance.id))
        {
            add(
                &gone.maintenance.title,
                route::MAINTENANCE.address(&gone.maintenance.id),
            );
        }
        for gone in &self.diff.postmortems.removed {
            add(
                &self.old.postmortem_title(gone),
                route::POSTMORTEM.address(&gone.id),
            );
        }
        self.diff
            .notices
            .removed
            .iter()
            .for_each(|gone| add(&gone.title, route::NOTICE.address(&gone.id)));
        withdrawn
    }

    /// The facts of incidents and maintenance that would be others.
    pub fn entry_changes(&self) -> Vec<EntryChange> {
        let incidents = self
            .diff
            .incidents
            .kept
            .iter()
            .map(|(old, new)| EntryChange {
                title: new.incident.title.clone(),
                address: route::INCIDENT.address(&new.incident.id),
                facts: differing(
                    self.incident_facts(self.old, old),
                    self.incident_facts(self.new, new),
                ),
            });
        let maintenance = self
            .diff
            .maintenance
            .kept
            .iter()
            .map(|(old, new)| EntryChange {
                title: new.maintenance.title.clone(),
                address: route::MAINTENANCE.address(&new.maintenance.id),
                facts: differing(
                    self.maintenance_facts(self.old, old),
                    self.maintenance_facts(self.new, new),
                ),
            });
        incidents
            .chain(maintenance)
            .filter(|entry| !entry.facts.is_empty())
            .collect()
    }

    fn incident_facts(
        &self,
        site: &PublicSite,
        facts: &IncidentFacts,
    ) -> Vec<(Fact, Option<String>)> {
        let zone = site.snapshot.site.zone;
        let time = |moment| site.locale.time(moment, zone).text;
        vec![
            (Fact::Title, Some(facts.incident.title.clone())),
            (Fact::Phase, Some(site.locale.incident_status(facts.status))),
            (Fact::Impact, Some(site.locale.impact(facts.impact).text)),
            (Fact::Started, Some(time(facts.incident.details.started))),
            (Fact::Ended, facts.end.map(time)),
        ]
    }

    fn maintenance_facts(
        &self,
        site: &PublicSite,
        facts: &MaintenanceFacts,
    ) -> Vec<(Fact, Option<String>)> {
        vec![
            (Fact::Title, Some(facts.maintenance.title.clone())),
            (
                Fact::Phase,
                Some(site.locale.maintenance_phase(facts.phase).text),
            ),
            (
                Fact::Window,
                Some(site.locale.window(facts.window, site.snapshot.site.zone)),
            ),
        ]
    }

    /// The notice for maintenance that is new or has another window.
    pub fn notice_periods(&self) -> Vec<NoticePeriod> {
        let promised = self.new.snapshot.site.policy.maintenance_notice;
        let moved = self
            .diff
            .maintenance
            .kept
            .iter()
            .filter(|(old, new)| old.window != new.window);
        let all = self
            .diff
            .maintenance
            .added
            .iter()
            .chain(moved.map(|(_, new)| new));
        let given = |facts: &&MaintenanceFacts| NoticePeriod {
            title: facts.maintenance.title.clone(),
            address: route::MAINTENANCE.address(&facts.maintenance.id),
            notice: text::length(facts.notice_period),
            promised: text::length(promised),
            short: facts.notice_period < promised,
            urgent: facts.maintenance.details.urgent.clone(),
        };
        all.filter(|facts| facts.is_upcoming()).map(given).collect()
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
        for EntryUpdates { after, course, .. } in self.entry_updates() {
            let both = course.kept.iter().chain(&course.reissued);
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
