//! The rules of `components.yaml`.

use super::checker::Checker;
use super::declared_ids::{ComponentIndex, DeclaredIds};
use crate::base::diagnostic::Diagnostic;
use crate::base::id::{ComponentId, GroupId};
use crate::base::source::{Sources, Spanned};
use crate::base::time::Zone;
use crate::check::rules::time::end_before_start;
use crate::format::component::{ComponentDoc, ComponentsDoc, GroupDoc};
use crate::format::field::valid_items;
use crate::model::component::{Board, Component, Group};
use crate::parse::Document;

/// The board, and where each id of a component is declared.
pub(super) struct BoardWithIds {
    pub value: Board,
    /// Present and old ids with their places.
    pub ids: Vec<(Spanned<String>, ComponentId)>,
}

/// Checks the board, and tells which ids other files may name.
pub(super) fn check_board(
    documents: Vec<Document<ComponentsDoc>>,
    sources: &Sources,
    zone: Option<Zone>,
    faults: &mut Vec<Diagnostic>,
) -> (BoardWithIds, ComponentIndex) {
    let nothing = ComponentIndex::default();
    let mut c = Checker::new(sources, zone, &nothing);
    let mut seen = DeclaredBoard {
        partial: documents.is_empty(),
        ..DeclaredBoard::default()
    };
    let mut groups = Vec::new();
    for document in documents {
        let here = document.content.span;
        let ComponentsDoc { groups: list } = document.content.value;
        seen.partial |= list.is_missing() || !list.all_valid();
        let list = c
            .required(list, "groups", here)
            .map(|list| valid_items(list.value))
            .unwrap_or_default();
        groups.extend(
            list.into_iter()
                .filter_map(|doc| check_group(doc, &mut seen, &mut c)),
        );
    }
    faults.append(&mut c.faults);
    let partial = seen.partial;
    let mut ids = seen.component_ids;
    ids.sort_by(|(a, _), (b, _)| a.value.cmp(&b.value));
    let known = ids
        .iter()
        .map(|(text, id)| (text.value.clone(), id.clone()))
        .collect();
    let all = groups.iter().flat_map(|group: &Group| &group.components);
    let retired = all
        .filter_map(|component| Some((component.id.clone(), component.retired?)))
        .collect();
    (
        BoardWithIds {
            value: Board { groups },
            ids,
        },
        ComponentIndex {
            ids: known,
            retired,
            partial,
        },
    )
}

#[derive(Default)]
struct DeclaredBoard {
    groups: DeclaredIds,
    components: DeclaredIds,
    /// Present and old ids with their places.
    component_ids: Vec<(Spanned<String>, ComponentId)>,
    /// An id could not be read, so one that is not here may only be unread.
    partial: bool,
}

fn check_group(doc: Spanned<GroupDoc>, seen: &mut DeclaredBoard, c: &mut Checker) -> Option<Group> {
    let GroupDoc {
        id,
        name,
        description,
        components,
    } = doc.value;
    let id = c.required_scalar(id, "id", doc.span);
    let id = c.declared_id(id, "group", GroupId::new, &mut seen.groups);
    let name = c.required_text(name, "name", doc.span);
    let description = c.optional_text(description, "description");
    seen.partial |= components.is_missing() || !components.all_valid();
    let list = c
        .required(components, "components", doc.span)
        .map(|list| valid_items(list.value))
        .unwrap_or_default();
    let components = list
        .into_iter()
        .filter_map(|doc| check_component(doc, seen, c))
        .collect();
    Some(Group {
        id: id?,
        name: name?,
        description,
        components,
    })
}

fn check_component(
    doc: Spanned<ComponentDoc>,
    seen: &mut DeclaredBoard,
    c: &mut Checker,
) -> Option<Component> {
    let ComponentDoc {
        id,
        name,
        description,
        since,
        retired,
        aliases,
    } = doc.value;
    let id = c.required_scalar(id, "id", doc.span).and_then(|text| {
        let id = c.id(&text, ComponentId::new)?;
        declare_id(&text, &id, seen, c);
        Some(id)
    });
    seen.partial |= id.is_none() || !aliases.all_valid();
    let aliases = aliases.texts().into_iter().filter_map(|text| {
        let alias = c.id(&text, ComponentId::new);
        seen.partial |= alias.is_none();
        declare_id(&text, id.as_ref().filter(|_| alias.is_some())?, seen, c);
        alias
    });
    let aliases = aliases.collect();
    let name = c.required_text(name, "name", doc.span);
    let description = c.optional_text(description, "description");
    let since_text = since.text().optional();
    let since = since_text.as_ref().and_then(|text| c.date(text));
    let retired_text = retired.text().optional();
    let retired = retired_text.as_ref().and_then(|text| c.date(text));
    if let (Some(from), Some(to), Some(first), Some(last)) =
        (since, retired, &since_text, &retired_text)
        && to <= from
    {
        c.push(end_before_start(last, ["since", "retired"], first.span));
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

fn declare_id(text: &Spanned<String>, id: &ComponentId, seen: &mut DeclaredBoard, c: &mut Checker) {
    match seen.components.declare(text, "component") {
        None => seen.component_ids.push((text.clone(), id.clone())),
        Some(fault) => c.push(fault),
    }
}
