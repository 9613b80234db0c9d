//! A component.

use serde::Serialize;

use super::bars::{BadDays, UptimeBars, downtime_words};
use super::entry::{HistoryEntryView, incident_entry, maintenance_entry};
use super::site::{PublicSite, summary};
use super::subscribe::FeedFormatLink;
use crate::derive::component::{ComponentFacts, MonthUptime};
use crate::derive::transitions::history_start;
use crate::derive::uptime::{STATUSPAGE_WEIGHTS, STRICT_WEIGHTS, Uptime};
use crate::model::route;
use crate::model::site::Weights;
use crate::view::frame::PageMeta;
use crate::view::links::Links;
use crate::view::text::{self, StatusLabel};

/// Months that are listed.
const MAX_MONTHS: usize = 12;
/// Incidents that are listed, and as many maintenance; the history has all.
const MAX_ENTRIES: usize = 50;

#[derive(Clone, Debug, Serialize)]
pub struct ComponentPage {
    pub name: String,
    pub description: Option<String>,
    /// The name of its group.
    pub group: String,
    /// Its state; none once it is retired.
    pub state: Option<StatusLabel>,
    /// The day on which it left the board.
    pub retired: Option<String>,
    /// The last days.
    pub bars: UptimeBars,
    /// Those of them that were not fine.
    pub bad_days: BadDays,
    /// Uptime over the same days.
    pub uptime: Option<String>,
    /// Time in each state of trouble over the same days, if there was any.
    pub trouble: Option<String>,
    /// Whether figures count to the moment of the page, because an incident is ongoing.
    pub is_ongoing: bool,
    /// The rule behind uptime.
    pub formula: String,
    /// Uptime by month, newest first.
    pub months: Vec<MonthRow>,
    /// The newest of these months that lost time, worked out.
    pub worked: Option<WorkedExample>,
    /// Incidents, newest first.
    pub incidents: Vec<HistoryEntryView>,
    /// Maintenance, newest first.
    pub maintenance: Vec<HistoryEntryView>,
    /// The history, where older ones are, if not all are listed.
    pub history: Option<String>,
    /// Its feeds and its calendar.
    pub feeds: Vec<FeedFormatLink>,
}

/// Uptime of a month.
#[derive(Clone, Debug, Serialize)]
pub struct MonthRow {
    pub month: String,
    pub uptime: String,
    /// Time with degraded performance, a partial outage, and a major outage.
    pub times: [Option<String>; 3],
    /// Uptime by the rule of Statuspage.
    pub statuspage: String,
    /// Uptime if whatever was not fine counts whole.
    pub strict: String,
}

/// The uptime of a month with all that it is made from.
#[derive(Clone, Debug, Serialize)]
pub struct WorkedExample {
    /// Which month it is of, how far it has come, and the unit.
    pub sentence: String,
    /// The equation, in minutes.
    pub equation: String,
}

pub(in crate::view) fn page(site: &PublicSite, at: usize) -> (PageMeta, ComponentPage) {
    let facts = &site.snapshot.components[at];
    let address = route::COMPONENT.address(&facts.component.id);
    let name = &facts.component.name;
    let description = match &facts.component.description {
        None => site
            .locale
            .message_with("component-about", &[("name", name.into())]),
        Some(own) => site.locale.message_with(
            "component-about-more",
            &[("name", name.into()), ("text", own.into())],
        ),
    };
    let meta = PageMeta::new(&address, name, summary(&description))
        .with_file(route::COMPONENT.source_file(name));
    let links = Links::from_page(&address);
    (meta, component_page(site, facts, &links))
}

fn component_page(site: &PublicSite, facts: &ComponentFacts, links: &Links) -> ComponentPage {
    let snapshot = &site.snapshot;
    let incidents = facts
        .incidents
        .iter()
        .take(MAX_ENTRIES)
        .map(|&at| incident_entry(site, &snapshot.incidents[at], links, None));
    let maintenance = facts
        .maintenance
        .iter()
        .take(MAX_ENTRIES)
        .map(|&at| maintenance_entry(site, &snapshot.maintenance[at], links, None));
    let bad_days = BadDays::of(site, std::iter::once(facts), links, usize::MAX);
    let all = [facts.incidents.len(), facts.maintenance.len()];
    let start =
        history_start(snapshot).map_or(snapshot.today, |began| snapshot.site.zone.date(began));
    let months = facts.months(MAX_MONTHS, start, snapshot.site, snapshot.now);
    ComponentPage {
        name: facts.component.name.clone(),
        description: facts.component.description.clone(),
        group: facts.group.name.clone(),
        state: (!facts.retired).then(|| site.locale.state(facts.state)),
        retired: facts
            .component
            .retired
            .filter(|_| facts.retired)
            .map(|date| site.locale.date(date)),
        bars: UptimeBars::of(site, facts, &bad_days),
        bad_days,
        uptime: facts
            .uptime
            .as_ref()
            .filter(|_| !facts.retired)
            .map(|uptime| uptime_words(site, uptime)),
        trouble: facts
            .uptime
            .as_ref()
            .and_then(|uptime| downtime_words(site, &uptime.downtime)),
        is_ongoing: facts.ongoing.is_some(),
        formula: formula(site),
        months: months
            .iter()
            .map(|month| month_row(site, facts, month))
            .collect(),
        worked: months
            .iter()
            .find(|month| month.uptime.percent < 100.0)
            .map(|month| worked_example(site, month)),
        incidents: incidents.collect(),
        maintenance: maintenance.collect(),
        history: all
            .iter()
            .any(|all| *all > MAX_ENTRIES)
            .then(|| links.to(route::HISTORY.pattern)),
        feeds: super::subscribe::component_feeds(site, facts.component, links),
    }
}

