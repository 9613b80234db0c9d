//! Front matter of `postmortems/*.md`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::{Field, OneOrMany, Required};
use super::leaf::{Day, EntryRef, TeamName, Time, Url};

/// Front matter of a post-mortem.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PostmortemDoc {
    /// ID of the incident, or a list of IDs.
    pub incident: Required<OneOrMany<EntryRef>>,
    /// Title. The default is the title of the incident.
    pub title: Field<String>,
    /// When it is published. It is not on the site before that.
    pub published: Required<Time>,
    /// Actions that prevent the incident from happening again.
    pub actions: Field<Vec<Field<ActionItemDoc>>>,
    /// If `true`, the file is not published.
    pub draft: Field<bool>,
}

/// An action of a post-mortem.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ActionItemDoc {
    /// Description of the action.
    pub what: Required<String>,
    /// Team that is responsible. Never name a person.
    pub owner: Field<TeamName>,
    /// Date by which the action must be done.
    pub due: Field<Day>,
    /// Date on which the action was done.
    pub done: Field<Day>,
    /// URL of the ticket or pull request.
    pub link: Field<Url>,
}
