//! The week of a team: incidents, maintenance, upcoming work, and post-mortems that are due.
//!
//! A week that is over is reported as of its end, so that its report does not change later.

use std::collections::HashMap;

use super::incident::IncidentFacts;
use super::maintenance::MaintenanceFacts;
use super::snapshot::Snapshot;
use crate::base::id::EntryId;
use crate::base::period::Period;
use crate::base::time::{Date, Interval, Moment};
use crate::model::incident::{Impact, Incident};
use crate::model::postmortem::{ActionItem, Postmortem};
use crate::model::site::Policy;

/// So many due post-mortems are listed.
const MAX_DUE_LISTED: usize = 10;

#[derive(Clone, Debug)]
pub struct WeekFacts<'a> {
    pub week: Period,
    /// The moment of the report: the end of the week, or now.
    pub until: Moment,
    /// Incidents that began or still went on in it, newest first.
    pub incidents: Vec<IncidentFacts<'a>>,
    /// Maintenance that was done in it or would have been, newest first.
    pub maintenance: Vec<MaintenanceFacts<'a>>,
    /// Maintenance that was still to come, soonest first.
    pub upcoming: Vec<MaintenanceFacts<'a>>,
    /// The newest of the due post-mortems, the longest due first.
    pub due_postmortems: Vec<DuePostmortem<'a>>,
    /// How many were due for longer than those.
    pub older_due_count: usize,
    /// Actions of post-mortems that were not done and overdue, or due in the week after; the longest due first.
    pub due_actions: Vec<DueAction<'a>>,
}

/// An action that was not done.
#[derive(Clone, Debug)]
pub struct DueAction<'a> {
    pub postmortem: &'a Postmortem,
    pub action: &'a ActionItem,
    pub due: Date,
    pub is_overdue: bool,
}

/// A post-mortem that is not there yet.
#[derive(Clone, Debug)]
pub struct DuePostmortem<'a> {
    pub incident: &'a Incident,
    pub due: Moment,
    /// Whether that has passed.
    pub is_overdue: bool,
}

/// Milestones of incidents and maintenance, in the order of the snapshot. They are computed once for all weeks, so that each week can skip
/// the past entries of a long history.
#[derive(Clone, Debug)]
pub struct WeekIndex {
    incidents: Vec<IncidentMilestones>,
    /// For each incident the time when it and all earlier ones were settled; `None` while one is open.
    all_settled_at: Vec<Option<Moment>>,
    /// Places of those that a post-mortem is due for.
    needing_postmortem: Vec<usize>,
    /// When each maintenance was over and its last update was published.
    maintenance_settled_at: Vec<Option<Moment>>,
}

#[derive(Clone, Copy, Debug)]
struct IncidentMilestones {
    /// When it was over and its last update was published; `None` while it is open.
    settled_at: Option<Moment>,
    /// When its post-mortem is due, as far as is known now.
    postmortem_due: Option<Moment>,
    /// When the first post-mortem of it was published.
    explained_at: Option<Moment>,
}

impl WeekIndex {
    /// Gathers them.
    pub fn of(snapshot: &Snapshot) -> WeekIndex {
        let mut explained: HashMap<&EntryId, Moment> = HashMap::new();
        for postmortem in &snapshot.postmortems {
            for id in &postmortem.incidents {
                let first = explained.entry(id).or_insert(postmortem.published);
                *first = postmortem.published.min(*first);
            }
        }
        let incident = |one: &IncidentFacts| IncidentMilestones {
            settled_at: one.end.and_then(|end| {
                one.updates
                    .iter()
                    .map(|update| update.published())
                    .chain([end])
                    .max()
            }),
            postmortem_due: postmortem_due(one, &snapshot.site.policy),
            explained_at: explained.get(&one.incident.id).copied(),
        };
        // A cancelled one is listed in the week of its window.
        let maintenance = |one: &MaintenanceFacts| {
            let published = one.updates.iter().map(|update| update.published());
            one.ended
                .and_then(|over| published.chain([over, one.history_date()]).max())
        };
        let incidents: Vec<IncidentMilestones> = snapshot.incidents.iter().map(incident).collect();
        let mut last = Some(Moment::EPOCH);
        let mut lasting: Vec<Option<Moment>> = Vec::with_capacity(incidents.len());
        for milestones in incidents.iter().rev() {
            last = last
                .zip(milestones.settled_at)
                .map(|(one, other)| one.max(other));
            lasting.push(last);
        }
        lasting.reverse();
        let owing = incidents
            .iter()
            .enumerate()
            .filter(|(_, milestones)| milestones.postmortem_due.is_some());
        WeekIndex {
            needing_postmortem: owing.map(|(place, _)| place).collect(),
            incidents,
            all_settled_at: lasting,
            maintenance_settled_at: snapshot.maintenance.iter().map(maintenance).collect(),
        }
    }

    /// The incidents that had begun by a moment and were settled late enough or not yet, newest first.
    fn ongoing<'s, 'a>(
        &'s self,
        snapshot: &'s Snapshot<'a>,
        begun: Moment,
        late: impl Fn(Moment) -> bool + Copy + 's,
    ) -> impl Iterator<Item = (&'s IncidentFacts<'a>, &'s IncidentMilestones)> {
        let first = snapshot
            .incidents
            .partition_point(|one| one.incident.details.started > begun);
        let lasting = self.all_settled_at[first..]
            .iter()
            .take_while(move |past| past.is_none_or(late));
        let all = lasting.zip(
            snapshot.incidents[first..]
                .iter()
                .zip(&self.incidents[first..]),
        );
        all.map(|(_, incident)| incident)
            .filter(move |(_, milestones)| milestones.settled_at.is_none_or(late))
    }
}

