//! The open data: every incident, and the uptime of every month that is over, with what each column means.
//!
//! The files hold nothing that moves with the moment of a build: open incidents have no length yet, and the month that is not over is not in
//! them.

use serde::Serialize;

use super::component;
use super::site::PublicSite;
use crate::base::time::{Date, Duration, Moment, Precision};
use crate::base::vocabulary::Vocabulary;
use crate::derive::component::{ComponentFacts, MonthUptime};
use crate::derive::incident::IncidentFacts;
use crate::derive::transitions::history_start;
use crate::derive::uptime::{STATUSPAGE_WEIGHTS, STRICT_WEIGHTS};
use crate::model::entry::Update;
use crate::model::incident::IncidentStatus;
use crate::model::route;
use crate::model::site::Weights;
use crate::view::frame::PageMeta;
use crate::view::links::{LinkView, Links};
use crate::view::table::Table;
use crate::view::text;

/// The columns of `incidents.csv`, each with the message that says what it means.
const INCIDENT_COLUMNS: [(&str, &str); 13] = [
    ("id", "column-id"),
    ("title", "column-title"),
    ("url", "column-url"),
    ("impact", "column-impact"),
    ("status", "column-status"),
    ("started", "column-started"),
    ("detected", "column-detected"),
    ("first_update", "column-first-update"),
    ("ended", "column-ended"),
    ("minutes", "column-minutes"),
    ("components", "column-components"),
    ("updates", "column-updates"),
    ("postmortem", "column-postmortem"),
];

/// The columns of `uptime.csv`, each with the message that says what it means.
const UPTIME_COLUMNS: [(&str, &str); 11] = [
    ("component", "column-component"),
    ("name", "column-name"),
    ("group", "column-group"),
    ("month", "column-month"),
    ("seconds", "column-seconds"),
    ("degraded_seconds", "column-degraded-seconds"),
    ("partial_seconds", "column-partial-seconds"),
    ("outage_seconds", "column-outage-seconds"),
    ("uptime", "column-uptime"),
    ("uptime_statuspage", "column-uptime-statuspage"),
    ("uptime_strict", "column-uptime-strict"),
];

/// The page of the open data.
#[derive(Clone, Debug, Serialize)]
pub struct DataPage {
    pub files: Vec<DataFileView>,
    /// The rule behind uptime.
    pub formula: String,
    /// The same with the columns of `uptime.csv`.
    pub equation: String,
    /// Days that the figures below cover.
    pub days: u32,
    /// The uptime of each component by three rules.
    pub rows: Vec<UptimeRuleRow>,
}

/// A file with its dictionary.
#[derive(Clone, Debug, Serialize)]
pub struct DataFileView {
    /// Where it is, and its name.
    pub link: LinkView,
    pub about: String,
    /// What each column means.
    pub columns: Vec<DataColumnView>,
}

/// A column of a file.
#[derive(Clone, Debug, Serialize)]
pub struct DataColumnView {
    pub name: &'static str,
    /// What it means.
    pub meaning: String,
}

/// The uptime of a component.
#[derive(Clone, Debug, Serialize)]
pub struct UptimeRuleRow {
    pub component: LinkView,
    /// By the rule of the site.
    pub own: String,
    /// By the rule of Statuspage.
    pub statuspage: String,
    /// By the rule that counts every minute that was not fine.
    pub strict: String,
}

pub(in crate::view) fn page(site: &PublicSite) -> (PageMeta, DataPage) {
    let (title, description) = (
        site.locale.message("open-data"),
        site.locale.message("open-data-about"),
    );
    (
        PageMeta::new(route::DATA.pattern, title, description),
        data_page(site),
    )
}

