//! How incidents were handled: the times from the start to the steps of the response, and the longest time without an update.
//!
//! Durations of incidents are few and skewed, so they are summarized by the median.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::calendar::calendar_labels;
use super::incident::IncidentFacts;
use super::snapshot::Snapshot;
use super::statistics::{self, Median};
use crate::base::time::{Date, Duration, Moment, Precision};
use crate::base::vocabulary::{Vocabulary, words};
use crate::model::first_published::FirstPublished;

/// Months that are looked at.
const MAX_MONTHS: usize = 24;

words! {
    "metric";
    /// What is measured of each incident, in the order of columns.
    pub enum Metric {
        Detect = "detect",
        Declare = "declare",
        FirstUpdate = "first_update",
        Repair = "repair",
        Resolve = "resolve",
        UpdateGap = "update_gap",
    }
}

impl Metric {
    /// `None` if it is not known, or not yet.
    fn measure(
        self,
        facts: &IncidentFacts,
        published: &FirstPublished,
        now: Moment,
    ) -> Option<Duration> {
        let details = &facts.incident.details;
        if details.is_start_date_only {
            return None;
        }
        let until = match self {
            Metric::Detect => details.detected,
            Metric::Declare => details.declared,
            Metric::FirstUpdate => first_publication(facts, published, now),
            Metric::Repair => details.repaired,
            Metric::Resolve => facts
                .end
                .filter(|_| facts.end_precision == Precision::Exact),
            Metric::UpdateGap => return longest_update_gap(facts, published, now),
        };
        let until = until.filter(|until| *until <= now)?;
        Some(until.since(details.started))
    }
}

/// The incidents of the last months, measured.
#[derive(Clone, Debug)]
pub struct MetricsFacts<'s, 'a> {
    /// First days of the months, oldest first; the last one is that of the newest incident.
    pub months: Vec<Date>,
    /// Newest first.
    pub incidents: Vec<IncidentTimings<'s, 'a>>,
    /// Of the metrics that any incident has a value of.
    pub summaries: Vec<MetricSummary>,
    /// The median time to resolve of each quarter, in minutes.
    pub quarters: Vec<QuarterMedian>,
}

/// One incident, measured.
#[derive(Clone, Debug)]
pub struct IncidentTimings<'s, 'a> {
    pub facts: &'s IncidentFacts<'a>,
    /// By metric.
    durations: Vec<Option<Duration>>,
    /// The same by the times that authors wrote, whatever the commits say.
    claimed: Vec<Option<Duration>>,
    /// Whether commits say when the updates were published.
    pub is_committed: bool,
}

impl<'s, 'a> IncidentTimings<'s, 'a> {
    fn of(
        facts: &'s IncidentFacts<'a>,
        published: &FirstPublished,
        now: Moment,
    ) -> IncidentTimings<'s, 'a> {
        let measure = |published: &FirstPublished| {
            let all = Metric::ALL.iter();
            all.map(|metric| metric.measure(facts, published, now))
                .collect()
        };
        IncidentTimings {
            facts,
            durations: measure(published),
            claimed: measure(&FirstPublished::default()),
            is_committed: facts.updates.iter().all(|update| {
                let committed = published.committed(facts.incident, &update.id, now);
                committed.is_some()
            }),
        }
    }

    pub fn duration(&self, metric: Metric) -> Option<Duration> {
        self.durations[metric as usize]
    }

    /// By the times that authors wrote.
    pub fn claimed(&self, metric: Metric) -> Option<Duration> {
        self.claimed[metric as usize]
    }
}

/// How long one step took in the incidents of a year, a quarter or a month.
#[derive(Clone, Debug)]
pub struct PeriodStatistics {
    /// Such as `2013`, `2013-Q3` or `2013-07`.
    pub period: String,
    pub metric: Metric,
    /// Those that began in it.
    pub incidents: usize,
    pub measured: usize,
    /// In minutes.
    pub median: Option<Median>,
    /// In minutes. One long incident can decide it.
    pub mean: Option<f64>,
    /// Not measured because they are not over.
    pub open: usize,
    /// Not measured because a time is not known.
    pub unknown: usize,
}

/// The steps that have an end, in the order of columns.
pub const MEASURED_STEPS: [Metric; 5] = [
    Metric::Detect,
    Metric::Declare,
    Metric::FirstUpdate,
    Metric::Repair,
    Metric::Resolve,
];

