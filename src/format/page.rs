//! Front matter of `pages/*.md`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::{Field, Required};

/// Front matter of a custom page.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PageDoc {
    /// Title.
    pub title: Required<String>,
    /// Position in the menu. Smaller numbers come first.
    pub order: Field<i64>,
    /// If `true`, the page is in the menu.
    pub menu: Field<bool>,
    /// If `true`, the file is not published.
    pub draft: Field<bool>,
}
