//! Turns the updates of a Markdown body into updates with our statuses, and decides which of them ends the entry.

use super::body::{EntryTimes, FoundUpdate};
use super::entry::{ImportedUpdate, TimeSource, with_final_newline};
use super::phase::{self, ImportedPhase};
use super::timestamp::ImportedTime;
use crate::base::time::Moment;

/// The status of an incident or of a maintenance for a phase.
type StatusOf = fn(ImportedPhase) -> Option<&'static str>;

/// How an entry ends that no update ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EndedBy {
    /// Only an update can.
    Update,
    /// The planned end does.
    Clock,
}

/// The note of an update without a time.
pub(super) const DATE_OF_PREVIOUS: &str = "date not known; uses the date of the previous update";

#[derive(Debug)]
pub(super) struct ImportedTimeline {
    /// Sorted by time.
    pub updates: Vec<ImportedUpdate>,
    /// The end, if it is before the update that announces it.
    pub end_before_update: Option<Moment>,
    /// Whether the entry is over and nothing says since when.
    pub is_end_unknown: bool,
    /// For the report.
    pub assumptions: Vec<String>,
}

pub(super) fn build_timeline(
    found: Vec<FoundUpdate>,
    times: EntryTimes,
    title: &str,
    status_of: StatusOf,
    ended_by: EndedBy,
) -> ImportedTimeline {
    let found = found.into_iter();
    let mut updates: Vec<ImportedUpdate> = found
        .map(|update| to_imported_update(update, times, title, status_of))
        .collect();
    for update in &mut updates {
        // An update on the first day without a time of day would be at midnight, before the start.
        if update.at.is_date_only
            && update.at.moment < times.start.moment
            && times.zone.date(update.at.moment) == times.zone.date(times.start.moment)
        {
            update.at = times.start.without_time_of_day();
        }
    }
    updates.sort_by_key(|update| update.at.moment);
    let mut timeline = ImportedTimeline {
        updates,
        end_before_update: None,
        is_end_unknown: false,
        assumptions: Vec::new(),
    };
    if times.is_over
        && let Some(ended) = status_of(ImportedPhase::Ended)
    {
        timeline.mark_end(times, ended, ended_by);
    }
    timeline
}

fn to_imported_update(
    found: FoundUpdate,
    times: EntryTimes,
    title: &str,
    status_of: StatusOf,
) -> ImportedUpdate {
    // An end on an unknown day would be the end of the entry.
    let status = found
        .phase
        .filter(|phase| found.has_known_time || *phase != ImportedPhase::Ended)
        .and_then(status_of);
    let mut notes = Vec::new();
    if let Some(written) = found.marker_text {
        notes.push(format!("as written: {written}"));
    }
    let mut at = found.at;
    if !found.has_known_time {
        notes.push(DATE_OF_PREVIOUS.to_owned());
        at = at.without_time_of_day();
    }
    // The start of the entry says what the first text is about, and not when it was published.
    let is_publication_unknown =
        !found.time_is_in_body && found.at == times.start && !at.is_date_only;
    let is_status =
        |label: &String| status.is_some_and(|status| label.eq_ignore_ascii_case(status));
    let (label, text) = if found.text.trim().is_empty() {
        (None, found.label.unwrap_or_else(|| title.to_owned()))
    } else {
        (found.label.filter(|label| !is_status(label)), found.text)
    };
    let time_source = match (found.time_is_in_body, found.has_known_time) {
        (true, _) => TimeSource::Update,
        (false, true) => TimeSource::Entry,
        (false, false) => TimeSource::Previous,
    };
    ImportedUpdate {
        is_publication_unknown,
        time_source,
        status,
        label,
        notes,
        ..ImportedUpdate::new(at, with_final_newline(text))
    }
}

