//! What the check of one file may look at besides the file.

use super::checker::Checker;
use super::declared_ids::{ComponentIndex, DeclaredIds, TeamIndex};
use crate::base::source::Sources;
use crate::base::time::Zone;
use crate::model::site::Policy;

pub(super) struct CheckContext<'a> {
    pub sources: &'a Sources,
    /// `None` if `site.yaml` could not be read so far.
    pub zone: Option<Zone>,
    pub components: &'a ComponentIndex,
    pub policy: Option<&'a Policy>,
    pub teams: &'a TeamIndex,
    pub error_codes: &'a DeclaredIds,
}

impl CheckContext<'_> {
    pub fn checker(&self) -> Checker<'_> {
        Checker {
            policy: self.policy,
            teams: self.teams,
            error_codes: self.error_codes,
            ..Checker::new(self.sources, self.zone, self.components)
        }
    }
}
