//! The rules of an incident.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::checker::{Checker, PartialStates};
use super::entry::{CheckedEntry, EntryNames, shrunk};
use super::timing;
use crate::base::id::{EntryId, UpdateId};
use crate::base::source::{Span, Spanned};
use crate::base::time::{Duration, Moment, Precision, Zone};
use crate::base::time_parser;
use crate::check::rules::incident::{
    UpdateOutline, ended_after_resolved, impact_needed, no_updates, posted_before_update,
    same_minute, time_before_start, update_before_start,
};
use crate::check::rules::reference::unknown_entry;
use crate::check::rules::time::end_before_start;
use crate::check::rules::value::duplicate_id;
use crate::format::field::{Field, Required, valid_items};
use crate::format::incident::{IncidentDoc, UpdateDoc};
use crate::format::leaf::{EntryRef, Time, TimeOrUnknown};
use crate::model::component::States;
use crate::model::entry::Update;
use crate::model::incident::{Impact, Incident, IncidentDetails, IncidentStatus};
use crate::model::source_map::{EntrySpans, UpdateSpans};
use crate::parse::Document;

/// Checks one file.
pub(super) fn check_incident(
    document: Document<IncidentDoc>,
    known: &EntryNames,
    c: &mut Checker,
) -> CheckedEntry<Incident> {
    let here = document.content.span;
    let IncidentDoc {
        title,
        started,
        detected,
        declared,
        repaired,
        ended,
        components,
        updates,
        impact,
        links,
        related,
        aliases,
        draft,
    } = document.content.value;
    let title = c.required_text(title, "title", here);
    let started_span = started.span().unwrap_or(here);
    let started = c.required_scalar(started, "started", here);
    let is_start_date_only = started
        .as_ref()
        .is_some_and(|text| time_parser::is_date_only(&text.value));
    let started = started.and_then(|text| c.moment(&text).map(|moment| (moment, text.span)));
    let detected = check_from_start(detected, "detected", started, c);
    let declared = check_from_start(declared, "declared", started, c);
    let repaired = check_from_start(repaired, "repaired", started, c);
    let ended_span = ended.span();
    let place = components.span().unwrap_or(start_of(here));
    c.day = started.and_then(|(moment, _)| c.zone.map(|zone| zone.date(moment)));
    let components = c.component_states(components);
    let updates = check_updates(updates, started, here, c);
    let impact_span = impact.span();
    let impact = c.optional_word(impact);
    let links = c.links(links);
    let related = related_ids(related, known, c);
    let aliases = c.aliases(aliases);
    let draft = draft.optional().is_some_and(|draft| draft.value);

    let (end, end_precision) = check_end(ended, started, &updates, c);
    if impact_span.is_none()
        && !components.partial
        && !updates.partial
        && worst_impact(&components.states, &updates).is_none()
    {
        c.push(impact_needed(place));
    }
    let worst = impact.or_else(|| worst_impact(&components.states, &updates));
    let outlines = update_outlines(&updates);
    let postmortem_deadline = started.and_then(|started| {
        if !updates.partial && !draft {
            timing::check_incident_timing(started, is_start_date_only, &outlines, c);
        }
        timing::postmortem_deadline(started, end, worst, &outlines, c)
    });
    let paths = aliases.iter().map(|alias| alias.value.clone()).collect();
    let (updates, update_spans): (Vec<Update<IncidentStatus>>, Vec<UpdateSpans>) = updates
        .list
        .into_iter()
        .filter_map(|checked| Some((checked.update?, checked.spans)))
        .unzip();
    let make = || {
        Some(Incident {
            id: EntryId::new(&document.stem)?,
            title: title?,
            components: components.states,
            updates: shrunk(updates),
            links,
            related,
            aliases: paths,
            details: IncidentDetails {
                started: started?.0,
                is_start_date_only,
                detected,
                declared,
                repaired,
                ended: end,
                end_precision,
                impact,
            },
        })
    };
    let entry = make();
    let spans = entry.as_ref().map(|incident| EntrySpans {
        id: incident.id.clone(),
        file: here.file,
        started: started_span.into(),
        ended: ended_span.map(Into::into),
        impact: impact_span.map(Into::into),
        scheduled: None,
        components: components.spans.into(),
        updates: update_spans.into(),
    });
    CheckedEntry {
        aliases,
        postmortem_deadline,
        spans: spans.map(Arc::new),
        ..CheckedEntry::new(entry, draft)
    }
}

