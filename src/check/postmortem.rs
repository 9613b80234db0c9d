//! The rules of a post-mortem.

use std::collections::BTreeMap;

use super::checker::Checker;
use super::entry::{CheckedEntry, EntryNames, shrunk};
use super::incident::start_of;
use crate::base::id::EntryId;
use crate::base::prose::Prose;
use crate::base::source::{Span, Spanned};
use crate::base::time::Moment;
use crate::check::rules::postmortem::{draft_incident, missing_section};
use crate::check::rules::reference::unknown_entry;
use crate::check::rules::value::duplicate_item;
use crate::format::field::{OneOrMany, Required, valid_items};
use crate::format::leaf::EntryRef;
use crate::format::postmortem::{ActionItemDoc, PostmortemDoc};
use crate::model::postmortem::{ActionItem, Postmortem};
use crate::parse::Document;
use crate::parse::rules::key::empty_value;

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
    let published = c
        .required_scalar(published, "published", here)
        .and_then(|text| c.moment(&text));
    let actions = shrunk(
        actions
            .items()
            .into_iter()
            .filter_map(|doc| check_action_item(doc, c))
            .collect(),
    );
    let body = c.article(document.body);
    check_sections(&body, here, published.filter(|_| !draft), c);
    let make = || {
        let id = EntryId::new(&document.stem)?;
        Some(Postmortem {
            id,
            incidents,
            title,
            published: published?,
            actions,
            body,
        })
    };
    CheckedEntry {
        entry: make(),
        is_draft: draft,
        aliases: Vec::new(),
        postmortem_deadline: None,
        links: Vec::new(),
        spans: None,
    }
}

/// The sections that every post-mortem of the site has since that was promised, however their headings are capitalised.
fn check_sections(body: &Prose, here: Span, published: Option<Moment>, c: &mut Checker) {
    let policy = c
        .policy
        .zip(published)
        .and_then(|(policy, published)| policy.in_force_at(published));
    let wanted = policy
        .map(|policy| policy.postmortem_sections.as_slice())
        .unwrap_or_default();
    let there: Vec<String> = body
        .sections()
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

/// The incidents that it is about: one at least, none twice.
fn incident_ids(
    given: Required<OneOrMany<EntryRef>>,
    here: Span,
    draft: bool,
    known: &EntryNames,
    c: &mut Checker,
) -> Vec<EntryId> {
    let Some(list) = c.required(given, "incident", here) else {
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

fn check_action_item(doc: Spanned<ActionItemDoc>, c: &mut Checker) -> Option<ActionItem> {
    let ActionItemDoc {
        what,
        owner,
        due,
        done,
        link,
    } = doc.value;
    let what = c.required_text(what, "what", doc.span);
    let owner = c.optional_text(owner, "owner");
    let due = c.optional_date(due);
    let done = c.optional_date(done);
    let link = link.optional().and_then(|link| c.url(link));
    Some(ActionItem {
        what: what?,
        owner,
        due,
        done,
        link,
    })
}
