//! Changes that happen without an edit: windows, promises, and content with a later date.

use std::collections::BTreeSet;

use super::incident::IncidentFacts;
use super::maintenance::MaintenanceFacts;
use super::snapshot::scheduled_publications;
use super::week::postmortem_due;
use crate::base::time::{Date, Duration, Moment, Now};
use crate::model::StatusLedger;
use crate::model::component::Component;
use crate::model::incident::Incident;
use crate::model::maintenance::{Maintenance, MaintenanceStatus};
use crate::model::notice::Notice;

/// A change at a moment.
#[derive(Clone, Debug)]
pub struct UpcomingChange<'a> {
    pub at: Moment,
    pub event: UpcomingEvent<'a>,
}

#[derive(Clone, Debug)]
pub enum UpcomingEvent<'a> {
    /// Content with a later date is published.
    Appears(String),
    /// A maintenance enters a phase.
    Phase(&'a Maintenance, MaintenanceStatus),
    /// A maintenance overruns its window.
    Overrun(&'a Maintenance),
    /// An incident is over, as its file says.
    IncidentEnd(&'a Incident),
    /// A promised update is due.
    NextUpdateDue(&'a Incident),
    /// A promised post-mortem is due.
    PostmortemDue(&'a Incident),
    /// A notice expires; a pinned one leaves the status page.
    Expires(&'a Notice),
    /// A component is added to the status page.
    ComponentAdded(&'a Component),
    /// A component is removed from the status page.
    ComponentRetired(&'a Component),
    /// A new day begins for every component.
    NextDay(Date),
}

const ONE_SECOND_BEFORE: Duration = Duration::seconds(-1);

/// Everything that the clock will change after a moment, soonest first; of days only the next one.
pub fn upcoming_changes(ledger: &StatusLedger, now: Now) -> Vec<UpcomingChange<'_>> {
    let after = |at: &Moment| *at > now.0;
    let mut coming: Vec<UpcomingChange> = scheduled_publications(ledger, now)
        .into_iter()
        .map(|one| UpcomingChange {
            at: one.at,
            event: UpcomingEvent::Appears(one.address),
        })
        .collect();
    for maintenance in &ledger.maintenance {
        coming.extend(maintenance_changes(maintenance).filter(|one| after(&one.at)));
    }
    for incident in &ledger.incidents {
        coming.extend(
            incident_changes(incident, ledger)
                .into_iter()
                .filter(|one| after(&one.at)),
        );
    }
    for notice in &ledger.notices {
        let until = notice
            .until
            .filter(after)
            .filter(|until| *until > notice.published);
        coming.extend(until.map(|until| UpcomingChange {
            at: until,
            event: UpcomingEvent::Expires(notice),
        }));
    }
    let zone = ledger.site.zone;
    for component in ledger.board.components() {
        let joins = component.since.map(|day| UpcomingChange {
            at: day.start_in(zone),
            event: UpcomingEvent::ComponentAdded(component),
        });
        let leaves = component.retired.map(|day| UpcomingChange {
            at: day.start_in(zone),
            event: UpcomingEvent::ComponentRetired(component),
        });
        coming.extend(joins.into_iter().chain(leaves).filter(|one| after(&one.at)));
    }
    let tomorrow = zone.date(now.0).plus_days(1);
    coming.push(UpcomingChange {
        at: tomorrow.start_in(zone),
        event: UpcomingEvent::NextDay(tomorrow),
    });
    coming.sort_by_key(|one| one.at);
    coming
}

/// The next moment at which the clock changes the site: tomorrow at the latest.
pub fn next_change(ledger: &StatusLedger, now: Now) -> Moment {
    let first = upcoming_changes(ledger, now).into_iter().next();
    first.map_or(now.0, |one| one.at)
}

/// The moments at which the clock moves a maintenance on. What a post moves is none of them.
fn maintenance_changes(maintenance: &Maintenance) -> impl Iterator<Item = UpcomingChange<'_>> {
    let moved = maintenance
        .updates
        .iter()
        .filter_map(|update| update.new_window());
    let windows = std::iter::once(maintenance.details.scheduled).chain(moved);
    let edges: BTreeSet<Moment> = windows
        .flat_map(|window| [Some(window.start), window.end])
        .flatten()
        .collect();
    let posted = |at: &Moment| {
        maintenance
            .updates
            .iter()
            .any(|update| update.published() == *at)
    };
    edges
        .into_iter()
        .filter(move |at| !posted(at))
        .filter_map(|at| {
            let before = MaintenanceFacts::at(maintenance, at.plus(ONE_SECOND_BEFORE))?;
            let then = MaintenanceFacts::at(maintenance, at)?;
            let event = match (
                then.phase != before.phase,
                then.overrunning != before.overrunning,
            ) {
                (true, _) => UpcomingEvent::Phase(maintenance, then.phase),
                (false, true) => UpcomingEvent::Overrun(maintenance),
                (false, false) => return None,
            };
            Some(UpcomingChange { at, event })
        })
}

fn incident_changes<'a>(
    incident: &'a Incident,
    ledger: &'a StatusLedger,
) -> Vec<UpcomingChange<'a>> {
    let mut coming = Vec::new();
    let open_until = |at: Moment| {
        let before = IncidentFacts::at(incident, at.plus(ONE_SECOND_BEFORE));
        before.is_some_and(|facts| facts.is_open())
    };
    let resolved = |at: Moment| {
        incident
            .updates
            .iter()
            .any(|update| update.published() == at)
    };
    let ended = incident
        .details
        .ended
        .filter(|at| !resolved(*at) && open_until(*at));
    let ended =
        ended.filter(|at| IncidentFacts::at(incident, *at).is_some_and(|facts| !facts.is_open()));
    coming.extend(ended.map(|at| UpcomingChange {
        at,
        event: UpcomingEvent::IncidentEnd(incident),
    }));
    for update in &incident.updates {
        let promise = update
            .next_update()
            .map(|within| update.published().plus(within));
        let kept = |at: &Moment| {
            IncidentFacts::at(incident, *at).and_then(|facts| facts.next_update_due()) == Some(*at)
        };
        coming.extend(promise.filter(kept).map(|at| UpcomingChange {
            at,
            event: UpcomingEvent::NextUpdateDue(incident),
        }));
    }
    coming.extend(promise_due(incident, ledger).map(|at| UpcomingChange {
        at,
        event: UpcomingEvent::PostmortemDue(incident),
    }));
    coming
}

/// When a post-mortem is due that is not published by then.
fn promise_due(incident: &Incident, ledger: &StatusLedger) -> Option<Moment> {
    let last = incident
        .updates
        .iter()
        .map(|update| update.published())
        .max()?;
    let facts = IncidentFacts::at(incident, last.max(incident.details.ended.unwrap_or(last)))?;
    let due = postmortem_due(&facts, &ledger.site.policy)?;
    let mut about = ledger
        .postmortems
        .iter()
        .filter(|one| one.incidents.contains(&incident.id));
    about.all(|one| one.published > due).then_some(due)
}