/// The start of a mapping: a fault about the whole marks one place and not the whole file.
pub(super) fn start_of(span: Span) -> Span {
    Span {
        end: span.start,
        ..span
    }
}

/// A time that is not before the start.
fn check_from_start(
    given: Field<Time>,
    key: &str,
    started: Option<(Moment, Span)>,
    c: &mut Checker,
) -> Option<Moment> {
    let (moment, text) = c.optional_exact_moment(given)?;
    if let Some((start, place)) = started
        && moment < start
    {
        c.push(time_before_start(&text, key, place));
    }
    Some(moment)
}

/// `ended` is after the start, and not after the update that resolves. A date alone stands for the latest moment that it allows.
fn check_end(
    ended: Field<TimeOrUnknown>,
    started: Option<(Moment, Span)>,
    updates: &CheckedUpdates,
    c: &mut Checker,
) -> (Option<Moment>, Precision) {
    let (ended, is_unknown) = c.moment_or_unknown(ended, Checker::moment);
    let Some((earliest, text)) = ended else {
        let precision = if is_unknown {
            Precision::Unknown
        } else {
            Precision::Exact
        };
        return (None, precision);
    };
    let day = c
        .zone
        .filter(|_| time_parser::is_date_only(&text.value))
        .map(|zone| zone.date(earliest).plus_days(1).start_in(zone));
    let mut latest = day.unwrap_or(earliest);
    if let Some((start, place)) = started
        && latest <= start
    {
        c.push(end_before_start(&text, ["started", "ended"], place));
    }
    let resolved = updates
        .list
        .iter()
        .filter(|placed| placed.status == Some(IncidentStatus::Resolved));
    if let Some(last) = resolved
        .max_by_key(|placed| placed.at)
        .filter(|_| !updates.partial)
    {
        if earliest > last.at {
            c.push(ended_after_resolved(&text, last.text.span));
        }
        latest = latest.min(last.at);
    }
    match day {
        Some(_) => (Some(latest), Precision::Day),
        None => (Some(earliest), Precision::Exact),
    }
}

fn worst_impact(components: &States, updates: &CheckedUpdates) -> Option<Impact> {
    let all = components.values().chain(
        updates
            .list
            .iter()
            .flat_map(|placed| placed.states.values()),
    );
    all.copied().max().and_then(Impact::of)
}

fn update_outlines(updates: &CheckedUpdates) -> Vec<UpdateOutline<'_>> {
    let said = updates.list.iter().map(|placed| UpdateOutline {
        at: placed.at,
        at_text: &placed.text,
        published: placed
            .posted
            .map_or(placed.at, |posted| posted.max(placed.at)),
        is_publication_known: placed.is_publication_known,
        status: placed.status,
        promise: placed.promise,
        states: &placed.states,
        state_spans: &placed.spans.components,
    });
    said.collect()
}

/// The updates by time, as far as they could be read.
#[derive(Default)]
struct CheckedUpdates {
    list: Vec<CheckedUpdate>,
    /// An update, a status or a state could not be read, so there may be more.
    partial: bool,
}

/// An update with what the rules between updates need of it, even if the rest of it could not be read.
struct CheckedUpdate {
    at: Moment,
    text: Spanned<String>,
    is_date_only: bool,
    posted: Option<Moment>,
    is_publication_known: bool,
    promise: Option<(Duration, Span)>,
    status: Option<IncidentStatus>,
    states: States,
    update: Option<Update<IncidentStatus>>,
    spans: UpdateSpans,
}

