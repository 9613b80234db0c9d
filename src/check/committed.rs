//! What a committed version of a file published. Only the permanent ids are read: a version of some years ago may name components that are
//! gone, and is true all the same.

use super::checker::Checker;
use super::declared_ids::ComponentIndex;
use super::update::UpdateIdAssigner;
use crate::base::id::UpdateId;
use crate::base::source::{FileId, SourceFile, Sources, Span, Spanned};
use crate::base::time::Zone;
use crate::format::field::{Field, Required};
use crate::format::leaf::Time;
use crate::model::first_published::PageChange;
use crate::model::route;
use crate::parse;

/// The change that a version of a file makes, by its path in the content folder; without bytes the file is removed. `None` for a file that
/// is not the source of one page. Times without a zone are read in that of the site.
pub fn page_change(path: &str, bytes: Option<Vec<u8>>, zone: Zone) -> Option<PageChange> {
    let (route, name) = route::of_source(path)?;
    let address = route.address(name);
    Some(PageChange {
        address: address.trim_end_matches('/').to_owned(),
        updates: bytes.and_then(|bytes| published_updates(path, bytes, zone)),
    })
}

/// The updates in a version; none for an article. `None` if the version is not published.
fn published_updates(path: &str, bytes: Vec<u8>, zone: Zone) -> Option<Vec<UpdateId>> {
    let path = path.to_owned();
    let sources = Sources::new(vec![SourceFile { path, bytes }]);
    let files: Vec<FileId> = sources.iter().map(|(file, _)| file).collect();
    let entries = parse::parse_files(&sources, &files).0.entries;
    let components = ComponentIndex::default();
    let mut c = Checker::new(&sources, Some(zone), &components);
    if let Some(document) = entries.incidents.into_iter().next() {
        let Spanned { value, span } = document.content;
        let updates = value.updates.0.items().into_iter();
        let updates = updates.map(|update| (update.value.id, update.value.at));
        return has_updates(value.draft, update_ids(updates, span, &mut c));
    }
    if let Some(document) = entries.maintenance.into_iter().next() {
        let Spanned { value, span } = document.content;
        let updates = value.updates.0.items().into_iter();
        let updates = updates.map(|update| (update.value.id, update.value.at));
        return has_updates(value.draft, update_ids(updates, span, &mut c));
    }
    let postmortems = entries.postmortems.into_iter();
    let drafts = postmortems.map(|document| document.content.value.draft);
    let notices = entries.notices.into_iter();
    let mut drafts = drafts.chain(notices.map(|document| document.content.value.draft));
    drafts
        .next()
        .filter(|draft| !is_draft(draft))
        .map(|_| Vec::new())
}

fn is_draft(draft: &Field<bool>) -> bool {
    matches!(draft, Field::Value(draft) if draft.value)
}

/// An incident without an update that can be read is not published.
fn has_updates(draft: Field<bool>, updates: Vec<UpdateId>) -> Option<Vec<UpdateId>> {
    (!is_draft(&draft) && !updates.is_empty()).then_some(updates)
}

fn update_ids(
    updates: impl Iterator<Item = (Field<String>, Required<Time>)>,
    here: Span,
    c: &mut Checker,
) -> Vec<UpdateId> {
    let mut ids = UpdateIdAssigner::default();
    let ids = updates.filter_map(|(id, at)| {
        let at = c.required_moment(at, "at", here);
        ids.assign(id.optional(), at.as_ref(), c)
    });
    ids.collect()
}
