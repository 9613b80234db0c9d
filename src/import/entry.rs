//! Imported entries and pages, and how they are written as content files.

use std::collections::{BTreeMap, BTreeSet};

use super::ids;
use super::timestamp::ImportedTime;
use crate::base::time::{Duration, Moment, Zone};
use crate::format::field::{Entries, Field, Required};
use crate::format::incident::{IncidentDoc, LinkDoc, UpdateDoc};
use crate::format::leaf::{
    ComponentRef, ComponentStateWord, ImpactWord, IncidentStatusWord, OldPath, Time, TimeOrUnknown,
};
use crate::format::maintenance::{MaintenanceDoc, WindowDoc};
use crate::format::yaml::YamlText;

/// Components by id with their states.
pub(super) type ComponentStates = Vec<(String, &'static str)>;

/// Where the time of an update is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeSource {
    /// It is written beside the update.
    Update,
    /// It is the start or the end of the entry.
    Entry,
    /// It is the date of the update before.
    Previous,
}

#[derive(Clone, Debug)]
pub(super) struct ImportedUpdate {
    pub at: ImportedTime,
    /// Whether `at` is only what the text is about, and nothing says when it was published.
    pub is_publication_unknown: bool,
    /// When it was published, if later than `at`.
    pub posted: Option<Moment>,
    pub time_source: TimeSource,
    pub status: Option<&'static str>,
    pub label: Option<String>,
    pub text: String,
    /// States that change.
    pub components: ComponentStates,
    pub edited: Option<Moment>,
    /// Comments: values without an equivalent, and assumptions.
    pub notes: Vec<String>,
}

impl ImportedUpdate {
    pub fn new(at: ImportedTime, text: impl Into<String>) -> ImportedUpdate {
        ImportedUpdate {
            at,
            is_publication_unknown: false,
            posted: None,
            time_source: TimeSource::Update,
            status: None,
            label: None,
            text: text.into(),
            components: Vec::new(),
            edited: None,
            notes: Vec::new(),
        }
    }
}

impl ImportedUpdate {
    /// The end of an entry that no text announces.
    pub fn at_end(end: ImportedTime, status: &'static str) -> ImportedUpdate {
        let text = if status == "resolved" {
            "Resolved."
        } else {
            "Completed."
        };
        ImportedUpdate {
            status: Some(status),
            ..ImportedUpdate::new(end, text)
        }
    }

    /// The same for an entry that is over since an unknown time, with the date of its last update.
    pub fn at_unknown_end(latest: ImportedTime, status: &'static str) -> ImportedUpdate {
        ImportedUpdate {
            notes: vec!["end not known; uses the date of the last update".to_owned()],
            ..ImportedUpdate::at_end(latest.without_time_of_day(), status)
        }
    }
}

/// When a team noticed an incident, declared it and repaired its cause, as far as that is written.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Milestones {
    pub detected: Option<Moment>,
    pub declared: Option<Moment>,
    pub repaired: Option<Moment>,
}

/// When an entry was, which also decides its kind.
#[derive(Clone, Debug)]
pub(super) enum EntryPeriod {
    Incident {
        started: ImportedTime,
        milestones: Milestones,
        /// Only if it ended before the update that announces the end.
        ended: Option<Moment>,
        /// Whether it is over and nothing says since when.
        is_end_unknown: bool,
        /// Only if the states of the components do not imply it.
        impact: Option<&'static str>,
    },
    Maintenance {
        start: Moment,
        /// The planned end. `None` if nothing says it.
        end: Option<Moment>,
    },
}

impl EntryPeriod {
    pub fn start(&self) -> Moment {
        match self {
            EntryPeriod::Incident { started, .. } => started.moment,
            EntryPeriod::Maintenance { start, .. } => *start,
        }
    }

    /// The directory of this kind of entry in the content directory.
    pub fn directory(&self) -> &'static str {
        match self {
            EntryPeriod::Incident { .. } => "incidents",
            EntryPeriod::Maintenance { .. } => "maintenance",
        }
    }
}

/// An incident or a maintenance.
#[derive(Clone, Debug)]
pub(super) struct ImportedEntry {
    pub title: String,
    pub period: EntryPeriod,
    pub components: ComponentStates,
    pub updates: Vec<ImportedUpdate>,
    /// URLs with their texts.
    pub links: Vec<(String, String)>,
    pub aliases: Vec<String>,
    pub draft: bool,
    /// Comments: values without an equivalent, and assumptions.
    pub notes: Vec<String>,
}

