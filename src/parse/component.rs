//! `components.yaml` as written.

use serde::Deserialize;

use super::given::Given;

/// The whole file.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BoardDoc {
    /// Groups, in the order in which they are shown.
    pub groups: Given<Vec<Given<GroupDoc>>>,
}

/// A group.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GroupDoc {
    /// Permanent id.
    pub id: Given<String>,
    /// Name.
    pub name: Given<String>,
    /// What it is.
    pub description: Given<String>,
    /// Its components.
    pub components: Given<Vec<Given<ComponentDoc>>>,
}

/// A component.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ComponentDoc {
    /// Permanent id.
    pub id: Given<String>,
    /// Name.
    pub name: Given<String>,
    /// What it does.
    pub description: Given<String>,
    /// First day with history.
    pub since: Given<String>,
    /// Day on which it leaves the board.
    pub retired: Given<String>,
    /// Ids that it once had.
    pub aliases: Given<Vec<Given<String>>>,
}
