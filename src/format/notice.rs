//! Front matter of `notices/*.md`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::{Field, Required};
use super::leaf::{ComponentRef, NoticeKindWord, OldPath, Time};

/// Front matter of a notice.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NoticeDoc {
    /// Title.
    pub title: Required<String>,
    /// When it is published. It is not on the site before that.
    pub published: Required<Time>,
    /// When the notice expires. A date alone is the start of that day.
    pub until: Field<Time>,
    /// If `true`, the notice is also on the status page.
    pub pin: Field<bool>,
    /// Components that the notice is about.
    pub components: Field<Vec<Field<ComponentRef>>>,
    /// Kind of notice.
    pub kind: Field<NoticeKindWord>,
    /// Old paths that redirect here.
    pub aliases: Field<Vec<Field<OldPath>>>,
    /// If `true`, the file is not published.
    pub draft: Field<bool>,
}
