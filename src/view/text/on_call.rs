//! The sentences about how often teams were paged.

use std::collections::BTreeSet;

use super::message::message;
use super::{counted_periods, date, dates, length_name, list, period, period_tick};
use crate::base::period::Period;
use crate::derive::on_call::{OnCallFacts, OnCallTeamFacts, TeamPeriod};
use crate::derive::statistics::{ProcessPoint, Signal};
use crate::model::on_call::PageCounts;
use crate::model::team::{Team, Weekday};

/// `10 pages, 7 after hours`.
pub fn pages(pages: PageCounts) -> String {
    message!(
        "pages-after-hours",
        count = pages.all(),
        afterhours = pages.after_hours
    )
}

/// The newest complete period of a team: `8–14 July 2013: 10 pages, 7 after hours`.
pub fn last_period(facts: &OnCallFacts, team: &OnCallTeamFacts) -> String {
    let Some(newest) = facts.newest_complete() else {
        return message!("team-none");
    };
    let when = period(facts.periods[newest].0);
    match &team.periods[newest] {
        Some(one) => message!("team-last", when, pages = pages(one.pages)),
        None => message!("team-not-counted", when),
    }
}

/// All teams in the newest complete period, in a sentence.
pub fn newest_period(facts: &OnCallFacts) -> Option<String> {
    let newest = facts.newest_complete()?;
    let total = facts.total_pages(newest);
    Some(message!(
        "newest-pages",
        when = period(facts.periods[newest].0),
        count = total.all(),
        afterhours = total.after_hours,
    ))
}

/// What is unusual of a period: pages after hours before pages in all.
fn unusual_point(period: &TeamPeriod) -> Option<(ProcessPoint, bool)> {
    let outside = |point: &ProcessPoint| point.signal == Some(Signal::Outside);
    let after_hours = period
        .after_hours
        .filter(outside)
        .map(|point| (point, true));
    after_hours.or_else(|| period.all.filter(outside).map(|point| (point, false)))
}

/// The teams for which the newest complete period is unusual, in a sentence without a full stop; `None` if there is none.
pub fn unusual_teams(facts: &OnCallFacts) -> Option<String> {
    let newest = facts.newest_complete()?;
    let (mut more, mut fewer) = (Vec::new(), Vec::new());
    for team in &facts.teams {
        let name = team.team.name.clone();
        match team.periods[newest].as_ref().and_then(unusual_point) {
            Some((point, _)) if point.rate > point.upper => more.push(name),
            Some(_) => fewer.push(name),
            None => {}
        }
    }
    match (more.len(), fewer.len()) {
        (0, 0) => None,
        (_, 0) => Some(message!("unusual-more", names = list(&more))),
        (0, _) => Some(message!("unusual-fewer", names = list(&fewer))),
        _ => Some(message!(
            "unusual-both",
            names = list(&more),
            fewer = list(&fewer)
        )),
    }
}

/// The title of the chart: what is clear of the newest period, or what is shown.
pub fn title(facts: &OnCallFacts) -> String {
    unusual_teams(facts).unwrap_or_else(|| message!("on-call-title"))
}

/// The days from the first period to the last.
pub fn period_range(facts: &OnCallFacts) -> String {
    match facts.periods.as_slice() {
        [] => String::new(),
        [(first, _), ..] => {
            let last = facts.periods[facts.periods.len() - 1].0;
            dates(first.first(), last.last())
        }
    }
}

pub fn subtitle(facts: &OnCallFacts) -> String {
    let length = length_name(facts.periods[0].0);
    message!(
        "on-call-subtitle",
        period = length,
        when = period_range(facts)
    )
}

/// When a team's pages left their usual range, and whether they are back; `None` if they never left it.
pub fn time_outside_range(facts: &OnCallFacts, team: &OnCallTeamFacts) -> Option<String> {
    let periods = || {
        let periods = team.periods.iter().enumerate();
        periods.filter_map(|(at, period)| Some((at, period.as_ref()?)))
    };
    let outside: Vec<_> = periods()
        .filter_map(|(at, period)| Some((at, unusual_point(period)?)))
        .collect();
    let (first, last) = (outside.first()?.0, outside.last()?.0);
    let (worst, (point, after_hours)) = *outside
        .iter()
        .max_by(|one, other| one.1.0.rate.total_cmp(&other.1.0.rate))?;
    let label = |at: usize| facts.periods[at].0.to_string();
    let limit = if point.rate > point.upper {
        message!("limit-most", number = format!("{:.0}", point.upper.floor()))
    } else {
        message!("limit-least", number = format!("{:.0}", point.lower.ceil()))
    };
    let pages = team.periods[worst]
        .map(|period| period.pages)
        .unwrap_or_default();
    let pages = if after_hours {
        message!("pages-all-after-hours", count = pages.after_hours)
    } else {
        message!("pages", count = pages.all())
    };
    let end = match periods().find(|(at, period)| *at > last && !period.partial) {
        Some((back, _)) => message!("back-since", period = label(back)),
        None => message!("not-back"),
    };
    let name = &team.team.name;
    Some(match outside.len() {
        1 => message!(
            "outside-in",
            team = name,
            period = label(first),
            pages,
            limit,
            end
        ),
        count => message!(
            "outside-from",
            team = name,
            periods = counted_periods(facts.periods[first].0, count),
            first = label(first),
            last = label(last),
            worst = label(worst),
            pages,
            limit,
            end,
        ),
    })
}

