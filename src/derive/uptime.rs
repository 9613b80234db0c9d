//! Uptime, and what each day was like.

use super::timeline::Timeline;
use crate::base::time::{Date, Duration, Interval, Moment, Zone};
use crate::model::component::{Component, State};
use crate::model::site::Weights;

/// The rule of Statuspage: a major outage counts whole, a partial one 30%, and degraded performance does not
/// (<https://support.atlassian.com/statuspage/docs/display-historical-uptime-of-components/>).
pub const STATUSPAGE_WEIGHTS: Weights = Weights {
    degraded_performance: 0.0,
    partial_outage: 0.3,
    major_outage: 1.0,
};

/// The strictest rule: everything but operational counts whole.
pub const STRICT_WEIGHTS: Weights = Weights {
    degraded_performance: 1.0,
    partial_outage: 1.0,
    major_outage: 1.0,
};

/// Time in each state of trouble.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Downtime {
    pub degraded_performance: Duration,
    pub partial_outage: Duration,
    pub major_outage: Duration,
}

/// The share of a window that counts as up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uptime {
    /// From the first moment with history to now.
    pub window: Interval,
    /// Days of the calendar that the window touches.
    pub days: u32,
    pub downtime: Downtime,
    /// 100 for no trouble: `100 (1 - sum of weight x time in state / length of the window)`.
    pub percent: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComponentDay {
    pub date: Date,
    /// The worst state of the day; `None` if there is no history.
    pub worst: Option<State>,
    pub downtime: Downtime,
}

impl Downtime {
    /// The time that a timeline has in each state inside a window.
    pub fn of(timeline: &Timeline, window: Interval) -> Downtime {
        let time_in = |state: State| timeline.time_in(window, |found| found == state);
        Downtime {
            degraded_performance: time_in(State::DegradedPerformance),
            partial_outage: time_in(State::PartialOutage),
            major_outage: time_in(State::MajorOutage),
        }
    }

    /// From the least to the worst.
    pub fn by_state(&self) -> [(State, Duration); 3] {
        [
            (State::DegradedPerformance, self.degraded_performance),
            (State::PartialOutage, self.partial_outage),
            (State::MajorOutage, self.major_outage),
        ]
    }

    pub fn total(&self) -> Duration {
        self.by_state()
            .into_iter()
            .fold(Duration::default(), |sum, (_, time)| sum.plus(time))
    }
}

impl Uptime {
    /// The uptime over a window; `window` must not reach beyond what is known.
    pub fn of(timeline: &Timeline, window: Interval, zone: Zone, weights: &Weights) -> Uptime {
        let downtime = Downtime::of(timeline, window);
        let lost: f64 = downtime
            .by_state()
            .into_iter()
            .map(|(state, time)| weights.of(state) * seconds(time))
            .sum();
        let last = zone.date(window.end().plus(Duration::seconds(-1)));
        let days = last.days_since(zone.date(window.start())) + 1;
        Uptime {
            window,
            days: u32::try_from(days).unwrap_or_default(),
            downtime,
            percent: 100.0 * (1.0 - lost / seconds(window.length())),
        }
    }
}

// Seconds of ten thousand years are far below 2^53.
fn seconds(duration: Duration) -> f64 {
    duration.as_seconds() as f64
}

/// The last `count` days, today included, oldest first. Days before the component was there and after it left have no history; today
/// counts up to now.
pub fn recent_days(
    timeline: &Timeline,
    component: &Component,
    count: u32,
    now: Moment,
    zone: Zone,
) -> Vec<ComponentDay> {
    let today = zone.date(now);
    let dates = (0..count)
        .rev()
        .map(|back| today.plus_days(-i64::from(back)));
    let there = |date: Date| {
        component.since.is_none_or(|since| since <= date)
            && component.retired.is_none_or(|retired| date < retired)
    };
    let empty = |date| ComponentDay {
        date,
        worst: None,
        downtime: Downtime::default(),
    };
    dates
        .map(|date| {
            if there(date) {
                component_day(timeline, empty(date), now, zone)
            } else {
                empty(date)
            }
        })
        .collect()
}

fn component_day(
    timeline: &Timeline,
    empty: ComponentDay,
    now: Moment,
    zone: Zone,
) -> ComponentDay {
    let date = empty.date;
    let end = date.plus_days(1).start_in(zone).min(now);
    let Some(window) = Interval::new(date.start_in(zone), end) else {
        return ComponentDay {
            worst: Some(State::Operational),
            ..empty
        };
    };
    let downtime = Downtime::of(timeline, window);
    let worst = downtime
        .by_state()
        .into_iter()
        .rev()
        .find(|(_, time)| *time > Duration::default());
    ComponentDay {
        date,
        worst: Some(worst.map(|(state, _)| state).unwrap_or_default()),
        downtime,
    }
}

/// The part of the last `count` days that has history, up to now.
pub fn history_window(
    component: &Component,
    count: u32,
    now: Moment,
    zone: Zone,
) -> Option<Interval> {
    let first = zone.date(now).plus_days(1 - i64::from(count));
    let first = component.since.map_or(first, |since| since.max(first));
    let end = component
        .retired
        .map_or(now, |retired| retired.start_in(zone).min(now));
    Interval::new(first.start_in(zone), end)
}
