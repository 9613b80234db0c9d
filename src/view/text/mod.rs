//! Words for people: states, phases, times, lengths, lists. In English, each in one place.

pub mod metrics;
pub mod product;
pub mod report;

use serde::Serialize;

use crate::base::period::Period;
use crate::base::time::{Date, Duration, Interval, Moment, Zone};
use crate::model::component::State;
use crate::model::incident::{Impact, IncidentStatus, Update};
use crate::model::maintenance::{MaintenanceStatus, MaintenanceUpdate};
use crate::model::notice::NoticeKind;

/// A word with the class that gives it shape and colour.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sign {
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

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A moment in the site's zone.
#[must_use]
pub fn time(moment: Moment, zone: Zone) -> Time {
    let day = date(zone.date(moment));
    let clock = format!("{} {}", zone.clock(moment), zone.abbreviation(moment));
    Time { machine: moment.rfc3339(), text: format!("{day}, {clock}"), clock, day }
}

/// `30 June 2012`.
#[must_use]
pub fn date(date: Date) -> String {
    let (year, month, day) = date.parts();
    format!("{day} {} {year}", month_name(month))
}

/// `June 2012`.
#[must_use]
pub fn month(date: Date) -> String {
    let (year, month, _) = date.parts();
    format!("{} {year}", month_name(month))
}

fn month_name(month: u32) -> &'static str {
    let index = usize::try_from(month).unwrap_or(1) - 1;
    MONTHS.get(index).copied().unwrap_or_default()
}

/// `8–14 July 2013`, `29 July – 4 August 2013`, `1 July 2013`.
#[must_use]
pub fn dates(first: Date, last: Date) -> String {
    let ((first_year, first_month, first_day), (last_year, last_month, _)) = (first.parts(), last.parts());
    if first == last {
        date(first)
    } else if (first_year, first_month) == (last_year, last_month) {
        format!("{first_day}\u{2013}{}", date(last))
    } else if first_year == last_year {
        format!("{first_day} {} \u{2013} {}", month_name(first_month), date(last))
    } else {
        format!("{} \u{2013} {}", date(first), date(last))
    }
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
    let short: String = month_name(month).chars().take(3).collect();
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
    let minutes = duration.as_minutes().max(i64::from(duration.as_seconds() > 0));
    let (days, hours, rest) = (minutes / 1440, minutes % 1440 / 60, minutes % 60);
    let units = match (days, hours) {
        (0, 0) => [(rest, "min"), (0, "")],
        (0, _) => [(hours, "h"), (rest, "min")],
        _ => [(days, "d"), (hours, "h")],
    };
    let written: Vec<String> =
        units.iter().filter(|(amount, _)| *amount > 0).map(|(amount, unit)| format!("{amount} {unit}")).collect();
    if written.is_empty() { "0 min".to_owned() } else { written.join(" ") }
}

/// A window: `25 November 2026, 09:00 – 11:00 UTC`, with both days where they differ.
#[must_use]
pub fn window(interval: Interval, zone: Zone) -> String {
    let (start, end) = (time(interval.start(), zone), time(interval.end(), zone));
    let same_zone = zone.abbreviation(interval.start()) == zone.abbreviation(interval.end());
    let from = if same_zone { zone.clock(interval.start()) } else { start.clock };
    if start.day == end.day {
        format!("{}, {from} \u{2013} {}", start.day, end.clock)
    } else {
        format!("{}, {from} \u{2013} {}, {}", start.day, end.day, end.clock)
    }
}

/// `1 page`, `2 pages`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// `a`, `a and b`, `a, b and c`.
#[must_use]
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// The same with at most `most` items: `a, b and 3 more`.
#[must_use]
pub fn short_list(items: &[String], most: usize) -> String {
    if items.len() <= most {
        return list(items);
    }
    format!("{} and {} more", items[..most].join(", "), items.len() - most)
}

/// A percentage with so many decimals, rounded down: 99.996 is never called 100.
#[must_use]
pub fn percent(value: f64, decimals: usize) -> String {
    let scale = 10_f64.powi(i32::try_from(decimals).unwrap_or(0));
    // A hair is added because 99.97 may be stored as 99.96999.
    format!("{:.decimals$}%", (value * scale + 1e-7).floor() / scale)
}

