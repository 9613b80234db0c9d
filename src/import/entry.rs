//! Entries on their way into files of ours.

use super::body::{EntryTimes, FoundUpdate};
use super::phase::{self, ImportedPhase};
use super::timestamp::ImportedTime;
use crate::base::time::Moment;
use crate::base::yaml_writer::{YamlWriter, scalar};

/// An update.
#[derive(Clone, Debug)]
pub(super) struct ImportedUpdate {
    pub at: ImportedTime,
    pub status: Option<&'static str>,
    pub label: Option<String>,
    pub text: String,
    /// States that change.
    pub components: Vec<(String, &'static str)>,
    pub edited: Option<Moment>,
    /// What has no place, and what was guessed.
    pub notes: Vec<String>,
}

/// What incidents and maintenance have in common.
#[derive(Clone, Debug, Default)]
pub(super) struct ImportedEntry {
    pub title: String,
    pub components: Vec<(String, &'static str)>,
    pub updates: Vec<ImportedUpdate>,
    pub links: Vec<(String, String)>,
    pub aliases: Vec<String>,
    pub draft: bool,
    pub notes: Vec<String>,
}

/// An incident.
#[derive(Clone, Debug)]
pub(super) struct ImportedIncident {
    pub common: ImportedEntry,
    pub started: Moment,
    pub detected: Option<Moment>,
    pub ended: Option<Moment>,
    /// Only where the components do not tell it.
    pub impact: Option<&'static str>,
}

/// A maintenance.
#[derive(Clone, Debug)]
pub(super) struct ImportedMaintenance {
    pub common: ImportedEntry,
    pub start: Moment,
    pub end: Moment,
}

/// A notice, a page or a post-mortem: front matter and a text.
#[derive(Clone, Debug)]
pub(super) struct ImportedArticle {
    /// Keys with their values, in order.
    pub fields: Vec<(&'static str, String)>,
    /// What stands in the front matter as it is, below the keys.
    pub raw_fields: String,
    pub notes: Vec<String>,
    pub body: String,
}

/// A moment as an author would write it.
pub(super) fn format_moment(moment: Moment) -> String {
    if moment.unix() % 60 == 0 {
        moment.to_the_minute()
    } else {
        moment.rfc3339()
    }
}

impl ImportedIncident {
    /// The file.
    pub fn to_yaml(&self) -> String {
        let mut writer = YamlWriter::default();
        self.common
            .notes
            .iter()
            .for_each(|note| writer.comment(0, note));
        writer.pair(0, "title", &self.common.title);
        writer.line(0, &format!("started: {}", format_moment(self.started)));
        self.detected
            .iter()
            .for_each(|moment| writer.line(0, &format!("detected: {}", format_moment(*moment))));
        self.ended
            .iter()
            .for_each(|moment| writer.line(0, &format!("ended: {}", format_moment(*moment))));
        self.impact
            .iter()
            .for_each(|impact| writer.pair(0, "impact", impact));
        self.common.write(&mut writer);
        writer.finish()
    }
}

impl ImportedMaintenance {
    /// The file.
    pub fn to_yaml(&self) -> String {
        let mut writer = YamlWriter::default();
        self.common
            .notes
            .iter()
            .for_each(|note| writer.comment(0, note));
        writer.pair(0, "title", &self.common.title);
        writer.line(
            0,
            &format!(
                "scheduled: {{ start: {}, end: {} }}",
                format_moment(self.start),
                format_moment(self.end)
            ),
        );
        self.common.write(&mut writer);
        writer.finish()
    }
}

impl ImportedEntry {
    fn write(&self, writer: &mut YamlWriter) {
        write_component_states(writer, 0, &self.components);
        if !self.aliases.is_empty() {
            writer.line(0, "aliases:");
            self.aliases
                .iter()
                .for_each(|alias| writer.line(2, &format!("- {alias}")));
        }
        if !self.links.is_empty() {
            writer.line(0, "links:");
            for (url, text) in &self.links {
                writer.line(2, &format!("- url: {}", scalar(url)));
                writer.pair(4, "text", text);
            }
        }
        if self.draft {
            writer.line(0, "draft: true");
        }
        writer.line(0, "updates:");
        for (index, update) in self.updates.iter().enumerate() {
            let minute = update.at.moment.minute_id();
            let alone = self
                .updates
                .iter()
                .filter(|other| other.at.moment.minute_id() == minute)
                .count()
                == 1;
            update.write((!alone).then_some(index + 1), writer);
        }
    }
}

impl ImportedUpdate {
    /// Where the minute does not tell an update apart, its place does.
    fn write(&self, place: Option<usize>, writer: &mut YamlWriter) {
        writer.line(2, &format!("- at: {}", format_moment(self.at.moment)));
        place
            .iter()
            .for_each(|place| writer.line(4, &format!("id: update-{place}")));
        self.notes.iter().for_each(|note| writer.comment(4, note));
        self.status
            .iter()
            .for_each(|status| writer.pair(4, "status", status));
        self.label
            .iter()
            .for_each(|label| writer.pair(4, "label", label));
        self.edited
            .iter()
            .for_each(|moment| writer.line(4, &format!("edited: {}", format_moment(*moment))));
        write_component_states(writer, 4, &self.components);
        writer.prose(4, "text", &self.text);
    }
}

fn write_component_states(
    writer: &mut YamlWriter,
    indent: usize,
    states: &[(String, &'static str)],
) {
    if !states.is_empty() {
        writer.line(indent, "components:");
        states
            .iter()
            .for_each(|(id, state)| writer.line(indent + 2, &format!("{}: {state}", scalar(id))));
    }
}

impl ImportedArticle {
    /// The file.
    pub fn to_markdown(&self) -> String {
        let mut writer = YamlWriter::default();
        self.notes.iter().for_each(|note| writer.comment(0, note));
        self.fields
            .iter()
            .for_each(|(key, value)| writer.pair(0, key, value));
        format!(
            "---\n{}{}---\n\n{}\n",
            writer.finish(),
            self.raw_fields,
            self.body.trim_matches('\n')
        )
    }
}

/// Updates of an entry, and what had to be guessed.
#[derive(Debug)]
pub(super) struct ImportedTimeline {
    pub updates: Vec<ImportedUpdate>,
    /// The end, if it is before the update that tells it.
    pub end_before_update: Option<Moment>,
    pub assumptions: Vec<String>,
}

/// Turns what a body says into updates of ours. A phase whose time is not known stays a word: nothing is measured by it.
pub(super) fn build_timeline(
    found: Vec<FoundUpdate>,
    frame: EntryTimes,
    title: &str,
    word: fn(ImportedPhase) -> Option<&'static str>,
) -> ImportedTimeline {
    let mut guesses = Vec::new();
    let unknown = found.iter().filter(|update| !update.has_known_time).count();
    if unknown > 0 {
        guesses.push(format!(
            "the time of {unknown} updates that say none: that of the update before"
        ));
    }
    let mut updates: Vec<ImportedUpdate> = found
        .into_iter()
        .map(|update| to_imported_update(update, title, word))
        .collect();
    for update in &mut updates {
        // A day that is the first one begins with the entry.
        let before = update.at.moment < frame.start.moment;
        if update.at.is_date_only
            && before
            && frame.zone.date(update.at.moment) == frame.zone.date(frame.start.moment)
        {
            update.at = frame.start;
        }
    }
    updates.sort_by_key(|update| update.at.moment);
    let mut course = ImportedTimeline {
        updates,
        end_before_update: None,
        assumptions: guesses,
    };
    if frame.is_over {
        mark_end(&mut course, frame, word);
    }
    course
}

fn to_imported_update(
    found: FoundUpdate,
    title: &str,
    word: fn(ImportedPhase) -> Option<&'static str>,
) -> ImportedUpdate {
    let FoundUpdate {
        at,
        has_known_time: timed,
        label,
        phase,
        text,
        marker_text: written,
        ..
    } = found;
    let status = phase.and_then(word).filter(|_| timed);
    let mut notes: Vec<String> = written
        .into_iter()
        .map(|written| format!("as written: {written}"))
        .collect();
    if !timed {
        notes.push("its time is not known: that of the update before".to_owned());
    } else if at.is_date_only {
        notes.push("only the day is known".to_owned());
    }
    let label =
        label.filter(|label| status.is_none_or(|status| !label.eq_ignore_ascii_case(status)));
    let text = if text.trim().is_empty() {
        label.clone().unwrap_or_else(|| title.to_owned())
    } else {
        text
    };
    let text = with_final_newline(text);
    ImportedUpdate {
        at,
        status,
        label,
        text,
        components: Vec::new(),
        edited: None,
        notes,
    }
}

/// A text that stands below its key, with the line end that it has there.
pub(super) fn with_final_newline(text: String) -> String {
    if text.contains('\n') || text.chars().count() > 80 {
        text + "\n"
    } else {
        text
    }
}

/// Makes one update the one that ends it all.
fn mark_end(
    course: &mut ImportedTimeline,
    frame: EntryTimes,
    word: fn(ImportedPhase) -> Option<&'static str>,
) {
    let Some(over) = word(ImportedPhase::Ended) else {
        return;
    };
    let updates = &mut course.updates;
    let end = frame.end.filter(|end| end.moment > frame.start.moment);
    let last = updates
        .iter()
        .rposition(|update| update.status == Some(over));
    let ender = match (last, end) {
        (Some(last), Some(end)) if updates[last].at.moment < end.moment => {
            demote_status_to_label(&mut updates[last]);
            None
        }
        (Some(last), Some(end)) => {
            course.end_before_update =
                Some(end.moment).filter(|moment| *moment < updates[last].at.moment);
            Some(last)
        }
        (Some(last), None) => Some(last),
        (None, Some(end)) => {
            let same = updates
                .iter()
                .position(|update| update.at.moment.minute_id() == end.moment.minute_id());
            let told = updates.iter().position(|update| {
                let since = update.at.moment.since(end.moment).as_seconds();
                (1..=3600).contains(&since) && phase::announces_end(&update.text)
            });
            course.end_before_update = same
                .is_none()
                .then_some(end.moment)
                .filter(|_| told.is_some());
            same.filter(|at| updates[*at].at.moment > frame.start.moment)
                .or(told)
        }
        (None, None) => {
            let last = updates
                .len()
                .checked_sub(1)
                .filter(|last| phase::announces_end(&updates[*last].text));
            if last.is_some() {
                course
                    .assumptions
                    .push("the end: the last update, which says so".to_owned());
            }
            last
        }
    };
    match ender {
        Some(index) => {
            updates[index].status = Some(over);
            let plain = updates[index]
                .label
                .take_if(|label| phase::phase_of_label(label) == Some(ImportedPhase::Update));
            updates[index]
                .notes
                .extend(plain.map(|label| format!("label: {label}")));
            updates
                .iter_mut()
                .skip(index + 1)
                .for_each(demote_status_to_label);
            updates
                .iter_mut()
                .take(index)
                .filter(|update| update.status == Some(over))
                .for_each(demote_status_to_label);
        }
        None if over == "resolved"
            || updates
                .iter()
                .any(|update| update.status == Some("in_progress")) =>
        {
            append_end_update(course, frame, end, over);
        }
        None => {}
    }
}

/// Adds the end that the file's head tells and no text does.
fn append_end_update(
    course: &mut ImportedTimeline,
    frame: EntryTimes,
    end: Option<ImportedTime>,
    over: &'static str,
) {
    let latest = course
        .updates
        .iter()
        .map(|update| update.at)
        .max()
        .unwrap_or(frame.start);
    let mut notes = Vec::new();
    let at = end.unwrap_or_else(|| {
        notes.push("the end is not known: that of the last update".to_owned());
        course
            .assumptions
            .push("the end, which is not known: that of the last update".to_owned());
        latest.max(frame.start)
    });
    let place = course
        .updates
        .iter()
        .filter(|update| update.at.moment <= at.moment)
        .count();
    course.updates.iter_mut().for_each(|update| {
        if update.status == Some(over) {
            demote_status_to_label(update);
        }
    });
    course
        .updates
        .iter_mut()
        .skip(place)
        .for_each(demote_status_to_label);
    let text = if over == "resolved" {
        "Resolved."
    } else {
        "Completed."
    }
    .to_owned();
    let update = ImportedUpdate {
        at,
        status: Some(over),
        label: None,
        text,
        components: Vec::new(),
        edited: None,
        notes,
    };
    course.updates.insert(place, update);
}

/// Lets a status be no more than a word.
fn demote_status_to_label(update: &mut ImportedUpdate) {
    if let Some(status) = update.status.take()
        && update.label.is_none()
    {
        let mut word = status.replace('_', " ");
        word.get_mut(..1)
            .into_iter()
            .for_each(str::make_ascii_uppercase);
        update.label = Some(word);
    }
}

/// The earliest moment of a start and of the updates.
pub(super) fn earliest_moment(start: Moment, updates: &[ImportedUpdate]) -> Moment {
    updates
        .iter()
        .map(|update| update.at.moment)
        .min()
        .map_or(start, |first| first.min(start))
}