impl ImportedTimeline {
    /// Gives exactly one update the status that ends the entry, and adds one if no update announces the end.
    fn mark_end(&mut self, times: EntryTimes, ended: &'static str, ended_by: EndedBy) {
        let end = times.end.filter(|end| end.moment > times.start.moment);
        match self.find_ending_update(times, end, ended) {
            Some(index) => {
                let update = &mut self.updates[index];
                update.status = Some(ended);
                // "Update" beside "Resolved" would say less than the status.
                let label = update
                    .label
                    .take_if(|label| phase::phase_of_label(label) == Some(ImportedPhase::Update));
                update
                    .notes
                    .extend(label.map(|label| format!("label: {label}")));
                for (other, update) in self.updates.iter_mut().enumerate() {
                    if other > index || other < index && update.status == Some(ended) {
                        demote_status_to_label(update);
                    }
                }
            }
            // A maintenance that never took place needs no end.
            None if self.has_status("cancelled") => {}
            None if ended_by == EndedBy::Update || self.has_status("in_progress") => {
                self.append_end_update(times, end, ended);
            }
            None => {}
        }
    }

    fn has_status(&self, status: &str) -> bool {
        self.updates
            .iter()
            .any(|update| update.status == Some(status))
    }

    fn find_ending_update(
        &mut self,
        times: EntryTimes,
        end: Option<ImportedTime>,
        ended: &'static str,
    ) -> Option<usize> {
        let updates = &mut self.updates;
        let last = updates
            .iter()
            .rposition(|update| update.status == Some(ended));
        match (last, end.map(|end| end.moment)) {
            (Some(last), Some(end)) if updates[last].at.moment < end => {
                demote_status_to_label(&mut updates[last]);
                None
            }
            (Some(last), end) => {
                self.end_before_update = end.filter(|end| *end < updates[last].at.moment);
                Some(last)
            }
            (None, Some(end)) => {
                let same_minute = updates
                    .iter()
                    .position(|update| update.at.moment.minute_id() == end.minute_id());
                // The end is often announced some minutes later.
                let announcement = updates.iter().position(|update| {
                    let seconds = update.at.moment.since(end).as_seconds();
                    (1..=3600).contains(&seconds) && phase::announces_end(&update.text)
                });
                if same_minute.is_none() && announcement.is_some() {
                    self.end_before_update = Some(end);
                }
                same_minute
                    .filter(|at| updates[*at].at.moment > times.start.moment)
                    .or(announcement)
            }
            (None, None) => {
                let last = updates.len().checked_sub(1)?;
                if !phase::announces_end(&updates[last].text) {
                    return None;
                }
                self.assumptions
                    .push("end not given; used the last update, which announces it".to_owned());
                Some(last)
            }
        }
    }

    /// Adds the end that the front matter has and no text announces.
    fn append_end_update(
        &mut self,
        times: EntryTimes,
        end: Option<ImportedTime>,
        ended: &'static str,
    ) {
        let latest = self.updates.iter().map(|update| update.at).max();
        let latest = latest.unwrap_or(times.start).max(times.start);
        let update = match end {
            Some(end) => ImportedUpdate::at_end(end, ended),
            None => ImportedUpdate::at_unknown_end(latest, ended),
        };
        if end.is_none() {
            self.is_end_unknown = true;
            self.assumptions.push("end not known".to_owned());
        }
        let at = update.at;
        let index = self
            .updates
            .iter()
            .filter(|update| update.at.moment <= at.moment)
            .count();
        for (other, update) in self.updates.iter_mut().enumerate() {
            if other >= index || update.status == Some(ended) {
                demote_status_to_label(update);
            }
        }
        self.updates.insert(index, update);
    }
}

fn demote_status_to_label(update: &mut ImportedUpdate) {
    if let Some(status) = update.status.take()
        && update.label.is_none()
    {
        let mut label = status.replace('_', " ");
        if let Some(first) = label.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        update.label = Some(label);
    }
}

/// The start of an entry, or its first update if that is earlier.
pub(super) fn earliest_time(start: ImportedTime, updates: &[ImportedUpdate]) -> ImportedTime {
    let times = updates.iter().map(|update| update.at);
    let earlier = times.filter(|at| at.moment < start.moment);
    earlier.min().unwrap_or(start)
}
