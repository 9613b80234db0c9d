//! Uptime, and what each day was like.

use super::timeline::Timeline;
use crate::base::time::{Date, Duration, Interval, Moment, Zone};
use crate::model::component::{Component, State};
use crate::model::site::Weights;

/// The rule of Statuspage: a major outage counts whole, a partial one 30%, and degraded performance not
/// (<https://support.atlassian.com/statuspage/docs/display-historical-uptime-of-components/>).
pub const STATUSPAGE_WEIGHTS: Weights = Weights {
    degraded_performance: 0.0,
    partial_outage: 0.3,
    major_outage: 1.0,
};

/// The strictest rule: whatever was not fine counts whole.
pub const STRICT_WEIGHTS: Weights = Weights {
    degraded_performance: 1.0,
    partial_outage: 1.0,
    major_outage: 1.0,
};

/// The share of a window that counts as up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uptime {
    /// From the first moment with history to now.
    pub window: Interval,
    /// Days of the calendar that the window touches.
    pub days: u32,
    /// Time with degraded performance.
    pub degraded: Duration,
    /// Time with a partial outage.
    pub partial_outage: Duration,
    /// Time with a major outage.
    pub major_outage: Duration,
    /// 100 for no trouble: `100 (1 - sum of weight x time in state / length of the window)`.
    pub percent: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComponentDay {
    /// Which.
    pub date: Date,
    /// The worst state of the day; `None` if there is no history.
    pub worst: Option<State>,
    /// Time with degraded performance or a partial outage.
    pub degraded: Duration,
    /// Time with a major outage.
    pub major_outage: Duration,
}

impl Uptime {
    /// The uptime over a window; `window` must not reach beyond what is known.
    pub fn of(timeline: &Timeline, window: Interval, zone: Zone, weights: &Weights) -> Uptime {
        let time_in = |state: State| timeline.time_in(window, |found| found == state);
        let states = [
            State::DegradedPerformance,
            State::PartialOutage,
            State::MajorOutage,
        ];
        let [degraded, partial, out] = states.map(time_in);
        let lost: f64 = states
            .iter()
            .zip([degraded, partial, out])
            .map(|(s, t)| weights.of(*s) * seconds(t))
            .sum();
        let last = zone.date(window.end().plus(Duration::seconds(-1)));
        let days = last.days_since(zone.date(window.start())) + 1;
        Uptime {
            window,
            days: u32::try_from(days).unwrap_or_default(),
            degraded,
            partial_outage: partial,
            major_outage: out,
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
        degraded: Duration::default(),
        major_outage: Duration::default(),
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
    let troubles = || {
        timeline
            .within(window)
            .filter(|piece| piece.state.is_trouble())
    };
    let trouble = troubles().fold(Duration::default(), |sum, piece| {
        sum.plus(piece.interval.length())
    });
    let out = timeline.time_in(window, |state| state == State::MajorOutage);
    ComponentDay {
        date,
        worst: Some(
            troubles()
                .map(|piece| piece.state)
                .max()
                .unwrap_or(State::Operational),
        ),
        degraded: Duration::seconds(trouble.as_seconds() - out.as_seconds()),
        major_outage: out,
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
