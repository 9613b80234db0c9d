//! The public content at a moment.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::component::{ComponentEntries, ComponentFacts};
use super::entry::EntryFacts;
use super::incident::IncidentFacts;
use super::maintenance::MaintenanceFacts;
use crate::base::id::{ComponentId, EntryId};
use crate::base::time::{Date, Moment, Now};
use crate::model::StatusLedger;
use crate::model::component::{Group, State};
use crate::model::custom_page::CustomPage;
use crate::model::notice::Notice;
use crate::model::postmortem::Postmortem;
use crate::model::route;
use crate::model::site::Site;
use crate::model::static_file::StaticFile;
use crate::model::support::SupportGuide;

/// The status ledger at a moment. Content with a later date is left out.
#[derive(Clone, Debug)]
pub struct Snapshot<'a> {
    pub site: &'a Site,
    pub now: Moment,
    /// Its day in the site's zone.
    pub today: Date,
    /// The worst state of the board.
    pub overall_state: State,
    /// Groups with the components that are on the board.
    pub groups: Vec<GroupFacts<'a>>,
    /// Every component, retired ones included, in the order of the board.
    pub components: Vec<ComponentFacts<'a>>,
    /// By start, newest first.
    pub incidents: Vec<IncidentFacts<'a>>,
    /// By date, newest first.
    pub maintenance: Vec<MaintenanceFacts<'a>>,
    /// By publication, newest first.
    pub postmortems: Vec<&'a Postmortem>,
    /// By publication, newest first.
    pub notices: Vec<&'a Notice>,
    /// In the order of the menu.
    pub pages: Vec<&'a CustomPage>,
    pub support: Option<&'a SupportGuide>,
    /// Published as they are.
    pub static_files: &'a [StaticFile],
    /// Indices of incidents, then maintenance, in the order of their ids; made by the first search.
    by_id: OnceLock<Vec<usize>>,
    /// Post-mortems by the incident that they explain.
    postmortems_by_incident: HashMap<&'a EntryId, Vec<&'a Postmortem>>,
}

/// A group at a moment.
#[derive(Clone, Debug)]
pub struct GroupFacts<'a> {
    pub group: &'a Group,
    /// The worst state of its components.
    pub state: State,
    /// Positions of its components that are on the board.
    pub components: Vec<usize>,
}

/// Something that is dated later than the moment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScheduledPublication {
    /// When it will be there.
    pub at: Moment,
    pub address: String,
}

impl<'a> Snapshot<'a> {
    /// Derives everything from the ledger.
    pub fn of(ledger: &'a StatusLedger, Now(now): Now) -> Snapshot<'a> {
        let StatusLedger {
            site,
            board,
            incidents,
            maintenance,
            postmortems,
            notices,
            pages,
            support,
            static_files: files,
        } = ledger;
        let mut incidents: Vec<_> = incidents
            .par_iter()
            .filter_map(|incident| IncidentFacts::at(incident, now))
            .collect();
        incidents.sort_by_key(|facts| {
            std::cmp::Reverse((facts.incident.details.started, &facts.incident.id))
        });
        let mut maintenance: Vec<_> = maintenance
            .iter()
            .filter_map(|one| MaintenanceFacts::at(one, now))
            .collect();
        maintenance
            .sort_by_key(|facts| std::cmp::Reverse((facts.history_date(), &facts.maintenance.id)));
        let mut touched = entries_by_component(&incidents, &maintenance);
        let all = board.groups.iter().flat_map(|group| {
            group
                .components
                .iter()
                .map(move |component| (group, component))
        });
        let all: Vec<_> = all
            .map(|(group, one)| (group, one, touched.remove(&one.id).unwrap_or_default()))
            .collect();
        let lists = (incidents.as_slice(), maintenance.as_slice());
        let facts =
            |(group, one, touched)| ComponentFacts::new(one, group, touched, lists, (site, now));
        let components: Vec<ComponentFacts> = all.into_par_iter().map(facts).collect();
        let mut groups = Vec::new();
        let mut first = 0;
        for group in &board.groups {
            let after = first + group.components.len();
            let present: Vec<usize> = (first..after)
                .filter(|&at| components[at].present)
                .collect();
            let state = present
                .iter()
                .map(|&at| components[at].state)
                .max()
                .unwrap_or_default();
            groups.push(GroupFacts {
                group,
                state,
                components: present,
            });
            first = after;
        }
        let postmortems = newest_first(postmortems, |one| one.published, now);
        let mut explained: HashMap<&EntryId, Vec<&Postmortem>> = HashMap::new();
        for postmortem in &postmortems {
            for incident in &postmortem.incidents {
                explained.entry(incident).or_default().push(postmortem);
            }
        }
        Snapshot {
            site,
            now,
            today: site.zone.date(now),
            overall_state: groups
                .iter()
                .map(|group| group.state)
                .max()
                .unwrap_or_default(),
            groups,
            components,
            incidents,
            maintenance,
            postmortems,
            notices: newest_first(notices, |one| one.published, now),
            support: support.as_ref(),
            pages: pages.iter().map(Arc::as_ref).collect(),
            static_files: files,
            by_id: OnceLock::new(),
            postmortems_by_incident: explained,
        }
    }

    /// The components that are on the board, in its order.
    pub fn board(&self) -> impl Iterator<Item = &ComponentFacts<'a>> + Clone {
        let groups = self.groups.iter();
        groups.flat_map(|group| group.components.iter().map(|&at| &self.components[at]))
    }

