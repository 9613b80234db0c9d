//! The front matter of `notices/*.md` as written.

use serde::Deserialize;

use super::given::Given;

/// The front matter.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NoticeDoc {
    /// Title.
    pub title: Given<String>,
    /// When it was published.
    pub published: Given<String>,
    /// Until when it matters.
    pub until: Given<String>,
    /// Whether it stands on the status page.
    pub pin: Given<bool>,
    /// Components that it is about.
    pub components: Given<Vec<Given<String>>>,
    /// `feature`, `policy`, `survey`, `security` or `other`.
    pub kind: Given<String>,
    /// Old addresses.
    pub aliases: Given<Vec<Given<String>>>,
    /// Not to be published yet.
    pub draft: Given<bool>,
}
