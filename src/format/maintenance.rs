//! `maintenance/*.yaml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::field::{Entries, Field, Required};
use super::incident::LinkDoc;
use super::leaf::{
    ComponentRef, ComponentStateWord, EntryRef, MaintenanceStatusWord, Markdown, OldPath, Time,
    TimeOrUnknown,
};

/// A maintenance window.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MaintenanceDoc {
    /// Short description of the work.
    pub title: Required<String>,
    /// Planned window. Updates record what actually happened.
    pub scheduled: Required<WindowDoc>,
    /// State of each affected component during the window.
    pub components: Field<Entries<ComponentRef, ComponentStateWord>>,
    /// Reason why the notice is shorter than `maintenance_notice` in `site.yaml`.
    pub urgent: Field<String>,
    /// Links to further information.
    pub links: Field<Vec<Field<LinkDoc>>>,
    /// IDs of related incidents and maintenance.
    pub related: Field<Vec<Field<EntryRef>>>,
    /// Old paths that redirect here.
    pub aliases: Field<Vec<Field<OldPath>>>,
    /// If `true`, the file is not published.
    pub draft: Field<bool>,
    /// Updates for customers. The first one is the announcement.
    pub updates: Required<Vec<Field<MaintenanceUpdateDoc>>>,
}

/// The time between a start and an end.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct WindowDoc {
    /// Start of the window.
    pub start: Required<Time>,
    /// End of the window. `unknown` if nobody knows it: then the maintenance ends with an update, and not by the clock.
    pub end: Required<TimeOrUnknown>,
}

/// An update of a maintenance window.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MaintenanceUpdateDoc {
    /// Time that the update is about, with its zone. A date alone if the time of day is not known.
    pub at: Required<Time>,
    /// Permanent ID in feeds. Needed only for a second update in the same minute or after correcting `at`.
    pub id: Field<String>,
    /// When the update was published, if much later than `at`. `unknown` if nobody knows it.
    pub posted: Field<TimeOrUnknown>,
    /// When the text was corrected.
    pub edited: Field<Time>,
    /// Status of the maintenance from this update on. Without it, the status does not change.
    pub status: Field<MaintenanceStatusWord>,
    /// Text that is shown instead of the status.
    pub label: Field<String>,
    /// Component states that change with this update.
    pub components: Field<Entries<ComponentRef, ComponentStateWord>>,
    /// New window, if the maintenance is rescheduled.
    pub scheduled: Field<WindowDoc>,
    /// Text for customers. A newline is a line break.
    pub text: Required<Markdown>,
}
