//! Entries whose updates are fields and not prose, as the interfaces of status page services have them. Each service describes its files
//! in its own file and converts them to [`StructuredEntry`]; what follows from that is here, and the same for all.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::{
    ComponentStates, EntryPeriod, ImportedArticle, ImportedEntry, ImportedUpdate, Milestones,
    format_moment, with_final_newline,
};
use super::html;
use super::phase::{self, ImportedPhase};
use super::session::ImportSession;
use super::severity;
use super::source_text::file_name;
use super::timeline;
use super::timestamp::ImportedTime;
use crate::base::time::{Duration, Moment};

/// The words of a service, each with what it means. Case does not matter.
pub(super) struct VendorWords {
    pub phases: &'static [(&'static str, ImportedPhase)],
    /// States of components.
    pub states: &'static [(&'static str, &'static str)],
    pub impacts: &'static [(&'static str, &'static str)],
}

/// An incident or a maintenance. Times and words are those of the service.
#[derive(Debug, Default)]
pub(super) struct StructuredEntry {
    /// The id that the service gave it.
    pub key: Option<String>,
    pub title: String,
    pub is_planned: bool,
    /// When it began, or when a maintenance was announced.
    pub started: Option<String>,
    pub ended: Option<String>,
    /// The planned time of a maintenance.
    pub window: PlannedWindow,
    pub status: Option<String>,
    /// What the end is called, if it is more than resolved.
    pub end_label: Option<String>,
    pub impact: Option<String>,
    /// What was said first, if it is not among the updates.
    pub text: Option<String>,
    pub components: Vec<AffectedComponent>,
    pub updates: Vec<StructuredUpdate>,
    pub postmortem: Option<StructuredPostmortem>,
    /// Its page on the old site.
    pub link: Option<String>,
    /// The path of that page, if its address is not known.
    pub old_path: Option<String>,
    /// Values without an equivalent.
    pub notes: Vec<String>,
}

#[derive(Debug, Default)]
pub(super) struct PlannedWindow {
    pub start: Option<String>,
    pub end: Option<String>,
    /// Instead of an end.
    pub minutes: Option<i64>,
}

#[derive(Debug, Default)]
pub(super) struct StructuredUpdate {
    pub at: Option<String>,
    /// If it was published later than it says.
    pub published: Option<String>,
    pub edited: Option<String>,
    pub status: Option<String>,
    pub text: String,
    pub components: Vec<AffectedComponent>,
    pub notes: Vec<String>,
}

/// A component by the id that the service gave it, by its name, or both.
#[derive(Debug, Default)]
pub(super) struct AffectedComponent {
    pub key: Option<String>,
    pub name: Option<String>,
    pub state: Option<String>,
}

#[derive(Debug)]
pub(super) struct StructuredPostmortem {
    pub body: String,
    /// `None` if it was not published.
    pub published: Option<String>,
}

/// Imports entries, each with the path of its file. One that is in several files is taken once, with the most updates.
pub(super) fn import_entries(
    entries: Vec<(String, StructuredEntry)>,
    words: &VendorWords,
    session: &mut ImportSession,
) {
    let mut kept: Vec<(String, StructuredEntry)> = Vec::new();
    for (source, entry) in entries {
        let same = kept.iter_mut().find(|(_, known)| {
            known.key.is_some() && known.key == entry.key && known.is_planned == entry.is_planned
        });
        let Some(same) = same else {
            kept.push((source, entry));
            continue;
        };
        let completeness =
            |entry: &StructuredEntry| (entry.postmortem.is_some(), entry.updates.len());
        let is_newer = completeness(&entry) >= completeness(&same.1);
        let (from, into) = if is_newer {
            (std::mem::replace(same, (source, entry)).0, same.0.clone())
        } else {
            (source, same.0.clone())
        };
        session
            .report
            .merged(&from, format!("`{}` is also in {into}", same.1.title));
    }
    // Oldest first, so that an entry that is added to the files later changes no id.
    kept.sort_by_cached_key(|(_, entry)| {
        let start = entry.window.start.as_ref().or(entry.started.as_ref());
        let start = start.and_then(|text| session.parse_time(text));
        (start, entry.key.clone())
    });
    for (source, entry) in kept {
        EntryImport {
            source: &source,
            words,
            session,
        }
        .import(entry);
    }
}

/// One entry with what it is read with.
struct EntryImport<'e, 's> {
    source: &'e str,
    words: &'e VendorWords,
    session: &'e mut ImportSession<'s>,
}

