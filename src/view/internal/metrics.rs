//! How incidents were handled.

use serde::Serialize;

use super::dictionary::{self, decimal};
use super::site::InternalSite;
use crate::base::period::Period;
use crate::base::time::{Date, Duration, Moment, Zone};
use crate::base::vocabulary::Vocabulary;
use crate::derive::metrics::{
    IncidentTimings, MEASURED_STEPS, Metric, MetricsFacts, PeriodStatistics, QuarterMedian,
};
use crate::model::incident::Impact;
use crate::model::route;
use crate::view::chart::{
    Caption, Digits, Dot, DurationTick, DurationsChart, DurationsLegend, MedianTick, severity_place,
};
use crate::view::frame::PageMeta;
use crate::view::label::{StatusLabel, Time};
use crate::view::links::{LinkView, Links};
use crate::view::table::Table;
use crate::view::text;
use crate::view::text::message::message;

/// The page of incident metrics.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MetricsPage {
    /// Each incident as a dot; none before there was an incident.
    pub chart: Option<DurationsChart>,
    /// Medians and promises in sentences.
    pub sentences: Vec<String>,
    pub columns: Vec<String>,
    /// Newest first.
    pub rows: Vec<IncidentMetricsRow>,
    /// Years and quarters, newest first.
    pub periods: Vec<PeriodRow>,
    /// The columns of their steps.
    pub steps: Vec<String>,
    /// Where the numbers are explained.
    pub dictionary: String,
    /// Where the communication scorecard is.
    pub scorecard: String,
}

/// The incidents of a year or a quarter.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodRow {
    pub period: String,
    pub incidents: usize,
    /// By column; `None` if no incident has the time.
    pub cells: Vec<Option<PeriodCell>>,
}

/// How long a step took.
#[derive(Clone, Debug, Serialize)]
pub struct PeriodCell {
    /// With the number of incidents that it is computed from.
    pub median: String,
    pub mean: String,
}

/// One incident.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentMetricsRow {
    /// Its title, and its page on the public site.
    pub link: LinkView,
    pub started: Time,
    pub impact: StatusLabel,
    /// By column; empty if it is not known, or not yet.
    pub durations: Vec<String>,
}

pub(super) fn page(site: &InternalSite) -> (PageMeta, MetricsPage) {
    let meta = PageMeta::new(
        route::METRICS.pattern,
        message!("metrics-title"),
        message!("metrics-about"),
    );
    let dictionary = format!("{}#incidents", route::DICTIONARY.pattern);
    let links = Links::from_page(route::METRICS.pattern);
    let mut page = MetricsPage {
        dictionary: links.to(&dictionary),
        scorecard: links.to(route::SCORECARD.pattern),
        ..MetricsPage::default()
    };
    if let Some(facts) = site.metrics() {
        page.chart = Some(chart(&facts, site));
        page.sentences = sentences(&facts, site);
        page.steps = MEASURED_STEPS.map(text::metrics::name).into();
        page.periods = period_rows(site);
        let columns = facts.summaries.iter();
        page.columns = columns
            .map(|summary| text::metrics::name(summary.metric))
            .collect();
        page.rows = facts
            .incidents
            .iter()
            .map(|one| row(one, &facts, site))
            .collect();
    }
    (meta, page)
}

fn row(one: &IncidentTimings, facts: &MetricsFacts, site: &InternalSite) -> IncidentMetricsRow {
    let incident = one.facts.incident;
    IncidentMetricsRow {
        link: site.incident_link(incident),
        started: site.time(incident.details.started),
        impact: text::impact(one.facts.impact),
        durations: facts
            .summaries
            .iter()
            .map(|summary| one.duration(summary.metric))
            .map(|duration| duration.map(text::length).unwrap_or_default())
            .collect(),
    }
}