fn month_row(site: &PublicSite, facts: &ComponentFacts, month: &MonthUptime) -> MonthRow {
    let uptime = &month.uptime;
    let by = |weights: &Weights| percent(site, by_rule(site, facts, uptime, weights).percent);
    MonthRow {
        month: site.locale.month(month.first),
        uptime: percent(site, uptime.percent),
        times: uptime
            .downtime
            .by_state()
            .map(|(_, time)| site.locale.some_length(time)),
        statuspage: by(&STATUSPAGE_WEIGHTS),
        strict: by(&STRICT_WEIGHTS),
    }
}

/// The uptime over the same time by another rule.
pub(super) fn by_rule(
    site: &PublicSite,
    facts: &ComponentFacts,
    own: &Uptime,
    weights: &Weights,
) -> Uptime {
    Uptime::of(
        &facts.incident_timeline,
        own.window,
        site.snapshot.site.zone,
        weights,
    )
}

fn worked_example(site: &PublicSite, month: &MonthUptime) -> WorkedExample {
    let end = month.first.next_month().start_in(site.snapshot.site.zone);
    let id = if month.uptime.window.end() < end {
        "uptime-example-so-far"
    } else {
        "uptime-example"
    };
    let name = site.locale.month(month.first);
    WorkedExample {
        sentence: site.locale.message_with(id, &[("month", name.into())]),
        equation: equation(&site.snapshot.site.weights, &month.uptime),
    }
}

/// `100 × (1 − (0 × 5 + 0.3 × 0 + 1 × 42) ÷ 43200) = 99.902`, in whole minutes.
pub(in crate::view) fn equation(weights: &Weights, uptime: &Uptime) -> String {
    let Weights {
        degraded_performance,
        partial_outage,
        major_outage,
    } = weights;
    let [degraded, partial, out] = (uptime.downtime.by_state()).map(|(_, time)| time.as_minutes());
    format!(
        "100 \u{d7} (1 \u{2212} ({degraded_performance} \u{d7} {degraded} + {partial_outage} \u{d7} {partial} + \
         {major_outage} \u{d7} {out}) \u{f7} {whole}) = {percent}",
        whole = uptime.window.length().as_minutes(),
        percent = text::rounded_down(uptime.percent, 3),
    )
}

/// Uptime with three decimals, or 100% where nothing was lost.
pub(in crate::view) fn percent(site: &PublicSite, value: f64) -> String {
    site.locale
        .percent(value, if value >= 100.0 { 0 } else { 3 })
}

/// `99.967% over 86 days`.
pub(in crate::view) fn uptime_words(site: &PublicSite, uptime: &Uptime) -> String {
    let days = usize::try_from(uptime.days).unwrap_or_default();
    site.locale.message_with(
        "uptime-over",
        &[
            ("percent", percent(site, uptime.percent).into()),
            ("count", days.into()),
        ],
    )
}

/// The rule behind uptime, in a sentence with this site's weights.
pub(in crate::view) fn formula(site: &PublicSite) -> String {
    let part = |weight: f64, nothing: &str, counts: &str| {
        if weight == 0.0 {
            return site.locale.message(nothing);
        }
        let percent = weight * 100.0;
        let decimals = usize::from(percent.fract() != 0.0);
        site.locale.message_with(
            counts,
            &[("percent", site.locale.percent(percent, decimals).into())],
        )
    };
    let weights = &site.snapshot.site.weights;
    let outage = part(
        weights.major_outage,
        "formula-excludes-outage",
        "formula-counts-outage",
    );
    let partial = part(
        weights.partial_outage,
        "formula-excludes-partial",
        "formula-counts-partial",
    );
    let degraded = part(
        weights.degraded_performance,
        "formula-excludes-degraded",
        "formula-counts-degraded",
    );
    site.locale.message_with(
        "uptime-formula",
        &[
            ("outage", outage.into()),
            ("partial", partial.into()),
            ("degraded", degraded.into()),
        ],
    )
}

/// Names of components, in the order of the board.
pub(super) fn component_names<'i>(
    site: &PublicSite,
    ids: impl Iterator<Item = &'i crate::base::id::ComponentId>,
) -> Vec<String> {
    let ids: Vec<_> = ids.collect();
    let all = site.snapshot.components.iter().map(|facts| facts.component);
    all.filter(|component| ids.contains(&&component.id))
        .map(|component| component.name.clone())
        .collect()
}
