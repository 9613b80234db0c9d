//! The rules of a maintenance.

use super::checker::Checker;
use super::incident::{UpdateIds, posted_moment, related_entries, some_updates};
use super::{Checked, KnownEntries, course, fitted};
use crate::base::id::EntryId;
use crate::base::source::{Span, Spanned};
use crate::base::time::Interval;
use crate::model::maintenance::{Maintenance, MaintenanceUpdate};
use crate::parse::Document;
use crate::parse::given::Given;
use crate::parse::maintenance::{MaintenanceDoc, MaintenanceUpdateDoc, WindowDoc};

/// Checks one file.
pub(super) fn maintenance(
    document: Document<MaintenanceDoc>,
    known: &KnownEntries,
    c: &mut Checker,
) -> Checked<Maintenance> {
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
        window(doc, c).map(|window| (window, place))
    });
    c.day = scheduled.and_then(|(window, _)| c.zone.map(|zone| zone.date(window.start())));
    let components = c.states(components).states;
    let updates = updates_of(updates, here, c);
    let urgent = c.optional_text(urgent, "urgent");
    let links = c.links(links);
    let related = related_entries(related, known, c);
    let aliases = c.aliases(aliases);
    let draft = draft.optional().is_some_and(|draft| draft.value);
    if let (Some((window, place)), Some(updates), false) = (scheduled, &updates, draft) {
        course::notice(
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
    Checked {
        entry: make(),
        draft,
        aliases,
        owes: None,
        links: Vec::new(),
    }
}

fn window(doc: Spanned<WindowDoc>, c: &mut Checker) -> Option<Interval> {
    let WindowDoc { start, end } = doc.value;
    c.window(start, end, doc.span)
}

fn updates_of(
    given: Given<Vec<Given<MaintenanceUpdateDoc>>>,
    here: Span,
    c: &mut Checker,
) -> Option<Vec<MaintenanceUpdate>> {
    let docs = some_updates(given, here, c)?.into_iter();
    let mut ids = UpdateIds::default();
    let mut updates: Vec<MaintenanceUpdate> =
        docs.filter_map(|doc| update(doc, &mut ids, c)).collect();
    updates.sort_by_key(|update| update.at);
    Some(fitted(updates))
}

fn update(
    doc: Spanned<MaintenanceUpdateDoc>,
    ids: &mut UpdateIds,
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
        .required(at, "at", doc.span)
        .and_then(|text| c.moment(&text).map(|moment| (moment, text)));
    let posted = posted_moment(posted, at.as_ref(), c);
    let id = ids.next(
        id.optional(),
        at.as_ref().map(|(at, text)| (*at, text.span)),
        c,
    );
    let status = c.optional_word(status);
    let label = c.optional_text(label, "label");
    let text = c.update_prose(text, doc.span);
    let components = c.states(components).states;
    let scheduled = scheduled.optional().and_then(|doc| window(doc, c));
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