/// How long an entry without an end is believed to go on after its last update.
const STALE_AFTER: Duration = Duration::days(30);

impl ImportedEntry {
    /// Ends an entry that has no end and whose last update is old: nobody resolved it on the old page, which does not make it open
    /// today. Returns what had to be assumed.
    pub fn close_if_stale(&mut self, now: Moment) -> Option<String> {
        let phase = self.updates.iter().rev().find_map(|update| update.status);
        let (latest, status) = match &mut self.period {
            EntryPeriod::Incident {
                started,
                ended: None,
                is_end_unknown,
                ..
            } if phase != Some("resolved") && !*is_end_unknown => {
                let latest = self.updates.iter().map(|update| update.at).max();
                (latest.unwrap_or(*started).max(*started), "resolved")
            }
            // When it is only announced, the clock ends it, but not without a planned end.
            EntryPeriod::Maintenance { start, end }
                if matches!(phase, Some("in_progress" | "verifying"))
                    || end.is_none() && matches!(phase, None | Some("scheduled")) =>
            {
                let updates = self.updates.iter().map(|update| update.at.moment);
                let latest = updates.fold(end.unwrap_or(*start), Moment::max);
                let latest = ImportedTime {
                    moment: latest,
                    is_date_only: false,
                };
                (latest, "completed")
            }
            _ => return None,
        };
        if now.since(latest.moment) <= STALE_AFTER {
            return None;
        }
        if let EntryPeriod::Incident { is_end_unknown, .. } = &mut self.period {
            *is_end_unknown = true;
        }
        self.updates
            .push(ImportedUpdate::at_unknown_end(latest, status));
        let days = STALE_AFTER.as_minutes() / (24 * 60);
        Some(format!(
            "no end, and older than {days} days; imported as over with an unknown end"
        ))
    }

    /// The notes, the keys of the entry, and its updates, each below its own notes.
    pub fn to_yaml(&self, zone: Zone) -> String {
        let mut text = YamlText::default();
        for note in &self.notes {
            text.comment(0, note);
        }
        match &self.period {
            EntryPeriod::Incident {
                started,
                milestones,
                ended,
                is_end_unknown,
                impact,
            } => text.keys(
                0,
                &IncidentDoc {
                    title: Required::new(title_or_untitled(&self.title)),
                    started: Required::new(Time(started.written(zone))),
                    detected: Field::from_option(milestones.detected.map(time)),
                    declared: Field::from_option(milestones.declared.map(time)),
                    repaired: Field::from_option(milestones.repaired.map(time)),
                    ended: Field::from_option(
                        ended
                            .map(format_moment)
                            .or(is_end_unknown.then(|| "unknown".to_owned()))
                            .map(TimeOrUnknown),
                    ),
                    impact: Field::from_option(impact.map(ImpactWord::from)),
                    components: states_field(&self.components),
                    links: self.links_field(),
                    aliases: self.aliases_field(),
                    draft: Field::from_option(self.draft.then_some(true)),
                    ..IncidentDoc::default()
                },
            ),
            EntryPeriod::Maintenance { start, end } => text.keys(
                0,
                &MaintenanceDoc {
                    title: Required::new(title_or_untitled(&self.title)),
                    scheduled: Required::new(WindowDoc {
                        start: Required::new(time(*start)),
                        end: Required::new(TimeOrUnknown(
                            end.map_or_else(|| "unknown".to_owned(), format_moment),
                        )),
                    }),
                    components: states_field(&self.components),
                    links: self.links_field(),
                    aliases: self.aliases_field(),
                    draft: Field::from_option(self.draft.then_some(true)),
                    ..MaintenanceDoc::default()
                },
            ),
        }
        self.write_updates(&mut text, zone);
        text.finish()
    }

