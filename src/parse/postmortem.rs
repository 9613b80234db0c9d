//! The front matter of `postmortems/*.md` as written.

use serde::Deserialize;

use super::field::{Field, OneOrMany};

/// The front matter.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PostmortemDoc {
    /// Id of an incident, or a list of them.
    pub incident: Field<OneOrMany<String>>,
    /// Its own title.
    pub title: Field<String>,
    /// When it was published.
    pub published: Field<String>,
    /// What is done about it.
    pub actions: Field<Vec<Field<ActionItemDoc>>>,
    /// Not to be published yet.
    pub draft: Field<bool>,
}

/// An action.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ActionItemDoc {
    /// What.
    pub what: Field<String>,
    /// By which team.
    pub owner: Field<String>,
    /// By when.
    pub due: Field<String>,
    /// Since when it is done.
    pub done: Field<String>,
    /// Where it can be followed.
    pub link: Field<String>,
}
