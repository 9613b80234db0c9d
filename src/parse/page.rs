//! The front matter of `pages/*.md` as written.

use serde::Deserialize;

use super::field::Field;

/// The front matter.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PageDoc {
    /// Title.
    pub title: Field<String>,
    /// Place in the menu.
    pub order: Field<i64>,
    /// Whether it is in the menu.
    pub menu: Field<bool>,
    /// Not to be published yet.
    pub draft: Field<bool>,
}
