//! The last days of components as bars, and the list of those that were not fine. A bar leads to its day in the list.

use serde::Serialize;

use super::entry::entry_link;
use super::site::PublicSite;
use crate::base::time::{Date, Interval};
use crate::derive::component::ComponentFacts;
use crate::derive::entry::EntryFacts;
use crate::derive::incident::IncidentFacts;
use crate::derive::uptime::{ComponentDay, Downtime};
use crate::model::component::State;
use crate::view::chart::DayState;
use crate::view::links::{LinkView, Links};

/// Lines up to which the list is open.
const MAX_OPEN_LINES: usize = 6;

/// Days as bars whose height carries the state as well as the colour.
#[derive(Clone, Debug, Serialize)]
pub struct UptimeBars {
    /// How many days.
    pub count: usize,
    /// What they show, in one sentence.
    pub description: String,
    /// Days of one state each.
    pub series: Vec<BarSeries>,
    /// How much of the width a day takes, in percent.
    pub step: f64,
    /// What leads to the days that are listed on the page.
    pub links: Vec<BarLink>,
}

/// The days of one state.
#[derive(Clone, Debug, Serialize)]
pub struct BarSeries {
    /// The state's class, or `nothing`.
    pub class: &'static str,
    /// Height of the bars, of 30.
    pub height: u32,
    /// Which places, from the left.
    pub places: Vec<usize>,
}

/// A day with a place in the list.
#[derive(Clone, Debug, Serialize)]
pub struct BarLink {
    /// Where its place begins, in percent of the width.
    pub x: f64,
    /// The anchor of the day.
    pub anchor: String,
    /// `30 June 2012: Major outage`.
    pub text: String,
}

/// The days on which components were in trouble.
#[derive(Clone, Debug, Serialize)]
pub struct BadDays {
    /// Newest first.
    pub days: Vec<BadDay>,
    /// How many more there were before.
    pub earlier: usize,
    /// Whether there are so few that all are in sight.
    pub is_open: bool,
    /// The first day that is listed.
    #[serde(skip)]
    first: Option<Date>,
}

/// A day on which components were in trouble.
#[derive(Clone, Debug, Serialize)]
pub struct BadDay {
    /// Its anchor: `2012-06-30`.
    pub anchor: String,
    pub day: String,
    pub lines: Vec<BadDayLine>,
}

/// Components that had the same trouble on a day.
#[derive(Clone, Debug, Serialize)]
pub struct BadDayLine {
    pub names: String,
    /// Time in each state of trouble; at midnight there is none yet, but a state.
    pub words: String,
    /// The incidents of that day.
    pub incidents: Vec<LinkView>,
}

impl UptimeBars {
    pub(super) fn of(site: &PublicSite, facts: &ComponentFacts, listed: &BadDays) -> UptimeBars {
        let count = facts.days.len();
        // Time runs as the words do.
        let place = |at: usize| match site.locale.direction() {
            "rtl" => count - 1 - at,
            _ => at,
        };
        // A bar is four units wide, and the space before the next one is a fifth.
        let percent = |place: usize| (place * 50_000 / (count * 5 - 1)) as f64 / 100.0;
        let days = || facts.days.iter().enumerate();
        let series = DayState::ALL.into_iter().map(|state| BarSeries {
            class: state.class(),
            height: state.height(),
            places: days()
                .filter(|(_, day)| DayState::of(day.worst) == state)
                .map(|(at, _)| place(at))
                .collect(),
        });
        let links = days().filter_map(|(at, day)| {
            let state = trouble_of(day).filter(|_| listed.first <= Some(day.date))?;
            let date = site.locale.date(day.date);
            let state = site.locale.state(state).text;
            Some(BarLink {
                x: percent(place(at)),
                anchor: day.date.to_string(),
                text: site.locale.component_in_state(&date, &state),
            })
        });
        UptimeBars {
            count,
            step: percent(1),
            description: describe_bars(site, facts),
            series: series.filter(|series| !series.places.is_empty()).collect(),
            links: links.collect(),
        }
    }
}

