//! The rules of a post-mortem.

use std::collections::BTreeMap;

use super::checker::Checker;
use super::incident::here_start;
use super::{Checked, KnownEntries, fault, fitted};
use crate::base::id::EntryId;
use crate::base::prose::Prose;
use crate::base::source::{Span, Spanned};
use crate::base::time::Moment;
use crate::model::postmortem::{ActionItem, Postmortem};
use crate::parse::Document;
use crate::parse::given::{Given, OneOrMany, readable};
use crate::parse::postmortem::{ActionItemDoc, PostmortemDoc};

/// Checks one file.
pub(super) fn postmortem(
    document: Document<PostmortemDoc>,
    known: &KnownEntries,
    c: &mut Checker,
) -> Checked<Postmortem> {
    let here = document.content.span;
    let PostmortemDoc {
        incident,
        title,
        published,
        actions,
        draft,
    } = document.content.value;
    let draft = draft.optional().is_some_and(|draft| draft.value);
    let incidents = incidents_of(incident, here, draft, known, c);
    let title = c.optional_text(title, "title");
    let published = c
        .required(published, "published", here)
        .and_then(|text| c.moment(&text));
    let actions = fitted(
        actions
            .items()
            .into_iter()
            .filter_map(|doc| action(doc, c))
            .collect(),
    );
    let body = c.article(document.body);
    sections(&body, here, published.filter(|_| !draft), c);
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
    Checked {
        entry: make(),
        draft,
        aliases: Vec::new(),
        owes: None,
        links: Vec::new(),
    }
}

/// The sections that every post-mortem of the site has since that was promised, however their headings are capitalised.
fn sections(body: &Prose, here: Span, published: Option<Moment>, c: &mut Checker) {
    let policy = c
        .policy
        .zip(published)
        .and_then(|(policy, published)| policy.at(published));
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
        c.push(fault::course::missing_section(here_start(here), section));
    }
}

/// The incidents that it is about: one at least, none twice.
fn incidents_of(
    given: Given<OneOrMany<String>>,
    here: Span,
    draft: bool,
    known: &KnownEntries,
    c: &mut Checker,
) -> Vec<EntryId> {
    let Some(list) = c.required(given, "incident", here) else {
        return Vec::new();
    };
    if list.value.0.is_empty() {
        c.push(crate::parse::fault::empty_value(list.span, "incident"));
    }
    let mut places: BTreeMap<EntryId, Span> = BTreeMap::new();
    let mut incidents = Vec::new();
    for text in readable(list.value.0) {
        let Some(id) = incident_id(&text, draft, known, c) else {
            continue;
        };
        match places.insert(id.clone(), text.span) {
            Some(first) => c.push(fault::named_twice(&text, "incident", id.as_str(), first)),
            None => incidents.push(id),
        }
    }
    incidents
}

fn incident_id(
    text: &Spanned<String>,
    draft: bool,
    known: &KnownEntries,
    c: &mut Checker,
) -> Option<EntryId> {
    match known.incidents.get(&text.value) {
        None => {
            let all = c.candidates(known.incidents.keys());
            c.push(fault::unknown_entry(text, "incident", all));
            None
        }
        Some(true) if !draft => {
            c.push(fault::draft_incident(text));
            None
        }
        Some(_) => EntryId::new(&text.value),
    }
}

fn action(doc: Spanned<ActionItemDoc>, c: &mut Checker) -> Option<ActionItem> {
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