/// The word for a component's state.
#[must_use]
pub fn state(state: State) -> Sign {
    let text = match state {
        State::Operational => "Operational",
        State::UnderMaintenance => "Under maintenance",
        State::DegradedPerformance => "Degraded performance",
        State::PartialOutage => "Partial outage",
        State::MajorOutage => "Major outage",
    };
    Sign { class: class(state), text: text.to_owned() }
}

/// The class of a state: `fine`, `maintenance`, `degraded`, `partial` or `outage`.
#[must_use]
pub fn class(state: State) -> String {
    let class = match state {
        State::Operational => "fine",
        State::UnderMaintenance => "maintenance",
        State::DegradedPerformance => "degraded",
        State::PartialOutage => "partial",
        State::MajorOutage => "outage",
    };
    class.to_owned()
}

/// The sentence for the whole board.
#[must_use]
pub fn banner(whole: State, troubled: &[String], open_incidents: usize) -> String {
    let names = short_list(troubled, 3);
    match whole {
        State::Operational if open_incidents > 0 => "All components operational, with an open incident".to_owned(),
        State::Operational => "All systems operational".to_owned(),
        State::UnderMaintenance => format!("Under maintenance: {names}"),
        State::DegradedPerformance => format!("Degraded: {names}"),
        State::PartialOutage => format!("Partial outage: {names}"),
        State::MajorOutage => format!("Major outage: {names}"),
    }
}

/// The word for an impact.
#[must_use]
pub fn impact(impact: Impact) -> Sign {
    let (class, text) = match impact {
        Impact::Minor => ("degraded", "Minor impact"),
        Impact::Major => ("partial", "Major impact"),
        Impact::Critical => ("outage", "Critical impact"),
    };
    Sign { class: class.to_owned(), text: text.to_owned() }
}

/// The label of an update: the author's words, else its phase.
#[must_use]
pub fn update_label(update: &Update) -> String {
    update.label.clone().unwrap_or_else(|| incident_status(update.status))
}

/// The word for the phase of an incident.
#[must_use]
pub fn incident_status(status: Option<IncidentStatus>) -> String {
    match status {
        None => "Update",
        Some(IncidentStatus::Investigating) => "Investigating",
        Some(IncidentStatus::Identified) => "Identified",
        Some(IncidentStatus::Monitoring) => "Monitoring",
        Some(IncidentStatus::Resolved) => "Resolved",
    }
    .to_owned()
}

/// The label of an update of a maintenance.
#[must_use]
pub fn maintenance_label(update: &MaintenanceUpdate) -> String {
    update
        .label
        .clone()
        .unwrap_or_else(|| update.status.map_or_else(|| "Update".to_owned(), |s| maintenance_phase(s).text))
}

/// The word for the phase of a maintenance.
#[must_use]
pub fn maintenance_phase(phase: MaintenanceStatus) -> Sign {
    let (class, text) = match phase {
        MaintenanceStatus::Scheduled => ("scheduled", "Scheduled"),
        MaintenanceStatus::InProgress => ("maintenance", "In progress"),
        MaintenanceStatus::Verifying => ("maintenance", "Verifying"),
        MaintenanceStatus::Completed => ("fine", "Completed"),
        MaintenanceStatus::Cancelled => ("cancelled", "Cancelled"),
    };
    Sign { class: class.to_owned(), text: text.to_owned() }
}

/// The word for the kind of a notice.
#[must_use]
pub fn notice_kind(kind: NoticeKind) -> String {
    match kind {
        NoticeKind::Feature => "New",
        NoticeKind::Policy => "Policy",
        NoticeKind::Survey => "Survey",
        NoticeKind::Security => "Security",
        NoticeKind::Other => "Notice",
    }
    .to_owned()
}

/// How much notice was given before a maintenance.
#[must_use]
pub fn notice_given(notice: Duration) -> String {
    if notice.as_seconds() <= 0 {
        return "Announced after the window had begun".to_owned();
    }
    format!("Announced {} before", length(notice))
}