impl EntryImport<'_, '_> {
    fn import(&mut self, mut entry: StructuredEntry) {
        let mut updates = self.updates(&mut entry);
        let created = self.time(entry.started.as_deref());
        let created = created.or(updates.first().map(|update| update.at));
        let planned = self.time(entry.window.start.as_deref());
        let start = if entry.is_planned {
            planned.or_else(|| self.start_of_work(&updates, created))
        } else {
            created
        };
        let Some(start) = start else {
            return self.add_page_without_time(entry);
        };
        if let Some(text) = entry.text.take() {
            let first = updates.iter().map(|update| update.at);
            let earliest = created.into_iter().chain(first).min();
            let at = earliest.map_or(start, |earliest| earliest.min(start));
            updates.insert(0, opening_update(&text, at, entry.is_planned));
        }
        if updates.is_empty() {
            updates.push(ImportedUpdate::new(start, &entry.title));
        }
        let impact = self.impact(&mut entry);
        let components = self.components(&entry, impact, &mut updates);
        let period = if entry.is_planned {
            self.maintenance_period(&mut entry, start, &components, &mut updates)
        } else {
            self.incident_period(&mut entry, start, impact, &components, &mut updates)
        };
        let id = self.entry_id(&entry, start);
        self.add_postmortem(&entry, &id);
        let old_path = entry.old_path.as_deref();
        let alias = old_path.and_then(|path| self.session.ids.register_alias(path));
        let link = entry.link.filter(|url| url.starts_with("http"));
        let imported = ImportedEntry {
            title: entry.title,
            period,
            components,
            updates,
            links: link
                .map(|url| (url, "On the previous status page".to_owned()))
                .into_iter()
                .collect(),
            aliases: alias.into_iter().collect(),
            draft: false,
            notes: entry.notes,
        };
        self.session.add_entry(self.source, &id, imported);
    }

    /// A time that cannot be read is reported.
    fn time(&mut self, text: Option<&str>) -> Option<ImportedTime> {
        let text = text.filter(|text| !text.trim().is_empty())?;
        let time = self.session.parse_time(text);
        if time.is_none() {
            let line = format!("`{text}` is not a date or a time");
            self.session.report.skipped(self.source, line);
        }
        time
    }

