//! Words for people. Those of the customers' pages are messages of a language ([`words`]); the internal site is written in English.

pub mod dictionary;
pub mod diff;
pub mod digest;
pub mod explanation;
pub mod feed;
pub mod localized;
pub mod metrics;
pub mod on_call;
pub mod product;
pub mod report;
pub mod service;
pub mod status_summary;
pub mod upcoming;
pub mod worksheet;

use serde::Serialize;

use crate::base::period::Period;
use crate::base::time::{Date, Duration, Interval, Moment, Zone};
use crate::model::component::State;
use crate::model::incident::Impact;
use crate::view::locale::Locale;

/// A word with the class that gives it shape and colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatusLabel {
    /// For the stylesheet.
    pub class: String,
    /// For people.
    pub text: String,
}

/// A time for programs and for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Time {
    /// RFC 3339 in UTC.
    pub machine: String,
    /// `30 June 2012, 03:18 UTC`.
    pub text: String,
    /// `03:18 UTC`.
    pub clock: String,
    /// `30 June 2012`.
    pub day: String,
}

/// A moment in the site's zone.
#[must_use]
pub fn time(moment: Moment, zone: Zone) -> Time {
    Locale::english().time(moment, zone)
}

/// `30 June 2012`.
#[must_use]
pub fn date(date: Date) -> String {
    Locale::english().date(date)
}

/// `June 2012`.
#[must_use]
pub fn month(date: Date) -> String {
    Locale::english().month(date)
}

/// `8–14 July 2013`, `29 July – 4 August 2013`, `1 July 2013`.
#[must_use]
pub fn dates(first: Date, last: Date) -> String {
    Locale::english().dates(first, last)
}

/// The days of a period; a whole month by its name.
#[must_use]
pub fn period(period: Period) -> String {
    match period {
        Period::Month(first) => month(first),
        _ => dates(period.first(), period.last()),
    }
}

/// A short name of a period for an axis: the first day of a week, a month, a quarter.
#[must_use]
pub fn period_tick(period: Period) -> String {
    let (year, month, day) = period.first().parts();
    let short: String = Locale::english()
        .month_name(month)
        .chars()
        .take(3)
        .collect();
    match period {
        Period::Week(_) | Period::Days(..) => format!("{day} {short}"),
        Period::Month(_) => format!("{short} {year}"),
        Period::Quarter(_) => format!("Q{} {year}", month.div_ceil(3)),
    }
}

/// How periods of this length are called: this one and the one before.
#[must_use]
pub fn period_words(period: Period) -> (&'static str, &'static str) {
    match period {
        Period::Week(_) => ("this week", "week before"),
        Period::Month(_) => ("this month", "month before"),
        Period::Quarter(_) => ("this quarter", "quarter before"),
        Period::Days(..) => ("this period", "period before"),
    }
}

/// What a period of this length is called.
#[must_use]
pub fn period_noun(period: Period) -> (&'static str, &'static str) {
    match period {
        Period::Week(_) => ("week", "weeks"),
        Period::Month(_) => ("month", "months"),
        Period::Quarter(_) => ("quarter", "quarters"),
        Period::Days(..) => ("period", "periods"),
    }
}

/// `5 min`, `8 h`, `2 h 5 min`, `3 d 4 h`: at most two units, less than a minute counts as one.
#[must_use]
pub fn length(duration: Duration) -> String {
    Locale::english().length(duration)
}

/// A window: `25 November 2026, 09:00 – 11:00 UTC`, with both days where they differ.
#[must_use]
pub fn window(interval: Interval, zone: Zone) -> String {
    Locale::english().window(interval, zone)
}

/// A number with so many decimals, rounded down: 99.996 is never called 100.
#[must_use]
pub fn rounded_down(value: f64, decimals: usize) -> String {
    let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    // A hair is added because 99.97 may be stored as 99.96999.
    format!("{:.decimals$}", (value * scale + 1e-7).floor() / scale)
}

/// `1 page`, `2 pages`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn list(items: &[String]) -> String {
    Locale::english().list(items)
}

/// The same with at most `most` items: `a, b and 3 more`.
#[must_use]
pub fn short_list(items: &[String], most: usize) -> String {
    Locale::english().short_list(items, most)
}

/// A percentage with so many decimals, rounded down: 99.996 is never called 100.
#[must_use]
pub fn percent(value: f64, decimals: usize) -> String {
    Locale::english().percent(value, decimals)
}

/// The word for a component's state.
#[must_use]
pub fn state(state: State) -> StatusLabel {
    Locale::english().state(state)
}

/// The class of a state: `fine`, `maintenance`, `degraded`, `partial` or `outage`.
#[must_use]
pub fn state_class(state: State) -> String {
    let class = match state {
        State::Operational => "fine",
        State::UnderMaintenance => "maintenance",
        State::DegradedPerformance => "degraded",
        State::PartialOutage => "partial",
        State::MajorOutage => "outage",
    };
    class.to_owned()
}

/// The word for an impact.
#[must_use]
pub fn impact(impact: Impact) -> StatusLabel {
    Locale::english().impact(impact)
}
