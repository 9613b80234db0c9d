//! When things began and last changed.

use std::collections::BTreeMap;

use crate::base::id::ComponentId;
use crate::base::time::Moment;
use crate::derive::snapshot::Snapshot;
use crate::derive::transitions::{
    component_change_times, history_start_or_today, site_last_modified,
};

/// All files share it, because it is made from the whole history.
pub(in crate::view::public) struct ChangeTimes<'a> {
    /// The start of what is known; clients take no missing time.
    pub(super) began: Moment,
    pub(super) changed: Moment,
    pub(super) components: BTreeMap<&'a ComponentId, Moment>,
}

impl<'a> ChangeTimes<'a> {
    pub(in crate::view::public) fn of(snapshot: &Snapshot<'a>) -> ChangeTimes<'a> {
        let began = history_start_or_today(snapshot);
        ChangeTimes {
            began,
            changed: site_last_modified(snapshot).unwrap_or(began),
            components: component_change_times(snapshot),
        }
    }
}
