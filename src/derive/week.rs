//! A week of the team: what went wrong, what was worked on, what is to come, and which post-mortems are owed.
//!
//! A week that is over is told as it stood at its end, so that what was once said of it stays as it was.

use super::incident::IncidentFacts;
use super::maintenance::MaintenanceFacts;
use crate::base::id::EntryId;
use crate::base::period::Period;
use crate::base::time::{Interval, Moment};
use crate::model::StatusLedger;
use crate::model::incident::Impact;
use crate::model::site::Policy;

/// One week.
#[derive(Clone, Debug)]
pub struct WeekFacts<'a> {
    /// Which.
    pub week: Period,
    /// The moment that it is told from: its end, or now while it goes on.
    pub until: Moment,
    /// Incidents that began or still went on in it, newest first.
    pub incidents: Vec<IncidentFacts<'a>>,
    /// Maintenance that was done in it or would have been, newest first.
    pub maintenance: Vec<MaintenanceFacts<'a>>,
    /// Maintenance that was still to come, soonest first.
    pub upcoming: Vec<MaintenanceFacts<'a>>,
    /// Post-mortems that were owed, the longest due first.
    pub owed: Vec<Owed<'a>>,
}

/// A post-mortem that is not there yet.
#[derive(Clone, Debug)]
pub struct Owed<'a> {
    /// The incident that it is owed for.
    pub incident: IncidentFacts<'a>,
    /// When it is due.
    pub due: Moment,
    /// Whether that has passed.
    pub late: bool,
}

impl<'a> WeekFacts<'a> {
    /// Derives what the team had before it in a week of the site's zone. `None` for a week that has not begun.
    #[must_use]
    pub fn of(ledger: &'a StatusLedger, week: Period, now: Moment) -> Option<WeekFacts<'a>> {
        let whole = week.interval(ledger.site.zone)?;
        let until = now.min(whole.end());
        let told = Interval::new(whole.start(), until)?;
        // What began in it, and what had begun before and was not over yet.
        let touches = |from: Moment, over: Option<Moment>| {
            told.contains(from) || (from < told.start() && over.is_none_or(|over| over > told.start()))
        };
        let mut incidents: Vec<_> = known(ledger, until).collect();
        incidents.retain(|one| touches(one.incident.started, one.end));
        incidents.sort_by_key(|one| std::cmp::Reverse((one.incident.started, &one.incident.id)));
        let all = ledger.maintenance.iter().filter_map(|one| MaintenanceFacts::at(one, until));
        let (mut upcoming, mut maintenance): (Vec<_>, Vec<_>) = all.partition(MaintenanceFacts::is_upcoming);
        maintenance.retain(|one| touches(one.date(), one.over));
        maintenance.sort_by_key(|one| std::cmp::Reverse((one.date(), &one.maintenance.id)));
        upcoming.sort_by_key(|one| (one.window, &one.maintenance.id));
        Some(WeekFacts { week, until, incidents, maintenance, upcoming, owed: owed(ledger, until) })
    }
}

/// When the post-mortem of an incident is due: one is owed for every major and critical incident that is over
/// and began under the promise.
#[must_use]
pub fn postmortem_due(facts: &IncidentFacts, policy: &Policy) -> Option<Moment> {
    let end = facts.end.filter(|_| facts.impact >= Impact::Major)?;
    Some(end.plus(policy.at(facts.incident.started)?.postmortem_due))
}

/// The post-mortems that are owed at a moment, the longest due first.
#[must_use]
pub fn owed(ledger: &StatusLedger, now: Moment) -> Vec<Owed<'_>> {
    let published = ledger.postmortems.iter().filter(|one| one.published <= now);
    let explained: Vec<&EntryId> = published.flat_map(|one| &one.incidents).collect();
    let unexplained = known(ledger, now).filter(|one| !explained.contains(&&one.incident.id));
    let mut owed: Vec<Owed> = unexplained
        .filter_map(|incident| {
            let due = postmortem_due(&incident, &ledger.site.policy)?;
            Some(Owed { incident, due, late: due < now })
        })
        .collect();
    owed.sort_by_key(|one| (one.due, &one.incident.incident.id));
    owed
}

fn known(ledger: &StatusLedger, now: Moment) -> impl Iterator<Item = IncidentFacts<'_>> {
    ledger.incidents.iter().filter_map(move |incident| IncidentFacts::at(incident, now))
}