    /// What a word means. A word that is not in the table is reported.
    fn meaning<T: Copy>(
        &mut self,
        kind: &str,
        word: Option<&str>,
        table: &[(&'static str, T)],
    ) -> Option<T> {
        let word = word.filter(|word| !word.trim().is_empty())?;
        let row = table
            .iter()
            .find(|(known, _)| word.eq_ignore_ascii_case(known));
        if row.is_none() {
            let known: Vec<&str> = table.iter().map(|(known, _)| *known).collect();
            let line = format!("unknown {kind} `{word}`: expected {}", known.join(", "));
            self.session.report.assumed(self.source, line);
        }
        row.map(|(_, meaning)| *meaning)
    }

    fn add_page_without_time(&mut self, entry: StructuredEntry) {
        self.session.report.assumed(
            self.source,
            format!("`{}` has no time; imported as a draft page", entry.title),
        );
        let updates = entry.updates.into_iter().map(|update| update.text);
        let texts = entry.text.into_iter().chain(updates);
        let postmortem = entry.postmortem.map(|postmortem| postmortem.body);
        let texts: Vec<String> = texts.chain(postmortem).collect();
        let article = ImportedArticle {
            body: texts.join("\n\n"),
            notes: entry.notes,
            ..ImportedArticle::default()
        };
        let title = &entry.title;
        self.session
            .add_draft_page(self.source, title, title, article);
    }

    /// The date in the name of the file or in the address is when it was published, and part of its name for people.
    fn entry_id(&mut self, entry: &StructuredEntry, start: ImportedTime) -> String {
        let file = file_name(self.source).trim_end_matches(".json");
        let address = entry.link.as_deref().unwrap_or_default();
        let page = file_name(address.trim_end_matches('/'));
        let starts_with_date = |name: &&&str| {
            let date = name.get(..10);
            date.is_some_and(|date| self.session.parse_time(date).is_some())
        };
        let name = [file, page].iter().find(starts_with_date).copied();
        let name = name.unwrap_or(&entry.title).to_owned();
        let date = self.session.date(start.moment);
        self.session.ids.entry_id(date, &name)
    }
}

/// What was said first says nothing about when it was said.
fn opening_update(text: &str, at: ImportedTime, is_planned: bool) -> ImportedUpdate {
    ImportedUpdate {
        status: is_planned.then_some("scheduled"),
        is_publication_unknown: !at.is_date_only,
        ..ImportedUpdate::new(at, markdown(text))
    }
}

fn markdown(text: &str) -> String {
    with_final_newline(html::tags_to_markdown(text).trim().to_owned())
}

// Updates.
impl EntryImport<'_, '_> {
    /// Oldest first.
    fn updates(&mut self, entry: &mut StructuredEntry) -> Vec<ImportedUpdate> {
        let mut written = std::mem::take(&mut entry.updates);
        let times = written.iter().filter_map(|update| update.at.as_deref());
        let times: Vec<ImportedTime> = times
            .filter_map(|text| self.session.parse_time(text))
            .collect();
        // Most services list the newest update first.
        if times.first() >= times.last() {
            written.reverse();
        }
        let start = self.time(entry.started.as_deref().or(entry.window.start.as_deref()));
        let start = start.or(times.iter().min().copied());
        let mut updates: Vec<ImportedUpdate> = Vec::new();
        for update in written {
            let previous = updates.last().map(|update| update.at).or(start);
            updates.extend(self.update(update, previous, entry.is_planned));
        }
        updates.sort_by_key(|update| update.at.moment);
        updates
    }

    fn update(
        &mut self,
        written: StructuredUpdate,
        previous: Option<ImportedTime>,
        is_planned: bool,
    ) -> Option<ImportedUpdate> {
        let known = self.time(written.at.as_deref());
        let Some(at) = known.or(previous.map(ImportedTime::without_time_of_day)) else {
            let line = format!("update without a time: {}", written.text);
            self.session.report.skipped(self.source, line);
            return None;
        };
        let mut update = ImportedUpdate::new(at, markdown(&written.text));
        if known.is_none() {
            update.notes.push(timeline::DATE_OF_PREVIOUS.to_owned());
        }
        self.set_status(written.status.as_deref(), is_planned, &mut update);
        if update.text.is_empty() {
            let label = update.label.as_deref().or(update.status);
            update.text = label.unwrap_or("Update.").to_owned();
        }
        // Services set these times when an update is created. Only a later one says something.
        let later = |time: Option<ImportedTime>, than: Moment| {
            let moment = time.map(|time| time.moment);
            moment.filter(|moment| moment.since(than) > Duration::minutes(1))
        };
        let published = self.time(written.published.as_deref());
        update.posted = later(published, at.moment);
        let edited = self.time(written.edited.as_deref());
        update.edited = later(edited, update.posted.unwrap_or(at.moment));
        update.components = self.states(&written.components, at.moment);
        update.notes.extend(written.notes);
        Some(update)
    }

    /// Sets the status of an update, or a label if there is no equivalent status.
    fn set_status(&mut self, word: Option<&str>, is_planned: bool, update: &mut ImportedUpdate) {
        let phase = self.meaning("status", word, self.words.phases);
        update.status = phase.and_then(if is_planned {
            phase::maintenance_status
        } else {
            phase::incident_status
        });
        if update.status.is_none() {
            let label = word.map(|word| word.replace('_', " "));
            update.label = label.filter(|label| !label.trim().is_empty());
        }
    }
}

// Components.
impl EntryImport<'_, '_> {
    fn component_id(&mut self, component: &AffectedComponent, on: Moment) -> Option<String> {
        let key = component.key.as_deref();
        let name = component.name.as_deref().or(key)?;
        let day = self.session.date(on);
        let components = &mut self.session.components;
        Some(components.resolve(self.source, key, name, day))
    }

    /// The states that are known.
    fn states(&mut self, components: &[AffectedComponent], at: Moment) -> ComponentStates {
        let mut states = ComponentStates::new();
        for component in components {
            let word = component.state.as_deref();
            let state = self.meaning("state of a component", word, self.words.states);
            let id = self.component_id(component, at);
            if let (Some(id), Some(state)) = (id, state)
                && !states.iter().any(|(known, _)| *known == id)
            {
                states.push((id, state));
            }
        }
        states
    }

    /// The states from the start on: those of the components of the entry as a whole that no update sets. Updates keep what they change.
    fn components(
        &mut self,
        entry: &StructuredEntry,
        impact: Option<&'static str>,
        updates: &mut [ImportedUpdate],
    ) -> ComponentStates {
        let default = if entry.is_planned {
            "under_maintenance"
        } else {
            severity::state_of_impact(impact.unwrap_or(severity::DEFAULT_SEVERITY.impact))
        };
        let window = [&entry.window.start, &entry.window.end].map(Option::as_deref);
        let window = window.map(|text| self.session.parse_time(text?));
        let times = updates.iter().map(|update| update.at);
        let last = times.chain(window.into_iter().flatten()).max();
        let mut states = ComponentStates::new();
        for component in &entry.components {
            let word = component.state.as_deref();
            let state = self.meaning("state of a component", word, self.words.states);
            let id = last.and_then(|last| self.component_id(component, last.moment));
            let Some(id) = id else { continue };
            let mut changes = updates.iter().flat_map(|update| &update.components);
            let is_set = changes.any(|(known, state)| *known == id && *state != "operational");
            if !is_set && !states.iter().any(|(known, _)| *known == id) {
                states.push((id, state.unwrap_or(default)));
            }
        }
        let mut current: BTreeMap<String, &str> = states.iter().cloned().collect();
        for update in updates {
            update
                .components
                .retain(|(id, state)| current.insert(id.clone(), state) != Some(state));
        }
        states
    }
}

// When it was, and how bad.
impl EntryImport<'_, '_> {
    /// The impact, if the service names one. An unknown one is noted.
    fn impact(&mut self, entry: &mut StructuredEntry) -> Option<&'static str> {
        if entry.is_planned {
            return None;
        }
        let word = entry.impact.as_deref();
        let impact = self.meaning("impact", word, self.words.impacts);
        if let Some(word) = word
            && impact.is_none_or(|impact| !word.eq_ignore_ascii_case(impact))
        {
            entry.notes.push(format!("impact: {word}"));
        }
        impact
    }

    fn incident_period(
        &mut self,
        entry: &mut StructuredEntry,
        start: ImportedTime,
        impact: Option<&'static str>,
        components: &ComponentStates,
        updates: &mut Vec<ImportedUpdate>,
    ) -> EntryPeriod {
        let started = timeline::earliest_time(start, updates);
        let ended = self.time(entry.ended.as_deref());
        if ended.is_some_and(|ended| ended.moment < started.moment) {
            let written = entry.ended.take().unwrap_or_default();
            let line = format!("the end `{written}` is before the start; not used");
            self.session.report.assumed(self.source, line);
        }
        let is_end_unknown = self.end(entry, "resolved", updates);
        self.finish_end(entry, components, updates);
        let announced = updates
            .iter()
            .find(|update| update.status == Some("resolved"));
        let announced = announced.map(|update| update.at.moment);
        let ended = self.time(entry.ended.as_deref()).map(|end| end.moment);
        let is_earlier = |end: &Moment| {
            let before = announced.map(|announced| announced.since(*end));
            *end > started.moment && before > Some(Duration::minutes(1))
        };
        let ended = ended.filter(is_earlier);
        let changes = updates.iter().flat_map(|update| &update.components);
        let mut states = components.iter().chain(changes);
        let is_implied = states.any(|(_, state)| *state != "operational");
        let impact = impact.or_else(|| {
            let default = severity::DEFAULT_SEVERITY.impact;
            (!is_implied).then(|| {
                let line = format!("no impact; set to `{default}`");
                self.session.report.assumed(self.source, line);
                default
            })
        });
        EntryPeriod::Incident {
            started,
            milestones: Milestones::default(),
            ended,
            is_end_unknown,
            impact,
        }
    }

    /// Adds the end that the service knows and that no update announces. Returns whether its time is not known.
    fn end(
        &mut self,
        entry: &StructuredEntry,
        status: &'static str,
        updates: &mut Vec<ImportedUpdate>,
    ) -> bool {
        let is_over = |update: &ImportedUpdate| {
            update.status == Some(status) || update.status == Some("cancelled")
        };
        if updates.iter().any(is_over) {
            return false;
        }
        let end = self.time(entry.ended.as_deref());
        let phase = self.meaning("status", entry.status.as_deref(), self.words.phases);
        let Some(end) = end else {
            let latest = updates.iter().map(|update| update.at).max();
            let Some(latest) = latest.filter(|_| phase == Some(ImportedPhase::Ended)) else {
                return false;
            };
            updates.push(ImportedUpdate::at_unknown_end(latest, status));
            self.session.report.assumed(self.source, "end not known");
            return true;
        };
        let minute = end.moment.minute_id();
        let announces = |update: &&mut ImportedUpdate| {
            let seconds = end.moment.since(update.at.moment).as_seconds();
            let is_close = seconds.abs() <= 300 && phase::announces_end(&update.text);
            update.status.is_none() && (update.at.moment.minute_id() == minute || is_close)
        };
        match updates.iter_mut().rev().find(announces) {
            Some(update) => update.status = Some(status),
            None => {
                let before = |update: &&ImportedUpdate| update.at.moment <= end.moment;
                let index = updates.iter().filter(before).count();
                updates.insert(index, ImportedUpdate::at_end(end, status));
            }
        }
        false
    }

    /// The end sets every component to `operational`: there that need not be said, and other states become a note. What was said after the
    /// end does not move it.
    fn finish_end(
        &mut self,
        entry: &mut StructuredEntry,
        components: &ComponentStates,
        updates: &mut [ImportedUpdate],
    ) {
        let mut named: BTreeSet<String> = components.iter().map(|(id, _)| id.clone()).collect();
        let mut is_over = false;
        for update in updates {
            let ended = match update.status {
                Some(ended @ ("resolved" | "completed")) => ended,
                status => {
                    is_over &= status.is_none();
                    named.extend(update.components.iter().map(|(id, _)| id.clone()));
                    continue;
                }
            };
            if is_over {
                update.status = None;
                update.label = update.label.take().or(Some("Update".to_owned()));
            } else {
                update.label = entry.end_label.take().or(update.label.take());
            }
            is_over = true;
            for (id, state) in std::mem::take(&mut update.components) {
                if state == "operational" || state == "under_maintenance" {
                    if named.insert(id.clone()) {
                        update.components.push((id, state));
                    }
                } else {
                    let note = format!("{ended} while `{id}` was `{state}`");
                    let line = format!("{note}; set to `operational`");
                    self.session.report.assumed(self.source, line);
                    update.notes.push(note);
                }
            }
        }
    }

    fn maintenance_period(
        &mut self,
        entry: &mut StructuredEntry,
        start: ImportedTime,
        components: &ComponentStates,
        updates: &mut Vec<ImportedUpdate>,
    ) -> EntryPeriod {
        let start = start.moment;
        let end = self.window_end(entry, start);
        // The clock ends a maintenance, unless it was over before its time.
        let posted = |update: &ImportedUpdate| {
            matches!(
                update.status,
                Some("in_progress" | "verifying" | "cancelled")
            )
        };
        let over = self.time(entry.ended.as_deref());
        let is_over_at_another_time = over.is_some_and(|over| Some(over.moment) != end);
        let ends_by_clock = end.is_some_and(|end| end <= self.session.now);
        if is_over_at_another_time || !ends_by_clock || updates.iter().any(posted) {
            self.end(entry, "completed", updates);
        }
        self.finish_end(entry, components, updates);
        EntryPeriod::Maintenance { start, end }
    }

    /// The start of a window that nothing says.
    fn start_of_work(
        &mut self,
        updates: &[ImportedUpdate],
        created: Option<ImportedTime>,
    ) -> Option<ImportedTime> {
        let works =
            |update: &&ImportedUpdate| matches!(update.status, Some("in_progress" | "verifying"));
        let (start, used) = match updates.iter().find(works) {
            Some(update) => (Some(update.at), "the start of the work"),
            None => (created, "the time of the first update"),
        };
        let line = format!("start of the window not known; uses {used}");
        self.session.report.assumed(self.source, line);
        start
    }

    /// The planned end. One that is not after the start is noted.
    fn window_end(&mut self, entry: &mut StructuredEntry, start: Moment) -> Option<Moment> {
        let planned = self.time(entry.window.end.as_deref());
        let planned = planned.map(|end| end.moment);
        let minutes = entry.window.minutes;
        let after = minutes.map(|minutes| start.plus(Duration::minutes(minutes)));
        let end = planned.or(after).filter(|end| *end > start);
        if end.is_none() {
            let note = match (&entry.window.end, minutes) {
                (Some(end), _) => format!("end of the window is not after its start ({end})"),
                (None, Some(minutes)) => {
                    format!("end of the window not known (minutes: {minutes})")
                }
                (None, None) => "end of the window not known".to_owned(),
            };
            self.session.report.assumed(self.source, &note);
            entry.notes.push(note);
        }
        end
    }

    fn add_postmortem(&mut self, entry: &StructuredEntry, id: &str) {
        let Some(postmortem) = &entry.postmortem else {
            return;
        };
        let body = html::tags_to_markdown(&postmortem.body);
        let published = self.time(postmortem.published.as_deref());
        let Some(published) = published.filter(|_| !entry.is_planned) else {
            let line = format!("unpublished post-mortem: {}", body.trim());
            return self.session.report.skipped(self.source, line);
        };
        let article = ImportedArticle {
            fields: vec![
                ("incident", id.to_owned()),
                ("published", format_moment(published.moment)),
            ],
            body,
            ..ImportedArticle::default()
        };
        let path = format!("postmortems/{id}.md");
        self.session
            .add_file(self.source, path, &article.to_markdown());
    }
}