fn period_rows(site: &InternalSite) -> Vec<PeriodRow> {
    let mut statistics = site.incident_statistics();
    // Months are in the file.
    statistics.retain(|one| one.period.len() == 4 || one.period.contains('Q'));
    let rows = statistics.chunk_by(|one, next| one.period == next.period);
    let cell = |one: &PeriodStatistics| {
        let (median, mean) = one.median.map(|median| median.median).zip(one.mean)?;
        Some(PeriodCell {
            median: message!(
                "median-of",
                median = text::metrics::minutes_text(median),
                measured = one.measured,
                count = one.incidents
            ),
            mean: message!("mean", mean = text::metrics::minutes_text(mean)),
        })
    };
    let rows = rows.map(|row| PeriodRow {
        period: row[0].period.clone(),
        incidents: row[0].incidents,
        cells: row.iter().map(cell).collect(),
    });
    rows.collect()
}

/// The numbers of every year, quarter and month.
pub(super) fn statistics_csv(site: &InternalSite) -> Table {
    let rows = site.incident_statistics().into_iter().map(|one| {
        let interval = one.median.and_then(|median| median.interval);
        let numbers = [
            one.median.map(|median| median.median),
            interval.map(|(lower, _)| lower),
            interval.map(|(_, upper)| upper),
            one.mean,
        ];
        let mut cells = vec![one.period, one.metric.word().to_owned()];
        cells.extend([one.incidents, one.measured].map(|count| count.to_string()));
        cells.extend(numbers.map(decimal));
        cells.extend([one.open, one.unknown].map(|count| count.to_string()));
        cells
    });
    dictionary::table("statistics", rows.collect())
}

fn sentences(facts: &MetricsFacts, site: &InternalSite) -> Vec<String> {
    let summaries = facts.summaries.iter();
    let mut sentences: Vec<String> = summaries.map(text::metrics::summary).collect();
    let committed = facts
        .incidents
        .iter()
        .filter(|one| one.is_committed)
        .count();
    if !site.ledger.internal.first_published.is_empty() {
        sentences.push(text::metrics::measured_by_commits(
            committed,
            facts.incidents.len(),
        ));
    }
    let policy = &site.ledger.status.site.policy;
    let in_force = |one: &&IncidentTimings| {
        policy
            .in_force_at(one.facts.incident.details.started)
            .is_some()
    };
    let kept = |metric: Metric, promised: Duration| {
        let incidents = facts.incidents.iter().filter(in_force);
        let known: Vec<Duration> = incidents.filter_map(|one| one.duration(metric)).collect();
        let kept = known.iter().filter(|time| **time <= promised).count();
        (!known.is_empty()).then_some((kept, known.len(), promised))
    };
    if let Some((on_time, all, promised)) = kept(Metric::FirstUpdate, policy.first_update) {
        sentences.push(text::metrics::first_updates_on_time(on_time, all, promised));
    }
    if let Some((regular, all, promised)) = kept(Metric::UpdateGap, policy.update_interval) {
        sentences.push(text::metrics::regular_updates(regular, all, promised));
    }
    sentences
}

/// The chart as a file of its own; empty before there was an incident.
pub(super) fn durations(site: &InternalSite) -> DurationsChart {
    site.metrics()
        .map(|facts| chart(&facts, site))
        .unwrap_or_default()
}

/// The dots of the chart as numbers.
pub(super) fn csv(site: &InternalSite) -> Table {
    let minutes = |duration: Duration| duration.as_minutes().to_string();
    let row = |one: &IncidentTimings| {
        let incident = one.facts.incident;
        let mut cells = vec![
            incident.id.to_string(),
            incident.details.started.rfc3339(),
            one.facts.impact.word().to_owned(),
        ];
        let durations = Metric::ALL.iter().map(|metric| one.duration(*metric));
        let claimed = [Metric::FirstUpdate, Metric::UpdateGap].map(|metric| one.claimed(metric));
        let durations = durations.chain(claimed);
        cells.extend(durations.map(|duration| duration.map(minutes).unwrap_or_default()));
        cells.push(
            if one.is_committed {
                "commits"
            } else {
                "author"
            }
            .to_owned(),
        );
        cells
    };
    let facts = site.metrics();
    let incidents = facts.iter().flat_map(|facts| &facts.incidents);
    dictionary::table("incidents", incidents.map(row).collect())
}

