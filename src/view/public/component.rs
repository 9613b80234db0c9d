//! A component.

use serde::Serialize;

use super::status::Entry;
use super::subscribe::Format;
use super::{Public, history};
use crate::base::time::Duration;
use crate::derive::component::{ComponentFacts, Month};
use crate::derive::uptime::{EVERY_MINUTE, STATUSPAGE, Uptime};
use crate::model::component::State;
use crate::model::site::Weights;
use crate::view::address::{self, Links};
use crate::view::chart::DayState;
use crate::view::frame::About;
use crate::view::text::{self, Sign};
use crate::view::{Body, View};

/// Months that are listed.
const MONTHS: usize = 12;
/// Incidents that are listed, and as many maintenance; the history has all.
const SHOWN: usize = 50;

/// The page of a component.
#[derive(Clone, Debug, Serialize)]
pub struct ComponentPage {
    /// Its name.
    pub name: String,
    /// What it does.
    pub description: Option<String>,
    /// The name of its group.
    pub group: String,
    /// Its state; none once it is retired.
    pub state: Option<Sign>,
    /// The day on which it left the board.
    pub retired: Option<String>,
    /// The last days.
    pub bars: Bars,
    /// Uptime over the same days.
    pub uptime: Option<String>,
    /// Degraded and out over the same days, if there was any.
    pub trouble: Option<String>,
    /// The rule behind uptime.
    pub formula: String,
    /// Uptime by month, newest first.
    pub months: Vec<MonthRow>,
    /// The newest of these months that lost time, worked out.
    pub worked: Option<Worked>,
    /// Incidents, newest first.
    pub incidents: Vec<Entry>,
    /// Maintenance, newest first.
    pub maintenance: Vec<Entry>,
    /// The history, where older ones are, if not all are listed.
    pub history: Option<String>,
    /// Its feeds and its calendar.
    pub feeds: Vec<Format>,
}

