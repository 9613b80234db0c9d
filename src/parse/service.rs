//! `internal/services.yaml` as written.

use serde::Deserialize;

use super::given::{Entries, Given, TextOrKeys};

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CatalogueDoc {
    /// The stages in the life of a service, in order.
    pub stages: Given<Vec<Given<String>>>,
    /// The production checklist.
    pub checklist: Given<Vec<Given<ItemDoc>>>,
    /// The services.
    pub services: Given<Vec<Given<ServiceDoc>>>,
    /// Whom to notify, one after the other.
    pub escalations: Given<Vec<Given<EscalationDoc>>>,
}

/// An item of the checklist.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ItemDoc {
    /// Permanent id.
    pub id: Given<String>,
    /// What must be so.
    pub text: Given<String>,
}

/// A service.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServiceDoc {
    /// Permanent id.
    pub id: Given<String>,
    /// Name, if it is not the id.
    pub name: Given<String>,
    /// What it does.
    pub description: Given<String>,
    /// The team that owns it.
    pub owner: Given<String>,
    /// Where it is in its life.
    pub stage: Given<String>,
    /// Since when.
    pub since: Given<String>,
    /// Components that it carries.
    pub components: Given<Vec<Given<String>>>,
    /// Where its code is.
    pub repository: Given<String>,
    /// What to do when it fails.
    pub runbook: Given<String>,
    /// Its escalation policy.
    pub escalation: Given<String>,
    /// The state of each item of the checklist.
    pub checklist: Given<Entries<TextOrKeys<WaiverDoc>>>,
}

/// Why an item need not be done.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WaiverDoc {
    /// The reason.
    pub waived: Given<String>,
    /// The last day on which that is accepted.
    pub until: Given<String>,
}

/// An escalation policy.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EscalationDoc {
    /// Permanent id.
    pub id: Given<String>,
    /// Its steps, the first one first.
    pub steps: Given<Vec<Given<StepDoc>>>,
}

/// A step of an escalation.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StepDoc {
    /// Who is notified: a role, never a person.
    pub notify: Given<String>,
    /// How long after the page.
    pub after: Given<String>,
}
