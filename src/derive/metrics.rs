//! How incidents were handled: time to the first word, time to resolve, the longest silence.
//!
//! Durations of incidents are skewed and few, so each is kept as it is and their middle is a median; a mean would mislead.

use super::incident::IncidentFacts;
use super::snapshot::Snapshot;
use super::statistics::{self, Median};
use crate::base::time::{Date, Duration, Interval};
use crate::model::entry::Update;
use crate::model::incident::IncidentStatus;

/// Months that are looked at.
const MAX_MONTHS: usize = 24;

/// The incidents of the last months, measured.
#[derive(Clone, Debug)]
pub struct MetricsFacts<'s, 'a> {
    /// First days of the months, oldest first; the last one is that of the newest incident.
    pub months: Vec<Date>,
    /// Newest first.
    pub incidents: Vec<IncidentTimings<'s, 'a>>,
    /// Incidents that are open or whose end is their start, and so have no time to resolve.
    pub unresolved: usize,
    /// The middle of the times to the first word, in minutes.
    pub time_to_first_update: Option<Median>,
    /// The middle of the times to resolve, in minutes.
    pub time_to_resolve: Option<Median>,
    /// The middle of the longest silences, in minutes.
    pub longest_update_gap: Option<Median>,
    /// The middle of the times to resolve for each quarter of the year, in minutes.
    pub quarters: Vec<QuarterMedian>,
}

/// One incident, measured.
#[derive(Clone, Debug)]
pub struct IncidentTimings<'s, 'a> {
    /// The incident.
    pub facts: &'s IncidentFacts<'a>,
    /// From the start to the first update.
    pub time_to_first_update: Duration,
    /// From the start to the end.
    pub time_to_resolve: Option<Duration>,
    /// The longest time between two updates, or between the last one and now, while it was open.
    pub longest_update_gap: Duration,
}

/// A quarter of the year.
#[derive(Clone, Debug)]
pub struct QuarterMedian {
    /// Its first day.
    pub first: Date,
    /// The first day after it.
    pub after: Date,
    /// The middle of the times to resolve, in minutes.
    pub median: Median,
}

impl<'s, 'a> MetricsFacts<'s, 'a> {
    /// Measures the incidents of the months up to the newest incident. `None` before there was any.
    pub fn of(snapshot: &'s Snapshot<'a>) -> Option<MetricsFacts<'s, 'a>> {
        let zone = snapshot.site.zone;
        let month_of =
            |facts: &IncidentFacts| zone.date(facts.incident.details.started).month_start();
        let last = snapshot.incidents.first().map(month_of)?;
        let first = snapshot.incidents.last().map(month_of)?;
        let mut months = vec![last];
        while let Some(month) = months
            .last()
            .filter(|month| **month > first && months.len() < MAX_MONTHS)
        {
            months.push(month.plus_days(-1).month_start());
        }
        months.reverse();
        let inside = snapshot
            .incidents
            .iter()
            .filter(|facts| month_of(facts) >= months[0]);
        let incidents: Vec<IncidentTimings> = inside
            .map(|facts| incident_timings(facts, snapshot))
            .collect();
        let middle = |times: Vec<Duration>| {
            statistics::median(&times.into_iter().map(minutes).collect::<Vec<_>>())
        };
        let quarters = quarters(&months, &incidents, snapshot);
        Some(MetricsFacts {
            unresolved: incidents
                .iter()
                .filter(|one| one.time_to_resolve.is_none())
                .count(),
            time_to_first_update: middle(
                incidents
                    .iter()
                    .map(|one| one.time_to_first_update)
                    .collect(),
            ),
            time_to_resolve: middle(
                incidents
                    .iter()
                    .filter_map(|one| one.time_to_resolve)
                    .collect(),
            ),
            longest_update_gap: middle(
                incidents.iter().map(|one| one.longest_update_gap).collect(),
            ),
            months,
            incidents,
            quarters,
        })
    }
}

fn incident_timings<'s, 'a>(
    facts: &'s IncidentFacts<'a>,
    snapshot: &Snapshot,
) -> IncidentTimings<'s, 'a> {
    let started = facts.incident.details.started;
    let last = facts.end.unwrap_or(snapshot.now);
    let mut said: Vec<_> = facts
        .updates
        .iter()
        .map(|update| update.published())
        .filter(|at| *at < last)
        .collect();
    said.push(last);
    let silence = said
        .windows(2)
        .map(|pair| pair[1].since(pair[0]))
        .max()
        .unwrap_or_default();
    let first = facts
        .updates
        .iter()
        .map(|update: &&Update<IncidentStatus>| update.published())
        .min()
        .unwrap_or(started);
    let resolve = facts
        .end
        .and_then(|end| Interval::new(started, end))
        .map(Interval::length);
    IncidentTimings {
        facts,
        time_to_first_update: first.since(started),
        time_to_resolve: resolve,
        longest_update_gap: silence,
    }
}

fn quarters(
    months: &[Date],
    incidents: &[IncidentTimings],
    snapshot: &Snapshot,
) -> Vec<QuarterMedian> {
    let zone = snapshot.site.zone;
    let quarter_of = |date: Date| {
        let (year, month, _) = date.parts();
        Date::new(year, (month - 1) / 3 * 3 + 1, 1)
    };
    let mut firsts: Vec<Date> = months
        .iter()
        .filter_map(|month| quarter_of(*month))
        .collect();
    firsts.dedup();
    let quarter = |first: Date| {
        let of_quarter = |one: &&IncidentTimings| {
            quarter_of(zone.date(one.facts.incident.details.started)) == Some(first)
        };
        let times = incidents
            .iter()
            .filter(of_quarter)
            .filter_map(|one| one.time_to_resolve)
            .map(minutes);
        let median = statistics::median(&times.collect::<Vec<_>>())?;
        Some(QuarterMedian {
            first,
            after: first.next_month().next_month().next_month(),
            median,
        })
    };
    firsts.into_iter().filter_map(quarter).collect()
}

/// In minutes, with their fractions.
// Seconds of an incident are far below 2^53.
fn minutes(duration: Duration) -> f64 {
    duration.as_seconds() as f64 / 60.0
}
