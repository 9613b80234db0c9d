//! The rules of a post-mortem.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::checker::{Checker, start_of};
use super::entry::{CheckedEntry, EntriesByFile, EntryNames, shrunk};
use crate::base::diagnostic::Diagnostic;
use crate::base::id::EntryId;
use crate::base::prose::Prose;
use crate::base::source::{Span, Spanned};
use crate::base::time::{Moment, Zone};
use crate::check::rules::postmortem::{
    action_overdue, draft_incident, empty_section, missing_section, postmortem_before_incident,
};
use crate::check::rules::reference::unknown_entry;
use crate::check::rules::value::duplicate_item;
use crate::format::field::{OneOrMany, Required, valid_items};
use crate::format::leaf::EntryRef;
use crate::format::postmortem::{ActionItemDoc, PostmortemDoc};
use crate::model::entry::Update;
use crate::model::incident::Incident;
use crate::model::postmortem::{ActionItem, Postmortem};
use crate::parse::rules::key::empty_value;
use crate::parse::{Document, MarkdownBody};

/// Checks one file.
pub(super) fn check_postmortem(
    document: Document<PostmortemDoc>,
    known: &EntryNames,
    c: &mut Checker,
) -> CheckedEntry<Postmortem> {
    let here = document.content.span;
    let PostmortemDoc {
        incident,
        title,
        published,
        actions,
        draft,
    } = document.content.value;
    let draft = draft.optional().is_some_and(|draft| draft.value);
    let incidents = incident_ids(incident, here, draft, known, c);
    let title = c.optional_text(title, "title");
    let published_span = published.span();
    let published = c.required_moment(published, "published", here);
    let is_date_only = published.as_ref().is_some_and(|date| date.is_date_only);
    let published = published.map(|date| date.moment);
    let actions = shrunk(
        actions
            .items()
            .into_iter()
            .filter_map(|doc| check_action_item(doc, draft, c))
            .collect(),
    );
    let markdown = document.body.clone();
    let body = c.article(document.body);
    if !draft {
        check_sections(&body, &markdown, here, published, c);
    }
    let make = || {
        let id = EntryId::new(&document.stem)?;
        Some(Postmortem {
            id,
            incidents,
            title,
            published: published?,
            is_date_only,
            actions,
            body,
        })
    };
    CheckedEntry {
        published: published_span,
        ..CheckedEntry::new(make(), draft)
    }
}

/// The sections that every post-mortem of the site has since that was promised, however their headings are capitalised. None is empty.
fn check_sections(
    body: &Prose,
    markdown: &MarkdownBody,
    here: Span,
    published: Option<Moment>,
    c: &mut Checker,
) {
    let policy = c
        .policy
        .zip(published)
        .and_then(|(policy, published)| policy.in_force_at(published));
    let wanted = policy
        .map(|policy| policy.postmortem_sections.as_slice())
        .unwrap_or_default();
    let sections = body.sections();
    for section in sections.iter().filter(|section| section.is_empty) {
        let place = heading_span(markdown, &section.title).unwrap_or(start_of(here));
        c.push(empty_section(place, &section.title));
    }
    let there: Vec<String> = sections
        .iter()
        .map(|section| section.title.to_lowercase())
        .collect();
    for section in wanted
        .iter()
        .filter(|section| !there.contains(&section.to_lowercase()))
    {
        c.push(missing_section(start_of(here), section));
    }
}

/// Where a heading is written; `None` if its title has markup.
fn heading_span(markdown: &MarkdownBody, title: &str) -> Option<Span> {
    let mut start = 0;
    for line in markdown.text.split_inclusive('\n') {
        let heading = line.trim_end();
        if heading.strip_prefix("##").map(str::trim) == Some(title) {
            return Some(markdown.span.subspan(start..start + heading.len()));
        }
        start += line.len();
    }
    None
}

/// A published post-mortem with the incidents that it names.
struct NamedIncidents<'e> {
    postmortem: &'e Arc<Postmortem>,
    published: Option<Span>,
    incidents: Vec<&'e Incident>,
}

fn with_incidents<'e>(
    postmortems: &'e EntriesByFile<Postmortem>,
    incidents: &'e EntriesByFile<Incident>,
) -> impl Iterator<Item = NamedIncidents<'e>> {
    let incidents = incidents
        .values()
        .filter_map(|entry| entry.entry.as_deref());
    let by_id: HashMap<&EntryId, &Incident> =
        incidents.map(|incident| (&incident.id, incident)).collect();
    let published = postmortems.values().filter(|entry| !entry.is_draft);
    published.filter_map(move |entry| {
        let postmortem = entry.entry.as_ref()?;
        let named = postmortem.incidents.iter();
        Some(NamedIncidents {
            postmortem,
            published: entry.published,
            incidents: named.filter_map(|id| by_id.get(id).copied()).collect(),
        })
    })
}