fn check_updates(
    given: Required<Vec<Field<UpdateDoc>>>,
    started: Option<(Moment, Span)>,
    here: Span,
    c: &mut Checker,
) -> CheckedUpdates {
    let mut updates = CheckedUpdates {
        list: Vec::new(),
        partial: !given.all_valid(),
    };
    match required_updates(given, here, c) {
        None => updates.partial = true,
        Some(docs) => {
            let mut ids = UpdateIdAssigner::default();
            for (index, doc) in (0..).zip(docs) {
                check_update((index, doc), started, &mut ids, &mut updates, c);
            }
        }
    }
    let mut times: Vec<(Moment, bool)> = updates
        .list
        .iter()
        .map(|placed| (placed.at, placed.is_date_only))
        .collect();
    let is_newest_first = place_dates(&mut times, c.zone);
    for (placed, (at, _)) in updates.list.iter_mut().zip(times) {
        placed.at = at;
        if let Some(update) = &mut placed.update {
            update.at = at;
        }
    }
    let written: Vec<(Moment, &Spanned<String>)> = updates
        .list
        .iter()
        .map(|placed| (placed.at, &placed.text))
        .collect();
    timing::check_update_order(&written, c);
    if is_newest_first {
        updates.list.reverse();
    }
    updates.list.sort_by_key(|placed| placed.at);
    updates
}

/// Gives the updates that have a date alone the time of the update before them if that is of the same day. Whether the file begins with
/// the newest update, which matters for those with a date alone.
pub(super) fn place_dates(times: &mut [(Moment, bool)], zone: Option<Zone>) -> bool {
    let Some(zone) = zone.filter(|_| times.iter().any(|(_, is_date_only)| *is_date_only)) else {
        return false;
    };
    let exact = times.iter().filter(|(_, is_date_only)| !is_date_only);
    let exact: Vec<Moment> = exact.map(|(at, _)| *at).collect();
    let is_newest_first = match (exact.as_slice(), times.first().zip(times.last())) {
        ([first, .., last], _) => first > last,
        (_, Some(((first, _), (last, _)))) => zone.date(*first) > zone.date(*last),
        _ => false,
    };
    if is_newest_first {
        times.reverse();
    }
    for place in 1..times.len() {
        let (before, (at, is_date_only)) = (times[place - 1].0, times[place]);
        if is_date_only && before > at && zone.date(before) == zone.date(at) {
            times[place].0 = before;
        }
    }
    if is_newest_first {
        times.reverse();
    }
    is_newest_first
}

/// The list of updates, which says at least one thing.
pub(super) fn required_updates<T>(
    given: Required<Vec<Field<T>>>,
    here: Span,
    c: &mut Checker,
) -> Option<Vec<Spanned<T>>> {
    if given.is_missing() {
        c.push(no_updates(start_of(here)));
    }
    let list = given.optional()?;
    if list.value.is_empty() {
        c.push(no_updates(list.span));
        return None;
    }
    Some(valid_items(list.value))
}

