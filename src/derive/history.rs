//! What happened on each day.

use std::collections::BTreeMap;

use super::snapshot::Snapshot;
use crate::base::time::Date;

/// Something that happened, as a position in the snapshot's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HistoryItem {
    /// An incident began.
    Incident(usize),
    /// A maintenance was done, or would have been.
    Maintenance(usize),
    /// A notice was published.
    Notice(usize),
}

/// Days on which something happened, in the site's zone. Maintenance that is still to come is not among it.
pub type History = BTreeMap<Date, Vec<HistoryItem>>;

/// Sorts everything that is known into days.
#[must_use]
pub fn history(snapshot: &Snapshot) -> History {
    let zone = snapshot.site.zone;
    let incidents = snapshot.incidents.iter().enumerate();
    let incidents =
        incidents.map(|(at, facts)| (facts.incident.details.started, HistoryItem::Incident(at)));
    let maintenance = snapshot
        .maintenance
        .iter()
        .enumerate()
        .filter(|(_, facts)| !facts.is_upcoming());
    let maintenance =
        maintenance.map(|(at, facts)| (facts.history_date(), HistoryItem::Maintenance(at)));
    let notices = snapshot.notices.iter().enumerate();
    let notices = notices.map(|(at, notice)| (notice.published, HistoryItem::Notice(at)));
    let mut days = History::new();
    for (moment, happening) in incidents.chain(maintenance).chain(notices) {
        days.entry(zone.date(moment)).or_default().push(happening);
    }
    days
}
