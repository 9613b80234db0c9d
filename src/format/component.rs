//! `components.yaml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::{Field, Required};
use super::leaf::{Day, Id};

/// Components in groups.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ComponentsDoc {
    /// Groups of components, in display order.
    pub groups: Required<Vec<Field<GroupDoc>>>,
}

/// A group of components.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct GroupDoc {
    /// Permanent ID: lowercase letters, digits and hyphens.
    pub id: Required<Id>,
    /// Name that customers see.
    pub name: Required<String>,
    /// Short description.
    pub description: Field<String>,
    /// Components of this group, in display order.
    pub components: Required<Vec<Field<ComponentDoc>>>,
}

/// A component.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ComponentDoc {
    /// ID, used in URLs and feeds: lowercase letters, digits and hyphens. If you change it, list the old one in `aliases`.
    pub id: Required<Id>,
    /// Name that customers see. It can change.
    pub name: Required<String>,
    /// What the component does for customers.
    pub description: Field<String>,
    /// First day with history.
    pub since: Field<Day>,
    /// Day from which the component is no longer on the status page. Its own page and history remain.
    pub retired: Field<Day>,
    /// Former IDs. Files can still use them.
    pub aliases: Field<Vec<Field<Id>>>,
}
