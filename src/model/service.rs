//! The service catalogue: what runs, who owns it, where it is in its life, and what it still lacks.

use std::collections::BTreeMap;

use crate::base::id::{ComponentId, EscalationId, ItemId, ServiceId, StageId, TeamId};
use crate::base::time::{Date, Duration};

/// Everything in `services.yaml`.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// The stages in the life of a service, in order.
    pub stages: Vec<StageId>,
    /// The stage that the checklist is for.
    pub production: Option<StageId>,
    /// The production checklist, in the order of the file.
    pub checklist: Vec<ChecklistItem>,
    /// The services, in the order of the file.
    pub services: Vec<Service>,
    /// Policies that no service uses.
    pub unused_escalations: Vec<Escalation>,
}

impl Catalogue {
    /// Whether a service should keep the checklist: it is in production or on its way there.
    pub fn expects_checklist(&self, service: &Service) -> bool {
        let position = |wanted: &StageId| self.stages.iter().position(|stage| stage == wanted);
        match (
            self.production.as_ref().and_then(position),
            position(&service.stage),
        ) {
            (Some(production), Some(stage)) => stage <= production,
            _ => false,
        }
    }
}

/// An item of the production checklist.
#[derive(Clone, Debug)]
pub struct ChecklistItem {
    /// Permanent.
    pub id: ItemId,
    /// What must be so.
    pub text: String,
}

#[derive(Clone, Debug)]
pub struct Service {
    /// Permanent.
    pub id: ServiceId,
    /// May change.
    pub name: String,
    /// What it does.
    pub description: Option<String>,
    /// Who owns it.
    pub owner: Owner,
    /// One of the catalogue's stages.
    pub stage: StageId,
    /// Since when.
    pub since: Option<Date>,
    /// The stages before this one that have a first day, in order of time.
    pub earlier_stages: Vec<(StageId, Date)>,
    /// Components that it carries, under their present ids.
    pub components: Vec<ComponentId>,
    /// Where its code is.
    pub repository: Option<String>,
    /// What to do when it fails.
    pub runbook: Option<String>,
    /// Who is notified, one after the other.
    pub escalation: Option<Escalation>,
    /// What was said of items of the checklist. One of which nothing was said is missing.
    pub marks: BTreeMap<ItemId, ChecklistMark>,
}

impl Service {
    /// The stages that the service came into on a known day, in order of time.
    pub fn stage_moves(&self) -> impl Iterator<Item = (&StageId, Date)> {
        let earlier = self.earlier_stages.iter();
        earlier
            .map(|(stage, date)| (stage, *date))
            .chain(self.since.map(|date| (&self.stage, date)))
    }
}

/// The owner of something.
#[derive(Clone, Debug)]
pub struct Owner {
    pub name: String,
    /// The team, where teams are declared.
    pub team: Option<TeamId>,
}

/// What is said of an item of the checklist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChecklistMark {
    /// It is done, perhaps since a day.
    Done(Option<Date>),
    /// It is not.
    Missing,
    /// It need not be done.
    Waived {
        /// Why.
        reason: String,
        /// The last day on which that is accepted.
        until: Option<Date>,
    },
}

/// An escalation policy.
#[derive(Clone, Debug)]
pub struct Escalation {
    /// Permanent.
    pub id: EscalationId,
    /// In order of time.
    pub steps: Vec<EscalationStep>,
}

#[derive(Clone, Debug)]
pub struct EscalationStep {
    /// Who is notified.
    pub notify: String,
    /// How long after the page.
    pub after: Duration,
}