/// Uptime of a month.
#[derive(Clone, Debug, Serialize)]
pub struct MonthRow {
    /// Its name.
    pub month: String,
    /// Uptime.
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
pub struct Worked {
    /// Its name.
    pub month: String,
    /// The equation, in minutes.
    pub equation: String,
}

/// Days as bars whose height carries the state as well as the colour.
#[derive(Clone, Debug, Serialize)]
pub struct Bars {
    /// How many days.
    pub count: usize,
    /// What they show, in one sentence.
    pub description: String,
    /// Days of one state each.
    pub series: Vec<Series>,
}

/// The days of one state.
#[derive(Clone, Debug, Serialize)]
pub struct Series {
    /// The state's class, or `nothing`.
    pub class: &'static str,
    /// Height of the bars, of 30.
    pub height: u32,
    /// Which days, counted from the oldest.
    pub days: Vec<usize>,
}

pub(super) fn view(site: &Public, at: usize) -> View {
    let facts = &site.snapshot.components[at];
    let address = address::component(facts.component.id.as_str());
    let name = &facts.component.name;
    let words = match &facts.component.description {
        None => site.words.with("component-about", &[("name", name.into())]),
        Some(own) => site.words.with(
            "component-about-more",
            &[("name", name.into()), ("text", own.into())],
        ),
    };
    let about = About {
        address: Some(&address),
        title: name,
        description: &super::summary(&words),
        file: Some("components.yaml".to_owned()),
    };
    site.page(
        &about,
        Body::Component(page(site, facts, &Links::from_page(&address))),
    )
}

fn page(site: &Public, facts: &ComponentFacts, links: &Links) -> ComponentPage {
    let snapshot = &site.snapshot;
    let incidents = facts
        .incidents
        .iter()
        .take(SHOWN)
        .map(|&at| history::incident_entry(site, &snapshot.incidents[at], links, true));
    let maintenance = facts
        .maintenance
        .iter()
        .take(SHOWN)
        .map(|&at| history::maintenance_entry(site, &snapshot.maintenance[at], links, true));
    let all = [facts.incidents.len(), facts.maintenance.len()];
    let months = facts.months(MONTHS, snapshot.site, snapshot.now);
    ComponentPage {
        name: facts.component.name.clone(),
        description: facts.component.description.clone(),
        group: facts.group.name.clone(),
        state: (!facts.retired).then(|| site.words.state(facts.state)),
        retired: facts
            .component
            .retired
            .filter(|_| facts.retired)
            .map(|date| site.words.date(date)),
        bars: bars(site, facts),
        uptime: facts
            .uptime
            .as_ref()
            .filter(|_| !facts.retired)
            .map(|uptime| uptime_words(site, uptime)),
        trouble: facts
            .uptime
            .as_ref()
            .map(|uptime| trouble(site, uptime))
            .filter(|words| !words.is_empty()),
        formula: formula(site),
        months: months
            .iter()
            .map(|month| month_row(site, facts, month))
            .collect(),
        worked: months
            .iter()
            .find(|month| month.uptime.percent < 100.0)
            .map(|month| worked(site, month)),
        incidents: incidents.collect(),
        maintenance: maintenance.collect(),
        history: all
            .iter()
            .any(|all| *all > SHOWN)
            .then(|| links.to("history/")),
        feeds: super::subscribe::of_component(site, facts.component, links),
    }
}

fn month_row(site: &Public, facts: &ComponentFacts, month: &Month) -> MonthRow {
    let uptime = &month.uptime;
    let times = [uptime.degraded, uptime.partial, uptime.out];
    let by = |weights: &Weights| percent(site, by_rule(site, facts, uptime, weights).percent);
    MonthRow {
        month: site.words.month(month.first),
        uptime: percent(site, uptime.percent),
        times: times.map(|time| site.words.some_length(time)),
        statuspage: by(&STATUSPAGE),
        strict: by(&EVERY_MINUTE),
    }
}

/// The uptime over the same time by another rule.
pub(super) fn by_rule(
    site: &Public,
    facts: &ComponentFacts,
    own: &Uptime,
    weights: &Weights,
) -> Uptime {
    Uptime::of(&facts.trouble, own.window, site.snapshot.site.zone, weights)
}

fn worked(site: &Public, month: &Month) -> Worked {
    let equation = equation(&site.snapshot.site.weights, &month.uptime);
    Worked {
        month: site.words.month(month.first),
        equation,
    }
}

/// `100 × (1 − (0 × 5 + 0.3 × 0 + 1 × 42) ÷ 43200) = 99.902`, in whole minutes.
pub(in crate::view) fn equation(weights: &Weights, uptime: &Uptime) -> String {
    let Weights {
        degraded_performance,
        partial_outage,
        major_outage,
    } = weights;
    let [degraded, partial, out] =
        [uptime.degraded, uptime.partial, uptime.out].map(Duration::as_minutes);
    format!(
        "100 \u{d7} (1 \u{2212} ({degraded_performance} \u{d7} {degraded} + {partial_outage} \u{d7} {partial} + \
         {major_outage} \u{d7} {out}) \u{f7} {whole}) = {percent}",
        whole = uptime.window.length().as_minutes(),
        percent = text::rounded_down(uptime.percent, 3),
    )
}

/// Uptime with three decimals, or 100% where nothing was lost.
pub(in crate::view) fn percent(site: &Public, value: f64) -> String {
    site.words
        .percent(value, if value >= 100.0 { 0 } else { 3 })
}

/// `99.967% over 86 days`.
pub(in crate::view) fn uptime_words(site: &Public, uptime: &Uptime) -> String {
    let days = usize::try_from(uptime.days).unwrap_or_default();
    site.words.with(
        "uptime-over",
        &[
            ("percent", percent(site, uptime.percent).into()),
            ("count", days.into()),
        ],
    )
}

/// Time in trouble over the days of an uptime.
fn trouble(site: &Public, uptime: &Uptime) -> String {
    trouble_words(site, uptime.degraded.plus(uptime.partial), uptime.out)
}

/// The rule behind uptime, in a sentence with this site's weights.
pub(in crate::view) fn formula(site: &Public) -> String {
    let part = |weight: f64, nothing: &str, counts: &str| {
        if weight == 0.0 {
            return site.words.say(nothing);
        }
        let percent = weight * 100.0;
        let decimals = usize::from(percent.fract() != 0.0);
        site.words.with(
            counts,
            &[("percent", site.words.percent(percent, decimals).into())],
        )
    };
    let weights = &site.snapshot.site.weights;
    let outage = part(
        weights.major_outage,
        "formula-nothing-outage",
        "formula-counts-outage",
    );
    let partial = part(
        weights.partial_outage,
        "formula-nothing-partial",
        "formula-counts-partial",
    );
    let degraded = part(
        weights.degraded_performance,
        "formula-nothing-degraded",
        "formula-counts-degraded",
    );
    site.words.with(
        "formula",
        &[
            ("outage", outage.into()),
            ("partial", partial.into()),
            ("degraded", degraded.into()),
        ],
    )
}

/// Degraded and out in words: `5 h degraded, 8 h out`.
pub(super) fn trouble_words(site: &Public, degraded: Duration, out: Duration) -> String {
    let some = |duration: Duration, key: &str| {
        let length = site.words.some_length(duration)?;
        Some(site.words.with(key, &[("length", length.into())]))
    };
    let parts = [some(degraded, "trouble-degraded"), some(out, "trouble-out")];
    let join = |first: String, next: String| {
        site.words.with(
            "list-comma",
            &[("first", first.into()), ("next", next.into())],
        )
    };
    parts.into_iter().flatten().reduce(join).unwrap_or_default()
}

/// The bars of a component.
pub(super) fn bars(site: &Public, facts: &ComponentFacts) -> Bars {
    let series = DayState::ALL.into_iter().map(|state| {
        let days = facts
            .days
            .iter()
            .enumerate()
            .filter(|(_, day)| DayState::of(day.worst) == state);
        Series {
            class: state.class(),
            height: state.height(),
            days: days.map(|(at, _)| at).collect(),
        }
    });
    let bad = facts
        .days
        .iter()
        .filter(|day| day.worst.is_some_and(State::is_trouble))
        .count();
    let known = facts.days.iter().filter(|day| day.worst.is_some()).count();
    let name = &facts.component.name;
    let description = match bad {
        0 => site.words.with(
            "bars-fine",
            &[("name", name.into()), ("count", known.into())],
        ),
        _ => site.words.with(
            "bars-trouble",
            &[
                ("name", name.into()),
                ("bad", bad.into()),
                ("count", known.into()),
            ],
        ),
    };
    Bars {
        count: facts.days.len(),
        description,
        series: series.filter(|series| !series.days.is_empty()).collect(),
    }
}

/// Names of components, in the order of the board.
pub(super) fn names<'i>(
    site: &Public,
    ids: impl Iterator<Item = &'i crate::base::id::ComponentId>,
) -> Vec<String> {
    let ids: Vec<_> = ids.collect();
    let all = site.snapshot.components.iter().map(|facts| facts.component);
    all.filter(|component| ids.contains(&&component.id))
        .map(|component| component.name.clone())
        .collect()
}
