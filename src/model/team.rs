//! Teams: when they work, and when not.

use std::collections::BTreeSet;

use crate::base::id::TeamId;
use crate::base::time::{Date, Moment, Zone};
use crate::base::vocabulary::words;

#[derive(Clone, Debug)]
pub struct Team {
    /// Permanent.
    pub id: TeamId,
    /// May change.
    pub name: String,
    /// The zone of its clock and its holidays.
    pub zone: Zone,
    /// When it works.
    pub hours: WorkingHours,
    /// Days on which it does not.
    pub holidays: BTreeSet<Date>,
}

/// The working hours of a team, on its own clock.
#[derive(Clone, Debug)]
pub struct WorkingHours {
    /// Days of the week. Never empty.
    pub days: BTreeSet<Weekday>,
    /// Seconds since midnight.
    pub from: u32,
    /// Seconds since midnight, later than `from`; at this time work is over.
    pub to: u32,
}

words! {
    "day of the week";
    /// A day of the week.
    pub enum Weekday {
        /// The first.
        Monday = "mon",
        /// The second.
        Tuesday = "tue",
        /// The third.
        Wednesday = "wed",
        /// The fourth.
        Thursday = "thu",
        /// The fifth.
        Friday = "fri",
        /// The sixth.
        Saturday = "sat",
        /// The seventh.
        Sunday = "sun",
    }
}

impl Team {
    /// Whether a moment is after hours: outside `from <= time < to` on the team's clock, on a day of the week on which it does not
    /// work, or on one of its holidays. Clocks that are set forward or back need no care, for only what they show counts.
    pub fn is_after_hours(&self, at: Moment) -> bool {
        let wall = self.zone.wall_clock(at);
        let works = |day: &Weekday| *day as u32 == wall.date.weekday();
        let working_day = self.hours.days.iter().any(works) && !self.holidays.contains(&wall.date);
        !working_day || !(self.hours.from..self.hours.to).contains(&wall.seconds)
    }
}
