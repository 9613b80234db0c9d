//! The rules of `components.yaml`.

use std::collections::BTreeMap;

use super::checker::{Checker, KnownComponents};
use super::fault;
use crate::base::diagnostic::Diagnostic;
use crate::base::id::{ComponentId, GroupId};
use crate::base::source::{Sources, Span, Spanned};
use crate::base::time::Zone;
use crate::model::component::{Board, Component, Group};
use crate::parse::Document;
use crate::parse::component::{BoardDoc, ComponentDoc, GroupDoc};
use crate::parse::given::readable;

/// The board, and where each id of a component is declared.
pub(super) struct PlacedBoard {
    pub value: Board,
    /// Present and old ids with their places.
    pub ids: Vec<(Spanned<String>, ComponentId)>,
}

/// Checks the board, and tells which ids other files may name.
pub(super) fn board(
    documents: Vec<Document<BoardDoc>>,
    sources: &Sources,
    zone: Option<Zone>,
    faults: &mut Vec<Diagnostic>,
) -> (PlacedBoard, KnownComponents) {
    let nothing = KnownComponents::default();
    let mut c = Checker::new(sources, zone, &nothing);
    let mut seen = Seen {
        partial: documents.is_empty(),
        ..Seen::default()
    };
    let mut groups = Vec::new();
    for document in documents {
        let here = document.content.span;
        let BoardDoc { groups: list } = document.content.value;
        seen.partial |= list.is_absent() || !list.is_whole();
        let list = c
            .required(list, "groups", here)
            .map(|list| readable(list.value))
            .unwrap_or_default();
        groups.extend(
            list.into_iter()
                .filter_map(|doc| group(doc, &mut seen, &mut c)),
        );
    }
    faults.append(&mut c.faults);
    let partial = seen.partial;
    let ids = seen
        .components
        .into_iter()
        .map(|(text, (span, id))| (Spanned { value: text, span }, id))
        .collect::<Vec<_>>();
    let known = ids
        .iter()
        .map(|(text, id)| (text.value.clone(), id.clone()))
        .collect();
    let all = groups.iter().flat_map(|group: &Group| &group.components);
    let retired = all
        .filter_map(|component| Some((component.id.clone(), component.retired?)))
        .collect();
    (
        PlacedBoard {
            value: Board { groups },
            ids,
        },
        KnownComponents {
            ids: known,
            retired,
            partial,
        },
    )
}

#[derive(Default)]
struct Seen {
    groups: BTreeMap<String, Span>,
    components: BTreeMap<String, (Span, ComponentId)>,
    /// An id could not be read, so one that is not here may only be unread.
    partial: bool,
}

fn group(doc: Spanned<GroupDoc>, seen: &mut Seen, c: &mut Checker) -> Option<Group> {
    let GroupDoc {
        id,
        name,
        description,
        components,
    } = doc.value;
    let id = c.required(id, "id", doc.span).and_then(|text| {
        let id = c.id(&text, GroupId::new)?;
        if let Some(first) = seen.groups.insert(text.value.clone(), text.span) {
            c.push(fault::duplicate_id(&text, "groups", first));
        }
        Some(id)
    });
    let name = c.required_text(name, "name", doc.span);
    let description = c.optional_text(description, "description");
    seen.partial |= components.is_absent() || !components.is_whole();
    let list = c
        .required(components, "components", doc.span)
        .map(|list| readable(list.value))
        .unwrap_or_default();
    let components = list
        .into_iter()
        .filter_map(|doc| component(doc, seen, c))
        .collect();
    Some(Group {
        id: id?,
        name: name?,
        description,
        components,
    })
}

fn component(doc: Spanned<ComponentDoc>, seen: &mut Seen, c: &mut Checker) -> Option<Component> {
    let ComponentDoc {
        id,
        name,
        description,
        since,
        retired,
        aliases,
    } = doc.value;
    let id = c.required(id, "id", doc.span).and_then(|text| {
        let id = c.id(&text, ComponentId::new)?;
        claim(&text, &id, seen, c);
        Some(id)
    });
    seen.partial |= id.is_none() || !aliases.is_whole();
    let aliases = aliases.items().into_iter().filter_map(|text| {
        let alias = c.id(&text, ComponentId::new);
        seen.partial |= alias.is_none();
        claim(&text, id.as_ref().filter(|_| alias.is_some())?, seen, c);
        alias
    });
    let aliases = aliases.collect();
    let name = c.required_text(name, "name", doc.span);
    let description = c.optional_text(description, "description");
    let since_text = since.optional();
    let since = since_text.as_ref().and_then(|text| c.date(text));
    let retired_text = retired.optional();
    let retired = retired_text.as_ref().and_then(|text| c.date(text));
    if let (Some(from), Some(to), Some(first), Some(last)) =
        (since, retired, &since_text, &retired_text)
        && to <= from
    {
        c.push(fault::end_before_start(
            last,
            ["since", "retired"],
            first.span,
        ));
    }
    Some(Component {
        id: id?,
        name: name?,
        description,
        since,
        retired,
        aliases,
    })
}

fn claim(text: &Spanned<String>, id: &ComponentId, seen: &mut Seen, c: &mut Checker) {
    if let Some((first, _)) = seen.components.get(&text.value) {
        c.push(fault::duplicate_id(text, "components", *first));
        return;
    }
    seen.components
        .insert(text.value.clone(), (text.span, id.clone()));
}