/// The steps of all incidents by year, quarter and month, newest period first.
pub fn statistics_by_period(
    snapshot: &Snapshot,
    published: &FirstPublished,
) -> Vec<PeriodStatistics> {
    let mut periods: BTreeMap<Reverse<String>, Vec<IncidentTimings>> = BTreeMap::new();
    for facts in &snapshot.incidents {
        let timings = IncidentTimings::of(facts, published, snapshot.now);
        let day = snapshot.site.zone.date(facts.incident.details.started);
        for label in calendar_labels(day) {
            let of_period = periods.entry(Reverse(label)).or_default();
            of_period.push(timings.clone());
        }
    }
    let rows = periods.iter().flat_map(|(Reverse(period), incidents)| {
        let steps = MEASURED_STEPS.iter();
        steps.map(move |metric| period_statistics(period, *metric, incidents))
    });
    rows.collect()
}

fn period_statistics(
    period: &str,
    metric: Metric,
    incidents: &[IncidentTimings],
) -> PeriodStatistics {
    let (known, unknown): (Vec<_>, Vec<_>) = incidents
        .iter()
        .partition(|one| one.duration(metric).is_some());
    let times = known.iter().filter_map(|one| one.duration(metric));
    let times: Vec<f64> = times.map(minutes).collect();
    let open = unknown.iter().filter(|one| one.facts.is_open()).count();
    PeriodStatistics {
        period: period.to_owned(),
        metric,
        incidents: incidents.len(),
        measured: times.len(),
        median: statistics::median(&times),
        // Incidents of a period are far below 2^53.
        mean: (!times.is_empty()).then(|| times.iter().sum::<f64>() / times.len() as f64),
        open,
        unknown: unknown.len() - open,
    }
}

#[derive(Clone, Debug)]
pub struct MetricSummary {
    pub metric: Metric,
    /// In minutes.
    pub median: Median,
    /// How many incidents have no value, and are not part of the median.
    pub missing: usize,
}

/// A quarter of the year.
#[derive(Clone, Debug)]
pub struct QuarterMedian {
    pub first: Date,
    /// The first day after it.
    pub after: Date,
    /// The median time to resolve, in minutes.
    pub median: Median,
}

impl<'s, 'a> MetricsFacts<'s, 'a> {
    /// Measures the incidents of the months up to the newest incident. `None` before there was any.
    pub fn of(
        snapshot: &'s Snapshot<'a>,
        published: &FirstPublished,
    ) -> Option<MetricsFacts<'s, 'a>> {
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
            .map(|facts| IncidentTimings::of(facts, published, snapshot.now))
            .collect();
        Some(MetricsFacts {
            summaries: Metric::ALL
                .iter()
                .filter_map(|metric| summarize(*metric, &incidents))
                .collect(),
            quarters: quarters(&months, &incidents, snapshot),
            months,
            incidents,
        })
    }

    pub fn summary(&self, metric: Metric) -> Option<&MetricSummary> {
        self.summaries
            .iter()
            .find(|summary| summary.metric == metric)
    }
}

fn summarize(metric: Metric, incidents: &[IncidentTimings]) -> Option<MetricSummary> {
    let known: Vec<f64> = incidents
        .iter()
        .filter_map(|one| one.duration(metric).map(minutes))
        .collect();
    Some(MetricSummary {
        metric,
        median: statistics::median(&known)?,
        missing: incidents.len() - known.len(),
    })
}

/// When customers could read the first update. `None` if that is not known of the one that was to be first.
pub fn first_publication(
    facts: &IncidentFacts,
    published: &FirstPublished,
    now: Moment,
) -> Option<Moment> {
    let known = |update| published.known_publication(facts.incident, update, now);
    let claimed = facts.updates.iter().min_by_key(|update| update.published());
    claimed.and_then(|first| known(first))?;
    facts
        .updates
        .iter()
        .filter_map(|update| known(update))
        .min()
}

/// The longest time between two updates, or between the last one and now, while it was open.
/// `None` if one of these times is not known, or if nothing was published before the end.
pub fn longest_update_gap(
    facts: &IncidentFacts,
    published: &FirstPublished,
    now: Moment,
) -> Option<Duration> {
    let last = facts.end.unwrap_or(now);
    let published = facts
        .updates
        .iter()
        .map(|update| published.known_publication(facts.incident, update, now));
    let published: Option<Vec<Moment>> = published.collect();
    let mut published = published.filter(|_| facts.end_precision == Precision::Exact)?;
    published.retain(|at| *at < last);
    if published.is_empty() {
        return None;
    }
    published.sort();
    published.push(last);
    let gaps = published.windows(2).map(|pair| pair[1].since(pair[0]));
    gaps.max()
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
            .filter_map(|one| one.duration(Metric::Resolve))
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
pub(super) fn minutes(duration: Duration) -> f64 {
    duration.as_seconds() as f64 / 60.0
}
