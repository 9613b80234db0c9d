//! The front matter of `pages/*.md` as written.

use serde::Deserialize;

use super::given::Given;

/// The front matter.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageDoc {
    /// Title.
    pub title: Given<String>,
    /// Place in the menu.
    pub order: Given<i64>,
    /// Whether it is in the menu.
    pub menu: Given<bool>,
    /// Not to be published yet.
    pub draft: Given<bool>,
}
