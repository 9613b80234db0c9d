//! A component at a moment.

use super::incident::IncidentFacts;
use super::maintenance::MaintenanceFacts;
use super::timeline::{StateInterval, Timeline};
use super::uptime::{self, ComponentDay, Uptime};
use crate::base::time::{Date, Interval, Moment};
use crate::model::component::{Component, Group, State};
use crate::model::site::Site;

/// A component as it stood at the moment of the build.
#[derive(Clone, Debug)]
pub struct ComponentFacts<'a> {
    pub component: &'a Component,
    pub group: &'a Group,
    /// Its state now, maintenance included.
    pub state: State,
    /// The trouble that open incidents mean for it now.
    pub ongoing: Option<State>,
    /// Its states by incidents, up to now. Announced maintenance is not included.
    pub incident_timeline: Timeline,
    /// Each of the last days.
    pub days: Vec<ComponentDay>,
    /// Over the same days; `None` if there is no history in them.
    pub uptime: Option<Uptime>,
    /// Positions in the snapshot's incidents, newest first.
    pub incidents: Vec<usize>,
    /// Positions in the snapshot's maintenance, newest first.
    pub maintenance: Vec<usize>,
    /// Whether it is retired.
    pub retired: bool,
    /// Whether it is shown: added already, and not retired.
    pub present: bool,
}

/// A month of a component.
#[derive(Clone, Debug)]
pub struct MonthUptime {
    pub first: Date,
    pub uptime: Uptime,
}

impl<'a> ComponentFacts<'a> {
    /// Collects the states that incidents and maintenance give to a component.
    pub fn new(
        component: &'a Component,
        group: &'a Group,
        touched: ComponentEntries,
        (incidents, maintenance): (&[IncidentFacts<'a>], &[MaintenanceFacts<'a>]),
        (site, now): (&Site, Moment),
    ) -> ComponentFacts<'a> {
        let today = site.zone.date(now);
        let retired = component.retired.is_some_and(|date| date <= today);
        let intervals = touched
            .incidents
            .iter()
            .filter_map(|&at| incidents[at].state_intervals.get(&component.id))
            .flatten();
        let trouble = Timeline::worst_of(
            intervals
                .copied()
                .filter(|held: &StateInterval| held.state.is_trouble()),
        );
        let from_incidents = touched
            .incidents
            .iter()
            .filter_map(|&at| incidents[at].states.get(&component.id))
            .copied()
            .max();
        let from_maintenance = touched
            .maintenance
            .iter()
            .filter_map(|&at| maintenance[at].states.get(&component.id));
        let state = (from_maintenance.copied().chain(from_incidents))
            .max()
            .unwrap_or_default();
        let ongoing = from_incidents.filter(|state| state.is_trouble());
        let window = uptime::history_window(component, site.history_days, now, site.zone);
        let mut days = uptime::recent_days(&trouble, component, site.history_days, now, site.zone);
        // At midnight, an ongoing entry belongs to the new day, which has no length yet.
        if let Some(today) = days.last_mut() {
            today.worst = today.worst.max(today.worst.and(ongoing));
        }
        ComponentFacts {
            component,
            group,
            state,
            ongoing,
            days,
            uptime: window.map(|window| Uptime::of(&trouble, window, site.zone, &site.weights)),
            incident_timeline: trouble,
            incidents: touched.incidents,
            maintenance: touched.maintenance,
            retired,
            present: !retired && component.since.is_none_or(|since| since <= today),
        }
    }

    /// Whether it is public: it is or was shown, or an entry names it.
    pub fn is_known(&self) -> bool {
        self.present || self.retired || !self.incidents.is_empty() || !self.maintenance.is_empty()
    }

    /// The part of the days from `first` to the day before `after` that has history, up to now.
    pub fn history_window(
        &self,
        first: Date,
        after: Date,
        site: &Site,
        now: Moment,
    ) -> Option<Interval> {
        let start = self
            .component
            .since
            .map_or(first, |since| since.max(first))
            .start_in(site.zone);
        let end = after.start_in(site.zone).min(now);
        let end = self
            .component
            .retired
            .map_or(end, |retired| end.min(retired.start_in(site.zone)));
        Interval::new(start, end)
    }

    /// The last `count` months that have history, newest first; the present one up to now. Nothing is known of the months before `start`,
    /// the first known time of the site.
    pub fn months(&self, count: usize, start: Date, site: &Site, now: Moment) -> Vec<MonthUptime> {
        let mut first = site.zone.date(now).month_start();
        let mut months = Vec::new();
        while months.len() < count && first >= start.month_start() {
            if let Some(window) = self.history_window(first, first.next_month(), site, now) {
                months.push(MonthUptime {
                    first,
                    uptime: Uptime::of(&self.incident_timeline, window, site.zone, &site.weights),
                });
            } else if self
                .component
                .since
                .is_some_and(|since| since >= first.next_month())
            {
                break;
            }
            let earlier = first.plus_days(-1).month_start();
            if earlier == first {
                break;
            }
            first = earlier;
        }
        months
    }
}

/// Where a component is named, as positions in the snapshot's lists.
#[derive(Clone, Debug, Default)]
pub struct ComponentEntries {
    pub incidents: Vec<usize>,
    pub maintenance: Vec<usize>,
}
