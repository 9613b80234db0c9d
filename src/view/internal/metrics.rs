//! How incidents were handled.

use serde::Serialize;

use super::InternalSite;
use crate::base::time::{Date, Duration, Moment, Zone};
use crate::base::vocabulary::Vocabulary;
use crate::derive::metrics::{IncidentTimings, MetricsFacts};
use crate::derive::statistics::Median;
use crate::model::incident::Impact;
use crate::model::route;
use crate::view::chart::{
    Caption, Digits, Dot, DurationTick, DurationsChart, DurationsLegend, MedianTick, SeverityMark,
};
use crate::view::frame::PageMeta;
use crate::view::links::LinkView;
use crate::view::links::Links;
use crate::view::outline::View;
use crate::view::page::PageBody;
use crate::view::table::Table;
use crate::view::text::dictionary;
use crate::view::text::{self, StatusLabel, Time};

/// The page of incident metrics.
#[derive(Clone, Debug, Serialize)]
pub struct MetricsPage {
    /// Each incident as a dot; none before there was an incident.
    pub chart: Option<DurationsChart>,
    /// Medians and promises in sentences.
    pub sentences: Vec<String>,
    /// Newest first.
    pub rows: Vec<IncidentMetricsRow>,
    /// Where the numbers are explained.
    pub dictionary: String,
}

/// One incident.
#[derive(Clone, Debug, Serialize)]
pub struct IncidentMetricsRow {
    /// Its title, and its page on the public site.
    pub link: LinkView,
    /// When it began.
    pub started: Time,
    /// How much it hurt.
    pub impact: StatusLabel,
    /// Time to the first word.
    pub first_word: String,
    /// Time to resolve; empty while it is open.
    pub resolve: String,
    /// The longest silence.
    pub silence: String,
}

pub(super) fn view(site: &InternalSite) -> View {
    let facts = MetricsFacts::of(&site.snapshot);
    let about = PageMeta::new(
        route::METRICS.pattern,
        "Incident metrics",
        "How soon customers heard of incidents, how long those took, and how long it was silent.",
    );
    let page = MetricsPage {
        chart: facts.as_ref().map(|facts| chart(facts, site)),
        sentences: facts
            .as_ref()
            .map(|facts| sentences(facts, site))
            .unwrap_or_default(),
        rows: facts
            .iter()
            .flat_map(|facts| &facts.incidents)
            .map(|one| row(one, site))
            .collect(),
        dictionary: Links::from_page(route::METRICS.pattern).to(&format!(
            "{}#{}",
            route::DICTIONARY.pattern,
            dictionary::INCIDENTS.id
        )),
    };
    site.page(&about, PageBody::Metrics(Box::new(page)))
}

fn row(one: &IncidentTimings, site: &InternalSite) -> IncidentMetricsRow {
    let incident = one.facts.incident;
    let public = &site.ledger.status.site;
    IncidentMetricsRow {
        link: LinkView {
            href: public.url.join(&route::INCIDENT.address(&incident.id)),
            text: incident.title.clone(),
        },
        started: text::time(incident.started, public.zone),
        impact: text::impact(one.facts.impact),
        first_word: text::length(one.time_to_first_update),
        resolve: one.time_to_resolve.map(text::length).unwrap_or_default(),
        silence: text::length(one.longest_update_gap),
    }
}

fn sentences(facts: &MetricsFacts, site: &InternalSite) -> Vec<String> {
    let policy = &site.ledger.status.site.policy;
    let middle = |what: &str, median: &Option<Median>| {
        median
            .as_ref()
            .map(|median| text::metrics::median(what, median))
    };
    let mut sentences: Vec<String> = [
        middle("time to the first word", &facts.time_to_first_update),
        middle("time to resolve", &facts.time_to_resolve),
        middle("longest silence", &facts.longest_update_gap),
    ]
    .into_iter()
    .flatten()
    .collect();
    let promised: Vec<&IncidentTimings> = facts
        .incidents
        .iter()
        .filter(|one| policy.in_force_at(one.facts.incident.started).is_some())
        .collect();
    if !promised.is_empty() {
        let kept = |kept: &dyn Fn(&IncidentTimings) -> bool| {
            promised.iter().filter(|one| kept(one)).count()
        };
        let soon = kept(&|one| one.time_to_first_update <= policy.first_update);
        sentences.push(text::metrics::first_updates_on_time(
            soon,
            promised.len(),
            policy.first_update,
        ));
        let steady = kept(&|one| one.longest_update_gap <= policy.update_interval);
        sentences.push(text::metrics::regular_updates(
            steady,
            promised.len(),
            policy.update_interval,
        ));
    }
    sentences.extend(text::metrics::without_resolution(facts.unresolved));
    sentences
}

