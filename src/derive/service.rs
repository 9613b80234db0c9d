//! The service catalog at a moment: the checklist and the components of each service.

use super::incident::IncidentFacts;
use super::snapshot::Snapshot;
use crate::base::id::ComponentId;
use crate::base::time::Date;
use crate::derive::component::ComponentFacts;
use crate::model::service::{Catalogue, ChecklistItem, ChecklistMark, Service};

/// A service at a moment.
#[derive(Clone, Debug)]
pub struct ServiceFacts<'s, 'a> {
    pub service: &'a Service,
    /// Every item of the checklist, in its order; none once the service is past production.
    pub checklist: Vec<(&'a ChecklistItem, ChecklistStatus<'a>)>,
    /// The components that it carries, in the order of the file, as the status page shows them.
    pub components: Vec<&'s ComponentFacts<'a>>,
    /// Open incidents of those components, newest first.
    pub incidents: Vec<&'s IncidentFacts<'a>>,
}

/// The state of an item of the checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChecklistStatus<'a> {
    /// Done, perhaps since a day.
    Done(Option<Date>),
    /// Waived: why, and until which day.
    Waived(&'a str, Option<Date>),
    /// The waiver has expired: its reason and its last day.
    WaiverExpired(&'a str, Date),
    Missing,
}

impl ChecklistStatus<'_> {
    pub fn is_gap(self) -> bool {
        matches!(
            self,
            ChecklistStatus::Missing | ChecklistStatus::WaiverExpired(..)
        )
    }
}

impl<'s, 'a> ServiceFacts<'s, 'a> {
    /// A service as it is at the snapshot's moment. What is dated later is not done yet.
    pub fn of(
        service: &'a Service,
        catalogue: &'a Catalogue,
        snapshot: &'s Snapshot<'a>,
    ) -> ServiceFacts<'s, 'a> {
        let standing = |item: &'a ChecklistItem| {
            (
                item,
                checklist_status(service.marks.get(&item.id), snapshot.today),
            )
        };
        let component = |id: &ComponentId| {
            let components = &snapshot.components;
            components.iter().find(|facts| facts.component.id == *id)
        };
        let carries = |facts: &&IncidentFacts| {
            service
                .components
                .iter()
                .any(|id| facts.state_intervals.contains_key(id))
        };
        ServiceFacts {
            service,
            checklist: catalogue
                .checklist
                .iter()
                .filter(|_| catalogue.expects_checklist(service))
                .map(standing)
                .collect(),
            components: service.components.iter().filter_map(component).collect(),
            incidents: snapshot.open_incidents().filter(carries).collect(),
        }
    }

    /// The items that are to be done.
    pub fn gaps(&self) -> impl Iterator<Item = &'a ChecklistItem> {
        self.checklist
            .iter()
            .filter(|(_, standing)| standing.is_gap())
            .map(|(item, _)| *item)
    }
}

fn checklist_status(mark: Option<&ChecklistMark>, today: Date) -> ChecklistStatus<'_> {
    match mark {
        None | Some(ChecklistMark::Missing) => ChecklistStatus::Missing,
        Some(ChecklistMark::Done(Some(date))) if *date > today => ChecklistStatus::Missing,
        Some(ChecklistMark::Done(date)) => ChecklistStatus::Done(*date),
        Some(ChecklistMark::Waived {
            reason,
            until: Some(until),
        }) if *until < today => ChecklistStatus::WaiverExpired(reason, *until),
        Some(ChecklistMark::Waived { reason, until }) => ChecklistStatus::Waived(reason, *until),
    }
}