/// Each incident as a dot.
fn chart(facts: &MetricsFacts, site: &InternalSite) -> DurationsChart {
    let zone = site.ledger.status.site.zone;
    let (first, last) = (facts.months[0], facts.months[facts.months.len() - 1]);
    let when = if first == last {
        text::month(first)
    } else {
        message!(
            "from-to",
            first = text::month(first),
            last = text::month(last)
        )
    };
    // A day has few minutes.
    let tick = |minutes: i64| DurationTick {
        minutes: minutes as f64,
        text: text::length(Duration::minutes(minutes)),
    };
    let median = |quarter: &QuarterMedian| MedianTick {
        from: axis_position(&facts.months, quarter.first).max(-0.5),
        to: axis_position(&facts.months, quarter.after),
        minutes: quarter.median.median,
        interval: quarter.median.interval,
    };
    let months = facts.months.iter();
    let dots = facts.incidents.iter();
    DurationsChart {
        caption: Caption {
            id: "durations".to_owned(),
            title: message!("durations-title"),
            description: text::metrics::description(facts, &when),
            subtitle: when,
            footer: vec![message!("durations-note")],
        },
        digits: Digits::default(),
        key: DurationsLegend {
            minor: Impact::Minor.word().to_owned(),
            major: Impact::Major.word().to_owned(),
            critical: Impact::Critical.word().to_owned(),
            median: message!("legend-median"),
            interval: message!("legend-interval"),
        },
        durations_title: message!("durations-axis"),
        counts_title: message!("durations-counts"),
        ticks: ticks(facts).into_iter().map(tick).collect(),
        months: months
            .clone()
            .map(|month| text::period_tick(Period::Month(*month)))
            .collect(),
        dots: dots
            .filter_map(|one| dot(one, &facts.months, zone))
            .collect(),
        medians: facts.quarters.iter().map(median).collect(),
        counts: months.map(|month| counts(facts, *month, zone)).collect(),
    }
}

/// Round durations, in minutes, from the shortest that was to the longest.
fn ticks(facts: &MetricsFacts) -> Vec<i64> {
    const ROUND: [i64; 9] = [1, 5, 30, 120, 480, 1440, 4320, 10080, 43200];
    let times = facts.incidents.iter();
    let times = times.filter_map(|one| one.duration(Metric::Resolve));
    let minutes: Vec<i64> = times.map(|time| time.as_minutes().max(1)).collect();
    let (Some(least), Some(most)) = (minutes.iter().min(), minutes.iter().max()) else {
        return Vec::new();
    };
    // One tick beyond the data on each side, so that what is at an edge can be read.
    let first = ROUND.iter().rposition(|tick| tick <= least).unwrap_or(0);
    let last = ROUND.iter().position(|tick| tick >= most);
    ROUND[first..=last.unwrap_or(ROUND.len() - 1)].to_vec()
}

fn dot(one: &IncidentTimings, months: &[Date], zone: Zone) -> Option<Dot> {
    severity_place(one.facts.impact)?;
    let started: Moment = one.facts.incident.details.started;
    // Minutes of an incident are far below 2^53.
    let minutes = one.duration(Metric::Resolve)?.as_minutes().max(1) as f64;
    Some(Dot {
        at: axis_position(months, zone.date(started)),
        minutes,
        severity: one.facts.impact,
    })
}

/// Where a day is among the months: 0 is the middle of the first one.
// Months of a page and days of a month are few.
fn axis_position(months: &[Date], day: Date) -> f64 {
    let Some(first) = months.first() else {
        return 0.0;
    };
    let ((year, month, _), (first_year, first_month, _)) = (day.parts(), first.parts());
    let whole = f64::from(year - first_year) * 12.0 + f64::from(month) - f64::from(first_month);
    let (passed, length) = (
        day.days_since(day.month_start()),
        day.next_month().days_since(day.month_start()),
    );
    whole - 0.5 + passed as f64 / length as f64
}

fn counts(facts: &MetricsFacts, month: Date, zone: Zone) -> [u32; 3] {
    let mut counts = [0; 3];
    for one in &facts.incidents {
        let place = severity_place(one.facts.impact);
        if let Some(place) = place
            && zone.date(one.facts.incident.details.started).month_start() == month
        {
            counts[place] += 1;
        }
    }
    counts
}
