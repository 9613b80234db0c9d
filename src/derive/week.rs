//! A week of the team: what went wrong, what was worked on, what is to come, and which post-mortems are owed.
//!
//! A week that is over is told as it stood at its end, so that what was once said of it stays as it was.

use std::collections::HashMap;

use super::incident::IncidentFacts;
use super::maintenance::MaintenanceFacts;
use super::snapshot::Snapshot;
use crate::base::id::EntryId;
use crate::base::period::Period;
use crate::base::time::{Interval, Moment};
use crate::model::incident::{Impact, Incident};
use crate::model::site::Policy;

/// As many post-mortems that are owed are named.
const OWED: usize = 10;

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
    /// The post-mortems that were owed and came due last, the longest due first.
    pub owed: Vec<Owed<'a>>,
    /// How many were due for longer than those.
    pub owed_longer: usize,
}

/// A post-mortem that is not there yet.
#[derive(Clone, Debug)]
pub struct Owed<'a> {
    /// The incident that it is owed for.
    pub incident: &'a Incident,
    /// When it is due.
    pub due: Moment,
    /// Whether that has passed.
    pub late: bool,
}

impl<'a> WeekFacts<'a> {
    /// Derives what the team had before it in a week of the site's zone. `None` for a week that has not begun.
    #[must_use]
    pub fn of(snapshot: &Snapshot<'a>, week: Period) -> Option<WeekFacts<'a>> {
        let whole = week.interval(snapshot.site.zone)?;
        let until = snapshot.now.min(whole.end());
        let told = Interval::new(whole.start(), until)?;
        // What began in it, and what had begun before and was not over yet.
        let touches = |from: Moment, over: Option<Moment>| {
            told.contains(from) || (from < told.start() && over.is_none_or(|over| over > told.start()))
        };
        // Most of a long history is past, and need not be told anew for each week.
        let incidents = snapshot.incidents.iter().filter(|one| !past(one, told.start()));
        let incidents = incidents.filter_map(|one| IncidentFacts::at(one.incident, until));
        let incidents = incidents.filter(|one| touches(one.incident.started, one.end)).collect();
        let all = snapshot.maintenance.iter().filter(|one| !done(one, told.start()));
        let all = all.filter_map(|one| MaintenanceFacts::at(one.maintenance, until));
        let (mut upcoming, mut maintenance): (Vec<_>, Vec<_>) = all.partition(MaintenanceFacts::is_upcoming);
        maintenance.retain(|one| touches(one.date(), one.over));
        maintenance.sort_by_key(|one| std::cmp::Reverse((one.date(), &one.maintenance.id)));
        upcoming.sort_by_key(|one| (one.window, &one.maintenance.id));
        let mut owed = owed(snapshot, until);
        let owed_longer = owed.len().saturating_sub(OWED);
        owed.drain(..owed_longer);
        Some(WeekFacts { week, until, incidents, maintenance, upcoming, owed, owed_longer })
    }
}

/// Whether an incident was over at a moment and nothing was said of it later.
fn past(facts: &IncidentFacts, moment: Moment) -> bool {
    facts.end.is_some_and(|end| end <= moment) && facts.updates.iter().all(|update| update.published() <= moment)
}

/// Whether a maintenance was over at a moment, or cancelled with its day past, and nothing was said of it later.
fn done(facts: &MaintenanceFacts, moment: Moment) -> bool {
    facts.over.is_some_and(|over| over <= moment)
        && facts.date() < moment
        && facts.updates.iter().all(|update| update.published() <= moment)
}

/// When the post-mortem of an incident is due: one is owed for every major and critical incident that is over
/// and began under the promise.
#[must_use]
pub fn postmortem_due(facts: &IncidentFacts, policy: &Policy) -> Option<Moment> {
    let end = facts.end.filter(|_| facts.impact >= Impact::Major)?;
    Some(end.plus(policy.at(facts.incident.started)?.postmortem_due))
}

/// The post-mortems that were owed at a moment before that of the snapshot, the longest due first.
fn owed<'a>(snapshot: &Snapshot<'a>, moment: Moment) -> Vec<Owed<'a>> {
    let mut explained: HashMap<&EntryId, Moment> = HashMap::new();
    for postmortem in &snapshot.postmortems {
        for id in &postmortem.incidents {
            let first = explained.entry(id).or_insert(postmortem.published);
            *first = postmortem.published.min(*first);
        }
    }
    let unexplained = |one: &IncidentFacts| explained.get(&one.incident.id).is_none_or(|first| *first > moment);
    let due = |one: &IncidentFacts<'a>| match past(one, moment) {
        true => postmortem_due(one, &snapshot.site.policy),
        false => postmortem_due(&IncidentFacts::at(one.incident, moment)?, &snapshot.site.policy),
    };
    let begun = snapshot.incidents.iter().filter(|one| one.incident.started <= moment && unexplained(one));
    let mut owed: Vec<Owed> =
        begun.filter_map(|one| due(one).map(|due| Owed { incident: one.incident, due, late: due < moment })).collect();
    owed.sort_by_key(|one| (one.due, &one.incident.id));
    owed
}