impl BadDays {
    /// The days of components, as many as have at most `most` lines together, and one at least.
    pub(super) fn of<'f, 's: 'f>(
        site: &PublicSite,
        components: impl Iterator<Item = &'f ComponentFacts<'s>> + Clone,
        links: &Links,
        most: usize,
    ) -> BadDays {
        let snapshot = &site.snapshot;
        let dates =
            (0..i64::from(snapshot.site.history_days)).map(|back| snapshot.today.plus_days(-back));
        let bad = dates.filter_map(|date| {
            let lines = lines_of(site, components.clone(), date, links);
            (!lines.is_empty()).then_some((date, lines))
        });
        let mut bad: Vec<(Date, Vec<BadDayLine>)> = bad.collect();
        let mut count = 0;
        let fit = bad.iter().take_while(|(_, lines)| {
            count += lines.len();
            count <= most
        });
        let shown = fit.count().max(1).min(bad.len());
        let earlier = bad.split_off(shown).len();
        BadDays {
            earlier,
            is_open: earlier == 0 && count <= MAX_OPEN_LINES,
            first: bad.last().map(|(date, _)| *date),
            days: bad
                .into_iter()
                .map(|(date, lines)| BadDay {
                    anchor: date.to_string(),
                    day: site.locale.date(date),
                    lines,
                })
                .collect(),
        }
    }
}

/// What the bars of a component show, in one sentence.
pub(super) fn describe_bars(site: &PublicSite, facts: &ComponentFacts) -> String {
    let bad = facts
        .days
        .iter()
        .filter(|day| trouble_of(day).is_some())
        .count();
    let known = facts.days.iter().filter(|day| day.worst.is_some()).count();
    let name = &facts.component.name;
    match bad {
        0 => site.locale.message_with(
            "bars-no-incidents",
            &[("name", name.into()), ("count", known.into())],
        ),
        _ => site.locale.message_with(
            "bars-with-incidents",
            &[
                ("name", name.into()),
                ("bad", bad.into()),
                ("count", known.into()),
            ],
        ),
    }
}

/// The time in each state in words, up to the moment of the page: `5 h degraded, 8 h major outage`.
pub(super) fn downtime_words(site: &PublicSite, downtime: &Downtime) -> Option<String> {
    let keys = ["duration-degraded", "duration-partial", "duration-outage"];
    let times = downtime.by_state().map(|(_, time)| time);
    let parts = keys.into_iter().zip(times).filter_map(|(key, time)| {
        let length = site.locale.some_length(time)?;
        Some(site.locale.message_with(key, &[("length", length.into())]))
    });
    let parts: Vec<String> = parts.collect();
    Some(site.locale.commas(&parts)).filter(|words| !words.is_empty())
}

fn trouble_of(day: &ComponentDay) -> Option<State> {
    day.worst.filter(|worst| worst.is_trouble())
}

/// The trouble of a day. Components with the same states and incidents share a line.
fn lines_of<'f, 's: 'f>(
    site: &PublicSite,
    components: impl Iterator<Item = &'f ComponentFacts<'s>>,
    date: Date,
    links: &Links,
) -> Vec<BadDayLine> {
    let mut lines: Vec<(Vec<String>, String, Vec<LinkView>)> = Vec::new();
    for facts in components {
        let Some(day) = facts.days.iter().find(|day| day.date == date) else {
            continue;
        };
        let Some(worst) = trouble_of(day) else {
            continue;
        };
        let words =
            downtime_words(site, &day.downtime).unwrap_or_else(|| site.locale.state(worst).text);
        let incidents = incidents_on(site, facts, date, links);
        let name = facts.component.name.clone();
        match lines
            .iter_mut()
            .find(|(_, own, shared)| *own == words && *shared == incidents)
        {
            Some((names, ..)) => names.push(name),
            None => lines.push((vec![name], words, incidents)),
        }
    }
    let line = |(names, words, incidents): (Vec<String>, _, _)| BadDayLine {
        names: site.locale.commas(&names),
        words,
        incidents,
    };
    lines.into_iter().map(line).collect()
}

fn incidents_on(
    site: &PublicSite,
    facts: &ComponentFacts,
    date: Date,
    links: &Links,
) -> Vec<LinkView> {
    let (now, zone) = (site.snapshot.now, site.snapshot.site.zone);
    let Some(window) = Interval::new(date.start_in(zone), date.plus_days(1).start_in(zone)) else {
        return Vec::new();
    };
    let touches = |incident: &IncidentFacts| {
        if incident.end.is_some_and(|end| end < window.start()) {
            return false;
        }
        let id = &facts.component.id;
        let mut intervals = (incident.state_intervals.get(id).into_iter().flatten())
            .filter(|held| held.state.is_trouble());
        let state = incident.states.get(id);
        intervals.any(|held| held.interval.intersection(window).is_some())
            || window.contains(now) && state.is_some_and(|state| state.is_trouble())
    };
    let incidents = facts.incidents.iter();
    incidents
        .map(|&at| &site.snapshot.incidents[at])
        .filter(|incident| touches(incident))
        .map(|incident| entry_link(EntryFacts::Incident(incident), links))
        .collect()
}
