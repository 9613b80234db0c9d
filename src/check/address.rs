//! No two things may claim one address.

use std::collections::BTreeMap;

use super::component::PlacedBoard;
use super::{Checked, fault};
use crate::base::diagnostic::Diagnostic;
use crate::base::source::Span;
use crate::model::incident::Incident;
use crate::model::maintenance::Maintenance;
use crate::model::page::Page;

/// First parts of addresses that the program makes pages under, now or by the interfaces that it promises.
const RESERVED: [&str; 20] = [
    "incidents",
    "maintenance",
    "postmortems",
    "notices",
    "components",
    "history",
    "subscribe",
    "data",
    "api",
    "static",
    "embed",
    "index.html",
    "404.html",
    "feed.xml",
    "feed.atom",
    "feed.json",
    "history.rss",
    "history.atom",
    "calendar.ics",
    "internal",
];

/// What claims addresses that an author can choose freely.
pub(super) struct Entries<'a> {
    pub board: &'a PlacedBoard,
    pub incidents: &'a [Checked<Incident>],
    pub maintenance: &'a [Checked<Maintenance>],
    pub pages: &'a [Checked<Page>],
}

/// Reports every address that is claimed twice.
pub(super) fn claims(entries: &Entries, faults: &mut Vec<Diagnostic>) {
    let mut taken: BTreeMap<String, Span> = BTreeMap::new();
    let mut claim = |address: String, place: Span, free: bool| {
        let reserved = free && RESERVED.contains(&address.as_str());
        let first = taken.get(&address).copied();
        if reserved || first.is_some() {
            faults.push(fault::address_taken(place, &address, first));
        } else {
            taken.insert(address, place);
        }
    };
    for (id, _) in &entries.board.ids {
        claim(format!("components/{}", id.value), id.span, false);
    }
    for incident in entries.incidents {
        claim(format!("incidents/{}", incident.entry.id), incident.file, false);
    }
    for maintenance in entries.maintenance {
        claim(format!("maintenance/{}", maintenance.entry.id), maintenance.file, false);
    }
    for page in entries.pages {
        claim(page.entry.id.to_string(), page.file, true);
    }
    let incident_aliases = entries.incidents.iter().flat_map(|entry| &entry.aliases);
    for alias in incident_aliases.chain(entries.maintenance.iter().flat_map(|entry| &entry.aliases)) {
        claim(alias.value.clone(), alias.span, true);
    }
}