fn check_update(
    (index, doc): (u32, Spanned<UpdateDoc>),
    started: Option<(Moment, Span)>,
    ids: &mut UpdateIdAssigner,
    updates: &mut CheckedUpdates,
    c: &mut Checker,
) {
    let UpdateDoc {
        id,
        at,
        posted,
        status,
        label,
        text,
        components,
        next_update,
        edited,
    } = doc.value;
    let at = c
        .required_scalar(at, "at", doc.span)
        .and_then(|text| c.moment(&text).map(|moment| (moment, text)));
    let is_date_only = at
        .as_ref()
        .is_some_and(|(_, text)| time_parser::is_date_only(&text.value));
    let (posted, is_publication_unknown) = posted_moment(posted, at.as_ref(), c);
    let id = ids.assign(
        id.optional(),
        at.as_ref().map(|(at, text)| (*at, text.span)),
        c,
    );
    let status_given = !status.is_missing();
    let status_span = status.span();
    let status = c.optional_word(status);
    let label = c.optional_text(label, "label");
    let text = c.update_prose(text, doc.span);
    let PartialStates {
        states,
        partial,
        spans,
    } = c.component_states(components);
    let promise_span = next_update.span();
    let next_update = c.optional_duration(next_update);
    let edited = c.optional_exact_moment(edited).map(|(moment, _)| moment);
    updates.partial |= partial || at.is_none() || (status_given && status.is_none());
    let Some((mut at, at_text)) = at else { return };
    if let Some((start, span)) = started
        && at < start
    {
        if is_date_only && c.zone.is_some_and(|zone| zone.date(at) == zone.date(start)) {
            at = start;
        } else {
            c.push(update_before_start(&at_text, span));
        }
    }
    let components = states.clone();
    let make = || {
        Some(Update {
            id: id?,
            at,
            is_date_only,
            posted,
            is_publication_unknown,
            status,
            label,
            text: text?,
            components,
            edited,
            announcement: next_update,
        })
    };
    let update = make();
    let promise = next_update.zip(promise_span);
    let spans = UpdateSpans {
        index,
        at: at_text.span.into(),
        status: status_span.map(Into::into),
        scheduled: None,
        components: spans.into(),
    };
    updates.list.push(CheckedUpdate {
        at,
        text: at_text,
        is_date_only,
        posted,
        is_publication_known: !is_publication_unknown && (!is_date_only || posted.is_some()),
        promise,
        status,
        states,
        update,
        spans,
    });
}

/// `posted:`, which may not be before the time that the update speaks of, and whether it is `unknown`.
pub(super) fn posted_moment(
    posted: Field<TimeOrUnknown>,
    at: Option<&(Moment, Spanned<String>)>,
    c: &mut Checker,
) -> (Option<Moment>, bool) {
    let (posted, is_unknown) =
        c.moment_or_unknown(posted, |c, text| c.exact_moment(text, "write `unknown`"));
    if let (Some((posted, text)), Some((at, at_text))) = (&posted, at)
        && posted < at
    {
        c.push(posted_before_update(text, at_text.span));
    }
    (posted.map(|(posted, _)| posted), is_unknown)
}

/// Gives every update of a file its permanent id, in the order of the file.
#[derive(Default)]
pub(super) struct UpdateIdAssigner {
    /// How many of a minute have no id of their own, with the place of the first.
    minutes: BTreeMap<String, (usize, Span)>,
    taken: BTreeMap<UpdateId, Span>,
}

impl UpdateIdAssigner {
    pub(super) fn assign(
        &mut self,
        written: Option<Spanned<String>>,
        at: Option<(Moment, Span)>,
        c: &mut Checker,
    ) -> Option<UpdateId> {
        let (id, place) = match written {
            Some(text) => (c.id(&text, UpdateId::from_author)?, text.span),
            None => {
                let (at, place) = at?;
                let minute = at.minute_id();
                let (count, first) = self.minutes.entry(minute.clone()).or_insert((0, place));
                *count += 1;
                if *count == 2 {
                    c.push(same_minute(place, *first, &UpdateId::of_minute(&minute, 2)));
                }
                (UpdateId::of_minute(&minute, *count), place)
            }
        };
        if let Some(first) = self.taken.get(&id) {
            let text = Spanned {
                value: id.as_str().to_owned(),
                span: place,
            };
            c.push(duplicate_id(&text, "update", *first));
        }
        self.taken.insert(id.clone(), place);
        Some(id)
    }
}

/// `related:`, ids of incidents or maintenance.
pub(super) fn related_ids(
    given: Field<Vec<Field<EntryRef>>>,
    known: &EntryNames,
    c: &mut Checker,
) -> Vec<EntryId> {
    let mut related = Vec::new();
    for text in given.texts() {
        if known.incidents.contains_key(&text.value) || known.maintenance.contains(&text.value) {
            related.extend(EntryId::new(&text.value));
        } else {
            let all = c.suggestion_candidates(known.incidents.keys().chain(&known.maintenance));
            c.push(unknown_entry(&text, "incident or maintenance", all));
        }
    }
    related
}
