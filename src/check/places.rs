//! Where the words of the entries of a ledger stand in their files.

use std::collections::BTreeMap;

use super::checker::{Checker, KnownComponents};
use crate::base::id::{ComponentId, UpdateId};
use crate::base::source::{FileId, Sources, Span, Spanned};
use crate::base::time::{Moment, Zone};
use crate::model::StatusLedger;
use crate::model::component::Board;
use crate::parse::given::{Entries, Given, readable};
use crate::parse::incident::{IncidentDoc, UpdateDoc};
use crate::parse::layout::{self, Kind};
use crate::parse::maintenance::{MaintenanceDoc, MaintenanceUpdateDoc};

/// The places of every incident and maintenance.
#[derive(Debug, Default)]
pub struct Places {
    incidents: BTreeMap<String, EntryPlaces>,
    maintenance: BTreeMap<String, EntryPlaces>,
}

/// The places of an entry.
#[derive(Debug)]
pub struct EntryPlaces {
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
    pub updates: BTreeMap<UpdateId, UpdatePlaces>,
}

/// The places of an update.
#[derive(Debug)]
pub struct UpdatePlaces {
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

impl Places {
    /// The places of a ledger that was made from these sources.
    #[must_use]
    pub fn of(sources: &Sources, ledger: &StatusLedger) -> Places {
        let entry = |file: FileId| {
            matches!(
                layout::kind(&sources.file(file).path),
                Ok(Kind::Incident | Kind::Maintenance)
            )
        };
        let (documents, _) = crate::parse::documents_of(sources, entry);
        let finder = Finder {
            sources,
            zone: ledger.site.zone,
            board: &ledger.board,
        };
        let mut places = Places::default();
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
    pub fn incident(&self, id: &str) -> Option<&EntryPlaces> {
        self.incidents.get(id)
    }

    /// Those of a maintenance.
    #[must_use]
    pub fn maintenance(&self, id: &str) -> Option<&EntryPlaces> {
        self.maintenance.get(id)
    }
}

struct Finder<'a> {
    sources: &'a Sources,
    zone: Zone,
    board: &'a Board,
}

impl Finder<'_> {
    fn incident<'i>(
        &self,
        content: Spanned<IncidentDoc>,
        ids: impl Iterator<Item = &'i UpdateId>,
    ) -> EntryPlaces {
        let Spanned { value: doc, span } = content;
        let update = |doc: UpdateDoc| (doc.at, doc.status, Given::<()>::Absent, doc.components);
        EntryPlaces {
            started: doc.started.span().unwrap_or(span),
            ended: doc.ended.span(),
            impact: doc.impact.span(),
            scheduled: None,
            components: self.components(doc.components),
            updates: self.updates(doc.updates, update, ids),
        }
    }

    fn maintenance<'i>(
        &self,
        content: Spanned<MaintenanceDoc>,
        ids: impl Iterator<Item = &'i UpdateId>,
    ) -> EntryPlaces {
        let Spanned { value: doc, span } = content;
        let update =
            |doc: MaintenanceUpdateDoc| (doc.at, doc.status, doc.scheduled, doc.components);
        EntryPlaces {
            started: span,
            ended: None,
            impact: None,
            scheduled: doc.scheduled.span(),
            components: self.components(doc.components),
            updates: self.updates(doc.updates, update, ids),
        }
    }

    /// The ledger has updates by time, and those of one minute in the order of the file.
    fn updates<'i, D, W>(
        &self,
        list: Given<Vec<Given<D>>>,
        parts: impl Fn(
            D,
        ) -> (
            Given<String>,
            Given<String>,
            Given<W>,
            Given<Entries<String>>,
        ),
        ids: impl Iterator<Item = &'i UpdateId>,
    ) -> BTreeMap<UpdateId, UpdatePlaces> {
        let docs = list
            .optional()
            .map(|list| readable(list.value))
            .unwrap_or_default();
        let placed = docs.into_iter().enumerate().filter_map(|(index, doc)| {
            let here = doc.span;
            let (at, status, scheduled, components) = parts(doc.value);
            let span = at.span().unwrap_or(here);
            let moment = self.moment(&at.optional()?)?;
            let components = self.components(components);
            let places = UpdatePlaces {
                index,
                at: span,
                status: status.span(),
                scheduled: scheduled.span(),
                components,
            };
            Some((moment, places))
        });
        let mut placed: Vec<(Moment, UpdatePlaces)> = placed.collect();
        placed.sort_by_key(|(moment, _)| *moment);
        ids.cloned()
            .zip(placed.into_iter().map(|(_, places)| places))
            .collect()
    }

    fn moment(&self, text: &Spanned<String>) -> Option<Moment> {
        let known = KnownComponents::default();
        Checker::new(self.sources, Some(self.zone), &known).moment(text)
    }

    /// By the present id, where a file has an old one.
    fn components(&self, given: Given<Entries<String>>) -> BTreeMap<ComponentId, Span> {
        let entries = given
            .optional()
            .map(|entries| entries.value.0)
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