    fn write_updates(&self, text: &mut YamlText, zone: Zone) {
        text.line(0, "updates:");
        let mut minutes = BTreeSet::new();
        let mut repeated: BTreeMap<String, usize> = BTreeMap::new();
        for update in &self.updates {
            // An update is identified by its minute, or its day if that is all that is known. Further updates of the same minute need ids.
            let at = update.at.written(zone);
            let minute = update.at.minute_id(zone);
            let id = (!minutes.insert(minute.clone())).then(|| {
                let id = ids::update_id(&minute, &update.text);
                let count = repeated.entry(id.clone()).or_default();
                *count += 1;
                if *count == 1 {
                    id
                } else {
                    format!("{id}-{count}")
                }
            });
            for note in &update.notes {
                text.comment(2, note);
            }
            // An imported update has the same keys in an incident and in a maintenance.
            text.item(
                2,
                &UpdateDoc {
                    at: Required::new(Time(at)),
                    posted: Field::from_option(
                        update
                            .posted
                            .map(format_moment)
                            .or(update.is_publication_unknown.then(|| "unknown".to_owned()))
                            .map(TimeOrUnknown),
                    ),
                    id: Field::from_option(id),
                    edited: Field::from_option(update.edited.map(time)),
                    status: Field::from_option(update.status.map(IncidentStatusWord::from)),
                    label: Field::from_option(update.label.clone()),
                    components: states_field(&update.components),
                    text: Required::new(update.text.as_str().into()),
                    ..UpdateDoc::default()
                },
            );
        }
    }

    fn links_field(&self) -> Field<Vec<Field<LinkDoc>>> {
        let links = self.links.iter().map(|(url, text)| {
            Field::new(LinkDoc {
                url: Required::new(url.as_str().into()),
                text: Field::new(text.clone()),
            })
        });
        Field::from_list(links.collect())
    }

    fn aliases_field(&self) -> Field<Vec<Field<OldPath>>> {
        let aliases = self.aliases.iter();
        Field::from_list(
            aliases
                .map(|alias| Field::new(alias.as_str().into()))
                .collect(),
        )
    }
}

fn time(moment: Moment) -> Time {
    Time(format_moment(moment))
}

fn states_field(states: &ComponentStates) -> Field<Entries<ComponentRef, ComponentStateWord>> {
    let entries = states
        .iter()
        .map(|(id, state)| (id.clone(), ComponentStateWord::from(*state)));
    Field::from_option((!states.is_empty()).then(|| entries.collect()))
}

impl ImportedTime {
    /// As a content file has it: the day alone if that is all that is known.
    pub fn written(self, zone: Zone) -> String {
        if self.is_date_only {
            zone.date(self.moment).to_string()
        } else {
            format_moment(self.moment)
        }
    }

    /// The minute by which an update is identified.
    fn minute_id(self, zone: Zone) -> String {
        if self.is_date_only {
            zone.date(self.moment).start_in(zone).minute_id()
        } else {
            self.moment.minute_id()
        }
    }

    /// The same day, where nothing says at which time of it.
    pub fn without_time_of_day(self) -> ImportedTime {
        ImportedTime {
            is_date_only: true,
            ..self
        }
    }
}

/// A moment as a person would write it: without seconds if they are zero.
pub(super) fn format_moment(moment: Moment) -> String {
    if moment.unix() % 60 == 0 {
        moment.to_the_minute()
    } else {
        moment.rfc3339()
    }
}

/// The text of an update as a block scalar has it: a long text ends with a newline.
pub(super) fn with_final_newline(text: String) -> String {
    if text.contains('\n') || text.chars().count() > 80 {
        text + "\n"
    } else {
        text
    }
}

/// A notice, a custom page or a post-mortem: front matter and Markdown.
#[derive(Clone, Debug, Default)]
pub(super) struct ImportedArticle {
    /// In this order.
    pub fields: Vec<(&'static str, String)>,
    /// Further lines of the front matter, as they are.
    pub raw_fields: String,
    pub notes: Vec<String>,
    pub body: String,
}

/// A title may be empty in the old system, and the name of its file too (`.md`); a file without a title would be an error.
fn title_or_untitled(title: &str) -> String {
    match title.trim() {
        "" => "Untitled".to_owned(),
        _ => title.to_owned(),
    }
}

impl ImportedArticle {
    pub fn to_markdown(&self) -> String {
        let mut writer = YamlText::default();
        for note in &self.notes {
            writer.comment(0, note);
        }
        for (key, value) in &self.fields {
            match *key {
                "title" => writer.pair(0, key, &title_or_untitled(value)),
                _ => writer.pair(0, key, value),
            }
        }
        format!(
            "---\n{}{}---\n\n{}\n",
            writer.finish(),
            self.raw_fields,
            self.body.trim_matches('\n')
        )
    }
}
