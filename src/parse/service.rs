//! `internal/services.yaml` as written.

use serde::Deserialize;

use super::field::{Entries, Field, TextOrKeys};

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CatalogueDoc {
    /// The stages in the life of a service, in order.
    pub stages: Field<Vec<Field<String>>>,
    /// The production checklist.
    pub checklist: Field<Vec<Field<ItemDoc>>>,
    /// The services.
    pub services: Field<Vec<Field<ServiceDoc>>>,
    /// Whom to notify, one after the other.
    pub escalations: Field<Vec<Field<EscalationDoc>>>,
}

/// An item of the checklist.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ItemDoc {
    /// Permanent id.
    pub id: Field<String>,
    /// What must be so.
    pub text: Field<String>,
}

/// A service.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServiceDoc {
    /// Permanent id.
    pub id: Field<String>,
    /// Name, if it is not the id.
    pub name: Field<String>,
    /// What it does.
    pub description: Field<String>,
    /// The team that owns it.
    pub owner: Field<String>,
    /// Where it is in its life.
    pub stage: Field<String>,
    /// Since when.
    pub since: Field<String>,
    /// Components that it carries.
    pub components: Field<Vec<Field<String>>>,
    /// Where its code is.
    pub repository: Field<String>,
    /// What to do when it fails.
    pub runbook: Field<String>,
    /// Its escalation policy.
    pub escalation: Field<String>,
    /// The state of each item of the checklist.
    pub checklist: Field<Entries<TextOrKeys<WaiverDoc>>>,
}

/// Why an item need not be done.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WaiverDoc {
    /// The reason.
    pub waived: Field<String>,
    /// The last day on which that is accepted.
    pub until: Field<String>,
}

/// An escalation policy.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EscalationDoc {
    /// Permanent id.
    pub id: Field<String>,
    /// Its steps, the first one first.
    pub steps: Field<Vec<Field<StepDoc>>>,
}

/// A step of an escalation.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StepDoc {
    /// Who is notified: a role, never a person.
    pub notify: Field<String>,
    /// How long after the page.
    pub after: Field<String>,
}
