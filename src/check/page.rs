//! The rules of a custom page.

use super::checker::Checker;
use super::entry::{CheckedEntry, EntryNames};
use crate::base::id::EntryId;
use crate::format::page::PageDoc;
use crate::model::custom_page::CustomPage;
use crate::parse::Document;

/// Checks one file.
pub(super) fn check_page(
    document: Document<PageDoc>,
    _: &EntryNames,
    c: &mut Checker,
) -> CheckedEntry<CustomPage> {
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
        Some(CustomPage {
            id: EntryId::new(&document.stem)?,
            title: title?,
            order,
            menu,
            body,
        })
    };
    CheckedEntry::new(make(), draft)
}