    /// All incidents, then all maintenance, each in its own order.
    pub fn entries(&self) -> impl Iterator<Item = EntryFacts<'_, 'a>> {
        let incidents = self.incidents.iter().map(EntryFacts::Incident);
        incidents.chain(self.maintenance.iter().map(EntryFacts::Maintenance))
    }

    /// The incidents of a component, then its maintenance.
    pub fn entries_of<'s>(
        &'s self,
        component: &ComponentFacts,
    ) -> impl Iterator<Item = EntryFacts<'s, 'a>> + use<'s, 'a> {
        let incidents = component.incidents.clone().into_iter();
        let maintenance = component.maintenance.clone().into_iter();
        incidents
            .map(|at| EntryFacts::Incident(&self.incidents[at]))
            .chain(maintenance.map(|at| EntryFacts::Maintenance(&self.maintenance[at])))
    }

    /// When the last `days` days began, of which today is one.
    pub fn start_of_last_days(&self, days: u32) -> Moment {
        let first = self.today.plus_days(1 - i64::from(days));
        first.start_in(self.site.zone)
    }

    /// The entry with an id, if it is known at this moment.
    pub fn find_entry(&self, id: &EntryId) -> Option<EntryFacts<'_, 'a>> {
        let entry = |index: usize| match index.checked_sub(self.incidents.len()) {
            None => EntryFacts::Incident(&self.incidents[index]),
            Some(index) => EntryFacts::Maintenance(&self.maintenance[index]),
        };
        let by_id = self.by_id.get_or_init(|| {
            let count = self.incidents.len() + self.maintenance.len();
            let mut by_id: Vec<usize> = (0..count).collect();
            by_id.sort_by_key(|&index| entry(index).id());
            by_id
        });
        let first = by_id.partition_point(|&index| entry(index).id() < id);
        let found = by_id.get(first).map(|&index| entry(index));
        found.filter(|entry| entry.id() == id)
    }

    /// Incidents that still go on.
    pub fn open_incidents(&self) -> impl Iterator<Item = &IncidentFacts<'a>> {
        self.incidents.iter().filter(|incident| incident.is_open())
    }

    /// The post-mortems about an incident, newest first.
    pub fn postmortems_about(&self, id: &EntryId) -> &[&'a Postmortem] {
        self.postmortems_by_incident
            .get(id)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }
}

fn newest_first<T>(all: &[Arc<T>], date: impl Fn(&T) -> Moment, now: Moment) -> Vec<&T> {
    let mut known: Vec<&T> = all
        .iter()
        .map(Arc::as_ref)
        .filter(|one| date(one) <= now)
        .collect();
    known.sort_by_key(|one| std::cmp::Reverse(date(one)));
    known
}

fn entries_by_component<'f, 'a: 'f>(
    incidents: &'f [IncidentFacts<'a>],
    maintenance: &'f [MaintenanceFacts<'a>],
) -> BTreeMap<&'f ComponentId, ComponentEntries> {
    let mut touched: BTreeMap<&ComponentId, ComponentEntries> = BTreeMap::new();
    for (at, facts) in incidents.iter().enumerate() {
        for id in facts.state_intervals.keys() {
            touched.entry(id).or_default().incidents.push(at);
        }
    }
    for (at, facts) in maintenance.iter().enumerate() {
        for id in facts.components() {
            touched.entry(id).or_default().maintenance.push(at);
        }
    }
    touched
}

/// Content with a later date than the moment, soonest first.
pub fn scheduled_publications(ledger: &StatusLedger, Now(now): Now) -> Vec<ScheduledPublication> {
    let mut waiting = Vec::new();
    let mut add = |until: Moment, address: &dyn Fn() -> String| {
        if until > now {
            waiting.push(ScheduledPublication {
                at: until,
                address: address(),
            });
        }
    };
    for incident in &ledger.incidents {
        for update in &incident.updates {
            add(update.published(), &|| {
                format!(
                    "{}#{}",
                    route::INCIDENT.address(&incident.id),
                    update.id.as_str()
                )
            });
        }
    }
    for maintenance in &ledger.maintenance {
        for update in &maintenance.updates {
            add(update.published(), &|| {
                format!(
                    "{}#{}",
                    route::MAINTENANCE.address(&maintenance.id),
                    update.id.as_str()
                )
            });
        }
    }
    for postmortem in &ledger.postmortems {
        add(postmortem.published, &|| {
            route::POSTMORTEM.address(&postmortem.id)
        });
    }
    for notice in &ledger.notices {
        add(notice.published, &|| route::NOTICE.address(&notice.id));
    }
    waiting.sort();
    waiting
}