fn data_page(site: &PublicSite) -> DataPage {
    let snapshot = &site.snapshot;
    let links = Links::from_page(route::DATA.pattern);
    let file = |name: &str, about: &str, columns: &[(&'static str, &str)]| DataFileView {
        link: LinkView {
            href: name.to_owned(),
            text: name.to_owned(),
        },
        about: site.locale.message(about),
        columns: columns
            .iter()
            .map(|(name, key)| DataColumnView {
                name,
                meaning: site.locale.message(key),
            })
            .collect(),
    };
    DataPage {
        files: vec![
            file("incidents.csv", "incidents-csv-about", &INCIDENT_COLUMNS),
            file("uptime.csv", "uptime-csv-about", &UPTIME_COLUMNS),
        ],
        formula: component::formula(site),
        equation: equation(&snapshot.site.weights),
        days: snapshot.site.history_days,
        rows: (snapshot.board())
            .filter_map(|facts| row(site, facts, &links))
            .collect(),
    }
}

/// How `uptime` follows from the other columns.
fn equation(weights: &Weights) -> String {
    let Weights {
        degraded_performance,
        partial_outage,
        major_outage,
    } = weights;
    format!(
        "uptime = 100 \u{d7} (1 \u{2212} ({degraded_performance} \u{d7} degraded_seconds + {partial_outage} \u{d7} partial_seconds + \
         {major_outage} \u{d7} outage_seconds) \u{f7} seconds)"
    )
}

fn row(site: &PublicSite, facts: &ComponentFacts, links: &Links) -> Option<UptimeRuleRow> {
    let own = facts.uptime.as_ref()?;
    let by = |weights: &Weights| {
        component::percent(site, component::by_rule(site, facts, own, weights).percent)
    };
    Some(UptimeRuleRow {
        component: links.link(
            &route::COMPONENT.address(&facts.component.id),
            &facts.component.name,
        ),
        own: component::percent(site, own.percent),
        statuspage: by(&STATUSPAGE_WEIGHTS),
        strict: by(&STRICT_WEIGHTS),
    })
}

/// Every incident, newest first.
pub(super) fn incident_table(site: &PublicSite) -> Table {
    let rows = site
        .snapshot
        .incidents
        .iter()
        .map(|facts| incident_row(site, facts));
    Table {
        head: head(&INCIDENT_COLUMNS),
        rows: rows.collect(),
    }
}

fn head(columns: &[(&str, &str)]) -> Vec<String> {
    columns.iter().map(|(name, _)| (*name).to_owned()).collect()
}

fn incident_row(site: &PublicSite, facts: &IncidentFacts) -> Vec<String> {
    let (snapshot, incident) = (&site.snapshot, facts.incident);
    let time = |moment: Option<Moment>| {
        moment
            .filter(|at| *at <= snapshot.now)
            .map(Moment::rfc3339)
            .unwrap_or_default()
    };
    let minutes = facts.end.and_then(|_| facts.duration(snapshot.now));
    let minutes = minutes.map(|length| length.as_minutes().to_string());
    let details = &incident.details;
    let started = site.time_or_date(details.started, details.is_start_date_only);
    let first_update = incident
        .updates
        .iter()
        .min_by_key(|update| update.published());
    let known_end = facts
        .end
        .filter(|_| facts.end_precision == Precision::Exact);
    let touched = snapshot
        .components
        .iter()
        .map(|one| &one.component.id)
        .filter(|id| facts.state_intervals.contains_key(id));
    let touched: Vec<&str> = touched.map(crate::base::id::ComponentId::as_str).collect();
    let explained = snapshot.postmortems_about(&incident.id).first();
    let status = match facts.end {
        Some(_) => IncidentStatus::Resolved,
        None => facts.status.unwrap_or(IncidentStatus::Investigating),
    };
    vec![
        incident.id.to_string(),
        incident.title.clone(),
        snapshot
            .site
            .url
            .join(&route::INCIDENT.address(&incident.id)),
        facts.impact.word().to_owned(),
        status.word().to_owned(),
        started.machine,
        time(incident.details.detected),
        time(first_update.and_then(Update::known_publication)),
        time(known_end),
        minutes.unwrap_or_default(),
        touched.join(" "),
        facts.updates.len().to_string(),
        explained
            .map(|one| snapshot.site.url.join(&route::POSTMORTEM.address(&one.id)))
            .unwrap_or_default(),
    ]
}

/// Every component and month that is over, in the order of the board, newest first.
pub(super) fn uptime_table(site: &PublicSite) -> Table {
    let snapshot = &site.snapshot;
    let zone = snapshot.site.zone;
    let mut table = Table {
        head: head(&UPTIME_COLUMNS),
        rows: Vec::new(),
    };
    let Some(first) = history_start(snapshot).map(|began| zone.date(began).month_start()) else {
        return table;
    };
    for facts in &snapshot.components {
        let retired = facts.component.retired.filter(|_| facts.retired);
        let over = |month: &MonthUptime| {
            retired.is_some() || month.first.next_month().start_in(zone) <= snapshot.now
        };
        let months = facts.months(
            count(first, snapshot.today),
            first,
            snapshot.site,
            snapshot.now,
        );
        let months = months.iter().filter(|month| over(month));
        table
            .rows
            .extend(months.map(|month| month_row(site, facts, month)));
    }
    table
}

/// How many months there are from one day to a later one, both of theirs included.
fn count(first: Date, last: Date) -> usize {
    let months = |date: Date| i64::from(date.parts().0) * 12 + i64::from(date.parts().1);
    usize::try_from(months(last) - months(first) + 1).unwrap_or_default()
}

fn month_row(site: &PublicSite, facts: &ComponentFacts, month: &MonthUptime) -> Vec<String> {
    let own = &month.uptime;
    let (year, number, _) = month.first.parts();
    let seconds = |duration: Duration| duration.as_seconds().to_string();
    let by = |weights: &Weights| {
        text::rounded_down(component::by_rule(site, facts, own, weights).percent, 3)
    };
    vec![
        facts.component.id.to_string(),
        facts.component.name.clone(),
        facts.group.name.clone(),
        format!("{year}-{number:02}"),
        seconds(own.window.length()),
        seconds(own.downtime.degraded_performance),
        seconds(own.downtime.partial_outage),
        seconds(own.downtime.major_outage),
        text::rounded_down(own.percent, 3),
        by(&STATUSPAGE_WEIGHTS),
        by(&STRICT_WEIGHTS),
    ]
}
