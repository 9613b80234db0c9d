//! The rules of a maintenance.

use super::checker::Checker;
use super::incident::{UpdateIds, here_start, posted_moment, related_entries};
use super::{Checked, KnownEntries, fault};
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
) -> Option<Checked<Maintenance>> {
    let (file, here) = (document.start(), document.content.span);
    let MaintenanceDoc { title, scheduled, components, updates, urgent, links, related, aliases, draft } =
        document.content.value;
    let title = c.required_text(title, "title", here);
    let scheduled = c.required(scheduled, "scheduled", here).and_then(|doc| window(doc, c));
    let components = c.states(components);
    let updates = updates_of(updates, here, c);
    let urgent = c.optional_text(urgent);
    let links = c.links(links);
    let related = related_entries(related, known, c);
    let aliases = c.aliases(aliases);
    let draft = draft.optional().is_some_and(|draft| draft.value);
    let entry = Maintenance {
        id: EntryId::new(&document.stem)?,
        title: title?,
        scheduled: scheduled?,
        components,
        updates: updates?,
        urgent,
        links,
        related,
        aliases: aliases.iter().map(|alias| alias.value.clone()).collect(),
    };
    Some(Checked { entry, file, draft, aliases })
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
    if given.is_absent() {
        c.push(fault::no_updates(here_start(here)));
        return None;
    }
    let list = given.optional()?;
    if list.value.is_empty() {
        c.push(fault::no_updates(list.span));
        return None;
    }
    let mut ids = UpdateIds::default();
    let docs = list.value.into_iter().filter_map(Given::optional);
    let mut updates: Vec<MaintenanceUpdate> = docs.filter_map(|doc| update(doc, &mut ids, c)).collect();
    updates.sort_by_key(|update| update.at);
    Some(updates)
}

fn update(doc: Spanned<MaintenanceUpdateDoc>, ids: &mut UpdateIds, c: &mut Checker) -> Option<MaintenanceUpdate> {
    let MaintenanceUpdateDoc { id, at, posted, status, label, text, components, scheduled, edited } = doc.value;
    let at = c.required(at, "at", doc.span).and_then(|text| c.moment(&text).map(|moment| (moment, text)));
    let posted = posted_moment(posted, at.as_ref(), c);
    let id = ids.next(id.optional(), at.as_ref().map(|(at, text)| (*at, text.span)), c);
    let status = c.optional_word(status);
    let label = c.optional_text(label);
    let text = c.update_prose(text, doc.span);
    let components = c.states(components);
    let scheduled = scheduled.optional().and_then(|doc| window(doc, c));
    let edited = c.optional_moment(edited).map(|(moment, _)| moment);
    Some(MaintenanceUpdate { id: id?, at: at?.0, posted, status, label, text: text?, components, scheduled, edited })
}
