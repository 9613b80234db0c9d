//! The status page.

use serde::Serialize;

use super::component;
use super::entry::{HistoryEntryView, RecentDayView, entries_on, entry_link};
use super::incident::{self, IncidentCard};
use super::maintenance::{self, MaintenanceCard};
use super::notice::{self, NoticePage};
use super::site::PublicSite;
use crate::base::time::{Date, Interval};
use crate::derive::component::ComponentFacts;
use crate::derive::entry::EntryFacts;
use crate::derive::incident::IncidentFacts;
use crate::derive::maintenance::MaintenanceFacts;
use crate::derive::snapshot::GroupFacts;
use crate::model::component::State;
use crate::model::route;
use crate::view::frame::PageMeta;
use crate::view::links::{LinkView, Links};
use crate::view::text::{self, StatusLabel};

/// Days that are listed one by one.
const RECENT_DAYS: i64 = 14;
/// Components of bad days that are listed one by one.
const MAX_BAD_DAY_LINES: usize = 30;

#[derive(Clone, Debug, Serialize)]
pub struct StatusPage {
    pub banner: StatusLabel,
    /// Open incidents, newest first.
    pub incidents: Vec<IncidentCard>,
    /// Maintenance that runs now.
    pub active: Vec<MaintenanceCard>,
    /// Upcoming maintenance, soonest first.
    pub upcoming: Vec<MaintenanceCard>,
    /// Pinned notices.
    pub notices: Vec<NoticePage>,
    /// Components by group.
    pub groups: Vec<StatusGroupView>,
    /// Days that bars and uptime cover.
    pub days: u32,
    /// The rule behind uptime.
    pub formula: String,
    /// Days that were not fine, newest first.
    pub bad_days: Vec<BadDay>,
    /// How many more there were before.
    pub earlier_bad_days: usize,
    /// The last days, newest first.
    pub recent: Vec<RecentDayView>,
    /// The page of all months.
    pub history: String,
}

/// A group of components.
#[derive(Clone, Debug, Serialize)]
pub struct StatusGroupView {
    pub name: String,
    pub description: Option<String>,
    /// Its worst state.
    pub state: StatusLabel,
    pub components: Vec<StatusComponentView>,
}

/// A component on the board.
#[derive(Clone, Debug, Serialize)]
pub struct StatusComponentView {
    pub name: String,
    pub href: String,
    pub description: Option<String>,
    pub state: StatusLabel,
    /// The last days.
    pub bars: component::UptimeBars,
    /// `99.96% over 86 days`.
    pub uptime: Option<String>,
}

/// A day on which a component was in trouble.
#[derive(Clone, Debug, Serialize)]
pub struct BadDay {
    pub day: String,
    /// The components with their states.
    pub components: Vec<BadComponent>,
}

/// The states of a component on a day.
#[derive(Clone, Debug, Serialize)]
pub struct BadComponent {
    pub name: String,
    /// Time in each state of trouble; at midnight there is none yet, but a state.
    pub words: String,
    /// The incidents of that day.
    pub incidents: Vec<LinkView>,
}

pub(in crate::view) fn page(site: &PublicSite) -> (PageMeta, StatusPage) {
    let page = status_page(site);
    let values = [
        ("state", (&page.banner.text).into()),
        ("text", (&site.snapshot.site.description).into()),
    ];
    let description = site.locale.message_with("status-about", &values);
    let meta = PageMeta::new("", &site.snapshot.site.title, description);
    (meta, page)
}

fn status_page(site: &PublicSite) -> StatusPage {
    let snapshot = &site.snapshot;
    let links = Links::from_page("");
    let cards = |chosen: &dyn Fn(&MaintenanceFacts) -> bool| {
        let chosen = snapshot
            .maintenance
            .iter()
            .rev()
            .filter(|facts| chosen(facts));
        chosen
            .map(|facts| maintenance::card(site, facts, &links))
            .collect()
    };
    let pinned = snapshot
        .notices
        .iter()
        .filter(|notice| notice.pin && notice.until.is_none_or(|until| until > snapshot.now));
    let mut bad_days = bad_days(site, &links);
    let shown = shown(&bad_days);
    let earlier_bad_days = bad_days.split_off(shown).len();
    StatusPage {
        banner: banner(site),
        incidents: snapshot
            .open_incidents()
            .map(|facts| incident::card(site, facts, &links))
            .collect(),
        active: cards(&|facts| facts.is_active()),
        upcoming: cards(&|facts| facts.is_upcoming()),
        notices: pinned
            .map(|notice| notice::notice_page(site, notice, &links))
            .collect(),
        groups: snapshot
            .groups
            .iter()
            .filter(|group| !group.components.is_empty())
            .map(|g| group(site, g, &links))
            .collect(),
        days: snapshot.site.history_days,
        formula: component::formula(site),
        bad_days,
        earlier_bad_days,
        recent: recent_days(site, &links),
        history: links.to(route::HISTORY.pattern),
    }
}

