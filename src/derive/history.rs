//! What happened on each day.

use std::collections::BTreeMap;

use super::snapshot::Snapshot;
use crate::base::time::{Date, Duration, Moment};

/// An item of the history, as a position in the snapshot's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HistoryItem {
    /// An incident that began or continued.
    Incident(usize),
    /// A maintenance, done or cancelled.
    Maintenance(usize),
    /// A published notice.
    Notice(usize),
}

impl HistoryItem {
    /// When it began or was published.
    pub fn start(self, snapshot: &Snapshot) -> Moment {
        match self {
            HistoryItem::Incident(at) => snapshot.incidents[at].incident.details.started,
            HistoryItem::Maintenance(at) => snapshot.maintenance[at].history_date(),
            HistoryItem::Notice(at) => snapshot.notices[at].published,
        }
    }
}

/// Days on which something happened, in the site's zone: every day that an incident or maintenance touches has it. Maintenance that is
/// still to come is not among it.
pub type History = BTreeMap<Date, Vec<HistoryItem>>;

/// Groups everything that is known by day.
pub fn history(snapshot: &Snapshot) -> History {
    let zone = snapshot.site.zone;
    let mut days = History::new();
    let mut add = |start: Moment, end: Moment, item: HistoryItem| {
        // An entry that ends at midnight does not touch the next day.
        let last = zone.date(end.plus(Duration::seconds(-1)).max(start));
        let first = zone.date(start);
        for day in 0..=last.days_since(first) {
            days.entry(first.plus_days(day)).or_default().push(item);
        }
    };
    let tonight = snapshot.today.plus_days(1).start_in(zone);
    for (at, facts) in snapshot.incidents.iter().enumerate() {
        let end = facts.end.unwrap_or(tonight);
        add(
            facts.incident.details.started,
            end,
            HistoryItem::Incident(at),
        );
    }
    for (at, facts) in snapshot.maintenance.iter().enumerate() {
        let start = facts.history_date();
        let end = match facts.started {
            Some(_) => facts.ended.unwrap_or(tonight),
            None => start,
        };
        if !facts.is_upcoming() {
            add(start, end, HistoryItem::Maintenance(at));
        }
    }
    for (at, notice) in snapshot.notices.iter().enumerate() {
        add(notice.published, notice.published, HistoryItem::Notice(at));
    }
    days
}