impl<'a> WeekFacts<'a> {
    /// The facts of a week in the site's zone. `None` for a week that has not begun. `index` is of the same snapshot.
    pub fn of(snapshot: &Snapshot<'a>, index: &WeekIndex, week: Period) -> Option<WeekFacts<'a>> {
        let whole = week.interval(snapshot.site.zone)?;
        let until = snapshot.now.min(whole.end());
        let covered = Interval::new(whole.start(), until)?;
        // Entries that began in the week, and earlier ones that were not over yet.
        let touches = |from: Moment, over: Option<Moment>| {
            covered.contains(from)
                || (from < covered.start() && over.is_none_or(|over| over > covered.start()))
        };
        let late = |past: Moment| past >= covered.start();
        let incidents = index.ongoing(snapshot, until, late);
        let incidents = incidents.filter_map(|(one, _)| IncidentFacts::at(one.incident, until));
        let incidents = incidents
            .filter(|one| touches(one.incident.details.started, one.end))
            .collect();
        let all = snapshot
            .maintenance
            .iter()
            .zip(&index.maintenance_settled_at)
            .filter(|(_, past)| past.is_none_or(late));
        let all = all.filter_map(|(one, _)| MaintenanceFacts::at(one.maintenance, until));
        let (mut upcoming, mut maintenance): (Vec<_>, Vec<_>) =
            all.partition(MaintenanceFacts::is_upcoming);
        maintenance.retain(|one| touches(one.history_date(), one.ended));
        maintenance.sort_by_key(|one| std::cmp::Reverse((one.history_date(), &one.maintenance.id)));
        upcoming.sort_by_key(|one| (one.window, &one.maintenance.id));
        let mut postmortems = due_postmortems(snapshot, index, until);
        let owed_longer = postmortems.len().saturating_sub(MAX_DUE_LISTED);
        postmortems.drain(..owed_longer);
        Some(WeekFacts {
            week,
            until,
            incidents,
            maintenance,
            upcoming,
            due_postmortems: postmortems,
            older_due_count: owed_longer,
            due_actions: due_actions(snapshot, week, until),
        })
    }
}

/// The actions that were overdue at a moment, or due in the week after.
fn due_actions<'a>(snapshot: &Snapshot<'a>, week: Period, moment: Moment) -> Vec<DueAction<'a>> {
    let zone = snapshot.site.zone;
    let today = zone.date(moment).min(week.last());
    let postmortems = snapshot.postmortems.iter().copied();
    let published = postmortems.filter(|postmortem| postmortem.published <= moment);
    let due = |postmortem: &'a Postmortem, action: &'a ActionItem| {
        let due = action.due.filter(|due| *due <= today.plus_days(7))?;
        let is_done = action.done.is_some_and(|done| done <= today);
        (!is_done).then_some(DueAction {
            postmortem,
            action,
            due,
            is_overdue: due.plus_days(1).start_in(zone) <= moment,
        })
    };
    let mut all: Vec<DueAction> = published
        .flat_map(|postmortem| {
            let actions = postmortem.actions.iter();
            actions.filter_map(move |action| due(postmortem, action))
        })
        .collect();
    all.sort_by_key(|one| one.due);
    all
}

/// When the post-mortem of an incident is due: one is due for every major and critical incident that is over and began under the policy.
pub fn postmortem_due(facts: &IncidentFacts, policy: &Policy) -> Option<Moment> {
    let end = facts.end.filter(|_| facts.impact >= Impact::Major)?;
    Some(
        end.plus(
            policy
                .in_force_at(facts.incident.details.started)?
                .postmortem_due,
        ),
    )
}

/// The post-mortems that were due at an earlier moment than that of the snapshot, the longest due first.
fn due_postmortems<'a>(
    snapshot: &Snapshot<'a>,
    index: &WeekIndex,
    moment: Moment,
) -> Vec<DuePostmortem<'a>> {
    let unexplained = |milestones: &IncidentMilestones| {
        milestones
            .explained_at
            .is_none_or(|explained| explained > moment)
    };
    let past = index
        .needing_postmortem
        .iter()
        .map(|&place| (&snapshot.incidents[place], &index.incidents[place]));
    let past = past.filter(|(one, milestones)| {
        one.incident.details.started <= moment
            && milestones.settled_at.is_some_and(|past| past <= moment)
            && unexplained(milestones)
    });
    let past =
        past.filter_map(|(one, milestones)| Some((one.incident, milestones.postmortem_due?)));
    // For the others, the facts at that moment count.
    let others = index
        .ongoing(snapshot, moment, |past| past > moment)
        .filter(|(_, milestones)| unexplained(milestones));
    let others = others.filter_map(|(one, _)| {
        let due = postmortem_due(
            &IncidentFacts::at(one.incident, moment)?,
            &snapshot.site.policy,
        )?;
        Some((one.incident, due))
    });
    let due = past.chain(others);
    let mut postmortems: Vec<DuePostmortem> = due
        .map(|(incident, due)| DuePostmortem {
            incident,
            due,
            is_overdue: due < moment,
        })
        .collect();
    postmortems.sort_by_key(|one| (one.due, &one.incident.id));
    postmortems
}