/// What is written over the highest unusual column: what was behind it, or how many pages there were.
pub fn over_column(slot: Period, period: &TeamPeriod, note: Option<&String>) -> String {
    let when = period_tick(slot);
    match (note, unusual_point(period)) {
        (Some(note), _) => message!("column-note", period = when, note),
        (None, Some((_, true))) => {
            message!(
                "column-after-hours",
                period = when,
                afterhours = period.pages.after_hours
            )
        }
        (None, _) => {
            let note = message!("pages", count = period.pages.all());
            message!("column-note", period = when, note)
        }
    }
}

/// The chart in words.
pub fn description(facts: &OnCallFacts, shown: &[&OnCallTeamFacts]) -> String {
    let is_outside = |team: &&&OnCallTeamFacts| {
        let mut periods = team.periods.iter().flatten();
        periods.any(TeamPeriod::is_outside_usual_range)
    };
    let outside = shown
        .iter()
        .filter(is_outside)
        .map(|team| team.team.name.clone());
    let outside = match outside.collect::<Vec<_>>() {
        names if names.is_empty() => message!("columns-usual"),
        names => message!("columns-outside", teams = list(&names)),
    };
    let newest = newest_period(facts).unwrap_or_default();
    message!("chart-on-call", count = shown.len(), newest, outside)
}

/// The notes under the chart.
pub fn notes(facts: &OnCallFacts, shown: usize) -> Vec<String> {
    let mut notes = vec![message!("note-hours")];
    let periods = || facts.teams.iter().flat_map(|team| &team.periods);
    if periods()
        .flatten()
        .any(|one| one.all.is_some() || one.after_hours.is_some())
    {
        notes.push(message!("note-usual"));
    }
    if periods().any(Option::is_none) {
        notes.push(message!("note-gap"));
    }
    if facts.teams.len() > shown {
        let count = facts.teams.len() - shown;
        notes.push(message!("note-more-teams", shown, count));
    }
    let counts = facts.periods.iter().filter_map(|(_, count)| *count);
    let sources: BTreeSet<&String> = counts.filter_map(|count| count.source.as_ref()).collect();
    if !sources.is_empty() {
        let sources = list(&sources.into_iter().cloned().collect::<Vec<_>>());
        notes.push(message!(
            "source-on-call",
            sources,
            when = period_range(facts)
        ));
    }
    notes
}

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

/// When a team works: `Monday to Friday, 09:00 to 18:00 on the clock of Europe/Berlin`.
pub fn hours(team: &Team) -> String {
    let name = |day: &Weekday| DAYS[*day as usize].to_owned();
    let days: Vec<Weekday> = team.hours.days.iter().copied().collect();
    let runs = days.chunk_by(|one, next| *one as u32 + 1 == *next as u32);
    let names = runs.flat_map(|run| match run {
        [first, _, .., last] => {
            vec![message!("from-to", first = name(first), last = name(last))]
        }
        days => days.iter().map(name).collect(),
    });
    let clock = |seconds: u32| format!("{:02}:{:02}", seconds / 3600, seconds % 3600 / 60);
    message!(
        "team-hours",
        days = list(&names.collect::<Vec<_>>()),
        from = clock(team.hours.from),
        to = clock(team.hours.to),
        zone = team.zone.name(),
    )
}

/// The holidays of a team, by year.
pub fn holidays(team: &Team) -> Option<String> {
    let days: Vec<_> = team.holidays.iter().copied().collect();
    let years = days.chunk_by(|one, next| one.parts().0 == next.parts().0);
    let years = years.map(|days| match days {
        [] => String::new(),
        [only] => date(*only),
        [first, ..] => {
            let names = days.iter().map(|day| period_tick(Period::Days(*day, *day)));
            format!("{} {}", list(&names.collect::<Vec<_>>()), first.parts().0)
        }
    });
    let years: Vec<String> = years.collect();
    (!years.is_empty()).then(|| message!("team-holidays", years = years.join("; ")))
}

/// All that was counted of a team, in a sentence.
pub fn total(facts: &OnCallFacts, team: &OnCallTeamFacts) -> String {
    let counted = team.periods.iter().flatten().count();
    let periods = counted_periods(facts.periods[0].0, counted);
    message!("team-total", pages = pages(team.total()), periods)
}
