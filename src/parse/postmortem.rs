//! The front matter of `postmortems/*.md` as written.

use serde::Deserialize;

use super::given::{Given, OneOrMany};

/// The front matter.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PostmortemDoc {
    /// Id of an incident, or a list of them.
    pub incident: Given<OneOrMany<String>>,
    /// Its own title.
    pub title: Given<String>,
    /// When it was published.
    pub published: Given<String>,
    /// What is done about it.
    pub actions: Given<Vec<Given<ActionItemDoc>>>,
    /// Not to be published yet.
    pub draft: Given<bool>,
}

/// An action.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ActionItemDoc {
    /// What.
    pub what: Given<String>,
    /// By which team.
    pub owner: Given<String>,
    /// By when.
    pub due: Given<String>,
    /// Since when it is done.
    pub done: Given<String>,
    /// Where it can be followed.
    pub link: Given<String>,
}
