//! The rules of a notice.

use super::checker::Checker;
use super::entry::{CheckedEntry, EntryNames};
use crate::base::id::EntryId;
use crate::check::rules::time::end_before_start;
use crate::format::notice::NoticeDoc;
use crate::model::notice::{Notice, NoticeKind};
use crate::parse::Document;

/// Checks one file.
pub(super) fn check_notice(
    document: Document<NoticeDoc>,
    _: &EntryNames,
    c: &mut Checker,
) -> CheckedEntry<Notice> {
    let here = document.content.span;
    let NoticeDoc {
        title,
        published,
        until,
        pin,
        components,
        kind,
        aliases,
        draft,
    } = document.content.value;
    let title = c.required_text(title, "title", here);
    let published = c.required_moment(published, "published", here);
    let until = c.optional_moment(until);
    if let (Some(start), Some((end, text))) = (&published, &until)
        && *end <= start.moment
    {
        c.push(end_before_start(
            text,
            ["published", "until"],
            start.text.span,
        ));
    }
    let components = c.component_ids(components);
    let kind = c.optional_word(kind).unwrap_or(NoticeKind::Other);
    let body = c.article(document.body);
    let aliases = c.aliases(aliases);
    let paths = aliases.iter().map(|alias| alias.value.clone()).collect();
    let draft = draft.optional().is_some_and(|draft| draft.value);
    let make = || {
        Some(Notice {
            id: EntryId::new(&document.stem)?,
            title: title?,
            published: published.as_ref()?.moment,
            is_date_only: published?.is_date_only,
            until: until.map(|(moment, _)| moment),
            pin: pin.optional().is_some_and(|pin| pin.value),
            components,
            kind,
            aliases: paths,
            body,
        })
    };
    CheckedEntry {
        aliases,
        ..CheckedEntry::new(make(), draft)
    }
}