/// Reports post-mortems that are older than an incident that they explain.
pub(super) fn report_early_postmortems(
    postmortems: &EntriesByFile<Postmortem>,
    incidents: &EntriesByFile<Incident>,
    zone: Zone,
    faults: &mut Vec<Diagnostic>,
) {
    for named in with_incidents(postmortems, incidents) {
        let published = after_updates_of_day(&named, zone);
        let mut incidents = named.incidents.iter();
        let later = incidents.find(|incident| incident.details.started > published);
        if let (Some(place), Some(incident)) = (named.published, later) {
            let (id, started) = (incident.id.as_str(), incident.details.started);
            faults.push(postmortem_before_incident(place, id, started));
        }
    }
}

/// The published post-mortems, in the order of their files.
pub(super) fn published_postmortems(
    postmortems: &EntriesByFile<Postmortem>,
    incidents: &EntriesByFile<Incident>,
    zone: Zone,
) -> Vec<Arc<Postmortem>> {
    let dated = |named: NamedIncidents| {
        let published = after_updates_of_day(&named, zone);
        if published == named.postmortem.published {
            return Arc::clone(named.postmortem);
        }
        Arc::new(Postmortem {
            published,
            ..Postmortem::clone(named.postmortem)
        })
    };
    with_incidents(postmortems, incidents).map(dated).collect()
}

/// When it was published. A date alone is ordered after the updates of that day, because a post-mortem follows its incident.
fn after_updates_of_day(named: &NamedIncidents, zone: Zone) -> Moment {
    let postmortem = named.postmortem;
    if !postmortem.is_date_only {
        return postmortem.published;
    }
    let day = zone.date(postmortem.published);
    let incidents = named.incidents.iter();
    incidents
        .flat_map(|incident| &incident.updates)
        .map(Update::published)
        .filter(|published| zone.date(*published) == day)
        .fold(postmortem.published, Moment::max)
}

/// The incidents that it is about: one at least, none twice.
fn incident_ids(
    field: Required<OneOrMany<EntryRef>>,
    here: Span,
    draft: bool,
    known: &EntryNames,
    c: &mut Checker,
) -> Vec<EntryId> {
    let Some(list) = c.required(field, "incident", here) else {
        return Vec::new();
    };
    if list.value.0.is_empty() {
        c.push(empty_value(list.span, "incident"));
    }
    let mut places: BTreeMap<EntryId, Span> = BTreeMap::new();
    let mut incidents = Vec::new();
    for text in valid_items(list.value.0) {
        let text = text.map(String::from);
        let Some(id) = incident_id(&text, draft, known, c) else {
            continue;
        };
        match places.insert(id.clone(), text.span) {
            Some(first) => c.push(duplicate_item(&text, "incident", id.as_str(), first)),
            None => incidents.push(id),
        }
    }
    incidents
}

fn incident_id(
    text: &Spanned<String>,
    draft: bool,
    known: &EntryNames,
    c: &mut Checker,
) -> Option<EntryId> {
    match known.incidents.get(&text.value) {
        None => {
            let all = c.suggestion_candidates(known.incidents.keys());
            c.push(unknown_entry(text, "incident", all));
            None
        }
        Some(true) if !draft => {
            c.push(draft_incident(text));
            None
        }
        Some(_) => EntryId::new(&text.value),
    }
}

fn check_action_item(
    doc: Spanned<ActionItemDoc>,
    draft: bool,
    c: &mut Checker,
) -> Option<ActionItem> {
    let ActionItemDoc {
        what,
        owner,
        due,
        done,
        link,
    } = doc.value;
    let what = c.required_text(what, "what", doc.span);
    let owner = c.optional_text(owner, "owner");
    let due_span = due.span();
    let due = c.optional_date(due);
    let is_open = done.is_missing();
    let done = c.optional_date(done);
    if let (true, Some(place), Some(due), Some(zone)) = (is_open && !draft, due_span, due, c.zone) {
        c.push(action_overdue(place, due, due.plus_days(1).start_in(zone)));
    }
    let link = link.optional().and_then(|link| c.url(link));
    Some(ActionItem {
        what: what?,
        owner,
        due,
        done,
        link,
    })
}