pub(in crate::view) fn banner(site: &PublicSite) -> StatusLabel {
    let snapshot = &site.snapshot;
    let worst = (snapshot.board())
        .filter(|facts| facts.state == snapshot.overall_state && facts.state != State::Operational);
    let names: Vec<String> = worst.map(|facts| facts.component.name.clone()).collect();
    let total = snapshot.board().count();
    let open = snapshot.open_incidents().count();
    let class = if open > 0 && snapshot.overall_state == State::Operational {
        "degraded".to_owned()
    } else {
        text::state_class(snapshot.overall_state)
    };
    StatusLabel {
        class,
        text: site
            .locale
            .banner(snapshot.overall_state, &names, total, open),
    }
}

fn group(site: &PublicSite, group: &GroupFacts, links: &Links) -> StatusGroupView {
    let rows = group.components.iter().map(|&at| {
        let facts = &site.snapshot.components[at];
        StatusComponentView {
            name: facts.component.name.clone(),
            href: links.to(&route::COMPONENT.address(&facts.component.id)),
            description: facts.component.description.clone(),
            state: site.locale.state(facts.state),
            bars: component::uptime_bars(site, facts),
            uptime: facts
                .uptime
                .as_ref()
                .map(|uptime| component::uptime_words(site, uptime)),
        }
    });
    StatusGroupView {
        name: group.group.name.clone(),
        description: group.group.description.clone(),
        state: site.locale.state(group.state),
        components: rows.collect(),
    }
}

fn bad_days(site: &PublicSite, links: &Links) -> Vec<BadDay> {
    let snapshot = &site.snapshot;
    let zone = snapshot.site.zone;
    let dates: Vec<Date> = (0..i64::from(snapshot.site.history_days))
        .map(|back| snapshot.today.plus_days(-back))
        .collect();
    let Some(first) = dates.last().map(|date| date.start_in(zone)) else {
        return Vec::new();
    };
    let mut days: Vec<BadDay> = dates
        .iter()
        .map(|date| BadDay {
            day: site.locale.date(*date),
            components: Vec::new(),
        })
        .collect();
    for facts in snapshot.board() {
        let recent = facts.incidents.iter().map(|&at| &snapshot.incidents[at]);
        let recent: Vec<&IncidentFacts> = recent
            .filter(|one| one.end.is_none_or(|end| end >= first))
            .collect();
        for (day, place) in facts.days.iter().rev().zip(&mut days) {
            if let Some(worst) = day.worst.filter(|worst| worst.is_trouble()) {
                place.components.push(BadComponent {
                    name: facts.component.name.clone(),
                    words: component::downtime_words(site, &day.downtime)
                        .unwrap_or_else(|| site.locale.state(worst).text),
                    incidents: incidents_on(site, &recent, facts, day.date, links),
                });
            }
        }
    }
    days.retain(|day| !day.components.is_empty());
    days
}

/// How many of the days fit. Their pages tell of the others; in years of trouble the page stays small.
fn shown(days: &[BadDay]) -> usize {
    let mut lines = 0;
    let fit = days.iter().take_while(|day| {
        lines += day.components.len();
        lines <= MAX_BAD_DAY_LINES
    });
    fit.count().max(1).min(days.len())
}

fn incidents_on(
    site: &PublicSite,
    recent: &[&IncidentFacts],
    facts: &ComponentFacts,
    date: Date,
    links: &Links,
) -> Vec<LinkView> {
    let (now, zone) = (site.snapshot.now, site.snapshot.site.zone);
    let Some(window) = Interval::new(date.start_in(zone), date.plus_days(1).start_in(zone)) else {
        return Vec::new();
    };
    let touching = recent.iter().filter(|incident| {
        let intervals = incident
            .state_intervals
            .get(&facts.component.id)
            .into_iter()
            .flatten();
        let mut intervals = intervals.filter(|held| held.state.is_trouble());
        let state = incident.states.get(&facts.component.id);
        intervals.any(|held| held.interval.intersection(window).is_some())
            || window.contains(now) && state.is_some_and(|state| state.is_trouble())
    });
    touching
        .map(|incident| entry_link(EntryFacts::Incident(incident), links))
        .collect()
}

/// The last days, newest first. Quiet days that follow each other are one line.
fn recent_days(site: &PublicSite, links: &Links) -> Vec<RecentDayView> {
    let dates = (0..RECENT_DAYS).map(|back| site.snapshot.today.plus_days(-back));
    let mut spans: Vec<(Date, Date, Vec<HistoryEntryView>)> = Vec::new();
    for date in dates {
        let entries = entries_on(site, links, date);
        match spans
            .last_mut()
            .filter(|(.., before)| before.is_empty() && entries.is_empty())
        {
            Some((first, ..)) => *first = date,
            None => spans.push((date, date, entries)),
        }
    }
    let view = |(first, last, entries)| RecentDayView {
        day: site.locale.dates(first, last),
        entries,
    };
    spans.into_iter().map(view).collect()
}
