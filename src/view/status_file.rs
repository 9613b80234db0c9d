//! The file `status.json`: the status in one sentence.

use serde::Serialize;

#[derive(Clone, Debug, Serialize)]
pub struct StatusFile {
    /// The version of this form.
    pub version: u32,
    /// The status page.
    pub url: String,
    pub title: String,
    /// The most severe state of a component, as in content files: `operational` or `major_outage`.
    pub state: &'static str,
    /// The sentence at the top of the status page.
    pub text: String,
    pub open_incidents: usize,
    pub active_maintenance: usize,
    /// When something was last published or edited, or maintenance began or ended.
    pub last_change: Option<String>,
    /// When a maintenance window next begins or ends, or a promised update is due.
    pub next_change: Option<String>,
}
