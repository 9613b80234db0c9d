//! The rules of a maintenance.

use super::checker::Checker;
use super::incident::{UpdateIdAssigner, posted_moment, related_ids, required_updates};
use super::{CheckedEntry, KnownEntries, shrunk, timing};
use crate::base::id::EntryId;
use crate::base::source::{Span, Spanned};
use crate::base::time::Interval;
use crate::format::field::{Field, Required};
use crate::format::maintenance::{MaintenanceDoc, MaintenanceUpdateDoc, WindowDoc};
use crate::model::maintenance::{Maintenance, MaintenanceUpdate};
use crate::parse::Document;

/// Checks one file.
pub(super) fn check_maintenance(
    document: Document<MaintenanceDoc>,
    known: &KnownEntries,
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
    let scheduled = c.required(scheduled, "scheduled", here).and_then(|doc| {
        let place = doc.span;
        check_window(doc, c).map(|window| (window, place))
    });
    c.day = scheduled.and_then(|(window, _)| c.zone.map(|zone| zone.date(window.start())));
    let components = c.component_states(components).states;
    let updates = check_updates(updates, here, c);
    let urgent = c.optional_text(urgent, "urgent");
    let links = c.links(links);
    let related = related_ids(related, known, c);
    let aliases = c.aliases(aliases);
    let draft = draft.optional().is_some_and(|draft| draft.value);
    if let (Some((window, place)), Some(updates), false) = (scheduled, &updates, draft) {
        timing::check_maintenance_notice(
            window,
            place,
            updates.first().map(|first| first.at),
            urgent.is_some(),
            c,
        );
    }
    let paths = aliases.iter().map(|alias| alias.value.clone()).collect();
    let make = || {
        Some(Maintenance {
            id: EntryId::new(&document.stem)?,
            title: title?,
            scheduled: scheduled?.0,
            components,
            updates: updates?,
            urgent,
            links,
            related,
            aliases: paths,
        })
    };
    CheckedEntry {
        entry: make(),
        is_draft: draft,
        aliases,
        postmortem_deadline: None,
        links: Vec::new(),
    }
}

fn check_window(doc: Spanned<WindowDoc>, c: &mut Checker) -> Option<Interval> {
    let WindowDoc { start, end } = doc.value;
    c.window(start, end, doc.span)
}

fn check_updates(
    given: Required<Vec<Field<MaintenanceUpdateDoc>>>,
    here: Span,
    c: &mut Checker,
) -> Option<Vec<MaintenanceUpdate>> {
    let docs = required_updates(given, here, c)?.into_iter();
    let mut ids = UpdateIdAssigner::default();
    let mut updates: Vec<MaintenanceUpdate> = docs
        .filter_map(|doc| check_update(doc, &mut ids, c))
        .collect();
    updates.sort_by_key(|update| update.at);
    Some(shrunk(updates))
}

fn check_update(
    doc: Spanned<MaintenanceUpdateDoc>,
    ids: &mut UpdateIdAssigner,
    c: &mut Checker,
) -> Option<MaintenanceUpdate> {
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
    let posted = posted_moment(posted, at.as_ref(), c);
    let id = ids.assign(
        id.optional(),
        at.as_ref().map(|(at, text)| (*at, text.span)),
        c,
    );
    let status = c.optional_word(status);
    let label = c.optional_text(label, "label");
    let text = c.update_prose(text, doc.span);
    let components = c.component_states(components).states;
    let scheduled = scheduled.optional().and_then(|doc| check_window(doc, c));
    let edited = c.optional_moment(edited).map(|(moment, _)| moment);
    Some(MaintenanceUpdate {
        id: id?,
        at: at?.0,
        posted,
        status,
        label,
        text: text?,
        components,
        scheduled,
        edited,
    })
}
