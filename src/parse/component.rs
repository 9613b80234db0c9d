//! `components.yaml` as written.

use serde::Deserialize;

use super::field::Field;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BoardDoc {
    /// Groups, in the order in which they are shown.
    pub groups: Field<Vec<Field<GroupDoc>>>,
}

/// A group.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GroupDoc {
    /// Permanent id.
    pub id: Field<String>,
    /// Name.
    pub name: Field<String>,
    /// What it is.
    pub description: Field<String>,
    /// Its components.
    pub components: Field<Vec<Field<ComponentDoc>>>,
}

/// A component.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ComponentDoc {
    /// Permanent id.
    pub id: Field<String>,
    /// Name.
    pub name: Field<String>,
    /// What it does.
    pub description: Field<String>,
    /// First day with history.
    pub since: Field<String>,
    /// Day on which it leaves the board.
    pub retired: Field<String>,
    /// Ids that it once had.
    pub aliases: Field<Vec<Field<String>>>,
}
