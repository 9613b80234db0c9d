//! `internal/services.yaml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::{Entries, Field, Required, TextOrKeys};
use super::leaf::{ComponentRef, Day, Delay, Id, OwnerRef, Url};

/// The service catalog.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ServicesDoc {
    /// Lifecycle stages, in order. The default is prototype, development, production, deprecated, deactivated, sunset.
    pub stages: Field<Vec<Field<Id>>>,
    /// Last stage in which services need the checklist. The default is `production`; set this key if your own `stages:` has no stage with that name.
    pub production_stage: Field<String>,
    /// Production checklist.
    pub checklist: Field<Vec<Field<ChecklistItemDoc>>>,
    /// Services.
    pub services: Required<Vec<Field<ServiceDoc>>>,
    /// Escalation policies.
    pub escalations: Field<Vec<Field<EscalationDoc>>>,
}

/// An item of the production checklist.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChecklistItemDoc {
    /// Permanent ID: lowercase letters, digits and hyphens.
    pub id: Required<Id>,
    /// Requirement that a service must meet to be ready for production.
    pub text: Required<String>,
}

/// A service.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ServiceDoc {
    /// Permanent ID: lowercase letters, digits and hyphens.
    pub id: Required<Id>,
    /// Name. The default is the ID.
    pub name: Field<String>,
    /// What the service does.
    pub description: Field<String>,
    /// Team that owns the service.
    pub owner: Required<OwnerRef>,
    /// Lifecycle stage of the service.
    pub stage: Required<String>,
    /// First day in this stage.
    pub since: Field<Day>,
    /// First day in each earlier stage, such as `{ development: 2013-02-01 }`, so that the digests of earlier weeks still show that the service changed its stage.
    pub earlier_stages: Field<Entries<String, Day>>,
    /// Components of the status page that depend on the service.
    pub components: Field<Vec<Field<ComponentRef>>>,
    /// URL of the source code.
    pub repository: Field<Url>,
    /// URL of the runbook.
    pub runbook: Field<Url>,
    /// ID of the escalation policy.
    pub escalation: Field<String>,
    /// For each checklist item, by its ID: `true`, `false`, the date on which it was done, or a waiver.
    pub checklist: Field<Entries<String, TextOrKeys<WaiverDoc>>>,
}

/// A reason why a checklist item does not apply.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WaiverDoc {
    /// Reason why the requirement does not apply.
    pub waived: Required<String>,
    /// Last day on which the waiver is accepted.
    pub until: Field<Day>,
}

/// An escalation policy.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EscalationDoc {
    /// Permanent ID: lowercase letters, digits and hyphens.
    pub id: Required<Id>,
    /// Steps, in order.
    pub steps: Required<Vec<Field<EscalationStepDoc>>>,
}

/// A step of an escalation policy.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct EscalationStepDoc {
    /// Role that is notified. Never name a person.
    pub notify: Required<String>,
    /// Time after the alert, such as `10m`.
    pub after: Required<Delay>,
}
