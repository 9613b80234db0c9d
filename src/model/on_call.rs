//! How often teams were paged. Counts alone: no person, no single page.

use std::collections::BTreeMap;
use std::iter::Sum;

use crate::base::id::TeamId;
use crate::base::period::Period;
use crate::base::time::Zone;

/// The on-call counts of one period.
#[derive(Clone, Debug)]
pub struct OnCallCount {
    pub period: Period,
    /// The zone of its days.
    pub zone: Zone,
    /// Where the numbers are from.
    pub source: Option<String>,
    /// Whether the period is over and counted to its end.
    pub complete: bool,
    /// The pages of each team that was counted.
    pub teams: BTreeMap<TeamId, PageCounts>,
    /// What was behind the pages of a team.
    pub notes: BTreeMap<TeamId, String>,
}

/// The pages of one team in one period.
///
/// A page is one incident that notified the team's on-call; repeats and escalations inside the team are not new pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PageCounts {
    /// Outside the team's working hours.
    pub after_hours: u64,
    /// Inside them.
    pub in_hours: u64,
}

impl PageCounts {
    /// Both together.
    pub fn all(self) -> u64 {
        self.after_hours + self.in_hours
    }
}

impl Sum for PageCounts {
    fn sum<I: Iterator<Item = PageCounts>>(counts: I) -> PageCounts {
        counts.fold(PageCounts::default(), |sum, one| PageCounts {
            after_hours: sum.after_hours + one.after_hours,
            in_hours: sum.in_hours + one.in_hours,
        })
    }
}
