//! Components of the product, in groups, and the states that they can be in.

use std::collections::BTreeMap;

use crate::base::id::{ComponentId, GroupId};
use crate::base::time::Date;
use crate::base::vocabulary::words;

words! {
    "component state";
    /// The state of a component. The order is from best to worst, so that the worst of several is their maximum.
    pub enum State {
        /// Works.
        Operational = "operational",
        /// Worked on, as announced.
        UnderMaintenance = "under_maintenance",
        /// Slow, or failing now and then.
        DegradedPerformance = "degraded_performance",
        /// Out for some.
        PartialOutage = "partial_outage",
        /// Out.
        MajorOutage = "major_outage",
    }
}

impl Default for State {
    /// The best of all states, so that the worst of nothing is fine.
    fn default() -> State {
        State::Operational
    }
}

impl State {
    /// Worse than fine, and not because of maintenance.
    pub fn is_trouble(self) -> bool {
        self >= State::DegradedPerformance
    }
}

/// States of components by id.
pub type States = BTreeMap<ComponentId, State>;

/// All groups, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Board {
    pub groups: Vec<Group>,
}

/// Components that belong together.
#[derive(Clone, Debug)]
pub struct Group {
    pub id: GroupId,
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// Its components, in the order of the file.
    pub components: Vec<Component>,
}

/// A part of the product that customers know.
#[derive(Clone, Debug)]
pub struct Component {
    pub id: ComponentId,
    pub name: String,
    /// What it does.
    pub description: Option<String>,
    /// The day from which there is history, if not from ever.
    pub since: Option<Date>,
    /// The day on which it is removed from the status page.
    pub retired: Option<Date>,
    /// Ids that it once had; their addresses still lead to it.
    pub aliases: Vec<ComponentId>,
}

impl Board {
    /// Every component, group by group.
    pub fn components(&self) -> impl Iterator<Item = &Component> {
        self.groups.iter().flat_map(|group| &group.components)
    }

    /// The component with an id.
    pub fn component(&self, id: &ComponentId) -> Option<&Component> {
        self.components().find(|component| component.id == *id)
    }
}
