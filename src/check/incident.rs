//! The rules of an incident.

use std::sync::Arc;

use super::checker::{Checker, start_of};
use super::entry::{CheckedEntry, EntryNames};
use super::support::check_error_code_refs;
use super::timing;
use super::update::{CheckedUpdates, UpdateFields};
use crate::base::id::EntryId;
use crate::base::source::{Span, Spanned};
use crate::base::time::{Moment, Precision};
use crate::base::time_parser;
use crate::check::rules::incident::{
    ended_after_resolved, impact_needed, time_before_start, update_before_start,
};
use crate::check::rules::reference::unknown_entry;
use crate::check::rules::time::end_before_start;
use crate::format::field::{Field, Required};
use crate::format::incident::{IncidentDoc, UpdateDoc};
use crate::format::leaf::{EntryRef, Time, TimeOrUnknown};
use crate::model::component::States;
use crate::model::incident::{Impact, Incident, IncidentDetails, IncidentStatus};
use crate::model::source_map::EntrySpans;
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
        error_codes,
        aliases,
        draft,
    } = document.content.value;
    let title = c.required_text(title, "title", here);
    let started_span = started.span().unwrap_or(here);
    let started = c.required_moment(started, "started", here);
    let is_start_date_only = started.as_ref().is_some_and(|start| start.is_date_only);
    let started = started.map(|start| (start.moment, start.text.span));
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
    let error_codes = check_error_code_refs(error_codes, c);
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
    let postmortem_deadline = started.and_then(|started| {
        if !updates.partial && !draft {
            timing::check_incident_timing(started, is_start_date_only, &updates.list, c);
        }
        timing::postmortem_deadline(started, end, worst, &updates.list, c)
    });
    let paths = aliases.iter().map(|alias| alias.value.clone()).collect();
    let (updates, update_spans) = updates.into_parts();
    let make = || {
        Some(Incident {
            id: EntryId::new(&document.stem)?,
            title: title?,
            components: components.states,
            updates,
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
                error_codes,
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

/// A time that is not before the start.
fn check_from_start(
    field: Field<Time>,
    key: &str,
    started: Option<(Moment, Span)>,
    c: &mut Checker,
) -> Option<Moment> {
    let (moment, text) = c.optional_exact_moment(field)?;
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
    updates: &CheckedUpdates<IncidentStatus>,
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
            c.push(ended_after_resolved(&text, last.at_text.span));
        }
        latest = latest.min(last.at);
    }
    match day {
        Some(_) => (Some(latest), Precision::Day),
        None => (Some(earliest), Precision::Exact),
    }
}

fn worst_impact(components: &States, updates: &CheckedUpdates<IncidentStatus>) -> Option<Impact> {
    let all = components.values().chain(
        updates
            .list
            .iter()
            .flat_map(|placed| placed.states.values()),
    );
    all.copied().max().and_then(Impact::of)
}

fn check_updates(
    field: Required<Vec<Field<UpdateDoc>>>,
    started: Option<(Moment, Span)>,
    here: Span,
    c: &mut Checker,
) -> CheckedUpdates<IncidentStatus> {
    let mut updates = CheckedUpdates::read(field, here, c, |updates, doc, c| {
        check_update(updates, doc, started, c);
    });
    updates.place_dates(c.zone);
    let written: Vec<(Moment, &Spanned<String>)> = updates
        .list
        .iter()
        .map(|update| (update.at, &update.at_text))
        .collect();
    timing::check_update_order(&written, c);
    updates.list.sort_by_key(|update| update.at);
    updates
}

fn check_update(
    updates: &mut CheckedUpdates<IncidentStatus>,
    (index, doc): (u32, Spanned<UpdateDoc>),
    started: Option<(Moment, Span)>,
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
    let fields = UpdateFields {
        id,
        at,
        posted,
        status: status.text(),
        label,
        text,
        components,
        edited,
    };
    let promise_span = next_update.span();
    let promise = (c.optional_duration(next_update), promise_span);
    let Some(checked) = updates.check((index, doc.span), fields, promise, c) else {
        return;
    };
    if let Some((start, span)) = started
        && checked.at < start
    {
        let day = |moment| c.zone.map(|zone| zone.date(moment));
        if checked.is_date_only && day(checked.at) == day(start) {
            checked.at = start;
        } else {
            c.push(update_before_start(&checked.at_text, span));
        }
    }
}

/// `related:`, ids of incidents or maintenance.
pub(super) fn related_ids(
    field: Field<Vec<Field<EntryRef>>>,
    known: &EntryNames,
    c: &mut Checker,
) -> Vec<EntryId> {
    let mut related = Vec::new();
    for text in field.texts() {
        if known.incidents.contains_key(&text.value) || known.maintenance.contains(&text.value) {
            related.extend(EntryId::new(&text.value));
        } else {
            let all = c.suggestion_candidates(known.incidents.keys().chain(&known.maintenance));
            c.push(unknown_entry(&text, "incident or maintenance", all));
        }
    }
    related
}
