//! `incidents/*.yaml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::{Entries, Field, Required};
use super::leaf::{
    ComponentRef, ComponentStateWord, Duration, EntryRef, ErrorCodeRef, ImpactWord,
    IncidentStatusWord, Markdown, OldPath, Time, TimeOrUnknown, Url,
};

/// An incident.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct IncidentDoc {
    /// Short description of what customers notice.
    pub title: Required<String>,
    /// When customers were first affected. It can be earlier than the first update. A date alone if the time of day is not known.
    pub started: Required<Time>,
    /// When the team became aware of the problem.
    pub detected: Field<Time>,
    /// When the team declared the incident. The metrics of the internal site measure it.
    pub declared: Field<Time>,
    /// When the cause was repaired, which can be earlier or later than the end of the impact. The metrics of the internal site measure it.
    pub repaired: Field<Time>,
    /// When the impact ended, if that was before the `resolved` update. A date alone or `unknown` if it is not known.
    pub ended: Field<TimeOrUnknown>,
    /// Impact of the incident. Without it, the worst component state decides. `none` if customers did not notice it.
    pub impact: Field<ImpactWord>,
    /// State of each affected component from `started` until an update changes it.
    pub components: Field<Entries<ComponentRef, ComponentStateWord>>,
    /// Links to further information.
    pub links: Field<Vec<Field<LinkDoc>>>,
    /// IDs of related incidents and maintenance.
    pub related: Field<Vec<Field<EntryRef>>>,
    /// Error codes that customers saw, from `support.yaml`.
    pub error_codes: Field<Vec<Field<ErrorCodeRef>>>,
    /// Old paths that redirect here, such as `/issues/42/`.
    pub aliases: Field<Vec<Field<OldPath>>>,
    /// If `true`, the file is not published.
    pub draft: Field<bool>,
    /// Updates for customers. They are ordered by time, regardless of their order in the file.
    pub updates: Required<Vec<Field<UpdateDoc>>>,
}

/// An update of an incident.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct UpdateDoc {
    /// Time that the update is about, with its zone. A date alone if the time of day is not known.
    pub at: Required<Time>,
    /// Permanent ID in feeds. Needed only for a second update in the same minute or after correcting `at`.
    pub id: Field<String>,
    /// When the update was published, if much later than `at`. Feeds use this date. `unknown` if nobody knows it.
    pub posted: Field<TimeOrUnknown>,
    /// When the text was corrected. The publication date stays the same.
    pub edited: Field<Time>,
    /// Status of the incident from this update on. Without it, the status does not change.
    pub status: Field<IncidentStatusWord>,
    /// Text that is shown instead of the status.
    pub label: Field<String>,
    /// Component states that change with this update. `resolved` sets every component to `operational`.
    pub components: Field<Entries<ComponentRef, ComponentStateWord>>,
    /// Text for customers. A newline is a line break.
    pub text: Required<Markdown>,
    /// Time within which you commit to the next update. It is shown to customers and checked.
    pub next_update: Field<Duration>,
}

/// A link to further information.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct LinkDoc {
    /// Absolute URL.
    pub url: Required<Url>,
    /// Link text. The default is the URL.
    pub text: Field<String>,
}
