//! The rules of a free page.

use super::checker::Checker;
use super::{Checked, KnownEntries};
use crate::base::id::EntryId;
use crate::model::page::Page;
use crate::parse::Document;
use crate::parse::page::PageDoc;

/// Checks one file.
pub(super) fn page(
    document: Document<PageDoc>,
    _: &KnownEntries,
    c: &mut Checker,
) -> Checked<Page> {
    let here = document.content.span;
    let PageDoc {
        title,
        order,
        menu,
        draft,
    } = document.content.value;
    let title = c.required_text(title, "title", here);
    let order = order.optional().map_or(0, |order| order.value);
    let menu = menu.optional().is_some_and(|menu| menu.value);
    let body = c.article(document.body);
    let draft = draft.optional().is_some_and(|draft| draft.value);
    let make = || {
        Some(Page {
            id: EntryId::new(&document.stem)?,
            title: title?,
            order,
            menu,
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
