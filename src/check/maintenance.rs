//! The rules of a maintenance.

use std::sync::Arc;

use super::checker::{Checker, PartialStates};
use super::entry::{CheckedEntry, EntryNames};
use super::incident::related_ids;
use super::timing;
use super::update::{CheckedUpdates, UpdateFields};
use crate::base::id::EntryId;
use crate::base::source::{Span, Spanned};
use crate::check::rules::incident::ended_but_broken;
use crate::format::field::{Field, Required};
use crate::format::maintenance::{MaintenanceDoc, MaintenanceUpdateDoc};
use crate::model::entry::Update;
use crate::model::maintenance::{Maintenance, MaintenanceDetails, MaintenanceStatus};
use crate::model::source_map::EntrySpans;
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
    let (updates, update_spans) = check_updates(updates, here, c).into_parts();
    let urgent = c.optional_text(urgent, "urgent");
    let links = c.links(links);
    let related = related_ids(related, known, c);
    let aliases = c.aliases(aliases);
    let draft = draft.optional().is_some_and(|draft| draft.value);
    if let (Some((window, place)), false) = (scheduled, draft) {
        timing::check_maintenance_notice(
            window.start,
            place,
            updates.first().and_then(Update::known_publication),
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
            updates,
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
        updates: update_spans.into(),
    });
    CheckedEntry {
        aliases,
        spans: spans.map(Arc::new),
        ..CheckedEntry::new(entry, draft)
    }
}

fn check_updates(
    field: Required<Vec<Field<MaintenanceUpdateDoc>>>,
    here: Span,
    c: &mut Checker,
) -> CheckedUpdates<MaintenanceStatus> {
    let mut updates = CheckedUpdates::read(field, here, c, check_update);
    updates.place_dates(c.zone);
    updates.list.sort_by_key(|update| update.at);
    updates
}

fn check_update(
    updates: &mut CheckedUpdates<MaintenanceStatus>,
    (index, doc): (u32, Spanned<MaintenanceUpdateDoc>),
    c: &mut Checker,
) {
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
    let window_span = scheduled.span();
    let window = scheduled.optional().and_then(|doc| c.window(doc));
    let Some(checked) = updates.check((index, doc.span), fields, (window, window_span), c) else {
        return;
    };
    checked.spans.scheduled = window_span.map(Into::into);
    if checked.status == Some(MaintenanceStatus::Completed) {
        let ending = ["completes the maintenance", "verifying"];
        let file = checked.at_text.span.file;
        let found = ended_but_broken(ending, &checked.states, &checked.spans.components, file);
        c.faults.extend(found);
    }
}
