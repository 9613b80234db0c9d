//! The rules of an incident.

use std::collections::BTreeMap;

use super::checker::Checker;
use super::{Checked, KnownEntries, fault};
use crate::base::id::{EntryId, UpdateId};
use crate::base::source::{Span, Spanned};
use crate::base::time::Moment;
use crate::model::component::States;
use crate::model::incident::{Impact, Incident, IncidentStatus, Update};
use crate::parse::Document;
use crate::parse::given::Given;
use crate::parse::incident::{IncidentDoc, UpdateDoc};

/// Whether a document says that it is a draft.
pub(super) fn is_draft(document: &Document<IncidentDoc>) -> bool {
    matches!(&document.content.value.draft, Given::Here(draft) if draft.value)
}

/// Checks one file.
pub(super) fn incident(
    document: Document<IncidentDoc>,
    known: &KnownEntries,
    c: &mut Checker,
) -> Option<Checked<Incident>> {
    let (file, here) = (document.start(), document.content.span);
    let IncidentDoc { title, started, detected, ended, components, updates, impact, links, related, aliases, draft } =
        document.content.value;
    let title = c.required_text(title, "title", here);
    let started = c.required(started, "started", here);
    let started = started.and_then(|text| c.moment(&text).map(|moment| (moment, text.span)));
    let detected = c.optional_moment(detected).map(|(moment, _)| moment);
    let ended = c.optional_moment(ended);
    let components = c.states(components);
    let updates = updates_of(updates, started, here, c);
    let impact_given = !impact.is_absent();
    let impact = c.optional_word(impact);
    let links = c.links(links);
    let related = related_entries(related, known, c);
    let aliases = c.aliases(aliases);
    let draft = draft.optional().is_some_and(|draft| draft.value);

    let placed = updates?;
    if let (Some((start, start_span)), Some((end, text))) = (started, &ended) {
        if *end <= start {
            c.push(fault::end_before_start(text, "`ended`", start_span));
        }
        let resolved = placed.iter().rev().find(|placed| placed.update.status == Some(IncidentStatus::Resolved));
        if let Some(resolved) = resolved.filter(|resolved| *end > resolved.update.at) {
            c.push(fault::ended_after_resolved(text, resolved.place));
        }
    }
    let updates: Vec<Update> = placed.into_iter().map(|placed| placed.update).collect();
    if !impact_given && !c.components.partial && worst_impact(&components, &updates).is_none() {
        c.push(fault::impact_needed(here_start(here)));
    }
    let entry = Incident {
        id: EntryId::new(&document.stem)?,
        title: title?,
        started: started?.0,
        detected,
        ended: ended.map(|(moment, _)| moment),
        components,
        updates,
        impact,
        links,
        related,
        aliases: aliases.iter().map(|alias| alias.value.clone()).collect(),
    };
    Some(Checked { entry, file, draft, aliases })
}

/// The start of a mapping: a fault about the whole marks one place and not the whole file.
pub(super) fn here_start(span: Span) -> Span {
    Span { end: span.start, ..span }
}

fn worst_impact(components: &States, updates: &[Update]) -> Option<Impact> {
    let all = components.values().chain(updates.iter().flat_map(|update| update.components.values()));
    all.copied().max().and_then(Impact::of)
}

struct Placed {
    update: Update,
    place: Span,
}

/// The updates by time, or `None` if there is no usable list.
fn updates_of(
    given: Given<Vec<Given<UpdateDoc>>>,
    started: Option<(Moment, Span)>,
    here: Span,
    c: &mut Checker,
) -> Option<Vec<Placed>> {
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
    let mut updates: Vec<Placed> = docs.filter_map(|doc| update(doc, started, &mut ids, c)).collect();
    updates.sort_by_key(|placed| placed.update.at);
    Some(updates)
}

fn update(
    doc: Spanned<UpdateDoc>,
    started: Option<(Moment, Span)>,
    ids: &mut UpdateIds,
    c: &mut Checker,
) -> Option<Placed> {
    let UpdateDoc { id, at, posted, status, label, text, components, next_update, edited } = doc.value;
    let at = c.required(at, "at", doc.span).and_then(|text| c.moment(&text).map(|moment| (moment, text)));
    if let (Some((at, text)), Some((start, span))) = (&at, started)
        && *at < start
    {
        c.push(fault::update_before_start(text, span));
    }
    let posted = posted_moment(posted, at.as_ref(), c);
    let id = ids.next(id.optional(), at.as_ref().map(|(at, text)| (*at, text.span)), c);
    let status = c.optional_word(status);
    let label = c.optional_text(label);
    let text = c.update_prose(text, doc.span);
    let components = c.states(components);
    let next_update = c.optional_duration(next_update);
    let edited = c.optional_moment(edited).map(|(moment, _)| moment);
    let (at, at_text) = at?;
    let update = Update { id: id?, at, posted, status, label, text: text?, components, next_update, edited };
    Some(Placed { update, place: at_text.span })
}

/// `posted:`, which may not be before the time that the update speaks of.
pub(super) fn posted_moment(
    posted: Given<String>,
    at: Option<&(Moment, Spanned<String>)>,
    c: &mut Checker,
) -> Option<Moment> {
    let (posted, text) = c.optional_moment(posted)?;
    if let Some((at, at_text)) = at
        && posted < *at
    {
        c.push(fault::posted_before_update(&text, at_text.span));
    }
    Some(posted)
}

/// Gives every update of a file its permanent id, in the order of the file.
#[derive(Default)]
pub(super) struct UpdateIds {
    minutes: BTreeMap<String, usize>,
    taken: BTreeMap<UpdateId, Span>,
}

impl UpdateIds {
    pub(super) fn next(
        &mut self,
        written: Option<Spanned<String>>,
        at: Option<(Moment, Span)>,
        c: &mut Checker,
    ) -> Option<UpdateId> {
        let (id, place) = match written {
            Some(text) => (c.id(&text, "update", UpdateId::written)?, text.span),
            None => {
                let (at, place) = at?;
                let minute = at.minute_id();
                let count = self.minutes.entry(minute.clone()).and_modify(|count| *count += 1).or_insert(1);
                (UpdateId::of_minute(&minute, *count), place)
            }
        };
        if let Some(first) = self.taken.get(&id) {
            let text = Spanned { value: id.as_str().to_owned(), span: place };
            c.push(fault::duplicate_id(&text, "updates", *first));
        }
        self.taken.insert(id.clone(), place);
        Some(id)
    }
}

/// `related:`, ids of incidents or maintenance.
pub(super) fn related_entries(given: Given<Vec<Given<String>>>, known: &KnownEntries, c: &mut Checker) -> Vec<EntryId> {
    let Some(list) = given.optional() else { return Vec::new() };
    let mut related = Vec::new();
    for text in list.value.into_iter().filter_map(Given::optional) {
        let mut all =
            known.incidents.iter().map(|(id, _)| id.as_str()).chain(known.maintenance.iter().map(String::as_str));
        if all.clone().any(|id| id == text.value) {
            related.extend(EntryId::new(&text.value));
        } else {
            c.push(fault::unknown_entry(&text, "incident or maintenance", &mut all));
        }
    }
    related
}
