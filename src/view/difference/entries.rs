//! What becomes of incidents, maintenance and texts.

use serde::Serialize;

use crate::base::prose::Prose;
use crate::derive::difference::{
    Course, Difference, Post, posts_of_incident, posts_of_maintenance,
};
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::wording::{self, Fate, Run};
use crate::view::address;
use crate::view::public::{Public, postmortem};
use crate::view::text;

/// An update that subscribers were told of, under an id that would be another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Again {
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
pub struct Withdrawn {
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
pub struct Given {
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
pub struct Reworded {
    /// The page that it stands on, with the place.
    pub address: String,
    /// Its words.
    pub words: Vec<Wording>,
}

/// Words in a row that share a fate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wording {
    /// `stays`, `goes` or `comes`.
    pub fate: &'static str,
    /// The words.
    pub text: String,
}

/// Both versions of the public site.
pub(super) struct Both<'s, 'a> {
    pub old: &'s Public<'a>,
    pub new: &'s Public<'a>,
    pub facts: &'s Difference<'s, 'a>,
}

/// The updates of one entry in both versions.
struct Told<'a> {
    title: String,
    before: String,
    after: String,
    course: Course<'a>,
}

impl<'s, 'a> Both<'s, 'a> {
    /// Every entry that is in both versions, under its name or another.
    fn told(&self) -> Vec<Told<'a>> {
        let renamed = self.facts.renamed_incidents();
        let incidents = self
            .facts
            .incidents
            .stay
            .iter()
            .chain(&renamed)
            .map(|(old, new)| Told {
                title: new.incident.title.clone(),
                before: address::incident(old.incident.id.as_str()),
                after: address::incident(new.incident.id.as_str()),
                course: Course::between(&posts_of_incident(old), &posts_of_incident(new)),
            });
        let moved = self.facts.renamed_maintenance();
        let maintenance = self
            .facts
            .maintenance
            .stay
            .iter()
            .chain(&moved)
            .map(|(old, new)| Told {
                title: new.maintenance.title.clone(),
                before: address::maintenance(old.maintenance.id.as_str()),
                after: address::maintenance(new.maintenance.id.as_str()),
                course: Course::between(&posts_of_maintenance(old), &posts_of_maintenance(new)),
            });
        incidents.chain(maintenance).collect()
    }

    /// What every subscriber would be told again.
    pub fn again(&self) -> Vec<Again> {
        let mut again = Vec::new();
        for Told {
            title,
            before,
            after,
            course,
        } in self.told()
        {
            let was_at = Some(&before).filter(|before| **before != after);
            // In another file every update is new to readers, whatever its id.
            let kept = course.kept.iter().filter(|_| was_at.is_some());
            again.extend(course.again.iter().chain(kept).map(|(old, new)| Again {
                title: title.clone(),
                address: after.clone(),
                was_at: was_at.cloned(),
                before: old.id.as_str().to_owned(),
                after: new.id.as_str().to_owned(),
            }));
        }
        again
    }

    /// What subscribers keep although the site no longer has it.
    pub fn withdrawn(&self) -> Vec<Withdrawn> {
        let mut withdrawn = Vec::new();
        let mut add = |title: &str, address: String| {
            withdrawn.push(Withdrawn {
                title: title.to_owned(),
                address,
            });
        };
        for Told {
            title,
            before,
            course,
            ..
        } in self.told()
        {
            course
                .withdrawn
                .iter()
                .for_each(|post| add(&title, format!("{before}#{}", post.id.as_str())));
        }
        let renamed: Vec<_> = self
            .facts
            .renamed_incidents()
            .iter()
            .map(|(old, _)| &old.incident.id)
            .collect();
        for gone in self
            .facts
            .incidents
            .go
            .iter()
            .filter(|one| !renamed.contains(&&one.incident.id))
        {
            add(
                &gone.incident.title,
                address::incident(gone.incident.id.as_str()),
            );
        }
        let renamed: Vec<_> = self
            .facts
            .renamed_maintenance()
            .iter()
            .map(|(old, _)| &old.maintenance.id)
            .collect();
        for gone in self
            .facts
            .maintenance
            .go
            .iter()
            .filter(|one| !renamed.contains(&&one.maintenance.id))
        {
            add(
                &gone.maintenance.title,
                address::maintenance(gone.maintenance.id.as_str()),
            );
        }
        for gone in &self.facts.postmortems.go {
            add(
                &postmortem::title(self.old, gone),
                address::postmortem(gone.id.as_str()),
            );
        }
        self.facts
            .notices
            .go
            .iter()
            .for_each(|gone| add(&gone.title, address::notice(gone.id.as_str())));
        withdrawn
    }

    /// The facts of incidents and maintenance that would be others.
    pub fn entries(&self) -> Vec<EntryChange> {
        let incidents = self
            .facts
            .incidents
            .stay
            .iter()
            .map(|(old, new)| EntryChange {
                title: new.incident.title.clone(),
                address: address::incident(new.incident.id.as_str()),
                facts: differing(
                    self.of_incident(self.old, old),
                    self.of_incident(self.new, new),
                ),
            });
        let maintenance = self
            .facts
            .maintenance
            .stay
            .iter()
            .map(|(old, new)| EntryChange {
                title: new.maintenance.title.clone(),
                address: address::maintenance(new.maintenance.id.as_str()),
                facts: differing(
                    self.of_maintenance(self.old, old),
                    self.of_maintenance(self.new, new),
                ),
            });
        incidents
            .chain(maintenance)
            .filter(|entry| !entry.facts.is_empty())
            .collect()
    }

    fn of_incident(&self, site: &Public, facts: &IncidentFacts) -> Vec<(Fact, Option<String>)> {
        let zone = site.snapshot.site.zone;
        let time = |moment| site.words.time(moment, zone).text;
        vec![
            (Fact::Title, Some(facts.incident.title.clone())),
            (Fact::Phase, Some(site.words.incident_status(facts.status))),
            (Fact::Impact, Some(site.words.impact(facts.impact).text)),
            (Fact::Started, Some(time(facts.incident.started))),
            (Fact::Ended, facts.end.map(time)),
        ]
    }

    fn of_maintenance(
        &self,
        site: &Public,
        facts: &MaintenanceFacts,
    ) -> Vec<(Fact, Option<String>)> {
        vec![
            (Fact::Title, Some(facts.maintenance.title.clone())),
            (
                Fact::Phase,
                Some(site.words.maintenance_phase(facts.phase).text),
            ),
            (
                Fact::Window,
                Some(site.words.window(facts.window, site.snapshot.site.zone)),
            ),
        ]
    }

    /// The notice for maintenance that is new or has another window.
    pub fn notice(&self) -> Vec<Given> {
        let promised = self.new.snapshot.site.policy.maintenance_notice;
        let moved = self
            .facts
            .maintenance
            .stay
            .iter()
            .filter(|(old, new)| old.window != new.window);
        let all = self
            .facts
            .maintenance
            .come
            .iter()
            .chain(moved.map(|(_, new)| new));
        let given = |facts: &&MaintenanceFacts| Given {
            title: facts.maintenance.title.clone(),
            address: address::maintenance(facts.maintenance.id.as_str()),
            notice: text::length(facts.notice),
            promised: text::length(promised),
            short: facts.notice < promised,
            urgent: facts.maintenance.urgent.clone(),
        };
        all.filter(|facts| facts.is_upcoming()).map(given).collect()
    }

    /// Texts that are in both versions and say something else.
    pub fn texts(&self) -> Vec<Reworded> {
        let mut texts = Vec::new();
        let mut add = |address: String, before: &Prose, after: &Prose| {
            let (before, after) = (said(before), said(after));
            if before != after {
                texts.push(Reworded {
                    address,
                    words: words(wording::compare(&before, &after)),
                });
            }
        };
        for Told { after, course, .. } in self.told() {
            let both = course.kept.iter().chain(&course.again);
            both.for_each(|(old, new): &(Post, Post)| {
                add(format!("{after}#{}", new.id.as_str()), old.text, new.text);
            });
        }
        for (old, new) in &self.facts.postmortems.stay {
            add(address::postmortem(new.id.as_str()), &old.body, &new.body);
        }
        for (old, new) in &self.facts.notices.stay {
            add(address::notice(new.id.as_str()), &old.body, &new.body);
        }
        for (old, new) in &self.facts.pages.stay {
            add(address::page(new.id.as_str()), &old.body, &new.body);
        }
        texts
    }
}

fn said(prose: &Prose) -> String {
    prose.text(str::to_owned)
}

fn words(runs: Vec<Run>) -> Vec<Wording> {
    let fate = |fate: Fate| match fate {
        Fate::Stays => "stays",
        Fate::Goes => "goes",
        Fate::Comes => "comes",
    };
    runs.into_iter()
        .map(|run| Wording {
            fate: fate(run.fate),
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
