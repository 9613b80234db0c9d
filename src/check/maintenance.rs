//! The rules of a maintenance.

use std::sync::Arc;

use super::checker::{Checker, PartialStates};
use super::entry::{CheckedEntry, EntryNames, shrunk};
use super::incident::{
    UpdateIdAssigner, place_dates, posted_moment, related_ids, required_updates,
};
use super::timing;
use crate::base::id::EntryId;
use crate::base::source::{Span, Spanned};
use crate::base::time::Moment;
use crate::base::time_parser;
use crate::check::rules::incident::ended_but_broken;
use crate::format::field::{Field, Required};
use crate::format::maintenance::{MaintenanceDoc, MaintenanceUpdateDoc};
use crate::model::entry::Update;
use crate::model::maintenance::{Maintenance, MaintenanceDetails, MaintenanceStatus};
use crate::model::source_map::{EntrySpans, UpdateSpans};
use crate::parse::Document;

/// Checks one file.
pub(super) fn check_maintenance(
    document: Document<MaintenanceDoc>,
    known: &EntryNames,
    c: &mut Checker,
) -> CheckedEntry<Maintenance> {
    let here = document.content.span;
    let MaintenanceDoc {
        title,
        scheduled,
        components,
        updates,
        urgent,
        links,
        related,
        aliases,
        draft,
    } = document.content.value;
    let title = c.required_text(title, "title", here);
    let scheduled_span = scheduled.span();
    let scheduled = c.required(scheduled, "scheduled", here).and_then(|doc| {
        let place = doc.span;
        c.window(doc).map(|window| (window, place))
    });
    c.day = scheduled.and_then(|(window, _)| c.zone.map(|zone| zone.date(window.start)));
    let PartialStates {
        states,
        partial: _,
        spans: component_spans,
    } = c.component_states(components);
    let (updates, update_spans) = check_updates(updates, here, c).unzip();
    let urgent = c.optional_text(urgent, "urgent");
    let links = c.links(links);
    let related = related_ids(related, known, c);
    let aliases = c.aliases(aliases);
    let draft = draft.optional().is_some_and(|draft| draft.value);
    if let (Some((window, place)), Some(updates), false) = (scheduled, &updates, draft) {
        timing::check_maintenance_notice(
            window.start,
            place,
            updates
                .first()
                .filter(|first| first.known_publication().is_some())
                .map(|first| first.at),
            urgent.is_some(),
            c,
        );
    }
    let paths = aliases.iter().map(|alias| alias.value.clone()).collect();
    let make = || {
        Some(Maintenance {
            id: EntryId::new(&document.stem)?,
            title: title?,
            components: states,
            updates: updates?,
            links,
            related,
            aliases: paths,
            details: MaintenanceDetails {
                scheduled: scheduled?.0,
                urgent,
            },
        })
    };
    let entry = make();
    let spans = entry.as_ref().map(|maintenance| EntrySpans {
        id: maintenance.id.clone(),
        file: here.file,
        started: here.into(),
        ended: None,
        impact: None,
        scheduled: scheduled_span.map(Into::into),
        components: component_spans.into(),
        updates: update_spans.unwrap_or_default().into(),
    });
    CheckedEntry {
        aliases,
        spans: spans.map(Arc::new),
        ..CheckedEntry::new(entry, draft)
    }
}

fn check_updates(
    given: Required<Vec<Field<MaintenanceUpdateDoc>>>,
    here: Span,
    c: &mut Checker,
) -> Option<(Vec<Update<MaintenanceStatus>>, Vec<UpdateSpans>)> {
    let docs = (0..).zip(required_updates(given, here, c)?);
    let mut ids = UpdateIdAssigner::default();
    let mut updates: Vec<(Update<MaintenanceStatus>, UpdateSpans)> = docs
        .filter_map(|doc| check_update(doc, &mut ids, c))
        .collect();
    let mut times: Vec<(Moment, bool)> = updates
        .iter()
        .map(|(update, _)| (update.at, update.is_date_only))
        .collect();
    let is_newest_first = place_dates(&mut times, c.zone);
    for ((update, _), (at, _)) in updates.iter_mut().zip(times) {
        update.at = at;
    }
    if is_newest_first {
        updates.reverse();
    }
    updates.sort_by_key(|(update, _)| update.at);
    let (updates, spans): (Vec<_>, Vec<_>) = updates.into_iter().unzip();
    Some((shrunk(updates), spans))
}

fn check_update(
    (index, doc): (u32, Spanned<MaintenanceUpdateDoc>),
    ids: &mut UpdateIdAssigner,
    c: &mut Checker,
) -> Option<(Update<MaintenanceStatus>, UpdateSpans)> {
    let MaintenanceUpdateDoc {
        id,
        at,
        posted,
        status,
        label,
        text,
        components,
        scheduled,
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
    let status_span = status.span();
    let status = c.optional_word(status);
    let label = c.optional_text(label, "label");
    let text = c.update_prose(text, doc.span);
    let PartialStates {
        states,
        partial: _,
        spans,
    } = c.component_states(components);
    let scheduled_span = scheduled.span();
    let scheduled = scheduled.optional().and_then(|doc| c.window(doc));
    let edited = c.optional_exact_moment(edited).map(|(moment, _)| moment);
    let (at, at_text) = at?;
    if status == Some(MaintenanceStatus::Completed) {
        let ending = ["completes the maintenance", "verifying"];
        let found = ended_but_broken(ending, &states, &spans, at_text.span.file);
        c.faults.extend(found);
    }
    let update = Update {
        id: id?,
        at,
        is_date_only,
        posted,
        is_publication_unknown,
        status,
        label,
        text: text?,
        components: states,
        edited,
        announcement: scheduled,
    };
    let spans = UpdateSpans {
        index,
        at: at_text.span.into(),
        status: status_span.map(Into::into),
        scheduled: scheduled_span.map(Into::into),
        components: spans.into(),
    };
    Some((update, spans))
}
