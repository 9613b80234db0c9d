//! The front matter of `notices/*.md` as written.

use serde::Deserialize;

use super::field::Field;

/// The front matter.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NoticeDoc {
    /// Title.
    pub title: Field<String>,
    /// When it was published.
    pub published: Field<String>,
    /// Until when it matters.
    pub until: Field<String>,
    /// Whether it stands on the status page.
    pub pin: Field<bool>,
    /// Components that it is about.
    pub components: Field<Vec<Field<String>>>,
    /// `feature`, `policy`, `survey`, `security` or `other`.
    pub kind: Field<String>,
    /// Old addresses.
    pub aliases: Field<Vec<Field<String>>>,
    /// Not to be published yet.
    pub draft: Field<bool>,
}
