//! The rules of a post-mortem.

use super::checker::Checker;
use super::{Checked, KnownEntries, fault};
use crate::base::id::EntryId;
use crate::base::source::Spanned;
use crate::model::postmortem::{ActionItem, Postmortem};
use crate::parse::Document;
use crate::parse::given::Given;
use crate::parse::postmortem::{ActionItemDoc, PostmortemDoc};

/// Checks one file.
pub(super) fn postmortem(
    document: Document<PostmortemDoc>,
    known: &KnownEntries,
    c: &mut Checker,
) -> Option<Checked<Postmortem>> {
    let (file, here) = (document.start(), document.content.span);
    let PostmortemDoc { incident, title, published, actions, draft } = document.content.value;
    let draft = draft.optional().is_some_and(|draft| draft.value);
    let named = c.required(incident, "incident", here).map(|list| list.value.0).unwrap_or_default();
    let named = named.into_iter().filter_map(Given::optional);
    let incidents: Vec<EntryId> = named.filter_map(|text| incident_id(&text, draft, known, c)).collect();
    let title = c.optional_text(title);
    let published = c.required(published, "published", here).and_then(|text| c.moment(&text));
    let actions = actions.optional().map(|list| list.value).unwrap_or_default();
    let actions = actions.into_iter().filter_map(Given::optional).filter_map(|doc| action(doc, c)).collect();
    let body = c.article(document.body);
    let id = EntryId::new(&document.stem)?;
    Some(Checked::new(Postmortem { id, incidents, title, published: published?, actions, body }, file, draft))
}

fn incident_id(text: &Spanned<String>, draft: bool, known: &KnownEntries, c: &mut Checker) -> Option<EntryId> {
    match known.incidents.iter().find(|(id, _)| *id == text.value) {
        None => {
            c.push(fault::unknown_entry(text, "incident", known.incidents.iter().map(|(id, _)| id.as_str())));
            None
        }
        Some((_, true)) if !draft => {
            c.push(fault::draft_incident(text));
            None
        }
        Some((id, _)) => EntryId::new(id),
    }
}

fn action(doc: Spanned<ActionItemDoc>, c: &mut Checker) -> Option<ActionItem> {
    let ActionItemDoc { what, owner, due, done, link } = doc.value;
    let what = c.required_text(what, "what", doc.span);
    let owner = c.optional_text(owner);
    let due = c.optional_date(due);
    let done = c.optional_date(done);
    let link = link.optional().and_then(|link| c.url(link));
    Some(ActionItem { what: what?, owner, due, done, link })
}