/// The chart as a file of its own; empty before there was an incident.
pub(super) fn durations(site: &InternalSite) -> DurationsChart {
    MetricsFacts::of(&site.snapshot)
        .map(|facts| chart(&facts, site))
        .unwrap_or_default()
}

/// The dots of the chart as numbers.
pub(super) fn csv(site: &InternalSite) -> Table {
    let facts = MetricsFacts::of(&site.snapshot);
    let minutes = |duration: Duration| duration.as_minutes().to_string();
    let row = |one: &IncidentTimings| {
        let incident = one.facts.incident;
        vec![
            incident.id.to_string(),
            incident.started.rfc3339(),
            one.facts.impact.word().to_owned(),
            minutes(one.time_to_first_update),
            one.time_to_resolve.map(minutes).unwrap_or_default(),
            minutes(one.longest_update_gap),
        ]
    };
    let rows = facts
        .iter()
        .flat_map(|facts| &facts.incidents)
        .map(row)
        .collect();
    Table {
        head: dictionary::head(&dictionary::INCIDENTS),
        rows,
    }
}

/// Each incident as a dot.
fn chart(facts: &MetricsFacts, site: &InternalSite) -> DurationsChart {
    let zone = site.ledger.status.site.zone;
    let when = match (facts.months.first(), facts.months.last()) {
        (Some(first), Some(last)) if first != last => {
            format!("{} to {}", text::month(*first), text::month(*last))
        }
        (first, _) => first.map(|month| text::month(*month)).unwrap_or_default(),
    };
    let tick = |minutes: i64| {
        let duration = Duration::minutes(minutes);
        #[allow(clippy::cast_precision_loss, reason = "a day has few minutes")]
        DurationTick {
            minutes: minutes as f64,
            text: text::length(duration),
        }
    };
    let month_name = |month: &Date| text::period_tick(crate::base::period::Period::Month(*month));
    DurationsChart {
        caption: Caption {
            id: "durations".to_owned(),
            title: "Time to resolve incidents".to_owned(),
            subtitle: when.clone(),
            description: text::metrics::description(facts, &when),
            footer: vec!["Each mark is one incident, at the day it began.".to_owned()],
        },
        digits: Digits::default(),
        key: DurationsLegend {
            minor: "minor".to_owned(),
            major: "major".to_owned(),
            critical: "critical".to_owned(),
            median: "median of a quarter".to_owned(),
            interval: "95% interval".to_owned(),
        },
        durations_title: "Time to resolve".to_owned(),
        counts_title: "Incidents each month".to_owned(),
        ticks: [5, 30, 120, 480, 1440].map(tick).to_vec(),
        months: facts.months.iter().map(month_name).collect(),
        dots: facts
            .incidents
            .iter()
            .filter_map(|one| dot(one, &facts.months, zone))
            .collect(),
        medians: facts
            .quarters
            .iter()
            .map(|quarter| MedianTick {
                from: axis_position(&facts.months, quarter.first).max(-0.5),
                to: axis_position(&facts.months, quarter.after),
                minutes: quarter.median.median,
                interval: quarter.median.interval,
            })
            .collect(),
        counts: facts
            .months
            .iter()
            .map(|month| counts(facts, *month, zone))
            .collect(),
    }
}

fn severity(impact: Impact) -> SeverityMark {
    match impact {
        Impact::Minor => SeverityMark::Minor,
        Impact::Major => SeverityMark::Major,
        Impact::Critical => SeverityMark::Critical,
    }
}

fn dot(one: &IncidentTimings, months: &[Date], zone: Zone) -> Option<Dot> {
    let started: Moment = one.facts.incident.started;
    #[allow(
        clippy::cast_precision_loss,
        reason = "minutes of an incident are far below 2^53"
    )]
    let minutes = one.time_to_resolve?.as_minutes().max(1) as f64;
    Some(Dot {
        at: axis_position(months, zone.date(started)),
        minutes,
        severity: severity(one.facts.impact),
    })
}

/// Where a day is among the months: 0 is the middle of the first one.
#[allow(
    clippy::cast_precision_loss,
    reason = "months of a page and days of a month are few"
)]
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
        if zone.date(one.facts.incident.started).month_start() == month {
            counts[severity(one.facts.impact) as usize] += 1;
        }
    }
    counts
}
