//! Where the words of the entries of a ledger stand in their files.

use std::collections::BTreeMap;

use super::checker::{Checker, ComponentIndex};
use crate::base::id::{ComponentId, UpdateId};
use crate::base::source::{FileId, Sources, Span, Spanned};
use crate::base::time::{Moment, Zone};
use crate::format::field::{Entries, Field, Required, valid_items};
use crate::format::incident::{IncidentDoc, UpdateDoc};
use crate::format::leaf::{ComponentRef, ComponentStateWord, Time};
use crate::format::maintenance::{MaintenanceDoc, MaintenanceUpdateDoc};
use crate::model::StatusLedger;
use crate::model::component::Board;
use crate::parse::layout::{self, FileKind};

/// The places of every incident and maintenance.
#[derive(Debug, Default)]
pub struct SourceMap {
    incidents: BTreeMap<String, EntrySpans>,
    maintenance: BTreeMap<String, EntrySpans>,
}

/// The places of an entry.
#[derive(Debug)]
pub struct EntrySpans {
    /// `started`; the start of the file for a maintenance.
    pub started: Span,
    /// `ended`.
    pub ended: Option<Span>,
    /// `impact`.
    pub impact: Option<Span>,
    /// `scheduled`.
    pub scheduled: Option<Span>,
    /// The components that have a state from the start on.
    pub components: BTreeMap<ComponentId, Span>,
    /// The updates by their ids.
    pub updates: BTreeMap<UpdateId, UpdateSpans>,
}

/// The places of an update.
#[derive(Debug)]
pub struct UpdateSpans {
    /// Its place in the list, from 0.
    pub index: usize,
    /// `at`.
    pub at: Span,
    /// `status`.
    pub status: Option<Span>,
    /// `scheduled`.
    pub scheduled: Option<Span>,
    /// The components that it gives a state.
    pub components: BTreeMap<ComponentId, Span>,
}

impl SourceMap {
    /// The places of a ledger that was made from these sources.
    #[must_use]
    pub fn build(sources: &Sources, ledger: &StatusLedger) -> SourceMap {
        let entry = |file: FileId| {
            matches!(
                layout::file_kind(&sources.file(file).path),
                Ok(FileKind::Incident | FileKind::Maintenance)
            )
        };
        let (documents, _) = crate::parse::parse_matching(sources, entry);
        let finder = SpanFinder {
            sources,
            zone: ledger.site.zone,
            board: &ledger.board,
        };
        let mut places = SourceMap::default();
        for document in documents.entries.incidents {
            let Ok(at) = ledger
                .incidents
                .binary_search_by(|one| one.id.as_str().cmp(&document.stem))
            else {
                continue;
            };
            let ids = ledger.incidents[at].updates.iter().map(|update| &update.id);
            let found = finder.incident(document.content, ids);
            places.incidents.insert(document.stem, found);
        }
        for document in documents.entries.maintenance {
            let Ok(at) = ledger
                .maintenance
                .binary_search_by(|one| one.id.as_str().cmp(&document.stem))
            else {
                continue;
            };
            let ids = ledger.maintenance[at]
                .updates
                .iter()
                .map(|update| &update.id);
            let found = finder.maintenance(document.content, ids);
            places.maintenance.insert(document.stem, found);
        }
        places
    }

    /// Those of an incident.
    #[must_use]
    pub fn incident(&self, id: &str) -> Option<&EntrySpans> {
        self.incidents.get(id)
    }

    /// Those of a maintenance.
    #[must_use]
    pub fn maintenance(&self, id: &str) -> Option<&EntrySpans> {
        self.maintenance.get(id)
    }
}

struct SpanFinder<'a> {
    sources: &'a Sources,
    zone: Zone,
    board: &'a Board,
}

impl SpanFinder<'_> {
    fn incident<'i>(
        &self,
        content: Spanned<IncidentDoc>,
        ids: impl Iterator<Item = &'i UpdateId>,
    ) -> EntrySpans {
        let Spanned { value: doc, span } = content;
        let update = |doc: UpdateDoc| (doc.at, doc.status, Field::<()>::Missing, doc.components);
        EntrySpans {
            started: doc.started.span().unwrap_or(span),
            ended: doc.ended.span(),
            impact: doc.impact.span(),
            scheduled: None,
            components: self.component_spans(doc.components),
            updates: self.update_spans(doc.updates, update, ids),
        }
    }

    fn maintenance<'i>(
        &self,
        content: Spanned<MaintenanceDoc>,
        ids: impl Iterator<Item = &'i UpdateId>,
    ) -> EntrySpans {
        let Spanned { value: doc, span } = content;
        let update =
            |doc: MaintenanceUpdateDoc| (doc.at, doc.status, doc.scheduled, doc.components);
        EntrySpans {
            started: span,
            ended: None,
            impact: None,
            scheduled: doc.scheduled.span(),
            components: self.component_spans(doc.components),
            updates: self.update_spans(doc.updates, update, ids),
        }
    }

    /// The ledger has updates by time, and those of one minute in the order of the file.
    fn update_spans<'i, D, S, W>(
        &self,
        list: Required<Vec<Field<D>>>,
        parts: impl Fn(
            D,
        ) -> (
            Required<Time>,
            Field<S>,
            Field<W>,
            Field<Entries<ComponentRef, ComponentStateWord>>,
        ),
        ids: impl Iterator<Item = &'i UpdateId>,
    ) -> BTreeMap<UpdateId, UpdateSpans> {
        let docs = list
            .optional()
            .map(|list| valid_items(list.value))
            .unwrap_or_default();
        let placed = docs.into_iter().enumerate().filter_map(|(index, doc)| {
            let here = doc.span;
            let (at, status, scheduled, components) = parts(doc.value);
            let span = at.span().unwrap_or(here);
            let moment = self.moment(&at.text().optional()?)?;
            let components = self.component_spans(components);
            let places = UpdateSpans {
                index,
                at: span,
                status: status.span(),
                scheduled: scheduled.span(),
                components,
            };
            Some((moment, places))
        });
        let mut placed: Vec<(Moment, UpdateSpans)> = placed.collect();
        placed.sort_by_key(|(moment, _)| *moment);
        ids.cloned()
            .zip(placed.into_iter().map(|(_, places)| places))
            .collect()
    }

    fn moment(&self, text: &Spanned<String>) -> Option<Moment> {
        let known = ComponentIndex::default();
        Checker::new(self.sources, Some(self.zone), &known).moment(text)
    }

    /// By the present id, where a file has an old one.
    fn component_spans(
        &self,
        given: Field<Entries<ComponentRef, ComponentStateWord>>,
    ) -> BTreeMap<ComponentId, Span> {
        let entries = given
            .optional()
            .map(|entries| entries.value.list)
            .unwrap_or_default();
        let present = |text: &str| {
            let called = |id: &ComponentId| id.as_str() == text;
            self.board
                .components()
                .find(|one| called(&one.id) || one.aliases.iter().any(called))
        };
        entries
            .into_iter()
            .filter_map(|(key, _)| Some((present(&key.value)?.id.clone(), key.span)))
            .collect()
    }
}
